#include "modules/portal/editing/organisations.hpp"

#include "modules/portal/directory/offer_links.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/public_id.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/organisation_merge_store.hpp"
#include "modules/portal/editing/organisation_offers_store.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

using records::Fields;

namespace {

constexpr std::size_t longest_organisation_name = 200; // code points
constexpr std::size_t longest_organisation_website = 2'000;

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

bool may_edit_organisation(Actor const& actor, std::vector<OwnedOffers> const& offers)
{
    return actor.may(edit_organisations, Scope::whole_tenant())
        || (!offers.empty() && std::ranges::all_of(offers, [&](OwnedOffers const& owned) {
               return actor.may(edit_organisations, owned.owner);
           }));
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

Result<void> check_entries(Fields const& fields)
{
    auto problems = problems_of_organisation(fields);
    if (!problems.empty())
        return std::move(problems.front());
    return {};
}

// What it said stands before the first version that was made here.
void keep_first_organisation(Work& work, contacts::StoredOrganisation const& stored)
{
    records::keep_baseline(
        work, {organisation_subject, stored.organisation.id.value}, stored.version,
        "portal.organisation.imported", work.now(), Scope::whole_tenant(), form_of(stored.organisation));
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

}

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
    bool const may_edit = may_edit_organisation(actor, offers);
    return {std::move(stored), std::move(offers), may_edit};
}

RecurringRule organisation_spelling()
{
    return {
        "portal.organisations.spelled", i18n::TimeOfDay::at(2, 25),
        [](Work& work) -> Result<void> {
            contacts::spell_organisations(work);
            return {};
        },
        "job.portal.organisations.spelled"_msg, /*takes_long=*/true};
}

Fields form_of(contacts::Organisation const& organisation)
{
    Fields fields;
    fields.set("name", organisation.name);
    fields.set("website", organisation.website);
    fields.set("email", organisation.email);
    return fields;
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
    return problems;
}

Result<OrganisationId> add_organisation(Work& work, Fields const& fields)
{
    if (!work.actor().may(add_organisations, Scope::whole_tenant()))
        return unknown_organisation();
    TRY(check_entries(fields));
    auto const key = organisation_key(fields.value("name"));
    if (contacts::find_organisation_by_key(work.db(), work.tenant(), key))
        return Problem::invalid("name", "organisation.problem.taken"_msg);
    auto wanted = entered_organisation(fields);
    wanted.key = key;
    wanted.public_id = public_id_of("organisation", work.tenant(), key);
    auto const added = contacts::find_or_add_organisation(work, wanted);
    keep_organisation(work, added.id, 1, "portal.organisation.created", {}, form_of(added));
    return added.id;
}

Result<void> change_organisation(Work& work, SeenOrganisation seen, Fields const& fields)
{
    auto const edited = TRY(editable(work, seen));
    TRY(check_entries(fields));
    auto const before = form_of(edited.stored.organisation);
    if (fields == before)
        return {};
    auto wanted = entered_organisation(fields);
    wanted.id = seen.id;
    auto const key = organisation_key(wanted.name);
    auto const owner = contacts::find_organisation_by_key(work.db(), work.tenant(), key);
    if (owner && *owner != seen.id)
        return Problem::invalid("name", "organisation.problem.taken"_msg);
    keep_first_organisation(work, edited.stored);
    contacts::update_organisation(work, wanted, key);
    if (wanted.name != edited.stored.organisation.name)
        store_organisation_name(work.db(), work.tenant(), seen.id, wanted.name);
    keep_organisation(work, seen.id, seen.version + 1, "portal.organisation.changed", before, fields);
    return {};
}

Result<void> merge_organisations(Work& work, SeenOrganisation from, SeenOrganisation into)
{
    auto const ending = TRY(editable(work, from));
    auto const staying = TRY(editable(work, into));
    if (from.id == into.id)
        return Problem::invalid("mit", "organisation.problem.same"_msg);
    auto const& name = staying.stored.organisation.name;
    keep_first_organisation(work, ending.stored);
    keep_first_organisation(work, staying.stored);
    OrganisationMerge merge{.from = from.id, .into = into.id, .names = {}, .offers = {}};
    merge.offers = list_offer_ids_of(work.db(), work.tenant(), from.id);
    merge.names = contacts::merge_organisation(work, from.id, into.id);
    insert_merge(work.db(), work.tenant(), merge, work.now());
    auto const moved = move_offers(work.db(), work.tenant(), from.id, into.id);
    store_organisation_name(work.db(), work.tenant(), into.id, name);
    auto const as_it_ended = form_of(ending.stored.organisation);
    auto const as_it_stays = form_of(staying.stored.organisation);
    keep_organisation(
        work, from.id, from.version + 1, "portal.organisation.merged", as_it_ended, as_it_ended);
    keep_organisation(
        work, into.id, into.version + 1, "portal.organisation.took_over", as_it_stays, as_it_stays);
    work.audit(
        "portal.organisation.offers_moved", organisation_subject.word(), into.id, {},
        {{"from", from.id.value}, {"into", into.id.value}, {"offers", moved}});
    work.publish(published_as);
    return {};
}

Result<void> separate_organisations(Work& work, SeenOrganisation into, OrganisationId from)
{
    auto const staying = TRY(editable(work, into));
    auto const merge = find_merge(work.db(), work.tenant(), from);
    auto const ended = contacts::find_organisation(work.db(), work.tenant(), from);
    if (!merge || merge->into != into.id || !ended || ended->merged_into != into.id)
        return Problem::conflict({}, "organisation.problem.not_merged"_msg);
    auto const offers = list_offer_ids_of(work.db(), work.tenant(), into.id);
    auto const gone = std::ranges::count_if(
        merge->offers, [&](OfferId id) { return !std::ranges::binary_search(offers, id); });
    if (gone > 0)
        return Problem::conflict(
            {}, "organisation.problem.offers_gone"_msg, {{"count", std::to_string(gone)}});
    contacts::separate_organisation(work, from, into.id, merge->names);
    erase_merge(work.db(), work.tenant(), from);
    for (auto const id : merge->offers)
        move_offer(work.db(), work.tenant(), id, from);
    store_organisation_name(work.db(), work.tenant(), from, ended->organisation.name);
    auto const as_it_is_again = form_of(ended->organisation);
    auto const as_it_stays = form_of(staying.stored.organisation);
    keep_organisation(
        work, from, ended->version + 1, "portal.organisation.separated", as_it_is_again, as_it_is_again);
    keep_organisation(
        work, into.id, into.version + 1, "portal.organisation.gave_back", as_it_stays, as_it_stays);
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
