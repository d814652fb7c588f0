#include "tests/runtime/proof/cell_model.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace callboard::tests {

// ── Who takes part ───────────────────────────────────────────────────────────

CellModel::CellModel(Flaw flaw) : flaw_(flaw) {}

CellModel::Thread& CellModel::add(Role role) {
    Thread& thread = *std::find_if(threads_.begin(), threads_.end(),
                                   [](const Thread& each) { return each.role == Role::None; });
    thread.role = role;
    return thread;
}

CellModel& CellModel::sender(std::initializer_list<Kind> letters, int generation) {
    Thread& thread = add(Role::Sender);
    thread.letters = static_cast<std::uint8_t>(letters.size());
    thread.generation = static_cast<std::uint8_t>(generation);
    std::copy(letters.begin(), letters.end(), thread.kinds.begin());
    thread.first_node = node_count_;
    for (std::uint8_t number = 0; number < thread.letters; ++number)
        for (int copies = 0; copies < 2; ++copies)
            nodes_[node_count_++] = {nobody, 0, static_cast<std::uint8_t>(&thread - &threads_[0]),
                                     number, thread.generation};
    return *this;
}

CellModel& CellModel::signaller(Signal signal) {
    add(Role::Signaller).signal = signal;
    return *this;
}

CellModel& CellModel::workers(int count) {
    while (count-- > 0) add(Role::Worker);
    return *this;
}

CellModel& CellModel::spawner(bool fails) {
    add(Role::Spawner).fails = fails;
    return *this;
}

CellModel& CellModel::closed_at_first() {
    closed_ = 1;
    return *this;
}

// ── Steps ────────────────────────────────────────────────────────────────────

bool CellModel::can(int index) const {
    const Thread& thread = threads_[static_cast<std::size_t>(index)];
    if (thread.at == At::Done || thread.role == Role::None) return false;
    if (thread.at == At::PutBackSpin) return nodes_[taken_].next != nobody;
    if (thread.at != At::Rest) return true;
    switch (thread.role) {
        case Role::Sender: return thread.generation <= generation_;
        case Role::Signaller: return thread.signal != Signal::Resume || held();
        case Role::Worker: return scheduled_ > 0;
        default: return released_ != 0;
    }
}

void CellModel::go(int index) {
    Thread& thread = threads_[static_cast<std::size_t>(index)];
    switch (thread.role) {
        case Role::Sender: step_sender(thread); break;
        case Role::Signaller: step_signaller(thread); break;
        case Role::Worker: step_worker(thread); break;
        default: step_spawner(thread); break;
    }
    if (thread.at == At::Rest || thread.at == At::Done) thread.seen = 0;  // Fewer states.
}

// detail::deliver and MailboxSenders::push.
void CellModel::step_sender(Thread& thread) {
    const auto node = static_cast<std::uint8_t>(thread.first_node + 2 * thread.sent);
    switch (thread.at) {
        case At::Rest:
            if (thread.generation != generation_) {
                leave(thread, thread.sent);  // Buried by the sender.
                return next_letter(thread);
            }
            thread.at = At::Exchange;
            return;
        case At::Exchange:
            thread.seen = newest_;
            thread.at = flaw_ == Flaw::PushInTwoSteps ? At::WriteNewest : At::Link;
            if (thread.at == At::WriteNewest) return;
            [[fallthrough]];
        case At::WriteNewest:
            newest_ = address(node);
            if ((thread.seen & idle_bit) != 0 || flaw_ == Flaw::WakeAlways) become_owner();
            thread.at = At::Link;
            return;
        case At::Link: {
            Node& before = nodes_[node_at(thread.seen)];
            if (before.given_back != 0) blame(Blame::GivenBack);
            before.next = node;
            if ((thread.seen & idle_bit) == 0 && flaw_ != Flaw::WakeAlways)
                return next_letter(thread);
            thread.at = At::Schedule;
            return;
        }
        default:  // Schedule.
            ++scheduled_;
            return next_letter(thread);
    }
}

void CellModel::next_letter(Thread& thread) {
    thread.at = ++thread.sent == thread.letters ? At::Done : At::Rest;
}

