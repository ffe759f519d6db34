#include "platform/web/page_parts.hpp"

#include "platform/base/text.hpp"

namespace kommin::web {

using html::Writer;

void write_lines(Writer& w, std::string_view text)
{
    for (auto const line : split(text, '\n')) {
        if (!trim(line).empty())
            w(R"(<p class="measure">{}</p>)", line);
    }
}

void write_fact(Writer& w, std::string_view label, std::string_view value)
{
    if (!value.empty())
        w("<dt>{}</dt><dd>{}</dd>", label, value);
}

void write_effect(Writer& w, i18n::Texts const& texts, MessageKey effect)
{
    w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li></ul></section>)",
      texts("form.effect"_msg), texts(effect));
}

} // namespace kommin::web
