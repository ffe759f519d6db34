#include "platform/web/components.hpp"
#include "platform/web/visit.hpp"

#include <string>
#include <utility>

namespace kommin::web {

using html::Writer;

namespace {

struct ErrorText {
    MessageKey title;
    MessageKey text;
};

ErrorText text_of(http::Status status)
{
    switch (status) {
    case http::Status::not_found:
        return {"error.not_found.title"_msg, "error.not_found.text"_msg};
    case http::Status::forbidden:
        return {"error.forbidden.title"_msg, "error.forbidden.text"_msg};
    case http::Status::method_not_allowed:
        return {"error.method.title"_msg, "error.method.text"_msg};
    case http::Status::payload_too_large:
    case http::Status::header_too_large:
    case http::Status::uri_too_long:
        return {"error.too_large.title"_msg, "error.too_large.text"_msg};
    case http::Status::too_many_requests:
        return {"error.too_many.title"_msg, "error.too_many.text"_msg};
    case http::Status::unavailable:
        return {"error.unavailable.title"_msg, "error.unavailable.text"_msg};
    case http::Status::internal_error:
        return {"error.internal.title"_msg, "error.internal.text"_msg};
    default:
        return {"error.bad_request.title"_msg, "error.bad_request.text"_msg};
    }
}

void write_often(Writer& w, Visit const& visit)
{
    auto const& texts = visit.texts;
    auto const tiles = [&](Writer& inner) {
        for (auto const& link : visit.call.site.links) {
            if (link.place != LinkPlace::often)
                continue;
            auto const [label, hint]
                = link.own_texts ? link.own_texts(texts) : LinkTexts{texts(link.label), texts(link.hint)};
            auto const language = texts.language();
            inner(
                "{}",
                Tile{
                    link_url(texts, link),
                    link.icon,
                    {label, language, language},
                    {hint, language, language}});
        }
    };
    w(R"(<section class="km-stack" aria-labelledby="oft"><h2 id="oft" class="km-h3">{}</h2><ul class="km-tiles" role="list">{}</ul></section>)",
      texts("error.often"_msg), tiles);
}

// Whoever looked for something in vain can say so.
void write_remarks(Writer& w, Visit const& visit)
{
    for (auto const& link : visit.call.site.links) {
        if (link.place == LinkPlace::remark)
            w(R"(<p class="km-way"><a href="{}">{}</a></p>)", link_url(visit.texts, link),
              visit.texts(link.label));
    }
}

}

http::Response error_page(Visit const& visit, http::Status status)
{
    auto const& texts = visit.texts;
    auto const text = text_of(status);
    auto frame = visit.frame(std::string(texts(text.title)), "", "");
    frame.is_indexable = false;
    auto page = render(frame, [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>{}{}{}<p class="km-small km-muted">{}</p></div>)",
            texts(text.title), texts(text.text), SearchBox{visit, "error.search"_msg},
            [&](Writer& inner) { write_often(inner, visit); },
            [&](Writer& inner) { write_remarks(inner, visit); },
            texts("error.reference"_msg, {{"id", visit.call.request.request_id()}}));
    });
    auto response = http::Response::html(status, std::move(page)).momentary();
    if (status == http::Status::unavailable)
        response.header("Retry-After", "2");
    return response;
}

} // namespace kommin::web
