#pragma once
// What a steering year weighs, and which marks speak for themselves: what has been screened, resolved and
// evaluated already is proposed with where it comes from. Nothing is filled in by itself (docs/adr/0092).

#include "modules/steering/evaluations/evaluation.hpp"
#include "modules/steering/priorities/priority.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

// A mark with where it comes from, in German, as everything that a district writes: "Einfluss: selbst
// beeinflussbar, aus der Sichtung des Ziels".
struct Proposal {
    Criterion criterion = Criterion::need;
    int mark = worst_mark;
    std::string source;
    friend bool operator==(Proposal const&, Proposal const&) = default;
};

// A goal or a measure of the year, with what has been said of it.
struct Weighed {
    std::optional<goals::GoalId> goal; // one of both
    std::optional<goals::MeasureId> measure;
    std::string title;
    std::optional<Priority> priority; // once somebody has answered anything
    std::vector<Proposal> proposals;

    [[nodiscard]] std::string key() const; // "g7", "m12": tells the rows of a form apart
};
// The mark that all proposals for a criterion agree on; where views differ, people decide.
std::optional<int> agreed_mark(std::vector<Proposal> const& proposals, Criterion criterion);

// What has been screened: direct influence is 5, shared 3, none 1; nothing of what nobody has looked at.
std::optional<int> mark_of(goals::Influence influence);
// What was resolved as it stands is 5, what has another wording since 4.
std::optional<int> mark_of(goals::GoalStanding standing);
// To go on is a need of 4, to change one of 3, to end one of 1.
int mark_of(Verdict verdict);
// Much effort costs much: 5 is a mark of 1.
int mark_of_effort(int effort);

// What measures are planned to cost in a year, in cents, as whoever keeps their money says; the module hands
// it in. Empty: nobody keeps any.
using CostOfMeasures = std::function<std::map<goals::MeasureId, std::int64_t>(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year)>;
// Up to 1,000 € is 5, up to 10,000 € 4, up to 50,000 € 3, up to 200,000 € 2.
int mark_of_cost(std::int64_t cents);

// Goals of its owner that had not ended before it, then measures of the year, each by id; and whatever has a
// priority in it all the same. The number of queries does not depend on how many there are.
std::vector<Weighed> list_weighed(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Date today,
    CostOfMeasures const& cost = {});

} // namespace kommin::steering
