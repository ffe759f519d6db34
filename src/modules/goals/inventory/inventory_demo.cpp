#include "modules/goals/inventory/inventory_demo.hpp"

#include "modules/goals/inventory/inventory_editing.hpp"
#include "platform/demo/parts.hpp"

#include <string>
#include <string_view>

namespace kommin::goals {

using demo::list_at;
using demo::loaded;
using demo::text_at;

void load_inventories(demo::Demo& demo)
{
    constexpr std::string_view inventories_file = "inventories.json";
    for (auto const& object : list_at(demo.files.json(std::string(inventories_file)), "inventories")) {
        auto const key = text_at(object, "key");
        records::Fields fields;
        for (auto const field :
             {inventory_field::title, inventory_field::until, inventory_field::introduction,
              inventory_field::remark, inventory_field::source})
            fields.set(field, text_at(object, field));
        loaded(add_inventory(demo.work, fields, key), inventories_file, key);
        ++demo.counts["inventories"];
    }
}

} // namespace kommin::goals
