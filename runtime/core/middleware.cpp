#include "runtime/core/middleware.hpp"

#include <stdexcept>
#include <utility>

#include "runtime/core/context.hpp"
#include "runtime/core/dead_letters.hpp"
#include "runtime/core/ref.hpp"
#include "runtime/core/worker.hpp"

namespace callboard::runtime {
namespace {

// The message is another's now; what is left stands for nothing and is destroyed as that.
void leave_nothing(Envelope& envelope) {
    envelope.type = type_index<NoAnswer>();
    envelope.clear(Envelope::Asked);
}
bool is_nothing(const Envelope& envelope) { return envelope.type == type_index<NoAnswer>(); }

Sent pass(const std::vector<SendMiddleware>& links, std::size_t link, Sending& sending,
          Envelope*& envelope) {
    if (link < links.size())
        return links[link](sending, [&] { return pass(links, link + 1, sending, envelope); });
    if (envelope == nullptr || is_nothing(*envelope)) return Sent::Withheld;
    return detail::post_to(sending.to, std::exchange(envelope, nullptr));
}

// What went no further: taken along by a link, or held back by it.
void let_go(Envelope* envelope, probe::ActorId to) {
    if (is_nothing(*envelope))
        give_envelope(envelope);
    else
        bury(envelope, to, AskError::Why::Withheld);
}

}  // namespace

std::string Passing::json() const {
    const MessageType& type = message_type(envelope_.type);
    return type.to_json == nullptr ? "" : type.to_json(envelope_.payload(type.align));
}

std::string_view Passing::header(std::string_view name) const { return header_of(envelope_, name); }

void Passing::set_header(std::string name, std::string value) {
    const SharedHeaders& old = headers_of(envelope_);
    auto headers = old == nullptr ? std::make_shared<Headers>() : std::make_shared<Headers>(*old);
    headers->insert_or_assign(std::move(name), std::move(value));
    attach(envelope_, std::move(headers));
}

Parcel Passing::take() {
    Envelope* const moved = move_out(envelope_);
    moved->flags |= parcel_flags_;
    destroy_payload(envelope_);
    leave_nothing(envelope_);
    return Parcel(moved, target_);
}

std::optional<Parcel> Passing::copy() const {
    const MessageType& type = message_type(envelope_.type);
    if (type.to_bytes == nullptr || type.from_bytes == nullptr) return std::nullopt;
    const std::string bytes = type.to_bytes(envelope_.payload(type.align));
    Envelope* const made = take_envelope(envelope_.type, type.size, type.align);
    try {
        type.from_bytes(bytes, made->payload(type.align));
    } catch (...) {
        give_envelope(made);
        throw;
    }
    return parcel(made);
}

Parcel Passing::parcel(Envelope* made) const {
    made->handler = envelope_.handler;
    made->from.actor =
        envelope_.asked() ? envelope_.origin().reply->asker : envelope_.origin().actor;
    if (envelope_.detailed()) attach(*made, headers_of(envelope_));
    made->flags |= parcel_flags_;
    return Parcel(made, target_);
}

Receiving::Receiving(Envelope& envelope, Context& its_context)
    : Passing(envelope, its_context.self().id, Envelope::CameBack), context(its_context) {}

ReceiveChain::ReceiveChain(std::vector<ReceiveMiddleware> links, std::size_t handler_count)
    : links_(std::move(links)), table_(handler_count, &dispatch) {}

void ReceiveChain::dispatch(void* chain, Envelope& envelope, Context& context) {
    Receiving receiving(envelope, context);
    const TypeIndex type = envelope.type;
    static_cast<ReceiveChain*>(chain)->pass(0, receiving, envelope);
    if (envelope.type == type) bury_payload(envelope, context.self().id, AskError::Why::Withheld);
}

void ReceiveChain::pass(std::size_t link, Receiving& receiving, Envelope& envelope) {
    if (link < links_.size())
        return links_[link](receiving, [&, link] { pass(link + 1, receiving, envelope); });
    if (envelope.type == type_index<NoAnswer>())
        throw std::logic_error("middleware called `next` again for a message that was handled");
    handlers_[envelope.handler](receiver_, envelope, receiving.context);
    leave_nothing(envelope);
}

WithHeaders::WithHeaders(SharedHeaders headers)
    : worker_(*Worker::of_this_thread()), usual_(worker_.outfit()) {
    if (headers == nullptr) return;
    outfit_ = {std::move(headers), usual_ == nullptr ? nullptr : usual_->links};
    worker_.dress(&outfit_);
}

WithHeaders::~WithHeaders() { worker_.dress(usual_); }

Sent detail::deliver_dressed(const Outfit& outfit, probe::ActorId to, Envelope* envelope) {
    if (outfit.headers != nullptr && !envelope->detailed()) attach(*envelope, outfit.headers);
    if (outfit.links == nullptr) return post_to(to, envelope);
    Sending sending(*envelope, to);
    Sent sent = Sent::Withheld;
    try {
        sent = pass(*outfit.links, 0, sending, envelope);
    } catch (...) {
        if (envelope != nullptr) let_go(envelope, to);
        throw;
    }
    if (envelope != nullptr) let_go(envelope, to);
    return sent;
}

}  // namespace callboard::runtime
