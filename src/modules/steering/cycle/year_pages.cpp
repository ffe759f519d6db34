#include "modules/steering/cycle/year_pages.hpp"

#include "modules/steering/cycle/permissions.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::steering {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

constexpr std::string_view steering_path = "steuerung";
constexpr std::string_view below_steering = "jahre";

std::string owner_or_dash(YearNames const& names, Step const& step, Texts const& texts)
{
    auto owner = names.owner_of(step);
    return owner.empty() ? std::string(texts("step.owner.none"_msg)) : owner;
}

std::string lines_text(WholeStep const& whole, Texts const& texts)
{
    if (whole.lines.empty())
        return "–";
    auto const done
        = std::ranges::count_if(whole.lines, [](StepLine const& line) { return line.done_on.has_value(); });
    return texts("step.lines.count"_msg, {{"done", done}, {"all", std::ssize(whole.lines)}});
}

void write_step_row(Writer& w, web::Call const& call, YearPage const& page, WholeStep const& whole)
{
    auto const& texts = web::staff_texts(call);
    auto const& step = whole.step;
    auto const mark = mark_of(step, call.local_now().date, texts);
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}"><span {}>{}</span></td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
      step_url(page.year.id, step.id), texts(label_of(step.kind)), texts("step.column.owner"_msg), content,
      owner_or_dash(page.names, step, texts), texts("step.field.due"_msg),
      step.due ? texts.partial_date(*step.due) : std::string("–"), texts("staff.state"_msg), mark.shape,
      mark.text, texts("step.field.lines"_msg), lines_text(whole, texts), texts("step.field.documents"_msg),
      std::ssize(whole.documents), texts("step.field.decisions"_msg), std::ssize(whole.decisions));
}

void write_steps(Writer& w, web::Call const& call, YearPage const& page)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<section class="stack"><h2 id="schritte">{}</h2><div class="scroll" role="region" aria-labelledby="schritte" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div></section>)",
      texts("step.title"_msg), texts("step.title"_msg), texts("step.one"_msg), texts("step.column.owner"_msg),
      texts("step.field.due"_msg), texts("staff.state"_msg), texts("step.field.lines"_msg),
      texts("step.field.documents"_msg), texts("step.field.decisions"_msg),
      each(page.steps, [&](Writer& row, WholeStep const& whole) { write_step_row(row, call, page, whole); }));
}

void write_meetings(Writer& w, Texts const& texts, YearPage const& page)
{
    w(R"(<section class="stack" aria-labelledby="sitzungen"><h2 id="sitzungen">{}</h2>{}</section>)",
      texts("year.meetings"_msg), [&](Writer& inner) {
          if (!page.year.panel) {
              inner(R"(<p class="mute">{}</p>)", texts("year.panel.none"_msg));
              return;
          }
          if (page.meetings.empty())
              inner(R"(<p class="mute">{}</p>)", texts("year.meetings.none"_msg));
          else
              inner(
                  R"(<ul class="plain">{}</ul>)",
                  each(page.meetings, [&](Writer& item, meetings::NamedMeeting const& one) {
                      item(
                          R"(<li><a href="{}" {}>{}</a>{} <span class="mute small">{}</span></li>)",
                          meetings::meeting_desk_url(one.id), html::Attributes{web::content_lang(texts)},
                          one.title, one.day ? ", " + texts.partial_date(*one.day) : std::string{},
                          texts(label_of(one.state)));
                  }));
      });
}

void write_decisions(Writer& w, Texts const& texts, YearPage const& page)
{
    if (!page.year.panel)
        return;
    w(R"(<section class="stack" aria-labelledby="beschluesse"><h2 id="beschluesse">{}</h2>{}</section>)",
      texts("year.decisions"_msg), [&](Writer& inner) {
          if (!page.may_read_decisions)
              inner(R"(<p class="mute">{}</p>)", texts("year.decisions.unread"_msg));
          else if (page.decisions.empty())
              inner(R"(<p class="mute">{}</p>)", texts("year.decisions.none"_msg));
          else
              inner(
                  R"(<ul class="plain">{}</ul>)",
                  each(page.decisions, [&](Writer& item, meetings::NamedDecision const& one) {
                      item(
                          R"(<li><a href="{}">{}</a>: <span {}>{}</span></li>)",
                          meetings::minutes_desk_url(one.meeting), name_of(one, texts),
                          html::Attributes{web::content_lang(texts)}, one.wording);
                  }));
      });
}

