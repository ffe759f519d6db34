#include "modules/tenants/demo.hpp"

#include "platform/i18n/texts.hpp"

#include <stdexcept>
#include <string>

namespace kommin::tenants {

NewDistrict read_demo_district(demo::Files const& files)
{
    auto read = read_district(files.directory());
    check_demo(read.problems);
    auto& district = read.district;
    district.tenant.is_demonstration = true;
    auto const places = files.json("places.json"); // translated beside, hence not in the table
    for (auto& municipality : district.municipalities) {
        if (auto const* place = places.find(municipality.slug))
            municipality.intro = demo::text_at(*place, "intro");
    }
    return std::move(district);
}

void check_demo(FolderProblems const& problems)
{
    if (!problems.empty())
        throw std::runtime_error(
            "demonstration: " + sentence_of(problems.front(), i18n::Texts::of(Language::german())));
}

} // namespace kommin::tenants
