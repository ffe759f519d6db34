#include "modules/funding/programmes/application_pages.hpp"

#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;
using web::write_fact;

namespace {

void write_costs(Writer& w, Texts const& texts, ApplicationPage const& page)
{
    auto const& costs = page.whole.costs;
    Attributes const content{web::content_lang(texts)};
    if (costs.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("application.costs.none"_msg));
        return;
    }
    Money cost, eligible;
    for (auto const& line : costs) {
        cost += line.cost;
        eligible += line.eligible;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="kosten" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody><tfoot><tr><th scope="row" colspan="3">{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr></tfoot></table></div>)",
      texts("cost.kind"_msg), texts("cost.measure"_msg), texts("cost.year"_msg), texts("cost.cost"_msg),
      texts("cost.eligible"_msg),
      each(
          costs,
          [&](Writer& row, CostLine const& line) {
              auto const measure
                  = line.measure ? page.choices.measure(std::to_string(line.measure->value)) : std::string{};
              row(
                  R"(<tr><th scope="row">{}{}</th><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
                  texts(label_of(line.kind)),
                  when(
                      !line.what.empty(),
                      [&](Writer& what) {
                          what(R"(<br><span class="small" {}>{}</span>)", content, line.what);
                      }),
                  texts("cost.measure"_msg),
                  [&](Writer& cell) {
                      if (!line.measure)
                          cell("–");
                      else if (measure.empty()) // of others: no word of it
                          cell("{}", texts("cost.measure.other"_msg));
                      else
                          cell(
                              R"(<a href="{}" {}>{}</a>)", goals::measure_url(*line.measure), content,
                              measure);
                  },
                  texts("cost.year"_msg), line.year ? std::to_string(*line.year) : std::string("–"),
                  texts("cost.cost"_msg), texts.money(line.cost), texts("cost.eligible"_msg),
                  texts.money(line.eligible));
          }),
      texts("cost.sum"_msg), texts("cost.cost"_msg), texts.money(cost), texts("cost.eligible"_msg),
      texts.money(eligible));
}

// What the terms of the call say of the sums, or why nothing is reckoned.
void write_check(Writer& w, Texts const& texts, ApplicationPage const& page)
{
    auto const& one = page.whole.application;
    auto const plan = plan_of(one, page.whole.costs);
    if (!plan || !one.asked) {
        w(R"(<p class="small mute">{}</p>)", texts("application.check.unknown"_msg));
        return;
    }
    auto const breaches = breaches_of(page.whole, page.call);
    auto const most = page.call != nullptr ? largest_grant(page.call->terms, *plan) : std::nullopt;
    w("{}{}{}",
      when(
          most.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="small">{}</p>)",
                  texts(
                      "application.check.most"_msg,
                      {{"terms", terms_text(page.call->terms, texts)}, {"amount", texts.money(*most)}}));
          }),
      when(
          breaches.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p><span class="st st--ok">{}</span></p>)",
                  texts(most ? "application.check.fits"_msg : "application.check.adds_up"_msg));
          }),
      each(breaches, [&](Writer& inner, Breach const& breach) {
          inner(
              R"(<p class="note note--warn">{}</p>)",
              texts(label_of(breach.what), {{"amount", texts.money(breach.limit)}}));
      }));
}

void write_unpaid_kinds(Writer& w, Texts const& texts, ApplicationPage const& page)
{
    if (page.call == nullptr)
        return;
    std::vector<std::string> words;
    for (auto const kind : unpaid_kinds(page.whole.costs, *page.call))
        words.emplace_back(texts(label_of(kind)));
    if (!words.empty())
        w(R"(<p class="note note--warn">{}</p>)",
          texts("application.check.kinds"_msg, {{"kinds", texts.list(words)}}));
}

void write_financing(Writer& w, Texts const& texts, ApplicationPage const& page)
{
    auto const& one = page.whole.application;
    auto const fact = [&](MessageKey label, std::optional<Money> amount) {
        return [&texts, label, amount](Writer& inner) {
            write_fact(inner, texts(label), amount_words(amount, false, texts));
        };
    };
    w(
        R"(<section class="card" aria-labelledby="finanzierung"><h2 id="finanzierung">{}</h2><dl class="dl">{}{}{}</dl>{}{}</section>)",
        texts("application.financing"_msg), fact("application.field.asked"_msg, one.asked),
        fact("application.field.own"_msg, one.own), fact("application.field.other"_msg, one.other),
        [&](Writer& inner) { write_check(inner, texts, page); },
        [&](Writer& inner) { write_unpaid_kinds(inner, texts, page); });
}

void write_step_line(Writer& w, Texts const& texts, ApplicationPage const& page, ApplicationStep const& step)
{
    w(
        "<li>{}<strong>{}</strong>{}{}<br><span class=\"small mute\">{}</span></li>",
        [&](Writer& inner) {
            if (step.day)
                inner(R"(<time datetime="{}">{}</time>)", step.day->to_iso(), texts.partial_date(*step.day));
            else
                inner(R"(<span class="work__w">{}</span><br>)", texts("application.step.no_day"_msg));
        },
        texts(label_of(step.state)),
        when(step.amount.has_value(), [&](Writer& inner) { inner(", {}", texts.money(*step.amount)); }),
        when(
            !step.reason.empty(),
            [&](Writer& inner) {
                inner("<div {}>{}</div>", Attributes{web::content_lang(texts)}, [&](Writer& lines) {
                    web::write_lines(lines, step.reason);
                });
            }),
        texts("application.step.by"_msg, {{"name", web::name_of(page.authors, step.noted_by, texts)}}));
}

