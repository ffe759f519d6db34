#pragma once
// The building blocks of the public pages: callables for holes of html::Writer.

#include "modules/portal/directory/offer_list.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/shown_text.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using web::ShownText;
using web::TranslationNote;

// "bitte prüfen" beside what nobody has read on a public page, wherever it is shown; nothing if it was read.
struct CheckMark {
    Visit const& visit;
    bool is_unsure;
    void operator()(html::Writer& writer) const;
};

// "Jetzt geöffnet": shape, word and colour.
struct OpenMark {
    Visit const& visit;
    OpenAnswer answer;
    void operator()(html::Writer& writer) const;
};

// "heute bis 16 Uhr", "wieder am Mittwoch um 9 Uhr"; "" if there is nothing to say.
std::string open_detail(Texts const& texts, OpenAnswer const& answer, i18n::LocalTime now);

// The languages spoken there, each in its own name.
struct LanguageTags {
    std::vector<std::string> const& tags;
    void operator()(html::Writer& writer) const;
};

struct OfferCard {
    Visit const& visit;
    ListedOffer listed;
    search::Index::Marks const* marks = nullptr; // of the free text, if there is one
    bool is_short = false; // below a heading that says what it is about: name, place, state, languages
    void operator()(html::Writer& writer) const;
};

// The pages of a list: first, last and those around this one. Nothing when there is only one.
struct Pager {
    Visit const& visit;
    int page;
    int pages;
    std::function<html::Url(int)> url;
    void operator()(html::Writer& writer) const;
};

// Text with the matches of a query inside <mark>.
struct Highlighted {
    Visit const& visit;
    std::string_view text;
    Language language;
    search::Index::Marks const* marks; // may be null
    void operator()(html::Writer& writer) const;
};

// The map of the municipalities as links; decoration beside a list of the same links.
struct DistrictMap {
    Visit const& visit;
    std::string_view here = {}; // slug of the municipality to emphasise
    void operator()(html::Writer& writer) const;
};

// The municipalities as links to their pages.
struct PlaceLinks {
    Visit const& visit;
    std::string_view here = {};
    void operator()(html::Writer& writer) const;
};

// Kind with the municipality: "Beratung ab 27 Jahren (MBE) in Bergkamen".
std::string kind_and_place(Visit const& visit, Offer const& offer);

// The icon of a life situation, a name of the theme's icon set.
std::string_view icon_of(Categories const& categories, Situation situation);
// The life situation of a page; nothing where the district has archived it.
std::optional<Situation> situation_of(Visit const& visit, InfoPage const& page);

} // namespace kommin::portal
