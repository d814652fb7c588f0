#pragma once

#include <coroutine>
#include <cstdint>
#include <memory>
#include <string>

#include "runtime/core/envelope.hpp"

namespace callboard::runtime {

class Cell;
class Context;
struct ReplySlot;

// A coroutine handler under way: the message that it handles, the context it was given,
// and who is to be answered. Belongs to the actor's cell; owner only.
class TaskTurn {
public:
    TaskTurn(Envelope& question, const Context& context);  // Takes the question over.
    virtual ~TaskTurn();  // A question that is not answered by now fails.
    TaskTurn(const TaskTurn&) = delete;
    TaskTurn& operator=(const TaskTurn&) = delete;

    Envelope& message() { return *message_; }
    Context& context() { return *context_; }

    virtual bool done() const = 0;
    virtual void finish() = 0;  // Answers; throws what the coroutine threw.

protected:
    void give_answer(Envelope* answer);
    void refuse_answer(std::string text);

private:
    ReplySlot* take_question();  // Null: nobody asks.

    Envelope* message_;
    std::unique_ptr<Context> context_;
};

namespace detail {

// Where a coroutine goes on, and where it looks for what it waited for.
struct Suspended {
    TaskTurn* turn = nullptr;
    std::coroutine_handle<> coroutine = {};
    Envelope** reply = nullptr;
};

// In a turn: comes back to the coroutine, in a later turn of the same life of the actor.
void go_on_when_filled(ReplySlot& slot, Suspended suspended);

// Answers if the coroutine has ended; else the cell keeps it.
void settle_or_keep(std::unique_ptr<TaskTurn> turn, Context& context);

}  // namespace detail
}  // namespace callboard::runtime
