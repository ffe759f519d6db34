#pragma once
// A section of the page of a frozen state: a title, its first rows, and where the rest of many is.

#include "platform/base/message_key.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {

inline constexpr std::size_t most_rows = 200; // of a section; all of them are in the files

template<class Row>
std::span<Row const> first_rows(std::vector<Row> const& rows)
{
    return std::span(rows).first(std::min(rows.size(), most_rows));
}

// How a section reads: its title, what it says without any row, and in which file the rest of many is.
struct SectionWords {
    std::string_view id;
    MessageKey title;
    MessageKey none;
    MessageKey rest = "year.rest.json"_msg;
};

template<class Row, class Write>
void write_section(
    html::Writer& w, i18n::Texts const& texts, SectionWords const& words, std::vector<Row> const& rows,
    Write const& write)
{
    auto const& [id, title, none, rest] = words;
    w(R"(<section class="stack"><h2 id="{}">{}</h2>{}</section>)", id, texts(title),
      [&](html::Writer& inner) {
          if (rows.empty())
              inner(R"(<p class="mute">{}</p>)", texts(none));
          else
              write(inner);
          if (rows.size() > most_rows)
              inner(
                  R"(<p class="mute">{}</p>)",
                  texts(rest, {{"shown", std::int64_t{most_rows}}, {"all", std::ssize(rows)}}));
      });
}

inline std::string dash_or(std::string text)
{
    return text.empty() ? std::string("–") : std::move(text);
}

} // namespace kommin::steering
