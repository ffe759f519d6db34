#include "modules/goals/inventory/inventory_editing.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/entry_store.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/interface_language.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_inventory_title = 200; // code points
constexpr std::size_t longest_introduction = 3000;
constexpr std::size_t longest_inventory_line = 300; // source, name of an organisation
constexpr std::size_t longest_inventory_remark = 1000;

WholeInventory inventory_from(Fields const& fields)
{
    WholeInventory whole;
    auto& one = whole.inventory;
    one.title = one_line(fields.value(inventory_field::title));
    one.until = parse_typed_date(one_line(fields.value(inventory_field::until)));
    one.introduction = records::several_lines(fields.value(inventory_field::introduction));
    one.remark = one_line(fields.value(inventory_field::remark));
    one.source = one_line(fields.value(inventory_field::source));
    one.state = enum_from<InventoryState>(fields.value(inventory_field::state)).value_or(one.state);
    whole.fields = typed_ids<meetings::PanelId>(fields, inventory_field::panels);
    return whole;
}

// "Verein; post@verein.example"; nothing where it says no name or no address.
struct TypedOrganisation {
    std::string name;
    std::string mail;
};
std::optional<TypedOrganisation> read_organisation(std::string_view line)
{
    auto const end = line.rfind(';');
    if (end == std::string_view::npos)
        return std::nullopt;
    TypedOrganisation one{one_line(line.substr(0, end)), one_line(line.substr(end + 1))};
    bool const is_one = !one.name.empty() && count_code_points(one.name) <= longest_inventory_line
        && mail::is_address(one.mail);
    return is_one ? std::optional(std::move(one)) : std::nullopt;
}

std::vector<std::string> lines_of(std::string_view typed)
{
    std::vector<std::string> lines;
    for (auto const part : split(typed, '\n')) {
        if (auto line = one_line(part); !line.empty())
            lines.push_back(std::move(line));
    }
    return lines;
}

// Fields of action that a stocktaking of this owner can ask about; what it asked before may stay.
Result<void> check_panels(Work& work, WholeInventory const& wanted, WholeInventory const* stored)
{
    auto const panels = meetings::list_named_panels(work.db(), work.tenant(), work.today());
    for (auto const id : wanted.fields) {
        if (stored != nullptr && std::ranges::find(stored->fields, id) != stored->fields.end())
            continue;
        auto const found = std::ranges::find(panels, id, &meetings::NamedPanel::id);
        if (found == panels.end() || found->has_ended || !can_have_panel(wanted.inventory.body, *found))
            return Problem::invalid(std::string(inventory_field::panels), "inventory.problem.panels"_msg);
    }
    return {};
}

// Of one that is open.
Result<void> check_day(Work& work, std::optional<Date> until, std::optional<Date> before)
{
    bool const is_as_before = until && until == before;
    if (!is_as_before && (!until || *until < work.today() || *until > work.today() + longest_inventory))
        return Problem::invalid(std::string(inventory_field::until), "inventory.problem.until"_msg);
    return {};
}

Result<void> check_fields_left(Work& work, WholeInventory const& stored, WholeInventory const& wanted)
{
    for (auto const panel : stored.fields) {
        if (std::ranges::find(wanted.fields, panel) == wanted.fields.end()
            && has_entries_of_field(work.db(), work.tenant(), stored.inventory.id, panel))
            return Problem::invalid(std::string(inventory_field::panels), "inventory.problem.field_used"_msg);
    }
    if (stored.inventory.state == InventoryState::open && wanted.fields.empty())
        return Problem::invalid(std::string(inventory_field::panels), "inventory.problem.no_fields"_msg);
    return {};
}

// The one that a new one goes on from: closed, and of the same owner.
Result<std::optional<Inventory>> previous_of(
    Work& work, Fields const& fields, std::optional<tenants::BodyId> body)
{
    auto const typed = one_line(fields.value(inventory_field::previous));
    if (typed.empty())
        return std::optional<Inventory>{};
    auto const id = typed_id<InventoryId>(typed);
    auto found = id ? find_seen_inventory(work.db(), work.tenant(), *id, work.actor(), edit_inventories)
                    : std::nullopt;
    if (!found || found->inventory.state != InventoryState::closed || found->inventory.body != body)
        return Problem::conflict({}, "inventory.problem.previous"_msg);
    return std::optional(std::move(found->inventory));
}

