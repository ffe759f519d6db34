#pragma once
// The pages on which people at work read and set priorities.

#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/priorities/priority_desk.hpp"
#include "modules/steering/priorities/priority_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

// What is weighed against each other.
enum class WeighedKind : std::uint8_t { goals, measures };
inline constexpr std::array all_weighed_kinds{WeighedKind::goals, WeighedKind::measures};
std::string_view address_of(WeighedKind kind); // "ziele"
std::optional<WeighedKind> weighed_kind_at(std::string_view address);
bool is_of(WeighedKind kind, Weighed const& one);
MessageKey label_of(WeighedKind kind);

html::Url priorities_url(YearId year);
html::Url priorities_url(YearId year, std::string_view page); // "empfehlung"
html::Url weights_url(YearId year);
html::Url weights_history_url(YearId year);
html::Url scoring_url(YearId year, WeighedKind kind, int page);
html::Url priority_url(YearId year, PriorityId id, std::string_view page); // "bearbeiten"

// "4: großer Bedarf"
std::string mark_word(i18n::Texts const& texts, Criterion criterion, int mark);

// Of one kind, in the order of their shown ranks, the group's before reckoned ones; those without any last.
struct RankedRow {
    Weighed const* of;
    Rank rank; // empty without a priority
    bool is_tied = false; // shares its reckoned rank, and nobody has put it elsewhere
};
std::vector<RankedRow> ranked_rows(
    std::vector<Weighed> const& weighed, WeighedKind kind, Weights const& weights);

struct PriorityListPage {
    SteeringYear const& year;
    YearNames const& names;
    std::vector<Weighed> const& weighed;
    bool may_set; // and the year is open
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {};
};
http::Response priority_list_page(web::Call const& call, PriorityListPage const& page);
// What the scores recommend to the group, to be printed.
http::Response recommendation_page(web::Call const& call, PriorityListPage const& page);

// "Bedarf zählt 4-fach, …; höchstens sind 50 Punkte möglich.": the rule of a score.
std::string weights_text(i18n::Texts const& texts, Weights const& weights);
struct WeightsPage {
    SteeringYear const& year;
    YearWeights const& stored;
    YearNames const& names;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response weights_page(web::Call const& call, WeightsPage const& page);

struct ScoringPage {
    SteeringYear const& year;
    YearNames const& names;
    WeighedKind kind;
    int page; // from 1
    int pages;
    std::span<Weighed const* const> rows;
    std::vector<RowAsSeen> const& seen; // as many as rows
    records::Fields const& fields; // by row_field()
    std::vector<Problem> problems = {};
};
http::Response scoring_page(web::Call const& call, ScoringPage const& page);

struct PriorityFormPage {
    SeenPriority const& seen;
    YearNames const& names;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response priority_form_page(web::Call const& call, PriorityFormPage const& page);
web::RecordForm priority_record_form(i18n::Texts const& texts);
web::StaffFrame frame_below_priorities(
    web::Call const& call, SteeringYear const& year, YearNames const& names, std::string title);

} // namespace kommin::steering
