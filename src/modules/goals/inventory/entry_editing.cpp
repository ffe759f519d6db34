#include "modules/goals/inventory/entry_editing.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/inventory_rights.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_entry_title = 200; // code points
constexpr std::size_t longest_entry_text = 2000;
constexpr std::size_t longest_entry_line = 200; // for whom, contact, a line of the reach
constexpr std::size_t most_reach_lines = 10;
constexpr std::chrono::year first_year{1900};
constexpr std::chrono::year last_year{2200};

InventoryEntry entry_from(Fields const& fields)
{
    InventoryEntry one;
    one.kind = enum_from<EntryKind>(fields.value(entry_field::kind)).value_or(one.kind);
    one.title = one_line(fields.value(entry_field::title));
    one.panel = typed_id<meetings::PanelId>(fields.value(entry_field::panel)).value_or(meetings::PanelId{});
    one.text = records::several_lines(fields.value(entry_field::text));
    one.audience = one_line(fields.value(entry_field::audience));
    one.places = typed_ids<tenants::BodyId>(fields, entry_field::places);
    one.since = records::read_typed_date(one_line(fields.value(entry_field::since)));
    for (auto const part : split(fields.value(entry_field::reach), '\n')) {
        if (auto const line = one_line(part); !line.empty())
            one.reach += (one.reach.empty() ? "" : "\n") + line;
    }
    one.contact = one_line(fields.value(entry_field::contact));
    return one;
}

Problem answered_no_more()
{
    return Problem::conflict({}, "inventory.problem.no_answer_any_more"_msg);
}

bool may_answer(Work& work, AnsweredRequest const& to)
{
    return may_still_answer(to.whole.inventory, to.request, work.today(), work.zone());
}

Result<void> check_entry_places(Work& work, InventoryEntry const& wanted, InventoryEntry const* stored)
{
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    for (auto const place : wanted.places) {
        auto const found = std::ranges::find(bodies, place, &tenants::Body::id);
        bool const is_as_before
            = stored != nullptr && std::ranges::find(stored->places, place) != stored->places.end();
        if (!is_as_before && (found == bodies.end() || found->kind != tenants::BodyKind::municipality))
            return Problem::invalid(std::string(entry_field::places), "inventory.problem.places"_msg);
    }
    return {};
}

// The answer of a request whose entries are others now.
void note_answer(Work& work, AnsweredRequest const& to, InventoryAnswer answer, std::string word = {})
{
    auto request = to.request;
    if (request.answer == answer && request.word == word)
        return;
    request.answer = answer;
    request.word = std::move(word);
    if (answer == InventoryAnswer::none)
        request.answered_at.reset();
    else if (!request.answered_at)
        request.answered_at = work.now();
    update_request(work.db(), work.tenant(), request);
}

InventoryEntryId store_new_entry(
    Work& work, AnsweredRequest const& to, InventoryEntry wanted, std::string_view mark)
{
    wanted.inventory = to.whole.inventory.id;
    wanted.request = to.request.id;
    auto const id = insert_entry(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_entries, id.value, to.whole.inventory.owner(), form_of(wanted));
    note_answer(work, to, InventoryAnswer::entries);
    return id;
}

// The last one takes the answer along.
void erase_with_versions(Work& work, AnsweredRequest const& to, InventoryEntryId id)
{
    records::erase_versions(work, {inventory_entry_subject, id.value});
    erase_entry_row(work.db(), work.tenant(), id);
    work.audit("goals.inventory_entry.erased", inventory_entry_subject.word(), id);
    if (list_entries_of_request(work.db(), work.tenant(), to.request.id).empty())
        note_answer(work, to, InventoryAnswer::none);
}

Result<void> check_room(Work& work, AnsweredRequest const& to)
{
    if (list_entries_of_request(work.db(), work.tenant(), to.request.id).size() >= most_entries)
        return Problem::conflict(
            {}, "inventory.problem.many_entries"_msg, {{"most", std::to_string(most_entries)}});
    return {};
}

// What the form does not ask stays as it was.
void keep_history(InventoryEntry& wanted, InventoryEntry const& stored)
{
    wanted.id = stored.id;
    wanted.inventory = stored.inventory;
    wanted.request = stored.request;
    wanted.measure = stored.measure;
    wanted.former = stored.former;
}

