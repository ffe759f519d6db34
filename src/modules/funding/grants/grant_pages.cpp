#include "modules/funding/grants/grant_pages.hpp"

#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_list.hpp"

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

void write_link_button(Writer& w, Url const& url, std::string_view label, std::string_view kind)
{
    w(R"(<a class="{}" href="{}"><span class="kern-label">{}</span></a>)",
      "kern-btn kern-btn--" + std::string(kind) + " kern-btn--sm", url, label);
}

// Until when what has come is to be used, and whether it is.
void write_use(Writer& w, Texts const& texts, UsedPayment const& one, Date today)
{
    if (!one.use) {
        bool const is_taken_back = one.payment.requested == Money{};
        w(R"(<span class="{}">{}</span>)", is_taken_back ? "st st--none" : "st st--info",
          texts(is_taken_back ? "grant_payment.state.taken_back"_msg : "grant_payment.state.requested"_msg));
        return;
    }
    auto const& use = *one.use;
    bool const is_late = use.unused > Money{} && use.use_by < today;
    w(R"(<span class="{}">{}</span>{})",
      is_late                    ? "st st--bad"
          : use.unused > Money{} ? "st st--warn"
                                 : "st st--ok",
      is_late ? texts("grant_payment.state.late"_msg, {{"amount", texts.money(use.unused)}})
          : use.unused > Money{}
          ? texts("grant_payment.state.open"_msg, {{"amount", texts.money(use.unused)}})
          : std::string(texts("grant_payment.state.used"_msg)),
      when(use.used_late > Money{}, [&](Writer& inner) {
          inner(
              R"(<br><span class="small">{}</span>)",
              texts("grant_payment.used_late"_msg, {{"amount", texts.money(use.used_late)}}));
      }));
}

bool asks_for_interest(std::vector<UsedPayment> const& payments, Date today)
{
    return std::ranges::any_of(payments, [&](UsedPayment const& one) {
        return one.use
            && (one.use->used_late > Money{} || (one.use->unused > Money{} && one.use->use_by < today));
    });
}

void write_payment_table(Writer& w, Texts const& texts, GrantPage const& page, Date today)
{
    w(R"(<div class="scroll" role="region" aria-labelledby="abrufe" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("grant_payment.field.requested_on"_msg), texts("grant_payment.field.requested"_msg),
      texts("grant_payment.field.received_on"_msg), texts("grant_payment.field.received"_msg),
      texts("grant_payment.use_by"_msg), texts("grant_payment.used"_msg),
      each(page.payments, [&](Writer& row, UsedPayment const& one) {
          auto const day = [&](std::optional<Date> date) {
              return date ? texts.date(*date, i18n::DateStyle::short_numeric) : std::string("–");
          };
          auto const requested = day(one.payment.requested_on);
          row(
              R"(<tr><th scope="row">{}{}</th><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
              [&](Writer& inner) {
                  if (page.may_edit)
                      inner(R"(<a href="{}">{}</a>)", payment_url(one.payment), requested);
                  else
                      inner("{}", requested);
              },
              when(
                  !one.payment.remark.empty(),
                  [&](Writer& remark) {
                      remark(
                          R"(<br><span class="small mute" {}>{}</span>)",
                          Attributes{web::content_lang(texts)}, one.payment.remark);
                  }),
              texts("grant_payment.field.requested"_msg), texts.money(one.payment.requested),
              texts("grant_payment.field.received_on"_msg), day(one.payment.received_on),
              texts("grant_payment.field.received"_msg),
              one.payment.received ? texts.money(*one.payment.received) : std::string("–"),
              texts("grant_payment.use_by"_msg), day(one.use ? std::optional(one.use->use_by) : std::nullopt),
              texts("grant_payment.used"_msg), [&](Writer& inner) { write_use(inner, texts, one, today); });
      }));
}

void write_payments(Writer& w, web::Call const& call, Texts const& texts, GrantPage const& page)
{
    auto const& one = page.whole.grant;
    auto const today = call.local_now().date;
    w(
        R"(<section class="stack"><h2 id="abrufe">{}</h2><p class="small">{}</p>{}{}{}</section>)",
        texts("grant_payment.title"_msg),
        texts("grant_payment.rule"_msg, {{"months", one.use_within.count()}}),
        [&](Writer& inner) {
            if (page.payments.empty())
                inner(R"(<p class="mute">{}</p>)", texts("grant_payment.none"_msg));
            else
                write_payment_table(inner, texts, page, today);
        },
        when(
            asks_for_interest(page.payments, today),
            [&](Writer& inner) {
                inner(R"(<p class="note note--warn">{}</p>)", texts("grant_payment.interest"_msg));
            }),
        when(page.may_edit, [&](Writer& inner) {
            inner("<p>{}</p>", [&](Writer& button) {
                write_link_button(
                    button, grant_url(one.id, {payments_path, "neu"}), texts("grant_payment.new"_msg),
                    "secondary");
            });
        }));
}

