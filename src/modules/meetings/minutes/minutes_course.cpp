#include "modules/meetings/minutes/minutes_course.hpp"

#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/minutes/participant_drafts.hpp"
#include "modules/meetings/minutes/translated_minutes.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/recommendations/open_answers.hpp"
#include "modules/meetings/tasks/task_store.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::size_t longest_reason = 1000; // code points
constexpr int most_answers = 200; // that minutes name one by one

// Minutes with their Editing and their meeting.
struct OpenMinutes {
    records::Editing editing;
    Minutes minutes;
    Meeting meeting;
    Panel panel;
};
Result<OpenMinutes> begin(Work& work, MinutesVersion const& seen, Permission permission)
{
    auto editing = TRY(records::Editing::begin(
        work, edited_minutes, seen.id.value, seen.version, permission, "minutes.problem.unknown"_msg));
    auto minutes = load_minutes(work.db(), work.tenant(), seen.id).value();
    auto meeting = load_meeting(work.db(), work.tenant(), minutes.meeting).value();
    auto panel = load_panel(work.db(), work.tenant(), meeting.panel).value();
    return OpenMinutes{std::move(editing), std::move(minutes), std::move(meeting), std::move(panel)};
}

void keep(Work& work, OpenMinutes const& open, Minutes const& now, std::string_view step)
{
    update_minutes(work.db(), work.tenant(), now, work.now());
    open.editing.keep_changed(form_of(open.minutes), form_of(now), step);
}

// Where the approval that began as this item stands by now: nothing where it was taken off, or was given to
// another panel, which cannot approve what this one has said.
std::optional<AgendaItem> find_approval_from(db::Connection& db, TenantId tenant, ItemId begun_as)
{
    auto item = load_item(db, tenant, begun_as);
    while (item && item->state == ItemState::carried_over) {
        auto next = find_successor(db, tenant, item->id);
        item = next && next->panel == item->panel ? std::move(next) : std::nullopt;
    }
    bool const can_approve = item
        && (item->state == ItemState::open || item->state == ItemState::done
            || item->state == ItemState::unfinished);
    return can_approve ? std::move(item) : std::nullopt;
}

// The first of the panel's planned meetings on which nobody can say any more that they were not heard.
std::optional<Meeting> find_approving_meeting(Work& work, Meeting const& of, Date until)
{
    return find_next_meeting(work.db(), work.tenant(), of, work.today(), until);
}

// From a meeting that was called off, or is before that day, it goes on: whether it did.
bool leave_meeting(Work& work, AgendaItem const& item, Meeting const& of, Scope owner, Date until)
{
    auto const at = item.meeting ? load_meeting(work.db(), work.tenant(), *item.meeting) : std::nullopt;
    bool const may_stay = !at || (at->state != MeetingState::cancelled && comes_after(*at, until));
    if (may_stay || !item.is_open())
        return false;
    carry_item_over(work, item, owner, find_approving_meeting(work, of, until));
    return true;
}

// One for each edition to come: a draft that is sent again finds it there.
ItemId put_on_agenda(Work& work, OpenMinutes const& open, Date until)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const edition = std::ssize(list_editions(db, tenant, open.minutes.id)) + 1;
    auto mark = "minutes " + std::to_string(open.minutes.id.value) + ' ' + std::to_string(edition);
    if (auto const known = find_item_by_mark(db, tenant, mark)) {
        if (auto const item = find_approval_from(db, tenant, *known)) {
            leave_meeting(work, *item, open.meeting, open.panel.owner(), until);
            return *known;
        }
        mark += ' ' + std::to_string(open.minutes.round + 1); // somebody took that one off
    }
    auto const& texts = i18n::Texts::of(i18n::Language::german()); // agendas are German
    auto const next = find_approving_meeting(work, open.meeting, until);
    AgendaItem item;
    item.panel = open.panel.id;
    item.kind = ItemKind::approval_of_minutes;
    item.title = texts(
        "minutes.item"_msg,
        {{"title", open.meeting.title}, {"day", texts.partial_date(open.meeting.day.value())}});
    if (next) {
        item.meeting = next->id;
        item.position = next_position(db, tenant, next->id);
    }
    auto const id = insert_item(db, tenant, item, mark, work.now());
    records::keep_created(work, edited_items, id.value, open.panel.owner(), form_of(item));
    keep_open_texts(work, id);
    return id;
}

