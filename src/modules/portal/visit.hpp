#pragma once
// Visit: one anonymous request to the portal, with its snapshot, language and local time.

#include "modules/portal/snapshot.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/public_frame.hpp"

#include <chrono>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::portal {

using i18n::Texts;

struct Visit {
    web::Call& call;
    Snapshot const& published;
    Texts const& texts;
    i18n::LocalTime now;

    [[nodiscard]] Snapshot const& snapshot() const { return published; }
    [[nodiscard]] Language language() const { return texts.language(); }
    [[nodiscard]] Shown shown(LocalisedText const& text) const
    {
        return show(text, published.chain(texts.language()));
    }
    [[nodiscard]] html::Url url(std::initializer_list<std::string_view> segments) const
    {
        return web::page_url(texts, segments);
    }
    // Title, path and menu section of a page; the rest of the frame is filled in by the page itself.
    [[nodiscard]] web::PublicFrame frame(std::string title, std::string path, std::string section) const;
    // 200 with the page, kept in the page cache until the answer "open now" may change, at most ten minutes.
    [[nodiscard]] http::Response page(
        web::PublicFrame const& frame, web::Body const& body,
        std::optional<i18n::LocalTime> valid_until = std::nullopt) const;
};

// Seconds from now to a local time; at least 1.
std::chrono::seconds seconds_until(Visit const& visit, i18n::LocalTime time);

} // namespace kommin::portal
