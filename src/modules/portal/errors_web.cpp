// Friendly pages for what went wrong: what happened, that nothing was lost, and how to go on.

#include "modules/portal/components.hpp"
#include "modules/portal/handlers.hpp"

namespace kommin::portal {

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

}

http::Response error_page_for(Visit& visit, http::Status status)
{
    auto const& texts = visit.texts;
    auto const text = text_of(status);
    auto frame = visit.frame(std::string(texts(text.title)), "", "");
    frame.is_indexable = false;
    auto page = web::render(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>{}<section class="km-stack" aria-labelledby="oft"><h2 id="oft" class="km-h3">{}</h2><ul class="km-tiles" role="list">{}{}{}</ul></section><p class="km-small km-muted">{}</p></div>)",
          texts(text.title), texts(text.text), SearchBox{visit, "error.search"_msg}, texts("error.often"_msg),
          Tile{
              visit.url({"angebote"}).with_query({{"kategorie", "mbe"}, {"kategorie", "jmd"}}), "people",
              texts("home.need.advice"_msg), texts("home.need.advice.hint"_msg)},
          Tile{
              visit.url({"angebote"}).with_query({{"thema", "sprache"}}), "talk",
              texts("home.need.german"_msg), texts("home.need.german.hint"_msg)},
          Tile{visit.url({"orte"}), "pin", texts("home.place"_msg), texts("error.places.hint"_msg)},
          texts("error.reference"_msg, {{"id", visit.call.request.request_id()}}));
    });
    auto response = http::Response::html(status, std::move(page)).no_store();
    if (status == http::Status::unavailable)
        response.header("Retry-After", "2");
    return response;
}

http::Response not_found(Visit& visit)
{
    return error_page_for(visit, http::Status::not_found);
}

} // namespace kommin::portal
