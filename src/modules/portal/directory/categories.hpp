#pragma once
// The categories of a district – kinds of offers and life situations – as people read them: what the program
// brings along, with what the district has changed. Only the changes are stored, language by language: what
// nobody has touched follows the updates of the program (docs/adr/0038). And the life situations that a
// district has made for itself (docs/adr/0052).

#include "modules/portal/directory/offer.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/texts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
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
// As its row and the address of its form name it: "kind-mbe", "situation-work", "situation-own_3".
std::string key_of(Category category);
std::optional<Category> find_category(std::string_view key);

// What a district says in one language; empty: what the program says.
struct CategoryTexts {
    std::string name;
    std::string hint; // below the name on the tile of the home page
};

// What there is to a life situation that the district has made for itself.
struct OwnSituation {
    std::string word; // in addresses and files, for ever: "eigen-frauen"
    std::string icon = {}; // one of own_icons
    bool is_archived = false; // nobody meets it any more; what carries it keeps it
    bool is_hidden = false; // never published yet: a draft of editors
};
// The words of the program have no hyphen, and will not: what begins so is the district's.
inline constexpr std::string_view own_word_prefix = "eigen-";
// What stands on its tile: of the icons of the program those that mean nothing in particular.
inline constexpr std::array<std::string_view, 14> own_icons{"pin",   "people", "talk",   "heart", "house",
                                                            "work",  "youth",  "office", "euro",  "calendar",
                                                            "clock", "globe",  "phone",  "access"};

// What a district has changed of a category.
struct CategoryChange {
    std::optional<CategoryId> id = {}; // nothing: never changed here
    std::optional<std::int64_t> place = {}; // in the row of its sort, from 1; nothing: that of the program
    bool is_off_home = false; // has no tile on the home page
    bool is_off_filter = false; // is not offered by the filter of the list; what carries it stays
    std::int64_t version = 0; // of the newest save, be it of its draft
    Instant changed_at = {};
    std::map<std::string, CategoryTexts, std::less<>> texts = {}; // by the tag of the language
    std::optional<OwnSituation> own = {}; // nothing: the program's
};

// A text of a category with the language it is in: of its own nobody may have translated it yet.
struct CategoryText {
    std::string_view text;
    Language language;
};

class Categories {
public:
    // As the program brings them along.
    Categories();
    // As editors know them, with those that were never published.
    static Categories load(db::Connection& db, TenantId tenant);
    static Categories load_published(db::Connection& db, TenantId tenant);
    void apply(Category category, CategoryChange change);

    [[nodiscard]] CategoryChange const& change_of(Category category) const;
    // Whether the district has it, be it archived; not what it has only drafted yet.
    [[nodiscard]] bool has(Category category) const;
    // Whether its editors know it: also what is only drafted yet.
    [[nodiscard]] bool is_made(Category category) const;
    // Whether people meet it: those of the district may be archived.
    [[nodiscard]] bool is_in_use(Situation situation) const;

    // In the language of the texts, or where it was not translated in the one that stands in for it.
    [[nodiscard]] CategoryText shown_name(Category category, i18n::Texts const& texts) const;
    [[nodiscard]] std::string_view name(Category category, i18n::Texts const& texts) const
    {
        return shown_name(category, texts).text;
    }
    // Of its tile; where the district has no name of its own, the program may say more there than elsewhere.
    [[nodiscard]] CategoryText heading(Situation situation, i18n::Texts const& texts) const;
    // Empty for one of the district without any.
    [[nodiscard]] CategoryText hint(Situation situation, i18n::Texts const& texts) const;
    // In which the names of its own are written first.
    [[nodiscard]] Language source_language() const;
    [[nodiscard]] std::vector<Language> languages() const; // of the portal
    // Which languages stand in for one, in this order, before the source.
    [[nodiscard]] std::vector<Language> fallbacks_of(Language wanted) const;

    // As addresses name it: "arbeit", "eigen-frauen".
    [[nodiscard]] std::string_view word_of(Situation situation) const;
    // One that is in use.
    [[nodiscard]] std::optional<Situation> find_by_word(std::string_view word) const;

    // All that are in use, in the order in which people meet them everywhere.
    [[nodiscard]] std::vector<OfferKind> const& kinds() const { return kind_order_; }
    [[nodiscard]] std::vector<Situation> const& situations() const { return situation_order_; }
    // Those of the district that nobody meets, in the order of their making: archived; or only drafted yet.
    [[nodiscard]] std::vector<Situation> archived() const;
    [[nodiscard]] std::vector<Situation> hidden() const;
    // All that editors know, those in use first.
    [[nodiscard]] std::vector<Category> all() const;
    [[nodiscard]] std::optional<Category> find(CategoryId id) const;
    [[nodiscard]] bool is_on_home(Situation situation) const;
    [[nodiscard]] bool is_in_filter(Category category) const { return !change_of(category).is_off_filter; }
    // How many stand in the row of this one; with itself, if it is new.
    [[nodiscard]] std::size_t count_like(Category category) const;

    // The code that the next one of the district gets; nothing when all are taken.
    [[nodiscard]] std::optional<Situation> free_own() const;
    // The words of those of the district, archived or not, as files name them.
    [[nodiscard]] std::map<std::string, Situation, std::less<>> own_words() const;
    // Whether another one has this word, be it a draft only.
    [[nodiscard]] bool is_word_taken(std::string_view word, Category by_other_than) const;

private:
    [[nodiscard]] std::vector<Situation> own_situations() const;
    [[nodiscard]] CategoryText own_text(
        Category category, std::string CategoryTexts::* field, i18n::Texts const& texts) const;

    std::shared_ptr<tenants::Tenant const> tenant_; // for its languages
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

} // namespace kommin::portal
