// Routes of the desk for packages: seen, given out, read in, linked.

#include "modules/adoption/concepts/package_pages.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/package/package_file.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace kommin::adoption {

using records::Fields;

namespace {

constexpr int most_packages = 200;
constexpr int most_targets = 100; // to choose from

std::optional<PackageId> package_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["paket"]);
    return number && *number > 0 ? std::optional(PackageId{*number}) : std::nullopt;
}

http::Response to_package(PackageId id)
{
    return http::Response::redirect(http::Status::see_other, package_url(id).text());
}

bool may_adopt_somewhere(web::Call const& call)
{
    return call.actor().rights().allows_somewhere(adopt_packages);
}

Fields posted_issue(http::Form const& posted)
{
    Fields fields;
    for (auto const name :
         {issue_field::code, issue_field::name, issue_field::serves, issue_field::source,
          issue_field::licence, issue_field::read})
        fields.set(name, std::string(trim(posted.value(name))));
    for (auto const name : {issue_field::fields, issue_field::parts}) {
        Fields::Values values;
        for (auto const value : posted.values(name))
            values.emplace_back(value);
        fields.set(name, std::move(values));
    }
    return fields;
}

struct IssueChoices {
    std::vector<meetings::Panel> fields;
    std::vector<StoredPackage> own;
};
IssueChoices issue_choices(web::Call const& call, db::Connection& db)
{
    IssueChoices choices{
        list_fields_to_issue(db, call.site.tenant, call.local_now().date),
        list_packages(db, call.site.tenant, most_packages)};
    std::erase_if(choices.own, [](StoredPackage const& one) { return !one.is_own; });
    return choices;
}

http::Response issue_form(
    web::Call const& call, Fields const& typed, std::string const& key, std::vector<Problem> problems = {})
{
    auto const choices = web::read(call, [&](db::Connection& db) { return issue_choices(call, db); });
    return issue_page(
        call,
        {.fields = choices.fields,
         .own = choices.own,
         .typed = typed,
         .form_key = key,
         .problems = std::move(problems)});
}

// What its last version was made of, as far as it can be read from it.
Fields fields_of_next(ConceptPackage const& last)
{
    Fields fields;
    fields.set(issue_field::code, last.code);
    fields.set(issue_field::name, last.name);
    fields.set(issue_field::source, last.source);
    fields.set(issue_field::licence, last.licence);
    fields.set(issue_field::serves, last.serves ? std::string(said) : std::string{});
    Fields::Values chosen;
    Fields::Values parts;
    for (auto const& item : last.items) {
        auto const number = number_of(item.key, ItemKind::panel);
        if (number && item.fields.value(item_field::kind) == to_text(meetings::PanelKind::field_of_action))
            chosen.push_back(std::to_string(*number));
        for (auto const& [kind, name] :
             {std::pair(ItemKind::goal, part_name::goals), std::pair(ItemKind::measure, part_name::measures),
              std::pair(ItemKind::checklist, part_name::checklists),
              std::pair(ItemKind::letter, part_name::letters)}) {
            if (item.kind == kind)
                parts.emplace_back(name);
        }
    }
    fields.set(issue_field::fields, std::move(chosen));
    fields.set(issue_field::parts, std::move(parts));
    return fields;
}

struct FoundPackage {
    StoredPackage stored;
    std::string file;
    ConceptPackage package;
};
std::optional<FoundPackage> find_package(web::Call const& call, db::Connection& db)
{
    auto const id = package_in_path(call);
    auto stored = id ? load_package(db, call.site.tenant, *id) : std::nullopt;
    if (!stored)
        return std::nullopt;
    auto file = load_package_file(db, call.site.tenant, *id);
    auto read = read_package_file(file);
    if (!read)
        return std::nullopt;
    return FoundPackage{std::move(*stored), std::move(file), std::move(read->package)};
}

// "b17": advice; "a4": an application.
std::string value_of_link(AdoptionLink const& link)
{
    return link.advice ? 'b' + std::to_string(link.advice->value)
                       : 'a' + std::to_string(link.application->value);
}

std::optional<AdoptionLink> read_link(std::string_view value)
{
    auto const number = value.empty() ? std::nullopt : parse_number(value.substr(1));
    if (!number || *number <= 0)
        return std::nullopt;
    AdoptionLink link{.id = {}, .code = {}, .advice = {}, .application = {}};
    if (value.front() == 'b')
        link.advice = meetings::AdviceId{*number};
    else if (value.front() == 'a')
        link.application = funding::ApplicationId{*number};
    else
        return std::nullopt;
    return link;
}

std::string advice_title(meetings::NamedAdvice const& advice, i18n::Texts const& texts)
{
    auto const day
        = advice.day ? texts.partial_date(*advice.day) : std::string(texts("package.links.no_day"_msg));
    return texts("package.links.advice"_msg, {{"day", day}, {"title", advice.title}});
}

