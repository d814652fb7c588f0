#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/core/future.hpp"

// Several futures as one.
namespace callboard::runtime {

namespace detail {

// What several answers are gathered in. The first that fails is the answer of all; who
// comes later finds `result` taken.
template <class Values>
struct Gathering {
    explicit Gathering(std::size_t count) : missing(count), result(make_reply_slot()) {}

    void settle(Envelope* reply) {
        if (ReplySlot* slot = result.exchange(nullptr, std::memory_order_acq_rel))
            fill(*slot, reply);
        else
            free_reply(reply);
    }
    bool was_last() { return missing.fetch_sub(1, std::memory_order_acq_rel) == 1; }

    Values values = {};
    std::atomic<std::size_t> missing;
    std::atomic<ReplySlot*> result;
};

template <class R, class Values, class Keep, class Finish>
void gather(Future<R> future, std::shared_ptr<Gathering<Values>> into, Keep keep, Finish finish) {
    chain_call(std::move(future), [=](Envelope* reply) {
        if (failed(reply)) return into->settle(reply);
        keep(into->values, reply);
        if (into->was_last()) into->settle(finish(into->values));
    });
}

}  // namespace detail

// All values, in the order of the futures, or the first failure.
template <class R>
requires(!std::is_void_v<R>) Future<std::vector<R>> all(std::vector<Future<R>> futures) {
    using Values = std::vector<std::optional<R>>;
    auto gathering = std::make_shared<detail::Gathering<Values>>(futures.size());
    gathering->values.resize(futures.size());
    Future<std::vector<R>> result(gathering->result.load());
    const auto finish = [](Values& values) {
        std::vector<R> plain;
        plain.reserve(values.size());
        for (auto& value : values) plain.push_back(std::move(*value));
        return make_envelope(std::move(plain));
    };
    if (futures.empty()) gathering->settle(finish(gathering->values));
    for (std::size_t i = 0; i < futures.size(); ++i)
        detail::gather(
            std::move(futures[i]), gathering,
            [i](Values& values, Envelope* reply) { values[i] = detail::open_reply<R>(reply); },
            finish);
    return result;
}

// Ready when all are; fails with the first that fails.
inline Future<void> all(std::vector<Future<void>> futures) {
    auto gathering = std::make_shared<detail::Gathering<std::tuple<>>>(futures.size());
    Future<void> result(gathering->result.load());
    if (futures.empty()) gathering->settle(nullptr);
    for (auto& future : futures)
        detail::gather(
            std::move(future), gathering, [](std::tuple<>&, Envelope* reply) { free_reply(reply); },
            [](std::tuple<>&) -> Envelope* { return nullptr; });
    return result;
}

// Values of different types, as a tuple.
template <class First, class Second, class... More>
Future<std::tuple<First, Second, More...>> all(Future<First> first, Future<Second> second,
                                               Future<More>... more) {
    using Plain = std::tuple<First, Second, More...>;
    using Values = std::tuple<std::optional<First>, std::optional<Second>, std::optional<More>...>;
    auto gathering = std::make_shared<detail::Gathering<Values>>(sizeof...(More) + 2);
    Future<Plain> result(gathering->result.load());
    const auto finish = [](Values& values) {
        return std::apply([](auto&... value) { return make_envelope(Plain(std::move(*value)...)); },
                          values);
    };
    auto futures = std::tuple(std::move(first), std::move(second), std::move(more)...);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (detail::gather(
             std::move(std::get<I>(futures)), gathering,
             [](Values& values, Envelope* reply) {
                 std::get<I>(values) = detail::open_reply<std::tuple_element_t<I, Plain>>(reply);
             },
             finish),
         ...);
    }
    (std::make_index_sequence<sizeof...(More) + 2>());
    return result;
}

// The first value that comes; when every one fails, the last failure.
template <class R>
Future<R> any(std::vector<Future<R>> futures) {
    if (futures.empty()) throw std::invalid_argument("any of no futures would never be ready");
    auto gathering = std::make_shared<detail::Gathering<std::tuple<>>>(futures.size());
    Future<R> result(gathering->result.load());
    for (auto& future : futures)
        detail::chain_call(std::move(future), [gathering](Envelope* reply) {
            if (gathering->was_last() || !failed(reply))
                gathering->settle(reply);
            else
                free_reply(reply);
        });
    return result;
}

}  // namespace callboard::runtime
