#include "modules/contacts/organisation_details.hpp"

#include "platform/base/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <utility>

namespace kommin::contacts {

namespace {

constexpr std::array<MessageKey, 10> kind_labels{
    "organisation.kind.unknown"_msg,     "organisation.kind.administration"_msg,
    "organisation.kind.welfare"_msg,     "organisation.kind.migrant_organisation"_msg,
    "organisation.kind.association"_msg, "organisation.kind.education"_msg,
    "organisation.kind.religious"_msg,   "organisation.kind.politics"_msg,
    "organisation.kind.economy"_msg,     "organisation.kind.other"_msg};

// The label ends at the first colon that a blank follows: "Postfach 10:30" has none.
OrganisationAddress read_line(PlaceKind kind, std::string_view typed)
{
    auto const line = records::one_line(typed);
    auto const colon = line.find(": ");
    if (colon == std::string::npos || colon == 0)
        return {kind, {}, line};
    return {kind, std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 2)))};
}

}

MessageKey label_of(OrganisationKind kind)
{
    return kind_labels.at(static_cast<std::size_t>(kind));
}

MessageKey label_of(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::visit:
        return "organisation.field.visit"_msg;
    case PlaceKind::post:
        return "organisation.field.post"_msg;
    case PlaceKind::branch:
        break;
    }
    return "organisation.field.branch"_msg;
}

std::vector<OrganisationAddress> read_organisation_addresses(PlaceKind kind, std::string_view lines)
{
    constexpr std::size_t enough = 100; // of a list that was pasted by mistake the rest is not even read
    std::vector<OrganisationAddress> addresses;
    for (auto const line : split(lines, '\n')) {
        if (addresses.size() == enough)
            break;
        auto address = read_line(kind, line);
        if (!address.address.empty() && std::ranges::find(addresses, address) == addresses.end())
            addresses.push_back(std::move(address));
    }
    return addresses;
}

std::string lines_of(std::vector<OrganisationAddress> const& addresses, PlaceKind kind)
{
    std::string lines;
    for (auto const& address : addresses) {
        if (address.kind != kind)
            continue;
        lines += lines.empty() ? "" : "\n";
        lines += address.label.empty() ? address.address : address.label + ": " + address.address;
    }
    return lines;
}

std::vector<std::string> known_tags(std::vector<std::string> const& tags)
{
    std::vector<std::string> known;
    for (auto const language : i18n::known_languages()) {
        if (std::ranges::find(tags, language.tag()) != tags.end())
            known.emplace_back(language.tag());
    }
    return known;
}

} // namespace kommin::contacts
