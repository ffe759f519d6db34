#include "modules/portal/editing/page_overview.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 3> page_order_words{"baum", "name", "geaendert"};
constexpr std::string_view word_of_kreis = "kreis";
constexpr std::size_t longest_page_search = 100;
constexpr std::int64_t most_list_pages_turned = 200;

// In any language: whoever translates a page looks for the words of the translation.
bool has_words(InfoPage const& page, std::string const& folded)
{
    auto const says = [&](std::string const& text) {
        return search::folded_text(text).find(folded) != std::string::npos;
    };
    return std::ranges::any_of(
        std::array{&page.title, &page.summary, &page.content}, [&](LocalisedText const* text) {
            return says(text->source)
                || std::ranges::any_of(text->translations, says, &content::Translation::text);
        });
}

// Every page behind the one above it, as the portal shows them.
std::vector<PageLine> list_tree(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto pages = list_pages(db, tenant);
    auto const states = records::list_edit_states(db, tenant, edited_pages);
    std::unordered_map<std::string, std::vector<InfoPage const*>> below;
    for (auto const& page : pages)
        below[page.stands_for.empty() ? page.parent : page.stands_for].push_back(&page);
    std::vector<PageLine> lines;
    std::function<void(std::string const&, int, int)> const add_below
        = [&](std::string const& above, int depth, int level) {
              auto const children = below.find(above);
              if (children == below.end() || level > static_cast<int>(pages.size()))
                  return;
              for (auto const* page : children->second) {
                  auto const state = states.find(page->id.value);
                  bool const is_seen = state != states.end() && actor.may(see_pages, state->second.owner);
                  if (is_seen)
                      lines.push_back({*page, state->second, depth});
                  add_below(page->slug, is_seen ? depth + 1 : depth, level + 1);
              }
          };
    add_below("", 0, 0);
    return lines;
}

void sort_lines(std::vector<PageLine>& lines, StaffPageFilter const& filter)
{
    if (filter.order == PageOrder::name) {
        auto const& collator = i18n::Collator::of(i18n::Language::german());
        std::ranges::stable_sort(lines, [&](PageLine const& one, PageLine const& other) {
            return collator.is_before(one.page.title.source, other.page.title.source);
        });
    } else {
        std::ranges::stable_sort(lines, {}, [](PageLine const& line) { return line.state.changed_at; });
    }
    if (filter.descending)
        std::ranges::reverse(lines);
}

}

OfferState state_of_page(InfoPage const& page, records::EditState const& state)
{
    return state_of_record(state.was_public, page.is_archived, state.draft_state);
}

std::string_view word_of(PageOrder order)
{
    return page_order_words.at(static_cast<std::size_t>(order));
}

StaffPageFilter StaffPageFilter::parse(http::Form const& query)
{
    StaffPageFilter filter;
    filter.text = truncate_utf8(trim(query.value("t")), longest_page_search);
    if (auto const place = query.value("gemeinde"); is_slug(place))
        filter.place = place;
    filter.state = offer_state_of(query.value("zustand"));
    if (auto const found = std::ranges::find(page_order_words, query.value("nach"));
        found != page_order_words.end())
        filter.order = static_cast<PageOrder>(found - page_order_words.begin());
    filter.descending = filter.order != PageOrder::tree && query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_list_pages_turned));
    return filter;
}

std::vector<std::pair<std::string, std::string>> StaffPageFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!text.empty())
        fields.emplace_back("t", text);
    if (!place.empty())
        fields.emplace_back("gemeinde", place);
    if (state)
        fields.emplace_back("zustand", word_of(*state));
    if (order != PageOrder::tree)
        fields.emplace_back("nach", word_of(order));
    if (descending)
        fields.emplace_back("ab", "1");
    return fields;
}

bool StaffPageFilter::narrows() const
{
    return !text.empty() || !place.empty() || state;
}

std::vector<PageLine> list_pages_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, StaffPageFilter const& filter)
{
    auto lines = list_tree(db, tenant, actor);
    auto const folded = search::folded_text(filter.text);
    auto const place = filter.place == word_of_kreis ? std::string{} : filter.place;
    std::erase_if(lines, [&](PageLine const& line) {
        return (!folded.empty() && !has_words(line.page, folded))
            || (!filter.place.empty() && line.page.municipality != place)
            || (filter.state && state_of_page(line.page, line.state) != *filter.state);
    });
    if (filter.order != PageOrder::tree)
        sort_lines(lines, filter);
    if (filter.narrows() || filter.order != PageOrder::tree) {
        for (auto& line : lines)
            line.depth = 0;
    }
    return lines;
}

} // namespace kommin::portal
