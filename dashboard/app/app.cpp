#include "dashboard/app/app.hpp"

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>
#include <vector>

#include "dashboard/views/main_screen.hpp"

namespace callboard::dashboard {

void App::connect(const std::string& address) {
    attach([&] { return links_.connect(address); });
    if (link_) remember(address);
}

void App::play(const std::string& path) {
    attach([&] { return links_.play(path); });
    if (link_) remember(path);
}

// What is looked at in the demo is known, for it comes with us.
void App::play_demo() {
    attach([&] { return links_.play_demo(); });
    choose_when_seen("box-office/till-2");
}

void App::choose_when_seen(std::string path) {
    wanted_ = std::move(path);
    wanted_since_ = 0;
}

void App::remember(const std::string& place) {
    std::vector<std::string>& recent = ui_.start.recent;
    std::erase(recent, place);
    recent.insert(recent.begin(), place);
    if (recent.size() > StartChoices::recent_max) recent.pop_back();
}

// On a failure the start screen is shown with its sentence.
void App::attach(const std::function<std::unique_ptr<probe::Link>()>& open) {
    leave();
    try {
        link_ = open();
        facts_.open = true;
        ui_.start.sentence.clear();
    } catch (const std::exception& error) {
        ui_.start.sentence = error.what();
    }
}

void App::leave() {
    link_.reset();
    world_.reset();
    facts_ = {};
    watch_.forget();
    commands_.clear();
    held_.clear();
    rows_ = {};
    ui_.selected = {};
    ui_.confirmation.reset();
    ui_.paused = false;
    ui_.tree = {};
    ui_.map = {};
    wanted_.clear();
}

bool App::take_news(double now_s) {
    if (!link_) {
        const std::size_t known = programs_.size();
        look_for_programs(now_s);
        return programs_.size() != known;
    }
    const auto standing = facts_.status.state;
    const std::uint64_t version = world_.version();
    take_frames(now_s);
    const bool answered = take_answers(now_s);
    note_link(now_s);
    choose_wanted();
    watch_.look_at(world_, ui_.selected);
    watch_.follow(*link_, world_, facts_.status.state == probe::LinkState::Live && !ui_.paused,
                  now_s);
    return answered || world_.version() != version || facts_.status.state != standing;
}

void App::refresh(const Look& look, const Keys& keys, double now_s) {
    Desk desk{.world = world_,
              .link = facts_,
              .inspection = watch_.inspection(),
              .commands = commands_,
              .programs = programs_,
              .ui = ui_,
              .outbox = outbox_,
              .rows = rows_,
              .map = map_,
              .look = look,
              .keys = keys,
              .now_s = now_s};
    draw_main_screen(desk);
    grant_wishes();
}

// At most 64: a burst of frames may not freeze the screen.
void App::take_frames(double now_s) {
    for (std::size_t taken = 0; taken < frames_per_refresh_max; ++taken) {
        auto frame = link_->next_frame();
        if (!frame) break;
        last_frame_s_ = now_s;
        // When too many wait the oldest goes; the world sees the gap and says so.
        if (held_.size() >= frames_held_max) held_.pop_front();
        held_.push_back(std::move(*frame));
    }
    if (ui_.paused) return;
    for (std::size_t i = 0; i < frames_per_refresh_max && !held_.empty(); ++i) {
        apply(held_.front(), now_s);
        held_.pop_front();
    }
}

void App::apply(const probe::Frame& frame, double now_s) {
    const std::uint64_t before_ns = world_.at_ns();
    world_.apply(frame);
    if (before_ns > 0 && world_.at_ns() > before_ns)
        facts_.tick_s = static_cast<double>(world_.at_ns() - before_ns) * 1e-9;
    last_frame_s_ = now_s;
}

bool App::take_answers(double now_s) {
    bool any = false;
    for (; auto answered = link_->next_answer(); any = true)
        if (!watch_.take(*answered, now_s)) note_answer(*answered);
    return any;
}

void App::note_answer(const probe::Answered& answered) {
    for (CommandEntry& entry : commands_)
        if (entry.order == answered.order) {
            entry.reply = answered.reply;
            return;
        }
}

void App::note_link(double now_s) {
    facts_.status = link_->status();
    facts_.data_age_s = world_.empty() ? 0 : std::max(0.0, now_s - last_frame_s_);
}

void App::look_for_programs(double now_s) {
    if (now_s - programs_seen_s_ < 1) return;
    programs_seen_s_ = now_s;
    programs_ = links_.announced();
}

// The part of a path from any supervisor down will do, when it names one actor.
std::optional<Row> App::wanted_row() const {
    if (const auto row = world_.find(wanted_)) return row;
    const std::string ending = "/" + wanted_;
    std::optional<Row> found;
    for (const Row row : world_.find_all(wanted_.substr(wanted_.rfind('/') + 1))) {
        if (!world_.path(row).ends_with(ending)) continue;
        if (found) return {};
        found = row;
    }
    return found;
}

// It may be spawned later than we look; after that the wish is forgotten.
void App::choose_wanted() {
    constexpr std::uint64_t patience_ticks = 50;
    if (wanted_.empty() || !world_.whole()) return;
    if (wanted_since_ == 0) wanted_since_ = world_.sequence();
    const auto row = wanted_row();
    if (row) ui_.selected = world_.id(*row);
    if (row || world_.sequence() > wanted_since_ + patience_ticks) wanted_.clear();
}

void App::grant_wishes() {
    const Outbox wishes = std::exchange(outbox_, {});
    for (const Wish& wish : wishes) std::visit([&](const auto& one) { grant(one); }, wish);
}

void App::grant(const OrderWish& wish) {
    if (!link_) return;
    commands_.push_front(
        {link_->order(wish.command), world_.wall_ms(), wish.verb, wish.target, {}});
    if (commands_.size() > commands_kept_max) commands_.pop_back();
}

}  // namespace callboard::dashboard
