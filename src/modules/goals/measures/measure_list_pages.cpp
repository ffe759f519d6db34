// Measures as a list, and as a board with a column for each state.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::vector<web::ListView> measure_views_of(Texts const& texts, MeasureListPage const& page)
{
    auto shown = page.filter;
    shown.order = MeasureOrder::field;
    shown.reversed = false;
    auto const view = [&](MeasureView wanted_view, MessageKey label) {
        auto wanted = shown; // the same measures, seen in another way
        wanted.view = wanted_view;
        return web::ListView{
            std::string(texts(label)), measures_url(wanted), page.filter.view == wanted_view};
    };
    std::vector<web::ListView> views{
        view(MeasureView::list, "measure.view.list"_msg), view(MeasureView::board, "measure.view.board"_msg)};
    web::add_saved_views(views, page.views);
    return views;
}

bool sees(MeasureListPage const& page, std::optional<tenants::BodyId> owner)
{
    auto const scope = owner ? Scope::of_owner(owner->value) : Scope::whole_tenant();
    return std::ranges::any_of(page.owners, [&](Scope const& one) { return one.covers(scope); });
}

std::vector<web::Choice> panels_to_filter(MeasureListPage const& page)
{
    std::vector<web::Choice> choices;
    for (auto const& panel : page.names.panels) {
        if (panel.kind == meetings::PanelKind::field_of_action && (!panel.body || sees(page, panel.body)))
            choices.push_back({std::to_string(panel.id.value), panel.name});
    }
    return choices;
}

std::vector<web::Choice> states_for(Texts const& texts)
{
    std::vector<web::Choice> choices;
    for (auto const state : all_measure_states)
        choices.push_back({std::string(word_of(state)), web::as_choice(texts(label_of(state)))});
    return choices;
}

web::FilterForm measure_filter_form(Texts const& texts, MeasureListPage const& page)
{
    std::optional<Url> whole;
    if (page.filter.narrows()) {
        MeasureFilter all;
        all.view = page.filter.view;
        whole = measures_url(all);
    }
    return {
        texts, staff_url({measures_path}),
        [&texts, &page](Writer& w) {
            auto const& filter = page.filter;
            std::array const orders{
                web::SortChoice::Option{word_of(MeasureOrder::field), "measure.field.panel"_msg},
                web::SortChoice::Option{word_of(MeasureOrder::title), "measure.one"_msg},
                web::SortChoice::Option{word_of(MeasureOrder::deadline), "measure.field.deadline"_msg}};
            std::vector<web::Choice> units, places, years;
            for (auto const unit : page.units)
                units.push_back({std::to_string(unit.value), page.names.unit(unit)});
            for (auto const& body : page.names.district.bodies)
                places.push_back({body.slug, body.name});
            for (auto const year : page.years)
                years.push_back({std::to_string(year), std::to_string(year)});
            auto const panel = filter.panel ? std::to_string(filter.panel->value) : std::string{};
            auto const unit = filter.unit ? std::to_string(filter.unit->value) : std::string{};
            auto const year = filter.year ? std::to_string(*filter.year) : std::string{};
            bool const is_board = filter.view == MeasureView::board;
            std::vector<web::Choice> mine{{"ja", std::string(texts("measure.filter.mine"_msg))}};
            w("{}{}{}{}{}{}{}{}{}", web::FilterWords{texts, "measure.filter.words"_msg, filter.words},
              web::FilterChoice{texts, "feld", "measure.field.panel"_msg, panels_to_filter(page), panel},
              web::FilterChoice{texts, "stelle", "measure.field.in_charge"_msg, std::move(units), unit},
              web::FilterChoice{
                  texts, "meine", "measure.field.responsible"_msg, std::move(mine),
                  filter.mine ? std::string_view("ja") : std::string_view{}},
              web::FilterChoice{
                  texts, "gemeinde", "measure.filter.place"_msg, std::move(places), filter.municipality},
              web::FilterChoice{
                  texts, "stand", "measure.field.state"_msg, states_for(texts),
                  filter.state ? word_of(*filter.state) : std::string_view{}},
              web::FilterChoice{texts, "jahr", "measure.filter.year"_msg, std::move(years), year},
              web::FilterKept{"ansicht", is_board ? "tafel" : ""},
              web::SortChoice{texts, orders, word_of(filter.order), filter.reversed});
        },
        std::move(whole)};
}

