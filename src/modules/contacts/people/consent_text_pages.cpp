#include "modules/contacts/people/consent_pages.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::contacts {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

// The texts of one number.
std::vector<ConsentText const*> texts_of(ConsentTexts const& texts, Purpose purpose, std::int64_t number)
{
    std::vector<ConsentText const*> found;
    for (auto const& text : texts.all) {
        if (text.purpose == purpose && text.number == number)
            found.push_back(&text);
    }
    return found;
}

void write_texts(Writer& w, Texts const& texts, std::vector<ConsentText const*> const& shown)
{
    w(R"(<dl class="dl">{}</dl>)", each(shown, [&](Writer& item, ConsentText const* text) {
          auto const language = i18n::Language::find(text->language);
          item(
              R"(<dt>{}</dt><dd lang="{}" dir="{}">{}</dd>)",
              language ? texts.language_name(*language) : text->language, text->language,
              language ? language->direction() : "auto", text->content);
      }));
}

}

Url consent_texts_url()
{
    return staff_url({consent_texts_path});
}

Url consent_text_url(Purpose purpose)
{
    return staff_url({consent_texts_path, to_text(purpose)});
}

http::Response consent_texts_page(web::Call const& call, ConsentTexts const& texts_of_district)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("consent.texts.title"_msg)),
         .section = std::string(consent_texts_path)},
        [&](Writer& w) {
            w(R"(<div class="stack"><p class="measure">{}</p>{}</div>)", texts("consent.texts.intro"_msg),
              each(all_purposes, [&](Writer& item, Purpose purpose) {
                  auto const number = texts_of_district.newest(purpose);
                  auto const* german
                      = texts_of_district.find(purpose, number, i18n::Language::german().tag());
                  auto const id = std::string(to_text(purpose));
                  item(
                      R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2><p class="measure" lang="de">{}</p><p><a href="{}">{}</a></p></section>)",
                      id, id,
                      texts(
                          "consent.texts.of"_msg,
                          {{"purpose", texts(label_of(purpose))}, {"number", std::to_string(number)}}),
                      german != nullptr ? std::string_view(german->content) : std::string_view{},
                      consent_text_url(purpose),
                      texts("consent.texts.change"_msg, {{"purpose", texts(label_of(purpose))}}));
              }));
        });
}

http::Response consent_text_page(web::Call const& call, ConsentTextPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const newest = page.texts.newest(page.purpose);
    std::vector<std::int64_t> earlier;
    for (auto number = newest - 1; number > 0; --number)
        earlier.push_back(number);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts(label_of(page.purpose))),
         .section = std::string(consent_texts_path),
         .crumbs = {{consent_texts_url(), std::string(texts("consent.texts.title"_msg))}},
         .state_line = texts("consent.texts.newest"_msg, {{"number", std::to_string(newest)}}),
         .problems = page.problems},
        [&](Writer& w) {
            w(R"(<div class="stack"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="nummer" value="{}"><p class="measure">{}</p>{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>{}</div>)",
              consent_text_url(page.purpose), web::KeptWhileTyping{call, consent_text_url(page.purpose)},
              page.seen, texts("consent.texts.rule"_msg),
              each(
                  i18n::interface_languages(),
                  [&](Writer& field, i18n::Language language) {
                      auto const caption = texts.language_name(language);
                      auto const name = text_field(language);
                      field(
                          "{}",
                          web::TextArea{
                              .texts = texts,
                              .name = name,
                              .label = {},
                              .value = page.fields.value(name),
                              .problems = page.problems,
                              .rows = 3,
                              .is_required = language == i18n::Language::german(),
                              .language = language,
                              .caption = caption});
                  }),
              web::SubmitButton{texts("consent.texts.write"_msg)}, consent_texts_url(),
              texts("people.action.back"_msg), when(!earlier.empty(), [&](Writer& inner) {
                  inner(
                      R"(<section class="stack" aria-labelledby="frueher"><h2 id="frueher">{}</h2>{}</section>)",
                      texts("consent.texts.earlier"_msg),
                      each(earlier, [&](Writer& item, std::int64_t number) {
                          item(
                              R"(<details><summary>{}</summary>{}</details>)",
                              texts("consent.texts.number"_msg, {{"number", std::to_string(number)}}),
                              [&](Writer& text) {
                                  write_texts(text, texts, texts_of(page.texts, page.purpose, number));
                              });
                      }));
              }));
        });
}

} // namespace kommin::contacts