// The same are asked again.
void copy_requests(Work& work, InventoryId previous, InventoryId into)
{
    for (auto const& before : list_requests(work.db(), work.tenant(), previous)) {
        InventoryRequest one;
        one.inventory = into;
        one.unit = before.unit;
        one.name = before.name;
        one.mail = before.mail;
        one.language = before.language;
        one.former = before.id;
        insert_request(work.db(), work.tenant(), one);
    }
}

void order_letter(Work& work, InventoryRequestId request, InventoryLetter letter, Date until)
{
    work.enqueue(
        inventory_mail_kind,
        json::print(json::Value::Object{
            {"request", request.value}, {"letter", std::string(to_text(letter))}, {"day", to_iso(until)}}));
}

// A stocktaking that this actor may edit and has seen as it is.
Result<WholeInventory> begin_editing(Work& work, InventoryVersion const& seen)
{
    auto found = find_seen_inventory(work.db(), work.tenant(), seen.id, work.actor(), edit_inventories);
    if (!found)
        return Problem::not_found("inventory.problem.unknown"_msg);
    if (found->inventory.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return *std::move(found);
}

// Somebody who is asked in a stocktaking that this actor may edit.
Result<InventoryRequest> begin_request(Work& work, InventoryId inventory, InventoryRequestId id)
{
    auto const found
        = find_seen_inventory(work.db(), work.tenant(), inventory, work.actor(), edit_inventories);
    auto request = found ? load_request(work.db(), work.tenant(), id) : std::nullopt;
    if (!request || request->inventory != inventory)
        return Problem::not_found("inventory.problem.unknown"_msg);
    return *std::move(request);
}

Problem is_long_over()
{
    return Problem::conflict({}, "inventory.problem.long_over"_msg);
}

Result<void> change_inventory_state(
    Work& work, WholeInventory const& stored, InventoryState state, std::string_view step)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_inventories, stored.inventory.id.value, stored.inventory.version, edit_inventories,
        "inventory.problem.unknown"_msg));
    auto wanted = stored;
    wanted.inventory.state = state;
    update_inventory(work.db(), work.tenant(), wanted.inventory, work.now());
    editing.keep_changed(form_of(stored), form_of(wanted), step);
    return {};
}

// A letter to everybody who has a mailbox, no letter yet and no answer.
std::int64_t order_requests(Work& work, Inventory const& inventory)
{
    auto const units = tenants::list_units(work.db(), work.tenant());
    std::int64_t letters = 0;
    for (auto request : list_requests(work.db(), work.tenant(), inventory.id)) {
        if (request.asked_at || request.answer != InventoryAnswer::none || mailbox_of(request, units).empty())
            continue;
        request.asked_at = work.now();
        update_request(work.db(), work.tenant(), request);
        order_letter(work, request.id, InventoryLetter::request, inventory.until.value());
        ++letters;
    }
    return letters;
}

}

std::optional<WholeInventory> find_seen_inventory(
    db::Connection& db, TenantId tenant, InventoryId id, Actor const& actor, Permission permission)
{
    auto inventory = load_inventory(db, tenant, id);
    if (!inventory || !actor.may(permission, inventory->owner()))
        return std::nullopt;
    return WholeInventory{*std::move(inventory), list_inventory_fields(db, tenant, id)};
}

Fields form_of(WholeInventory const& whole)
{
    auto const& one = whole.inventory;
    Fields fields;
    fields.set(inventory_field::title, one.title);
    fields.set(inventory_field::until, one.until ? typed_spelling(*one.until) : std::string{});
    Fields::Values panels;
    for (auto const id : whole.fields)
        panels.push_back(std::to_string(id.value));
    fields.set(inventory_field::panels, std::move(panels));
    fields.set(inventory_field::introduction, one.introduction);
    fields.set(inventory_field::remark, one.remark);
    fields.set(inventory_field::source, one.source);
    fields.set(inventory_field::state, std::string(to_text(one.state)));
    return fields;
}

Fields spelled_inventory(Fields const& typed)
{
    return form_of(inventory_from(typed));
}

std::vector<Problem> problems_of_inventory(Fields const& fields)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(inventory_field::title)).empty())
        check.refuse(inventory_field::title, "inventory.problem.title"_msg);
    auto const day = one_line(fields.value(inventory_field::until));
    if (!day.empty() && !parse_typed_date(day))
        check.refuse(inventory_field::until, "form.problem.date"_msg, {{"value", day}});
    for (auto const& value : fields.values(inventory_field::panels)) {
        if (!typed_id<meetings::PanelId>(value)) {
            check.refuse(inventory_field::panels, "inventory.problem.panels"_msg);
            break;
        }
    }
    check.check_length(inventory_field::title, longest_inventory_title);
    check.check_length(inventory_field::introduction, longest_introduction);
    check.check_length(inventory_field::remark, longest_inventory_remark);
    check.check_length(inventory_field::source, longest_inventory_line);
    return check.take();
}

