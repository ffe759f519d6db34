#include "modules/portal/editing/draft_notices.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/vocabulary_store.hpp"
#include "modules/portal/editing/category_drafting.hpp"
#include "modules/portal/editing/concept_editing.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/offer_proposal.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/number.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/session.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view notice_kind = "portal.draft.outcome";

struct OutcomeWords {
    DraftOutcome outcome;
    std::string_view code; // in jobs: never changes
    MessageKey subject;
    MessageKey text;
};
constexpr std::array outcome_words{
    OutcomeWords{
        DraftOutcome::given_back, "given_back", "desk.outcome.given_back"_msg,
        "desk.outcome.given_back.text"_msg},
    OutcomeWords{
        DraftOutcome::published, "published", "desk.outcome.published"_msg,
        "desk.outcome.published.text"_msg},
    OutcomeWords{
        DraftOutcome::discarded, "discarded", "desk.outcome.discarded"_msg,
        "desk.outcome.discarded.text"_msg}};

// What a mail says of the record as it is when it leaves: the reason is never stored a second time.
struct Told {
    std::string title;
    std::string path; // "/verwaltung/angebote/17"
    std::string reason;
    Permission edit; // without it for the owner nobody is told any more
    Scope owner;
};

// What is handed in, and where it stands.
struct NoticedKind {
    records::EditedKind const& edited;
    std::string_view path;
    Permission edit;
    std::string (*title)(db::Connection& db, TenantId tenant, std::int64_t id);
    // How its address calls it; null: by its number.
    std::string (*word)(db::Connection& db, TenantId tenant, std::int64_t id) = nullptr;
};

std::string title_of_offer(db::Connection& db, TenantId tenant, std::int64_t id)
{
    return find_offer(db, tenant, OfferId{id})->title.source;
}

std::string title_of_noticed_page(db::Connection& db, TenantId tenant, std::int64_t id)
{
    return find_page(db, tenant, PageId{id})->title.source;
}

std::string name_of_organisation(db::Connection& db, TenantId tenant, std::int64_t id)
{
    return contacts::find_organisation(db, tenant, OrganisationId{id})->organisation.name;
}

std::string name_of_place(db::Connection& db, TenantId tenant, std::int64_t id)
{
    auto const bodies = tenants::list_bodies(db, tenant);
    return std::ranges::find(bodies, BodyId{id}, &tenants::Body::id)->name; // places stay
}

std::string name_of_category(db::Connection& db, TenantId tenant, std::int64_t id)
{
    auto const categories = Categories::load(db, tenant);
    return std::string(categories.name(
        categories.find(CategoryId{id}).value(), i18n::Texts::of(categories.source_language())));
}

std::string key_of_noticed_category(db::Connection& db, TenantId tenant, std::int64_t id)
{
    return key_of(Categories::load(db, tenant).find(CategoryId{id}).value());
}

std::string name_of_noticed_concept(db::Connection& db, TenantId tenant, std::int64_t id)
{
    return name_of_newest_version(db, tenant, ConceptId{id});
}

std::string key_of_noticed_concept(db::Connection& db, TenantId tenant, std::int64_t id)
{
    return find_stored_concept(db, tenant, ConceptId{id})->key; // its row stays
}

constexpr std::array noticed_kinds{
    NoticedKind{edited_offers, "/verwaltung/angebote/", edit_offers, &title_of_offer},
    NoticedKind{edited_pages, "/verwaltung/seiten/", edit_pages, &title_of_noticed_page},
    NoticedKind{
        edited_organisations, "/verwaltung/einrichtungen/", edit_organisations, &name_of_organisation},
    NoticedKind{edited_places, "/verwaltung/orte/", edit_places, &name_of_place},
    NoticedKind{
        edited_categories, "/verwaltung/kategorien/", edit_categories, &name_of_category,
        &key_of_noticed_category},
    NoticedKind{
        edited_concepts, "/verwaltung/wortschatz/", edit_words, &name_of_noticed_concept,
        &key_of_noticed_concept}};

