#include "runtime/core/pool.hpp"

#include <sys/mman.h>

#include <mutex>
#include <utility>
#include <vector>

namespace callboard::runtime::pool::detail {
namespace {

struct Depot {
    std::mutex mutex;
    std::vector<FreeBlock*> full;  // Chains of exactly `chain_length`.
    std::vector<FreeBlock*> rest;  // What ended threads left; any length.
};

// Never destroyed: threads may end after main() has.
Depot& depot(std::size_t shelf) {
    static auto* const depots = new Depot[class_count];
    return depots[shelf];
}

// Where chains of every class are carved from. In regions, as the heap asks the system once for
// each chain when it grows in a worker; and touched in steps ahead of use, as a page at a time
// costs more.
class Quarry {
public:
    static constexpr std::size_t step = std::size_t{64} << 10;  // No chain is larger.

    char* take(std::size_t bytes) {  // Any thread.
        std::unique_lock lock(mutex_);
        if (end_ - next_ < static_cast<std::ptrdiff_t>(bytes)) open_region();
        char* const memory = std::exchange(next_, next_ + bytes);
        if (next_ <= touched_) return memory;
        char* const untouched = std::exchange(touched_, touched_ + step);
        lock.unlock();  // Who carves there meanwhile touches what it needs.
        madvise(untouched, step, MADV_POPULATE_WRITE);  // Old kernels refuse, and touch on use.
        return memory;
    }

private:
    static constexpr std::size_t region = 16 * step;

    void open_region() {
        next_ = static_cast<char*>(::operator new (region, std::align_val_t{4096}));
        touched_ = next_;
        end_ = next_ + region;
    }

    std::mutex mutex_;
    char* next_ = nullptr;
    char* touched_ = nullptr;
    char* end_ = nullptr;
};
static_assert(chain_length * size_of(Class::B256) <= Quarry::step);

Quarry& quarry() {
    static auto& all = *new Quarry;
    return all;
}

// Gives a thread's blocks to the others when it ends.
struct Leaver {
    ~Leaver() {
        for (std::size_t i = 0; i < class_count; ++i) {
            Shelf& shelf = shelves[i];
            const std::lock_guard lock(depot(i).mutex);
            if (shelf.front != nullptr) depot(i).rest.push_back(shelf.front);
            if (shelf.spare != nullptr) depot(i).full.push_back(shelf.spare);
            shelf = {};
        }
    }
};

FreeBlock* carve(std::size_t shelf) {
    const std::size_t size = size_of(static_cast<Class>(shelf));
    char* const memory = quarry().take(size * chain_length);
    FreeBlock* front = nullptr;
    for (std::size_t i = chain_length; i-- > 0;) front = new (memory + i * size) FreeBlock{front};
    return front;
}

std::uint32_t length_of(const FreeBlock* chain) {
    std::uint32_t length = 0;
    for (; chain != nullptr; chain = chain->next) ++length;
    return length;
}

FreeBlock* from_depot(std::size_t shelf, std::uint32_t& length) {
    Depot& from = depot(shelf);
    const std::lock_guard lock(from.mutex);
    for (auto* chains : {&from.rest, &from.full}) {
        if (chains->empty()) continue;
        FreeBlock* chain = chains->back();
        chains->pop_back();
        length = chains == &from.full ? chain_length : length_of(chain);
        return chain;
    }
    return nullptr;
}

}  // namespace

constinit thread_local Shelf shelves[class_count] = {};

namespace {

void register_thread(Shelf& shelf) {
    static thread_local Leaver leaver;
    (void)leaver;
    shelf.registered = true;
}

}  // namespace

FreeBlock* refill(std::size_t index) {
    Shelf& shelf = shelves[index];
    register_thread(shelf);
    std::uint32_t length = chain_length;
    FreeBlock* chain = std::exchange(shelf.spare, nullptr);
    if (chain == nullptr) chain = from_depot(index, length);
    if (chain == nullptr) chain = carve(index);
    shelf.front = chain->next;
    shelf.count = length - 1;
    return chain;
}

void put_aside(std::size_t index) {
    Shelf& shelf = shelves[index];
    if (!shelf.registered) {
        register_thread(shelf);
        shelf.count = 1;  // The block that was just given.
        return;
    }
    if (shelf.spare != nullptr) {
        const std::lock_guard lock(depot(index).mutex);
        depot(index).full.push_back(shelf.spare);
    }
    shelf.spare = std::exchange(shelf.front, nullptr);
    shelf.count = 0;
}

}  // namespace callboard::runtime::pool::detail
