#pragma once

#include <memory>
#include <string_view>

#include "runtime/core/system.hpp"
#include "runtime/stream/errand.hpp"
#include "runtime/stream/inlet.hpp"

namespace callboard::runtime::stream {

struct OpenInlet {
    std::shared_ptr<Inflow> flow;
};
struct RunErrand {
    std::shared_ptr<Job> job;
};

// The parent of all that works for the stream actors of one system: inlets, errands, and
// the poller that inlets share. Spawned under the root when it is first needed.
class Backstage : public Actor {
public:
    static constexpr std::string_view kind_name = "Backstage";
    using Accepts = Messages<OpenInlet, RunErrand>;

    // The one of this system. Any thread.
    static Ref<Backstage> of(System& system);

    void on(const OpenInlet& open, Context& context) {
        context.spawn<Inlet>(unnamed, open.flow, poller_);
    }
    void on(const RunErrand& run, Context& context) { context.spawn<Errand>(unnamed, run.job); }

    // What failed once would fail again.
    Supervision supervision() const {
        return {.decider = [](const Failure&) { return Directive::Stop; }};
    }

private:
    const std::shared_ptr<Poller> poller_ = make_poller();
    static std::shared_ptr<Poller> make_poller();
};

}  // namespace callboard::runtime::stream
