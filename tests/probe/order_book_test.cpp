#include "probe/link/order_book.hpp"

#include <doctest/doctest.h>

using callboard::probe::OrderBook;
using Sort = OrderBook::Sort;

namespace {

constexpr OrderBook::Clock::time_point at(int second) {
    return OrderBook::Clock::time_point{} + std::chrono::seconds(second);
}

}  // namespace

TEST_CASE("an order is new once") {
    OrderBook book;
    CHECK(book.place({1, 1}, 5, at(9)).sort == Sort::New);
    const auto again = book.place({1, 1}, 6, at(9));
    CHECK(again.sort == Sort::StillWaiting);
    CHECK(again.seat_before == 5);
    CHECK(book.answer({1, 1}, "done") == 6);
    CHECK(book.place({1, 1}, 7, at(9)).answer == "done");
}

TEST_CASE("viewers number their orders independently") {
    OrderBook book;
    book.place({1, 1}, 5, at(9));
    CHECK(book.place({2, 1}, 6, at(9)).sort == Sort::New);
}

TEST_CASE("a second answer reaches nobody") {
    OrderBook book;
    book.place({1, 1}, 5, at(9));
    book.answer({1, 1}, "done");
    CHECK_FALSE(book.answer({1, 1}, "done again"));
}

TEST_CASE("an order whose answer was forgotten is still not new") {
    OrderBook book;
    for (std::uint64_t order = 1; order <= OrderBook::answers_kept_max + 1; ++order) {
        REQUIRE(book.place({1, order}, 5, at(9)).sort == Sort::New);
        book.answer({1, order}, "done");
    }
    CHECK(book.place({1, 1}, 5, at(9)).sort == Sort::Forgotten);
    CHECK(book.place({1, 2}, 5, at(9)).sort == Sort::Answered);
}

TEST_CASE("only so many orders wait at a time") {
    OrderBook book;
    for (std::uint64_t order = 1; order <= OrderBook::waiting_max; ++order)
        book.place({1, order}, order, at(9));
    CHECK(book.place({1, 1000}, 5, at(9)).sort == Sort::TooMany);
    book.answer({1, 1}, "done");
    CHECK(book.place({1, 1000}, 5, at(9)).sort == Sort::New);
}

TEST_CASE("orders that wait too long are found") {
    OrderBook book;
    CHECK_FALSE(book.first_deadline());
    book.place({1, 1}, 5, at(9));
    book.place({1, 2}, 6, at(4));
    CHECK(book.first_deadline() == at(4));
    CHECK(book.overdue(at(3)).empty());
    CHECK(book.overdue(at(4)) == std::vector<OrderBook::Key>{{1, 2}});
}
