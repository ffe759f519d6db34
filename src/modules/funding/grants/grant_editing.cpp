#include "modules/funding/grants/grant_editing.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/reckoning/payments.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/typed_ids.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;
using records::typed_id;

namespace {

constexpr int most_programmes_of_grants = 500;
constexpr int most_applications_of_grants = 1000;
constexpr int most_months_of_use = 24;
constexpr std::size_t most_interim_days = 24;

// What was typed between commas, line by line.
std::vector<std::string> typed_days(Fields const& fields)
{
    std::string typed(fields.value(grant_field::interim_days));
    std::ranges::replace(typed, '\n', ',');
    std::ranges::replace(typed, ';', ',');
    std::vector<std::string> days;
    for (auto const part : split(typed, ',')) {
        if (auto day = one_line(part); !day.empty())
            days.push_back(std::move(day));
    }
    return days;
}

std::optional<Date> interim_day(std::string_view typed)
{
    auto const day = parse_typed_date(typed);
    auto const year = day ? static_cast<int>(day->year()) : 0;
    return year >= first_year_of_money && year <= last_year_of_money ? day : std::nullopt;
}

std::vector<Date> interim_days_in(Fields const& fields)
{
    std::vector<Date> days;
    for (auto const& typed : typed_days(fields)) {
        if (auto const day = interim_day(typed))
            days.push_back(*day);
    }
    std::ranges::sort(days);
    auto const twice = std::ranges::unique(days);
    days.erase(twice.begin(), twice.end());
    return days;
}

void check_interim_days(web::FieldCheck& check, Fields const& fields)
{
    auto const typed = typed_days(fields);
    for (auto const& one : typed) {
        if (interim_day(one))
            continue;
        check.refuse(grant_field::interim_days, "grant.problem.interim_day"_msg, {{"value", one}});
        return;
    }
    auto const days = interim_days_in(fields);
    auto const last = day_in(fields, grant_field::proof_due);
    auto const granted = read_typed_date(one_line(fields.value(grant_field::granted_on)));
    if (days.size() > most_interim_days)
        check.refuse(
            grant_field::interim_days, "grant.problem.interim_many"_msg,
            {{"most", std::to_string(most_interim_days)}});
    else if (
        !days.empty()
        && ((last && days.back() >= *last) || (granted && days.front() < granted->first_possible_day())))
        check.refuse(grant_field::interim_days, "grant.problem.interim_order"_msg);
}

std::optional<int> months_in(Fields const& fields)
{
    auto const months = parse_number<int>(one_line(fields.value(grant_field::use_months)));
    return months && *months >= 1 && *months <= most_months_of_use ? months : std::nullopt;
}

WholeGrant grant_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    WholeGrant wanted;
    auto& one = wanted.grant;
    one.application = typed_id<ApplicationId>(line(grant_field::application));
    one.programme = typed_id<ProgrammeId>(line(grant_field::programme));
    one.title = line(grant_field::title);
    one.authority = line(grant_field::authority);
    one.reference = line(grant_field::reference);
    one.purpose = records::several_lines(fields.value(grant_field::purpose));
    one.granted_on = read_typed_date(line(grant_field::granted_on));
    one.starts = read_typed_date(line(grant_field::from));
    one.ends = read_typed_date(line(grant_field::to));
    one.kind = enum_from<Financing>(fields.value(grant_field::kind));
    one.share = part_in(fields, grant_field::share);
    one.amount = money_in(fields, grant_field::amount);
    one.is_approximate = fields.value(grant_field::approximate) == approximate_value;
    one.eligible = money_in(fields, grant_field::eligible);
    one.own = money_in(fields, grant_field::own);
    one.other = money_in(fields, grant_field::other);
    one.use_within = std::chrono::months(months_in(fields).value_or(months_to_use));
    one.proof_due = day_in(fields, grant_field::proof_due);
    one.conditions = records::several_lines(fields.value(grant_field::conditions));
    one.contact = line(grant_field::contact);
    one.is_uncertain = fields.value(grant_field::uncertain) == web::uncertain_value;
    one.remark = line(grant_field::remark);
    one.source = line(grant_field::source);
    one.notice_file = line(grant_field::notice);
    wanted.costs = kind_costs_in(fields);
    wanted.interim_days = interim_days_in(fields);
    return wanted;
}

