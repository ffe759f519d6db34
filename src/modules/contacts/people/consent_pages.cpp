#include "modules/contacts/people/consent_pages.hpp"

#include "modules/contacts/people/person_pages.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kommin::contacts {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using records::Fields;

namespace {

std::string day_of(web::Call const& call, Texts const& texts, Instant instant)
{
    return texts.date(call.site.zone->to_local(instant).date, DateStyle::short_numeric);
}

void write_purpose(Writer& w, Texts const& texts, ConsentsSection const& section, Purpose purpose)
{
    auto const* consent = in_force(section.consents, purpose);
    w(
        R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td>{}</td></tr>)", texts(label_of(purpose)),
        texts("staff.state"_msg),
        [&](Writer& cell) {
            if (consent == nullptr)
                cell(R"(<span class="st st--none">{}</span>)", texts("consent.none"_msg));
            else
                cell(
                    R"(<span class="st st--ok">{}</span> <span class="small">{}</span>{})",
                    texts("consent.in_force"_msg), given_words(texts, *consent),
                    when(!consent->remark.empty(), [&](Writer& inner) {
                        inner(R"(<br><span class="mute small">{}</span>)", consent->remark);
                    }));
        },
        when(consent != nullptr && section.may_edit, [&](Writer& inner) {
            inner(
                R"(<a href="{}">{}<span class="vh"> {}</span></a>)", withdrawal_url(consent->id),
                texts("consent.withdraw"_msg), texts(label_of(purpose)));
        }));
}

void write_ended(Writer& w, web::Call const& call, Texts const& texts, Consent const& consent)
{
    w("<li>{}</li>",
      texts(
          "consent.ended"_msg,
          {{"purpose", texts(label_of(consent.purpose))},
           {"given", given_words(texts, consent)},
           {"end", texts(label_of(*consent.ended_how))},
           {"date", day_of(call, texts, *consent.ended_at)}}));
}

std::vector<web::Choice> purposes_for(Texts const& texts, std::vector<Consent> const& consents)
{
    std::vector<web::Choice> choices;
    for (auto const purpose : all_purposes) {
        if (in_force(consents, purpose) == nullptr)
            choices.push_back({std::string(to_text(purpose)), std::string(texts(label_of(purpose)))});
    }
    return choices;
}

std::vector<web::Choice> text_languages(Texts const& texts)
{
    std::vector<web::Choice> choices;
    for (auto const language : i18n::interface_languages())
        choices.push_back({std::string(language.tag()), texts.language_name(language)});
    return choices;
}

void write_consent_fields(Writer& w, Texts const& texts, ConsentFormPage const& page)
{
    auto const purposes = purposes_for(texts, page.consents);
    auto const languages = text_languages(texts);
    std::vector<web::Choice> ways;
    for (auto const way : all_consent_ways)
        ways.push_back({std::string(to_text(way)), std::string(texts(label_of(way)))});
    std::array const purpose{std::string(page.fields.value(consent_field::purpose))};
    std::array const way{std::string(page.fields.value(consent_field::how))};
    auto const text = [&](std::string_view name, MessageKey label, web::FieldWidth width, MessageKey hint) {
        return web::TextField{
            .texts = texts,
            .name = name,
            .label = label,
            .value = page.fields.value(name),
            .problems = page.problems,
            .hint = hint,
            .width = width};
    };
    w(R"(<div class="sec">{}{}</div><div class="sec">{}{}{}{}</div>)",
      web::ChoiceGroup{
          .texts = texts,
          .name = consent_field::purpose,
          .legend = "consent.field.purpose"_msg,
          .choices = purposes,
          .values = purpose,
          .problems = page.problems},
      web::ChoiceGroup{
          .texts = texts,
          .name = consent_field::how,
          .legend = "consent.field.how"_msg,
          .choices = ways,
          .values = way,
          .problems = page.problems},
      web::DateField{
          .texts = texts,
          .name = consent_field::given_on,
          .label = "consent.field.given_on"_msg,
          .value = page.fields.value(consent_field::given_on),
          .problems = page.problems},
      web::SelectField{
          .texts = texts,
          .name = consent_field::language,
          .label = "consent.field.language"_msg,
          .choices = languages,
          .value = page.fields.value(consent_field::language),
          .problems = page.problems,
          .hint = "consent.hint.language"_msg},
      text(
          consent_field::number, "consent.field.number"_msg, web::FieldWidth::narrow,
          "consent.hint.number"_msg),
      text(
          consent_field::remark, "consent.field.remark"_msg, web::FieldWidth::whole,
          "consent.hint.remark"_msg));
}

}

std::string given_words(Texts const& texts, Consent const& consent)
{
    return texts(
        "consent.given"_msg,
        {{"how", texts(label_of(consent.how))},
         {"date", texts.date(consent.given_on, DateStyle::short_numeric)},
         {"number", std::to_string(consent.text_number)},
         {"language", language_names({consent.language}, texts)}});
}