// Cell::post_control: ControlLane::push, then claim.
void CellModel::step_signaller(Thread& thread) {
    const auto self = static_cast<std::uint8_t>(1u << (&thread - threads_.data()));
    switch (thread.at) {
        case At::Rest:
        case At::LoadLane:
            thread.seen = lane_;
            thread.at = At::CasLane;
            return;
        case At::CasLane:
            if (lane_ != thread.seen) {
                thread.seen = lane_;
                return;
            }
            lane_ |= self;
            thread.at = At::ClaimLoad;
            return;
        case At::Schedule:
            ++scheduled_;
            thread.at = At::Done;
            return;
        default: return step_claim(thread, At::Schedule, At::Done);
    }
}

// MailboxSenders::claim.
void CellModel::step_claim(Thread& thread, At won, At lost) {
    const bool compared =
        thread.at == At::ClaimCas && (newest_ == thread.seen || flaw_ == Flaw::ClaimBlindly);
    if (compared) {
        newest_ = thread.seen & static_cast<std::uint8_t>(~idle_bit);
        become_owner();
        thread.at = won;
        return;
    }
    thread.seen = newest_;
    thread.at = (thread.seen & idle_bit) != 0 ? At::ClaimCas : lost;
}

// Cell::run with a budget of one. `Rest` with the cell scheduled is Ran::MoreToDo.
void CellModel::step_worker(Thread& thread) {
    switch (thread.at) {
        case At::Rest:
            --scheduled_;
            thread.at = At::Look;
            return;
        case At::Look:
            thread.at = lane_ != 0 ? At::TakeSignals : held() ? At::Park : At::Take;
            return;
        case At::TakeSignals: {
            const auto taken = std::exchange(lane_, std::uint8_t{0});
            thread.at = At::Take;
            const bool was_vacant = phase_ == Phase::Vacant;
            for (std::size_t i = 0; i < threads_.size(); ++i)
                if ((taken >> i & 1) != 0) obey(threads_[i]);
            if (held()) thread.at = At::Park;
            if (!was_vacant && phase_ == Phase::Vacant) thread.at = At::LetGo;
            return;
        }
        case At::LetGo:
            released_ = 1;
            thread.at = At::Take;
            return;
        case At::Take: return take(thread);
        case At::Park:
        case At::LookAfterParking: return step_park(thread, At::Rest, At::Schedule);
        case At::ClaimLoad:
        case At::ClaimCas: return step_claim(thread, At::Schedule, At::Rest);
        case At::Schedule:
            ++scheduled_;
            thread.at = At::Rest;
            return;
        default: return step_put_back(thread);
    }
}

void CellModel::obey(const Thread& signaller) {
    switch (signaller.signal) {
        case Signal::Nudge: return;
        case Signal::Resume:
            if (held()) phase_ = Phase::Running;
            return;
        case Signal::Stop:
            if (generation_ != signaller.generation) return;
            ++generation_;
            phase_ = Phase::Vacant;
            return;
    }
}

// MailboxOwner::take, and what the cell makes of the letter.
void CellModel::take(Thread& thread) {
    if (nodes_[taken_].given_back != 0 && flaw_ != Flaw::GiveEarly) blame(Blame::GivenBack);
    const std::uint8_t oldest = nodes_[taken_].next;
    if (oldest == nobody) {
        thread.at = At::Park;
        return;
    }
    nodes_[taken_].given_back = 1;
    nodes_[taken_].next = nobody;
    taken_ = oldest;
    if (flaw_ == Flaw::GiveEarly) nodes_[taken_].given_back = 1;
    thread.at = handle(oldest);
}

CellModel::At CellModel::handle(std::uint8_t node) {
    const Node& letter = nodes_[node];
    Thread& sender = threads_[letter.sender];
    const bool mine = letter.generation == generation_;
    if (!mine && flaw_ != Flaw::NoGenerationCheck) {
        leave(sender, letter.number);
        return At::Schedule;
    }
    if (!mine) blame(Blame::Stranger);
    const Kind kind = sender.kinds[letter.number];
    const bool kept = kind == Kind::Plain && closed_ != 0;
    if (kept) kept_[kept_count_++] = static_cast<std::uint8_t>(node + 1);
    if (kept && flaw_ != Flaw::StashAndHandle) return At::Schedule;
    if (std::popcount(sender.left) < letter.number) blame(Blame::Disorder);
    leave(sender, letter.number);
    if (kind == Kind::Fail) phase_ = Phase::Suspended;
    if (kind != Kind::Open) return At::Schedule;
    closed_ = 0;
    return kept_count_ == 0 ? At::Schedule : At::PutBackLoad;
}

