#include "app/error_pages.hpp"

#include "platform/html/escape.hpp"

namespace kommin::app {

namespace {

// Stands where the id of the request will; nothing in it needs escaping, and no text contains it.
constexpr std::string_view id_place = "request-id-0f3c6a1d9b";

http::Request sample_request(i18n::Language language)
{
    http::Request::Parts parts;
    parts.target = '/' + std::string(language.tag()) + '/';
    parts.request_id = id_place;
    return http::Request(std::move(parts));
}

}

struct ErrorPages::Page {
    explicit Page(http::Response made)
        : frame(std::move(made))
        , before(frame.body_text())
    {
        if (auto const place = before.find(id_place); place != std::string::npos) {
            names_the_request = true;
            after = before.substr(place + id_place.size());
            before.resize(place);
        }
        frame.replace_body({});
    }
    [[nodiscard]] http::Response for_request(std::string_view id) const
    {
        auto response = frame;
        response.replace_body(names_the_request ? before + html::escape(id) + after : before);
        return response;
    }

    http::Response frame; // status and headers
    std::string before;
    std::string after;
    bool names_the_request = false;
};

http::Response ErrorPages::page(
    http::Status status, i18n::Language language, std::string_view request_id, Make const& make)
{
    auto page = find(status, language);
    if (!page) {
        // Outside of the lock: should two threads come at once, both make it.
        page = std::make_shared<Page const>(make(sample_request(language)));
        std::lock_guard const lock(mutex_);
        pages_.insert_or_assign({status, language.tag()}, page);
    }
    return page->for_request(request_id);
}

std::shared_ptr<ErrorPages::Page const> ErrorPages::find(http::Status status, i18n::Language language) const
{
    std::lock_guard const lock(mutex_);
    auto const found = pages_.find({status, language.tag()});
    return found == pages_.end() ? nullptr : found->second;
}

} // namespace kommin::app
