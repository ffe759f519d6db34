#include "modules/goals/goals/resolution_editing.hpp"

#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace {

constexpr std::size_t longest_resolution_line = 200; // code points
constexpr std::size_t longest_wording = 5000;
constexpr int most_versions = 200; // to look for goals in

constexpr int most_meetings = 300;

std::optional<meetings::MeetingId> meeting_in(Fields const& fields)
{
    return typed_id<meetings::MeetingId>(fields.value(resolution_field::meeting));
}

std::optional<meetings::PanelId> panel_in(Fields const& fields)
{
    return typed_id<meetings::PanelId>(fields.value(resolution_field::panel));
}

// Each goal once, by id: of two versions that are ticked the newer one.
std::vector<ResolvedGoal> goals_in(Fields const& fields)
{
    std::map<GoalId, std::int64_t> versions;
    for (auto const& value : fields.values(resolution_field::goals)) {
        if (auto const typed = read_resolved_goal(value)) {
            auto& version = versions[typed->goal];
            version = std::max(version, typed->version);
        }
    }
    std::vector<ResolvedGoal> goals;
    for (auto const& [goal, version] : versions)
        goals.push_back({.goal = goal, .version = version});
    return goals;
}

std::optional<ResolutionResult> result_in(Fields const& fields)
{
    auto const word = fields.value(resolution_field::result);
    return word.empty() ? std::optional(ResolutionResult::unknown) : enum_from<ResolutionResult>(word);
}

EditedResolution resolution_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    EditedResolution wanted;
    auto& one = wanted.resolution;
    one.panel = panel_in(fields);
    one.resolved_by = line(resolution_field::resolved_by);
    one.meeting = meeting_in(fields);
    one.day = read_typed_date(line(resolution_field::day));
    one.kind = enum_from<ResolutionKind>(fields.value(resolution_field::kind)).value_or(one.kind);
    one.result = result_in(fields).value_or(one.result);
    one.paper = line(resolution_field::paper);
    one.link = line(resolution_field::link);
    one.wording = records::several_lines(fields.value(resolution_field::wording));
    one.is_uncertain = fields.value(resolution_field::uncertain) == web::uncertain_value;
    one.remark = line(resolution_field::remark);
    one.source = line(resolution_field::source);
    wanted.goals = goals_in(fields);
    return wanted;
}

class ResolutionCheck : private web::FieldCheck {
public:
    ResolutionCheck(Fields const& fields, Goals const& goals, EditedResolution const* edited, Date today)
        : FieldCheck(fields)
        , fields_(fields)
        , goals_(goals)
        , edited_(edited)
        , today_(today)
        , owner_(
              edited != nullptr ? std::optional(edited->resolution.body)
                                : body_called(goals.bodies, fields.value(resolution_field::body)))
    { }
    std::vector<Problem> run()
    {
        if (!owner_)
            refuse(resolution_field::body, "resolution.problem.owner"_msg);
        if (!enum_from<ResolutionKind>(fields_.value(resolution_field::kind)))
            refuse(resolution_field::kind, "resolution.problem.kind"_msg);
        check_who();
        check_meeting();
        check_day();
        if (!result_in(fields_))
            refuse(resolution_field::result, "resolution.problem.result"_msg);
        check_goals();
        check_length(resolution_field::resolved_by, longest_resolution_line);
        check_length(resolution_field::paper, longest_resolution_line);
        check_length(resolution_field::source, longest_resolution_line);
        check_length(resolution_field::wording, longest_wording);
        check_public_page(resolution_field::link);
        check_doubt();
        return take();
    }

private:
    void check_who()
    {
        bool const has_words = !one_line(fields_.value(resolution_field::resolved_by)).empty();
        if (fields_.value(resolution_field::panel).empty()) {
            if (!has_words)
                refuse(resolution_field::panel, "resolution.problem.nobody"_msg);
            return;
        }
        auto const id = panel_in(fields_);
        auto const* panel = goals_.find_panel(id);
        bool const is_as_before = edited_ != nullptr && id && id == edited_->resolution.panel;
        if (!is_as_before && (panel == nullptr || !owner_ || panel->body != *owner_))
            refuse(resolution_field::panel, "resolution.problem.panel"_msg);
        else if (has_words)
            refuse(resolution_field::resolved_by, "resolution.problem.two"_msg);
    }
    // One of the panel that it names; what others have named and this person does not see may stay.
    void check_meeting()
    {
        if (fields_.value(resolution_field::meeting).empty())
            return;
        auto const id = meeting_in(fields_);
        auto const panel = panel_in(fields_);
        auto const found = id ? std::ranges::find(goals_.panel_meetings, *id, &meetings::NamedMeeting::id)
                              : goals_.panel_meetings.end();
        bool const is_as_before = edited_ != nullptr && id && id == edited_->resolution.meeting
            && panel == edited_->resolution.panel;
        bool const is_of_panel = found != goals_.panel_meetings.end() && panel && found->panel == *panel;
        if (!is_as_before && !is_of_panel) {
            refuse(resolution_field::meeting, "resolution.problem.meeting"_msg);
            return;
        }
        auto const day = read_typed_date(one_line(fields_.value(resolution_field::day)));
        bool const is_known = day && found != goals_.panel_meetings.end() && found->day;
        if (is_known
            && (day->last_possible_day() < found->day->first_possible_day()
                || found->day->last_possible_day() < day->first_possible_day()))
            refuse(resolution_field::meeting, "resolution.problem.meeting_day"_msg);
    }
    void check_day()
    {
        auto const typed = one_line(fields_.value(resolution_field::day));
        if (typed.empty())
            return;
        auto const day = read_typed_date(typed);
        if (!day)
            refuse(resolution_field::day, "form.problem.date"_msg, {{"value", typed}});
        else if (day->first_possible_day() > today_)
            refuse(resolution_field::day, "resolution.problem.future"_msg);
    }
    void check_goals()
    {
        for (auto const& resolved : goals_in(fields_)) {
            auto const* goal = goals_.find(resolved.goal);
            if (goal == nullptr || !owner_ || goal->body != *owner_ || resolved.version > goal->version) {
                refuse(resolution_field::goals, "resolution.problem.goals"_msg);
                return;
            }
        }
    }

