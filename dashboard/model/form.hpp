#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "probe/wire/schema.hpp"

namespace callboard::dashboard {

// A message that a person fills in, one line of text for each leaf of its schema.
// What can not be sent is refused here, by the name of the field. UI thread only.
class MessageForm {
public:
    struct Leaf {
        std::string path = {};  // "transfer.cents": members of members by dots.
        probe::FieldKind kind = probe::FieldKind::Text;
        std::string text = {};                 // What was typed; a list is JSON.
        std::string error = {};                // "cents: 12.5 is not a whole number", or empty.
        probe::Field field = {};               // Width of a number, elements of a list.
        std::vector<std::string> within = {};  // The names in `path`, one by one.
    };

    explicit MessageForm(const probe::MessageSchema& schema);

    const std::string& type() const { return type_; }
    const std::vector<Leaf>& leaves() const { return leaves_; }
    void set(std::size_t leaf, std::string text);
    bool set(std::string_view path, std::string text);  // False: there is no such field.

    bool valid() const { return first_error().empty(); }
    std::string first_error() const;
    std::string to_json() const;  // Only when valid.

    // Fills in what the JSON text holds; what it leaves out stays as it was. Answers
    // a sentence when it does not fit, and then nothing is changed.
    std::string from_json(std::string_view json);

private:
    void add_leaves(const std::vector<std::string>& within,
                    const std::vector<probe::Field>& fields);

    std::string type_;
    std::vector<Leaf> leaves_ = {};
};

}  // namespace callboard::dashboard
