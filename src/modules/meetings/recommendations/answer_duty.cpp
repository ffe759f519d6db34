#include "modules/meetings/recommendations/answer_duty.hpp"

#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/account.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

bool leads(MemberOn const& member)
{
    return member.role == SeatRole::chair || member.role == SeatRole::deputy_chair
        || member.role == SeatRole::management;
}

std::vector<contacts::ReachablePerson> reachable_among(
    db::Connection& db, TenantId tenant, std::vector<MemberOn> const& members, bool only_leading)
{
    std::vector<contacts::PersonId> people;
    for (auto const& member : members) {
        bool const is_meant = member.capacity == Capacity::holder && (!only_leading || leads(member));
        if (is_meant && std::ranges::find(people, member.person) == people.end())
            people.push_back(member.person);
    }
    auto reachable = contacts::list_reachable_people(db, tenant, people);
    std::erase_if(reachable, [](contacts::ReachablePerson const& person) { return person.mail.empty(); });
    return reachable;
}

bool was_submitted_lately(Recommendation const& one, Date today)
{
    return one.state == RecommendationState::submitted && one.state_day
        && one.state_day->first_possible_day() + told_after_submission >= today;
}

// Who is told is to be compared, not to be read: no address stays there for good.
std::string mark_of_owner(Recommendation const& one)
{
    if (one.owner_panel)
        return std::to_string(one.owner_panel->value);
    return one.owner_mail.empty() ? std::string{} : crypto::sha256_hex(identity::email_key(one.owner_mail));
}

bool was_told(db::Connection& db, TenantId tenant, AnswerTurn const& turn)
{
    return db.load<std::int64_t>(
               "SELECT COUNT(*) FROM recommendation_letters WHERE tenant_id = ? AND recommendation_id = ?"
               " AND kind = ? AND day = ? AND owner = ?",
               tenant, turn.recommendation, turn.letter, turn.day, turn.owner)
        > 0;
}

void note_told(Work& work, AnswerTurn const& turn, std::int64_t letters)
{
    work.db().execute(
        "INSERT INTO recommendation_letters (tenant_id, recommendation_id, kind, day, owner, letters,"
        " ordered_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        work.tenant(), turn.recommendation, turn.letter, turn.day, turn.owner, letters, work.now());
}

void enqueue_letter(Work& work, AnswerTurn const& turn, std::optional<contacts::PersonId> person)
{
    work.enqueue(
        answer_mail_kind,
        json::print(json::Value::Object{
            {"recommendation", turn.recommendation.value},
            {"letter", std::string(to_text(turn.letter))},
            {"day", turn.day},
            {"owner", turn.owner},
            {"person", person ? person->value : 0}}));
}

}

MessageKey label_of(AnswerLetter letter)
{
    switch (letter) {
    case AnswerLetter::soon:
        return "answers.told.soon"_msg;
    case AnswerLetter::late:
        return "answers.told.late"_msg;
    case AnswerLetter::submitted:
        break;
    }
    return "answers.told.submitted"_msg;
}

std::vector<AnswerLetter> letters_due(Recommendation const& one, Date today)
{
    std::vector<AnswerLetter> due;
    if (one.state == RecommendationState::answered || !one.owes_answer(today))
        return due;
    if (one.is_overdue(today))
        due.push_back(AnswerLetter::late);
    else if (one.due && *one.due <= today + told_before)
        due.push_back(AnswerLetter::soon);
    if (was_submitted_lately(one, today))
        due.push_back(AnswerLetter::submitted);
    return due;
}

AnswerTurn turn_of(Recommendation const& one, AnswerLetter letter)
{
    if (letter == AnswerLetter::submitted)
        return {one.id, letter, one.state_day ? one.state_day->to_iso() : std::string{}, mark_of_owner(one)};
    return {one.id, letter, one.due ? to_iso(*one.due) : std::string{}, mark_of_owner(one)};
}

std::vector<contacts::ReachablePerson> list_told_in_panel(
    db::Connection& db, TenantId tenant, PanelId panel, Date today)
{
    auto const members = list_members_on(db, tenant, panel, today);
    auto leading = reachable_among(db, tenant, members, true);
    return leading.empty() ? reachable_among(db, tenant, members, false) : leading;
}

OwnerReached reach_owner(db::Connection& db, TenantId tenant, Recommendation const& one, Date today)
{
    if (one.owner_panel)
        return {true, std::ssize(list_told_in_panel(db, tenant, *one.owner_panel, today))};
    return {!one.owner_office.empty(), one.owner_mail.empty() ? 0 : 1};
}

std::int64_t order_answer_letters(Work& work, Recommendation const& one)
{
    std::vector<AnswerTurn> turns;
    for (auto const letter : letters_due(one, work.today())) {
        auto turn = turn_of(one, letter);
        if (!turn.owner.empty() && !was_told(work.db(), work.tenant(), turn))
            turns.push_back(std::move(turn));
    }
    if (turns.empty())
        return 0;
    std::vector<std::optional<contacts::PersonId>> to;
    if (one.owner_panel) {
        for (auto const& person :
             list_told_in_panel(work.db(), work.tenant(), *one.owner_panel, work.today()))
            to.emplace_back(person.id);
    } else {
        to.emplace_back();
    }
    if (to.empty())
        return 0;
    auto letters = std::ssize(to);
    for (auto const& turn : turns)
        note_told(work, turn, std::exchange(letters, 0));
    for (auto const& person : to)
        enqueue_letter(work, turns.front(), person);
    work.audit(
        "meetings.recommendation.owner_told", recommendation_subject.word(), one.id, {},
        {{"count", static_cast<std::int64_t>(std::ssize(to))}});
    return std::ssize(to);
}

std::int64_t order_all_answer_letters(Work& work)
{
    std::int64_t letters = 0;
    for (auto const& one : list_owed_by_somebody(work.db(), work.tenant()))
        letters += order_answer_letters(work, one);
    return letters;
}

std::vector<ToldOwner> list_told(db::Connection& db, TenantId tenant, RecommendationId id)
{
    return db.list<ToldOwner>(
        "SELECT kind, day, letters, ordered_at FROM recommendation_letters"
        " WHERE tenant_id = ? AND recommendation_id = ? AND letters > 0 ORDER BY ordered_at, kind",
        tenant, id);
}

void note_unsent(db::Connection& db, TenantId tenant, AnswerTurn const& turn)
{
    db.execute(
        "UPDATE recommendation_letters SET letters = letters - 1 WHERE tenant_id = ?"
        " AND recommendation_id = ? AND kind = ? AND day = ? AND owner = ? AND letters > 0",
        tenant, turn.recommendation, turn.letter, turn.day, turn.owner);
    // With what it was to say for others.
    db.execute(
        "DELETE FROM recommendation_letters WHERE tenant_id = ? AND recommendation_id = ? AND letters = 0"
        " AND ordered_at = (SELECT ordered_at FROM recommendation_letters WHERE tenant_id = ?"
        " AND recommendation_id = ? AND kind = ? AND day = ? AND owner = ? AND letters = 0)",
        tenant, turn.recommendation, tenant, turn.recommendation, turn.letter, turn.day, turn.owner);
}

} // namespace kommin::meetings