void write_light(Writer& w, Texts const& texts, MeasureListPage const& page, MeasureId id)
{
    auto const found = page.lights.find(id);
    if (found == page.lights.end()) {
        w("–");
        return;
    }
    auto const mark = mark_of(found->second.light, texts);
    w(R"(<span class="{}">{}</span>{})", mark.shape, mark.text,
      when(found->second.is_by_hand, [&](Writer& inner) {
          inner(R"(<br><span class="small mute">{}</span>)", texts("measure.light.by_hand"_msg));
      }));
}

void write_measure_line(Writer& w, Texts const& texts, MeasureListPage const& page, Measure const& one)
{
    auto const state = mark_of(one.state, texts);
    auto const title = full_title_of(one);
    html::Attributes const content{web::content_lang(texts)};
    auto const charge = page.names.in_charge(one, true);
    auto const deadline = deadline_of(one, texts);
    w(
        R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}{}{}</th><td data-l="{}" {}>{}</td><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td class="rest" data-l="{}" {}>{}</td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td></tr>)",
        measure_url(one.id), content, title, web::RowFold{texts, title},
        when(
            one.body.has_value(),
            [&](Writer& inner) {
                inner(R"(<br><span class="small mute">{}</span>)", page.names.owner(one.body));
            }),
        when(
            page.everywhere.contains(one.id),
            [&](Writer& inner) {
                inner(R"(<br><span class="small mute">{}</span>)", texts("measure.applies_everywhere"_msg));
            }),
        texts("measure.field.panel"_msg), content, page.names.panel(one.panel),
        texts("measure.field.state"_msg), state.shape, state.text, texts("light.title"_msg),
        [&](Writer& inner) { write_light(inner, texts, page, one.id); }, texts("measure.field.in_charge"_msg),
        content, charge.empty() ? std::string("–") : charge, texts("measure.field.responsible"_msg),
        responsible_of(one, page.accounts, "–"), texts("measure.field.deadline"_msg),
        deadline.empty() ? std::string("–") : deadline);
}

void write_measure_table(Writer& w, Texts const& texts, MeasureListPage const& page)
{
    auto const head = [&](MessageKey label, MeasureOrder order) {
        auto filter = page.filter;
        filter.after.reset();
        filter.before.reset();
        return web::sort_head(
            texts, filter, label, order, [](MeasureFilter const& wanted) { return measures_url(wanted); });
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("measure.title"_msg), texts("measure.title"_msg), head("measure.one"_msg, MeasureOrder::title),
      head("measure.field.panel"_msg, MeasureOrder::field), texts("measure.field.state"_msg),
      texts("light.title"_msg), texts("measure.field.in_charge"_msg), texts("measure.field.responsible"_msg),
      head("measure.field.deadline"_msg, MeasureOrder::deadline),
      each(page.list.lines, [&](Writer& row, Measure const& one) {
          write_measure_line(row, texts, page, one);
      }));
}

// Moving a card is a form in it, so that it goes without a script and without a mouse. A state that needs its
// reason asks for it on the page of its own.
void write_moving(
    Writer& w, web::Call const& call, Texts const& texts, MeasureListPage const& page, Measure const& one)
{
    auto const id = "stand-" + std::to_string(one.id.value);
    http::Form back;
    for (auto const& [name, value] : page.filter.fields())
        back.add(name, value);
    w(R"(<details><summary class="small">{}</summary><form method="post" action="{}" class="stack">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="abfrage" value="{}"><p class="f"><label for="{}">{}</label><select id="{}" name="state">{}</select></p><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form></details>)",
      texts("measure.action.state"_msg), measure_url(one.id, "stand"), web::FormToken{call}, one.version,
      back.to_query(), id, texts("measure.field.state"_msg), id,
      each(
          all_measure_states,
          [&](Writer& option, MeasureState state) {
              web::write_option(option, to_text(state), texts(label_of(state)), state == one.state);
          }),
      texts("measure.action.move"_msg), full_title_of(one));
}