// What was open as the draft was sent first stays written there, whatever is answered since.
records::Fields with_open_answers(Work& work, OpenMinutes const& open)
{
    auto fields = open.minutes.fields();
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    for (auto const& item : list_agenda(work.db(), work.tenant(), open.meeting.id)) {
        auto const name = field_of(minutes_field::answers, item.id);
        bool const is_kept = !fields.value(name).empty();
        if (item.kind != ItemKind::open_answers || item.state == ItemState::dropped || is_kept)
            continue;
        auto const answers
            = list_open_answers(work.db(), work.tenant(), open.panel.id, work.today(), most_answers);
        std::string lines;
        for (auto const& one : answers.first)
            lines += (lines.empty() ? "" : "\n") + line_of(one, texts);
        if (answers.count > std::ssize(answers.first))
            lines += '\n' + texts("answers.more"_msg, {{"count", answers.count - std::ssize(answers.first)}});
        fields.set(name, lines.empty() ? std::string(texts("answers.none"_msg)) : lines);
    }
    return fields;
}

void settle_item(Work& work, AgendaItem item, ItemState state)
{
    if (!item.is_open())
        return;
    auto const editing = records::Editing::begin_unasked(work, edited_items, item.id.value);
    auto const before = form_of(item);
    item.state = state;
    update_item(work.db(), work.tenant(), item, work.now());
    editing.value().keep_changed(before, form_of(item), "marked");
    keep_open_texts(work, item.id);
}

void number_decisions(Work& work, OpenMinutes const& open, MinutesContent const& content)
{
    auto const year = static_cast<int>(open.meeting.day.value().first_possible_day().year());
    for (auto const& item : content.items) {
        for (auto const& motion : item.motions) {
            if (outcome_of(motion, content.tie) == Outcome::adopted)
                number_decision(work.db(), work.tenant(), open.panel.id, open.minutes.id, motion.key(), year);
        }
    }
}

std::vector<KeptTask> tasks_to_keep(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    std::vector<KeptTask> kept;
    for (auto const& task : list_tasks_of_meeting(db, tenant, meeting)) {
        if (task.state != TaskState::dropped)
            kept.push_back({task.text, task.due});
    }
    return kept;
}

// Whether a draft of them may go round at all. Problems: as of send_draft(), but for the day.
Result<OpenMinutes> begin_sending(Work& work, MinutesVersion const& seen)
{
    auto open = TRY(begin(work, seen, write_minutes));
    if (open.minutes.state == MinutesState::approved)
        return Problem::conflict({}, "minutes.problem.approved"_msg);
    if (has_open_vote(open.minutes.fields()))
        return Problem::conflict({}, "minutes.problem.vote_open"_msg);
    if (open.meeting.state == MeetingState::cancelled || !open.meeting.may_have_begun(work.today()))
        return Problem::conflict({}, "minutes.problem.not_held"_msg);
    return open;
}

std::int64_t send(Work& work, OpenMinutes const& open, Date until)
{
    auto minutes = open.minutes;
    minutes.state = MinutesState::sent;
    minutes.amend_until = until;
    minutes.links_until.reset();
    minutes.round += 1;
    minutes.approval_item = put_on_agenda(work, open, until);
    minutes.content = with_open_answers(work, open).to_json();
    keep(work, open, minutes, "sent");
    auto const present = list_attendances(work.db(), work.tenant(), minutes.meeting);
    for (auto const& one : present)
        work.enqueue(
            minutes_mail_kind,
            json::print(json::Value::Object{
                {"minutes", minutes.id.value}, {"person", one.person.value}, {"round", minutes.round}}));
    return std::ssize(present) + order_drafts_for_parties(work, minutes);
}

}

Result<std::int64_t> send_draft(Work& work, MinutesVersion const& seen, std::string_view until)
{
    auto const open = TRY(begin_sending(work, seen));
    auto const day = parse_typed_date(trim(until));
    if (!day || *day <= work.today())
        return Problem::invalid("until", "minutes.problem.until"_msg);
    return send(work, open, *day);
}

Result<std::int64_t> send_earlier_draft(Work& work, MinutesVersion const& seen, Date until)
{
    auto const open = TRY(begin_sending(work, seen));
    return send(work, open, until);
}

std::optional<AgendaItem> find_approval_item(db::Connection& db, TenantId tenant, Minutes const& minutes)
{
    return minutes.approval_item ? find_approval_from(db, tenant, *minutes.approval_item) : std::nullopt;
}

int place_approvals(Work& work)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    int placed = 0;
    for (auto const& minutes : list_sent_minutes(db, tenant)) {
        auto const item = find_approval_item(db, tenant, minutes);
        if (!item || !item->is_open())
            continue;
        auto const meeting = load_meeting(db, tenant, minutes.meeting).value();
        auto const until = minutes.amend_until.value();
        if (item->meeting) {
            auto const owner = load_panel(db, tenant, item->panel).value().owner();
            placed += leave_meeting(work, *item, meeting, owner, until) ? 1 : 0;
            continue;
        }
        auto const next = find_approving_meeting(work, meeting, until);
        if (!next)
            continue;
        update_item_place(db, tenant, item->id, next->id, next_position(db, tenant, next->id));
        work.audit("meetings.item.taken", item_subject.word(), item->id);
        keep_open_texts(work, item->id);
        ++placed;
    }
    return placed;
}

