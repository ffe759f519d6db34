#include "modules/funding/grants/request_site.hpp"

#include "modules/funding/grants/association_form.hpp"
#include "modules/funding/grants/request_link.hpp"
#include "platform/base/number.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::funding {

using html::when;
using html::Writer;
using records::Fields;
using web::Visit;

namespace {

constexpr std::string_view request_path = "foerderantrag";
constexpr std::string_view request_button = "absenden"; // its value says whether it is the application
constexpr std::array request_fields{request_form_field::title,  request_form_field::purpose,
                                    request_form_field::amount, request_form_field::from,
                                    request_form_field::to,     request_form_field::contact};

std::optional<OpenRequest> load_open_request(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_open_request(db, visit.call.site.tenant, visit.call.path["token"], visit.now.date);
    });
}

html::Url request_url(Visit const& visit)
{
    return visit.url({request_path, visit.call.path["token"]});
}

// For every link that does not work, whatever the reason.
http::Response ended_request_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto page = visit.page(
        association_frame(visit, std::string(texts("request_form.gone.title"_msg)), ""), [&](Writer& w) {
            w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
              texts("request_form.gone.title"_msg), texts("request_form.gone.text"_msg));
        });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

void write_request_form(Writer& w, Visit const& visit, OpenRequest const& open, TypedForm const& form)
{
    auto const& texts = visit.texts;
    auto const line
        = [&](std::string_view name, MessageKey label, MessageKey hint, std::string_view mode = "text") {
              return [&texts, &form, name, label, hint, mode](Writer& field) {
                  write_line_field(field, texts, form, name, label, hint, mode);
              };
          };
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}{}{}{}{}<p class="km-hint">{}</p><div class="km-actions"><button class="kern-btn kern-btn--secondary" type="submit" name="{}" value="nein"><span class="kern-label">{}</span></button><button class="kern-btn kern-btn--primary" type="submit" name="{}" value="ja"><span class="kern-label">{}</span></button></div></form>)",
        request_url(visit), web::PublicFormFields{form.key}, open.one.version,
        line(request_form_field::title, "request_form.title_field"_msg, "request_form.title_field.hint"_msg),
        [&](Writer& field) {
            write_text_field(
                field, texts, form, request_form_field::purpose, "request_form.purpose"_msg,
                "request_form.purpose.hint"_msg);
        },
        line(
            request_form_field::amount, "request_form.amount"_msg, "request_form.amount.hint"_msg, "decimal"),
        line(request_form_field::from, "request_form.from"_msg, "request_form.day.hint"_msg),
        line(request_form_field::to, "request_form.to"_msg, "request_form.day.hint"_msg),
        line(request_form_field::contact, "request_form.contact"_msg, "request_form.contact.hint"_msg),
        texts("request_form.privacy"_msg, {{"giver", texts.foreign(open.giver)}}), request_button,
        texts("proof_form.keep"_msg), request_button, texts("request_form.send"_msg));
}

// What was sent, for whoever comes back.
void write_sent_request(Writer& w, Visit const& visit, PassedOn const& one)
{
    auto const& texts = visit.texts;
    auto const row = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            inner(R"(<div><dt>{}</dt><dd dir="auto">{}</dd></div>)", texts(label), value);
        };
    };
    auto const day
        = [&](std::optional<PartialDate> const& of) { return of ? texts.partial_date(*of) : std::string{}; };
    w(R"(<dl class="km-facts">{}{}{}{}{}{}</dl>)", row("request_form.title_field"_msg, one.title),
      row("request_form.purpose"_msg, one.purpose),
      row("request_form.amount"_msg, texts.money(one.wished.value_or(Money{}))),
      row("request_form.from"_msg, day(one.starts)), row("request_form.to"_msg, day(one.ends)),
      row("request_form.contact"_msg, one.contact));
}

http::Response request_page(
    Visit const& visit, http::Status status, OpenRequest const& open, TypedForm const& form)
{
    auto const& texts = visit.texts;
    auto const& one = open.one;
    auto const done = visit.call.request.query().value("fertig");
    auto const path = std::string(request_path) + '/' + std::string(visit.call.path["token"]);
    auto const title = texts("request_form.title"_msg, {{"name", texts.foreign(one.recipient)}});
    auto answer = visit.page(association_frame(visit, title, path), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}<p class="km-lead">{}</p>{}{}</div>)",
          title, web::FormTrouble{texts, form.problems},
          when(
              !done.empty() && form.problems.empty(),
              [&](Writer& inner) {
                  inner(
                      R"(<p class="km-note km-note--ok" role="status">{}</p>)",
                      texts(done == "gesendet" ? "request_form.done.sent"_msg : "proof_form.done.kept"_msg));
              }),
          texts(
              open.is_open() ? "request_form.lead"_msg : "request_form.lead.sent"_msg,
              {{"giver", texts.foreign(open.giver)},
               {"until", texts.date(*one.link_until, i18n::DateStyle::long_)}}),
          when(
              !one.question.empty(),
              [&](Writer& inner) {
                  inner(
                      R"(<div class="km-note"><p><strong>{}</strong></p>{}</div>)",
                      texts("proof_form.question"_msg),
                      [&](Writer& lines) { write_german(lines, visit, one.question); });
              }),
          [&](Writer& inner) {
              if (open.is_open())
                  write_request_form(inner, visit, open, form);
              else
                  write_sent_request(inner, visit, one);
          });
    });
    answer.set_status(status);
    return std::move(answer).no_store();
}

}

http::Response show_request_of_association(Visit& visit)
{
    auto const open = load_open_request(visit);
    if (!open)
        return ended_request_page(visit);
    return request_page(
        visit, http::Status::ok, *open,
        {.fields = request_form_of(open->one), .key = web::new_form_key(visit)});
}

http::Response send_request_of_association(Visit& visit, web::VisitorGate& gate)
{
    if (!load_open_request(visit))
        return ended_request_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        TypedForm const typed{.fields = typed_fields(posted, request_fields), .key = key};
        bool const is_sent = posted.value(request_button) == "ja";
        auto const seen = parse_number(posted.value("fassung")).value_or(0);
        auto const thanks = request_url(visit).with_query({{"fertig", is_sent ? "gesendet" : "gemerkt"}});
        return web::PublicForm{
            .check = [typed, is_sent] { return problems_of_request(typed.fields, is_sent); },
            .receive = [&visit, typed, seen, is_sent, thanks](Work& work) -> Result<html::Url> {
                TRY(save_request_by_link(work, visit.call.path["token"], typed.fields, seen, is_sent));
                return thanks;
            },
            .show =
                [&visit, typed](http::Status status, std::vector<Problem> const& problems) {
                    auto const now = load_open_request(visit);
                    if (!now || status == http::Status::gone)
                        return ended_request_page(visit);
                    auto again = typed;
                    again.problems = problems;
                    return request_page(visit, status, *now, again);
                },
            .thanks = thanks};
    });
}

} // namespace kommin::funding
