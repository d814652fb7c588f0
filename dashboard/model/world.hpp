#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dashboard/model/actor_index.hpp"
#include "dashboard/model/row.hpp"
#include "dashboard/model/topology.hpp"
#include "dashboard/model/watched_history.hpp"
#include "probe/wire/frame.hpp"

namespace callboard::dashboard {

// What the frames so far say about one program. It knows nothing of windows,
// sockets or clocks: the same frames always make the same world. Columns, not
// objects: a million actors are a few arrays. UI thread only.
//
// Invariant: `index_` holds exactly the rows that exist; the others are in `vacant_`.
class World {
public:
    static constexpr std::uint64_t grace_ns =
        10'000'000'000;                                // How long the gone stay, struck through.
    static constexpr std::size_t gone_max = 100'000;   // And how many of them at most.
    static constexpr std::size_t history_length = 64;  // Ticks that a sparkline shows.
    static constexpr std::size_t system_history_length = 240;  // Ticks that the top strip shows.

    static constexpr std::size_t depth_max =
        256;  // Parents that go in circles must not hang a window.

    void apply(const probe::Frame& frame);
    void reset();  // Another program, or the same one started anew: all that was known is void.

    // Rows, in no order. Some are vacant: check `exists`.
    std::size_t row_count() const { return columns_.id.size(); }
    bool exists(Row row) const { return row < row_count() && columns_.id[row] != probe::ActorId{}; }
    bool gone(Row row) const {
        return gone_at_ns_[row] != still_here;
    }  // Shown until its grace is over.
    Row row_of(probe::ActorId id) const { return index_.row_of(id); }

    probe::ActorId id(Row row) const { return columns_.id[row]; }
    probe::ActorId parent(Row row) const { return columns_.parent[row]; }
    probe::ActorState state(Row row) const { return columns_.state[row]; }
    std::uint32_t mailbox(Row row) const { return columns_.mailbox[row]; }
    std::uint64_t received(Row row) const { return columns_.received[row]; }
    std::uint64_t sent(Row row) const { return columns_.sent[row]; }
    std::uint64_t failed(Row row) const { return columns_.failed[row]; }
    std::uint64_t restarts(Row row) const { return columns_.restarts[row]; }
    float rate(Row row) const {
        return rate_[row];
    }  // Messages handled a second, over the last ticks.
    std::uint64_t gone_at_ns(Row row) const { return gone_at_ns_[row]; }
    const std::string& kind(Row row) const { return text(columns_.kind[row]); }
    std::string name(Row row) const;  // Its name, or Kind#slot when it has none.
    std::string path(Row row) const;  // parent/child, from the root.

    // Numbers for texts, to compare and rank without touching characters.
    probe::NameId name_id(Row row) const { return columns_.name[row]; }  // 0: it was not named.
    probe::NameId kind_id(Row row) const { return columns_.kind[row]; }
    const std::string& text(probe::NameId id) const;
    std::size_t text_count() const { return texts_.size(); }
    std::uint64_t texts_version() const { return texts_version_; }

    // Children in spawn order; roots are the actors whose parent is unknown.
    std::span<const Row> children(Row row) const { return topology().children(row); }
    std::span<const Row> roots() const { return topology().roots(); }
    std::uint64_t topology_version() const {
        return topology_version_;
    }  // Changes when the tree did.

    // A path names one actor. A name alone is found only when one actor has it;
    // the living come before the gone.
    std::optional<Row> find(std::string_view path_or_name) const;
    std::vector<Row> find_all(std::string_view path_or_name) const;

    // Rate and mailbox of the last ticks, oldest first; kept for rows that were asked for.
    const std::vector<float>& rate_history(Row row);
    const std::vector<float>& mailbox_history(Row row);

    const probe::SystemSample& system() const { return system_; }
    float system_rate() const { return system_rate_; }
    const std::vector<float>& system_history() const { return system_history_.values(); }  // msg/s.
    std::size_t count(probe::ActorState state) const { return live_by_state_[index_of(state)]; }
    std::uint64_t queued() const { return queued_; }  // Messages waiting in all living mailboxes.
    std::uint64_t restarts() const { return restarts_; }  // Of all actors seen, the gone too.
    std::uint64_t failed() const { return failed_; }      // Likewise.

    std::uint64_t at_ns() const { return at_ns_; }
    std::int64_t wall_ms() const { return wall_ms_; }
    std::uint64_t sequence() const { return sequence_; }
    bool empty() const { return live_ == 0 && sequence_ == 0; }
    bool whole() const { return whole_; }  // A complete key frame has been seen.
    std::size_t live() const { return live_; }
    std::uint64_t frames_missed() const { return frames_missed_; }
    std::uint64_t version() const { return version_; }  // Changes when anything did.

private:
    static constexpr std::uint64_t still_here = ~std::uint64_t{0};
    static constexpr std::size_t texts_max = 1u << 24;

    static std::size_t index_of(probe::ActorState state);

    bool comes_late(const probe::Frame& frame) const;
    bool starts_over(const probe::Frame& frame) const;
    void count_missed(const probe::Frame& frame);
    bool advance_time(const probe::Frame& frame);  // False: the same tick goes on.
    void learn(const std::vector<probe::NewName>& names);
    void begin_key(const probe::Frame& frame);
    void end_key(const probe::Frame& frame);
    void take(const probe::ActorColumns& samples, std::size_t index, bool newborns_count);
    void take_system(const probe::SystemSample& sample, bool tick);
    void remember_ticks();

    Row settle(probe::ActorId id);
    void leave_tallies(Row row);
    void enter_tallies(Row row);
    void bury(Row row);
    void revive(Row row);
    void vacate(Row row);
    void release_graves();
    void topology_changed() { ++topology_version_; }
    const Topology& topology() const;
    bool has_path(Row row, std::string_view path) const;

    // By row.
    probe::ActorColumns columns_ = {};
    std::vector<float> rate_ = {};
    std::vector<std::uint64_t> born_ = {};
    std::vector<std::uint64_t> gone_at_ns_ = {};
    std::vector<std::uint32_t> named_by_key_ = {};

    ActorIndex index_ = {};
    std::vector<Row> vacant_ = {};
    struct Grave {
        probe::ActorId id{};
        std::uint64_t since_ns = 0;
    };
    std::deque<Grave> graves_ = {};  // In order of death; the revived stay in until their time.
    std::uint64_t births_ = 0;

    std::vector<std::string> texts_ = {};
    std::uint64_t texts_version_ = 0;

    mutable Topology topology_ = {};  // A cache of `parent`.
    mutable std::uint64_t topology_built_ = 0;
    std::uint64_t topology_version_ = 1;

    // The key frame that is coming in, in parts.
    std::uint32_t key_ = 0;
    std::uint32_t next_part_ = 0;
    bool whole_ = false;

    probe::SystemSample system_ = {};
    std::array<std::size_t, probe::actor_state_count> live_by_state_ = {};
    std::size_t live_ = 0;
    std::uint64_t queued_ = 0;
    std::uint64_t restarts_ = 0;
    std::uint64_t failed_ = 0;

    float system_rate_ = 0;
    RecentValues system_history_{system_history_length};
    WatchedHistory watched_{history_length};

    std::uint64_t sequence_ = 0;
    std::uint64_t at_ns_ = 0;
    std::int64_t wall_ms_ = 0;
    std::uint64_t tick_ns_ = 0;  // Between the last two time stamps.
    float news_share_ = 0;       // How much of a smoothed rate the last tick decides.
    std::uint64_t frames_missed_ = 0;
    std::uint64_t version_ = 0;
};

}  // namespace callboard::dashboard
