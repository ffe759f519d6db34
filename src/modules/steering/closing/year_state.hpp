#pragma once
// The state of a year: what is known of goals, measures, figures, priorities, evaluations, steps, decisions
// and money on one day, in words and numbers (docs/adr/0092). What anybody may be named in does not stand in
// it: accounts stand by their code, decisions by their number and the SHA-256 of their words, which the
// minutes have.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

// Values as "11.5", days as "2009-12-31" or shorter, moments as ISO 8601, enums by their words, progress in
// millionths.

struct StateReport {
    std::int64_t id = 0;
    std::string day = {}, value = {}, source = {}, state = {};
    std::string reported_by = {}, reported_at = {};
    std::string decided_by = {};
    std::optional<std::string> decided_at = {};
};

struct StateFigure {
    std::int64_t id = 0;
    std::string name = {}, unit = {}, aim = {}, target_kind = {};
    std::optional<std::string> baseline = {};
    std::string baseline_unit = {};
    std::optional<std::string> baseline_day = {};
    std::string target = {};
    std::optional<std::string> deadline = {};
    std::string rule = {};
    std::string light = {}, light_reason = {};
    std::optional<std::string> value = {}, value_day = {}; // that held on that day
    std::optional<std::string> expected = {}; // on the day of the value
    std::optional<std::int64_t> progress = {};
    std::vector<StateReport> reports = {}; // all of them, those of later days, too
};

struct StateServed {
    std::int64_t goal = 0;
    std::int64_t weight = 1;
};

// Done by the day of the state, or open on it.
struct StateMilestone {
    std::string title = {};
    std::optional<std::string> due = {}, done_on = {};
};

// One that was open when the state was made. Who looks after it is not in it: that may be a name.
struct StateRisk {
    std::string title = {}, probability = {}, damage = {}, response = {};
};

struct StateMeasure {
    std::int64_t id = 0;
    std::string number = {}, title = {}, field = {};
    std::string in_charge = {}; // a unit …
    bool is_other_in_charge = false; // … or somebody who is none, and is not named
    std::string state = {}, state_reason = {}; // of the day on which the state was made
    std::optional<std::string> state_since = {};
    bool is_recurring = false;
    std::optional<std::string> starts = {}, ends = {}, deadline = {};
    std::optional<std::string> light = {}; // as it was shown; nothing: neither figures nor milestones
    std::optional<std::string> reckoned = {}; // beside one that was set by hand
    std::string hand_reason = {}, hand_by = {};
    std::optional<std::int64_t> progress = {};
    std::int64_t known = 0; // of so many figures something is known …
    std::int64_t all = 0; // … of so many
    std::vector<StateServed> goals = {};
    std::vector<StateFigure> figures = {};
    std::vector<StateMilestone> milestones = {}; // those due first come first; since format 3
    std::vector<StateRisk> risks = {}; // the heaviest first; since format 3
};

// By which a goal is adopted.
struct StateResolution {
    std::int64_t id = 0;
    std::optional<std::string> day = {};
    std::string by = {}, kind = {}, result = {}, paper = {};
};

struct StateGoal {
    std::int64_t id = 0;
    std::string number = {}, title = {}, text = {}, kind = {}, field = {};
    std::optional<std::int64_t> parent = {}, serves = {};
    std::string standing = {};
    std::optional<std::string> adopted_on = {};
    std::string influence = {}, influence_reason = {};
    std::int64_t weight = 1;
    std::optional<std::int64_t> progress = {};
    std::int64_t known = 0;
    std::int64_t all = 0;
    std::optional<StateResolution> resolution = {}; // nothing: nobody has adopted it; since format 3
};

// A stocktaking of that year: who was asked, and how much there is already. Not what anybody said: that can
// be taken out of it later (docs/adr/0093).
struct StateInventoryField {
    std::string field = {};
    std::int64_t structures = 0;
    std::int64_t measures = 0;
};
struct StateInventory {
    std::int64_t id = 0;
    std::string title = {};
    std::optional<std::string> until = {};
    std::string state = {};
    std::int64_t asked = 0;
    std::int64_t with_entries = 0;
    std::int64_t with_nothing = 0; // that have nothing to report; the others have not answered
    std::vector<StateInventoryField> fields = {}; // all that it asks about
};

struct StatePriority {
    std::optional<std::int64_t> goal = {}, measure = {}; // one of both
    std::string title = {};
    std::optional<std::int64_t> need = {}, influence = {}, cost = {}, resolution = {}, score = {};
    std::string reason = {};
    std::optional<std::int64_t> reckoned_rank = {}, shown_rank = {};
    std::string rank_reason = {}, source = {};
};

