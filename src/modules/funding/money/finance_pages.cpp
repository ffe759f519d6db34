// The overview of money, and what falls without a grant.

#include "modules/funding/money/budget_group_pages.hpp"
#include "modules/funding/money/money_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::size_t most_measures_below = 500;

web::ListFields fields_of_finances(http::Form const& query)
{
    return FinanceFilter::read(query).fields();
}

constexpr web::StaffList finance_list{
    .code = "funding.finances",
    .path = finances_path,
    .title = "finance.title"_msg,
    .read = &fields_of_finances};

// Sums of one group, with its name.
struct Group {
    std::string name;
    std::optional<Url> url = {};
    Totals totals = {};
};

std::string panel_name(Finances const& finances, FinanceLine const& line, Texts const& texts)
{
    if (!line.measure)
        return std::string(texts("finance.other_measures"_msg));
    auto const found = std::ranges::find(finances.panels, line.measure->panel, &meetings::NamedPanel::id);
    return found == finances.panels.end() ? std::string(texts("finance.other_measures"_msg)) : found->name;
}

template<class Key, class KeyOf, class NameOf>
std::vector<Group> groups_of(
    Finances const& finances, Date today, KeyOf const& key_of, NameOf const& name_of_line)
{
    std::map<Key, Group> groups;
    for (auto const& line : finances.lines) {
        auto& group = groups[key_of(line)];
        if (group.name.empty())
            name_of_line(group, line);
        group.totals.add(line.line, today);
    }
    std::vector<Group> list;
    for (auto& [key, group] : groups)
        list.push_back(std::move(group));
    return list;
}

void write_group_table(
    Writer& w, Texts const& texts, MessageKey title, MessageKey head, std::string_view id,
    std::vector<Group> const& groups, Totals const& all)
{
    w(
        R"(<section class="stack"><h2 id="{}">{}</h2><div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody><tfoot><tr><th scope="row">{}</th>{}</tr></tfoot></table></div></section>)",
        id, texts(title), id, texts(head), [&](Writer& heads) { write_total_heads(heads, texts); },
        each(
            groups,
            [&](Writer& row, Group const& group) {
                row(
                    R"(<tr><th scope="row">{}</th>{}</tr>)",
                    [&](Writer& name) {
                        if (group.url)
                            name(
                                R"(<a href="{}" {}>{}</a>)", *group.url, Attributes{web::content_lang(texts)},
                                group.name);
                        else
                            name("{}", group.name);
                    },
                    [&](Writer& cells) { write_total_cells(cells, texts, group.totals); });
            }),
        texts("budget.sum"_msg), [&](Writer& cells) { write_total_cells(cells, texts, all); });
}

void write_finance_filter(
    Writer& w, Texts const& texts, Finances const& finances, FinanceFilter const& filter)
{
    std::vector<web::Choice> years, panels, sources, owners;
    for (auto const year : finances.years)
        years.push_back({std::to_string(year), std::to_string(year)});
    auto const shown_year = std::to_string(finances.year);
    if (std::ranges::find(years, shown_year, &web::Choice::value) == years.end())
        years.push_back({shown_year, shown_year});
    for (auto const& panel : finances.panels) {
        if (panel.kind == meetings::PanelKind::field_of_action)
            panels.push_back({std::to_string(panel.id.value), panel.name});
    }
    for (auto const source : all_funding_sources)
        sources.push_back({std::string(to_text(source)), std::string(texts(label_of(source)))});
    for (auto const& body : finances.district.bodies)
        owners.push_back({body.slug, body.name});
    auto const panel = filter.panel ? std::to_string(filter.panel->value) : std::string{};
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({finances_path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}",
                      web::FilterChoice{
                          texts, "jahr", "budget.field.year"_msg, years, shown_year, "finance.year.now"_msg},
                      web::FilterChoice{texts, "feld", "finance.field"_msg, panels, panel},
                      web::FilterChoice{
                          texts, "quelle", "budget.field.source"_msg, sources,
                          filter.source ? to_text(*filter.source) : std::string_view{}},
                      web::FilterChoice{texts, "wer", "finance.owner"_msg, owners, filter.owner});
              },
          .whole = filter.fields().empty() ? std::nullopt : std::optional(finances_url())});
}

