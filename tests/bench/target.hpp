#pragma once

#include <string_view>

namespace callboard::bench {

// What we want to reach. The times were set on two virtual cores of an AMD EPYC of the
// Zen 5 line; on another machine only what we are ahead of a peer says much.

// At most this for a row's figure; 0: no target is set.
double target_of(std::string_view row, unsigned workers);

// At least so many times as fast (as small) as this peer; 0: no target is set.
double lead_target_of(std::string_view row, unsigned workers, std::string_view peer);

}  // namespace callboard::bench
