#include "modules/meetings/recommendations/recommendation_list.hpp"

#include "platform/base/number.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
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
    return key_page<Recommendation>(
        filter,
        [&](std::optional<RecommendationId> const& place, bool is_backwards, int limit) {
            auto part = query;
            part.after = place;
            part.backwards = is_backwards;
            return list_recommendations(db, tenant, part, limit);
        },
        [](Recommendation const& one) { return one.id; },
        [&](std::int64_t most) { return count_recommendations(db, tenant, query, most); });
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
