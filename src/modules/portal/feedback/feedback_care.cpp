#include "modules/portal/feedback/feedback_care.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/answer_mail.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "modules/portal/feedback/feedback_steps.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::portal {

namespace {

bool is_taken_by(StoredFeedback const& message, identity::AccountId account)
{
    return message.state == FeedbackState::open && message.taken_by == account;
}

Problem changed_meanwhile()
{
    return Problem::conflict({}, "messages.problem.changed"_msg);
}

// A message that this actor may answer, as the page showed it.
Result<StoredFeedback> find_seen(Work& work, SeenFeedback seen)
{
    auto message = find_feedback(work.db(), work.tenant(), seen.id);
    if (!message || !work.actor().may(answer_messages, message->owner()))
        return Problem::not_found("feedback.problem.unknown"_msg);
    return as_seen_by(work.actor(), *std::move(message));
}

// The same; what is wrong stands on a page about many.
Result<StoredFeedback> find_one_of_many(Work& work, SeenFeedback seen)
{
    auto message = find_seen(work, seen);
    if (!message)
        return Problem::not_found("messages.bulk.not_allowed"_msg);
    return message;
}

Result<StoredFeedback> find_open(Work& work, SeenFeedback seen)
{
    auto message = TRY(find_seen(work, seen));
    if (message.state != FeedbackState::open)
        return Problem::conflict({}, "feedback.problem.finished"_msg);
    if (seen.version && *seen.version != message.version)
        return changed_meanwhile();
    return message;
}

Result<std::string> checked_answer(std::string_view text)
{
    auto const answer = trim(text);
    if (answer.empty())
        return Problem::invalid("answer", "feedback.problem.answer"_msg);
    if (count_code_points(answer) > longest_answer)
        return Problem::invalid("answer", "messages.problem.answer_too_long"_msg);
    return std::string(answer);
}

Result<std::string> checked_note(std::string_view text)
{
    auto const note = trim(text);
    if (count_code_points(note) > longest_handing_note)
        return Problem::invalid("notiz", "messages.problem.note_too_long"_msg);
    return std::string(note);
}

FeedbackAnswer answer_now(Work& work, SeenFeedback seen, std::string body)
{
    return {
        .id = {},
        .message = seen.id,
        .state = AnswerState::noted,
        .body = std::move(body),
        .address = {},
        .written_by = work.actor().code(),
        .written_at = work.now(),
        .seen_version = seen.version.value_or(0)};
}

// The same form of the same person once more.
bool is_pressed_twice(Work& work, SeenFeedback seen, std::string_view body)
{
    auto const answers = list_answers(work.db(), work.tenant(), seen.id);
    return seen.version && !answers.empty() && answers.back().seen_version == *seen.version
        && answers.back().written_by == work.actor().code() && answers.back().body == body;
}

// Whoever answers looks after the message, where nobody has taken it: whom to ask later shall be known.
void finish_answered(Work& work, StoredFeedback const& message, std::string_view action)
{
    auto after = state_fact(FeedbackState::answered);
    if (!message.taken_by && work.actor().kind() == Actor::Kind::account) {
        identity::AccountId const taker{work.actor().id()};
        store_feedback_taker(work.db(), work.tenant(), message.id, taker);
        std::ranges::move(taker_fact(taker), std::back_inserter(after));
    }
    finish_feedback(work.db(), work.tenant(), message.id, FeedbackState::answered, work.now());
    work.audit(action, "feedback", message.id, state_fact(message.state), std::move(after));
}

FeedbackHanding handing_now(Work& work, FeedbackId id, std::string note)
{
    return {
        .id = {},
        .message = id,
        .given_by = work.actor().code(),
        .given_at = work.now(),
        .to_account = {},
        .to_owner = {},
        .note = std::move(note)};
}

}

Result<void> take_feedback(Work& work, SeenFeedback seen)
{
    auto const message = TRY(find_open(work, seen));
    if (work.actor().kind() != Actor::Kind::account)
        return Problem::not_found("feedback.problem.unknown"_msg);
    identity::AccountId const taker{work.actor().id()};
    store_feedback_taker(work.db(), work.tenant(), seen.id, taker);
    work.audit("portal.feedback.taken", "feedback", seen.id, taker_fact(message.taken_by), taker_fact(taker));
    return {};
}

Result<void> hand_back_feedback(Work& work, SeenFeedback seen)
{
    auto const message = TRY(find_open(work, seen));
    store_feedback_taker(work.db(), work.tenant(), seen.id, std::nullopt);
    work.audit("portal.feedback.handed_back", "feedback", seen.id, taker_fact(message.taken_by));
    return {};
}

