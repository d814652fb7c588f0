#include "dashboard/render/gl_map_renderer.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/glcorearb.h>

#include <cstddef>
#include <cstdint>

#include "dashboard/render/shader_program.hpp"

namespace callboard::dashboard {
namespace {

// A texture that can be drawn into.
class Canvas {
public:
    ~Canvas() { release(); }

    void resize(PixelSize size) {
        if (size.width == size_.width && size.height == size_.height) return;
        release();
        size_ = size;
        glGenTextures(1, &texture_);
        glBindTexture(GL_TEXTURE_2D, texture_);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA,
                     GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glGenFramebuffers(1, &frame_);
        glBindFramebuffer(GL_FRAMEBUFFER, frame_);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
    }
    void bind() const {
        glBindFramebuffer(GL_FRAMEBUFFER, frame_);
        glViewport(0, 0, size_.width, size_.height);
    }
    unsigned texture() const { return texture_; }

private:
    void release() {
        glDeleteFramebuffers(1, &frame_);
        glDeleteTextures(1, &texture_);
    }

    PixelSize size_ = {};
    unsigned texture_ = 0;
    unsigned frame_ = 0;
};

class GlMapRenderer final : public MapRenderer {
public:
    GlMapRenderer() : program_("map.vert", "map.frag") {
        glGenVertexArrays(1, &attributes_);
        glGenBuffers(1, &discs_);
        glBindVertexArray(attributes_);
        glBindBuffer(GL_ARRAY_BUFFER, discs_);
        attribute(0, 2, GL_FLOAT, GL_FALSE, offsetof(MapDisc, x));
        attribute(1, 1, GL_FLOAT, GL_FALSE, offsetof(MapDisc, radius));
        attribute(2, 1, GL_FLOAT, GL_FALSE, offsetof(MapDisc, glow));
        attribute(3, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(MapDisc, colour));
        glBindVertexArray(0);
    }
    ~GlMapRenderer() override {
        glDeleteBuffers(1, &discs_);
        glDeleteVertexArrays(1, &attributes_);
    }

    MapPicture draw(const MapScene& scene, const MapCamera& camera, PixelSize size,
                    std::uint32_t background) override {
        if (size.width < 1 || size.height < 1) return {};
        canvas_.resize(size);
        canvas_.bind();
        const auto channel = [&](int shift) {
            return static_cast<float>((background >> shift) & 0xff) / 255;
        };
        glDisable(GL_SCISSOR_TEST);
        glClearColor(channel(0), channel(8), channel(16), channel(24));
        glClear(GL_COLOR_BUFFER_BIT);
        upload(scene);
        draw_discs(scene, camera, size);
        glBindFramebuffer(GL_FRAMEBUFFER, 0);
        return {reinterpret_cast<void*>(static_cast<std::uintptr_t>(canvas_.texture()))};
    }

private:
    static void attribute(unsigned index, int count, GLenum type, GLboolean normalised,
                          std::size_t offset) {
        glEnableVertexAttribArray(index);
        glVertexAttribPointer(index, count, type, normalised, sizeof(MapDisc),
                              reinterpret_cast<const void*>(offset));
        glVertexAttribDivisor(index, 1);
    }

    void upload(const MapScene& scene) {
        if (scene.version == uploaded_) return;
        uploaded_ = scene.version;
        glBindBuffer(GL_ARRAY_BUFFER, discs_);
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(scene.discs.size() * sizeof(MapDisc)),
                     scene.discs.data(), GL_STREAM_DRAW);
    }

    void draw_discs(const MapScene& scene, const MapCamera& camera, PixelSize size) {
        program_.use();
        glUniform2f(program_.uniform("camera"), camera.x, camera.y);
        // Downwards in the scene is upwards in the texture, which ImGui shows upside down again.
        glUniform2f(program_.uniform("to_clip"), 2 * camera.zoom / static_cast<float>(size.width),
                    2 * camera.zoom / static_cast<float>(size.height));
        glUniform1f(program_.uniform("zoom"), camera.zoom);
        glEnable(GL_BLEND);
        glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        glDisable(GL_DEPTH_TEST);
        glDisable(GL_CULL_FACE);
        glBindVertexArray(attributes_);
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<int>(scene.discs.size()));
        glBindVertexArray(0);
        glUseProgram(0);
    }

    ShaderProgram program_;
    Canvas canvas_ = {};
    unsigned attributes_ = 0;
    unsigned discs_ = 0;
    std::uint64_t uploaded_ = ~std::uint64_t{0};
};

}  // namespace

std::unique_ptr<MapRenderer> make_gl_map_renderer() { return std::make_unique<GlMapRenderer>(); }

}  // namespace callboard::dashboard
