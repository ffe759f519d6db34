#include "modules/portal/editing/organisations.hpp"

#include "modules/portal/directory/offer_links.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/public_id.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/organisation_merge_store.hpp"
#include "modules/portal/editing/organisation_offers_store.hpp"
#include "modules/portal/editing/organisation_overview.hpp"
#include "modules/portal/links/link_gathering.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"
#include "platform/search/fold.hpp"
#include "platform/work/round.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace kommin::portal {

using records::DraftState;
using records::Fields;

namespace {

constexpr std::size_t longest_organisation_name = 200; // code points
constexpr std::size_t longest_organisation_website = 2'000;
constexpr std::string_view spelling_kind = "portal.organisations.spell";

Problem unknown_organisation()
{
    return Problem::not_found("organisation.problem.unknown"_msg);
}

bool sees_organisation(Actor const& actor, std::vector<OwnedOffers> const& offers)
{
    return actor.may(see_organisations, Scope::whole_tenant())
        || std::ranges::any_of(
               offers, [&](OwnedOffers const& owned) { return actor.may(see_organisations, owned.owner); });
}

contacts::Organisation entered_organisation(Fields const& fields)
{
    contacts::Organisation entered;
    entered.name = fields.value("name");
    entered.website = fields.value("website");
    entered.email = fields.value("email");
    return entered;
}

// What is to be asked before one is changed.
Result<EditedOrganisation> editable(Work& work, SeenOrganisation seen)
{
    auto edited = find_edited_organisation(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !edited->may_edit)
        return unknown_organisation();
    if (edited->stored.merged_into || edited->stored.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return std::move(*edited);
}

// What is in the way of these fields, be it that another one has or had that name.
std::vector<Problem> problems_among_others(
    Work& work, Fields const& fields, std::optional<OrganisationId> own)
{
    auto problems = problems_of_organisation(fields);
    auto const owner = contacts::find_organisation_by_key(
        work.db(), work.tenant(), organisation_key(fields.value("name")));
    if (problems.empty() && owner && owner != own)
        problems.push_back(Problem::invalid("name", "organisation.problem.taken"_msg));
    return problems;
}

class OrganisationRecord final : public records::DraftedRecord {
public:
    OrganisationRecord(Work& work, OrganisationId id, records::EditState const& state)
        : work_(work)
        , id_(id)
        , owner_(state.owner)
        , stored_(contacts::find_organisation(work.db(), work.tenant(), id).value())
    { }

    [[nodiscard]] Fields form() const override { return form_of(stored_.organisation, stored_.details); }
    // It stays whose it is; one that was merged into another is nobody's.
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& /*fields*/) const override
    {
        return stored_.merged_into ? std::nullopt : std::optional(owner_);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_among_others(work_, fields, id_);
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_organisation(fields), problems_of(fields));
    }
    // A form that is not right yet waits as a draft only.
    void store_hidden(Fields const& fields) override
    {
        if (problems_of(fields).empty())
            store(fields, OrganisationState::hidden);
    }
    Result<void> store_published(Fields const& fields) override
    {
        bool const is_renamed = fields.value("name") != stored_.organisation.name;
        store(fields, OrganisationState::shown);
        if (is_renamed)
            store_organisation_name(work_.db(), work_.tenant(), id_, stored_.organisation.name);
        gather_links(work_, id_);
        return {};
    }
    Result<void> store_archived() override
    {
        auto const naming = list_public_offers_of(work_.db(), work_.tenant(), id_, 0);
        if (stored_.merged_into || stored_.state == OrganisationState::hidden)
            return Problem::conflict({}, "organisation.problem.unknown"_msg);
        if (naming.count > 0)
            return Problem::conflict({}, "organisation.problem.named"_msg);
        store(form(), OrganisationState::archived);
        gather_links(work_, id_);
        return {};
    }

private:
    void store(Fields const& fields, OrganisationState state)
    {
        auto wanted = entered_organisation(fields);
        wanted.id = id_;
        auto const key = organisation_key(wanted.name);
        auto const& known = stored_.organisation;
        if (known.public_id == public_id_of("organisation", work_.tenant(), known.key))
            wanted.public_id = public_id_of("organisation", work_.tenant(), key);
        contacts::set_organisation_details(work_, id_, details_from(fields));
        contacts::update_organisation(work_, wanted, key, state);
        stored_ = contacts::find_organisation(work_.db(), work_.tenant(), id_).value();
    }

