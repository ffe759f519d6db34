#include "modules/meetings/recommendations/recommendation_editing.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/recommendations/translated_recommendations.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace field = recommendation_field;

namespace {

constexpr std::size_t longest_number = 40; // code points
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_text = 5000;

std::string paragraphs(std::string_view typed)
{
    std::string text(trim(typed));
    std::erase(text, '\r');
    return text;
}

// In the order of the enum, each once.
std::string addressees_in(Fields const& fields)
{
    std::string words;
    for (auto const addressee : all_addressees) {
        if (fields.has(field::addressees, to_text(addressee)))
            words += (words.empty() ? "" : " ") + std::string(to_text(addressee));
    }
    return words;
}

Recommendation recommendation_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Recommendation one;
    one.panel = panel_numbered(fields.value(field::panel)).value_or(PanelId{});
    one.group = panel_numbered(fields.value(field::group));
    one.number = line(field::number);
    one.title = line(field::title);
    one.addressees = addressees_in(fields);
    one.text = paragraphs(fields.value(field::text));
    one.reasons = paragraphs(fields.value(field::reasons));
    one.proposed_by = line(field::proposed_by);
    one.proposed_at = meeting_numbered(fields.value(field::meeting));
    one.owner_panel = panel_numbered(fields.value(field::owner));
    one.owner_office = line(field::office);
    one.owner_mail = line(field::office_mail);
    one.due = parse_typed_date(line(field::due));
    one.is_uncertain = fields.value(field::uncertain) == uncertain_value;
    one.remark = line(field::remark);
    one.source = line(field::source);
    one.state = enum_from<RecommendationState>(fields.value(field::state)).value_or(one.state);
    one.state_day = records::read_typed_date(fields.value(field::state_day));
    one.state_note = fields.value(field::state_note);
    one.state_meeting = meeting_numbered(fields.value(field::state_meeting));
    one.state_as = enum_from<TakenUpAs>(fields.value(field::state_as));
    one.state_link = fields.value(field::state_link);
    one.state_until = parse_typed_date(fields.value(field::state_until));
    return one;
}

// What the form does not say stays as it was.
void keep_course(Recommendation& wanted, Recommendation const& stored)
{
    wanted.id = stored.id;
    wanted.state = stored.state;
    wanted.state_day = stored.state_day;
    wanted.state_note = stored.state_note;
    wanted.state_meeting = stored.state_meeting;
    wanted.state_as = stored.state_as;
    wanted.state_link = stored.state_link;
    wanted.state_until = stored.state_until;
    wanted.outcome = stored.outcome;
    wanted.deferred_until = stored.deferred_until;
    wanted.adopted_on = stored.adopted_on;
    wanted.told_at = stored.told_at;
}

// A panel or meeting that somebody names must be one that they see; what was named before may stay.
class Named {
public:
    Named(Work& work, Recommendation const* stored)
        : work_(work)
        , stored_(stored)
    { }

    Result<Panel> field_of(Recommendation const& wanted) const
    {
        auto panel = load_panel(work_.db(), work_.tenant(), wanted.panel);
        bool const may = panel && work_.actor().may(edit_recommendations, panel->owner());
        if (may && stored_ != nullptr) {
            auto const before = load_panel(work_.db(), work_.tenant(), stored_->panel).value();
            if (panel->body != before.body)
                return Problem::invalid(std::string(field::panel), "recommendation.problem.other_owner"_msg);
        }
        if (!may)
            return Problem::invalid(std::string(field::panel), "recommendation.problem.panel"_msg);
        return std::move(*panel);
    }
    Result<void> check(Recommendation const& wanted) const
    {
        if (!sees(wanted.group, stored_ == nullptr ? std::nullopt : stored_->group))
            return Problem::invalid(std::string(field::group), "recommendation.problem.unseen_panel"_msg);
        if (!sees(wanted.owner_panel, stored_ == nullptr ? std::nullopt : stored_->owner_panel))
            return Problem::invalid(std::string(field::owner), "recommendation.problem.unseen_panel"_msg);
        bool const is_old = stored_ != nullptr && stored_->proposed_at == wanted.proposed_at;
        if (wanted.proposed_at && !is_old
            && !find_seen_meeting(
                work_.db(), work_.tenant(), *wanted.proposed_at, work_.actor(), see_meetings))
            return Problem::invalid(std::string(field::meeting), "recommendation.problem.meeting"_msg);
        return {};
    }

private:
    [[nodiscard]] bool sees(std::optional<PanelId> wanted, std::optional<PanelId> before) const
    {
        if (!wanted || wanted == before)
            return true;
        auto const panel = load_panel(work_.db(), work_.tenant(), *wanted);
        return panel && work_.actor().may(see_panels, panel->owner());
    }

    Work& work_;
    Recommendation const* stored_; // null: a new one
};

}

std::optional<SeenRecommendation> find_seen_recommendation(
    db::Connection& db, TenantId tenant, RecommendationId id, Actor const& actor, Permission permission)
{
    auto one = load_recommendation(db, tenant, id);
    auto panel = one ? load_panel(db, tenant, one->panel) : std::nullopt;
    if (!panel || !actor.may(permission, panel->owner()))
        return std::nullopt;
    return SeenRecommendation{std::move(*one), std::move(*panel)};
}