// Sets the programme of the application. Problems: "application", "programme".
Result<void> check_origin(Work& work, Grant& wanted, Grant const* before)
{
    auto const refused = [](std::string_view field, MessageKey message) {
        return Problem::invalid(std::string(field), message);
    };
    if (wanted.application && (before == nullptr || before->application != wanted.application)) {
        auto const from
            = find_seen_application(work.db(), work.tenant(), *wanted.application, work.actor(), see_money);
        if (!from || from->body != wanted.body)
            return refused(grant_field::application, "grant.problem.application"_msg);
        if (from->state == ApplicationState::refused || from->state == ApplicationState::withdrawn)
            return refused(grant_field::application, "grant.problem.application_ended"_msg);
        auto const taken = find_grant_of_application(work.db(), work.tenant(), *wanted.application);
        if (taken && (before == nullptr || *taken != before->id))
            return refused(grant_field::application, "grant.problem.application_taken"_msg);
    }
    if (wanted.application) {
        auto const from = load_application(work.db(), work.tenant(), *wanted.application);
        if (from && from->programme)
            wanted.programme = from->programme;
    }
    if (wanted.programme && !load_programme(work.db(), work.tenant(), *wanted.programme))
        return refused(grant_field::programme, "grant.problem.programme"_msg);
    return {};
}

// Nobody calls or passes on more than was granted.
Result<void> check_called(Work& work, Grant const& wanted)
{
    auto const limit = limit_of(wanted);
    if (!limit)
        return {};
    Money called;
    for (auto const& one : list_payments(work.db(), work.tenant(), wanted.id))
        called += one.received.value_or(one.requested);
    Money passed_on;
    for (auto const& one : list_passed_on(work.db(), work.tenant(), wanted.id)) {
        if (one.counts())
            passed_on += one.amount;
    }
    if (called > *limit)
        return Problem::invalid(
            std::string(grant_field::amount), "grant.problem.below_called"_msg,
            {{"amount", spelled_money(called)}});
    if (passed_on > *limit)
        return Problem::invalid(
            std::string(grant_field::amount), "grant.problem.below_passed_on"_msg,
            {{"amount", spelled_money(passed_on)}});
    return {};
}

}

WholeGrant load_whole_grant(db::Connection& db, TenantId tenant, GrantId id)
{
    return {
        .grant = load_grant(db, tenant, id).value(),
        .costs = list_grant_costs(db, tenant, id),
        .interim_days = list_interim_days(db, tenant, id)};
}

std::optional<Grant> find_seen_grant(
    db::Connection& db, TenantId tenant, GrantId id, Actor const& actor, Permission permission)
{
    auto one = load_grant(db, tenant, id);
    return one && actor.may(permission, one->owner()) ? std::move(one) : std::nullopt;
}

Fields form_of(WholeGrant const& whole)
{
    auto const& one = whole.grant;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    auto const number = [](auto const& id) { return id ? std::to_string(id->value) : std::string{}; };
    set(grant_field::title, one.title);
    set(grant_field::application, number(one.application));
    set(grant_field::programme, number(one.programme));
    set(grant_field::authority, one.authority);
    set(grant_field::reference, one.reference);
    set(grant_field::granted_on, spelled_date(one.granted_on));
    set(grant_field::purpose, one.purpose);
    set(grant_field::from, spelled_date(one.starts));
    set(grant_field::to, spelled_date(one.ends));
    set(grant_field::amount, spelled(one.amount));
    set(grant_field::approximate, one.is_approximate ? std::string(approximate_value) : std::string{});
    set(grant_field::kind, one.kind ? std::string(to_text(*one.kind)) : std::string{});
    set(grant_field::share, spelled(one.share));
    set(grant_field::eligible, spelled(one.eligible));
    set(grant_field::own, spelled(one.own));
    set(grant_field::other, spelled(one.other));
    set(grant_field::use_months, std::to_string(one.use_within.count()));
    set(grant_field::proof_due, spelled(one.proof_due));
    std::string days;
    for (auto const day : whole.interim_days)
        days += (days.empty() ? "" : ", ") + typed_spelling(day);
    set(grant_field::interim_days, std::move(days));
    set(grant_field::conditions, one.conditions);
    set(grant_field::contact, one.contact);
    set(grant_field::uncertain, one.is_uncertain ? std::string(web::uncertain_value) : std::string{});
    set(grant_field::remark, one.remark);
    set(grant_field::source, one.source);
    set(grant_field::notice, one.notice_file);
    set_kind_costs(fields, whole.costs);
    return fields;
}

