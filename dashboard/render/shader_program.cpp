#include "dashboard/render/shader_program.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/glcorearb.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "dashboard/render/data_files.hpp"

namespace callboard::dashboard {
namespace {

std::string text_of(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream text;
    if (in) text << in.rdbuf();
    if (text.str().empty())
        throw std::runtime_error("The shader " + path +
                                 " could not be read; reinstall Callboard or set " +
                                 data_variable("shaders") + " to the folder that holds it.");
    return text.str();
}

// The driver's log names the line; the file is ours to name.
unsigned compile(GLenum stage, const std::string& path) {
    const std::string text = text_of(path);
    const char* source = text.c_str();
    const unsigned shader = glCreateShader(stage);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    int done = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &done);
    if (done) return shader;
    std::vector<char> log(4096);
    glGetShaderInfoLog(shader, static_cast<int>(log.size()), nullptr, log.data());
    glDeleteShader(shader);
    throw std::runtime_error("The shader " + path + " does not compile: " + log.data());
}

}  // namespace

ShaderProgram::ShaderProgram(const std::string& vertex_file, const std::string& fragment_file) {
    const unsigned vertex = compile(GL_VERTEX_SHADER, data_file("shaders", vertex_file));
    unsigned fragment = 0;
    try {
        fragment = compile(GL_FRAGMENT_SHADER, data_file("shaders", fragment_file));
    } catch (...) {
        glDeleteShader(vertex);
        throw;
    }
    program_ = glCreateProgram();
    glAttachShader(program_, vertex);
    glAttachShader(program_, fragment);
    glLinkProgram(program_);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    int done = 0;
    glGetProgramiv(program_, GL_LINK_STATUS, &done);
    if (done) return;
    std::vector<char> log(4096);
    glGetProgramInfoLog(program_, static_cast<int>(log.size()), nullptr, log.data());
    glDeleteProgram(program_);
    throw std::runtime_error("The shaders " + vertex_file + " and " + fragment_file +
                             " do not link: " + log.data());
}

ShaderProgram::~ShaderProgram() { glDeleteProgram(program_); }

void ShaderProgram::use() const { glUseProgram(program_); }

int ShaderProgram::uniform(const char* name) const { return glGetUniformLocation(program_, name); }

}  // namespace callboard::dashboard
