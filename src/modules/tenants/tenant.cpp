#include "modules/tenants/tenant.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

namespace kommin::tenants {

namespace {

OrganisationalUnit const* find_unit(std::vector<OrganisationalUnit> const& units, UnitId id)
{
    auto const found = std::ranges::find(units, id, &OrganisationalUnit::id);
    return found == units.end() ? nullptr : &*found;
}

}

std::vector<Language> target_languages(Tenant const& tenant)
{
    std::vector<Language> languages;
    for (auto const& choice : tenant.languages) {
        if (choice.language != tenant.source_language)
            languages.push_back(choice.language);
    }
    return languages;
}

i18n::Zone zone_of(Tenant const& tenant)
{
    auto zone = i18n::Zone::find(tenant.zone);
    if (!zone)
        throw std::runtime_error("tenant " + tenant.slug + ": unknown time zone " + tenant.zone);
    return std::move(*zone);
}

std::string site_address(Tenant const& tenant, std::string_view base_url)
{
    auto const scheme = base_url.find("://");
    auto const host = scheme == std::string_view::npos ? std::string_view{} : base_url.substr(scheme + 3);
    bool const is_of_others
        = !tenant.hosts.empty() && std::ranges::find(tenant.hosts, host) == tenant.hosts.end();
    if (is_of_others && base_url.starts_with("http://"))
        return {}; // an installation without encryption has one address that can be known
    return is_of_others ? "https://" + tenant.hosts.front() : std::string(base_url);
}

std::vector<Language> Tenant::fallbacks_of(Language wanted) const
{
    std::vector<Language> chain;
    for (auto current = wanted; chain.size() < languages.size();) {
        auto const choice
            = std::find_if(languages.begin(), languages.end(), [&](LanguageChoice const& candidate) {
                  return candidate.language == current;
              });
        if (choice == languages.end() || !choice->fallback)
            break;
        current = *choice->fallback;
        // A circle in the configuration must not make anybody wait.
        if (current == wanted || std::find(chain.begin(), chain.end(), current) != chain.end())
            break;
        chain.push_back(current);
    }
    return chain;
}

bool Tenant::offers(Language language) const
{
    return std::any_of(languages.begin(), languages.end(), [&](LanguageChoice const& choice) {
        return choice.language == language;
    });
}

Body const* TenantWithBodies::find_body(std::string_view slug) const
{
    auto const found
        = std::find_if(bodies.begin(), bodies.end(), [&](Body const& body) { return body.slug == slug; });
    return found == bodies.end() ? nullptr : &*found;
}

Body const* TenantWithBodies::find_body(BodyId id) const
{
    auto const found
        = std::find_if(bodies.begin(), bodies.end(), [&](Body const& body) { return body.id == id; });
    return found == bodies.end() ? nullptr : &*found;
}

OrganisationalUnit const* TenantWithBodies::immigration_office_of(Body const& municipality, Date day) const
{
    OrganisationalUnit const* of_district = nullptr;
    for (auto const& unit : units) {
        if (unit.kind != UnitKind::immigration_office || unit.name_on(day) == nullptr)
            continue;
        if (unit.body == municipality.id)
            return &unit;
        if (auto const* body = find_body(unit.body); body != nullptr && body->kind == BodyKind::district)
            of_district = &unit;
    }
    return of_district;
}

std::vector<UnitId> with_units_below(std::vector<OrganisationalUnit> const& units, UnitId top)
{
    std::multimap<std::string_view, OrganisationalUnit const*> below; // by the key of what is above
    for (auto const& unit : units) {
        if (!unit.parent.empty())
            below.emplace(unit.parent, &unit);
    }
    std::set<UnitId> found{top};
    std::vector<OrganisationalUnit const*> waiting;
    if (auto const* unit = find_unit(units, top))
        waiting.push_back(unit);
    while (!waiting.empty()) {
        auto const [first, last] = below.equal_range(waiting.back()->key);
        waiting.pop_back();
        for (auto one = first; one != last; ++one) {
            if (found.insert(one->second->id).second)
                waiting.push_back(one->second);
        }
    }
    return {found.begin(), found.end()};
}

std::vector<UnitId> with_units_above(
    std::vector<OrganisationalUnit> const& units, std::vector<UnitId> const& below)
{
    std::map<std::string_view, OrganisationalUnit const*> by_key;
    for (auto const& unit : units)
        by_key.emplace(unit.key, &unit);
    std::set<UnitId> found(below.begin(), below.end());
    for (auto const id : below) {
        auto const* unit = find_unit(units, id);
        while (unit != nullptr && !unit->parent.empty()) {
            auto const above = by_key.find(unit->parent);
            if (above == by_key.end() || !found.insert(above->second->id).second)
                break; // whoever found it goes on from there
            unit = above->second;
        }
    }
    return {found.begin(), found.end()};
}

UnitName const* OrganisationalUnit::name_on(Date day) const
{
    auto const covers = [&](UnitName const& name) {
        // A partial end date covers its whole period: "until 2008" includes December.
        auto const ended = [&](PartialDate const& end) {
            if (auto const full = end.full())
                return *full < day;
            if (end.month())
                return Date{end.year(), *end.month(), std::chrono::day{31}} < day;
            return end.year() < day.year();
        };
        return (!name.valid_from || name.valid_from->first_possible_day() <= day)
            && (!name.valid_to || !ended(*name.valid_to));
    };
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        if (covers(*name))
            return &*name;
    }
    return nullptr;
}

} // namespace kommin::tenants
