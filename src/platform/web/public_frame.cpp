#include "platform/web/public_frame.hpp"

#include "platform/web/language_choice.hpp"

#include <algorithm>

namespace kommin::web {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;

namespace {

// The same page in another language.
Url language_url(PublicFrame const& frame, Language language)
{
    auto const url = Url::local('/' + std::string(language.tag()) + '/' + frame.path + frame.query);
    return url ? *url : Url::path({language.tag(), ""});
}

// The same, and the server remembers the choice.
Url language_choice_url(PublicFrame const& frame, Language language)
{
    if (frame.url_in)
        return frame.url_in(language);
    return language_url(frame, language).with_query({{language_choice_field, language.tag()}});
}

std::string absolute(PublicFrame const& frame, Url const& url)
{
    return frame.site.base_url + std::string(url.text());
}

void write_language_items(Writer& w, PublicFrame const& frame)
{
    for (auto const language : frame.site.languages)
        w(R"(<li><a href="{}" lang="{}" hreflang="{}" dir="{}" {}>{}</a></li>)",
          language_choice_url(frame, language), language.tag(), language.tag(), language.direction(),
          Attributes{attribute("aria-current", "true", language == frame.texts.language())},
          language.autonym());
}

// The list items of one place of the frame.
struct Links {
    PublicFrame const& frame;
    LinkPlace place;
    void operator()(Writer& w) const
    {
        for (auto const& link : frame.site.links) {
            if (link.place != place)
                continue;
            auto const here = link.section == frame.section && !link.section.empty();
            w(R"(<li><a href="{}" {}>{}</a></li>)", link_url(frame.texts, link),
              Attributes{attribute("aria-current", "page", here)}, frame.texts(link.label));
        }
    }
};

void write_head(Writer& w, PublicFrame const& frame)
{
    auto const& site = frame.site;
    w("{}", when(!frame.description.empty(), [&](Writer& inner) {
          inner(R"(<meta name="description" content="{}">)", frame.description);
      }));
    w("{}",
      when(!frame.is_indexable, [](Writer& inner) { inner(R"(<meta name="robots" content="noindex">)"); }));
    w(R"(<link rel="manifest" href="{}">)",
      Url::path({frame.texts.language().tag(), "manifest.webmanifest"}));
    if (frame.is_indexable) {
        w(R"(<link rel="canonical" href="{}">)",
          Url::external(absolute(frame, language_url(frame, frame.texts.language())))
              .value_or(language_url(frame, frame.texts.language())));
        for (auto const language : site.languages) {
            auto const url = language_url(frame, language);
            w(R"(<link rel="alternate" hreflang="{}" href="{}">)", language.tag(),
              Url::external(absolute(frame, url)).value_or(url));
        }
        // For readers of any other language.
        auto const source = language_url(frame, site.source_language);
        w(R"(<link rel="alternate" hreflang="x-default" href="{}">)",
          Url::external(absolute(frame, source)).value_or(source));
    }
    if (frame.structured_data)
        w(R"(<script type="application/ld+json">{}</script>)", *frame.structured_data);
}

void write_header(Writer& w, PublicFrame const& frame)
{
    auto const& texts = frame.texts;
    auto const& site = frame.site;
    auto const language = texts.language();
    w(R"(<a class="km-skip" href="#inhalt">{}</a>)", texts("web.skip"_msg));
    // Inside the header, so that everything on the page belongs to a landmark.
    w(
        R"(<header class="km-header">{}<div class="km-wrap">
<div class="km-header__row">
<a class="km-brand" href="{}"><svg viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect width="40" height="40" rx="8" fill="#ffc02e"/><path d="M8 29c6 0 7-18 12-18s6 18 12 18" fill="none" stroke="#003d4d" stroke-width="4" stroke-linecap="round"/><circle cx="20" cy="11" r="4.5" fill="#003d4d"/></svg><span>{}<span>{}</span></span></a>
<details class="km-lang"><summary class="km-tool">{}<span class="km-hide">{} </span><span class="km-lang__name" lang="{}">{}</span><span class="km-lang__code" aria-hidden="true">{}</span></summary><ul class="km-lang__list" role="list">{}</ul></details>
<button class="km-tool km-menu-btn" type="button" popovertarget="menue">{}{}</button>
</div>
<nav class="km-nav" id="menue" popover aria-label="{}"><ul role="list">{}</ul></nav>
</div></header>)",
        // A demonstration is not an official offer of anybody.
        [&](Writer& inner) {
            if (site.is_demonstration)
                inner(
                    R"(<div class="km-demo" role="note"><p class="km-wrap"><strong>{}</strong> {}</p></div>)",
                    texts("web.demonstration.title"_msg), texts("web.demonstration.text"_msg));
            else
                inner(
                    R"(<div class="km-official"><p class="km-wrap">{}</p></div>)",
                    texts("web.official"_msg, {{"name", site.name}}));
        },
        page_url(texts, {""}), texts("web.brand"_msg), GermanName{site.name, language}, Icon{"globe"},
        texts("web.language"_msg), language.tag(), language.autonym(), language.tag().substr(0, 2),
        [&](Writer& inner) { write_language_items(inner, frame); }, Icon{"menu"}, texts("web.menu"_msg),
        texts("web.main_menu"_msg), Links{frame, LinkPlace::main_menu});
}

void write_crumbs(Writer& w, PublicFrame const& frame)
{
    if (frame.crumbs.empty())
        return;
    w(R"(<div class="km-wrap"><nav class="km-crumbs" aria-label="{}"><ol><li><a href="{}">{}</a></li>{}</ol></nav></div>)",
      frame.texts("web.you_are_here"_msg), page_url(frame.texts, {""}), frame.texts("web.home"_msg),
      each(frame.crumbs, [&](Writer& inner, Crumb const& crumb) {
          inner(
              R"(<li><a href="{}">{}</a></li>)", crumb.url,
              InLanguage{crumb.label, crumb.language, frame.texts.language()});
      }));
}

void write_footer(Writer& w, PublicFrame const& frame)
{
    auto const& texts = frame.texts;
    auto const& site = frame.site;
    w(R"(<footer class="km-footer"><div class="km-wrap km-stack km-stack--l"><div class="km-grid">
<section class="km-stack km-stack--s" aria-labelledby="f-hilfe"><h2 id="f-hilfe">{}</h2><p>{}</p>{}{}{}<p class="km-small">{}</p></section>
<nav class="km-stack km-stack--s" aria-labelledby="f-recht"><h2 id="f-recht">{}</h2><ul role="list">{}</ul></nav>
<nav class="km-stack km-stack--s" aria-labelledby="f-wege"><h2 id="f-wege">{}</h2><ul role="list">{}</ul></nav>
</div></div></footer>)",
      texts("web.footer.help"_msg), texts("web.footer.help.text"_msg),
      when(
          !site.help_phone.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p><a class="km-footer__phone" href="{}">{}</a></p>)", Url::phone(site.help_phone),
                  LeftToRight{site.help_phone});
          }),
      when(
          !site.help_email.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p><a href="{}">{}</a></p>)", Url::mail(site.help_email), LeftToRight{site.help_email});
          }),
      each(
          site.links,
          [&](Writer& inner, Link const& link) {
              if (link.place == LinkPlace::help)
                  inner(R"(<p><a href="{}">{}</a></p>)", link_url(frame.texts, link), texts(link.label));
          }),
      GermanName{
          site.help_address.empty() ? site.help_name : site.help_name + ", " + site.help_address,
          texts.language()},
      texts("web.footer.legal"_msg), Links{frame, LinkPlace::legal}, texts("web.footer.other_ways"_msg),
      Links{frame, LinkPlace::other_ways});
}

}

