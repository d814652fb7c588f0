#include <cstdio>
#include <fstream>
#include <string>

#include "probe/link/recording.hpp"
#include "probe/wire/codec.hpp"
#include "tests/support/frame_builder.hpp"

using namespace callboard::probe;
using callboard::tests::frame;
using callboard::tests::id;

// Writes one well-formed message of each sort into a folder: what the fuzzer
// starts from. Run it again when the wire changes.
int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: %s CORPUS_FOLDER\n", arguments[0]);
        return 2;
    }
    const std::string folder = arguments[1];
    const auto write = [&](const char* name, const std::string& bytes) {
        std::ofstream(folder + "/" + name, std::ios::binary) << bytes;
    };
    const Frame key = frame(7)
                          .key()
                          .named(1, "Till")
                          .actor({.id = id(1), .kind = NameId{1}, .state = ActorState::Busy})
                          .actor({.id = id(2), .parent = id(1), .mailbox = 3, .received = 9000})
                          .stopped(id(4, 3));
    const Field list{.name = "items", .kind = FieldKind::List, .fields = {{.bits = 64}}};
    write("hello", encode(Request{Hello{"key", "me"}}));
    write("pull", encode(Request{Pull{"key", 1, 2, 3, 4}}));
    write("stop", encode(Request{Order{"key", 1, 2, 3, StopActor{id(1)}}}));
    write("restart", encode(Request{Order{"key", 1, 2, 3, RestartActor{id(1)}}}));
    write("send", encode(Request{Order{"key", 1, 2, 3, SendMessage{id(1), "A", "{}"}}}));
    write("ask", encode(Request{Order{"key", 1, 2, 3, AskActor{id(1), "A", "{}"}}}));
    write("inspect", encode(Request{Order{"key", 1, 2, 3, InspectActor{id(1)}}}));
    write("welcome", encode(Response{Welcome{"bank", 1, 2, 3, 4}}));
    write("refusal", encode(Response{Refusal{"No."}}));
    write("frame", encode(key));
    write("reply",
          encode(Response{Reply{.text = "Done.",
                                .details = {{.kind = "Till",
                                             .accepts = {{"Deposit", {list}}},
                                             .machine = {{"a"}, {{"a", "Deposit", "a"}}, "a"}}}}}));
    Recorder film(folder + "/film");
    film.write(key);
    film.write(frame(8).actor({.id = id(1), .received = 4}));
}
