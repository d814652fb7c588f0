#pragma once

#include <atomic>

#include "runtime/core/control_mail.hpp"

namespace callboard::runtime {

// The lane that overtakes user messages: signals, rare, from any thread to one owner.
class ControlLane {
public:
    void push(ControlMail* mail) {  // Any thread.
        ControlMail* newest = newest_.load(std::memory_order_relaxed);
        do mail->next = newest;
        // Sequentially consistent: the pusher looks next whether the owner sleeps, and an
        // owner that goes to sleep looks here last. One of them must see the other.
        while (!newest_.compare_exchange_weak(newest, mail, std::memory_order_seq_cst));
    }

    // The owner. The first may miss what comes just now; the second, after parking, may not.
    bool has_mail() const { return newest_.load(std::memory_order_relaxed) != nullptr; }
    bool has_mail_after_parking() const {
        return newest_.load(std::memory_order_seq_cst) != nullptr;
    }

    // The owner: all signals, oldest first, linked by `next`.
    ControlMail* take_all() {
        ControlMail* newest = newest_.exchange(nullptr, std::memory_order_acquire);
        ControlMail* oldest = nullptr;
        while (newest != nullptr) {
            ControlMail* const older = newest->next;
            newest->next = oldest;
            oldest = newest;
            newest = older;
        }
        return oldest;
    }

private:
    std::atomic<ControlMail*> newest_{nullptr};
};

}  // namespace callboard::runtime
