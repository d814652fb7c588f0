#include "probe/link/recording.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "probe/link/nng_host.hpp"
#include "tests/probe/fake_program.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/temp_folder.hpp"

using namespace callboard::probe;
using namespace callboard::tests;
using namespace std::chrono_literals;

namespace {

std::string record(const TempFolder& folder) {
    const auto path = folder.file("show.film");
    Recorder recorder(path);
    recorder.write(frame(1).key().named(1, "Till").actor({.id = id(1), .kind = NameId{1}}));
    recorder.write(frame(2).actor({.id = id(1), .kind = NameId{1}, .received = 4}));
    recorder.write(frame(3).stopped(id(1)));
    return path;
}

std::vector<std::uint64_t> play(Playback& playback) {
    playback.play_all_at_once();
    std::vector<std::uint64_t> sequences;
    while (const auto frame = playback.next_frame()) sequences.push_back(frame->sequence);
    return sequences;
}

}  // namespace

TEST_CASE("a recording plays what was recorded") {
    const TempFolder folder;
    Playback playback(record(folder));
    CHECK(playback.status().state == LinkState::Recording);
    CHECK(playback.status().sentence.empty());
    playback.play_all_at_once();
    CHECK(playback.next_frame()->names.at(0).text == "Till");
    CHECK(playback.next_frame()->actors.row(0).received == 4);
    CHECK(playback.next_frame()->stopped.at(0) == id(1));
    CHECK_FALSE(playback.next_frame());
}

TEST_CASE("a recording keeps its pace") {
    const TempFolder folder;
    Playback playback(record(folder));
    CHECK(playback.next_frame());
    CHECK_FALSE(playback.next_frame());  // A tenth of a second later at the soonest.
    CHECK(eventually([&] { return playback.next_frame().has_value(); }));
}

TEST_CASE("a recording in a loop begins again") {
    const TempFolder folder;
    Playback playback(record(folder), true);
    playback.play_all_at_once();
    std::vector<std::uint64_t> sequences;
    for (int n = 0; n < 7; ++n) sequences.push_back(playback.next_frame().value().sequence);
    CHECK(sequences == std::vector<std::uint64_t>{1, 2, 3, 1, 2, 3, 1});
}

TEST_CASE("a recording can not be talked to") {
    const TempFolder folder;
    Playback playback(record(folder));
    const auto order = playback.order(StopActor{id(1)});
    const auto answer = playback.next_answer();
    REQUIRE(answer);
    CHECK(answer->order == order);
    CHECK(answer->reply.outcome == Outcome::Refused);
    CHECK_FALSE(playback.next_answer());
}

TEST_CASE("a recording cut off anywhere plays what is whole and says so") {
    const TempFolder folder;
    const auto path = record(folder);
    const auto whole = std::filesystem::file_size(path);
    std::size_t frames_before = 3, silent_cuts = 0;
    for (auto size = whole - 1; size >= 10; --size) {
        CAPTURE(size);
        std::filesystem::resize_file(path, size);
        Playback playback(path);
        const auto frames = play(playback).size();
        CHECK(frames <= frames_before);
        CHECK(frames < 3);
        silent_cuts += playback.status().sentence.empty();
        frames_before = frames;
    }
    CHECK(silent_cuts == 2);  // Cut between two frames it is a whole film, only shorter.
    std::filesystem::resize_file(path, 9);
    CHECK_THROWS(Playback(path));
}

TEST_CASE("a file that is no recording is told so by name") {
    const TempFolder folder;
    const auto path = folder.file("shopping.txt");
    std::ofstream(path) << "milk, eggs, bread and butter";
    CHECK_THROWS_WITH(
        Playback{path},
        (path + " is not a Callboard recording: choose a file made by recording.").c_str());
}

TEST_CASE("a recording of another version is told so") {
    const TempFolder folder;
    const auto path = record(folder);
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(8).put(2);
    CHECK_THROWS_WITH(
        Playback{path},
        (path + " is a recording of another version: play it with the callboard it was made by.")
            .c_str());
}

TEST_CASE("a length beyond any message ends the film") {
    const TempFolder folder;
    const auto path = record(folder);
    std::ofstream(path, std::ios::app | std::ios::binary) << "\xff\xff\xff\xff and more";
    Playback playback(path);
    CHECK(play(playback).size() == 3);
    CHECK(playback.status().sentence.find("breaks off") != std::string::npos);
}

TEST_CASE("a file that can not be opened is named with the reason") {
    const TempFolder folder;
    const auto path = folder.file("missing/show.film");
    CHECK_THROWS_WITH(Playback{path},
                      doctest::Contains(("cannot open " + path + ": No such").c_str()));
    CHECK_THROWS_WITH(Recorder{path},
                      doctest::Contains(("cannot open " + path + ": No such").c_str()));
}

TEST_CASE("a program records itself from a key frame on though nobody looks") {
    const TempFolder folder;
    const auto path = folder.file("self.film");
    FakeProgram program;
    program.put({.id = id(1), .received = 3});
    {
        NngHost host(program.names, program, program,
                     {.tick = 5ms, .record_to = path, .announce = false});
        CHECK(eventually([&] { return program.samples() >= 3; }));
    }
    Playback playback(path);
    playback.play_all_at_once();
    const auto key = playback.next_frame();
    REQUIRE(key);
    CHECK(key->key);
    CHECK(key->actors.size() == 1);
    const auto change = playback.next_frame();
    REQUIRE(change);
    CHECK(change->sequence == key->sequence + 1);
}
