#include "modules/portal/editing/locations.hpp"

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/location_store.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/i18n/language.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 3> location_order_words{"name", "gemeinde", "angebote"};
constexpr std::string_view of_the_district = "kreis";
constexpr int most_location_pages = 200;
constexpr std::size_t longest_location_search = 100;
constexpr std::size_t locations_at_once = 1'000;

bool is_digit(char sign)
{
    return sign >= '0' && sign <= '9';
}

// "Rathaus-Str. 1 a" and "Rathausstraße 1a": streets are spelled with dots, hyphens and spaces or without
// them. A space between digits says something: "Haus 1 1" is not "Haus 11".
std::string spelled_street(std::string_view street)
{
    auto const folded = search::folded_text(street);
    std::string spelled;
    for (auto const word : split(folded, ' ')) {
        if (!spelled.empty() && !word.empty() && is_digit(spelled.back()) && is_digit(word.front()))
            spelled += ' ';
        spelled += word;
        if (word.ends_with("str"))
            spelled += "asse";
    }
    return spelled;
}

// A location while its rows are gathered.
struct Gathered {
    LocationLine line;
    std::map<std::pair<std::string, std::string>, std::int64_t> spellings; // street and city
    std::vector<contacts::OrganisationId> organisations;
    std::vector<std::optional<tenants::BodyId>> bodies;
    std::string name_key, place_key; // of the collation: compared often, made once
};

template<class T>
void add_once(std::vector<T>& values, T const& value)
{
    if (std::ranges::find(values, value) == values.end())
        values.push_back(value);
}

std::vector<Gathered> gather_locations(db::Connection& db, TenantId tenant, Actor const& actor)
{
    std::unordered_map<std::string, std::size_t> known;
    std::vector<Gathered> all;
    for (auto& row : list_addresses(db, tenant, actor.where(see_offers))) {
        auto const [at, is_new]
            = known.try_emplace(location_key(row.street, row.postal_code, row.city), all.size());
        if (is_new)
            all.emplace_back();
        auto& one = all[at->second];
        if (is_new) {
            one.line.first = row.first;
            one.line.postal_code = row.postal_code;
        }
        one.line.first = std::min(one.line.first, row.first);
        one.line.offers += row.offers;
        one.spellings[{std::move(row.street), std::move(row.city)}] += row.offers;
        if (row.organisation)
            add_once(one.organisations, *row.organisation);
        add_once(one.bodies, row.place());
    }
    for (auto& one : all) {
        auto const most = std::ranges::max_element(
            one.spellings, {}, [](auto const& spelling) { return spelling.second; });
        one.line.street = most->first.first;
        one.line.city = most->first.second;
        one.line.spellings = std::ssize(one.spellings);
    }
    return all;
}

void keep_what_is_asked_for(
    std::vector<Gathered>& all, LocationFilter const& filter, std::vector<tenants::Body> const& bodies)
{
    if (auto const words = search::folded_text(filter.text); !words.empty()) {
        std::erase_if(all, [&](Gathered const& one) {
            return std::ranges::none_of(one.spellings, [&](auto const& spelling) {
                auto const name
                    = location_name(spelling.first.first, one.line.postal_code, spelling.first.second);
                return search::folded_text(name).find(words) != std::string::npos;
            });
        });
    }
    if (filter.place.empty())
        return;
    std::optional<tenants::BodyId> wanted;
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality && body.slug == filter.place)
            wanted = body.id;
    }
    bool const is_a_place = wanted || filter.place == of_the_district;
    std::erase_if(all, [&](Gathered const& one) {
        return !is_a_place || std::ranges::find(one.bodies, wanted) == one.bodies.end();
    });
}

void name_places(
    std::vector<Gathered>& all, std::vector<tenants::Body> const& bodies, i18n::Collator const& collator)
{
    std::unordered_map<tenants::BodyId, std::string> names;
    for (auto const& body : bodies)
        names.emplace(body.id, body.name);
    for (auto& one : all) {
        for (auto const& body : one.bodies)
            one.line.places.push_back(body ? names[*body] : std::string{});
        std::ranges::sort(one.line.places, [&](std::string const& left, std::string const& right) {
            return collator.is_before(left, right);
        });
    }
}

void put_in_order(std::vector<Gathered>& all, LocationFilter const& filter, i18n::Collator const& collator)
{
    for (auto& one : all) {
        one.name_key = collator.sort_key(one.line.name());
        if (filter.order == LocationOrder::place)
            one.place_key = collator.sort_key(one.line.places.front());
    }
    std::ranges::sort(all, [&](Gathered const& one, Gathered const& other) {
        auto const& left = filter.descending ? other : one;
        auto const& right = filter.descending ? one : other;
        if (filter.order == LocationOrder::offers && left.line.offers != right.line.offers)
            return left.line.offers < right.line.offers;
        return std::tie(left.place_key, left.name_key, left.line.first.value)
            < std::tie(right.place_key, right.name_key, right.line.first.value);
    });
}

