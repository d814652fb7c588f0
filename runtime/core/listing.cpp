#include <algorithm>

#include "runtime/core/glob.hpp"
#include "runtime/core/system.hpp"

// Which actors there are, by path.
namespace callboard::runtime {

std::optional<Ref<>> System::find(std::string_view path) const {
    probe::ActorId at = root_;
    while (!path.empty()) {
        const auto slash = path.find('/');
        const auto segment = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
        if (segment.empty()) continue;
        const auto name = names().find(segment);
        const auto child = name ? directory_.find(at, *name) : std::nullopt;
        if (!child) return std::nullopt;
        at = *child;
    }
    return Ref<>(at);
}

std::string System::path_of(Ref<> actor) const {
    std::string path;
    while (actor) {
        const Cell* cell = cells::find(actor.id);
        probe::ActorSample sample;
        if (cell == nullptr || !cell->is(actor.id) || !cell->sample(*this, sample)) return {};
        const bool named = sample.name != probe::NameId{};
        const std::string segment =
            named ? names().text_of(sample.name)
                  : names().text_of(sample.kind) + "#" + std::to_string(cell->slot());
        path = path.empty() ? segment : segment + "/" + path;
        actor = Ref<>(sample.parent);
    }
    return path;
}

std::vector<System::Listed> System::list(std::string_view pattern) const {
    std::vector<Listed> found;
    probe::ActorSample sample;
    for (std::uint32_t slot = 0; slot < cells::count(); ++slot) {
        if (!cells::at(slot).sample(*this, sample)) continue;
        std::string path = path_of(Ref<>(sample.id));
        if (!path.empty() && glob_fits(pattern, path))
            found.push_back({std::move(path), Ref<>(sample.id)});
    }
    std::sort(found.begin(), found.end(),
              [](const Listed& a, const Listed& b) { return a.path < b.path; });
    return found;
}

}  // namespace callboard::runtime
