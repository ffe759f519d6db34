#pragma once
// Checklists of meetings: what has to be done before and after one, by templates for its kind
// (docs/adr/0076). The lines of a meeting's checklist are tasks.

#include "modules/meetings/panels/panel.hpp"
#include "platform/base/date.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr content::SubjectKind checklist_template_subject{"checklist_template"};

using ChecklistTemplateId = StrongId<struct ChecklistTemplateTag>;

// For the meetings of whichever panels a template is; else the word of a PanelKind.
inline constexpr std::string_view for_every_kind = "every";
inline constexpr std::string_view for_no_kind = "none"; // kept, and not offered any more

struct ChecklistTemplate {
    ChecklistTemplateId id;
    std::string name;
    std::string panel_kind;
    std::string lines; // as spelled_lines() writes them
    std::int64_t version = 1;
    Instant changed_at = {};
};

// How far a line may be from the meeting, in days.
inline constexpr int furthest_line = 730;
inline constexpr int most_checklist_lines = 200; // of a template, and of what is added at once

// One line: "-42 Raum buchen | Geschäftsführung".
struct ChecklistLine {
    int days = 0; // after the meeting; before it where negative
    std::string title;
    std::string who; // after the last "|"; "" for nobody yet
    bool operator==(ChecklistLine const&) const = default;
};

// What somebody has typed, a line each; empty ones are none. The problems are those of `field`, each with the
// number of its line.
struct TypedLines {
    std::vector<ChecklistLine> lines;
    std::vector<Problem> problems;
};
TypedLines read_lines(std::string_view typed, std::string_view field);
// In the spelling that read_lines() reads as the same.
std::string spelled_lines(std::vector<ChecklistLine> const& lines);

// Whether it may be offered for a meeting of such a panel.
bool fits(ChecklistTemplate const& one, PanelKind kind);

} // namespace kommin::meetings