std::vector<Colleague> list_colleagues(db::Connection& db, TenantId tenant, Scope owner)
{
    std::map<identity::AccountId, std::vector<Grant>> grants;
    for (auto& granted : identity::list_all_grants(db, tenant))
        grants[granted.account].push_back(std::move(granted.grant));
    auto const rules = permission_rules();
    std::vector<Colleague> colleagues;
    for (auto& account : identity::list_accounts(db, tenant)) {
        if (account.state == identity::AccountState::active && !account.is_erased()
            && Rights::of(grants[account.id], rules).allows(answer_messages, owner))
            colleagues.push_back({account.id, std::move(account.public_id), std::move(account.name)});
    }
    return colleagues;
}

Result<void> hand_on_to_colleague(
    Work& work, SeenFeedback seen, std::string_view public_id, std::string_view note)
{
    auto const message = TRY(find_open(work, seen));
    auto handing = handing_now(work, seen.id, TRY(checked_note(note)));
    auto const colleagues = list_colleagues(work.db(), work.tenant(), message.owner());
    auto const colleague = std::ranges::find(colleagues, public_id, &Colleague::public_id);
    if (colleague == colleagues.end())
        return Problem::invalid("an", "messages.problem.colleague"_msg);
    handing.to_account = colleague->id;
    insert_handing(work.db(), work.tenant(), seen.id, handing);
    store_feedback_taker(work.db(), work.tenant(), seen.id, colleague->id);
    work.audit(
        "portal.feedback.handed_on", "feedback", seen.id, taker_fact(message.taken_by),
        taker_fact(colleague->id));
    return {};
}

std::optional<std::int64_t> owner_of_place(std::vector<tenants::Body> const& bodies, std::string_view word)
{
    if (word == place_kreis)
        return 0;
    auto const body = std::ranges::find(bodies, word, &tenants::Body::slug);
    if (body == bodies.end() || body->kind != tenants::BodyKind::municipality)
        return std::nullopt;
    return body->id.value;
}

Result<void> hand_on_to_body(Work& work, SeenFeedback seen, std::string_view place, std::string_view note)
{
    auto const message = TRY(find_open(work, seen));
    auto handing = handing_now(work, seen.id, TRY(checked_note(note)));
    auto const to = owner_of_place(tenants::list_bodies(work.db(), work.tenant()), place);
    // Between municipalities the Kreis decides: nobody is given something by a neighbour.
    bool const may = to == 0 || work.actor().may(answer_messages, Scope::whole_tenant());
    if (!to || !may || *to == message.owner_id)
        return Problem::invalid("ort", "messages.problem.body"_msg);
    auto const owner = *to == 0 ? Scope::whole_tenant() : Scope::of_owner(*to);
    handing.to_owner = to;
    auto const id = insert_handing(work.db(), work.tenant(), seen.id, handing);
    store_feedback_owner(work.db(), work.tenant(), seen.id, owner);
    forget_begun_answers(
        work, seen.id); // as the stored draft: those who wrote it may see the message no longer
    auto before = taker_fact(message.taken_by); // nobody there has taken it yet
    before.emplace_back("owner", message.owner_id);
    work.audit(
        "portal.feedback.handed_on", "feedback", seen.id, std::move(before), {{"owner", owner.owner()}});
    enqueue_handing_mail(work, seen.id, id);
    return {};
}

Result<void> set_due_day(Work& work, SeenFeedback seen, std::optional<Date> day)
{
    auto const message = TRY(find_open(work, seen));
    if (day && (*day < work.today() || *day > work.today() + latest_due_day))
        return Problem::invalid("bis", "messages.problem.due_day"_msg);
    if (day == message.due_on)
        return {};
    store_feedback_due(work.db(), work.tenant(), seen.id, day);
    auto const fact = [](std::optional<Date> const& date) {
        return date ? audit::Facts{{"due_on", to_iso(*date)}} : audit::Facts{};
    };
    work.audit("portal.feedback.due_set", "feedback", seen.id, fact(message.due_on), fact(day));
    return {};
}

Result<void> save_answer_draft(Work& work, SeenFeedback seen, std::string_view text)
{
    TRY(find_open(work, seen));
    if (count_code_points(text) > longest_answer)
        return Problem::invalid("answer", "messages.problem.answer_too_long"_msg);
    store_answer_draft(work.db(), work.tenant(), seen.id, trim(text));
    work.audit("portal.feedback.draft_saved", "feedback", seen.id);
    return {};
}

std::int64_t signing_body(Actor const& actor, StoredFeedback const& message)
{
    return actor.may(answer_messages, Scope::whole_tenant()) ? 0 : message.owner_id;
}

Result<void> send_answer(Work& work, SeenFeedback seen, std::string_view text)
{
    auto answer = answer_now(work, seen, TRY(checked_answer(text)));
    TRY(find_seen(work, seen));
    if (is_pressed_twice(work, seen, answer.body))
        return {};
    auto const message = TRY(find_open(work, seen));
    if (!mail::is_address(message.contact))
        return Problem::invalid("answer", "messages.problem.no_mail"_msg);
    answer.state = AnswerState::waiting;
    answer.address = message.contact;
    answer.signed_by = signing_body(work.actor(), message);
    auto const id = insert_answer(work.db(), work.tenant(), seen.id, answer);
    finish_answered(work, message, "portal.feedback.answer_sent");
    enqueue_answer(work, id);
    return {};
}

