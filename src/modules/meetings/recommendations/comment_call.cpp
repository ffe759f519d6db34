#include "modules/meetings/recommendations/comment_call.hpp"

#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "modules/meetings/recommendations/wording_changes.hpp"
#include "platform/base/text.hpp"
#include "platform/json/json.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr std::size_t longest_word = 1000; // code points

std::string typed_day(Fields const& fields)
{
    return records::one_line(fields.value(call_field::until));
}

std::string typed_word(Fields const& fields)
{
    std::string word(trim(fields.value(call_field::word)));
    std::erase(word, '\r');
    return word;
}

std::vector<contacts::PersonId> people_in(db::Connection& db, TenantId tenant, PanelId panel, Date today)
{
    std::vector<contacts::PersonId> people;
    for (auto const& member : list_members_on(db, tenant, panel, today)) {
        if (std::ranges::find(people, member.person) == people.end())
            people.push_back(member.person);
    }
    return people;
}

bool does_not_want_letters(contacts::ConsentStandings const& consents, contacts::PersonId person)
{
    auto const found = consents.find(person);
    return found != consents.end() && found->second == contacts::ConsentStanding::withdrawn;
}

// A letter of before that has not left by now is none.
void order_call_letter(Work& work, CommentCallId call, contacts::PersonId person)
{
    erase_asked(work.db(), work.tenant(), call, person);
    auto const asked = insert_asked(work.db(), work.tenant(), call, person, work.now());
    work.enqueue(
        comment_mail_kind, json::print(json::Value::Object{{"call", call.value}, {"asked", asked.value}}));
}

// As of asked_panel(), of what was stored once.
std::string_view asked_in(Fields const& fields)
{
    auto const group = fields.value(recommendation_field::group);
    return group.empty() ? fields.value(recommendation_field::panel) : group;
}

bool runs(std::optional<CommentCall> const& call, Date today)
{
    return call && call->until >= today;
}

}

std::vector<Problem> problems_of_call(Fields const& fields, Date today)
{
    FieldCheck check(fields);
    auto const day = typed_day(fields);
    auto const until = parse_typed_date(day);
    if (!day.empty() && !until)
        check.refuse(call_field::until, "recommendation.problem.day"_msg, {{"value", day}});
    else if (until && (*until < today || *until > today + longest_call))
        check.refuse(call_field::until, "recommendation.call.problem.until"_msg);
    check.check_length(call_field::word, longest_word);
    return check.take();
}

PanelId asked_panel(Recommendation const& one)
{
    return one.group.value_or(one.panel);
}

bool may_ask_members(db::Connection& db, TenantId tenant, Actor const& actor, SeenRecommendation const& seen)
{
    if (!actor.may(edit_recommendations, seen.panel.owner()))
        return false;
    auto const asked = load_panel(db, tenant, asked_panel(seen.recommendation));
    return asked && actor.may(edit_recommendations, asked->owner());
}

std::optional<CommentCall> find_call_about(db::Connection& db, TenantId tenant, Recommendation const& one)
{
    auto last = find_last_comment_call(db, tenant, one.id);
    if (!last || last->version == one.version)
        return last;
    auto const asked = records::find_version(
        db, tenant, {recommendation_subject, one.id.value}, last->version, records::unrestricted);
    auto const now = form_of(one);
    bool const is_the_same
        = asked && says_the_same(asked->fields, now) && asked_in(asked->fields) == asked_in(now);
    return is_the_same ? last : std::nullopt;
}

Askable list_askable(
    db::Connection& db, TenantId tenant, Recommendation const& one, std::optional<CommentCall> const& call,
    Date today)
{
    auto const people = people_in(db, tenant, asked_panel(one), today);
    auto const asked
        = runs(call, today) ? list_asked(db, tenant, call->id) : std::vector<contacts::PersonId>{};
    auto const consents
        = contacts::list_consent_standings(db, tenant, contacts::Purpose::invitations, people);
    Askable found;
    for (auto& person : contacts::list_reachable_people(db, tenant, people)) {
        if (std::ranges::find(asked, person.id) != asked.end())
            ++found.asked;
        else if (does_not_want_letters(consents, person.id))
            found.spared.push_back(person.id);
        else if (person.mail.empty())
            found.without_mail.push_back(person.id);
        else
            found.reachable.push_back(std::move(person));
    }
    return found;
}

std::optional<contacts::ReachablePerson> find_askable(
    db::Connection& db, TenantId tenant, Recommendation const& one, contacts::PersonId person, Date today)
{
    auto const sitting = people_in(db, tenant, asked_panel(one), today);
    if (std::ranges::find(sitting, person) == sitting.end())
        return std::nullopt;
    auto people = contacts::list_reachable_people(db, tenant, {person});
    auto const consents
        = contacts::list_consent_standings(db, tenant, contacts::Purpose::invitations, {person});
    bool const is_reached
        = !people.empty() && !people.front().mail.empty() && !does_not_want_letters(consents, person);
    return is_reached ? std::optional(std::move(people.front())) : std::nullopt;
}

Result<Asking> ask_for_comments(Work& work, RecommendationVersion const& seen, Fields const& typed)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const found = find_seen_recommendation(db, tenant, seen.id, work.actor(), edit_recommendations);
    if (!found || !may_ask_members(db, tenant, work.actor(), *found))
        return Problem::not_found("recommendation.problem.unknown"_msg);
    auto const& one = found->recommendation;
    if (!one.is_discussed())
        return Problem::conflict({}, "recommendation.call.problem.over"_msg);
    if (one.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (auto problems = problems_of_call(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const stored = find_call_about(db, tenant, one);
    auto const people = list_askable(db, tenant, one, stored, work.today()).reachable;
    if (!runs(stored, work.today()) && people.empty())
        return Problem::invalid({}, "recommendation.call.problem.nobody"_msg);
    auto call = stored.value_or(
        CommentCall{.id = {}, .recommendation = one.id, .version = one.version, .asked_at = work.now()});
    call.until = parse_typed_date(typed_day(typed)).value_or(work.today() + usual_call);
    call.word = typed_word(typed);
    call.letters += std::ssize(people);
    if (stored)
        update_comment_call(db, tenant, call);
    else
        call.id = insert_comment_call(db, tenant, call);
    for (auto const& person : people)
        order_call_letter(work, call.id, person.id);
    bool const is_told_anew = stored && (call.until != stored->until || call.word != stored->word);
    if (!people.empty() || is_told_anew)
        work.audit(
            "meetings.recommendation.members_asked", recommendation_subject.word(), one.id, {},
            {{"count", static_cast<std::int64_t>(std::ssize(people))}});
    return Asking{std::ssize(people), is_told_anew};
}

void note_not_asked(db::Connection& db, TenantId tenant, CommentCallId call, AskedId asked)
{
    erase_asked(db, tenant, asked);
    auto stored = load_comment_call(db, tenant, call);
    if (!stored)
        return;
    stored->letters = std::max<std::int64_t>(stored->letters - 1, 0);
    update_comment_call(db, tenant, *stored);
}

} // namespace kommin::meetings
