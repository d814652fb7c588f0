#include "dashboard/app/app.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <stdexcept>
#include <vector>

#include "dashboard/render/map_renderer.hpp"
#include "tests/support/frame_builder.hpp"
#include "tests/support/headless_ui.hpp"

using namespace callboard;
using namespace callboard::dashboard;
using tests::frame;
using tests::HeadlessUi;
using tests::id;

namespace {

// What the link gives and took, kept by the test.
struct Wires {
    std::deque<probe::Frame> frames = {};
    std::deque<probe::Answered> answers = {};
    std::vector<probe::Command> orders = {};
};

class TestLink final : public probe::Link {
public:
    explicit TestLink(Wires& wires) : wires_(wires) {}
    probe::LinkStatus status() override {
        return {.state = probe::LinkState::Live, .address = "test", .node = "theatre"};
    }
    std::optional<probe::Frame> next_frame() override { return take(wires_.frames); }
    std::optional<probe::Answered> next_answer() override { return take(wires_.answers); }
    std::uint64_t order(probe::Command command) override {
        wires_.orders.push_back(std::move(command));
        return wires_.orders.size();
    }

private:
    template <class Item>
    static std::optional<Item> take(std::deque<Item>& items) {
        if (items.empty()) return {};
        Item item = std::move(items.front());
        items.pop_front();
        return item;
    }

    Wires& wires_;
};

class TestLinks final : public LinkChooser {
public:
    explicit TestLinks(Wires& wires) : wires_(wires) {}
    std::unique_ptr<probe::Link> connect(const std::string&) override {
        return std::make_unique<TestLink>(wires_);
    }
    std::unique_ptr<probe::Link> play(const std::string& path) override {
        throw std::runtime_error("The recording " + path + " is missing; check the path.");
    }
    std::unique_ptr<probe::Link> play_demo() override { return std::make_unique<TestLink>(wires_); }
    std::vector<FoundProgram> announced() override { return {{"bank", "127.0.0.1:1", 1}}; }

private:
    Wires& wires_;
};

struct Stage {
    Stage() {
        look.type = one_face(HeadlessUi::font());
        apply(look, ImGui::GetStyle());
    }
    void refresh(Keys keys = {}) {
        app.take_news(now_s);
        headless.frame([&] { app.refresh(look, keys, now_s); });
        now_s += 0.05;
    }

    HeadlessUi headless{};
    Wires wires = {};
    TestLinks links{wires};
    NullMapRenderer map = {};
    App app{links, map};
    Look look = {};
    double now_s = 100;
};

probe::Frame first_frame() {
    return frame(1).key().named(1, "Till").actor({.id = id(1), .kind = probe::NameId{1}}).build();
}

}  // namespace

TEST_CASE("before anything is connected the programs of this machine are offered") {
    Stage stage;
    stage.refresh();
    CHECK(stage.headless.shows("bank"));
}

TEST_CASE("a file that can not be opened leaves its sentence on the start screen") {
    Stage stage;
    stage.app.play("gone.callboard");
    stage.refresh();
    CHECK(stage.headless.shows("The recording gone.callboard is missing"));
}

TEST_CASE("frames become the world, and no more than 64 at one refresh") {
    Stage stage;
    stage.app.connect("test");
    stage.wires.frames.push_back(first_frame());
    for (std::uint64_t i = 2; i <= 100; ++i) stage.wires.frames.push_back(frame(i).build());
    stage.refresh();
    CHECK(stage.app.world().sequence() == 64);
    stage.refresh();
    CHECK(stage.app.world().sequence() == 100);
}

TEST_CASE("a held view takes in nothing until it goes on") {
    Stage stage;
    stage.app.connect("test");
    stage.wires.frames.push_back(first_frame());
    stage.refresh();
    stage.refresh({.pause = true});
    stage.wires.frames.push_back(frame(2).build());
    stage.refresh();
    CHECK(stage.app.world().sequence() == 1);
    stage.refresh({.pause = true});
    stage.refresh();
    CHECK(stage.app.world().sequence() == 2);
}

TEST_CASE("the chosen actor is asked to tell of itself, never twice at a time") {
    Stage stage;
    stage.app.connect("test");
    stage.wires.frames.push_back(first_frame());
    stage.refresh();
    stage.app.ui().selected = id(1);
    for (int i = 0; i < 20; ++i) stage.refresh();
    REQUIRE(stage.wires.orders.size() == 1);
    CHECK(std::holds_alternative<probe::InspectActor>(stage.wires.orders.front()));
    stage.wires.answers.push_back({1, {.details = {probe::ActorDetails{.sample = {.id = id(1)}}}}});
    for (int i = 0; i < 5; ++i) stage.refresh();
    CHECK(stage.wires.orders.size() == 2);
}

TEST_CASE("without news there is nothing to draw anew") {
    Stage stage;
    stage.app.connect("test");
    stage.wires.frames.push_back(first_frame());
    CHECK(stage.app.take_news(1));
    CHECK_FALSE(stage.app.take_news(2));
    stage.wires.frames.push_back(frame(2).build());
    CHECK(stage.app.take_news(3));
}

TEST_CASE("the end of a path is enough to choose an actor") {
    Stage stage;
    stage.app.connect("test");
    stage.app.choose_when_seen("box/till");
    stage.wires.frames.push_back(
        frame(1)
            .key()
            .named(1, "theatre")
            .named(2, "box")
            .named(3, "till")
            .actor({.id = id(1), .name = probe::NameId{1}})
            .actor({.id = id(2), .parent = id(1), .name = probe::NameId{2}})
            .actor({.id = id(3), .parent = id(2), .name = probe::NameId{3}})
            .build());
    stage.refresh();
    CHECK(stage.app.ui().selected == id(3));
}

TEST_CASE("what was opened is remembered once, the last first") {
    Stage stage;
    for (const char* address : {"a:1", "b:2", "a:1"}) stage.app.connect(address);
    CHECK(stage.app.ui().start.recent == std::vector<std::string>{"a:1", "b:2"});
    stage.app.play("gone.callboard");
    CHECK(stage.app.ui().start.recent.size() == 2);
}
