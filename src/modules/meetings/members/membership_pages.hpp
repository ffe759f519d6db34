#pragma once
// The pages on which people are put on seats and leave them, and how members are shown elsewhere.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/members/membership_editing.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view memberships_path = "mitgliedschaften";
inline constexpr std::string_view fill_page = "besetzen"; // below a seat

html::Url membership_url(MembershipId id);
html::Url membership_url(MembershipId id, std::string_view page);

// What stands for somebody whose name this person may not read.
std::string_view name_of_person(
    contacts::NamedPeople const& people, contacts::PersonId id, i18n::Texts const& texts);

web::RecordForm membership_record_form(i18n::Texts const& texts);

// Who is to be put on a seat: those who were found, or somebody new.
struct FillPage {
    Panel const& panel;
    Seat const& seat;
    records::Fields const& fields;
    contacts::FoundPeople const& found;
    bool was_searched; // for whom there may be nobody
    bool may_add; // people of the panel's owner
    std::string form_key;
    std::vector<Problem> problems = {};
};
http::Response fill_seat_page(web::Call const& call, FillPage const& page);

struct MembershipFormPage {
    EditedMembership const& edited;
    std::string_view name; // as of name_of_person()
    bool is_seen; // whether this person may open the page of whom it is
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response membership_form_page(web::Call const& call, MembershipFormPage const& page);

} // namespace kommin::meetings