void write_year_facts(Writer& w, Texts const& texts, YearPage const& page)
{
    auto const& year = page.year;
    auto const panel = page.names.panel(year.panel);
    w(
        R"(<dl class="dl">{}{}{}{}</dl>)",
        [&](Writer& inner) {
            web::write_fact(inner, texts("year.field.body"_msg), page.names.owner(year.body));
        },
        [&](Writer& inner) {
            if (!panel.empty())
                inner(
                    R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("year.field.panel"_msg),
                    meetings::panel_desk_url(*year.panel), panel);
        },
        [&](Writer& inner) { web::write_fact(inner, texts("form.remark"_msg), year.remark); },
        [&](Writer& inner) { web::write_fact(inner, texts("form.source"_msg), year.source); });
}

void write_year_actions(Writer& w, Texts const& texts, YearPage const& page)
{
    auto const id = page.year.id;
    if (page.year.is_closed)
        w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          year_url(id, "stand"), texts("year.action.state"_msg), year_url(id, "bericht"),
          texts("year.action.report"_msg));
    if (!page.year.is_closed && page.may_edit)
        w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
          year_url(id, "bearbeiten"), texts("panel.change"_msg));
    if (!page.year.is_closed)
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          year_url(id, "bericht"), texts("year.action.report"_msg));
    if (!page.year.is_closed && page.may_close)
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          year_url(id, "abschluss"), texts("year.action.close"_msg));
    if (page.may_erase)
        w(R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
          year_url(id, "loeschen"), texts("year.erase"_msg));
}

// For whom somebody may open a year.
std::vector<Choice> owners_for(web::Call const& call, YearFormPage const& page)
{
    std::vector<Choice> owners;
    if (call.actor().may(edit_years, Scope::whole_tenant()))
        owners.push_back({"", page.names.owner({})});
    for (auto const& body : page.rules.bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && call.actor().may(edit_years, Scope::of_owner(body.id.value)))
            owners.push_back({body.slug, body.name});
    }
    return owners;
}

std::vector<Choice> panels_for(web::Call const& call, YearFormPage const& page, Texts const& texts)
{
    std::vector<Choice> panels{{"", std::string(texts("year.panel.choose"_msg))}};
    bool has_chosen = false;
    auto const chosen = page.fields.value(year_field::panel);
    for (auto const& panel : page.rules.panels) {
        auto const value = std::to_string(panel.id.value);
        auto const owner = panel.body ? Scope::of_owner(panel.body->value) : Scope::whole_tenant();
        bool const fits = page.edited != nullptr
            ? can_steer(page.edited->body, panel) || panel.id == page.edited->panel
            : can_steer(panel.body, panel) && call.actor().may(edit_years, owner);
        if (!fits)
            continue;
        has_chosen = has_chosen || value == chosen;
        panels.push_back(
            {value,
             page.edited != nullptr ? panel.name : panel.name + " (" + page.names.owner(panel.body) + ')'});
    }
    if (!chosen.empty() && !has_chosen)
        panels.push_back({std::string(chosen), std::string(texts("panel.parent.other"_msg))});
    return panels;
}

}

Url years_url()
{
    return staff_url({steering_path, below_steering});
}

Url year_url(YearId id)
{
    return staff_url({steering_path, below_steering, std::to_string(id.value)});
}

Url year_url(YearId id, std::string_view page)
{
    return staff_url({steering_path, below_steering, std::to_string(id.value), page});
}

Url step_url(YearId year, StepId id)
{
    return staff_url(
        {steering_path, below_steering, std::to_string(year.value), "schritte", std::to_string(id.value)});
}

Url step_url(YearId year, StepId id, std::string_view page)
{
    return staff_url(
        {steering_path, below_steering, std::to_string(year.value), "schritte", std::to_string(id.value),
         page});
}

Url step_file_url(YearId year, StepId step, StepFileId id)
{
    return staff_url(
        {steering_path, below_steering, std::to_string(year.value), "schritte", std::to_string(step.value),
         "dateien", std::to_string(id.value)});
}

Url step_file_url(YearId year, StepId step, StepFileId id, std::string_view page)
{
    return staff_url(
        {steering_path, below_steering, std::to_string(year.value), "schritte", std::to_string(step.value),
         "dateien", std::to_string(id.value), page});
}