Result<void> store_entry(
    Work& work, records::Editing const& editing, WholeInventory const& whole, InventoryEntry const& stored,
    Fields const& typed)
{
    if (auto problems = problems_of_entry(typed, whole, &stored); !problems.empty())
        return std::move(problems.front());
    auto wanted = entry_from(typed);
    keep_history(wanted, stored);
    TRY(check_entry_places(work, wanted, &stored));
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_entry(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

// What it says as a measure; in charge is whoever was asked.
Fields measure_of(Work& work, SeenEntry const& seen)
{
    auto const& entry = seen.entry;
    auto const& inventory = seen.of.whole.inventory;
    auto const& texts = i18n::Texts::of(i18n::Language::german()); // what a district writes is German
    auto const units = tenants::list_units(work.db(), work.tenant());
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    Fields fields = form_of(WholeMeasure{});
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(measure_field::title, entry.title);
    set(measure_field::panel, std::to_string(entry.panel.value));
    set(measure_field::text, entry.text);
    set(measure_field::audience, entry.audience);
    set(measure_field::reach, entry.reach);
    Fields::Values places;
    for (auto const place : entry.places)
        places.push_back(std::to_string(place.value));
    fields.set(measure_field::places, std::move(places));
    auto const unit = std::ranges::find_if(units, [&](tenants::OrganisationalUnit const& one) {
        return one.id == seen.of.request.unit && owner_of_unit(bodies, one) == inventory.body;
    });
    if (unit != units.end())
        set(measure_field::unit, std::to_string(unit->id.value));
    else
        set(measure_field::office,
            std::string(truncate_utf8(name_of(seen.of.request, units, work.today()), longest_entry_line)));
    set(measure_field::state, std::string(to_text(MeasureState::running)));
    set(measure_field::from, records::spelled_date(entry.since));
    set(measure_field::deadline_remark, std::string(texts("inventory.measure.deadline"_msg)));
    set(measure_field::remark,
        entry.contact.empty() ? std::string{}
                              : texts("inventory.measure.contact"_msg, {{"contact", entry.contact}}));
    set(measure_field::source,
        std::string(truncate_utf8(
            texts("inventory.measure.source"_msg, {{"title", inventory.title}}), longest_entry_line)));
    set(measure_field::body, slug_of(bodies, inventory.body));
    return fields;
}

}

std::optional<AnsweredRequest> find_seen_request(
    db::Connection& db, TenantId tenant, InventoryRequestId id, Actor const& actor, Permission permission)
{
    auto request = load_request(db, tenant, id);
    auto whole
        = request ? find_seen_inventory(db, tenant, request->inventory, actor, permission) : std::nullopt;
    bool const is_others = whole && permission == answer_inventories
        && !may_answer_for(db, tenant, actor, whole->inventory, *request);
    return whole && !is_others ? std::optional(AnsweredRequest{*std::move(whole), *std::move(request)})
                               : std::nullopt;
}

std::optional<SeenEntry> find_seen_entry(
    db::Connection& db, TenantId tenant, InventoryEntryId id, Actor const& actor, Permission permission)
{
    auto entry = load_entry(db, tenant, id);
    auto of = entry ? find_seen_request(db, tenant, entry->request, actor, permission) : std::nullopt;
    return of ? std::optional(SeenEntry{*std::move(entry), *std::move(of)}) : std::nullopt;
}

Result<AnsweredRequest> begin_answer(Work& work, InventoryRequestId id)
{
    auto found = find_seen_request(work.db(), work.tenant(), id, work.actor(), answer_inventories);
    if (!found)
        return Problem::not_found("inventory.problem.unknown"_msg);
    return *std::move(found);
}

Fields form_of(InventoryEntry const& entry)
{
    Fields fields;
    fields.set(entry_field::kind, std::string(to_text(entry.kind)));
    fields.set(entry_field::title, entry.title);
    fields.set(entry_field::panel, entry.panel.value > 0 ? std::to_string(entry.panel.value) : std::string{});
    fields.set(entry_field::text, entry.text);
    fields.set(entry_field::audience, entry.audience);
    Fields::Values places;
    for (auto const place : entry.places)
        places.push_back(std::to_string(place.value));
    fields.set(entry_field::places, std::move(places));
    fields.set(entry_field::since, records::spelled_date(entry.since));
    fields.set(entry_field::reach, entry.reach);
    fields.set(entry_field::contact, entry.contact);
    return fields;
}

Fields spelled_entry(Fields const& typed)
{
    return form_of(entry_from(typed));
}

std::vector<Problem> problems_of_entry(
    Fields const& fields, WholeInventory const& whole, InventoryEntry const* stored)
{
    web::FieldCheck check(fields);
    auto const wanted = entry_from(fields);
    if (!enum_from<EntryKind>(fields.value(entry_field::kind)))
        check.refuse(entry_field::kind, "inventory.problem.kind"_msg);
    if (wanted.title.empty())
        check.refuse(entry_field::title, "inventory.problem.entry_title"_msg);
    bool const is_asked_about = std::ranges::find(whole.fields, wanted.panel) != whole.fields.end()
        || (stored != nullptr && stored->panel == wanted.panel);
    if (!is_asked_about)
        check.refuse(entry_field::panel, "inventory.problem.panel"_msg);
    for (auto const& value : fields.values(entry_field::places)) {
        if (!typed_id<tenants::BodyId>(value)) {
            check.refuse(entry_field::places, "inventory.problem.places"_msg);
            break;
        }
    }
    auto const since = one_line(fields.value(entry_field::since));
    bool const is_day = wanted.since && wanted.since->first_possible_day().year() >= first_year
        && wanted.since->first_possible_day().year() <= last_year;
    if (!since.empty() && !is_day)
        check.refuse(entry_field::since, "inventory.problem.since"_msg, {{"value", since}});
    auto const lines = split(wanted.reach, '\n');
    if (lines.size() > most_reach_lines)
        check.refuse(
            entry_field::reach, "inventory.problem.lines"_msg, {{"most", std::to_string(most_reach_lines)}});
    else if (std::ranges::any_of(
                 lines, [](std::string_view line) { return count_code_points(line) > longest_entry_line; }))
        check.refuse(
            entry_field::reach, "inventory.problem.long_line"_msg,
            {{"limit", std::to_string(longest_entry_line)}});
    check.check_length(entry_field::title, longest_entry_title);
    check.check_length(entry_field::text, longest_entry_text);
    check.check_length(entry_field::audience, longest_entry_line);
    check.check_length(entry_field::contact, longest_entry_line);
    return check.take();
}

Result<InventoryEntryId> add_entry(
    Work& work, AnsweredRequest const& to, Fields const& typed, std::string_view form_key)
{
    auto wanted = entry_from(typed);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(to.request.id.value) + ' '
        + form_of(wanted).to_json());
    if (auto const added = find_entry_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (!may_answer(work, to))
        return answered_no_more();
    if (auto problems = problems_of_entry(typed, to.whole, nullptr); !problems.empty())
        return std::move(problems.front());
    TRY(check_entry_places(work, wanted, nullptr));
    TRY(check_room(work, to));
    return store_new_entry(work, to, std::move(wanted), mark);
}

Result<void> change_entry(
    Work& work, AnsweredRequest const& to, InventoryEntryId id, std::int64_t seen, Fields const& typed)
{
    auto const stored = load_entry(work.db(), work.tenant(), id);
    if (!stored || stored->request != to.request.id)
        return Problem::not_found("inventory.problem.unknown_entry"_msg);
    if (!may_answer(work, to))
        return answered_no_more();
    auto const editing = records::Editing::begin_unasked(work, edited_entries, id.value);
    if (!editing)
        return Problem::not_found("inventory.problem.unknown_entry"_msg);
    if (stored->version != seen)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return store_entry(work, *editing, to.whole, *stored, typed);
}

Result<bool> erase_entry(Work& work, AnsweredRequest const& to, InventoryEntryId id, std::int64_t seen)
{
    auto const stored = load_entry(work.db(), work.tenant(), id);
    if (!stored)
        return false;
    if (stored->request != to.request.id)
        return Problem::not_found("inventory.problem.unknown_entry"_msg);
    if (!may_answer(work, to))
        return answered_no_more();
    if (stored->version != seen)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (stored->measure)
        return Problem::conflict({}, "inventory.problem.is_measure"_msg);
    erase_with_versions(work, to, id);
    return true;
}

Result<void> erase_entry_by_office(Work& work, InventoryEntryId id, std::int64_t seen)
{
    auto const found = find_seen_entry(work.db(), work.tenant(), id, work.actor(), edit_inventories);
    if (!found)
        return Problem::not_found("inventory.problem.unknown_entry"_msg);
    if (found->entry.version != seen)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    erase_with_versions(work, found->of, id);
    return {};
}

Result<InventoryEntryId> continue_entry(Work& work, AnsweredRequest const& to, InventoryEntryId former)
{
    auto const stored = load_entry(work.db(), work.tenant(), former);
    if (!stored || stored->request != to.request.former)
        return Problem::not_found("inventory.problem.unknown_entry"_msg);
    for (auto const& one : list_entries_of_request(work.db(), work.tenant(), to.request.id)) {
        if (one.former == former)
            return one.id;
    }
    if (!may_answer(work, to))
        return answered_no_more();
    if (std::ranges::find(to.whole.fields, stored->panel) == to.whole.fields.end())
        return Problem::conflict({}, "inventory.problem.field_not_asked"_msg);
    TRY(check_room(work, to));
    auto wanted = *stored;
    wanted.measure.reset();
    wanted.former = former;
    return store_new_entry(
        work, to, std::move(wanted),
        crypto::sha256_hex(
            "former " + std::to_string(to.request.id.value) + ' ' + std::to_string(former.value)));
}

std::vector<Problem> problems_of_nothing(std::string_view word)
{
    std::vector<Problem> problems;
    if (count_code_points(one_line(word)) > longest_nothing_word)
        problems.push_back(Problem::invalid(
            "word", "inventory.problem.long_line"_msg, {{"limit", std::to_string(longest_nothing_word)}}));
    return problems;
}

Result<bool> report_nothing(Work& work, AnsweredRequest const& to, std::string_view word)
{
    auto typed = one_line(word);
    if (to.request.answer == InventoryAnswer::nothing && to.request.word == typed)
        return false;
    if (!may_answer(work, to))
        return answered_no_more();
    if (auto problems = problems_of_nothing(word); !problems.empty())
        return std::move(problems.front());
    if (to.request.answer == InventoryAnswer::entries)
        return Problem::conflict({}, "inventory.problem.has_entries"_msg);
    note_answer(work, to, InventoryAnswer::nothing, std::move(typed));
    work.audit("goals.inventory_request.nothing", inventory_request_kind, to.request.id);
    return true;
}

Result<void> correct_entry(Work& work, InventoryEntryId id, std::int64_t seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_entries, id.value, seen, edit_inventories, "inventory.problem.unknown_entry"_msg));
    auto const stored = load_entry(work.db(), work.tenant(), id).value();
    WholeInventory const whole{
        load_inventory(work.db(), work.tenant(), stored.inventory).value(),
        list_inventory_fields(work.db(), work.tenant(), stored.inventory)};
    return store_entry(work, editing, whole, stored, typed);
}

Result<MeasureId> make_measure(Work& work, InventoryEntryId id, std::int64_t seen)
{
    auto const found = find_seen_entry(work.db(), work.tenant(), id, work.actor(), edit_inventories);
    if (!found || !work.actor().may(edit_measures, found->of.whole.inventory.owner()))
        return Problem::not_found("inventory.problem.unknown_entry"_msg);
    if (found->entry.measure)
        return *found->entry.measure;
    if (found->entry.version != seen)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    auto const made
        = add_measure(work, measure_of(work, *found), "inventory entry " + std::to_string(id.value));
    if (!made) // the form of a measure is not there to stand beside
        return Problem::conflict({}, made.problem().message, made.problem().arguments);
    auto entry = found->entry;
    entry.measure = *made;
    update_entry(work.db(), work.tenant(), entry, work.now());
    work.audit("goals.inventory_entry.made_measure", inventory_entry_subject.word(), id);
    return *made;
}

} // namespace kommin::goals