// The plan of the notice beside what was spent, kind by kind.
void write_plan(Writer& w, Texts const& texts, GrantPage const& page)
{
    auto const& planned = page.whole.costs;
    auto const deviations = deviations_of(page.whole.grant.kind, planned, page.spent);
    w(R"(<section class="stack"><h2 id="kostenplan">{}</h2>{}</section>)", texts("grant.plan"_msg),
      [&](Writer& inner) {
          if (deviations.empty()) {
              inner(R"(<p class="mute">{}</p>)", texts("grant.plan.none"_msg));
              return;
          }
          inner(
              R"(<div class="scroll" role="region" aria-labelledby="kostenplan" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{})",
              texts("cost.kind"_msg), texts("grant.plan.planned"_msg), texts("grant.plan.spent"_msg),
              texts("grant.plan.difference"_msg),
              each(
                  deviations,
                  [&](Writer& row, Deviation const& one) {
                      row(R"(<tr><th scope="row">{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                          texts(label_of(one.kind)), texts("grant.plan.planned"_msg),
                          texts.money(one.planned), texts("grant.plan.spent"_msg), texts.money(one.spent),
                          texts("grant.plan.difference"_msg), [&](Writer& cell) {
                              cell("{}", texts.money(one.spent - one.planned));
                              if (one.is_above)
                                  cell(
                                      R"( <span class="st st--warn">{}</span>)",
                                      texts("grant.plan.above"_msg));
                          });
                  }),
              [&](Writer& below) { write_rule_of_plan(below, texts, page.whole.grant.kind, deviations); });
      });
}

void write_proofs(Writer& w, Texts const& texts, GrantPage const& page)
{
    auto const& one = page.whole.grant;
    w(
        R"(<section class="stack" aria-labelledby="nachweise"><h2 id="nachweise">{}</h2>{}<p>{}{}</p></section>)",
        texts("grant_proof.title"_msg),
        [&](Writer& inner) {
            if (page.proofs.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("grant_proof.none"_msg));
                return;
            }
            inner("<ul>{}</ul>", each(page.proofs, [&](Writer& item, ProofOfUse const& proof) {
                      auto const mark = mark_of(proof, texts);
                      item(
                          R"(<li><a href="{}">{}</a> <span class="{}">{}</span></li>)", proof_url(proof),
                          texts(
                              "grant_proof.named"_msg,
                              {{"edition", std::to_string(proof.edition)},
                               {"kind", texts(label_of(proof.kind))},
                               {"until", texts.date(proof.until, i18n::DateStyle::short_numeric)}}),
                          mark.shape, mark.text);
                  }));
        },
        [&](Writer& inner) {
            write_link_button(
                inner, grant_url(one.id, {vouchers_path}), texts("voucher.list"_msg), "secondary");
        },
        [&](Writer& inner) {
            write_link_button(
                inner, grant_url(one.id, {proofs_path, "neu"}), texts("grant_proof.new"_msg), "secondary");
        });
}

void write_passed_on(Writer& w, Texts const& texts, GrantPage const& page)
{
    auto const& one = page.whole.grant;
    w(
        R"(<section class="stack" aria-labelledby="weitergaben"><h2 id="weitergaben">{}</h2>{}<p>{} {}</p></section>)",
        texts("passed_on.title"_msg),
        [&](Writer& inner) {
            if (page.passed_on.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("passed_on.none"_msg));
                return;
            }
            inner("<ul>{}</ul>", each(page.passed_on, [&](Writer& item, PassedOn const& passed) {
                      auto const mark = mark_of(passed, texts);
                      item(
                          R"(<li><a href="{}" {}>{}</a>{} <span class="{}">{}</span></li>)",
                          passed_on_url(passed), Attributes{web::content_lang(texts)},
                          passed.recipient + ": " + passed.title,
                          passed.amount == Money{} ? std::string{} : ", " + texts.money(passed.amount),
                          mark.shape, mark.text);
                  }));
        },
        [&](Writer& inner) {
            write_link_button(
                inner, grant_url(one.id, {passed_on_path, "antrag-erbitten"}),
                texts("passed_on_request.invite"_msg), "secondary");
        },
        [&](Writer& inner) {
            write_link_button(
                inner, grant_url(one.id, {passed_on_path, "neu"}), texts("passed_on.new"_msg), "secondary");
        });
}