Url page_url(Texts const& texts, std::initializer_list<std::string_view> segments)
{
    return Url::path(texts.language().tag(), segments);
}

Url link_url(Texts const& texts, Link const& link)
{
    auto const url = Url::local('/' + std::string(texts.language().tag()) + '/' + link.path);
    return url ? *url : page_url(texts, {""});
}

void InLanguage::operator()(Writer& w) const
{
    if (language == page_language)
        w("{}", text);
    else
        w(R"(<span lang="{}" dir="{}">{}</span>)", language.tag(), language.direction(), text);
}

void LeftToRight::operator()(Writer& w) const
{
    w(R"(<span class="km-ltr">{}</span>)", text);
}

void GermanName::operator()(Writer& w) const
{
    if (page_language == Language::german())
        w("{}", text);
    else
        w(R"(<bdi lang="de">{}</bdi>)", text);
}

void Icon::operator()(Writer& w) const
{
    w(R"(<span class="km-i km-i--{}{}" aria-hidden="true"></span>)", name,
      is_directional ? " km-i--dir" : "");
}

std::string render(PublicFrame const& frame, Body const& body)
{
    Document const document{
        .site = frame.site,
        .texts = frame.texts,
        .title = frame.title + " – " + std::string(frame.texts("web.brand"_msg)) + ' ' + frame.site.name,
        .style = "public.css",
        .script = "public.js"};
    return render(
        document, [&](Writer& w) { write_head(w, frame); },
        [&](Writer& w) {
            w(
                R"({}{}<main id="inhalt" tabindex="-1">{}</main>{})",
                [&](Writer& inner) { write_header(inner, frame); },
                [&](Writer& inner) { write_crumbs(inner, frame); },
                [&](Writer& inner) {
                    if (frame.language_chips)
                        inner(
                            R"(<div class="km-wrap km-chipnav-wrap"><nav class="km-chipnav" aria-label="{}"><ul class="km-langs" role="list">{}</ul></nav></div>)",
                            frame.texts("web.choose_language"_msg),
                            [&](Writer& list) { write_language_items(list, frame); });
                    body(inner);
                    if (frame.foot)
                        frame.foot(inner);
                },
                [&](Writer& inner) { write_footer(inner, frame); });
        });
}

} // namespace kommin::web
