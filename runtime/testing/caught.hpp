#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "runtime/core/deferred.hpp"
#include "runtime/core/ref.hpp"
#include "runtime/message/message_type.hpp"

namespace callboard::runtime {

// A question that a probe holds. One that is let go is answered by an error. Movable.
class HeldQuestion {
public:
    explicit HeldQuestion(ReplySlot* slot = nullptr) : slot_(slot) {}
    HeldQuestion(HeldQuestion&& other) noexcept : slot_(other.take()) {}
    HeldQuestion& operator=(HeldQuestion&& other) noexcept {
        std::swap(slot_, other.slot_);
        return *this;
    }
    ~HeldQuestion() {
        if (ReplySlot* const slot = take())
            fill_error(*slot, AskError::Why::HandlerFailed, "the probe gave no answer");
    }

    bool open() const { return slot_ != nullptr; }
    ReplySlot* take() { return std::exchange(slot_, nullptr); }

private:
    ReplySlot* slot_;
};

// One thing that a probe heard.
template <class... M>
struct Caught {
    std::variant<M...> what;
    Ref<> sender = {};
    HeldQuestion question = HeldQuestion();
};

namespace detail {

// "bank::Deposit {"cents":5}"; without a `serialize` the type alone.
template <class M>
std::string describe_message(const M& message) {
    if constexpr (Showable<M>)
        return type_name<M>() + " " + to_json(message);
    else
        return type_name<M>();
}

}  // namespace detail
}  // namespace callboard::runtime
