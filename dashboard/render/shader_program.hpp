#pragma once

#include <string>

namespace callboard::dashboard {

// A linked pair of shaders from the shaders folder. Throws a sentence with file
// and line when one is missing or does not compile. Needs a current GL context.
class ShaderProgram {
public:
    ShaderProgram(const std::string& vertex_file, const std::string& fragment_file);
    ~ShaderProgram();
    ShaderProgram(const ShaderProgram&) = delete;
    ShaderProgram& operator=(const ShaderProgram&) = delete;

    void use() const;
    int uniform(const char* name) const;

private:
    unsigned program_ = 0;
};

}  // namespace callboard::dashboard
