// Routes of the link by which an offer is confirmed without an account.

#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/tenants/api.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;

namespace {

// Offices are written to in German; in the other languages of the portal there is no such page.
bool is_for_offices(Visit const& visit)
{
    return visit.language() == i18n::Language::german();
}

std::optional<Offer> offer_of(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_offer_of_link(
            db, visit.call.site.tenant, visit.call.path["token"], visit.call.clock.now());
    });
}

bool may_be_answered_again(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return was_just_answered(
            db, visit.call.site.tenant, visit.call.path["token"], visit.call.clock.now());
    });
}

http::Response link_has_ended(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(std::string(texts("confirm.gone.title"_msg)), "angebote", "");
    frame.is_indexable = false;
    frame.foot = {};
    auto page = visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
          texts("confirm.gone.title"_msg), texts("confirm.gone.text"_msg));
    });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

void write_answer_button(Writer& w, std::string_view value, std::string_view kind, std::string_view label)
{
    w(R"(<button class="{}" type="submit" name="antwort" value="{}"><span class="kern-label">{}</span></button>)",
      "kern-btn kern-btn--" + std::string(kind), value, label);
}

// What is asked about: every entry of the offer as the public sees it.
void write_shown_facts(Writer& w, Visit const& visit, Fields const& facts)
{
    auto const& texts = visit.texts;
    auto const names = web::read(
        visit.call, [&](db::Connection& db) { return DistrictNames::load(db, visit.call.site.tenant); });
    w(R"(<dl class="km-facts">{}</dl>)", each(offer_fields(), [&](Writer& row, OfferField const& field) {
          auto const value = shown_value(facts, field, texts, names);
          if (!value.empty())
              row(R"(<div><dt>{}</dt><dd>{}</dd></div>)", texts(field.label), value);
      }));
}

void write_answer_form(
    Writer& w, Visit const& visit, ConfirmationAnswer const& answer, std::string_view mark,
    std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="stand" value="{}"><p>{}</p>{})"
        R"(<div class="kern-form-input"><label class="kern-label" for="f-korrektur">{}</label>{}<textarea class="kern-form-input__input" id="f-korrektur" name="korrektur" rows="6">{}</textarea></div>{}</form>)",
        visit.url({"angaben", visit.call.path["token"]}), web::PublicFormFields{answer.idempotency_key}, mark,
        texts("confirm.right.hint"_msg),
        [&](Writer& inner) { write_answer_button(inner, "stimmt", "primary", texts("confirm.right"_msg)); },
        texts("confirm.correction"_msg),
        each(
            problems,
            [&](Writer& inner, Problem const& problem) {
                if (problem.field == "korrektur")
                    inner(R"(<p class="km-error">{}</p>)", i18n::text_of(problem, texts));
            }),
        answer.correction,
        [&](Writer& inner) {
            write_answer_button(inner, "geaendert", "secondary", texts("confirm.send"_msg));
        });
}

// Said once, whatever else is in the way: the answer that comes next is about what stands here now.
bool is_to_be_told_of_changes(
    ConfirmationAnswer const& answer, std::string_view mark, std::vector<Problem> const& problems)
{
    return !answer.shown.empty() && answer.shown != mark
        && std::ranges::none_of(
            problems, [](Problem const& problem) { return problem.kind == ProblemKind::conflict; });
}

http::Response confirmation_page(
    Visit const& visit, http::Status status, Offer const& offer, ConfirmationAnswer const& answer,
    std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    auto const facts = shown_facts(offer);
    auto const mark = fingerprint_of(facts);
    auto const title = texts("confirm.title"_msg, {{"title", offer.title.source}});
    auto frame = visit.frame(title, "angebote", "");
    frame.is_indexable = false;
    frame.foot = {};
    auto page = visit.page(frame, [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}{}{}{}</div>)",
            title, texts("confirm.lead"_msg), web::FormTrouble{texts, problems},
            when(
                is_to_be_told_of_changes(answer, mark, problems),
                [&](Writer& inner) {
                    inner(R"(<p class="km-note km-note--warn">{}</p>)", texts("confirm.problem.changed"_msg));
                }),
            [&](Writer& inner) { write_shown_facts(inner, visit, facts); },
            [&](Writer& inner) { write_answer_form(inner, visit, answer, mark, problems); });
    });
    page.set_status(status);
    return std::move(page).no_store();
}

}

http::Response show_confirmation(Visit& visit)
{
    auto const offer = is_for_offices(visit) ? offer_of(visit) : std::nullopt;
    if (!offer)
        return link_has_ended(visit);
    ConfirmationAnswer answer;
    answer.idempotency_key = web::new_form_key(visit);
    return confirmation_page(visit, http::Status::ok, *offer, answer, {});
}

http::Response send_confirmation(Visit& visit, web::VisitorGate& gate)
{
    auto const offer = is_for_offices(visit) ? offer_of(visit) : std::nullopt;
    if (!offer && !(is_for_offices(visit) && may_be_answered_again(visit)))
        return link_has_ended(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        ConfirmationAnswer const answer{
            .is_right = posted.value("antwort") == "stimmt",
            .correction = std::string(posted.value("korrektur")),
            .shown = std::string(posted.value("stand")),
            .idempotency_key = key};
        return web::PublicForm{
            .check = [answer] { return problems_of(answer); },
            .receive = [&visit, answer](Work& work) -> Result<html::Url> {
                TRY(answer_confirmation(work, visit.call.path["token"], answer));
                return visit.url({"angaben-danke"});
            },
            .show =
                [&visit, &offer, answer](http::Status status, std::vector<Problem> const& problems) {
                    // Changed while this was being answered; while the database is away nothing is asked.
                    auto const newest = status == http::Status::conflict ? offer_of(visit) : offer;
                    if (!newest || status == http::Status::gone)
                        return link_has_ended(visit);
                    return confirmation_page(visit, status, *newest, answer, problems);
                },
            .thanks = visit.url({"angaben-danke"})};
    });
}

http::Response show_confirmation_thanks(Visit& visit)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(std::string(texts("confirm.thanks.title"_msg)), "angebote", "");
    frame.is_indexable = false;
    frame.foot = {};
    return visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
          texts("confirm.thanks.title"_msg), texts("confirm.thanks.text"_msg));
    });
}

} // namespace kommin::portal
