#include "dashboard/app/settings.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/temp_folder.hpp"

using namespace callboard::dashboard;
using callboard::tests::TempFolder;

namespace {

std::string text_in(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

UiState chosen() {
    UiState ui;
    ui.theme = ThemeName::HighContrast;
    ui.zoom = 1.5f;
    ui.splits = {200, 400, 220};
    ui.start.recent = {"127.0.0.1:7070", "/tmp/a film.callboard"};
    return ui;
}

}  // namespace

TEST_CASE("what was chosen is there again in the next window") {
    const TempFolder folder;
    const std::string path = (folder.path() / "deep/settings").string();
    UiState first;
    Settings writing(path);
    CHECK(writing.load(first).empty());
    writing.keep(chosen(), 0, true);

    UiState second;
    Settings reading(path);
    CHECK(reading.load(second).empty());
    CHECK(second.theme == ThemeName::HighContrast);
    CHECK(second.zoom == doctest::Approx(1.5));
    CHECK(second.splits.right == doctest::Approx(400));
    CHECK(second.start.recent == chosen().start.recent);
}

TEST_CASE("settings are written a moment after the last change, and only then") {
    const TempFolder folder;
    const std::string path = (folder.path() / "settings").string();
    UiState ui;
    Settings settings(path);
    settings.load(ui);
    settings.keep(ui, 0);
    settings.keep(ui, 100);
    CHECK_FALSE(std::filesystem::exists(path));
    settings.keep(chosen(), 100);
    CHECK_FALSE(std::filesystem::exists(path));
    settings.keep(chosen(), 100 + Settings::pause_s);
    CHECK(text_in(path).find("theme contrast") != std::string::npos);
}

TEST_CASE("foreign settings are put aside whole, with a sentence, and change nothing") {
    const TempFolder folder;
    const std::string path = (folder.path() / "settings").string();
    for (const char* foreign : {"[window]\nwidth=3\n", "callboard settings 1\nzoom 400\n",
                                "callboard settings 1\ntheme light\nfrobnicate 1\n", "\xff\xfe"}) {
        CAPTURE(foreign);
        std::ofstream(path) << foreign;
        UiState ui;
        Settings settings(path);
        const std::string sentence = settings.load(ui);
        CHECK(sentence.find("were not used") != std::string::npos);
        CHECK(sentence.find(path + ".bak") != std::string::npos);
        CHECK(text_in(path + ".bak") == foreign);
        CHECK(ui.theme == ThemeName::Dark);
        CHECK(ui.zoom == doctest::Approx(1));
        settings.keep(chosen(), 0, true);
        CHECK(text_in(path).find("theme contrast") != std::string::npos);
    }
}