Url subjects_url(YearId year, StepId step, StepDecision const& decision)
{
    return step_url(year, step, "gegenstand").with_query({{"beschluss", decision_value(decision)}});
}

std::string YearNames::owner(std::optional<tenants::BodyId> body) const
{
    if (!body)
        return district.tenant.name;
    auto const* found = district.find_body(*body);
    return found == nullptr ? std::string{} : found->name;
}

std::string YearNames::panel(std::optional<meetings::PanelId> id) const
{
    auto const found = id ? std::ranges::find(panels, *id, &meetings::NamedPanel::id) : panels.end();
    return found == panels.end() ? std::string{} : found->name;
}

std::string YearNames::owner_of(Step const& step) const
{
    return step.account ? web::name_of(accounts, "account:" + std::to_string(*step.account)) : step.owner;
}

YearNames load_year_names(db::Connection& db, TenantId tenant, Date today)
{
    return {
        .panels = meetings::list_named_panels(db, tenant, today),
        .district = tenants::load_tenant_with_bodies(db, tenant),
        .accounts = web::list_authors(db, tenant)};
}

std::string title_of(SteeringYear const& year, YearNames const& names, Texts const& texts)
{
    auto const number = std::to_string(year.year);
    return year.body ? texts("year.name.of"_msg, {{"year", number}, {"owner", names.owner(year.body)}})
                     : texts("year.name"_msg, {{"year", number}});
}

std::string title_of(OpenStep const& step, Texts const& texts)
{
    return texts(
        "step.page"_msg, {{"step", texts(label_of(step.kind))}, {"year", std::to_string(step.year)}});
}

web::StaffMark mark_of(SteeringYear const& year, Texts const& texts)
{
    return year.is_closed ? web::StaffMark{"st st--done", std::string(texts("year.state.closed"_msg))}
                          : web::StaffMark{"st st--info", std::string(texts("year.state.open"_msg))};
}

web::StaffMark mark_of(Step const& step, Date today, Texts const& texts)
{
    if (step.is_overdue(today))
        return {"st st--warn", std::string(texts("step.state.overdue"_msg))};
    std::string word(texts(label_of(step.state)));
    switch (step.state) {
    case StepState::running:
        return {"st st--ok", std::move(word)};
    case StepState::done:
        return {"st st--done", std::move(word)};
    case StepState::skipped:
        return {"st st--none", std::move(word)};
    case StepState::open:
        break;
    }
    return {"st st--info", std::move(word)};
}

std::string name_of(meetings::NamedDecision const& decision, Texts const& texts)
{
    return texts(
        "year.decision"_msg,
        {{"number", std::to_string(decision.number)}, {"year", std::to_string(decision.year)}});
}

web::StaffFrame frame_below_years(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(years_path),
        .crumbs = {{years_url(), std::string(web::staff_texts(call)("year.title"_msg))}}};
}

web::StaffFrame frame_below_year(
    web::Call const& call, SteeringYear const& year, YearNames const& names, std::string title)
{
    auto frame = frame_below_years(call, std::move(title));
    frame.crumbs.push_back({year_url(year.id), title_of(year, names, web::staff_texts(call))});
    return frame;
}

http::Response year_list_page(web::Call const& call, YearListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    web::StaffFrame frame{
        .call = call,
        .title = std::string(texts("year.title"_msg)),
        .section = std::string(years_path),
        .state_line = page.is_cut ? texts("year.list.newest"_msg, {{"count", std::ssize(page.years)}})
                                  : texts("year.list.count"_msg, {{"count", std::ssize(page.years)}})};
    if (page.may_open)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              staff_url({steering_path, below_steering, "neu"}), texts("year.new"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (page.years.empty()) {
            w(R"(<p class="mute">{}</p>)",
              texts(page.may_open ? "year.list.none"_msg : "year.list.empty"_msg));
            return;
        }
        w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
          texts("year.title"_msg), texts("year.field.year"_msg), texts("year.field.body"_msg),
          texts("year.field.panel"_msg), texts("staff.state"_msg),
          each(page.years, [&](Writer& row, SteeringYear const& year) {
              auto const mark = mark_of(year, texts);
              auto const panel = page.names.panel(year.panel);
              row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
                  year_url(year.id), std::to_string(year.year), texts("year.field.body"_msg),
                  page.names.owner(year.body), texts("year.field.panel"_msg),
                  panel.empty() ? std::string("–") : panel, texts("staff.state"_msg), mark.shape, mark.text);
          }));
    });
}

