#include "modules/funding/grants/passed_on_site.hpp"

#include "modules/funding/grants/association_form.hpp"
#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_link.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::InLanguage;
using web::Visit;

namespace {

constexpr std::string_view proof_path = "verwendungsnachweis";
constexpr std::string_view key_field = "schluessel"; // as of web::PublicFormFields, which a page has once
constexpr std::string_view send_button = "absenden"; // its value says whether it is the proof
constexpr std::array bill_fields{
    proof_form_field::paid_on, proof_form_field::payee, proof_form_field::purpose, proof_form_field::amount,
    proof_form_field::kind};
constexpr std::array association_fields{
    proof_form_field::report, proof_form_field::own, proof_form_field::other, proof_form_field::returned};

std::optional<OpenPassedOn> load_open(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_open_passed_on(db, visit.call.site.tenant, visit.call.path["token"], visit.now.date);
    });
}

html::Url form_url(Visit const& visit)
{
    return visit.url({proof_path, visit.call.path["token"]});
}

html::Url form_url(Visit const& visit, std::string_view page)
{
    return visit.url({proof_path, visit.call.path["token"], page});
}

// For every link that does not work, whatever the reason.
http::Response ended_form_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto page = visit.page(
        association_frame(visit, std::string(texts("proof_form.gone.title"_msg)), ""), [&](Writer& w) {
            w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
              texts("proof_form.gone.title"_msg), texts("proof_form.gone.text"_msg));
        });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

// What each kind of cost is called where somebody has no accounting to think of.
MessageKey plain_label_of(CostKind kind)
{
    switch (kind) {
    case CostKind::staff:
        return "proof_form.kind.staff"_msg;
    case CostKind::fees:
        return "proof_form.kind.fees"_msg;
    case CostKind::material:
        return "proof_form.kind.material"_msg;
    case CostKind::rooms:
        return "proof_form.kind.rooms"_msg;
    case CostKind::travel:
        return "proof_form.kind.travel"_msg;
    case CostKind::publicity:
        return "proof_form.kind.publicity"_msg;
    case CostKind::overhead:
        return "proof_form.kind.overhead"_msg;
    case CostKind::other:
        break;
    }
    return "proof_form.kind.other"_msg;
}

void write_bill_form(Writer& w, Visit const& visit, TypedForm const& form)
{
    auto const& texts = visit.texts;
    auto const limit = std::to_string(images::largest_picture >> 20U);
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" enctype="multipart/form-data" novalidate><input type="hidden" name="{}" value="{}"><h3>{}</h3>{}{}{}{}{}{}<div class="km-actions"><button class="kern-btn kern-btn--secondary" type="submit"><span class="kern-label">{}</span></button></div></form>)",
        form_url(visit, "beleg"), key_field, form.key, texts("proof_form.bill.title"_msg),
        [&](Writer& field) {
            write_line_field(
                field, texts, form, proof_form_field::paid_on, "proof_form.bill.paid_on"_msg,
                "proof_form.bill.paid_on.hint"_msg);
        },
        [&](Writer& field) {
            write_line_field(
                field, texts, form, proof_form_field::payee, "proof_form.bill.payee"_msg,
                "proof_form.bill.payee.hint"_msg);
        },
        [&](Writer& field) {
            write_line_field(
                field, texts, form, proof_form_field::purpose, "proof_form.bill.purpose"_msg, {});
        },
        [&](Writer& field) {
            write_line_field(
                field, texts, form, proof_form_field::amount, "proof_form.bill.amount"_msg,
                "proof_form.bill.amount.hint"_msg, "decimal");
        },
        [&](Writer& field) {
            write_form_field(
                field, texts, form, proof_form_field::kind, "proof_form.bill.kind"_msg, {},
                [&](Writer& inner, std::string const& id, Attributes const& tied) {
                    inner(
                        R"(<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="{}" name="{}" {}><option value="">{}</option>{}</select></div>)",
                        id, proof_form_field::kind, tied, texts("proof_form.problem.kind"_msg),
                        each(all_cost_kinds, [&](Writer& option, CostKind kind) {
                            option(
                                R"(<option value="{}" {}>{}</option>)", to_text(kind),
                                Attributes{html::flag(
                                    "selected", form.fields.value(proof_form_field::kind) == to_text(kind))},
                                texts(plain_label_of(kind)));
                        }));
                });
        },
        [&](Writer& field) {
            auto const problem = problem_at(texts, form.problems, grant_file_field);
            Attributes const tied{
                html::attribute(
                    "aria-describedby",
                    problem.empty() ? "f-datei-hinweis" : "f-datei-fehler f-datei-hinweis", true),
                html::attribute("aria-invalid", "true", !problem.empty())};
            field(
                R"(<div class="{}"><label class="kern-label" for="f-datei">{}</label><p class="km-hint" id="f-datei-hinweis">{}</p>{}<input class="kern-form-input__input" id="f-datei" name="datei" type="file" accept="{}" {}></div>)",
                problem.empty() ? "kern-form-input" : "kern-form-input km-field--error",
                texts("proof_form.bill.file"_msg), texts("proof_form.bill.file.hint"_msg, {{"limit", limit}}),
                when(
                    !problem.empty(),
                    [&](Writer& inner) {
                        inner(R"(<p class="km-error" id="f-datei-fehler">{}</p>)", problem);
                    }),
                grant_file_types, tied);
        },
        texts("proof_form.bill.add"_msg));
}

