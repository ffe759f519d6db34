// What the desk shows of an application of an association.

#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/passed_on_pages.hpp"
#include "modules/funding/grants/request_editing.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_form.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::funding {

using html::Attributes;
using html::Writer;
using i18n::Texts;
using web::Choice;
using web::FieldWidth;

namespace {

MessageKey next_of(PassedOn const& one, Date today)
{
    switch (one.request) {
    case RequestState::received:
        return one.is_asked_for() ? "passed_on_request.next.received"_msg
                                  : "passed_on_request.next.unanswered"_msg;
    case RequestState::accepted:
        return "passed_on_request.next.accepted"_msg;
    case RequestState::refused: // without an address nobody was told
        return one.mail.empty() ? "passed_on_request.next.refused_untold"_msg
                                : "passed_on_request.next.refused"_msg;
    case RequestState::invited:
    case RequestState::none:
        break;
    }
    if (!one.is_asked_for())
        return "passed_on_request.next.withdrawn"_msg;
    return one.link_until && *one.link_until < today ? "passed_on_request.next.over"_msg
                                                     : "passed_on_request.next.invited"_msg;
}

void write_answers(Writer& w, web::Call const& call, Texts const& texts, PassedOnPage const& page)
{
    auto const& one = page.at.one;
    auto const fold = [&](MessageKey label, SaidWith const& said) {
        bool const is_open = !page.problems.empty() && !said.typed.empty();
        w(R"(<details {}><summary>{}</summary>{}</details>)", Attributes{html::flag("open", is_open)},
          texts(label), [&](Writer& inner) { write_said(inner, call, texts, page, said); });
    };
    if (one.request == RequestState::received) {
        auto const wished = one.wished ? spelled_money(*one.wished) : std::string{};
        write_said(
            w, call, texts, page,
            {"antrag-annehmen", passed_on_field::amount, "passed_on.field.amount"_msg,
             "passed_on.hint.amount"_msg, "passed_on_request.action.accept"_msg,
             page.amount.empty() ? std::string_view(wished) : page.amount, "primary"});
        fold(
            "passed_on.action.question"_msg,
            {"antrag-rueckfrage", passed_on_field::question, "passed_on.field.question"_msg,
             "passed_on_request.hint.question"_msg, "passed_on.action.question"_msg, page.question});
    } else {
        write_step_button(w, call, one, "antrag-link", texts("passed_on.action.send_again"_msg), "secondary");
    }
    if (one.paid_on) // it is not refused any more
        return;
    auto const refuse
        = one.has_applied() ? "passed_on_request.action.refuse"_msg : "passed_on_request.action.withdraw"_msg;
    fold(
        refuse,
        {"antrag-ablehnen", request_field::reason, "passed_on.field.reason"_msg,
         letter_of_refusal(one, call.local_now().date) ? "passed_on_request.hint.reason"_msg
                                                       : "passed_on_request.hint.reason_untold"_msg,
         refuse, page.reason});
}

}

void write_request_card(Writer& w, web::Call const& call, Texts const& texts, PassedOnPage const& page)
{
    auto const& one = page.at.one;
    if (one.request == RequestState::none)
        return;
    auto const day = [&](std::optional<Date> date) {
        return date ? texts.date(*date, i18n::DateStyle::long_) : std::string{};
    };
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            web::write_fact(inner, texts(label), value);
        };
    };
    w(R"(<section class="card" aria-labelledby="antrag"><h2 id="antrag">{}</h2><p>{}</p><dl class="dl">{}{}{}</dl>{}</section>)",
      texts("passed_on_request.title"_msg), texts(next_of(one, call.local_now().date)),
      fact("passed_on_request.field.wished"_msg, one.wished ? texts.money(*one.wished) : std::string{}),
      fact("passed_on_request.field.requested_on"_msg, day(one.requested_on)),
      fact("passed_on_request.field.refusal"_msg, one.refusal), [&](Writer& inner) {
          if (one.is_asked_for())
              write_answers(inner, call, texts, page);
      });
}

void write_step_button(
    Writer& w, web::Call const& call, PassedOn const& one, std::string_view page, std::string_view label,
    std::string_view kind)
{
    w("{}",
      web::ButtonForm{
          .call = call,
          .url = passed_on_url(one, page),
          .version = one.version,
          .label = label,
          .kind = kind});
}

void write_said(
    Writer& w, web::Call const& call, Texts const& texts, PassedOnPage const& page, SaidWith const& said)
{
    auto const& one = page.at.one;
    w(R"(<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}</form>)",
      passed_on_url(one, said.path), web::FormToken{call}, one.version,
      web::TextField{
          .texts = texts,
          .name = said.field,
          .label = said.label,
          .value = said.typed,
          .problems = page.problems,
          .hint = said.hint,
          .width = FieldWidth::whole},
      web::SubmitButton{texts(said.button), said.kind});
}

http::Response invitation_page(web::Call const& call, InvitationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_grant(call, page.grant, std::string(texts("passed_on_request.invite"_msg)));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = grant_url(page.grant.id, {passed_on_path, "antrag-erbitten"}),
        .version = std::nullopt,
        .form_key = page.form_key,
        .back = grant_url(page.grant.id),
        .shown_version = std::nullopt};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            auto const label
                = [](std::string_view name) { return web::label_in(form_invitation_fields, name); };
            std::vector<Choice> languages{{"", std::string(texts("passed_on.language.none"_msg))}};
            for (auto const& language : page.choices.languages)
                languages.push_back({std::string(language.tag()), texts.language_name(language)});
            w(R"({}<div class="sec">{}{}{}</div><div class="sec">{}{}</div>)", web::RequiredNote{texts},
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
                  "passed_on_request.hint.occasion"_msg, true),
              form.day(
                  request_field::until, label(request_field::until), "passed_on_request.hint.until"_msg,
                  false),
              form.text(
                  passed_on_field::mail, label(passed_on_field::mail), FieldWidth::whole,
                  "passed_on_request.hint.mail"_msg, true),
              form.choice(passed_on_field::language, label(passed_on_field::language), languages));
        },
        [&](Writer& w) { web::write_effect(w, texts, "passed_on_request.effect"_msg); });
}

} // namespace kommin::funding
