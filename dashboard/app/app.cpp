#include "dashboard/app/app.hpp"

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>

#include "dashboard/views/main_screen.hpp"

namespace callboard::dashboard {

void App::connect(const std::string& address) {
    try {
        attach(links_.connect(address));
    } catch (const std::exception& error) {
        ui_.start.sentence = error.what();
    }
}

void App::play(const std::string& path) {
    try {
        attach(links_.play(path));
    } catch (const std::exception& error) {
        ui_.start.sentence = error.what();
    }
}

void App::attach(std::unique_ptr<probe::Link> link) {
    leave();
    link_ = std::move(link);
    facts_.open = true;
    ui_.start.sentence.clear();
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
}

void App::refresh(const Look& look, const Keys& keys, double now_s) {
    if (link_) {
        take_frames(now_s);
        take_answers(now_s);
        note_link(now_s);
        choose_wanted();
        watch_.follow(*link_, ui_.selected,
                      facts_.status.state == probe::LinkState::Live && !ui_.paused, now_s);
    } else {
        look_for_programs(now_s);
    }
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

void App::take_answers(double now_s) {
    while (auto answered = link_->next_answer())
        if (!watch_.take(*answered, now_s)) note_answer(*answered);
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

void App::choose_wanted() {
    if (wanted_.empty() || !world_.whole()) return;
    if (const auto row = world_.find(wanted_)) ui_.selected = world_.id(*row);
    wanted_.clear();
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
