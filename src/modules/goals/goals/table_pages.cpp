#include "modules/goals/goals/table_pages.hpp"

#include "platform/crypto/random.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

web::StaffMark mark_of(RowOutcome outcome, Texts const& texts)
{
    switch (outcome) {
    case RowOutcome::created:
        return {"st st--info", std::string(texts("table.row.created"_msg))};
    case RowOutcome::changed:
        return {"st st--warn", std::string(texts("table.row.changed"_msg))};
    case RowOutcome::wrong:
        return {"st st--bad", std::string(texts("table.row.wrong"_msg))};
    case RowOutcome::same:
        break;
    }
    return {"st st--none", std::string(texts("table.row.same"_msg))};
}

// What the column of a field is called; "" for what has none.
std::string_view label_of_field(Texts const& texts, TableDesk const& desk, std::string_view field)
{
    auto const found = std::ranges::find(desk.columns, field, &TableColumn::field);
    return found == desk.columns.end() ? std::string_view{} : texts(found->label);
}

void write_told(Writer& w, Texts const& texts, TableDesk const& desk, Problem const& problem)
{
    auto const label = label_of_field(texts, desk, problem.field);
    w(R"(<li>{}{}</li>)", when(!label.empty(), [&](Writer& inner) { inner("<strong>{}:</strong> ", label); }),
      i18n::text_of(problem, texts));
}

void write_change(Writer& w, Texts const& texts, TableDesk const& desk, CellChange const& change)
{
    auto const label = label_of_field(texts, desk, change.field);
    auto const nothing = texts("table.nothing"_msg);
    auto const shown
        = [&](std::string const& cell) { return cell.empty() ? nothing : std::string_view(cell); };
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<dt>{}</dt><dd>{}<span class="pre" {}>{}</span></dd>)", label,
      when(
          !change.before.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<span class="mute"><span class="vh">{} </span><s class="pre" {}>{}</s></span> <span class="vh">{}</span> )",
                  texts("table.before"_msg), content, change.before, texts("table.after"_msg));
          }),
      content, shown(change.after));
}

void write_what_happens(Writer& w, Texts const& texts, TableDesk const& desk, TakenRow const& row)
{
    if (!row.problems.empty())
        w(R"(<ul>{}</ul>)", each(row.problems, [&](Writer& item, Problem const& problem) {
              write_told(item, texts, desk, problem);
          }));
    if (!row.hints.empty())
        w(R"(<ul class="small">{}</ul>)",
          each(row.hints, [&](Writer& item, Problem const& hint) { write_told(item, texts, desk, hint); }));
    auto const changes = each(row.changes, [&](Writer& item, CellChange const& change) {
        write_change(item, texts, desk, change);
    });
    if (row.problems.empty() && row.outcome == RowOutcome::changed)
        w(R"(<dl class="facts">{}</dl>)", changes);
    else if (row.problems.empty() && row.outcome == RowOutcome::created)
        w(R"(<details><summary class="small">{}</summary><dl class="facts">{}</dl></details>)",
          texts("table.what_it_says"_msg), changes);
}

void write_row(Writer& w, Texts const& texts, TableDesk const& desk, TakenRow const& row)
{
    auto const mark = mark_of(row.outcome, texts);
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<tr><td data-l="{}">{}</td><th scope="row">{}</th><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td></tr>)",
        texts("table.column.line"_msg), std::to_string(row.line),
        [&](Writer& inner) {
            if (row.record)
                inner(R"(<a href="{}" {}>{}</a>)", desk.url_of(*row.record), content, row.title);
            else if (row.title.empty())
                inner("{}", texts("table.nothing"_msg));
            else
                inner(R"(<span {}>{}</span>)", content, row.title);
        },
        texts("table.column.outcome"_msg), mark.shape, mark.text, texts("table.column.details"_msg),
        [&](Writer& inner) { write_what_happens(inner, texts, desk, row); });
}

void write_columns_left_out(Writer& w, Texts const& texts, TakenTable const& taken)
{
    if (!taken.unknown.empty())
        w("<p>{}</p>", texts("table.columns.unknown"_msg, {{"columns", texts.list(taken.unknown)}}));
    if (!taken.reckoned.empty())
        w(R"(<p class="small mute">{}</p>)",
          texts("table.columns.reckoned"_msg, {{"columns", texts.list(taken.reckoned)}}));
}

