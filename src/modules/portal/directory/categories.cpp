#include "modules/portal/directory/categories.hpp"

#include "modules/portal/directory/category_store.hpp"
#include "modules/portal/directory/offer_filter.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
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
        break; // and none of the district comes here: it has texts of its own
    }
    return {"situation.in_danger"_msg, "home.emergency.more"_msg};
}

// What the district says in this language; empty where it says nothing.
std::string_view text_in(
    CategoryChange const& change, std::string CategoryTexts::* field, i18n::Language language)
{
    auto const found = change.texts.find(language.tag());
    return found == change.texts.end() ? std::string_view{} : std::string_view(found->second.*field);
}

// Those with a place stand on it, or on the next one that is free; the others fill up in their own order.
template<class Code>
std::vector<Code> in_places(std::span<Code const> all, std::span<CategoryChange const> changes)
{
    auto const count = all.size();
    std::vector<std::optional<Code>> row(count);
    auto const place_of = [&](Code code) { return changes[static_cast<std::size_t>(code)].place; };
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
    if (auto found = tenants::find_tenant(db, tenant))
        categories.tenant_ = std::make_shared<tenants::Tenant const>(std::move(*found));
    return categories;
}

Categories Categories::load_published(db::Connection& db, TenantId tenant)
{
    auto categories = load(db, tenant);
    for (auto const situation : categories.own_situations()) {
        if (!categories.has(situation))
            categories.apply(situation, {});
    }
    return categories;
}

void Categories::apply(Category category, CategoryChange change)
{
    if (auto const* kind = std::get_if<OfferKind>(&category)) {
        kinds_.at(static_cast<std::size_t>(*kind)) = std::move(change);
        kind_order_ = in_places<OfferKind>(kinds_in_order, kinds_);
        return;
    }
    situations_.at(static_cast<std::size_t>(std::get<Situation>(category))) = std::move(change);
    std::vector<Situation> used(situations_in_order.begin(), situations_in_order.end());
    for (std::size_t i = 0; i < most_own_situations; ++i) {
        if (is_in_use(own_situation(i)))
            used.push_back(own_situation(i));
    }
    situation_order_ = in_places<Situation>(used, situations_);
}

CategoryChange const& Categories::change_of(Category category) const
{
    if (auto const* kind = std::get_if<OfferKind>(&category))
        return kinds_.at(static_cast<std::size_t>(*kind));
    return situations_.at(static_cast<std::size_t>(std::get<Situation>(category)));
}

bool Categories::has(Category category) const
{
    auto const& own = change_of(category).own;
    return is_made(category) && !(own && own->is_hidden);
}

bool Categories::is_made(Category category) const
{
    auto const* situation = std::get_if<Situation>(&category);
    return situation == nullptr || !is_own(*situation) || change_of(category).own.has_value();
}

bool Categories::is_in_use(Situation situation) const
{
    if (!is_own(situation))
        return true;
    auto const& own = change_of(situation).own;
    return own && !own->is_archived && !own->is_hidden;
}

i18n::Language Categories::source_language() const
{
    return tenant_ ? tenant_->source_language : i18n::Language::german();
}

std::vector<i18n::Language> Categories::languages() const
{
    std::vector<i18n::Language> languages;
    if (tenant_) {
        for (auto const& choice : tenant_->languages)
            languages.push_back(choice.language);
    }
    return languages;
}

std::vector<i18n::Language> Categories::fallbacks_of(i18n::Language wanted) const
{
    return tenant_ ? tenant_->fallbacks_of(wanted) : std::vector<i18n::Language>{};
}

// Of what the program has no text for, another language says it where this one does not.
CategoryText Categories::own_text(
    Category category, std::string CategoryTexts::* field, i18n::Texts const& texts) const
{
    auto const& change = change_of(category);
    auto const wanted = texts.language();
    if (auto const said = text_in(change, field, wanted); !said.empty() || !change.own)
        return {said, wanted};
    for (auto const language : fallbacks_of(wanted)) {
        if (auto const said = text_in(change, field, language); !said.empty())
            return {said, language};
    }
    return {text_in(change, field, source_language()), source_language()};
}

