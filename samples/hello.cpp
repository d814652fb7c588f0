// The smallest program there is: one actor, one question. Look at it with
// `callboard ls` while it runs.

#include <callboard/callboard.hpp>
#include <cereal/cereal.hpp>

#include <cstdint>
#include <iostream>

using namespace callboard;

struct Deposit {
    std::int64_t cents = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents));
    }
};

struct Balance {
    template <class Archive>
    void serialize(Archive&) {}
};

class Account : public Actor {
public:
    using Accepts = Messages<Deposit, Balance>;

    void on(const Deposit& deposit, Context&) { cents_ += deposit.cents; }
    std::int64_t on(const Balance&, Context&) { return cents_; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("cents", cents_));
    }

private:
    std::int64_t cents_ = 0;
};

int main() {
    System system{{.name = "hello"}};
    Probe probe{system};
    Ref<Account> account = system.spawn<Account>("alice");
    account.send(Deposit{500});
    std::cout << "alice has " << system.ask(account, Balance{}).get() << " cents\n";
    std::cout << "callboard: watching at " << probe.address() << "; press Enter to end\n";
    std::cin.get();
}
