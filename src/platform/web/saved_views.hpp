#pragma once
// Views of lists that people save for themselves: a name for the filters and the order of a list, shown as
// one more tab. A list takes part with a StaffList and three routes:
//
//     {get, "/verwaltung/angebote/ansichten", needs(see_offers), web::of_list(offer_list,
//     &web::show_saved_views)}, {post, "/verwaltung/angebote/ansichten", needs(see_offers),
//     web::of_list(offer_list, &web::save_list_view)}, {post, "/verwaltung/angebote/ansichten/loeschen",
//     needs(see_offers),
//      web::of_list(offer_list, &web::erase_list_view)},

#include "platform/base/message_key.hpp"
#include "platform/http/form.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_list.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

// Name and value of every field that is in force in a list, as they stand in its address.
using ListFields = std::vector<std::pair<std::string, std::string>>;

struct StaffList {
    std::string_view code; // stored: never changes
    std::string_view path; // below /verwaltung/
    MessageKey title;
    // The list's own parser: everything that it does not know is left out. Whatever was stored or sent passes
    // through it before it becomes an address.
    ListFields (*read)(http::Form const& query);
    // Of a list that there is once for each of something: which of them, "ar". They share their views.
    std::string_view of = {};
};

// The address of the list, or of a page below it, with these fields.
html::Url list_url(StaffList const& list, ListFields const& fields, std::string_view page = {});

// The views of this person, by name; the first one that shows these fields is the current one.
std::vector<ListView> saved_views(Call const& call, StaffList const& list, ListFields const& shown);

// Behind those that everybody has; of two that show the same, one's own is the current one.
void add_saved_views(std::vector<ListView>& views, std::vector<ListView> const& saved);

// Where these fields get a name.
html::Url save_view_url(StaffList const& list, ListFields const& shown);

Handler of_list(StaffList const& list, http::Response (*handler)(Call&, StaffList const&));
http::Response show_saved_views(Call& call, StaffList const& list);
http::Response save_list_view(Call& call, StaffList const& list);
http::Response erase_list_view(Call& call, StaffList const& list);

} // namespace kommin::web
