#include <vector>

#include "tests/bench/measuring.hpp"
#include "tests/bench/ours/workloads.hpp"

namespace callboard::bench {
namespace {

class Player;

struct Meet {
    Ref<Player> next = {};
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(next));
    }
};

struct Ball {
    std::uint64_t hops_left = 0;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(hops_left));
    }
};

class Player : public Actor {
public:
    using Accepts = Messages<Meet, Ball>;
    explicit Player(Finish* finish) : finish_(finish) {}

    void on(const Meet& meet, Context&) { next_ = meet.next; }
    void on(const Ball& ball, Context&) {
        if (ball.hops_left == 0)
            finish_->reach();
        else
            next_.send(Ball{ball.hops_left - 1});
    }

private:
    Finish* finish_;
    Ref<Player> next_;
};

}  // namespace

void pass_ball(System& system, std::size_t players, std::uint64_t hops) {
    Finish finish;
    std::vector<Ref<Player>> ring;
    while (ring.size() < players) ring.push_back(system.spawn<Player>(unnamed, &finish));
    for (std::size_t i = 0; i < players; ++i) ring[i].send(Meet{ring[(i + 1) % players]});
    ring[0].send(Ball{players});  // One lap to warm up.
    finish.wait();
    const Stopwatch watch;
    ring[0].send(Ball{hops});
    finish.wait();
    report_and_leave(hops, watch.seconds());
}

}  // namespace callboard::bench
