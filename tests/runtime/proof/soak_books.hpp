#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace callboard::tests {

// What may end without a trace, and must end exactly once.
enum class Entry : std::uint8_t { Message, Timer, Answer };

// Keeps count of all that was begun in a soak, and notes what must not happen. Any thread.
class Books {
public:
    void issue(Entry entry) { ++of(entry).issued; }
    void use(Entry entry) { ++of(entry).used; }
    void lose(Entry entry) { ++of(entry).lost; }

    std::uint64_t issued(Entry entry) const { return of(entry).issued; }
    std::uint64_t used(Entry entry) const { return of(entry).used; }
    std::uint64_t lost(Entry entry) const { return of(entry).lost; }
    bool balanced(Entry entry) const { return used(entry) + lost(entry) == issued(entry); }

    // Only the first few: they tell what went wrong.
    void blame(const std::string& what) {
        const std::lock_guard lock(mutex_);
        if (blamed_.size() < 10) blamed_.push_back(what);
    }
    std::vector<std::string> blamed() const {
        const std::lock_guard lock(mutex_);
        return blamed_;
    }

    std::atomic<std::int64_t> objects{0};  // Actor objects that live.
    std::atomic<std::uint64_t> restarts{0}, ends_heard{0};
    std::atomic<bool> closing{false};  // Nobody begins anything new.

private:
    struct Account {
        std::atomic<std::uint64_t> issued{0}, used{0}, lost{0};
    };
    Account& of(Entry entry) { return accounts_[static_cast<std::size_t>(entry)]; }
    const Account& of(Entry entry) const { return accounts_[static_cast<std::size_t>(entry)]; }

    Account accounts_[3];
    mutable std::mutex mutex_;
    std::vector<std::string> blamed_;
};

// Goes with a message, a timer or an expected answer. It is used once, or lost when
// it is destroyed before; it moves along with what it belongs to. One thread at a time.
class Ticket {
public:
    Ticket(Books& books, Entry entry) : books_(&books), entry_(entry) { books.issue(entry); }
    Ticket(Ticket&& other) noexcept
        : books_(std::exchange(other.books_, nullptr)), entry_(other.entry_) {}
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket() {
        if (books_ != nullptr) books_->lose(entry_);
    }

    void use(Books& books) {
        if (books_ == nullptr) return books.blame("something was used twice");
        std::exchange(books_, nullptr)->use(entry_);
    }

private:
    Books* books_;
    Entry entry_;
};

}  // namespace callboard::tests
