#include "tests/bench/measuring.hpp"
#include "tests/bench/ours/messages.hpp"
#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {
namespace {

class Server : public Actor {
public:
    using Accepts = Messages<Number>;
    std::uint64_t on(const Number& question) { return question.value + 1; }
};

// Keeps `window` questions under way.
class Asker : public Actor {
public:
    using Accepts = Messages<Begin>;
    Asker(Ref<Server> server, std::uint64_t questions, std::uint64_t window, Finish* finish)
        : server_(server), questions_(questions), window_(window), finish_(finish) {}

    void on(const Begin&, Context& context) {
        while (asked_ < window_) ask_next(context);
    }

private:
    void ask_next(Context& context) {
        context.ask(server_, Number{asked_++},
                    [this](std::uint64_t answer, Context& then) { take(answer, then); });
    }
    void take(std::uint64_t answer, Context& context) {
        sum_ += answer;
        if (++answers_ == questions_)
            finish_->reach(sum_);
        else if (asked_ < questions_)
            ask_next(context);
    }

    Ref<Server> server_;
    std::uint64_t questions_;
    std::uint64_t window_;
    Finish* finish_;
    std::uint64_t asked_ = 0;
    std::uint64_t answers_ = 0;
    std::uint64_t sum_ = 0;
};

void expect_answers(std::uint64_t sum, std::uint64_t questions) {
    expect("The sum of the answers", sum, questions * (questions + 1) / 2);
}

}  // namespace

void ask_from_actor(System& system, std::uint64_t questions, std::uint64_t window) {
    Finish finish;
    const auto server = system.spawn<Server>();
    const auto asker = system.spawn<Asker>(unnamed, server, questions, window, &finish);
    const Stopwatch watch;
    asker.send(Begin{});
    const auto sum = finish.wait();
    const double seconds = watch.seconds();
    expect_answers(sum, questions);
    report_and_leave(questions, seconds);
}

void ask_from_outside(System& system, std::uint64_t questions) {
    const auto server = system.spawn<Server>();
    std::uint64_t sum = 0;
    const Stopwatch watch;
    for (std::uint64_t i = 0; i < questions; ++i) sum += system.ask(server, Number{i}).get();
    const double seconds = watch.seconds();
    expect_answers(sum, questions);
    report_and_leave(questions, seconds);
}

}  // namespace callboard::bench
