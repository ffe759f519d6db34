// Routes of the form in which whoever runs an offer changes its entries.

#include "modules/portal/editing/offer_proposal.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/provider_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>

namespace kommin::portal {

namespace {

std::optional<ProposalForm> form_of_link(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_proposal_form(
            db, visit.call.site.tenant, visit.call.path["token"], visit.call.clock.now());
    });
}

// Only fields of the form, and of those only what was sent: whatever else somebody posts changes nothing.
Fields read(http::Form const& posted, Fields const& begun)
{
    auto typed = begun;
    for (auto const& field : proposal_fields()) {
        auto const name = input_name(field.name);
        if (!posted.has(name))
            continue;
        bool const is_line = field.kind != ProposalKind::area && field.kind != ProposalKind::signed_area;
        Fields::Values values;
        for (auto const value : posted.values(name)) {
            std::string text(trim(value));
            std::erase(text, '\r'); // browsers send line ends of two characters
            if (is_line)
                std::ranges::replace(text, '\n', ' ');
            bool const is_full = field.kind != ProposalKind::languages && !values.empty();
            if (!text.empty() && !is_full) // a field of one value has one, however often it is sent
                values.push_back(std::move(text));
        }
        typed.set(field.name, std::move(values));
    }
    return typed;
}

std::vector<Problem> check(Visit const& visit, ProposalForm const& form, Fields const& typed)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return problems_of(db, visit.call.site.tenant, visit.call.local_now().date, form, typed);
    });
}

std::string mark_of(ProposalForm const& form)
{
    return fingerprint_of(shown_facts(form.offer));
}

}

http::Response show_proposal(Visit& visit)
{
    auto const form = form_of_link(visit);
    if (!form)
        return ended_link_page(visit);
    return proposal_page(
        visit, http::Status::ok, {.form = *form, .typed = form->begun, .key = web::new_form_key(visit)});
}

http::Response send_proposal(Visit& visit, web::VisitorGate& gate)
{
    auto const form = form_of_link(visit);
    if (!form && !may_be_answered_again(visit))
        return ended_link_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& form_key) {
        // Other entries on the same page, reached by the back button, are not the answer that came already.
        auto const key = crypto::sha256_hex(form_key + read(posted, {}).to_json());
        auto const thanks = visit.url({"angaben-danke", "vorschlag"});
        auto const begun = form ? form->begun : Fields{};
        auto const shown = std::string(posted.value("stand"));
        // What says what the portal said when the page was made says what it says now. What was proposed
        // before counts as typed, whatever the editors have done with that draft meanwhile.
        auto const typed
            = untouched_renewed(read(posted, begun), posted.value("merkmale"), form ? form->shown : Fields{});
        bool const has_moved = form && !shown.empty() && shown != mark_of(*form);
        return web::PublicForm{
            .check =
                [&visit, &form, typed, has_moved] {
                    return form && !has_moved ? check(visit, *form, typed) : std::vector<Problem>{};
                },
            .receive = [&visit, typed, shown, key, thanks](Work& work) -> Result<html::Url> {
                TRY(answer_by_proposal(
                    work, visit.call.path["token"],
                    {.typed = typed, .shown = shown, .language = visit.language(), .idempotency_key = key}));
                return thanks;
            },
            .show =
                [&visit, &form, typed, form_key](http::Status status, std::vector<Problem> const& problems) {
                    bool const is_conflict = status == http::Status::conflict;
                    // While the database is away nothing is asked.
                    auto const newest = is_conflict ? form_of_link(visit) : form;
                    if (!newest || status == http::Status::gone)
                        return ended_link_page(visit);
                    return proposal_page(
                        visit, status,
                        {.form = *newest,
                         .typed = typed,
                         .key = form_key,
                         .problems = problems,
                         .has_moved = is_conflict});
                },
            .thanks = thanks};
    });
}

http::Response show_proposal_thanks(Visit& visit)
{
    return provider_thanks_page(visit, "provider.thanks.text"_msg, "angaben-danke/vorschlag");
}

} // namespace kommin::portal
