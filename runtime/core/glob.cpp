#include "runtime/core/glob.hpp"

#include <vector>

namespace callboard::runtime {

// Walks the pattern once and keeps at which letters of the path it may stand.
bool glob_fits(std::string_view pattern, std::string_view path) {
    std::vector<char> stands(path.size() + 1, 0);
    stands[0] = 1;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool star = pattern[i] == '*';
        const bool any = star && i + 1 < pattern.size() && pattern[i + 1] == '*';
        if (any) ++i;
        if (star) {
            for (std::size_t at = 1; at <= path.size(); ++at)
                if (stands[at - 1] && (any || path[at - 1] != '/')) stands[at] = 1;
            continue;
        }
        for (std::size_t at = path.size(); at > 0; --at) {
            const char letter = path[at - 1];
            const bool fits = pattern[i] == '?' ? letter != '/' : letter == pattern[i];
            stands[at] = stands[at - 1] && fits;
        }
        stands[0] = 0;
    }
    return stands[path.size()] != 0;
}

}  // namespace callboard::runtime
