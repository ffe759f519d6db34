#pragma once
// Texts of one line from forms.

#include "platform/base/text.hpp"

#include <string>
#include <string_view>

namespace kommin::portal {

// On one line, however it was pasted.
inline std::string one_line(std::string_view typed)
{
    std::string text;
    bool is_space = false;
    for (auto const letter : trim(typed)) {
        bool const separates = letter == ' ' || (static_cast<unsigned char>(letter) < 0x20U);
        if (!separates) {
            if (is_space)
                text += ' ';
            text += letter;
        }
        is_space = separates;
    }
    return text;
}

} // namespace kommin::portal
