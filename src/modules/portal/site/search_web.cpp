// Search over offers and pages, and its suggestions.

#include "modules/portal/directory/search_words.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/search_tally.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/http/server.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::size_t most_completions = 8;
constexpr std::size_t enough_hits = 10; // fewer are followed by what matches some of the words

// 1 for everything that is no page.
std::size_t page_number(std::string_view text)
{
    return std::clamp<std::size_t>(parse_number<std::size_t>(text).value_or(1), 1, SearchResult::most_pages);
}

// Asked in vain, wholly or in part: editors shall know. Whoever leafs on has been counted on the first page.
void note_in_vain(Visit const& visit, SearchTally& tally, SearchResult const& result)
{
    bool const is_in_vain = result.answer.total == 0 || result.answer.relaxed;
    auto words
        = is_in_vain && result.page == 1 ? countable_words(result.query, visit.language()) : std::nullopt;
    if (words)
        tally.note(
            visit.call.site.tenant,
            {std::move(*words), visit.language(), http::anonymous_network(visit.call.request.peer()),
             http::provider_network(visit.call.request.peer())},
            visit.call.clock.now());
}

}

SearchResult search_for(
    std::shared_ptr<PublishedSearch const> search, i18n::Language language, std::string query,
    std::size_t page, search::Index::Trial const* trial)
{
    SearchResult result;
    result.query = std::move(query);
    result.page = page;
    auto const understood = trial == nullptr
        ? search->index().understand(result.query, language.tag())
        : search->index().understand(result.query, language.tag(), *trial);
    result.answer = search->find(understood, result.page * SearchResult::hits_per_page, {}, enough_hits);
    result.page = std::min(result.page, std::max<std::size_t>(result.pages(), 1)); // there are no more
    result.marks = search->index().marks(understood);
    result.search = std::move(search);
    return result;
}

http::Response search_site(Visit& visit, SearchTally& tally)
{
    auto const& form = visit.call.request.query();
    if (form.value("q").size() > longest_query)
        return web::error_page(visit, http::Status::bad_request);
    SearchResult result;
    result.query = std::string(truncate_utf8(trim(form.value("q")), longest_query));
    if (result.query.empty())
        return search_page(visit, result);
    if (!visit.snapshot().is_searchable())
        return web::error_page(visit, http::Status::unavailable);
    result = search_for(
        visit.snapshot().search(), visit.language(), std::move(result.query),
        page_number(form.value("seite")));
    note_in_vain(visit, tally, result);
    return search_page(visit, result);
}

http::Response suggest_searches(Visit& visit)
{
    if (!visit.snapshot().is_searchable())
        return web::error_page(visit, http::Status::unavailable);
    auto const prefix = truncate_utf8(trim(visit.call.request.query().value("q")), longest_query);
    json::Writer out;
    out.array([&](json::ArrayWriter& words) {
        auto const search = visit.snapshot().search();
        for (auto const& word : search->index().complete(prefix, visit.language().tag(), most_completions))
            words.add(word);
    });
    return http::Response::json(http::Status::ok, out.take()).momentary();
}

} // namespace kommin::portal