void write_card(
    Writer& w, web::Call const& call, Texts const& texts, MeasureListPage const& page, Measure const& one)
{
    auto const charge = page.names.in_charge(one, true);
    auto const deadline = deadline_of(one, texts);
    std::string line = charge.empty() ? std::string(texts("measure.nobody_in_charge"_msg)) : charge;
    if (one.is_recurring)
        line += " · " + std::string(texts("measure.recurring"_msg));
    else
        line += " · " + (deadline.empty() ? std::string(texts("measure.no_deadline"_msg)) : deadline);
    if (page.everywhere.contains(one.id))
        line += " · " + std::string(texts("measure.applies_everywhere"_msg));
    w(
        R"(<li><a class="t" href="{}" {}>{}</a><p class="work__w">{}</p>{}<p>{}</p>{}</li>)",
        measure_url(one.id), html::Attributes{web::content_lang(texts)}, full_title_of(one), line,
        when(
            !one.state_reason.empty(),
            [&](Writer& inner) { inner(R"(<p class="work__w">{}</p>)", one.state_reason); }),
        [&](Writer& inner) { write_light(inner, texts, page, one.id); },
        when(call.actor().may(edit_measures, one.owner()), [&](Writer& inner) {
            write_moving(inner, call, texts, page, one);
        }));
}

void write_board(Writer& w, web::Call const& call, Texts const& texts, MeasureListPage const& page)
{
    w(R"(<div class="board" role="region" aria-label="{}" tabindex="0">{}</div>)", texts("measure.board"_msg),
      each(all_measure_states, [&](Writer& column, MeasureState state) {
          std::vector<Measure const*> cards;
          for (auto const& one : page.list.lines) {
              if (one.state == state)
                  cards.push_back(&one);
          }
          auto const id = "tafel-" + std::string(word_of(state));
          column(
              R"(<section aria-labelledby="{}"><h2 id="{}">{} <span>{}</span></h2>{}</section>)", id, id,
              web::as_choice(texts(label_of(state))), std::ssize(cards), [&](Writer& inner) {
                  if (cards.empty())
                      inner(R"(<p class="small mute">{}</p>)", texts("measure.board.none"_msg));
                  else
                      inner(
                          R"(<ul class="plain">{}</ul>)", each(cards, [&](Writer& item, Measure const* one) {
                              write_card(item, call, texts, page, *one);
                          }));
              });
      }));
}

std::string count_of_measures(Texts const& texts, MeasureListPage const& page)
{
    auto const& list = page.list;
    auto const shown = std::ssize(list.lines);
    if (page.filter.view == MeasureView::board && list.count > shown)
        return texts("measure.board.first"_msg, {{"shown", shown}, {"count", list.count}});
    return list.count > MeasureList::most_counted
        ? texts("measure.count.more"_msg, {{"count", MeasureList::most_counted}})
        : texts("measure.count"_msg, {{"count", list.count}});
}

}

std::string responsible_of(Measure const& measure, web::Authors const& accounts, std::string_view none)
{
    return measure.responsible ? web::name_of(accounts, code_of_account(measure.responsible))
                               : std::string(none);
}

Url measures_url(MeasureFilter const& filter)
{
    return web::list_url(measure_list, filter.fields());
}

Url measures_url(MeasuresOfField const& wanted)
{
    MeasureFilter filter;
    filter.panel = wanted.panel;
    filter.unit = wanted.unit;
    filter.municipality = wanted.municipality;
    filter.year = wanted.year;
    return measures_url(filter);
}

http::Response measure_list_page(web::Call const& call, MeasureListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& list = page.list;
    auto const page_url = [](std::optional<MeasureFilter> const& of) {
        return of ? std::optional(web::list_url(measure_list, of->fields_with_page())) : std::nullopt;
    };
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("measure.title"_msg)),
         .section = std::string(measures_path),
         .state_line = count_of_measures(texts, page),
         .actions =
             [&](Writer& w) {
                 if (page.may_add)
                     w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({measures_path, "neu"}), texts("measure.new"_msg),
                       staff_url({measures_path, "tabelle"}), texts("table.from"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w("{}{}",
              web::ListViews{
                  texts, measure_views_of(texts, page),
                  web::save_view_url(measure_list, page.filter.fields())},
              measure_filter_form(texts, page));
            if (list.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("measure.none.title"_msg),
                  texts(page.filter.narrows() ? "measure.none.filter"_msg : "measure.none.text"_msg));
                return;
            }
            if (page.filter.view == MeasureView::board)
                write_board(w, call, texts, page);
            else
                write_measure_table(w, texts, page);
            w("{}{}",
              web::KeyPager{
                  .texts = texts,
                  .first = measures_url(page.filter),
                  .previous = page_url(list.previous),
                  .next = page_url(list.next)},
              web::ExportLinks{texts, [&](std::string_view file) {
                                   return web::list_url(measure_list, page.filter.fields(), file);
                               }});
        });
}

} // namespace kommin::goals
