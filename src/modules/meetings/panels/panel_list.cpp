#include "modules/meetings/panels/panel_list.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <functional>
#include <ranges>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::int64_t most_pages = 200;
constexpr std::size_t longest_place = 100; // bytes
constexpr std::array<std::string_view, 4> standing_words{"", "unsicher", "beendet", "alle"};
constexpr std::array<std::string_view, 2> order_words{"", "name"};

bool is_meant(Panels const& panels, PanelFilter const& filter, Panel const& panel, Date today)
{
    if (filter.kind && panel.kind != *filter.kind)
        return false;
    switch (filter.standing) {
    case PanelStanding::current:
        if (panel.has_ended(today))
            return false;
        break;
    case PanelStanding::uncertain:
        if (!panel.is_uncertain)
            return false;
        break;
    case PanelStanding::ended:
        if (!panel.has_ended(today))
            return false;
        break;
    case PanelStanding::all:
        break;
    }
    if (!filter.place.empty()) {
        auto const body = std::ranges::find(panels.bodies, filter.place, &tenants::Body::slug);
        bool const is_of_kreis = body != panels.bodies.end() && body->kind == tenants::BodyKind::district;
        if (body == panels.bodies.end() || (is_of_kreis ? panel.body.has_value() : panel.body != body->id))
            return false;
    }
    auto const folded = search::folded_text(filter.words);
    return search::folded_text(panel.name).find(folded) != std::string::npos
        || search::folded_text(panel.short_name).find(folded) != std::string::npos;
}

// What stands above it comes first: the conference, its fields, their groups.
class InPlace {
public:
    InPlace(Panels const& panels, i18n::Language language)
        : panels_(panels)
        , collator_(i18n::Collator::of(language))
    {
        place_below(nullptr);
        // What hangs below something that this person does not see, or in a ring that nobody can enter.
        for (auto const& panel : panels_.all)
            placed_.try_emplace(panel.id, placed_.size());
    }
    [[nodiscard]] std::size_t operator()(Panel const* panel) const { return placed_.at(panel->id); }

private:
    void place_below(Panel const* parent)
    {
        std::vector<Panel const*> parts;
        for (auto const& panel : panels_.all) {
            bool const is_part
                = parent != nullptr ? panel.parent == parent->id : panels_.find(panel.parent) == nullptr;
            if (is_part && !placed_.contains(panel.id))
                parts.push_back(&panel);
        }
        std::ranges::stable_sort(
            parts, {}, [&](Panel const* panel) { return collator_.sort_key(panel->name); });
        std::ranges::stable_sort(parts, {}, &Panel::kind);
        if (parent == nullptr) {
            std::ranges::stable_sort(parts, {}, [&](Panel const* panel) {
                return std::pair(
                    panel->body.has_value(), collator_.sort_key(std::string(panels_.owner_name(*panel))));
            });
        }
        for (auto const* part : parts) {
            placed_.emplace(part->id, placed_.size());
            place_below(part);
        }
    }

    Panels const& panels_;
    i18n::Collator const& collator_;
    std::map<PanelId, std::size_t> placed_;
};

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
    for (auto const& panel : panels.all) {
        if (is_meant(panels, filter, panel, today))
            lines.push_back(&panel);
    }
    if (filter.order == PanelOrder::name) {
        auto const& collator = i18n::Collator::of(language);
        std::ranges::stable_sort(
            lines, {}, [&](Panel const* panel) { return collator.sort_key(panel->name); });
    } else {
        std::ranges::stable_sort(lines, {}, InPlace(panels, language));
    }
    if (filter.descending)
        std::ranges::reverse(lines);
    return lines;
}

} // namespace kommin::meetings
