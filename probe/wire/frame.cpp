#include "probe/wire/frame.hpp"

namespace callboard::probe {

void ActorColumns::push_back(const ActorSample& sample) {
    id.push_back(sample.id);
    parent.push_back(sample.parent);
    name.push_back(sample.name);
    kind.push_back(sample.kind);
    state.push_back(sample.state);
    mailbox.push_back(sample.mailbox);
    received.push_back(sample.received);
    sent.push_back(sample.sent);
    failed.push_back(sample.failed);
    restarts.push_back(sample.restarts);
}

ActorSample ActorColumns::row(std::size_t index) const {
    return {.id = id[index],
            .parent = parent[index],
            .name = name[index],
            .kind = kind[index],
            .state = state[index],
            .mailbox = mailbox[index],
            .received = received[index],
            .sent = sent[index],
            .failed = failed[index],
            .restarts = restarts[index]};
}

void ActorColumns::clear() {
    id.clear();
    parent.clear();
    name.clear();
    kind.clear();
    state.clear();
    mailbox.clear();
    received.clear();
    sent.clear();
    failed.clear();
    restarts.clear();
}

}  // namespace callboard::probe
