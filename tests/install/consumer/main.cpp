#include <callboard/callboard.hpp>

#include <cstdio>

using namespace callboard;

struct Deposit {
    int cents = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents));
    }
};

class Account : public Actor {
public:
    using Accepts = Messages<Deposit>;
    int on(const Deposit& deposit, Context&) { return cents_ += deposit.cents; }

private:
    int cents_ = 0;
};

int main() {
    System system;
    const Ref<Account> account = system.spawn<Account>("alice");
    account.send(Deposit{3});
    std::printf("%d cents\n", system.ask(account, Deposit{4}).get());
}
