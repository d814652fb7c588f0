#include "probe/link/nng_viewer.hpp"

#include <nng/nng.h>
#include <nng/protocol/reqrep0/req.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "probe/link/announcement.hpp"
#include "probe/link/frame_order.hpp"
#include "probe/link/nng_parts.hpp"
#include "probe/link/order_talk.hpp"
#include "probe/wire/codec.hpp"

namespace callboard::probe {
namespace {

// So many frames wait to be looked at; then no more are pulled.
constexpr std::size_t frames_waiting_max = 64;
constexpr std::size_t orders_waiting_max = 32;
constexpr nng_duration reach_ms_max = 1000;
constexpr nng_duration answer_ms_max = 5000;  // On top of the program's tick.
constexpr nng_duration rest_ms_min = 100;
constexpr nng_duration rest_ms_max = 3000;

std::string plain_address(std::string address) {
    if (address.starts_with("tcp://")) address.erase(0, 6);
    if (address.starts_with("localhost:")) address.replace(0, 9, "127.0.0.1");
    return address;
}

nng_socket open_socket() {
    nng_socket socket = NNG_SOCKET_INITIALIZER;
    if (nng_req0_open(&socket) != 0) throw std::bad_alloc();
    nng_socket_set_size(socket, NNG_OPT_RECVMAXSZ, message_bytes_max);
    nng_socket_set_ms(socket, NNG_OPT_RECONNMINT, rest_ms_min);
    nng_socket_set_ms(socket, NNG_OPT_RECONNMAXT, rest_ms_max);
    // nng would ask again by itself, also on the next connection; asking is ours to decide.
    nng_socket_set_ms(socket, NNG_OPT_REQ_RESENDTIME, NNG_DURATION_INFINITE);
    return socket;
}

}  // namespace

// One conversation that says hello and then pulls frame after frame, driven by
// one operation of nng at a time, and any number of orders beside it. `mutex_`
// guards all of it; bytes are decoded outside.
class NngViewer::Talk {
public:
    Talk(const std::string& address, std::string token)
        : address_(address),
          token_(std::move(token)),
          socket_(open_socket()),
          aio_(&Talk::turn, this) {
        status_.address = address;
        nng_pipe_notify(socket_, NNG_PIPE_EV_REM_POST, &Talk::lost_pipe, this);
        if (nng_ctx_open(&context_, socket_) != 0) throw std::bad_alloc();
        const int error = nng_dial(socket_, url_of(address).c_str(), nullptr, NNG_FLAG_NONBLOCK);
        const std::lock_guard lock(mutex_);
        if (error == 0)
            ask();
        else
            say(LinkState::Refused,
                address + " is no address: give host:port, for example 127.0.0.1:7777.");
    }

    ~Talk() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        aio_.stop();
        for (const auto& talk : orders_) talk->stop();
        nng_ctx_close(context_);
        nng_pipe_notify(socket_, NNG_PIPE_EV_REM_POST, nullptr, nullptr);
        close_within_limit(socket_);
    }

    LinkStatus status() {
        const std::lock_guard lock(mutex_);
        return status_;
    }

    std::optional<Frame> next_frame() {
        const std::lock_guard lock(mutex_);
        if (frames_.empty()) return std::nullopt;
        auto frame = std::move(frames_.front());
        frames_.pop_front();
        if (step_ == Step::Full && frames_.size() < frames_waiting_max / 2) ask();
        return frame;
    }

    std::uint64_t order(Command command) {
        const std::lock_guard lock(mutex_);
        const auto id = ++last_order_;
        if (session_ == 0) {
            refuse_order(id,
                         "Not connected to " + address_ + ": wait until it is, and order again.");
            return id;
        }
        const auto bytes =
            encode(Request{Order{used_token_, session_, viewer_, id, std::move(command)}});
        if (bytes.size() > request_bytes_max)
            refuse_order(id, "This order is larger than 4 MiB: send less at once.");
        else if (auto* talk = free_talk())
            talk->send(id, bytes, std::chrono::milliseconds(order_timeout).count());
        else
            refuse_order(id, "Too many orders wait for an answer: wait for one, and order again.");
        return id;
    }

    std::optional<Answered> next_answer() {
        const std::lock_guard lock(mutex_);
        if (answers_.empty()) return std::nullopt;
        auto answer = std::move(answers_.front());
        answers_.pop_front();
        return answer;
    }

private:
    enum class Step { Asking, Hearing, Resting, Full };

    // ── The conversation; `mutex_` is held ──────────────────────────────────

    void ask() {
        if (session_ == 0 && !find_token()) return rest();
        step_ = Step::Asking;
        const Request request =
            session_ == 0
                ? Request{Hello{used_token_, "callboard"}}
                : Request{Pull{used_token_, session_, order_.have(), viewer_, order_.key_parts()}};
        aio_.speak(context_, encode(request), reach_ms_max);
    }

    bool find_token() {
        if (!token_.empty()) {
            used_token_ = token_;
            return true;
        }
        const auto program = announced_at(plain_address(address_));
        if (program) used_token_ = program->token;
        if (!program)
            say(LinkState::Connecting, "No program is announced at " + address_ +
                                           " on this machine: start it, or give its token.");
        return program.has_value();
    }

    void hear() {
        step_ = Step::Hearing;
        aio_.listen(context_, answer_ms_max + tick_ms_);
    }

    void rest() {
        step_ = Step::Resting;
        nng_sleep_aio(rest_ms_, aio_.get());
        rest_ms_ = std::min(rest_ms_ * 2, rest_ms_max);
    }

    void say(LinkState state, std::string sentence) {
        status_.state = state;
        status_.sentence = std::move(sentence);
    }

