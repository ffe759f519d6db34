#include "modules/funding/grants/proof_pages.hpp"

#include "modules/funding/grants/grant_named.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_form.hpp"

#include <array>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::Choice;
using web::FieldWidth;

namespace {

constexpr int rows_of_report = 12;

void write_sum_line(Writer& w, std::string_view label, std::string const& amount)
{
    w(R"(<tr><th scope="row">{}</th><td class="num">{}</td></tr>)", label, amount);
}

// Both sides: what came in is what was spent, returned or is left.
void write_sums(Writer& w, Texts const& texts, ProofSheet const& sheet)
{
    auto const line = [&](MessageKey label, Money amount) {
        return
            [&texts, label, amount](Writer& row) { write_sum_line(row, texts(label), texts.money(amount)); };
    };
    auto const income = sheet.received + sheet.own + sheet.other + sheet.below;
    w(R"(<section class="stack" aria-labelledby="summen"><h2 id="summen">{}</h2><table class="tbl"><tbody>{}{}{}{}</tbody><tfoot>{}</tfoot></table><table class="tbl"><tbody>{}{}{}</tbody><tfoot>{}</tfoot></table>{}</section>)",
      texts("grant_proof.sums"_msg), line("grant_proof.sum.received"_msg, sheet.received),
      line("grant_proof.sum.own"_msg, sheet.own), line("grant_proof.sum.other"_msg, sheet.other),
      when(
          !sheet.lower.empty(),
          [&](Writer& row) {
              write_sum_line(row, texts("grant_proof.sum.below"_msg), texts.money(sheet.below));
          }),
      line("grant_proof.sum.income"_msg, income), line("grant_proof.sum.spent"_msg, sheet.spent),
      line("grant_proof.sum.returned"_msg, sheet.returned),
      line("grant_proof.sum.left"_msg, sheet.left + sheet.overpaid),
      line("grant_proof.sum.outgo"_msg, sheet.spent + sheet.returned + sheet.left + sheet.overpaid),
      [&](Writer& note) {
          if (sheet.overpaid > Money{})
              note(
                  R"(<p class="note note--warn">{}</p>)",
                  texts("grant_proof.overpaid"_msg, {{"amount", texts.money(sheet.overpaid)}}));
          else if (sheet.left > Money{})
              note(
                  R"(<p class="note note--warn">{}</p>)",
                  texts("grant_proof.left"_msg, {{"amount", texts.money(sheet.left)}}));
          else if (sheet.left < Money{})
              note(
                  R"(<p class="note note--warn">{}</p>)",
                  texts("grant_proof.owed"_msg, {{"amount", texts.money(Money{-sheet.left.cents})}}));
          else
              note(R"(<p><span class="st st--ok">{}</span></p>)", texts("grant_proof.even"_msg));
      });
}

void write_kinds(Writer& w, Texts const& texts, ProofSheet const& sheet)
{
    auto const deviations = deviations_of(sheet.financing, sheet.planned, sheet.by_kind);
    w(R"(<section class="stack" aria-labelledby="kostenarten"><h2 id="kostenarten">{}</h2>{}</section>)",
      texts("grant_proof.kinds"_msg), [&](Writer& inner) {
          if (sheet.planned.empty()) {
              inner(
                  R"(<table class="tbl"><tbody>{}</tbody></table>)",
                  each(sheet.by_kind, [&](Writer& row, KindSum const& one) {
                      write_sum_line(row, texts(label_of(one.kind)), texts.money(one.amount));
                  }));
              return;
          }
          inner(
              R"(<table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table>{})",
              texts("cost.kind"_msg), texts("grant.plan.planned"_msg), texts("grant.plan.spent"_msg),
              texts("grant.plan.difference"_msg),
              each(
                  deviations,
                  [&](Writer& row, Deviation const& one) {
                      row(R"(<tr><th scope="row">{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}{}</td></tr>)",
                          texts(label_of(one.kind)), texts("grant.plan.planned"_msg),
                          texts.money(one.planned), texts("grant.plan.spent"_msg), texts.money(one.spent),
                          texts("grant.plan.difference"_msg), texts.money(one.spent - one.planned),
                          when(one.is_above, [&](Writer& mark) {
                              mark(R"( <span class="st st--warn">{}</span>)", texts("grant.plan.above"_msg));
                          }));
                  }),
              [&](Writer& below) { write_rule_of_plan(below, texts, sheet.financing, deviations); });
      });
}

void write_lower(Writer& w, Texts const& texts, ProofSheet const& sheet)
{
    if (sheet.lower.empty())
        return;
    w(R"(<section class="stack"><h2 id="ebene">{}</h2><div class="scroll" role="region" aria-labelledby="ebene" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div></section>)",
      texts("grant_proof.lower"_msg), texts("passed_on.recipient"_msg), texts("passed_on.sum.got"_msg),
      texts("passed_on.sum.spent"_msg), texts("passed_on.sum.others"_msg),
      texts("passed_on.sum.returned"_msg), texts("passed_on.sum.left"_msg),
      each(sheet.lower, [&](Writer& row, LowerLine const& one) {
          row(R"(<tr><th scope="row" {}>{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
              Attributes{web::content_lang(texts)}, one.recipient + ": " + one.title,
              texts("passed_on.sum.got"_msg), texts.money(one.passed_on), texts("passed_on.sum.spent"_msg),
              texts.money(one.spent), texts("passed_on.sum.others"_msg), texts.money(one.own + one.other),
              texts("passed_on.sum.returned"_msg), texts.money(one.returned), texts("passed_on.sum.left"_msg),
              texts.money(one.left));
      }));
}

void write_lines_of_proof(Writer& w, Texts const& texts, ProofSheet const& sheet)
{
    auto const day = [&](Date date) { return texts.date(date, i18n::DateStyle::short_numeric); };
    w(R"(<section class="stack"><h2 id="belegliste">{}</h2>{}</section>)", texts("voucher.list"_msg),
      [&](Writer& inner) {
          if (sheet.lines.empty()) {
              inner(R"(<p class="mute">{}</p>)", texts("grant_proof.no_vouchers"_msg));
              return;
          }
          inner(
              R"(<div class="scroll" role="region" aria-labelledby="belegliste" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("voucher.serial"_msg), texts("voucher.field.day"_msg), texts("voucher.field.paid_on"_msg),
              texts("voucher.field.payee"_msg), texts("voucher.field.purpose"_msg), texts("cost.kind"_msg),
              texts("voucher.share"_msg), each(sheet.lines, [&](Writer& row, ProofLine const& one) {
                  row(R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
                      texts.number(one.serial), texts("voucher.field.day"_msg), day(one.day),
                      texts("voucher.field.paid_on"_msg), day(one.paid_on), texts("voucher.field.payee"_msg),
                      one.payee.empty() ? texts("voucher.erased"_msg) : std::string_view(one.payee),
                      when(
                          !one.recipient.empty(),
                          [&](Writer& below) {
                              below(
                                  R"(<br><span class="small">{}</span>)",
                                  texts("voucher.of_association"_msg, {{"name", one.recipient}}));
                          }),
                      texts("voucher.field.purpose"_msg), one.purpose, texts("cost.kind"_msg),
                      texts(label_of(one.kind)), texts("voucher.share"_msg), texts.money(one.amount));
              }));
      });
}

void write_report_of_proof(Writer& w, Texts const& texts, ProofOfUse const& proof)
{
    w(R"(<section class="stack" aria-labelledby="sachbericht"><h2 id="sachbericht">{}</h2>{}</section>)",
      texts("grant_proof.field.report"_msg), [&](Writer& inner) {
          if (proof.report.empty())
              inner(R"(<p class="mute">{}</p>)", texts("grant_proof.no_report"_msg));
          else
              inner("<div {}>{}</div>", Attributes{web::content_lang(texts)}, [&](Writer& lines) {
                  web::write_lines(lines, proof.report);
              });
      });
}

void write_proof_facts(Writer& w, Texts const& texts, ProofPage const& page)
{
    auto const& one = page.at.proof;
    auto const mark = mark_of(one, texts);
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            web::write_fact(inner, texts(label), value);
        };
    };
    auto const day = [&](std::optional<Date> date) {
        return date ? texts.date(*date, i18n::DateStyle::long_) : std::string{};
    };
    w(R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><p><span class="{}">{}</span></p><dl class="dl">{}{}{}{}{}{}</dl>{}</section>)",
      texts("funding.facts"_msg), mark.shape, mark.text,
      fact("grant_proof.field.edition"_msg, std::to_string(one.edition)),
      fact("grant_proof.field.kind"_msg, std::string(texts(label_of(one.kind)))),
      fact("grant_proof.field.until"_msg, day(one.until)),
      fact("grant_proof.field.handed_in_on"_msg, day(one.handed_in_on)),
      fact("grant_proof.field.outcome_text"_msg, one.outcome_text),
      fact(
          "grant_proof.remaining"_msg,
          page.sheet.remaining ? texts.money(*page.sheet.remaining) : std::string{}),
      when(page.sheet.remaining.has_value(), [&](Writer& rule) {
          rule(R"(<p class="mute small">{}</p>)", texts("grant_proof.remaining.rule"_msg));
      }));
}

