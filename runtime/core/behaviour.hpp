#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/core/deferred.hpp"
#include "runtime/core/kind.hpp"

namespace callboard::runtime {

// What an actor does with its messages for a while, in place of its own `on`s:
//
//     context.become(Behaviour("closed")
//         .on<Knock>([this](const Knock&, Context& c) { c.pop(); }));
//
// What a handler returns is the reply. A message that the behaviour does not name is
// not accepted while it lasts. The name is what a viewer sees.
class Behaviour {
public:
    explicit Behaviour(std::string_view name) : name_(name) {}

    template <class M, class F>
    Behaviour&& on(F handler) && {
        const auto call = [handler = std::make_shared<F>(std::move(handler))](
                              M& message, Context& context) -> decltype(auto) {
            return (*handler)(std::move(message), context);
        };
        entries_.push_back({type_index<M>(), [call](Envelope& envelope, Context& context) {
                                detail::answer_with<M>(envelope, context, call);
                            }});
        return std::move(*this);
    }

    const std::string& name() const { return name_; }
    bool takes(TypeIndex type) const;

    // Makes the table that a cell of this kind dispatches by. Throws when a message is
    // named that actors of this kind do not accept at all.
    void bind(const Kind& kind);
    const Handler* table() const { return table_.data(); }

private:
    using Run = std::function<void(Envelope&, Context&)>;
    struct Entry {
        TypeIndex type;
        Run run;
    };

    static void dispatch(void* behaviour, Envelope& envelope, Context& context);
    static void refuse(void* behaviour, Envelope& envelope, Context& context);

    std::string name_;
    std::vector<Entry> entries_;
    std::vector<const Run*> by_handler_;
    std::vector<Handler> table_;
};

}  // namespace callboard::runtime
