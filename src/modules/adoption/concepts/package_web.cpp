// Routes of the desk for packages: seen, given out, read in, linked.

#include "modules/adoption/concepts/package_links.hpp"
#include "modules/adoption/concepts/package_pages.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/package/package_file.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace kommin::adoption {

using records::Fields;

namespace {

std::optional<PackageId> package_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["paket"]);
    return number && *number > 0 ? std::optional(PackageId{*number}) : std::nullopt;
}

http::Response to_package(PackageId id)
{
    return http::Response::redirect(http::Status::see_other, package_url(id).text());
}

bool may_take_in(web::Call const& call)
{
    return call.actor().may_somewhere(adopt_packages);
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
        PackageLinks links;
    };
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto one = find_package(call, db);
        if (!one)
            return std::nullopt;
        auto const code = one->stored.code;
        return Found{
            std::move(*one), list_versions_of(db, call.site.tenant, code), find_adoptions(call, db, code),
            find_package_links(call, db, code, link_asked_for(call))};
    });
    if (!found)
        return web::staff_not_found(call);
    auto const target = link_asked_for(call);
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
         .may_link = may_take_in(call),
         .target = target,
         .problems = std::move(problems)});
}

}

http::Response list_packages_at_desk(web::Call& call)
{
    auto packages = web::read(
        call, [&](db::Connection& db) { return list_packages(db, call.site.tenant, most_packages + 1); });
    auto const target = may_take_in(call) ? link_asked_for(call) : std::string{};
    auto const query = call.request.query();
    auto const words = web::words_of_filter(query);
    bool const is_cut = std::ssize(packages) > most_packages;
    if (is_cut)
        packages.pop_back();
    if (!words.empty())
        packages = packages_with(std::move(packages), words);
    return package_list_page(
        call,
        {.words = words,
         .packages = packages,
         .is_cut = is_cut && words.empty(),
         .may_issue = call.actor().may(issue_packages, Scope::whole_tenant()),
         .may_take_in = may_take_in(call),
         .target = target});
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
        if (issued) {
            call.done_word = "herausgegeben";
            return to_package(*issued);
        }
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
    // Of the key that was shown: the file is chosen anew, and may be another one by now.
    auto const compared = posted->value("schluessel");
    auto const taken
        = web::write(call, [&](Work& work) { return take_in_package(work, rules, file->content, compared); });
    if (taken)
        return to_package(*taken);
    if (taken.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    std::string asked_key;
    if (taken.problem().message == "package.problem.key"_msg)
        asked_key = read_package_file(file->content).value().public_key;
    return take_in_page(call, {.problems = {taken.problem()}, .asked_key = std::move(asked_key)});
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

} // namespace kommin::adoption
