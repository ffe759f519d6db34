#include "modules/portal/editing/page_editing.hpp"

#include "modules/portal/directory/free_slug.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/links/link_gathering.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace kommin::portal {

using records::DraftState;
using records::Fields;

namespace {

constexpr std::size_t longest_new_title = 200; // code points

Problem unknown_page()
{
    return Problem::not_found("page.problem.unknown"_msg);
}

// Whose the pages of a place are; nothing where the tenant has no such place.
std::optional<Scope> scope_of_place(std::string_view municipality, std::vector<tenants::Body> const& bodies)
{
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality && body.slug == municipality)
            return Scope::of_owner(body.id.value);
    }
    return std::nullopt;
}

std::string slug_for(Work& work, InfoPage const& page, std::string_view key)
{
    if (!page.stands_for.empty())
        return page.slug; // its address is made of the other page's
    return free_slug(page.title.source, "seite", key, [&](std::string const& slug) {
        return slug == page.slug || !is_page_slug_taken(work.db(), work.tenant(), slug);
    });
}

class PageRecord final : public records::DraftedRecord {
public:
    PageRecord(Work& work, PageId id, records::EditState const& state)
        : work_(work)
        , id_(id)
        , owner_(state.owner)
        , was_public_(state.was_public)
        , page_(*find_page(work.db(), work.tenant(), id))
        , pages_(list_pages(work.db(), work.tenant()))
        , bodies_(tenants::list_bodies(work.db(), work.tenant()))
        , categories_(Categories::load(work.db(), work.tenant()))
        , images_(list_images(work.db(), work.tenant(), {page_subject, id.value}))
    { }

    [[nodiscard]] Fields form() const override { return form_of(page_); }
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& fields) const override
    {
        return has_field(page_, "municipality") ? scope_of_place(fields.value("municipality"), bodies_)
                                                : owner_; // it stays whose it is
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return read(fields).problems;
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override
    {
        return spelled_page(fields, page_, {pages_, bodies_, categories_, images_});
    }
    // A form that is not right yet waits as a draft only.
    void store_hidden(Fields const& fields) override
    {
        auto const entered = read(fields);
        if (entered.problems.empty())
            store(entered.page);
    }
    Result<void> store_published(Fields const& fields) override
    {
        auto page = read(fields).page;
        page.is_archived = false;
        show(std::move(page));
        return {};
    }
    Result<void> store_archived() override
    {
        if (is_required(page_))
            return Problem::conflict({}, "page.problem.required"_msg);
        auto page = page_;
        page.is_archived = true;
        show(std::move(page));
        return {};
    }

private:
    [[nodiscard]] EnteredPage read(Fields const& fields) const
    {
        return read_page_form(fields, page_, {pages_, bodies_, categories_, images_});
    }
    void store(InfoPage const& page)
    {
        update_page(work_.db(), work_.tenant(), page, work_.now());
        ProgressKeeper(work_).note(page, id_);
    }
    void show(InfoPage page)
    {
        if (!was_public_) { // nobody has a link yet: the address may follow the name
            page.slug = slug_for(work_, page, std::to_string(id_.value));
            store_page_slug(work_.db(), work_.tenant(), id_, page.slug);
        }
        page.was_public = true;
        store(page);
        gather_links(work_, id_);
        work_.publish(published_as, page_subject.word(), id_);
        page_ = std::move(page);
    }

    Work& work_;
    PageId id_;
    Scope owner_;
    bool was_public_;
    InfoPage page_;
    std::vector<InfoPage> pages_;
    std::vector<tenants::Body> bodies_;
    Categories categories_;
    std::vector<Image> images_;
};

std::unique_ptr<records::DraftedRecord> open_page(
    Work& work, std::int64_t id, records::EditState const& state)
{
    return std::make_unique<PageRecord>(work, PageId{id}, state);
}

}

constinit records::DraftedKind const drafted_pages{
    .edited = edited_pages,
    .edit = edit_pages,
    .publish = publish_pages,
    .unknown = "page.problem.unknown"_msg,
    .owner_field = "municipality",
    .no_owner = "page.problem.municipality"_msg,
    .foreign_owner = "page.problem.foreign_owner"_msg,
    .publication_job = "portal.page.publication_due",
    .open = &open_page,
    .find_actor = &find_planner,
    .tell = &tell_whoever_handed_in};

