#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/testing/caught.hpp"
#include "runtime/testing/patience.hpp"

namespace callboard::runtime {

// What was caught and not looked at yet, the oldest first. Any thread may add.
template <class... M>
class Catch {
public:
    void add(Caught<M...> caught) {
        const std::lock_guard lock(bell_.mutex);
        waiting_.push_back(std::move(caught));
        bell_.rung.notify_all();
    }
    // Waits for it; none: nothing came.
    std::optional<Caught<M...>> take(const Patience& patience, Patience::Duration limit) {
        const auto something = [this] { return !waiting_.empty(); };
        patience.until(bell_, something, limit);
        const std::lock_guard lock(bell_.mutex);
        if (waiting_.empty()) return std::nullopt;
        std::optional<Caught<M...>> oldest(std::move(waiting_.front()));
        waiting_.pop_front();
        return oldest;
    }

private:
    Bell bell_;
    std::deque<Caught<M...>> waiting_;
};

// What a test may say of the messages or events that a probe catches. Whatever does not
// hold is a TestFailure. How it waits, and what no limit means: see Patience. The test's own
// thread only.
template <class... M>
class Expectations {
public:
    using Limit = Patience::Limit;
    template <class Expected>
    using When = std::function<bool(const Expected&)>;

    // The next one is of this type, and fits.
    template <class Expected>
    Expected expect(Limit limit = std::nullopt) {
        return expect<Expected>(nullptr, limit);
    }
    template <class Expected>
    Expected expect(const When<Expected>& when, Limit limit = std::nullopt) {
        take(type_name<Expected>(), limit);
        Expected* const expected = std::get_if<Expected>(&last_->what);
        if (expected == nullptr)
            throw TestFailure("expected " + type_name<Expected>() + ", but " + describe(*last_) +
                              " came.");
        if (when && !when(*expected))
            throw TestFailure("expected another " + type_name<Expected>() + " than " +
                              describe(*last_) + ".");
        return std::move(*expected);
    }

    // Nothing comes for so long.
    void expect_none(Limit quiet = std::nullopt) {
        if (const auto caught = catch_->take(patience_, patience_.quiet(quiet)))
            throw TestFailure("expected nothing, but " + describe(*caught) + " came.");
    }

    // Lets go by what does not fit, until something does.
    template <class Expected>
    Expected fish_for(const When<Expected>& when, Limit limit = std::nullopt) {
        std::string others;
        const auto end = patience_.now() + patience_.limit(limit);
        while ((last_ = take_until(end))) {
            Expected* const expected = std::get_if<Expected>(&last_->what);
            if (expected != nullptr && (!when || when(*expected))) return std::move(*expected);
            others += (others.empty() ? "" : ", ") + describe(*last_);
        }
        throw TestFailure("no " + type_name<Expected>() + " that fits came " +
                          patience_.within(limit) +
                          "; what came: " + (others.empty() ? "nothing" : others) + ".");
    }
    template <class Expected>
    Expected fish_for(Limit limit = std::nullopt) {
        return fish_for<Expected>(nullptr, limit);
    }

    // All of this type that come in this time; the others are let go.
    template <class Expected>
    std::vector<Expected> collect(Limit time = std::nullopt) {
        std::vector<Expected> all;
        const auto end = patience_.now() + patience_.quiet(time);
        while ((last_ = take_until(end)))
            if (Expected* const expected = std::get_if<Expected>(&last_->what))
                all.push_back(std::move(*expected));
        return all;
    }

protected:
    explicit Expectations(System& system) : patience_(system) {}

    const std::shared_ptr<Catch<M...>>& caught() const { return catch_; }
    const Patience& patience() const { return patience_; }
    std::optional<Caught<M...>>& last() { return last_; }  // None: nothing was taken yet.

private:
    void take(const std::string& expected, Limit limit) {
        last_ = catch_->take(patience_, patience_.limit(limit));
        if (!last_)
            throw TestFailure("expected " + expected + ", but nothing came " +
                              patience_.within(limit) + ".");
    }
    std::optional<Caught<M...>> take_until(Patience::Duration end) {
        return catch_->take(patience_, std::max(end - patience_.now(), Patience::Duration(0)));
    }
    static std::string describe(const Caught<M...>& caught) {
        return std::visit([](const auto& one) { return detail::describe_message(one); },
                          caught.what);
    }

    Patience patience_;
    std::shared_ptr<Catch<M...>> catch_ = std::make_shared<Catch<M...>>();
    std::optional<Caught<M...>> last_;
};

}  // namespace callboard::runtime
