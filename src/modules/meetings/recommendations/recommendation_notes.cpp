// Recommendations where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/answer_duty.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_shown.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr int most_on_today = 20;
constexpr std::chrono::days ahead{30};
constexpr std::chrono::days comments_are_new_for{7};

web::RecordForm noted_recommendation(web::Call const& call)
{
    // The words of the form refer to what the district has, whoever reads.
    Panels const panels{list_panels(call.db(), call.site.tenant), {}};
    MeetingsById meetings;
    for (auto& meeting : meetings_to_choose(call.db(), call.site.tenant, panels))
        meetings.emplace(meeting.id, std::move(meeting));
    return recommendation_record_form(web::staff_texts(call), panels, meetings);
}

std::optional<web::RecentRecord> recent_recommendation(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_recommendation(
        call.db(), call.site.tenant, RecommendationId{id}, call.actor(), see_recommendations);
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{
        full_title_of(seen->recommendation), recommendation_url(seen->recommendation.id)};
}

// What the panels owe in which somebody sits, with all panels.
struct OwnDuties {
    std::vector<Panel> panels;
    std::vector<Recommendation> owed = {};
};
// Whoever sits in the panel that owes an answer reads it, whatever else they may do here; those due first.
// Only what they can open: a council's has no public page.
OwnDuties owed_by_own_panels(web::Call const& call)
{
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    auto const mail = mail_of_account(db, tenant, call.actor());
    std::vector<contacts::PersonId> people; // whose letters go to the account
    for (auto const& person : contacts::list_known_people_at(db, tenant, mail)) {
        if (person.is_reached_at(mail))
            people.push_back(person.id);
    }
    auto owners = people.empty() ? std::vector<PanelId>{} : list_panels_of_people(db, tenant, people, today);
    if (owners.empty())
        return {};
    OwnDuties own{.panels = list_panels(db, tenant)};
    RecommendationQuery query{.panels = {}};
    for (auto const& panel : own.panels) {
        if (call.actor().may(see_recommendations, panel.owner()) || is_of_a_conference(own.panels, panel.id))
            query.panels.push_back(panel.id);
    }
    query.owners = std::move(owners);
    query.owing = today;
    query.due_before = today + ahead + std::chrono::days{1};
    query.order = RecommendationOrder::due;
    query.descending = false;
    own.owed = list_recommendations(db, tenant, query, most_on_today);
    return own;
}

web::TodayItem own_item(web::Call const& call, std::vector<Panel> const& panels, Recommendation const& one)
{
    auto const& texts = web::staff_texts(call);
    auto const& panel = *find_panel(panels, one.panel);
    auto const& owner = *find_panel(panels, one.owner_panel);
    bool const is_late = one.is_overdue(call.local_now().date);
    return {
        .area = "recommendation.title"_msg,
        .title = full_title_of(one),
        .url = call.actor().may(see_recommendations, panel.owner()) ? recommendation_url(one.id)
                                                                    : public_recommendation_url(one.id),
        .reason = texts(
            is_late ? "recommendation.today.own_late"_msg : "recommendation.today.own"_msg,
            {{"day", texts.date(one.due.value(), i18n::DateStyle::long_)}, {"owner", owner.name}}),
        .due = one.due,
        .action = "recommendation.today.action"_msg,
        .reason_says_day = true,
        .is_own = true,
        .is_content = true};
}

// Submitted ones of which no letter tells anybody, without those that are said already: where nobody is
// entered or the office has no address, then those of panels without anybody who can be reached.
std::vector<Recommendation> list_untold(
    web::Call const& call, RecommendationQuery submitted, std::vector<RecommendationId> const& said)
{
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    std::vector<Recommendation> untold;
    auto const add_all_of = [&](RecommendationQuery const& query) {
        auto const limit = most_on_today + static_cast<int>(said.size());
        for (auto& one : list_recommendations(db, tenant, query, limit)) {
            if (untold.size() < most_on_today && std::ranges::find(said, one.id) == said.end())
                untold.push_back(std::move(one));
        }
    };
    submitted.states = {RecommendationState::submitted};
    auto nowhere = submitted;
    nowhere.without_address = true;
    add_all_of(nowhere);
    auto owners = list_owners(db, tenant, submitted);
    std::erase_if(owners, [&](PanelId owner) {
        return !list_told_in_panel(db, tenant, owner, call.local_now().date).empty();
    });
    if (!owners.empty()) {
        submitted.owners = std::move(owners);
        add_all_of(submitted);
    }
    return untold;
}