void write_bills_of_association(Writer& w, Visit const& visit, OpenPassedOn const& open)
{
    auto const& texts = visit.texts;
    bool const may_remove = open.one.is_open();
    if (open.vouchers.empty()) {
        w("<p>{}</p>", texts("proof_form.bills.none"_msg));
        return;
    }
    w(R"(<ul class="km-stack km-stack--s" role="list">{}</ul>)",
      each(open.vouchers, [&](Writer& item, Voucher const& one) {
          item(
              R"(<li class="km-box"><p><strong dir="auto">{}</strong>, <span dir="auto">{}</span></p><p>{} · {} · {}</p>{}{}</li>)",
              one.payee, one.purpose, texts.date(one.day, i18n::DateStyle::long_), texts.money(one.amount),
              texts(plain_label_of(one.kind)),
              when(
                  !one.file.empty(),
                  [&](Writer& inner) {
                      inner(R"(<p class="km-hint">{}</p>)", texts("proof_form.bill.has_file"_msg));
                  }),
              when(may_remove, [&](Writer& inner) {
                  inner(
                      R"(<form method="post" action="{}"><input type="hidden" name="beleg" value="{}"><button class="kern-btn kern-btn--tertiary" type="submit"><span class="kern-label">{}</span></button></form>)",
                      form_url(visit, "beleg-entfernen"), one.id.value,
                      texts("proof_form.bill.remove"_msg, {{"payee", texts.foreign(one.payee)}}));
              }));
      }));
}

// What is spent and where it came from; and what is missing to the cent.
void write_sums_of_association(Writer& w, Visit const& visit, OpenPassedOn const& open)
{
    auto const& texts = visit.texts;
    auto const& one = open.one;
    auto const row = [&](MessageKey label, Money amount) {
        return [&texts, label, amount](Writer& inner) {
            inner("<div><dt>{}</dt><dd>{}</dd></div>", texts(label), texts.money(amount));
        };
    };
    w(R"(<dl class="km-facts">{}{}{}{}{}</dl>{})", row("proof_form.sum.got"_msg, one.received()),
      row("proof_form.sum.spent"_msg, open.sums.spent),
      row("proof_form.sum.own"_msg, one.own.value_or(Money{})),
      row("proof_form.sum.other"_msg, one.other.value_or(Money{})),
      row("proof_form.sum.returned"_msg, one.returned.value_or(Money{})), [&](Writer& inner) {
          if (open.sums.is_even())
              inner(R"(<p class="km-note km-note--ok">{}</p>)", texts("proof_form.even"_msg));
          else if (open.sums.overpaid > Money{})
              inner(
                  R"(<p class="km-note">{}</p>)",
                  texts("proof_form.overpaid"_msg, {{"amount", texts.money(open.sums.overpaid)}}));
          else if (open.sums.left > Money{})
              inner(
                  R"(<p class="km-note">{}</p>)",
                  texts("proof_form.left"_msg, {{"amount", texts.money(open.sums.left)}}));
          else
              inner(
                  R"(<p class="km-note">{}</p>)",
                  texts("proof_form.too_much"_msg, {{"amount", texts.money(Money{-open.sums.left.cents})}}));
      });
}