Result<InventoryId> add_inventory(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_inventories))
        return Problem::not_found("inventory.problem.unknown"_msg);
    auto wanted = inventory_from(typed);
    wanted.inventory.state = InventoryState::draft;
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + one_line(typed.value(inventory_field::body))
        + ' ' + form_of(wanted).to_json());
    if (auto const added = find_inventory_by_mark(work.db(), work.tenant(), mark))
        return *added;
    auto const owner = body_called(
        tenants::list_bodies(work.db(), work.tenant()), one_line(typed.value(inventory_field::body)));
    if (owner)
        wanted.inventory.body = *owner;
    if (!owner || !work.actor().may(edit_inventories, wanted.inventory.owner()))
        return Problem::invalid(std::string(inventory_field::body), "inventory.problem.owner"_msg);
    if (auto problems = problems_of_inventory(typed); !problems.empty())
        return std::move(problems.front());
    auto const previous = TRY(previous_of(work, typed, wanted.inventory.body));
    if (previous)
        wanted.inventory.previous = previous->id;
    TRY(check_panels(work, wanted, nullptr));
    auto const id = insert_inventory(work.db(), work.tenant(), wanted.inventory, mark, work.now());
    update_inventory_fields(work.db(), work.tenant(), id, wanted.fields);
    if (previous)
        copy_requests(work, previous->id, id);
    records::keep_created(work, edited_inventories, id.value, wanted.inventory.owner(), form_of(wanted));
    return id;
}

Result<void> save_inventory(Work& work, InventoryVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_inventories, seen.id.value, seen.version, edit_inventories,
        "inventory.problem.unknown"_msg));
    if (auto problems = problems_of_inventory(typed); !problems.empty())
        return std::move(problems.front());
    WholeInventory const stored{
        load_inventory(work.db(), work.tenant(), seen.id).value(),
        list_inventory_fields(work.db(), work.tenant(), seen.id)};
    if (stored.inventory.state == InventoryState::closed)
        return Problem::conflict({}, "inventory.problem.closed"_msg);
    auto wanted = inventory_from(typed);
    wanted.inventory.id = stored.inventory.id;
    wanted.inventory.body = stored.inventory.body;
    wanted.inventory.state = stored.inventory.state;
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    if (stored.inventory.state == InventoryState::open)
        TRY(check_day(work, wanted.inventory.until, stored.inventory.until));
    TRY(check_panels(work, wanted, &stored));
    TRY(check_fields_left(work, stored, wanted));
    update_inventory(work.db(), work.tenant(), wanted.inventory, work.now());
    update_inventory_fields(work.db(), work.tenant(), seen.id, wanted.fields);
    editing.keep_changed(before, after, "changed");
    return {};
}

std::vector<Problem> problems_of_requests(TypedRequests const& typed)
{
    std::vector<Problem> problems;
    auto const refuse = [&](std::string_view field, MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    };
    auto const lines = lines_of(typed.organisations);
    if (lines.size() > most_requests)
        refuse(
            organisations_field, "inventory.problem.many_requests"_msg,
            {{"most", std::to_string(most_requests)}});
    for (auto const& line : lines) {
        if (!read_organisation(line)) {
            refuse(organisations_field, "inventory.problem.organisation"_msg, {{"line", line}});
            break;
        }
    }
    if (!i18n::find_interface_language(typed.language)) // the letter has to be written
        refuse(language_field, "inventory.problem.language"_msg);
    if (lines.empty() && typed.units.empty())
        refuse(units_field, "inventory.problem.nobody_chosen"_msg);
    return problems;
}

