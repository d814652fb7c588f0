#include <limits>
#include <ostream>

#include "dashboard/cli/json.hpp"
#include "dashboard/cli/verbs.hpp"
#include "dashboard/model/format.hpp"

namespace callboard::dashboard {

ExitCode record_frames(const Visit& visit) {
    const auto& options = visit.options;
    const auto write = visit.doors.record(options.file);
    std::uint64_t frames = 0;
    std::uint64_t start_ns = 0;
    visit.session.on_frame([&](const probe::Frame& frame) {
        write(frame);
        if (frames++ == 0) start_ns = frame.at_ns;
    });
    visit.session.wait_until_whole();
    const bool until_told = options.seconds == 0;
    const auto limit = until_told ? std::numeric_limits<double>::infinity() : options.seconds;
    visit.session.take_frames(std::chrono::duration<double>(limit), visit.doors.interrupted);

    const auto recorded_ns = visit.session.world().at_ns() - start_ns;
    if (options.json)
        visit.terminal.out << text_of(Json{{"file", options.file},
                                           {"frames", frames},
                                           {"recorded_ns", recorded_ns}})
                           << '\n';
    else
        visit.terminal.out << "Recorded " << grouped(frames) << " frames, " << duration(recorded_ns)
                           << ", in " << options.file << ".\n";
    return ExitCode::Done;
}

}  // namespace callboard::dashboard
