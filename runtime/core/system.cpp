#include "runtime/core/system.hpp"

#include <stdexcept>

#include "runtime/core/futex.hpp"
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

System::System(SystemOptions options)
    : name_(std::move(options.name)),
      scheduler_(std::move(options.scheduler)),
      timers_(options.clock) {
    if (!scheduler_) scheduler_ = std::make_unique<PoolScheduler>(default_workers(options.workers));
    root_ = spawn_under<Guardian>({}, nullptr, name_);
}

System::~System() {
    std::atomic<std::uint32_t> ended{0};
    signal(root(), Signal::Stop, [&ended](const Cell*) {
        ended.store(1, std::memory_order_release);
        futex_wake(ended, 1);
    });
    scheduler_->run_until(ended);
    scheduler_->stop();
    cells::release(*cells::find(root_));
}

Future<void> System::stop(Ref<> actor) {
    ReplySlot* slot = make_reply_slot();
    signal(actor, Signal::Stop, [slot](const Cell* cell) {
        if (cell != nullptr)
            fill(*slot, nullptr);
        else
            fill_error(*slot, AskError::Why::NoSuchActor, "there is no such actor to stop");
    });
    return Future<void>(slot);
}

void System::signal(Ref<> actor, Signal signal, ControlMail::Done done, probe::ActorId other) {
    Cell* cell = cells::find(actor.id);
    // A parent may read a child's id when the child's end is already under way to it: then that is
    // the number of a vacant cell, which must hear of nothing.
    const bool vacant = probe::generation_of(actor.id) % 2 == 0;
    if (vacant || cell == nullptr || !cell->is(actor.id)) {
        if (done) done(nullptr);
        return;
    }
    cell->post_control(make_control_mail(signal, actor.id, other, std::move(done)));
}

std::optional<Ref<>> System::find(std::string_view path) const {
    probe::ActorId at = root_;
    while (!path.empty()) {
        const auto slash = path.find('/');
        const auto segment = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
        if (segment.empty()) continue;
        const auto name = names().find(segment);
        const auto child = name ? directory_.find(at, *name) : std::nullopt;
        if (!child) return std::nullopt;
        at = *child;
    }
    return Ref<>(at);
}

std::uint64_t System::dead_letters() const {
    return scheduler_->dead_letters() + dead_letters_outside();
}

System::Seat::Seat(System& system, probe::ActorId parent, Cell* parent_turn, Name name)
    : system_(system), parent_turn_(parent_turn), cell_(nullptr), parent_(parent) {
    if (parent_turn_ != nullptr && parent_turn_->stopping())
        throw std::logic_error("an actor that stops can not spawn");
    Cell& cell = cells::take();
    if (name.given()) {
        name_ = names().id_of(name.text());
        if (!system_.directory_.enter(parent_, name_, cell.next_id())) {
            cell.give_up();
            cells::release(cell);
            throw NameTaken(name.text());
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

probe::ActorId System::Seat::fill(const Kind& kind, const BodyPlan* plan, void* body) {
    void* object = nullptr;
    try {
        object = plan->construct(body);
    } catch (...) {
        plan->release(body);
        throw;
    }
    Cell& cell = *std::exchange(cell_, nullptr);
    cell.begin({&system_, system_.scheduler_.get(), &kind, plan, body, object, parent_, name_});
    const probe::ActorId id = cell.id();
    if (parent_turn_ != nullptr)
        parent_turn_->family().adopt(cell);
    else if (parent_ != probe::ActorId{})
        cells::find(parent_)->post_control(make_control_mail(Signal::Adopt, parent_, id));
    cell.schedule();
    return id;
}

}  // namespace callboard::runtime
