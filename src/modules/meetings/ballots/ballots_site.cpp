// The ballot on a telephone: one question, three answers, no account.

#include "modules/meetings/ballots/ballots_desk.hpp"
#include "modules/meetings/ballots/secret_vote.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using web::Visit;

namespace {

constexpr std::string_view ballots_path = "abstimmung";
constexpr std::string_view choice_field = "stimme";

struct Ballot {
    std::string code;
    std::string question;
    std::int64_t slips; // of this vote
    std::optional<bool> is_used; // nothing: it cannot be read here
};

std::optional<Ballot> read_ballot(Visit const& visit, VoteKeys const& keys)
{
    auto code = code_from(visit.call.path["token"]);
    if (!code)
        return std::nullopt;
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<Ballot> {
        auto const tenant = visit.call.site.tenant;
        auto const digest = digest_of(*code);
        auto const id = find_vote_of(db, tenant, digest);
        auto vote = id ? load_secret_vote(db, tenant, *id) : std::nullopt;
        if (!vote || vote->state != VoteState::open)
            return std::nullopt;
        Ballot ballot{std::move(*code), std::move(vote->question), vote->slips, std::nullopt};
        if (auto const key = keys.find(tenant, *id)) {
            auto const opened = open_slips(db, tenant, *key, *id);
            auto const slip = std::ranges::find(opened.slips, digest, &Slip::digest);
            if (slip != opened.slips.end())
                ballot.is_used = slip->choice.has_value();
        }
        return ballot;
    });
}

std::optional<Ballot> load_ballot(Visit const& visit, VoteKeys const& keys)
{
    auto ballot = read_ballot(visit, keys);
    if (ballot && !ballot->is_used) // or the vote was counted after we had begun to read
        ballot = read_ballot(visit, keys);
    return ballot;
}

// `path`: where the page is, so that another language is the same page.
web::PublicFrame ballot_frame(Visit const& visit, MessageKey title, std::string path)
{
    auto frame = visit.frame(std::string(visit.texts(title)), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

std::string path_of(std::string_view code)
{
    auto path = std::string(ballots_path) + '/';
    path += code;
    return path;
}

http::Response page_of(
    Visit const& visit, http::Status status, MessageKey title, std::string path, web::Body const& body)
{
    auto page = visit.page(ballot_frame(visit, title, std::move(path)), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}</div>)", visit.texts(title), body);
    });
    page.set_status(status);
    return std::move(page).no_store();
}

// For every code that does not work, whatever the reason.
http::Response void_slip_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    // What was typed is kept in no link of the page but this one.
    auto const code = code_from(visit.call.path["token"]);
    return page_of(
        visit, http::Status::gone, "ballot.gone.title"_msg, code ? path_of(*code) : std::string(ballots_path),
        [&](Writer& w) {
            w(R"(<p class="km-lead">{}</p><p>{}</p><p><a href="{}">{}</a></p>)",
              texts("ballot.gone.text"_msg), texts("ballot.gone.pressed"_msg), visit.url({ballots_path}),
              texts("ballot.search.again"_msg));
        });
}

MessageKey label_of(Choice choice)
{
    switch (choice) {
    case Choice::yes:
        return "ballot.yes"_msg;
    case Choice::no:
        return "ballot.no"_msg;
    case Choice::abstained:
        break;
    }
    return "ballot.abstain"_msg;
}

// Chosen first, then sent: nobody votes with a slip of the finger.
void write_choices(
    Writer& w, i18n::Texts const& texts, std::optional<Choice> chosen, std::vector<Problem> const& problems)
{
    auto const problem = std::ranges::find(problems, std::string_view(choice_field), &Problem::field);
    bool const is_missing = problem != problems.end();
    w(R"(<fieldset class="{}" {}><legend>{}</legend>{}{}</fieldset><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button>)",
      is_missing ? "km-fieldset km-field--error" : "km-fieldset",
      html::Attributes{html::attribute("aria-describedby", "f-stimme-fehler", is_missing)},
      texts("ballot.choice"_msg),
      when(
          is_missing,
          [&](Writer& inner) {
              inner(R"(<p class="km-error" id="f-stimme-fehler">{}</p>)", i18n::text_of(*problem, texts));
          }),
      each(
          all_choices,
          [&](Writer& inner, Choice choice, std::size_t index) {
              auto const id = index == 0 ? std::string("f-stimme") : "f-stimme-" + std::to_string(index);
              inner(
                  R"(<div class="km-check"><input type="radio" id="{}" name="{}" value="{}" required {}><label for="{}">{}</label></div>)",
                  id, choice_field, to_text(choice),
                  html::Attributes{html::flag("checked", chosen == choice)}, id, texts(label_of(choice)));
          }),
      texts("ballot.send"_msg));
}

