#pragma once

#include "probe/wire/ports.hpp"
#include "runtime/core/system.hpp"

namespace callboard::runtime {

// Turns a viewer's commands into control mail and messages of one system, so that
// they take effect between two messages, and what came of them into a sentence.
// Any thread; must end before the system does.
class Control final : public probe::CommandPort {
public:
    explicit Control(System& system) : system_(system) {}

    void obey(const probe::Command& command, Answer answer) override;

private:
    System& system_;
};

}  // namespace callboard::runtime
