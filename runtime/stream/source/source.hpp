#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/core/context.hpp"

namespace callboard::runtime::stream {

class Poller;
class Stage;

// To the inlet of a source: there may be something again; and one more of its timer's ticks.
struct SourceReady {};
struct SourceTick {};

// Tells a source's inlet to look at it again. Any thread; a call too many does no harm.
class Waker {
public:
    Waker() = default;
    explicit Waker(Ref<> inlet) : inlet_(inlet) {}
    void operator()() const {
        if (inlet_.alive()) inlet_.send(SourceReady{});
    }
    Ref<> inlet() const { return inlet_; }

private:
    Ref<> inlet_;
};

// What a source finds when it is opened.
struct Opening {
    Waker waker;
    Context& context;  // The inlet's; a timer on it may send SourceTick.
    std::shared_ptr<Poller> poller;
};

enum class Supply : std::uint8_t { More, NothingYet, Ended };

// Where items come from, one after the other. Its inlet calls it, in its own turns; what
// it throws ends it. Its destructor gives back what it holds.
template <class I>
class Source {
public:
    using Item = I;
    virtual ~Source() = default;

    virtual void open(const Opening&) {}
    // Appends at most `max` items. NothingYet: the waker is called when there may be more.
    virtual Supply draw(std::vector<Item>& items, std::size_t max) = 0;
    virtual void tick() {}  // A SourceTick came.
    // How many items were lost just before the first of the last draw.
    virtual std::uint64_t missed() { return 0; }
    // Whose outputs these are; null: nobody's.
    virtual std::shared_ptr<const Stage> origin() const { return nullptr; }
};

template <class S>
concept IsSource = std::derived_from<S, Source<typename S::Item>>;

}  // namespace callboard::runtime::stream