http::Response year_page(web::Call const& call, YearPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const mark = mark_of(page.year, texts);
    auto frame = frame_below_years(call, title_of(page.year, page.names, texts));
    frame.state_line = mark.text + " · " + page.names.owner(page.year.body);
    frame.is_wide = true;
    frame.actions = [&](Writer& w) { write_year_actions(w, texts, page); };
    return web::staff_page(frame, [&](Writer& w) {
        if (page.year.is_closed)
            w(R"(<div class="note"><p>{}</p></div>)", texts("year.closed.note"_msg));
        w(
            R"(<div class="stack">{}{}{}{}<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>{}{}</div>)",
            [&](Writer& inner) { write_steps(inner, call, page); },
            each(page.parts, [](Writer& inner, web::Body const& part) { inner("{}", part); }),
            [&](Writer& inner) { write_meetings(inner, texts, page); },
            [&](Writer& inner) { write_decisions(inner, texts, page); }, texts("panel.facts"_msg),
            [&](Writer& inner) { write_year_facts(inner, texts, page); }, page.life,
            when(page.may_edit, [&](Writer& inner) {
                web::write_history_card(inner, texts, year_url(page.year.id, "verlauf"));
            }));
    });
}

http::Response year_erasing_question(
    web::Call const& call, SteeringYear const& year, YearNames const& names, std::vector<Problem> problems)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_year(
        call, year, names, texts("year.erase.title"_msg, {{"year", title_of(year, names, texts)}}));
    frame.problems = std::move(problems);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts("year.erase.question"_msg), year_url(year.id, "loeschen"), web::FormToken{call}, year.version,
          web::SubmitButton{texts("year.erase.yes"_msg), "primary grave"}, year_url(year.id),
          texts("form.back"_msg));
    });
}

http::Response year_form_page(web::Call const& call, YearFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* edited = page.edited;
    auto frame = edited == nullptr
        ? frame_below_years(call, std::string(texts("year.new"_msg)))
        : frame_below_year(call, *edited, page.names, std::string(texts("year.change"_msg)));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = edited == nullptr ? staff_url({steering_path, below_steering, "neu"})
                                 : year_url(edited->id, "bearbeiten"),
        .version = edited == nullptr ? std::nullopt : std::optional(edited->version),
        .form_key = page.form_key,
        .back = edited == nullptr ? years_url() : year_url(edited->id),
        .shown_version = page.shown_version};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            auto const owners = edited == nullptr ? owners_for(call, page) : std::vector<Choice>{};
            auto const panels = panels_for(call, page, texts);
            w(
                R"({}<div class="sec">{}{}{}</div><div class="sec">{}{}</div>)", web::RequiredNote{texts},
                when(
                    edited == nullptr,
                    [&](Writer& inner) {
                        inner(
                            "{}",
                            form.text(
                                year_field::year, "year.field.year"_msg, FieldWidth::narrow,
                                "year.hint.year"_msg, true));
                    }),
                [&](Writer& inner) {
                    if (owners.size() > 1)
                        inner("{}", form.choice(year_field::body, "year.field.body"_msg, owners));
                    else if (owners.size() == 1)
                        inner(
                            R"(<input type="hidden" name="{}" value="{}">)", year_field::body,
                            owners.front().value);
                },
                form.choice(year_field::panel, "year.field.panel"_msg, panels, "year.hint.panel"_msg),
                form.area(year_field::remark, "form.remark"_msg, {}, 3),
                form.text(year_field::source, "form.source"_msg, FieldWidth::whole, "panel.hint.source"_msg));
        },
        [&](Writer& w) {
            web::write_effect(w, texts, edited == nullptr ? "year.effect.new"_msg : "year.effect"_msg);
            if (edited != nullptr)
                web::write_history_card(w, texts, year_url(edited->id, "verlauf"));
        });
}

web::RecordForm year_record_form(Texts const& texts, YearNames names)
{
    auto form = web::record_form(all_year_fields, texts);
    form.shown = [&texts, names = std::move(names)](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name != year_field::panel || value.empty())
            return std::string(value);
        for (auto const& panel : names.panels) {
            if (std::to_string(panel.id.value) == value)
                return panel.name;
        }
        return std::string(texts("panel.parent.other"_msg));
    };
    return form;
}

} // namespace kommin::steering
