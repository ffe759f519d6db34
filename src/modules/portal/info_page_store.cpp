#include "modules/portal/info_page_store.hpp"

#include "modules/tenants/api.hpp"
#include "platform/content/translation_store.hpp"

#include <stdexcept>
#include <unordered_map>

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
    std::string title, summary, content;
    Instant changed_at;
};

template<class Visitor>
void each_localised_page_field(Visitor&& visit, auto& page)
{
    visit("title", page.title);
    visit("summary", page.summary);
    visit("content", page.content);
}

tenants::BodyId load_municipality(db::Connection& db, TenantId tenant, std::string_view slug)
{
    for (auto const& body : tenants::list_bodies(db, tenant)) {
        if (body.slug == slug)
            return body.id;
    }
    throw std::runtime_error("the page of a place that the tenant does not have: " + std::string(slug));
}

}

std::vector<InfoPage> list_pages(db::Connection& db, TenantId tenant)
{
    auto translations = content::TranslationShelf::load(db, tenant, page_subject);
    std::unordered_map<tenants::BodyId, std::string> municipalities;
    for (auto& body : tenants::list_bodies(db, tenant))
        municipalities.emplace(body.id, std::move(body.slug));
    std::vector<InfoPage> pages;
    db.each<PageRow>(
        "SELECT p.id, p.slug, up.slug, p.position, p.kind, p.situation, p.body_id, p.title, p.summary,"
        " p.content, p.changed_at FROM pages p LEFT JOIN pages up ON up.id = p.parent_id"
        " WHERE p.tenant_id = ?"
        " ORDER BY CASE WHEN p.parent_id IS NULL THEN 0 ELSE 1 END, p.position, p.id",
        [&](PageRow row) {
            InfoPage page{
                row.id,
                std::move(row.slug),
                std::move(row.parent).value_or(""),
                row.position,
                row.kind,
                enum_from<Situation>(row.situation),
                row.body ? municipalities.at(*row.body) : std::string{},
                {std::move(row.title), {}},
                {std::move(row.summary), {}},
                {std::move(row.content), {}},
                row.changed_at};
            each_localised_page_field(
                [&](std::string_view field, LocalisedText& text) {
                    text.translations = translations.take(page.id.value, field);
                },
                page);
            pages.push_back(std::move(page));
        },
        tenant);
    return pages;
}

PageId insert_page(db::Connection& db, TenantId tenant, InfoPage const& page, Instant now)
{
    std::optional<PageId> parent;
    if (!page.parent.empty())
        parent
            = db.load<PageId>("SELECT id FROM pages WHERE tenant_id = ? AND slug = ?", tenant, page.parent);
    std::optional<tenants::BodyId> body;
    if (!page.municipality.empty())
        body = load_municipality(db, tenant, page.municipality);

    auto const id = db.load<PageId>(
        "INSERT INTO pages (tenant_id, body_id, parent_id, slug, position, kind, situation, title, summary,"
        " content, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, body, parent, page.slug, page.position, page.kind,
        page.situation ? to_text(*page.situation) : std::string_view{}, page.title.source,
        page.summary.source, page.content.source, now, now);
    each_localised_page_field(
        [&](std::string_view field, LocalisedText const& text) {
            insert_translations(db, tenant, page_subject, id.value, field, text, now);
        },
        page);
    return id;
}

} // namespace kommin::portal
