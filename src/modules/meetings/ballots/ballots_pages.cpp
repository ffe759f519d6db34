#include "modules/meetings/ballots/ballots_pages.hpp"

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/qr/qr.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// A press that needs a word before it.
void write_asking(
    Writer& w, web::Call const& call, html::Url const& address, SecretVote const& vote,
    std::string_view summary, std::string_view question, std::string_view press)
{
    w(R"(<details><summary>{}</summary><form class="stack" method="post" action="{}">{}<input type="hidden" name="wahl" value="{}"><input type="hidden" name="sicher" value="ja"><p class="measure">{}</p>{}</form></details>)",
      summary, address, web::FormToken{call}, vote.id.value, question, web::SubmitButton{press, "secondary"});
}

void write_counting(
    Writer& w, web::Call const& call, Texts const& texts, MeetingId meeting, ShownVote const& shown)
{
    auto const& vote = shown.vote;
    auto const address = minutes_url(meeting, "auszaehlen");
    if (*shown.used < vote.slips) {
        write_asking(
            w, call, address, vote, texts("ballot.count"_msg),
            texts(question_before_counting(*shown.used), {{"cast", *shown.used}, {"slips", vote.slips}}),
            texts("ballot.count.sure"_msg));
        return;
    }
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="wahl" value="{}">{}</form>)", address,
      web::FormToken{call}, vote.id.value, web::SubmitButton{texts("ballot.count"_msg)});
}

void write_open(
    Writer& w, web::Call const& call, Texts const& texts, MeetingId meeting, ShownVote const& shown)
{
    auto const& vote = shown.vote;
    w("<p>{}</p>{}{}",
      shown.used ? texts("ballot.cast"_msg, {{"cast", *shown.used}, {"slips", vote.slips}})
                 : std::string(texts("ballot.unreadable"_msg)),
      when(
          shown.used.has_value(),
          [&](Writer& inner) {
              if (*shown.used == 0) // the page with the codes may be lost: nobody has drawn one yet
                  write_asking(
                      inner, call, minutes_url(meeting, "stimmzettel"), vote, texts("ballot.renew"_msg),
                      texts("ballot.renew.question"_msg), texts("ballot.renew.sure"_msg));
              write_counting(inner, call, texts, meeting, shown);
          }),
      [&](Writer& inner) {
          write_asking(
              inner, call, minutes_url(meeting, "abbrechen"), vote, texts("ballot.cancel"_msg),
              texts("ballot.cancel.question"_msg), texts("ballot.cancel.sure"_msg));
      });
}

std::string result_of(SecretVote const& vote, Texts const& texts)
{
    if (vote.state == VoteState::cancelled)
        return std::string(texts("ballot.cancelled"_msg));
    if (!vote.yes)
        return std::string(texts("ballot.too_few"_msg));
    return texts(
        "minutes.votes"_msg,
        {{"yes", *vote.yes}, {"no", vote.no.value_or(0)}, {"abstained", vote.abstained.value_or(0)}});
}

void write_vote(
    Writer& w, web::Call const& call, Texts const& texts, VotesPage const& page, ShownVote const& shown)
{
    auto const& vote = shown.vote;
    w(R"(<section class="card stack"><p lang="de"><strong>{}</strong></p>{}</section>)", vote.question,
      [&](Writer& inner) {
          if (vote.state == VoteState::open)
              write_open(inner, call, texts, page.seen.of.meeting.id, shown);
          else
              inner("<p>{}</p>", result_of(vote, texts));
      });
}

// As many as people will draw one; where no seats are known, whoever is there.
std::int64_t likely_slips(VotesPage const& page)
{
    auto const people = std::ssize(page.people);
    return people == 0 ? page.most_slips : std::min<std::int64_t>(people, page.most_slips);
}

