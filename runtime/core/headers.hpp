#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/core/envelope.hpp"

namespace callboard::runtime {

// Words that travel beside a message, such as a trace's "traceparent". They go on by
// themselves: what an actor sends while it handles a message carries that message's headers.
using Headers = std::map<std::string, std::string, std::less<>>;
using SharedHeaders = std::shared_ptr<const Headers>;

// What few envelopes carry, and so no envelope has room for.
struct Attached {
    Envelope::From from{};
    SharedHeaders headers;
};

void attach(Envelope& envelope, SharedHeaders headers);
const SharedHeaders& headers_of(const Envelope& envelope);
// Empty: there is none of that name.
std::string_view header_of(const Envelope& envelope, std::string_view name);

}  // namespace callboard::runtime