http::Response ballot_page(
    Visit const& visit, http::Status status, Ballot const& ballot, std::string const& key,
    std::optional<Choice> chosen = std::nullopt, std::vector<Problem> const& problems = {})
{
    auto const& texts = visit.texts;
    bool const is_thanked = visit.call.request.query().has("danke");
    auto const answer = [&](Writer& w) {
        if (!ballot.is_used) {
            w(R"(<p class="km-note">{}</p>)", texts("ballot.problem.key"_msg));
        } else if (*ballot.is_used) {
            w(R"({}<p class="km-note" {}>{}</p>)",
              when(
                  is_thanked,
                  [&](Writer& inner) {
                      inner(
                          R"(<p class="km-note km-note--ok" role="status" tabindex="-1" autofocus>{}</p>)",
                          texts("ballot.thanks"_msg));
                  }),
              html::Attributes{
                  html::attribute("tabindex", "-1", !is_thanked), html::flag("autofocus", !is_thanked)},
              texts("ballot.used"_msg));
        } else {
            w(R"(<p>{}</p><form class="km-form km-stack" method="post" action="{}" novalidate>{}{}</form>)",
              texts("ballot.public.lead"_msg), visit.url({ballots_path, ballot.code}),
              web::PublicFormFields{key},
              [&](Writer& inner) { write_choices(inner, texts, chosen, problems); });
        }
    };
    return page_of(visit, status, "ballot.public.title"_msg, path_of(ballot.code), [&](Writer& w) {
        w(R"({}<p class="km-lead">{}</p>{}<p class="km-hint">{}</p>)", web::FormTrouble{texts, problems},
          web::GermanName{ballot.question, visit.language()}, answer,
          texts("ballot.public.slips"_msg, {{"count", ballot.slips}}));
    });
}

http::Response search_page(
    Visit const& visit, http::Status status, std::string const& key, std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    bool const has_problem = !problems.empty() && problems.front().field == "code";
    return page_of(visit, status, "ballot.public.title"_msg, std::string(ballots_path), [&](Writer& w) {
        w(R"({}<form class="km-form km-stack" method="post" action="{}" novalidate>{}<div class="kern-form-input"><label class="kern-label" for="f-code">{}</label><p class="km-hint" id="f-code-hint">{}</p>{}<input class="kern-form-input__input" id="f-code" name="code" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false" {}></div><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></form>)",
          web::FormTrouble{texts, problems}, visit.url({ballots_path}), web::PublicFormFields{key},
          texts("ballot.search.code"_msg), texts("ballot.search.hint"_msg),
          when(
              has_problem,
              [&](Writer& inner) {
                  inner(
                      R"(<p class="km-error" id="f-code-fehler">{}</p>)",
                      i18n::text_of(problems.front(), texts));
              }),
          html::Attributes{
              html::attribute("aria-describedby", has_problem ? "f-code-hint f-code-fehler" : "f-code-hint"),
              html::attribute("aria-invalid", "true", has_problem)},
          texts("ballot.search.go"_msg));
    });
}

}

http::Response show_slip_search(Visit& visit)
{
    return search_page(visit, http::Status::ok, web::new_form_key(visit), {});
}

http::Response find_slip(Visit& visit, web::VisitorGate& gate)
{
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const code = code_from(posted.value("code"));
        return web::PublicForm{
            .check =
                [code] {
                    return code ? std::vector<Problem>{}
                                : std::vector{Problem::invalid("code", "ballot.problem.code"_msg)};
                },
            // Whether there is such a slip is said by its own page.
            .receive
            = [&visit, code](Work&) -> Result<html::Url> { return visit.url({ballots_path, code.value()}); },
            .show =
                [&visit, key](http::Status status, std::vector<Problem> const& problems) {
                    return search_page(visit, status, key, problems);
                },
            .thanks = visit.url({ballots_path})};
    });
}

http::Response show_ballot(Visit& visit, VoteKeys const& keys)
{
    auto const ballot = load_ballot(visit, keys);
    return ballot ? ballot_page(
                        visit, ballot->is_used ? http::Status::ok : http::Status::unavailable, *ballot,
                        web::new_form_key(visit))
                  : void_slip_page(visit);
}

http::Response send_ballot(Visit& visit, VoteKeys const& keys, web::VisitorGate& gate)
{
    auto const ballot = load_ballot(visit, keys);
    if (!ballot)
        return void_slip_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& form_key) {
        auto const choice = enum_from<Choice>(posted.value(choice_field));
        auto const here = visit.url({ballots_path, ballot->code});
        auto const thanks = here.with_query({{"danke", "1"}});
        return web::PublicForm{
            .check =
                [choice] {
                    return choice ? std::vector<Problem>{}
                                  : std::vector{Problem::invalid(
                                        std::string(choice_field), "ballot.problem.choice"_msg)};
                },
            // A slip that was used before is no error: the page that follows says what counts.
            .receive = [&keys, &ballot, choice, here, thanks](Work& work) -> Result<html::Url> {
                bool const is_cast = TRY(cast_ballot(work, keys, ballot->code, choice.value()));
                return is_cast ? thanks : here;
            },
            .show =
                [&visit, &ballot, choice,
                 form_key](http::Status status, std::vector<Problem> const& problems) {
                    return status == http::Status::gone
                        ? void_slip_page(visit)
                        : ballot_page(visit, status, *ballot, form_key, choice, problems);
                },
            .thanks = thanks};
    });
}

} // namespace kommin::meetings
