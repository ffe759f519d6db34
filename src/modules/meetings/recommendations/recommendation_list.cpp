#include "modules/meetings/recommendations/recommendation_list.hpp"

#include "platform/base/number.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::array<std::string_view, 7> recommendation_view_words{
    "", "ueberfaellig", "entwuerfe", "nicht-vorgelegt", "beantwortet", "zurueckgezogen", "alle"};
constexpr std::array<MessageKey, 7> recommendation_view_labels{
    "recommendation.view.open"_msg,
    "recommendation.view.overdue"_msg,
    "recommendation.view.drafts"_msg,
    "recommendation.view.unsubmitted"_msg,
    "recommendation.view.answered"_msg,
    "recommendation.view.withdrawn"_msg,
    "panel.view.all"_msg};
constexpr std::array<std::string_view, 3> recommendation_order_words{"", "titel", "frist"};
constexpr int first_year = 1900;
constexpr int last_year = 2999;
constexpr int recommendations_at_once = 1'000;

std::optional<RecommendationId> id_in(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(RecommendationId{*number}) : std::nullopt;
}

RecommendationQuery query_of(Panels const& panels, RecommendationFilter const& filter, Date today)
{
    using enum RecommendationState;
    RecommendationQuery query;
    if (!filter.panel)
        query.panels = panels.ids();
    else if (panels.find(filter.panel) != nullptr)
        query.panels = panels_below(panels.all, *filter.panel);
    switch (filter.view) {
    case RecommendationView::open:
        query.owing = today;
        break;
    case RecommendationView::overdue:
        query.owing = today;
        query.due_before = today;
        break;
    case RecommendationView::drafts:
        query.states = {drafted, discussed};
        break;
    case RecommendationView::unsubmitted:
        query.states = {adopted};
        break;
    case RecommendationView::answered:
        query.states = {answered};
        break;
    case RecommendationView::withdrawn:
        query.states = {withdrawn};
        break;
    case RecommendationView::all:
        break;
    }
    query.addressee = filter.addressee;
    query.year = filter.year;
    query.words = search::folded_text(filter.words);
    query.order = filter.order;
    query.descending = filter.is_descending();
    return query;
}

// One line more than a page tells whether there is another one.
RecommendationList page_of(
    db::Connection& db, TenantId tenant, RecommendationQuery query, RecommendationFilter const& filter)
{
    constexpr auto size = static_cast<std::size_t>(RecommendationList::lines_per_page);
    bool const is_backwards = filter.before.has_value();
    query.after = is_backwards ? filter.before : filter.after;
    query.backwards = is_backwards;
    RecommendationList list{
        .lines = list_recommendations(db, tenant, query, RecommendationList::lines_per_page + 1)};
    bool const has_more = list.lines.size() > size;
    if (has_more)
        list.lines.pop_back();
    if (is_backwards)
        std::ranges::reverse(list.lines);
    if (list.lines.empty())
        return list;
    auto page = filter;
    page.after.reset();
    page.before = list.lines.front().id;
    if (is_backwards ? has_more : filter.after.has_value())
        list.previous = page;
    page.before.reset();
    page.after = list.lines.back().id;
    if (is_backwards || has_more)
        list.next = page;
    return list;
}

}

std::string_view word_of(RecommendationView view)
{
    return recommendation_view_words.at(static_cast<std::size_t>(view));
}

std::string_view word_of(RecommendationOrder order)
{
    return recommendation_order_words.at(static_cast<std::size_t>(order));
}

MessageKey label_of(RecommendationView view)
{
    return recommendation_view_labels.at(static_cast<std::size_t>(view));
}

RecommendationFilter RecommendationFilter::read(http::Form const& query)
{
    RecommendationFilter filter;
    filter.words = web::words_of_filter(query);
    filter.panel = panel_numbered(query.value("feld"));
    filter.addressee = enum_from<Addressee>(query.value("an"));
    auto const year = parse_number<int>(query.value("jahr"));
    if (year && *year >= first_year && *year <= last_year)
        filter.year = year;
    auto const* const view = std::ranges::find(recommendation_view_words, query.value("zustand"));
    if (view != recommendation_view_words.end())
        filter.view = static_cast<RecommendationView>(view - recommendation_view_words.begin());
    auto const* const order = std::ranges::find(recommendation_order_words, query.value("nach"));
    if (order != recommendation_order_words.end())
        filter.order = static_cast<RecommendationOrder>(order - recommendation_order_words.begin());
    filter.reversed = query.value("ab") == "1";
    filter.after = id_in(query.value("hinter"));
    if (!filter.after)
        filter.before = id_in(query.value("vor"));
    return filter;
}

web::ListFields RecommendationFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("feld", panel ? std::to_string(panel->value) : std::string{});
    add("an", addressee ? to_text(*addressee) : std::string_view{});
    add("jahr", year ? std::to_string(*year) : std::string{});
    add("zustand", word_of(view));
    add("nach", word_of(order));
    add("ab", reversed ? "1" : "");
    return fields;
}

web::ListFields RecommendationFilter::fields_with_page() const
{
    auto all = fields();
    if (after)
        all.emplace_back("hinter", std::to_string(after->value));
    if (before)
        all.emplace_back("vor", std::to_string(before->value));
    return all;
}

bool RecommendationFilter::narrows() const
{
    return !words.empty() || panel || addressee || year;
}

RecommendationList list_recommendations_for_staff(
    db::Connection& db, TenantId tenant, Panels const& panels, RecommendationFilter const& filter, Date today)
{
    auto const query = query_of(panels, filter, today);
    auto list = page_of(db, tenant, query, filter);
    // Whoever goes back to where lines are gone meanwhile gets the first page, not the rest of one.
    bool const is_short = list.lines.size() < static_cast<std::size_t>(RecommendationList::lines_per_page);
    if ((filter.before && is_short) || (filter.after && list.lines.empty())) {
        auto first = filter;
        first.after.reset();
        first.before.reset();
        list = page_of(db, tenant, query, first);
    }
    list.count = std::ssize(list.lines);
    if (list.previous || list.next)
        list.count = count_recommendations(db, tenant, query, RecommendationList::most_counted + 1);
    return list;
}

void export_recommendation_list(
    db::Connection& db, TenantId tenant, Panels const& panels, RecommendationFilter const& filter, Date today,
    std::function<bool(std::vector<Recommendation> const&)> const& take)
{
    auto query = query_of(panels, filter, today);
    for (;;) {
        auto const part = list_recommendations(db, tenant, query, recommendations_at_once);
        if (!take(part) || part.size() < static_cast<std::size_t>(recommendations_at_once))
            return;
        query.after = part.back().id;
    }
}

web::StaffList const recommendation_list{
    .code = "meetings.recommendations",
    .path = recommendations_path,
    .title = "recommendation.title"_msg,
    .read = [](http::Form const& query) { return RecommendationFilter::read(query).fields(); }};

} // namespace kommin::meetings