Result<std::int64_t> add_requests(Work& work, InventoryId id, TypedRequests const& typed)
{
    auto const found = find_seen_inventory(work.db(), work.tenant(), id, work.actor(), edit_inventories);
    if (!found)
        return Problem::not_found("inventory.problem.unknown"_msg);
    if (found->inventory.state == InventoryState::closed)
        return Problem::conflict({}, "inventory.problem.closed"_msg);
    if (auto problems = problems_of_requests(typed); !problems.empty())
        return std::move(problems.front());
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const units = tenants::list_units(work.db(), work.tenant());
    auto const asked = list_requests(work.db(), work.tenant(), id);
    auto const of_district = tenants::find_tenant(work.db(), work.tenant()).value().source_language.tag();
    std::vector<InventoryRequest> added;
    std::int64_t moved = 0;
    for (auto const unit : typed.units) {
        auto const known = std::ranges::find(units, unit, &tenants::OrganisationalUnit::id);
        if (known == units.end() || owner_of_unit(bodies, *known) != found->inventory.body)
            return Problem::invalid(std::string(units_field), "inventory.problem.units"_msg);
        if (std::ranges::find(asked, std::optional(unit), &InventoryRequest::unit) != asked.end())
            continue;
        InventoryRequest one;
        one.unit = unit;
        one.language = of_district;
        added.push_back(std::move(one));
    }
    for (auto const& line : lines_of(typed.organisations)) {
        auto organisation = read_organisation(line).value();
        auto const is_it = [&, folded = search::folded_text(organisation.name)](InventoryRequest const& one) {
            return !one.unit && search::folded_text(one.name) == folded;
        };
        if (std::ranges::any_of(added, is_it))
            continue;
        if (auto const before = std::ranges::find_if(asked, is_it); before != asked.end()) {
            if (before->mail == organisation.mail && before->language == typed.language)
                continue;
            auto changed = *before;
            changed.mail = organisation.mail;
            changed.language = typed.language;
            if (before->mail != organisation.mail)
                changed.asked_at.reset(); // nobody there has a letter
            update_request(work.db(), work.tenant(), changed);
            work.audit("goals.inventory_request.changed", inventory_request_kind, before->id);
            ++moved;
            continue;
        }
        InventoryRequest one;
        one.name = std::move(organisation.name);
        one.mail = std::move(organisation.mail);
        one.language = typed.language;
        added.push_back(std::move(one));
    }
    if (asked.size() + added.size() > most_requests)
        return Problem::invalid(
            std::string(units_field), "inventory.problem.many_requests"_msg,
            {{"most", std::to_string(most_requests)}});
    for (auto& one : added) {
        one.inventory = id;
        work.audit(
            "goals.inventory_request.created", inventory_request_kind,
            insert_request(work.db(), work.tenant(), one));
    }
    return std::ssize(added) + moved;
}

Result<bool> erase_request(Work& work, InventoryId inventory, InventoryRequestId id)
{
    auto const found
        = find_seen_inventory(work.db(), work.tenant(), inventory, work.actor(), edit_inventories);
    if (!found)
        return Problem::not_found("inventory.problem.unknown"_msg);
    auto const request = load_request(work.db(), work.tenant(), id);
    if (!request)
        return false;
    if (request->inventory != inventory)
        return Problem::not_found("inventory.problem.unknown"_msg);
    if (request->answer != InventoryAnswer::none)
        return Problem::conflict({}, "inventory.problem.has_answered"_msg);
    erase_links_of_request(work.db(), work.tenant(), id);
    erase_request_row(work.db(), work.tenant(), id);
    work.audit("goals.inventory_request.erased", inventory_request_kind, id);
    return true;
}

Result<bool> erase_address(Work& work, InventoryId inventory, InventoryRequestId id)
{
    auto request = TRY(begin_request(work, inventory, id));
    if (request.unit)
        return Problem::conflict({}, "inventory.problem.address_of_unit"_msg);
    if (request.mail.empty())
        return false;
    request.mail.clear();
    update_request(work.db(), work.tenant(), request);
    erase_links_of_request(work.db(), work.tenant(), id);
    work.audit("goals.inventory_request.address_erased", inventory_request_kind, id);
    return true;
}

Result<bool> erase_word(Work& work, InventoryId inventory, InventoryRequestId id)
{
    auto request = TRY(begin_request(work, inventory, id));
    if (request.word.empty())
        return false;
    request.word.clear();
    update_request(work.db(), work.tenant(), request);
    work.audit("goals.inventory_request.word_erased", inventory_request_kind, id);
    return true;
}

std::string mailbox_of(InventoryRequest const& request, std::vector<tenants::OrganisationalUnit> const& units)
{
    if (!request.unit)
        return request.mail;
    auto const unit = std::ranges::find(units, *request.unit, &tenants::OrganisationalUnit::id);
    return unit == units.end() ? std::string{} : unit->mail;
}

