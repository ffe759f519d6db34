#include "modules/steering/evaluations/evaluation_asking.hpp"

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/evaluations/evaluation_store.hpp"
#include "modules/steering/evaluations/measures_of_year.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/interface_language.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>

namespace kommin::steering {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_asked = 200; // code points
constexpr int most_reminded = 10'000; // in a morning
// In German, as everything that a district writes. Not the address: what an evaluation says of whoever wrote
// it is kept with the year for good.
constexpr std::string_view unnamed_unit = "Zuständige Stelle";

class AskingCheck : private web::FieldCheck {
public:
    explicit AskingCheck(Fields const& fields)
        : FieldCheck(fields)
    { }
    std::vector<Problem> run(SteeringYear const& year, Date today, bool only_day)
    {
        if (!only_day) {
            if (one_line(value(asking_field::evaluator)).empty())
                refuse(asking_field::evaluator, "measure_evaluation.problem.evaluator"_msg);
            check_length(asking_field::evaluator, longest_asked);
            if (!mail::is_address(one_line(value(asking_field::mail))))
                refuse(asking_field::mail, "evaluation_request.problem.mail"_msg);
            if (!i18n::find_interface_language(value(asking_field::language))) // the letter has to be written
                refuse(asking_field::language, "inventory.problem.language"_msg);
        }
        auto const until = parse_typed_date(value(asking_field::until));
        if (!until)
            refuse(asking_field::until, "form.not_date"_msg);
        else if (*until < today || *until > today + longest_asking)
            refuse(asking_field::until, "evaluation_request.problem.until"_msg);
        if (today < year.first_day())
            refuse({}, "year.problem.not_begun"_msg, {{"year", std::to_string(year.year)}});
        return take();
    }
};

void order_evaluation_letter(Work& work, EvaluationRequestId request, EvaluationLetter letter, Date until)
{
    work.enqueue(
        evaluation_mail_kind,
        json::print(json::Value::Object{
            {"request", request.value}, {"letter", std::string(to_text(letter))}, {"day", to_iso(until)}}));
}

Result<void> check_takes_evaluations(Work& work, SteeringYear const& year)
{
    if (year.is_closed)
        return Problem::conflict({}, "year.problem.closed"_msg);
    if (is_step_over(work.db(), work.tenant(), year.id, StepKind::evaluation))
        return Problem::conflict({}, "evaluation_request.problem.step_over"_msg);
    return {};
}

// Of which measures the unit's own view is there, or is asked for.
std::set<goals::MeasureId> measures_with_self(db::Connection& db, TenantId tenant, YearId year)
{
    std::set<goals::MeasureId> measures;
    for (auto const id : list_measures_with_own_view(db, tenant, year))
        measures.insert(id);
    for (auto const id : list_measures_asked_for_own_view(db, tenant, year))
        measures.insert(id);
    return measures;
}

std::set<goals::MeasureId> dropped_measures_of(Work& work, std::vector<EvaluationRequest> const& requests)
{
    std::set<goals::MeasureId> asked;
    for (auto const& one : requests)
        asked.insert(one.measure);
    std::set<goals::MeasureId> dropped;
    for (auto const& measure : goals::list_measures_of(
             work.db(), work.tenant(), {Scope::whole_tenant()}, {asked.begin(), asked.end()})) {
        if (measure.state == goals::MeasureState::dropped)
            dropped.insert(measure.id);
    }
    return dropped;
}

void store_asked(Work& work, EvaluationRequest request, std::string_view mark)
{
    request.asked_at = work.now();
    auto const id = insert_evaluation_request(work.db(), work.tenant(), request, mark);
    order_evaluation_letter(work, id, EvaluationLetter::request, request.until);
    work.audit("steering.evaluation_request.created", evaluation_request_kind, id);
}

struct BegunRequest {
    SteeringYear year;
    std::optional<EvaluationRequest> request; // nothing: it is gone
};
Result<BegunRequest> begin_evaluation_request(Work& work, RequestVersion const& seen)
{
    auto year = find_seen_year(work.db(), work.tenant(), seen.year, work.actor(), edit_years);
    auto request = load_evaluation_request(work.db(), work.tenant(), seen.id);
    if (!year || (request && request->year != seen.year))
        return Problem::not_found("evaluation_request.problem.unknown"_msg);
    return BegunRequest{std::move(*year), std::move(request)};
}

}