    Work& work_;
    OrganisationId id_;
    Scope owner_;
    contacts::StoredOrganisation stored_;
};

std::unique_ptr<records::DraftedRecord> open_organisation(
    Work& work, std::int64_t id, records::EditState const& state)
{
    return std::make_unique<OrganisationRecord>(work, OrganisationId{id}, state);
}

bool is_named_in_public(Work& work, OrganisationId id)
{
    return list_public_offers_of(work.db(), work.tenant(), id, 0).count > 0;
}

// Nobody's name becomes public because something else was merged into it, unless somebody who may publish it
// does that: a new one may not even have been read by anybody else yet.
Result<void> check_showing(Work& work, EditedOrganisation const& ending, EditedOrganisation const& staying)
{
    auto const& organisation = staying.stored.organisation;
    bool const is_shown = staying.stored.state == OrganisationState::shown;
    bool const was_public = ending.stored.state == OrganisationState::shown
        || is_named_in_public(work, ending.stored.organisation.id)
        || is_named_in_public(work, organisation.id);
    if (was_public && !is_shown && !staying.may_publish)
        return Problem::conflict({}, "organisation.problem.merge_shows"_msg, {{"into", organisation.name}});
    return {};
}

// What a public offer names is public. After the offers have moved: whose it is now hangs on them.
Result<void> show_what_is_named(Work& work, OrganisationId id)
{
    if (!is_named_in_public(work, id))
        return {};
    auto const named = find_edited_organisation(work.db(), work.tenant(), id, work.actor());
    auto const stored = contacts::find_organisation(work.db(), work.tenant(), id).value();
    if (stored.state != OrganisationState::shown && !(named && named->may_publish))
        return Problem::conflict(
            {}, "organisation.problem.separate_shows"_msg, {{"from", stored.organisation.name}});
    contacts::show_organisation(work, id);
    return {};
}

// Whether everything that had moved can go back as it came.
Result<void> check_separation(Work& work, OrganisationMerge const& merge, std::string const& name)
{
    if (std::ranges::find(merge.names.keys, organisation_key(name)) != merge.names.keys.end())
        return Problem::conflict({}, "organisation.problem.has_moved_name"_msg, {{"into", name}});
    auto const offers = list_offer_ids_of(work.db(), work.tenant(), merge.into);
    auto const gone = std::ranges::count_if(
        merge.offers, [&](OfferId id) { return !std::ranges::binary_search(offers, id); });
    if (gone > 0)
        return Problem::conflict(
            {}, "organisation.problem.offers_gone"_msg, {{"count", std::to_string(gone)}});
    // A draft says the name of today: published, it would take its offer away again without a word.
    if (auto const drafts = count_offers_with_draft(work.db(), work.tenant(), merge.offers); drafts > 0)
        return Problem::conflict(
            {}, "organisation.problem.offers_drafted"_msg,
            {{"count", std::to_string(drafts)}, {"into", name}});
    return {};
}

void keep_organisation(
    Work& work, OrganisationId id, std::int64_t version, std::string_view action, Fields const& before,
    Fields const& after)
{
    records::keep_version(
        work, {organisation_subject, id.value},
        {.number = version,
         .action = action,
         .owner = Scope::whole_tenant(),
         .before = before,
         .after = after});
}

records::WaitingDrafts to_review(Actor const& actor)
{
    return {.state = DraftState::in_review, .scopes = actor.where(publish_organisations)};
}

records::WaitingDrafts returned_to(Actor const& actor)
{
    return {
        .state = DraftState::returned,
        .scopes = actor.where(edit_organisations),
        .handed_in_by = actor.code()};
}

std::vector<DraftedOrganisation> list_waiting_organisations(
    db::Connection& db, TenantId tenant, Actor const& actor, records::WaitingDrafts const& asked)
{
    std::vector<DraftedOrganisation> found;
    for (auto const id :
         records::list_waiting(db, tenant, edited_organisations, asked, OrganisationList::lines_per_page)) {
        auto drafted = find_drafted_organisation(db, tenant, OrganisationId{id}, actor);
        if (drafted)
            found.push_back(std::move(*drafted));
    }
    std::ranges::sort(found, {}, [](DraftedOrganisation const& drafted) {
        return search::folded_text(drafted.organisation.stored.organisation.name);
    });
    return found;
}

}

