#pragma once
// SQL of the letters that ask for reports, and of their links. Every function works inside the caller's
// transaction.

#include "modules/goals/measures/figure.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

using ReportLetterId = StrongId<struct ReportLetterTag>;

enum class ReportLetter : std::uint8_t { due, reminder };
inline constexpr std::array<std::string_view, 2> report_letter_names{"due", "reminder"};
inline std::string_view to_text(ReportLetter letter)
{
    return kommin::name_of(report_letter_names, letter);
}
inline bool from_text(std::string_view text, ReportLetter& letter)
{
    return read_name(report_letter_names, text, letter);
}

// One that was ordered, for the report of a figure that is due on a day.
struct OrderedReportLetter {
    ReportLetterId id;
    FigureId figure;
    Date due;
    ReportLetter kind = ReportLetter::due;
    std::string owner; // mark_of_mail() of the address
    Instant ordered_at = {};
};
ReportLetterId insert_report_letter(db::Connection& db, TenantId tenant, OrderedReportLetter const& letter);
std::optional<OrderedReportLetter> find_report_letter(db::Connection& db, TenantId tenant, ReportLetterId id);
// Of these figures, in no order.
std::vector<OrderedReportLetter> list_report_letters(
    db::Connection& db, TenantId tenant, std::vector<FigureId> const& figures);
void erase_report_letter(db::Connection& db, TenantId tenant, ReportLetterId id);
// Those that were ordered before that moment and for which no other is held back any more: their report is
// there, a later one was asked for, or the measure is not running.
void erase_settled_report_letters(db::Connection& db, TenantId tenant, Instant before);

struct ReportLink {
    FigureId figure;
    Date due;
    std::string address_mark;
    Date until; // its last day
    Instant made_at = {};
    std::optional<ReportId> asked_about = {}; // a report; nothing: one that is due
};
void insert_report_link(
    db::Connection& db, TenantId tenant, ReportLink const& link, std::string_view token_hash);
std::optional<ReportLink> find_report_link(db::Connection& db, TenantId tenant, std::string_view token_hash);
// Those whose last day is over.
void erase_ended_report_links(db::Connection& db, TenantId tenant, Date today);
// That a letter with the question about this report was ordered: none has left.
void erase_question_letter(db::Connection& db, TenantId tenant, ReportId report);
// From which address those came about which somebody asked before `questioned`, or that nobody has looked at
// since `reported`.
void erase_old_address_marks(db::Connection& db, TenantId tenant, Instant questioned, Instant reported);

} // namespace kommin::goals
