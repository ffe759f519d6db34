#include "modules/meetings/ballots/secret_vote.hpp"

#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/random.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace kommin::meetings {

namespace {

db::Query votes_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, minutes_id, motion, question, state, sealed_key, cast_votes, yes, no, abstained"
        " FROM secret_votes WHERE tenant_id = ?",
        tenant);
}

std::string context_of_key(MinutesId minutes, std::string_view motion)
{
    return "secret_vote:" + std::to_string(minutes.value) + ':' + std::string(motion);
}

std::optional<crypto::Key> key_of(crypto::Key const& server_key, SecretVote const& vote)
{
    auto const bytes
        = crypto::open_sealed(server_key, vote.sealed_key, context_of_key(vote.minutes, vote.motion));
    return bytes ? crypto::Key::of(*bytes) : std::nullopt;
}

// All ballots are of one length: what is sealed must not tell by its size.
char letter_of(Choice choice)
{
    return choice == Choice::yes ? 'y' : choice == Choice::no ? 'n' : 'a';
}

struct Tally {
    std::int64_t cast = 0, yes = 0, no = 0, abstained = 0;
};
Tally tally_of(db::Connection& db, TenantId tenant, crypto::Key const& key, SecretVoteId id)
{
    Tally tally;
    for (auto const& sealed : db.list<std::string>(
             "SELECT sealed FROM ballots WHERE tenant_id = ? AND vote_id = ? ORDER BY name", tenant, id)) {
        ++tally.cast;
        auto const ballot = crypto::open_sealed(key, sealed, "ballot");
        if (ballot == "y")
            ++tally.yes;
        else if (ballot == "n")
            ++tally.no;
        else
            ++tally.abstained;
    }
    return tally;
}

// In the order of the persons, in one transaction: nothing says who voted before whom.
void write_voters(db::Connection& db, TenantId tenant, SecretVoteId id, std::vector<SecretVoter> voters)
{
    std::ranges::sort(voters, {}, &SecretVoter::person);
    db.execute("DELETE FROM secret_voters WHERE tenant_id = ? AND vote_id = ?", tenant, id);
    for (auto const& [person, has_voted] : voters)
        db.execute(
            "INSERT INTO secret_voters (vote_id, tenant_id, person_id, has_voted) VALUES (?, ?, ?, ?)", id,
            tenant, person, has_voted);
}

// What came of a vote stands in the minutes as that of any other, but nobody has typed it.
void keep_result(Work& work, records::Editing const& editing, SecretVote const& vote)
{
    auto minutes = load_minutes(work.db(), work.tenant(), vote.minutes).value();
    auto const before = form_of(minutes);
    auto fields = minutes.fields();
    auto const set = [&](std::string_view name, std::optional<std::int64_t> value) {
        fields.set(std::string(name) + '_' + vote.motion, value ? std::to_string(*value) : std::string{});
    };
    fields.set(std::string(minutes_field::voting) + '_' + vote.motion, std::string(to_text(Voting::secret)));
    fields.set(
        std::string(minutes_field::ballot) + '_' + vote.motion,
        vote.state == VoteState::open ? std::string("open") : std::string{});
    set(minutes_field::yes, vote.yes);
    set(minutes_field::no, vote.no);
    set(minutes_field::abstained, vote.abstained);
    minutes.content = fields.to_json();
    update_minutes(work.db(), work.tenant(), minutes, work.now());
    editing.keep_changed(
        before, form_of(minutes), vote.state == VoteState::open ? "vote_opened" : "vote_counted");
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

std::vector<SecretVoter> list_secret_voters(db::Connection& db, TenantId tenant, SecretVoteId id)
{
    return db.list<SecretVoter>(
        "SELECT person_id, has_voted FROM secret_voters WHERE tenant_id = ? AND vote_id = ?"
        " ORDER BY person_id",
        tenant, id);
}

std::int64_t count_cast_votes(db::Connection& db, TenantId tenant, SecretVoteId id)
{
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM ballots WHERE tenant_id = ? AND vote_id = ?", tenant, id);
}

void forget_secret_voter(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    db.execute("DELETE FROM secret_voters WHERE tenant_id = ? AND person_id = ?", tenant, person);
}

std::vector<contacts::PersonId> people_with_vote(db::Connection& db, TenantId tenant, Meeting const& meeting)
{
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!day)
        return {};
    std::set<contacts::PersonId> present;
    for (auto const& attendance : list_attendances(db, tenant, meeting.id))
        present.insert(attendance.person);
    std::map<SeatId, contacts::PersonId> voters;
    for (auto const& member : list_members_on(db, tenant, meeting.panel, *day)) { // holders first
        if (member.vote != Vote::advisory && present.contains(member.person))
            voters.try_emplace(member.seat, member.person);
    }
    std::set<contacts::PersonId> people;
    for (auto const& [seat, person] : voters)
        people.insert(person);
    return {people.begin(), people.end()};
}

std::optional<std::string> code_of(
    crypto::Key const& server_key, SecretVote const& vote, contacts::PersonId person)
{
    auto const key = key_of(server_key, vote);
    if (!key)
        return std::nullopt;
    return std::to_string(vote.id.value) + '-'
        + crypto::keyed_fingerprint(key->derive("slip"), std::to_string(person.value));
}

