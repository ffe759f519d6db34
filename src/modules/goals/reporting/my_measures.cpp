#include "modules/goals/reporting/my_measures.hpp"

#include "modules/goals/measures/figure_desk.hpp"
#include "modules/goals/measures/figure_due.hpp"
#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/reporting/looked_after.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr int most_figures_of_mine = 10'000;
constexpr std::size_t most_rows = 100; // of each table

struct FigureOfMine {
    ReportingFigure figure;
    std::optional<Date> due; // nothing: nobody knows from when, or all of it was reported
};

struct MyFigures {
    std::vector<FigureOfMine>
        mine; // they are responsible, or letters about it go to the address of the account
    std::vector<FigureOfMine> others; // that this person may report, too
    LookedAfterMeasures measures; // with or without a figure
};

// What is due first comes first, what never is comes last.
void put_in_order(std::vector<FigureOfMine>& figures)
{
    std::ranges::stable_sort(figures, [](FigureOfMine const& left, FigureOfMine const& right) {
        if (left.due.has_value() != right.due.has_value())
            return left.due.has_value();
        return left.due && *left.due < *right.due;
    });
}

MyFigures load_my_figures(web::Call const& call, db::Connection& db)
{
    auto const tenant = call.site.tenant;
    auto const actor = call.actor();
    auto const today = call.local_now().date;
    auto const account = actor.kind() == Actor::Kind::account
        ? identity::find_account(db, tenant, identity::AccountId{actor.id()})
        : std::nullopt;
    auto const own = account ? identity::email_key(account->email) : std::string{};
    auto const units = tenants::list_units(db, tenant);
    MyFigures found;
    for (auto& figure : list_reporting_figures(db, tenant, owners_reported_by(actor), most_figures_of_mine)) {
        auto const mail = mail_of(figure, units);
        bool const is_mine = (account && figure.responsible == actor.id())
            || (!own.empty() && !mail.empty() && identity::email_key(mail) == own);
        auto const due = asked_report_day(figure, today);
        (is_mine ? found.mine : found.others).push_back({std::move(figure), due});
    }
    put_in_order(found.mine);
    put_in_order(found.others);
    found.measures = list_looked_after(call, db);
    return found;
}

void write_due(Writer& w, Texts const& texts, std::optional<Date> due, Date today)
{
    if (!due)
        w("{}", texts("report.mine.not_due"_msg));
    else if (*due <= today)
        w(R"(<span class="st st--warn">{}</span>)",
          texts("report.mine.due"_msg, {{"day", texts.date(*due, i18n::DateStyle::short_numeric)}}));
    else
        w("{}", texts.date(*due, i18n::DateStyle::short_numeric));
}

void write_figure_row(Writer& w, Texts const& texts, FigureOfMine const& one, Date today)
{
    auto const& figure = one.figure;
    auto const last = figure.last ? texts.date(*figure.last, i18n::DateStyle::short_numeric)
                                  : std::string(texts("report.last.none"_msg));
    w(
        R"(<tr><th scope="row">{}<br><a class="small" href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}<span class="vh">: {}</span></span></a></td></tr>)",
        figure.name, measure_url(figure.measure), figure.measure_title, texts("report.mine.last"_msg), last,
        texts("report.mine.next"_msg), [&](Writer& inner) { write_due(inner, texts, one.due, today); },
        figure_url(figure.measure, figure.id, "bericht"), texts("report.new"_msg), figure.name);
}

void write_figures_table(
    Writer& w, web::Call const& call, std::string_view id, MessageKey title,
    std::vector<FigureOfMine> const& figures)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const shown = std::span(figures).first(std::min(figures.size(), most_rows));
    w(R"(<section class="stack"><h2 id="{}">{}</h2><div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}</section>)",
      id, texts(title), id, texts("figure.one"_msg), texts("report.mine.last"_msg),
      texts("report.mine.next"_msg), texts("report.mine.action"_msg),
      each(shown, [&](Writer& row, FigureOfMine const& one) { write_figure_row(row, texts, one, today); }),
      when(figures.size() > shown.size(), [&](Writer& inner) {
          inner(
              R"(<p class="small mute">{}</p>)",
              texts("report.mine.more"_msg, {{"count", figures.size() - shown.size()}}));
      }));
}

}

http::Response show_my_measures(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const found = web::read(call, [&](db::Connection& db) { return load_my_figures(call, db); });
    web::StaffFrame const frame{
        .call = call,
        .title = std::string(texts("report.mine.title"_msg)),
        .section = std::string(my_measures_path),
        .is_wide = true};
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack stack-top">{}{}{}</div>)",
            [&](Writer& inner) {
                if (found.mine.empty())
                    inner(
                        R"(<p class="measure">{}</p>)",
                        texts(
                            found.measures.shown.empty() ? "report.mine.none"_msg
                                                         : "report.mine.no_figures"_msg));
                else
                    write_figures_table(inner, call, "meine", "report.mine.own"_msg, found.mine);
            },
            [&](Writer& inner) {
                if (!found.others.empty())
                    write_figures_table(inner, call, "weitere", "report.mine.others"_msg, found.others);
            },
            [&](Writer& inner) { write_looked_after(inner, call, found.measures); });
    });
}

} // namespace kommin::goals
