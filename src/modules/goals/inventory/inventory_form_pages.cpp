// The forms of a stocktaking: what it asks about, and whom.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/inventory_pages.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

// For whom this person may ask; one that goes on from another has its owner.
std::vector<Choice> inventory_owners(web::Call const& call, InventoryFormPage const& page, Texts const& texts)
{
    std::vector<Choice> owners;
    auto const add = [&](std::optional<tenants::BodyId> body, Choice choice) {
        auto const scope = body ? Scope::of_owner(body->value) : Scope::whole_tenant();
        if (call.actor().may(edit_inventories, scope)
            && (page.previous == nullptr || page.previous->body == body))
            owners.push_back(std::move(choice));
    };
    add(std::nullopt, {"", std::string(texts("measure.owner.district"_msg))});
    for (auto const& body : page.names.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            add(body.id, {body.slug, body.name});
    }
    return owners;
}

std::vector<Choice> panels_to_ask_about(
    web::Call const& call, InventoryFormPage const& page, std::vector<Choice> const& owners)
{
    std::vector<Choice> choices;
    for (auto const& panel : page.names.panels) {
        bool const is_offered = page.inventory != nullptr
            ? can_have_panel(page.inventory->body, panel)
            : std::ranges::any_of(owners, [&](Choice const& owner) {
                  auto const body = body_called(page.names.district.bodies, owner.value);
                  return body && can_have_panel(*body, panel);
              });
        if (is_offered && !panel.has_ended)
            choices.push_back({std::to_string(panel.id.value), panel.name});
    }
    for (auto const& chosen : page.fields.values(inventory_field::panels)) {
        auto const id = typed_id<meetings::PanelId>(chosen);
        auto const name = id ? page.names.panel(*id) : std::string{};
        keep_chosen(choices, chosen, name.empty() ? web::staff_texts(call)("panel.parent.other"_msg) : name);
    }
    return choices;
}

void write_inventory_fields(
    Writer& w, web::Call const& call, Texts const& texts, InventoryFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const owners = inventory_owners(call, page, texts);
    auto const panels = panels_to_ask_about(call, page, owners);
    auto const label = [](std::string_view name) { return web::label_in(all_inventory_fields, name); };
    w(
        R"({}<div class="sec">{}{}{}</div><div class="sec">{}</div><div class="sec">{}</div><div class="sec">{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            inventory_field::title, label(inventory_field::title), FieldWidth::whole,
            "inventory.hint.title"_msg, true),
        [&](Writer& inner) {
            if (page.inventory != nullptr)
                return; // whose it is does not change
            if (owners.size() > 1)
                inner("{}", form.choice(inventory_field::body, "inventory.field.owner"_msg, owners));
            else if (!owners.empty())
                inner(R"(<input type="hidden" name="body" value="{}">)", owners.front().value);
            if (page.previous != nullptr)
                inner(R"(<input type="hidden" name="previous" value="{}">)", page.previous->id.value);
        },
        form.day(inventory_field::until, label(inventory_field::until), "inventory.hint.until"_msg, false),
        [&](Writer& inner) {
            if (panels.empty())
                inner(R"(<p class="mute">{}</p>)", texts("inventory.panels.none"_msg));
            else
                form.write_choices(
                    inner, inventory_field::panels, label(inventory_field::panels), panels, true,
                    "inventory.hint.panels"_msg);
        },
        form.area(
            inventory_field::introduction, label(inventory_field::introduction),
            "inventory.hint.introduction"_msg, 5),
        form.text(inventory_field::remark, label(inventory_field::remark), FieldWidth::whole),
        form.text(inventory_field::source, label(inventory_field::source), FieldWidth::whole));
}

// Units of the owner that are not asked yet and have a name today, each with its mailbox.
std::vector<Choice> units_to_ask(Texts const& texts, RequestsFormPage const& page)
{
    std::set<tenants::UnitId> asked;
    for (auto const& one : page.requests) {
        if (one.unit)
            asked.insert(*one.unit);
    }
    std::vector<Choice> choices;
    for (auto const& unit : page.names.district.units) {
        if (asked.contains(unit.id) || unit.name_on(page.names.today) == nullptr
            || owner_of_unit(page.names.district.bodies, unit) != page.inventory.body)
            continue;
        choices.push_back(
            {std::to_string(unit.id.value),
             page.names.unit(unit.id) + " ("
                 + (unit.mail.empty() ? std::string(texts("inventory.letter.no_mailbox"_msg)) : unit.mail)
                 + ')'});
    }
    return choices;
}

