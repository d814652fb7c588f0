#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "probe/wire/ports.hpp"

namespace callboard::probe {

// Writes frames to a file, as they cross the wire, each after its length.
class Recorder {
public:
    explicit Recorder(const std::string& path);  // Throws a sentence when it can not be written.
    ~Recorder();
    void write(const Frame& frame);

private:
    struct File;
    std::unique_ptr<File> file_;
};

// Plays a recording back at the pace it was made, again and again if `loop`.
// Orders are refused: what is on film can not be talked to.
class Playback final : public Link {
public:
    // Throws a sentence when the file can not be read or is no recording.
    explicit Playback(const std::string& path, bool loop = false);
    ~Playback() override;

    LinkStatus status() override;
    std::optional<Frame> next_frame() override;
    std::uint64_t order(Command command) override;
    std::optional<Answered> next_answer() override;

    void play_all_at_once();  // For tests and exports: no pacing.

private:
    struct Film;
    std::unique_ptr<Film> film_;
};

}  // namespace callboard::probe
