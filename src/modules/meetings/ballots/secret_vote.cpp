#include "modules/meetings/ballots/secret_vote.hpp"

#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view clearing = "meetings.secret_vote.cleared";

db::Query votes_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, minutes_id, motion, question, state, slips, cast_votes, yes, no, abstained"
        " FROM secret_votes WHERE tenant_id = ?",
        tenant);
}

// What comes of a vote stands in the minutes as that of any other, but nobody has typed it.
struct Noted {
    bool is_secret = true;
    bool is_open = false;
    std::string_view step;
};
void keep_in_minutes(Work& work, records::Editing const& editing, SecretVote const& vote, Noted const& noted)
{
    auto minutes = load_minutes(work.db(), work.tenant(), vote.minutes).value();
    auto const before = form_of(minutes);
    auto fields = minutes.fields();
    auto const set = [&](std::string_view name, std::string value) {
        fields.set(std::string(name) + '_' + vote.motion, std::move(value));
    };
    auto const number
        = [](std::optional<std::int64_t> value) { return value ? std::to_string(*value) : std::string{}; };
    set(minutes_field::voting, noted.is_secret ? std::string(to_text(Voting::secret)) : std::string{});
    set(minutes_field::ballot,
        noted.is_open  ? std::string("open")
            : vote.yes ? std::to_string(vote.slips)
                       : std::string{});
    set(minutes_field::casting, {}); // a tie is a rejection here
    set(minutes_field::decision, {}); // what is adopted is what was voted on
    set(minutes_field::yes, number(vote.yes));
    set(minutes_field::no, number(vote.no));
    set(minutes_field::abstained, number(vote.abstained));
    minutes.content = fields.to_json();
    update_minutes(work.db(), work.tenant(), minutes, work.now());
    editing.keep_changed(before, form_of(minutes), noted.step);
}

std::optional<Motion> find_motion(MinutesContent const& content, std::string_view key)
{
    for (auto const& item : content.items) {
        auto const found = std::ranges::find(item.motions, key, &Motion::key);
        if (found != item.motions.end())
            return *found;
    }
    return std::nullopt;
}

// One of which somebody who may write these minutes is told, while it is open.
Result<SecretVote> load_open_vote(Work& work, SecretVoteId id)
{
    auto& db = work.db();
    auto vote = load_secret_vote(db, work.tenant(), id);
    auto const minutes = vote ? load_minutes(db, work.tenant(), vote->minutes) : std::nullopt;
    if (!minutes || !find_seen_meeting(db, work.tenant(), minutes->meeting, work.actor(), write_minutes))
        return Problem::not_found("minutes.problem.unknown"_msg);
    if (vote->state != VoteState::open)
        return Problem::conflict({}, "ballot.problem.ended"_msg);
    return std::move(*vote);
}

struct Slips {
    crypto::Key key;
    std::vector<Slip> slips;
};
// All of them as they were written, or none.
Result<Slips> read_slips(Work& work, VoteKeys const& keys, SecretVote const& vote)
{
    auto key = keys.find(work.tenant(), vote.id);
    if (!key)
        return Problem::conflict({}, "ballot.problem.key"_msg);
    auto opened = open_slips(work.db(), work.tenant(), *key, vote.id);
    auto const missing = vote.slips - std::ssize(opened.slips);
    if (opened.unopened != 0 || missing != 0)
        return Problem::conflict(
            {}, "ballot.problem.broken"_msg,
            {{"count", std::to_string(std::max(opened.unopened, missing < 0 ? -missing : missing))}});
    return Slips{std::move(*key), std::move(opened.slips)};
}

OpenedVote with_new_slips(Work& work, crypto::Key const& key, SecretVoteId id, std::int64_t slips)
{
    OpenedVote opened{id, {}};
    std::vector<Slip> written;
    for (std::int64_t number = 0; number < slips; ++number) {
        opened.codes.push_back(new_code());
        written.push_back({digest_of(opened.codes.back()), std::nullopt});
    }
    write_slips(work.db(), work.tenant(), key, id, std::move(written));
    return opened;
}

