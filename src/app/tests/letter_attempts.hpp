#pragma once
// Templates of letters as stories make them, and their use cases with the right that each asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/goals/module.hpp"
#include "modules/letters/testing.hpp"
#include "modules/tenants/api.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

inline constexpr std::string_view asked_letter = "goals.inventory.request";

inline letters::LetterKinds kinds_of_goals()
{
    return letters::LetterKinds(goals::letter_kinds());
}
// In German, of this municipality ("" for the Kreis).
inline letters::TemplatePlace asked_letter_of(Work& work, std::string_view town)
{
    letters::TemplatePlace place{std::nullopt, asked_letter, "de"};
    for (auto const& body : tenants::list_bodies(work.db(), work.tenant())) {
        if (body.slug == town)
            place.body = body.id;
    }
    return place;
}
inline Result<letters::TemplateId> letter_template_of(
    Work& work, std::string_view town, std::string const& name)
{
    return letters::add_letter_template(
        work, kinds_of_goals(), asked_letter_of(work, town),
        letters::form_of({"Guten Tag aus dem Haus " + name + ",", {}}), name);
}

// All of it is of Aalfeld.
template<class DoWork>
void add_letter_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace letters;
    auto const one = *do_work([](Work& work) { return letter_template_of(work, "aalfeld", "eins"); });
    auto const words = form_of({"Liebe Leute,", "Danke"});
    all.push_back({"add_letter_template", edit_templates, [words](Work& work) {
                       auto place = asked_letter_of(work, "aalfeld");
                       place.language = "en";
                       return without_value(
                           add_letter_template(work, kinds_of_goals(), place, words, "zwei"));
                   }});
    all.push_back({"save_letter_template", edit_templates, [one, words](Work& work) {
                       return save_letter_template(work, kinds_of_goals(), {one, 1}, words);
                   }});
    all.push_back({"reset_letter_template", edit_templates, [one](Work& work) {
                       return reset_letter_template(work, {one, 1});
                   }});
    all.push_back({"put_letter_template", edit_templates, [](Work& work) {
                       return put_letter_template(
                           work, kinds_of_goals(), asked_letter_of(work, "aalfeld"), {"Hallo,", {}});
                   }});
}

} // namespace kommin::app
