#pragma once
// Where records of the portal lead to: web addresses, mail addresses and telephone numbers, in fields of
// their own and in texts.

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/info_page.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/strong_id.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using LinkId = StrongId<struct LinkTag>;

enum class LinkKind : std::uint8_t { web, mail, phone };
inline constexpr std::array<std::string_view, 3> link_kind_names{"web", "mail", "phone"};
inline std::string_view to_text(LinkKind kind)
{
    return name_of(link_kind_names, kind);
}
inline bool from_text(std::string_view text, LinkKind& kind)
{
    return read_name(link_kind_names, text, kind);
}

// What is known of a target.
enum class LinkState : std::uint8_t {
    unchecked,
    ok, // of a telephone number: it can be one
    moved, // for good, to another address
    gone, // its server says that there is nothing
    unreachable,
    refused, // somebody is there, but this program cannot see
    doubtful, // it cannot be right as it is written
};
inline constexpr std::array<std::string_view, 7> link_state_names{"unchecked",   "ok",      "moved",   "gone",
                                                                  "unreachable", "refused", "doubtful"};
inline std::string_view to_text(LinkState state)
{
    return name_of(link_state_names, state);
}
inline bool from_text(std::string_view text, LinkState& state)
{
    return read_name(link_state_names, text, state);
}

struct LinkTarget {
    LinkKind kind = LinkKind::web;
    std::string text; // "https://…", "info@kreis.example", "+492303270" or the number as it is printed
    friend auto operator<=>(LinkTarget const&, LinkTarget const&) = default;
};

// A target with the place in its record.
struct FoundLink {
    LinkTarget target;
    std::string field; // as in flat_offer.hpp; of a place as in place_editing.hpp
    std::string language; // of a translation; empty: the source
    friend auto operator<=>(FoundLink const&, FoundLink const&) = default;
};
// Each once, ascending.
std::vector<FoundLink> links_of(Offer const& offer);
std::vector<FoundLink> links_of(InfoPage const& page);
std::vector<FoundLink> links_of(contacts::Organisation const& organisation);
// Whom to turn to in the district: at the foot of every public page.
std::vector<FoundLink> links_of(tenants::Tenant const& tenant);

// What its letters and digits say before anybody is asked.
LinkState first_state_of(LinkTarget const& target);
// Whoever is asked about it: the host in small letters, "@" and the domain; empty for telephone numbers.
std::string host_of(LinkTarget const& target);

// Puts another target where the offer leads to this one, in its fields and in the links of its description;
// the number of places. Translations stay as they are.
int replace_target(Offer& offer, LinkTarget const& before, std::string_view after);
int replace_target(contacts::Organisation& organisation, LinkTarget const& before, std::string_view after);
int replace_target(tenants::Tenant& tenant, LinkTarget const& before, std::string_view after);
// The same in one Markdown text: where its links lead, never in its words. 0 and no change also where one of
// them is spelled in a way that only people can change.
int replace_in_markdown(std::string& text, LinkTarget const& before, std::string_view after);

} // namespace kommin::portal
