#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "runtime/core/behaviour.hpp"

namespace callboard::runtime {

// The behaviours of one actor, the last one in force. One that is taken away lives on
// until `sweep`, as it may be what runs just now. Owner only.
class BehaviourStack {
public:
    void push(std::shared_ptr<Behaviour> behaviour) { stack_.push_back(std::move(behaviour)); }
    void pop() {
        if (stack_.empty()) return;
        former_.push_back(std::move(stack_.back()));
        stack_.pop_back();
    }
    void clear() {
        while (!stack_.empty()) pop();
    }
    void sweep() { former_.clear(); }  // Between two turns.

    Behaviour* in_force() const { return stack_.empty() ? nullptr : stack_.back().get(); }

private:
    std::vector<std::shared_ptr<Behaviour>> stack_;
    std::vector<std::shared_ptr<Behaviour>> former_;
};

}  // namespace callboard::runtime
