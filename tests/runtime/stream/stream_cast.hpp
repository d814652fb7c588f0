#pragma once

#include <atomic>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "tests/runtime/cast.hpp"
#include "tests/support/eventually.hpp"

// Stream actors that many tests need.
namespace callboard::tests {

struct Number {
    std::int64_t value = 0;
    std::string from = {};
};
struct Sum {};
struct Quit {
    bool finish = false;
};
struct Break {};

inline Number number_from(const char* source, std::int64_t value) { return {value, source}; }
inline auto numbers_from(const char* source) {
    return [source](std::int64_t value) { return number_from(source, value); };
}
inline Word to_word(std::string text) { return {std::move(text)}; }

// Notes what it gets, in order; a sink.
class Listener : public Sink {
public:
    using Accepts = Messages<Number, Word, Sum, Quit, Break, Missed, StreamFailure>;
    Listener(Place place, std::shared_ptr<Log> log) : Sink(place), log_(std::move(log)) {}

    void on(const Started&) { log_->note("started"); }
    void on(const Number& number) {
        sum_ += number.value;
        log_->note(number.from + std::to_string(number.value));
    }
    void on(const Word& word) { log_->note(word.text); }
    std::int64_t on(const Sum&) { return sum_; }
    void on(const Quit& quit, Context& context) {
        if (quit.finish)
            shutdown_and_finish(context);
        else
            shutdown(context);
    }
    void on(const Break&) { throw std::runtime_error("broken"); }
    void on(const Missed& missed) { log_->note("missed " + std::to_string(missed.count)); }
    void on(const StreamFailure& failure) { log_->note("failure: " + failure.text); }
    void on(const Stopped&) { log_->note("stopped"); }

private:
    std::shared_ptr<Log> log_;
    std::int64_t sum_ = 0;
};

// Broadcasts the double of every number that it gets; a joint.
class Doubler : public Joint<std::int64_t> {
public:
    using Joint::Joint;
    using Accepts = Messages<Number, Sum, Quit>;

    void on(const Number& number) {
        sum_ += number.value;
        broadcast(number.value * 2);
    }
    std::int64_t on(const Sum&) { return sum_; }
    void on(const Quit&, Context& context) { shutdown(context); }

private:
    std::int64_t sum_ = 0;
};

// A type of its own, so that a test that fails shows what was noted.
struct Entries : std::vector<std::string> {
    using vector::vector;
    Entries(std::vector<std::string> entries) : vector(std::move(entries)) {}  // NOLINT
    friend std::ostream& operator<<(std::ostream& out, const Entries& entries) {
        for (const std::string& entry : entries) out << '[' << entry << ']';
        return out;
    }
};

// A system, a log, and a way to launch a listener.
struct Studio {
    explicit Studio(std::uint64_t seed = 1) : stepped(seed) {}
    Draft<Listener> listener() { return Draft<Listener>(stepped.system, log); }
    Entries run() {
        stepped.run();
        return log->entries();
    }
    void pass(runtime::Timers::Duration time) {
        stepped.system.timers().advance(time);
        stepped.run();
    }

    std::shared_ptr<Log> log = std::make_shared<Log>();
    SteppedSystem stepped;
};

// The entries that begin so, in order.
inline Entries from(const Entries& entries, const std::string& beginning) {
    Entries some;
    for (const std::string& entry : entries)
        if (entry.rfind(beginning, 0) == 0) some.push_back(entry);
    return some;
}
inline bool contains(const Entries& entries, const std::string& entry) {
    return std::find(entries.begin(), entries.end(), entry) != entries.end();
}

}  // namespace callboard::tests
