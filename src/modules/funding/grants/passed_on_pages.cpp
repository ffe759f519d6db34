#include "modules/funding/grants/passed_on_pages.hpp"

#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/voucher_pages.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_form.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;

namespace {

void write_passed_on_sums(Writer& w, Texts const& texts, PassedOnPage const& page)
{
    auto const& one = page.at.one;
    auto const fact = [&](MessageKey label, Money amount) {
        return [&texts, label, amount](Writer& inner) {
            web::write_fact(inner, texts(label), texts.money(amount));
        };
    };
    w(R"(<section class="card" aria-labelledby="summen"><h2 id="summen">{}</h2><dl class="dl">{}{}{}{}{}{}</dl>{}</section>)",
      texts("passed_on.sums"_msg), fact("passed_on.sum.got"_msg, one.received()),
      fact("passed_on.sum.spent"_msg, page.sums.spent),
      fact("passed_on.field.own"_msg, one.own.value_or(Money{})),
      fact("passed_on.field.other"_msg, one.other.value_or(Money{})),
      fact("passed_on.field.returned"_msg, one.returned.value_or(Money{})),
      fact("passed_on.sum.left"_msg, page.sums.left), [&](Writer& inner) {
          if (page.sums.overpaid > Money{})
              inner(
                  R"(<p class="note note--warn">{}</p>)",
                  texts("grant_proof.overpaid"_msg, {{"amount", texts.money(page.sums.overpaid)}}));
          else if (page.sums.is_even() && one.paid_on)
              inner(R"(<p><span class="st st--ok">{}</span></p>)", texts("grant_proof.even"_msg));
      });
}

void write_bills(Writer& w, Texts const& texts, PassedOnPage const& page)
{
    w(R"(<section class="stack"><h2 id="belege">{}</h2>{}</section>)", texts("voucher.title"_msg),
      [&](Writer& inner) {
          if (page.vouchers.empty()) {
              inner(R"(<p class="mute">{}</p>)", texts("passed_on.no_vouchers"_msg));
              return;
          }
          inner(
              R"(<div class="scroll" role="region" aria-labelledby="belege" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("voucher.field.day"_msg), texts("voucher.field.payee"_msg),
              texts("voucher.field.purpose"_msg), texts("cost.kind"_msg), texts("voucher.field.amount"_msg),
              texts("staff.state"_msg), each(page.vouchers, [&](Writer& row, Voucher const& one) {
                  row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}" dir="auto">{}</td><td data-l="{}" dir="auto">{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}{}</td></tr>)",
                      voucher_url(page.at.grant.id, one.id),
                      texts.date(one.day, i18n::DateStyle::short_numeric), texts("voucher.field.payee"_msg),
                      one.erased_on ? texts("voucher.erased"_msg) : std::string_view(one.payee),
                      texts("voucher.field.purpose"_msg), one.purpose, texts("cost.kind"_msg),
                      texts(label_of(one.kind)), texts("voucher.field.amount"_msg), texts.money(one.amount),
                      texts("staff.state"_msg),
                      when(
                          !one.counts(),
                          [&](Writer& mark) {
                              mark(
                                  R"(<span class="st st--none">{}</span>)",
                                  texts("voucher.state.cancelled"_msg));
                          }),
                      when(!one.file.empty(), [&](Writer& link) {
                          link(
                              R"(<a class="small" href="{}">{}</a>)",
                              voucher_url(page.at.grant.id, one.id, "datei-lesen"),
                              texts("voucher.file.read"_msg));
                      }));
              }));
      });
}

