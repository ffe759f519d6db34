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
using AskedId = StrongId<struct AskedTag>; // somebody who was asked in a call

// One for each wording that members are asked about.
struct CommentCall {
    CommentCallId id;
    RecommendationId recommendation;
    std::int64_t version = 0; // of the recommendation, when they were asked first
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

// Whether this actor may ask them: both the field of action and whoever is asked must be theirs to edit.
bool may_ask_members(db::Connection& db, TenantId tenant, Actor const& actor, SeenRecommendation const& seen);

// The last call, where it was about this wording and to these members: steps, and what the office notes
// beside the wording, change nothing of what they read.
std::optional<CommentCall> find_call_about(db::Connection& db, TenantId tenant, Recommendation const& one);

// Those who sit there on that day, each once.
struct Askable {
    std::vector<contacts::ReachablePerson> reachable = {}; // and to be asked
    std::int64_t asked = 0; // about this wording already, by a link that works until the call ends
    std::vector<contacts::PersonId> without_mail = {};
    std::vector<contacts::PersonId> spared = {}; // have withdrawn that letters about meetings come to them
};
// `call`: find_call_about(). Once its day is over its links are gone: then everybody is to be asked.
Askable list_askable(
    db::Connection& db, TenantId tenant, Recommendation const& one, std::optional<CommentCall> const& call,
    Date today);
// One of them as far as they are still to be asked, for the letter that leaves. Nothing where they sit there
// no more, have no address, or do not want letters.
std::optional<contacts::ReachablePerson> find_askable(
    db::Connection& db, TenantId tenant, Recommendation const& one, contacts::PersonId person, Date today);

// What came of a press.
struct Asking {
    std::int64_t letters = 0; // that were ordered
    bool is_told_anew = false; // day or word are others than before, for the links that are out
};
// Asks all of them, and orders a letter to each. Asked again about the same wording, it is the same call: its
// day and word are as typed last, for the links that are out, too, and only who was not asked yet gets a
// letter; everybody, where its day was over. Problems: not_found without the right; a conflict where somebody
// has changed the recommendation meanwhile, or it is discussed no more; what problems_of_call() finds; of no
// field where nobody can be asked.
Result<Asking> ask_for_comments(Work& work, RecommendationVersion const& seen, records::Fields const& typed);

// There was nothing to say to them when their letter was to leave: they were not asked.
void note_not_asked(db::Connection& db, TenantId tenant, CommentCallId call, AskedId asked);

} // namespace kommin::meetings
