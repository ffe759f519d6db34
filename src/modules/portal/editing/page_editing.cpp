#include "modules/portal/editing/page_editing.hpp"

#include "modules/portal/directory/free_slug.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/planned_publication.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/writer.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

namespace kommin::portal {

using records::DraftState;
using records::Fields;

namespace {

constexpr std::string_view page_publication_kind = "portal.page.publication_due";
// People at work find what was published in the night.
constexpr auto page_publication_hour = i18n::TimeOfDay::at(0, 5);
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

// A page that is being changed in a work, after everything that must be asked before.
class PageEditing {
public:
    static Result<PageEditing> begin(Work& work, SeenPage seen, Permission permission)
    {
        auto editing = TRY(records::Editing::begin(
            work, edited_pages, seen.id.value, seen.version, permission, "page.problem.unknown"_msg));
        return PageEditing(work, seen.id, std::move(editing), permission);
    }
    // For the plan that somebody made.
    static std::optional<PageEditing> begin_unasked(Work& work, PageId id)
    {
        auto editing = records::Editing::begin_unasked(work, edited_pages, id.value);
        return editing ? std::optional(PageEditing(work, id, std::move(*editing), edit_pages)) : std::nullopt;
    }

    // Whose these fields would make the page; nothing where they name no place of the tenant.
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& fields) const
    {
        return has_field(page_, "municipality") ? scope_of_place(fields.value("municipality"), bodies_)
                                                : state().owner;
    }
    // What these fields would make of the page: still somebody's whose pages this person may change.
    [[nodiscard]] Result<void> check_place(Fields const& fields) const
    {
        if (!has_field(page_, "municipality"))
            return {}; // it stays whose it is
        auto const scope = owner_with(fields);
        if (!scope)
            return Problem::invalid("municipality", "page.problem.municipality"_msg);
        if (!work_->actor().may(permission_, *scope))
            return Problem::invalid("municipality", "desk.problem.foreign_place"_msg);
        return {};
    }
    [[nodiscard]] Result<void> check_base(std::int64_t base) const
    {
        return editing_.check_base(base, form_of(page_));
    }
    [[nodiscard]] Result<InfoPage> read(Fields const& fields) const
    {
        auto entered = read_page_form(fields, page_, {pages_, bodies_});
        if (!entered.problems.empty())
            return std::move(entered.problems.front());
        return std::move(entered.page);
    }
    [[nodiscard]] Fields current() const { return editing_.current(form_of(page_)); }
    [[nodiscard]] bool is_kept(Fields const& fields, std::int64_t base) const
    {
        return editing_.is_kept(fields, form_of(page_), base);
    }
    [[nodiscard]] InfoPage const& page() const { return page_; }
    [[nodiscard]] records::EditState const& state() const { return editing_.state(); }

    void keep_draft(Fields const& fields, records::NewDraft const& draft)
    {
        auto const before = current();
        editing_.keep_baseline(form_of(page_));
        if (!state().was_public)
            write_through(fields);
        editing_.keep_draft(before, fields, draft);
    }
    void publish(InfoPage page, std::string_view step, std::string planned_by = {})
    {
        auto const before = form_of(page_);
        auto const after = form_of(page);
        editing_.keep_baseline(before);
        if (!state().was_public) { // nobody has a link yet: the address may follow the name
            page.slug = slug_for(*work_, page, std::to_string(id_.value));
            store_page_slug(work_->db(), work_->tenant(), id_, page.slug);
        }
        page.was_public = true;
        store(page);
        editing_.keep_published(before, after, step, std::move(planned_by));
        tell(step == "archived" ? DraftOutcome::discarded : DraftOutcome::published);
        gather_links(*work_, id_);
        work_->publish(published_as);
    }
    void discard()
    {
        editing_.discard(form_of(page_));
        tell(DraftOutcome::discarded);
    }
    void tell(DraftOutcome outcome)
    {
        tell_whoever_handed_in(*work_, {page_subject, id_.value}, state(), outcome);
    }

private:
    PageEditing(Work& work, PageId id, records::Editing editing, Permission permission)
        : work_(&work)
        , id_(id)
        , editing_(std::move(editing))
        , permission_(permission)
        , page_(*find_page(work.db(), work.tenant(), id))
        , pages_(list_pages(work.db(), work.tenant()))
        , bodies_(tenants::list_bodies(work.db(), work.tenant()))
    { }

