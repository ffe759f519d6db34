#pragma once
// The categories of a district – kinds of offers and life situations – as people read them: what the program
// brings along, with what the district has changed. Only the changes are stored, language by language: what
// nobody has touched follows the updates of the program. docs/adr/0038.

#include "modules/portal/directory/offer.hpp"
#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/texts.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin::portal {

inline constexpr content::SubjectKind category_subject{"category"};

using CategoryId = StrongId<struct CategoryTag>;

// One of either sort.
using Category = std::variant<OfferKind, Situation>;
// As its row and the address of its form name it: "kind-mbe", "situation-work".
std::string key_of(Category category);
std::optional<Category> find_category(std::string_view key);

// What a district says in one language; empty: what the program says.
struct CategoryTexts {
    std::string name;
    std::string hint; // below the name on the tile of the home page
};

// What a district has changed of a category.
struct CategoryChange {
    std::optional<CategoryId> id = {}; // nothing: never changed here
    std::optional<std::int64_t> place = {}; // in the row of its sort, from 1; nothing: that of the program
    bool is_off_home = false; // has no tile on the home page
    bool is_off_filter = false; // is not offered by the filter of the list; what carries it stays
    std::int64_t version = 0;
    Instant changed_at = {};
    std::map<std::string, CategoryTexts, std::less<>> texts = {}; // by the tag of the language
};

class Categories {
public:
    // As the program brings them along.
    Categories();
    static Categories load(db::Connection& db, TenantId tenant);
    void apply(Category category, CategoryChange change);

    [[nodiscard]] CategoryChange const& change_of(Category category) const;

    // In the language of the texts.
    [[nodiscard]] std::string_view name(Category category, i18n::Texts const& texts) const;
    // Of its tile; where the district has no name of its own, the program may say more there than elsewhere.
    [[nodiscard]] std::string_view heading(Situation situation, i18n::Texts const& texts) const;
    [[nodiscard]] std::string_view hint(Situation situation, i18n::Texts const& texts) const;

    // All of them, in the order in which people meet them everywhere.
    [[nodiscard]] std::vector<OfferKind> const& kinds() const { return kind_order_; }
    [[nodiscard]] std::vector<Situation> const& situations() const { return situation_order_; }
    [[nodiscard]] bool is_on_home(Situation situation) const;
    [[nodiscard]] bool is_in_filter(Category category) const { return !change_of(category).is_off_filter; }

private:
    std::array<CategoryChange, offer_kind_names.size()> kinds_;
    std::array<CategoryChange, situation_names.size()> situations_;
    std::vector<OfferKind> kind_order_;
    std::vector<Situation> situation_order_;
};

// Whether the program has a tile for it. The help in danger has its own line on the home page.
inline bool can_be_on_home(Category category)
{
    auto const* situation = std::get_if<Situation>(&category);
    return situation != nullptr && *situation != Situation::in_danger;
}

// How many there are of the sort of this one.
std::size_t count_like(Category category);

} // namespace kommin::portal
