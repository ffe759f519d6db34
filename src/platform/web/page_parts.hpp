#pragma once
// What the pages of records have in common beside their forms.

#include "platform/base/message_key.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <string_view>

namespace kommin::web {

// Each line a paragraph, without empty ones.
void write_lines(html::Writer& w, std::string_view text);
// One fact of a list of them; nothing where it is not known.
void write_fact(html::Writer& w, std::string_view label, std::string_view value);
// Beside a form: what saving it does.
void write_effect(html::Writer& w, i18n::Texts const& texts, MessageKey effect);

} // namespace kommin::web
