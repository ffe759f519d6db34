#include "modules/portal/editing/place_editing.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/links/link_gathering.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace kommin::portal {

using records::Fields;
using records::one_line;

namespace {

// One or two sentences; more is a page of its own.
constexpr std::size_t longest_introduction = 600; // code points
constexpr std::size_t longest_help_fact = 200;

constexpr std::array help_fields{help_name_field, help_phone_field, help_email_field, help_address_field};

tenants::Tenant with_help(tenants::Tenant tenant, Fields const& fields)
{
    tenant.help_name = fields.value(help_name_field);
    tenant.help_phone = fields.value(help_phone_field);
    tenant.help_email = fields.value(help_email_field);
    tenant.help_address = fields.value(help_address_field);
    return tenant;
}

// The translators' work lists: what they have translated is older than its source now.
void note_introduction(Work& work, EditedPlace place, Fields const& fields)
{
    place.body.intro = fields.value(intro_field);
    if (place.body.intro.empty()) // whom it named must not come back with the next text
        content::erase_translations(work.db(), work.tenant(), body_subject, place.body.id.value);
    ProgressKeeper(work).note(place.body);
}

class PlaceRecord final : public records::DraftedRecord {
public:
    PlaceRecord(Work& work, BodyId id)
        : work_(work)
        , id_(id)
        , place_(load())
    { }

    [[nodiscard]] Fields form() const override { return form_of(place_); }
    // It stays whose it is.
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& /*fields*/) const override
    {
        return owner_of(place_.body);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_place(place_, fields);
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override
    {
        return spelled_place(place_, fields);
    }
    void store_hidden(Fields const& /*fields*/) override { } // every place is public from its founding on
    Result<void> store_published(Fields const& typed) override
    {
        auto const fields = spelled_place(place_, typed);
        if (place_.is_district())
            tenants::change_district(work_, id_, fields.value(intro_field), with_help(place_.tenant, fields));
        else
            tenants::change_intro(work_, id_, fields.value(intro_field));
        note_introduction(work_, place_, fields);
        gather_links(work_, id_);
        place_ = load();
        return {};
    }
    Result<void> store_archived() override { return Problem::conflict({}, "place.desk.problem.stays"_msg); }

private:
    [[nodiscard]] EditedPlace load()
    {
        return *find_edited_place(work_.db(), work_.tenant(), id_, Actor::system());
    }

    Work& work_;
    BodyId id_;
    EditedPlace place_;
};

std::unique_ptr<records::DraftedRecord> open_place(
    Work& work, std::int64_t id, records::EditState const& /*state*/)
{
    return std::make_unique<PlaceRecord>(work, BodyId{id});
}

DraftedPlace with_draft(db::Connection& db, TenantId tenant, EditedPlace place)
{
    return {
        records::find_edited(db, tenant, edited_places, place.body.id.value, place.state, form_of(place)),
        std::move(place)};
}

std::vector<DraftedPlace> list_places_with_draft(
    db::Connection& db, TenantId tenant, Actor const& actor, records::DraftState state)
{
    std::vector<DraftedPlace> found;
    for (auto& place : list_edited_places(db, tenant, actor)) {
        if (place.state.draft_state == state)
            found.push_back(with_draft(db, tenant, std::move(place)));
    }
    return found;
}

}

constinit records::DraftedKind const drafted_places{
    .edited = edited_places,
    .edit = edit_places,
    .publish = publish_places,
    .unknown = "place.desk.problem.unknown"_msg,
    .owner_field = intro_field,
    .no_owner = "place.desk.problem.unknown"_msg,
    .foreign_owner = "place.desk.problem.unknown"_msg,
    .publication_job = "portal.place.publication_due",
    .open = &open_place,
    .find_actor = &find_planner,
    .tell = &tell_whoever_handed_in};

Scope owner_of(tenants::Body const& body)
{
    return body.kind == tenants::BodyKind::district ? Scope::whole_tenant() : Scope::of_owner(body.id.value);
}

std::vector<EditedPlace> list_edited_places(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto const all = tenants::load_tenant_with_bodies(db, tenant);
    auto const states = records::list_edit_states(db, tenant, edited_places);
    std::vector<EditedPlace> places;
    for (auto const& body : all.bodies) {
        auto const owner = owner_of(body);
        if (!actor.may(edit_places, owner))
            continue;
        EditedPlace place{
            .body = body,
            .tenant = all.tenant,
            .units = {},
            .state = states.at(body.id.value),
            .may_publish = actor.may(publish_places, owner)};
        std::ranges::copy_if(
            all.units, std::back_inserter(place.units),
            [&](tenants::OrganisationalUnit const& unit) { return unit.body == body.id; });
        places.push_back(std::move(place));
    }
    return places;
}

