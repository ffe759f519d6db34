#include "modules/portal/directory/info_page_store.hpp"

#include "modules/tenants/api.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/db/query.hpp"
#include "platform/records/editing.hpp"

#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

struct PageRow {
    PageId id;
    std::string slug;
    std::optional<std::string> parent;
    int position;
    PageKind kind;
    std::string situation;
    std::optional<tenants::BodyId> body;
    std::optional<std::string> stands_for;
    std::string title, summary, content;
    Instant changed_at;
    bool was_public, is_archived;
};

std::unordered_map<PageId, ShownImage> read_page_images(
    db::Connection& db, TenantId tenant, std::optional<PageId> only)
{
    struct Row {
        PageId page;
        ImageId image;
        std::string public_id;
        int width, height;
        std::string hash, small_hash, alt, credit;
    };
    db::Query query(
        "SELECT s.page_id, i.id, i.public_id, i.width, i.height, i.hash, i.small_hash, s.alt, s.credit"
        " FROM page_images s JOIN images i ON i.id = s.image_id AND i.tenant_id = s.tenant_id"
        " WHERE s.tenant_id = ?",
        tenant);
    if (only)
        query.add(" AND s.page_id = ?", *only);
    std::unordered_map<PageId, ShownImage> images;
    db.each<Row>(query, [&](Row row) {
        images.emplace(
            row.page,
            ShownImage{
                .image
                = {row.image, std::move(row.public_id), row.width, row.height, std::move(row.hash),
                   std::move(row.small_hash)},
                .alt = {std::move(row.alt), {}},
                .credit = std::move(row.credit)});
    });
    return images;
}

void store_page_images(db::Connection& db, TenantId tenant, PageId id, std::vector<ShownImage> const& images)
{
    db.execute("DELETE FROM page_images WHERE tenant_id = ? AND page_id = ?", tenant, id);
    for (auto const& shown : images)
        db.execute(
            "INSERT INTO page_images (tenant_id, page_id, image_id, alt, credit) VALUES (?, ?, ?, ?, ?)",
            tenant, id, shown.image.id, shown.alt.source, shown.credit);
}

std::vector<InfoPage> read_pages(db::Connection& db, TenantId tenant, std::optional<PageId> only)
{
    auto translations = only ? content::TranslationShelf::load(db, tenant, page_subject, only->value)
                             : content::TranslationShelf::load(db, tenant, page_subject);
    std::unordered_map<tenants::BodyId, std::string> municipalities;
    for (auto& body : tenants::list_bodies(db, tenant))
        municipalities.emplace(body.id, std::move(body.slug));
    auto images = read_page_images(db, tenant, only);
    std::vector<InfoPage> pages;
    db::Query query(
        "SELECT p.id, p.slug, up.slug, p.position, p.kind,"
        " COALESCE(general.situation, p.situation), p.body_id, general.slug, p.title, p.summary, p.content,"
        " p.changed_at, p.published_at IS NOT NULL, p.is_archived FROM pages p"
        " LEFT JOIN pages up ON up.id = p.parent_id LEFT JOIN pages general ON general.id = p.stands_for_id"
        " WHERE p.tenant_id = ?",
        tenant);
    if (only)
        query.add(" AND p.id = ?", *only);
    query.add(" ORDER BY CASE WHEN p.parent_id IS NULL THEN 0 ELSE 1 END, p.position, p.id");
    db.each<PageRow>(query, [&](PageRow row) {
        InfoPage page{
            row.id,
            std::move(row.slug),
            std::move(row.parent).value_or(""),
            row.position,
            row.kind,
            enum_from<Situation>(row.situation),
            row.body ? municipalities.at(*row.body) : std::string{},
            std::move(row.stands_for).value_or(""),
            {std::move(row.title), {}},
            {std::move(row.summary), {}},
            {std::move(row.content), {}},
            row.changed_at,
            row.was_public,
            row.is_archived};
        if (auto shown = images.extract(page.id))
            page.images.push_back(std::move(shown.mapped()));
        each_localised_page_field(page, [&](std::string_view field, LocalisedText& text) {
            text.translations = translations.take(page.id.value, field);
        });
        pages.push_back(std::move(page));
    });
    return pages;
}

tenants::BodyId load_municipality(db::Connection& db, TenantId tenant, std::string_view slug)
{
    for (auto const& body : tenants::list_bodies(db, tenant)) {
        if (body.slug == slug)
            return body.id;
    }
    throw std::runtime_error("the page of a place that the tenant does not have: " + std::string(slug));
}

struct PageLinks {
    std::optional<PageId> parent, stands_for;
    std::optional<tenants::BodyId> body;
};
PageLinks links_of(db::Connection& db, TenantId tenant, InfoPage const& page)
{
    auto const id_of = [&](std::string const& slug) {
        return slug.empty() ? std::nullopt
                            : std::optional(db.load<PageId>(
                                  "SELECT id FROM pages WHERE tenant_id = ? AND slug = ?", tenant, slug));
    };
    PageLinks links{.parent = id_of(page.parent), .stands_for = id_of(page.stands_for), .body = {}};
    if (!page.municipality.empty())
        links.body = load_municipality(db, tenant, page.municipality);
    return links;
}

