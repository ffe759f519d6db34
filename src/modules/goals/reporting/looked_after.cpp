#include "modules/goals/reporting/looked_after.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/inventory/inventory_rights.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "modules/goals/measures/measure_task_store.hpp"
#include "modules/goals/measures/measure_words.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr int most_measures_read = 10'000;
constexpr std::size_t most_measures_shown = 100;

std::vector<Measure> list_own_measures(web::Call const& call, db::Connection& db)
{
    auto const tenant = call.site.tenant;
    auto const actor = call.actor();
    auto const account = actor.kind() == Actor::Kind::account
        ? identity::find_account(db, tenant, identity::AccountId{actor.id()})
        : std::nullopt;
    auto const own = account ? identity::email_key(account->email) : std::string{};
    if (own.empty())
        return {};
    auto const units = list_own_units(db, tenant, actor);
    auto measures = list_measures(
        db, tenant,
        {.owners = actor.where(see_goals),
         .only_open = true,
         .with_mail_or_of = units,
         .order = MeasureOrder::deadline},
        most_measures_read);
    std::erase_if(measures, [&](Measure const& one) {
        bool const is_mine = one.responsible == actor.id()
            || (!one.report_mail.empty() && identity::email_key(one.report_mail) == own);
        return !is_mine && !(one.unit && std::ranges::find(units, *one.unit) != units.end());
    });
    return measures;
}

// What has no day comes last.
bool is_before(NextStep const& left, std::optional<NextStep> const& right)
{
    if (!right)
        return true;
    if (!left.due || !right->due)
        return left.due.has_value() && !right->due;
    return *left.due < *right->due;
}

std::map<MeasureId, NextStep> list_next_steps(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids)
{
    std::map<MeasureId, NextStep> next;
    auto const consider = [&next](MeasureId id, NextStep step) {
        auto const found = next.find(id);
        if (is_before(step, found == next.end() ? std::nullopt : std::optional(found->second)))
            next.insert_or_assign(id, std::move(step));
    };
    for (auto& [id, milestones] : list_milestones_of(db, tenant, ids)) {
        for (auto& one : milestones) {
            if (!one.done_on)
                consider(id, {std::move(one.title), one.due});
        }
    }
    for (auto& task : list_open_tasks_of(db, tenant, ids))
        consider(
            task.measure,
            {std::move(task.title), task.due ? std::optional(PartialDate(*task.due)) : std::nullopt});
    return next;
}

void write_light_of(Writer& w, Texts const& texts, std::optional<ShownLight> const& light)
{
    if (!light) {
        w("–");
        return;
    }
    auto const mark = mark_of(light->light, texts);
    w(R"(<span class="{}">{}</span>{})", mark.shape, mark.text, when(light->is_by_hand, [&](Writer& inner) {
          inner(R"(<br><span class="small mute">{}</span>)", texts("measure.light.by_hand"_msg));
      }));
}

void write_next(Writer& w, Texts const& texts, std::optional<NextStep> const& next)
{
    if (!next)
        w("{}", texts("report.mine.no_step"_msg));
    else
        w("<span {}>{}</span>{}", html::Attributes{web::content_lang(texts)}, next->title,
          when(next->due.has_value(), [&](Writer& inner) {
              inner(R"(<br><span class="small mute">{}</span>)", texts.partial_date(*next->due));
          }));
}

}

LookedAfterMeasures list_looked_after(web::Call const& call, db::Connection& db)
{
    auto measures = list_own_measures(call, db);
    LookedAfterMeasures found;
    if (measures.size() > most_measures_shown) {
        found.more = measures.size() - most_measures_shown;
        measures.resize(most_measures_shown);
    }
    std::vector<MeasureId> ids;
    for (auto const& one : measures)
        ids.push_back(one.id);
    auto standings = standings_of(call, db, measures);
    auto next = list_next_steps(db, call.site.tenant, ids);
    for (auto& one : measures) {
        LookedAfter mine{.measure = std::move(one), .light = std::nullopt, .next = std::nullopt};
        mine.light = standings[mine.measure.id].light;
        if (auto const step = next.find(mine.measure.id); step != next.end())
            mine.next = std::move(step->second);
        found.shown.push_back(std::move(mine));
    }
    return found;
}

void write_looked_after(Writer& w, web::Call const& call, LookedAfterMeasures const& measures)
{
    if (measures.shown.empty())
        return;
    auto const& texts = web::staff_texts(call);
    w(R"(<section class="stack"><h2 id="betreut">{}</h2><div class="scroll" role="region" aria-labelledby="betreut" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}</section>)",
      texts("report.mine.measures"_msg), texts("measure.one"_msg), texts("measure.field.state"_msg),
      texts("light.title"_msg), texts("report.mine.step"_msg),
      each(
          measures.shown,
          [&](Writer& row, LookedAfter const& one) {
              auto const state = mark_of(one.measure.state, texts);
              row(
                  R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                  measure_url(one.measure.id), html::Attributes{web::content_lang(texts)},
                  full_title_of(one.measure), texts("measure.field.state"_msg), state.shape, state.text,
                  texts("light.title"_msg), [&](Writer& inner) { write_light_of(inner, texts, one.light); },
                  texts("report.mine.step"_msg), [&](Writer& inner) { write_next(inner, texts, one.next); });
          }),
      when(measures.more > 0, [&](Writer& inner) {
          inner(
              R"(<p class="small mute">{}</p>)",
              texts("report.mine.more_measures"_msg, {{"count", measures.more}}));
      }));
}

} // namespace kommin::goals
