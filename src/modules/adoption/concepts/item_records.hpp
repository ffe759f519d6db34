#pragma once
// Parts of packages and the records of which they speak: what a record says as a part, and what a part says
// as a record.

#include "modules/adoption/package/concept_package.hpp"
#include "modules/letters/api.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace kommin::adoption {

// How records are called in a package. What has no key there is not named by others.
struct ItemKeys {
    std::map<meetings::PanelId, std::string> panels;
    std::map<goals::GoalId, std::string> goals;
};
Item item_of(meetings::Panel const& panel, std::string key, ItemKeys const& keys);
Item item_of(goals::Goal const& goal, std::string key, ItemKeys const& keys);
Item item_of(
    goals::Measure const& measure, goals::MeasureLinks const& links, std::string key, ItemKeys const& keys);
Item item_of(goals::Figure const& figure, std::string measure_key);
Item item_of(steering::StepChecklist const& list);
Item item_of(letters::LetterTemplate const& one, std::string key);
letters::OwnWords letter_words(Item const& item);

// The records that parts have become, or that are meant by them.
struct ItemTargets {
    std::map<std::string, meetings::PanelId, std::less<>> panels;
    std::map<std::string, goals::GoalId, std::less<>> goals;
    // The Kreis's own ones of which parts speak: measures may serve them, and goals may, but none lies below
    // them.
    std::map<std::string, goals::GoalId, std::less<>> goals_of_kreis;
};
// Without the keys of parts that are no record here.
Item reduced(Item item, ItemTargets const& targets);

// Without plain words where that part has none: it says nothing of them, and whoever takes it over keeps what
// is there.
Item as_far_as_told(Item item, Item const& theirs);

meetings::PanelWords panel_words(Item const& item, ItemTargets const& targets);
goals::GoalWords goal_words(Item const& item, ItemTargets const& targets);
// `kept`: goals that it serves besides.
goals::MeasureWords measure_words(
    Item const& item, ItemTargets const& targets, std::vector<goals::ServedGoal> kept);

goals::FigureWords figure_words(Item const& item);

// Replaces mail addresses inside of the texts by "…"; how many there were.
std::size_t strip_addresses(Item& item);

} // namespace kommin::adoption
