#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/core/mailbox_kind.hpp"
#include "runtime/core/middleware.hpp"
#include "runtime/core/supervision.hpp"
#include "runtime/message/actor_address.hpp"

namespace callboard::runtime {

class Porter;
class Scheduler;

// How a new actor is spawned. A text alone is its name among its siblings:
//
//     system.spawn<Till>("till", 3);
//     system.spawn<Till>(Props("till").bounded(100, Overflow::DropOldest).on(own_thread), 3);
//
// A value; the text of a name must live until the spawn.
class Props {
public:
    constexpr Props() = default;
    constexpr Props(const char* name) : name_(name) {}  // NOLINT: "alice" is enough.
    constexpr Props(std::string_view name) : name_(name) {}
    Props(const std::string& name) : name_(name) {}

    Props called(std::string_view name) && {
        name_ = name;
        numbered_ = false;
        return std::move(*this);
    }
    // "till-" becomes "till-1", "till-2" …: each name once while the system lives.
    static Props prefix(std::string_view text) {
        Props props(text);
        props.numbered_ = true;
        return props;
    }

    Props bounded(std::size_t capacity, Overflow overflow) && {
        if (capacity == 0)
            throw std::invalid_argument("a mailbox has room for one message or more");
        wish().mailbox.capacity = capacity;
        wish().mailbox.overflow = overflow;
        return std::move(*this);
    }
    Props priority(std::uint8_t levels = 8) && {
        if (levels == 0 || levels > MailboxKind::levels_max)
            throw std::invalid_argument("a mailbox has 1 to 32 levels");
        wish().mailbox.levels = levels;
        return std::move(*this);
    }
    Props hooks(std::shared_ptr<MailboxHooks> hooks) && {
        wish().mailbox.hooks = std::move(hooks);
        return std::move(*this);
    }
    // Who runs it; in place of the system's own workers.
    Props on(std::shared_ptr<Scheduler> dispatcher) && {
        wish().dispatcher = std::move(dispatcher);
        return std::move(*this);
    }
    // How it looks after its children; in place of what its class says.
    Props supervise(Supervision supervision) && {
        wish().supervision = supervision;
        return std::move(*this);
    }
    // Who takes its mail in; in place of a mailbox. For routers and the like.
    Props porter(std::function<std::unique_ptr<Porter>()> make) && {
        wish().porter = std::move(make);
        return std::move(*this);
    }
    // Each may be given again; the first given is the outermost.
    Props on_receive(ReceiveMiddleware middleware) && {
        wish().on_receive.push_back(std::move(middleware));
        return std::move(*this);
    }
    Props on_send(SendMiddleware middleware) && {
        wish().on_send.push_back(std::move(middleware));
        return std::move(*this);
    }
    Props on_spawn(SpawnMiddleware middleware) && {
        wish().on_spawn.push_back(std::move(middleware));
        return std::move(*this);
    }

    bool named() const { return !name_.empty(); }
    bool numbered() const { return numbered_; }
    std::string_view name() const { return name_; }

    // All but the name; null: as usual.
    struct Wishes {
        MailboxKind mailbox = {};
        std::shared_ptr<Scheduler> dispatcher = nullptr;
        std::optional<Supervision> supervision = std::nullopt;
        std::vector<ReceiveMiddleware> on_receive = {};
        std::vector<SendMiddleware> on_send = {};
        std::vector<SpawnMiddleware> on_spawn = {};
        std::function<std::unique_ptr<Porter>()> porter = nullptr;
    };
    const std::shared_ptr<Wishes>& wishes() const { return wishes_; }

private:
    Wishes& wish() {
        if (wishes_ == nullptr)
            wishes_ = std::make_shared<Wishes>();
        else if (wishes_.use_count() > 1)
            wishes_ = std::make_shared<Wishes>(*wishes_);
        return *wishes_;
    }

    std::string_view name_ = {};
    bool numbered_ = false;
    std::shared_ptr<Wishes> wishes_ = nullptr;
};
inline const Props unnamed{};

// A child that is about to be spawned, as middleware sees it and may change it.
struct SpawnCall {
    std::string kind;
    Props props;
};

// A living sibling is called that already; nothing was constructed.
class NameTaken : public std::runtime_error {
public:
    NameTaken(std::string_view name, ActorAddress holder)
        : std::runtime_error("the name \"" + std::string(name) +
                             "\" is taken by a sibling that is alive"),
          holder_(holder) {}
    ActorAddress holder() const { return holder_; }  // Who has it.

private:
    ActorAddress holder_;
};

}  // namespace callboard::runtime
