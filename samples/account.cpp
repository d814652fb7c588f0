// The program that the README shows.
#include <callboard/callboard.hpp>
using namespace callboard;

struct Deposit {  // a message is a plain struct …
    std::int64_t cents = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(cents));
    }
};  // … one `serialize` gives bytes, JSON and the dashboard's form
struct Balance {
    template <class Archive>
    void serialize(Archive&) {}
};

class Account : public Actor {
public:
    using Accepts =
        Messages<Deposit, Balance>;  // checked when it is sent to, shown when it is watched
    void on(const Deposit& deposit, Context&) { cents_ += deposit.cents; }
    std::int64_t on(const Balance&, Context&) { return cents_; }  // what is returned is the reply
    template <class Archive>
    void serialize(Archive& archive) {
        archive(cereal::make_nvp("cents", cents_));
    }

private:
    std::int64_t cents_ = 0;  // what the inspector shows
};

int main() {
    System system;
    Probe probe{system};  // now a dashboard can connect
    Ref<Account> account = system.spawn<Account>("alice");
    account.send(Deposit{500});
    return system.ask(account, Balance{}).get() == 500 ? 0 : 1;
}
