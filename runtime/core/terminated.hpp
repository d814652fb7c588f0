#pragma once

#include "runtime/core/ref.hpp"

namespace callboard::runtime {

// To who watches an actor, and to its parent: it is no more. Overtakes user
// messages; an actor that wants it has `void on(const Terminated&, Context&)`.
struct Terminated {
    Ref<> who;
    Ending ending = Ending::Stopped;
};

}  // namespace callboard::runtime
