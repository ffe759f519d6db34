#pragma once
// Visit: one request to a page of the public site, with its language and local time; and how its pages become
// answers.

#include "platform/content/localised_text.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/public_frame.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::web {

// How the texts of a page stand to their sources.
struct ToldTexts {
    std::optional<Language> missing = {}; // in what language something stands instead
    bool is_outdated = false;
    bool is_machine_made = false;

    void add(content::Shown const& shown);
};

struct Visit {
    Call& call;
    Texts const& texts; // in the language of the address, else the remembered or negotiated one
    i18n::LocalTime now;

    explicit Visit(Call& answered);

    [[nodiscard]] Language language() const { return texts.language(); }
    [[nodiscard]] html::Url url(std::initializer_list<std::string_view> segments) const
    {
        return page_url(texts, segments);
    }
    // Title, path and menu section of a page, and what stands below it where its module names it
    // (Publishing::find_pages_with); the rest of the frame is filled in by the page itself.
    [[nodiscard]] PublicFrame frame(std::string title, std::string path, std::string section) const;
    // 200 with the page, kept in the page cache until what it says of the time may change, at most ten
    // minutes. Where a text that a machine made was shown on it and no note has said so, its foot does.
    [[nodiscard]] http::Response page(
        PublicFrame const& frame, Body const& body,
        std::optional<i18n::LocalTime> valid_until = std::nullopt) const;

    // It stands on this page.
    [[nodiscard]] content::Shown noted(content::Shown shown) const
    {
        if (machine_made_ == MachineMade::none && shown.is_machine_made())
            machine_made_ = MachineMade::shown;
        return shown;
    }
    // The same, and the note of the page speaks of it (NoteOfPage).
    [[nodiscard]] content::Shown told(content::Shown shown) const
    {
        told_.add(shown);
        return noted(shown);
    }
    [[nodiscard]] ToldTexts const& told_so_far() const { return told_; }
    // A note on the page says what a machine made.
    void say_machine_made() const { machine_made_ = MachineMade::said; }

private:
    // What this visit has shown so far; no part of what is visited.
    enum class MachineMade : std::uint8_t { none, shown, said };
    mutable MachineMade machine_made_ = MachineMade::none;
    mutable ToldTexts told_;
};

// Seconds from now to a local time; at least 1.
std::chrono::seconds seconds_until(Visit const& visit, i18n::LocalTime time);

// The page for what went wrong: what happened, that nothing was lost, the search and the ways that are asked
// for most (LinkPlace::often). Needs nothing that a module publishes.
http::Response error_page(Visit const& visit, http::Status status);
inline http::Response not_found(Visit const& visit)
{
    return error_page(visit, http::Status::not_found);
}

} // namespace kommin::web