std::string application_title(funding::NamedApplication const& application, i18n::Texts const& texts)
{
    return texts("package.links.application"_msg, {{"title", application.title}});
}

struct Links {
    std::vector<LinkedTarget> linked;
    std::vector<LinkChoice> choices; // what is not linked yet, for whoever may link it
    std::int64_t advice = 0; // how many of both are of the log of advice
};
// What this person may see of it.
Links find_links(web::Call const& call, db::Connection& db, std::string_view code)
{
    auto const tenant = call.site.tenant;
    auto const actor = call.actor();
    auto const& texts = web::staff_texts(call);
    Links links;
    std::vector<std::string> known;
    std::vector<meetings::AdviceId> advice_ids;
    std::vector<funding::ApplicationId> applications;
    auto const all = list_links(db, tenant, code);
    for (auto const& link : all) {
        if (link.application)
            applications.push_back(*link.application);
        else
            advice_ids.push_back(link.advice.value());
    }
    auto const linked_advice = meetings::list_named_advice(db, tenant, actor, advice_ids);
    auto const named = funding::list_named_applications(db, tenant, actor, applications);
    for (auto const& link : all) {
        if (link.advice) {
            auto const one = std::ranges::find(linked_advice, *link.advice, &meetings::NamedAdvice::id);
            if (one != linked_advice.end())
                links.linked.push_back(
                    {link.id, advice_title(*one, texts), meetings::advice_desk_url(one->id)});
        } else {
            auto const one = std::ranges::find(named, *link.application, &funding::NamedApplication::id);
            if (one != named.end())
                links.linked.push_back(
                    {link.id, application_title(*one, texts), funding::application_desk_url(one->id)});
        }
        known.push_back(value_of_link(link));
    }
    links.advice = std::ssize(linked_advice);
    if (!may_adopt_somewhere(call))
        return links;
    auto const offer = [&](std::string value, std::string title) {
        if (std::ranges::find(known, value) == known.end())
            links.choices.push_back({std::move(value), std::move(title)});
    };
    for (auto const& one : meetings::list_advice_on_adoption(db, tenant, actor, most_targets))
        offer('b' + std::to_string(one.id.value), advice_title(one, texts));
    for (auto const& one : funding::list_named_applications(db, tenant, actor, most_targets))
        offer('a' + std::to_string(one.id.value), application_title(one, texts));
    links.advice += std::ranges::count_if(
        links.choices, [](LinkChoice const& one) { return one.value.starts_with('b'); });
    return links;
}

std::vector<SeenAdoption> find_adoptions(web::Call const& call, db::Connection& db, std::string_view code)
{
    auto const adoptions = list_adoptions_of(db, call.site.tenant, code);
    auto const actor = call.actor();
    std::vector<SeenAdoption> seen;
    for (auto const& body : tenants::list_bodies(db, call.site.tenant)) {
        auto const owner = Scope::of_owner(body.id.value);
        if (body.kind != tenants::BodyKind::municipality || !actor.may(see_packages, owner))
            continue;
        auto const found = std::ranges::find(adoptions, body.id, &Adoption::body);
        seen.push_back(
            {body, found == adoptions.end() ? std::nullopt : std::optional(*found),
             actor.may(adopt_packages, owner)});
    }
    return seen;
}

http::Response shown_package(web::Call const& call, std::vector<Problem> problems = {})
{
    struct Found {
        FoundPackage one;
        std::vector<StoredPackage> versions;
        std::vector<SeenAdoption> adoptions;
        Links links;
    };
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto one = find_package(call, db);
        if (!one)
            return std::nullopt;
        auto const code = one->stored.code;
        return Found{
            std::move(*one), list_versions_of(db, call.site.tenant, code), find_adoptions(call, db, code),
            find_links(call, db, code)};
    });
    if (!found)
        return web::staff_not_found(call);
    if (found->links.advice > 0)
        meetings::note_advice_read(call, found->links.advice);
    return package_page(
        call,
        {.stored = found->one.stored,
         .package = found->one.package,
         .versions = found->versions,
         .adoptions = found->adoptions,
         .links = found->links.linked,
         .choices = found->links.choices,
         .may_issue = call.actor().may(issue_packages, Scope::whole_tenant()),
         .may_link = may_adopt_somewhere(call),
         .problems = std::move(problems)});
}

}

http::Response list_packages_at_desk(web::Call& call)
{
    auto packages = web::read(
        call, [&](db::Connection& db) { return list_packages(db, call.site.tenant, most_packages + 1); });
    bool const is_cut = std::ssize(packages) > most_packages;
    if (is_cut)
        packages.pop_back();
    return package_list_page(
        call,
        {.packages = packages,
         .is_cut = is_cut,
         .may_issue = call.actor().may(issue_packages, Scope::whole_tenant()),
         .may_take_in = may_adopt_somewhere(call)});
}

