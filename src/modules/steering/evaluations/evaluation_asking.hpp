#pragma once
// Asking by letter how somebody sees a measure of a year: the unit in charge, or somebody from outside.
// Rights are those of keeping the year.

#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/evaluations/evaluation_request_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

inline constexpr std::string_view evaluation_mail_kind = "steering.evaluation_letter";
inline constexpr int most_evaluation_requests = 2000; // of a year

namespace asking_field {
inline constexpr std::string_view evaluator = "evaluator";
inline constexpr std::string_view mail = "mail";
inline constexpr std::string_view language = "language";
inline constexpr std::string_view until = "until";
} // namespace asking_field

// Which view of which measure is asked for.
struct AskedView {
    YearId year;
    goals::MeasureId measure;
    EvaluationView view = EvaluationView::self;
};
// A measure of a year about which this actor may ask; nothing for one of another owner or of other years.
struct MeasureToAsk {
    SteeringYear year;
    goals::Measure measure;
};
std::optional<MeasureToAsk> find_measure_to_ask(
    db::Connection& db, TenantId tenant, YearId year, goals::MeasureId measure, Actor const& actor,
    Date today);

// Everything that stands in the way and can be said without a look at other records.
std::vector<Problem> problems_of_asking(records::Fields const& fields, SteeringYear const& year, Date today);
// Orders the letter, too. `form_key`: a form sent twice asks once. Problems: not_found without the right, or
// for a measure that is none of that year; what problems_of_asking() finds; conflicts where the year is
// closed, its step of evaluation is over, or the unit's own view is there or is asked for already.
Result<EvaluationRequestId> ask_evaluation(
    Work& work, AskedView const& of, records::Fields const& typed, std::string_view form_key);

// A measure with the address to which letters about it go.
struct AddressedMeasure {
    goals::Measure measure;
    std::string mail;
};
// Measures of the year that have an address for letters, their own or the mailbox of the unit, no self view,
// and nobody who is asked for one.
std::vector<AddressedMeasure> list_measures_to_ask(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Date today);
// Of them and their addresses: another one where anything of it has changed.
std::string digest_of(std::vector<AddressedMeasure> const& to_ask);
// Asks the units in charge of all of these for their own view, up to the day in "until"; how many letters
// were ordered. `seen`: digest_of() those that this person was shown. Problems likewise; a conflict where
// others would be asked by now.
Result<std::int64_t> ask_all_units(
    Work& work, YearId year, records::Fields const& typed, std::string_view seen);

// Which request, as this person last saw it.
struct RequestVersion {
    YearId year;
    EvaluationRequestId id;
    std::int64_t version;
};
// One more letter. Says whether one was ordered: pressed twice, nothing happens. Problems: not_found; a
// conflict where it is answered, the measure was dropped, long over, without an address, or the year does not
// take answers any more.
Result<bool> ask_evaluation_again(Work& work, RequestVersion const& seen);
// Nobody is asked any more, and the link ends; one that is gone already is no problem. What was answered
// stays, without the address. Problems: not_found.
Result<bool> stop_asking(Work& work, RequestVersion const& seen);

// The reminders of the day.
std::int64_t order_evaluation_reminders(Work& work);

// Whether the unit's own view was written down at the desk meanwhile: nobody is asked for it any more.
bool is_answered_at_desk(db::Connection& db, TenantId tenant, EvaluationRequest const& request);
// Whether the year still takes evaluations by letter: it is open, and its step of evaluation is not over.
bool takes_evaluations(db::Connection& db, TenantId tenant, SteeringYear const& year);

} // namespace kommin::steering
