#include "modules/adoption/concepts/item_records.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <utility>

namespace kommin::adoption {

using records::Fields;

namespace {

constexpr std::string_view left_out = "…";
constexpr std::string_view around_addresses = " \t\n\r<>()[]{},;:\"'|";

template<class Id>
void set_key(
    Fields& fields, std::string_view name, std::optional<Id> id, std::map<Id, std::string> const& keys)
{
    auto const found = id ? keys.find(*id) : keys.end();
    fields.set(name, found == keys.end() ? std::string{} : found->second);
}

template<class Id>
std::optional<Id> target_of(std::string_view key, std::map<std::string, Id, std::less<>> const& targets)
{
    auto const found = targets.find(key);
    return found == targets.end() ? std::nullopt : std::optional(found->second);
}

std::int64_t weight_of(Item const& item)
{
    return parse_number(item.fields.value(item_field::weight)).value_or(1);
}

std::string text_at(Item const& item, std::string_view name)
{
    return std::string(item.fields.value(name));
}

// What says nothing in plain words leaves those that are here.
std::optional<std::string> plain_text_at(Item const& item)
{
    auto text = text_at(item, item_field::plain_text);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// "…@…": not what only has an @ at its end.
bool is_address_like(std::string_view word)
{
    auto const at = word.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < word.size();
}

std::string without_addresses(std::string_view text, std::size_t& count)
{
    std::string kept;
    while (!text.empty()) {
        auto const word = text.substr(0, text.find_first_of(around_addresses));
        if (is_address_like(word)) {
            kept += left_out;
            ++count;
        } else {
            kept += word;
        }
        text.remove_prefix(word.size());
        auto const gap = text.substr(0, text.find_first_not_of(around_addresses));
        kept += gap;
        text.remove_prefix(gap.size());
    }
    return kept;
}

}

Item item_of(meetings::Panel const& panel, std::string key, ItemKeys const& keys)
{
    Item item{.kind = ItemKind::panel, .key = std::move(key), .fields = {}};
    item.fields.set(item_field::kind, std::string(to_text(panel.kind)));
    item.fields.set(item_field::name, plain_line(panel.name));
    item.fields.set(item_field::short_name, plain_line(panel.short_name));
    item.fields.set(item_field::mandate, plain_lines(panel.mandate));
    set_key(item.fields, item_field::parent, panel.parent, keys.panels);
    return item;
}

Item item_of(goals::Goal const& goal, std::string key, ItemKeys const& keys)
{
    Item item{.kind = ItemKind::goal, .key = std::move(key), .fields = {}};
    item.fields.set(item_field::kind, std::string(to_text(goal.kind)));
    item.fields.set(item_field::number, plain_line(goal.number));
    item.fields.set(item_field::title, plain_line(goal.title));
    item.fields.set(item_field::text, plain_lines(goal.text));
    item.fields.set(item_field::plain_text, plain_lines(goal.plain_text));
    item.fields.set(item_field::reasons, plain_lines(goal.reasons));
    set_key(item.fields, item_field::panel, goal.panel, keys.panels);
    set_key(item.fields, item_field::parent, goal.parent, keys.goals);
    if (goal.weight != 1)
        item.fields.set(item_field::weight, std::to_string(goal.weight));
    return item;
}

Item item_of(
    goals::Measure const& measure, goals::MeasureLinks const& links, std::string key, ItemKeys const& keys)
{
    auto const words = goals::words_of(measure, links);
    Item item{.kind = ItemKind::measure, .key = std::move(key), .fields = {}};
    item.fields.set(item_field::number, plain_line(words.number));
    item.fields.set(item_field::title, plain_line(words.title));
    item.fields.set(item_field::text, plain_lines(words.text));
    item.fields.set(item_field::plain_text, plain_lines(measure.plain_text));
    item.fields.set(item_field::audience, plain_line(words.audience));
    item.fields.set(item_field::reach, plain_lines(words.reach));
    set_key(item.fields, item_field::panel, words.panel, keys.panels);
    Fields::Values served;
    for (auto const& goal : words.goals) {
        if (auto const found = keys.goals.find(goal.goal); found != keys.goals.end())
            served.push_back(spelled({.goal = found->second, .weight = goal.weight}));
    }
    std::ranges::sort(served, {}, [](std::string const& value) {
        return number_of(std::string_view(value).substr(0, value.find(':')), ItemKind::goal);
    });
    item.fields.set(item_field::goals, std::move(served));
    if (words.is_recurring)
        item.fields.set(item_field::recurring, std::string(yes));
    return item;
}

Item item_of(goals::Figure const& figure, std::string measure_key)
{
    Item item{.kind = ItemKind::figure, .key = item_key(ItemKind::figure, figure.id.value), .fields = {}};
    item.fields.set(item_field::measure, std::move(measure_key));
    item.fields.set(item_field::name, plain_line(figure.name));
    item.fields.set(item_field::unit, plain_line(figure.unit));
    item.fields.set(item_field::target_kind, std::string(to_text(figure.target_kind)));
    item.fields.set(item_field::aim, std::string(to_text(figure.aim)));
    return item;
}

Item item_of(steering::StepChecklist const& list)
{
    auto const number = static_cast<std::int64_t>(list.kind) + 1;
    Item item{.kind = ItemKind::checklist, .key = item_key(ItemKind::checklist, number), .fields = {}};
    item.fields.set(item_field::step, std::string(to_text(list.kind)));
    std::string lines;
    for (auto const& line : list.lines)
        lines += (lines.empty() ? "" : "\n") + plain_line(line);
    item.fields.set(item_field::lines, std::move(lines));
    return item;
}

Item item_of(letters::LetterTemplate const& one, std::string key)
{
    Item item{.kind = ItemKind::letter, .key = std::move(key), .fields = {}};
    item.fields.set(item_field::kind, one.kind);
    item.fields.set(item_field::language, one.language);
    item.fields.set(item_field::opening, plain_lines(one.words.opening));
    item.fields.set(item_field::closing, plain_lines(one.words.closing));
    return item;
}

letters::OwnWords letter_words(Item const& item)
{
    return {text_at(item, item_field::opening), text_at(item, item_field::closing)};
}

Item reduced(Item item, ItemTargets const& targets)
{
    auto const is_here = [&](std::string_view key) {
        return targets.panels.contains(key) || targets.goals.contains(key)
            || (item.kind == ItemKind::measure && targets.goals_of_kreis.contains(key));
    };
    for (auto const& rule : fields_of(item.kind)) {
        bool const is_of_these = rule.names == ItemKind::panel || rule.names == ItemKind::goal;
        if ((rule.shape != FieldShape::key && rule.shape != FieldShape::keys) || !is_of_these)
            continue;
        auto values = item.fields.values(rule.name);
        std::erase_if(values, [&](std::string const& value) {
            return !is_here(std::string_view(value).substr(0, value.find(':')));
        });
        item.fields.set(rule.name, std::move(values));
    }
    return item;
}

meetings::PanelWords panel_words(Item const& item, ItemTargets const& targets)
{
    return {
        .kind = enum_from<meetings::PanelKind>(item.fields.value(item_field::kind))
                    .value_or(meetings::PanelKind::other),
        .name = text_at(item, item_field::name),
        .short_name = text_at(item, item_field::short_name),
        .mandate = text_at(item, item_field::mandate),
        .parent = target_of(item.fields.value(item_field::parent), targets.panels)};
}

goals::GoalWords goal_words(Item const& item, ItemTargets const& targets)
{
    return {
        .kind
        = enum_from<goals::GoalKind>(item.fields.value(item_field::kind)).value_or(goals::GoalKind::guiding),
        .number = text_at(item, item_field::number),
        .title = text_at(item, item_field::title),
        .text = text_at(item, item_field::text),
        .reasons = text_at(item, item_field::reasons),
        .plain_text = plain_text_at(item),
        .panel = target_of(item.fields.value(item_field::panel), targets.panels),
        .parent = target_of(item.fields.value(item_field::parent), targets.goals),
        .weight = weight_of(item)};
}

goals::MeasureWords measure_words(
    Item const& item, ItemTargets const& targets, std::vector<goals::ServedGoal> kept)
{
    for (auto const& value : item.fields.values(item_field::goals)) {
        auto const served = read_served(value);
        auto goal = served ? target_of(served->goal, targets.goals) : std::nullopt;
        if (served && !goal)
            goal = target_of(served->goal, targets.goals_of_kreis);
        if (goal)
            kept.push_back({.goal = *goal, .weight = served->weight});
    }
    return {
        .number = text_at(item, item_field::number),
        .title = text_at(item, item_field::title),
        .text = text_at(item, item_field::text),
        .plain_text = plain_text_at(item),
        .audience = text_at(item, item_field::audience),
        .reach = text_at(item, item_field::reach),
        .panel = target_of(item.fields.value(item_field::panel), targets.panels),
        .goals = std::move(kept),
        .is_recurring = !item.fields.value(item_field::recurring).empty()};
}

Item as_far_as_told(Item item, Item const& theirs)
{
    if (theirs.fields.value(item_field::plain_text).empty())
        item.fields.set(item_field::plain_text, std::string{});
    return item;
}

goals::FigureWords figure_words(Item const& item)
{
    return {
        .name = text_at(item, item_field::name),
        .unit = text_at(item, item_field::unit),
        .target_kind = enum_from<goals::TargetKind>(item.fields.value(item_field::target_kind))
                           .value_or(goals::TargetKind::absolute),
        .aim = enum_from<goals::Aim>(item.fields.value(item_field::aim)).value_or(goals::Aim::at_least)};
}

std::size_t strip_addresses(Item& item)
{
    std::size_t count = 0;
    for (auto const& rule : fields_of(item.kind)) {
        if (rule.shape != FieldShape::line && rule.shape != FieldShape::lines)
            continue;
        auto const value = std::string(item.fields.value(rule.name));
        if (value.find('@') != std::string::npos)
            item.fields.set(rule.name, without_addresses(value, count));
    }
    return count;
}

} // namespace kommin::adoption
