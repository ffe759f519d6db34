#include "modules/funding/grants/passed_on_editing.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_steps.hpp"
#include "modules/funding/grants/voucher_editing.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/interface_language.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_question = 1000; // code points
constexpr std::int64_t most_names_known = 500;
constexpr int most_organisations_alike = 50;

PassedOn passed_on_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    PassedOn wanted;
    wanted.recipient = line(passed_on_field::recipient);
    wanted.title = line(passed_on_field::title);
    wanted.purpose = records::several_lines(fields.value(passed_on_field::purpose));
    wanted.amount = money_in(fields, passed_on_field::amount).value_or(Money{});
    wanted.agreed_on = day_in(fields, passed_on_field::agreed_on);
    wanted.starts = records::read_typed_date(line(passed_on_field::from));
    wanted.ends = records::read_typed_date(line(passed_on_field::to));
    wanted.paid_on = day_in(fields, passed_on_field::paid_on);
    wanted.proof_due = day_in(fields, passed_on_field::proof_due);
    wanted.mail = line(passed_on_field::mail);
    wanted.language = line(passed_on_field::language);
    wanted.remark = line(passed_on_field::remark);
    wanted.state
        = enum_from<PassedOnState>(fields.value(passed_on_field::state)).value_or(PassedOnState::drafted);
    wanted.own = money_in(fields, passed_on_field::own);
    wanted.other = money_in(fields, passed_on_field::other);
    wanted.returned = money_in(fields, passed_on_field::returned);
    wanted.report = records::several_lines(fields.value(passed_on_field::report));
    wanted.question = records::several_lines(fields.value(passed_on_field::question));
    wanted.proven_on = day_in(fields, passed_on_field::proven_on);
    wanted.contact = line(passed_on_field::contact);
    wanted.request
        = enum_from<RequestState>(fields.value(passed_on_field::request)).value_or(RequestState::none);
    wanted.wished = money_in(fields, passed_on_field::wished);
    wanted.requested_on = day_in(fields, passed_on_field::requested_on);
    wanted.refusal = records::several_lines(fields.value(passed_on_field::refusal));
    return wanted;
}

// What no field of the form says stays as it is stored.
void keep_what_is_stored(PassedOn& wanted, PassedOn const& stored)
{
    wanted.id = stored.id;
    wanted.grant = stored.grant;
    wanted.state = stored.state;
    wanted.link_until = stored.link_until;
    wanted.own = stored.own;
    wanted.other = stored.other;
    wanted.returned = stored.returned;
    wanted.report = stored.report;
    wanted.question = stored.question;
    wanted.proven_on = stored.proven_on;
    wanted.reminded_of = stored.reminded_of;
    wanted.request = stored.request;
    wanted.wished = stored.wished;
    wanted.requested_on = stored.requested_on;
    wanted.refusal = stored.refusal;
}

std::string reminder_of(std::string_view when, Date day)
{
    return std::string(when) + ' ' + to_iso(day);
}

}

std::optional<contacts::OrganisationId> organisation_called(Work& work, std::string_view name)
{
    contacts::OrganisationQuery query;
    query.words = search::folded_text(name);
    query.states = {contacts::OrganisationState::shown};
    if (query.words.empty())
        return std::nullopt;
    for (auto const& one :
         contacts::list_organisations(work.db(), work.tenant(), query, most_organisations_alike)) {
        if (search::folded_text(one.stored.organisation.name) == query.words)
            return one.stored.organisation.id;
    }
    return std::nullopt;
}

Result<void> check_passed_on_limit(Work& work, PassedOn const& wanted)
{
    auto const limit = limit_of(load_grant(work.db(), work.tenant(), wanted.grant).value());
    if (!limit)
        return {};
    auto left = *limit;
    for (auto const& one : list_passed_on(work.db(), work.tenant(), wanted.grant)) {
        if (one.id != wanted.id && one.counts())
            left = left - one.amount;
    }
    if (wanted.amount <= left)
        return {};
    return Problem::invalid(
        std::string(passed_on_field::amount), "passed_on.problem.above_grant"_msg,
        {{"left", spelled_money(std::max(left, Money{}))}});
}

