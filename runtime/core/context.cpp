#include "runtime/core/context.hpp"

#include "runtime/core/system.hpp"

namespace callboard::runtime {

void Context::stop(Ref<> actor) { System::signal(actor, Signal::Stop, {}); }

}  // namespace callboard::runtime