void write_money(Writer& w, Texts const& texts, GrantPage const& page)
{
    auto const& one = page.whole.grant;
    auto const& sums = page.sums;
    auto const limit = limit_of(one);
    auto const fact = [&](MessageKey label, Money amount) {
        return
            [&texts, label, amount](Writer& inner) { write_fact(inner, texts(label), texts.money(amount)); };
    };
    w(
        R"(<section class="card" aria-labelledby="geld"><h2 id="geld">{}</h2><dl class="dl">{}{}{}{}{}{}{}</dl></section>)",
        texts("grant.money"_msg),
        [&](Writer& inner) {
            write_fact(
                inner, texts("grant.field.amount"_msg), amount_words(one.amount, one.is_approximate, texts));
        },
        fact("grant.sum.requested"_msg, sums.requested), fact("grant.sum.received"_msg, sums.received),
        [&](Writer& inner) {
            if (limit)
                write_fact(
                    inner, texts("grant.sum.callable"_msg),
                    texts.money(std::max(*limit - sums.received - sums.requested, Money{})));
        },
        fact("grant.sum.accounted"_msg, sums.accounted),
        [&](Writer& inner) {
            if (one.eligible)
                write_fact(inner, texts("grant.field.eligible"_msg), texts.money(*one.eligible));
        },
        [&](Writer& inner) {
            if (one.own)
                write_fact(inner, texts("grant.field.own"_msg), texts.money(*one.own));
            if (one.other)
                write_fact(inner, texts("grant.field.other"_msg), texts.money(*one.other));
        });
}

void write_notice(Writer& w, Texts const& texts, GrantPage const& page)
{
    auto const& one = page.whole.grant;
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            write_fact(inner, texts(label), value);
        };
    };
    Terms terms;
    terms.kind = one.kind;
    terms.share = one.share;
    w(
        R"(<section class="card" aria-labelledby="bescheid"><h2 id="bescheid">{}</h2><dl class="dl">{}{}{}{}{}{}{}{}{}{}{}</dl>{}{}</section>)",
        texts("grant.notice"_msg), fact("grant.field.authority"_msg, page.choices.authority_of(one)),
        fact("grant.field.reference"_msg, one.reference),
        fact(
            "grant.field.granted_on"_msg,
            one.granted_on ? texts.partial_date(*one.granted_on) : std::string{}),
        fact("funding.field.period"_msg, period_text(one.starts, one.ends, texts)),
        fact("grant.field.kind"_msg, terms_text(terms, texts)),
        [&](Writer& inner) {
            if (one.programme)
                inner(
                    R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("funding_programme.one"_msg),
                    programme_url(*one.programme), page.choices.programme(one.programme));
            auto const application = page.choices.application(one.application);
            if (!application.empty())
                inner(
                    R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("application.one"_msg),
                    application_url(*one.application), application);
        },
        fact(
            "grant.field.proof_due"_msg,
            one.proof_due ? texts.date(*one.proof_due, i18n::DateStyle::long_) : std::string{}),
        [&](Writer& inner) {
            std::vector<std::string> days;
            for (auto const day : page.whole.interim_days)
                days.push_back(texts.date(day, i18n::DateStyle::long_));
            web::write_fact(inner, texts("grant.field.interim_days"_msg), texts.list(days));
        },
        fact("grant.field.contact"_msg, one.contact), fact("form.source"_msg, one.source),
        fact("form.remark"_msg, one.is_uncertain ? std::string{} : one.remark),
        when(
            !one.notice_file.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<p><a href="{}">{}</a></p>)", grant_url(one.id, {"bescheid.pdf"}),
                    texts("grant.notice.read"_msg));
            }),
        when(page.may_edit, [&](Writer& inner) {
            inner("<p>{}</p>", [&](Writer& button) {
                write_link_button(
                    button, grant_url(one.id, {"bescheid"}),
                    texts(one.notice_file.empty() ? "grant.notice.add"_msg : "grant.notice.change"_msg),
                    "secondary");
            });
        }));
}

void write_text_of_grant(
    Writer& w, Texts const& texts, std::string_view id, MessageKey label, std::string_view text)
{
    if (!text.empty())
        w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2><div {}>{}</div></section>)", id,
          id, texts(label), Attributes{web::content_lang(texts)},
          [&](Writer& lines) { web::write_lines(lines, text); });
}

}

Url grant_url(GrantId id)
{
    return staff_url({grants_path, std::to_string(id.value)});
}

Url grant_url(GrantId id, std::initializer_list<std::string_view> pages)
{
    auto const number = std::to_string(id.value);
    std::vector<std::string_view> segments{grants_path, number};
    segments.insert(segments.end(), pages.begin(), pages.end());
    return staff_url(segments);
}

Url payment_url(PaymentCall const& payment)
{
    return grant_url(payment.grant, {payments_path, std::to_string(payment.id.value)});
}

Url proof_url(ProofOfUse const& proof)
{
    return grant_url(proof.grant, {proofs_path, std::to_string(proof.id.value)});
}

