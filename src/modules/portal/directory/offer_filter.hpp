#pragma once
// The filter of the offer list as it stands in the URL: words are German and the same for all languages,
// so that a link can be passed on across languages.

#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/offer.hpp"
#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::query_string;

// A code with its word in URLs and the text people read.
template<class Code>
struct UrlWord {
    Code code;
    std::string_view word;
    MessageKey label;
};

std::span<UrlWord<OfferKind> const> kind_words();
std::span<UrlWord<Situation> const> situation_words(); // of the program; Categories knows all of a district
std::span<UrlWord<TargetGroup> const> target_group_words();

MessageKey label_of(OfferKind kind);
MessageKey label_of(Situation situation); // one of the program
MessageKey label_of(TargetGroup group);
std::string_view word_of(OfferKind kind);

// Bytes of free text: the 200 characters of the form in every script. Longer is no entry of a form and an
// error of the request; parse() cuts it off.
inline constexpr std::size_t longest_query = 400;

struct OfferFilter {
    std::string query; // q: free text, at most longest_query bytes
    std::string municipality; // gemeinde: slug
    std::vector<OfferKind> kinds; // kategorie, any of
    std::vector<Situation> situations; // thema, any of
    std::vector<std::string> languages; // sprache: BCP 47 tag spoken at the counter, any of
    std::vector<TargetGroup> target_groups; // zielgruppe, any of
    bool only_free = false; // kosten=keine
    bool with_childcare = false; // kinderbetreuung=ja
    bool wheelchair_accessible = false; // barrierefrei=ja: fully or partly
    bool open_now = false; // offen=jetzt
    int page = 1; // seite

    // Values in the URL that mean nothing here: {"kategorie", "kurs"}. They are ignored, and the page says
    // so.
    std::vector<std::pair<std::string, std::string>> unknown;

    // Reads the query string; municipalities, languages and life situations are checked against the given
    // ones.
    static OfferFilter parse(
        http::Form const& query, std::span<std::string const> municipalities,
        std::span<std::string const> languages, Categories const& categories);

    // Name and value of every field in a fixed order, without empty ones and without the page.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields(Categories const& categories) const;
    [[nodiscard]] bool is_empty() const { return query.empty() && count() == 0; }
    [[nodiscard]] int count() const; // fields in force besides the free text

    // Everything but free text, place and opening times, which need the snapshot.
    [[nodiscard]] bool accepts(Offer const& offer) const;
};

} // namespace kommin::portal