void write_hand_in(Writer& w, web::Call const& call, Texts const& texts, ProofPage const& page)
{
    auto const& one = page.at.proof;
    w(R"(<section class="card" aria-labelledby="einreichen"><h2 id="einreichen">{}</h2><p class="small">{}</p><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="stand" value="{}">{}</form></section>)",
      texts("grant_proof.hand_in"_msg), texts("grant_proof.hand_in.effect"_msg), proof_url(one, "einreichen"),
      web::FormToken{call}, one.version, mark_of_sheet(page.sheet),
      web::SubmitButton{texts("grant_proof.hand_in.button"_msg)});
}

void write_outcome(Writer& w, web::Call const& call, Texts const& texts, ProofPage const& page)
{
    auto const& one = page.at.proof;
    auto const fields = page.outcome != nullptr ? *page.outcome : form_of(one);
    web::FormFields const form(texts, fields, page.problems);
    std::vector<Choice> choices;
    for (auto const outcome : {ProofOutcome::none, ProofOutcome::accepted, ProofOutcome::questioned})
        choices.push_back({std::string(to_text(outcome)), std::string(texts(label_of(outcome)))});
    w(R"(<section class="card" aria-labelledby="ergebnis"><h2 id="ergebnis">{}</h2><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}{}</form></section>)",
      texts("grant_proof.field.outcome"_msg), proof_url(one, "ergebnis"), web::FormToken{call}, one.version,
      form.choice(proof_field::outcome, "grant_proof.field.outcome"_msg, choices),
      form.text(
          proof_field::outcome_text, "grant_proof.field.outcome_text"_msg, FieldWidth::whole,
          "grant_proof.hint.outcome_text"_msg),
      web::SubmitButton{texts("grant_proof.outcome.save"_msg), "secondary"});
}