Fields form_of_new_grant(WholeApplication const* from)
{
    WholeGrant whole;
    if (from == nullptr)
        return form_of(whole);
    auto const& application = from->application;
    auto& one = whole.grant;
    one.application = application.id;
    one.programme = application.programme;
    one.authority = application.authority;
    one.reference = application.reference;
    one.title = application.title;
    one.purpose = application.purpose;
    one.starts = application.starts;
    one.ends = application.ends;
    one.own = application.own;
    one.other = application.other;
    if (!from->steps.empty() && from->steps.back().state == ApplicationState::granted) {
        one.amount = from->steps.back().amount;
        one.granted_on = from->steps.back().day;
    }
    Money eligible;
    for (auto const kind : all_cost_kinds) {
        KindSum sum{kind, {}};
        for (auto const& line : from->costs) {
            if (line.kind == kind)
                sum.amount += line.eligible;
        }
        eligible += sum.amount;
        if (sum.amount > Money{})
            whole.costs.push_back(sum);
    }
    if (!from->costs.empty())
        one.eligible = eligible;
    return form_of(whole);
}

Fields spelled_grant(Fields const& typed)
{
    return form_of(grant_from(typed));
}

std::vector<Problem> problems_of_grant(Fields const& fields)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(grant_field::title)).empty())
        check.refuse(grant_field::title, "funding.problem.title"_msg);
    for (auto const name :
         {grant_field::title, grant_field::authority, grant_field::reference, grant_field::contact,
          grant_field::source})
        check.check_length(name, longest_grant_line);
    for (auto const name : {grant_field::purpose, grant_field::conditions})
        check.check_length(name, longest_grant_text);
    auto const application = one_line(fields.value(grant_field::application));
    if (!application.empty() && !typed_id<ApplicationId>(application))
        check.refuse(grant_field::application, "grant.problem.application"_msg);
    auto const programme = one_line(fields.value(grant_field::programme));
    if (!programme.empty() && !typed_id<ProgrammeId>(programme))
        check.refuse(grant_field::programme, "grant.problem.programme"_msg);
    check_date(check, grant_field::granted_on);
    check.check_span();
    for (auto const name : {grant_field::amount, grant_field::eligible, grant_field::own, grant_field::other})
        check_money(check, name);
    if (fields.value(grant_field::approximate) == approximate_value
        && one_line(fields.value(grant_field::amount)).empty())
        check.refuse(grant_field::amount, "grant.problem.approximate"_msg);
    auto const kind = fields.value(grant_field::kind);
    if (!kind.empty() && !enum_from<Financing>(kind))
        check.refuse(grant_field::kind, "form.not_chosen"_msg);
    check_part(check, grant_field::share);
    if (!one_line(fields.value(grant_field::share)).empty() && kind != to_text(Financing::share))
        check.refuse(grant_field::share, "grant.problem.share"_msg);
    if (!months_in(fields))
        check.refuse(
            grant_field::use_months, "grant.problem.use_months"_msg,
            {{"most", std::to_string(most_months_of_use)}});
    check_day(check, grant_field::proof_due);
    if (day_in(fields, grant_field::proof_due))
        check_not_before(
            check, grant_field::proof_due, {grant_field::granted_on, grant_field::from, grant_field::to},
            "grant.problem.due_order"_msg);
    check_interim_days(check, fields);
    check_kind_costs(check);
    check.check_doubt();
    return check.take();
}