void write_finances(Writer& w, Texts const& texts, Finances const& finances, Date today)
{
    Totals all;
    for (auto const& line : finances.lines)
        all.add(line.line, today);
    auto const fields = groups_of<std::int64_t>(
        finances, today,
        [](FinanceLine const& line) { return line.measure ? line.measure->panel.value : std::int64_t{0}; },
        [&](Group& group, FinanceLine const& line) { group.name = panel_name(finances, line, texts); });
    auto const sources = groups_of<FundingSource>(
        finances, today, [](FinanceLine const& line) { return line.line.source; },
        [&](Group& group, FinanceLine const& line) { group.name = texts(label_of(line.line.source)); });
    auto measures = groups_of<goals::MeasureId>(
        finances, today, [](FinanceLine const& line) { return line.line.measure; },
        [&](Group& group, FinanceLine const& line) {
            group.name
                = line.measure ? line.measure->title : std::string(texts("finance.other_measures"_msg));
            if (line.measure)
                group.url = money_url(line.measure->id);
        });
    bool const is_cut = measures.size() > most_measures_below;
    if (is_cut)
        measures.resize(most_measures_below);
    write_group_table(w, texts, "finance.by_field"_msg, "finance.field"_msg, "felder", fields, all);
    write_group_table(w, texts, "finance.by_source"_msg, "budget.field.source"_msg, "quellen", sources, all);
    write_group_table(w, texts, "finance.by_measure"_msg, "finance.measure"_msg, "massnahmen", measures, all);
    if (is_cut)
        w(R"(<p class="note">{}</p>)", texts("finance.measures.cut"_msg, {{"count", most_measures_below}}));
    write_rules(w, texts, all);
}

void write_open_risks(Writer& w, Texts const& texts, LossPage const& page)
{
    if (page.open.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("loss.none_open"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="offen" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="offen">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("loss.open"_msg), texts("application.one"_msg), texts("staff.state"_msg),
      texts("application.field.asked"_msg), texts("loss.measures"_msg), texts("budget.field.planned"_msg),
      texts("budget.field.committed"_msg), each(page.open, [&](Writer& row, OpenRisk const& one) {
          row(R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
              loss_url({.application = one.application.id, .grant = {}}),
              Attributes{web::content_lang(texts)}, one.application.title, texts("staff.state"_msg),
              texts(label_of(one.application.state)), texts("application.field.asked"_msg),
              optional_money(one.application.asked, texts), texts("loss.measures"_msg), one.measures,
              texts("budget.field.planned"_msg), sum_text(one.hanging.planned, texts),
              texts("budget.field.committed"_msg), sum_text(one.hanging.committed, texts));
      }));
}

void write_lost_measures(Writer& w, Texts const& texts, LossPage const& page)
{
    if (page.loss.measures.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("loss.nothing"_msg));
        return;
    }
    w(R"(<p class="note note--warn">{}</p><div class="scroll" role="region" aria-labelledby="faellt" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="faellt">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>{}<p class="small mute">{}</p>)",
      texts(
          "loss.sum"_msg,
          {{"count", page.loss.measures.size()},
           {"planned", sum_words(page.loss.totals.planned, texts)},
           {"committed", sum_words(page.loss.totals.committed, texts)}}),
      texts("loss.title"_msg), texts("finance.measure"_msg), texts("loss.depends"_msg),
      texts("loss.hanging"_msg), texts("loss.hanging.committed"_msg), texts("loss.all"_msg),
      each(
          page.loss.measures,
          [&](Writer& row, LostMeasure const& one) {
              row(
                  R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
                  money_url(one.measure.id), Attributes{web::content_lang(texts)}, one.measure.title,
                  texts("loss.depends"_msg),
                  [&](Writer& cell) {
                      if (one.depends)
                          cell(R"(<span class="st st--bad">{}</span>)", texts("loss.depends.yes"_msg));
                      else
                          cell(R"(<span class="st st--warn">{}</span>)", texts("loss.depends.no"_msg));
                  },
                  texts("loss.hanging"_msg), sum_text(one.hanging.planned, texts),
                  texts("loss.hanging.committed"_msg), sum_text(one.hanging.committed, texts),
                  texts("loss.all"_msg), sum_text(one.all.planned, texts));
          }),
      when(
          page.loss.is_cut,
          [&](Writer& inner) { inner(R"(<p class="note">{}</p>)", texts("loss.cut"_msg)); }),
      texts("loss.rule"_msg));
}

}

