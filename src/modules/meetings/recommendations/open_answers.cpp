#include "modules/meetings/recommendations/open_answers.hpp"

#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

// Nothing where no answer is looked after there.
std::optional<RecommendationQuery> query_of(
    std::span<Panel const> panels, std::vector<PanelId> const& conferences, Date today)
{
    RecommendationQuery query{.panels = {}};
    for (auto const conference : conferences) {
        auto const below = panels_below(panels, conference);
        query.panels.insert(query.panels.end(), below.begin(), below.end());
    }
    if (query.panels.empty())
        return std::nullopt;
    query.owing = today;
    query.order = RecommendationOrder::due;
    query.descending = false;
    return query;
}

OpenAnswer answer_of(std::span<Panel const> panels, Recommendation const& one, Date today)
{
    auto const* owner = find_panel(panels, one.owner_panel);
    auto const* of = find_panel(panels, one.panel);
    bool const comes_back = one.state == RecommendationState::answered;
    return {
        .id = one.id,
        .number = one.number,
        .title = one.title,
        .owner = owner != nullptr ? owner->name : one.owner_office,
        .due = comes_back ? one.deferred_until : one.due,
        .is_late = one.is_overdue(today),
        .comes_back = comes_back,
        .of = of != nullptr ? of->owner() : Scope::whole_tenant()};
}

}

std::vector<PanelId> conferences_of(std::span<Panel const> panels, Panel const& panel)
{
    if (panel.kind == PanelKind::conference)
        return {panel.id};
    if (panel.kind != PanelKind::steering_group)
        return {};
    std::vector<PanelId> conferences;
    for (auto const& one : panels) {
        bool const looks_after = panel.parent ? one.id == *panel.parent : one.body == panel.body;
        if (one.kind == PanelKind::conference && looks_after)
            conferences.push_back(one.id);
    }
    return conferences;
}

OpenAnswers list_open_answers(
    db::Connection& db, TenantId tenant, std::span<Panel const> panels, Panel const& panel, Date today,
    int most)
{
    OpenAnswers open;
    auto const conferences = conferences_of(panels, panel);
    auto const query = query_of(panels, conferences, today);
    if (!query)
        return open;
    for (auto const& one : list_recommendations(db, tenant, *query, most))
        open.first.push_back(answer_of(panels, one, today));
    open.count = count_recommendations(db, tenant, *query, OpenAnswers::most_counted);
    if (conferences.size() == 1)
        open.conference = conferences.front();
    return open;
}

OpenAnswers list_open_answers(db::Connection& db, TenantId tenant, PanelId panel, Date today, int most)
{
    auto const panels = list_panels(db, tenant);
    auto const* found = find_panel(panels, panel);
    return found != nullptr ? list_open_answers(db, tenant, panels, *found, today, most) : OpenAnswers{};
}

bool has_open_answers(
    db::Connection& db, TenantId tenant, std::span<Panel const> panels, Panel const& panel, Date today)
{
    auto const query = query_of(panels, conferences_of(panels, panel), today);
    return query && count_recommendations(db, tenant, *query, 1) > 0;
}

std::string details_of(OpenAnswer const& answer, i18n::Texts const& texts)
{
    auto details = texts.foreign(answer.owner);
    if (answer.due && !answer.comes_back)
        details += (details.empty() ? "" : " – ")
            + texts("answers.due"_msg, {{"day", texts.date(*answer.due, i18n::DateStyle::long_)}});
    return details;
}

std::string_view lateness_of(OpenAnswer const& answer, i18n::Texts const& texts)
{
    if (answer.comes_back)
        return texts("answers.comes_back"_msg);
    return answer.is_late ? texts("answers.late"_msg) : std::string_view{};
}

std::string line_of(OpenAnswer const& answer, i18n::Texts const& texts)
{
    auto line = numbered(answer.number, answer.title);
    for (auto const& more : {details_of(answer, texts), std::string(lateness_of(answer, texts))}) {
        if (!more.empty())
            line += " – " + more;
    }
    return line;
}

} // namespace kommin::meetings
