#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "runtime/core/pool.hpp"

namespace callboard::runtime {

// How to make an actor's object, unmake it and make it again. One for each pair
// of actor class and constructor arguments.
struct BodyPlan {
    void* (*construct)(void* body);  // Returns the object; may throw.
    void (*destruct)(void* object);
    void (*release)(void* body);  // The object is gone; gives the memory back.
};

// An actor's object and the arguments it was spawned with, in one block. The
// arguments stay as they were: a restart makes a new object from them.
template <class A, class... Args>
class Body {
public:
    template <class... Given>
    static void* make(Given&&... given) {
        void* memory = pool::take_sized(sizeof(Body), alignof(Body));
        return new (memory) Body(std::forward<Given>(given)...);
    }

    static const BodyPlan* plan() {
        static constexpr BodyPlan the_plan{
            [](void* body) -> void* { return static_cast<Body*>(body)->construct(); },
            [](void* object) { static_cast<A*>(object)->~A(); },
            [](void* body) {
                static_cast<Body*>(body)->~Body();
                pool::give_sized(body, sizeof(Body), alignof(Body));
            }};
        return &the_plan;
    }

private:
    template <class... Given>
    explicit Body(Given&&... given) : arguments_(std::forward<Given>(given)...) {}

    A* construct() {
        return std::apply([this](const Args&... args) { return new (object_) A(args...); },
                          arguments_);
    }

    [[no_unique_address]] std::tuple<Args...> arguments_;
    alignas(A) std::byte object_[sizeof(A)];
};

}  // namespace callboard::runtime
