#include "modules/portal/editing/offer_proposal.hpp"

#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::size_t mark_digits = 8;

// The part of a form that a provider sees.
Fields provider_part(Fields const& all)
{
    Fields part;
    for (auto const& field : proposal_fields())
        part.set(field.name, all.values(field.name));
    return part;
}

Fields with_all(Fields fields, Fields const& part)
{
    for (auto const& field : proposal_fields())
        fields.set(field.name, part.values(field.name));
    return fields;
}

std::string mark_of(Fields const& fields, std::string_view name)
{
    Fields one;
    one.set(name, fields.values(name));
    return crypto::sha256_hex(one.to_json()).substr(0, mark_digits);
}

struct Wording {
    std::string_view field; // empty: whatever the field
    MessageKey rule; // of the import; none: whatever the rule
    MessageKey message;
};
constexpr std::array wordings{
    Wording{"", "import.problem.too_long"_msg, "form.too_long"_msg},
    Wording{"title", "import.problem.required"_msg, "form.required"_msg},
    Wording{"email", {}, "form.not_mail"_msg},
    Wording{"website", {}, "form.not_address"_msg},
    Wording{"next_start", {}, "form.not_date"_msg},
    Wording{"free_places", {}, "form.not_number"_msg},
    Wording{"monday", {}, "provider.problem.times"_msg},
    Wording{"tuesday", {}, "provider.problem.times"_msg},
    Wording{"wednesday", {}, "provider.problem.times"_msg},
    Wording{"thursday", {}, "provider.problem.times"_msg},
    Wording{"friday", {}, "provider.problem.times"_msg},
    Wording{"saturday", {}, "provider.problem.times"_msg},
    Wording{"sunday", {}, "provider.problem.times"_msg},
    Wording{"exceptions", {}, "provider.problem.exceptions"_msg},
    Wording{"phones", "import.problem.phone_word"_msg, "provider.problem.phone_word"_msg},
    Wording{"phones", {}, "provider.problem.phones"_msg},
    Wording{"contacts", {}, "provider.problem.contacts"_msg},
    Wording{"postal_code", {}, "provider.problem.postal_code"_msg},
    Wording{"cost_amount", {}, "provider.problem.amount"_msg},
    Wording{"prices", {}, "provider.problem.prices"_msg},
    Wording{"cost", "import.problem.free"_msg, "provider.problem.free"_msg},
    Wording{"age_min", {}, "provider.problem.ages"_msg},
    Wording{"age_max", {}, "provider.problem.ages"_msg},
    Wording{"level_from", {}, "provider.problem.level"_msg},
    Wording{"level_to", {}, "provider.problem.level"_msg},
};

// The rules of the import speak to people at work, in two languages; these read seven.
Problem for_provider(Problem problem)
{
    auto const* const found = std::ranges::find_if(wordings, [&](Wording const& wording) {
        return (wording.field.empty() || wording.field == problem.field)
            && (wording.rule == MessageKey{} || wording.rule == problem.message);
    });
    problem.message = found == wordings.end() ? "provider.problem.other"_msg : found->message;
    return problem;
}

std::vector<std::string> changed_in(Fields const& typed, Fields const& since)
{
    return records::differences(provider_part(typed), provider_part(since));
}

// As the draft will be spelled: whoever types "18-20" over "18:00-20:00" has changed nothing.
Fields spelled_proposal(
    db::Connection& db, TenantId tenant, Date today, ProposalForm const& form, Fields const& typed)
{
    return provider_part(spelled_offer(
        db, tenant, with_all(form_of(form.offer), typed), form.offer,
        load_editing_context(db, tenant, today, form.offer.id)));
}

// What the editors read where it cannot be a draft: in German, as the portal says it.
std::string message_of(
    Work& work, Fields const& typed, Fields const& shown, std::vector<std::string> const& names)
{
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    auto const words = DistrictNames::load(work.db(), work.tenant());
    auto text = std::string(texts("provider.message.lead"_msg));
    for (auto const& field : offer_fields()) {
        if (std::ranges::find(names, field.name) == names.end())
            continue;
        auto const value_in = [&](Fields const& fields) {
            auto const value = shown_value(fields, field, texts, words);
            return value.empty() ? std::string("–") : value;
        };
        text += "\n\n"
            + texts("provider.message.entry"_msg,
                    {{"field", texts(field.label)}, {"before", value_in(shown)}, {"after", value_in(typed)}});
    }
    return text;
}

