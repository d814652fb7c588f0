#include "runtime/core/failure_text.hpp"

#include <exception>

namespace callboard::runtime {

std::string text_of_current_exception() {
    try {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "something that is no std::exception";
    }
}

}  // namespace callboard::runtime
