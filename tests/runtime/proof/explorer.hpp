#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

namespace callboard::tests {

// What came of an exploration.
struct Explored {
    std::size_t states = 0;
    std::size_t ends = 0;    // States from which nothing can move.
    std::string wrong = {};  // Empty: every state was well.
    std::string way = {};    // The moves that lead to what is wrong, as few as can be.
};

// Walks through every state that a model can reach, in every order of its moves,
// and stops at the first that is wrong. What a step reads and writes is seen by
// all at once: the model says nothing about weaker memory orders.
//
// A model is plain bytes, for it is compared and hashed as such. It has
//     static constexpr int moves;        what its threads may do, numbered
//     bool can(int move) const;
//     void go(int move);                 one atomic step
//     const char* wrong() const;         asked in every state; null: all is well
//     const char* wrong_at_end() const;  asked where nothing can move
template <class Model>
class Explorer {
public:
    Explored explore(const Model& first) {
        meet(first, nullptr, -1);
        while (!waiting_.empty() && result_.wrong.empty()) {
            const Met& met = *waiting_.front();
            waiting_.pop_front();
            bool moved = false;
            for (int move = 0; move < Model::moves; ++move)
                if (met.first.can(move)) {
                    moved = true;
                    Model next = met.first;
                    next.go(move);
                    meet(next, &met, move);
                }
            if (moved) continue;
            ++result_.ends;
            judge(met, met.first.wrong_at_end());
        }
        result_.states = seen_.size();
        return result_;
    }

private:
    static_assert(std::has_unique_object_representations_v<Model>, "no byte may be undefined");

    struct Came {
        const void* from = nullptr;  // The state before, a Met.
        int move = -1;
    };
    using Met = std::pair<const Model, Came>;
    static std::string_view bytes(const Model& model) {
        return {reinterpret_cast<const char*>(&model), sizeof(Model)};
    }
    struct Hash {
        std::size_t operator()(const Model& model) const {
            return std::hash<std::string_view>{}(bytes(model));
        }
    };
    struct Same {
        bool operator()(const Model& a, const Model& b) const { return bytes(a) == bytes(b); }
    };

    void meet(const Model& model, const Met* from, int move) {
        if (!result_.wrong.empty()) return;
        const auto [at, is_new] = seen_.try_emplace(model, Came{from, move});
        if (!is_new) return;
        waiting_.push_back(&*at);
        judge(*at, model.wrong());
    }

    void judge(const Met& met, const char* wrong) {
        if (wrong == nullptr || !result_.wrong.empty()) return;
        result_.wrong = wrong;
        for (const Met* at = &met; at->second.from != nullptr;
             at = static_cast<const Met*>(at->second.from))
            result_.way = std::to_string(at->second.move) + ' ' + result_.way;
    }

    std::unordered_map<Model, Came, Hash, Same> seen_;
    std::deque<const Met*> waiting_;
    Explored result_;
};

template <class Model>
Explored explore(const Model& first) {
    return Explorer<Model>().explore(first);
}

}  // namespace callboard::tests
