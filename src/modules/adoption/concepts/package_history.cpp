// The history of a package: who gave its versions out or read them in, and what each of them says anew.

#include "modules/adoption/concepts/package_desk.hpp"
#include "modules/adoption/concepts/package_pages.hpp"
#include "modules/adoption/package/package_file.hpp"
#include "platform/base/number.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::adoption {

using i18n::Texts;
using records::Fields;

namespace {

// What a part says, in the words of its form: two versions name others by keys that only each of them knows.
std::string part_text(Item const& item, ConceptPackage const& package, Texts const& texts)
{
    auto const form = part_form(item.kind, package, texts);
    std::string text;
    for (auto const& field : form.fields) {
        auto const shown = form.shown(item.fields, field.name);
        if (!shown.empty())
            text += (text.empty() ? "" : "\n") + field.label + ": " + shown;
    }
    return text;
}

Fields package_fields(ConceptPackage const& package, Texts const& texts)
{
    Fields fields;
    fields.set(issue_field::name, package.name);
    fields.set(issue_field::source, package.source);
    fields.set(issue_field::licence, package.licence);
    fields.set(
        issue_field::serves, package.serves ? std::string(texts("package.serves.yes"_msg)) : std::string{});
    for (auto const& item : package.items)
        fields.set(item.key, part_text(item, package, texts));
    return fields;
}

// A field for each part of either, called as the later one calls it; what is gone stands behind.
web::RecordForm package_version_form(
    ConceptPackage const& version, ConceptPackage const* before, Texts const& texts)
{
    auto form = package_record_form(texts);
    auto const add = [&](Item const& item) {
        form.fields.push_back(
            {item.key, std::string(texts(label_of(item.kind))) + ": " + title_of(item, texts)});
    };
    for (auto const& item : version.items)
        add(item);
    if (before != nullptr) {
        for (auto const& item : before->items) {
            if (version.find(item.key) == nullptr)
                add(item);
        }
    }
    return form;
}

records::VersionHead head_of(StoredPackage const& package)
{
    return {
        .number = package.number,
        .action = package.is_own ? "adoption.package.issued" : "adoption.package.taken_in",
        .saved_at = package.added_at,
        .saved_by = package.added_by};
}

std::optional<ConceptPackage> read_stored(db::Connection& db, TenantId tenant, PackageId id)
{
    auto read = read_package_file(load_package_file(db, tenant, id));
    return read ? std::optional(std::move(read->package)) : std::nullopt;
}

struct PackageHistory {
    StoredPackage stored; // the one in the address
    std::vector<StoredPackage> versions; // the newest first
    web::Authors authors;
    // Of the version that is asked for.
    std::optional<records::VersionHead> head;
    std::optional<ConceptPackage> package;
    std::optional<ConceptPackage> before;
};

std::optional<PackageHistory> find_package_history(
    web::Call const& call, db::Connection& db, std::optional<std::int64_t> asked)
{
    auto const tenant = call.site.tenant;
    auto const id = parse_number(call.path["paket"]);
    auto stored = id && *id > 0 ? load_package(db, tenant, PackageId{*id}) : std::nullopt;
    if (!stored)
        return std::nullopt;
    PackageHistory history{
        .stored = *stored,
        .versions = list_versions_of(db, tenant, stored->code),
        .authors = web::list_authors(db, tenant),
        .head = {},
        .package = {},
        .before = {}};
    if (!asked)
        return history;
    auto const version = std::ranges::find(history.versions, *asked, &StoredPackage::number);
    if (version == history.versions.end())
        return std::nullopt;
    history.head = head_of(*version);
    history.package = read_stored(db, tenant, version->id);
    if (auto const before = std::next(version); before != history.versions.end())
        history.before = read_stored(db, tenant, before->id);
    return history.package ? std::optional(std::move(history)) : std::nullopt;
}

}

web::RecordForm package_record_form(Texts const& texts)
{
    web::RecordForm form;
    form.has_drafts = false;
    form.fields
        = {{std::string(issue_field::name), std::string(texts("package.field.name"_msg))},
           {std::string(issue_field::source), std::string(texts("form.source"_msg))},
           {std::string(issue_field::licence), std::string(texts("package.field.licence"_msg))},
           {std::string(issue_field::serves), std::string(texts("package.field.serves"_msg))}};
    form.shown = [](Fields const& fields, std::string_view name) { return std::string(fields.value(name)); };
    return form;
}

http::Response show_package_history(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const asked = web::version_asked_for(call);
    auto const found
        = web::read(call, [&](db::Connection& db) { return find_package_history(call, db, asked); });
    if (!found)
        return web::staff_not_found(call);
    auto const& stored = found->stored;
    web::VersionWays const ways{{}, package_history_url(stored.id)};
    auto frame = frame_below_packages(call, texts("record.history.title"_msg, {{"title", stored.name}}));
    frame.crumbs.push_back({package_url(stored.id), stored.name, true});
    if (!found->head) {
        std::vector<records::Version> versions;
        for (auto const& one : found->versions)
            versions.push_back({.head = head_of(one), .fields = {}});
        return web::history_page(frame, package_record_form(texts), versions, found->authors, ways);
    }
    frame.title = texts(
        "record.version.title"_msg,
        {{"title", found->package->name}, {"number", std::to_string(found->head->number)}});
    frame.crumbs.push_back({ways.history, std::string(texts("record.history"_msg))});
    auto const& package = *found->package;
    auto const* before = found->before ? &*found->before : nullptr;
    return web::version_page(
        frame, package_version_form(package, before, texts),
        {.head = *found->head, .fields = package_fields(package, texts)},
        before == nullptr
            ? std::nullopt
            : std::optional(records::Version{.head = {}, .fields = package_fields(*before, texts)}),
        found->authors, ways);
}

} // namespace kommin::adoption
