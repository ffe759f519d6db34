#include "modules/adoption/concepts/package_demo.hpp"

#include "modules/adoption/concepts/issuing.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::adoption {

namespace {

constexpr std::string_view demo_name = "Integrationskonzept des Kreises";
constexpr std::string_view packages_file = "packages.json"; // a folder may have one
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

// The package of the demonstration while a municipality takes over from it, and gets another version.
class LoadedAdoption {
public:
    LoadedAdoption(demo::Demo& demo, AdoptionRules const& rules)
        : demo_(demo)
        , rules_(rules)
        , file_(demo.files.json(std::string(packages_file)))
    {
        demo::check_shape(file_, {.lists = {"reworded"}, .objects = {"adopted"}}, packages_file, {});
    }

    void adopt(PackageId package)
    {
        auto const* adopted = file_.find("adopted");
        if (adopted == nullptr)
            return;
        demo::check_shape(
            *adopted, {.texts = {"municipality"}, .lists = {"goals", "measures"}}, packages_file, "adopted");
        auto& work = demo_.work;
        auto const slug = demo::text_at(*adopted, "municipality");
        auto const view
            = find_adoption_view(work.db(), work.tenant(), work.actor(), package, slug, work.today());
        if (!view)
            refuse("municipality " + slug);
        PartChoices choices;
        for (auto const& title : demo::texts_in(*adopted, "goals", packages_file, slug))
            choices.emplace(part_called(*view, ItemKind::goal, title), PartChoice::take);
        for (auto const& title : demo::texts_in(*adopted, "measures", packages_file, slug))
            choices.emplace(part_called(*view, ItemKind::measure, title), PartChoice::take);
        demo::loaded(adopt_parts(work, rules_, package, slug, choices, view->digest), packages_file, slug);
        ++demo_.counts["adoptions"];
    }

    // What the Kreis says otherwise since: whether the next version says anything new.
    bool reword()
    {
        auto& work = demo_.work;
        auto const changes = demo::list_at(file_, "reworded");
        for (auto const& change : changes) {
            auto const title = demo::text_at(change, "goal");
            demo::check_shape(change, {.texts = {"goal", "text"}}, packages_file, title);
            auto const goals = goals::list_goals_of_owner(work.db(), work.tenant(), std::nullopt);
            auto const goal = std::ranges::find(goals, title, &goals::Goal::title);
            if (goal == goals.end())
                refuse("goal " + title);
            goals::GoalWords const words{
                .kind = goal->kind,
                .number = goal->number,
                .title = goal->title,
                .text = demo::text_at(change, "text"),
                .reasons = goal->reasons,
                .panel = goal->panel,
                .parent = goal->parent,
                .weight = goal->weight};
            demo::loaded(goals::reword_goal(work, goal->id, words), packages_file, title);
        }
        return !changes.empty();
    }

private:
    [[noreturn]] static void refuse(std::string const& what)
    {
        throw std::runtime_error("demonstration: " + std::string(packages_file) + ": no " + what);
    }
    static std::string part_called(AdoptionView const& view, ItemKind kind, std::string const& title)
    {
        auto const found = std::ranges::find_if(view.lines, [&](PartLine const& line) {
            return line.theirs.kind == kind && line.theirs.title() == title;
        });
        if (found == view.lines.end())
            refuse("part " + title);
        return found->theirs.key;
    }

    demo::Demo& demo_;
    AdoptionRules const& rules_;
    json::Value file_;
};

PackageId give_out(demo::Demo& demo, SigningKey const& key, records::Fields const& fields)
{
    auto& work = demo.work;
    auto const draft = demo::loaded(
        draft_package(work.db(), work.tenant(), work.actor(), work.today(), fields), demo_name, "draft");
    auto const package = demo::loaded(
        issue_package(work, key(), fields, {draft.digest, std::string(demo_name)}), demo_name, "package");
    ++demo.counts["packages"];
    return package;
}

}

void load_packages(demo::Demo& demo, SigningKey const& key, AdoptionRules const& rules)
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
    auto const package = give_out(demo, key, fields);
    link_who_took_over(work, package);
    if (!demo.files.has(packages_file))
        return;
    LoadedAdoption adoption(demo, rules);
    adoption.adopt(package);
    if (!adoption.reword())
        return;
    fields.set(issue_field::code, load_package(work.db(), work.tenant(), package).value().code);
    give_out(demo, key, fields);
}

} // namespace kommin::adoption
