// Routes of the desk for asking for evaluations by letter.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/evaluations/evaluation_request_pages.hpp"
#include "modules/steering/evaluations/evaluation_store.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace kommin::steering {

using records::Fields;

namespace {

constexpr std::array asked_fields{
    asking_field::evaluator, asking_field::mail, asking_field::language, asking_field::until};
constexpr std::chrono::days usual_time{21};

std::optional<std::int64_t> asked_number(web::Call const& call, std::string_view name)
{
    auto const number = parse_number(call.path[name]);
    return number && *number > 0 ? number : std::nullopt;
}

Fields posted_asking(http::Form const& posted)
{
    Fields fields;
    for (auto const name : asked_fields)
        fields.set(name, std::string(trim(posted.value(name))));
    return fields;
}

struct FoundRequests {
    SteeringYear year;
    YearNames names;
    std::vector<EvaluationRequest> requests;
    std::map<goals::MeasureId, std::string> titles;
    std::set<goals::MeasureId> with_own_view;
    std::vector<AddressedMeasure> to_ask;
    bool takes_answers;
};
std::optional<FoundRequests> find_requests(web::Call const& call)
{
    auto const id = asked_number(call, "jahr");
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundRequests> {
        auto const tenant = call.site.tenant;
        auto year = find_seen_year(db, tenant, YearId{*id}, call.actor(), edit_years);
        if (!year)
            return std::nullopt;
        std::map<goals::MeasureId, std::string> titles;
        for (auto const& measure : goals::list_measures_of_owner(db, tenant, year->body))
            titles.emplace(measure.id, goals::full_title_of(measure));
        auto requests = list_evaluation_requests(db, tenant, year->id, most_evaluation_requests + 1);
        auto const own_views = list_measures_with_own_view(db, tenant, year->id);
        auto to_ask = list_measures_to_ask(db, tenant, *year, call.local_now().date);
        bool const takes_answers = takes_evaluations(db, tenant, *year);
        return FoundRequests{
            std::move(*year),
            load_year_names(db, tenant, call.local_now().date),
            std::move(requests),
            std::move(titles),
            {own_views.begin(), own_views.end()},
            std::move(to_ask),
            takes_answers};
    });
}

// Where somebody was or can be asked, the page names people and their addresses.
void note_requests(web::Call const& call, FoundRequests const& found)
{
    auto const shown = std::ssize(found.requests) + std::ssize(found.to_ask);
    if (shown > 0)
        web::note_reading(
            call, "steering.evaluation_requests.read", year_subject.word(), found.year.id,
            {{"shown", std::int64_t{shown}}});
}

http::Response requests_page_of(
    web::Call const& call, FoundRequests found, Fields const& fields, std::vector<Problem> problems = {})
{
    bool const is_cut = std::ssize(found.requests) > most_evaluation_requests;
    if (is_cut)
        found.requests.pop_back();
    note_requests(call, found);
    return evaluation_requests_page(
        call,
        {.year = found.year,
         .names = found.names,
         .requests = found.requests,
         .titles = found.titles,
         .with_own_view = found.with_own_view,
         .to_ask = found.to_ask,
         .takes_answers = found.takes_answers,
         .is_cut = is_cut,
         .fields = fields,
         .problems = std::move(problems)});
}

Fields usual_until(web::Call const& call)
{
    Fields fields;
    fields.set(asking_field::until, typed_spelling(call.local_now().date + usual_time));
    return fields;
}

