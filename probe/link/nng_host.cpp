#include "probe/link/nng_host.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "probe/link/announcement.hpp"
#include "probe/link/guest_list.hpp"
#include "probe/link/order_book.hpp"
#include "probe/link/projector.hpp"
#include "probe/link/reel.hpp"
#include "probe/link/rep_socket.hpp"
#include "probe/link/secret.hpp"
#include "probe/wire/codec.hpp"

namespace callboard::probe {
namespace {

using Clock = std::chrono::steady_clock;
using Seat = RepSocket::Seat;

// A pull of each guest, all orders that may wait, and room to refuse the others.
constexpr std::size_t seats = GuestList::guests_max + OrderBook::waiting_max + 16;
constexpr std::chrono::seconds look_lasts{3};       // After a pull, somebody looks for so long.
constexpr std::chrono::seconds order_wait_max{30};  // A viewer has long given up by then.

}  // namespace

// Everything behind NngHost. Requests come in on nng's threads and are answered at
// once where that is cheap; pulls that must wait, and all sampling, are the tick
// thread's. `mutex_` guards what both touch and is held for no more than a copy.
class NngHost::Stage : public std::enable_shared_from_this<NngHost::Stage> {
public:
    Stage(const Names& names, ActorSource& actors, CommandPort& commands, HostOptions options)
        : options_(std::move(options)),
          commands_(commands),
          socket_(options_.address, seats, request_bytes_max,
                  [this](Seat seat, std::span<const char> bytes) { hear(seat, bytes); }),
          projector_(
              names, actors, [this] { return refused(); }, options_.record_to) {
        if (options_.announce)
            announced_.emplace(
                Announcement{socket_.address(), options_.node, token_, std::int64_t{getpid()}});
    }

    void open() {
        ticker_ = std::thread([this] { run(); });
        socket_.open();
    }

    void close() {
        announced_.reset();
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        wake_.notify_all();
        ticker_.join();
        socket_.close();
    }

    std::string address() const { return socket_.address(); }
    std::string token() const { return token_; }
    std::uint64_t session() const { return session_; }
    std::uint64_t refused() const { return refused_ + socket_.strangers(); }

private:
    class Answering;
    struct HeldPull {
        Seat seat = 0;
        std::uint64_t viewer = 0;
        std::uint64_t have = 0;
    };

    // ── Requests: threads of nng ────────────────────────────────────────────

    void hear(Seat seat, std::span<const char> bytes) {
        auto decoded = decode_request(bytes);
        if (const auto* disbelief = std::get_if<Disbelief>(&decoded))
            return refuse(seat, disbelief->reason);
        std::visit([&](const auto& request) { hear(seat, request); }, std::get<Request>(decoded));
    }

    void hear(Seat seat, const Hello& hello) {
        if (!same_secret(hello.token, token_)) return refuse_key(seat);
        std::optional<std::uint64_t> viewer;
        {
            const std::lock_guard lock(mutex_);
            for (const auto struck : guests_.strike_silent(Clock::now())) orders_.forget(struck);
            viewer = guests_.welcome(Clock::now());
        }
        if (!viewer)
            return refuse(seat, std::to_string(GuestList::guests_max) +
                                    " viewers look at this program already: close one of them.");
        speak(seat, Welcome{.node = options_.node,
                            .session = session_,
                            .viewer = *viewer,
                            .pid = getpid(),
                            .tick_ms = static_cast<std::uint32_t>(options_.tick.count())});
    }

    void hear(Seat seat, const Pull& pull) {
        if (!same_secret(pull.token, token_)) return refuse_key(seat);
        FrameBytes now;
        {
            const std::lock_guard lock(mutex_);
            auto* guest = pull.session == session_ ? guests_.find(pull.viewer) : nullptr;
            if (guest == nullptr) return refuse_session(seat);
            guest->heard_at = last_pull_ = Clock::now();
            now = ready_for(*guest, pull);
            if (!now) hold({seat, pull.viewer, pull.have});
        }
        if (now) return socket_.speak(seat, *now);
        wake_.notify_all();
    }

