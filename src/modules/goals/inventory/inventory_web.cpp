// Routes of the desk for stocktakings: what they ask about and whom, opening and closing them.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/inventory_desk.hpp"
#include "modules/goals/inventory/inventory_shown.hpp"
#include "modules/goals/inventory/posted_fields.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

std::int64_t inventory_version_seen(http::Form const& form)
{
    return parse_number(form.value("fassung")).value_or(0);
}

// One stocktaking at the desk.
class InventoryDesk : public web::RecordDesk {
public:
    explicit InventoryDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto whole = inventory_in_path(call(), edit_inventories);
        if (!whole) {
            found_.reset();
            return false;
        }
        auto state = records::undrafted(whole->inventory.version, whole->inventory.changed_at);
        state.owner = whole->inventory.owner();
        auto authors = web::read(
            call(), [&](db::Connection& db) { return web::list_authors(db, call().site.tenant); });
        found_.emplace(
            Found{*std::move(whole), std::move(state), std::move(authors), names_of_inventories(call())});
        return true;
    }
    [[nodiscard]] Inventory const& inventory() const { return found_->whole.inventory; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(found_->whole); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return inventory_record_form(web::staff_texts(call()), found_->names);
    }
    // It is opened and closed by buttons of their own.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_fields(posted, all_inventory_fields);
        for (auto const& one : course_inventory_fields)
            fields.set(one.name, record().values(one.name));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_inventory(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_inventory(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{inventory_subject, inventory().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return inventory_url(inventory().id, "bearbeiten"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_inventory(call(), inventory(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(inventory_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return inventory_form_page(
            call(),
            {.names = found_->names,
             .inventory = &inventory(),
             .previous = nullptr,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        WholeInventory whole;
        records::EditState state;
        web::Authors authors;
        MeasureNames names;
    };
    std::optional<Found> found_;
};

// The one that a new one goes on from, as far as this person may do so.
std::optional<WholeInventory> previous_called(web::Call const& call, std::string_view typed)
{
    auto const id = typed_id<InventoryId>(typed);
    auto found = !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_seen_inventory(db, call.site.tenant, *id, call.actor(), edit_inventories);
    });
    return found && found->inventory.state == InventoryState::closed ? std::move(found) : std::nullopt;
}

http::Response new_inventory_page(
    web::Call const& call, std::optional<WholeInventory> const& previous, Fields const& fields,
    std::string const& key, std::vector<Problem> problems = {})
{
    auto const names = names_of_inventories(call);
    return inventory_form_page(
        call,
        {.names = names,
         .inventory = nullptr,
         .previous = previous ? &previous->inventory : nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

TypedRequests posted_requests(http::Form const& posted)
{
    TypedRequests typed;
    for (auto const value : posted.values(units_field)) {
        if (auto const id = typed_id<tenants::UnitId>(value))
            typed.units.push_back(*id);
    }
    std::ranges::sort(typed.units);
    auto const twice = std::ranges::unique(typed.units);
    typed.units.erase(twice.begin(), twice.end());
    typed.organisations = std::string(trim(posted.value(organisations_field)));
    std::erase(typed.organisations, '\r');
    typed.language = std::string(trim(posted.value(language_field)));
    return typed;
}

http::Response show_requests_with(
    web::Call const& call, WholeInventory const& whole, TypedRequests const& typed,
    std::vector<Problem> problems = {})
{
    auto const requests = web::read(
        call, [&](db::Connection& db) { return list_requests(db, call.site.tenant, whole.inventory.id); });
    auto const names = names_of_inventories(call);
    return requests_form_page(
        call,
        {.inventory = whole.inventory,
         .requests = requests,
         .names = names,
         .typed = typed,
         .problems = std::move(problems)});
}

// Of buttons there is no field beside which a problem could stand.
Problem of_no_field(Problem problem)
{
    problem.field.clear();
    return problem;
}

http::Response to_inventory(InventoryId id)
{
    return http::Response::redirect(http::Status::see_other, inventory_url(id).text());
}

}

http::Response list_inventories_at_desk(web::Call& call)
{
    struct Found {
        std::vector<Inventory> inventories;
        std::map<InventoryId, InventoryCounts> counts;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto all = list_inventories(db, tenant, call.actor().where(see_goals), most_inventories_shown);
        std::vector<InventoryId> ids;
        for (auto const& one : all)
            ids.push_back(one.id);
        return Found{std::move(all), count_requests(db, tenant, ids)};
    });
    auto const names = names_of_inventories(call);
    return inventory_list_page(
        call,
        {.inventories = found.inventories,
         .counts = found.counts,
         .names = names,
         .may_add = call.actor().may_somewhere(edit_inventories)});
}

http::Response show_inventory(web::Call& call)
{
    return show_inventory_with(call, {});
}

http::Response show_new_inventory(web::Call& call)
{
    auto const previous = previous_called(call, call.request.query().value("aus"));
    Fields fields;
    if (previous) {
        fields = form_of(*previous);
        for (auto const name : {inventory_field::until, inventory_field::remark, inventory_field::source})
            fields.set(name, std::string{});
    }
    return new_inventory_page(call, previous, fields, crypto::random_token());
}

http::Response add_inventory_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto fields = posted_fields(*form, all_inventory_fields);
    for (auto const name : {inventory_field::body, inventory_field::previous})
        fields.set(name, std::string(trim(form->value(name))));
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             return inventory_url(TRY(add_inventory(work, fields, key)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_inventory(fields)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_inventory_page(
                     call, previous_called(call, fields.value(inventory_field::previous)), fields, key,
                     std::move(problems));
             }});
}

http::Response show_inventory_form(web::Call& call)
{
    InventoryDesk desk(call);
    if (desk.load() && desk.inventory().state == InventoryState::closed)
        return show_inventory_with(call, {Problem::conflict({}, "inventory.problem.closed"_msg)});
    return web::show_record(call, desk);
}

http::Response save_inventory_form(web::Call& call)
{
    auto const form = call.request.form();
    InventoryDesk desk(call);
    if (form && desk.load() && desk.inventory().state == InventoryState::closed) {
        auto const typed = posted_fields(*form, all_inventory_fields);
        constexpr std::array written{
            inventory_field::title, inventory_field::until, inventory_field::introduction,
            inventory_field::remark, inventory_field::source};
        return show_inventory_with(
            call, {Problem::conflict({}, "inventory.problem.closed"_msg)}, typed_words(typed, written));
    }
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_inventory(work, {desk.inventory().id, seen.version}, fields);
        });
}

http::Response show_inventory_history(web::Call& call)
{
    InventoryDesk desk(call);
    return web::show_history(call, desk);
}

http::Response open_inventory_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const whole = inventory_in_path(call, edit_inventories);
    if (!form || !whole)
        return web::staff_not_found(call);
    auto const id = whole->inventory.id;
    auto const done = web::write(
        call, [&](Work& work) { return open_inventory(work, {id, inventory_version_seen(*form)}); });
    if (!done)
        return done.problem().kind == ProblemKind::not_found
            ? web::staff_not_found(call)
            : show_inventory_with(call, {of_no_field(done.problem())});
    if (done->letters == 0 && done->was_opened)
        call.done_word = "eroeffnet";
    call.nothing_was_done = done->letters == 0 && !done->was_opened;
    return to_inventory(id);
}

http::Response close_inventory_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const whole = inventory_in_path(call, edit_inventories);
    if (!form || !whole)
        return web::staff_not_found(call);
    auto const id = whole->inventory.id;
    auto const done = web::write(
        call, [&](Work& work) { return close_inventory(work, {id, inventory_version_seen(*form)}); });
    if (!done)
        return done.problem().kind == ProblemKind::not_found ? web::staff_not_found(call)
                                                             : show_inventory_with(call, {done.problem()});
    call.nothing_was_done = !*done;
    return to_inventory(id);
}