Result<records::Editing> begin_passed_on(Work& work, PassedOnVersion const& seen)
{
    return records::Editing::begin(
        work, edited_passed_on, seen.id.value, seen.version, account_for_money,
        "passed_on.problem.unknown"_msg);
}

void store_passed_on(
    Work& work, records::Editing const& editing, PassedOn const& before, PassedOn const& after,
    std::string_view action)
{
    update_passed_on(work.db(), work.tenant(), after, work.now());
    editing.keep_changed(form_of(before), form_of(after), action);
}

Result<std::string> checked_text(std::string_view typed, std::string_view field, MessageKey missing)
{
    auto text = records::several_lines(typed);
    if (text.empty())
        return Problem::invalid(std::string(field), missing);
    if (count_code_points(text) > longest_question)
        return Problem::invalid(
            std::string(field), "import.problem.too_long"_msg, {{"limit", std::to_string(longest_question)}});
    return text;
}

void order_letter(Work& work, PassedOnId id, PassedOnLetter letter)
{
    work.enqueue(
        passed_on_letter_kind,
        json::print(json::Value::Object{{"passed_on", id.value}, {"letter", to_text(letter)}}));
}

std::optional<SeenPassedOn> find_seen_passed_on(
    db::Connection& db, TenantId tenant, PassedOnId id, Actor const& actor)
{
    auto one = load_passed_on(db, tenant, id);
    auto grant = one ? find_seen_grant(db, tenant, one->grant, actor, account_for_money) : std::nullopt;
    return grant ? std::optional(SeenPassedOn{*std::move(one), *std::move(grant)}) : std::nullopt;
}

ProofSums sums_of(PassedOn const& one, std::vector<Voucher> const& vouchers)
{
    ProofInput input{
        .received = one.received(),
        .own = one.own.value_or(Money{}),
        .other = one.other.value_or(Money{}),
        .returned = one.returned.value_or(Money{})};
    for (auto const& voucher : vouchers) {
        if (voucher.counts() && voucher.paid_on)
            input.costs.push_back({voucher.kind, voucher.amount});
    }
    return proof_of(input);
}

Fields form_of(PassedOn const& one)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(passed_on_field::recipient, one.recipient);
    set(passed_on_field::title, one.title);
    set(passed_on_field::purpose, one.purpose);
    set(passed_on_field::amount, one.amount == Money{} ? std::string{} : spelled_money(one.amount));
    set(passed_on_field::agreed_on, spelled(one.agreed_on));
    set(passed_on_field::from, records::spelled_date(one.starts));
    set(passed_on_field::to, records::spelled_date(one.ends));
    set(passed_on_field::paid_on, spelled(one.paid_on));
    set(passed_on_field::proof_due, spelled(one.proof_due));
    set(passed_on_field::mail, one.mail);
    set(passed_on_field::language, one.language);
    set(passed_on_field::remark, one.remark);
    set(passed_on_field::state, std::string(to_text(one.state)));
    set(passed_on_field::own, spelled(one.own));
    set(passed_on_field::other, spelled(one.other));
    set(passed_on_field::returned, spelled(one.returned));
    set(passed_on_field::report, one.report);
    set(passed_on_field::question, one.question);
    set(passed_on_field::proven_on, spelled(one.proven_on));
    set(passed_on_field::contact, one.contact);
    set(passed_on_field::request, std::string(to_text(one.request)));
    set(passed_on_field::wished, spelled(one.wished));
    set(passed_on_field::requested_on, spelled(one.requested_on));
    set(passed_on_field::refusal, one.refusal);
    return fields;
}

Fields spelled_passed_on(Fields const& typed)
{
    return form_of(passed_on_from(typed));
}

