#pragma once
// The budget of measures: how much money of a year comes from which source, and what became of it
// (docs/adr/0091).

#include "modules/funding/grants/grant.hpp"
#include "modules/funding/programmes/application.hpp"
#include "modules/funding/reckoning/budget.hpp"
#include "modules/funding/reckoning/carry_over.hpp"
#include "modules/funding/reckoning/cover.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::funding {

inline constexpr content::SubjectKind budget_line_subject{"budget_line"};

using BudgetLineId = StrongId<struct BudgetLineTag>;
using BudgetGroupId = StrongId<struct BudgetGroupTag>;

// own: of the owner of the measure. municipal: of cities and towns. fees: what participants pay.
enum class FundingSource : std::uint8_t {
    own,
    municipal,
    state,
    federal,
    european,
    foundation,
    sponsor,
    fees,
    other,
};
inline constexpr std::array<std::string_view, 9> funding_source_names{
    "own", "municipal", "state", "federal", "european", "foundation", "sponsor", "fees", "other"};
inline constexpr std::array all_funding_sources{
    FundingSource::own,     FundingSource::municipal, FundingSource::state,
    FundingSource::federal, FundingSource::european,  FundingSource::foundation,
    FundingSource::sponsor, FundingSource::fees,      FundingSource::other};
inline std::string_view to_text(FundingSource source)
{
    return kommin::name_of(funding_source_names, source);
}
inline bool from_text(std::string_view text, FundingSource& source)
{
    return read_name(funding_source_names, text, source);
}
MessageKey label_of(FundingSource source);

// Money that hangs on an application, also once that is granted, or on a grant that came without one.
struct HangsOn {
    std::optional<ApplicationId> application;
    std::optional<GrantId> grant; // never both
    [[nodiscard]] bool is_nothing() const { return !application && !grant; }
    friend bool operator==(HangsOn const&, HangsOn const&) = default;
};

// When it was decided to carry money on, and by whom and by which rule, without names.
struct CarryDecision {
    std::optional<Date> day = {};
    std::string reason = {};
};

struct BudgetLine {
    BudgetLineId id;
    std::optional<tenants::BodyId> body; // whose measure it is
    goals::MeasureId measure;
    int year = 0;
    FundingSource source = FundingSource::own;
    std::string source_text; // "Integrationsministerium NRW"
    HangsOn hangs_on;
    std::optional<BudgetGroupId> group = {}; // of lines that cover each other
    Amounts amounts; // each as far as it is known; as they were entered
    Carried carried = {};
    CarryDecision decision = {}; // of what went on
    Cover cover = {}; // within the group; of lines that are listed, not of one that is loaded alone
    Date as_of = {}; // the day of these amounts
    std::string remark;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
    // Nobody has given it for a purpose.
    [[nodiscard]] bool is_free() const
    {
        return hangs_on.is_nothing()
            && (source == FundingSource::own || source == FundingSource::municipal
                || source == FundingSource::fees);
    }
    // Its purpose is that of whoever gave it: no application and no grant says it.
    [[nodiscard]] bool is_bound_by_giver() const { return hangs_on.is_nothing() && !is_free(); }
    // What counts in its year: what was carried on counts in the next one.
    [[nodiscard]] Amounts counted() const { return with_carried(amounts, carried); }
    // What is planned, not secured, and covered by no other line of its group.
    [[nodiscard]] std::optional<Money> open_gap() const
    {
        auto const gap = gap_of(counted());
        return gap ? std::optional(*gap - cover.covered) : std::nullopt;
    }
};

// What a line carried into one of the next year.
struct CarryOver {
    BudgetLineId from;
    BudgetLineId to;
    int from_year = 0;
    int to_year = 0;
    Money amount;
    Date carried_on = {};
    std::string reason;
};

// A measure that does not take place as planned without it.
struct Dependency {
    std::int64_t id = 0;
    std::optional<tenants::BodyId> body; // whose measure it is
    goals::MeasureId measure;
    HangsOn on; // never nothing
};

} // namespace kommin::funding
