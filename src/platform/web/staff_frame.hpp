#pragma once
// The frame of every page for people at work: bar, menu by rights, heading with state and actions. German and
// English. Works without script, which only asks before what was typed is left.

#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// The texts in the language of the person, or of the browser where nobody has logged in yet.
i18n::Texts const& staff_texts(Call const& call);

// An address below /verwaltung/: staff_url({"konten", id}); staff_url({}) is the page "Heute".
html::Url staff_url(std::initializer_list<std::string_view> segments);
html::Url staff_url(std::span<std::string_view const> segments);
// Where a line of the menu leads: its path may have several segments, as "konferenz/statistik".
html::Url url_of(StaffLink const& link);

struct StaffCrumb {
    html::Url url;
    std::string label;
    bool is_content = false; // the name of a record
};

struct StaffFrame {
    Call const& call;
    std::string title;
    std::string section
        = {}; // path of the StaffLink to which the page belongs; "" for "Heute" and the account
    std::vector<StaffCrumb> crumbs = {}; // between "Heute" and the page
    std::string state_line = {}; // one line under the heading
    Body actions = {}; // buttons at the end of the heading
    std::vector<Problem> problems = {}; // of the form on the page: their summary stands above the body
    bool is_wide = false; // tables
    bool is_named_by_content = false; // the title is that of a record
    std::string_view searched = {}; // what the field of the search over everything shows
};
// The person must be there. Without a status: ok, or that of the first problem. Never kept by a browser.
http::Response staff_page(
    StaffFrame const& frame, Body const& body, std::optional<http::Status> status = std::nullopt);

// A page with one column and no menu: login, invitation, messages to somebody who is not logged in.
struct EntranceFrame {
    Call const& call;
    std::string title;
    std::vector<Problem> problems = {};
};
http::Response entrance_page(
    EntranceFrame const& frame, Body const& body, std::optional<http::Status> status = std::nullopt);

// The same page, byte for byte, for what does not exist and for what this person may not see.
http::Response staff_not_found(Call const& call);

// Something too large was sent to a page of staff, and refused before anybody asked who sends it.
http::Response staff_too_large(Call const& call);

// The hidden field that every form of somebody who is logged in needs: a callable hole.
struct FormToken {
    Call const& call;
    void operator()(html::Writer& writer) const;
};
inline constexpr std::string_view form_token_field = "formular";

// A link to the login that leads back to this page afterwards.
http::Response redirect_to_login(Call const& call);

// Where a login may lead: the address if it is one of the pages of staff, else "Heute" (no open redirect).
html::Url page_after_login(std::string_view wanted);

} // namespace kommin::web
