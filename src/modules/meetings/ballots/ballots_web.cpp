// Routes of secret votes for whoever writes the minutes.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/ballots/ballots_desk.hpp"
#include "modules/meetings/ballots/ballots_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/log/log.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

// By name; those whose name this person may not see are at the end.
std::vector<std::string> names_of(
    db::Connection& db, web::Call const& call, std::vector<contacts::PersonId> const& people)
{
    auto const known = contacts::list_named_people(db, call.site.tenant, call.actor(), people);
    std::vector<std::string> names;
    for (auto const person : people) {
        auto const named = known.find(person);
        names.push_back(named == known.end() ? std::string{} : named->second.list_name);
    }
    auto const& collator = i18n::Collator::of(i18n::Language::german());
    std::ranges::stable_sort(names, [&](std::string const& one, std::string const& other) {
        return one.empty() != other.empty() ? other.empty() : collator.is_before(one, other);
    });
    return names;
}

// How many slips of an open vote were used, if they can be read here.
std::optional<std::int64_t> count_used(
    db::Connection& db, TenantId tenant, VoteKeys const& keys, SecretVote const& vote)
{
    auto const key = vote.state == VoteState::open ? keys.find(tenant, vote.id) : std::nullopt;
    if (!key)
        return std::nullopt;
    auto const opened = open_slips(db, tenant, *key, vote.id);
    if (std::ssize(opened.slips) != vote.slips)
        return std::nullopt;
    return std::ranges::count_if(opened.slips, [](Slip const& slip) { return slip.choice.has_value(); });
}

std::vector<ShownVote> list_shown_votes(
    db::Connection& db, web::Call const& call, VoteKeys const& keys, MinutesId minutes)
{
    std::vector<ShownVote> shown;
    for (auto& vote : list_secret_votes(db, call.site.tenant, minutes)) {
        auto const used = count_used(db, call.site.tenant, keys, vote);
        shown.push_back({std::move(vote), used});
    }
    return shown;
}

VotesPage load_votes_page(web::Call const& call, VoteKeys const& keys, SeenMinutes const& seen)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        VotesPage shown{.seen = seen, .votes = list_shown_votes(db, call, keys, seen.minutes.id)};
        auto const content
            = content_of(seen.minutes.fields(), items_of(list_agenda(db, tenant, seen.minutes.meeting)));
        for (auto const& item : content.items)
            std::ranges::copy_if(item.motions, std::back_inserter(shown.motions), &can_be_voted_on);
        auto const people = people_with_vote(db, tenant, seen.of.meeting);
        shown.people = names_of(db, call, people.people);
        shown.unsettled = names_of(db, call, people.unsettled);
        shown.present = count_attendance(db, tenant, seen.of.meeting.id).value_or(0);
        shown.most_slips = most_slips_for(db, tenant, seen.of.meeting, content);
        return shown;
    });
}

bool is_unreadable(ShownVote const& shown)
{
    return shown.vote.state == VoteState::open && !shown.used;
}

// After a problem as the minutes are now: somebody else may just have opened the vote.
http::Response show_votes(
    web::Call const& call, VoteKeys const& keys, SeenMinutes const& known, std::vector<Problem> problems = {},
    std::string_view typed = {})
{
    auto const newest = problems.empty() ? std::nullopt : minutes_in_path(call, write_minutes);
    auto const& seen = newest ? *newest : known;
    note_minutes_read(call, seen.of.meeting.id);
    auto page = load_votes_page(call, keys, seen);
    if (std::ranges::any_of(page.votes, is_unreadable)) // or it was counted after we had begun to read
        page.votes = web::read(
            call, [&](db::Connection& db) { return list_shown_votes(db, call, keys, seen.minutes.id); });
    page.problems = std::move(problems);
    page.typed = typed;
    return votes_page_of(call, page);
}

