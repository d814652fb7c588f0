#pragma once

#include <callboard/callboard.hpp>

#include <cstddef>
#include <vector>

// A parent's children of one class, by place. Who was stopped from outside is
// replaced when the parent looks after its places again. Its parent only.
template <class A>
class Troupe {
public:
    // `engage(place)` spawns who belongs there and answers the reference.
    template <class Engage>
    void fill(std::size_t count, Engage engage) {
        places_.resize(count);
        for (std::size_t place = 0; place < count; ++place)
            if (!places_[place].alive()) places_[place] = engage(place);
    }

    std::size_t size() const { return places_.size(); }
    callboard::Ref<A> operator[](std::size_t place) const { return places_[place]; }
    auto begin() const { return places_.begin(); }
    auto end() const { return places_.end(); }

private:
    std::vector<callboard::Ref<A>> places_;
};
