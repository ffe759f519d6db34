#include "modules/portal/editing/local_page.hpp"

#include "modules/portal/directory/free_slug.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/translating.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

std::vector<tenants::Body> places_to_edit(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto bodies = tenants::list_bodies(db, tenant);
    std::erase_if(bodies, [&](tenants::Body const& body) {
        return body.kind != tenants::BodyKind::municipality
            || !actor.may(edit_pages, Scope::of_owner(body.id.value));
    });
    return bodies;
}

}

std::vector<InfoPage> list_general_pages(db::Connection& db, TenantId tenant, Actor const& actor)
{
    if (places_to_edit(db, tenant, actor).empty())
        return {};
    auto pages = list_pages(db, tenant);
    std::erase_if(pages, [](InfoPage const& page) { return !is_general(page); });
    return pages;
}

std::optional<GeneralPage> find_general_page(
    db::Connection& db, TenantId tenant, PageId id, Actor const& actor)
{
    auto bodies = places_to_edit(db, tenant, actor);
    auto const pages = list_pages(db, tenant);
    auto const general = std::ranges::find(pages, id, &InfoPage::id);
    if (bodies.empty() || general == pages.end() || !is_general(*general))
        return std::nullopt;
    GeneralPage found{.page = *general, .places = {}};
    for (auto& body : bodies) {
        auto const local = std::ranges::find_if(pages, [&](InfoPage const& page) {
            return page.stands_for == general->slug && page.municipality == body.slug;
        });
        found.places.push_back(
            {std::move(body), local == pages.end() ? std::nullopt : std::optional(local->id)});
    }
    return found;
}

Result<PageId> create_local_page(Work& work, PageId general, std::string_view municipality)
{
    auto const found = find_general_page(work.db(), work.tenant(), general, work.actor());
    if (!found)
        return Problem::not_found("page.problem.unknown"_msg);
    auto const place = std::ranges::find(
        found->places, municipality, [](GeneralPage::Place const& one) { return one.body.slug; });
    if (place == found->places.end())
        return Problem::invalid("gemeinde", "page.problem.foreign_owner"_msg);
    if (place->local)
        return *place->local;

    auto page = found->page;
    page.kind = PageKind::place;
    page.municipality = place->body.slug;
    page.stands_for = found->page.slug;
    page.slug = free_slug(
        page.stands_for + ' ' + page.municipality, "seite", page.municipality + std::to_string(general.value),
        [&](std::string const& slug) { return !is_page_slug_taken(work.db(), work.tenant(), slug); });
    page.parent.clear();
    page.position = 0;
    page.was_public = false;
    page.images.clear(); // a picture belongs to one page
    auto const id = insert_page(work.db(), work.tenant(), page, work.now());
    ProgressKeeper(work).note(page, id);
    records::keep_created(work, edited_pages, id.value, Scope::of_owner(place->body.id.value), form_of(page));
    return id;
}

std::vector<MovedGeneral> list_pages_to_compare(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto moved = list_moved_generals(db, tenant);
    std::erase_if(
        moved, [&](MovedGeneral const& one) { return !actor.may(edit_pages, Scope::of_owner(one.owner)); });
    return moved;
}

Result<void> note_compared(Work& work, PageId local, std::int64_t seen)
{
    auto const edited = find_edited_page(work.db(), work.tenant(), local, work.actor());
    if (!edited || !work.actor().may(edit_pages, edited->state.owner))
        return Problem::not_found("page.problem.unknown"_msg);
    auto const moved = list_moved_generals(work.db(), work.tenant(), local);
    if (moved.empty())
        return {};
    if (moved.front().now != seen)
        return Problem::conflict({}, "page.problem.general_moved"_msg);
    store_compared_version(work.db(), work.tenant(), local, seen);
    work.audit("portal.page.compared", page_subject.word(), local);
    return {};
}

} // namespace kommin::portal