std::optional<EditedPage> find_edited_page(db::Connection& db, TenantId tenant, PageId id, Actor const& actor)
{
    auto const state = records::find_edit_state(db, tenant, edited_pages, id.value);
    if (!state || !actor.may(see_pages, state->owner))
        return std::nullopt;
    auto page = *find_page(db, tenant, id);
    auto record = form_of(page);
    return EditedPage{
        records::find_edited(db, tenant, edited_pages, id.value, *state, std::move(record)), std::move(page),
        list_images(db, tenant, {page_subject, id.value})};
}

std::vector<EditedPage> list_pages_to_review(db::Connection& db, TenantId tenant, Actor const& actor)
{
    std::vector<EditedPage> waiting;
    for (auto const id : list_pages_with_draft(db, tenant, DraftState::in_review)) {
        auto edited = find_edited_page(db, tenant, id, actor);
        if (edited && actor.may(publish_pages, edited->state.owner))
            waiting.push_back(std::move(*edited));
    }
    return waiting;
}

std::vector<EditedPage> list_returned_pages(db::Connection& db, TenantId tenant, Actor const& actor)
{
    std::vector<EditedPage> returned;
    for (auto const id : list_pages_with_draft(db, tenant, DraftState::returned)) {
        auto edited = find_edited_page(db, tenant, id, actor);
        if (edited && edited->state.handed_in_by.value_or(actor.code()) == actor.code()
            && actor.may(edit_pages, edited->state.owner))
            returned.push_back(std::move(*edited));
    }
    return returned;
}

Result<PageId> create_page(Work& work, Fields const& fields, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_pages))
        return unknown_page();
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const kind = fields.value("municipality").empty() ? PageKind::info : PageKind::place;
    auto const scope = kind == PageKind::info ? std::optional(Scope::whole_tenant())
                                              : scope_of_place(fields.value("municipality"), bodies);
    if (!scope)
        return Problem::invalid("municipality", "page.problem.municipality"_msg);
    if (!work.actor().may(edit_pages, *scope))
        return Problem::invalid("municipality", "page.problem.foreign_owner"_msg);
    if (fields.value("title").empty())
        return Problem::invalid("title", "page.problem.title"_msg);

    InfoPage page;
    page.kind = kind;
    page.was_public = false;
    page.title.source = truncate_utf8(fields.value("title"), longest_new_title);
    page.municipality = fields.value("municipality");
    // The same button pressed twice makes one page: until it is published, its address is the form's.
    page.slug = "entwurf-"
        + crypto::sha256_hex(work.actor().code() + ' ' + std::string(form_key) + ' ' + fields.to_json())
              .substr(0, 24);
    for (auto const& made : list_pages(work.db(), work.tenant())) {
        if (made.slug == page.slug)
            return made.id;
    }
    page.id = insert_page(work.db(), work.tenant(), page, work.now());
    ProgressKeeper(work).note(page, page.id);
    records::keep_created(work, edited_pages, page.id.value, *scope, fields);
    return page.id;
}

Result<Change> publish_one_page_of_many(Work& work, records::Seen seen)
{
    auto const edited = find_edited_page(work.db(), work.tenant(), PageId{seen.id}, work.actor());
    if (!edited || !work.actor().may(publish_pages, edited->state.owner))
        return unknown_page();
    bool const is_public = edited->state.was_public && !edited->page.is_archived;
    if (edited->state.draft_state == DraftState::none && is_public)
        return Change::was_so_already;
    if (edited->state.draft_state != DraftState::in_review)
        return Problem::conflict({}, "desk.bulk.not_handed_in"_msg);
    seen.base = edited->state.base();
    TRY(records::publish(work, drafted_pages, seen, edited->fields));
    return Change::made;
}

Result<Change> archive_one_page_of_many(Work& work, records::Seen seen)
{
    auto const edited = find_edited_page(work.db(), work.tenant(), PageId{seen.id}, work.actor());
    if (!edited || !work.actor().may(publish_pages, edited->state.owner))
        return unknown_page();
    if (!edited->state.was_public)
        return Problem::conflict({}, "page.bulk.never_public"_msg);
    if (edited->state.draft_state == DraftState::none && edited->page.is_archived)
        return Change::was_so_already;
    TRY(records::archive(work, drafted_pages, seen));
    return Change::made;
}

JobRule scheduled_page_publication()
{
    return records::publication_rule(drafted_pages, "job.portal.page.publication_due"_msg);
}

} // namespace kommin::portal
