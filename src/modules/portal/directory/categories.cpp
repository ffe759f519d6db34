#include "modules/portal/directory/categories.hpp"

#include "modules/portal/directory/category_store.hpp"
#include "modules/portal/directory/offer_filter.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view kind_prefix = "kind-";
constexpr std::string_view situation_prefix = "situation-";

constexpr std::array kinds_in_order{
    OfferKind::integration_course,  OfferKind::mbe,           OfferKind::jmd, OfferKind::other_offer,
    OfferKind::general_information, OfferKind::infrastructure};
// In the order in which newcomers need them.
constexpr std::array situations_in_order{
    Situation::language, Situation::child_and_school, Situation::residence,     Situation::work,
    Situation::health,   Situation::housing,          Situation::everyday_life, Situation::in_danger};

struct TileTexts {
    MessageKey heading;
    MessageKey hint;
};

TileTexts tile_of(Situation situation)
{
    switch (situation) {
    case Situation::language:
        return {"home.need.german"_msg, "home.need.german.hint"_msg};
    case Situation::work:
        return {"home.need.work"_msg, "home.need.work.hint"_msg};
    case Situation::child_and_school:
        return {"home.need.school"_msg, "home.need.school.hint"_msg};
    case Situation::health:
        return {"home.need.health"_msg, "home.need.health.hint"_msg};
    case Situation::housing:
        return {"home.need.housing"_msg, "home.need.housing.hint"_msg};
    case Situation::residence:
        return {"home.need.residence"_msg, "home.need.residence.hint"_msg};
    case Situation::everyday_life:
        return {"home.need.everyday"_msg, "home.need.everyday.hint"_msg};
    case Situation::in_danger:
        break;
    }
    return {"situation.in_danger"_msg, "home.emergency.more"_msg};
}

// What the district says in this language; empty where it says nothing.
std::string_view own_text(
    CategoryChange const& change, std::string CategoryTexts::* field, i18n::Texts const& texts)
{
    auto const found = change.texts.find(texts.language().tag());
    return found == change.texts.end() ? std::string_view{} : std::string_view(found->second.*field);
}

// Those with a place stand on it, or on the next one that is free; the others fill up in their own order.
template<class Code, std::size_t count>
std::vector<Code> in_places(
    std::array<Code, count> const& all, std::array<CategoryChange, count> const& changes)
{
    std::array<std::optional<Code>, count> row{};
    auto const place_of = [&](Code code) { return changes.at(static_cast<std::size_t>(code)).place; };
    for (auto const code : all) {
        if (auto const place = place_of(code)) {
            auto at = static_cast<std::size_t>(
                std::clamp<std::int64_t>(*place, 1, static_cast<std::int64_t>(count)) - 1);
            while (row.at(at))
                at = (at + 1) % count;
            row.at(at) = code;
        }
    }
    std::vector<Code> order;
    auto next = all.begin();
    for (auto const& taken : row) {
        if (taken) {
            order.push_back(*taken);
            continue;
        }
        next = std::find_if(next, all.end(), [&](Code code) { return !place_of(code); });
        order.push_back(*next++);
    }
    return order;
}

}

std::string key_of(Category category)
{
    if (auto const* kind = std::get_if<OfferKind>(&category))
        return std::string(kind_prefix) + std::string(to_text(*kind));
    return std::string(situation_prefix) + std::string(to_text(std::get<Situation>(category)));
}

std::optional<Category> find_category(std::string_view key)
{
    if (key.starts_with(kind_prefix)) {
        if (auto const kind = enum_from<OfferKind>(key.substr(kind_prefix.size())))
            return Category(*kind);
    } else if (key.starts_with(situation_prefix)) {
        if (auto const situation = enum_from<Situation>(key.substr(situation_prefix.size())))
            return Category(*situation);
    }
    return std::nullopt;
}

std::size_t count_like(Category category)
{
    return std::holds_alternative<OfferKind>(category) ? offer_kind_names.size() : situation_names.size();
}

Categories::Categories()
    : kind_order_(kinds_in_order.begin(), kinds_in_order.end())
    , situation_order_(situations_in_order.begin(), situations_in_order.end())
{ }

Categories Categories::load(db::Connection& db, TenantId tenant)
{
    Categories categories;
    for (auto& [key, change] : list_category_changes(db, tenant)) {
        // A row that this program does not know is of a later one.
        if (auto const category = find_category(key))
            categories.apply(*category, std::move(change));
    }
    return categories;
}

void Categories::apply(Category category, CategoryChange change)
{
    if (auto const* kind = std::get_if<OfferKind>(&category)) {
        kinds_.at(static_cast<std::size_t>(*kind)) = std::move(change);
        kind_order_ = in_places(kinds_in_order, kinds_);
    } else {
        situations_.at(static_cast<std::size_t>(std::get<Situation>(category))) = std::move(change);
        situation_order_ = in_places(situations_in_order, situations_);
    }
}

CategoryChange const& Categories::change_of(Category category) const
{
    if (auto const* kind = std::get_if<OfferKind>(&category))
        return kinds_.at(static_cast<std::size_t>(*kind));
    return situations_.at(static_cast<std::size_t>(std::get<Situation>(category)));
}

std::string_view Categories::name(Category category, i18n::Texts const& texts) const
{
    if (auto const own = own_text(change_of(category), &CategoryTexts::name, texts); !own.empty())
        return own;
    return texts(std::visit([](auto code) { return label_of(code); }, category));
}

std::string_view Categories::heading(Situation situation, i18n::Texts const& texts) const
{
    auto const own = own_text(change_of(situation), &CategoryTexts::name, texts);
    return own.empty() ? texts(tile_of(situation).heading) : own;
}

std::string_view Categories::hint(Situation situation, i18n::Texts const& texts) const
{
    auto const own = own_text(change_of(situation), &CategoryTexts::hint, texts);
    return own.empty() ? texts(tile_of(situation).hint) : own;
}

bool Categories::is_on_home(Situation situation) const
{
    return can_be_on_home(situation) && !change_of(situation).is_off_home;
}

} // namespace kommin::portal