bool takes_evaluations(db::Connection& db, TenantId tenant, SteeringYear const& year)
{
    return !year.is_closed && !is_step_over(db, tenant, year.id, StepKind::evaluation);
}

bool is_answered_at_desk(db::Connection& db, TenantId tenant, EvaluationRequest const& request)
{
    return !request.evaluation && request.view == EvaluationView::self
        && has_own_view(db, tenant, request.year, request.measure);
}

std::optional<MeasureToAsk> find_measure_to_ask(
    db::Connection& db, TenantId tenant, YearId id, goals::MeasureId measure_id, Actor const& actor,
    Date today)
{
    auto year = find_seen_year(db, tenant, id, actor, edit_years);
    auto measure = year ? goals::load_measure(db, tenant, measure_id) : std::nullopt;
    if (!measure || measure->body != year->body || !goals::is_of_year(*measure, year->year, today))
        return std::nullopt;
    return MeasureToAsk{std::move(*year), std::move(*measure)};
}

std::vector<Problem> problems_of_asking(Fields const& fields, SteeringYear const& year, Date today)
{
    return AskingCheck(fields).run(year, today, false);
}

Result<EvaluationRequestId> ask_evaluation(
    Work& work, AskedView const& of, Fields const& typed, std::string_view form_key)
{
    auto const found
        = find_measure_to_ask(work.db(), work.tenant(), of.year, of.measure, work.actor(), work.today());
    if (!found)
        return Problem::not_found("evaluation_request.problem.unknown"_msg);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(of.year.value) + ' '
        + std::to_string(of.measure.value) + ' ' + std::string(to_text(of.view)) + ' ' + typed.to_json());
    if (auto const asked = find_evaluation_request_by_mark(work.db(), work.tenant(), mark))
        return *asked;
    TRY(check_takes_evaluations(work, found->year));
    if (of.view == EvaluationView::self
        && measures_with_self(work.db(), work.tenant(), of.year).contains(of.measure))
        return Problem::conflict({}, "evaluation_request.problem.self"_msg);
    if (auto problems = problems_of_asking(typed, found->year, work.today()); !problems.empty())
        return std::move(problems.front());
    EvaluationRequest request;
    request.year = of.year;
    request.measure = of.measure;
    request.view = of.view;
    request.evaluator = one_line(typed.value(asking_field::evaluator));
    request.mail = one_line(typed.value(asking_field::mail));
    request.language = typed.value(asking_field::language);
    request.until = parse_typed_date(typed.value(asking_field::until)).value();
    store_asked(work, std::move(request), mark);
    return find_evaluation_request_by_mark(work.db(), work.tenant(), mark).value();
}

std::vector<AddressedMeasure> list_measures_to_ask(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Date today)
{
    auto const with_self = measures_with_self(db, tenant, year.id);
    auto const units = tenants::list_units(db, tenant);
    std::vector<AddressedMeasure> to_ask;
    for (auto& measure : list_measures_of_year(db, tenant, year, today)) {
        auto mail = goals::mail_of(measure, units);
        if (!mail.empty() && !with_self.contains(measure.id))
            to_ask.push_back({std::move(measure), std::move(mail)});
    }
    return to_ask;
}

std::string digest_of(std::vector<AddressedMeasure> const& to_ask)
{
    std::string text;
    for (auto const& [measure, mail] : to_ask)
        text += std::to_string(measure.id.value) + ' ' + mail + '\n';
    return crypto::sha256_hex(text);
}

