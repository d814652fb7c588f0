#pragma once

#include <stdexcept>

namespace callboard::runtime {

// What a test expected did not come; `what` is one sentence that says what came instead.
class TestFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace callboard::runtime