void CellModel::leave(Thread& sender, std::uint8_t number) {
    const auto bit = static_cast<std::uint8_t>(1u << number);
    if ((sender.left & bit) != 0) blame(Blame::Twice);
    sender.left |= bit;
}

// MailboxOwner::put_back; what the owner alone touches is done with the next step.
void CellModel::step_put_back(Thread& thread) {
    const std::uint8_t first = kept_[0], last = kept_[kept_count_ - 1u];
    for (std::size_t i = 0; i + 1 < kept_count_; ++i) nodes_[kept_[i]].next = kept_[i + 1];
    switch (thread.at) {
        case At::PutBackLoad:
            thread.seen = nodes_[taken_].next;
            thread.at = thread.seen == nobody ? At::PutBackCas : At::PutBackLinkLast;
            if (flaw_ != Flaw::PutBackBehind) return;
            nodes_[node_at(newest_)].next = first;
            newest_ = address(last);
            break;
        case At::PutBackCas:
            thread.at = At::PutBackSpin;
            if (newest_ != address(taken_) && flaw_ != Flaw::PutBackBlindly) return;
            newest_ = address(last);
            thread.at = At::PutBackFirst;
            return;
        case At::PutBackSpin:
            thread.seen = nodes_[taken_].next;
            thread.at = At::PutBackLinkLast;
            return;
        case At::PutBackLinkLast:
            nodes_[last].next = thread.seen;
            thread.at = At::PutBackFirst;
            return;
        default: nodes_[taken_].next = first; break;  // PutBackFirst.
    }
    kept_count_ = 0;
    thread.at = At::Schedule;
}

// Cell::park.
void CellModel::step_park(Thread& thread, At parked, At kept) {
    if (thread.at == At::LookAfterParking) {
        thread.at = lane_ != 0 ? At::ClaimLoad : parked;
        return;
    }
    const bool may = held() || newest_ == address(taken_) || flaw_ == Flaw::ParkBlindly;
    if (!may) {
        thread.at = kept;
        return;
    }
    newest_ |= idle_bit;
    --owners_;
    thread.at = flaw_ == Flaw::NoLookAfterParking ? parked : At::LookAfterParking;
}

// cells::take, then Cell::begin or Cell::give_up.
void CellModel::step_spawner(Thread& thread) {
    switch (thread.at) {
        case At::Begin:
            thread.begun = 1;
            if (thread.fails != 0) {
                thread.at = At::Park;
                if (flaw_ != Flaw::GiveUpWithoutLooking) return;
                newest_ |= idle_bit;
                --owners_;
                thread.at = At::Done;
                return;
            }
            ++generation_;
            phase_ = Phase::Running;
            thread.at = At::Schedule;
            return;
        case At::Park:
        case At::LookAfterParking: return step_park(thread, At::Done, At::Schedule);
        case At::Schedule:
            ++scheduled_;
            thread.at = At::Done;
            return;
        default:
            // The first claim is for the cell, the second for what came while we parked.
            return step_claim(thread, thread.begun == 0 ? At::Begin : At::Schedule, At::Done);
    }
}

// ── What must hold ───────────────────────────────────────────────────────────

void CellModel::become_owner() {
    if (++owners_ > 1) blame(Blame::TwoOwners);
}

void CellModel::blame(Blame what) {
    if (blame_ == Blame::Nothing) blame_ = what;
}

const char* CellModel::wrong() const {
    switch (blame_) {
        case Blame::Nothing: return nullptr;
        case Blame::TwoOwners: return "two owners";
        case Blame::Disorder: return "a letter was handled before an older one of its sender";
        case Blame::Twice: return "a letter was handled twice";
        case Blame::Stranger: return "a letter was handled by an actor it was not sent to";
        case Blame::GivenBack: return "an envelope was used after it was given back";
    }
    return nullptr;
}

const char* CellModel::wrong_at_end() const {
    if (lane_ != 0) return "a signal waits and nobody was told";
    for (const Thread& thread : threads_)
        if (std::popcount(thread.left) < thread.sent) return "a letter waits and nobody was told";
    for (const Thread& thread : threads_)
        if (thread.role == Role::Sender && thread.generation <= generation_ &&
            thread.at != At::Done)
            return "a sender hangs";
    if (owners_ != 0) return "someone owns the mailbox for ever";
    return nullptr;
}

}  // namespace callboard::tests
