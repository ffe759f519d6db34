// The forms of a grant, its notice and its payments.

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/pdf/pdf.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_form.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::funding {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

constexpr int rows_of_conditions = 6;

MessageKey grant_label(std::string_view name)
{
    return web::label_in(form_grant_fields, name);
}

// Of its owner, of a new one of anybody for whom this person may edit; in states that may end in a grant.
std::vector<Choice> applications_to_choose(Texts const& texts, GrantFormPage const& page)
{
    std::vector<Choice> choices{{"", std::string(texts("grant.application.none"_msg))}};
    auto const chosen = page.fields.value(grant_field::application);
    for (auto const& one : page.choices.applications) {
        auto const number = std::to_string(one.id.value);
        bool const is_of_owner = page.grant != nullptr
            ? one.body == page.grant->body
            : std::ranges::find(page.choices.owners, one.body) != page.choices.owners.end();
        bool const may_have_grant
            = one.state == ApplicationState::submitted || one.state == ApplicationState::granted;
        if (number == chosen || (is_of_owner && may_have_grant))
            choices.push_back({number, one.title});
    }
    if (!chosen.empty() && std::ranges::find(choices, chosen, &Choice::value) == choices.end())
        choices.push_back({std::string(chosen), std::string(texts("grant.application.other"_msg))});
    return choices;
}

std::vector<Choice> programmes_to_choose(Texts const& texts, GrantFormPage const& page)
{
    std::vector<Choice> choices{{"", std::string(texts("grant.programme.none"_msg))}};
    for (auto const& one : page.choices.programmes)
        choices.push_back({std::to_string(one.id.value), one.title});
    auto const chosen = page.fields.value(grant_field::programme);
    if (!chosen.empty() && std::ranges::find(choices, chosen, &Choice::value) == choices.end())
        choices.push_back({std::string(chosen), std::string(texts("grant.programme.other"_msg))});
    return choices;
}

std::vector<Choice> owners_of_grant_to_choose(GrantFormPage const& page)
{
    std::vector<Choice> owners;
    for (auto const& body : page.choices.owners) {
        auto const* found = body ? page.choices.district.find_body(*body) : nullptr;
        owners.push_back({found != nullptr ? found->slug : std::string{}, page.choices.owner(body)});
    }
    return owners;
}

void write_kind_costs(Writer& w, Texts const& texts, GrantFormPage const& page)
{
    w(R"(<fieldset class="sec"><legend>{}</legend><p class="small">{}</p>{}</fieldset>)",
      texts("grant.plan"_msg), texts("grant.hint.plan"_msg),
      each(all_cost_kinds, [&](Writer& field, CostKind kind) {
          auto const name = kind_cost_field(kind);
          field(
              "{}",
              web::TextField{
                  .texts = texts,
                  .name = name,
                  .label = label_of(kind),
                  .value = page.fields.value(name),
                  .problems = page.problems,
                  .width = FieldWidth::narrow,
                  .input_mode = "decimal"});
      }));
}

void write_grant_fields(Writer& w, Texts const& texts, GrantFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const applications = applications_to_choose(texts, page);
    auto const programmes = programmes_to_choose(texts, page);
    auto const owners = page.grant == nullptr ? owners_of_grant_to_choose(page) : std::vector<Choice>{};
    std::vector<Choice> kinds{{"", std::string(texts("funding.kind.unknown"_msg))}};
    for (auto& kind : web::choices_among<Financing>(all_financings, texts))
        kinds.push_back(std::move(kind));
    std::array const approximate{
        Choice{std::string(approximate_value), std::string(texts("funding.approximate.yes"_msg))}};
    auto const text = [&](std::string_view name, FieldWidth width, MessageKey hint = {}) {
        return form.text(name, grant_label(name), width, hint);
    };
    w(
        R"({}<div class="sec">{}{}{}{}{}</div><div class="sec">{}{}{}{}{}{}</div><div class="sec">{}{}{}{}{}{}{}</div>{}<div class="sec">{}{}{}{}</div><div class="sec">{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            grant_field::title, grant_label(grant_field::title), FieldWidth::whole, "grant.hint.title"_msg,
            true),
        when(
            owners.size() > 1,
            [&](Writer& inner) {
                inner("{}", form.choice(grant_field::body, "grant.field.owner"_msg, owners));
            }),
        form.choice(
            grant_field::application, grant_label(grant_field::application), applications,
            "grant.hint.application"_msg),
        form.choice(
            grant_field::programme, grant_label(grant_field::programme), programmes,
            "grant.hint.programme"_msg),
        text(grant_field::authority, FieldWidth::whole, "grant.hint.authority"_msg),
        text(grant_field::reference, FieldWidth::medium),
        form.day(grant_field::granted_on, grant_label(grant_field::granted_on)),
        text(grant_field::contact, FieldWidth::whole, "grant.hint.contact"_msg),
        form.area(grant_field::purpose, grant_label(grant_field::purpose)),
        [&](Writer& inner) { form.write_span(inner); },
        form.area(
            grant_field::conditions, grant_label(grant_field::conditions), "grant.hint.conditions"_msg,
            rows_of_conditions),
        text(grant_field::amount, FieldWidth::narrow, "grant.hint.amount"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, grant_field::approximate, grant_label(grant_field::approximate), approximate, true);
        },
        form.choice(grant_field::kind, grant_label(grant_field::kind), kinds),
        text(grant_field::share, FieldWidth::narrow, "grant.hint.share"_msg),
        text(grant_field::eligible, FieldWidth::narrow, "grant.hint.eligible"_msg),
        text(grant_field::own, FieldWidth::narrow), text(grant_field::other, FieldWidth::narrow),
        [&](Writer& inner) { write_kind_costs(inner, texts, page); },
        text(grant_field::use_months, FieldWidth::narrow, "grant.hint.use_months"_msg),
        form.day(
            grant_field::proof_due, grant_label(grant_field::proof_due), "grant.hint.proof_due"_msg, false),
        text(grant_field::interim_days, FieldWidth::whole, "grant.hint.interim_days"_msg),
        [&](Writer& inner) {
            if (owners.size() == 1)
                inner(
                    R"(<input type="hidden" name="{}" value="{}">)", grant_field::body, owners.front().value);
        },
        [&](Writer& inner) { form.write_doubt(inner); },
        text(grant_field::source, FieldWidth::whole, "panel.hint.source"_msg));
}