// What members have said lately by their links; what colleagues say, they see on its page.
void add_new_comments(
    web::Call const& call, std::vector<PanelId> const& panels, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const since = call.clock.now() - comments_are_new_for;
    for (auto const& one : list_commented_by_link(call.db(), call.site.tenant, panels, since, most_on_today))
        items.push_back(
            {.area = "recommendation.title"_msg,
             .title = numbered(one.number, one.title),
             .url = recommendation_url(one.id),
             .reason = texts("recommendation.today.comments"_msg, {{"count", one.comments}}),
             .due = std::nullopt,
             .action = "recommendation.today.action"_msg,
             .is_content = true});
}

}

void add_recommendations_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const [panels, own] = owed_by_own_panels(call);
    for (auto const& one : own)
        items.push_back(own_item(call, panels, one));
    if (!call.actor().may_somewhere(edit_recommendations))
        return;
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const tenant = call.site.tenant;
    RecommendationQuery query{
        .panels = list_seen_panels(call.db(), tenant, call.actor(), edit_recommendations).ids()};
    query.order = RecommendationOrder::due;
    query.descending = false;
    auto const add = [&](Recommendation const& one, MessageKey reason) {
        items.push_back(
            {.area = "recommendation.title"_msg,
             .title = full_title_of(one),
             .url = recommendation_url(one.id),
             .reason = std::string(texts(reason)),
             .due = one.due,
             .action = "recommendation.today.action"_msg,
             .is_content = true});
    };
    auto owing = query;
    owing.owing = today;
    owing.due_before = today + ahead + std::chrono::days{1};
    auto const due = list_recommendations(call.db(), tenant, owing, most_on_today);
    for (auto const& one : due) {
        if (std::ranges::find(own, one.id, &Recommendation::id) != own.end())
            continue; // stands above as theirs
        add(one,
            one.is_overdue(today) ? "recommendation.today.overdue"_msg : "recommendation.today.soon"_msg);
    }
    // Whatever stands above is not said again.
    auto const is_new = [&](Recommendation const& one) {
        return std::ranges::find(due, one.id, &Recommendation::id) == due.end()
            && std::ranges::find(own, one.id, &Recommendation::id) == own.end();
    };
    auto adopted = query;
    adopted.states = {RecommendationState::adopted};
    for (auto const& one : list_recommendations(call.db(), tenant, adopted, most_on_today)) {
        if (is_new(one))
            add(one, "recommendation.today.unsubmitted"_msg);
    }
    auto undated = query; // adopted ones are said above
    undated.states
        = {RecommendationState::submitted, RecommendationState::taken_up, RecommendationState::deferred,
           RecommendationState::declined};
    undated.without_day = true;
    auto const waiting_undated = list_recommendations(call.db(), tenant, undated, most_on_today);
    for (auto const& one : waiting_undated)
        add(one, "recommendation.today.without_day"_msg);
    std::vector<RecommendationId> said;
    for (auto const* above : {&own, &due, &waiting_undated})
        std::ranges::transform(*above, std::back_inserter(said), &Recommendation::id);
    for (auto const& one : list_untold(call, query, said)) {
        bool const is_named = one.owner_panel || !one.owner_office.empty();
        add(one, is_named ? "recommendation.today.unreachable"_msg : "recommendation.today.nobody"_msg);
    }
    auto again = query;
    again.states = {RecommendationState::answered};
    again.owing = today;
    for (auto const& one : list_recommendations(call.db(), tenant, again, most_on_today)) {
        if (is_new(one))
            add(one, "recommendation.today.again"_msg);
    }
    add_new_comments(call, query.panels, items);
}

std::vector<web::StaffForm> noted_recommendations()
{
    return {
        {.kind = recommendation_subject.word(),
         .open = &noted_recommendation,
         .versions = recommendation_subject}};
}

std::vector<web::StaffRecent> recent_recommendations()
{
    return {{recommendation_subject.word(), "recommendation.title"_msg, &recent_recommendation}};
}

} // namespace kommin::meetings