http::Response printed(web::Call const& call, SeenMinutes const& seen, OpenedVote const& opened)
{
    auto const vote = web::read(
        call, [&](db::Connection& db) { return load_secret_vote(db, call.site.tenant, opened.id); });
    return slips_page_of(call, seen, vote.value(), opened.codes);
}

// The vote has ended, whatever the disk says: the job that clears up after it tries again.
void erase_key(VoteKeys const& keys, TenantId tenant, SecretVoteId id)
{
    try {
        keys.erase(tenant, id);
    } catch (files::Unavailable const& refused) {
        log::warning("meetings.vote_key.kept", {{"what", refused.what()}});
    }
}

// What ends a vote: back to the page of votes, without its key.
template<class UseCase>
http::Response end_vote_at_desk(web::Call& call, VoteKeys const& keys, UseCase const& use_case)
{
    auto const form = call.request.form();
    auto const seen = minutes_in_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    SecretVoteId const id{parse_number(form->value("wahl")).value_or(0)};
    bool const is_sure = form->value("sicher") == "ja";
    auto const ended = web::write(call, [&](Work& work) -> Result<void> {
        auto const vote = load_secret_vote(work.db(), work.tenant(), id);
        if (!vote || vote->minutes != seen->minutes.id)
            return Problem::conflict({}, "minutes.problem.vote_gone"_msg);
        return use_case(work, id, is_sure);
    });
    if (ended) {
        erase_key(keys, call.site.tenant, id);
        return http::Response::redirect(
            http::Status::see_other, minutes_url(seen->of.meeting.id, votes_page).text());
    }
    if (ended.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_votes(call, keys, *seen, {ended.problem()});
}

}

http::Response show_secret_votes(web::Call& call, VoteKeys const& keys)
{
    auto const seen = minutes_in_path(call, write_minutes);
    return seen ? show_votes(call, keys, *seen) : web::staff_not_found(call);
}

http::Response open_vote_at_desk(web::Call& call, VoteKeys const& keys)
{
    auto const form = call.request.form();
    auto const seen = minutes_in_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    MinutesVersion const version{seen->minutes.id, parse_number(form->value("fassung")).value_or(0)};
    auto const field = slips_field(form->value("wahl"));
    auto const slips = parse_number(trim(form->value(field))).value_or(0);
    auto const opened = web::write(
        call, [&](Work& work) { return open_secret_vote(work, keys, version, form->value("wahl"), slips); });
    if (!opened && opened.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (!opened) {
        auto problem = opened.problem();
        if (!problem.field.empty())
            problem.field = field;
        return show_votes(call, keys, *seen, {std::move(problem)}, form->value(field));
    }
    return printed(call, *seen, *opened);
}

http::Response renew_slips_at_desk(web::Call& call, VoteKeys const& keys)
{
    auto const form = call.request.form();
    auto const seen = minutes_in_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    SecretVoteId const id{parse_number(form->value("wahl")).value_or(0)};
    auto const renewed = web::write(call, [&](Work& work) -> Result<OpenedVote> {
        auto const vote = load_secret_vote(work.db(), work.tenant(), id);
        if (!vote || vote->minutes != seen->minutes.id)
            return Problem::conflict({}, "minutes.problem.vote_gone"_msg);
        return renew_slips(work, keys, id);
    });
    if (!renewed && renewed.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return renewed ? printed(call, *seen, *renewed) : show_votes(call, keys, *seen, {renewed.problem()});
}

http::Response count_vote_at_desk(web::Call& call, VoteKeys const& keys)
{
    return end_vote_at_desk(call, keys, [&keys](Work& work, SecretVoteId id, bool is_sure) {
        return count_secret_vote(work, keys, id, is_sure);
    });
}

http::Response cancel_vote_at_desk(web::Call& call, VoteKeys const& keys)
{
    return end_vote_at_desk(call, keys, [](Work& work, SecretVoteId id, bool is_sure) -> Result<void> {
        if (!is_sure)
            return Problem::conflict({}, "ballot.cancel.question"_msg);
        return cancel_secret_vote(work, id);
    });
}

} // namespace kommin::meetings