// As many messages as it takes: nothing of it is lost. They are answered where the outcome would have gone.
Result<void> send_as_messages(
    Work& work, OpenLink const& link, std::string_view text, Proposal const& proposal)
{
    auto const& offer = link.offer;
    auto const state = records::find_edit_state(work.db(), work.tenant(), edited_offers, offer.id.value);
    auto const readers
        = readers_of_address(work.db(), work.tenant(), offer.id, link.address, state.value().owner);
    for (int part = 1; !text.empty(); ++part) {
        auto const piece = truncate_utf8(text, longest_feedback);
        auto const& key = proposal.idempotency_key;
        TRY(send_to_inbox(
            work, offer,
            {.text = std::string(piece),
             .contact = readers == AddressReaders::others ? std::string{} : link.address,
             .is_contact_private = readers == AddressReaders::its_editors,
             .language = proposal.language,
             .idempotency_key = part == 1 ? key : key + '-' + std::to_string(part)}));
        text = trim(text.substr(piece.size()));
    }
    return {};
}

// Begins with what a provider had changed in a draft that is theirs to mend, and says why it came back;
// everything else is as the public sees it now.
void take_up(db::Connection& db, TenantId tenant, ProposalForm& form, std::int64_t shows_version)
{
    auto const id = form.offer.id.value;
    auto const state = records::find_edit_state(db, tenant, edited_offers, id).value();
    if (!is_back_at_provider(state))
        return;
    form.reason = state.return_reason.value_or(std::string{});
    auto const version_of = [&](std::int64_t number) {
        return records::find_version(db, tenant, {offer_subject, id}, number, records::unrestricted);
    };
    auto const proposed = version_of(shows_version);
    auto const base = version_of(state.base());
    if (!proposed || !base) // erased
        return;
    for (auto const& name : changed_in(proposed->fields, base->fields))
        form.begun.set(name, proposed->fields.values(name));
}

ProposalForm form_of_link(db::Connection& db, TenantId tenant, OpenLink link)
{
    auto shown = provider_part(form_of(link.offer));
    ProposalForm form{.offer = std::move(link.offer), .shown = shown, .begun = std::move(shown)};
    if (link.shows_version)
        take_up(db, tenant, form, *link.shows_version);
    return form;
}

}

std::optional<ProposalForm> find_proposal_form(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now)
{
    auto link = find_open_link(db, tenant, token, now);
    return link ? std::optional(form_of_link(db, tenant, std::move(*link))) : std::nullopt;
}

std::string marks_of(Fields const& fields)
{
    std::string marks;
    for (auto const& field : proposal_fields())
        marks += mark_of(fields, field.name);
    return marks;
}

Fields untouched_renewed(Fields const& typed, std::string_view marks, Fields const& now)
{
    auto renewed = typed;
    if (marks.size() != proposal_fields().size() * mark_digits)
        return renewed;
    for (auto const& field : proposal_fields()) {
        if (marks.substr(0, mark_digits) == mark_of(typed, field.name))
            renewed.set(field.name, now.values(field.name));
        marks.remove_prefix(mark_digits);
    }
    return renewed;
}

std::vector<Problem> problems_of(
    db::Connection& db, TenantId tenant, Date today, ProposalForm const& form, Fields const& typed)
{
    if (changed_in(spelled_proposal(db, tenant, today, form, typed), form.shown).empty())
        return {Problem::invalid({}, "provider.none"_msg)};
    auto problems = check_form(db, tenant, today, with_all(form_of(form.offer), typed), form.offer);
    std::erase_if(problems, [](Problem const& problem) { // of what is not theirs the editors must know
        return find_proposal_field(problem.field) == nullptr;
    });
    for (auto& problem : problems)
        problem = for_provider(std::move(problem));
    return problems;
}

Result<void> answer_by_proposal(Work& work, std::string_view token, Proposal const& proposal)
{
    auto const link = TRY(open_for_answer(work, token, proposal.shown, proposal.idempotency_key));
    if (!link)
        return {};
    auto const form = form_of_link(work.db(), work.tenant(), *link);
    if (auto problems = problems_of(work.db(), work.tenant(), work.today(), form, proposal.typed);
        !problems.empty())
        return std::move(problems.front());
    auto const id = link->offer.id;
    auto const state = records::find_edit_state(work.db(), work.tenant(), edited_offers, id.value).value();
    // What the editors have mended in a draft before they gave it back stays unless it is typed anew.
    // A link to ask anew says nothing about that draft, which whoever holds it has never seen.
    bool const takes_up = link->shows_version && is_back_at_provider(state);
    auto const typed = spelled_proposal(work.db(), work.tenant(), work.today(), form, proposal.typed);
    auto const changed = changed_in(typed, takes_up ? form.begun : form.shown);
    if (auto const version = TRY(propose_by_link(work, id, changed, typed, takes_up)))
        store_proposal(work.db(), work.tenant(), link->id, id, *version, proposal.language, link->address);
    else
        TRY(send_as_messages(
            work, *link, message_of(work, typed, form.shown, changed_in(typed, form.shown)), proposal));
    close_links(work, *link, "proposed", proposal.idempotency_key);
    return {};
}

} // namespace kommin::portal