bool can_have_approved(
    Minutes const& minutes, std::optional<AgendaItem> const& item, std::optional<Meeting> const& meeting,
    Date today)
{
    return item && meeting && item->state != ItemState::unfinished && meeting->may_have_begun(today)
        && !minutes.can_be_amended(today)
        && (!minutes.amend_until || comes_after(*meeting, *minutes.amend_until));
}

std::string add_minutes_link(Work& work, MinutesId id, contacts::PersonId person)
{
    auto token = crypto::random_token(32);
    insert_minutes_link(work.db(), work.tenant(), id, person, crypto::sha256_hex(token), work.now());
    return token;
}

std::optional<OpenDraft> find_open_draft(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto const link = find_minutes_link(db, tenant, crypto::sha256_hex(token));
    if (!link)
        return find_draft_of_party(db, tenant, token, today);
    auto minutes = load_minutes(db, tenant, link->minutes);
    bool const shows_draft = minutes && minutes->state == MinutesState::sent;
    bool const shows_answers = minutes && minutes->links_until && today <= *minutes->links_until;
    if (!shows_draft && !shows_answers)
        return std::nullopt;
    // Whoever turns out not to have been there reads nothing more.
    if (!find_attendance(db, tenant, minutes->meeting, link->person))
        return std::nullopt;
    auto meeting = load_meeting(db, tenant, minutes->meeting).value();
    auto panel = load_panel(db, tenant, meeting.panel).value();
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    auto const members = day ? list_members_on(db, tenant, panel.id, *day) : std::vector<MemberOn>{};
    auto const until = minutes->amend_until.value();
    auto const ends_on = minutes->links_until;
    return OpenDraft{
        .minutes = std::move(*minutes),
        .meeting = std::move(meeting),
        .panel = std::move(panel),
        .until = until,
        .person = link->person,
        .is_member = std::ranges::find(members, link->person, &MemberOn::person) != members.end(),
        .shows_draft = shows_draft,
        .ends_on = ends_on};
}

std::vector<Problem> problems_of(AmendmentForm const& form, OpenDraft const& open)
{
    std::vector<Problem> problems;
    if (open.party && !speaker_of(form, open))
        problems.push_back(Problem::invalid("wer", "amendment.problem.speaker"_msg));
    if (trim(form.text).empty())
        problems.push_back(Problem::invalid("text", "amendment.problem.text"_msg));
    if (count_code_points(form.text) > longest_amendment)
        problems.push_back(Problem::invalid("text", "amendment.problem.long"_msg));
    return problems;
}

Result<void> propose_amendment(
    Work& work, std::string_view token, AmendmentForm const& form, std::string_view form_key)
{
    auto const open = find_open_draft(work.db(), work.tenant(), token, work.today());
    if (!open || !open->can_be_amended(work.today()))
        return Problem{ProblemKind::gone, {}, "amendment.problem.gone"_msg, {}};
    if (auto problems = problems_of(form, *open); !problems.empty())
        return std::move(problems.front());
    std::string text(trim(form.text));
    std::erase(text, '\r');
    auto const items = items_of(list_agenda(work.db(), work.tenant(), open->meeting.id));
    bool const is_known = std::ranges::any_of(items, [&](MinutesItem const& item) {
        return form.item == item.id && (open->is_member || !item.is_internal);
    });
    Amendment const amendment{
        .id = {},
        .minutes = open->minutes.id,
        .person = open->person,
        .item = is_known ? form.item : std::nullopt,
        .text = std::move(text),
        .received_at = work.now(),
        .word = {},
        .participant = open->party ? speaker_of(form, *open) : std::nullopt,
        .by_participant = open->party.has_value()};
    auto const mark = crypto::sha256_hex(
        std::to_string(open->minutes.id.value) + ' '
        + (open->person ? std::to_string(open->person->value)
                        : "party " + std::to_string(open->party.value().value))
        + ' ' + std::string(form_key));
    if (insert_amendment(work.db(), work.tenant(), amendment, mark))
        work.audit("meetings.minutes.amended", minutes_subject.word(), open->minutes.id);
    return {};
}