std::optional<EditedPlace> find_edited_place(
    db::Connection& db, TenantId tenant, BodyId id, Actor const& actor)
{
    auto places = list_edited_places(db, tenant, actor);
    auto const found = std::ranges::find_if(places, [&](auto const& place) { return place.body.id == id; });
    return found == places.end() ? std::nullopt : std::optional(std::move(*found));
}

std::optional<DraftedPlace> find_drafted_place(
    db::Connection& db, TenantId tenant, BodyId id, Actor const& actor)
{
    auto place = find_edited_place(db, tenant, id, actor);
    return place ? std::optional(with_draft(db, tenant, std::move(*place))) : std::nullopt;
}

std::vector<DraftedPlace> list_places_to_review(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto waiting = list_places_with_draft(db, tenant, actor, records::DraftState::in_review);
    std::erase_if(waiting, [](DraftedPlace const& drafted) { return !drafted.place.may_publish; });
    return waiting;
}

std::vector<DraftedPlace> list_returned_places(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto returned = list_places_with_draft(db, tenant, actor, records::DraftState::returned);
    std::erase_if(returned, [&](DraftedPlace const& drafted) {
        return drafted.state.handed_in_by.value_or(actor.code()) != actor.code();
    });
    return returned;
}

std::int64_t count_waiting_places(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return records::count_waiting(
               db, tenant, edited_places,
               {.state = records::DraftState::in_review, .scopes = actor.where(publish_places)})
        + records::count_waiting(
               db, tenant, edited_places,
               {.state = records::DraftState::returned,
                .scopes = actor.where(edit_places),
                .handed_in_by = actor.code()});
}

std::vector<std::string_view> fields_of_place(EditedPlace const& place)
{
    return place.is_district() ? all_place_fields() : std::vector<std::string_view>{intro_field};
}

std::vector<std::string_view> all_place_fields()
{
    std::vector<std::string_view> fields{intro_field};
    fields.insert(fields.end(), help_fields.begin(), help_fields.end());
    return fields;
}

Fields form_of(EditedPlace const& place)
{
    Fields fields;
    fields.set(intro_field, place.body.intro);
    if (place.is_district()) {
        fields.set(help_name_field, place.tenant.help_name);
        fields.set(help_phone_field, place.tenant.help_phone);
        fields.set(help_email_field, place.tenant.help_email);
        fields.set(help_address_field, place.tenant.help_address);
    }
    return fields;
}

Fields spelled_place(EditedPlace const& place, Fields const& typed)
{
    Fields spelled;
    for (auto const name : fields_of_place(place))
        spelled.set(name, one_line(typed.value(name)));
    return spelled;
}

std::vector<Problem> problems_of_place(EditedPlace const& place, Fields const& fields)
{
    std::vector<Problem> problems;
    auto const refuse = [&](std::string_view field, MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    };
    auto const spelled = spelled_place(place, fields);
    for (auto const name : fields_of_place(place)) {
        auto const limit = name == intro_field ? longest_introduction : longest_help_fact;
        if (count_code_points(spelled.value(name)) > limit)
            refuse(name, "import.problem.too_long"_msg, {{"limit", std::to_string(limit)}});
    }
    if (!place.is_district())
        return problems;
    if (spelled.value(help_name_field).empty())
        refuse(help_name_field, "place.desk.problem.help_name"_msg);
    auto const phone = spelled.value(help_phone_field);
    if (!phone.empty()
        && (phone.find_first_not_of("+0123456789 -/()") != std::string_view::npos
            || phone.find_first_of("0123456789") == std::string_view::npos))
        refuse(help_phone_field, "import.problem.phone"_msg, {{"value", std::string(phone)}});
    auto const email = spelled.value(help_email_field);
    if (!email.empty() && !mail::is_public_address(email))
        refuse(help_email_field, "import.problem.email"_msg, {{"value", std::string(email)}});
    return problems;
}

JobRule scheduled_place_publication()
{
    return records::publication_rule(drafted_places, "job.portal.place.publication_due"_msg);
}

} // namespace kommin::portal
