#include "runtime/message/message_type.hpp"

#include <deque>
#include <mutex>
#include <stdexcept>

namespace callboard::runtime {
namespace {

struct Registry {
    std::mutex mutex;
    std::deque<MessageType> types;  // Never moves what it holds.
};

// Made on first use, as types register themselves before main() in any order, and
// never destroyed, as threads may still look types up after it.
Registry& registry() {
    static auto& all = *new Registry;
    return all;
}

}  // namespace

TypeIndex register_message_type(const MessageType& type) {
    const std::lock_guard lock(registry().mutex);
    auto& types = registry().types;
    if (types.size() > UINT16_MAX) throw std::length_error("more than 65,536 message types");
    types.push_back(type);
    return static_cast<TypeIndex>(types.size() - 1);
}

const MessageType& message_type(TypeIndex index) {
    const std::lock_guard lock(registry().mutex);
    return registry().types[index];
}

}  // namespace callboard::runtime