std::string name_of(
    InventoryRequest const& request, std::vector<tenants::OrganisationalUnit> const& units, Date day)
{
    if (!request.unit)
        return request.name;
    auto const unit = std::ranges::find(units, *request.unit, &tenants::OrganisationalUnit::id);
    if (unit == units.end())
        return {};
    if (auto const* name = unit->name_on(day))
        return name->name;
    return unit->names.empty() ? unit->key : unit->names.back().name;
}

Result<InventoryAsking> open_inventory(Work& work, InventoryVersion const& seen)
{
    auto const stored = TRY(begin_editing(work, seen));
    auto const& one = stored.inventory;
    if (one.state == InventoryState::closed)
        return Problem::conflict({}, "inventory.problem.closed"_msg);
    InventoryAsking done{.was_opened = one.state == InventoryState::draft};
    if (done.was_opened) {
        TRY(check_day(work, one.until, std::nullopt));
        if (stored.fields.empty())
            return Problem::invalid(std::string(inventory_field::panels), "inventory.problem.no_fields"_msg);
        if (list_requests(work.db(), work.tenant(), one.id).empty())
            return Problem::invalid(std::string(units_field), "inventory.problem.nobody_asked"_msg);
        TRY(change_inventory_state(work, stored, InventoryState::open, "opened"));
    } else if (!takes_answers(one, work.today()))
        return is_long_over();
    done.letters = order_requests(work, one);
    if (done.letters > 0)
        work.audit("goals.inventory.asked", inventory_subject.word(), one.id, {}, {{"count", done.letters}});
    return done;
}

Result<bool> ask_again(Work& work, InventoryId inventory, InventoryRequestId id, std::int64_t seen)
{
    auto const found
        = find_seen_inventory(work.db(), work.tenant(), inventory, work.actor(), edit_inventories);
    auto request = load_request(work.db(), work.tenant(), id);
    if (!found || !request || request->inventory != inventory)
        return Problem::not_found("inventory.problem.unknown"_msg);
    if (found->inventory.state != InventoryState::open)
        return Problem::conflict({}, "inventory.problem.not_open"_msg);
    if (!takes_answers(found->inventory, work.today()))
        return is_long_over();
    if (request->answer != InventoryAnswer::none)
        return Problem::conflict({}, "inventory.problem.is_answered"_msg);
    if (mailbox_of(*request, tenants::list_units(work.db(), work.tenant())).empty())
        return Problem::conflict({}, "inventory.problem.no_mailbox"_msg);
    if (request->version != seen)
        return false;
    request->asked_at = work.now();
    update_request(work.db(), work.tenant(), *request);
    order_letter(work, id, InventoryLetter::request, found->inventory.until.value());
    work.audit("goals.inventory_request.asked_again", inventory_request_kind, id);
    return true;
}

Result<bool> close_inventory(Work& work, InventoryVersion const& seen)
{
    auto const found = find_seen_inventory(work.db(), work.tenant(), seen.id, work.actor(), edit_inventories);
    if (!found)
        return Problem::not_found("inventory.problem.unknown"_msg);
    if (found->inventory.state == InventoryState::closed)
        return false;
    auto const stored = TRY(begin_editing(work, seen));
    if (stored.inventory.state == InventoryState::draft)
        return Problem::conflict({}, "inventory.problem.not_open"_msg);
    TRY(change_inventory_state(work, stored, InventoryState::closed, "closed"));
    erase_links_of_inventory(work.db(), work.tenant(), seen.id);
    return true;
}

std::int64_t order_reminders(Work& work)
{
    std::map<InventoryId, Inventory> open;
    for (auto& one : list_open_inventories(work.db(), work.tenant(), {Scope::whole_tenant()}, most_open))
        open.emplace(one.id, std::move(one));
    if (open.empty())
        return 0;
    auto const units = tenants::list_units(work.db(), work.tenant());
    std::int64_t letters = 0;
    for (auto request : list_unanswered_requests(work.db(), work.tenant())) {
        auto const inventory = open.find(request.inventory);
        if (inventory == open.end() || mailbox_of(request, units).empty())
            continue;
        auto const letter = reminder_due(inventory->second, request, work.today(), work.zone());
        if (!letter)
            continue;
        auto const until = inventory->second.until.value();
        (*letter == InventoryLetter::late ? request.late_for : request.soon_for) = until;
        update_request(work.db(), work.tenant(), request);
        order_letter(work, request.id, *letter, until);
        ++letters;
    }
    return letters;
}

} // namespace kommin::goals
