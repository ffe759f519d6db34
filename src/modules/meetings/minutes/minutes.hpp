#pragma once
// Minutes: what was said, decided and handed out at a meeting, from the first note to the day on which they
// are approved (docs/adr/0070).

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/agenda/agenda_item.hpp"
#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/registration/registration.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/fields.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr content::SubjectKind minutes_subject{"minutes"};
// What they say of one agenda item, by its number: a subject of translations only.
inline constexpr content::SubjectKind minutes_entry_subject{"minutes_entry"};

using MinutesId = StrongId<struct MinutesTag>;

// So long a link shows what became of one's own remarks: from the approval on, and to participants also from
// their last day on.
inline constexpr std::chrono::days time_to_read_answers{14};

// sent: whoever was there has the draft, and a meeting is to approve it.
enum class MinutesState : std::uint8_t { writing, sent, approved };
inline constexpr std::array<std::string_view, 3> minutes_state_names{"writing", "sent", "approved"};
inline std::string_view to_text(MinutesState state)
{
    return kommin::name_of(minutes_state_names, state);
}
inline bool from_text(std::string_view text, MinutesState& state)
{
    return read_name(minutes_state_names, text, state);
}
MessageKey label_of(MinutesState state);

// What the panel's rules say of as many votes for as against.
enum class TieRule : std::uint8_t { rejected, chair };
inline constexpr std::array<std::string_view, 2> tie_rule_names{"rejected", "chair"};
inline constexpr std::array all_tie_rules{TieRule::rejected, TieRule::chair};
inline std::string_view to_text(TieRule rule)
{
    return kommin::name_of(tie_rule_names, rule);
}
inline bool from_text(std::string_view text, TieRule& rule)
{
    return read_name(tie_rule_names, text, rule);
}
MessageKey label_of(TieRule rule);

// How a motion was decided: not at all yet, without anybody objecting, by raised hands, by ballots (which
// nobody types: modules/meetings/ballots).
enum class Voting : std::uint8_t { none, consensus, open, secret };
inline constexpr std::array<std::string_view, 4> voting_names{"none", "consensus", "open", "secret"};
inline constexpr std::array typed_votings{Voting::none, Voting::consensus, Voting::open};
inline std::string_view to_text(Voting voting)
{
    return kommin::name_of(voting_names, voting);
}
inline bool from_text(std::string_view text, Voting& voting)
{
    return read_name(voting_names, text, voting);
}
MessageKey label_of(Voting voting);

// The vote of the chair, where it decides a tie.
enum class Casting : std::uint8_t { none, yes, no };
inline constexpr std::array<std::string_view, 3> casting_names{"none", "yes", "no"};
inline constexpr std::array all_castings{Casting::none, Casting::yes, Casting::no};
inline std::string_view to_text(Casting casting)
{
    return kommin::name_of(casting_names, casting);
}
inline bool from_text(std::string_view text, Casting& casting)
{
    return read_name(casting_names, text, casting);
}
MessageKey label_of(Casting casting);

enum class Outcome : std::uint8_t { open, adopted, rejected };
inline constexpr std::array<std::string_view, 3> outcome_names{"open", "adopted", "rejected"};
inline std::string_view to_text(Outcome outcome)
{
    return kommin::name_of(outcome_names, outcome);
}
inline bool from_text(std::string_view text, Outcome& outcome)
{
    return read_name(outcome_names, text, outcome);
}
MessageKey label_of(Outcome outcome);

// What somebody put to the vote, and what became of it.
struct Motion {
    ItemId item;
    int number = 1; // within the item
    std::string text = {};
    std::string mover = {}; // a function or a name; never public
    Voting voting = Voting::none;
    // Typed of an open vote, counted of a secret one; nothing where too few took part in that.
    std::optional<std::int64_t> yes = {}, no = {}, abstained = {};
    Casting casting = Casting::none; // never of a secret vote
    bool is_open = false; // ballots are being cast
    std::optional<std::int64_t> slips = {}; // so many were given out for a secret vote that has a result
    std::string decision = {}; // as it was worded; "": as the motion says

    [[nodiscard]] std::string key() const
    {
        return std::to_string(item.value) + '_' + std::to_string(number);
    }
    [[nodiscard]] std::string const& wording() const { return decision.empty() ? text : decision; }
};
// Reckoned, never typed.
Outcome outcome_of(Motion const& motion, TieRule rule);
// What is read of it: the decision once it is one, else the motion.
std::string const& shown_wording(Motion const& motion, TieRule rule);

// An agenda item as the minutes name it.
struct MinutesItem {
    ItemId id;
    int position = 0;
    std::string title;
    bool is_internal = false;
};
// Those that were not taken off.
std::vector<MinutesItem> items_of(std::vector<AgendaItem> const& agenda);
std::string to_json(std::vector<MinutesItem> const& items);
std::vector<MinutesItem> items_from_json(std::string_view json); // nothing for what to_json() never writes

struct ItemNotes {
    MinutesItem item;
    std::string notes = {}; // Markdown
    std::string internal = {}; // Markdown; never public, nor for guests
    std::string answers = {}; // each line one that was open
    std::vector<Motion> motions = {};
};
struct MinutesContent {
    std::string chair, keeper; // functions
    TieRule tie = TieRule::rejected;
    std::optional<std::int64_t> voters; // present with a vote; nothing: nobody has said how many
    std::string general; // Markdown, before the first item
    std::vector<ItemNotes> items;
};

