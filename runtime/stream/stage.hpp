#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "runtime/core/context.hpp"
#include "runtime/core/kind.hpp"
#include "runtime/stream/edges.hpp"
#include "runtime/stream/figures.hpp"

namespace callboard::runtime {
class System;
}

namespace callboard::runtime::stream {

class Inflow;

// Why an actor may still get a message; but Managed tasks give none and are only counted.
enum class Reason : std::uint8_t { Client, Source, Task, Managed };

// What a stream actor is to everyone else: from before its launch until the last who
// knows it is gone. It survives restarts; the actor's object does not. Clients, sources
// and tasks hold it through a Keep.
//
// Any thread, but where it says otherwise. Invariant: when the last reason to wait for
// messages goes, the actor is visited behind the mail that it has, and looks again.
class Stage : public std::enable_shared_from_this<Stage> {
public:
    Stage(System& system, const Kind& kind) : system_(system), kind_(kind) {}
    virtual ~Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // ── The actor ──
    probe::ActorId actor() const { return actor_.load(std::memory_order_acquire); }
    const Kind& kind() const { return kind_; }
    System& system() const { return system_; }
    bool accepts(TypeIndex type) const {
        return kind_.handler_of(type) != Envelope::handler_unknown;
    }
    // Throws when a message of this type would be refused.
    void require(TypeIndex type) const;

    // Runs `call` with the actor's address: now, or at the launch, in the order of these calls.
    Sent when_launched(std::function<void(probe::ActorId)> call);
    void launched(probe::ActorId actor);  // By the draft, once.

    // ── Its end ──
    bool closed() const { return closed_.load(std::memory_order_acquire); }
    std::optional<Cause> cause() const;
    void note_cause(Cause cause);  // The first one counts.
    void actor_ended();            // It is gone for good, or was never launched.
    std::stop_token over() const { return over_.get_token(); }
    std::stop_source& background() { return background_; }  // Asked to stop: drop managed tasks.

    void add(Reason reason);
    void drop(Reason reason);

    // A source or a task threw. In any turn but the actor's.
    void report_failed_source(Ref<> actor, const std::string& text);
    void report_failed_task(Ref<> actor, const std::string& text);

    // ── To be looked at ──
    Edges& edges() { return edges_; }
    void list_edges(std::vector<Edge>& into) const;
    StageFigures figures() const;
    void enter(const Inflow& flow);
    void leave(const Inflow& flow);

private:
    virtual void close_outputs() {}
    virtual std::vector<ReaderFigures> readers() const { return {}; }

    std::size_t count(Reason reason) const {
        return counts_[static_cast<std::size_t>(reason)].load(std::memory_order_relaxed);
    }
    static constexpr std::uint64_t one_reason = 1;
    static constexpr std::uint64_t one_spell = std::uint64_t{1} << 32;
    static bool is_none(std::uint64_t reasons) { return reasons % one_spell == 0; }
    void look_again(std::uint64_t spell, Context& context);
    bool failed_last() const;
    void close();

    System& system_;
    const Kind& kind_;
    std::atomic<probe::ActorId> actor_{};  // Nobody: not launched yet.
    std::atomic<bool> closed_{false};
    // How many reasons there are; above it how often there was a first one again. So a visit
    // knows whether the spell that it closes is still the last.
    std::atomic<std::uint64_t> reasons_{0};
    std::array<std::atomic<std::size_t>, 4> counts_{};
    std::atomic<std::uint64_t> failed_sources_{0};
    std::stop_source over_;
    std::stop_source background_;
    Edges edges_;

    mutable std::mutex mutex_;
    std::vector<std::function<void(probe::ActorId)>> waiting_;  // For the launch.
    std::set<const Inflow*> flows_;
    std::optional<Cause> cause_;
};

// One reason to wait for messages, for as long as it is held.
class Keep {
public:
    Keep() = default;
    Keep(std::shared_ptr<Stage> stage, Reason reason) : stage_(std::move(stage)), reason_(reason) {
        if (stage_) stage_->add(reason_);
    }
    Keep(const Keep& other) : Keep(other.stage_, other.reason_) {}
    Keep(Keep&&) noexcept = default;  // Leaves nothing to drop behind.
    Keep& operator=(Keep other) noexcept {
        std::swap(stage_, other.stage_);
        std::swap(reason_, other.reason_);
        return *this;
    }
    ~Keep() {
        if (stage_) stage_->drop(reason_);
    }

    const std::shared_ptr<Stage>& stage() const { return stage_; }

private:
    std::shared_ptr<Stage> stage_;
    Reason reason_ = Reason::Client;
};

// Throws in an actor's turn: who waits there takes a worker away.
void refuse_to_wait_in_a_turn();

// What a draft hands to the actor's constructor: the first argument, kept with the others
// for as long as the actor may be made again. When it goes, the actor has ended.
class Place {
public:
    explicit Place(std::shared_ptr<Stage> stage)
        : tenancy_(std::make_shared<Tenancy>(std::move(stage))) {}
    const std::shared_ptr<Stage>& stage() const { return tenancy_->stage; }

private:
    struct Tenancy {
        explicit Tenancy(std::shared_ptr<Stage> held) : stage(std::move(held)) {}
        Tenancy(const Tenancy&) = delete;
        Tenancy& operator=(const Tenancy&) = delete;
        ~Tenancy() { stage->actor_ended(); }
        std::shared_ptr<Stage> stage;
    };
    std::shared_ptr<const Tenancy> tenancy_;
};

}  // namespace callboard::runtime::stream