void end_vote(Work& work, SecretVote const& vote)
{
    delete_slips(work.db(), work.tenant(), vote.id);
    work.db().execute(
        "UPDATE secret_votes SET state = ?, cast_votes = ?, yes = ?, no = ?, abstained = ?"
        " WHERE tenant_id = ? AND id = ?",
        vote.state, vote.cast, vote.yes, vote.no, vote.abstained, work.tenant(), vote.id);
    work.enqueue(clearing, R"({"vote":)" + std::to_string(vote.id.value) + '}');
}

bool has_earlier_result(Work& work, SecretVote const& vote)
{
    return std::ranges::any_of(
        list_secret_votes(work.db(), work.tenant(), vote.minutes), [&](SecretVote const& other) {
            return other.motion == vote.motion && other.state == VoteState::counted;
        });
}

using OfSeat = std::vector<MemberOn>;
// Which substitute votes for which of the seats whose holders are absent: so that as many seats as can be
// have a vote. Who was entered first comes first.
class Substitutes {
public:
    Substitutes(
        std::vector<OfSeat const*> const& seats, std::set<contacts::PersonId> const& present,
        std::set<contacts::PersonId> const& taken)
    {
        for (auto const* seat : seats) {
            auto& candidates = candidates_.emplace_back();
            for (auto const& one : *seat) {
                if (present.contains(one.person) && !taken.contains(one.person))
                    candidates.push_back(one.person);
            }
        }
        for (std::size_t seat = 0; seat < candidates_.size(); ++seat) {
            std::set<contacts::PersonId> asked;
            find_one(seat, asked);
        }
    }
    [[nodiscard]] std::map<contacts::PersonId, std::size_t> const& seats() const { return seat_of_; }

private:
    // Whoever is asked already may give way, where another one can take their seat. As deep as there are
    // seats at most.
    bool find_one(std::size_t seat, std::set<contacts::PersonId>& asked) // NOLINT(misc-no-recursion)
    {
        for (auto const person : candidates_[seat]) {
            if (!asked.insert(person).second)
                continue;
            auto const before = seat_of_.find(person);
            if (before != seat_of_.end() && !find_one(before->second, asked))
                continue;
            seat_of_[person] = seat;
            return true;
        }
        return false;
    }

    std::vector<std::vector<contacts::PersonId>> candidates_; // of each seat
    std::map<contacts::PersonId, std::size_t> seat_of_;
};

// First the holders of all seats, so that a substitute is not taken for one seat who holds another.
void add_voters(
    std::vector<contacts::PersonId>& voters, std::set<contacts::PersonId>& taken,
    std::vector<OfSeat> const& seats, std::set<contacts::PersonId> const& present)
{
    std::vector<OfSeat const*> without_holder;
    auto const take = [&](contacts::PersonId person) {
        if (taken.insert(person).second)
            voters.push_back(person);
    };
    for (auto const& seat : seats) {
        auto const holder = std::ranges::find_if(seat, [&](MemberOn const& one) {
            return one.capacity == Capacity::holder && present.contains(one.person);
        });
        if (holder == seat.end())
            without_holder.push_back(&seat);
        else
            take(holder->person);
    }
    Substitutes const substitutes(without_holder, present, taken);
    for (auto const& [person, seat] : substitutes.seats())
        take(person);
}

}

std::vector<SecretVote> list_secret_votes(db::Connection& db, TenantId tenant, MinutesId minutes)
{
    return db.list<SecretVote>(votes_of(tenant).add(" AND minutes_id = ? ORDER BY id", minutes));
}

