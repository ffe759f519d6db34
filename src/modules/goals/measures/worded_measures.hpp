#pragma once
// Measures in words that somebody else has written: a module that carries a concept from one district to
// another writes and changes them as whoever sits at the form does, with the same rules and rights. Whoever
// takes one over plans it anew: it has neither days nor anybody in charge, and figures are entered in their
// form.

#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/measure.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

struct MeasureWords {
    std::string number = {};
    std::string title = {};
    std::string text = {}; // each line a paragraph
    std::optional<std::string> plain_text = {}; // for everybody; nothing: what is there stays
    std::string audience = {};
    std::string reach = {}; // a line for each: "195 Kindergärten"
    std::optional<meetings::PanelId> panel = {}; // nothing: as it was; a new one needs it
    std::vector<ServedGoal> goals = {}; // all that it serves
    bool is_recurring = false;
};
// What belongs to it as its words say it.
MeasureWords words_of(Measure const& measure, MeasureLinks const& links);

// `owner`: a slug, "" for the Kreis. `key`: the same words with the same key make one. Problems as of the
// form, by the names of its fields.
struct NewMeasure {
    std::string owner;
    MeasureWords words;
    std::string source;
};
Result<MeasureId> add_worded_measure(Work& work, NewMeasure const& wanted, std::string_view key);
// As it stands now, in other words. Problems as of the form; not_found without the right to edit it.
Result<void> reword_measure(Work& work, MeasureId id, MeasureWords const& words);

// What somebody else counts of a measure. Whoever takes it over sets a target of their own.
struct FigureWords {
    std::string name = {};
    std::string unit = {};
    TargetKind target_kind = TargetKind::absolute;
    Aim aim = Aim::at_least;
};
// Where a figure of it is entered, with these words in the form, for whoever may.
html::Url new_figure_desk_url(MeasureId id, FigureWords const& words);

} // namespace kommin::goals