std::optional<MeetingId> meeting_numbered(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(MeetingId{*number}) : std::nullopt;
}

Fields form_of(Recommendation const& recommendation)
{
    auto const& one = recommendation;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    auto const number = [](auto const& id) { return id ? std::to_string(id->value) : std::string{}; };
    set(field::number, one.number);
    set(field::title, one.title);
    set(field::panel, one.panel.value > 0 ? std::to_string(one.panel.value) : std::string{});
    Fields::Values addressees;
    for (auto const addressee : addressees_of(one))
        addressees.emplace_back(to_text(addressee));
    fields.set(field::addressees, std::move(addressees));
    set(field::text, one.text);
    set(field::reasons, one.reasons);
    set(field::proposed_by, one.proposed_by);
    set(field::group, number(one.group));
    set(field::meeting, number(one.proposed_at));
    set(field::owner, number(one.owner_panel));
    set(field::office, one.owner_office);
    set(field::office_mail, one.owner_mail);
    set(field::due, one.due ? typed_spelling(*one.due) : std::string{});
    set(field::uncertain, one.is_uncertain ? std::string(uncertain_value) : std::string{});
    set(field::remark, one.remark);
    set(field::source, one.source);
    set(field::state, std::string(to_text(one.state)));
    set(field::state_day, records::spelled_date(one.state_day));
    set(field::state_note, one.state_note);
    set(field::state_meeting, number(one.state_meeting));
    set(field::state_as, one.state_as ? std::string(to_text(*one.state_as)) : std::string{});
    set(field::state_link, one.state_link);
    set(field::state_until, one.state_until ? typed_spelling(*one.state_until) : std::string{});
    return fields;
}

Fields spelled_recommendation(Fields const& typed)
{
    return form_of(recommendation_from(typed));
}

std::vector<Problem> problems_of_recommendation(Fields const& fields)
{
    FieldCheck check(fields);
    if (one_line(fields.value(field::title)).empty())
        check.refuse(field::title, "recommendation.problem.title"_msg);
    if (!panel_numbered(fields.value(field::panel)))
        check.refuse(field::panel, "recommendation.problem.panel"_msg);
    if (addressees_in(fields).empty())
        check.refuse(field::addressees, "recommendation.problem.addressees"_msg);
    auto const due = one_line(fields.value(field::due));
    if (!due.empty() && !parse_typed_date(due))
        check.refuse(field::due, "recommendation.problem.day"_msg, {{"value", due}});
    if (panel_numbered(fields.value(field::owner)) && !one_line(fields.value(field::office)).empty())
        check.refuse(field::office, "recommendation.problem.two_owners"_msg);
    auto const mail = one_line(fields.value(field::office_mail));
    if (!mail.empty() && !mail::is_address(mail))
        check.refuse(field::office_mail, "recommendation.problem.office_mail"_msg);
    else if (!mail.empty() && one_line(fields.value(field::office)).empty())
        check.refuse(field::office_mail, "recommendation.problem.mail_of_none"_msg);
    check.check_length(field::number, longest_number);
    for (auto const name : {field::title, field::proposed_by, field::office, field::source})
        check.check_length(name, longest_line);
    for (auto const name : {field::text, field::reasons})
        check.check_length(name, longest_text);
    check.check_doubt();
    return check.take();
}

Result<void> save_recommendation(
    Work& work, RecommendationVersion const& seen, Fields const& typed,
    RecommendationFollowers const& followers)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_recommendations, seen.id.value, seen.version, edit_recommendations,
        "recommendation.problem.unknown"_msg));
    if (auto problems = problems_of_recommendation(typed); !problems.empty())
        return std::move(problems.front());
    auto const stored = load_recommendation(work.db(), work.tenant(), seen.id).value();
    auto wanted = recommendation_from(typed);
    keep_course(wanted, stored);
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    Named const named(work, &stored);
    TRY(named.field_of(wanted));
    TRY(named.check(wanted));
    if (wanted.is_public() && !reads_alike(stored, wanted))
        wanted.told_at = work.now();
    update_recommendation(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    keep_open_texts(work, stored, wanted);
    if (wanted.is_public())
        work.publish(published_as);
    return followers.saved != nullptr ? followers.saved(work, wanted.id) : Result<void>{};
}

Result<RecommendationId> add_recommendation(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_recommendations))
        return Problem::not_found("recommendation.problem.unknown"_msg);
    auto wanted = recommendation_from(typed);
    keep_course(wanted, {});
    auto const fields = form_of(wanted);
    auto const mark
        = crypto::sha256_hex(work.actor().code() + ' ' + std::string(form_key) + ' ' + fields.to_json());
    if (auto const added = find_recommendation_by_mark(work.db(), work.tenant(), mark))
        return *added;
    Named const named(work, nullptr);
    auto const panel = TRY(named.field_of(wanted));
    if (auto problems = problems_of_recommendation(typed); !problems.empty())
        return std::move(problems.front());
    TRY(named.check(wanted));
    auto const id = insert_recommendation(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_recommendations, id.value, panel.owner(), fields);
    return id;
}

} // namespace kommin::meetings