    void hold(const HeldPull& pull) {
        held_.push_back(pull);
        if (auto* guest = guests_.find(pull.viewer)) ++guest->pulls_held;
    }

    // What can be sent at once: the key's next part, or the frame after `have`.
    FrameBytes ready_for(GuestList::Guest& guest, const Pull& pull) {
        if (pull.key_parts > 0 && guest.key && pull.key_parts < guest.key->size())
            return (*guest.key)[pull.key_parts];
        guest.key.reset();
        return reel_.after(pull.have);
    }

    void hear(Seat seat, const Order& order) {
        if (!same_secret(order.token, token_)) return refuse_key(seat);
        const OrderBook::Key key{order.viewer, order.id};
        OrderBook::Placed placed;
        {
            const std::lock_guard lock(mutex_);
            auto* guest = order.session == session_ ? guests_.find(order.viewer) : nullptr;
            if (guest == nullptr) return refuse_session(seat);
            guest->heard_at = Clock::now();
            placed = orders_.place(key, seat, Clock::now() + order_wait_max);
        }
        using Sort = OrderBook::Sort;
        if (placed.sort == Sort::StillWaiting && placed.seat_before != seat)
            socket_.leave(*placed.seat_before);
        if (placed.sort == Sort::Answered) socket_.speak(seat, placed.answer);
        if (placed.sort == Sort::Forgotten)
            refuse(seat, "This order was obeyed before, and its answer is no longer kept.");
        if (placed.sort == Sort::TooMany)
            refuse(seat, "Too many orders wait for an answer in this program: try again soon.");
        if (placed.sort == Sort::New) obey(key, order.command);
    }

    void obey(OrderBook::Key key, const Command& command);
    void answer(OrderBook::Key key, Reply reply) {  // Any thread, at any time.
        auto bytes = encode(Response{std::move(reply)});
        const std::lock_guard lock(mutex_);
        if (closing_) return;
        if (const auto seat = orders_.answer(key, bytes)) socket_.speak(*seat, bytes);
    }

    void speak(Seat seat, Response response) { socket_.speak(seat, encode(response)); }
    void refuse(Seat seat, std::string reason) {
        refused_.fetch_add(1, std::memory_order_relaxed);  // A count orders nothing.
        speak(seat, Refusal{std::move(reason)});
    }
    void refuse_key(Seat seat) {
        refuse(seat,
               "The key does not open this program: give the token that this run of the program "
               "announced.");
    }
    void refuse_session(Seat seat) {
        refuse(seat, "The program was started again, or forgot this viewer: say hello again.");
    }

    // ── Ticks: one thread ───────────────────────────────────────────────────

    void run() {
        std::unique_lock lock(mutex_);
        while (!closing_) {
            const auto now = Clock::now();
            give_up_orders(now);
            if (watched(now) && now >= next_tick_) {
                next_tick_ = now + options_.tick;
                tick(lock);
            } else {
                wake_.wait_until(lock, next_deed(now));
            }
        }
    }

    bool watched(Clock::time_point now) const {
        return projector_.records() || !held_.empty() || now - last_pull_ < look_lasts;
    }

    Clock::time_point next_deed(Clock::time_point now) const {
        const auto tick_at = watched(now) ? next_tick_ : now + std::chrono::hours(1);
        return std::min(tick_at, orders_.first_deadline().value_or(tick_at));
    }

    void tick(std::unique_lock<std::mutex>& lock) {
        lock.unlock();
        auto frames = projector_.tick();
        auto sequence = projector_.sequence() - frames.size();
        lock.lock();
        for (auto& frame : frames) reel_.add(++sequence, std::move(frame));
        bool key_wanted = false;
        for (const auto& pull : held_) key_wanted |= needs_key(pull);
        KeyParts key;
        if (key_wanted) {  // It may take long; nothing but new pulls can come meanwhile.
            lock.unlock();
            key = projector_.key();
            lock.lock();
        }
        answer_held(key);
    }