std::vector<Gathered> wanted_locations(
    db::Connection& db, TenantId tenant, Actor const& actor, LocationFilter const& filter)
{
    auto const bodies = tenants::list_bodies(db, tenant);
    auto const& collator = i18n::Collator::of(tenants::find_tenant(db, tenant)->source_language);
    auto all = gather_locations(db, tenant, actor);
    keep_what_is_asked_for(all, filter, bodies);
    name_places(all, bodies, collator);
    put_in_order(all, filter, collator);
    return all;
}

std::vector<LocationLine> named_lines(
    db::Connection& db, TenantId tenant, std::vector<Gathered>& all, std::size_t begin, std::size_t count)
{
    auto const end = std::min(all.size(), begin + count);
    std::vector<contacts::OrganisationId> ids;
    for (auto i = begin; i < end; ++i)
        ids.insert(ids.end(), all[i].organisations.begin(), all[i].organisations.end());
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    auto const organisations = contacts::list_organisations(db, tenant, ids);
    std::vector<LocationLine> lines;
    for (auto i = begin; i < end; ++i) {
        auto& line = lines.emplace_back(std::move(all[i].line));
        for (auto const id : all[i].organisations)
            line.organisations.push_back(organisations.at(id).name);
        std::ranges::sort(line.organisations);
    }
    return lines;
}

}

std::string location_key(std::string_view street, std::string_view postal_code, std::string_view city)
{
    // No folded text has a line feed.
    return std::string(postal_code) + '\n' + search::folded_text(city) + '\n' + spelled_street(street);
}

std::string location_name(std::string_view street, std::string_view postal_code, std::string_view city)
{
    std::string town(postal_code);
    if (!town.empty() && !city.empty())
        town += ' ';
    town += city;
    std::string name(street);
    if (!name.empty() && !town.empty())
        name += ", ";
    return name + town;
}

std::string_view word_of(LocationOrder order)
{
    return location_order_words.at(static_cast<std::size_t>(order));
}

LocationFilter LocationFilter::parse(http::Form const& query)
{
    LocationFilter filter;
    filter.text = truncate_utf8(trim(query.value("t")), longest_location_search);
    if (auto const place = query.value("gemeinde"); is_slug(place))
        filter.place = place;
    for (std::size_t i = 0; i < location_order_words.size(); ++i) {
        if (query.value("nach") == location_order_words.at(i))
            filter.order = static_cast<LocationOrder>(i);
    }
    filter.descending = query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_location_pages));
    return filter;
}

std::vector<std::pair<std::string, std::string>> LocationFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!text.empty())
        fields.emplace_back("t", text);
    if (!place.empty())
        fields.emplace_back("gemeinde", place);
    if (order != LocationOrder::name)
        fields.emplace_back("nach", word_of(order));
    if (descending)
        fields.emplace_back("ab", "1");
    return fields;
}

bool LocationFilter::narrows() const
{
    return !text.empty() || !place.empty();
}

LocationOverview list_locations_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, LocationFilter const& filter)
{
    auto all = wanted_locations(db, tenant, actor, filter);
    auto const count = std::ssize(all);
    auto const size = static_cast<std::size_t>(LocationOverview::lines_per_page);
    auto const begin = std::min(all.size(), static_cast<std::size_t>(filter.page - 1) * size);
    return {named_lines(db, tenant, all, begin, size), count};
}

void export_locations_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, LocationFilter const& filter,
    std::function<bool(std::vector<LocationLine> const&)> const& take)
{
    auto all = wanted_locations(db, tenant, actor, filter);
    for (std::size_t begin = 0; begin < all.size(); begin += locations_at_once) {
        if (!take(named_lines(db, tenant, all, begin, locations_at_once)))
            return;
    }
}

std::optional<Location> find_location(db::Connection& db, TenantId tenant, Actor const& actor, OfferId id)
{
    auto const named_by = find_edited_offer(db, tenant, id, actor);
    if (!named_by)
        return std::nullopt;
    auto const& address = named_by->offer.address;
    Location location{
        .named_by = id,
        .street = address.street,
        .postal_code = address.postal_code,
        .city = address.city,
        .offers = {}};
    auto const key = location_key(address.street, address.postal_code, address.city);
    bool is_among_them = false;
    for (auto const& row :
         list_offers_of_postal_code(db, tenant, actor.where(see_offers), address.postal_code)) {
        if (location_key(row.street, address.postal_code, row.city) != key)
            continue;
        is_among_them = is_among_them || row.id == id;
        if (location.offers.size() == Location::most_offers)
            ++location.left_out;
        else if (auto edited = find_edited_offer(db, tenant, row.id, actor))
            location.offers.push_back(std::move(*edited));
    }
    return is_among_them ? std::optional(std::move(location)) : std::nullopt;
}

} // namespace kommin::portal