Result<void> answer_feedback(Work& work, SeenFeedback seen, std::string_view text)
{
    auto const answer = answer_now(work, seen, TRY(checked_answer(text)));
    TRY(find_seen(work, seen));
    if (is_pressed_twice(work, seen, answer.body))
        return {};
    auto const message = TRY(find_open(work, seen));
    insert_answer(work.db(), work.tenant(), seen.id, answer);
    finish_answered(work, message, "portal.feedback.answered");
    return {};
}

Result<void> close_feedback(Work& work, SeenFeedback seen)
{
    TRY(find_open(work, seen));
    finish_feedback(work.db(), work.tenant(), seen.id, FeedbackState::closed, work.now());
    work.audit(
        "portal.feedback.closed", "feedback", seen.id, state_fact(FeedbackState::open),
        state_fact(FeedbackState::closed));
    return {};
}

Result<void> reopen_feedback(Work& work, SeenFeedback seen)
{
    auto const message = TRY(find_seen(work, seen));
    if (message.state == FeedbackState::open)
        return Problem::conflict({}, "messages.problem.open"_msg);
    if (seen.version && *seen.version != message.version)
        return changed_meanwhile();
    // Whoever opens it wants to say something else: the mail of before must not go out behind their back.
    withdraw_waiting_answers(work.db(), work.tenant(), seen.id, work.now());
    reopen_stored_feedback(work.db(), work.tenant(), seen.id);
    auto before = state_fact(message.state);
    auto after = state_fact(FeedbackState::open);
    if (work.actor().kind() == Actor::Kind::account) {
        identity::AccountId const taker{work.actor().id()};
        store_feedback_taker(work.db(), work.tenant(), seen.id, taker);
        std::ranges::copy(taker_fact(message.taken_by), std::back_inserter(before));
        std::ranges::copy(taker_fact(taker), std::back_inserter(after));
    }
    work.audit("portal.feedback.reopened", "feedback", seen.id, std::move(before), std::move(after));
    return {};
}

namespace {

Result<void> check_one_of_many(StoredFeedback const& message, SeenFeedback seen)
{
    if (message.state != FeedbackState::open)
        return Problem::conflict({}, "feedback.problem.finished"_msg);
    if (seen.version && *seen.version != message.version)
        return Problem::conflict({}, "messages.bulk.changed"_msg);
    return {};
}

}

Result<Change> take_one_of_many(Work& work, SeenFeedback seen)
{
    auto const message = TRY(find_one_of_many(work, seen));
    if (is_taken_by(message, identity::AccountId{work.actor().id()}))
        return Change::was_so_already;
    TRY(check_one_of_many(message, seen));
    if (message.taken_by) // one by one that is a decision; among many nobody has looked
        return Problem::conflict({}, "messages.bulk.take.of_colleague"_msg);
    TRY(take_feedback(work, seen));
    return Change::made;
}

Result<Change> hand_on_one_of_many(
    Work& work, SeenFeedback seen, std::string_view public_id, std::string_view note)
{
    auto const message = TRY(find_one_of_many(work, seen));
    auto const colleague = identity::find_account_by_public_id(work.db(), work.tenant(), public_id);
    if (colleague && is_taken_by(message, colleague->id))
        return Change::was_so_already;
    TRY(check_one_of_many(message, seen));
    TRY(hand_on_to_colleague(work, seen, public_id, note));
    return Change::made;
}

Result<Change> close_one_of_many(Work& work, SeenFeedback seen)
{
    auto const message = TRY(find_one_of_many(work, seen));
    if (message.state != FeedbackState::open)
        return Change::was_so_already;
    TRY(check_one_of_many(message, seen));
    TRY(close_feedback(work, seen));
    return Change::made;
}

Result<void> settle_sent_answer(Work& work, FeedbackAnswerId id, AnswerState state)
{
    auto const answer = find_answer(work.db(), work.tenant(), id);
    if (!answer || !settle_answer(work.db(), work.tenant(), id, state, work.now()))
        return {}; // erased meanwhile, or another try has said it
    if (state != AnswerState::refused && state != AnswerState::failed)
        return {};
    auto const message = find_feedback(work.db(), work.tenant(), answer->message);
    bool const is_newest = list_answers(work.db(), work.tenant(), answer->message).back().id == id;
    if (message && message->state == FeedbackState::answered && is_newest)
        reopen_stored_feedback(work.db(), work.tenant(), answer->message);
    work.audit("portal.feedback.answer_refused", "feedback", answer->message);
    return {};
}

Result<int> settle_lost_answers(Work& work)
{
    auto const lost
        = list_answers_waiting_since_before(work.db(), work.tenant(), work.now() - longest_waiting);
    for (auto const id : lost)
        TRY(settle_sent_answer(work, id, AnswerState::failed));
    return static_cast<int>(lost.size());
}

} // namespace kommin::portal