    void store(InfoPage const& page)
    {
        update_page(work_->db(), work_->tenant(), page, work_->now());
        ProgressKeeper(*work_).note(page, id_);
    }
    // Nobody but editors sees it yet: what the form says can be its record at once, so that translators can
    // begin. A form that is not right yet waits as a draft only.
    void write_through(Fields const& fields)
    {
        if (auto const page = read(fields))
            store(page.value());
    }

    Work* work_;
    PageId id_;
    records::Editing editing_;
    Permission permission_;
    InfoPage page_;
    std::vector<InfoPage> pages_;
    std::vector<tenants::Body> bodies_;
};

bool has_words(InfoPage const& page, std::string const& folded)
{
    return std::ranges::any_of(
        std::array{&page.title, &page.summary, &page.content}, [&](LocalisedText const* text) {
            return search::folded_text(text->source).find(folded) != std::string::npos;
        });
}

// Due on the morning of its day; only the version that was meant for it.
Result<void> publish_scheduled_page(Work& work, JobOrder const& order)
{
    auto const id = order.id<PageId>("page");
    auto const version = order.id<StrongId<struct VersionTag>>("version").value;
    auto editing = PageEditing::begin_unasked(work, id);
    bool const is_meant = editing && editing->state().draft_state == DraftState::scheduled
        && editing->state().draft_version == version;
    if (!is_meant)
        return {}; // the draft was changed, published or taken back
    auto const fields = editing->current();
    auto const base = editing->state().base();
    auto const planned
        = records::find_draft(work.db(), work.tenant(), edited_pages, id.value, editing->state());
    auto page = editing->read(fields);
    if (!page || !editing->check_base(base)
        || !may_publish_by_now(
            work, planned, publish_pages, editing->state().owner, editing->owner_with(fields))) {
        // The rules, the municipalities, the page or the rights of whoever planned it have changed since:
        // somebody must look at it.
        editing->keep_draft(
            fields,
            {.state = DraftState::in_review,
             .step = "publication_failed",
             .base = base,
             .handed_in_by = whoever_asked(editing->state(), planned)});
        return {};
    }
    editing->publish(std::move(page.value()), "published", planned ? planned->head.saved_by : std::string{});
    return {};
}

}

std::optional<EditedPage> find_edited_page(db::Connection& db, TenantId tenant, PageId id, Actor const& actor)
{
    auto const state = records::find_edit_state(db, tenant, edited_pages, id.value);
    if (!state || !actor.may(see_pages, state->owner))
        return std::nullopt;
    auto page = *find_page(db, tenant, id);
    auto fields = form_of(page);
    EditedPage edited{.page = std::move(page), .state = *state, .fields = std::move(fields)};
    if (auto draft = records::find_draft(db, tenant, edited_pages, id.value, *state)) {
        edited.has_moved
            = records::has_moved(db, tenant, edited_pages, id.value, *state, state->base(), edited.fields);
        edited.fields = std::move(draft->fields);
        edited.draft = std::move(draft->head);
    }
    return edited;
}

