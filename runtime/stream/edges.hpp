#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/stream/figures.hpp"

namespace callboard::runtime::stream {

// The clients that an actor holds, one of each type: a client, or a container of clients.
// They stay through a restart, as all wiring does, and go when the actor ends.
//
// Changed in the actor's own turn, or before its launch; listed by any thread.
class Edges {
public:
    // In place of the one of that type, if there is one.
    template <class Client>
    void add(Client client) {
        std::unique_ptr<Held> held = std::make_unique<HeldAs<Client>>(std::move(client));
        const std::lock_guard lock(mutex_);
        held_[typeid(Client)].swap(held);
    }
    // Null: there is none. Good until the next change of that type.
    template <class Client>
    const Client* get() const {
        const std::lock_guard lock(mutex_);
        const auto found = held_.find(typeid(Client));
        return found == held_.end() ? nullptr : &as<Client>(*found->second);
    }
    // Runs `change(client)`; false: there is none of that type.
    template <class Client, class Change>
    bool change(Change change) {
        const std::lock_guard lock(mutex_);
        const auto found = held_.find(typeid(Client));
        if (found != held_.end()) change(as<Client>(*found->second));
        return found != held_.end();
    }
    template <class Client>
    std::optional<Client> remove() {
        const std::lock_guard lock(mutex_);
        auto node = held_.extract(typeid(Client));
        if (node.empty()) return std::nullopt;
        return std::move(as<Client>(*node.mapped()));
    }

    void list(Ref<> holder, std::vector<Edge>& into) const {
        const std::lock_guard lock(mutex_);
        for (const auto& [type, held] : held_) held->list(holder, into);
    }
    void clear() {
        decltype(held_) gone;  // Destroyed last, when nothing is locked.
        const std::lock_guard lock(mutex_);
        gone.swap(held_);
    }

private:
    struct Held {
        virtual ~Held() = default;
        virtual void list(Ref<> holder, std::vector<Edge>& into) const = 0;
    };
    template <class Client>
    struct HeldAs final : Held {
        explicit HeldAs(Client held) : client(std::move(held)) {}
        void list(Ref<> holder, std::vector<Edge>& into) const override {
            list_one(client, holder, into);
        }
        Client client;
    };

    // A client, a pair whose second is one (of a map), or a container of either.
    template <class Client>
    static void list_one(const Client& client, Ref<> holder, std::vector<Edge>& into) {
        if constexpr (requires { client.edge(holder); })
            into.push_back(client.edge(holder));
        else if constexpr (requires { client.second; })
            list_one(client.second, holder, into);
        else
            for (const auto& each : client) list_one(each, holder, into);
    }
    template <class Client>
    static Client& as(Held& held) {
        return static_cast<HeldAs<Client>&>(held).client;
    }

    mutable std::mutex mutex_;
    std::unordered_map<std::type_index, std::unique_ptr<Held>> held_;
};

}  // namespace callboard::runtime::stream
