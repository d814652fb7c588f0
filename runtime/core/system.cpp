#include "runtime/core/system.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "runtime/core/futex.hpp"
#include "runtime/core/kept_mailbox.hpp"
#include "runtime/core/pool_scheduler.hpp"

namespace callboard::runtime {
namespace {

// The root of every system: parent of what is spawned from outside.
class Guardian : public Actor {
public:
    static constexpr std::string_view kind_name = "Guardian";
    using Accepts = Messages<>;
};

std::uint32_t default_workers(std::uint32_t wanted) {
    if (wanted != 0) return wanted;
    const auto cores = std::thread::hardware_concurrency();
    return cores == 0 ? 1 : cores;
}

}  // namespace

void SystemOptions::write_to_stderr(std::string_view line) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

System::System(SystemOptions options)
    : name_(std::move(options.name)),
      scheduler_(std::move(options.scheduler)),
      dead_letter_log_(std::move(options.log), options.dead_letter_lines_per_second),
      timers_(options.clock) {
    if (!scheduler_) scheduler_ = std::make_unique<PoolScheduler>(default_workers(options.workers));
    root_ =
        spawn_under<Guardian>({}, nullptr, Props(options.root).called(name_), maker<Guardian>());
    if (options.root.wishes() != nullptr) root_spawn_links_ = options.root.wishes()->on_spawn;
    dead_letters::begin_telling(*this);
}

System::~System() {
    std::atomic<std::uint32_t> ended{0};
    dead_letters::stop_telling(*this);
    signal(root(), Signal::Stop, [&ended](Cell*) {
        ended.store(1, std::memory_order_release);
        futex_wake(ended, 1);
    });
    for (const auto& dispatcher : dispatchers_) dispatcher->run_alone();
    scheduler_->run_until(ended);
    scheduler_->stop();
    for (const auto& dispatcher : dispatchers_) dispatcher->stop();
    cells::release(*cells::find(root_));
}

namespace {

ControlMail::Done filling(ReplySlot* slot, const char* otherwise) {
    return [slot, otherwise](Cell* cell) {
        if (cell != nullptr)
            fill(*slot, nullptr);
        else
            fill_error(*slot, AskError::Why::NoSuchActor, otherwise);
    };
}

}  // namespace

Future<void> System::stop(Ref<> actor) {
    ReplySlot* slot = make_reply_slot();
    signal(actor, Signal::Stop, filling(slot, "there is no such actor to stop"));
    return Future<void>(slot);
}

Future<void> System::touch(Ref<> actor) {
    ReplySlot* slot = make_reply_slot();
    signal(actor, Signal::Inspect, filling(slot, "there is no such actor"));
    return Future<void>(slot);
}

Future<void> System::poison(Ref<> actor) {
    ReplySlot* slot = make_reply_slot();
    detail::deliver_poison(actor.id, slot);
    return Future<void>(slot);
}

void System::signal(Ref<> actor, Signal signal, ControlMail::Done done, probe::ActorId other,
                    Ending ending) {
    Cell* cell = cells::find(actor.id);
    // Even: of a child that has ended, which its parent has not heard of yet.
    const bool living = probe::generation_of(actor.id) % 2 != 0;
    if (cell == nullptr || !living || !cell->is(actor.id)) {
        if (done) done(nullptr);
        return;
    }
    ControlMail* mail = make_control_mail(signal, actor.id, other, std::move(done));
    mail->ending = ending;
    cell->post_control(mail);
}

std::uint64_t System::dead_letters() const {
    std::uint64_t sum = scheduler_->dead_letters() + dead_letters_outside() - dead_letters_before_;
    const std::lock_guard lock(dispatchers_mutex_);
    for (const auto& dispatcher : dispatchers_) sum += dispatcher->dead_letters();
    return sum;
}

std::uint64_t System::handled() const {
    std::uint64_t sum = scheduler_->handled();
    const std::lock_guard lock(dispatchers_mutex_);
    for (const auto& dispatcher : dispatchers_) sum += dispatcher->handled();
    return sum;
}

std::string System::name_for_log(const ActorAddress& actor) const {
    const std::string path = path_of(Ref<>(actor.id));
    return path.empty() ? "actor " + to_text(actor) : path;
}

void System::hear_of_dead_letter(const DeadLetterMaker& make) {
    const auto room = dead_letter_log_.room(timers_.time());
    const bool logged = room == DeadLetterLog::Room::Enough;
    if (room == DeadLetterLog::Room::JustOver) tell_later_what_was_hidden();
    if (!logged && !events_.wanted<DeadLetter>()) return;
    const DeadLetter letter = make();
    if (logged)
        dead_letter_log_.write("dead letter: " + letter.type + " to " + name_for_log(letter.to) +
                               ": " + sentence(letter.why));
    events_.publish(letter);
}

// However it comes to its end: no storm ends without a word.
void System::tell_later_what_was_hidden() {
    const auto tell = [](probe::ActorId, std::uint64_t log, bool) {
        reinterpret_cast<DeadLetterLog*>(log)->tell_hidden();
    };
    timers_.set({.to = root_,
                 .delay = DeadLetterLog::window,
                 .act = tell,
                 .argument = reinterpret_cast<std::uint64_t>(&dead_letter_log_)});
}

probe::ActorId System::pass_spawn(const std::vector<SpawnMiddleware>& links, std::size_t link,
                                  SpawnCall& call, const std::function<probe::ActorId()>& spawn) {
    if (link == links.size()) return spawn();
    return links[link](call, [&] { return pass_spawn(links, link + 1, call, spawn); });
}

Scheduler& System::dispatcher_of(const Props& props) {
    if (props.wishes() == nullptr || props.wishes()->dispatcher == nullptr) return *scheduler_;
    const auto& wanted = props.wishes()->dispatcher;
    const std::lock_guard lock(dispatchers_mutex_);
    if (std::find(dispatchers_.begin(), dispatchers_.end(), wanted) == dispatchers_.end())
        dispatchers_.push_back(wanted);
    return *wanted;
}

System::Seat::Seat(System& system, probe::ActorId parent, Cell* parent_turn, const Props& props)
    : system_(system), parent_turn_(parent_turn), cell_(nullptr), parent_(parent), props_(props) {
    if (parent_turn_ != nullptr && parent_turn_->stopping())
        throw std::logic_error("an actor that stops can not spawn");
    Cell& cell = cells::take();
    if (props.named()) {
        std::string name(props.name());
        if (props.numbered()) name += std::to_string(++system.last_number_);
        name_ = names().id_of(name);
        if (!system_.directory_.enter(parent_, name_, cell.next_id())) {
            cell.give_up();
            cells::release(cell);
            throw NameTaken(name, {system_.directory_.find(parent_, name_).value_or(parent_)});
        }
    }
    cell_ = &cell;
}

System::Seat::~Seat() {
    if (cell_ == nullptr) return;
    if (name_ != probe::NameId{}) system_.directory_.leave(parent_, name_);
    cell_->give_up();
    cells::release(*cell_);
}

namespace {

// Null: the plain mailbox.
Door* open_door(const Props::Wishes* wishes) {
    if (wishes == nullptr || (!wishes->porter && wishes->mailbox.plain())) return nullptr;
    return &Door::open(wishes->porter ? wishes->porter()
                                      : std::make_unique<KeptMailbox>(wishes->mailbox));
}

}  // namespace

probe::ActorId System::Seat::fill(const Kind& kind, const BodyPlan* plan, void* body) {
    Birth birth{.system = &system_,
                .scheduler = &system_.dispatcher_of(props_),
                .kind = &kind,
                .plan = plan,
                .body = body,
                .parent = parent_,
                .name = name_,
                .wishes = props_.wishes().get()};
    try {
        birth.door = open_door(birth.wishes);
        birth.object = plan->construct(body);
        if (kind.supervision != nullptr) birth.supervision = kind.supervision(birth.object);
    } catch (...) {
        if (birth.object != nullptr) plan->destruct(birth.object);
        plan->release(body);
        if (birth.door != nullptr) birth.door->close();
        throw;
    }
    Cell& cell = *std::exchange(cell_, nullptr);
    cell.begin(birth);
    const probe::ActorId id = cell.id();
    if (parent_turn_ != nullptr)
        parent_turn_->family().adopt(cell);
    else if (parent_ != probe::ActorId{})
        cells::find(parent_)->post_control(make_control_mail(Signal::Adopt, parent_, id));
    cell.schedule();
    return id;
}

}  // namespace callboard::runtime
