#include "runtime/core/behaviour.hpp"

#include <algorithm>
#include <stdexcept>

#include "runtime/core/context.hpp"
#include "runtime/core/dead_letters.hpp"

namespace callboard::runtime {

bool Behaviour::takes(TypeIndex type) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return entry.type == type; });
}

void Behaviour::bind(const Kind& kind) {
    by_handler_.assign(kind.accepts.size(), nullptr);
    table_.assign(kind.accepts.size(), &refuse);
    for (const Entry& entry : entries_) {
        const auto handler = kind.handler_of(entry.type);
        if (handler == Envelope::handler_unknown)
            throw std::invalid_argument("the behaviour \"" + name_ + "\" takes " +
                                        *message_type(entry.type).name +
                                        ", which this actor does not accept");
        by_handler_[handler] = &entry.run;
        table_[handler] = &dispatch;
    }
}

void Behaviour::dispatch(void* behaviour, Envelope& envelope, Context& context) {
    (*static_cast<Behaviour*>(behaviour)->by_handler_[envelope.handler])(envelope, context);
}

void Behaviour::refuse(void*, Envelope& envelope, Context& context) {
    bury_payload(envelope, context.self().id, AskError::Why::NotAccepted);
}

}  // namespace callboard::runtime