void write_payment_fields(Writer& w, Texts const& texts, PaymentFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return web::label_in(form_payment_fields, name); };
    w(R"({}<div class="sec">{}{}</div><div class="sec">{}{}</div><div class="sec">{}</div>)",
      web::RequiredNote{texts},
      form.day(payment_field::requested_on, label(payment_field::requested_on), {}, false),
      form.text(
          payment_field::requested, label(payment_field::requested), FieldWidth::narrow,
          "grant_payment.hint.requested"_msg, true),
      form.day(
          payment_field::received_on, label(payment_field::received_on), "grant_payment.hint.received_on"_msg,
          false),
      form.text(payment_field::received, label(payment_field::received), FieldWidth::narrow),
      form.text(payment_field::remark, label(payment_field::remark), FieldWidth::whole));
}

}

web::RecordForm grant_record_form(Texts const& texts, GrantChoices choices)
{
    auto form = web::record_form(form_grant_fields, texts);
    for (auto const kind : all_cost_kinds)
        form.fields.push_back(
            {kind_cost_field(kind), texts("grant.plan.of"_msg, {{"kind", texts(label_of(kind))}})});
    form.fields.push_back({std::string(grant_field::notice), std::string(texts("grant.notice.file"_msg))});
    form.shown = [&texts, choices = std::move(choices)](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (value.empty())
            return value;
        if (name == grant_field::application) {
            auto title = choices.application(records::typed_id<ApplicationId>(value));
            return title.empty() ? std::string(texts("grant.application.other"_msg)) : title;
        }
        if (name == grant_field::programme) {
            auto title = choices.programme(records::typed_id<ProgrammeId>(value));
            return title.empty() ? std::string(texts("grant.programme.other"_msg)) : title;
        }
        if (name == grant_field::kind)
            return web::word_of_value<Financing>(value, texts);
        if (name == grant_field::approximate && value == approximate_value)
            return std::string(texts("funding.approximate.yes"_msg));
        if (name == grant_field::uncertain && value == web::uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        // The digest tells people nothing but whether it is another file.
        if (name == grant_field::notice)
            return texts("grant.notice.of_version"_msg, {{"mark", value.substr(0, 8)}});
        return value;
    };
    return form;
}

web::RecordForm payment_record_form(Texts const& texts)
{
    return web::record_form(form_payment_fields, texts);
}

http::Response grant_form_page(web::Call const& call, GrantFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.grant;
    auto frame = one == nullptr
        ? frame_below_grants(call, std::string(texts("grant.new"_msg)))
        : frame_below_grant(call, *one, texts("panel.change.title"_msg, {{"name", one->title}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? staff_url({grants_path, "neu"}) : grant_url(one->id, {"bearbeiten"}),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? grants_url() : grant_url(one->id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_grant_fields(w, texts, page); },
        [&](Writer& w) {
            web::write_effect(w, texts, "grant.effect"_msg);
            if (one != nullptr)
                web::write_history_card(w, texts, grant_url(one->id, {"bearbeiten", "verlauf"}));
        });
}

http::Response notice_form_page(
    web::Call const& call, Grant const& grant, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_grant(call, grant, std::string(texts("grant.notice.add"_msg)));
    frame.problems = problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack stack-top measure"><p>{}</p><form class="form stack" method="post" action="{}" enctype="multipart/form-data" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>{}</div>)",
          texts("grant.notice.lead"_msg), grant_url(grant.id, {"bescheid"}), web::FormToken{call},
          grant.version,
          web::FileField{
              .texts = texts,
              .label = "grant.notice.file"_msg,
              .accept = "application/pdf",
              .problems = problems,
              .hint = "grant.notice.hint"_msg,
              .limit = std::to_string(pdf::largest_document >> 20U),
              .is_required = true},
          web::SubmitButton{texts("grant.notice.save"_msg)}, grant_url(grant.id), texts("form.back"_msg),
          when(!grant.notice_file.empty(), [&](Writer& inner) {
              inner(
                  "{}",
                  web::ButtonForm{
                      .call = call,
                      .url = grant_url(grant.id, {"bescheid-entfernen"}),
                      .version = grant.version,
                      .label = texts("grant.notice.remove"_msg),
                      .kind = "tertiary"});
          }));
    });
}

http::Response payment_form_page(web::Call const& call, PaymentFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.payment;
    auto frame = frame_below_grant(
        call, page.grant,
        std::string(texts(one == nullptr ? "grant_payment.new"_msg : "grant_payment.one"_msg)));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? grant_url(page.grant.id, {payments_path, "neu"}) : payment_url(*one),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = grant_url(page.grant.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_payment_fields(w, texts, page); },
        [&](Writer& w) {
            web::write_effect(w, texts, "grant_payment.effect"_msg);
            if (one != nullptr)
                web::write_history_card(
                    w, texts,
                    grant_url(page.grant.id, {payments_path, std::to_string(one->id.value), "verlauf"}));
        });
}

} // namespace kommin::funding
