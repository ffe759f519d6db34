#include "modules/portal/editing/category_editing.hpp"

#include "modules/portal/directory/free_slug.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/records/typed.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace kommin::portal {

using i18n::Language;
using i18n::Texts;
using records::Fields;
using records::one_line;

namespace {

// What fits on a tile of a small phone and beside a box of the filter.
constexpr std::size_t longest_category_name = 60; // code points
constexpr std::size_t longest_category_hint = 120;

constexpr std::string_view name_prefix = "name-";
constexpr std::string_view hint_prefix = "hint-";

std::optional<std::int64_t> typed_place(Fields const& fields)
{
    return parse_number(fields.value(place_field));
}

bool is_of_district(Category category)
{
    auto const* situation = std::get_if<Situation>(&category);
    return situation != nullptr && is_own(*situation);
}

template<class Code>
std::optional<std::string> name_taken(
    std::vector<Code> const& all, Categories const& categories, Category category, std::string const& wanted,
    Texts const& texts)
{
    for (auto const code : all) {
        auto const name = categories.name(code, texts);
        if (Category(code) != category && search::folded_text(name) == wanted)
            return std::string(name);
    }
    return std::nullopt;
}

// Reads the fields of one category and says what is wrong with them.
class CategoryCheck {
public:
    CategoryCheck(Categories const& categories, Category category, Fields const& fields)
        : categories_(categories)
        , category_(category)
        , fields_(fields)
        , archived_(categories.archived())
    {
        // Nobody knows their names: they are asked for again before they are published.
        std::erase_if(archived_, [&](Situation situation) { return !categories.has(situation); });
    }

    std::vector<Problem> run()
    {
        for (auto const& [field, values] : fields_.all()) {
            if (field.starts_with(name_prefix))
                check_name(field);
            else if (field.starts_with(hint_prefix))
                check_length(field, longest_category_hint);
        }
        check_place();
        if (is_of_district(category_))
            check_own();
        return std::move(problems_);
    }

private:
    void check_length(std::string const& field, std::size_t longest)
    {
        if (count_code_points(fields_.value(field)) > longest)
            problems_.push_back(
                Problem::invalid(field, "category.problem.long"_msg, {{"count", std::to_string(longest)}}));
    }
    void check_name(std::string const& field)
    {
        check_length(field, longest_category_name);
        auto const wanted = search::folded_text(fields_.value(field));
        if (wanted.empty()) {
            problems_.push_back(Problem::invalid(field, "category.problem.no_letters"_msg));
            return;
        }
        auto const language = Language::find(std::string_view(field).substr(name_prefix.size()));
        if (!language)
            return;
        auto const& texts = Texts::of(*language);
        auto taken = std::holds_alternative<OfferKind>(category_)
            ? name_taken(categories_.kinds(), categories_, category_, wanted, texts)
            : name_taken(categories_.situations(), categories_, category_, wanted, texts);
        if (!taken) // they come back with their names
            taken = name_taken(archived_, categories_, category_, wanted, texts);
        if (taken)
            problems_.push_back(Problem::invalid(field, "category.problem.taken"_msg, {{"name", *taken}}));
    }
    void check_place()
    {
        auto const typed = fields_.value(place_field);
        if (typed.empty())
            return;
        auto const most = categories_.count_like(category_);
        auto const place = parse_number(typed);
        // One that was stored stays right where another category was archived since: the row ends earlier
        // then.
        bool const is_stored = typed == fields_of(categories_.change_of(category_)).value(place_field);
        if (!is_stored && (!place || *place < 1 || *place > static_cast<std::int64_t>(most)))
            problems_.push_back(Problem::invalid(
                std::string(place_field), "category.problem.place"_msg, {{"count", std::to_string(most)}}));
    }

    // The program brings nothing along for it.
    void check_own()
    {
        auto const& stored = categories_.change_of(category_).own;
        if (stored && stored->is_archived)
            problems_.push_back(Problem::invalid({}, "category.problem.archived"_msg));
        auto const name = name_field(categories_.source_language().tag());
        if (fields_.value(name).empty())
            problems_.push_back(Problem::invalid(name, "category.problem.name"_msg));
        else
            check_borrowed_names(name);
        auto const icon = fields_.value(icon_field);
        if (std::ranges::find(own_icons, icon) == own_icons.end())
            problems_.push_back(Problem::invalid(std::string(icon_field), "category.problem.icon"_msg));
    }

