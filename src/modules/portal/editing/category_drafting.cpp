#include "modules/portal/editing/category_drafting.hpp"

#include "modules/portal/directory/category_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/category_editing.hpp"
#include "modules/portal/editing/category_translating.hpp"
#include "modules/portal/editing/draft_notices.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <ranges>
#include <utility>

namespace kommin::portal {

using records::DraftState;
using records::Fields;

namespace {

static_assert(
    harmless_category_fields == std::array<std::string_view, 3>{place_field, hidden_field, icon_field});

Problem unknown_category()
{
    return Problem::not_found("category.problem.unknown"_msg);
}

class CategoryRecord final : public records::DraftedRecord {
public:
    CategoryRecord(Work& work, CategoryId id)
        : work_(work)
        , categories_(Categories::load(work.db(), work.tenant()))
        , category_(categories_.find(id).value())
    { }

    [[nodiscard]] Fields form() const override { return fields_of(change()); }
    // All of them are of the whole district; of one that is archived nothing is changed.
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& /*fields*/) const override
    {
        bool const is_archived = change().own && change().own->is_archived;
        return is_archived ? std::nullopt : std::optional(Scope::whole_tenant());
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_category(categories_, category_, fields);
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override { return spelled_category(fields); }
    // A form that is not right yet waits as a draft only.
    void store_hidden(Fields const& fields) override
    {
        if (problems_of(fields).empty())
            store(change_with(spelled(fields), own_with(fields)));
    }
    Result<void> store_published(Fields const& fields) override
    {
        auto own = own_with(fields);
        bool const is_first = own && own->is_hidden;
        auto const before = is_first ? CategoryChange{} : change();
        if (own)
            own->is_hidden = false;
        store(change_with(spelled(fields), std::move(own)));
        show(before);
        return {};
    }
    Result<void> store_archived() override
    {
        if (!change().own)
            return Problem::conflict({}, "category.problem.stays"_msg);
        set_archived(true);
        return {};
    }

    void set_archived(bool is_archived)
    {
        auto wanted = change();
        wanted.own->is_archived = is_archived;
        store(std::move(wanted));
        show(change());
    }

private:
    [[nodiscard]] CategoryChange const& change() const { return categories_.change_of(category_); }
    // As long as nobody else knows it, its word follows its name.
    [[nodiscard]] std::optional<OwnSituation> own_with(Fields const& fields) const
    {
        auto own = change().own;
        if (own && own->is_hidden)
            own->word = free_word(categories_, category_, spelled(fields));
        return own;
    }
    void store(CategoryChange wanted)
    {
        wanted.id = change().id;
        wanted.version = change().version + 1;
        wanted.changed_at = work_.now();
        update_category(work_.db(), work_.tenant(), *wanted.id, wanted);
        categories_.apply(category_, std::move(wanted));
    }
    // To the public and to translators; nothing of what is a draft only.
    void show(CategoryChange const& before)
    {
        if (!categories_.has(category_))
            return;
        if (change().own)
            note_situation_change(work_, before, change());
        work_.publish(published_as, category_subject.word(), *change().id);
    }

    Work& work_;
    Categories categories_;
    Category category_;
};

std::unique_ptr<records::DraftedRecord> open_category(
    Work& work, std::int64_t id, records::EditState const& /*state*/)
{
    return std::make_unique<CategoryRecord>(work, CategoryId{id});
}

records::WaitingDrafts categories_to_review(Actor const& actor)
{
    return {.state = DraftState::in_review, .scopes = actor.where(publish_categories)};
}

records::WaitingDrafts categories_returned_to(Actor const& actor)
{
    return {
        .state = DraftState::returned, .scopes = actor.where(edit_categories), .handed_in_by = actor.code()};
}

std::vector<Category> list_waiting_categories(
    EditedCategories const& edited, db::Connection& db, TenantId tenant, records::WaitingDrafts const& asked)
{
    constexpr int most = 100; // more than there can be
    auto const ids = records::list_waiting(db, tenant, edited_categories, asked, most);
    auto found = edited.categories.all();
    std::erase_if(found, [&](Category category) {
        auto const id = edited.categories.change_of(category).id;
        return !id || !std::ranges::binary_search(ids, id->value);
    });
    return found;
}

// The one that was made of these fields already: a button was pressed twice.
std::optional<Situation> find_same(Categories const& categories, Fields const& fields)
{
    for (auto const category : categories.all()) {
        auto const* situation = std::get_if<Situation>(&category);
        auto const& change = categories.change_of(category);
        if (situation != nullptr && change.own && !change.own->is_archived && fields_of(change) == fields)
            return *situation;
    }
    return std::nullopt;
}

}

constinit records::DraftedKind const drafted_categories{
    .edited = edited_categories,
    .edit = edit_categories,
    .publish = publish_categories,
    .unknown = "category.problem.unknown"_msg,
    .owner_field = {},
    .no_owner = "category.problem.archived"_msg,
    .foreign_owner = "category.problem.unknown"_msg,
    .publication_job = "portal.category.publication_due",
    .open = &open_category,
    .find_actor = &find_planner,
    .tell = &tell_whoever_handed_in};

std::int64_t row_of_category(Work& work, Category category)
{
    auto const known = Categories::load(work.db(), work.tenant()).change_of(category);
    auto const id = known.id
        ? *known.id
        : find_or_insert_category(work.db(), work.tenant(), key_of(category), work.now());
    return id.value;
}

records::EditState EditedCategories::state_of(Category category) const
{
    auto const& change = categories.change_of(category);
    auto const found = change.id ? states.find(change.id->value) : states.end();
    return found == states.end() ? records::undrafted(change.version, change.changed_at) : found->second;
}

EditedCategories load_edited_categories(db::Connection& db, TenantId tenant)
{
    return {Categories::load(db, tenant), records::list_edit_states(db, tenant, edited_categories)};
}

std::optional<DraftedCategory> find_drafted_category(
    db::Connection& db, TenantId tenant, Category category, Actor const& actor)
{
    if (!actor.may(edit_categories, Scope::whole_tenant()))
        return std::nullopt;
    auto edited = load_edited_categories(db, tenant);
    if (!edited.categories.is_made(category))
        return std::nullopt;
    auto const change = edited.categories.change_of(category);
    auto state = edited.state_of(category);
    auto record = fields_of(change);
    return DraftedCategory{
        change.id ? records::find_edited(
                        db, tenant, edited_categories, change.id->value, std::move(state), std::move(record))
                  : records::EditedRecord{.state = std::move(state), .fields = std::move(record)},
        category, std::move(edited.categories), actor.may(publish_categories, Scope::whole_tenant())};
}

std::vector<Category> list_categories_to_review(
    EditedCategories const& edited, db::Connection& db, TenantId tenant, Actor const& actor)
{
    return list_waiting_categories(edited, db, tenant, categories_to_review(actor));
}

std::vector<Category> list_returned_categories(
    EditedCategories const& edited, db::Connection& db, TenantId tenant, Actor const& actor)
{
    return list_waiting_categories(edited, db, tenant, categories_returned_to(actor));
}

std::int64_t count_waiting_categories(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return records::count_waiting(db, tenant, edited_categories, categories_to_review(actor))
        + records::count_waiting(db, tenant, edited_categories, categories_returned_to(actor));
}

Result<Situation> add_situation(Work& work, Fields const& typed)
{
    if (!work.actor().may(edit_categories, Scope::whole_tenant()))
        return unknown_category();
    auto& db = work.db();
    auto const categories = Categories::load(db, work.tenant());
    auto const fields = spelled_category(typed);
    if (auto const same = find_same(categories, fields))
        return *same;
    auto const situation = categories.free_own();
    if (!situation)
        return Problem::invalid(
            {}, "category.problem.many"_msg, {{"count", std::to_string(most_own_situations)}});
    if (auto problems = problems_of_category(categories, *situation, fields); !problems.empty())
        return std::move(problems.front());
    OwnSituation own{.word = free_word(categories, *situation, fields), .is_hidden = true};
    auto const id = insert_own_category(db, work.tenant(), key_of(*situation), own.word, work.now());
    auto change = change_with(fields, std::move(own));
    change.id = id;
    change.version = 1;
    change.changed_at = work.now();
    update_category(db, work.tenant(), id, change);
    records::keep_created(work, edited_categories, id.value, Scope::whole_tenant(), fields);
    return *situation;
}

Result<void> archive_situation(Work& work, SeenCategory const& seen)
{
    auto const own = Categories::load(work.db(), work.tenant()).change_of(seen.category).own;
    if (!own || !work.actor().may(publish_categories, Scope::whole_tenant()))
        return unknown_category();
    if (own->is_archived) // pressed twice
        return {};
    return records::archive(work, drafted_categories, {row_of_category(work, seen.category), seen.version});
}

Result<void> restore_situation(Work& work, SeenCategory const& seen)
{
    auto const change = Categories::load(work.db(), work.tenant()).change_of(seen.category);
    if (!change.own || !work.actor().may(publish_categories, Scope::whole_tenant()))
        return unknown_category();
    if (!change.own->is_archived) // pressed twice
        return {};
    auto const editing = TRY(records::Editing::begin(
        work, edited_categories, change.id.value().value, seen.version, publish_categories,
        "category.problem.unknown"_msg));
    CategoryRecord(work, *change.id).set_archived(false);
    auto const fields = fields_of(change);
    editing.keep_changed(fields, fields, "restored");
    return {};
}

void publish_translated(Work& work, Categories const& categories, Situation situation, Fields const& fields)
{
    auto const& stored = categories.change_of(situation);
    auto const before = fields_of(stored);
    if (before == fields)
        return;
    auto const id = stored.id.value();
    auto const editing = records::Editing::begin_unasked(work, edited_categories, id.value).value();
    editing.keep_baseline(before);
    auto change = change_with(fields, stored.own);
    change.version = editing.next_version();
    change.changed_at = work.now();
    update_category(work.db(), work.tenant(), id, change);
    editing.keep_changed(before, fields, "translated");
    work.publish(published_as, category_subject.word(), id);
}

JobRule scheduled_category_publication()
{
    return records::publication_rule(drafted_categories, "job.portal.category.publication_due"_msg);
}

} // namespace kommin::portal
