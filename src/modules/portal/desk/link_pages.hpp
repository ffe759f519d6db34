#pragma once
// The pages of the desk for links.

#include "modules/portal/desk/link_care.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// What is known of it, as people see it: "nicht erreichbar (2. Nacht)".
StateWord link_state_word(StoredLink const& link, i18n::Texts const& texts);
// Why it is so: "Antwort der Seite: 404"; empty where there is nothing to say.
std::string link_reason(StoredLink const& link, i18n::Texts const& texts);
MessageKey label_of(LinkKind kind);

// Replaces, mutes and has links asked: whoever may edit offers somewhere.
bool may_change_links(web::Call const& call);

html::Url link_url(LinkId id);
html::Url link_url(LinkId id, std::string_view page);

http::Response link_list_page(
    web::Call const& call, LinkFilter const& filter, LinkOverview const& overview,
    std::vector<web::ListView> const& saved_views);

// What was typed, with its problems.
struct LinkEntries {
    std::string_view new_target = {};
    std::string_view mute_until = {};
    std::string_view mute_reason = {};
    std::optional<std::int64_t> mute_shown = {}; // the earlier version that stands in the fields
    std::vector<Problem> problems = {};
};
struct LinkPage {
    LinkDetail const& detail;
    web::Authors const& authors;
    std::int64_t mute_version = 0; // of being silent about it; 0: nobody ever was
    LinkEntries const& entries;
    bool is_being_asked = false;
};
http::Response link_page(web::Call const& call, LinkPage const& page);

// For the handlers: the link of the address, and its page.
std::optional<LinkDetail> link_of_call(web::Call const& call, std::string_view after = {});
http::Response link_page_of(web::Call const& call, LinkDetail const& detail, LinkEntries const& entries);

// Where it is edited.
html::Url record_url(LinkRecord const& record);

// A choice of records of all kinds in one field: the kind is told by their numbers.
web::Ticked ticked_of(LinkRecord const& record);
LinkedKind kind_of(web::Ticked ticked);
std::int64_t id_of(web::Ticked ticked); // of the record

http::Response replace_question_page(
    web::Call const& call, LinkDetail const& detail, std::string_view new_target);

} // namespace kommin::portal