std::string title_of_proof(Texts const& texts, ProofOfUse const& proof)
{
    return texts(
        "grant_proof.named"_msg,
        {{"edition", std::to_string(proof.edition)},
         {"kind", texts(label_of(proof.kind))},
         {"until", texts.date(proof.until, i18n::DateStyle::short_numeric)}});
}

}

Url proof_url(ProofOfUse const& proof, std::string_view page)
{
    return grant_url(proof.grant, {proofs_path, std::to_string(proof.id.value), page});
}

http::Response proof_page(web::Call const& call, ProofPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.at.proof;
    bool const is_draft = !one.handed_in_on;
    auto frame = frame_below_grant(call, page.at.grant, title_of_proof(texts, one));
    frame.problems = page.problems;
    frame.actions = [&](Writer& w) {
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          proof_url(one, "druck"), texts("grant_proof.print"_msg));
        if (is_draft)
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              proof_url(one, "bearbeiten"), texts("panel.change"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"({}<div class="cols stack-top"><div class="stack">{}{}{}{}{}</div><div class="stack">{}{}{}{}</div></div>)",
            when(
                page.has_moved,
                [&](Writer& inner) {
                    inner(
                        R"(<p class="note note--warn">{} <a href="{}">{}</a></p>)",
                        texts("grant_proof.moved"_msg), grant_url(one.grant, {proofs_path, "neu"}),
                        texts("grant_proof.new"_msg));
                }),
            [&](Writer& inner) { write_sums(inner, texts, page.sheet); },
            [&](Writer& inner) { write_kinds(inner, texts, page.sheet); },
            [&](Writer& inner) { write_lower(inner, texts, page.sheet); },
            [&](Writer& inner) { write_report_of_proof(inner, texts, one); },
            [&](Writer& inner) { write_lines_of_proof(inner, texts, page.sheet); },
            [&](Writer& inner) { write_proof_facts(inner, texts, page); },
            when(is_draft, [&](Writer& inner) { write_hand_in(inner, call, texts, page); }),
            when(!is_draft, [&](Writer& inner) { write_outcome(inner, call, texts, page); }),
            [&](Writer& inner) {
                web::write_history_card(
                    inner, texts,
                    grant_url(
                        one.grant, {proofs_path, std::to_string(one.id.value), "bearbeiten", "verlauf"}));
            });
    });
}