struct StateEvaluation {
    std::int64_t measure = 0;
    std::string title = {}; // of the measure
    std::string view = {}, evaluator = {}, day = {};
    std::int64_t effect = 0;
    std::int64_t effort = 0;
    std::string lessons = {}, verdict = {}, verdict_why = {}, written_by = {};
};

struct StateLine {
    std::string title = {};
    std::optional<std::string> done_on = {};
};
struct StateDocument {
    std::string title = {}, link = {};
    std::string digest
        = {}; // of a file of the step, SHA-256 in hexadecimal; "" of an address; since format 4
};
struct StateStep {
    std::string kind = {};
    std::optional<std::string> account = {}; // Actor::code()
    std::string owner = {}; // a function
    std::optional<std::string> due = {};
    std::string state = {}, outcome = {};
    std::vector<StateLine> lines = {};
    std::vector<StateDocument> documents = {};
    std::vector<std::string> decisions = {}; // StateDecision::key
};

struct StateDecision {
    std::string key = {}; // decision_value()
    std::int64_t number = 0;
    std::int64_t year = 0;
    std::optional<std::string> day = {}; // of the meeting
    std::string result = {}; // adopted, rejected
    std::string wording_hash = {}; // SHA-256 of its words
};

// A line of a budget. What nobody knows of it is nothing, and no zero.
struct StateMoney {
    std::int64_t measure = 0;
    std::string measure_title = {};
    std::string source = {}; // in German: "Land"
    std::optional<std::int64_t> planned = {}; // cents, as all that follow
    std::optional<std::int64_t> secured = {};
    std::optional<std::int64_t> committed = {};
    std::optional<std::int64_t> spent = {};
    bool is_at_risk = false; // it hangs on an application of which nobody knew whether it is granted
    std::string as_of = {}; // the day of these amounts
    // Cents; since format 5. What came from the year before is a part of planned and secured, what went into
    // the next one is none, and took along what was committed and not spent; what other lines cover of what
    // is planned and not secured.
    std::int64_t carried_in = 0;
    std::int64_t carried_out = 0;
    std::int64_t covered = 0;
};

// What stood in the way of closing it without a reason: see missing_of().
struct StateMissing {
    std::string kind = {};
    std::string what = {}; // the title of what it is about; may be empty
};

// 1: without weights, and money was kept nowhere. 2: without milestones, risks, stocktakings and resolutions.
// 3: files of steps without digests. 4: money without what was carried between years and what lines cover of
// each other; there was none. Texts of all of them are read.
inline constexpr std::int64_t newest_format = 5;

struct YearState {
    std::int64_t format = newest_format;
    std::string owner = {}; // "Kreis Unna"
    std::int64_t year = 0;
    std::string state_day = {};
    std::string panel = {}; // that steered it; may be empty
    std::vector<StateGoal> goals = {}; // by id, as all that follow
    std::vector<StateMeasure> measures = {};
    std::vector<StateInventory> inventories = {}; // of the year; since format 3
    std::vector<std::int64_t> weights = {4, 3, 2, 1}; // of need, influence, cost and resolution
    std::vector<StatePriority> priorities = {};
    std::vector<StateEvaluation> evaluations = {};
    std::vector<StateStep> steps = {}; // in their order
    std::vector<StateDecision> decisions = {}; // by number
    bool is_money_known = false; // nothing keeps money: then there is none below
    std::vector<StateMoney> money = {};
    std::vector<std::string> cut = {}; // of what there is more than is read: "measures", "decisions"
    std::vector<StateMissing> missing = {};
    // Once it is closed.
    std::optional<std::string> closed_at = {};
    std::string closed_by = {}; // Actor::code()
    std::string reason = {}; // why it was closed although something was missing
    std::string previous_hash = {}; // of the year before, where that is closed

    // Of an earlier format nobody knows what milestones, risks, stocktakings and resolutions there were.
    [[nodiscard]] bool has_course() const { return format >= 3; }
    // Of an earlier format nobody knows what was in the files of its steps.
    [[nodiscard]] bool has_digests() const { return format >= 4; }
};

// In one spelling: the same state gives the same bytes. One of an earlier format is written as it was.
std::string to_json(YearState const& state);
// Nothing for what to_json() never writes.
std::optional<YearState> state_from_json(std::string const& json);

} // namespace kommin::steering