    void failed(int error) {
        if (error != NNG_ETIMEDOUT)
            say_lost();
        else if (step_ == Step::Asking)
            say(LinkState::Connecting,
                "No program answers at " + address_ + ": start it, or check the address.");
        else
            say(LinkState::Connecting, "The program at " + address_ +
                                           " is connected but does not answer: it may be "
                                           "stopped in a debugger, or no Callboard program.");
        rest();
    }

    void say_lost() {
        say(LinkState::Connecting,
            "The connection to " + address_ + " was lost: trying again until the program is back.");
    }

    void begin_again(LinkState state, std::string sentence) {
        session_ = 0;
        order_.begin_again();
        say(state, std::move(sentence));
        rest();
    }

    void heard(Welcome welcome) {
        session_ = status_.session = welcome.session;
        viewer_ = welcome.viewer;
        tick_ms_ = static_cast<nng_duration>(std::min(welcome.tick_ms, 3'600'000u));
        status_.node = std::move(welcome.node);
        status_.pid = welcome.pid;
        order_.begin_again();
        say(LinkState::Live, {});
        ask();
    }

    void heard(Frame frame) {
        rest_ms_ = rest_ms_min;
        say(LinkState::Live, {});
        if (order_.take(frame)) frames_.push_back(std::move(frame));
        if (frames_.size() >= frames_waiting_max)
            step_ = Step::Full;
        else
            ask();
    }

    // A program that was started again refuses a pull of its former life; that is
    // no refusal of us until it refuses our hello too.
    void heard(Refusal refusal) {
        if (session_ != 0)
            begin_again(LinkState::Connecting, "Meeting the program at " + address_ + " again.");
        else
            begin_again(LinkState::Refused, std::move(refusal.reason));
    }

    void heard(Reply) { disbelieve({"It answered what was not asked."}); }

    void disbelieve(const Disbelief& disbelief) {
        begin_again(LinkState::Refused, disbelief.their_version
                                            ? disbelief.reason
                                            : "What answers at " + address_ +
                                                  " is not understood: " + disbelief.reason);
    }

    // ── Threads of nng ──────────────────────────────────────────────────────

    static void turn(void* argument) { static_cast<Talk*>(argument)->turn(); }

    void turn() {
        std::unique_lock lock(mutex_);
        const int error = aio_.result();
        if (step_ == Step::Asking) aio_.drop_unsent();
        nng_msg* message =
            step_ == Step::Hearing && error == 0 ? nng_aio_get_msg(aio_.get()) : nullptr;
        if (closed_) return nng_msg_free(message);
        if (step_ == Step::Resting) return ask();
        if (error != 0) return failed(error);
        if (step_ == Step::Asking) return hear();
        lock.unlock();
        auto decoded = decode_response(body_of(message));
        nng_msg_free(message);
        lock.lock();
        if (closed_) return;
        if (const auto* disbelief = std::get_if<Disbelief>(&decoded)) return disbelieve(*disbelief);
        std::visit([this](auto& response) { heard(std::move(response)); },
                   std::get<Response>(decoded));
    }

    static void lost_pipe(nng_pipe, nng_pipe_ev, void* argument) {
        auto& talk = *static_cast<Talk*>(argument);
        const std::lock_guard lock(talk.mutex_);
        if (!talk.closed_) talk.say_lost();
    }

    // ── Orders; `mutex_` is held ────────────────────────────────────────────

    void refuse_order(std::uint64_t id, std::string text) {
        answers_.push_back({id, {.outcome = Outcome::Refused, .text = std::move(text)}});
    }

    OrderTalk* free_talk() {
        if (!free_.empty()) {
            auto* talk = free_.back();
            free_.pop_back();
            return talk;
        }
        if (orders_.size() >= orders_waiting_max) return nullptr;
        orders_.push_back(std::make_unique<OrderTalk>(
            socket_, [this](OrderTalk& talk, Reply reply) { answered(talk, std::move(reply)); }));
        return orders_.back().get();
    }

    void answered(OrderTalk& talk, Reply reply) {
        const std::lock_guard lock(mutex_);
        answers_.push_back({talk.order(), std::move(reply)});
        free_.push_back(&talk);
    }

    const std::string address_;
    const std::string token_;
    nng_socket socket_;
    nng_ctx context_ = NNG_CTX_INITIALIZER;

    std::mutex mutex_ = {};
    bool closed_ = false;
    LinkStatus status_ = {};
    Step step_ = Step::Resting;
    nng_duration rest_ms_ = rest_ms_min;

    std::string used_token_ = {};
    std::uint64_t session_ = 0;  // 0: hello was not answered yet.
    std::uint64_t viewer_ = 0;
    nng_duration tick_ms_ = 0;
    FrameOrder order_ = {};
    std::deque<Frame> frames_ = {};

    std::uint64_t last_order_ = 0;
    std::vector<std::unique_ptr<OrderTalk>> orders_ = {};
    std::vector<OrderTalk*> free_ = {};
    std::deque<Answered> answers_ = {};

    Aio aio_;
};

NngViewer::NngViewer(const std::string& address, std::string token)
    : talk_(std::make_unique<Talk>(address, std::move(token))) {}

NngViewer::~NngViewer() = default;

LinkStatus NngViewer::status() { return talk_->status(); }
std::optional<Frame> NngViewer::next_frame() { return talk_->next_frame(); }
std::uint64_t NngViewer::order(Command command) { return talk_->order(std::move(command)); }
std::optional<Answered> NngViewer::next_answer() { return talk_->next_answer(); }

}  // namespace callboard::probe
