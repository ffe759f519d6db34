// Secret votes at the desk: beginning one, the slips, counting.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/ballots/ballots_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_shown.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::string_view votes_page = "geheim";
constexpr std::string_view slips_page = "stimmzettel";

struct ShownVote {
    SecretVote vote;
    std::int64_t cast = 0;
    std::int64_t voters = 0;
};
struct VotesPage {
    SeenMinutes const& seen;
    std::vector<ShownVote> votes;
    std::vector<Motion> motions; // that can be put to the vote
    std::int64_t voters = 0; // who could vote now
    std::vector<Problem> problems = {};
};

VotesPage load_page(web::Call const& call, SeenMinutes const& seen)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        VotesPage page{.seen = seen, .votes = {}, .motions = {}};
        for (auto& vote : list_secret_votes(db, tenant, seen.minutes.id)) {
            auto const cast
                = vote.state == VoteState::open ? count_cast_votes(db, tenant, vote.id) : vote.cast_votes;
            auto const voters = std::ssize(list_secret_voters(db, tenant, vote.id));
            page.votes.push_back({std::move(vote), cast, voters});
        }
        auto const content
            = content_of(seen.minutes.fields(), items_of(list_agenda(db, tenant, seen.minutes.meeting)));
        for (auto const& item : content.items) {
            for (auto const& motion : item.motions) {
                if (motion.voting == Voting::none && !motion.text.empty())
                    page.motions.push_back(motion);
            }
        }
        page.voters = std::ssize(people_with_vote(db, tenant, seen.of.meeting));
        return page;
    });
}

void write_vote(
    Writer& w, web::Call const& call, Texts const& texts, VotesPage const& page, ShownVote const& shown)
{
    auto const& vote = shown.vote;
    auto const meeting = page.seen.of.meeting.id;
    bool const is_open = vote.state == VoteState::open;
    w(R"(<section class="card stack"><p lang="de"><strong>{}</strong></p><p>{}</p>{}</section>)",
      vote.question, texts("ballot.cast"_msg, {{"cast", shown.cast}, {"voters", shown.voters}}),
      [&](Writer& inner) {
          if (is_open)
              inner(
                  R"(<div class="row"><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a><form method="post" action="{}">{}<input type="hidden" name="wahl" value="{}">{}</form></div>)",
                  minutes_url(meeting, slips_page), texts("ballot.slips"_msg),
                  minutes_url(meeting, "auszaehlen"), web::FormToken{call}, vote.id.value,
                  web::SubmitButton{texts("ballot.count"_msg)});
          else if (vote.yes)
              inner(
                  "<p>{}</p>",
                  texts(
                      "minutes.votes"_msg,
                      {{"yes", *vote.yes}, {"no", *vote.no}, {"abstained", *vote.abstained}}));
          else
              inner("<p>{}</p>", texts("ballot.too_few"_msg));
      });
}

void write_motion(
    Writer& w, web::Call const& call, Texts const& texts, VotesPage const& page, Motion const& motion)
{
    w(R"(<form class="card stack" method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="wahl" value="{}"><p lang="de">{}</p>{}</form>)",
      minutes_url(page.seen.of.meeting.id, votes_page), web::FormToken{call}, page.seen.minutes.version,
      motion.key(), motion.text, web::SubmitButton{texts("ballot.open"_msg), "secondary"});
}

http::Response votes_page_of(web::Call const& call, VotesPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.of.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("ballot.title"_msg)));
    frame.crumbs.push_back({minutes_url(meeting.id), std::string(texts("minutes.title"_msg))});
    frame.state_line = texts("ballot.voters"_msg, {{"count", page.voters}});
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack"><p class="measure">{}</p>{}{}{}{}{}</div>)", texts("ballot.lead"_msg),
          when(
              page.voters == 0,
              [&](Writer& inner) {
                  inner(
                      R"(<p class="measure">{}{}</p>)", texts("ballot.nobody"_msg),
                      when(call.actor().may(invite, page.seen.of.panel.owner()), [&](Writer& link) {
                          link(
                              R"( <a href="{}">{}</a>)", meeting_url(meeting.id, "anwesenheit"),
                              texts("ballot.nobody.link"_msg));
                      }));
              }),
          when(
              page.motions.empty() && page.votes.empty(),
              [&](Writer& inner) { inner(R"(<p class="measure">{}</p>)", texts("ballot.no_motion"_msg)); }),
          each(
              page.votes,
              [&](Writer& inner, ShownVote const& vote) { write_vote(inner, call, texts, page, vote); }),
          when(
              !page.motions.empty(),
              [&](Writer& inner) { inner("<h2>{}</h2>", texts("ballot.motions"_msg)); }),
          each(page.motions, [&](Writer& inner, Motion const& motion) {
              write_motion(inner, call, texts, page, motion);
          }));
    });
}

