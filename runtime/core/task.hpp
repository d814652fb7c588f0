#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "runtime/core/future.hpp"
#include "runtime/core/task_turn.hpp"

// Handlers that wait without blocking anyone:
//
//     Task<int> on(const Question& question, Context& context) {
//         const int hint = co_await context.ask(other_, Hint{});
//         co_return hint + question.offset;
//     }
//
// Message and context stay as long as the handler does. Until it has returned the actor
// handles no other message, unless it is `static constexpr bool reentrant = true`. What is
// awaited by an actor that is restarted or stopped meanwhile is dropped, and counted.
namespace callboard::runtime {

template <class R = void>
class [[nodiscard]] Task;

namespace detail {

// Brings the answer of a future to the coroutine, in a turn of its actor.
template <class R>
class FutureAwaiter {
public:
    explicit FutureAwaiter(Future<R> future) : future_(std::move(future)) {}

    bool await_ready() const { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) {
        go_on_when_filled(*future_.release(), {waiting.promise().turn, waiting, &reply_});
    }
    R await_resume() { return open_reply<R>(reply_); }

private:
    Future<R> future_;
    Envelope* reply_ = nullptr;
};

// What all coroutines of actors have in common.
struct TaskPromiseBase {
    TaskTurn* turn = nullptr;            // The handler that this runs for.
    std::coroutine_handle<> outer = {};  // The coroutine that awaits this one; none: nobody.
    std::exception_ptr error = nullptr;

    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
        struct BackToOuter {
            std::coroutine_handle<> outer;
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
                return outer ? outer : std::noop_coroutine();
            }
            void await_resume() noexcept {}
        };
        return BackToOuter{outer};
    }
    void unhandled_exception() { error = std::current_exception(); }

    template <class R>
    FutureAwaiter<R> await_transform(Future<R> future) {
        return FutureAwaiter<R>(std::move(future));
    }
    template <class R>
    auto await_transform(Task<R> task) {
        return std::move(task).awaited_by(turn);
    }

    static void* operator new(std::size_t size) { return pool::take_sized(size, frame_align); }
    static void operator delete(void* frame, std::size_t size) {
        pool::give_sized(frame, size, frame_align);
    }
    static constexpr std::size_t frame_align = alignof(std::max_align_t);
};

template <class R>
struct TaskPromise : TaskPromiseBase {
    std::optional<R> value = {};
    Task<R> get_return_object();
    template <class Value>
    void return_value(Value&& returned) {
        value.emplace(std::forward<Value>(returned));
    }
    R take() {
        if (error) std::rethrow_exception(error);
        return std::move(*value);
    }
};

template <>
struct TaskPromise<void> : TaskPromiseBase {
    Task<void> get_return_object();
    void return_void() {}
    void take() {
        if (error) std::rethrow_exception(error);
    }
};

}  // namespace detail

// A coroutine of an actor: what a handler returns, and what handlers call and await.
// Starts when it is awaited or handed back by the handler. The actor's turn only.
template <class R>
class Task {
public:
    using promise_type = detail::TaskPromise<R>;
    using Handle = std::coroutine_handle<promise_type>;

    explicit Task(Handle handle) : handle_(handle) {}
    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Task& operator=(Task&&) = delete;
    ~Task() {
        if (handle_) handle_.destroy();
    }

    void start(TaskTurn& turn) {
        handle_.promise().turn = &turn;
        handle_.resume();
    }
    bool done() const { return handle_.done(); }
    R take() { return handle_.promise().take(); }  // Throws what the coroutine threw.

    auto awaited_by(TaskTurn* turn) && {
        struct Awaiter {
            Task task;
            bool await_ready() const { return false; }
            Handle await_suspend(std::coroutine_handle<> outer) {
                task.handle_.promise().outer = outer;
                return task.handle_;
            }
            R await_resume() { return task.take(); }
        };
        handle_.promise().turn = turn;
        return Awaiter{std::move(*this)};
    }

private:
    Handle handle_;
};

template <class R>
Task<R> detail::TaskPromise<R>::get_return_object() {
    return Task<R>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}
inline Task<void> detail::TaskPromise<void>::get_return_object() {
    return Task<void>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

template <class R>
struct Answer<Task<R>> {
    using Type = R;
    static constexpr bool deferred = false;
    static constexpr bool task = true;
};

namespace detail {

// A handler under way that answers with an R. It keeps what it calls: what a lambda has
// captured lives as long as its coroutine, also when its behaviour is popped meanwhile.
template <class M, class R, class Call>
class TaskTurnOf final : public TaskTurn {
public:
    TaskTurnOf(Envelope& question, const Context& turn, const Call& call)
        : TaskTurn(question, turn), call_(call) {}

    void begin() {
        task_.emplace(call_(message().template message<M>(), context()));
        task_->start(*this);
    }
    bool done() const override { return task_->done(); }
    void finish() override {
        answer_question([this] { return task_->take(); });
    }

private:
    template <class Take>
    void answer_question(Take take) {
        Envelope* answer = nullptr;
        try {
            if constexpr (std::is_void_v<R>)
                take();
            else
                answer = make_envelope(take());
        } catch (...) {
            refuse_answer(text_of_current_exception());
            throw;
        }
        give_answer(answer);
    }

    Call call_;
    std::optional<Task<R>> task_;
};

// Takes the message out of its envelope and runs the coroutine on it, until it waits.
template <class M, class R, class Call>
void begin_task(Envelope& envelope, Context& context, const Call& call) {
    static_assert(std::is_move_constructible_v<M>,
                  "a coroutine keeps its message, so the message can be moved");
    auto turn = std::make_unique<TaskTurnOf<M, R, Call>>(envelope, context, call);
    turn->begin();
    settle_or_keep(std::move(turn), context);
    envelope.message<M>().~M();
}

}  // namespace detail
}  // namespace callboard::runtime
