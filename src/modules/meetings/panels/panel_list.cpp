#include "modules/meetings/panels/panel_list.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <functional>
#include <ranges>
#include <tuple>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::int64_t most_pages = 200;
constexpr std::size_t longest_place = 100; // bytes
constexpr std::array<std::string_view, 4> standing_words{"", "unsicher", "beendet", "alle"};
constexpr std::array<std::string_view, 2> order_words{"", "name"};

// What a filter asks for, read once for all panels.
class Wanted {
public:
    Wanted(Panels const& panels, PanelFilter const& filter, Date today)
        : filter_(filter)
        , today_(today)
        , folded_(search::folded_text(filter.words))
    {
        auto const body = std::ranges::find(panels.bodies, filter.place, &tenants::Body::slug);
        if (body != panels.bodies.end())
            owner_.emplace(
                body->kind == tenants::BodyKind::district ? std::optional<tenants::BodyId>{} : body->id);
    }

    [[nodiscard]] bool has(Panel const& panel) const
    {
        if (filter_.kind && panel.kind != *filter_.kind)
            return false;
        if (!filter_.place.empty() && (!owner_ || *owner_ != panel.body))
            return false;
        switch (filter_.standing) {
        case PanelStanding::current:
            return !panel.has_ended(today_) && is_called_so(panel);
        case PanelStanding::uncertain:
            return panel.is_uncertain && is_called_so(panel);
        case PanelStanding::ended:
            return panel.has_ended(today_) && is_called_so(panel);
        case PanelStanding::all:
            break;
        }
        return is_called_so(panel);
    }

private:
    [[nodiscard]] bool is_called_so(Panel const& panel) const
    {
        return folded_.empty() || search::folded_text(panel.name).find(folded_) != std::string::npos
            || search::folded_text(panel.short_name).find(folded_) != std::string::npos;
    }

    PanelFilter const& filter_;
    Date today_;
    std::string folded_;
    std::optional<std::optional<tenants::BodyId>> owner_; // of the place; nothing: there is no such place
};

// A panel among those directly below the same one, or among those below none.
struct Part {
    bool is_of_municipality;
    std::string owner;
    PanelKind kind;
    std::string name; // as it is sorted, like the owner
    PanelId id;

    [[nodiscard]] auto place() const { return std::tie(is_of_municipality, owner, kind, name); }
};

// What stands above it comes first: the conference, its fields, their groups.
class InPlace {
public:
    InPlace(Panels const& panels, i18n::Language language)
    {
        auto const& collator = i18n::Collator::of(language);
        std::map<std::optional<tenants::BodyId>, std::string> owners; // as they are sorted
        for (auto const& panel : panels.all) {
            bool const is_top = panels.find(panel.parent) == nullptr;
            std::string owner;
            if (is_top) {
                auto [known, is_new] = owners.try_emplace(panel.body);
                if (is_new)
                    known->second = collator.sort_key(panels.owner_name(panel));
                owner = known->second;
            }
            parts_[is_top ? std::nullopt : panel.parent].push_back(
                {.is_of_municipality = is_top && panel.body.has_value(),
                 .owner = std::move(owner),
                 .kind = panel.kind,
                 .name = collator.sort_key(panel.name),
                 .id = panel.id});
        }
        for (auto& [parent, parts] : parts_)
            std::ranges::stable_sort(parts, {}, &Part::place);
        place_below(std::nullopt);
        // In a ring that nobody can enter.
        for (auto const& panel : panels.all)
            placed_.try_emplace(panel.id, placed_.size());
    }
    [[nodiscard]] std::size_t operator()(Panel const* panel) const { return placed_.at(panel->id); }

private:
    void place_below(std::optional<PanelId> parent)
    {
        auto const parts = parts_.find(parent);
        if (parts == parts_.end())
            return;
        for (auto const& part : parts->second) {
            if (placed_.emplace(part.id, placed_.size()).second)
                place_below(part.id);
        }
    }

    std::map<std::optional<PanelId>, std::vector<Part>> parts_;
    std::map<PanelId, std::size_t> placed_;
};

// Each name is spelled for sorting once, and not at every comparison.
void sort_by_name(std::vector<Panel const*>& lines, i18n::Collator const& collator)
{
    std::vector<std::pair<std::string, Panel const*>> named;
    named.reserve(lines.size());
    for (auto const* panel : lines)
        named.emplace_back(collator.sort_key(panel->name), panel);
    std::ranges::stable_sort(named, {}, &std::pair<std::string, Panel const*>::first);
    std::ranges::transform(named, lines.begin(), &std::pair<std::string, Panel const*>::second);
}

}

std::string_view word_of(PanelStanding standing)
{
    return standing_words.at(static_cast<std::size_t>(standing));
}

MessageKey label_of(PanelStanding standing)
{
    switch (standing) {
    case PanelStanding::uncertain:
        return "panel.view.uncertain"_msg;
    case PanelStanding::ended:
        return "panel.view.ended"_msg;
    case PanelStanding::all:
        return "panel.view.all"_msg;
    case PanelStanding::current:
        break;
    }
    return "panel.view.current"_msg;
}

std::string_view word_of(PanelOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

PanelFilter PanelFilter::read(http::Form const& query)
{
    PanelFilter filter;
    filter.words = web::words_of_filter(query);
    filter.kind = enum_from<PanelKind>(query.value("art"));
    filter.place = truncate_utf8(trim(query.value("ort")), longest_place);
    auto const standing = std::ranges::find(standing_words, query.value("zustand"));
    if (standing != standing_words.end())
        filter.standing = static_cast<PanelStanding>(standing - standing_words.begin());
    if (query.value("nach") == word_of(PanelOrder::name))
        filter.order = PanelOrder::name;
    filter.descending = query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    return filter;
}

web::ListFields PanelFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("art", kind ? to_text(*kind) : std::string_view{});
    add("ort", place);
    add("zustand", word_of(standing));
    add("nach", word_of(order));
    add("ab", descending ? "1" : "");
    return fields;
}

bool PanelFilter::narrows() const
{
    return !words.empty() || kind || !place.empty();
}

web::StaffList const panel_list{
    .code = "meetings.panels",
    .path = panels_path,
    .title = "panel.title"_msg,
    .read = [](http::Form const& query) { return PanelFilter::read(query).fields(); }};

std::vector<Panel const*> filtered(
    Panels const& panels, PanelFilter const& filter, Date today, i18n::Language language)
{
    std::vector<Panel const*> lines;
    Wanted const wanted(panels, filter, today);
    for (auto const& panel : panels.all) {
        if (wanted.has(panel))
            lines.push_back(&panel);
    }
    if (filter.order == PanelOrder::name) {
        sort_by_name(lines, i18n::Collator::of(language));
    } else {
        InPlace const in_place(panels, language);
        std::ranges::stable_sort(lines, {}, std::ref(in_place));
    }
    if (filter.descending)
        std::ranges::reverse(lines);
    return lines;
}

} // namespace kommin::meetings
