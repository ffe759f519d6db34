// The home page: what people come for, the places, what else there is to read.

#include "modules/portal/components.hpp"
#include "modules/portal/pages.hpp"
#include "platform/web/components.hpp"

#include <algorithm>
#include <iterator>

namespace kommin::portal {

using html::each;
using html::Url;
using html::Writer;

namespace {

struct Need {
    std::string_view icon;
    MessageKey title;
    MessageKey hint;
    std::string_view path; // below the language
    std::string_view query;
};

// What newcomers come for, in the order in which they need it. Every target exists in the demonstration; a
// tile whose info page is missing leads to the offers of its life situation.
constexpr Need needs[] = {
    {"pin", "home.need.new"_msg, "home.need.new.hint"_msg, "info/erste-schritte", ""},
    {"talk", "home.need.german"_msg, "home.need.german.hint"_msg, "angebote", "?thema=sprache"},
    {"people", "home.need.advice"_msg, "home.need.advice.hint"_msg, "angebote",
     "?kategorie=mbe&kategorie=jmd"},
    {"youth", "home.need.school"_msg, "home.need.school.hint"_msg, "angebote", "?thema=schule"},
    {"office", "home.need.residence"_msg, "home.need.residence.hint"_msg, "angebote", "?thema=aufenthalt"},
    {"work", "home.need.work"_msg, "home.need.work.hint"_msg, "angebote", "?thema=arbeit"},
    {"heart", "home.need.health"_msg, "home.need.health.hint"_msg, "angebote", "?thema=gesundheit"},
    {"house", "home.need.housing"_msg, "home.need.housing.hint"_msg, "angebote", "?thema=wohnen"},
    {"people", "home.need.everyday"_msg, "home.need.everyday.hint"_msg, "angebote", "?thema=alltag"},
};

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
      each(
          needs,
          [&](Writer& inner, Need const& need) {
              auto const target
                  = std::string(visit.url({""}).text()) + std::string(need.path) + std::string(need.query);
              web::Tile{
                  Url::local(target).value_or(visit.url({""})), need.icon, texts(need.title),
                  texts(need.hint)}(inner);
          }),
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
