#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/api.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

NamedRecommendation named(Recommendation const& one)
{
    return {
        .id = one.id,
        .panel = one.panel,
        .title = full_title_of(one),
        .state = one.state,
        .adopted_on = one.adopted_on,
        .due = one.due};
}

std::vector<NamedRecommendation> named(std::vector<Recommendation> const& found)
{
    std::vector<NamedRecommendation> all;
    for (auto const& one : found)
        all.push_back(named(one));
    return all;
}

}

std::vector<NamedRecommendation> list_adopted_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit)
{
    auto const seen = list_seen_panels(db, tenant, actor, see_recommendations);
    RecommendationQuery query{.panels = seen.ids()};
    query.states
        = {RecommendationState::adopted,  RecommendationState::submitted, RecommendationState::taken_up,
           RecommendationState::deferred, RecommendationState::declined,  RecommendationState::answered};
    query.order = RecommendationOrder::adopted;
    return named(list_recommendations(db, tenant, query, limit));
}

std::vector<NamedRecommendation> list_named_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<RecommendationId> const& ids)
{
    if (ids.empty())
        return {};
    auto const seen = list_seen_panels(db, tenant, actor, see_recommendations);
    RecommendationQuery query{.panels = seen.ids()};
    query.ids = ids;
    return named(list_recommendations(db, tenant, query, static_cast<int>(ids.size())));
}

std::optional<LateAnswers> list_late_answers(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, std::optional<Scope> owner,
    int limit, std::int64_t most)
{
    if (!actor.may_somewhere(see_recommendations))
        return std::nullopt;
    auto const seen = list_seen_panels(db, tenant, actor, see_recommendations);
    auto wanted = seen;
    if (owner)
        std::erase_if(wanted.all, [&](Panel const& panel) { return panel.owner() != *owner; });
    RecommendationQuery query{.panels = wanted.ids()};
    query.owing = today;
    query.due_before = today; // of what was put off and is back again no answer is late
    query.order = RecommendationOrder::due;
    query.descending = false;
    LateAnswers late{.first = {}, .count = count_recommendations(db, tenant, query, most)};
    for (auto const& one : list_recommendations(db, tenant, query, limit)) {
        auto of = one.owner_office;
        if (one.owner_panel) {
            auto const* panel = seen.find(one.owner_panel);
            of = panel == nullptr ? std::string{} : panel->name;
        }
        late.first.push_back({named(one), one.due.value(), std::move(of)});
    }
    return late;
}

std::optional<AnswersWithoutDay> list_answers_without_day(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, std::optional<Scope> owner,
    int limit, std::int64_t most)
{
    if (!actor.may_somewhere(see_recommendations))
        return std::nullopt;
    auto wanted = list_seen_panels(db, tenant, actor, see_recommendations);
    if (owner)
        std::erase_if(wanted.all, [&](Panel const& panel) { return panel.owner() != *owner; });
    RecommendationQuery query{.panels = wanted.ids()};
    query.owing = today;
    query.without_day = true;
    query.order = RecommendationOrder::adopted;
    query.descending = false;
    return AnswersWithoutDay{
        .first = named(list_recommendations(db, tenant, query, limit)),
        .count = count_recommendations(db, tenant, query, most)};
}

html::Url recommendation_desk_url(RecommendationId id)
{
    return recommendation_url(id);
}

bool is_published(web::Visit const& visit, RecommendationId id)
{
    auto const all = visit.call.published.find<PublicRecommendations>();
    return all && all->find(id) != nullptr;
}

void PublicRecommendationLink::operator()(html::Writer& w) const
{
    auto const all = visit.call.published.find<PublicRecommendations>();
    auto const* one = all ? all->find(id) : nullptr;
    if (one != nullptr)
        w(R"(<a href="{}">{}</a>)", visit.url({"konferenz", "empfehlungen", std::to_string(id.value)}),
          NumberedTitle{visit, *one});
}

std::optional<PublicCourse> find_public_course(web::Visit const& visit, RecommendationId id)
{
    auto const all = visit.call.published.find<PublicRecommendations>();
    auto const* one = all ? all->find(id) : nullptr;
    if (one == nullptr)
        return std::nullopt;
    PublicCourse course{
        .adopted_on = one->adopted_on,
        .is_answered = one->is_answered,
        .state = one->state,
        .answered_on = std::nullopt};
    if (one->is_answered)
        course.answered_on = one->steps.back().day;
    return course;
}

} // namespace kommin::meetings