std::optional<SecretVote> load_secret_vote(db::Connection& db, TenantId tenant, SecretVoteId id)
{
    auto rows = db.list<SecretVote>(votes_of(tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

PeopleWithVote people_with_vote(db::Connection& db, TenantId tenant, Meeting const& meeting)
{
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!day)
        return {};
    std::set<contacts::PersonId> present;
    for (auto const& attendance : list_attendances(db, tenant, meeting.id))
        present.insert(attendance.person);
    std::vector<OfSeat> with_vote, unsettled;
    std::optional<SeatId> last;
    OfSeat* seat = nullptr;
    auto const members = list_members_on(db, tenant, meeting.panel, *day);
    for (auto const& member : members) { // by seat, holders first
        if (member.vote == Vote::advisory)
            continue;
        if (last != member.seat) {
            last = member.seat;
            seat = &(member.vote == Vote::full ? with_vote : unsettled).emplace_back();
        }
        seat->push_back(member);
    }
    PeopleWithVote found{{}, {}, !members.empty()};
    std::set<contacts::PersonId> taken;
    add_voters(found.people, taken, with_vote, present);
    add_voters(found.unsettled, taken, unsettled, present);
    return found;
}

std::int64_t most_slips_for(
    db::Connection& db, TenantId tenant, Meeting const& meeting, MinutesContent const& content)
{
    if (content.voters)
        return std::min(*content.voters, most_slips);
    auto const known = people_with_vote(db, tenant, meeting);
    auto const with_vote = std::ssize(known.people) + std::ssize(known.unsettled);
    auto const most = known.knows_seats ? with_vote : count_attendance(db, tenant, meeting.id).value_or(0);
    return std::min<std::int64_t>(most, most_slips);
}

bool can_be_voted_on(Motion const& motion)
{
    return !motion.text.empty()
        && (motion.voting == Voting::none
            || (motion.voting == Voting::secret && !motion.is_open && !motion.yes));
}

Result<OpenedVote> open_secret_vote(
    Work& work, VoteKeys const& keys, MinutesVersion const& seen, std::string_view motion, std::int64_t slips)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const editing = TRY(records::Editing::begin(
        work, edited_minutes, seen.id.value, seen.version, write_minutes, "minutes.problem.unknown"_msg));
    auto const minutes = load_minutes(db, tenant, seen.id).value();
    if (minutes.state == MinutesState::approved)
        return Problem::conflict({}, "minutes.problem.approved"_msg);
    auto const content = content_of(minutes.fields(), items_of(list_agenda(db, tenant, minutes.meeting)));
    auto const wanted = find_motion(content, motion);
    if (!wanted || !can_be_voted_on(*wanted))
        return Problem::conflict({}, "ballot.problem.motion"_msg);
    auto const most = most_slips_for(db, tenant, load_meeting(db, tenant, minutes.meeting).value(), content);
    if (slips < fewest_ballots || slips > most)
        return Problem::invalid("slips", "ballot.problem.slips"_msg, {{"count", std::to_string(most)}});
    auto const id = db.load<SecretVoteId>(
        "INSERT INTO secret_votes (tenant_id, minutes_id, motion, question, state, slips)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, minutes.id, motion, wanted->text, VoteState::open, slips);
    auto opened = with_new_slips(work, keys.create(tenant, id), id, slips);
    keep_in_minutes(
        work, editing, load_secret_vote(db, tenant, id).value(), {.is_open = true, .step = "vote_opened"});
    return opened;
}

Result<OpenedVote> renew_slips(Work& work, VoteKeys const& keys, SecretVoteId id)
{
    auto const vote = TRY(load_open_vote(work, id));
    auto const all = TRY(read_slips(work, keys, vote));
    if (std::ranges::any_of(all.slips, [](Slip const& slip) { return slip.choice.has_value(); }))
        return Problem::conflict({}, "ballot.problem.in_use"_msg);
    work.audit("meetings.minutes.slips_renewed", minutes_subject.word(), vote.minutes);
    return with_new_slips(work, all.key, id, vote.slips);
}

Result<bool> cast_ballot(Work& work, VoteKeys const& keys, std::string_view code, Choice choice)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const spelled = code_from(code);
    auto const digest = spelled ? digest_of(*spelled) : std::string{};
    auto const id = spelled ? find_vote_of(db, tenant, digest) : std::nullopt;
    auto const vote = id ? load_secret_vote(db, tenant, *id) : std::nullopt;
    if (!vote || vote->state != VoteState::open)
        return Problem{ProblemKind::gone, {}, "ballot.problem.gone"_msg, {}};
    auto all = TRY(read_slips(work, keys, *vote));
    auto const slip = std::ranges::find(all.slips, digest, &Slip::digest);
    if (slip->choice)
        return false;
    slip->choice = choice;
    write_slips(db, tenant, all.key, vote->id, std::move(all.slips));
    return true;
}

MessageKey question_before_counting(std::int64_t cast)
{
    return cast < fewest_ballots ? "ballot.problem.too_few"_msg : "ballot.problem.unused"_msg;
}

Result<void> count_secret_vote(Work& work, VoteKeys const& keys, SecretVoteId id, bool others_lapse)
{
    auto vote = TRY(load_open_vote(work, id));
    auto const all = TRY(read_slips(work, keys, vote));
    auto const count = [&](auto const& wanted) { return std::ranges::count_if(all.slips, wanted); };
    std::int64_t const cast = count([](Slip const& slip) { return slip.choice.has_value(); });
    if (cast < vote.slips && !others_lapse)
        return Problem::conflict(
            {}, question_before_counting(cast),
            {{"cast", std::to_string(cast)}, {"slips", std::to_string(vote.slips)}});
    vote.state = VoteState::counted;
    if (cast >= fewest_ballots) {
        auto const of = [&](Choice choice) {
            return count([choice](Slip const& slip) { return slip.choice == choice; });
        };
        vote.cast = cast;
        vote.yes = of(Choice::yes);
        vote.no = of(Choice::no);
        vote.abstained = of(Choice::abstained);
    }
    auto const editing = records::Editing::begin_unasked(work, edited_minutes, vote.minutes.value).value();
    end_vote(work, vote);
    keep_in_minutes(work, editing, vote, {.step = "vote_counted"});
    return {};
}

Result<void> cancel_secret_vote(Work& work, SecretVoteId id)
{
    auto vote = TRY(load_open_vote(work, id));
    vote.state = VoteState::cancelled;
    auto const editing = records::Editing::begin_unasked(work, edited_minutes, vote.minutes.value).value();
    end_vote(work, vote);
    keep_in_minutes(
        work, editing, vote, {.is_secret = has_earlier_result(work, vote), .step = "vote_cancelled"});
    return {};
}

void erase_lost_vote_keys(Work& work, VoteKeys const& keys)
{
    auto const tenant = work.tenant();
    for (auto const id : keys.list(tenant)) {
        auto const vote = load_secret_vote(work.db(), tenant, id);
        // One without a vote may belong to another database of this folder, which is just opening it.
        bool const is_lost = vote ? vote->state != VoteState::open : keys.is_of_before_yesterday(tenant, id);
        if (is_lost)
            keys.erase(tenant, id);
    }
    keys.erase_unfinished(tenant);
}

RecurringRule vote_key_erasure(VoteKeys keys)
{
    return {
        "meetings.vote_keys_erased", i18n::TimeOfDay::at(3, 55),
        [keys = std::move(keys)](Work& work) -> Result<void> {
            erase_lost_vote_keys(work, keys);
            return {};
        },
        "job.meetings.vote_keys_erased"_msg};
}

JobRule vote_clearing(VoteKeys keys)
{
    return {
        clearing,
        [keys = std::move(keys)](WorkContext const& context, JobOrder const& order) -> Result<void> {
            keys.erase(context.tenant, order.id<SecretVoteId>("vote"));
            if (context.connection.engine() == db::Engine::postgres)
                context.connection.execute("VACUUM secret_votes, secret_slips");
            else
                static_cast<void>(context.connection.empty_log()); // once an hour in any case
            return {};
        },
        "job.meetings.secret_vote.cleared"_msg};
}

} // namespace kommin::meetings