Result<std::int64_t> ask_all_units(Work& work, YearId id, Fields const& typed, std::string_view seen)
{
    auto const year = find_seen_year(work.db(), work.tenant(), id, work.actor(), edit_years);
    if (!year)
        return Problem::not_found("evaluation_request.problem.unknown"_msg);
    TRY(check_takes_evaluations(work, *year));
    if (auto problems = AskingCheck(typed).run(*year, work.today(), true); !problems.empty())
        return std::move(problems.front());
    auto const to_ask = list_measures_to_ask(work.db(), work.tenant(), *year, work.today());
    if (to_ask.empty())
        return 0; // pressed twice
    if (digest_of(to_ask) != seen)
        return Problem::conflict({}, "evaluation_request.problem.moved"_msg);
    auto const until = parse_typed_date(typed.value(asking_field::until)).value();
    auto const language
        = std::string(tenants::find_tenant(work.db(), work.tenant()).value().source_language.tag());
    auto const names = goals::load_measure_names(work.db(), work.tenant(), work.today());
    std::int64_t asked = 0;
    for (auto const& [measure, mail] : to_ask) {
        EvaluationRequest request;
        request.year = id;
        request.measure = measure.id;
        request.evaluator = names.in_charge(measure);
        if (request.evaluator.empty())
            request.evaluator = unnamed_unit;
        request.mail = mail;
        request.language = language;
        request.until = until;
        // Each once in a year; asked no more, it may be asked anew.
        store_asked(
            work, std::move(request),
            crypto::sha256_hex(
                "all " + std::to_string(id.value) + ' ' + std::to_string(measure.id.value) + ' '
                + to_iso(work.now())));
        ++asked;
    }
    return asked;
}

Result<bool> ask_evaluation_again(Work& work, RequestVersion const& seen)
{
    auto const begun = TRY(begin_evaluation_request(work, seen));
    if (!begun.request)
        return Problem::not_found("evaluation_request.problem.unknown"_msg);
    auto request = *begun.request;
    TRY(check_takes_evaluations(work, begun.year));
    if (request.evaluation || is_answered_at_desk(work.db(), work.tenant(), request))
        return Problem::conflict({}, "evaluation_request.problem.answered"_msg);
    if (goals::load_measure(work.db(), work.tenant(), request.measure).value().state
        == goals::MeasureState::dropped)
        return Problem::conflict({}, "evaluation_request.problem.dropped"_msg);
    if (is_long_over(request, work.today()))
        return Problem::conflict({}, "evaluation_request.problem.long_over"_msg);
    if (request.mail.empty())
        return Problem::conflict({}, "evaluation_request.problem.no_mail"_msg);
    if (request.version != seen.version)
        return false;
    request.asked_at = work.now();
    update_evaluation_request(work.db(), work.tenant(), request);
    order_evaluation_letter(work, request.id, EvaluationLetter::request, request.until);
    work.audit("steering.evaluation_request.asked_again", evaluation_request_kind, request.id);
    return true;
}

Result<bool> stop_asking(Work& work, RequestVersion const& seen)
{
    auto const begun = TRY(begin_evaluation_request(work, seen));
    if (!begun.request)
        return false;
    erase_links_of_evaluation_request(work.db(), work.tenant(), seen.id);
    erase_evaluation_request_row(work.db(), work.tenant(), seen.id);
    work.audit("steering.evaluation_request.erased", evaluation_request_kind, seen.id);
    return true;
}

std::int64_t order_evaluation_reminders(Work& work)
{
    std::int64_t ordered = 0;
    auto const waiting
        = list_unanswered_evaluations(work.db(), work.tenant(), work.today() + -longest_late, most_reminded);
    auto const dropped = dropped_measures_of(work, waiting);
    for (auto request : waiting) {
        auto const letter = reminder_due(request, work.today(), work.zone());
        if (!letter || dropped.contains(request.measure))
            continue;
        (*letter == EvaluationLetter::late ? request.late_for : request.soon_for) = request.until;
        update_evaluation_request(work.db(), work.tenant(), request);
        order_evaluation_letter(work, request.id, *letter, request.until);
        ++ordered;
    }
    return ordered;
}

} // namespace kommin::steering
