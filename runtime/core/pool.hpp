#pragma once

#include <cstddef>
#include <cstdint>
#include <new>

namespace callboard::runtime {

// Small memory for what comes and goes with messages: envelopes, control mail,
// actors. Blocks of 32, 64, 128 and 256 bytes, from lists that belong to the
// calling thread; full chains of 256 travel between threads through a depot, so
// that a producer on one worker and a consumer on another need a lock once in
// 256 messages. Larger sizes come from the heap. Memory is never given back to
// the system: an address that held a block once can always be read. Any thread.
namespace pool {

enum class Class : std::uint8_t { B32, B64, B128, B256, Heap };
inline constexpr std::size_t class_count = 4;

constexpr Class class_of(std::size_t size) {
    return size <= 32    ? Class::B32
           : size <= 64  ? Class::B64
           : size <= 128 ? Class::B128
           : size <= 256 ? Class::B256
                         : Class::Heap;
}
constexpr std::size_t size_of(Class c) { return std::size_t{32} << static_cast<std::size_t>(c); }

namespace detail {

struct FreeBlock {
    FreeBlock* next;
};

inline constexpr std::uint32_t chain_length = 256;

// One thread's blocks of one class. Plain data: a thread-local of a type with a
// destructor would pay a check at every use; `refill` registers the thread once.
struct Shelf {
    FreeBlock* front = nullptr;
    FreeBlock* spare = nullptr;  // A full chain, kept back so that a pair of give and take at
                                 // the edge does not go to the depot each time.
    // As if nearly full: so the first block that a thread gives takes the slow way, too, where
    // the thread is registered. One that only gives would else keep its blocks for ever.
    std::uint32_t count = chain_length - 1;
    bool registered = false;
};

extern constinit thread_local Shelf shelves[class_count];

FreeBlock* refill(std::size_t shelf);  // A chain's first block, taken; the rest is on the shelf.
void put_aside(std::size_t shelf);     // The shelf is a full chain, or was never used.

}  // namespace detail

inline void* take(Class c) {
    auto& shelf = detail::shelves[static_cast<std::size_t>(c)];
    detail::FreeBlock* block = shelf.front;
    if (block == nullptr) return detail::refill(static_cast<std::size_t>(c));
    shelf.front = block->next;
    --shelf.count;
    return block;
}

inline void give(void* memory, Class c) {
    auto& shelf = detail::shelves[static_cast<std::size_t>(c)];
    auto* block = static_cast<detail::FreeBlock*>(memory);
    block->next = shelf.front;
    shelf.front = block;
    if (++shelf.count == detail::chain_length) detail::put_aside(static_cast<std::size_t>(c));
}

inline void* take_sized(std::size_t size, std::size_t align) {
    if (class_of(size) == Class::Heap || align > 32)
        return ::operator new (size, std::align_val_t{align < 16 ? 16 : align});
    return take(class_of(size));
}

inline void give_sized(void* memory, std::size_t size, std::size_t align) {
    if (class_of(size) == Class::Heap || align > 32)
        ::operator delete (memory, std::align_val_t{align < 16 ? 16 : align});
    else
        give(memory, class_of(size));
}

}  // namespace pool
}  // namespace callboard::runtime
