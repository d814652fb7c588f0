#include "runtime/core/kind.hpp"

namespace callboard::runtime {

probe::Names& names() {
    static auto& all =
        *new probe::Names;  // Never destroyed: samplers may outlive main()'s statics.
    return all;
}

}  // namespace callboard::runtime
