#include <doctest/doctest.h>

#include <cctype>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

// What documents show is what is compiled: each piece of code on a page lies in a sample.
namespace {

std::string text_of(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(SOURCE_ROOT "/" + path).rdbuf();
    return text.str();
}

// Indentation, line breaks and aligned comments are the page's own affair.
std::string without_blanks(const std::string& text) {
    std::string kept;
    for (const char letter : text)
        if (std::isspace(static_cast<unsigned char>(letter)) == 0) kept += letter;
    return kept;
}

std::vector<std::string> pieces_of_code(const std::string& page) {
    const std::string begin = "```cpp\n", end = "\n```";
    std::vector<std::string> pieces;
    for (std::size_t at = 0; (at = page.find(begin, at)) != std::string::npos;) {
        at += begin.size();
        pieces.push_back(page.substr(at, page.find(end, at) - at));
    }
    return pieces;
}

void check_page(const std::string& page, const std::string& program, std::size_t pieces_min) {
    const std::string code = without_blanks(text_of(program));
    const auto pieces = pieces_of_code(text_of(page));
    CHECK(pieces.size() >= pieces_min);
    for (const std::string& piece : pieces) {
        CAPTURE(piece);
        CHECK(code.find(without_blanks(piece)) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("the code in the guide is the code of the sample") {
    check_page("docs/guide.md", "samples/guide.cpp", 11);
}

TEST_CASE("the code in the README is a program that is compiled") {
    check_page("README.md", "samples/account.cpp", 1);
}
