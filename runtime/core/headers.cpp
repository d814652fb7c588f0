#include "runtime/core/headers.hpp"

#include <new>
#include <utility>

namespace callboard::runtime {
namespace {
constexpr auto attached_class = pool::class_of(sizeof(Attached));
}

void attach(Envelope& envelope, SharedHeaders headers) {
    if (envelope.detailed()) {
        envelope.from.attached->headers = std::move(headers);
        return;
    }
    envelope.from.attached =
        new (pool::take(attached_class)) Attached{envelope.from, std::move(headers)};
    envelope.flags |= Envelope::Detailed;
}

const SharedHeaders& headers_of(const Envelope& envelope) {
    static const SharedHeaders none;
    return envelope.detailed() ? envelope.from.attached->headers : none;
}

Envelope::From& Envelope::origin() { return detailed() ? from.attached->from : from; }

void detail::detach(Envelope& envelope) {
    Attached* const attached = envelope.from.attached;
    envelope.from = attached->from;
    envelope.clear(Envelope::Detailed);
    attached->~Attached();
    pool::give(attached, attached_class);
}

std::string_view header_of(const Envelope& envelope, std::string_view name) {
    const SharedHeaders& headers = headers_of(envelope);
    if (headers == nullptr) return {};
    const auto found = headers->find(name);
    return found == headers->end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace callboard::runtime
