#include "runtime/testing/step_scheduler.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/runtime/cast.hpp"

using namespace callboard;
using namespace callboard::tests;

namespace {

struct Note {
    int number = 0;
};

class Writer : public Actor {
public:
    using Accepts = Messages<Note>;
    explicit Writer(std::shared_ptr<Log> log, std::string name)
        : log_(std::move(log)), name_(std::move(name)) {}
    void on(const Note& note) { log_->note(name_ + std::to_string(note.number)); }

private:
    std::shared_ptr<Log> log_;
    std::string name_;
};

std::vector<std::string> order_under(std::uint64_t seed) {
    auto log = std::make_shared<Log>();
    SteppedSystem stepped(seed);
    const auto a = stepped.system.spawn<Writer>("a", log, std::string("a"));
    const auto b = stepped.system.spawn<Writer>("b", log, std::string("b"));
    for (int i = 0; i < 3; ++i) {
        a.send(Note{i});
        b.send(Note{i});
    }
    stepped.run();
    return log->entries();
}

}  // namespace

TEST_CASE("the same seed gives the same order") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) CHECK(order_under(seed) == order_under(seed));
}

TEST_CASE("different seeds give different orders, and every message runs once in each") {
    std::set<std::vector<std::string>> orders;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        const auto order = order_under(seed);
        CHECK(std::set(order.begin(), order.end()).size() == 6);
        CHECK(order.size() == 6);
        orders.insert(order);
    }
    CHECK(orders.size() > 10);
}

TEST_CASE("whatever the seed, one sender's messages to one actor keep their order") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        std::string of_a;
        for (const auto& entry : order_under(seed))
            if (entry[0] == 'a') of_a += entry[1];
        CHECK(of_a == "012");
    }
}