Result<void> settle_amendment(Work& work, AmendmentId id, AmendmentState state, std::string_view word)
{
    auto amendment = load_amendment(work.db(), work.tenant(), id);
    auto const minutes
        = amendment ? load_minutes(work.db(), work.tenant(), amendment->minutes) : std::nullopt;
    auto const seen = minutes
        ? find_seen_meeting(work.db(), work.tenant(), minutes->meeting, work.actor(), write_minutes)
        : std::nullopt;
    if (!seen)
        return Problem::not_found("minutes.problem.unknown"_msg);
    if (minutes->state == MinutesState::approved || state == AmendmentState::open)
        return Problem::conflict({}, "minutes.problem.approved"_msg);
    std::string reason(trim(word));
    std::erase(reason, '\r');
    if (state == AmendmentState::declined && reason.empty())
        return Problem::invalid("word", "amendment.problem.word"_msg);
    if (count_code_points(reason) > longest_reason)
        return Problem::invalid("word", "amendment.problem.word_long"_msg);
    if (amendment->state == state && amendment->word == reason)
        return {}; // pressed twice
    if (amendment->state != AmendmentState::open)
        return Problem::conflict({}, "amendment.problem.settled"_msg);
    amendment->state = state;
    amendment->word = std::move(reason);
    amendment->word_is_told = true;
    update_amendment(work.db(), work.tenant(), *amendment);
    work.audit("meetings.minutes.amendment_settled", minutes_subject.word(), minutes->id);
    return {};
}

Result<void> approve_minutes(Work& work, MinutesVersion const& seen, ApprovalWay way)
{
    auto const open = TRY(begin(work, seen, approve_minutes_of));
    auto& db = work.db();
    auto const tenant = work.tenant();
    if (open.minutes.state != MinutesState::sent)
        return Problem::conflict({}, "minutes.problem.not_sent"_msg);
    if (has_open_vote(open.minutes.fields()))
        return Problem::conflict({}, "minutes.problem.vote_open"_msg);
    if (has_open_amendments(db, tenant, open.minutes.id))
        return Problem::conflict({}, "minutes.problem.amendments"_msg);
    if (open.minutes.can_be_amended(work.today()))
        return Problem::conflict({}, "minutes.problem.time_left"_msg);
    auto const item = find_approval_item(db, tenant, open.minutes);
    auto const meeting = item && item->meeting ? load_meeting(db, tenant, *item->meeting) : std::nullopt;
    bool const is_by_meeting = way == ApprovalWay::meeting;
    if (is_by_meeting && !can_have_approved(open.minutes, item, meeting, work.today()))
        return Problem::conflict({}, "minutes.problem.no_meeting"_msg);
    auto const items = items_of(list_agenda(db, tenant, open.meeting.id));
    auto const number = std::ssize(list_editions(db, tenant, open.minutes.id)) + 1;
    insert_edition(
        db, tenant, open.minutes.id,
        {.number = number,
         .content = open.minutes.content,
         .agenda = to_json(items),
         .reason = open.minutes.correction,
         .approved_on = is_by_meeting ? meeting->day->full().value_or(work.today()) : work.today(),
         .approved_in = is_by_meeting ? std::optional(meeting->id) : std::nullopt,
         .present = count_attendance(db, tenant, open.meeting.id),
         .tasks = to_json(tasks_to_keep(db, tenant, open.meeting.id))});
    number_decisions(work, open, content_of(open.minutes.fields(), items));
    if (item)
        settle_item(work, *item, is_by_meeting ? ItemState::done : ItemState::dropped);
    auto minutes = open.minutes;
    minutes.state = MinutesState::approved;
    minutes.links_until = work.today() + time_to_read_answers;
    minutes.correction.clear();
    keep(work, open, minutes, "approved");
    return {};
}

Result<void> correct_minutes(Work& work, MinutesVersion const& seen, std::string_view reason)
{
    auto const open = TRY(begin(work, seen, approve_minutes_of));
    if (open.minutes.state != MinutesState::approved)
        return Problem::conflict({}, "minutes.problem.not_approved"_msg);
    std::string word(trim(reason));
    if (word.empty() || count_code_points(word) > longest_reason)
        return Problem::invalid("reason", "minutes.problem.reason"_msg);
    auto minutes = open.minutes;
    minutes.state = MinutesState::writing;
    minutes.correction = std::move(word);
    minutes.approval_item.reset();
    keep(work, open, minutes, "reopened");
    return {};
}

Result<void> publish_minutes(Work& work, MinutesVersion const& seen, bool is_public)
{
    auto const open = TRY(begin(work, seen, publish_minutes_of));
    auto const editions = list_editions(work.db(), work.tenant(), open.minutes.id);
    if (is_public && (editions.empty() || open.minutes.state != MinutesState::approved))
        return Problem::conflict({}, "minutes.problem.not_approved"_msg);
    auto minutes = open.minutes;
    minutes.published_edition = is_public ? editions.front().number : 0;
    if (minutes.published_edition == open.minutes.published_edition)
        return {};
    keep(work, open, minutes, is_public ? "published" : "unpublished");
    keep_open_texts_of_minutes(work, open.meeting, minutes.id);
    work.publish(published_as); // what visitors say of the page names it
    return {};
}

} // namespace kommin::meetings
