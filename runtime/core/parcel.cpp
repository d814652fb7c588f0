#include "runtime/core/parcel.hpp"

#include "runtime/core/ref.hpp"

namespace callboard::runtime {

Parcel::~Parcel() {
    if (envelope_ != nullptr) bury(envelope_, to_, AskError::Why::Withheld);
}

Sent Parcel::deliver() && { return detail::post_to(to_, std::exchange(envelope_, nullptr)); }

}  // namespace callboard::runtime
