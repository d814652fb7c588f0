#include "dashboard/app/link_chooser.hpp"

#include "dashboard/render/data_files.hpp"
#include "probe/link/announcement.hpp"
#include "probe/link/nng_viewer.hpp"
#include "probe/link/recording.hpp"

namespace callboard::dashboard {
namespace {

class RealLinks final : public LinkChooser {
public:
    std::unique_ptr<probe::Link> connect(const std::string& address) override {
        return std::make_unique<probe::NngViewer>(address);
    }
    std::unique_ptr<probe::Link> play(const std::string& path) override {
        return std::make_unique<probe::Playback>(path, true);
    }
    std::unique_ptr<probe::Link> play_demo() override {
        return play(data_file("assets", "theatre.callboard"));
    }
    std::vector<FoundProgram> announced() override {
        std::vector<FoundProgram> programs;
        for (const probe::Announcement& announcement : probe::announced_programs())
            programs.push_back({announcement.node, announcement.address, announcement.pid});
        return programs;
    }
};

}  // namespace

std::unique_ptr<LinkChooser> real_links() { return std::make_unique<RealLinks>(); }

}  // namespace callboard::dashboard
