// Letters and addresses that reach a cell when nobody lives there.

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

class Stillborn : public Actor {
public:
    using Accepts = Messages<>;
    explicit Stillborn(std::shared_ptr<std::function<void()>> in_constructor) {
        (*in_constructor)();
        throw std::runtime_error("not today");
    }
};

struct Beget {};

// Notes how it and its child end.
class Kin : public Actor {
public:
    using Accepts = Messages<Beget>;
    Kin(std::shared_ptr<Log> log, std::string name)
        : log_(std::move(log)), name_(std::move(name)) {}
    void on(const Stopping&, Context&) { log_->note(name_ + " stopping"); }
    void on(const Stopped&, Context&) { log_->note(name_ + " stopped"); }
    void on(const Beget&, Context& context) {
        context.spawn<Kin>("child", log_, std::string("child"));
    }

private:
    std::shared_ptr<Log> log_;
    std::string name_;
};

}  // namespace

TEST_CASE("a child that ends while its parent stops ends once") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        SteppedSystem stepped(seed);
        auto log = std::make_shared<Log>();
        const auto parent = stepped.system.spawn<Kin>("parent", log, std::string("parent"));
        parent.send(Beget{});
        stepped.run();
        auto child_gone = stepped.system.stop(*stepped.system.find("parent/child"));
        for (std::uint64_t i = 0; i < seed % 3; ++i) stepped.steps.step();
        auto parent_gone = stepped.system.stop(parent);
        stepped.run();
        CHECK(child_gone.ready());
        CHECK(parent_gone.ready());
        const auto entries = log->entries();
        CHECK(std::count(entries.begin(), entries.end(), "child stopped") == 1);
        CHECK(entries.back() == "parent stopped");
    }
}

TEST_CASE("a late letter that finds its cell in the hands of a spawn that fails is answered") {
    SteppedSystem stepped;
    const auto gone = stepped.system.spawn<Counter>();
    auto stopped = stepped.system.stop(gone);
    stepped.run();
    // Between its look at the generation and its push a sender can be late. Cells are used
    // again in turn, so one of these spawns has the very cell.
    std::optional<Future<std::int64_t>> answer;
    const auto late = std::make_shared<std::function<void()>>([&] {
        runtime::ReplySlot* slot = runtime::make_reply_slot();
        runtime::Envelope* envelope = runtime::make_envelope(Total{});
        envelope->from.reply = slot;
        envelope->flags |= runtime::Envelope::Asked;
        envelope->target_generation = probe::generation_of(gone.id);
        runtime::cells::at(probe::slot_of(gone.id)).post_inside(envelope);
        answer.emplace(slot);
    });
    for (std::uint32_t i = 0; i < runtime::cells::count(); ++i) {
        CHECK_THROWS(stepped.system.spawn<Stillborn>(unnamed, late));
        stepped.run();
        REQUIRE(answer->ready());
    }
}

TEST_CASE("an address with the number of a vacant cell is nobody's") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>();
    stepped.run();
    auto stopped = stepped.system.stop(counter);
    stepped.run();
    const Ref<> nobody(
        probe::make_actor_id(probe::slot_of(counter.id), probe::generation_of(counter.id) + 1));
    CHECK_FALSE(nobody.alive());
    CHECK(nobody.send(Total{}) == Sent::NoSuchActor);
}