CategoryText Categories::shown_name(Category category, i18n::Texts const& texts) const
{
    auto const own = own_text(category, &CategoryTexts::name, texts);
    auto const* situation = std::get_if<Situation>(&category);
    if (!own.text.empty() || (situation != nullptr && is_own(*situation)))
        return own;
    return {texts(std::visit([](auto code) { return label_of(code); }, category)), texts.language()};
}

CategoryText Categories::heading(Situation situation, i18n::Texts const& texts) const
{
    auto const own = own_text(situation, &CategoryTexts::name, texts);
    if (!own.text.empty() || is_own(situation))
        return own;
    return {texts(tile_of(situation).heading), texts.language()};
}

CategoryText Categories::hint(Situation situation, i18n::Texts const& texts) const
{
    auto const own = own_text(situation, &CategoryTexts::hint, texts);
    if (!own.text.empty() || is_own(situation))
        return own;
    return {texts(tile_of(situation).hint), texts.language()};
}

std::string_view Categories::word_of(Situation situation) const
{
    if (!is_own(situation))
        return situation_words()[static_cast<std::size_t>(situation)].word;
    auto const& own = change_of(situation).own;
    return own ? std::string_view(own->word) : std::string_view{};
}

std::optional<Situation> Categories::find_by_word(std::string_view word) const
{
    auto const found = std::ranges::find_if(
        situation_order_, [&](Situation situation) { return word_of(situation) == word; });
    return found == situation_order_.end() ? std::nullopt : std::optional(*found);
}

std::vector<Situation> Categories::archived() const
{
    auto archived = own_situations();
    std::erase_if(archived, [&](Situation situation) { return !change_of(situation).own->is_archived; });
    return archived;
}

std::vector<Situation> Categories::hidden() const
{
    auto hidden = own_situations();
    std::erase_if(hidden, [&](Situation situation) {
        auto const& own = change_of(situation).own;
        return own->is_archived || !own->is_hidden;
    });
    return hidden;
}

std::vector<Category> Categories::all() const
{
    std::vector<Category> all(situation_order_.begin(), situation_order_.end());
    all.insert(all.end(), kind_order_.begin(), kind_order_.end());
    for (auto const& unseen : {hidden(), archived()})
        all.insert(all.end(), unseen.begin(), unseen.end());
    return all;
}

std::optional<Category> Categories::find(CategoryId id) const
{
    auto const known = all();
    auto const found
        = std::ranges::find_if(known, [&](Category category) { return change_of(category).id == id; });
    return found == known.end() ? std::nullopt : std::optional(*found);
}

// Made here, whatever has become of them.
std::vector<Situation> Categories::own_situations() const
{
    std::vector<Situation> made;
    for (std::size_t i = 0; i < most_own_situations; ++i) {
        if (is_made(own_situation(i)))
            made.push_back(own_situation(i));
    }
    return made;
}

bool Categories::is_on_home(Situation situation) const
{
    return can_be_on_home(situation) && is_in_use(situation) && !change_of(situation).is_off_home;
}

std::size_t Categories::count_like(Category category) const
{
    auto const* situation = std::get_if<Situation>(&category);
    if (situation == nullptr)
        return kind_order_.size();
    return situation_order_.size() + (is_in_use(*situation) ? 0 : 1);
}

std::optional<Situation> Categories::free_own() const
{
    for (std::size_t i = 0; i < most_own_situations; ++i) {
        if (!is_made(own_situation(i)))
            return own_situation(i);
    }
    return std::nullopt;
}

std::map<std::string, Situation, std::less<>> Categories::own_words() const
{
    std::map<std::string, Situation, std::less<>> words;
    for (auto const situation : own_situations()) {
        if (has(situation))
            words.emplace(change_of(situation).own->word, situation);
    }
    return words;
}

bool Categories::is_word_taken(std::string_view word, Category by_other_than) const
{
    return std::ranges::any_of(own_situations(), [&](Situation situation) {
        return Category(situation) != by_other_than && change_of(situation).own->word == word;
    });
}

} // namespace kommin::portal
