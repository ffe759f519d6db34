#include "modules/goals/inventory/inventory_demo.hpp"

#include "modules/goals/inventory/entry_editing.hpp"
#include "modules/goals/inventory/inventory_editing.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {

using demo::is_true;
using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view inventories_file = "inventories.json";
constexpr std::string_view becomes_measure = "becomes_measure"; // an entry, as the office presses it

demo::Shape shape_of_inventories()
{
    return {
        .texts
        = {"key", inventory_field::title, inventory_field::until, inventory_field::introduction,
           inventory_field::remark, inventory_field::source},
        .truths = {"open", "closed"},
        .lists = {"fields", "units", "answers"}};
}
demo::Shape shape_of_answers()
{
    return {.texts = {"unit", "nothing"}, .lists = {"entries"}};
}
demo::Shape shape_of_entries()
{
    return {
        .texts
        = {"field", entry_field::kind, entry_field::title, entry_field::text, entry_field::audience,
           entry_field::since, entry_field::contact},
        .truths = {becomes_measure},
        .lists = {entry_field::places, entry_field::reach}};
}

// One stocktaking while it is loaded.
class LoadedInventory {
public:
    LoadedInventory(demo::Demo& demo, json::Value const& object)
        : demo_(demo)
        , object_(object)
        , key_(text_at(object, "key"))
        , panels_(meetings::list_named_panels(demo.work.db(), demo.work.tenant(), demo.work.today()))
        , units_(tenants::list_units(demo.work.db(), demo.work.tenant()))
        , bodies_(tenants::list_bodies(demo.work.db(), demo.work.tenant()))
    {
        demo::check_shape(object, shape_of_inventories(), inventories_file, key_);
    }

    void load()
    {
        auto& work = demo_.work;
        id_ = loaded(add_inventory(work, fields(), key_), inventories_file, key_);
        TypedRequests asked{.units = {}, .organisations = {}, .language = "de"};
        for (auto const& unit : texts("units"))
            asked.units.push_back(unit_with(unit));
        if (!asked.units.empty())
            loaded(add_requests(work, id_, asked), inventories_file, key_);
        bool const is_closed = is_true(object_, "closed"); // once it has its answers
        if (is_closed || is_true(object_, "open"))
            loaded(open_inventory(work, newest()), inventories_file, key_);
        for (auto const& answer : list_at(object_, "answers"))
            load_answer(answer);
        if (is_closed)
            loaded(close_inventory(work, newest()), inventories_file, key_);
        ++demo_.counts["inventories"];
    }

private:
    [[noreturn]] void refuse(std::string const& what) const
    {
        throw std::runtime_error(
            "demonstration: " + std::string(inventories_file) + ", " + key_ + ": no " + what);
    }
    [[nodiscard]] InventoryVersion newest() const
    {
        return {id_, load_inventory(demo_.work.db(), demo_.work.tenant(), id_).value().version};
    }
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const
    {
        return demo::texts_in(object_, name, inventories_file, key_);
    }
    [[nodiscard]] std::string field_called(std::string const& name) const
    {
        auto const found = std::ranges::find_if(panels_, [&](meetings::NamedPanel const& panel) {
            return panel.kind == meetings::PanelKind::field_of_action && !panel.body && panel.name == name;
        });
        if (found == panels_.end())
            refuse("field " + name);
        return std::to_string(found->id.value);
    }
    [[nodiscard]] tenants::UnitId unit_with(std::string const& key) const
    {
        auto const found = std::ranges::find(units_, key, &tenants::OrganisationalUnit::key);
        if (found == units_.end())
            refuse("unit " + key);
        return found->id;
    }

    [[nodiscard]] Fields fields() const
    {
        Fields fields;
        for (auto const name :
             {inventory_field::title, inventory_field::until, inventory_field::introduction,
              inventory_field::remark, inventory_field::source})
            fields.set(name, text_at(object_, name));
        if (auto const* story = demo_.story_of_district())
            fields.set(inventory_field::until, story->last_day(fields.value(inventory_field::until)));
        Fields::Values asked_about;
        for (auto const& name : texts("fields"))
            asked_about.push_back(field_called(name));
        fields.set(inventory_field::panels, std::move(asked_about));
        return fields;
    }

    void load_answer(json::Value const& answer)
    {
        auto& work = demo_.work;
        demo::check_shape(answer, shape_of_answers(), inventories_file, key_);
        auto const unit = text_at(answer, "unit");
        auto const requests = list_requests(work.db(), work.tenant(), id_);
        auto const found
            = std::ranges::find(requests, std::optional(unit_with(unit)), &InventoryRequest::unit);
        if (found == requests.end())
            refuse("unit that was asked: " + unit);
        for (auto const& entry : list_at(answer, "entries")) {
            auto const of = key_ + ", " + unit + ", " + text_at(entry, entry_field::title);
            demo::check_shape(entry, shape_of_entries(), inventories_file, of);
            auto const to = loaded(begin_answer(work, found->id), inventories_file, of);
            auto const id = loaded(add_entry(work, to, fields_of_entry(entry, of), of), inventories_file, of);
            ++demo_.counts["inventory entries"];
            if (is_true(entry, becomes_measure)) {
                auto const version = load_entry(work.db(), work.tenant(), id).value().version;
                loaded(make_measure(work, id, version), inventories_file, of);
                ++demo_.counts["measures"];
            }
        }
        if (answer.find("nothing") != nullptr) {
            auto const to = loaded(begin_answer(work, found->id), inventories_file, unit);
            loaded(report_nothing(work, to, text_at(answer, "nothing")), inventories_file, unit);
        }
    }

    [[nodiscard]] Fields fields_of_entry(json::Value const& entry, std::string const& of) const
    {
        Fields fields;
        for (auto const name :
             {entry_field::kind, entry_field::title, entry_field::text, entry_field::audience,
              entry_field::since, entry_field::contact})
            fields.set(name, text_at(entry, name));
        if (auto const* story = demo_.story_of_district())
            fields.set(entry_field::since, story->first_day(fields.value(entry_field::since)));
        fields.set(entry_field::panel, field_called(text_at(entry, "field")));
        fields.set(entry_field::reach, demo::lines_in(entry, entry_field::reach, inventories_file, of));
        Fields::Values places;
        for (auto const& slug : demo::texts_in(entry, entry_field::places, inventories_file, of)) {
            auto const found = std::ranges::find(bodies_, slug, &tenants::Body::slug);
            if (found == bodies_.end())
                refuse("municipality " + slug);
            places.push_back(std::to_string(found->id.value));
        }
        fields.set(entry_field::places, std::move(places));
        return fields;
    }

    demo::Demo& demo_;
    json::Value const& object_;
    std::string key_;
    std::vector<meetings::NamedPanel> panels_;
    std::vector<tenants::OrganisationalUnit> units_;
    std::vector<tenants::Body> bodies_;
    InventoryId id_;
};

}

void load_inventories(demo::Demo& demo)
{
    auto const file = demo.files.json(std::string(inventories_file));
    demo::check_shape(file, {.lists = {"inventories"}}, inventories_file, {});
    for (auto const& object : list_at(file, "inventories"))
        LoadedInventory(demo, object).load();
}

} // namespace kommin::goals