void write_proof_form(Writer& w, Visit const& visit, OpenPassedOn const& open, TypedForm const& form)
{
    auto const& texts = visit.texts;
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><h2>{}</h2>{}{}{}{}<div class="km-actions"><button class="kern-btn kern-btn--secondary" type="submit" name="{}" value="nein"><span class="kern-label">{}</span></button><button class="kern-btn kern-btn--primary" type="submit" name="{}" value="ja"><span class="kern-label">{}</span></button></div></form>)",
        form_url(visit), web::PublicFormFields{form.key}, open.one.version,
        texts("proof_form.report.title"_msg),
        [&](Writer& field) {
            write_text_field(
                field, texts, form, proof_form_field::report, "proof_form.report"_msg,
                "proof_form.report.hint"_msg);
        },
        [&](Writer& field) {
            write_line_field(
                field, texts, form, proof_form_field::own, "proof_form.own"_msg, "proof_form.own.hint"_msg,
                "decimal");
        },
        [&](Writer& field) {
            write_line_field(
                field, texts, form, proof_form_field::other, "proof_form.other"_msg,
                "proof_form.other.hint"_msg, "decimal");
        },
        [&](Writer& field) {
            write_line_field(
                field, texts, form, proof_form_field::returned, "proof_form.returned"_msg,
                "proof_form.returned.hint"_msg, "decimal");
        },
        send_button, texts("proof_form.keep"_msg), send_button, texts("proof_form.send"_msg));
}

// What the forms say: as it was typed, or as it is stored.
struct FormPage {
    OpenPassedOn const& open;
    TypedForm const& bill;
    TypedForm const& proof;
};

MessageKey done_text(std::string_view word)
{
    if (word == "beleg")
        return "proof_form.done.bill"_msg;
    if (word == "entfernt")
        return "proof_form.done.removed"_msg;
    return word == "gesendet" ? "proof_form.done.sent"_msg : "proof_form.done.kept"_msg;
}

http::Response form_page(Visit const& visit, http::Status status, FormPage const& page)
{
    auto const& texts = visit.texts;
    auto const& one = page.open.one;
    auto const done = visit.call.request.query().value("fertig");
    auto problems = page.bill.problems;
    problems.insert(problems.end(), page.proof.problems.begin(), page.proof.problems.end());
    // A link opens only before its last day; whoever has one has been told a day of the proof.
    auto const due = one.proof_due ? one.proof_due : one.link_until;
    auto const path = std::string(proof_path) + '/' + std::string(visit.call.path["token"]);
    auto const title = texts("proof_form.title"_msg, {{"title", texts.foreign(one.title)}});
    auto answer = visit.page(association_frame(visit, title, path), [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}<p class="km-lead">{}</p>{}{}<section class="km-stack" aria-labelledby="belege"><h2 id="belege">{}</h2><p>{}</p>{}{}</section><section class="km-stack km-stack--s" aria-labelledby="rechnung"><h2 id="rechnung">{}</h2>{}</section>{}</div>)",
            title, web::FormTrouble{texts, problems},
            when(
                !done.empty() && problems.empty(),
                [&](Writer& inner) {
                    inner(R"(<p class="km-note km-note--ok" role="status">{}</p>)", texts(done_text(done)));
                }),
            texts(
                one.is_open() ? "proof_form.lead"_msg : "proof_form.lead.proven"_msg,
                {{"giver", texts.foreign(page.open.giver)},
                 {"amount", texts.money(one.amount)},
                 {"due", texts.date(due.value(), i18n::DateStyle::long_)}}),
            when(
                !one.purpose.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<section class="km-stack km-stack--s" aria-labelledby="zweck"><h2 id="zweck">{}</h2>{}</section>)",
                        texts("proof_form.purpose"_msg),
                        [&](Writer& lines) { write_german(lines, visit, one.purpose); });
                }),
            when(
                !one.question.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<div class="km-note"><p><strong>{}</strong></p>{}</div>)",
                        texts("proof_form.question"_msg),
                        [&](Writer& lines) { write_german(lines, visit, one.question); });
                }),
            texts("proof_form.bills"_msg), texts("proof_form.bills.lead"_msg),
            [&](Writer& inner) { write_bills_of_association(inner, visit, page.open); },
            when(one.is_open(), [&](Writer& inner) { write_bill_form(inner, visit, page.bill); }),
            texts("proof_form.sums"_msg),
            [&](Writer& inner) { write_sums_of_association(inner, visit, page.open); },
            [&](Writer& inner) {
                if (one.is_open())
                    write_proof_form(inner, visit, page.open, page.proof);
            });
    });
    answer.set_status(status);
    return std::move(answer).no_store();
}