http::Response show_issuing(web::Call& call)
{
    auto const number = parse_number(call.request.query().value("paket"));
    Fields fields;
    for (auto const part :
         {part_name::goals, part_name::measures, part_name::checklists, part_name::letters}) {
        auto parts = fields.values(issue_field::parts);
        parts.emplace_back(part);
        fields.set(issue_field::parts, std::move(parts));
    }
    if (number) {
        auto const last = web::read(call, [&](db::Connection& db) -> std::optional<Result<SignedPackage>> {
            auto const stored = load_package(db, call.site.tenant, PackageId{*number});
            if (!stored || !stored->is_own)
                return std::nullopt;
            return read_package_file(load_package_file(db, call.site.tenant, stored->id));
        });
        if (last && *last)
            fields = fields_of_next((*last)->package);
    }
    return issue_form(call, fields, crypto::random_token());
}

http::Response issue_at_desk(web::Call& call, SigningKey const& key)
{
    auto const form = call.request.form();
    if (!form || !call.actor().may(issue_packages, Scope::whole_tenant()))
        return web::staff_not_found(call);
    auto const typed = posted_issue(*form);
    auto const form_key = web::key_of_form(*form);
    std::vector<Problem> problems;
    if (form->has("stand")) {
        auto const issued = web::write(call, [&](Work& work) {
            return issue_package(work, key(), typed, {std::string(form->value("stand")), form_key});
        });
        if (issued)
            return to_package(*issued);
        problems.push_back(issued.problem());
    }
    auto const draft = web::read(call, [&](db::Connection& db) {
        return draft_package(db, call.site.tenant, call.actor(), call.local_now().date, typed);
    });
    if (!draft)
        return issue_form(call, typed, form_key, {draft.problem()});
    return draft_page(
        call, *draft,
        {.fields = {}, .own = {}, .typed = typed, .form_key = form_key, .problems = std::move(problems)});
}

http::Response show_taking_in(web::Call& call)
{
    return take_in_page(call, {});
}

http::Response take_in_at_desk(web::Call& call, AdoptionRules const& rules)
{
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : Result<http::Form>(body.problem());
    auto const* file = body ? body->file(package_file_field) : nullptr;
    if (!posted || file == nullptr || file->content.empty())
        return take_in_page(
            call,
            {.problems = {Problem::invalid(std::string(package_file_field), "package.problem.file"_msg)}});
    auto const other = posted->value("schluessel") == said ? OtherKey::confirmed : OtherKey::refused;
    auto const taken
        = web::write(call, [&](Work& work) { return take_in_package(work, rules, file->content, other); });
    if (taken)
        return to_package(*taken);
    if (taken.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    bool const is_about_key = taken.problem().message == "package.problem.key"_msg;
    return take_in_page(call, {.problems = {taken.problem()}, .asks_about_key = is_about_key});
}

http::Response show_package(web::Call& call)
{
    return shown_package(call);
}

http::Response download_package(web::Call& call)
{
    auto found = web::read(call, [&](db::Connection& db) { return find_package(call, db); });
    if (!found)
        return web::staff_not_found(call);
    auto const name
        = slugify(found->stored.name) + '-' + std::to_string(found->stored.number) + ".kommin-konzept.json";
    return http::Response(http::Status::ok)
        .body(std::move(found->file), "application/json")
        .attachment(name)
        .no_store();
}

http::Response link_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const id = package_in_path(call);
    if (!form || !id)
        return web::staff_not_found(call);
    auto const link = read_link(form->value("verweis"));
    if (!link)
        return shown_package(call, {Problem::invalid("verweis", "package.problem.link"_msg)});
    auto const linked = web::write(call, [&](Work& work) { return link_package(work, *id, *link); });
    return linked ? to_package(*id) : web::staff_not_found(call);
}

http::Response unlink_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const id = package_in_path(call);
    auto const link = form ? parse_number(form->value("verweis")) : std::nullopt;
    if (!id)
        return web::staff_not_found(call);
    if (!link)
        return shown_package(call, {Problem::invalid("verweis", "package.problem.link"_msg)});
    auto const gone
        = web::write(call, [&](Work& work) { return unlink_package(work, *id, AdoptionLinkId{*link}); });
    return gone ? to_package(*id) : web::staff_not_found(call);
}

std::vector<web::StaffRecord> recorded_packages()
{
    return {
        {.kind = package_subject.word(),
         .permission = see_packages,
         .url = [](web::Call const& call, std::int64_t id) {
             auto const package = load_package(call.db(), call.site.tenant, PackageId{id});
             return package ? std::optional(package_url(package->id)) : std::nullopt;
         }}};
}

} // namespace kommin::adoption
