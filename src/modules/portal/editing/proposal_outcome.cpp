// What becomes of a proposal goes back by mail to the address of the link, in the language of its form.

#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "modules/portal/editing/offer_proposal.hpp"
#include "modules/tenants/api.hpp"
#include "platform/html/url.hpp"
#include "platform/json/writer.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

constexpr std::string_view told_kind = "portal.offer.proposal_outcome";

struct ToldOutcome {
    DraftOutcome outcome;
    std::string_view code; // in jobs and in the record: never changes
    MessageKey subject;
    MessageKey text;
};
constexpr std::array told_outcomes{
    ToldOutcome{
        DraftOutcome::given_back, "given_back", "provider.mail.given_back"_msg,
        "provider.mail.given_back.text"_msg},
    ToldOutcome{
        DraftOutcome::published, "published", "provider.mail.published"_msg,
        "provider.mail.published.text"_msg},
    ToldOutcome{
        DraftOutcome::discarded, "discarded", "provider.mail.discarded"_msg,
        "provider.mail.discarded.text"_msg}};

i18n::Texts const& texts_for(MailedProposal const& proposal)
{
    auto const language = i18n::Language::find(proposal.language);
    return i18n::Texts::of(language ? *language : i18n::Language::german());
}

// Where everybody sees what was published.
std::optional<html::Url> page_of(MailedProposal const& proposal, Offer const& offer, std::string const& site)
{
    if (!is_public(offer.status))
        return std::nullopt;
    return html::Url::external(
        site + '/' + std::string(texts_for(proposal).language().tag()) + "/angebote/" + offer.slug);
}

// Only as long as the offer still has that address: a link of another would not work.
Result<std::optional<html::Url>> make_link(
    WorkContext const& context, MailedProposal const& proposal, Offer const& offer, std::string const& site)
{
    auto const address = asked_address(context.connection, context.tenant, offer.id);
    if (!is_public(offer.status) || address != proposal.address)
        return std::optional<html::Url>{};
    return run_use_case(context, [&](Work& work) -> Result<std::optional<html::Url>> {
        auto const token = add_link(work, offer, proposal.version);
        return html::Url::external(
            site + '/' + std::string(texts_for(proposal).language().tag()) + "/angaben/" + token
            + "/aendern");
    });
}

Result<void> send_outcome(
    WorkContext const& context, JobOrder const& order, FeedbackCare const& care,
    MailedProposal const& proposal, ToldOutcome const& words)
{
    auto& db = context.connection;
    auto const offer = find_offer(db, context.tenant, proposal.offer);
    auto const state = records::find_edit_state(db, context.tenant, edited_offers, proposal.offer.value);
    bool const asks_again = words.outcome == DraftOutcome::given_back;
    if (!offer || !state || (asks_again && !is_back_at_provider(*state)))
        return {}; // the editors have gone on with it themselves
    auto const tenant = tenants::find_tenant(db, context.tenant).value();
    TRY(check_may_write(tenant, care));
    auto const& texts = texts_for(proposal);
    bool const is_gone = words.outcome == DraftOutcome::discarded && !is_public(offer->status);
    auto const text = is_gone ? "provider.mail.gone.text"_msg : words.text;
    auto const title = texts.foreign(offer->title.source);
    post::Letter letter{
        .id = "proposal-" + std::to_string(tenant.id.value) + '-' + std::to_string(order.job().value),
        .to = proposal.address,
        .from_name = tenant.name,
        .language = texts.language(),
        .subject = texts(words.subject, {{"title", title}}),
        .text = texts(text, {{"title", title}, {"site", texts.foreign(tenant.name)}})};
    if (asks_again) {
        letter.quote = post::Letter::Quote{
            std::string(texts("provider.mail.reason"_msg)), state->return_reason.value_or(""),
            tenant.source_language};
        auto url = TRY(make_link(context, proposal, *offer, tenants::site_address(tenant, care.base_url)));
        if (url) {
            letter.button = post::Letter::Button{std::string(texts("provider.change"_msg)), std::move(*url)};
            letter.note = std::string(texts("provider.mail.note"_msg));
        }
    }
    if (words.outcome == DraftOutcome::published) {
        if (auto url = page_of(proposal, *offer, tenants::site_address(tenant, care.base_url)))
            letter.button
                = post::Letter::Button{std::string(texts("provider.mail.see"_msg)), *std::move(url)};
    }
    return care.post.send(context, letter);
}

}

void tell_provider(Work& work, OfferId id, records::EditState const& before, DraftOutcome outcome)
{
    auto const proposal = find_open_proposal(work.db(), work.tenant(), id);
    bool const is_theirs = is_from_provider(before);
    if (!proposal || (outcome == DraftOutcome::given_back && !is_theirs))
        return;
    auto const code = std::ranges::find(told_outcomes, outcome, &ToldOutcome::outcome)->code;
    store_outcome(work.db(), work.tenant(), proposal->id, code);
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("proposal", proposal->id.value);
        object.member("outcome", code);
    });
    work.enqueue(told_kind, std::move(out).take());
}

JobRule proposal_outcomes(FeedbackCare const& care)
{
    auto const send = [care](WorkContext const& context, JobOrder const& order) -> Result<void> {
        auto const id = order.id<ConfirmationId>("proposal");
        auto const proposal = find_proposal(context.connection, context.tenant, id);
        auto const words = std::ranges::find(told_outcomes, order.text("outcome"), &ToldOutcome::code);
        if (!proposal || proposal->address.empty() || words == told_outcomes.end()
            || proposal->outcome != words->code)
            return {}; // told already, or decided anew meanwhile
        TRY(send_outcome(context, order, care, *proposal, *words));
        if (words->outcome == DraftOutcome::given_back)
            return {}; // it may still be published
        return run_use_case(context, [&](Work& work) -> Result<void> {
            forget_address(work.db(), work.tenant(), id);
            return {};
        });
    };
    return {told_kind, JobOutward(send), "job.portal.offer.proposal_outcome"_msg, true};
}

} // namespace kommin::portal