constinit records::DraftedKind const drafted_organisations{
    .edited = edited_organisations,
    .edit = edit_organisations,
    .publish = publish_organisations,
    .unknown = "organisation.problem.unknown"_msg,
    .owner_field = "name",
    .no_owner = "organisation.problem.merged"_msg,
    .foreign_owner = "organisation.shared"_msg,
    .publication_job = "portal.organisation.publication_due",
    .open = &open_organisation,
    .find_actor = &find_planner,
    .tell = &tell_whoever_handed_in};

std::int64_t EditedOrganisation::count_offers() const
{
    std::int64_t count = 0;
    for (auto const& owned : offers)
        count += owned.count;
    return count;
}

std::optional<EditedOrganisation> find_edited_organisation(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor)
{
    auto stored = contacts::find_organisation(db, tenant, id);
    if (!stored)
        return std::nullopt;
    auto offers = list_offers_of(db, tenant, id);
    if (!sees_organisation(actor, offers))
        return std::nullopt;
    return edited_organisation(std::move(*stored), std::move(offers), actor);
}

EditedOrganisation edited_organisation(
    contacts::StoredOrganisation stored, std::vector<OwnedOffers> offers, Actor const& actor)
{
    auto const owner = owner_of(offers);
    return {
        std::move(stored), std::move(offers), actor.may(edit_organisations, owner),
        actor.may(publish_organisations, owner)};
}

std::optional<DraftedOrganisation> find_drafted_organisation(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor)
{
    auto edited = find_edited_organisation(db, tenant, id, actor);
    if (!edited)
        return std::nullopt;
    auto state = records::find_edit_state(db, tenant, edited_organisations, id.value).value();
    return DraftedOrganisation{
        records::find_edited(
            db, tenant, edited_organisations, id.value, std::move(state),
            form_of(edited->stored.organisation, edited->stored.details)),
        std::move(*edited)};
}

std::vector<DraftedOrganisation> list_organisations_to_review(
    db::Connection& db, TenantId tenant, Actor const& actor)
{
    return list_waiting_organisations(db, tenant, actor, to_review(actor));
}

std::vector<DraftedOrganisation> list_returned_organisations(
    db::Connection& db, TenantId tenant, Actor const& actor)
{
    return list_waiting_organisations(db, tenant, actor, returned_to(actor));
}

std::int64_t count_organisations_to_review(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return records::count_waiting(db, tenant, edited_organisations, to_review(actor));
}

std::int64_t count_returned_organisations(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return records::count_waiting(db, tenant, edited_organisations, returned_to(actor));
}

std::int64_t count_waiting_organisations(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return count_organisations_to_review(db, tenant, actor) + count_returned_organisations(db, tenant, actor);
}

RecurringRule organisation_spelling()
{
    return daily_round(
        "portal.organisations.spelled", i18n::TimeOfDay::at(2, 25), spelling_kind,
        "job.portal.organisations.spelled"_msg);
}

JobRule organisation_spelling_round()
{
    return round_job(
        spelling_kind, &contacts::spell_some_organisations, "job.portal.organisations.spell"_msg);
}

Fields form_of(contacts::Organisation const& organisation, contacts::OrganisationDetails const& details)
{
    Fields fields;
    fields.set("name", organisation.name);
    fields.set("website", organisation.website);
    fields.set("email", organisation.email);
    if (details.kind != contacts::OrganisationKind::unknown) // nothing was said of those that are older
        fields.set("kind", std::string(to_text(details.kind)));
    fields.set("languages", details.languages);
    for (auto const kind : contacts::all_place_kinds)
        fields.set(to_text(kind), contacts::lines_of(details.addresses, kind));
    return fields;
}