    Fields const& fields_;
    Goals const& goals_;
    EditedResolution const* edited_;
    Date today_;
    std::optional<std::optional<tenants::BodyId>> owner_; // nothing: the form names nobody
};

// Also whether these goals still say what is resolved of them: a resolution may have got another result.
void store_goals(
    Work& work, ResolutionId id, std::vector<ResolvedGoal> const& before,
    std::vector<ResolvedGoal> const& wanted)
{
    std::vector<GoalId> about;
    for (auto const& one : before) {
        about.push_back(one.goal);
        if (std::ranges::find(wanted, one) == wanted.end())
            erase_resolved_goal(work.db(), work.tenant(), id, one.goal);
    }
    for (auto const& one : wanted) {
        about.push_back(one.goal);
        if (std::ranges::find(before, one) == before.end())
            insert_resolved_goal(work.db(), work.tenant(), id, one);
    }
    reckon_wording(work, about);
    tell_readers(work, about);
}

// In which version it resolved on each goal when it last did.
std::map<GoalId, std::int64_t> list_last_resolved(
    db::Connection& db, TenantId tenant, ResolutionId id, std::vector<ResolvedGoal> const& stored)
{
    std::map<GoalId, std::int64_t> last;
    for (auto const& one : stored)
        last.emplace(one.goal, one.version);
    for (auto const& version : records::list_versions(
             db, tenant, {resolution_subject, id.value}, records::unrestricted, most_versions)) {
        for (auto const& one : goals_in(version.fields))
            last.emplace(one.goal, one.version);
    }
    return last;
}

EditedResolution with_goals(db::Connection& db, TenantId tenant, Resolution resolution)
{
    auto goals = list_resolved_goals(db, tenant, resolution.id);
    auto last = list_last_resolved(db, tenant, resolution.id, goals);
    return {std::move(resolution), std::move(goals), std::move(last)};
}

}

std::optional<EditedResolution> find_seen_resolution(
    db::Connection& db, TenantId tenant, ResolutionId id, Actor const& actor, Permission permission)
{
    auto one = load_resolution(db, tenant, id);
    if (!one || !actor.may(permission, one->owner()))
        return std::nullopt;
    return with_goals(db, tenant, std::move(*one));
}

Goals list_resolvable(db::Connection& db, TenantId tenant, Actor const& actor, Date today)
{
    auto goals = list_seen_goals(db, tenant, actor, edit_goals, today);
    std::vector<meetings::PanelId> panels;
    for (auto const& panel : goals.panels) {
        if (actor.may(edit_goals, panel.body ? Scope::of_owner(panel.body->value) : Scope::whole_tenant()))
            panels.push_back(panel.id);
    }
    goals.panel_meetings = meetings::list_named_meetings(db, tenant, actor, panels, today, most_meetings);
    return goals;
}

void add_meetings_named(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, Fields const& fields, Goals& goals)
{
    auto const panel = panel_in(fields);
    auto const day = read_typed_date(one_line(fields.value(resolution_field::day)));
    if (!panel || !day)
        return;
    for (auto& one : meetings::list_named_meetings(
             db, tenant, actor, *panel, static_cast<int>(day->year()), most_meetings)) {
        bool const may_resolve = one.state != meetings::MeetingState::cancelled && one.day
            && one.day->first_possible_day() <= today;
        if (may_resolve
            && std::ranges::find(goals.panel_meetings, one.id, &meetings::NamedMeeting::id)
                == goals.panel_meetings.end())
            goals.panel_meetings.push_back(std::move(one));
    }
}

