#include "runtime/core/mailbox.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace callboard::runtime;

namespace {

struct Letter {
    std::uint32_t sender = 0;
    std::uint32_t number = 0;
};

struct Box {
    Box() { owner.open(senders, take_envelope(0, 0, 1)); }
    ~Box() {
        while (owner.take() != nullptr) {}
    }
    Letter* take() {
        Envelope* envelope = owner.take();
        return envelope ? &envelope->message<Letter>() : nullptr;
    }
    MailboxSenders senders;
    MailboxOwner owner;
};

}  // namespace

TEST_CASE("letters come out in the order they went in") {
    Box box;
    for (std::uint32_t i = 0; i < 3; ++i) box.senders.push(make_envelope(Letter{0, i}));
    for (std::uint32_t i = 0; i < 3; ++i) CHECK(box.take()->number == i);
    CHECK(box.take() == nullptr);
}

TEST_CASE("only the push that finds the owner gone wakes it") {
    Box box;
    CHECK(box.senders.push(make_envelope(Letter{})) == Pushed::Queued);
    REQUIRE(box.take() != nullptr);
    REQUIRE(box.owner.park(box.senders));
    CHECK(box.senders.push(make_envelope(Letter{})) == Pushed::WokeOwner);
    CHECK(box.senders.push(make_envelope(Letter{})) == Pushed::Queued);
}

TEST_CASE("an owner with mail can not park") {
    Box box;
    box.senders.push(make_envelope(Letter{}));
    CHECK_FALSE(box.owner.park(box.senders));
}

TEST_CASE("an owner that holds its mail back parks all the same and keeps every letter") {
    Box box;
    box.senders.push(make_envelope(Letter{0, 7}));
    box.owner.park_holding(box.senders);
    CHECK(box.senders.idle());
    CHECK(box.senders.claim());
    CHECK(box.take()->number == 7);
}

TEST_CASE("exactly one of those who claim a parked mailbox gets it") {
    for (int round = 0; round < 200; ++round) {
        Box box;
        REQUIRE(box.owner.park(box.senders));
        std::atomic<int> owners{0};
        std::vector<std::thread> claimers;
        for (int i = 0; i < 2; ++i)
            claimers.emplace_back([&] { owners += box.senders.claim() ? 1 : 0; });
        claimers.emplace_back([&] {
            owners += box.senders.push(make_envelope(Letter{})) == Pushed::WokeOwner ? 1 : 0;
        });
        for (auto& thread : claimers) thread.join();
        CHECK(owners == 1);
    }
}

TEST_CASE("what many senders push at once arrives whole, in each sender's order") {
    constexpr std::uint32_t sender_count = 4, each = 20'000;
    Box box;
    std::vector<std::thread> threads;
    for (std::uint32_t sender = 0; sender < sender_count; ++sender)
        threads.emplace_back([&box, sender] {
            for (std::uint32_t i = 0; i < each; ++i)
                box.senders.push(make_envelope(Letter{sender, i}));
        });
    std::vector<std::uint32_t> next(sender_count, 0);
    bool in_order = true;
    for (std::uint32_t taken = 0; taken < sender_count * each;) {
        Letter* letter = box.take();
        if (letter == nullptr) {
            std::this_thread::yield();
            continue;
        }
        in_order = in_order && letter->number == next[letter->sender]++;
        ++taken;
    }
    for (auto& thread : threads) thread.join();
    CHECK(in_order);
    CHECK(box.take() == nullptr);
}
