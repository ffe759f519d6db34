#pragma once
// Members who have no account are asked for comments on a recommendation, as long as it is discussed
// (docs/adr/0089): by a letter to each, with a link of their own, until a day.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/recommendations/recommendation_editing.hpp"
#include "platform/base/strong_id.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view comment_mail_kind = "meetings.comment_call";
// Where nobody says a day; and no day is later than that.
inline constexpr std::chrono::days usual_call{90};
inline constexpr std::chrono::days longest_call{366};

using CommentCallId = StrongId<struct CommentCallTag>;

// One for each version that members are asked about.
struct CommentCall {
    CommentCallId id;
    RecommendationId recommendation;
    std::int64_t version = 0; // of the recommendation
    Date until = {}; // the last day of its links
    std::string word = {}; // to the members; may be empty
    std::int64_t letters = 0; // that were ordered, without those that had nothing to say any more
    Instant asked_at = {};
};

namespace call_field {
inline constexpr std::string_view until = "until";
inline constexpr std::string_view word = "word";
} // namespace call_field
inline constexpr std::array all_call_fields{call_field::until, call_field::word};
std::vector<Problem> problems_of_call(records::Fields const& fields, Date today);

// Whose members are asked: its group, or the panel whose it is where no group has drafted it.
PanelId asked_panel(Recommendation const& one);

// Those who sit there on that day, each once.
struct Askable {
    std::vector<contacts::ReachablePerson> reachable = {}; // and not asked about this version yet
    std::int64_t asked = 0; // about this version already
    std::int64_t without_mail = 0;
    std::int64_t spared = 0; // have withdrawn that letters about meetings come to them
};
Askable list_askable(db::Connection& db, TenantId tenant, Recommendation const& one, Date today);
// One of them as far as they are still to be asked, for the letter that leaves. Nothing where they sit there
// no more, have no address, or do not want letters.
std::optional<contacts::ReachablePerson> find_askable(
    db::Connection& db, TenantId tenant, Recommendation const& one, contacts::PersonId person, Date today);

// Asks all of them, and orders a letter to each. Asked again about the same version, it is the same call: its
// day and word are as typed last, for the links that are out, too, and only who was not asked yet gets a
// letter. How many letters. Problems: not_found without the right; a conflict where somebody has changed the
// recommendation meanwhile, or it is discussed no more; what problems_of_call() finds; of no field where
// nobody can be asked.
Result<std::int64_t> ask_for_comments(
    Work& work, RecommendationVersion const& seen, records::Fields const& typed);

// There was nothing to say to them when their letter was to leave: they were not asked.
void note_not_asked(db::Connection& db, TenantId tenant, CommentCallId call, contacts::PersonId person);

} // namespace kommin::meetings
