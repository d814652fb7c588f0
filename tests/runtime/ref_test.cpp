#include "runtime/core/ref.hpp"

#include <doctest/doctest.h>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {
struct Unwanted {};
class Other : public Actor {
public:
    using Accepts = Messages<>;
};

template <class A, class M>
concept CanSend = requires(Ref<A> ref, M message) {
    ref.send(message);
};
static_assert(CanSend<Counter, Add>);
static_assert(!CanSend<Counter, Unwanted>, "what an actor does not accept does not compile");
static_assert(std::is_same_v<runtime::ReplyOf<Counter, Total>, std::int64_t>);
}  // namespace

TEST_CASE("an untyped reference finds out at run time whether a message is accepted") {
    SteppedSystem stepped;
    const Ref<> anyone = stepped.system.spawn<Counter>("c");
    CHECK(anyone.send(Add{5}) == Sent::Delivered);
    CHECK(anyone.send(Unwanted{}) == Sent::NotAccepted);
}

TEST_CASE("a reference to nobody delivers nothing and says so") {
    SteppedSystem stepped;
    CHECK(Ref<Counter>().send(Add{1}) == Sent::NoSuchActor);
    CHECK(Ref<>().send(Add{1}) == Sent::NoSuchActor);
    CHECK_FALSE(Ref<>().alive());
}

TEST_CASE("a number that was never given out is no actor") {
    SteppedSystem stepped;
    const Ref<> nonsense(probe::make_actor_id(0xfffffff0, 3));
    CHECK_FALSE(nonsense.alive());
    CHECK(nonsense.send(Add{1}) == Sent::NoSuchActor);
}

TEST_CASE("a typed reference that came from outside can not name an actor of another class") {
    SteppedSystem stepped;
    const auto counter = stepped.system.spawn<Counter>();
    const auto other = stepped.system.spawn<Other>();
    CHECK(Ref<Counter>::fits(counter.id));
    CHECK_FALSE(Ref<Counter>::fits(other.id));

    std::string bytes;
    probe::BinaryWriter writer(bytes);
    writer(Ref<>(other));
    Ref<Counter> read;
    probe::BinaryReader reader({bytes.data(), bytes.size()});
    reader(read);
    CHECK_FALSE(read);
}

TEST_CASE("a movable-only message arrives and may be taken apart") {
    struct Parcel {
        std::unique_ptr<int> content;
    };
    struct Receiver : Actor {
        using Accepts = Messages<Parcel>;
        explicit Receiver(std::shared_ptr<Log> log) : log_(std::move(log)) {}
        void on(Parcel&& parcel) {
            const auto mine = std::move(parcel.content);
            log_->note(std::to_string(*mine));
        }
        std::shared_ptr<Log> log_;
    };
    auto log = std::make_shared<Log>();
    SteppedSystem stepped;
    stepped.system.spawn<Receiver>("r", log).send(Parcel{std::make_unique<int>(42)});
    stepped.run();
    CHECK(log->entries() == std::vector<std::string>{"42"});
}

TEST_CASE("messages of any size and alignment arrive whole") {
    struct Big {
        char bytes[5000];
    };
    struct alignas(64) Wide {
        std::uint64_t value;
    };
    struct Receiver : Actor {
        using Accepts = Messages<Big, Wide>;
        explicit Receiver(std::shared_ptr<Log> log) : log_(std::move(log)) {}
        void on(const Big& big) { log_->note(std::string(1, big.bytes[4999])); }
        void on(const Wide& wide) {
            CHECK(reinterpret_cast<std::uintptr_t>(&wide) % 64 == 0);
            log_->note(std::to_string(wide.value));
        }
        std::shared_ptr<Log> log_;
    };
    auto log = std::make_shared<Log>();
    SteppedSystem stepped;
    const auto receiver = stepped.system.spawn<Receiver>("r", log);
    Big big{};
    big.bytes[4999] = 'z';
    receiver.send(big);
    receiver.send(Wide{77});
    stepped.run();
    CHECK(log->entries() == std::vector<std::string>{"z", "77"});
}

TEST_CASE("a handler knows who sent its message") {
    struct Hello {};
    struct Receiver : Actor {
        using Accepts = Messages<Hello>;
        explicit Receiver(Ref<>* seen) : seen_(seen) {}
        void on(const Hello&, Context& context) { *seen_ = context.sender(); }
        Ref<>* seen_;
    };
    struct Greeter : Actor {
        using Accepts = Messages<Hello>;
        explicit Greeter(Ref<Receiver> to) : to_(to) {}
        void on(const Hello&) { to_.send(Hello{}); }
        Ref<Receiver> to_;
    };
    SteppedSystem stepped;
    Ref<> seen;
    const auto receiver = stepped.system.spawn<Receiver>("r", &seen);
    const auto greeter = stepped.system.spawn<Greeter>("g", receiver);
    greeter.send(Hello{});
    stepped.run();
    CHECK(seen == Ref<>(greeter));
    receiver.send(Hello{});
    stepped.run();
    CHECK_FALSE(seen);
}