Result<void> save_grant(Work& work, GrantVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_grants, seen.id.value, seen.version, edit_money, "grant.problem.unknown"_msg));
    auto const stored = load_whole_grant(work.db(), work.tenant(), seen.id);
    if (auto problems = problems_of_grant(typed); !problems.empty())
        return std::move(problems.front());
    auto wanted = grant_from(typed);
    wanted.grant.id = stored.grant.id;
    wanted.grant.body = stored.grant.body;
    wanted.grant.notice_file = stored.grant.notice_file; // has a page of its own
    wanted.grant.notice_size = stored.grant.notice_size;
    TRY(check_origin(work, wanted.grant, &stored.grant));
    TRY(check_called(work, wanted.grant));
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_grant(work.db(), work.tenant(), wanted.grant, work.now());
    if (wanted.costs != stored.costs)
        update_grant_costs(work.db(), work.tenant(), seen.id, wanted.costs);
    if (wanted.interim_days != stored.interim_days)
        update_interim_days(work.db(), work.tenant(), seen.id, wanted.interim_days);
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<GrantId> add_grant(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_money))
        return Problem::not_found("grant.problem.unknown"_msg);
    auto wanted = grant_from(typed);
    wanted.grant.notice_file.clear();
    auto const slug = typed.value(grant_field::body);
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const body = std::ranges::find(bodies, slug, &tenants::Body::slug);
    bool const is_municipality = body != bodies.end() && body->kind == tenants::BodyKind::municipality;
    if (is_municipality)
        wanted.grant.body = body->id;
    if ((!is_municipality && !slug.empty()) || !work.actor().may(edit_money, wanted.grant.owner()))
        return Problem::invalid(std::string(grant_field::body), "grant.problem.owner"_msg);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(wanted.grant.owner().owner())
        + ' ' + form_of(wanted).to_json());
    if (auto const added = find_grant_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_grant(typed); !problems.empty())
        return std::move(problems.front());
    TRY(check_origin(work, wanted.grant, nullptr));
    auto const id = insert_grant(work.db(), work.tenant(), wanted.grant, mark, work.now());
    update_grant_costs(work.db(), work.tenant(), id, wanted.costs);
    update_interim_days(work.db(), work.tenant(), id, wanted.interim_days);
    records::keep_created(work, edited_grants, id.value, wanted.grant.owner(), form_of(wanted));
    return id;
}

Result<void> put_notice(Work& work, GrantVersion const& seen, std::string const& hash, std::int64_t size)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_grants, seen.id.value, seen.version, edit_money, "grant.problem.unknown"_msg));
    auto const before = load_whole_grant(work.db(), work.tenant(), seen.id);
    if (before.grant.notice_file == hash)
        return {};
    auto after = before;
    after.grant.notice_file = hash;
    after.grant.notice_size = size;
    update_grant(work.db(), work.tenant(), after.grant, work.now());
    editing.keep_changed(form_of(before), form_of(after), hash.empty() ? "notice_removed" : "notice_added");
    return {};
}

std::string GrantChoices::programme(std::optional<ProgrammeId> id) const
{
    auto const found = id ? std::ranges::find(programmes, *id, &Programme::id) : programmes.end();
    return found == programmes.end() ? std::string{} : found->title;
}

std::string GrantChoices::application(std::optional<ApplicationId> id) const
{
    auto const found = id ? std::ranges::find(applications, *id, &Application::id) : applications.end();
    return found == applications.end() ? std::string{} : found->title;
}

std::string GrantChoices::owner(std::optional<tenants::BodyId> body) const
{
    auto const* found = body ? district.find_body(*body) : nullptr;
    if (body)
        return found != nullptr ? found->name : std::string{};
    return district.tenant.name;
}

std::string GrantChoices::authority_of(Grant const& grant) const
{
    if (!grant.programme || !grant.authority.empty())
        return grant.authority;
    auto const found = std::ranges::find(programmes, *grant.programme, &Programme::id);
    return found == programmes.end() ? std::string{} : found->authority;
}

GrantChoices load_grant_choices(db::Connection& db, TenantId tenant, Actor const& actor)
{
    ApplicationQuery const seen{.owners = owners_of(actor.where(see_money))};
    GrantChoices choices{
        .programmes = list_programmes(db, tenant, {}, most_programmes_of_grants),
        .applications = list_applications(db, tenant, seen, most_applications_of_grants),
        .district = tenants::load_tenant_with_bodies(db, tenant),
        .owners = {}};
    if (actor.may(edit_money, Scope::whole_tenant()))
        choices.owners.emplace_back();
    for (auto const& body : choices.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && actor.may(edit_money, Scope::of_owner(body.id.value)))
            choices.owners.emplace_back(body.id);
    }
    return choices;
}

} // namespace kommin::funding
