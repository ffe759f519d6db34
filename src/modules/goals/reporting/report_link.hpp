#pragma once
// What the link in a letter that asks for a report leads to, and what is reported by it (docs/adr/0094).

#include "modules/goals/measures/report_editing.hpp"
#include "modules/goals/reporting/report_letter_store.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::chrono::days report_link_lives{60};
// Whoever looks at a report later asks in person: nobody knows any more from which address it came.
inline constexpr std::chrono::days unseen_report_can_be_asked_about{180};

// A new link for a letter: its last part. It is stored as a digest.
std::string add_report_link(Work& work, FigureId figure, Date due, std::string_view mail);
// By which a question about a report is answered, with another report.
std::string add_question_link(Work& work, Report const& asked_about, std::string_view mail);

struct LinkedFigure {
    SeenFigure of;
    std::vector<Report> reports; // all of this figure
    Date due; // of the report that is asked for
    Date until; // the last day of the link
    bool is_owed; // nobody has reported it yet
    std::string mail; // to which the link went
    std::optional<Report>
        asked_about; // which a question is about; then its answer is owed, and no due report
};
// Nothing where there is no such link, its last day is over, or the address is another one by now.
std::optional<LinkedFigure> find_linked_figure(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);

// `form_key`: a form sent twice reports once. Problems: gone where the link leads to nothing, or somebody has
// reported meanwhile; what problems_of_report() finds.
Result<ReportId> report_by_link(
    Work& work, std::string_view token, records::Fields const& typed, std::string_view form_key,
    std::optional<StoredPhoto> const& photo);

// Whether the report of that day is still to come: since it was asked for nobody has reported anything, not
// even of an earlier day.
bool is_owed(db::Connection& db, TenantId tenant, FigureId figure, Date due, Instant asked_at);

} // namespace kommin::goals
