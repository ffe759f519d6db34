#include "modules/tenants/changing.hpp"

#include "modules/tenants/directory.hpp"
#include "modules/tenants/tenant_store.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace kommin::tenants {

namespace {

// "integrationsbuero", where another has that "integrationsbuero-2".
std::string free_key(std::vector<OrganisationalUnit> const& units, std::string_view name)
{
    auto word = slugify(name);
    if (word.empty())
        word = "stelle"; // a name in a script that gives no word
    auto key = word;
    for (int number = 2; std::ranges::find(units, key, &OrganisationalUnit::key) != units.end(); ++number)
        key = word + '-' + std::to_string(number);
    return key;
}

}

void change_intro(Work& work, BodyId id, std::string_view intro)
{
    update_intro(work.db(), work.tenant(), id, intro, work.now());
    work.publish(published_as);
}

void change_district(Work& work, BodyId id, std::string_view intro, Tenant const& tenant)
{
    update_help(work.db(), tenant);
    change_intro(work, id, intro);
}

void change_unit(Work& work, OrganisationalUnit const& unit)
{
    update_unit(work.db(), work.tenant(), unit);
    work.publish(published_as);
}

UnitId add_unit(Work& work, OrganisationalUnit unit)
{
    unit.key = free_key(
        list_units(work.db(), work.tenant()),
        unit.names.empty() ? std::string_view{} : std::string_view(unit.names.front().name));
    auto const id = insert_unit(work.db(), work.tenant(), unit);
    work.publish(published_as);
    return id;
}

} // namespace kommin::tenants
