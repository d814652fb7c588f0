#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/stream/source/source.hpp"

namespace callboard::runtime::stream {

// Something that can be read: a file, a pipe, a terminal, a socket. Owned: closed with it.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept;
    ~Descriptor();
    Descriptor& operator=(Descriptor&&) = delete;

    void open(const Opening& opening);
    // Appends what is there, at most `max` bytes, and never waits. NothingYet: the inlet is
    // woken when there is more. Throws when the descriptor fails.
    Supply read(std::string& into, std::size_t max);

private:
    int number_;
    Waker waker_;
    std::shared_ptr<Poller> poller_;
};

// What can be read from a descriptor, in pieces as they come.
class Bytes final : public Source<std::string> {
public:
    static constexpr std::size_t piece_max = 64 * 1024;

    explicit Bytes(int descriptor) : descriptor_(descriptor) {}
    void open(const Opening& opening) override { descriptor_.open(opening); }
    Supply draw(std::vector<std::string>& items, std::size_t max) override;

private:
    Descriptor descriptor_;
};

// The lines that can be read from a descriptor, without their ends ("\n" or "\r\n"). The
// last may have none. A line that is too long ends the source with an error: what comes
// from outside is bounded.
class Lines final : public Source<std::string> {
public:
    static constexpr std::size_t line_max_default = 64 * 1024;

    explicit Lines(int descriptor, std::size_t line_max = line_max_default)
        : descriptor_(descriptor), line_max_(line_max) {}
    void open(const Opening& opening) override { descriptor_.open(opening); }
    Supply draw(std::vector<std::string>& items, std::size_t max) override;

private:
    bool take_line(std::vector<std::string>& items);
    Supply read_more();

    Descriptor descriptor_;
    std::size_t line_max_;
    std::string read_;       // What was read and is not a line yet,
    std::size_t taken_ = 0;  // from here on.
};

}  // namespace callboard::runtime::stream