namespace minutes_field {
inline constexpr std::string_view chair = "chair";
inline constexpr std::string_view keeper = "keeper";
inline constexpr std::string_view tie = "tie";
inline constexpr std::string_view voters = "voters";
inline constexpr std::string_view general = "general";
// Not of the form; versions have it, too.
inline constexpr std::string_view state = "state";
// Of each item, as field_of() names them.
inline constexpr std::string_view notes = "notes";
inline constexpr std::string_view internal = "internal";
// Which answers were open, of the item that speaks of them; kept as the draft is sent first, and not of the
// form.
inline constexpr std::string_view answers = "answers";
// Of each motion, likewise.
inline constexpr std::string_view motion = "motion";
inline constexpr std::string_view mover = "mover";
inline constexpr std::string_view voting = "voting";
// "open" while ballots about it are being cast; not of the form.
inline constexpr std::string_view ballot = "ballot";
inline constexpr std::string_view yes = "yes";
inline constexpr std::string_view no = "no";
inline constexpr std::string_view abstained = "abstained";
inline constexpr std::string_view casting = "casting";
inline constexpr std::string_view decision = "decision";
} // namespace minutes_field
inline constexpr std::array motion_fields{
    minutes_field::motion, minutes_field::mover,     minutes_field::voting,  minutes_field::yes,
    minutes_field::no,     minutes_field::abstained, minutes_field::casting, minutes_field::decision};
inline constexpr int most_motions = 9; // of one item
std::string field_of(std::string_view name, ItemId item); // "notes_12"
std::string field_of(std::string_view name, ItemId item, int motion); // "yes_12_1"
// Whether ballots are being cast about this motion ("_12_1"), or have decided it; not where too few took
// part, so that it may be put to the vote in another way.
bool is_settled_in_secret(records::Fields const& fields, std::string_view motion);
// What a secret vote says of its motion stays as it is, with the wording that was voted on, whatever a form
// says. Where too few took part, a form may say that the motion was put to the vote in another way; it still
// types no numbers of a secret one.
records::Fields with_secret_votes_of(records::Fields const& stored, records::Fields typed);
// What a form about these items says, laid over what is stored: items and motions that it does not show keep
// what they have. `sent`: the value of a field of that name, nothing where it was not sent.
records::Fields laid_over(
    records::Fields stored, std::function<std::optional<std::string_view>(std::string_view name)> const& sent,
    std::vector<MinutesItem> const& items);
// Whether ballots are still being cast about a motion.
bool has_open_vote(records::Fields const& fields);
// How many motions of an item stand in the fields; the form has one more.
int count_motions(records::Fields const& fields, ItemId item);
MinutesContent content_of(records::Fields const& fields, std::vector<MinutesItem> const& items);
// As they are stored: without blanks around them, numbers as numbers.
records::Fields spelled_minutes(records::Fields const& typed);

struct Minutes {
    MinutesId id;
    MeetingId meeting;
    MinutesState state = MinutesState::writing;
    std::string content; // records::Fields::to_json()
    std::optional<Date> amend_until; // set once a draft was sent
    std::int64_t round = 0; // so many drafts were sent
    std::optional<ItemId> approval_item;
    std::int64_t published_edition = 0; // 0: the public reads nothing
    std::string correction; // why they were opened again
    std::int64_t version = 1;
    Instant changed_at = {};
    std::optional<Date> links_until = {}; // once approved: links show what became of one's own remarks

    [[nodiscard]] records::Fields fields() const;
    [[nodiscard]] bool can_be_amended(Date today) const
    {
        return state == MinutesState::sent && amend_until && today <= *amend_until;
    }
};

// What somebody is to do, as it stood when minutes were approved; who it is may change and is told by the
// task.
struct KeptTask {
    std::string text;
    std::optional<Date> due;
};
std::string to_json(std::vector<KeptTask> const& tasks);
std::vector<KeptTask> kept_tasks_from_json(std::string_view json); // nothing for what to_json() never writes

// As they were approved.
struct Edition {
    std::int64_t number = 0;
    std::string content;
    std::string agenda;
    std::string reason; // of a correction
    Date approved_on;
    std::optional<MeetingId> approved_in; // nothing: in writing, between two meetings
    std::optional<std::int64_t> present = {}; // nothing: nobody had said how many
    std::string tasks = {}; // to_json(); "": approved before these were kept

    // How many were there and what was to be done, as of that day rather than of today.
    [[nodiscard]] bool keeps_side() const { return !tasks.empty(); }
    [[nodiscard]] records::Fields fields() const;
    [[nodiscard]] MinutesContent read() const;
};

// What the panel has decided, by its number of that year.
struct DecisionNumber {
    std::string motion; // Motion::key()
    std::int64_t year = 0;
    std::int64_t number = 0;
};

using AmendmentId = StrongId<struct AmendmentTag>;
enum class AmendmentState : std::uint8_t { open, accepted, declined };
inline constexpr std::array<std::string_view, 3> amendment_state_names{"open", "accepted", "declined"};
inline std::string_view to_text(AmendmentState state)
{
    return kommin::name_of(amendment_state_names, state);
}
inline bool from_text(std::string_view text, AmendmentState& state)
{
    return read_name(amendment_state_names, text, state);
}
MessageKey label_of(AmendmentState state);

// What somebody who was there says is wrong.
struct Amendment {
    AmendmentId id;
    MinutesId minutes;
    std::optional<contacts::PersonId> person; // nothing once they are erased, and of a participant
    std::optional<ItemId> item; // nothing: about the whole
    std::string text;
    Instant received_at;
    AmendmentState state = AmendmentState::open;
    std::string word; // why it was settled so
    std::optional<ParticipantId> participant = {}; // nothing once their name is erased
    bool by_participant = false; // of a session, also then
    bool word_is_told = false; // written for whoever gave it; words of before are the office's
};

} // namespace kommin::meetings