void write_steps(Writer& w, web::Call const& call, Texts const& texts, ApplicationPage const& page)
{
    auto const& one = page.whole.application;
    bool const may_go_on = page.may_edit && !next_states(one.state).empty();
    w(
        R"(<section class="card" aria-labelledby="weg"><h2 id="weg">{}</h2>{}{}{}</section>)",
        texts("application.steps"_msg),
        [&](Writer& inner) {
            if (page.whole.steps.empty())
                inner(R"(<p class="mute small">{}</p>)", texts("application.steps.none"_msg));
            else
                inner(
                    R"(<ol class="tl">{}</ol>)",
                    each(page.whole.steps, [&](Writer& item, ApplicationStep const& step) {
                        write_step_line(item, texts, page, step);
                    }));
        },
        when(
            may_go_on,
            [&](Writer& inner) {
                inner(
                    R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
                    application_url(one.id, "schritt"), texts("application.action.step"_msg));
            }),
        when(page.may_edit && !page.whole.steps.empty(), [&](Writer& inner) {
            inner(
                "{}",
                web::ButtonForm{
                    .call = call,
                    .url = application_url(one.id, "zuruecknehmen"),
                    .version = one.version,
                    .label = texts("application.action.step_back"_msg),
                    .kind = "tertiary"});
        }));
}

void write_application_facts(Writer& w, Texts const& texts, ApplicationPage const& page)
{
    auto const& one = page.whole.application;
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            write_fact(inner, texts(label), value);
        };
    };
    w(
        R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><dl class="dl">{}{}{}{}{}{}{}</dl></section>)",
        texts("funding.facts"_msg), fact("application.field.owner"_msg, page.choices.owner(one.body)),
        [&](Writer& inner) {
            if (one.programme)
                inner(
                    R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("application.field.offer"_msg),
                    programme_url(*one.programme),
                    page.choices.offer(
                        one.call ? 'c' + std::to_string(one.call->value)
                                 : 'p' + std::to_string(one.programme->value)));
        },
        fact("application.field.to_whom"_msg, authority_of(one, page.choices)),
        fact("application.field.reference"_msg, one.reference),
        fact("funding.field.period"_msg, period_text(one.starts, one.ends, texts)),
        fact("form.source"_msg, one.source),
        fact("form.remark"_msg, one.is_uncertain ? std::string{} : one.remark));
}

}

Url application_url(ApplicationId id)
{
    return staff_url({applications_path, std::to_string(id.value)});
}

Url application_url(ApplicationId id, std::string_view page)
{
    return staff_url({applications_path, std::to_string(id.value), page});
}

web::StaffMark mark_of(ApplicationState state, Texts const& texts)
{
    auto const shape = [&]() -> std::string_view {
        switch (state) {
        case ApplicationState::submitted:
            return "st st--warn";
        case ApplicationState::granted:
            return "st st--ok";
        case ApplicationState::refused:
            return "st st--bad";
        case ApplicationState::withdrawn:
            return "st st--none";
        case ApplicationState::drafted:
            break;
        }
        return "st st--info";
    }();
    return {shape, std::string(texts(label_of(state)))};
}

std::string_view word_of(ApplicationState state)
{
    switch (state) {
    case ApplicationState::submitted:
        return "eingereicht";
    case ApplicationState::granted:
        return "bewilligt";
    case ApplicationState::refused:
        return "abgelehnt";
    case ApplicationState::withdrawn:
        return "zurueckgezogen";
    case ApplicationState::drafted:
        break;
    }
    return "entwurf";
}

std::string authority_of(Application const& application, ApplicationChoices const& choices)
{
    if (!application.programme || !application.authority.empty())
        return application.authority;
    auto const found = std::ranges::find(choices.programmes, *application.programme, &Programme::id);
    return found == choices.programmes.end() ? std::string{} : found->authority;
}

http::Response application_page(web::Call const& call, ApplicationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.whole.application;
    auto frame = frame_below_applications(call, one.title);
    frame.is_named_by_content = true;
    frame.problems = page.problems;
    frame.state_line = std::string(texts(label_of(one.state))) + " · " + page.choices.owner(one.body);
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            if (!next_states(one.state).empty())
                w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                  application_url(one.id, "schritt"), texts("application.action.step"_msg));
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              application_url(one.id, "bearbeiten"), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (one.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              one.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}<section class="stack"><h2 id="kosten">{}</h2>{}</section>{}</div><div class="stack">{}{}{}{}{}</div></div>)",
            when(
                !one.purpose.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<section class="stack" aria-labelledby="zweck"><h2 id="zweck">{}</h2><div {}>{}</div></section>)",
                        texts("application.field.purpose"_msg), Attributes{web::content_lang(texts)},
                        [&](Writer& lines) { web::write_lines(lines, one.purpose); });
                }),
            texts("application.field.costs"_msg), [&](Writer& inner) { write_costs(inner, texts, page); },
            [&](Writer& inner) {
                if (page.below)
                    page.below(inner);
            },
            [&](Writer& inner) { write_financing(inner, texts, page); },
            [&](Writer& inner) { write_steps(inner, call, texts, page); }, page.life,
            [&](Writer& inner) { write_application_facts(inner, texts, page); },
            when(page.may_edit, [&](Writer& inner) {
                web::write_history_card(
                    inner, texts,
                    staff_url({applications_path, std::to_string(one.id.value), "bearbeiten", "verlauf"}));
            }));
    });
}

web::StaffFrame frame_below_applications(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(applications_path),
        .crumbs = {{applications_url(), std::string(web::staff_texts(call)("application.title"_msg))}}};
}

web::StaffFrame frame_below_application(
    web::Call const& call, Application const& application, std::string title)
{
    auto frame = frame_below_applications(call, std::move(title));
    frame.crumbs.push_back({application_url(application.id), application.title, true});
    return frame;
}

} // namespace kommin::funding