std::string summary_of(Texts const& texts, TakenTable const& taken)
{
    return texts(
        "table.summary"_msg,
        {{"created", taken.count(RowOutcome::created)},
         {"changed", taken.count(RowOutcome::changed)},
         {"same", taken.count(RowOutcome::same)},
         {"wrong", taken.count(RowOutcome::wrong)}});
}

void write_confirmation(Writer& w, web::Call const& call, TablePage const& page)
{
    auto const& texts = web::staff_texts(call);
    if (page.taken->is_wrong()) {
        w("<p>{}</p>", texts("table.wrong"_msg));
        return;
    }
    if (!page.taken->changes_something()) {
        w("<p>{}</p>", texts("table.all_same"_msg));
        return;
    }
    w(R"(<form class="form" method="post" action="{}">{}<input type="hidden" name="schluessel" value="{}"><input type="hidden" name="stand" value="{}"><input type="hidden" name="tabelle" value="{}"><div class="save">{}</div></form>)",
      table_url(page.desk, "uebernehmen"), web::FormToken{call}, page.form_key, page.taken->fingerprint(),
      crypto::base64url(page.bytes), web::SubmitButton{texts("table.confirm"_msg)});
}

void write_rows(Writer& w, Texts const& texts, TablePage const& page)
{
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("table.preview"_msg), texts("table.preview"_msg), texts("table.column.line"_msg),
      texts("table.column.title"_msg), texts("table.column.outcome"_msg), texts("table.column.details"_msg),
      each(page.taken->rows, [&](Writer& row, TakenRow const& one) {
          write_row(row, texts, page.desk, one);
      }));
}

void write_taken(Writer& w, web::Call const& call, TablePage const& page)
{
    auto const& texts = web::staff_texts(call);
    w(
        R"(<section class="stack"><h2 id="vorschau">{}</h2><p>{}</p>{}{}{}</section>)",
        texts("table.preview"_msg), summary_of(texts, *page.taken),
        [&](Writer& inner) { write_columns_left_out(inner, texts, *page.taken); },
        [&](Writer& inner) { write_confirmation(inner, call, page); },
        [&](Writer& inner) { write_rows(inner, texts, page); });
}

void write_upload(Writer& w, web::Call const& call, TablePage const& page)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<section class="stack measure" aria-labelledby="datei-waehlen"><h2 id="datei-waehlen">{}</h2><p>{}</p><p>{}</p><p><a href="{}" download>{}</a> · <a href="{}" download>{}</a></p><form class="form stack" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}<div class="save">{}</div></form></section>)",
      texts(page.taken == nullptr ? "table.choose"_msg : "table.choose_other"_msg), texts("table.lead"_msg),
      texts(page.desk.advice), table_url(page.desk, "vorlage.xlsx"), texts("table.template.xlsx"_msg),
      table_url(page.desk, "vorlage.csv"), texts("table.template.csv"_msg), table_url(page.desk),
      web::FormToken{call},
      web::FileField{
          .texts = texts,
          .label = "table.file"_msg,
          .accept = ".csv,text/csv",
          .problems = page.problems,
          .hint = "table.file.hint"_msg,
          .is_required = true},
      web::SubmitButton{texts("table.look"_msg)});
}

}

Url table_url(TableDesk const& desk, std::string_view page)
{
    return page.empty() ? web::staff_url({desk.list, "tabelle"})
                        : web::staff_url({desk.list, "tabelle", page});
}

http::Response table_page(web::Call const& call, TablePage const& page)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts(page.desk.title)),
         .section = std::string(page.desk.list),
         .crumbs = {{web::staff_url({page.desk.list}), std::string(texts(page.desk.list_title))}},
         .problems = page.problems,
         .is_wide = page.taken != nullptr},
        [&](Writer& w) {
            if (page.taken != nullptr)
                write_taken(w, call, page);
            write_upload(w, call, page);
        });
}

} // namespace kommin::goals
