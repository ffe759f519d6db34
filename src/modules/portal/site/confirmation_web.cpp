// Routes of the link by which an offer is confirmed without an account.

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/provider_facts.hpp"
#include "modules/portal/site/provider_pages.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;

namespace {

std::optional<Offer> offer_of(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_offer_of_link(
            db, visit.call.site.tenant, visit.call.path["token"], visit.call.clock.now());
    });
}

// Whoever has the link learns why it came there, and never which address that is: mails are passed on.
bool is_asked_in_private(Visit const& visit, OfferId id)
{
    auto const asked = web::read(
        visit.call, [&](db::Connection& db) { return find_asked_address(db, visit.call.site.tenant, id); });
    return asked && is_private(asked->at);
}

void write_answer_button(Writer& w, std::string_view value, std::string_view kind, std::string_view label)
{
    w(R"(<button class="{}" type="submit" name="antwort" value="{}"><span class="kern-label">{}</span></button>)",
      "kern-btn kern-btn--" + std::string(kind), value, label);
}

// The three ways: all is right, the entries themselves, or words.
void write_answer_form(
    Writer& w, Visit const& visit, ConfirmationAnswer const& answer, std::string_view mark,
    std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    auto const token = visit.call.path["token"];
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="stand" value="{}"><section class="km-box km-stack km-stack--s" aria-labelledby="stimmt"><h2 id="stimmt" class="km-h3">{}</h2><div class="km-actions">{}</div></section>)"
        R"(<section class="km-box km-stack km-stack--s" aria-labelledby="aendern"><h2 id="aendern" class="km-h3">{}</h2><p>{}</p><div class="km-actions"><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></section>)"
        R"(<section class="km-box km-stack km-stack--s" aria-labelledby="worte"><h2 id="worte" class="km-h3">{}</h2><div class="kern-form-input"><label class="kern-label" for="f-korrektur">{}</label>{}<textarea class="kern-form-input__input" id="f-korrektur" name="korrektur" rows="6">{}</textarea></div><div class="km-actions">{}</div></section></form>)",
        visit.url({"angaben", token}), web::PublicFormFields{answer.idempotency_key}, mark,
        texts("confirm.right.hint"_msg),
        [&](Writer& inner) { write_answer_button(inner, "stimmt", "primary", texts("confirm.right"_msg)); },
        texts("confirm.change"_msg), texts("confirm.change.hint"_msg),
        visit.url({"angaben", token, "aendern"}), texts("provider.change"_msg),
        texts("confirm.correction"_msg), texts("confirm.words"_msg),
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
    auto const title = texts("confirm.title"_msg, {{"title", texts.foreign(offer.title.source)}});
    auto page = visit.page(
        provider_frame(visit, title, "angaben/" + std::string(visit.call.path["token"])), [&](Writer& w) {
            w(
                R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}{}{}{}{}</div>)",
                title, texts("confirm.lead"_msg),
                when(
                    is_asked_in_private(visit, offer.id),
                    [&](Writer& inner) { inner("<p>{}</p>", texts("confirm.private_address"_msg)); }),
                web::FormTrouble{texts, problems},
                when(
                    is_to_be_told_of_changes(answer, mark, problems),
                    [&](Writer& inner) {
                        inner(
                            R"(<p class="km-note km-note--warn">{}</p>)",
                            texts("confirm.problem.changed"_msg));
                    }),
                [&](Writer& inner) { write_provider_facts(inner, visit, offer, facts); },
                [&](Writer& inner) { write_answer_form(inner, visit, answer, mark, problems); });
        });
    page.set_status(status);
    return std::move(page).no_store();
}

}

http::Response show_confirmation(Visit& visit)
{
    auto const offer = offer_of(visit);
    if (!offer)
        return ended_link_page(visit);
    ConfirmationAnswer answer;
    answer.idempotency_key = web::new_form_key(visit);
    return confirmation_page(visit, http::Status::ok, *offer, answer, {});
}

http::Response send_confirmation(Visit& visit, web::VisitorGate& gate)
{
    auto const offer = offer_of(visit);
    if (!offer && !may_be_answered_again(visit))
        return ended_link_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        ConfirmationAnswer const answer{
            .is_right = posted.value("antwort") == "stimmt",
            .correction = std::string(posted.value("korrektur")),
            .shown = std::string(posted.value("stand")),
            .idempotency_key = key,
            .language = visit.language()};
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
                        return ended_link_page(visit);
                    return confirmation_page(visit, status, *newest, answer, problems);
                },
            .thanks = visit.url({"angaben-danke"})};
    });
}

http::Response show_confirmation_thanks(Visit& visit)
{
    return provider_thanks_page(visit, "confirm.thanks.text"_msg, "angaben-danke");
}

} // namespace kommin::portal