std::vector<Choice> languages_of_letters(RequestsFormPage const& page, Texts const& texts)
{
    std::vector<Choice> choices;
    for (auto const& choice : page.names.district.tenant.languages)
        choices.push_back(
            {std::string(choice.language.tag()), std::string(texts.language_name(choice.language))});
    return choices;
}

void write_requests_fields(Writer& w, Texts const& texts, RequestsFormPage const& page)
{
    Fields fields;
    Fields::Values chosen;
    for (auto const unit : page.typed.units)
        chosen.push_back(std::to_string(unit.value));
    fields.set(units_field, std::move(chosen));
    fields.set(organisations_field, page.typed.organisations);
    fields.set(language_field, page.typed.language);
    web::FormFields const form(texts, fields, page.problems);
    auto const units = units_to_ask(texts, page);
    auto const languages = languages_of_letters(page, texts);
    w(
        R"(<div class="sec">{}</div><div class="sec">{}{}</div>)",
        [&](Writer& inner) {
            if (units.empty())
                inner(
                    R"(<p class="mute" id="f-units" tabindex="-1">{}</p>)",
                    texts("inventory.units.none"_msg));
            else
                form.write_choices(
                    inner, units_field, "inventory.field.units"_msg, units, true, "inventory.hint.units"_msg);
        },
        form.area(
            organisations_field, "inventory.field.organisations"_msg, "inventory.hint.organisations"_msg, 6),
        form.choice(
            language_field, "inventory.field.language"_msg, languages, "inventory.hint.language"_msg));
}

std::string panels_in_words(Texts const& texts, MeasureNames const& names, Fields const& fields)
{
    std::vector<std::string> words;
    for (auto const& value : fields.values(inventory_field::panels)) {
        auto const id = typed_id<meetings::PanelId>(value);
        auto name = id ? names.panel(*id) : std::string{};
        if (name.empty())
            name = value;
        words.push_back(std::move(name));
    }
    return words.empty() ? std::string{} : texts.list(words);
}

}

web::RecordForm inventory_record_form(Texts const& texts, MeasureNames names)
{
    auto form = web::record_form(all_inventory_fields, texts);
    for (auto const& one : course_inventory_fields)
        form.fields.push_back({std::string(one.name), std::string(texts(one.label))});
    auto const known = std::make_shared<MeasureNames const>(std::move(names));
    form.shown = [&texts, known](Fields const& fields, std::string_view name) {
        if (name == inventory_field::panels)
            return panels_in_words(texts, *known, fields);
        if (name == inventory_field::state)
            return web::word_of_value<InventoryState>(fields.value(name), texts);
        return std::string(fields.value(name));
    };
    return form;
}

http::Response inventory_form_page(web::Call const& call, InventoryFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.inventory;
    auto frame = one == nullptr
        ? frame_below_inventories(call, std::string(texts("inventory.new"_msg)))
        : frame_below_inventory(call, *one, texts("panel.change.title"_msg, {{"name", one->title}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? staff_url({inventories_path, "neu"}) : inventory_url(one->id, "bearbeiten"),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? inventories_url() : inventory_url(one->id),
        .shown_version = page.shown_version,
        .is_about_person = false};
    return shell.page(
        frame, [&](Writer& w) { write_inventory_fields(w, call, texts, page); },
        [&](Writer& w) {
            web::write_effect(
                w, texts,
                one != nullptr && one->state == InventoryState::open ? "inventory.effect.open"_msg
                                                                     : "inventory.effect.draft"_msg);
            if (page.previous != nullptr)
                w(R"(<section class="card" aria-labelledby="vorher"><h2 id="vorher">{}</h2><p class="small">{}</p></section>)",
                  texts("inventory.field.previous"_msg),
                  texts("inventory.effect.previous"_msg, {{"title", page.previous->title}}));
            if (one != nullptr)
                web::write_history_card(
                    w, texts,
                    staff_url({inventories_path, std::to_string(one->id.value), "bearbeiten", "verlauf"}));
        });
}

http::Response requests_form_page(web::Call const& call, RequestsFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_inventory(
        call, page.inventory, std::string(texts("inventory.action.add_requests"_msg)));
    frame.problems = page.problems;
    auto const url = inventory_url(page.inventory.id, "gefragt");
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack">{}</div></div>)",
            url, web::KeptWhileTyping{call, url},
            [&](Writer& inner) { write_requests_fields(inner, texts, page); },
            web::SubmitButton{texts("inventory.action.note_requests"_msg)}, inventory_url(page.inventory.id),
            texts("form.back"_msg),
            [&](Writer& inner) { web::write_effect(inner, texts, "inventory.effect.requests"_msg); });
    });
}

} // namespace kommin::goals
