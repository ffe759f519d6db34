#include "modules/portal/directory/site_page.hpp"

#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/search_words.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

using i18n::Language;
using i18n::Texts;

// The pages that no record stands behind.
struct FixedPage {
    std::string_view path;
    MessageKey title;
};
constexpr std::array fixed_pages{
    FixedPage{"/", "web.home"_msg},          FixedPage{"angebote", "web.nav.offers"_msg},
    FixedPage{"orte", "web.nav.places"_msg}, FixedPage{"info", "web.nav.info"_msg},
    FixedPage{"suche", "search.title"_msg},
};

// The words of a search that may be kept; "" for every other query.
std::string words_in(std::string_view named, Language language)
{
    constexpr std::size_t longest = 2'000; // of an address; nobody types a longer one
    auto const at = named.find('?');
    if (at == std::string_view::npos || named.size() > longest)
        return {};
    auto const query = http::Form::parse(named.substr(at + 1, named.find('#', at) - at - 1));
    return query ? countable_words(query->value("q"), language).value_or(std::string{}) : std::string{};
}

SitePage search_page_of(Texts const& texts, std::string const& words)
{
    return {
        .path = "suche" + html::query_string({{"q", words}}),
        .title = texts("search.title_for"_msg, {{"query", texts.foreign(words)}}),
        .language = texts.language(),
        .owner = Scope::whole_tenant(),
        .offer = std::nullopt};
}

SitePage titled(
    Snapshot const& snapshot, Texts const& texts, std::string_view path, LocalisedText const& title)
{
    auto const shown = show(title, snapshot.chain(texts.language()));
    return {
        .path = std::string(path),
        .title = std::string(shown.text),
        .language = shown.language,
        .owner = Scope::whole_tenant(),
        .offer = std::nullopt};
}

std::optional<SitePage> find_offer_page(
    Snapshot const& snapshot, Texts const& texts, std::string_view path, std::string_view slug)
{
    auto const* offer = snapshot.find_offer(slug);
    if (offer == nullptr)
        offer = snapshot.find_ended_offer(slug);
    if (offer == nullptr)
        return std::nullopt;
    auto page = titled(snapshot, texts, path, offer->title);
    auto const* body = snapshot.find_municipality(offer->municipality);
    page.owner = owner_of(offer->reach, body == nullptr ? std::nullopt : std::optional(body->id));
    page.offer = offer->id;
    return page;
}

SitePage info_site_page(
    Snapshot const& snapshot, Texts const& texts, std::string_view path, InfoPage const& page)
{
    auto found = titled(snapshot, texts, path, page.title);
    if (auto const* body = snapshot.find_municipality(page.municipality))
        found.owner = Scope::of_owner(body->id.value);
    return found;
}

// A place, or what it says in the stead of a page of the Kreis.
std::optional<SitePage> find_place_page(
    Snapshot const& snapshot, Texts const& texts, std::string_view path, std::string_view rest)
{
    constexpr std::string_view below = "/info/";
    if (auto const at = rest.find(below); at != std::string_view::npos) {
        auto const* page = snapshot.find_local_page(rest.substr(at + below.size()), rest.substr(0, at));
        return page == nullptr ? std::nullopt : std::optional(info_site_page(snapshot, texts, path, *page));
    }
    auto const* body = snapshot.find_municipality(rest);
    if (body == nullptr)
        return std::nullopt;
    return SitePage{
        .path = std::string(path),
        .title = body->name,
        .language = snapshot.tenant().source_language,
        .owner = Scope::of_owner(body->id.value),
        .offer = std::nullopt};
}

}

html::Url SitePage::url(Language wanted) const
{
    auto const address = '/' + std::string(wanted.tag()) + '/' + (path == "/" ? std::string() : path);
    return html::Url::local(address).value_or(html::Url::path({wanted.tag(), ""}));
}

std::string_view SitePage::path_without_words() const
{
    return std::string_view(path).substr(0, path.find('?'));
}

// "https://portal.example/de/angebote/x?seite=2#a" is "angebote/x".
std::string_view site_path_in(std::string_view named, std::string_view base_url)
{
    named = trim(named);
    if (!base_url.empty() && named.starts_with(base_url))
        named.remove_prefix(base_url.size());
    named = named.substr(0, named.find_first_of("?#"));
    if (named.starts_with('/'))
        named.remove_prefix(1);
    auto const first = named.substr(0, named.find('/'));
    auto const known = i18n::interface_languages();
    if (std::ranges::any_of(known, [&](Language language) { return language.tag() == first; }))
        named.remove_prefix(std::min(named.size(), first.size() + 1));
    return named;
}

std::optional<SitePage> find_site_page(
    Snapshot const& snapshot, Texts const& texts, std::string_view base_url, std::string_view named)
{
    if (trim(named).empty())
        return std::nullopt;
    auto const found = site_path_in(named, base_url);
    auto const path = found.empty() ? std::string_view("/") : found;
    if (auto const words = path == "suche" ? words_in(named, texts.language()) : std::string{};
        !words.empty())
        return search_page_of(texts, words);
    for (auto const& fixed : fixed_pages) {
        if (fixed.path == path)
            return SitePage{
                .path = std::string(path),
                .title = std::string(texts(fixed.title)),
                .language = texts.language(),
                .owner = Scope::whole_tenant(),
                .offer = std::nullopt};
    }
    auto const slash = path.find('/');
    auto const kind = path.substr(0, slash);
    auto const slug = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    if (kind == "angebote")
        return find_offer_page(snapshot, texts, path, slug);
    if (kind == "orte")
        return find_place_page(snapshot, texts, path, slug);
    // Legal pages have addresses of their own.
    auto const* page = snapshot.find_page(kind == "info" ? slug : path);
    if (page == nullptr || (page->kind == PageKind::legal) == (kind == "info"))
        return std::nullopt;
    return info_site_page(snapshot, texts, path, *page);
}

} // namespace kommin::portal
