#include "probe/link/announcement.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temp_folder.hpp"

using namespace callboard::probe;
namespace fs = std::filesystem;

namespace {

// Announcements go to a folder of the test's own.
struct Board {
    Board() { setenv("XDG_RUNTIME_DIR", home.path().c_str(), 1); }

    fs::path folder() const { return home.path() / "callboard"; }
    std::size_t files() const {
        const auto all = fs::directory_iterator(folder());
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
    callboard::tests::TempFolder home = {};
};

Announcement here(const std::string& address, const std::string& node) {
    return {.address = address, .node = node, .token = "key", .pid = getpid()};
}

unsigned mode(const fs::path& path) {
    struct stat status = {};
    REQUIRE(stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

std::int64_t pid_of_the_dead() {
    const auto child = fork();
    if (child == 0) _exit(0);
    waitpid(child, nullptr, 0);
    return child;
}

}  // namespace

TEST_CASE("a program that is announced is found by its address") {
    const Board board;
    const AnnouncedHere announced(here("127.0.0.1:4000", "bank of\nEngland"));
    const auto found = announced_at("127.0.0.1:4000");
    REQUIRE(found);
    CHECK(found->node == "bank of England");
    CHECK(found->token == "key");
    CHECK(found->pid == getpid());
    CHECK_FALSE(announced_at("127.0.0.1:4001"));
}

TEST_CASE("announced programs come by name") {
    const Board board;
    const AnnouncedHere second(here("127.0.0.1:4000", "zoo"));
    const AnnouncedHere first(here("127.0.0.1:4001", "bank"));
    const auto programs = announced_programs();
    REQUIRE(programs.size() == 2);
    CHECK(programs[0].node == "bank");
    CHECK(programs[1].node == "zoo");
}

TEST_CASE("only its user can read an announcement") {
    const Board board;
    const auto old_mask = umask(0);
    const AnnouncedHere announced(here("127.0.0.1:4000", "bank"));
    umask(old_mask);
    CHECK(mode(board.folder()) == 0700);
    for (const auto& file : fs::directory_iterator(board.folder())) CHECK(mode(file) == 0600);
}

TEST_CASE("an announcement goes with its program") {
    const Board board;
    { const AnnouncedHere announced(here("127.0.0.1:4000", "bank")); }
    CHECK(board.files() == 0);
    CHECK(announced_programs().empty());
}

TEST_CASE("the announcement of a dead program is skipped and removed") {
    const Board board;
    auto dead = here("127.0.0.1:4000", "ghost");
    dead.pid = pid_of_the_dead();
    const AnnouncedHere announced(dead);
    CHECK(board.files() == 1);
    CHECK(announced_programs().empty());
    CHECK(board.files() == 0);
}

TEST_CASE("a folder that others can read is not announced in nor believed") {
    const Board board;
    fs::create_directory(board.folder());
    chmod(board.folder().c_str(), 0755);
    CHECK_THROWS_WITH_AS(AnnouncedHere(here("127.0.0.1:4000", "bank")),
                         doctest::Contains("mode 0700"), std::runtime_error);
    CHECK(announced_programs().empty());
}

TEST_CASE("a file that is no announcement is passed over") {
    const Board board;
    const AnnouncedHere announced(here("127.0.0.1:4000", "bank"));
    std::ofstream(board.folder() / "1.program") << std::string(10'000, 'x');
    std::ofstream(board.folder() / "2.program") << "address\n";
    fs::create_symlink("/etc/passwd", board.folder() / "3.program");
    CHECK(announced_programs().size() == 1);
}

TEST_CASE("where nothing was ever announced nothing is found") {
    const Board board;
    CHECK(announced_programs().empty());
}
