#pragma once

#include <functional>
#include <memory>
#include <tuple>
#include <utility>

#include "runtime/core/system.hpp"
#include "runtime/stream/roles.hpp"

namespace callboard::runtime::stream {

// A stream actor that is not launched yet: what it is wired to is laid out here, and its
// clients are good already, so that cycles can be wired.
//
//     Draft<Averager> averager(system, 10);        // 10: for its constructor.
//     averager.attach(Lines(socket), parse_number);
//     JointClient<Averager> client = averager.launch("averager");
//
// Drafted with a Context in place of a System, in that actor's turn, it becomes its child.
// One thread. A draft that is never launched ends what it was wired to.
template <class A>
class Draft {
public:
    using Client = typename A::template Client<A>;

    template <class... Args>
    explicit Draft(System& system, Args&&... args)
        : Draft(system, spawner(system, std::forward<Args>(args)...)) {}
    template <class... Args>
    explicit Draft(Context& context, Args&&... args)
        : Draft(context.system(), spawner(context, std::forward<Args>(args)...)) {}
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() {
        if (spawn_) stage_->actor_ended();
    }

    // A source; its items, or what `convert` makes of each, are messages of the actor.
    template <class From, class Convert = std::identity>
    requires AcceptedBy<A, MessageOf<From, Convert>> Draft& attach(From&& from,
                                                                   Convert convert = {}) {
        sink_.attach(std::forward<From>(from), std::move(convert));
        return *this;
    }
    // A client of another actor, or a container of clients. See Edges.
    template <class EdgeClient>
    Draft& add_edge(EdgeClient client) {
        stage_->edges().add(std::move(client));
        return *this;
    }
    // How many outputs wait for each reader at most, unless it says otherwise.
    Draft& buffer_outputs(std::size_t count) {
        stage_->buffer_default = count;
        return *this;
    }

    Client client() const {
        if constexpr (std::is_same_v<Client, SinkClient<A>>)
            return sink_;
        else if constexpr (std::is_same_v<Client, JointClient<A>>)
            return Client(sink_, StreamClient<typename A::Output>(stage_));
        else
            return Client(stage_);
    }

    // Spawns it; once. Throws NameTaken, or what the constructor throws; the draft is
    // spent then, too. From here on the actor lives for as long as something may come.
    Client launch(const Props& props = unnamed) {
        Client made = client();
        const auto spawn = std::exchange(spawn_, nullptr);
        if (!spawn) throw std::logic_error("this draft was launched already");
        stage_->launched(spawn(props, Place(stage_)).id);
        sink_ = {};
        return made;
    }

private:
    using Spawn = std::function<Ref<A>(const Props&, Place)>;

    Draft(System& system, Spawn spawn)
        : stage_(std::make_shared<typename A::StageType>(system, kind_of<A>())),
          sink_(stage_),
          spawn_(std::move(spawn)) {}

    template <class Where, class... Args>
    static Spawn spawner(Where& where, Args&&... args) {
        auto kept =
            std::make_shared<std::tuple<std::decay_t<Args>...>>(std::forward<Args>(args)...);
        return [&where, kept](const Props& props, Place place) {
            const auto spawn = [&](auto&... each) {
                return where.template spawn<A>(props, std::move(place), std::move(each)...);
            };
            return std::apply(spawn, *kept);
        };
    }

    std::shared_ptr<typename A::StageType> stage_;
    SinkClient<A> sink_;  // Keeps the actor alive until it is launched.
    Spawn spawn_;         // Null: it was launched.
};

}  // namespace callboard::runtime::stream
