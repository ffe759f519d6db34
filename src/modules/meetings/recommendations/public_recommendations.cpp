#include "modules/meetings/recommendations/public_recommendations.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"
#include "platform/base/number.hpp"
#include "platform/i18n/texts.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view public_list_path = "konferenz/empfehlungen"; // without language

// What was said inside stays inside: the public reads what came of it, and the answer.
void leave_out_internal_notes(std::vector<Step>& steps)
{
    for (auto& step : steps) {
        if (step.state == RecommendationState::adopted || step.state == RecommendationState::submitted)
            step.note.clear();
    }
}

// Until when the public was told that it was put off, where that is the last that it was told.
std::optional<Date> last_deferral(std::vector<Step> const& shown)
{
    std::optional<Date> until;
    for (auto const& step : shown) {
        if (step.state == RecommendationState::deferred)
            until = step.until;
        else if (step.state == RecommendationState::taken_up || step.state == RecommendationState::declined)
            until.reset();
    }
    return until;
}

std::string panel_name(std::vector<Panel> const& panels, std::optional<PanelId> id)
{
    auto const* panel = find_panel(panels, id);
    return panel == nullptr ? std::string{} : panel->name;
}

Panel const* find_steering_group(std::vector<Panel> const& panels, std::optional<PanelId> id)
{
    auto const* panel = find_panel(panels, id);
    return panel != nullptr && panel->kind == PanelKind::steering_group ? panel : nullptr;
}

PublicRecommendation public_of(
    Recommendation& one, std::vector<Panel> const& panels, std::vector<Step> const& steps)
{
    auto shown = public_steps(steps);
    auto const state = public_state(shown);
    bool const is_answered = !shown.empty() && shown.back().state == RecommendationState::answered;
    auto const last_step_at = shown.empty() ? Instant{} : shown.back().made_at;
    auto const last_told_at = std::max(last_step_at, one.told_at.value_or(last_step_at));
    leave_out_internal_notes(shown);
    auto const* field = find_panel(panels, one.panel);
    auto const* steering = find_steering_group(panels, one.owner_panel);
    return {
        .id = one.id,
        .field = one.panel,
        .owner = field == nullptr ? Scope::whole_tenant() : field->owner(),
        .field_name = panel_name(panels, one.panel),
        .is_of_all_fields = field != nullptr && field->kind == PanelKind::conference,
        .group = one.group,
        .group_name = panel_name(panels, one.group),
        .number = std::move(one.number),
        .title = std::move(one.title),
        .addressees = addressees_of(one),
        .text = std::move(one.text),
        .reasons = std::move(one.reasons),
        .proposed_by = std::move(one.proposed_by),
        .owner_panel = one.owner_office.empty() ? one.owner_panel : std::nullopt,
        .owner_name
        = one.owner_office.empty() ? panel_name(panels, one.owner_panel) : std::move(one.owner_office),
        .steering_group = steering == nullptr ? std::nullopt : std::optional(steering->id),
        .steering_group_name = steering == nullptr ? std::string{} : steering->name,
        .due = one.due,
        .doubt = one.is_uncertain ? std::move(one.remark) : std::string{},
        .source = std::move(one.source),
        .adopted_on = one.adopted_on,
        .is_answered = is_answered,
        .deferred_until = is_answered ? last_deferral(shown) : std::nullopt,
        .state = state,
        .steps = std::move(shown),
        .last_told_at = last_told_at};
}

// In which they were taken.
MeetingsById list_meetings_of(
    db::Connection& db, TenantId tenant, std::map<RecommendationId, std::vector<Step>> const& steps)
{
    std::vector<MeetingId> ids;
    for (auto const& [recommendation, course] : steps) {
        for (auto const& step : course) {
            if (step.meeting)
                ids.push_back(*step.meeting);
        }
    }
    return list_chosen_meetings(db, tenant, std::move(ids));
}

// The list, also while it is empty, and each recommendation.
std::optional<web::NamedPage> find_public_page(
    PublicRecommendations const& recommendations, TranslatedTexts const& translated, std::string_view path,
    i18n::Texts const& texts)
{
    if (!path.starts_with(public_list_path))
        return std::nullopt;
    path.remove_prefix(public_list_path.size());
    if (path.empty())
        return web::NamedPage{std::string(texts("recommendation.public.title"_msg)), texts.language()};
    auto const* one = path.starts_with('/') ? find_at(recommendations, path.substr(1)) : nullptr;
    if (one == nullptr)
        return std::nullopt;
    auto page = named_page(translated, title_text(*one), texts, one->owner);
    page.title = numbered(one->number, page.title);
    return page;
}

// Whose names everybody reads with these recommendations.
std::set<PanelId> panels_named_by(std::vector<PublicRecommendation> const& recommendations)
{
    std::set<PanelId> named;
    for (auto const& one : recommendations) {
        named.insert(one.field);
        for (auto const panel : {one.group, one.owner_panel, one.steering_group}) {
            if (panel)
                named.insert(*panel);
        }
    }
    return named;
}

