#pragma once
// Reports of figures: whoever may report says what a figure is, whoever may edit its measure confirms it,
// asks about it or withdraws it. Nothing of it is deleted but its photo, and nothing is changed: a wrong
// value is withdrawn, and a question is answered by a new report.

#include "modules/goals/measures/figure_editing.hpp"
#include "modules/goals/measures/report_photo.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

namespace report_field {
inline constexpr std::string_view value = "value";
inline constexpr std::string_view day = "day";
inline constexpr std::string_view source = "source";
inline constexpr std::string_view remark = "remark";
inline constexpr std::string_view replaces = "replaces"; // this one holds, not the confirmed one of that day
inline constexpr std::string_view question = "question";
inline constexpr std::string_view reason = "reason";
} // namespace report_field
inline constexpr std::string_view report_kind = "figure_report"; // in the audit trail
inline constexpr std::string_view question_mail_kind = "goals.report_question";
inline constexpr std::string_view replaces_value = "ja";
inline constexpr std::string_view seen_state_field = "stand"; // of the forms that decide
inline constexpr std::string_view by_letter_field
    = "brief"; // the form has said that the question is a letter
inline constexpr std::string_view by_letter_value = "ja";
inline constexpr std::array all_report_fields{
    report_field::value, report_field::day, report_field::source, report_field::remark,
    report_field::replaces};

// A report with its figure and measure.
struct SeenReport {
    Report report;
    Figure figure;
    Measure measure;
};
// Nothing where it does not exist or this actor may not do that with its measure.
std::optional<SeenReport> find_seen_report(
    db::Connection& db, TenantId tenant, ReportId id, Actor const& actor, Permission permission);
// Everything that stands in the way of a report of that figure, whose reports these are.
std::vector<Problem> problems_of_report(
    records::Fields const& fields, SeenFigure const& of, std::vector<Report> const& reports, Date today);

// Confirmed at once where this actor may edit the measure. `form_key`: a form sent twice with the same
// entries makes one report. Problems: not_found without the right; what problems_of_report() finds.
Result<ReportId> report_figure(
    Work& work, FigureId figure, records::Fields const& typed, std::string_view form_key,
    std::optional<StoredPhoto> const& photo = std::nullopt);
// How a report came by a link.
struct SentByLink {
    std::string mark; // find_report_by_mark() gives it when it was sent before
    std::string mail; // to which the link had gone; "" where nobody knows
};
// For whoever has no account and a link instead, which is not asked for here: it waits for somebody who looks
// after the measure. Problems: what problems_of_report() finds.
Result<ReportId> add_report_by_link(
    Work& work, SeenFigure const& of, records::Fields const& typed, SentByLink const& sent,
    std::optional<StoredPhoto> const& photo);

// A report as it was when somebody decided about it; nothing: the form did not say.
struct ReportAsSeen {
    ReportId id;
    std::optional<ReportState> state;
    bool by_letter = false; // the form has said that a question about it leaves as a letter
};
// Each says whether anything was done: pressed twice, nothing happens. Problems: not_found without the right
// to edit the measure; a conflict where somebody else has decided meanwhile.
// It counts from now on; of two of one day the one that was reported last.
Result<bool> confirm_report(Work& work, ReportAsSeen const& seen);
// Once, of one at which nobody has looked, whatever state was seen. Where it came by link, a letter with the
// question is ordered, as mail_for_question() says. Problems also: "question" where nothing is asked, or too
// much; a conflict where the form has said otherwise of the letter.
Result<bool> question_report(Work& work, ReportAsSeen const& seen, std::string_view question);
// It counts no longer, also where it was confirmed, and its photo goes. Problems also: "reason".
Result<bool> withdraw_report(Work& work, ReportAsSeen const& seen, std::string_view reason);
// For whoever is to be seen on it and does not want that; what was reported stays as it is.
Result<bool> erase_report_photo(Work& work, ReportId id);

} // namespace kommin::goals