http::Response requests_with_problem(web::Call const& call, Problem problem, Fields const& fields)
{
    auto found = find_requests(call);
    if (!found || problem.kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return requests_page_of(call, *std::move(found), fields, {std::move(problem)});
}

struct FoundToAsk {
    MeasureToAsk of;
    EvaluationView view;
    YearNames names;
    std::string in_charge;
};
std::optional<FoundToAsk> find_to_ask(web::Call const& call)
{
    auto const year = asked_number(call, "jahr");
    auto const measure = asked_number(call, "massnahme");
    auto const view = view_at(call.path["sicht"]);
    if (!year || !measure || !view)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundToAsk> {
        auto const tenant = call.site.tenant;
        auto const today = call.local_now().date;
        auto of
            = find_measure_to_ask(db, tenant, YearId{*year}, goals::MeasureId{*measure}, call.actor(), today);
        if (!of)
            return std::nullopt;
        auto in_charge = goals::load_measure_names(db, tenant, today).in_charge(of->measure);
        return FoundToAsk{std::move(*of), *view, load_year_names(db, tenant, today), std::move(in_charge)};
    });
}

http::Response ask_page_of(
    web::Call const& call, FoundToAsk const& found, Fields const& fields, std::string key,
    std::vector<Problem> problems = {})
{
    return ask_evaluation_page(
        call,
        {.of = found.of,
         .view = found.view,
         .names = found.names,
         .fields = fields,
         .form_key = std::move(key),
         .problems = std::move(problems)});
}

// A button beside a request.
http::Response press_request(
    web::Call& call, std::function<Result<bool>(Work&, RequestVersion const&)> const& press)
{
    auto const posted = call.request.form();
    auto const year = asked_number(call, "jahr");
    auto const id = asked_number(call, "bitte");
    if (!posted || !year || !id)
        return web::staff_not_found(call);
    RequestVersion const seen{
        YearId{*year}, EvaluationRequestId{*id}, parse_number(posted->value("fassung")).value_or(0)};
    auto const done = web::write(call, [&](Work& work) { return press(work, seen); });
    if (!done)
        return requests_with_problem(call, done.problem(), usual_until(call));
    call.nothing_was_done = !*done;
    return http::Response::redirect(http::Status::see_other, evaluation_requests_url(seen.year).text());
}

}

http::Response list_evaluation_requests_at_desk(web::Call& call)
{
    auto found = find_requests(call);
    return found ? requests_page_of(call, *std::move(found), usual_until(call)) : web::staff_not_found(call);
}

http::Response show_ask_evaluation(web::Call& call)
{
    auto const found = find_to_ask(call);
    if (!found)
        return web::staff_not_found(call);
    auto fields = usual_until(call);
    fields.set(asking_field::language, "de");
    if (found->view == EvaluationView::self) {
        fields.set(asking_field::evaluator, found->in_charge);
        fields.set(asking_field::mail, goals::mail_of(found->of.measure, found->names.district.units));
    }
    return ask_page_of(call, *found, fields, crypto::random_token());
}

http::Response ask_evaluation_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const found = find_to_ask(call);
    if (!form || !found)
        return web::staff_not_found(call);
    auto const fields = posted_asking(*form);
    auto const key = web::key_of_form(*form);
    AskedView const of{found->of.year.id, found->of.measure.id, found->view};
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(ask_evaluation(work, of, fields, key));
             call.done_word = "formular-senden"; // one letter
             return evaluation_requests_url(of.year);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_asking(fields, found->of.year, call.local_now().date)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return ask_page_of(call, *found, fields, key, std::move(problems));
             }});
}

http::Response ask_all_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const year = asked_number(call, "jahr");
    if (!form || !year)
        return web::staff_not_found(call);
    auto const fields = posted_asking(*form);
    auto const done = web::write(
        call, [&](Work& work) { return ask_all_units(work, YearId{*year}, fields, form->value("stand")); });
    if (!done)
        return requests_with_problem(call, done.problem(), fields);
    call.nothing_was_done = *done == 0;
    return http::Response::redirect(http::Status::see_other, evaluation_requests_url(YearId{*year}).text());
}

http::Response ask_evaluation_again_at_desk(web::Call& call)
{
    return press_request(call, &ask_evaluation_again);
}

http::Response stop_asking_at_desk(web::Call& call)
{
    return press_request(call, &stop_asking);
}

} // namespace kommin::steering
