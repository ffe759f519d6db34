#include "modules/portal/editing/place_editing.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/one_line.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kommin::portal {

using records::Fields;

namespace {

// One or two sentences; more is a page of its own.
constexpr std::size_t longest_introduction = 600; // code points
constexpr std::size_t longest_help_fact = 200;

constexpr std::array help_fields{help_name_field, help_phone_field, help_email_field, help_address_field};

constexpr std::string_view changed_place = "portal.place.changed";
constexpr std::string_view imported_place = "portal.place.imported";

Problem unknown_place()
{
    return Problem::not_found("place.desk.problem.unknown"_msg);
}

bool may_edit_place(Actor const& actor, tenants::Body const& body)
{
    return actor.may(edit_places, owner_of(body));
}

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

}

Scope owner_of(tenants::Body const& body)
{
    return body.kind == tenants::BodyKind::district ? Scope::whole_tenant() : Scope::of_owner(body.id.value);
}

std::vector<EditedPlace> list_edited_places(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto const all = tenants::load_tenant_with_bodies(db, tenant);
    std::vector<EditedPlace> places;
    for (auto const& body : all.bodies) {
        if (!may_edit_place(actor, body))
            continue;
        EditedPlace place{.body = body, .tenant = all.tenant, .units = {}};
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

std::vector<std::string_view> fields_of_place(EditedPlace const& place)
{
    std::vector<std::string_view> fields{intro_field};
    if (place.is_district())
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

Result<void> save_place(Work& work, SeenPlace const& seen, Fields const& typed)
{
    auto const place = find_edited_place(work.db(), work.tenant(), seen.id, work.actor());
    if (!place)
        return unknown_place();
    if (place->body.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    auto const fields = spelled_place(*place, typed);
    if (auto problems = problems_of_place(*place, fields); !problems.empty())
        return std::move(problems.front());
    auto const before = form_of(*place);
    if (before == fields)
        return {};
    records::Subject const subject{body_subject, seen.id.value};
    auto const owner = owner_of(place->body);
    records::keep_baseline(work, subject, seen.version, imported_place, work.now(), owner, before);
    if (place->is_district())
        tenants::change_district(work, seen.id, fields.value(intro_field), with_help(place->tenant, fields));
    else
        tenants::change_intro(work, seen.id, fields.value(intro_field));
    note_introduction(work, *place, fields);
    records::keep_version(
        work, subject,
        {.number = seen.version + 1,
         .action = changed_place,
         .owner = owner,
         .before = before,
         .after = fields,
         .harmless_fields = {}});
    return {};
}

} // namespace kommin::portal
