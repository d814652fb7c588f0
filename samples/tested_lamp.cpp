// A small actor and its user's own test of it: a probe for whom it talks to, a clock that
// goes by hand, a fault on the way. Any test framework serves; here it is none.
#include <callboard/testing.hpp>

#include <cstdio>

using namespace callboard;
using namespace std::chrono_literals;

struct Press {};
struct Lit {
    bool on = false;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(CEREAL_NVP(on));
    }
};

// Lights up when it is pressed, goes out after a minute, and tells its room of both.
class Lamp : public Actor {
public:
    using Accepts = Messages<Press>;
    explicit Lamp(Ref<> room) : room_(room) {}

    void on(const Started&, Context& context) {
        StateMachine machine;
        machine.state("dark").on<Press>(goes_to("lit"));
        machine.state("lit")
            .on_entry([this](Context&) { room_.send(Lit{true}); })
            .on_exit([this](Context&) { room_.send(Lit{false}); })
            .on<Press>(goes_to("dark"))
            .after(60s, goes_to("dark"));
        context.run(std::move(machine));
    }
    void on(const Press&) {}

private:
    Ref<> room_;
};

void a_lamp_goes_out_after_a_minute() {
    TestStage stage;
    TestProbe<Lit> room(stage.system());
    const auto lamp = stage.system().spawn<Lamp>("lamp", Ref<>(room.ref()));
    lamp.send(Press{});
    room.expect<Lit>([](const Lit& lit) { return lit.on; });
    room.expect_none(59s);
    room.expect<Lit>([](const Lit& lit) { return !lit.on; }, 1s);
}

void a_press_that_is_lost_leaves_it_lit() {
    Faults faults;
    faults.drop<Press>(When::nth(2));
    TestStage stage(7, {.dead_letter_lines_per_second = 0});
    TestProbe<Lit> room(stage.system());
    const auto lamp =
        stage.system().spawn<Lamp>(Props("lamp").on_receive(faults.receive()), Ref<>(room.ref()));
    lamp.send(Press{});
    lamp.send(Press{});
    room.expect<Lit>();
    room.expect_none();
}

int main() {
    a_lamp_goes_out_after_a_minute();
    a_press_that_is_lost_leaves_it_lit();
    std::puts("the lamp does as it should");
}