http::Response proof_print_page(web::Call const& call, ProofPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.at.proof;
    auto const& grant = page.at.grant;
    auto frame = frame_below_grant(call, grant, title_of_proof(texts, one));
    frame.is_wide = true;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack stack-top"><p><strong {}>{}</strong><br>{}<br>{}{}</p>{}{}{}{}{}<p class="sign">{}</p></div>)",
            Attributes{web::content_lang(texts)}, grant.title,
            texts("grant_proof.print.reference"_msg, {{"reference", grant.reference}}),
            title_of_proof(texts, one),
            when(
                !one.handed_in_on,
                [&](Writer& inner) { inner("<br>{}", texts("grant_proof.print.draft"_msg)); }),
            [&](Writer& inner) { write_report_of_proof(inner, texts, one); },
            [&](Writer& inner) { write_sums(inner, texts, page.sheet); },
            [&](Writer& inner) { write_kinds(inner, texts, page.sheet); },
            [&](Writer& inner) { write_lower(inner, texts, page.sheet); },
            [&](Writer& inner) { write_lines_of_proof(inner, texts, page.sheet); },
            texts("grant_proof.print.sign"_msg));
    });
}

web::RecordForm proof_record_form(Texts const& texts)
{
    auto form = web::record_form(form_proof_fields, texts);
    for (auto const& field : later_proof_fields)
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.shown = [&texts](records::Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (value.empty())
            return value;
        if (name == proof_field::kind)
            return web::word_of_value<ProofKind>(value, texts);
        if (name == proof_field::outcome)
            return web::word_of_value<ProofOutcome>(value, texts);
        return value;
    };
    return form;
}

http::Response proof_form_page(web::Call const& call, ProofFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.proof;
    auto frame = frame_below_grant(
        call, page.grant,
        one == nullptr ? std::string(texts("grant_proof.new"_msg)) : title_of_proof(texts, *one));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url
        = one == nullptr ? grant_url(page.grant.id, {proofs_path, "neu"}) : proof_url(*one, "bearbeiten"),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? grant_url(page.grant.id) : proof_url(*one),
        .shown_version = page.shown_version};
    auto const label = [](std::string_view name) { return web::label_in(form_proof_fields, name); };
    std::array const kinds{
        Choice{std::string(to_text(ProofKind::interim)), std::string(texts(label_of(ProofKind::interim)))},
        Choice{std::string(to_text(ProofKind::final)), std::string(texts(label_of(ProofKind::final)))}};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            w(
                R"({}<div class="sec">{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}</div>)",
                web::RequiredNote{texts},
                [&](Writer& inner) {
                    form.write_choices(inner, proof_field::kind, label(proof_field::kind), kinds);
                },
                form.day(proof_field::until, label(proof_field::until), "grant_proof.hint.until"_msg, false),
                form.text(
                    proof_field::own, label(proof_field::own), FieldWidth::narrow,
                    "grant_proof.hint.own"_msg),
                form.text(
                    proof_field::other, label(proof_field::other), FieldWidth::narrow,
                    "grant_proof.hint.other"_msg),
                form.text(
                    proof_field::returned, label(proof_field::returned), FieldWidth::narrow,
                    "grant_proof.hint.returned"_msg),
                form.area(
                    proof_field::report, label(proof_field::report), "grant_proof.hint.report"_msg,
                    rows_of_report));
        },
        [&](Writer& w) { web::write_effect(w, texts, "grant_proof.effect"_msg); });
}

} // namespace kommin::funding
