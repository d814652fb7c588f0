#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "tests/layers/arrows.hpp"

namespace {

namespace fs = std::filesystem;
using callboard::layers::Drawing;
using callboard::layers::wrong_arrows;

// The drawing in docs/architecture.md, as data. An arrow that is not here is a
// decision to make, not an error to work round: change both together.
Drawing callboard_drawing() {
    return {
        .may_include =
            {
                {"probe/record", {}},
                {"probe/wire", {"probe/record"}},
                {"probe/link", {"probe/wire", "probe/record"}},

                {"runtime/message", {"probe/wire", "probe/record"}},
                {"runtime/core", {"runtime/message", "probe/wire", "probe/record"}},
                {"runtime/route",
                 {"runtime/core", "runtime/message", "probe/wire", "probe/record"}},
                {"runtime/testing",
                 {"runtime/core", "runtime/message", "probe/wire", "probe/record"}},
                {"runtime/control",
                 {"runtime/core", "runtime/message", "probe/link", "probe/wire", "probe/record"}},
                {"runtime/include",
                 {"runtime/testing", "runtime/control", "runtime/route", "runtime/core", "runtime/message",
                  "probe/link", "probe/wire", "probe/record"}},

                {"dashboard/model", {"probe/wire", "probe/record"}},
                {"dashboard/render", {"dashboard/model"}},
                {"dashboard/views",
                 {"dashboard/model", "dashboard/render", "probe/wire", "probe/record"}},
                {"dashboard/cli", {"dashboard/model", "probe/wire", "probe/record"}},
                {"dashboard/app",
                 {"dashboard/views", "dashboard/render", "dashboard/model", "probe/wire",
                  "probe/record"}},

                {"samples", {"runtime/include"}},
            },
        .may_also_include = {{"dashboard/app/link_chooser.cpp", {"probe/link"}}},
        .third_party =
            {
                {"cereal/", {"probe/wire", "runtime/message", "runtime/include", "samples"}},
                {"nng/", {"probe/link"}},
                {"imgui", {"dashboard/views", "dashboard/app"}},
                {"backends/imgui", {"dashboard/app"}},
                {"GL/", {"dashboard/render", "dashboard/app"}},
                {"GLFW/", {"dashboard/app"}},
                {"fontconfig/", {"dashboard/app"}},
                {"stb_", {"dashboard/app"}},
                {"CLI/", {"dashboard/cli"}},
            },
        .doors = {"dashboard/main.cpp"},
    };
}

// A source tree of a few files, gone with the test.
class FakeTree {
public:
    FakeTree()
        : root_(fs::temp_directory_path() / ("callboard_layers_" + std::to_string(::getpid()))) {}
    ~FakeTree() { fs::remove_all(root_); }

    FakeTree& with(const std::string& file, const std::string& text) {
        fs::create_directories((root_ / file).parent_path());
        std::ofstream(root_ / file) << text;
        return *this;
    }
    std::vector<std::string> wrong() const { return wrong_under({"low", "high"}); }
    std::vector<std::string> wrong_under(const std::vector<std::string>& tops) const {
        const Drawing drawing{
            .may_include = {{"low", {}}, {"high", {"low"}}, {"side", {}}, {"runtime/include", {}}},
            .may_also_include = {{"high/door.cpp", {"side"}}},
            .third_party = {{"cereal/", {"low"}}},
            .doors = {"high/main.cpp"}};
        return wrong_arrows(drawing, root_, tops);
    }

private:
    fs::path root_;
};

}  // namespace

TEST_CASE("every file includes only the rooms that the drawing allows") {
    const auto wrong = wrong_arrows(callboard_drawing(), SOURCE_ROOT,
                                    {"probe", "runtime", "dashboard", "samples"});
    for (const std::string& sentence : wrong) FAIL_CHECK(sentence);
}

TEST_CASE("an arrow that follows the drawing is silent") {
    FakeTree tree;
    tree.with("low/a.hpp", "#include <cereal/cereal.hpp>\n#include <vector>\n")
        .with("high/b.cpp", "#include \"low/a.hpp\"\n#include \"high/b.hpp\"\n");
    CHECK(tree.wrong().empty());
}

TEST_CASE("an arrow against the drawing is named with both files") {
    FakeTree tree;
    tree.with("low/a.hpp", "  #  include \"high/b.hpp\"\n").with("high/b.hpp", "");
    const auto wrong = tree.wrong();
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0] == "low/a.hpp includes high/b.hpp: there is no arrow low -> high");
}

TEST_CASE("a header that users name in angle brackets is an arrow too") {
    FakeTree tree;
    tree.with("low/a.hpp", "#include <callboard/callboard.hpp>\n").with("high/b.hpp", "");
    CHECK(tree.wrong().size() == 1);
}

TEST_CASE("a third-party header outside its room is found") {
    FakeTree tree;
    tree.with("low/a.hpp", "").with("high/b.cpp", "#include <cereal/types/vector.hpp>\n");
    const auto wrong = tree.wrong();
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0].find("high/b.cpp includes cereal/types/vector.hpp") == 0);
}

TEST_CASE("one file may have an arrow that its room has not") {
    FakeTree tree;
    tree.with("low/a.hpp", "")
        .with("high/door.cpp", "#include \"side/c.hpp\"\n")
        .with("high/other.cpp", "#include \"side/c.hpp\"\n")
        .with("high/main.cpp", "#include \"side/c.hpp\"\n#include <cereal/cereal.hpp>\n");
    const auto wrong = tree.wrong();
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0].find("high/other.cpp") == 0);
}

TEST_CASE("a source in a room that the drawing does not show is found") {
    FakeTree tree;
    tree.with("new_room/a.hpp", "");
    CHECK(tree.wrong_under({"new_room"}) ==
          std::vector<std::string>{"new_room/a.hpp is in a room that the drawing does not show"});
}

TEST_CASE("a folder that is not there is found") {
    FakeTree tree;
    tree.with("low/a.hpp", "");
    CHECK(tree.wrong() == std::vector<std::string>{"the folder high is missing"});
}
