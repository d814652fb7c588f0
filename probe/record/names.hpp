#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "probe/record/ids.hpp"

namespace callboard::probe {

// Gives each distinct text a small number. Hot paths carry the number; the text
// crosses the wire once. Any thread.
class Names {
public:
    Names() { id_of(""); }  // Number 0.

    NameId id_of(std::string_view text) {
        const std::lock_guard lock(mutex_);
        if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
        const NameId id{static_cast<std::uint32_t>(texts_.size())};
        ids_.emplace(texts_.emplace_back(text), id);  // A deque never moves its texts.
        return id;
    }

    std::optional<NameId> find(std::string_view text) const {
        const std::lock_guard lock(mutex_);
        const auto found = ids_.find(text);
        return found == ids_.end() ? std::nullopt : std::optional(found->second);
    }

    std::string text_of(NameId id) const {
        const std::lock_guard lock(mutex_);
        const auto index = static_cast<std::size_t>(id);
        return index < texts_.size() ? texts_[index] : std::string("?");
    }

    // Calls `tell(id, text)` for every name from `told` on, and moves `told` to the end.
    template <class Tell>
    void tell_new(std::size_t& told, Tell tell) const {
        const std::lock_guard lock(mutex_);
        for (; told < texts_.size(); ++told)
            tell(NameId{static_cast<std::uint32_t>(told)}, texts_[told]);
    }

private:
    mutable std::mutex mutex_;
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, NameId> ids_;
};

}  // namespace callboard::probe