void write_motion(
    Writer& w, web::Call const& call, Texts const& texts, VotesPage const& page, Motion const& motion)
{
    auto const key = motion.key();
    auto const field = slips_field(key);
    bool const was_refused = !page.problems.empty() && page.problems.front().field == field;
    auto const count = was_refused ? page.typed : std::to_string(likely_slips(page));
    w(R"(<form class="card stack" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="wahl" value="{}"><p lang="de">{}</p>{}{}</form>)",
      minutes_url(page.seen.of.meeting.id, votes_page), web::FormToken{call}, page.seen.minutes.version, key,
      motion.text,
      web::TextField{
          .texts = texts,
          .name = field,
          .label = "ballot.slips.count"_msg,
          .value = count,
          .problems = page.problems,
          .hint = "ballot.slips.count.hint"_msg,
          .width = web::FieldWidth::narrow,
          .input_mode = "numeric"},
      web::SubmitButton{texts("ballot.open"_msg), "secondary"});
}

void write_names(Writer& w, Texts const& texts, std::string_view title, std::vector<std::string> const& names)
{
    if (names.empty())
        return;
    auto const unseen = std::ranges::count(names, std::string_view{});
    w(R"(<section class="stack"><h2>{}</h2><ul>{}{}</ul></section>)", title,
      each(
          names,
          [&](Writer& inner, std::string const& name) {
              if (!name.empty())
                  inner("<li>{}</li>", name);
          }),
      when(unseen > 0, [&](Writer& inner) {
          inner("<li>{}</li>", texts("ballot.unseen"_msg, {{"count", unseen}}));
      }));
}

web::StaffFrame frame_of(web::Call const& call, SeenMinutes const& seen, MessageKey title)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_meeting(call, seen.of.meeting, std::string(texts(title)));
    frame.crumbs.push_back({minutes_url(seen.of.meeting.id), std::string(texts("minutes.title"_msg))});
    return frame;
}

void write_slip(Writer& w, SecretVote const& vote, std::string const& address, std::string const& code)
{
    auto const& german = Texts::of(i18n::Language::german()); // for whoever draws it, not for the clerk
    auto const drawn = qr::encode(address + '/' + code);
    auto const side = std::to_string(drawn.side());
    auto box = "0 0 " + side;
    box += ' ' + side;
    auto ground = "M0 0h" + side;
    ground += 'v' + side;
    ground += "H0z";
    w(R"(<section class="card stack" lang="de"><p><strong>{}</strong></p><svg class="qr" viewBox="{}" role="img" aria-label="{}"><path fill="#fff" d="{}"/><path fill="#000" d="{}"/></svg><p class="wrap">{}<br><strong>{}</strong></p><p class="small">{}</p></section>)",
      vote.question, box, german("ballot.slip.qr"_msg), ground, drawn.svg_path(), address, in_groups(code),
      german("ballot.slip.hint"_msg, {{"count", vote.slips}}));
}

}

std::string slips_field(std::string_view motion)
{
    return "zettel-" + std::string(motion);
}

http::Response votes_page_of(web::Call const& call, VotesPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.of.meeting;
    auto frame = frame_of(call, page.seen, "ballot.title"_msg);
    frame.state_line = texts("ballot.voters"_msg, {{"count", page.people.size()}});
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><p class="measure">{}</p>{}{}{}{}{}{}{}</div>)", texts("ballot.lead"_msg),
            when(
                page.present == 0,
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
            each(
                page.motions,
                [&](Writer& inner, Motion const& motion) { write_motion(inner, call, texts, page, motion); }),
            [&](Writer& inner) { write_names(inner, texts, texts("ballot.people"_msg), page.people); },
            [&](Writer& inner) {
                write_names(
                    inner, texts, texts("ballot.unsettled"_msg, {{"count", page.unsettled.size()}}),
                    page.unsettled);
            });
    });
}

http::Response slips_page_of(
    web::Call const& call, SeenMinutes const& seen, SecretVote const& vote,
    std::vector<std::string> const& codes)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_of(call, seen, "ballot.slips"_msg);
    frame.crumbs.push_back(
        {minutes_url(seen.of.meeting.id, votes_page), std::string(texts("ballot.title"_msg))});
    auto const address = call.site.base_url + "/de/abstimmung";
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack"><p class="note note--warn tools">{}</p><div class="slips">{}</div><p class="tools"><a href="{}">{}</a></p></div>)",
          texts("ballot.slips.once"_msg),
          each(
              codes, [&](Writer& inner, std::string const& code) { write_slip(inner, vote, address, code); }),
          minutes_url(seen.of.meeting.id, votes_page), texts("ballot.slips.done"_msg));
    });
}

} // namespace kommin::meetings
