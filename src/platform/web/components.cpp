#include "platform/web/components.hpp"

#include <algorithm>
#include <string>

namespace kommin::web {

using html::Writer;

void SearchBox::operator()(Writer& w) const
{
    auto const& links = visit.call.site.links;
    auto const search = std::ranges::find(links, LinkPlace::search, &Link::place);
    if (search == links.end())
        return;
    auto const& texts = visit.texts;
    w(R"(<form class="km-searchbox" action="{}" method="get" role="search"><label for="q">{}</label><input class="kern-form-input__input" id="q" name="q" type="search" value="{}" maxlength="200" autocomplete="off" enterkeyhint="search" aria-describedby="q-h" data-suggest="{}"><button class="kern-btn kern-btn--primary" type="submit">{}<span class="km-hide">{}</span></button><p class="km-small km-muted" id="q-h">{}</p></form>)",
      visit.url({search->path}), texts(label), query, visit.url({search->path, "vorschlaege"}),
      Icon{"search"}, texts("search.submit"_msg), texts("search.hint"_msg));
}

void PreviousNext::operator()(Writer& w) const
{
    if (!previous && !next)
        return;
    auto const write_link
        = [&](Writer& item, html::Url const& url, std::string_view direction, MessageKey label) {
              item(R"(<li><a href="{}" rel="{}">{}</a></li>)", url, direction, texts(label));
          };
    w(R"(<nav aria-label="{}"><ul class="km-pager" role="list">{}{}</ul></nav>)", texts("pager.label"_msg),
      html::when(
          previous.has_value(),
          [&](Writer& item) { write_link(item, *previous, "prev", "pager.previous"_msg); }),
      html::when(next.has_value(), [&](Writer& item) { write_link(item, *next, "next", "pager.next"_msg); }));
}

void Tile::operator()(Writer& w) const
{
    w(R"(<li><a class="km-tile" href="{}"><span class="km-tile__icon">{}</span><span><b>{}</b>{}</span>{}</a></li>)",
      url, Icon{icon}, title,
      html::when(!hint.text.empty(), [&](Writer& inner) { inner("<small>{}</small>", hint); }),
      Icon{.name = "chev", .is_directional = true});
}

} // namespace kommin::web
