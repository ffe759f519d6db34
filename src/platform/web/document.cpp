#include "platform/web/document.hpp"

namespace kommin::web {

using html::attribute;
using html::Attributes;
using html::Url;
using html::when;
using html::Writer;

Url asset_url(Site const& site, std::string_view name)
{
    auto const url = Url::local(site.asset_url(name));
    return url ? *url : Url::path({});
}

std::string render(Document const& document, Body const& head, Body const& body)
{
    auto const language = document.texts.language();
    Writer w(32 * 1024);
    w(R"(<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title><meta name="theme-color" content="#003d4d"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="{}"><link rel="icon" href="{}" type="image/svg+xml">{}{}</head><body {}>{}</body></html>)",
      language.tag(), language.direction(), document.title, asset_url(document.site, document.style),
      asset_url(document.site, "favicon.svg"),
      when(
          !document.script.empty(),
          [&](Writer& inner) {
              inner(R"(<script src="{}" defer></script>)", asset_url(document.site, document.script));
          }),
      head, Attributes{attribute("class", document.body_class, !document.body_class.empty())}, body);
    return w.take();
}

} // namespace kommin::web