std::string_view word_of_situation(InfoPage const& page)
{
    return page.situation ? to_text(*page.situation) : std::string_view{};
}

}

std::vector<InfoPage> list_pages(db::Connection& db, TenantId tenant)
{
    return read_pages(db, tenant, std::nullopt);
}

std::vector<PageId> list_page_ids(db::Connection& db, TenantId tenant)
{
    return db.list<PageId>("SELECT id FROM pages WHERE tenant_id = ? ORDER BY id", tenant);
}

std::vector<PageId> list_pages_with_draft(db::Connection& db, TenantId tenant, records::DraftState state)
{
    return db.list<PageId>(
        "SELECT id FROM pages WHERE tenant_id = ? AND draft_state = ? ORDER BY changed_at, id", tenant,
        state);
}

std::optional<InfoPage> find_page(db::Connection& db, TenantId tenant, PageId id)
{
    auto pages = read_pages(db, tenant, id);
    return pages.empty() ? std::nullopt : std::optional(std::move(pages.front()));
}

PageId insert_page(db::Connection& db, TenantId tenant, InfoPage const& page, Instant now)
{
    auto const links = links_of(db, tenant, page);
    auto const id = db.load<PageId>(
        "INSERT INTO pages (tenant_id, body_id, parent_id, stands_for_id, compared_version, slug, position, "
        "kind,"
        " situation, title, summary, content, created_at, changed_at, published_at)"
        " VALUES (?, ?, ?, ?, (SELECT g.record_version FROM pages g WHERE g.id = ?), ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?)"
        " RETURNING id",
        tenant, links.body, links.parent, links.stands_for, links.stands_for, page.slug, page.position,
        page.kind, word_of_situation(page), page.title.source, page.summary.source, page.content.source, now,
        now, page.was_public ? std::optional(now) : std::nullopt);
    store_page_images(db, tenant, id, page.images);
    each_localised_page_field(page, [&](std::string_view field, LocalisedText const& text) {
        insert_translations(db, tenant, page_subject, id.value, field, text, now);
    });
    return id;
}

void update_page(db::Connection& db, TenantId tenant, InfoPage const& page, Instant now)
{
    auto const links = links_of(db, tenant, page);
    auto const changed = db.execute(
        "UPDATE pages SET body_id = ?, parent_id = ?, position = ?, situation = ?, title = ?, summary = ?,"
        " content = ?, changed_at = ?, published_at = COALESCE(published_at, ?), is_archived = ?,"
        " version = version + 1, record_version = version + 1 WHERE tenant_id = ? AND id = ?",
        links.body, links.parent, page.position, word_of_situation(page), page.title.source,
        page.summary.source, page.content.source, now, page.was_public ? std::optional(now) : std::nullopt,
        page.is_archived, tenant, page.id);
    if (changed != 1)
        throw std::logic_error("update_page: no such page in this tenant");
    store_page_images(db, tenant, page.id, page.images);
    // What is translated of an earlier picture is not to be seen on this one.
    if (page.images.empty() || page.images.front().alt.translations.empty())
        content::erase_translations(db, tenant, page_subject, page.id.value, "image_alt");
}

std::vector<MovedGeneral> list_moved_generals(db::Connection& db, TenantId tenant, std::optional<PageId> only)
{
    db::Query query(
        "SELECT p.id, p.title, COALESCE(p.body_id, 0), g.id, p.compared_version, g.record_version FROM pages "
        "p"
        " JOIN pages g ON g.id = p.stands_for_id WHERE p.tenant_id = ? AND p.is_archived = ?"
        " AND g.is_archived = ? AND p.compared_version < g.record_version",
        tenant, false, false);
    if (only)
        query.add(" AND p.id = ?", *only);
    query.add(" ORDER BY p.title, p.id");
    return db.list<MovedGeneral>(query);
}

void store_compared_version(db::Connection& db, TenantId tenant, PageId id, std::int64_t compared)
{
    db.execute("UPDATE pages SET compared_version = ? WHERE tenant_id = ? AND id = ?", compared, tenant, id);
}

void store_page_slug(db::Connection& db, TenantId tenant, PageId id, std::string_view slug)
{
    db.execute("UPDATE pages SET slug = ? WHERE tenant_id = ? AND id = ?", slug, tenant, id);
}

bool is_page_slug_taken(db::Connection& db, TenantId tenant, std::string_view slug)
{
    return db.load<std::int64_t>("SELECT count(*) FROM pages WHERE tenant_id = ? AND slug = ?", tenant, slug)
        > 0;
}

} // namespace kommin::portal