    // Where it has no name of its own it shows that of another language, which may be taken there.
    void check_borrowed_names(std::string const& field)
    {
        auto const tried = with_fields(categories_, category_, fields_);
        for (auto const language : categories_.languages()) {
            if (!fields_.value(name_field(language.tag())).empty())
                continue;
            auto const& texts = Texts::of(language);
            auto const shown = search::folded_text(tried.name(category_, texts));
            if (auto const taken
                = name_taken(categories_.situations(), categories_, category_, shown, texts)) {
                problems_.push_back(
                    Problem::invalid(field, "category.problem.taken"_msg, {{"name", *taken}}));
                return;
            }
        }
    }

    Categories const& categories_;
    Category category_;
    Fields const& fields_;
    std::vector<Situation> archived_; // that were public
    std::vector<Problem> problems_;
};

}

std::string name_field(std::string_view tag)
{
    return std::string(name_prefix) + std::string(tag);
}

std::string hint_field(std::string_view tag)
{
    return std::string(hint_prefix) + std::string(tag);
}

Fields fields_of(CategoryChange const& change)
{
    Fields fields;
    for (auto const& [tag, texts] : change.texts) {
        fields.set(name_field(tag), texts.name);
        fields.set(hint_field(tag), texts.hint);
    }
    if (change.own)
        fields.set(icon_field, change.own->icon);
    if (change.place)
        fields.set(place_field, std::to_string(*change.place));
    Fields::Values hidden;
    if (change.is_off_home)
        hidden.emplace_back(hidden_at_home);
    if (change.is_off_filter)
        hidden.emplace_back(hidden_in_filter);
    fields.set(hidden_field, std::move(hidden));
    return fields;
}

Fields spelled_category(Fields const& typed)
{
    Fields spelled;
    for (auto const& [field, values] : typed.all()) {
        if (field != hidden_field)
            spelled.set(field, one_line(typed.value(field)));
    }
    if (auto const place = typed_place(spelled))
        spelled.set(place_field, std::to_string(*place));
    Fields::Values hidden;
    for (auto const choice : {hidden_at_home, hidden_in_filter}) {
        if (typed.has(hidden_field, choice))
            hidden.emplace_back(choice);
    }
    spelled.set(hidden_field, std::move(hidden));
    return spelled;
}

std::vector<Problem> problems_of_category(
    Categories const& categories, Category category, Fields const& fields)
{
    auto const spelled = spelled_category(fields);
    return CategoryCheck(categories, category, spelled).run();
}

Categories with_fields(Categories categories, Category category, Fields const& fields)
{
    auto const spelled = spelled_category(fields);
    auto own = categories.change_of(category).own;
    if (!own && is_of_district(category))
        own = OwnSituation{free_word(categories, category, spelled)};
    if (own)
        own->is_hidden = false;
    categories.apply(category, change_with(spelled, std::move(own)));
    return categories;
}

CategoryChange change_with(Fields const& fields, std::optional<OwnSituation> own)
{
    CategoryChange change;
    change.own = std::move(own);
    if (change.own)
        change.own->icon = fields.value(icon_field);
    change.place = typed_place(fields);
    change.is_off_home = fields.has(hidden_field, hidden_at_home);
    change.is_off_filter = fields.has(hidden_field, hidden_in_filter);
    for (auto const& [field, values] : fields.all()) {
        if (field.starts_with(name_prefix))
            change.texts[field.substr(name_prefix.size())].name = fields.value(field);
        else if (field.starts_with(hint_prefix))
            change.texts[field.substr(hint_prefix.size())].hint = fields.value(field);
    }
    return change;
}

std::string free_word(Categories const& categories, Category category, Fields const& fields)
{
    auto const name = fields.value(name_field(categories.source_language().tag()));
    auto const word = [](std::string const& slug) { return std::string(own_word_prefix) + slug; };
    // After nine of a name the code tells them apart: it is used once.
    auto const key = key_of(category);
    auto const code = std::string_view(key).substr(key.find('-') + 1);
    return word(free_slug(name, "lebenslage", code, [&](std::string const& slug) {
        return !categories.is_word_taken(word(slug), category);
    }));
}

} // namespace kommin::portal
