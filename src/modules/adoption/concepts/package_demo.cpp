#include "modules/adoption/concepts/package_demo.hpp"

#include "modules/adoption/concepts/issuing.hpp"
#include "platform/demo/parts.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::adoption {

namespace {

constexpr std::string_view demo_name = "Integrationskonzept des Kreises";
constexpr int most_advice = 100;
constexpr int most_applications = 1000;

// To the advice about taking it over, and to what those who were advised have applied for.
void link_who_took_over(Work& work, PackageId package)
{
    std::set<tenants::BodyId> advised;
    for (auto const& advice :
         meetings::list_advice_on_adoption(work.db(), work.tenant(), work.actor(), most_advice)) {
        demo::loaded(
            link_package(work, package, {.id = {}, .code = {}, .advice = advice.id, .application = {}}),
            demo_name, advice.title);
        if (advice.body)
            advised.insert(*advice.body);
    }
    for (auto const& application :
         funding::list_named_applications(work.db(), work.tenant(), work.actor(), most_applications)) {
        if (application.body && advised.contains(*application.body))
            demo::loaded(
                link_package(
                    work, package, {.id = {}, .code = {}, .advice = {}, .application = application.id}),
                demo_name, application.title);
    }
}

}

void load_packages(demo::Demo& demo, SigningKey const& key)
{
    auto& work = demo.work;
    records::Fields::Values chosen;
    for (auto const& panel : list_fields_to_issue(work.db(), work.tenant(), work.today()))
        chosen.push_back(std::to_string(panel.id.value));
    if (chosen.empty())
        return;
    records::Fields fields;
    fields.set(issue_field::name, std::string(demo_name));
    fields.set(issue_field::fields, std::move(chosen));
    fields.set(
        issue_field::parts,
        records::Fields::Values{
            std::string(part_name::goals), std::string(part_name::measures),
            std::string(part_name::checklists), std::string(part_name::letters)});
    fields.set(issue_field::serves, std::string(said));
    fields.set(issue_field::read, std::string(said));
    auto const draft = demo::loaded(
        draft_package(work.db(), work.tenant(), work.actor(), work.today(), fields), demo_name, "draft");
    auto const package = demo::loaded(
        issue_package(work, key(), fields, {draft.digest, std::string(demo_name)}), demo_name, "package");
    ++demo.counts["packages"];
    link_who_took_over(work, package);
}

} // namespace kommin::adoption
