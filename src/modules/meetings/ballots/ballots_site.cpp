// The ballot on a telephone: one question, three buttons, no account.

#include "modules/meetings/ballots/ballots_desk.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::when;
using html::Writer;
using web::Visit;

namespace {

std::optional<OpenBallot> load_ballot(Visit const& visit, BallotKey const& key)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_open_ballot(db, visit.call.site.tenant, key(), visit.call.path["token"]);
    });
}

web::PublicFrame ballot_frame(Visit const& visit, std::string title)
{
    auto frame = visit.frame(std::move(title), "", "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

http::Response ended_vote_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto page = visit.page(ballot_frame(visit, std::string(texts("ballot.gone.title"_msg))), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
          texts("ballot.gone.title"_msg), texts("ballot.gone.text"_msg));
    });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

void write_choice(Writer& w, std::string_view value, std::string_view label)
{
    w(R"(<button class="kern-btn kern-btn--secondary" type="submit" name="stimme" value="{}"><span class="kern-label">{}</span></button>)",
      value, label);
}

http::Response ballot_page(
    Visit const& visit, http::Status status, OpenBallot const& open, std::string const& key,
    std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    auto page = visit.page(ballot_frame(visit, std::string(texts("ballot.public.title"_msg))), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}<p class="km-lead">{}</p>{}</div>)",
          texts("ballot.public.title"_msg), web::FormTrouble{texts, problems},
          web::GermanName{open.vote.question, visit.language()}, [&](Writer& inner) {
              if (open.voter.has_voted) {
                  inner(R"(<p class="km-note km-note--ok" role="status">{}</p>)", texts("ballot.thanks"_msg));
                  return;
              }
              inner(
                  R"(<p>{}</p><form class="km-form km-stack" method="post" action="{}" novalidate>{}<div class="km-actions">{}{}{}</div></form>)",
                  texts("ballot.public.lead"_msg), visit.url({"abstimmung", visit.call.path["token"]}),
                  web::PublicFormFields{key},
                  [&](Writer& button) { write_choice(button, "yes", texts("ballot.yes"_msg)); },
                  [&](Writer& button) { write_choice(button, "no", texts("ballot.no"_msg)); },
                  [&](Writer& button) { write_choice(button, "abstained", texts("ballot.abstain"_msg)); });
          });
    });
    page.set_status(status);
    return std::move(page).no_store();
}

}

http::Response show_ballot(Visit& visit, BallotKey const& key)
{
    auto const open = load_ballot(visit, key);
    return open ? ballot_page(visit, http::Status::ok, *open, web::new_form_key(visit), {})
                : ended_vote_page(visit);
}

http::Response send_ballot(Visit& visit, BallotKey const& key, web::VisitorGate& gate)
{
    auto const open = load_ballot(visit, key);
    if (!open)
        return ended_vote_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& form_key) {
        auto const choice = enum_from<Choice>(posted.value("stimme"));
        auto const here = visit.url({"abstimmung", visit.call.path["token"]});
        return web::PublicForm{
            .check =
                [choice] {
                    return choice ? std::vector<Problem>{}
                                  : std::vector{Problem::invalid("stimme", "ballot.problem.choice"_msg)};
                },
            .receive = [&visit, &key, choice, here](Work& work) -> Result<html::Url> {
                TRY(cast_ballot(work, key(), visit.call.path["token"], choice.value()));
                return here;
            },
            .show =
                [&visit, &open, form_key](http::Status status, std::vector<Problem> const& problems) {
                    return status == http::Status::gone
                        ? ended_vote_page(visit)
                        : ballot_page(visit, status, *open, form_key, problems);
                },
            .thanks = here};
    });
}

} // namespace kommin::meetings
