#include "runtime/core/pool.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <set>
#include <thread>
#include <vector>

using namespace callboard::runtime;

TEST_CASE("blocks that are out at the same time do not overlap") {
    std::set<char*> blocks;
    for (int i = 0; i < 1000; ++i) {
        auto* block = static_cast<char*>(pool::take(pool::Class::B64));
        std::memset(block, i, 64);
        CHECK(blocks.insert(block).second);
    }
    char* before = nullptr;
    for (char* block : blocks) {
        if (before != nullptr) CHECK(block - before >= 64);
        before = block;
    }
    for (char* block : blocks) pool::give(block, pool::Class::B64);
}

TEST_CASE("a size goes to the smallest class that holds it") {
    CHECK(pool::class_of(32) == pool::Class::B32);
    CHECK(pool::class_of(33) == pool::Class::B64);
    CHECK(pool::class_of(256) == pool::Class::B256);
    CHECK(pool::class_of(257) == pool::Class::Heap);
}

TEST_CASE("what one thread takes and another gives back is used again, not piled up") {
    std::set<void*> seen;
    for (int round = 0; round < 20; ++round) {
        std::vector<void*> blocks(2048);
        for (void*& block : blocks) seen.insert(block = pool::take(pool::Class::B128));
        std::thread([&] {
            for (void* block : blocks) pool::give(block, pool::Class::B128);
        }).join();
    }
    CHECK(seen.size() < 5 * 2048);  // Of 40,960 that were taken.
}
