#include "runtime/control/control.hpp"

#include <chrono>
#include <memory>
#include <variant>

#include "runtime/core/extras.hpp"

namespace callboard::runtime {
namespace {

using probe::Outcome;
using Clock = std::chrono::steady_clock;

// An answer that knows when its question came.
struct Asked {
    probe::CommandPort::Answer answer;
    Clock::time_point at = Clock::now();

    void reply(probe::Reply reply) const {
        reply.took_ns = static_cast<std::uint64_t>((Clock::now() - at).count());
        answer(std::move(reply));
    }
    void done(std::string text) const {
        reply({.outcome = Outcome::Done, .text = std::move(text)});
    }
    void refuse(std::string text) const {
        reply({.outcome = Outcome::Refused, .text = std::move(text)});
    }
};

constexpr const char* gone = "the actor is gone; it stopped before the command reached it";

std::string shown_name(const Cell& cell, const probe::ActorSample& sample) {
    if (sample.name != probe::NameId{}) return names().text_of(sample.name);
    return names().text_of(sample.kind) + "#" + std::to_string(cell.slot());
}

const char* refusal(Sent sent) {
    switch (sent) {
        case Sent::Full: return "its mailbox is full";
        case Sent::Dropped: return "its mailbox is full, and dropped the message";
        case Sent::Withheld: return "the message was held back, or there is nobody to give it to";
        default: return gone;
    }
}

std::string count_of(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

class Obey {
public:
    Obey(System& system, probe::CommandPort::Answer answer)
        : system_(system), asked_{std::move(answer)} {}

    void operator()(const probe::StopActor& command) {
        Cell* cell = find(command.actor);
        if (cell == nullptr) return;
        if (Ref<>(command.actor) == system_.root())
            return asked_.refuse("the root stops with the program only");
        probe::ActorSample before;
        cell->sample(system_, before);
        const auto name = shown_name(*cell, before);
        const auto waiting = count_of(before.mailbox, "waiting message became a dead letter",
                                      "waiting messages became dead letters");
        signal(
            command.actor, Signal::Stop,
            [=](const Cell&) { return name + " has stopped; " + waiting; },
            Ending::StoppedByOperator);
    }

    void operator()(const probe::RestartActor& command) {
        Cell* cell = find(command.actor);
        if (cell == nullptr) return;
        probe::ActorSample before;
        cell->sample(system_, before);
        const auto name = shown_name(*cell, before);
        signal(command.actor, Signal::Restart,
               [=](const Cell&) { return name + " has restarted, with fresh state"; });
    }

    void operator()(const probe::SendMessage& command) {
        Envelope* envelope = compose(command.actor, command.type, command.json);
        if (envelope == nullptr) return;
        const auto sent = detail::deliver_untyped(command.actor, envelope, nullptr);
        if (sent == Sent::Delivered)
            asked_.done(command.type + " is in its mailbox");
        else
            asked_.refuse(refusal(sent));
    }

    void operator()(const probe::AskActor& command) {
        Envelope* envelope = compose(command.actor, command.type, command.json);
        if (envelope == nullptr) return;
        ReplySlot* slot = make_reply_slot();
        chain(*slot, answer_ask, new Asked(std::move(asked_)));
        detail::deliver_untyped(command.actor, envelope, slot);
    }

    void operator()(const probe::InspectActor& command) {
        if (find(command.actor) == nullptr) return;
        System::signal(Ref<>(command.actor), Signal::Inspect,
                       [asked = asked_, &system = system_](Cell* cell) {
                           if (cell == nullptr) return asked.refuse(gone);
                           probe::Reply reply;
                           reply.details.push_back(describe(*cell, system));
                           asked.reply(std::move(reply));
                       });
    }

private:
    // Null, and the command refused, when there is no such actor here.
    Cell* find(probe::ActorId actor) {
        Cell* cell = cells::find(actor);
        probe::ActorSample sample;
        if (cell != nullptr && cell->is(actor) && cell->sample(system_, sample)) return cell;
        asked_.refuse(gone);
        return nullptr;
    }

    template <class Sentence>
    void signal(probe::ActorId actor, Signal signal, Sentence sentence,
                Ending ending = Ending::Stopped) {
        const auto done = [asked = asked_, sentence](const Cell* cell) {
            if (cell == nullptr)
                asked.refuse(gone);
            else
                asked.done(sentence(*cell));
        };
        System::signal(Ref<>(actor), signal, done, {}, ending);
    }

    // Null, and the command refused, when it is not a message that the actor accepts.
    Envelope* compose(probe::ActorId actor, const std::string& type_name, const std::string& json) {
        const Cell* cell = find(actor);
        if (cell == nullptr) return nullptr;
        std::string accepted;
        for (const TypeIndex index : cell->kind()->accepts) {
            const MessageType& type = message_type(index);
            if (*type.name == type_name) return read(index, type, json);
            accepted += (accepted.empty() ? "" : ", ") + *type.name;
        }
        asked_.refuse("it does not accept " + type_name + "; it accepts " +
                      (accepted.empty() ? "no messages" : accepted));
        return nullptr;
    }

    Envelope* read(TypeIndex index, const MessageType& type, const std::string& json) {
        if (type.from_json == nullptr) {
            asked_.refuse(*type.name + " can not be written by hand: it has no `serialize`");
            return nullptr;
        }
        Envelope* envelope = take_envelope(index, type.size, type.align);
        try {
            type.from_json(json, envelope->payload(type.align));
            return envelope;
        } catch (const std::exception& error) {
            give_envelope(envelope);
            asked_.refuse(*type.name + ": " + error.what());
            return nullptr;
        }
    }

    static void answer_ask(ReplySlot& slot) {
        const std::unique_ptr<Asked> asked(static_cast<Asked*>(slot.argument));
        Envelope* envelope = slot.reply;
        if (envelope == nullptr) {
            asked->reply({.text = "handled; it answers nothing", .json = "null"});
        } else if ((envelope->flags & Envelope::Failed) != 0) {
            asked->refuse(envelope->message<AskError>().text);
        } else {
            const MessageType& type = message_type(envelope->type);
            const void* value = envelope->payload(type.align);
            if (type.to_json != nullptr)
                asked->reply({.text = "answered", .json = type.to_json(value)});
            else
                asked->done("answered with a " + *type.name + ", which has no `serialize` to show");
        }
        free_reply(envelope);
        free_reply_slot(&slot);
    }

    static probe::ActorDetails describe(const Cell& cell, const System& system) {
        probe::ActorDetails details;
        cell.sample(system, details.sample);
        const Kind& kind = *cell.kind();
        details.kind = names().text_of(kind.name);
        if (kind.state_json != nullptr && cell.object() != nullptr)
            details.state_json = kind.state_json(cell.object());
        const Behaviour* behaviour = cell.behaviour();
        if (behaviour != nullptr) details.behaviour = behaviour->name();
        for (const TypeIndex index : kind.accepts) {
            if (behaviour != nullptr && !behaviour->takes(index)) continue;
            const MessageType& type = message_type(index);
            details.accepts.push_back(
                {*type.name, type.schema ? type.schema() : std::vector<probe::Field>{}});
        }
        if (cell.machine() != nullptr) details.machine = cell.machine()->graph();
        details.children = cell.family().count();
        if (const auto* extras = cell.extras()) {
            details.last_failure = extras->last_failure.text;
            details.last_failure_message = extras->last_failure.message;
        }
        return details;
    }

    System& system_;
    Asked asked_;
};

}  // namespace

void Control::obey(const probe::Command& command, Answer answer) {
    const NeverWaits in_a_hurry;  // The thread serves everybody who looks.
    std::visit(Obey(system_, std::move(answer)), command);
}

}  // namespace callboard::runtime