http::Response answer_of(web::Call& call, Result<void> const& done)
{
    auto const seen = minutes_in_path(call, write_minutes);
    if (!seen || (!done && done.problem().kind == ProblemKind::not_found))
        return web::staff_not_found(call);
    if (done)
        return http::Response::redirect(
            http::Status::see_other, minutes_url(seen->of.meeting.id, votes_page).text());
    auto page = load_page(call, *seen);
    page.problems = {done.problem()};
    note_minutes_read(call, seen->of.meeting.id);
    return votes_page_of(call, page);
}

struct Slip {
    std::string name; // "" where this person may not see it
    std::string question;
    std::string address;
};

void write_slip(Writer& w, Texts const& texts, Slip const& slip)
{
    w(R"(<section class="card stack"><h2>{}</h2><p lang="de">{}</p><p class="wrap">{}</p><p class="small">{}</p></section>)",
      slip.name.empty() ? std::string(texts("invitation.unseen"_msg)) : slip.name, slip.question,
      slip.address, texts("ballot.slip.hint"_msg));
}

// `person` is nothing that a ballot knows: nobody is kept or reported by it but as somebody who had a vote.
db::Query no_ground_by_votes(TenantId tenant, Date /*today*/)
{
    return db::Query("SELECT person_id FROM secret_voters WHERE tenant_id = ? AND FALSE", tenant);
}

}

http::Response show_secret_votes(web::Call& call, BallotKey const& /*key*/)
{
    auto const seen = minutes_in_path(call, write_minutes);
    if (!seen)
        return web::staff_not_found(call);
    note_minutes_read(call, seen->of.meeting.id);
    return votes_page_of(call, load_page(call, *seen));
}

http::Response open_vote_at_desk(web::Call& call, BallotKey const& key)
{
    auto const form = call.request.form();
    auto const seen = minutes_in_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    MinutesVersion const version{seen->minutes.id, parse_number(form->value("fassung")).value_or(0)};
    auto const opened = web::write(call, [&](Work& work) -> Result<void> {
        TRY(open_secret_vote(work, key(), version, form->value("wahl")));
        return {};
    });
    return answer_of(call, opened);
}

http::Response count_vote_at_desk(web::Call& call, BallotKey const& key)
{
    auto const form = call.request.form();
    auto const seen = minutes_in_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    SecretVoteId const id{parse_number(form->value("wahl")).value_or(0)};
    auto const counted = web::write(call, [&](Work& work) -> Result<void> {
        auto const vote = load_secret_vote(work.db(), work.tenant(), id);
        if (!vote || vote->minutes != seen->minutes.id)
            return Problem::conflict({}, "minutes.problem.vote_gone"_msg);
        return count_secret_vote(work, key(), id);
    });
    return answer_of(call, counted);
}

http::Response print_slips(web::Call& call, BallotKey const& key)
{
    auto const seen = minutes_in_path(call, write_minutes);
    if (!seen)
        return web::staff_not_found(call);
    note_minutes_read(call, seen->of.meeting.id);
    auto const& texts = web::staff_texts(call);
    auto const slips = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        std::vector<Slip> made;
        for (auto const& vote : list_secret_votes(db, tenant, seen->minutes.id)) {
            auto const voters = list_secret_voters(db, tenant, vote.id);
            std::vector<contacts::PersonId> people;
            std::ranges::transform(voters, std::back_inserter(people), &SecretVoter::person);
            auto const names = contacts::list_named_people(db, tenant, call.actor(), people);
            for (auto const person : people) {
                auto const code = vote.state == VoteState::open ? code_of(key(), vote, person) : std::nullopt;
                auto const named = names.find(person);
                if (code)
                    made.push_back(
                        {named == names.end() ? std::string{} : named->second.list_name, vote.question,
                         call.site.base_url + "/de/abstimmung/" + *code});
            }
        }
        return made;
    });
    auto frame = frame_below_meeting(call, seen->of.meeting, std::string(texts("ballot.slips"_msg)));
    frame.crumbs.push_back(
        {minutes_url(seen->of.meeting.id, votes_page), std::string(texts("ballot.title"_msg))});
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}</div>)",
          each(slips, [&](Writer& inner, Slip const& slip) { write_slip(inner, texts, slip); }));
    });
}

contacts::OfPeople ballots_of_people()
{
    return {
        .ground = &no_ground_by_votes,
        .report = [](web::Call const&, contacts::PersonId, std::vector<contacts::ReportPart>&) {},
        .show = [](web::Call const&, contacts::PersonId) { return contacts::OnPersonPage{}; },
        .merge = [](Work& work, contacts::PersonId from,
                    contacts::PersonId) { forget_secret_voter(work.db(), work.tenant(), from); },
        .erase = [](Work& work,
                    contacts::PersonId person) { forget_secret_voter(work.db(), work.tenant(), person); },
        .lost_by_erasing = [](web::Call const&, contacts::PersonId) { return std::vector<std::string>{}; }};
}

} // namespace kommin::meetings