std::vector<Problem> problems_of_passed_on(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(passed_on_field::recipient)).empty())
        check.refuse(passed_on_field::recipient, "passed_on.problem.recipient"_msg);
    if (one_line(fields.value(passed_on_field::title)).empty())
        check.refuse(passed_on_field::title, "funding.problem.title"_msg);
    for (auto const name :
         {passed_on_field::recipient, passed_on_field::title, passed_on_field::mail, passed_on_field::contact,
          passed_on_field::remark})
        check.check_length(name, longest_grant_line);
    check.check_length(passed_on_field::purpose, longest_grant_text);
    // What it gets is said with the answer to its application.
    auto const request = enum_from<RequestState>(fields.value(passed_on_field::request));
    bool const waits = request == RequestState::invited || request == RequestState::received;
    if (!waits || !one_line(fields.value(passed_on_field::amount)).empty())
        check_needed_money(check, passed_on_field::amount);
    for (auto const name : {passed_on_field::agreed_on, passed_on_field::paid_on, passed_on_field::proof_due})
        check_day(check, name);
    check.check_span();
    if (auto const paid_on = day_in(fields, passed_on_field::paid_on); paid_on && *paid_on > today)
        check.refuse(passed_on_field::paid_on, "passed_on.problem.future"_msg);
    else if (paid_on)
        check_not_before(
            check, passed_on_field::paid_on, {passed_on_field::agreed_on},
            "passed_on.problem.paid_order"_msg);
    if (day_in(fields, passed_on_field::proof_due))
        check_not_before(
            check, passed_on_field::proof_due,
            {passed_on_field::agreed_on, passed_on_field::paid_on, passed_on_field::to},
            "passed_on.problem.due_order"_msg);
    auto const mail = one_line(fields.value(passed_on_field::mail));
    if (!mail.empty() && !mail::is_address(mail))
        check.refuse(passed_on_field::mail, "passed_on.problem.mail"_msg);
    auto const language = fields.value(passed_on_field::language);
    if (!language.empty() && !i18n::find_interface_language(language))
        check.refuse(passed_on_field::language, "form.not_chosen"_msg);
    return check.take();
}