    bool needs_key(const HeldPull& pull) const {
        return pull.have != reel_.last() && !reel_.after(pull.have);
    }

    // Pulls that came in while the key was made are here too: those that want one
    // get the same, those that have everything wait on.
    void answer_held(const KeyParts& key) {
        for (const auto& pull : std::exchange(held_, {})) {
            auto* guest = guests_.find(pull.viewer);
            if (guest != nullptr) --guest->pulls_held;
            auto frame = reel_.after(pull.have);
            if (key && guest != nullptr && needs_key(pull)) {
                if (pull.have > 0 && pull.have < reel_.last())
                    projector_.skipped(reel_.last() - pull.have);
                guest->key = key;
                frame = key->front();
            }
            if (frame)
                socket_.speak(pull.seat, *frame);
            else
                hold(pull);
        }
    }

    void give_up_orders(Clock::time_point now) {
        const Reply late{.outcome = Outcome::TimedOut,
                         .text =
                             "The program did not answer this order in time: it may be obeyed "
                             "still."};
        for (const auto& key : orders_.overdue(now)) {
            const auto bytes = encode(Response{late});
            if (const auto seat = orders_.answer(key, bytes)) socket_.speak(*seat, bytes);
        }
    }

    const HostOptions options_;
    const std::string token_ = random_token();
    const std::uint64_t session_ = random_number();
    const Clock::time_point started_ = Clock::now();
    CommandPort& commands_;

    std::atomic<std::uint64_t> refused_{0};
    std::mutex mutex_ = {};
    std::condition_variable wake_ = {};
    bool closing_ = false;
    Reel reel_ = {};
    GuestList guests_ = {};
    OrderBook orders_ = {};
    std::vector<HeldPull> held_ = {};
    Clock::time_point last_pull_ = Clock::now() - look_lasts;
    Clock::time_point next_tick_ = {};  // Tick thread only.

    RepSocket socket_;
    Projector projector_;  // Tick thread only.
    std::thread ticker_ = {};
    std::optional<AnnouncedHere> announced_ = {};
};

// What the command port holds of an order. The host may be gone when it is used;
// when it is never used, the order is answered all the same.
class NngHost::Stage::Answering {
public:
    Answering(std::weak_ptr<Stage> stage, OrderBook::Key key)
        : stage_(std::move(stage)), key_(key) {}
    ~Answering() {
        give({.outcome = Outcome::Refused,
              .text = "The program dropped this order without an answer: look whether the actor "
                      "still lives."});
    }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;

    void give(Reply reply) {
        if (given_.exchange(true)) return;
        if (const auto stage = stage_.lock()) stage->answer(key_, std::move(reply));
    }

private:
    std::weak_ptr<Stage> stage_;
    OrderBook::Key key_;
    std::atomic<bool> given_{false};
};

void NngHost::Stage::obey(OrderBook::Key key, const Command& command) {
    auto answering = std::make_shared<Answering>(weak_from_this(), key);
    try {
        commands_.obey(command, [answering](Reply reply) { answering->give(std::move(reply)); });
    } catch (const std::exception& error) {
        answering->give({.outcome = Outcome::Refused,
                         .text = std::string("The program could not obey: ") + error.what()});
    }
}

NngHost::NngHost(const Names& names, ActorSource& actors, CommandPort& commands,
                 HostOptions options)
    : stage_(std::make_shared<Stage>(names, actors, commands, std::move(options))) {
    stage_->open();
}

NngHost::~NngHost() { stage_->close(); }

std::string NngHost::address() const { return stage_->address(); }
std::string NngHost::token() const { return stage_->token(); }
std::uint64_t NngHost::session() const { return stage_->session(); }
std::uint64_t NngHost::refused() const { return stage_->refused(); }

}  // namespace callboard::probe