Url finances_url(FinanceFilter const& filter, std::string_view page)
{
    return web::list_url(finance_list, filter.fields(), page);
}

Url loss_url(HangsOn const& on, std::string_view page)
{
    auto const url = staff_url({finances_path, page});
    return on.is_nothing() ? url : url.with_query({{"ohne", hangs_on_value(on)}});
}

http::Response finance_page(web::Call const& call, Finances const& finances, FinanceFilter const& filter)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    return web::staff_page(
        {.call = call,
         .title = texts("finance.title.of"_msg, {{"year", std::to_string(finances.year)}}),
         .section = std::string(finances_path),
         .state_line = texts("finance.count"_msg, {{"count", finances.lines.size()}}),
         .actions =
             [&](Writer& w) {
                 w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                   loss_url({}), texts("loss.title"_msg), budget_groups_url(), texts("budget.groups"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            write_finance_filter(w, texts, finances, filter);
            if (finances.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("finance.none"_msg),
                  texts(finances.years.empty() ? "finance.none.first"_msg : "finance.none.filter"_msg));
                return;
            }
            w(
                R"(<div class="stack">{}{}{}</div>)",
                when(
                    finances.is_cut,
                    [&](Writer& inner) {
                        inner(
                            R"(<p class="note">{}</p>)",
                            texts("budget.cut"_msg, {{"count", finances.lines.size()}}));
                    }),
                [&](Writer& inner) { write_finances(inner, texts, finances, today); },
                web::ExportLinks{texts, [&](std::string_view file) { return finances_url(filter, file); }});
        });
}

http::Response loss_page(web::Call const& call, LossPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const value = hangs_on_value(page.on);
    auto const choices = page.names.choices(texts, "loss.all_open"_msg, value);
    return web::staff_page(
        {.call = call,
         .title = page.on.is_nothing() ? std::string(texts("loss.title"_msg))
                                       : texts("loss.title.of"_msg, {{"title", page.names.title(page.on)}}),
         .section = std::string(finances_path),
         .crumbs = {{finances_url(), std::string(texts("finance.title"_msg))}},
         .is_wide = true},
        [&](Writer& w) {
            w(
                R"(<div class="stack">{}{}{}</div>)",
                web::FilterForm{
                    .texts = texts,
                    .list = loss_url({}),
                    .fields =
                        [&](Writer& field) {
                            field(
                                "{}",
                                web::FilterChoice{
                                    texts,
                                    "ohne",
                                    "loss.without"_msg,
                                    {std::next(choices.begin()), choices.end()},
                                    value,
                                    "loss.all_open"_msg});
                        },
                    .whole = page.on.is_nothing() ? std::nullopt : std::optional(loss_url({}))},
                [&](Writer& inner) {
                    if (page.on.is_nothing())
                        write_open_risks(inner, texts, page);
                    else
                        write_lost_measures(inner, texts, page);
                },
                web::ExportLinks{texts, [&](std::string_view file) {
                                     // "liste.csv" is that of the overview.
                                     return loss_url(
                                         page.on,
                                         file.ends_with("xlsx") ? std::string_view("wegfall.xlsx")
                                                                : std::string_view("wegfall.csv"));
                                 }});
        });
}

} // namespace kommin::funding
