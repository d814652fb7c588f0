#include "runtime/stream/inlet.hpp"

#include <exception>

#include "runtime/core/visit.hpp"

namespace callboard::runtime::stream {

void Inlet::on(const Started&, Context& context) {
    const Waker waker(context.self());
    let_go_.emplace(flow_->life(), waker);
    try {
        flow_->open({waker, context, poller_});
    } catch (const std::exception& error) {
        flow_->fail(error.what());
        return end(context);
    }
    pump(context);
}

void Inlet::on(const SourceTick&, Context& context) {
    if (!ended_) flow_->tick();
    look(context);
}

void Inlet::on(const Credit& credit, Context& context) {
    credit_ += credit.items;
    --receipts_;
    look(context);
}

void Inlet::pump(Context& context) {
    if (flow_->life().stop_requested()) return end(context);
    try {
        while (credit_ > 0) {
            const auto [items, supply] = flow_->move(std::min(credit_, receipt_every));
            credit_ -= static_cast<std::uint32_t>(items);
            sent_ += static_cast<std::uint32_t>(items);
            if (sent_ >= receipt_every) ask_for_receipt(context);
            if (supply == Supply::Ended) return end(context);
            if (supply == Supply::NothingYet) return;
        }
    } catch (const std::exception& error) {
        flow_->fail(error.what());
        end(context);
    }
}

// Comes back when the actor has taken all that was sent so far, even if it stashed it or
// answers later.
void Inlet::ask_for_receipt(Context& context) {
    ++receipts_;
    const auto pay = [inlet = context.self<Inlet>(), items = std::exchange(sent_, 0)](Context&) {
        if (inlet.alive()) inlet.send(Credit{items});
    };
    visit(flow_->actor(), pay);
}

void Inlet::end(Context& context) {
    ended_ = true;
    flow_->end();
    leave(context);
}

void Inlet::leave(Context& context) {
    const bool settled = receipts_ == 0 || flow_->life().stop_requested();
    if (leaving_ || !settled) return;
    leaving_ = true;
    let_go_.reset();
    context.self<Inlet>().send(Leave{});
}

}  // namespace callboard::runtime::stream
