#include "modules/portal/links/link_targets.hpp"

#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/base/text.hpp"
#include "platform/linkcheck/checker.hpp"
#include "platform/linkcheck/phone_number.hpp"
#include "platform/mail/mail.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::portal {

namespace {

using linkcheck::PhoneDoubt;
using linkcheck::read_phone_number;

LinkTarget target_of(Phone const& phone)
{
    auto const read = read_phone_number(phone.printed);
    if (!read.international.empty())
        return {LinkKind::phone, read.international};
    // "27-0" under its own town, with the whole number in the link.
    bool const is_known_elsewhere = read.doubt == PhoneDoubt::no_area_code
        && read_phone_number(phone.international).doubt == PhoneDoubt::none;
    return {LinkKind::phone, is_known_elsewhere ? phone.international : std::string(trim(phone.printed))};
}

LinkTarget phone_target(std::string const& printed)
{
    return target_of(Phone{printed, international_number(printed), {}});
}

bool has_scheme(std::string_view link, std::string_view scheme)
{
    return link.size() > scheme.size() && equals_ignoring_ascii_case(link.substr(0, scheme.size()), scheme);
}

// Nothing for links within the portal.
std::optional<LinkTarget> target_of(std::string_view link)
{
    if (has_scheme(link, "https://") || has_scheme(link, "http://"))
        return LinkTarget{LinkKind::web, std::string(link)};
    if (has_scheme(link, "mailto:")) {
        auto const address = link.substr(std::string_view("mailto:").size());
        return LinkTarget{LinkKind::mail, std::string(address.substr(0, address.find('?')))};
    }
    if (has_scheme(link, "tel:")) {
        auto const number = link.substr(std::string_view("tel:").size());
        auto const read = read_phone_number(number);
        return LinkTarget{
            LinkKind::phone, read.international.empty() ? std::string(trim(number)) : read.international};
    }
    return std::nullopt;
}

void add_links(
    std::vector<FoundLink>& found, std::string_view markdown, std::string_view field,
    std::string_view language)
{
    if (markdown.size() > markdown::max_bytes)
        return; // nobody sees it either
    for (auto const& link : markdown::list_links(markdown)) {
        if (auto target = target_of(link))
            found.push_back({std::move(*target), std::string(field), std::string(language)});
    }
}

void add_links(std::vector<FoundLink>& found, LocalisedText const& text, std::string_view field)
{
    add_links(found, text.source, field, {});
    for (auto const& translation : text.translations)
        add_links(found, translation.text, field, translation.language.tag());
}

// The two fields that offers and organisations have alike.
template<class Record>
void add_addresses(std::vector<FoundLink>& found, Record const& record)
{
    if (!record.website.empty())
        found.push_back({{LinkKind::web, record.website}, "website", {}});
    if (!record.email.empty())
        found.push_back({{LinkKind::mail, record.email}, "email", {}});
}

template<class Record>
int replace_addresses(Record& record, LinkTarget const& before, std::string_view after)
{
    int places = 0;
    if (before.kind == LinkKind::web && record.website == before.text) {
        record.website = after;
        ++places;
    }
    if (before.kind == LinkKind::mail && record.email == before.text) {
        record.email = after;
        ++places;
    }
    return places;
}

std::vector<FoundLink> each_once(std::vector<FoundLink> found)
{
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

// A link of the same kind to the new target; what a mail begins with stays.
std::string link_to(LinkKind kind, std::string_view after, std::string_view before)
{
    switch (kind) {
    case LinkKind::web:
        return std::string(after);
    case LinkKind::mail: {
        auto const query = before.find('?');
        return "mailto:" + std::string(after)
            + std::string(query == std::string_view::npos ? std::string_view{} : before.substr(query));
    }
    case LinkKind::phone:
        break;
    }
    return "tel:" + read_phone_number(after).international;
}

}

std::vector<FoundLink> links_of(Offer const& offer)
{
    std::vector<FoundLink> found;
    add_addresses(found, offer);
    for (auto const& phone : offer.phones)
        found.push_back({target_of(phone), "phones", {}});
    for (auto const& contact : offer.contacts) {
        if (!contact.email.empty())
            found.push_back({{LinkKind::mail, contact.email}, "contacts", {}});
        if (!contact.phone.empty())
            found.push_back({phone_target(contact.phone), "contacts", {}});
    }
    add_links(found, offer.description, "description");
    return each_once(std::move(found));
}

std::vector<FoundLink> links_of(InfoPage const& page)
{
    std::vector<FoundLink> found;
    add_links(found, page.content, "content");
    return each_once(std::move(found));
}

std::vector<FoundLink> links_of(contacts::Organisation const& organisation)
{
    std::vector<FoundLink> found;
    add_addresses(found, organisation);
    return each_once(std::move(found));
}

std::vector<FoundLink> links_of(tenants::Tenant const& tenant)
{
    std::vector<FoundLink> found;
    if (!tenant.help_phone.empty())
        found.push_back({phone_target(tenant.help_phone), "help_phone", {}});
    if (!tenant.help_email.empty())
        found.push_back({{LinkKind::mail, tenant.help_email}, "help_email", {}});
    return each_once(std::move(found));
}

LinkState first_state_of(LinkTarget const& target)
{
    switch (target.kind) {
    case LinkKind::web:
        return host_of(target).empty() ? LinkState::doubtful : LinkState::unchecked;
    case LinkKind::mail:
        return mail::is_address(target.text) ? LinkState::unchecked : LinkState::doubtful;
    case LinkKind::phone:
        break;
    }
    return read_phone_number(target.text).doubt == PhoneDoubt::none ? LinkState::ok : LinkState::doubtful;
}

std::string host_of(LinkTarget const& target)
{
    std::string host;
    switch (target.kind) {
    case LinkKind::web:
        host = linkcheck::host_of_url(target.text);
        break;
    case LinkKind::mail:
        host = '@' + linkcheck::domain_of_mail(target.text);
        break;
    case LinkKind::phone:
        break;
    }
    constexpr std::size_t longest = 254; // of a name in the DNS, and the '@': nobody answers to a longer one
    return host.size() > longest ? std::string{} : host;
}

int replace_in_markdown(std::string& text, LinkTarget const& before, std::string_view after)
{
    if (text.size() > markdown::max_bytes)
        return 0;
    auto replaced = markdown::replace_links(text, [&](std::string_view link) -> std::optional<std::string> {
        return target_of(link) == before ? std::optional(link_to(before.kind, after, link)) : std::nullopt;
    });
    if (!replaced || replaced->places == 0)
        return 0;
    text = std::move(replaced->markdown);
    return replaced->places;
}

int replace_target(Offer& offer, LinkTarget const& before, std::string_view after)
{
    int places = replace_addresses(offer, before, after);
    for (auto& phone : offer.phones) {
        if (before.kind != LinkKind::phone || target_of(phone) != before)
            continue;
        phone.printed = after;
        phone.international = read_phone_number(after).international;
        ++places;
    }
    for (auto& contact : offer.contacts) {
        if (before.kind == LinkKind::mail && contact.email == before.text) {
            contact.email = after;
            ++places;
        }
        if (before.kind == LinkKind::phone && !contact.phone.empty()
            && phone_target(contact.phone) == before) {
            contact.phone = after;
            ++places;
        }
    }
    return places + replace_in_markdown(offer.description.source, before, after);
}

int replace_target(contacts::Organisation& organisation, LinkTarget const& before, std::string_view after)
{
    return replace_addresses(organisation, before, after);
}

int replace_target(tenants::Tenant& tenant, LinkTarget const& before, std::string_view after)
{
    int places = 0;
    if (before.kind == LinkKind::mail && tenant.help_email == before.text) {
        tenant.help_email = after;
        ++places;
    }
    if (before.kind == LinkKind::phone && !tenant.help_phone.empty()
        && phone_target(tenant.help_phone) == before) {
        tenant.help_phone = after;
        ++places;
    }
    return places;
}

} // namespace kommin::portal