http::Response show_requests_form(web::Call& call)
{
    auto const whole = inventory_in_path(call, edit_inventories);
    if (!whole)
        return web::staff_not_found(call);
    if (whole->inventory.state == InventoryState::closed)
        return show_inventory_with(call, {Problem::conflict({}, "inventory.problem.closed"_msg)});
    TypedRequests typed;
    typed.language = call.site.source_language.tag();
    return show_requests_with(call, *whole, typed);
}

http::Response add_requests_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const whole = inventory_in_path(call, edit_inventories);
    if (!form || !whole)
        return web::staff_not_found(call);
    auto const typed = posted_requests(*form);
    auto const done
        = web::write(call, [&](Work& work) { return add_requests(work, whole->inventory.id, typed); });
    if (done) {
        call.nothing_was_done = *done == 0;
        return to_inventory(whole->inventory.id);
    }
    auto const& problem = done.problem();
    if (problem.kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (problem.kind == ProblemKind::conflict) {
        std::vector<std::string> not_stored;
        if (!typed.organisations.empty())
            not_stored.push_back(typed.organisations);
        return show_inventory_with(call, {problem}, std::move(not_stored));
    }
    auto problems = problems_of_requests(typed);
    if (problems.empty())
        problems.push_back(problem);
    return show_requests_with(call, *whole, typed, std::move(problems));
}

http::Response erase_request_at_desk(web::Call& call)
{
    auto const whole = inventory_in_path(call, edit_inventories);
    auto const id = typed_id<InventoryRequestId>(call.path["anfrage"]);
    if (!whole || !id)
        return web::staff_not_found(call);
    auto const done
        = web::write(call, [&](Work& work) { return erase_request(work, whole->inventory.id, *id); });
    if (!done)
        return done.problem().kind == ProblemKind::not_found ? web::staff_not_found(call)
                                                             : show_inventory_with(call, {done.problem()});
    call.nothing_was_done = !*done;
    return to_inventory(whole->inventory.id);
}

namespace {

http::Response erase_of_request(
    web::Call& call, Result<bool> (*erase)(Work&, InventoryId, InventoryRequestId))
{
    auto const found = request_in_path(call, edit_inventories);
    if (!found)
        return web::staff_not_found(call);
    auto const& request = found->request;
    auto const done
        = web::write(call, [&](Work& work) { return erase(work, request.inventory, request.id); });
    if (!done)
        return done.problem().kind == ProblemKind::not_found
            ? web::staff_not_found(call)
            : show_request_with(call, *found, {done.problem()});
    call.nothing_was_done = !*done;
    return http::Response::redirect(http::Status::see_other, request_url(request).text());
}

}

http::Response erase_address_at_desk(web::Call& call)
{
    return erase_of_request(call, &erase_address);
}

http::Response erase_word_at_desk(web::Call& call)
{
    return erase_of_request(call, &erase_word);
}

http::Response ask_again_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const whole = inventory_in_path(call, edit_inventories);
    auto const id = typed_id<InventoryRequestId>(call.path["anfrage"]);
    if (!form || !whole || !id)
        return web::staff_not_found(call);
    auto const done = web::write(call, [&](Work& work) {
        return ask_again(work, whole->inventory.id, *id, inventory_version_seen(*form));
    });
    if (!done)
        return done.problem().kind == ProblemKind::not_found ? web::staff_not_found(call)
                                                             : show_inventory_with(call, {done.problem()});
    call.nothing_was_done = !*done;
    return to_inventory(whole->inventory.id);
}

} // namespace kommin::goals
