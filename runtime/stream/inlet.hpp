#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

#include "runtime/core/actor.hpp"
#include "runtime/stream/flow.hpp"

namespace callboard::runtime::stream {

// To an inlet, from its actor's turn: so many of your items were taken from the mailbox.
struct Credit {
    std::uint32_t items = 0;
};

// Draws from one source and sends what comes to one actor, never more than the actor
// asks for: at most `window` items of it wait in the mailbox. An inlet for each source,
// so that a source that is always ready takes no turn from another.
class Inlet : public Actor {
public:
    static constexpr std::string_view kind_name = "Inlet";
    static constexpr std::uint32_t window = 32;
    static constexpr std::uint32_t receipt_every = window / 2;

    struct Leave {};  // To itself, behind what else was on its way to it.

    using Accepts = Messages<SourceReady, SourceTick, Credit, Leave>;
    Inlet(std::shared_ptr<Inflow> flow, std::shared_ptr<Poller> poller)
        : flow_(std::move(flow)), poller_(std::move(poller)) {}

    void on(const Started&, Context& context);
    void on(const SourceReady&, Context& context) { look(context); }
    void on(const SourceTick&, Context& context);
    void on(const Credit& credit, Context& context);
    void on(const Leave&, Context& context) { context.stop(); }
    void on(const Stopped&) { flow_->end(); }

private:
    void look(Context& context) { ended_ ? leave(context) : pump(context); }
    // Draws until the credit is used up, the source has nothing, or has ended.
    void pump(Context& context);
    void ask_for_receipt(Context& context);
    void end(Context& context);
    // Once all receipts are back, so that none of them finds nobody; or nobody sends them.
    void leave(Context& context);

    const std::shared_ptr<Inflow> flow_;
    const std::shared_ptr<Poller> poller_;
    std::optional<std::stop_callback<Waker>> let_go_;
    std::uint32_t credit_ = window;
    std::uint32_t sent_ = 0;      // Since the last receipt was asked for.
    std::uint32_t receipts_ = 0;  // Asked for, and not back.
    bool ended_ = false;
    bool leaving_ = false;
};

}  // namespace callboard::runtime::stream
