#include "modules/goals/goals/publication_pages.hpp"

#include "platform/web/form_parts.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <utility>

namespace kommin::goals {

using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

std::string state_in_words(
    Texts const& texts, std::optional<Date> since, bool may_be_shown, std::string_view& shape)
{
    if (!may_be_shown) {
        shape = "st st--none";
        return std::string(texts("goal.public.draft"_msg));
    }
    shape = since ? "st st--ok" : "st st--none";
    return since ? texts("goal.public.since"_msg, {{"day", texts.date(*since, i18n::DateStyle::long_)}})
                 : std::string(texts("goal.public.no"_msg));
}

Url below(Url const& url, std::string_view word)
{
    return Url::local(std::string(url.text()) + '/' + std::string(word)).value();
}

void write_publication_buttons(Writer& w, Texts const& texts, PublicationPage const& page)
{
    if (page.since || !page.may_be_shown)
        w("{}", web::SubmitButton{texts("words.action.save"_msg)});
    else
        w("{}{}", web::SubmitButton{texts("goal.public.show"_msg), "primary", below(page.url, "zeigen")},
          web::SubmitButton{texts("goal.public.save"_msg), "secondary"});
    w(R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)", page.back,
      texts("form.back"_msg));
}

void write_publication_form(Writer& w, web::Call const& call, PublicationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<form class="form" method="post" action="{}" novalidate>{}{}<input type="hidden" name="fassung" value="{}"><div class="sec">{}</div><div class="save">{}</div></form>)",
      page.url, web::KeptWhileTyping{call, page.url},
      web::SaveByEnter{texts(page.since ? "words.action.save"_msg : "goal.public.save"_msg)}, page.version,
      web::TextArea{
          .texts = texts,
          .name = "plain_text",
          .label = "goal.field.plain_text"_msg,
          .value = page.plain_text,
          .problems = page.frame.problems,
          .hint = "goal.public.hint"_msg,
          .rows = 8,
          .language = web::language_of_content(texts)},
      [&](Writer& inner) { write_publication_buttons(inner, texts, page); });
}

}

Url public_goal_url(std::string_view slug)
{
    return web::page_url(Texts::of(i18n::Language::german()), {"ziele", slug});
}

Url public_measure_url(std::string_view slug)
{
    return web::page_url(Texts::of(i18n::Language::german()), {"ziele", "massnahmen", slug});
}

http::Response publication_page(web::Call const& call, PublicationPage page)
{
    auto const& texts = web::staff_texts(call);
    std::string_view shape;
    auto const state = state_in_words(texts, page.since, page.may_be_shown, shape);
    return web::staff_page(page.frame, [&](Writer& w) {
        w(
            R"({}<div class="cols stack-top"><div class="stack">{}<section class="stack" aria-labelledby="vorschau"><h2 id="vorschau">{}</h2><p class="small mute">{}</p><div class="card">{}</div></section></div><div class="stack"><section class="card" aria-labelledby="oeffentlich"><h2 id="oeffentlich">{}</h2><p><span class="{}">{}</span></p>{}<p class="small">{}</p>{}</section></div></div>)",
            [&](Writer& inner) { web::write_not_stored(inner, texts, page.not_stored); },
            [&](Writer& inner) { write_publication_form(inner, call, page); },
            texts("goal.public.preview"_msg), texts("goal.public.preview.what"_msg), page.preview,
            texts("goal.public.title"_msg), shape, state,
            when(
                page.public_page.has_value(),
                [&](Writer& inner) {
                    inner(
                        R"(<p class="small"><a href="{}">{}</a></p>)", *page.public_page,
                        texts("goal.public.open"_msg));
                }),
            texts(page.what), when(page.since.has_value(), [&](Writer& inner) {
                inner(
                    R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form>)",
                    below(page.url, "verbergen"), web::FormToken{call}, page.version,
                    web::SubmitButton{texts("goal.public.hide"_msg), "secondary"});
            }));
    });
}

void PublicationCard::operator()(Writer& w) const
{
    auto const& texts = web::staff_texts(call);
    std::string_view shape;
    auto const state = state_in_words(texts, since, may_be_shown, shape);
    w(R"(<section class="card" aria-labelledby="oeffentlich"><h2 id="oeffentlich">{}</h2><p><span class="{}">{}</span></p>{}{}</section>)",
      texts("goal.public.title"_msg), shape, state,
      when(
          public_page.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="small"><a href="{}">{}</a></p>)", *public_page, texts("goal.public.open"_msg));
          }),
      when(desk_page.has_value(), [&](Writer& inner) {
          inner(R"(<p class="small"><a href="{}">{}</a></p>)", *desk_page, texts("goal.public.change"_msg));
      }));
}

} // namespace kommin::goals
