#pragma once
// Editing grants and their notices: a change counts at once. Rights are those for their owner, the Kreis or a
// municipality.

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "modules/funding/programmes/programme_editing.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace grant_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view application = "application"; // its number
inline constexpr std::string_view programme = "programme"; // its number, where no application says it
inline constexpr std::string_view authority = "authority";
inline constexpr std::string_view reference = "reference";
inline constexpr std::string_view granted_on = "granted_on";
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view from = web::common_field::from;
inline constexpr std::string_view to = web::common_field::to;
inline constexpr std::string_view amount = "amount";
inline constexpr std::string_view approximate = "approximate";
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view share = "share";
inline constexpr std::string_view eligible = "eligible";
inline constexpr std::string_view own = "own";
inline constexpr std::string_view other = "other";
inline constexpr std::string_view use_months = "use_months";
inline constexpr std::string_view proof_due = "proof_due";
inline constexpr std::string_view interim_days = "interim_days"; // "30.06.2010, 31.12.2010"
inline constexpr std::string_view conditions = "conditions";
inline constexpr std::string_view contact = "contact";
inline constexpr std::string_view uncertain = web::common_field::uncertain;
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
// Whose it is, by its slug, "" for the Kreis: asked of a new one only, and of no version.
inline constexpr std::string_view body = "body";
// The digest of the notice: has a page of its own, versions have it.
inline constexpr std::string_view notice = "notice";
} // namespace grant_field
// In the order of the form; behind them the kinds of cost (grant_fields.hpp) and the notice.
inline constexpr std::array form_grant_fields{
    web::FormField{grant_field::title, "grant.field.title"_msg},
    web::FormField{grant_field::application, "application.one"_msg},
    web::FormField{grant_field::programme, "funding_programme.one"_msg},
    web::FormField{grant_field::authority, "grant.field.authority"_msg},
    web::FormField{grant_field::reference, "grant.field.reference"_msg},
    web::FormField{grant_field::granted_on, "grant.field.granted_on"_msg},
    web::FormField{grant_field::purpose, "grant.field.purpose"_msg},
    web::FormField{grant_field::from, "form.from"_msg},
    web::FormField{grant_field::to, "form.to"_msg},
    web::FormField{grant_field::amount, "grant.field.amount"_msg},
    web::FormField{grant_field::approximate, "grant.field.approximate"_msg},
    web::FormField{grant_field::kind, "grant.field.kind"_msg},
    web::FormField{grant_field::share, "grant.field.share"_msg},
    web::FormField{grant_field::eligible, "grant.field.eligible"_msg},
    web::FormField{grant_field::own, "grant.field.own"_msg},
    web::FormField{grant_field::other, "grant.field.other"_msg},
    web::FormField{grant_field::use_months, "grant.field.use_months"_msg},
    web::FormField{grant_field::proof_due, "grant.field.proof_due"_msg},
    web::FormField{grant_field::interim_days, "grant.field.interim_days"_msg},
    web::FormField{grant_field::conditions, "grant.field.conditions"_msg},
    web::FormField{grant_field::contact, "grant.field.contact"_msg},
    web::FormField{grant_field::uncertain, "form.uncertain"_msg},
    web::FormField{grant_field::remark, "form.remark"_msg},
    web::FormField{grant_field::source, "form.source"_msg}};

inline constexpr std::array<std::string_view, 21> harmless_grant_fields{
    grant_field::application,
    grant_field::programme,
    grant_field::granted_on,
    grant_field::from,
    grant_field::to,
    grant_field::amount,
    grant_field::kind,
    grant_field::share,
    grant_field::eligible,
    grant_field::own,
    grant_field::other,
    grant_field::use_months,
    grant_field::proof_due,
    grant_field::interim_days,
    "cost_staff",
    "cost_fees",
    "cost_material",
    "cost_rooms",
    "cost_travel",
    "cost_publicity",
    "cost_overhead"};
inline constexpr records::EditedKind edited_grants{
    .kind = grant_subject,
    .table = grant_table,
    .owner = "COALESCE(body_id, 0)", // as Grant::owner()
    .was_public = "FALSE",
    .actions = "funding.grant",
    .harmless_fields = harmless_grant_fields,
    .has_drafts = false};

WholeGrant load_whole_grant(db::Connection& db, TenantId tenant, GrantId id);
// Nothing where it does not exist or this actor has no such permission for its owner.
std::optional<Grant> find_seen_grant(
    db::Connection& db, TenantId tenant, GrantId id, Actor const& actor, Permission permission);

records::Fields form_of(WholeGrant const& whole);
// What a new one says: of the application from which it comes, where there is one.
records::Fields form_of_new_grant(WholeApplication const* from);
// As they are stored.
records::Fields spelled_grant(records::Fields const& typed);
// Everything that stands in the way of saving and can be said without a look at other records.
std::vector<Problem> problems_of_grant(records::Fields const& fields);

// Which one, as this person last saw it.
struct GrantVersion {
    GrantId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_grant() finds; "application" where it names none of
// this owner, or one that has a grant already; "programme" where there is none; "amount" where more was
// called or passed on; a conflict where somebody has changed it meanwhile
// ("record.problem.changed_meanwhile").
Result<void> save_grant(Work& work, GrantVersion const& seen, records::Fields const& typed);
// `form_key`: a form sent twice with the same entries makes one. Problems as of save_grant(), and "body"
// where it names no owner for whom this actor has the right.
Result<GrantId> add_grant(Work& work, records::Fields const& typed, std::string_view form_key);
// The file of the notice: stored already; "" takes it away. Problems: not_found, a conflict.
Result<void> put_notice(Work& work, GrantVersion const& seen, std::string const& hash, std::int64_t size);

// What somebody can choose from in the form, and the names of what grants have.
struct GrantChoices {
    std::vector<Programme> programmes;
    std::vector<Application> applications; // that this person sees, of all owners
    tenants::TenantWithBodies district;
    std::vector<std::optional<tenants::BodyId>> owners; // for whom they may edit

    [[nodiscard]] std::string programme(std::optional<ProgrammeId> id) const; // "" for none
    [[nodiscard]] std::string application(std::optional<ApplicationId> id) const; // "" for one of others
    [[nodiscard]] std::string owner(std::optional<tenants::BodyId> body) const;
    // The authority of its programme, or what it says itself.
    [[nodiscard]] std::string authority_of(Grant const& grant) const;
};
GrantChoices load_grant_choices(db::Connection& db, TenantId tenant, Actor const& actor);

} // namespace kommin::funding