void write_contract(Writer& w, Texts const& texts, PassedOnPage const& page)
{
    auto const& one = page.at.one;
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            web::write_fact(inner, texts(label), value);
        };
    };
    auto const day = [&](std::optional<Date> date) {
        return date ? texts.date(*date, i18n::DateStyle::long_) : std::string{};
    };
    auto const language = i18n::Language::find(one.language);
    w(R"(<section class="card" aria-labelledby="vereinbarung"><h2 id="vereinbarung">{}</h2><dl class="dl">{}{}{}{}{}{}{}{}{}{}{}</dl></section>)",
      texts("passed_on.contract"_msg), fact("passed_on.recipient"_msg, one.recipient),
      fact("passed_on.field.amount"_msg, one.is_asked_for() ? std::string{} : texts.money(one.amount)),
      fact("passed_on.field.agreed_on"_msg, day(one.agreed_on)),
      fact("funding.field.period"_msg, period_text(one.starts, one.ends, texts)),
      fact("passed_on.field.paid_on"_msg, day(one.paid_on)),
      fact("passed_on.field.proof_due"_msg, day(one.proof_due)), fact("passed_on.field.mail"_msg, one.mail),
      fact("passed_on.field.language"_msg, language ? texts.language_name(*language) : std::string{}),
      fact("passed_on.field.contact"_msg, one.contact), fact("passed_on.link_until"_msg, day(one.link_until)),
      fact("form.remark"_msg, one.remark));
}

void write_next(Writer& w, web::Call const& call, Texts const& texts, PassedOnPage const& page)
{
    auto const& one = page.at.one;
    using enum PassedOnState;
    if (one.state == withdrawn || one.is_asked_for()) // its application says what comes next
        return;
    auto const write_question = [&](Writer& inner) {
        write_said(
            inner, call, texts, page,
            {"rueckfrage", passed_on_field::question, "passed_on.field.question"_msg,
             "passed_on.hint.question"_msg, "passed_on.action.question"_msg, page.question});
    };
    if (one.state == accepted) {
        w(R"(<section class="card" aria-labelledby="weiter"><h2 id="weiter">{}</h2><p>{}</p><details {}><summary>{}</summary>{}</details></section>)",
          texts("passed_on.next"_msg), texts("passed_on.next.accepted"_msg),
          Attributes{html::flag("open", !page.problems.empty())}, texts("passed_on.action.question"_msg),
          write_question);
        return;
    }
    w(R"(<section class="card" aria-labelledby="weiter"><h2 id="weiter">{}</h2>{}</section>)",
      texts("passed_on.next"_msg), [&](Writer& inner) {
          if (one.state == proven) {
              inner("<p>{}</p>", texts("passed_on.next.proven"_msg));
              write_step_button(
                  inner, call, one, "anerkennen", texts("passed_on.action.accept"_msg), "primary");
              write_question(inner);
          } else {
              inner(
                  "<p>{}</p>",
                  texts(one.state == drafted ? "passed_on.next.drafted"_msg : "passed_on.next.agreed"_msg));
              write_step_button(
                  inner, call, one, "formular-senden",
                  texts(
                      one.state == drafted ? "passed_on.action.send"_msg : "passed_on.action.send_again"_msg),
                  one.state == drafted ? "primary" : "secondary");
          }
          if (!one.paid_on)
              inner(
                  R"(<details><summary>{}</summary>{}</details>)", texts("passed_on.action.withdraw"_msg),
                  [&](Writer& fold) {
                      write_said(
                          fold, call, texts, page,
                          {"rueckzug", "reason", "passed_on.field.reason"_msg, "passed_on.hint.reason"_msg,
                           "passed_on.action.withdraw"_msg, page.reason});
                  });
      });
}

void write_text(Writer& w, Texts const& texts, std::string_view id, MessageKey label, std::string_view text)
{
    if (!text.empty())
        w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2><div dir="auto">{}</div></section>)",
          id, id, texts(label), [&](Writer& lines) { web::write_lines(lines, text); });
}