std::optional<OpenBallot> find_open_ballot(
    db::Connection& db, TenantId tenant, crypto::Key const& server_key, std::string_view code)
{
    auto const number = parse_number(code.substr(0, code.find('-')));
    auto vote = number ? load_secret_vote(db, tenant, SecretVoteId{*number}) : std::nullopt;
    if (!vote || vote->state != VoteState::open)
        return std::nullopt;
    for (auto const& voter : list_secret_voters(db, tenant, vote->id)) {
        auto const known = code_of(server_key, *vote, voter.person);
        if (known && crypto::equal_in_constant_time(*known, code))
            return OpenBallot{std::move(*vote), voter};
    }
    return std::nullopt;
}

Result<SecretVoteId> open_secret_vote(
    Work& work, crypto::Key const& server_key, MinutesVersion const& seen, std::string_view motion)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const editing = TRY(records::Editing::begin(
        work, edited_minutes, seen.id.value, seen.version, write_minutes, "minutes.problem.unknown"_msg));
    auto const minutes = load_minutes(db, tenant, seen.id).value();
    if (minutes.state == MinutesState::approved)
        return Problem::conflict({}, "minutes.problem.approved"_msg);
    auto const meeting = load_meeting(db, tenant, minutes.meeting).value();
    auto const content = content_of(minutes.fields(), items_of(list_agenda(db, tenant, minutes.meeting)));
    auto const wanted = find_motion(content, motion);
    if (!wanted || wanted->text.empty() || wanted->voting != Voting::none)
        return Problem::conflict({}, "ballot.problem.motion"_msg);
    auto const people = people_with_vote(db, tenant, meeting);
    if (std::ssize(people) < fewest_ballots)
        return Problem::conflict({}, "ballot.problem.voters"_msg);
    auto const key = crypto::Key::random();
    auto const id = db.load<SecretVoteId>(
        "INSERT INTO secret_votes (tenant_id, minutes_id, motion, question, state, sealed_key, cast_votes)"
        " VALUES (?, ?, ?, ?, ?, ?, 0) RETURNING id",
        tenant, minutes.id, motion, wanted->text, VoteState::open,
        crypto::seal(server_key, key.bytes(), context_of_key(minutes.id, motion)));
    std::vector<SecretVoter> voters;
    for (auto const person : people)
        voters.push_back({person, false});
    write_voters(db, tenant, id, std::move(voters));
    keep_result(work, editing, load_secret_vote(db, tenant, id).value());
    return id;
}

Result<bool> cast_ballot(Work& work, crypto::Key const& server_key, std::string_view code, Choice choice)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const open = find_open_ballot(db, tenant, server_key, code);
    auto const key = open ? key_of(server_key, open->vote) : std::nullopt;
    if (!key)
        return Problem{ProblemKind::gone, {}, "ballot.problem.gone"_msg, {}};
    if (open->voter.has_voted)
        return false;
    db.execute(
        "UPDATE secret_voters SET has_voted = ? WHERE tenant_id = ? AND vote_id = ? AND person_id = ?", true,
        tenant, open->vote.id, open->voter.person);
    db.execute(
        "INSERT INTO ballots (name, tenant_id, vote_id, sealed) VALUES (?, ?, ?, ?)", crypto::random_token(),
        tenant, open->vote.id, crypto::seal(*key, std::string(1, letter_of(choice)), "ballot"));
    return true;
}

Result<void> count_secret_vote(Work& work, crypto::Key const& server_key, SecretVoteId id)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto vote = load_secret_vote(db, tenant, id);
    auto const minutes = vote ? load_minutes(db, tenant, vote->minutes) : std::nullopt;
    auto const seen = minutes ? find_seen_meeting(db, tenant, minutes->meeting, work.actor(), write_minutes)
                              : std::nullopt;
    if (!seen)
        return Problem::not_found("minutes.problem.unknown"_msg);
    if (vote->state == VoteState::counted)
        return {};
    auto const editing = records::Editing::begin_unasked(work, edited_minutes, vote->minutes.value).value();
    auto const key = key_of(server_key, *vote);
    // Where the server has another key by now nobody can open them: it is a vote in which nobody took part.
    auto const tally = key ? tally_of(db, tenant, *key, id) : Tally{};
    vote->state = VoteState::counted;
    vote->cast_votes = tally.cast;
    if (tally.cast >= fewest_ballots) {
        vote->yes = tally.yes;
        vote->no = tally.no;
        vote->abstained = tally.abstained;
    }
    db.execute("DELETE FROM ballots WHERE tenant_id = ? AND vote_id = ?", tenant, id);
    write_voters(db, tenant, id, list_secret_voters(db, tenant, id));
    db.execute(
        "UPDATE secret_votes SET state = ?, sealed_key = '', cast_votes = ?, yes = ?, no = ?, abstained = ?"
        " WHERE tenant_id = ? AND id = ?",
        vote->state, vote->cast_votes, vote->yes, vote->no, vote->abstained, tenant, id);
    keep_result(work, editing, *vote);
    return {};
}

} // namespace kommin::meetings
