#include "runtime/core/work_ring.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <thread>
#include <vector>

#include "runtime/core/cell.hpp"

using namespace callboard::runtime;

TEST_CASE("what was pushed first is taken first, until the ring is empty") {
    WorkRing ring;
    const auto cells = std::make_unique<Cell[]>(3);
    for (int i = 0; i < 3; ++i) CHECK(ring.push(cells[i]));
    for (int i = 0; i < 3; ++i) CHECK(ring.take() == &cells[i]);
    CHECK(ring.take() == nullptr);
}

TEST_CASE("a full ring refuses and loses nothing") {
    WorkRing ring;
    const auto cells = std::make_unique<Cell[]>(2);
    for (std::size_t i = 0; i < WorkRing::capacity; ++i) REQUIRE(ring.push(cells[0]));
    CHECK_FALSE(ring.push(cells[1]));
    CHECK(ring.take() == &cells[0]);
    CHECK(ring.push(cells[1]));
    CHECK(ring.size() == WorkRing::capacity);
}

TEST_CASE("takers on several threads never get the same cell twice, and miss none") {
    constexpr int cell_count = 20'000;
    WorkRing ring;
    const auto cells = std::make_unique<Cell[]>(cell_count);
    std::vector<std::atomic<int>> taken(cell_count);
    std::atomic<int> left{cell_count};
    std::vector<std::thread> takers;
    for (int i = 0; i < 3; ++i)
        takers.emplace_back([&] {
            while (left > 0) {
                if (Cell* cell = ring.take()) {
                    ++taken[static_cast<std::size_t>(cell - cells.get())];
                    --left;
                } else {
                    std::this_thread::yield();
                }
            }
        });
    for (int i = 0; i < cell_count; ++i)
        while (!ring.push(cells[i])) std::this_thread::yield();
    for (auto& taker : takers) taker.join();
    bool once = true;
    for (const auto& count : taken) once = once && count == 1;
    CHECK(once);
}
