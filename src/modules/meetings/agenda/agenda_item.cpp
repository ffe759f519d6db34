#include "modules/meetings/agenda/agenda_item.hpp"

#include "modules/meetings/panels/translated_texts.hpp"

namespace kommin::meetings {

MessageKey label_of(ItemKind kind)
{
    switch (kind) {
    case ItemKind::information:
        return "item.kind.information"_msg;
    case ItemKind::decision:
        return "item.kind.decision"_msg;
    case ItemKind::approval_of_minutes:
        return "item.kind.approval_of_minutes"_msg;
    case ItemKind::other:
        return "item.kind.other"_msg;
    case ItemKind::open_answers:
        return "item.kind.open_answers"_msg;
    case ItemKind::discussion:
        break;
    }
    return "item.kind.discussion"_msg;
}

MessageKey label_of(ItemState state)
{
    switch (state) {
    case ItemState::done:
        return "item.state.done"_msg;
    case ItemState::unfinished:
        return "item.state.unfinished"_msg;
    case ItemState::carried_over:
        return "item.state.carried_over"_msg;
    case ItemState::forwarded:
        return "item.state.forwarded"_msg;
    case ItemState::answered:
        return "item.state.answered"_msg;
    case ItemState::dropped:
        return "item.state.dropped"_msg;
    case ItemState::open:
        break;
    }
    return "item.state.open"_msg;
}

TextOf title_text(AgendaItem const& item)
{
    return {item_subject, item.id.value, "title", item.title};
}

TextOf text_text(AgendaItem const& item)
{
    return {item_subject, item.id.value, "text", item.text};
}

std::vector<std::optional<i18n::TimeOfDay>> planned_times(
    std::optional<i18n::TimeOfDay> begins_at, std::span<AgendaItem const> items)
{
    constexpr std::int64_t end_of_day = 24 * 60;
    std::vector<std::optional<i18n::TimeOfDay>> times;
    auto next = begins_at;
    for (auto const& item : items) {
        if (item.state == ItemState::dropped) { // it takes no time any more
            times.emplace_back();
            continue;
        }
        times.push_back(next);
        bool const goes_on = next && item.minutes && next->minutes + *item.minutes <= end_of_day;
        next = goes_on ? std::optional(i18n::TimeOfDay{next->minutes + static_cast<int>(*item.minutes)})
                       : std::nullopt;
    }
    return times;
}

} // namespace kommin::meetings