// Who met, of meetings without a title for everybody; those of which there is nothing to say go.
void name_panels(
    std::map<MeetingId, PublicRecommendations::NamedMeeting>& meetings, std::vector<Panel> const& panels,
    std::set<PanelId> const& named)
{
    for (auto& [id, meeting] : meetings) {
        auto const* panel = find_panel(panels, meeting.panel);
        bool const may_be_named = panel != nullptr && (panel->is_public || named.contains(panel->id));
        if (meeting.title.empty() && may_be_named)
            meeting.panel_name = panel->name;
    }
    std::erase_if(meetings, [](auto const& entry) {
        return entry.second.title.empty() && entry.second.panel_name.empty();
    });
}

}

std::shared_ptr<PublicRecommendations const> PublicRecommendations::load(db::Connection& db, TenantId tenant)
{
    auto part = std::make_shared<PublicRecommendations>();
    auto recommendations = list_public_recommendations(db, tenant);
    if (recommendations.empty())
        return part;
    auto const panels = list_panels(db, tenant);
    auto steps = list_steps_of_public(db, tenant);
    auto const meetings = list_meetings_of(db, tenant, steps);
    for (auto& one : recommendations) {
        // What a council or a committee recommends is not what the conference does.
        if (!is_of_a_conference(panels, one.panel))
            continue;
        auto shown = public_of(one, panels, steps[one.id]);
        for (auto& step : shown.steps) {
            auto const known = step.meeting ? meetings.find(*step.meeting) : meetings.end();
            if (known == meetings.end())
                continue;
            auto const& meeting = known->second;
            part->meetings_.emplace(
                meeting.id,
                NamedMeeting{
                    .title = meeting.is_public ? meeting.title : std::string{},
                    .panel = meeting.panel,
                    .panel_name = {}});
            if (!step.day)
                step.day = known->second.day;
        }
        // The meeting may have got another day since.
        auto const adopted = std::ranges::find(shown.steps, RecommendationState::adopted, &Step::state);
        if (adopted != shown.steps.end() && adopted->day)
            shown.adopted_on = adopted->day;
        part->all_.push_back(std::move(shown));
    }
    name_panels(part->meetings_, panels, panels_named_by(part->all_));
    // As they are stored, those without a day come last.
    std::ranges::stable_sort(part->all_, std::ranges::greater{}, [](PublicRecommendation const& one) {
        return one.adopted_on ? one.adopted_on->to_iso() : std::string{};
    });
    return part;
}

PublicRecommendation const* PublicRecommendations::find(RecommendationId id) const
{
    auto const found = std::ranges::find(all_, id, &PublicRecommendation::id);
    return found == all_.end() ? nullptr : &*found;
}

PublicRecommendations::NamedMeeting const* PublicRecommendations::find_meeting(
    std::optional<MeetingId> id) const
{
    auto const found = id ? meetings_.find(*id) : meetings_.end();
    return found == meetings_.end() ? nullptr : &found->second;
}

TextOf title_text(PublicRecommendation const& one)
{
    return recommendation_title_text(one.id, one.title);
}

TextOf recommendation_title_text(RecommendationId id, std::string_view title)
{
    return {recommendation_subject, id.value, "title", title};
}

TextOf text_text(PublicRecommendation const& one)
{
    return {recommendation_subject, one.id.value, "text", one.text};
}

TextOf reasons_text(PublicRecommendation const& one)
{
    return {recommendation_subject, one.id.value, "reasons", one.reasons};
}

TextOf answer_text(PublicRecommendation const& one)
{
    return {recommendation_subject, one.id.value, "answer", one.steps.back().note};
}

TextOf outcome_text(PublicRecommendation const& one, Step const& outcome)
{
    return {recommendation_subject, one.id.value, "outcome", outcome.note};
}

PublicRecommendation const* find_at(PublicRecommendations const& recommendations, std::string_view part)
{
    auto const number = parse_number(part);
    return number && part == std::to_string(*number) ? recommendations.find(RecommendationId{*number})
                                                     : nullptr;
}

void publish_recommendations(
    web::Publishing& publishing, std::shared_ptr<TranslatedTexts const> const& translated)
{
    auto const part = PublicRecommendations::load(publishing.db(), publishing.tenant());
    publishing.add_part(part);
    publishing.add_count("recommendations", part->all().size());
    publishing.find_pages_with([part, translated](std::string_view path, i18n::Texts const& texts) {
        return find_public_page(*part, *translated, path, texts);
    });
    if (part->all().empty())
        return;
    publishing.list_paths([part](auto const& take) {
        take(public_list_path);
        for (auto const& one : part->all())
            take(std::string(public_list_path) + '/' + std::to_string(one.id.value));
    });
    publishing.add_link(
        {.place = web::LinkPlace::other_ways,
         .rank = 90,
         .label = "recommendation.public.title"_msg,
         .path = std::string(public_list_path)});
}

} // namespace kommin::meetings