Url withdrawal_url(ConsentId id)
{
    return web::staff_url({"einwilligungen", std::to_string(id.value), "widerrufen"});
}

void ConsentsSection::operator()(Writer& w) const
{
    auto const& texts = web::staff_texts(call);
    bool const has_ended
        = std::ranges::any_of(consents, [](Consent const& one) { return !one.is_in_force(); });
    bool const may_add = may_edit && std::ranges::any_of(all_purposes, [&](Purpose purpose) {
                             return in_force(consents, purpose) == nullptr;
                         });
    w(R"(<section class="stack" aria-labelledby="einwilligungen"><h2 id="einwilligungen">{}</h2><div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="vh">{}</span></th></tr></thead><tbody>{}</tbody></table></div>{}{}</section>)",
      texts("consent.title"_msg), texts("consent.title"_msg), texts("consent.field.purpose"_msg),
      texts("staff.state"_msg), texts("consent.withdraw"_msg),
      each(all_purposes, [&](Writer& row, Purpose purpose) { write_purpose(row, texts, *this, purpose); }),
      when(
          may_add,
          [&](Writer& inner) {
              inner(
                  R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                  person_url(person.id, "einwilligung"), texts("consent.new"_msg));
          }),
      when(has_ended, [&](Writer& inner) {
          inner(
              R"(<h3>{}</h3><ul class="bullets small">{}</ul>)", texts("consent.past"_msg),
              each(consents, [&](Writer& item, Consent const& consent) {
                  if (!consent.is_in_force())
                      write_ended(item, call, texts, consent);
              }));
      }));
}

void GroundsCard::operator()(Writer& w) const
{
    auto const& texts = web::staff_texts(call);
    bool const has_ground = std::ranges::any_of(consents, &Consent::is_in_force)
        || std::ranges::any_of(elsewhere, [](OnPersonPage const& one) { return !one.grounds.empty(); });
    w(R"(<section class="card" aria-labelledby="grund"><h2 id="grund">{}</h2>{}</section>)",
      texts("people.ground"_msg), [&](Writer& inner) {
          if (!has_ground) {
              inner(R"(<p class="small">{}</p>)", texts("people.ground.none"_msg));
              return;
          }
          inner(
              R"(<ul class="plain small">{}{}</ul>)",
              each(
                  all_purposes,
                  [&](Writer& item, Purpose purpose) {
                      if (in_force(consents, purpose) != nullptr)
                          item(
                              "<li>{}</li>",
                              texts("people.ground.consent"_msg, {{"purpose", texts(label_of(purpose))}}));
                  }),
              each(elsewhere, [](Writer& items, OnPersonPage const& one) {
                  for (auto const& ground : one.grounds)
                      items("<li>{}</li>", ground);
              }));
      });
}

http::Response consent_form_page(web::Call const& call, ConsentFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_person(call, page.person, std::string(texts("consent.new"_msg)));
    frame.problems = page.problems;
    auto const url = person_url(page.person.id, "einwilligung");
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack"><section class="card" aria-labelledby="texte"><h2 id="texte">{}</h2><p class="small">{}</p>{}</section></div></div>)",
            url, web::FormToken{call}, [&](Writer& inner) { write_consent_fields(inner, texts, page); },
            web::SubmitButton{texts("consent.action.record"_msg)}, person_url(page.person.id),
            texts("people.action.back"_msg), texts("consent.texts.title"_msg),
            texts("consent.texts.shown"_msg), each(all_purposes, [&](Writer& item, Purpose purpose) {
                auto const number = page.texts.newest(purpose);
                auto const* text = page.texts.find(purpose, number, i18n::Language::german().tag());
                if (text != nullptr)
                    item(
                        R"(<details><summary>{}</summary><p class="small" lang="de">{}</p></details>)",
                        texts(
                            "consent.texts.of"_msg,
                            {{"purpose", texts(label_of(purpose))}, {"number", std::to_string(number)}}),
                        text->content);
            }));
    });
}

http::Response withdrawal_page(web::Call const& call, Person const& person, Consent const& consent)
{
    auto const& texts = web::staff_texts(call);
    auto const frame = frame_below_person(call, person, std::string(texts("consent.withdraw.title"_msg)));
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p><strong>{}</strong><br>{}</p><p>{}</p>{}<p><a href="{}">{}</a></p></div>)",
          texts(label_of(consent.purpose)), given_words(texts, consent),
          texts(consent.is_in_force() ? "consent.withdraw.text"_msg : "consent.withdraw.done"_msg),
          when(
              consent.is_in_force(),
              [&](Writer& inner) {
                  inner(
                      R"(<form method="post" action="{}">{}{}</form>)", withdrawal_url(consent.id),
                      web::FormToken{call},
                      web::SubmitButton{texts("consent.withdraw.yes"_msg), "primary grave"});
              }),
          person_url(person.id), texts("people.action.back"_msg));
    });
}

} // namespace kommin::contacts
