#include "runtime/testing/mailbox_probe.hpp"

namespace callboard::runtime {

class MailboxProbe::Counter final : public MailboxHooks {
public:
    void posted(const std::string&) override {
        const std::lock_guard lock(bell.mutex);
        ++posted_count;
    }
    void received(const std::string& type) override {
        const std::lock_guard lock(bell.mutex);
        ++handled_count;
        last = type;
        bell.rung.notify_all();
    }

    Bell bell;
    std::uint64_t posted_count = 0;
    std::uint64_t handled_count = 0;
    std::string last;
};

MailboxProbe::MailboxProbe(System& system)
    : patience_(system), counter_(std::make_shared<Counter>()) {}

std::shared_ptr<MailboxHooks> MailboxProbe::hooks() const { return counter_; }

void MailboxProbe::expect_handled(std::uint64_t count, Patience::Limit limit) const {
    const auto enough = [&] { return counter_->handled_count >= count; };
    if (!patience_.until(counter_->bell, enough, limit))
        throw TestFailure("expected " + std::to_string(count) + " handled messages; handled " +
                          patience_.within(limit) + ": " + std::to_string(handled()) + ".");
}

void MailboxProbe::expect_empty(Patience::Limit limit) const {
    const auto empty = [&] { return counter_->handled_count >= counter_->posted_count; };
    if (!patience_.until(counter_->bell, empty, limit))
        throw TestFailure("expected an empty mailbox; messages that wait in it: " +
                          std::to_string(posted() - handled()) + ".");
}

std::uint64_t MailboxProbe::posted() const {
    const std::lock_guard lock(counter_->bell.mutex);
    return counter_->posted_count;
}

std::uint64_t MailboxProbe::handled() const {
    const std::lock_guard lock(counter_->bell.mutex);
    return counter_->handled_count;
}

std::string MailboxProbe::last_handled() const {
    const std::lock_guard lock(counter_->bell.mutex);
    return counter_->last;
}

}  // namespace callboard::runtime
