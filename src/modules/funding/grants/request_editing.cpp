#include "modules/funding/grants/request_editing.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_steps.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/interface_language.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

PassedOn invitation_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    PassedOn wanted;
    wanted.recipient = line(passed_on_field::recipient);
    wanted.title = line(passed_on_field::title);
    wanted.mail = line(passed_on_field::mail);
    wanted.language = line(passed_on_field::language);
    wanted.link_until = day_in(fields, request_field::until);
    wanted.request = RequestState::invited;
    return wanted;
}

Problem no_request()
{
    return Problem::conflict({}, "passed_on_request.problem.closed"_msg);
}

void order_unless(Work& work, PassedOn const& one, RequestLetter letter, LetterOfStep step)
{
    if (step == LetterOfStep::ordered && !one.mail.empty())
        order_request_letter(work, one.id, letter);
}

// The day that the letter says: never an earlier one than was said before.
Date link_end(PassedOn const& one, Date today)
{
    return std::max(one.link_until.value_or(today), today + time_to_answer);
}

}

void order_request_letter(
    Work& work, PassedOnId id, RequestLetter letter, std::optional<std::string_view> key)
{
    work.enqueue(
        request_letter_kind,
        json::print(json::Value::Object{{"passed_on", id.value}, {"letter", to_text(letter)}}), {}, key);
}

std::vector<Problem> problems_of_invitation(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(passed_on_field::recipient)).empty())
        check.refuse(passed_on_field::recipient, "passed_on.problem.recipient"_msg);
    if (one_line(fields.value(passed_on_field::title)).empty())
        check.refuse(passed_on_field::title, "funding.problem.title"_msg);
    for (auto const name : {passed_on_field::recipient, passed_on_field::title, passed_on_field::mail})
        check.check_length(name, longest_grant_line);
    check_needed_day(check, request_field::until);
    if (auto const until = day_in(fields, request_field::until); until && *until < today)
        check.refuse(request_field::until, "passed_on_request.problem.until"_msg);
    else if (until && *until > today + longest_invitation)
        check.refuse(request_field::until, "passed_on_request.problem.until_late"_msg);
    if (!mail::is_address(one_line(fields.value(passed_on_field::mail))))
        check.refuse(passed_on_field::mail, "passed_on.problem.mail"_msg);
    auto const language = fields.value(passed_on_field::language);
    if (!language.empty() && !i18n::find_interface_language(language))
        check.refuse(passed_on_field::language, "form.not_chosen"_msg);
    return check.take();
}

Result<PassedOnId> invite_association(
    Work& work, GrantId grant, Fields const& typed, std::string_view form_key, LetterOfStep letter)
{
    auto const of = find_seen_grant(work.db(), work.tenant(), grant, work.actor(), account_for_money);
    if (!of)
        return Problem::not_found("grant.problem.unknown"_msg);
    auto wanted = invitation_from(typed);
    wanted.grant = grant;
    auto const mark = crypto::sha256_hex(
        "invitation " + work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(grant.value)
        + ' ' + form_of(wanted).to_json());
    if (auto const added = find_passed_on_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_invitation(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    if (list_passed_on(work.db(), work.tenant(), grant).size() >= most_passed_on_of_grant)
        return Problem::conflict(
            {}, "grant.problem.too_many"_msg, {{"most", std::to_string(most_passed_on_of_grant)}});
    wanted.organisation = organisation_called(work, wanted.recipient);
    auto const id = insert_passed_on(work.db(), work.tenant(), wanted, mark, work.now());
    wanted.id = id;
    records::keep_created(work, edited_passed_on, id.value, of->owner(), form_of(wanted));
    order_unless(work, wanted, RequestLetter::invited, letter);
    return id;
}

Result<void> invite_again(Work& work, PassedOnVersion const& seen)
{
    static_cast<void>(TRY(begin_passed_on(work, seen)));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (!stored.is_asked_for() || stored.request != RequestState::invited)
        return no_request();
    if (stored.mail.empty())
        return Problem::conflict({}, "passed_on_request.problem.no_address"_msg);
    auto const key = "funding.request.again " + std::to_string(stored.id.value) + ' '
        + std::to_string(stored.version) + ' '
        + to_iso(Instant(std::chrono::floor<std::chrono::minutes>(work.now())));
    if (jobs::find_job_of_key(work.db(), work.tenant(), key))
        return {};
    update_link_until(work.db(), work.tenant(), stored.id, link_end(stored, work.today()));
    work.audit("funding.passed_on.invited_again", passed_on_subject.word(), stored.id);
    order_request_letter(
        work, stored.id, stored.question.empty() ? RequestLetter::invited : RequestLetter::questioned, key);
    return {};
}

Result<void> question_request(Work& work, PassedOnVersion const& seen, std::string_view question)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (!stored.is_asked_for() || stored.request != RequestState::received)
        return no_request();
    if (stored.mail.empty()) // nobody would get the question
        return Problem::conflict({}, "passed_on_request.problem.no_address"_msg);
    auto after = stored;
    after.question = TRY(checked_text(question, passed_on_field::question, "passed_on.problem.question"_msg));
    after.request = RequestState::invited;
    after.link_until = link_end(stored, work.today());
    store_passed_on(work, editing, stored, after, "request_questioned");
    order_request_letter(work, stored.id, RequestLetter::questioned);
    return {};
}

Result<void> accept_request(
    Work& work, PassedOnVersion const& seen, std::string_view amount, LetterOfStep letter)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (!stored.is_asked_for() || stored.request != RequestState::received)
        return no_request();
    if (letter == LetterOfStep::ordered && stored.mail.empty()) // nobody would learn of it
        return Problem::conflict({}, "passed_on_request.problem.no_address"_msg);
    Fields typed;
    typed.set(passed_on_field::amount, std::string(amount));
    web::FieldCheck check(typed);
    check_needed_money(check, passed_on_field::amount);
    if (auto problems = check.take(); !problems.empty())
        return std::move(problems.front());
    auto after = stored;
    after.amount = money_in(typed, passed_on_field::amount).value();
    TRY(check_passed_on_limit(work, after));
    after.request = RequestState::accepted;
    after.link_until = std::nullopt;
    after.question = {};
    store_passed_on(work, editing, stored, after, "request_accepted");
    order_unless(work, stored, RequestLetter::accepted, letter);
    return {};
}

std::optional<RequestLetter> letter_of_refusal(PassedOn const& one, Date today)
{
    if (one.mail.empty())
        return std::nullopt;
    if (one.has_applied())
        return RequestLetter::refused;
    return one.link_until && *one.link_until >= today ? std::optional(RequestLetter::withdrawn)
                                                      : std::nullopt;
}

Result<std::optional<RequestLetter>> refuse_request(
    Work& work, PassedOnVersion const& seen, std::string_view reason)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (!stored.is_asked_for())
        return no_request();
    if (stored.paid_on) // the money is out of the house: it belongs into the proof
        return Problem::conflict({}, "passed_on.problem.paid"_msg);
    auto after = stored;
    after.refusal = TRY(checked_text(reason, request_field::reason, "passed_on.problem.reason"_msg));
    if (stored.has_applied())
        after.request = RequestState::refused;
    after.state = PassedOnState::withdrawn;
    after.link_until = std::nullopt;
    after.question = {};
    store_passed_on(
        work, editing, stored, after, stored.has_applied() ? "request_refused" : "invitation_withdrawn");
    auto const letter = letter_of_refusal(stored, work.today());
    if (letter)
        order_request_letter(work, stored.id, *letter);
    return letter;
}

} // namespace kommin::funding
