#include "dashboard/model/world.hpp"

#include <cmath>

namespace callboard::dashboard {

namespace {

constexpr float smoothing_s = 1.0f;   // The time a rate remembers.
constexpr float rate_floor = 0.005f;  // Less is nothing; also keeps the decay off denormals.
constexpr double ns_per_s = 1e9;

std::uint64_t grown(std::uint64_t before, std::uint64_t now) {
    return now > before ? now - before : 0;
}

}  // namespace

std::size_t World::index_of(probe::ActorState state) {
    const auto index = static_cast<std::size_t>(state);
    return index < probe::actor_state_count ? index : 0;
}

void World::reset() {
    const auto version = version_;
    const auto topology_version = topology_version_;
    const auto texts_version = texts_version_;
    *this = World{};
    version_ = version + 1;  // Whoever caches by version must see that all changed.
    topology_version_ = topology_version + 1;
    texts_version_ = texts_version + 1;
}

void World::apply(const probe::Frame& frame) {
    if (comes_late(frame)) return;
    if (starts_over(frame)) reset();
    count_missed(frame);
    const bool tick = advance_time(frame);
    learn(frame.names);

    if (frame.key) begin_key(frame);
    // Totals seen for the first time in a key frame are old; in a delta they are news.
    const bool newborns_count = !frame.key && sequence_ != 0;
    for (std::size_t i = 0; i < frame.actors.size(); ++i) take(frame.actors, i, newborns_count);
    for (const auto id : frame.stopped)
        if (const Row row = row_of(id); row != no_row) bury(row);
    if (frame.key) end_key(frame);

    take_system(frame.system, tick);
    sequence_ = frame.sequence;
    release_graves();
    ++version_;
}

// Totals of the past must not undo newer ones.
bool World::comes_late(const probe::Frame& frame) const {
    return !frame.key && frame.sequence < sequence_;
}

// Time that runs backwards: a recording that is played again.
bool World::starts_over(const probe::Frame& frame) const {
    return frame.key && frame.part == 0 && frame.at_ns < at_ns_;
}

void World::count_missed(const probe::Frame& frame) {
    if (sequence_ != 0 && frame.sequence > sequence_ + 1)
        frames_missed_ += frame.sequence - sequence_ - 1;
}

// Rates fade here for all rows and grow in `take` for those that did something.
bool World::advance_time(const probe::Frame& frame) {
    wall_ms_ = frame.wall_ms;
    if (frame.at_ns <= at_ns_) return false;  // Parts of one key frame share their time stamp.
    if (sequence_ != 0) remember_ticks();
    tick_ns_ = frame.at_ns - at_ns_;
    at_ns_ = frame.at_ns;
    const auto tick_s = static_cast<float>(static_cast<double>(tick_ns_) / ns_per_s);
    const float kept = std::exp(-tick_s / smoothing_s);
    news_share_ = 1 - kept;
    for (float& rate : rate_) rate = rate < rate_floor ? 0 : rate * kept;
    return true;
}

// A tick is over when the next begins: only then are all its parts in.
void World::remember_ticks() {
    watched_.tick([&](probe::ActorId id, WatchedHistory::Actor& actor) {
        const Row row = row_of(id);
        if (row == no_row) return;
        actor.rate.push(rate_[row]);
        actor.mailbox.push(static_cast<float>(columns_.mailbox[row]));
    });
}

void World::learn(const std::vector<probe::NewName>& names) {
    for (const auto& [id, text] : names) {
        const auto index = static_cast<std::size_t>(id);
        if (index >= texts_max) continue;
        if (index >= texts_.size()) texts_.resize(index + 1, "?");
        if (texts_[index] == text) continue;
        texts_[index] = text;
        ++texts_version_;
    }
}

void World::begin_key(const probe::Frame& frame) {
    if (frame.part == 0) {
        ++key_;
        next_part_ = 0;
    }
}

// Rows that no part named are gone. A key frame with a missing part proves nothing.
void World::end_key(const probe::Frame& frame) {
    if (frame.part != next_part_) return;
    if (++next_part_ < frame.parts) return;
    for (Row row = 0; row < row_count(); ++row)
        if (exists(row) && !gone(row) && named_by_key_[row] != key_) bury(row);
    whole_ = true;
}

void World::take(const probe::ActorColumns& samples, std::size_t index, bool newborns_count) {
    if (samples.id[index] == probe::ActorId{}) return;  // Nobody.
    Row row = row_of(samples.id[index]);
    const bool newborn = row == no_row;
    if (newborn)
        row = settle(samples.id[index]);
    else if (gone(row))
        revive(row);
    else
        leave_tallies(row);

    const auto handled = grown(columns_.received[row], samples.received[index]);
    if (tick_ns_ != 0 && (!newborn || newborns_count))
        rate_[row] += news_share_ * static_cast<float>(static_cast<double>(handled) * ns_per_s /
                                                       static_cast<double>(tick_ns_));
    restarts_ += grown(columns_.restarts[row], samples.restarts[index]);
    failed_ += grown(columns_.failed[row], samples.failed[index]);
    if (columns_.parent[row] != samples.parent[index] ||
        columns_.name[row] != samples.name[index] || columns_.kind[row] != samples.kind[index])
        topology_changed();

    columns_.parent[row] = samples.parent[index];
    columns_.name[row] = samples.name[index];
    columns_.kind[row] = samples.kind[index];
    columns_.state[row] = samples.state[index];
    columns_.mailbox[row] = samples.mailbox[index];
    columns_.received[row] = samples.received[index];
    columns_.sent[row] = samples.sent[index];
    columns_.failed[row] = samples.failed[index];
    columns_.restarts[row] = samples.restarts[index];
    named_by_key_[row] = key_;
    enter_tallies(row);
}

void World::take_system(const probe::SystemSample& sample, bool tick) {
    const auto handled = grown(system_.handled, sample.handled);
    system_ = sample;
    if (!tick || sequence_ == 0) return;
    const auto now =
        static_cast<float>(static_cast<double>(handled) * ns_per_s / static_cast<double>(tick_ns_));
    system_rate_ += news_share_ * (now - system_rate_);
    system_history_.push(now);
}

}  // namespace callboard::dashboard
