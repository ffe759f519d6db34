#include "modules/goals/goals/goal_list.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::int64_t most_pages = 200;
constexpr std::size_t longest_place = 100; // bytes
constexpr std::array<std::string_view, 6> view_words{"",          "entwuerfe", "beschlossen",
                                                     "geaendert", "beendet",   "alle"};
constexpr std::array<MessageKey, 6> view_labels{"goal.view.current"_msg, "goal.view.drafts"_msg,
                                                "goal.view.adopted"_msg, "goal.view.changed_since"_msg,
                                                "goal.view.ended"_msg,   "goal.view.all"_msg};
constexpr std::array<std::string_view, 2> order_words{"", "titel"};

bool is_in_view(GoalView view, GoalStanding standing)
{
    switch (view) {
    case GoalView::current:
        return standing != GoalStanding::ended;
    case GoalView::drafts:
        return standing == GoalStanding::draft;
    case GoalView::adopted:
        return standing == GoalStanding::adopted || standing == GoalStanding::changed_since;
    case GoalView::changed_since:
        return standing == GoalStanding::changed_since;
    case GoalView::ended:
        return standing == GoalStanding::ended;
    case GoalView::all:
        break;
    }
    return true;
}

// A goal among those directly below the same one, or among those below none.
struct Part {
    bool is_of_municipality;
    std::string owner; // as it is sorted, like the title
    std::int64_t field; // in the order in which fields of action were entered, those of all fields first
    GoalKind kind;
    std::string title;
    GoalId id;

    [[nodiscard]] auto place() const { return std::tie(is_of_municipality, owner, field, kind, title, id); }
};

struct Place {
    std::size_t rank;
    std::size_t depth;
};

// Where each goal stands in the tree.
class Tree {
public:
    Tree(Goals const& goals, i18n::Language language)
    {
        auto const& collator = i18n::Collator::of(language);
        std::map<std::optional<tenants::BodyId>, std::string> owners; // as they are sorted
        for (auto const& goal : goals.all) {
            auto const [owner, is_new] = owners.try_emplace(goal.body);
            if (is_new)
                owner->second = collator.sort_key(goals.owner_name(goal.body));
            auto const above = goals.find(goal.parent) != nullptr ? goal.parent : std::nullopt;
            parts_[above].push_back(
                {.is_of_municipality = goal.body.has_value(),
                 .owner = owner->second,
                 .field = goal.panel ? goal.panel->value : 0,
                 .kind = goal.kind,
                 .title = collator.sort_key(goal.number + ' ' + goal.title),
                 .id = goal.id});
        }
        for (auto& [above, parts] : parts_)
            std::ranges::sort(parts, {}, &Part::place);
        place_all();
        // In a ring that nobody can enter.
        for (auto const& goal : goals.all)
            places_.try_emplace(goal.id, Place{places_.size(), 0});
    }
    [[nodiscard]] Place of(GoalId id) const { return places_.at(id); }

private:
    // Without recursion: a chain of goals may be as long as there are goals.
    void place_all()
    {
        std::vector<std::pair<GoalId, std::size_t>> waiting;
        auto const add_below = [&](std::optional<GoalId> above, std::size_t depth) {
            auto const parts = parts_.find(above);
            if (parts == parts_.end())
                return;
            for (auto const& part : std::views::reverse(parts->second))
                waiting.emplace_back(part.id, depth);
        };
        add_below(std::nullopt, 0);
        while (!waiting.empty()) {
            auto const [id, depth] = waiting.back();
            waiting.pop_back();
            if (places_.try_emplace(id, Place{places_.size(), depth}).second)
                add_below(id, depth + 1);
        }
    }

    std::map<std::optional<GoalId>, std::vector<Part>> parts_;
    std::map<GoalId, Place> places_;
};

}

std::string_view word_of(GoalView view)
{
    return view_words.at(static_cast<std::size_t>(view));
}

MessageKey label_of(GoalView view)
{
    return view_labels.at(static_cast<std::size_t>(view));
}

std::string_view word_of(GoalOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

GoalFilter GoalFilter::read(http::Form const& query)
{
    GoalFilter filter;
    filter.words = web::words_of_filter(query);
    filter.place = truncate_utf8(trim(query.value("ort")), longest_place);
    if (auto const panel = parse_number(query.value("feld")); panel && *panel > 0)
        filter.panel = meetings::PanelId{*panel};
    auto const* const view = std::ranges::find(view_words, query.value("zustand"));
    if (view != view_words.end())
        filter.view = static_cast<GoalView>(view - view_words.begin());
    if (query.value("nach") == word_of(GoalOrder::title))
        filter.order = GoalOrder::title;
    filter.descending = query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    return filter;
}

web::ListFields GoalFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("ort", place);
    add("feld", panel ? std::to_string(panel->value) : std::string{});
    add("zustand", word_of(view));
    add("nach", word_of(order));
    add("ab", descending ? "1" : "");
    return fields;
}

bool GoalFilter::narrows() const
{
    return !words.empty() || !place.empty() || panel;
}

web::StaffList const goal_list{
    .code = "goals.goals",
    .path = goals_path,
    .title = "goal.title"_msg,
    .read = [](http::Form const& query) { return GoalFilter::read(query).fields(); }};

std::vector<GoalLine> filtered(
    Goals const& goals, Adoptions const& adoptions, GoalFilter const& filter,
    std::vector<GoalId> const& with_words, Date today, i18n::Language language)
{
    auto const owner = body_called(goals.bodies, filter.place); // of "": the Kreis, and nobody is asked
    Tree const tree(goals, language);
    std::vector<std::pair<std::size_t, GoalLine>> placed;
    for (auto const& goal : goals.all) {
        if (!filter.place.empty() && (!owner || *owner != goal.body))
            continue;
        if (filter.panel && goal.panel != filter.panel)
            continue;
        if (!filter.words.empty() && !std::ranges::binary_search(with_words, goal.id))
            continue;
        if (!is_in_view(filter.view, standing_of(goal, adoption_in(adoptions, goal.id), today)))
            continue;
        auto const place = tree.of(goal.id);
        placed.emplace_back(place.rank, GoalLine{&goal, place.depth});
    }
    std::vector<GoalLine> lines;
    if (filter.order == GoalOrder::title) {
        auto const& collator = i18n::Collator::of(language);
        std::vector<std::pair<std::string, GoalLine>> titled; // each spelled for sorting once
        for (auto const& [rank, line] : placed)
            titled.emplace_back(collator.sort_key(line.goal->title), line);
        std::ranges::stable_sort(titled, {}, &std::pair<std::string, GoalLine>::first);
        for (auto& [key, line] : titled)
            lines.push_back(line);
    } else {
        std::ranges::sort(placed, {}, &std::pair<std::size_t, GoalLine>::first);
        for (auto& [rank, line] : placed)
            lines.push_back(line);
    }
    if (filter.descending)
        std::ranges::reverse(lines);
    return lines;
}

} // namespace kommin::goals
