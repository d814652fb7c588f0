// The real mailbox between real threads: what each of them saw is a history that one
// queue with one owner at a time explains.

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

#include "runtime/core/mailbox.hpp"
#include "tests/runtime/proof/sizes.hpp"

using namespace callboard::runtime;
using callboard::tests::sized;

namespace {

constexpr std::uint32_t thread_count = 4;
constexpr std::uint32_t letters_each = sized(500'000u, 100'000u);
constexpr std::uint32_t letters_all = thread_count * letters_each;
constexpr int nobody = -1;

struct Letter {
    std::uint32_t sender = 0;
    std::uint32_t number = 0;
};
struct Span {  // When a push began and ended, by a clock that all share.
    std::uint64_t began = 0;
    std::uint64_t ended = 0;
};

// What the owner alone may touch is plain on purpose: a second owner would be a data race.
class Game {
public:
    Game() { owner_half_.open(senders_, take_envelope(0, 0, 1)); }
    ~Game() {
        while (owner_half_.take() != nullptr) {}
    }

    // Sends all letters of one sender, and plays the owner whenever the mailbox says so.
    void play(std::uint32_t self) {
        std::minstd_rand random(self + 1);
        std::vector<Span>& mine = spans_[self];
        mine.resize(letters_each);
        for (std::uint32_t number = 0; number < letters_each; ++number) {
            mine[number].began = clock_.fetch_add(1);
            const Pushed pushed = senders_.push(make_envelope(Letter{self, number}));
            mine[number].ended = clock_.fetch_add(1);
            if (pushed == Pushed::WokeOwner) own(self, random);
            help(self, random);
        }
        while (taken_count_.load() < letters_all) help(self, random);
    }
    void begin() { baton_ = true; }  // The mailbox begins owned.

    const std::vector<Letter>& taken() const { return taken_; }
    const Span& span(const Letter& letter) const { return spans_[letter.sender][letter.number]; }
    std::uint32_t second_owners() const { return second_owners_; }

private:
    void help(std::uint32_t self, std::minstd_rand& random) {
        if (baton_.load() && baton_.exchange(false)) return own(self, random);
        if (random() % 8 == 0 && senders_.claim()) own(self, random);
    }

    void own(std::uint32_t self, std::minstd_rand& random) {
        enter(self);
        for (auto budget = 1 + random() % 64; budget > 0; --budget) {
            if (random() % 16 == 0) put_some_back();
            if (Envelope* envelope = owner_half_.take()) {
                taken_.push_back(envelope->message<Letter>());
                taken_count_.store(static_cast<std::uint32_t>(taken_.size()));
                continue;
            }
            leave();
            if (owner_half_.park(senders_)) return;
            enter(self);
        }
        leave();
        if (random() % 4 == 0) return owner_half_.park_holding(senders_);
        if (baton_.exchange(true)) ++second_owners_;
    }

    // Out and in again, in front: to others nothing happens.
    void put_some_back() {
        std::vector<Envelope*> kept;
        while (kept.size() < 3) {
            Envelope* envelope = owner_half_.take();
            if (envelope == nullptr) break;
            kept.push_back(make_envelope(Letter(envelope->message<Letter>())));
        }
        if (kept.empty()) return;
        for (std::size_t i = 0; i + 1 < kept.size(); ++i) kept[i]->next = kept[i + 1];
        owner_half_.put_back(senders_, kept.front(), kept.back());
    }

    void enter(std::uint32_t self) {
        if (owner_ != nobody) ++second_owners_;
        owner_ = static_cast<int>(self);
    }
    void leave() { owner_ = nobody; }

    MailboxSenders senders_;
    MailboxOwner owner_half_;
    std::atomic<bool> baton_{false};  // Owned, by whoever takes this.
    std::atomic<std::uint64_t> clock_{0};
    std::atomic<std::uint32_t> taken_count_{0};
    std::atomic<std::uint32_t> second_owners_{0};
    int owner_ = nobody;
    std::vector<Letter> taken_;
    std::vector<Span> spans_[thread_count];
};

void play(Game& game) {
    game.begin();
    std::vector<std::thread> threads;
    for (std::uint32_t self = 0; self < thread_count; ++self)
        threads.emplace_back([&game, self] { game.play(self); });
    for (auto& thread : threads) thread.join();
}

bool each_once_and_in_order(const std::vector<Letter>& taken) {
    std::vector<std::uint32_t> next(thread_count, 0);
    return std::all_of(taken.begin(), taken.end(), [&](const Letter& letter) {
        return letter.number == next[letter.sender]++;
    });
}

// No letter was taken before another whose push had ended when its own began.
bool in_the_order_of_time(const Game& game) {
    std::uint64_t earliest_end = ~std::uint64_t{0};  // Of those that were taken later.
    const auto& taken = game.taken();
    return std::all_of(taken.rbegin(), taken.rend(), [&](const Letter& letter) {
        const Span span = game.span(letter);
        const bool well = span.began < earliest_end;
        earliest_end = std::min(earliest_end, span.ended);
        return well;
    });
}

}  // namespace

TEST_CASE("letters between threads are taken once, in order, by one owner at a time") {
    Game game;
    play(game);
    CHECK(game.taken().size() == letters_all);
    CHECK(each_once_and_in_order(game.taken()));
    CHECK(in_the_order_of_time(game));
    CHECK(game.second_owners() == 0);
}