contacts::OrganisationDetails details_from(Fields const& fields)
{
    contacts::OrganisationDetails details;
    details.kind = enum_from<contacts::OrganisationKind>(fields.value("kind")).value_or(details.kind);
    details.languages = contacts::known_tags(fields.values("languages"));
    for (auto const kind : contacts::all_place_kinds) {
        auto addresses = contacts::read_organisation_addresses(
            kind, records::several_lines(fields.value(to_text(kind))));
        std::ranges::move(addresses, std::back_inserter(details.addresses));
    }
    return details;
}

Fields spelled_organisation(Fields const& fields)
{
    return form_of(entered_organisation(fields), details_from(fields));
}

std::vector<Problem> problems_of_organisation(Fields const& fields)
{
    std::vector<Problem> problems;
    auto const require
        = [&](bool ok, std::string field, MessageKey message, MessageArguments arguments = {}) {
              if (!ok)
                  problems.push_back(Problem::invalid(std::move(field), message, std::move(arguments)));
          };
    auto const name = fields.value("name");
    auto const website = fields.value("website");
    auto const email = fields.value("email");
    require(!name.empty(), "name", "organisation.problem.name"_msg);
    require(
        count_code_points(name) <= longest_organisation_name, "name", "import.problem.too_long"_msg,
        {{"limit", std::to_string(longest_organisation_name)}});
    require(
        website.empty()
            || (website.size() <= longest_organisation_website
                && html::Url::public_page(website).has_value()),
        "website", "import.problem.url"_msg, {{"value", std::string(website)}});
    require(
        email.empty() || mail::is_public_address(email), "email", "import.problem.email"_msg,
        {{"value", std::string(email)}});
    auto const kind = fields.value("kind");
    require(kind.empty() || enum_from<contacts::OrganisationKind>(kind), "kind", "people.problem.choice"_msg);
    auto const& languages = fields.values("languages");
    require(
        contacts::known_tags(languages).size() == languages.size(), "languages", "people.problem.choice"_msg);
    auto const details = details_from(fields);
    for (auto const place : contacts::all_place_kinds) {
        auto const count = std::ranges::count(details.addresses, place, &contacts::OrganisationAddress::kind);
        require(
            std::cmp_less_equal(count, contacts::most_organisation_addresses), std::string(to_text(place)),
            "people.problem.too_many"_msg,
            {{"limit", std::to_string(contacts::most_organisation_addresses)}});
    }
    for (auto const& address : details.addresses)
        require(
            count_code_points(address.label + address.address) <= contacts::longest_organisation_address,
            std::string(to_text(address.kind)), "import.problem.too_long"_msg,
            {{"limit", std::to_string(contacts::longest_organisation_address)}});
    return problems;
}

Result<OrganisationId> add_organisation(Work& work, Fields const& fields)
{
    if (!work.actor().may(add_organisations, Scope::whole_tenant()))
        return unknown_organisation();
    if (auto problems = problems_among_others(work, fields, std::nullopt); !problems.empty())
        return std::move(problems.front());
    auto wanted = entered_organisation(fields);
    auto const details = details_from(fields);
    wanted.key = organisation_key(wanted.name);
    wanted.public_id = public_id_of("organisation", work.tenant(), wanted.key);
    if (work.actor().may(publish_organisations, Scope::whole_tenant())) {
        auto const added = contacts::find_or_add_organisation(work, wanted);
        contacts::set_organisation_details(work, added.id, details);
        keep_organisation(work, added.id, 1, "portal.organisation.created", {}, form_of(added, details));
        gather_links(work, added.id);
        return added.id;
    }
    auto const id = contacts::add_hidden_organisation(work, wanted);
    contacts::set_organisation_details(work, id, details);
    records::keep_created(
        work, edited_organisations, id.value, Scope::whole_tenant(), form_of(wanted, details));
    auto drafting = *records::Drafting::begin_unasked(work, drafted_organisations, id.value);
    drafting.keep_draft(
        form_of(wanted, details),
        {.state = DraftState::in_review,
         .step = "handed_in",
         .base = drafting.state().base(),
         .handed_in_by = work.actor().code()});
    return id;
}