Url passed_on_url(PassedOn const& one)
{
    return grant_url(one.grant, {passed_on_path, std::to_string(one.id.value)});
}

web::StaffMark mark_of(Grant const& grant, bool is_proven, Date today, Texts const& texts)
{
    if (is_proven)
        return {"st st--done", std::string(texts("grant.state.proven"_msg))};
    if (grant.proof_due && *grant.proof_due < today)
        return {"st st--bad", std::string(texts("grant.state.late"_msg))};
    return {"st st--ok", std::string(texts("grant.state.running"_msg))};
}

web::StaffMark mark_of(ProofOfUse const& proof, Texts const& texts)
{
    if (!proof.handed_in_on)
        return {"st st--draft", std::string(texts("grant_proof.state.draft"_msg))};
    switch (proof.outcome) {
    case ProofOutcome::accepted:
        return {"st st--done", std::string(texts(label_of(proof.outcome)))};
    case ProofOutcome::questioned:
        return {"st st--warn", std::string(texts(label_of(proof.outcome)))};
    case ProofOutcome::none:
        break;
    }
    return {"st st--ok", std::string(texts("grant_proof.state.handed_in"_msg))};
}

web::StaffMark mark_of(PassedOn const& one, Texts const& texts)
{
    if (one.is_asked_for() || one.request == RequestState::refused) {
        std::string_view const mark = one.request == RequestState::received ? "st st--warn"
            : one.request == RequestState::invited                          ? "st st--info"
                                                                            : "st st--none";
        return {mark, std::string(texts(label_of(one.request)))};
    }
    auto const shape = [&]() -> std::string_view {
        switch (one.state) {
        case PassedOnState::agreed:
            return "st st--info";
        case PassedOnState::proven:
            return "st st--warn";
        case PassedOnState::accepted:
            return "st st--done";
        case PassedOnState::withdrawn:
            return "st st--none";
        case PassedOnState::drafted:
            break;
        }
        return "st st--draft";
    }();
    return {shape, std::string(texts(label_of(one.state)))};
}

http::Response grant_page(web::Call const& call, GrantPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.whole.grant;
    auto const mark = mark_of(one, page.sums.is_proven, call.local_now().date, texts);
    auto frame = frame_below_grants(call, one.title);
    frame.is_named_by_content = true;
    frame.state_line = mark.text + " · " + page.choices.owner(one.body);
    frame.actions = [&](Writer& w) {
        if (page.may_account)
            w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
              grant_url(one.id, {vouchers_path, "neu"}), texts("voucher.new"_msg));
        if (page.may_edit)
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              grant_url(one.id, {"bearbeiten"}), texts("panel.change"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        if (one.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              one.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}{}{}</div><div class="stack">{}{}{}{}</div></div>)",
            [&](Writer& inner) { write_payments(inner, call, texts, page); },
            [&](Writer& inner) { write_plan(inner, texts, page); },
            [&](Writer& inner) {
                if (page.may_account)
                    write_proofs(inner, texts, page);
            },
            [&](Writer& inner) {
                if (page.may_account)
                    write_passed_on(inner, texts, page);
            },
            [&](Writer& inner) {
                write_text_of_grant(inner, texts, "zweck", "grant.field.purpose"_msg, one.purpose);
            },
            [&](Writer& inner) {
                write_text_of_grant(inner, texts, "auflagen", "grant.field.conditions"_msg, one.conditions);
            },
            [&](Writer& inner) { write_money(inner, texts, page); }, page.life,
            [&](Writer& inner) { write_notice(inner, texts, page); }, when(page.may_edit, [&](Writer& inner) {
                web::write_history_card(inner, texts, grant_url(one.id, {"bearbeiten", "verlauf"}));
            }));
    });
}

web::StaffFrame frame_below_grants(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(grants_path),
        .crumbs = {{grants_url(), std::string(web::staff_texts(call)("grant.title"_msg))}}};
}

web::StaffFrame frame_below_grant(web::Call const& call, Grant const& grant, std::string title)
{
    auto frame = frame_below_grants(call, std::move(title));
    frame.crumbs.push_back({grant_url(grant.id), grant.title, true});
    return frame;
}

void write_rule_of_plan(
    Writer& w, Texts const& texts, std::optional<Financing> financing, std::span<Deviation const> deviations)
{
    auto const above = above_plan(financing, deviations);
    w(R"(<p class="small">{}</p>{})",
      texts(financing == Financing::fixed ? "grant.plan.rule.fixed"_msg : "grant.plan.rule"_msg),
      when(above > Money{}, [&](Writer& inner) {
          inner(
              R"(<p class="note note--warn">{}</p>)",
              texts("grant.plan.unbalanced"_msg, {{"amount", texts.money(above)}}));
      }));
}

} // namespace kommin::funding
