#pragma once
// Figures of measures: what is counted in one unit, from a baseline to a target, and what was reported
// (docs/adr/0090).

#include "modules/goals/measures/measure.hpp"
#include "modules/goals/reckoning/expectation.hpp"
#include "modules/goals/reckoning/light.hpp"
#include "platform/base/decimal.hpp"

#include <cstdint>

namespace kommin::goals {

inline constexpr content::SubjectKind figure_subject{"figure"};

using FigureId = StrongId<struct FigureTag>;
using ReportId = StrongId<struct FigureReportTag>;

// absolute: "from 10 to 14"; increase: "20 more", whose way begins at 0, whatever there was before.
enum class TargetKind : std::uint8_t { absolute, increase };
inline constexpr std::array<std::string_view, 2> target_kind_names{"absolute", "increase"};
inline constexpr std::array all_target_kinds{TargetKind::absolute, TargetKind::increase};
inline std::string_view to_text(TargetKind kind)
{
    return kommin::name_of(target_kind_names, kind);
}
inline bool from_text(std::string_view text, TargetKind& kind)
{
    return read_name(target_kind_names, text, kind);
}
MessageKey label_of(TargetKind kind);

MessageKey label_of(Aim aim);
MessageKey label_of(ExpectationRule rule);
MessageKey label_of(Light light);
MessageKey label_of(LightReason reason);

struct Figure {
    FigureId id;
    MeasureId measure;
    std::int64_t position = 0;
    std::string name; // what is counted: "Fortbildungen für Kitas und Grundschulen"
    std::string unit; // "Fortbildungen": of the target and of all reports
    Aim aim = Aim::at_least;
    TargetKind target_kind = TargetKind::absolute;
    std::optional<Decimal> baseline; // nothing: nobody knows what there was
    std::string baseline_unit; // another one only where the target is an increase; "": the same
    std::optional<PartialDate> baseline_day;
    Decimal target;
    std::optional<PartialDate> deadline; // nothing: that of the measure
    ExpectationRule rule = ExpectationRule::linear;
    std::vector<AgreedValue> steps = {}; // only of stepwise
    std::int64_t weight = 1; // among those of its measure
    std::int64_t version = 1;
    Instant changed_at = {};

    // Of the baseline, where that is counted in another one than everything else.
    [[nodiscard]] std::string const& unit_of_baseline() const
    {
        return baseline_unit.empty() ? unit : baseline_unit;
    }
};

// The way of a figure as its measure plans it; nothing where baseline or its day are not known, even from the
// beginning of the planned years. `is_assumed`: it ends with the planned years, since nobody has set a day.
struct FigureWay {
    PlannedWay way;
    bool is_start_assumed = false; // from the beginning of the planned years
    bool is_end_assumed = false;
};
std::optional<FigureWay> way_of(Figure const& figure, Measure const& measure);

// questioned: whoever looks after the measure has asked something. withdrawn: it counts no longer.
enum class ReportState : std::uint8_t { reported, confirmed, questioned, withdrawn };
inline constexpr std::array<std::string_view, 4> report_state_names{
    "reported", "confirmed", "questioned", "withdrawn"};
inline std::string_view to_text(ReportState state)
{
    return kommin::name_of(report_state_names, state);
}
inline bool from_text(std::string_view text, ReportState& state)
{
    return read_name(report_state_names, text, state);
}
MessageKey label_of(ReportState state);

struct Report {
    ReportId id;
    FigureId figure;
    Date day; // that the value is of
    Decimal value;
    std::string source; // where it is from; never empty
    std::string remark;
    ReportState state = ReportState::reported;
    std::string question; // what was asked; it stays after the answer
    std::string reason; // why it was withdrawn
    std::string reported_by; // Actor::code()
    Instant reported_at = {};
    std::string decided_by; // whoever confirmed, questioned or withdrew it last; "" for nobody
    std::optional<Instant> decided_at;
    std::optional<Instant>
        counted_from; // of one that was withdrawn: since when it had counted; nothing: never
    bool by_link = false; // of a letter: then no account has reported it
    // mark_of_mail() of the address from which it came by link, as long as a question may go there; else "".
    std::string address_mark = {};
    std::optional<Instant> question_letter_at = {}; // when a letter with the question was ordered
};

// The confirmed report of the latest day up to `today`; of two of one day the one that was reported last.
// `reports` in any order.
Report const* latest_confirmed(std::vector<Report> const& reports, Date today);
// The confirmed report that holds for that day; nothing where there is none.
Report const* confirmed_of(std::vector<Report> const& reports, Date day);
// Those of them that counted at that moment, as they stood then: what was withdrawn later is among them, what
// was confirmed later is not.
std::vector<Report> counted_at(std::vector<Report> const& reports, Instant moment);
// Whether nobody has reported anything since somebody asked about it; what was reported before the question
// is no answer. `reports`: all of its figure.
bool is_unanswered(std::vector<Report> const& reports, Report const& questioned);

} // namespace kommin::goals
