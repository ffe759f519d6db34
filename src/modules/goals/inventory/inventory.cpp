#include "modules/goals/inventory/inventory.hpp"

namespace kommin::goals {

MessageKey label_of(InventoryState state)
{
    switch (state) {
    case InventoryState::open:
        return "inventory.state.open"_msg;
    case InventoryState::closed:
        return "inventory.state.closed"_msg;
    case InventoryState::draft:
        break;
    }
    return "inventory.state.draft"_msg;
}

MessageKey label_of(InventoryAnswer answer)
{
    switch (answer) {
    case InventoryAnswer::entries:
        return "inventory.answer.entries"_msg;
    case InventoryAnswer::nothing:
        return "inventory.answer.nothing"_msg;
    case InventoryAnswer::none:
        break;
    }
    return "inventory.answer.none"_msg;
}

MessageKey label_of(EntryKind kind)
{
    return kind == EntryKind::structure ? "inventory.entry.kind.structure"_msg
                                        : "inventory.entry.kind.measure"_msg;
}

bool is_behind_its_day(Inventory const& inventory, Date today)
{
    return inventory.until && today > *inventory.until;
}

bool takes_answers(Inventory const& inventory, Date today)
{
    return inventory.state == InventoryState::open
        && (!inventory.until || today <= *inventory.until + longest_late);
}

bool may_still_answer(
    Inventory const& inventory, InventoryRequest const& request, Date today, i18n::Zone const& zone)
{
    if (!takes_answers(inventory, today))
        return false;
    if (!is_behind_its_day(inventory, today))
        return true;
    return !request.answered_at || zone.to_local(*request.answered_at).date > *inventory.until;
}

std::optional<InventoryLetter> reminder_due(
    Inventory const& inventory, InventoryRequest const& request, Date today, i18n::Zone const& zone)
{
    if (!takes_answers(inventory, today) || !inventory.until || !request.asked_at
        || request.answer != InventoryAnswer::none)
        return std::nullopt;
    auto const until = *inventory.until;
    auto const asked_on = zone.to_local(*request.asked_at).date;
    if (is_behind_its_day(inventory, today))
        return request.late_for == until || today < asked_on + left_in_peace
            ? std::nullopt
            : std::optional(InventoryLetter::late);
    auto const first = until + -reminded_before;
    if (today < first || request.soon_for == until || asked_on > first)
        return std::nullopt;
    return InventoryLetter::soon;
}

} // namespace kommin::goals
