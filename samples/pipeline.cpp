// Actors as a pipeline: lines from a descriptor become readings, readings become averages,
// averages are shown. Nobody stops anything: when the lines end, all of it runs dry and ends.

#include <callboard/callboard.hpp>
#include <unistd.h>

#include <array>
#include <deque>
#include <future>
#include <iostream>
#include <numeric>
#include <string>
#include <thread>

using namespace callboard;

struct Reading {
    int degrees = 0;
};
struct Average {
    int degrees = 0;
};
struct Advice {
    std::string text;
};

// ── Both: takes messages, gives outputs ──────────────────────────────────────

class Averager : public Joint<Average> {
public:
    using Accepts = Messages<Reading>;
    Averager(Place place, std::size_t window) : Joint(place), window_(window) {}

    void on(const Reading& reading) {
        recent_.push_back(reading.degrees);
        if (recent_.size() > window_) recent_.pop_front();
        const int sum = std::accumulate(recent_.begin(), recent_.end(), 0);
        broadcast({sum / static_cast<int>(recent_.size())});  // To whoever reads it.
    }

private:
    std::size_t window_;
    std::deque<int> recent_;
};

// ── A sink: only takes messages, one of them its own ─────────────────────────

class Display : public Sink {
public:
    using Accepts = Messages<Average, Advice>;
    Display(Place place, std::promise<void>* dark) : Sink(place), dark_(dark) {}

    void on(const Average& average, Context& context) {
        std::cout << "display: " << average.degrees << " degrees\n";
        if (average.degrees < 30) return;
        // Runs elsewhere and comes back as a message; we are alive at least until then.
        loopback(context, [] { return Advice{"open a window"}; });
    }
    void on(const Advice& advice) { std::cout << "display: " << advice.text << '\n'; }
    void on(const Stopped&) {
        std::cout << "display: nothing more to show\n";
        dark_->set_value();
    }

private:
    std::promise<void>* dark_;
};

int main() {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return 1;
    std::promise<void> dark;
    System system{{.name = "house", .workers = 2}};

    // Drafts are wired first and launched later, in any order.
    Draft<Averager> averager(system, 3);
    Draft<Display> display(system, &dark);
    averager.attach(Lines(ends[0]),
                    [](const std::string& line) { return Reading{std::stoi(line)}; });
    display.attach(averager.client().stream());
    const Ref<> shown = display.launch("display").ref();       // This client goes at once; the
    const Ref<> averaged = averager.launch("averager").ref();  // sources keep them alive.

    for (const Edge& edge : edges_of(system))
        if (edge == Edge{shown, averaged, Edge::Way::Reads})
            std::cout << "main: the display reads the averager\n";

    const std::string lines = "18\n22\n26\n30\n34\n";
    const bool written = ::write(ends[1], lines.data(), lines.size()) > 0;
    ::close(ends[1]);  // The end of the lines is the end of the averager, and then of the display.
    dark.get_future().wait();
    return written ? 0 : 1;
}