TypedForm stored_form(Visit const& visit, OpenPassedOn const& open)
{
    TypedForm form{.key = web::new_form_key(visit)};
    auto const& one = open.one;
    form.fields.set(proof_form_field::report, one.report);
    form.fields.set(proof_form_field::own, spelled(one.own));
    form.fields.set(proof_form_field::other, spelled(one.other));
    form.fields.set(proof_form_field::returned, spelled(one.returned));
    return form;
}

TypedForm fresh_bill(Visit const& visit)
{
    return {.key = web::new_form_key(visit)};
}

// What is wrong with a file, in the words of this form: the desk says more.
Problem plain(Problem problem)
{
    if (problem.kind == ProblemKind::unavailable)
        problem.message = "proof_form.problem.busy"_msg;
    else
        problem.message = "proof_form.problem.file"_msg;
    problem.field = grant_file_field;
    problem.arguments = {{"limit", std::to_string(images::largest_picture >> 20U)}};
    return problem;
}

// The file that goes along; nothing where none was chosen.
Result<std::optional<StoredGrantFile>> take_file_of_bill(Visit const& visit, GrantFileCare const& care)
{
    auto const body = visit.call.request.multipart();
    auto const* file = body ? body->file(grant_file_field) : nullptr;
    if (file == nullptr || file->content.empty())
        return std::optional<StoredGrantFile>{};
    if (auto problems = problems_of_file(file->content); !problems.empty())
        return plain(std::move(problems.front()));
    auto const room = web::read(visit.call, [&](db::Connection& db) {
        return check_file_quota(db, visit.call.site.tenant, care.quota);
    });
    if (!room)
        return plain(room.problem());
    auto stored = take_grant_file(visit.call, care, file->content);
    if (!stored)
        return plain(std::move(stored).problem());
    return std::optional(*std::move(stored));
}

}

http::Response show_proof_of_association(Visit& visit)
{
    auto const open = load_open(visit);
    if (!open)
        return ended_form_page(visit);
    auto const bill = fresh_bill(visit);
    auto const proof = stored_form(visit, *open);
    return form_page(visit, http::Status::ok, {.open = *open, .bill = bill, .proof = proof});
}

