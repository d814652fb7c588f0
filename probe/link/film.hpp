#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "probe/wire/frame.hpp"

namespace callboard::probe {

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, FileCloser>;

// The form of a recording: eight letters, a version, and frames as they cross
// the wire, each after its length. Both ends keep to these two.
class FilmWriter {
public:
    explicit FilmWriter(OpenFile file) : file_(std::move(file)) {}

    // Both answer false when it could not be written whole; errno says why.
    bool start();
    bool write(const Frame& frame);

private:
    bool put(const std::string& bytes);

    OpenFile file_;
};

// Reads frames one at a time, believing no length. One thread.
class FilmReader {
public:
    explicit FilmReader(OpenFile file) : file_(std::move(file)) {}

    // To the first frame. False when this is no recording; then `complaint` says so.
    bool rewind();
    // Nothing at the end; also where the film breaks off, and then `complaint` says so.
    std::optional<Frame> read();
    const std::string& complaint() const { return complaint_; }

private:
    std::string take(std::size_t count);

    OpenFile file_;
    std::string complaint_ = {};
};

}  // namespace callboard::probe
