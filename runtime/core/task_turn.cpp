#include "runtime/core/task_turn.hpp"

#include <utility>

#include "runtime/core/context.hpp"
#include "runtime/core/dead_letters.hpp"
#include "runtime/core/system.hpp"

namespace callboard::runtime {

TaskTurn::TaskTurn(Envelope& question, const Context& context)
    : message_(move_out(question)), context_(std::make_unique<Context>(context, *message_)) {}

TaskTurn::~TaskTurn() {
    if (message_->asked())
        bury(message_, context_->self().id, AskError::Why::Stopped);
    else
        free_reply(message_);
}

ReplySlot* TaskTurn::take_question() { return take_reply(*message_); }

void TaskTurn::give_answer(Envelope* answer) {
    if (ReplySlot* slot = take_question())
        fill(*slot, answer);
    else
        free_reply(answer);
}

void TaskTurn::refuse_answer(std::string text) {
    if (ReplySlot* slot = take_question())
        fill_error(*slot, AskError::Why::HandlerFailed, std::move(text));
}

namespace detail {
namespace {

// An answer on its way to a coroutine.
struct Return {
    probe::ActorId actor{};
    std::uint64_t restarts = 0;
    Suspended suspended = {};
    Envelope* reply = nullptr;

    void arrive(Cell* cell) {
        if (cell == nullptr || cell->restarts() != restarts || !cell->keeps(*suspended.turn)) {
            count_dead_letter();
            return free_reply(reply);
        }
        *suspended.reply = reply;
        cell->go_on(*suspended.turn, suspended.coroutine);
    }
};

void send_home(ReplySlot& slot) {
    auto* const back = static_cast<Return*>(slot.argument);
    back->reply = slot.reply;
    free_reply_slot(&slot);
    System::signal(Ref<>(back->actor), Signal::GoOn, [back](Cell* cell) {
        const std::unique_ptr<Return> freed_at_the_end(back);
        back->arrive(cell);
    });
}

}  // namespace

void go_on_when_filled(ReplySlot& slot, Suspended suspended) {
    const Cell& cell = *Worker::of_this_thread()->running();
    chain(slot, send_home, new Return{cell.id(), cell.restarts(), suspended});
}

void settle_or_keep(std::unique_ptr<TaskTurn> turn, Context& context) {
    if (turn->done())
        turn->finish();
    else
        context.keep(std::move(turn));
}

}  // namespace detail
}  // namespace callboard::runtime
