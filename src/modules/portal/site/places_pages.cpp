// The municipalities: overview, and one place with everything for its people.

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/offline.hpp"
#include "modules/portal/site/pages.hpp"

#include <optional>
#include <span>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using web::GermanName;
using web::InLanguage;

namespace {

void write_cards(Writer& w, Visit const& visit, std::span<ListedOffer const> offers)
{
    w(R"(<ul class="km-cards km-cards--short" role="list">{}</ul>)",
      each(offers, [&](Writer& inner, ListedOffer const& listed) {
          OfferCard{.visit = visit, .listed = listed, .is_short = true}(inner);
      }));
}

// The nearest offers at once, the others behind one tap: a place has dozens, and a phone shows two at a time.
void write_section(Writer& w, Visit const& visit, PlaceSection const& section)
{
    constexpr std::size_t at_once = 3;
    auto const offers = std::span(section.offers);
    auto const shown = offers.size() <= at_once + 1 ? offers.size() : at_once; // nobody unfolds a single one
    auto const rest = offers.subspan(shown);
    w(
        R"(<section class="km-stack" aria-labelledby="{}"><h2 id="{}">{}</h2>{}{}</section>)", section.id,
        section.id, visit.texts(section.title),
        [&](Writer& inner) { write_cards(inner, visit, offers.first(shown)); },
        when(!rest.empty(), [&](Writer& inner) {
            inner(
                R"(<details class="km-details"><summary>{}</summary>{}</details>)",
                visit.texts("place.more"_msg, {{"count", rest.size()}}),
                [&](Writer& more) { write_cards(more, visit, rest); });
        }));
}

// The sections of a long page as links: one tap from the name of the town to its offices.
void write_section_links(Writer& w, Visit const& visit, std::vector<PlaceSection> const& sections)
{
    if (sections.size() < 2)
        return;
    w(R"(<nav class="km-noprint" aria-label="{}"><ul class="km-chips" role="list">{}</ul></nav>)",
      visit.texts("place.on_this_page"_msg), each(sections, [&](Writer& inner, PlaceSection const& section) {
          inner(
              R"(<li><a class="km-suggestion" href="{}">{}</a></li>)", html::Url::fragment(section.id),
              visit.texts(section.title));
      }));
}

// Own pages of the municipality (infrastructure), as the editors wrote them.
void write_own_pages(Writer& w, Visit const& visit, tenants::Body const& body)
{
    std::vector<InfoPage const*> own;
    for (auto const& page : visit.snapshot().pages()) {
        if (page.kind == PageKind::place && page.municipality == body.slug)
            own.push_back(&page);
    }
    if (own.empty())
        return;
    w(R"(<ul class="km-plain" role="list">{}</ul>)", each(own, [&](Writer& inner, InfoPage const* page) {
          inner(
              R"(<li><a href="{}">{}</a></li>)", url_of(visit.texts, *page),
              ShownText{visit, visit.shown(page->title)});
      }));
}

// The office that decides about residence has changed its name more than once: here stands today's, with the
// day on which it was read.
void write_immigration_office(Writer& w, Visit const& visit, tenants::Body const& body)
{
    auto const& texts = visit.texts;
    auto const* office = visit.snapshot().immigration_office_of(body, visit.now.date);
    auto const* name = office == nullptr ? nullptr : office->name_on(visit.now.date);
    if (name == nullptr)
        return;
    w(R"(<p class="km-small"><strong>{}</strong> {}{}{}</p>)", texts("place.immigration_office"_msg),
      GermanName{name->name, visit.language()},
      when(
          name->seen_in.has_value(),
          [&](Writer& inner) {
              inner(" · {}", texts("offer.as_of"_msg, {{"date", texts.partial_date(*name->seen_in)}}));
          }),
      CheckMark{visit, name->uncertain});
}

// Of the Kreis, where it says something of its own.
Shown intro_of_district(Visit const& visit)
{
    for (auto const& body : visit.snapshot().bodies()) {
        if (body.kind == tenants::BodyKind::district)
            return visit.intro_of(body);
    }
    return {{}, visit.language()};
}

}

http::Response places_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(std::string(texts("place.all.title"_msg)), "orte", "orte");
    auto const intro = intro_of_district(visit);
    frame.description = intro.empty() ? texts("home.place.text"_msg) : intro.text;
    return visit.page(frame, [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-split"><div class="km-stack"><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>{}</div>)",
            texts("place.all.title"_msg),
            [&](Writer& lead) {
                if (intro.empty())
                    lead("{}", texts("home.place.text"_msg));
                else
                    lead("{}", ShownText{visit, intro});
            },
            when(!intro.empty(), [&](Writer& note) { note("{}", TranslationNote{visit, {intro}}); }),
            PlaceLinks{visit}, DistrictMap{visit});
    });
}

http::Response place_page(
    Visit const& visit, tenants::Body const& body, std::vector<PlaceSection> const& sections)
{
    auto const& texts = visit.texts;
    auto const intro = visit.intro_of(body);

    auto frame = visit.frame(body.name, "orte/" + body.slug, "orte");
    frame.description = intro.text;
    frame.crumbs.push_back(
        {visit.url({"orte"}), std::string(texts("place.all.title"_msg)), visit.language()});

    std::optional<i18n::LocalTime> valid_until;
    for (auto const& section : sections) {
        for (auto const& listed : section.offers) {
            if (listed.open.valid_until && (!valid_until || *listed.open.valid_until < *valid_until))
                valid_until = listed.open.valid_until;
        }
    }
    return visit.page(
        frame,
        [&](Writer& w) {
            w(
                R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack"><div class="km-stack km-stack--s"><p class="km-muted">{}</p><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>{}<div class="km-actions km-actions--start"><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div><div class="km-noprint km-stack km-stack--s" data-offline="{}" data-pages="{}" data-languages="{}" data-source="{}" hidden></div><script src="{}" defer></script>{}</div>{}<section class="km-split km-noprint" aria-labelledby="andere"><div class="km-stack"><h2 id="andere">{}</h2>{}</div>{}</section></div>)",
                InLanguage{body.official_kind, Language::german(), visit.language()},
                GermanName{body.name, visit.language()}, ShownText{visit, intro},
                TranslationNote{visit, {intro}},
                [&](Writer& inner) { write_immigration_office(inner, visit, body); },
                [&](Writer& inner) { write_own_pages(inner, visit, body); },
                visit.url({"angebote"}).with_query({{"gemeinde", body.slug}}),
                texts("place.all_offers"_msg, {{"place", texts.foreign(body.name)}}),
                visit.url({"info", "erste-schritte"}), texts("place.first_steps"_msg),
                visit.url({"orte", body.slug, "offline.json"}), offline_paths(visit.snapshot(), body).size(),
                visit.call.site.languages.size(), visit.call.site.source_language.tag(),
                html::Url::local(visit.call.site.asset_url("offline.js")).value_or(html::Url::path({})),
                [&](Writer& inner) { write_section_links(inner, visit, sections); },
                each(
                    sections,
                    [&](Writer& inner, PlaceSection const& section) {
                        write_section(inner, visit, section);
                    }),
                texts("place.others"_msg), PlaceLinks{visit, body.slug}, DistrictMap{visit, body.slug});
        },
        valid_until);
}

} // namespace kommin::portal
