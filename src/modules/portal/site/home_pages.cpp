// The home page: what people come for, the places, what else there is to read.

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/web/components.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::Writer;

namespace {

// What newcomers come for, in the order in which the district has it.
std::vector<web::Tile> tiles_of(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto const& categories = visit.categories();
    auto const language = texts.language();
    auto const shown
        = [&](CategoryText const& text) { return web::InLanguage{text.text, text.language, language}; };
    auto const said = [&](MessageKey message) { return shown({texts(message), language}); };
    std::vector<web::Tile> tiles{
        {visit.url({"info", "erste-schritte"}), "pin", said("home.need.new"_msg),
         said("home.need.new.hint"_msg)}};
    for (auto const situation : categories.situations()) {
        if (categories.is_on_home(situation))
            tiles.push_back(
                {visit.url({"angebote"}).with_query({{"thema", categories.word_of(situation)}}),
                 icon_of(categories, situation), shown(categories.heading(situation, texts)),
                 shown(categories.hint(situation, texts))});
    }
    // Advice is no life situation: it helps in all of them, and stands near the beginning.
    constexpr std::size_t before_advice = 2;
    tiles.insert(
        tiles.begin() + static_cast<std::ptrdiff_t>(std::min(before_advice, tiles.size())),
        {visit.url({"angebote"})
             .with_query({{"kategorie", word_of(OfferKind::mbe)}, {"kategorie", word_of(OfferKind::jmd)}}),
         "people", said("home.need.advice"_msg), said("home.need.advice.hint"_msg)});
    return tiles;
}

struct Emergency {
    std::string_view printed;
    std::string_view number;
    MessageKey label;
};
constexpr Emergency emergencies[] = {
    {"112", "112", "home.emergency.112"_msg},
    {"110", "110", "home.emergency.110"_msg},
    {"116 117", "116117", "home.emergency.116117"_msg},
};

void write_needs(Writer& w, Visit const& visit)
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-band" aria-labelledby="themen"><div class="km-wrap km-stack"><h2 id="themen">{}</h2><ul class="km-tiles" role="list">{}</ul>)"
      R"(<div class="km-sos"><strong>{}</strong><ul role="list" class="km-sos__l">{}<li><a href="{}">{}</a></li></ul></div></div></section>)",
      texts("home.needs"_msg),
      each(tiles_of(visit), [](Writer& inner, web::Tile const& tile) { inner("{}", tile); }),
      texts("home.emergency"_msg),
      each(
          emergencies,
          [&](Writer& inner, Emergency const& emergency) {
              inner(
                  R"(<li><a href="{}"><b class="km-ltr">{}</b> {}</a></li>)", Url::phone(emergency.number),
                  emergency.printed, texts(emergency.label));
          }),
      visit.url({"info", "in-gefahr"}), texts("home.emergency.more"_msg));
}

void write_places(Writer& w, Visit const& visit)
{
    w(R"(<section class="km-band km-band--tint" aria-labelledby="ort"><div class="km-wrap km-split"><div class="km-stack"><h2 id="ort">{}</h2><p class="km-prose">{}</p>{}</div>{}</div></section>)",
      visit.texts("home.place"_msg), visit.texts("home.place.text"_msg), PlaceLinks{visit},
      DistrictMap{visit});
}

void write_more(Writer& w, Visit const& visit)
{
    // What a tile, the emergency line or the footer of this page leads to is not said twice.
    constexpr std::string_view linked_elsewhere[] = {"erste-schritte", "in-gefahr", "gebaerdensprache"};
    auto pages = visit.snapshot().children_of("");
    std::erase_if(pages, [&](InfoPage const* page) {
        return page->kind != PageKind::info
            || std::ranges::find(linked_elsewhere, page->slug) != std::end(linked_elsewhere);
    });
    if (pages.empty())
        return;
    w(R"(<section class="km-band" aria-labelledby="mehr"><div class="km-wrap km-stack"><h2 id="mehr">{}</h2><ul class="km-places km-places--wide" role="list">{}</ul></div></section>)",
      visit.texts("home.read"_msg), each(pages, [&](Writer& inner, InfoPage const* page) {
          inner(
              R"(<li><a href="{}">{}</a></li>)", visit.url({"info", page->slug}),
              ShownText{visit, visit.shown(page->title)});
      }));
}

}

http::Response home_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(texts("home.title"_msg, {{"name", visit.call.site.name}}), "", "");
    frame.description = texts("home.lead"_msg);
    frame.language_chips = true;
    return visit.page(frame, [&](Writer& w) {
        w(
            R"(<div class="km-hero"><div class="km-wrap"><div class="km-hero__in"><div class="km-stack"><h1>{}</h1><p class="km-lead">{}</p></div>{}</div></div></div>{}{}{})",
            texts("home.title"_msg, {{"name", visit.call.site.name}}), texts("home.lead"_msg),
            web::SearchBox{visit, "search.label"_msg}, [&](Writer& inner) { write_needs(inner, visit); },
            [&](Writer& inner) { write_places(inner, visit); },
            [&](Writer& inner) { write_more(inner, visit); });
    });
}

} // namespace kommin::portal