Result<void> merge_organisations(Work& work, SeenOrganisation from, SeenOrganisation into)
{
    auto const ending = TRY(editable(work, from));
    auto const staying = TRY(editable(work, into));
    if (from.id == into.id)
        return Problem::invalid("mit", "organisation.problem.same"_msg);
    TRY(check_showing(work, ending, staying));
    auto const ends = records::Editing::begin_unasked(work, edited_organisations, from.id.value).value();
    auto const stays = records::Editing::begin_unasked(work, edited_organisations, into.id.value).value();
    auto const as_it_ended = form_of(ending.stored.organisation, ending.stored.details);
    auto const as_it_stays = form_of(staying.stored.organisation, staying.stored.details);
    ends.keep_baseline(as_it_ended);
    stays.keep_baseline(as_it_stays);
    OrganisationMerge merge{.from = from.id, .into = into.id, .names = {}, .offers = {}};
    merge.offers = list_offer_ids_of(work.db(), work.tenant(), from.id);
    merge.names = contacts::merge_organisation(work, from.id, into.id);
    insert_merge(work.db(), work.tenant(), merge, work.now());
    auto const moved = move_offers(work.db(), work.tenant(), from.id, into.id);
    carry_asking_address(work, from.id, into.id);
    if (is_named_in_public(work, into.id))
        contacts::show_organisation(work, into.id);
    store_organisation_name(work.db(), work.tenant(), into.id, staying.stored.organisation.name);
    for (auto const id : {from.id, into.id})
        gather_links(work, id);
    ends.keep_changed(as_it_ended, as_it_ended, "merged");
    stays.keep_changed(as_it_stays, as_it_stays, "took_over");
    if (ends.state().draft_state != DraftState::none)
        tell_whoever_handed_in(
            work, {organisation_subject, from.id.value}, ends.state(), DraftOutcome::discarded);
    work.audit(
        "portal.organisation.offers_moved", organisation_subject.word(), into.id, {},
        {{"from", from.id.value}, {"into", into.id.value}, {"offers", moved}});
    work.publish(published_as);
    return {};
}

JobRule scheduled_organisation_publication()
{
    return records::publication_rule(drafted_organisations, "job.portal.organisation.publication_due"_msg);
}

Result<void> separate_organisations(Work& work, SeenOrganisation into, OrganisationId from)
{
    auto const staying = TRY(editable(work, into));
    auto const merge = find_merge(work.db(), work.tenant(), from);
    auto const ended = contacts::find_organisation(work.db(), work.tenant(), from);
    if (!merge || merge->into != into.id || !ended || ended->merged_into != into.id)
        return Problem::conflict({}, "organisation.problem.not_merged"_msg);
    TRY(check_separation(work, *merge, staying.stored.organisation.name));
    auto const again = records::Editing::begin_unasked(work, edited_organisations, from.value).value();
    auto const stays = records::Editing::begin_unasked(work, edited_organisations, into.id.value).value();
    contacts::separate_organisation(work, from, into.id, merge->names);
    erase_merge(work.db(), work.tenant(), from);
    for (auto const id : merge->offers)
        move_offer(work.db(), work.tenant(), id, from);
    give_back_asking_address(work, from, into.id);
    TRY(show_what_is_named(work, from));
    store_organisation_name(work.db(), work.tenant(), from, ended->organisation.name);
    for (auto const id : {from, into.id})
        gather_links(work, id);
    auto const as_it_is_again = form_of(ended->organisation, ended->details);
    auto const as_it_stays = form_of(staying.stored.organisation, staying.stored.details);
    again.keep_changed(as_it_is_again, as_it_is_again, "separated");
    stays.keep_changed(as_it_stays, as_it_stays, "gave_back");
    work.audit(
        "portal.organisation.offers_moved", organisation_subject.word(), from, {},
        {{"from", into.id.value},
         {"into", from.value},
         {"offers", static_cast<std::int64_t>(merge->offers.size())}});
    work.publish(published_as);
    return {};
}

std::vector<contacts::Organisation> list_merged_into(db::Connection& db, TenantId tenant, OrganisationId into)
{
    std::vector<contacts::Organisation> organisations;
    for (auto const& merge : list_merges(db, tenant, into)) {
        auto ended = contacts::find_organisation(db, tenant, merge.from);
        if (ended && ended->merged_into == into)
            organisations.push_back(std::move(ended->organisation));
    }
    return organisations;
}

} // namespace kommin::portal