void write_passed_on_fields(Writer& w, Texts const& texts, PassedOnFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return web::label_in(form_passed_on_fields, name); };
    std::vector<Choice> languages{{"", std::string(texts("passed_on.language.none"_msg))}};
    for (auto const& language : page.choices.languages)
        languages.push_back({std::string(language.tag()), texts.language_name(language)});
    w(
        R"({}<div class="sec">{}{}{}</div><div class="sec">{}{}{}{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}</div>)",
        web::RequiredNote{texts},
        web::TextField{
            .texts = texts,
            .name = passed_on_field::recipient,
            .label = label(passed_on_field::recipient),
            .value = page.fields.value(passed_on_field::recipient),
            .problems = page.problems,
            .hint = "passed_on.hint.recipient"_msg,
            .width = FieldWidth::whole,
            .is_required = true,
            .known = page.choices.organisations},
        form.text(
            passed_on_field::title, label(passed_on_field::title), FieldWidth::whole,
            "passed_on.hint.title"_msg, true),
        form.area(passed_on_field::purpose, label(passed_on_field::purpose), "passed_on.hint.purpose"_msg, 4),
        form.text(
            passed_on_field::amount, label(passed_on_field::amount), FieldWidth::narrow,
            "passed_on.hint.amount"_msg, true),
        form.day(passed_on_field::agreed_on, label(passed_on_field::agreed_on), {}, false),
        [&](Writer& inner) { form.write_span(inner); },
        form.day(
            passed_on_field::paid_on, label(passed_on_field::paid_on), "passed_on.hint.paid_on"_msg, false),
        form.day(
            passed_on_field::proof_due, label(passed_on_field::proof_due), "passed_on.hint.proof_due"_msg,
            false),
        form.text(
            passed_on_field::mail, label(passed_on_field::mail), FieldWidth::whole,
            "passed_on.hint.mail"_msg),
        form.choice(passed_on_field::language, label(passed_on_field::language), languages),
        form.text(
            passed_on_field::contact, label(passed_on_field::contact), FieldWidth::whole,
            "passed_on.hint.contact"_msg),
        form.text(passed_on_field::remark, label(passed_on_field::remark), FieldWidth::whole));
}

}

Url passed_on_url(PassedOn const& one, std::string_view page)
{
    return grant_url(one.grant, {passed_on_path, std::to_string(one.id.value), page});
}

http::Response passed_on_page(web::Call const& call, PassedOnPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.at.one;
    auto frame = frame_below_grant(call, page.at.grant, one.title);
    frame.is_named_by_content = true;
    frame.problems = page.problems;
    frame.state_line = one.recipient + " · " + mark_of(one, texts).text;
    if (one.state == PassedOnState::drafted || one.is_open())
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              passed_on_url(one, "bearbeiten"), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}</div><div class="stack">{}{}{}{}{}{}</div></div>)",
            [&](Writer& inner) {
                write_text(inner, texts, "zweck", "passed_on.field.purpose"_msg, one.purpose);
            },
            [&](Writer& inner) {
                write_text(inner, texts, "bericht", "passed_on.field.report"_msg, one.report);
            },
            [&](Writer& inner) {
                write_text(inner, texts, "frage", "passed_on.field.question"_msg, one.question);
            },
            [&](Writer& inner) {
                if (!one.is_asked_for())
                    write_bills(inner, texts, page);
            },
            [&](Writer& inner) { write_request_card(inner, call, texts, page); },
            [&](Writer& inner) { write_next(inner, call, texts, page); },
            [&](Writer& inner) {
                if (!one.is_asked_for())
                    write_passed_on_sums(inner, texts, page);
            },
            [&](Writer& inner) { write_contract(inner, texts, page); }, page.life,
            [&](Writer& inner) {
                web::write_history_card(
                    inner, texts,
                    grant_url(
                        one.grant, {passed_on_path, std::to_string(one.id.value), "bearbeiten", "verlauf"}));
            });
    });
}

web::RecordForm passed_on_record_form(Texts const& texts)
{
    auto form = web::record_form(form_passed_on_fields, texts);
    for (auto const& field : later_passed_on_fields)
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == passed_on_field::state && !value.empty())
            return web::word_of_value<PassedOnState>(value, texts);
        if (name == passed_on_field::request && !value.empty())
            return web::word_of_value<RequestState>(value, texts);
        auto const language = name == passed_on_field::language ? i18n::Language::find(value) : std::nullopt;
        return language ? texts.language_name(*language) : value;
    };
    return form;
}

http::Response passed_on_form_page(web::Call const& call, PassedOnFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.one;
    auto frame = frame_below_grant(
        call, page.grant,
        one == nullptr ? std::string(texts("passed_on.new"_msg))
                       : texts("panel.change.title"_msg, {{"name", one->title}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? grant_url(page.grant.id, {passed_on_path, "neu"})
                              : passed_on_url(*one, "bearbeiten"),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? grant_url(page.grant.id) : passed_on_url(*one),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_passed_on_fields(w, texts, page); },
        [&](Writer& w) { web::write_effect(w, texts, "passed_on.effect"_msg); });
}

} // namespace kommin::funding
