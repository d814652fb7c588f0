#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

#include "probe/record/tally.hpp"
#include "runtime/stream/outputs.hpp"
#include "runtime/stream/source/generator.hpp"
#include "runtime/stream/source/source.hpp"
#include "runtime/stream/stage.hpp"

namespace callboard::runtime::stream {

// One source on its way to one actor, whatever its items are. Its inlet's turn only, but
// for the figures.
class Inflow {
public:
    // `life`: when a stop is requested of it, the source is let go.
    Inflow(std::shared_ptr<Stage> stage, std::stop_token life, std::shared_ptr<const Stage> origin)
        : stage_(stage),
          keep_(std::move(stage), Reason::Source),
          life_(std::move(life)),
          origin_(std::move(origin)) {
        stage_->enter(*this);
    }
    virtual ~Inflow() { stage_->leave(*this); }
    Inflow(const Inflow&) = delete;
    Inflow& operator=(const Inflow&) = delete;

    virtual void open(const Opening& opening) = 0;
    virtual void tick() = 0;
    // Makes messages of at most `max` items, and sends them.
    struct Moved {
        std::size_t items = 0;
        Supply supply = Supply::Ended;
    };
    virtual Moved move(std::size_t max) = 0;

    void aim(Ref<> actor) { actor_ = actor; }  // Before it is opened.
    Ref<> actor() const { return actor_; }
    Stage& stage() const { return *stage_; }
    const std::stop_token& life() const { return life_; }
    void fail(const char* text) { stage_->report_failed_source(actor_, text); }
    // Gives back what the source holds; the actor does not wait for it any more.
    void end() {
        close();
        keep_ = Keep();
    }

    // ── Any thread ──
    probe::ActorId origin() const { return origin_ ? origin_->actor() : probe::ActorId{}; }
    SourceFigures figures() const { return {.items = items_.read(), .missed = missed_.read()}; }

protected:
    void note_items(std::size_t count) { items_.add(count); }
    void note_missed(std::uint64_t count) {
        missed_.add(count);
        if (stage_->accepts(type_index<Missed>())) actor_.send(Missed{count});
    }

private:
    virtual void close() = 0;

    const std::shared_ptr<Stage> stage_;
    Keep keep_;
    const std::stop_token life_;
    const std::shared_ptr<const Stage> origin_;
    Ref<> actor_;
    probe::Tally items_;
    probe::Tally missed_;
};

// The source of type S, and how its items become messages.
template <class S, class Convert>
class Flow final : public Inflow {
public:
    Flow(std::shared_ptr<Stage> stage, std::stop_token life, S source, Convert convert)
        : Inflow(std::move(stage), std::move(life), source.origin()),
          source_(std::make_unique<S>(std::move(source))),
          convert_(std::move(convert)) {}

    void open(const Opening& opening) override { source_->open(opening); }
    void tick() override { source_->tick(); }

    Moved move(std::size_t max) override {
        items_.clear();
        std::exception_ptr failed;
        Supply supply = Supply::Ended;
        try {
            supply = source_->draw(items_, max);
        } catch (...) {
            failed = std::current_exception();  // What came before it shall arrive before it.
        }
        if (const auto lost = source_->missed(); lost > 0) note_missed(lost);
        for (auto& item : items_) actor().send(std::invoke(convert_, std::move(item)));
        note_items(items_.size());
        if (failed) std::rethrow_exception(failed);
        return {items_.size(), supply};
    }

private:
    void close() override { source_.reset(); }

    std::unique_ptr<S> source_;
    Convert convert_;
    std::vector<typename S::Item> items_;  // Kept: no memory for each item.
};

// ── What can be attached ─────────────────────────────────────────────────────

template <IsSource S>
S to_source(S source) {
    return source;
}
template <std::ranges::input_range Range>
RangeSource<Range> to_source(Range range) {
    return RangeSource<Range>(std::move(range));
}
template <std::invocable Function>
FunctionSource<Function> to_source(Function function) {
    return FunctionSource<Function>(std::move(function));
}
template <class Out>
OutputSource<Out> to_source(StreamClient<Out> outputs) {
    return OutputSource<Out>(std::move(outputs));
}

template <class From>
using SourceOf = decltype(to_source(std::declval<From>()));
template <class From>
using ItemOf = typename SourceOf<From>::Item;
template <class From, class Convert>
using MessageOf = std::remove_cvref_t<std::invoke_result_t<Convert&, ItemOf<From>>>;

template <class From, class Convert>
std::shared_ptr<Inflow> make_flow(std::shared_ptr<Stage> stage, std::stop_token life, From&& from,
                                  Convert convert) {
    stage->require(type_index<MessageOf<From, Convert>>());
    return std::make_shared<Flow<SourceOf<From>, Convert>>(
        std::move(stage), std::move(life), to_source(std::forward<From>(from)), std::move(convert));
}

}  // namespace callboard::runtime::stream
