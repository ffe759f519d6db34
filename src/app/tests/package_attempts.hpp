#pragma once
// Concept packages as stories make them, and their use cases with the right that each asks for.

#include "app/tests/funding_attempts.hpp"
#include "app/tests/measure_attempts.hpp"
#include "app/tests/use_case_attempt.hpp"
#include "modules/adoption/testing.hpp"
#include "modules/meetings/testing.hpp"
#include "modules/steering/testing.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/fields.hpp"

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

// Of another district: a conference with a field of action, a goal and a measure in it.
inline adoption::ConceptPackage package_called(std::string const& name)
{
    using namespace adoption;
    auto const part
        = [](ItemKind kind, std::initializer_list<std::pair<std::string_view, std::string>> words) {
              Item item{.kind = kind, .key = item_key(kind, 1), .fields = {}};
              for (auto const& [field, value] : words)
                  item.fields.set(field, value);
              return item;
          };
    ConceptPackage package;
    package.code = crypto::base64url(crypto::sha256_hex(name).substr(0, 16));
    package.name = "Paket " + name;
    package.issuer = "Kreis Anderswo";
    package.day = std::chrono::year(2026) / std::chrono::November / 20;
    package.items
        = {part(ItemKind::panel, {{"kind", "conference"}, {"name", "Konferenz " + name}}),
           part(ItemKind::goal, {{"kind", "guiding"}, {"title", "Leitziel " + name}, {"text", "Zusammen."}})};
    auto field = part(
        ItemKind::panel, {{"kind", "field_of_action"}, {"name", "Feld " + name}, {"parent", "panel-1"}});
    field.key = item_key(ItemKind::panel, 2);
    package.items.insert(package.items.begin() + 1, field);
    package.items.push_back(
        part(ItemKind::measure, {{"title", "Vorhaben " + name}, {"panel", "panel-2"}, {"goals", "goal-1"}}));
    return package;
}
inline crypto::Key key_of_others(char letter = 'k')
{
    return crypto::Key::of(std::string(crypto::Key::size, letter)).value();
}
inline std::string file_of_package(adoption::ConceptPackage const& package, char key = 'k')
{
    return adoption::write_package_file(package, key_of_others(key));
}
inline Result<adoption::PackageId> package_of(Work& work, std::string const& name)
{
    return adoption::take_in_package(work, {}, file_of_package(package_called(name)), {});
}

// What somebody who opens the page of taking over sees of it.
inline std::string seen_of(Work& work, adoption::PackageId package, std::string_view town)
{
    auto const view
        = adoption::find_adoption_view(work.db(), work.tenant(), work.actor(), package, town, work.today());
    return view ? view->digest : std::string{};
}

// All of it is of Aalfeld, but that packages are the whole district's.
template<class DoWork>
void add_package_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace adoption;
    auto const package = *do_work([](Work& work) { return package_of(work, "eins"); });
    auto const application = *do_work([](Work& work) { return application_of(work, "aalfeld", "Paket"); });
    AdoptionLink const link{.id = {}, .code = {}, .advice = {}, .application = application};
    static_cast<void>(do_work([&](Work& work) { return link_package(work, package, link); }));
    auto const panel = *do_work([](Work& work) {
        return meetings::add_worded_panel(
            work, "aalfeld", {.kind = meetings::PanelKind::council, .name = "Rat der Worte"}, "x", "x");
    });
    auto const goal = *do_work([](Work& work) {
        return goals::add_worded_goal(
            work, {.owner = "aalfeld", .words = {.title = "Worte"}, .serves = {}, .source = {}}, "x");
    });
    auto const measure = *do_work([](Work& work) { return measure_of(work, "aalfeld", "Worte"); });
    auto const step = *do_work([](Work& work) -> Result<steering::StepId> {
        records::Fields fields;
        fields.set("body", "aalfeld");
        fields.set("year", "2040");
        auto const year = TRY(steering::open_year(work, fields));
        return steering::list_steps(work.db(), work.tenant(), year).front().step.id;
    });
    all.push_back(
        {"take_in_package",
         adopt_packages,
         [](Work& work) { return without_value(package_of(work, "zwei")); },
         {},
         true});
    all.push_back({"issue_package", issue_packages, [](Work& work) {
                       records::Fields fields;
                       fields.set(issue_field::name, "Konzept");
                       return without_value(issue_package(work, key_of_others(), fields, {"x", "x"}));
                   }});
    all.push_back({"adopt_parts", adopt_packages, [package](Work& work) {
                       return without_value(adopt_parts(
                           work, {}, package, "aalfeld", {{"goal-1", PartChoice::keep}},
                           seen_of(work, package, "aalfeld")));
                   }});
    all.push_back({"link_package", adopt_packages, [package, link](Work& work) {
                       return link_package(work, package, link);
                   }});
    all.push_back({"unlink_package", adopt_packages, [package](Work& work) {
                       auto const stored = load_package(work.db(), work.tenant(), package);
                       auto const links = list_links(work.db(), work.tenant(), stored->code);
                       return unlink_package(work, package, links.front().id);
                   }});
    all.push_back(
        {"add_worded_panel", meetings::edit_panels,
         [](Work& work) {
             return without_value(meetings::add_worded_panel(
                 work, "aalfeld", {.kind = meetings::PanelKind::council, .name = "Neu"}, {}, "y"));
         },
         "body"});
    all.push_back({"reword_panel", meetings::edit_panels, [panel](Work& work) {
                       return meetings::reword_panel(
                           work, panel, {.kind = meetings::PanelKind::council, .name = "Anders"}, nullptr);
                   }});
    all.push_back(
        {"add_worded_goal", goals::edit_goals,
         [](Work& work) {
             return without_value(goals::add_worded_goal(
                 work, {.owner = "aalfeld", .words = {.title = "Neu"}, .serves = {}, .source = {}}, "y"));
         },
         "body"});
    all.push_back({"reword_goal", goals::edit_goals, [goal](Work& work) {
                       return goals::reword_goal(work, goal, {.title = "Anders"});
                   }});
    all.push_back(
        {"add_worded_measure", goals::edit_measures,
         [measure](Work& work) {
             auto const panel_of = goals::load_measure(work.db(), work.tenant(), measure.id)->panel;
             goals::NewMeasure const wanted{
                 .owner = "aalfeld", .words = {.title = "Neu", .panel = panel_of}, .source = {}};
             return without_value(goals::add_worded_measure(work, wanted, "y"));
         },
         "body"});
    all.push_back({"reword_measure", goals::edit_measures, [measure](Work& work) {
                       return goals::reword_measure(work, measure.id, {.title = "Anders"});
                   }});
    all.push_back({"add_step_lines", steering::edit_years, [step](Work& work) {
                       return steering::add_step_lines(work, step, {"Noch eine Zeile"});
                   }});
}

} // namespace kommin::app
