#include "runtime/core/context.hpp"

#include <algorithm>

#include "runtime/core/extras.hpp"
#include "runtime/core/system.hpp"

namespace callboard::runtime {
namespace {

Envelope& at_hand(Envelope* current, const char* what) {
    if (current == nullptr)
        throw std::logic_error(std::string("there is no message at hand to ") + what);
    return *current;
}

}  // namespace

Ref<> Context::sender() const {
    if (current_ == nullptr) return {};
    return Ref<>(current_->asked() ? current_->origin().reply->asker : current_->origin().actor);
}

std::string_view Context::header(std::string_view name) const {
    return current_ == nullptr ? std::string_view{} : header_of(*current_, name);
}

std::uint32_t Context::child_count() const {
    const auto* extras = cell_.extras();
    const std::size_t leaving = extras == nullptr ? 0 : extras->leaving.size();
    return cell_.family().count() - static_cast<std::uint32_t>(leaving);
}

std::vector<Ref<>> Context::children() const {
    std::vector<Ref<>> all;
    cell_.family().visit_from_youngest(nullptr, [&](Cell& child) {
        if (!cell_.is_leaving(child.id())) all.emplace_back(child.id());
    });
    std::reverse(all.begin(), all.end());
    return all;
}

std::vector<Instant> Context::restarts_of(Ref<> child) const {
    if (cell_.extras() == nullptr) return {};
    const auto& all = cell_.extras()->child_restarts;
    auto found = all.find(child.id);
    if (found == all.end()) found = all.find(probe::ActorId{});  // They share their fate.
    return found == all.end() ? std::vector<Instant>{} : found->second;
}

void Context::stop(Ref<> actor) {
    cell_.note_leaving(actor.id);
    System::signal(actor, Signal::Stop, {});
}

void Context::stash() { cell_.stash(at_hand(current_, "stash")); }

Sent Context::forward(Ref<> actor) {
    Envelope* const moved = move_out(at_hand(current_, "forward"));
    return detail::pass_on(actor.id, moved);
}

Future<void> Context::sleep(Timers::Duration time) {
    ReplySlot* slot = make_reply_slot();
    const auto wake = [](probe::ActorId, std::uint64_t argument, bool) {
        fill(*reinterpret_cast<ReplySlot*>(argument), nullptr);
    };
    system().timers().set({.to = cell_.id(),
                           .delay = time,
                           .act = wake,
                           .argument = reinterpret_cast<std::uint64_t>(slot)});
    return Future<void>(slot);
}

ReplySlot* Context::take_question() {
    return current_ == nullptr ? nullptr : take_reply(*current_);
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

TimerId Context::set_call(Timers::Duration delay, Continuation& call) {
    const auto go = [](probe::ActorId, std::uint64_t argument, bool in_time) {
        auto* const continuation = reinterpret_cast<Continuation*>(argument);
        if (in_time)
            fill(*continuation, nullptr);
        else
            continuation->drop();
    };
    return system().timers().set({.to = cell_.id(),
                                  .delay = delay,
                                  .act = go,
                                  .argument = reinterpret_cast<std::uint64_t>(&call)});
}

void Context::run(StateMachine machine) { cell_.run_machine(std::move(machine), *this); }

void Context::cancel(TimerId timer) { system().timers().cancel(timer); }

}  // namespace callboard::runtime
