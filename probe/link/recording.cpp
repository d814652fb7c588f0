#include "probe/link/recording.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <deque>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "probe/link/film.hpp"

namespace callboard::probe {
namespace {

using Clock = std::chrono::steady_clock;

std::string reason(int error) { return std::generic_category().message(error); }

OpenFile open_file(const std::string& path, const char* mode, const char* what_to_do) {
    OpenFile file(std::fopen(path.c_str(), mode));
    if (!file)
        throw std::runtime_error("cannot open " + path + ": " + reason(errno) + ". " + what_to_do);
    return file;
}

}  // namespace

// ── Recorder ────────────────────────────────────────────────────────────────

struct Recorder::File {
    std::string path;
    FilmWriter film;

    void check(bool written) const {
        if (!written)
            throw std::runtime_error("cannot write " + path + ": " + reason(errno) +
                                     ". Make room on the disk and record again.");
    }
};

Recorder::Recorder(const std::string& path)
    : file_(std::make_unique<File>(
          path, FilmWriter(open_file(path, "wb", "Choose a folder that you may write to.")))) {
    file_->check(file_->film.start());
}

Recorder::~Recorder() = default;

void Recorder::write(const Frame& frame) { file_->check(file_->film.write(frame)); }

// ── Playback ────────────────────────────────────────────────────────────────

// The film and where it stands. One frame is read ahead, to know its time.
struct Playback::Film {
    Film(const std::string& from, bool again)
        : path(from),
          reader(open_file(from, "rb", "Check its name, and that you may read it.")),
          loop(again) {
        rewind();
        if (!next && sentence.empty())
            sentence =
                path + " holds no frame: it ended before it began. Record again, for longer.";
    }

    void rewind() {
        if (!reader.rewind()) throw std::runtime_error(path + " " + reader.complaint());
        read_next();
        if (next) first_at_ns = next->at_ns;
        began = Clock::now();
    }

    void read_next() {
        next = reader.read();
        if (!reader.complaint().empty()) sentence = path + " " + reader.complaint();
    }

    bool due() const {
        // A film from elsewhere may hold any times: nobody waits longer for the next frame.
        constexpr std::uint64_t wait_ns_max = 3'600'000'000'000'000;
        const auto into_film = std::max(next->at_ns, first_at_ns) - first_at_ns;
        return !paced ||
               Clock::now() - began >= std::chrono::nanoseconds(std::min(into_film, wait_ns_max));
    }

    std::string path;
    FilmReader reader;
    bool loop = false;
    bool paced = true;
    std::string sentence = {};
    std::optional<Frame> next = {};
    std::uint64_t first_at_ns = 0;
    Clock::time_point began = {};
    std::uint64_t orders = 0;
    std::deque<Answered> answers = {};
};

Playback::Playback(const std::string& path, bool loop)
    : film_(std::make_unique<Film>(path, loop)) {}

Playback::~Playback() = default;

LinkStatus Playback::status() {
    return {.state = LinkState::Recording,
            .address = film_->path,
            .node = film_->path.substr(film_->path.find_last_of('/') + 1),
            .sentence = film_->sentence};
}

std::optional<Frame> Playback::next_frame() {
    auto& film = *film_;
    if (!film.next && film.loop) film.rewind();
    if (!film.next || !film.due()) return std::nullopt;
    auto frame = std::exchange(film.next, std::nullopt);
    film.read_next();
    return frame;
}

std::uint64_t Playback::order(Command) {
    const auto order = ++film_->orders;
    film_->answers.push_back({order,
                              {.outcome = Outcome::Refused,
                               .text = "This is a recording: connect to a running program to talk "
                                       "to its actors."}});
    return order;
}

std::optional<Answered> Playback::next_answer() {
    auto& answers = film_->answers;
    if (answers.empty()) return std::nullopt;
    auto answer = std::move(answers.front());
    answers.pop_front();
    return answer;
}

void Playback::play_all_at_once() { film_->paced = false; }

}  // namespace callboard::probe
