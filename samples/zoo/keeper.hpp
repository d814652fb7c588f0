#pragma once

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "samples/tick.hpp"
#include "samples/zoo/frail_animals.hpp"
#include "samples/zoo/slow_animals.hpp"
#include "samples/zoo/sociable_animals.hpp"

// What the animals share with their keeper; it outlives all of them.
struct Stores {
    std::shared_ptr<Larder> larder = std::make_shared<Larder>();
    std::shared_ptr<std::atomic<std::uint32_t>> births =
        std::make_shared<std::atomic<std::uint32_t>>(0);
};

// A place in the zoo: who lives there and how often it is stirred.
struct Pen {
    std::string name;
    std::uint64_t beats_between;
    std::function<callboard::Ref<>(callboard::Context&, const Stores&)> bring;
    std::function<void(callboard::Ref<>, const Tick&, const Stores&)> stir;
};

inline void pass_on(callboard::Ref<> animal, const Tick& tick, const Stores&) { animal.send(tick); }

template <class Animal>
Pen pen(const std::string& name, std::uint64_t beats_between) {
    const auto bring = [name](callboard::Context& context, const Stores&) {
        return context.spawn<Animal>(name);
    };
    return {name, beats_between, bring, pass_on};
}

inline Pen hoarder_pen() {
    const auto bring = [](callboard::Context& context, const Stores& stores) {
        stores.larder->given = stores.larder->eaten = 0;
        return context.spawn<Hoarder>("hoarder", stores.larder);
    };
    const auto stir = [](callboard::Ref<> hoarder, const Tick&, const Stores& stores) {
        for (int i = 0; i < 40 && !stores.larder->full(); ++i) {
            ++stores.larder->given;
            hoarder.send(Nut{});
        }
    };
    return {"hoarder", 1, bring, stir};
}

inline Pen failing_constructor_pen() {
    const auto bring = [](callboard::Context& context, const Stores& stores) {
        *stores.births = 0;
        return context.spawn<FailingConstructorOnRestart>("failing-constructor-on-restart",
                                                          stores.births);
    };
    return {"failing-constructor-on-restart", 40, bring, pass_on};
}

inline const std::vector<Pen>& pens() {
    static const std::vector<Pen> all{
        pen<Hog>("hog", 100),        hoarder_pen(),
        pen<Crasher>("crasher", 10), pen<Gossip>("gossip", 50),
        pen<Litter>("litter", 25),   pen<Forgetful>("forgetful", 25),
        pen<Mute>("mute", 50),       pen<SlowStarter>("slow-starter", 5),
        failing_constructor_pen()};
    return all;
}

inline bool is_animal(std::string_view name) {
    for (const Pen& one : pens())
        if (one.name == name) return true;
    return false;
}

inline std::string animal_names() {
    std::string names;
    for (const Pen& one : pens()) names += (names.empty() ? "" : ", ") + one.name;
    return names;
}

// Lets the hoarder eat at full speed until its mailbox is empty.
struct Feed {
    template <class Archive>
    void serialize(Archive&) {}
};

// Stirs every animal in its own measure, and brings back who has died, after a while.
class Keeper : public callboard::Actor {
public:
    using Accepts = callboard::Messages<Tick, Feed>;

    explicit Keeper(const std::string& only) {
        for (const Pen& one : pens())
            if (only.empty() || one.name == only) tended_.push_back({.pen = &one});
    }

    void on(const callboard::Started&, callboard::Context& context) {
        for (Tended& one : tended_) one.animal = one.pen->bring(context, stores_);
    }
    void on(const Tick& tick, callboard::Context& context) {
        for (Tended& one : tended_) {
            if (!one.animal.alive())
                mourn(one, context);
            else if (tick.every(one.pen->beats_between))
                one.pen->stir(one.animal, tick, stores_);
        }
    }
    void on(const Feed&) { stores_.larder->feast = true; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("animals", tended_));
    }

private:
    struct Tended {
        const Pen* pen = nullptr;
        callboard::Ref<> animal = {};
        std::uint64_t beats_gone = 0;
        std::uint32_t brought_back = 0;

        template <class Archive>
        void serialize(Archive& archive) {
            archive(cereal::make_nvp("name", pen->name), CEREAL_NVP(animal),
                    CEREAL_NVP(brought_back));
        }
    };
    static constexpr std::uint64_t beats_of_mourning = 200;

    void mourn(Tended& one, callboard::Context& context) {
        if (++one.beats_gone < beats_of_mourning) return;
        one.beats_gone = 0;
        ++one.brought_back;
        one.animal = one.pen->bring(context, stores_);
    }

    Stores stores_;
    std::vector<Tended> tended_;
};
