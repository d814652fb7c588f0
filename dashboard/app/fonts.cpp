#include "dashboard/app/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <imgui_freetype.h>

#include <cmath>
#include <memory>
#include <string>

namespace callboard::dashboard {
namespace {

// Everything but the digits, which come apart so that all are equally wide.
constexpr ImWchar letters[] = {0x20,   0x2f,   0x3a,   0x24f,  0x370,  0x3ff,  0x400,
                               0x4ff,  0x1e00, 0x1eff, 0x2010, 0x205e, 0x20a0, 0x20bf,
                               0x2190, 0x2199, 0x2200, 0x2265, 0};
constexpr ImWchar digits[] = {'0', '9', 0};
constexpr ImWchar symbols[] = {0x2160, 0x2169, 0x2190, 0x21ff, 0x2300, 0x23ff, 0x25a0,
                               0x25ff, 0x2600, 0x27bf, 0x2b00, 0x2bff, 0};

// Where font files are, asked of fontconfig.
class FontFolder {
public:
    FontFolder() : config_(FcInitLoadConfigAndFonts(), FcConfigDestroy) {}

    // The file of exactly this family, or nothing: a stand-in would look foreign.
    std::string file_of(const char* family, int weight) const {
        const std::unique_ptr<FcPattern, void (*)(FcPattern*)> wanted(
            FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, family, FC_WEIGHT, FcTypeInteger,
                           weight, FC_SLANT, FcTypeInteger, FC_SLANT_ROMAN, nullptr),
            FcPatternDestroy);
        FcConfigSubstitute(config_.get(), wanted.get(), FcMatchPattern);
        FcDefaultSubstitute(wanted.get());
        FcResult result = FcResultNoMatch;
        const std::unique_ptr<FcPattern, void (*)(FcPattern*)> found(
            FcFontMatch(config_.get(), wanted.get(), &result), FcPatternDestroy);
        if (!found || !is_of(*found, family)) return {};
        FcChar8* file = nullptr;
        if (FcPatternGetString(found.get(), FC_FILE, 0, &file) != FcResultMatch) return {};
        return reinterpret_cast<const char*>(file);
    }

private:
    static bool is_of(FcPattern& pattern, const char* family) {
        FcChar8* name = nullptr;
        for (int i = 0; FcPatternGetString(&pattern, FC_FAMILY, i, &name) == FcResultMatch; ++i)
            if (FcStrCmpIgnoreCase(name, reinterpret_cast<const FcChar8*>(family)) == 0)
                return true;
        return false;
    }

    std::unique_ptr<FcConfig, void (*)(FcConfig*)> config_;
};

struct Files {
    std::string regular, semi_bold, mono, symbols;
};

Files find_files() {
    const FontFolder folder;
    Files files;
    files.regular = folder.file_of("Inter", FC_WEIGHT_REGULAR);
    files.semi_bold = folder.file_of("Inter", FC_WEIGHT_SEMIBOLD);
    files.mono = folder.file_of("JetBrains Mono", FC_WEIGHT_REGULAR);
    files.symbols = folder.file_of("DejaVu Sans", FC_WEIGHT_REGULAR);
    return files;
}

ImFont* add_own_face(float size) {
    ImFontConfig config;
    config.SizePixels = std::floor(size);
    return ImGui::GetIO().Fonts->AddFontDefault(&config);
}

// `digit_width` is a part of the size; 0 leaves digits as the face has them.
ImFont* add_face(const std::string& file, float size, float digit_width, const Files& files) {
    if (file.empty()) return add_own_face(size);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    ImFont* face = atlas.AddFontFromFileTTF(file.c_str(), size, &config, letters);
    if (!face) return add_own_face(size);
    config.MergeMode = true;
    ImFontConfig figures = config;
    if (digit_width > 0)
        figures.GlyphMinAdvanceX = figures.GlyphMaxAdvanceX = std::round(size * digit_width);
    atlas.AddFontFromFileTTF(file.c_str(), size, &figures, digits);
    if (!files.symbols.empty())
        atlas.AddFontFromFileTTF(files.symbols.c_str(), size * 0.92f, &config, symbols);
    return face;
}

}  // namespace

Type load_fonts(float scale) {
    static const Files files = find_files();
    constexpr float figure = 0.52f;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.TexGlyphPadding = 1;
    const auto sized = [&](float size) { return std::round(size * scale); };
    Type type;
    type.body = add_face(files.regular, sized(16), figure, files);
    type.strong = add_face(files.semi_bold, sized(16), figure, files);
    type.small = add_face(files.regular, sized(14), figure, files);
    type.label = add_face(files.semi_bold, sized(13.5f), figure, files);
    type.subject = add_face(files.semi_bold, sized(18), figure, files);
    type.title = add_face(files.semi_bold, sized(32), figure, files);
    type.mono = add_face(files.mono, sized(16), 0, files);
    atlas.Build();
    return type;
}

}  // namespace callboard::dashboard