std::string title_of(meetings::NamedMeeting const& meeting, Goals const& goals, i18n::Texts const& texts)
{
    auto const* panel = goals.find_panel(meeting.panel);
    auto title = panel == nullptr ? meeting.title : panel->name + ": " + meeting.title;
    return meeting.day ? title + ", " + texts.partial_date(*meeting.day) : title;
}

std::string resolved_goal_value(ResolvedGoal const& resolved)
{
    auto value = std::to_string(resolved.goal.value);
    return resolved.version == 0 ? value : value + '@' + std::to_string(resolved.version);
}

std::optional<ResolvedGoal> read_resolved_goal(std::string_view value)
{
    auto const at = value.find('@');
    auto const goal = typed_id<GoalId>(value.substr(0, at));
    auto const version
        = at == std::string_view::npos ? std::optional<std::int64_t>(0) : parse_number(value.substr(at + 1));
    if (!goal || !version || *version < 0)
        return std::nullopt;
    return ResolvedGoal{.goal = *goal, .version = *version};
}

Fields with_versions(Fields typed, Goals const& goals, EditedResolution const* edited)
{
    Fields::Values values;
    for (auto one : goals_in(typed)) {
        auto const* goal = goals.find(one.goal);
        if (one.version == 0 && edited != nullptr && edited->last.contains(one.goal))
            one.version = edited->last.at(one.goal);
        else if (one.version == 0 && goal != nullptr)
            one.version = goal->version;
        values.push_back(resolved_goal_value(one));
    }
    typed.set(resolution_field::goals, std::move(values));
    return typed;
}

Fields form_of(EditedResolution const& edited)
{
    auto const& one = edited.resolution;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(resolution_field::kind, std::string(to_text(one.kind)));
    set(resolution_field::panel, one.panel ? std::to_string(one.panel->value) : std::string{});
    set(resolution_field::resolved_by, one.resolved_by);
    set(resolution_field::meeting, one.meeting ? std::to_string(one.meeting->value) : std::string{});
    set(resolution_field::day, spelled_date(one.day));
    set(resolution_field::result, std::string(to_text(one.result)));
    set(resolution_field::paper, one.paper);
    set(resolution_field::link, one.link);
    set(resolution_field::wording, one.wording);
    set(resolution_field::uncertain, one.is_uncertain ? std::string(web::uncertain_value) : std::string{});
    set(resolution_field::remark, one.remark);
    set(resolution_field::source, one.source);
    Fields::Values goals;
    for (auto const& resolved : edited.goals)
        goals.push_back(resolved_goal_value(resolved));
    fields.set(resolution_field::goals, std::move(goals));
    return fields;
}

Fields spelled_resolution(Fields const& typed)
{
    return form_of(resolution_from(typed));
}

std::vector<Problem> problems_of_resolution(
    Fields const& fields, Goals const& goals, EditedResolution const* edited, Date today)
{
    return ResolutionCheck(fields, goals, edited, today).run();
}

Result<void> save_resolution(Work& work, ResolutionVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_resolutions, seen.id.value, seen.version, edit_goals, "resolution.problem.unknown"_msg));
    auto const stored
        = with_goals(work.db(), work.tenant(), load_resolution(work.db(), work.tenant(), seen.id).value());
    auto goals = list_resolvable(work.db(), work.tenant(), work.actor(), work.today());
    add_meetings_named(work.db(), work.tenant(), work.actor(), work.today(), form_of(stored), goals);
    auto const fields = with_versions(typed, goals, &stored);
    if (auto problems = problems_of_resolution(fields, goals, &stored, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = resolution_from(fields);
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.resolution.id = seen.id;
    update_resolution(work.db(), work.tenant(), wanted.resolution, work.now());
    store_goals(work, seen.id, stored.goals, wanted.goals);
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<ResolutionId> add_resolution(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_goals))
        return Problem::not_found("resolution.problem.unknown"_msg);
    auto goals = list_resolvable(work.db(), work.tenant(), work.actor(), work.today());
    add_meetings_named(work.db(), work.tenant(), work.actor(), work.today(), typed, goals);
    auto const body = body_called(goals.bodies, typed.value(resolution_field::body));
    auto wanted = resolution_from(typed);
    if (body)
        wanted.resolution.body = *body;
    if (!body || !work.actor().may(edit_goals, wanted.resolution.owner()))
        return Problem::invalid(std::string(resolution_field::body), "resolution.problem.owner"_msg);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' '
        + std::to_string(wanted.resolution.owner().owner()) + ' ' + form_of(wanted).to_json());
    if (auto const added = find_resolution_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_resolution(typed, goals, nullptr, work.today()); !problems.empty())
        return std::move(problems.front());
    wanted.goals = goals_in(with_versions(typed, goals, nullptr));
    auto const id = insert_resolution(work.db(), work.tenant(), wanted.resolution, mark, work.now());
    store_goals(work, id, {}, wanted.goals);
    records::keep_created(work, edited_resolutions, id.value, wanted.resolution.owner(), form_of(wanted));
    return id;
}

} // namespace kommin::goals
