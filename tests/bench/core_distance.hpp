#pragma once

namespace callboard::bench {

// Nanoseconds that a cache line takes from one core to another and back. On
// virtual machines this changes by the hour, and figures with two workers with
// it. 0 when there is only one core.
double core_distance_ns();

}  // namespace callboard::bench