http::Response send_proof_of_association(Visit& visit, web::VisitorGate& gate)
{
    auto const open = load_open(visit);
    if (!open)
        return ended_form_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        TypedForm const typed{.fields = typed_fields(posted, association_fields), .key = key};
        bool const is_sent = posted.value(send_button) == "ja";
        auto const seen = parse_number(posted.value("fassung")).value_or(0);
        auto const thanks = form_url(visit).with_query({{"fertig", is_sent ? "gesendet" : "gemerkt"}});
        return web::PublicForm{
            .check = [typed, is_sent] { return problems_of_association(typed.fields, is_sent); },
            .receive = [&visit, typed, seen, is_sent, thanks](Work& work) -> Result<html::Url> {
                TRY(save_proof_by_link(work, visit.call.path["token"], typed.fields, seen, is_sent));
                return thanks;
            },
            .show =
                [&visit, typed](http::Status status, std::vector<Problem> const& problems) {
                    auto const now = load_open(visit);
                    if (!now || status == http::Status::gone)
                        return ended_form_page(visit);
                    auto again = typed;
                    again.problems = problems;
                    auto const bill = fresh_bill(visit);
                    return form_page(visit, status, {.open = *now, .bill = bill, .proof = again});
                },
            .thanks = thanks};
    });
}

http::Response add_bill_of_association(Visit& visit, web::VisitorGate& gate, GrantFileCare const& care)
{
    auto const open = load_open(visit);
    if (!open || !open->one.is_open())
        return ended_form_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        TypedForm const typed{.fields = typed_fields(posted, bill_fields), .key = key};
        auto const thanks = form_url(visit).with_query({{"fertig", "beleg"}});
        // Read once, before anything is stored: a work may be repeated.
        auto const file = std::make_shared<std::optional<Result<std::optional<StoredGrantFile>>>>();
        auto const check = [&visit, &gate, &care, typed, file] {
            auto problems = problems_of_bill(typed.fields, visit.now.date);
            // Reading a file takes longer than storing a form, so it waits for its own turn.
            auto const wait
                = gate.must_wait(visit.call.site.tenant, visit.call.request.peer(), visit.call.clock.now());
            if (problems.empty() && wait)
                problems.push_back(
                    {ProblemKind::unavailable,
                     std::string(grant_file_field),
                     "proof_form.problem.busy"_msg,
                     {}});
            if (problems.empty()) {
                file->emplace(take_file_of_bill(visit, care));
                if (!**file)
                    problems.push_back((*file)->problem());
            }
            return problems;
        };
        return web::PublicForm{
            .check = check,
            .receive = [&visit, typed, file, thanks](Work& work) -> Result<html::Url> {
                TRY(add_bill_by_link(
                    work, visit.call.path["token"], typed.fields, (*file)->value(), typed.key));
                return thanks;
            },
            .show =
                [&visit, typed](http::Status status, std::vector<Problem> const& problems) {
                    auto const now = load_open(visit);
                    if (!now || status == http::Status::gone)
                        return ended_form_page(visit);
                    auto again = typed;
                    again.problems = problems;
                    auto const proof = stored_form(visit, *now);
                    return form_page(visit, status, {.open = *now, .bill = again, .proof = proof});
                },
            .thanks = thanks};
    });
}

http::Response remove_bill_of_association(Visit& visit, web::VisitorGate& gate)
{
    auto const open = load_open(visit);
    if (!open || !open->one.is_open())
        return ended_form_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& /*key*/) {
        auto const id = records::typed_id<VoucherId>(posted.value("beleg"));
        auto const thanks = form_url(visit).with_query({{"fertig", "entfernt"}});
        return web::PublicForm{
            .check = [] { return std::vector<Problem>{}; },
            .receive = [&visit, id, thanks](Work& work) -> Result<html::Url> {
                TRY(remove_bill_by_link(work, visit.call.path["token"], id.value_or(VoucherId{})));
                return thanks;
            },
            .show =
                [&visit](http::Status status, std::vector<Problem> const& problems) {
                    auto const now = load_open(visit);
                    if (!now || status == http::Status::gone)
                        return ended_form_page(visit);
                    auto const bill = fresh_bill(visit);
                    auto proof = stored_form(visit, *now);
                    proof.problems = problems;
                    return form_page(visit, status, {.open = *now, .bill = bill, .proof = proof});
                },
            .thanks = thanks};
    });
}

} // namespace kommin::funding