Result<void> save_passed_on(Work& work, PassedOnVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    bool const may_change = stored.state == PassedOnState::drafted || stored.is_open();
    if (!may_change) // no conflict: there is nothing to compare
        return Problem::invalid({}, "passed_on.problem.closed"_msg);
    auto checked = typed;
    checked.set(passed_on_field::request, std::string(to_text(stored.request)));
    if (auto problems = problems_of_passed_on(checked, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = passed_on_from(typed);
    if (stored.is_open() && !wanted.proof_due) // its letter and its form say until when
        return Problem::invalid(std::string(passed_on_field::proof_due), "grant.problem.no_day"_msg);
    keep_what_is_stored(wanted, stored);
    wanted.organisation = wanted.recipient == stored.recipient ? stored.organisation
                                                               : organisation_called(work, wanted.recipient);
    TRY(check_passed_on_limit(work, wanted));
    if (form_of(stored) != form_of(wanted))
        store_passed_on(work, editing, stored, wanted, "changed");
    return {};
}

Result<PassedOnId> add_passed_on(Work& work, GrantId grant, Fields const& typed, std::string_view form_key)
{
    auto const of = find_seen_grant(work.db(), work.tenant(), grant, work.actor(), account_for_money);
    if (!of)
        return Problem::not_found("grant.problem.unknown"_msg);
    auto wanted = passed_on_from(typed);
    PassedOn fresh;
    fresh.grant = grant;
    keep_what_is_stored(wanted, fresh);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(grant.value) + ' '
        + form_of(wanted).to_json());
    if (auto const added = find_passed_on_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_passed_on(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    if (list_passed_on(work.db(), work.tenant(), grant).size() >= most_passed_on_of_grant)
        return Problem::conflict(
            {}, "grant.problem.too_many"_msg, {{"most", std::to_string(most_passed_on_of_grant)}});
    wanted.organisation = organisation_called(work, wanted.recipient);
    TRY(check_passed_on_limit(work, wanted));
    auto const id = insert_passed_on(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_passed_on, id.value, of->owner(), form_of(wanted));
    return id;
}

Result<void> send_form(Work& work, PassedOnVersion const& seen, LetterOfStep letter)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (stored.state != PassedOnState::drafted && !stored.is_open())
        return Problem::conflict({}, "passed_on.problem.closed"_msg);
    if (stored.is_asked_for())
        return Problem::conflict({}, "passed_on_request.problem.unanswered"_msg);
    if (!stored.agreed_on || !stored.proof_due || stored.mail.empty())
        return Problem::conflict({}, "passed_on.problem.incomplete"_msg);
    auto after = stored;
    after.state = PassedOnState::agreed;
    after.link_until = std::max(*stored.proof_due, work.today()) + link_stays;
    // This letter says the day: another one a day later would say nothing new.
    if (*stored.proof_due <= work.today() + remind_before)
        after.reminded_of
            = reminder_of(*stored.proof_due < work.today() ? "after" : "before", *stored.proof_due);
    store_passed_on(work, editing, stored, after, "form_sent");
    if (letter == LetterOfStep::ordered)
        order_letter(work, stored.id, PassedOnLetter::asked);
    return {};
}

Result<void> accept_proof_of_association(Work& work, PassedOnVersion const& seen, LetterOfStep letter)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (stored.state != PassedOnState::proven)
        return Problem::conflict({}, "passed_on.problem.not_proven"_msg);
    auto const sums = sums_of(
        stored, list_vouchers_below(work.db(), work.tenant(), stored.id, most_vouchers_of_association));
    if (!sums.is_even())
        return Problem::conflict({}, "passed_on.problem.uneven"_msg);
    auto after = stored;
    after.state = PassedOnState::accepted;
    after.link_until = std::nullopt;
    after.question = {};
    store_passed_on(work, editing, stored, after, "accepted");
    if (letter == LetterOfStep::ordered && !stored.mail.empty())
        order_letter(work, stored.id, PassedOnLetter::ended);
    return {};
}

Result<void> question_proof_of_association(Work& work, PassedOnVersion const& seen, std::string_view question)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (stored.state != PassedOnState::proven && stored.state != PassedOnState::accepted)
        return Problem::conflict({}, "passed_on.problem.not_proven"_msg);
    if (stored.mail.empty()) // nobody would get the question
        return Problem::conflict({}, "passed_on.problem.incomplete"_msg);
    auto after = stored;
    after.question = TRY(checked_text(question, passed_on_field::question, "passed_on.problem.question"_msg));
    after.state = PassedOnState::agreed;
    after.link_until = work.today() + link_stays;
    // The question is the reminder.
    if (stored.proof_due)
        after.reminded_of = reminder_of("after", *stored.proof_due);
    store_passed_on(work, editing, stored, after, "questioned");
    order_letter(work, stored.id, PassedOnLetter::questioned);
    return {};
}

Result<void> withdraw_passed_on(Work& work, PassedOnVersion const& seen, std::string_view reason)
{
    auto const editing = TRY(begin_passed_on(work, seen));
    auto const stored = load_passed_on(work.db(), work.tenant(), seen.id).value();
    if (stored.state == PassedOnState::accepted || stored.state == PassedOnState::withdrawn)
        return Problem::conflict({}, "passed_on.problem.closed"_msg);
    if (stored.is_asked_for()) // the association is told
        return Problem::conflict({}, "passed_on_request.problem.unanswered"_msg);
    if (stored.paid_on)
        return Problem::conflict({}, "passed_on.problem.paid"_msg);
    auto const text = one_line(TRY(checked_text(reason, "reason", "passed_on.problem.reason"_msg)));
    auto after = stored;
    after.state = PassedOnState::withdrawn;
    after.link_until = std::nullopt;
    after.remark = stored.remark.empty() ? text : stored.remark + "; " + text;
    for (auto const& voucher :
         list_vouchers_below(work.db(), work.tenant(), stored.id, most_vouchers_of_association)) {
        if (voucher.counts())
            cancel_voucher_unasked(work, voucher, text);
    }
    store_passed_on(work, editing, stored, after, "withdrawn");
    return {};
}

PassedOnChoices load_passed_on_choices(db::Connection& db, TenantId tenant)
{
    PassedOnChoices choices{
        .organisations = contacts::list_shown_names(db, tenant, most_names_known), .languages = {}};
    auto const district = tenants::find_tenant(db, tenant);
    for (auto const& one : district.value().languages)
        choices.languages.push_back(one.language);
    return choices;
}

} // namespace kommin::funding
