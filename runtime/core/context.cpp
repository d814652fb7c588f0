#include "runtime/core/context.hpp"

#include "runtime/core/system.hpp"

namespace callboard::runtime {

void Context::stop(Ref<> actor) { System::signal(actor, Signal::Stop, {}); }

void Context::stash() {
    if (current_ == nullptr) throw std::logic_error("there is no message at hand to stash");
    cell_.stash(*current_);
}

ReplySlot* Context::take_question() {
    if (current_ == nullptr || !current_->asked()) return nullptr;
    current_->flags &= static_cast<std::uint8_t>(~Envelope::Asked);
    return std::exchange(current_->from.reply, nullptr);
}

TimerId Context::set_timer(Timers::Order order) {
    if (cell_.kind()->handler_of(order.message->type) == Envelope::handler_unknown) {
        const std::string& type = *message_type(order.message->type).name;
        destroy_payload(*order.message);
        give_envelope(order.message);
        throw std::invalid_argument("this actor does not accept " + type +
                                    ", so no timer can send it");
    }
    order.to = cell_.id();
    return system().timers().set(order);
}

void Context::cancel(TimerId timer) { system().timers().cancel(timer); }

}  // namespace callboard::runtime
