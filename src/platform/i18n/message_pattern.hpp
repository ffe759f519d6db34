#pragma once
// Fills the holes of a message. The catalogue generator has proved that the patterns are well-formed, so
// that reading them anew each time is one pass over the text and needs nothing prepared at the start.

#include "platform/i18n/texts.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kommin::i18n::detail {

// What a pattern has to know of its language.
class NumberWords {
public:
    NumberWords() = default;
    NumberWords(NumberWords const&) = delete;
    NumberWords& operator=(NumberWords const&) = delete;
    virtual ~NumberWords() = default;
    [[nodiscard]] virtual std::string_view plural_category(std::int64_t number) const = 0;
    virtual void append_number(std::string& out, std::int64_t number) const = 0;
};

void append_message(
    std::string& out, std::string_view pattern, std::span<Argument const> arguments,
    NumberWords const& words);

} // namespace kommin::i18n::detail
