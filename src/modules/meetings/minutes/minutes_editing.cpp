#include "modules/meetings/minutes/minutes_editing.hpp"

#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr std::size_t longest_line = 200; // code points
constexpr std::size_t longest_motion = 2000;
constexpr std::size_t longest_notes = 20'000;
constexpr std::int64_t most_people = 100'000;

// "" is no number yet, and no problem.
bool is_count(std::string_view typed)
{
    auto const line = records::one_line(typed);
    auto const number = parse_number(line);
    return line.empty() || (number && *number >= 0 && *number <= most_people);
}

// One of the words of a list, or none.
template<class Word>
bool is_word(std::string_view typed)
{
    return typed.empty() || enum_from<Word>(typed).has_value();
}

void check_motion(
    FieldCheck& check, MinutesRules const& rules, std::optional<std::int64_t> voters, Motion const& motion)
{
    auto const name = [&](std::string_view field) { return field_of(field, motion.item, motion.number); };
    check.check_length(name(minutes_field::motion), longest_motion);
    check.check_length(name(minutes_field::decision), longest_motion);
    check.check_length(name(minutes_field::mover), longest_line);
    for (auto const field : {minutes_field::yes, minutes_field::no, minutes_field::abstained}) {
        if (!is_count(check.value(name(field))))
            check.refuse(name(field), "minutes.problem.count"_msg);
    }
    // Nobody types what ballots have said, nor that there were any.
    bool const is_unheard_of = motion.voting == Voting::secret && !rules.secret_votes.contains(motion.key());
    if (is_unheard_of || !is_word<Voting>(check.value(name(minutes_field::voting))))
        check.refuse(name(minutes_field::voting), "minutes.problem.choice"_msg);
    if (!is_word<Casting>(check.value(name(minutes_field::casting))))
        check.refuse(name(minutes_field::casting), "minutes.problem.choice"_msg);
    if (motion.voting != Voting::open)
        return;
    auto const limit = voters ? voters : rules.present;
    auto const cast = motion.yes.value_or(0) + motion.no.value_or(0) + motion.abstained.value_or(0);
    if (!motion.yes || !motion.no)
        check.refuse(name(minutes_field::yes), "minutes.problem.votes"_msg);
    else if (limit && cast > *limit)
        check.refuse(
            name(minutes_field::yes), "minutes.problem.too_many"_msg,
            {{"cast", std::to_string(cast)}, {"present", std::to_string(*limit)}});
}

}

Fields form_of(Minutes const& minutes)
{
    auto fields = minutes.fields();
    fields.set(minutes_field::state, std::string(to_text(minutes.state)));
    return fields;
}

MinutesRules rules_for(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    MinutesRules rules{items_of(list_agenda(db, tenant, meeting)), count_attendance(db, tenant, meeting), {}};
    auto const minutes = find_minutes(db, tenant, meeting);
    auto const content = minutes ? content_of(minutes->fields(), rules.items) : MinutesContent{};
    for (auto const& item : content.items) {
        for (auto const& motion : item.motions) {
            if (motion.voting == Voting::secret)
                rules.secret_votes.insert(motion.key());
        }
    }
    return rules;
}

std::vector<Problem> problems_of_minutes(Fields const& fields, MinutesRules const& rules)
{
    FieldCheck check(fields);
    check.check_length(minutes_field::chair, longest_line);
    check.check_length(minutes_field::keeper, longest_line);
    check.check_length(minutes_field::general, longest_notes);
    if (!is_word<TieRule>(fields.value(minutes_field::tie)))
        check.refuse(minutes_field::tie, "minutes.problem.choice"_msg);
    if (!is_count(fields.value(minutes_field::voters)))
        check.refuse(minutes_field::voters, "minutes.problem.count"_msg);
    auto const content = content_of(spelled_minutes(fields), rules.items);
    if (content.voters && rules.present && *content.voters > *rules.present)
        check.refuse(
            minutes_field::voters, "minutes.problem.voters"_msg,
            {{"present", std::to_string(*rules.present)}});
    for (auto const& item : content.items) {
        check.check_length(field_of(minutes_field::notes, item.item.id), longest_notes);
        check.check_length(field_of(minutes_field::internal, item.item.id), longest_notes);
        for (auto const& motion : item.motions)
            check_motion(check, rules, content.voters, motion);
    }
    return check.take();
}

Result<MinutesId> begin_minutes(Work& work, MeetingId meeting)
{
    auto const seen = find_seen_meeting(work.db(), work.tenant(), meeting, work.actor(), write_minutes);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (auto const begun = find_minutes(work.db(), work.tenant(), meeting))
        return begun->id;
    if (seen->meeting.state == MeetingState::cancelled)
        return Problem::conflict({}, "minutes.problem.cancelled"_msg);
    Fields fields;
    if (auto const last = find_newest_minutes(work.db(), work.tenant(), seen->panel.id)) {
        auto const before = last->fields();
        for (auto const field : {minutes_field::chair, minutes_field::keeper, minutes_field::tie})
            fields.set(field, std::string(before.value(field)));
    }
    auto const id = insert_minutes(work.db(), work.tenant(), meeting, fields.to_json(), work.now());
    records::keep_created(
        work, edited_minutes, id.value, seen->panel.owner(),
        form_of(load_minutes(work.db(), work.tenant(), id).value()));
    return id;
}

Result<void> save_minutes(Work& work, MinutesVersion const& seen, Fields const& sent)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_minutes, seen.id.value, seen.version, write_minutes, "minutes.problem.unknown"_msg));
    auto minutes = load_minutes(work.db(), work.tenant(), seen.id).value();
    if (minutes.state == MinutesState::approved)
        return Problem::conflict({}, "minutes.problem.approved"_msg);
    auto const rules = rules_for(work.db(), work.tenant(), minutes.meeting);
    auto const value_of = [&](std::string_view name) { return std::optional(sent.value(name)); };
    auto const typed
        = with_secret_votes_of(minutes.fields(), laid_over(minutes.fields(), value_of, rules.items));
    if (auto problems = problems_of_minutes(typed, rules); !problems.empty())
        return std::move(problems.front());
    auto const before = form_of(minutes);
    auto fields = spelled_minutes(typed);
    fields.set(minutes_field::state, std::string{}); // the form does not say how far they are
    minutes.content = fields.to_json();
    auto const after = form_of(minutes);
    if (before == after)
        return {};
    update_minutes(work.db(), work.tenant(), minutes, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

} // namespace kommin::meetings
