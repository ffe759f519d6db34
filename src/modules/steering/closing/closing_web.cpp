// Routes of the desk for closing years, for their frozen states, and for the report against the year before.

#include "modules/meetings/minutes/api.hpp"
#include "modules/steering/closing/closed_year_store.hpp"
#include "modules/steering/closing/closing_pages.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/evaluations/evaluation.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;

namespace {

http::Response to_state(YearId id)
{
    return http::Response::redirect(http::Status::see_other, year_url(id, "stand").text());
}

std::optional<YearId> year_of_path(web::Call const& call)
{
    auto const number = parse_number(call.path["jahr"]);
    return number && *number > 0 ? std::optional(YearId{*number}) : std::nullopt;
}

struct FoundToClose {
    YearToClose one;
    YearNames names;
};
std::optional<FoundToClose> find_to_close(web::Call const& call, MoneyOfYear const& money)
{
    auto const id = year_of_path(call);
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundToClose> {
        auto const tenant = call.site.tenant;
        auto const today = call.local_now().date;
        auto one = find_year_to_close(db, tenant, *id, call.actor(), today, money);
        if (!one)
            return std::nullopt;
        return FoundToClose{std::move(*one), load_year_names(db, tenant, today)};
    });
}

struct FoundYear {
    ReadYear read;
    std::optional<ReadYear> before;
    YearNames names;
};
std::optional<FoundYear> find_to_read(web::Call const& call, MoneyOfYear const& money, bool with_before)
{
    auto const id = year_of_path(call);
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundYear> {
        auto const tenant = call.site.tenant;
        auto const today = call.local_now().date;
        auto read = find_read_year(db, tenant, *id, call.actor(), today, money);
        if (!read)
            return std::nullopt;
        auto before
            = with_before ? find_year_before(db, tenant, read->year, call.actor(), money) : std::nullopt;
        return FoundYear{std::move(*read), std::move(before), load_year_names(db, tenant, today)};
    });
}

// A frozen state alone: nothing is reckoned for one that is not there.
std::optional<FoundYear> find_closed(web::Call const& call, MoneyOfYear const& money)
{
    auto const id = year_of_path(call);
    bool const is_there = id && web::read(call, [&](db::Connection& db) {
                              return find_closed_year(db, call.site.tenant, *id).has_value();
                          });
    return is_there ? find_to_read(call, money, false) : std::nullopt;
}

// Nothing is frozen yet of a year that is open: its page says how to close it.
http::Response to_open_year(web::Call const& call)
{
    auto const id = year_of_path(call);
    auto const year = id ? web::read(
                               call,
                               [&](db::Connection& db) {
                                   return find_seen_year(db, call.site.tenant, *id, call.actor(), see_years);
                               })
                         : std::nullopt;
    return year ? http::Response::redirect(http::Status::see_other, year_url(year->id).text())
                : web::staff_not_found(call);
}

bool may_read_decisions_of(web::Call const& call, SteeringYear const& year)
{
    return meetings::may_read_decisions(call.actor(), year.owner());
}

http::Response state_page_of(
    web::Call const& call, FoundYear const& found, std::vector<Problem> problems = {},
    std::vector<std::string> not_stored = {})
{
    return state_page(
        call,
        {.read = found.read,
         .names = found.names,
         .may_read_decisions = may_read_decisions_of(call, found.read.year),
         .problems = std::move(problems),
         .not_stored = std::move(not_stored)});
}

// Of a year that is over, what goes on: neither done nor dropped.
std::vector<StateMeasure> unfinished(YearState const& state)
{
    std::vector<StateMeasure> left;
    for (auto const& measure : state.measures) {
        if (measure.state != to_text(goals::MeasureState::done)
            && measure.state != to_text(goals::MeasureState::dropped))
            left.push_back(measure);
    }
    return left;
}

// What evaluations of the year said is to become of it; "" where nobody said anything.
std::string verdicts_of(YearState const& state, std::int64_t measure, i18n::Texts const& texts)
{
    std::vector<std::string> verdicts;
    for (auto const& one : state.evaluations) {
        if (one.measure == measure)
            verdicts.push_back(
                web::word_of_value<Verdict>(one.verdict, texts) + " ("
                + web::word_of_value<EvaluationView>(one.view, texts) + ')');
    }
    return verdicts.empty() ? std::string{} : texts.list(verdicts);
}

}

http::Response show_closing(web::Call& call, MoneyOfYear const& money)
{
    auto const found = find_to_close(call, money);
    if (!found)
        return web::staff_not_found(call);
    if (found->one.year.is_closed)
        return to_state(found->one.year.id);
    return closing_page(call, {.one = found->one, .names = found->names, .reason = {}});
}

