#include "tests/runtime/proof/soak_actor.hpp"

#include <algorithm>
#include <array>

namespace callboard::tests {

// ── The crowd ────────────────────────────────────────────────────────────────

std::shared_ptr<Life> Crowd::new_life(std::uint64_t seed) {
    return std::make_shared<Life>(books, lives_++, seed);
}

void Crowd::join(Ref<Restless> actor) {
    const std::lock_guard lock(mutex_);
    actors_.push_back(actor);
    const auto known_max = static_cast<std::size_t>(limits_.objects_max * 5 / 4);
    if (actors_.size() < known_max) return;
    const auto dead = std::find_if(actors_.begin(), actors_.end(),
                                   [](const auto& each) { return !each.alive(); });
    if (dead != actors_.end()) actors_.erase(dead);
}

std::optional<Ref<Restless>> Crowd::anyone(std::uint64_t random) const {
    const std::lock_guard lock(mutex_);
    if (actors_.empty()) return std::nullopt;
    return actors_[random % actors_.size()];
}

std::vector<Ref<Restless>> Crowd::everyone() const {
    const std::lock_guard lock(mutex_);
    return actors_;
}

// ── A life ───────────────────────────────────────────────────────────────────

Restless::Restless(std::shared_ptr<Crowd> crowd, std::shared_ptr<Life> life)
    : crowd_(std::move(crowd)), life_(std::move(life)) {
    const Life::Turn turn(*life_);
    life_->constructed();
}

Restless::~Restless() {
    const Life::Turn turn(*life_);
    life_->destroyed();
}

Supervision Restless::supervision() const {
    constexpr std::array strategies{Strategy::OneForOne, Strategy::AllForOne, Strategy::RestForOne};
    return {.strategy = strategies[life_->number() % strategies.size()],
            .decider = [](const Failure& failure) {
                if (failure.text == "resume") return Directive::Resume;
                if (failure.text == "stop") return Directive::Stop;
                if (failure.text == "escalate") return Directive::Escalate;
                return Directive::Restart;
            }};
}

void Restless::on(const Started&, Context&) {
    const Life::Turn turn(*life_);
    life_->started();
    if (dice() % 50 != 0) return;
    life_->failed(false);
    throw std::runtime_error("restart");
}
void Restless::on(const Restarting&, Context&) {
    const Life::Turn turn(*life_);
    life_->restarting();
}
void Restless::on(const Stopping&, Context&) {
    const Life::Turn turn(*life_);
    life_->stopping();
}
void Restless::on(const Stopped&, Context&) {
    const Life::Turn turn(*life_);
    life_->stopped();
}
void Restless::on(const Terminated& end, Context&) {
    const Life::Turn turn(*life_);
    life_->heard_of_end(end.who.id);
}

// ── Messages ─────────────────────────────────────────────────────────────────

void Restless::on(Letter&& letter, Context& context) {
    const Life::Turn turn(*life_);
    life_->handles();
    if (stashing_) return context.stash();
    life_->arrived(letter.sender, letter.number);
    letter.ticket.use(crowd_->books);
    act(context, letter.hops);
}

Deferred<int> Restless::on(Question&& question, Context& context) {
    const Life::Turn turn(*life_);
    life_->handles();
    if (stashing_) {
        context.stash();
        return context.defer<int>();
    }
    life_->arrived(question.sender, question.number);
    question.ticket.use(crowd_->books);
    if (dice() % 30 == 0) fail();
    auto answer = context.defer<int>();
    switch (crowd_->books.closing ? 2 : dice() % 4) {
        case 0: owed_.push_back(answer); break;
        case 1: break;  // Dropped.
        default: answer.reply(1); break;
    }
    return answer;
}

void Restless::on(Tick&& tick, Context& context) {
    const Life::Turn turn(*life_);
    life_->handles();
    tick.ticket.use(crowd_->books);
    act(context, 0);
}

void Restless::on(Unstash&& unstash, Context& context) {
    const Life::Turn turn(*life_);
    life_->handles();
    unstash.ticket.use(crowd_->books);
    stashing_ = false;
    context.unstash_all();
    owed_.clear();
}

std::size_t Restless::on(const Unresolved&, Context&) {
    const Life::Turn turn(*life_);
    life_->handles();
    std::size_t count = 0;
    for (const auto* ids : {&life_->watched, &life_->children})
        for (const auto id : *ids) count += Ref<>(id).alive() ? 0 : 1;
    return count;
}

// ── What it does ─────────────────────────────────────────────────────────────

void Restless::write(Crowd& crowd, Life& from, Ref<Restless> to, std::uint32_t hops) {
    to.send(Letter{Ticket(crowd.books, Entry::Message), from.number(), from.next_to(to.id), hops});
}

void Restless::act(Context& context, std::uint32_t hops) {
    if (crowd_->books.closing) return;
    if (!owed_.empty() && dice() % 2 == 0) {
        owed_.back().reply(2);
        owed_.pop_back();
    }
    switch (dice() % 18) {
        case 16:
        case 17:
        case 0: return spawn(context);
        case 1: return use_timers(context);
        case 2: return behave_otherwise(context);
        case 3: return fail();
        case 4: stashing_ = true; return;
        case 5:
            if (dice() % 8 == 0) context.stop();
            return;
        default: return meet_others(context, hops);
    }
}

void Restless::meet_others(Context& context, std::uint32_t hops) {
    const auto other = *crowd_->anyone(dice());
    switch (dice() % 12) {
        case 0: return ask(context, other);
        case 1:
            if (other.id == context.self().id) return;  // Its own end is told to nobody.
            context.watch(other);
            life_->watched.insert(other.id);
            return;
        case 2:
            if (life_->children.count(other.id) != 0) return;
            context.unwatch(other);
            life_->watched.erase(other.id);
            return;
        case 3:
            if (dice() % 8 == 0) context.stop(other);
            return;
        case 4: other.send(Unstash{Ticket(crowd_->books, Entry::Message)}); return;
        default:
            if (hops > 0) write(*crowd_, *life_, other, hops - 1);
    }
}

void Restless::spawn(Context& context) {
    if (!crowd_->has_room()) return;
    const auto name = "child-" + std::to_string(dice() % 4);
    try {
        const auto life = crowd_->new_life(dice());
        const auto child = dice() % 2 == 0 ? context.spawn<Restless>(unnamed, crowd_, life)
                                           : context.spawn<Restless>(name, crowd_, life);
        life_->children.insert(child.id);
        crowd_->join(child);
    } catch (const NameTaken&) {
        // As it should be, now and then.
    }
}

void Restless::ask(Context& context, Ref<Restless> other) {
    auto ticket = std::make_shared<Ticket>(crowd_->books, Entry::Answer);
    Question question{Ticket(crowd_->books, Entry::Message), life_->number(),
                      life_->next_to(other.id)};
    const auto note = [this, ticket] {
        const Life::Turn turn(*life_);
        life_->handles();
        ticket->use(crowd_->books);
    };
    context.ask(
        other, std::move(question), [note](int, Context&) { note(); },
        [note](const AskError&, Context&) { note(); });
}

void Restless::use_timers(Context& context) {
    if (!crowd_->timers()) return;
    if (!timers_.empty() && dice() % 2 == 0) {
        context.cancel(timers_.back());
        timers_.pop_back();
        return;
    }
    timers_.push_back(context.after(std::chrono::milliseconds(dice() % 20),
                                    Tick{Ticket(crowd_->books, Entry::Timer)}));
}

// A behaviour that takes letters only; it does not name the rest.
void Restless::behave_otherwise(Context& context) {
    const auto letters_only = [this] {
        return Behaviour("letters only")
            .on<Letter>([this](Letter&& letter, Context& c) { on(std::move(letter), c); })
            .on<Unresolved>([this](const Unresolved& u, Context& c) { return on(u, c); })
            .on<Unstash>([this](Unstash&& u, Context& c) { on(std::move(u), c); });
    };
    switch (dice() % 3) {
        case 0: return context.become(letters_only());
        case 1: return context.push(letters_only());
        default:
            if (dice() % 2 == 0) context.pop();
    }
}

void Restless::fail() {
    constexpr std::array texts{"restart", "restart", "resume", "stop", "escalate"};
    const std::string text = texts[dice() % texts.size()];
    life_->failed(text == "resume" || text == "escalate");
    throw std::runtime_error(text);
}

}  // namespace callboard::tests
