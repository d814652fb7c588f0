#pragma once

#include <span>
#include <string>
#include <vector>

namespace callboard::runtime {

// Where exceptions of actors are thrown. When one is caught its stack is gone, so it is
// noted at the throw: of throws in a turn of an actor only, and of those at most a hundred
// in a second on each thread, as walking a stack costs more than a restart.
namespace throw_site {

extern const bool hooked;  // In throw_hook.cpp.
void note(void* thrower);  // At a throw; for throw_hook.cpp.

// Of the last exception on this thread, once; empty when it was not noted.
std::vector<void*> take();

// A line for each frame, the innermost first: a function's name where the program exports it
// (link with -rdynamic), else file and offset, for addr2line.
std::vector<std::string> describe(std::span<void* const> frames);

}  // namespace throw_site
}  // namespace callboard::runtime