http::Response close_year_at_desk(web::Call& call, MoneyOfYear const& money)
{
    auto const form = call.request.form();
    auto const id = year_of_path(call);
    if (!form || !id)
        return web::staff_not_found(call);
    std::string reason(trim(form->value(closing_field::reason)));
    std::erase(reason, '\r');
    auto const seen = std::string(form->value(closing_field::seen));
    auto const done
        = web::write(call, [&](Work& work) { return close_year(work, {*id, seen}, reason, money); });
    if (done) {
        call.nothing_was_done = !*done;
        return to_state(*id);
    }
    auto const found = find_to_close(call, money);
    if (!found)
        return web::staff_not_found(call);
    if (found->one.year.is_closed) {
        auto const closed = find_closed(call, money);
        if (!closed)
            return web::staff_not_found(call);
        return state_page_of(
            call, *closed, {done.problem()},
            reason.empty() ? std::vector<std::string>{} : std::vector{reason});
    }
    auto problems = problems_of_closing(found->one, reason);
    if (std::ranges::find(problems, done.problem().field, &Problem::field) == problems.end())
        problems.insert(problems.begin(), done.problem());
    return closing_page(
        call, {.one = found->one, .names = found->names, .reason = reason, .problems = std::move(problems)});
}

http::Response show_state(web::Call& call, MoneyOfYear const& money)
{
    auto const found = find_closed(call, money);
    return found ? state_page_of(call, *found) : to_open_year(call);
}

http::Response export_state(web::Call& call, MoneyOfYear const& money)
{
    auto const found = find_closed(call, money);
    if (!found)
        return to_open_year(call);
    if (!call.request.path().ends_with(".json"))
        return state_file(call, found->read);
    // The bytes that the hash was made of: whoever may not read all of them gets none of them.
    if (!found->read.is_whole)
        return to_state(found->read.year.id);
    return http::Response::json(http::Status::ok, found->read.closed->content)
        .attachment("stand-" + std::to_string(found->read.year.year) + ".json");
}

http::Response show_year_report(web::Call& call, MoneyOfYear const& money)
{
    auto const found = find_to_read(call, money, true);
    if (!found)
        return web::staff_not_found(call);
    auto const report = report_of(found->read.state, found->before ? &found->before->state : nullptr);
    return year_report_page(
        call,
        {.read = found->read,
         .before = found->before,
         .report = report,
         .names = found->names,
         .may_read_decisions = may_read_decisions_of(call, found->read.year)});
}

web::Body money_of_year(web::Call const& call, SteeringYear const& year, MoneyOfYear const& money)
{
    if (!money.is_seen_by(call.actor(), year.owner()))
        return {};
    struct Found {
        bool is_known;
        MoneyTotals totals;
    };
    auto found = web::read(call, [&](db::Connection& db) -> Found {
        auto const tenant = call.site.tenant;
        if (!year.is_closed)
            return {true, totals_of(money.list(db, tenant, year.body, year.year))};
        auto const state = find_closed_year(db, tenant, year.id).value().state().value_or(YearState{});
        return {state.is_money_known, totals_of(state.money)};
    });
    return [&texts = web::staff_texts(call), found](Writer& w) {
        w(R"(<section class="stack" aria-labelledby="geld"><h2 id="geld">{}</h2>{}</section>)",
          texts("year.money"_msg), [&](Writer& inner) {
              if (found.is_known)
                  write_money_totals(inner, texts, found.totals);
              else
                  inner(R"(<p class="mute">{}</p>)", texts("year.money.unknown"_msg));
          });
    };
}

web::Body left_from_year_before(web::Call const& call, SteeringYear const& year)
{
    if (year.is_closed)
        return {};
    auto before = web::read(call, [&](db::Connection& db) {
        return find_year_before(db, call.site.tenant, year, call.actor(), {});
    });
    if (!before)
        return {};
    return [&call, before = std::move(*before)](Writer& w) {
        auto const& texts = web::staff_texts(call);
        auto const left = unfinished(before.state);
        w(R"(<section class="stack" aria-labelledby="vorjahr"><h2 id="vorjahr">{}</h2><p class="small"><a href="{}">{}</a></p>{}</section>)",
          texts("year.before"_msg, {{"year", std::to_string(before.year.year)}}),
          year_url(before.year.id, "stand"), texts("year.action.state"_msg), [&](Writer& inner) {
              if (left.empty()) {
                  inner(R"(<p class="mute">{}</p>)", texts("year.before.nothing"_msg));
                  return;
              }
              inner(R"(<ul class="plain">{}</ul>)", each(left, [&](Writer& item, StateMeasure const& one) {
                        auto const light = light_mark(texts, one.light);
                        auto const verdicts = verdicts_of(before.state, one.id, texts);
                        item(
                            R"(<li><a href="{}" {}>{}</a> <span class="{}">{}</span>{}</li>)",
                            goals::measure_url(goals::MeasureId{one.id}),
                            html::Attributes{web::content_lang(texts)}, full_title_of(one), light.shape,
                            light.text, when(!verdicts.empty(), [&](Writer& said) {
                                said(
                                    R"( <span class="small mute">{}</span>)",
                                    texts("year.before.verdicts"_msg, {{"verdicts", verdicts}}));
                            }));
                    }));
          });
    };
}

} // namespace kommin::steering