std::optional<Told> told_of(WorkContext const& context, std::string_view word, std::int64_t id)
{
    auto& db = context.connection;
    auto const kind = std::ranges::find(
        noticed_kinds, word, [](NoticedKind const& one) { return one.edited.kind.word(); });
    if (kind == noticed_kinds.end())
        return std::nullopt;
    auto const state = records::find_edit_state(db, context.tenant, kind->edited, id);
    if (!state)
        return std::nullopt;
    auto const in_address = kind->word == nullptr ? std::to_string(id) : kind->word(db, context.tenant, id);
    return Told{
        kind->title(db, context.tenant, id), std::string(kind->path) + in_address,
        state->return_reason.value_or(std::string{}), kind->edit, state->owner};
}

// Who that is, if it is a person who can still log in.
std::optional<identity::Account> account_of(
    db::Connection& db, TenantId tenant, std::optional<std::string> const& code)
{
    constexpr std::string_view of_an_account = "account:";
    if (!code || !code->starts_with(of_an_account))
        return std::nullopt;
    auto const number = parse_number(std::string_view(*code).substr(of_an_account.size()));
    auto account = number ? identity::find_account(db, tenant, identity::AccountId{*number}) : std::nullopt;
    if (account && account->state != identity::AccountState::active)
        return std::nullopt;
    return account;
}

std::optional<post::Letter> letter_of(
    tenants::Tenant const& tenant, JobOrder const& order, OutcomeWords const& words,
    identity::Account const& account, Told const& told, std::string const& site)
{
    auto const language = i18n::Language::find(account.language);
    auto const& texts = i18n::Texts::of(language ? *language : i18n::Language::german());
    auto url = html::Url::external(site + told.path);
    if (!url)
        return std::nullopt;
    auto text = texts(words.text, {{"name", account.name}, {"title", told.title}, {"site", tenant.name}});
    std::optional<post::Letter::Quote> reason;
    if (words.outcome == DraftOutcome::given_back && !told.reason.empty())
        reason = {std::string(texts("desk.outcome.reason"_msg)), told.reason, tenant.source_language};
    return post::Letter{
        .id = "draft-" + std::to_string(tenant.id.value) + '-' + std::to_string(order.job().value),
        .to = account.email,
        .from_name = tenant.name,
        .language = texts.language(),
        .subject = texts(words.subject, {{"title", told.title}}),
        .text = std::move(text),
        .quote = std::move(reason),
        .button = post::Letter::Button{std::string(texts("desk.outcome.button"_msg)), std::move(*url)}};
}

}

void tell_whoever_handed_in(
    Work& work, records::Subject subject, records::EditState const& before, DraftOutcome outcome)
{
    if (subject.kind.word() == offer_subject.word())
        tell_provider(work, OfferId{subject.id}, before, outcome);
    if (before.handed_in_by == work.actor().code())
        return;
    auto const account = account_of(work.db(), work.tenant(), before.handed_in_by);
    if (!account)
        return;
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("kind", subject.kind.word());
        object.member("id", subject.id);
        object.member("account", account->id.value);
        object.member("outcome", std::ranges::find(outcome_words, outcome, &OutcomeWords::outcome)->code);
    });
    work.enqueue(notice_kind, std::move(out).take());
}

std::optional<Actor> find_planner(Work& work, std::string_view code)
{
    return identity::find_actor(work.db(), work.tenant(), code, permission_rules());
}

JobRule draft_notices(FeedbackCare const& care)
{
    auto const send = [care](WorkContext const& context, JobOrder const& order) -> Result<void> {
        auto const words = std::ranges::find(outcome_words, order.text("outcome"), &OutcomeWords::code);
        auto const account = account_of(
            context.connection, context.tenant,
            "account:" + std::to_string(order.id<identity::AccountId>("account").value));
        auto const told
            = told_of(context, order.text("kind"), order.id<StrongId<struct RecordTag>>("id").value);
        auto const person = account ? identity::find_actor(
                                          context.connection, context.tenant,
                                          "account:" + std::to_string(account->id.value), permission_rules())
                                    : std::nullopt;
        if (words == outcome_words.end() || !told || !person || !person->may(told->edit, told->owner))
            return {}; // meanwhile nobody's, or of somebody else's record
        auto const tenant = tenants::find_tenant(context.connection, context.tenant).value();
        auto const letter
            = letter_of(tenant, order, *words, *account, *told, tenants::site_address(tenant, care.base_url));
        if (!letter)
            return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
        return care.post.send(context, *letter);
    };
    return {notice_kind, JobOutward(send), "job.portal.draft.outcome"_msg, true};
}

} // namespace kommin::portal