std::vector<PageLine> list_pages_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, std::string_view words)
{
    auto const pages = list_pages(db, tenant); // some dozens
    auto const folded = search::folded_text(words);
    std::vector<PageLine> lines;
    std::function<void(std::string_view, int)> const add_below = [&](std::string_view above, int depth) {
        for (auto const& page : pages) {
            bool const is_below = (page.stands_for.empty() ? page.parent : page.stands_for) == above;
            if (!is_below || depth > static_cast<int>(pages.size()))
                continue;
            auto const state = records::find_edit_state(db, tenant, edited_pages, page.id.value);
            bool const is_seen = state && actor.may(see_pages, state->owner);
            if (is_seen && (folded.empty() || has_words(page, folded)))
                lines.push_back({page, *state, folded.empty() ? depth : 0});
            add_below(page.slug, is_seen ? depth + 1 : depth);
        }
    };
    add_below("", 0);
    return lines;
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
    if (!work.actor().rights().allows_somewhere(edit_pages))
        return unknown_page();
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const kind = fields.value("municipality").empty() ? PageKind::info : PageKind::place;
    auto const scope = kind == PageKind::info ? std::optional(Scope::whole_tenant())
                                              : scope_of_place(fields.value("municipality"), bodies);
    if (!scope)
        return Problem::invalid("municipality", "page.problem.municipality"_msg);
    if (!work.actor().may(edit_pages, *scope))
        return Problem::invalid("municipality", "desk.problem.foreign_place"_msg);
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

Result<void> save_page_draft(Work& work, SeenPage seen, Fields const& fields)
{
    auto editing = TRY(PageEditing::begin(work, seen, edit_pages));
    TRY(editing.check_place(fields));
    if (!editing.is_kept(fields, seen.base))
        editing.keep_draft(fields, {.state = DraftState::draft, .step = "draft_saved", .base = seen.base});
    return {};
}

Result<void> hand_in_page(Work& work, SeenPage seen, Fields const& fields)
{
    auto editing = TRY(PageEditing::begin(work, seen, edit_pages));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    TRY(editing.check_base(seen.base));
    editing.keep_draft(
        fields,
        {.state = DraftState::in_review,
         .step = "handed_in",
         .base = seen.base,
         .handed_in_by = work.actor().code()});
    return {};
}

Result<void> publish_page(Work& work, SeenPage seen, Fields const& fields)
{
    auto editing = TRY(PageEditing::begin(work, seen, publish_pages));
    TRY(editing.check_place(fields));
    auto page = TRY(editing.read(fields));
    TRY(editing.check_base(seen.base));
    page.is_archived = false;
    editing.publish(std::move(page), "published");
    return {};
}

Result<void> schedule_page(Work& work, SeenPage seen, Fields const& fields, Date day)
{
    auto editing = TRY(PageEditing::begin(work, seen, publish_pages));
    TRY(editing.check_place(fields));
    TRY(editing.read(fields));
    if (!day.ok() || day <= work.today())
        return Problem::invalid("publish_on", "desk.problem.publish_on"_msg);
    TRY(editing.check_base(seen.base));
    editing.keep_draft(
        fields, {.state = DraftState::scheduled, .step = "scheduled", .base = seen.base, .publish_on = day});
    json::Writer payload;
    payload.object([&](json::ObjectWriter& object) {
        object.member("page", seen.id.value);
        object.member("version", seen.version + 1);
    });
    work.enqueue(
        page_publication_kind, payload.take(),
        jobs::RunAt::at(work.zone().to_instant({day, page_publication_hour})));
    return {};
}

Result<void> give_back_page(Work& work, SeenPage seen, Fields const& fields, std::string_view reason)
{
    auto editing = TRY(PageEditing::begin(work, seen, publish_pages));
    TRY(editing.check_place(fields));
    TRY(records::check_return(editing.state(), reason));
    editing.keep_draft(
        fields,
        {.state = DraftState::returned,
         .step = "given_back",
         .base = seen.base,
         .return_reason = std::string(reason)});
    editing.tell(DraftOutcome::given_back);
    return {};
}

Result<void> discard_page_draft(Work& work, SeenPage seen)
{
    auto editing = TRY(PageEditing::begin(work, seen, edit_pages));
    if (editing.state().draft_state != DraftState::none)
        editing.discard();
    return {};
}

Result<void> archive_page(Work& work, SeenPage seen)
{
    auto editing = TRY(PageEditing::begin(work, seen, publish_pages));
    auto page = editing.page();
    if (is_required(page))
        return Problem::conflict({}, "page.problem.required"_msg);
    page.is_archived = true;
    editing.publish(std::move(page), "archived");
    return {};
}

JobRule scheduled_page_publication()
{
    return {page_publication_kind, JobInWork(&publish_scheduled_page), "job.portal.page.publication_due"_msg};
}

} // namespace kommin::portal
