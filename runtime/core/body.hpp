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

// Makes an actor from arguments that stay as they were: a restart makes a new object
// from them.
template <class A, class... Args>
struct MakerOf {
    [[no_unique_address]] std::tuple<Args...> arguments;

    A operator()() const {
        return std::apply([](const Args&... args) { return A(args...); }, arguments);
    }
};

// An actor's object and what makes it, in one block. `Make` returns an A.
template <class A, class Make>
class Body {
public:
    static void* make(Make maker) {
        void* memory = pool::take_sized(sizeof(Body), alignof(Body));
        return new (memory) Body(std::move(maker));
    }

    static const BodyPlan* plan() {
        static constexpr BodyPlan the_plan{[](void* body) -> void* {
                                               auto& self = *static_cast<Body*>(body);
                                               return new (self.object_) A(self.maker_());
                                           },
                                           [](void* object) { static_cast<A*>(object)->~A(); },
                                           [](void* body) {
                                               static_cast<Body*>(body)->~Body();
                                               pool::give_sized(body, sizeof(Body), alignof(Body));
                                           }};
        return &the_plan;
    }

private:
    explicit Body(Make maker) : maker_(std::move(maker)) {}

    [[no_unique_address]] Make maker_;
    alignas(A) std::byte object_[sizeof(A)];
};

}  // namespace callboard::runtime
