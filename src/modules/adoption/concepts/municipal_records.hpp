#pragma once
// The records of one municipality as the parts of a package see them.

#include "modules/adoption/concepts/adopting.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::adoption {

struct MunicipalRecords {
    std::vector<meetings::Panel> panels;
    std::vector<goals::Goal> goals;
    std::vector<goals::Measure> measures;
    std::map<goals::MeasureId, goals::MeasureLinks> links;
    std::set<std::pair<goals::MeasureId, std::string>> figures; // by folded name
    std::vector<steering::StepChecklist> checklists; // of its open year
    std::vector<letters::LetterTemplate> letter_templates; // with those that were reset
    Date today = {};
    // What parts are here, and what is meant by them: of a package of the same Kreis that its own fields of
    // action and adopted goals, where the municipality has none of its own in their stead.
    ItemTargets targets;
    ItemKeys keys;

    // Nothing where that record is not the municipality's any more.
    [[nodiscard]] std::optional<Item> item_of(AdoptedItem const& record, std::string const& key) const;
    [[nodiscard]] std::optional<html::Url> url_of(AdoptedItem const& record) const;
    [[nodiscard]] bool has_ended(AdoptedItem const& record) const;
    [[nodiscard]] steering::StepChecklist const* checklist_of(std::string_view step) const;
    [[nodiscard]] letters::LetterTemplate const* letter_of(
        std::string_view kind, std::string_view language) const;
    [[nodiscard]] bool has_figure(std::optional<goals::MeasureId> measure, std::string_view name) const;
};
MunicipalRecords load_municipal_records(
    db::Connection& db, TenantId tenant, Actor const& actor, AdoptionView const& view,
    std::vector<AdoptedItem> const& adopted, Date today);

} // namespace kommin::adoption
