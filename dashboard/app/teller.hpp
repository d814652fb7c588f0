#pragma once

#include <string>

#include "dashboard/views/telling.hpp"

namespace callboard::dashboard {

// Keeps a file that says in JSON what is on the screen: its size, all texts and
// all controls, each with its rectangle. Who reads it sees the old file or the
// new one, never half of one. UI thread only, one at a time.
class Teller {
public:
    explicit Teller(std::string path);  // Throws a sentence when it can not be written.
    ~Teller();
    Teller(const Teller&) = delete;
    Teller& operator=(const Teller&) = delete;

    void begin_frame();
    void end_frame(double now_s);  // Writes when something changed, at most ten times a second.

private:
    bool write() const;

    std::string path_;
    Telling now_ = {};
    Telling written_ = {};
    double written_s_ = -1e9;
};

}  // namespace callboard::dashboard
