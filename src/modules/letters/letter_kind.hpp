#pragma once
// Kinds of letters that a district may begin and end in its own words (docs/adr/0098). Each is named by the
// module that sends it.

#include "modules/tenants/api.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/post/letter.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::letters {

// Own words: what stands in the place of the greeting, and what stands behind the facts. Each may be empty.
struct OwnWords {
    std::string opening;
    std::string closing;

    [[nodiscard]] bool empty() const { return opening.empty() && closing.empty(); }
    friend bool operator==(OwnWords const&, OwnWords const&) = default;
};

// A hole in own words: {frist}. Its name is the same in every language.
struct Placeholder {
    std::string_view name; // small ASCII letters
    MessageKey label; // "der Tag, bis zu dem geantwortet wird"
};

// Where the links of examples would lead.
inline constexpr std::string_view example_site = "https://portal.example";
// For whom an example is written.
struct ExampleOf {
    tenants::Tenant const& tenant;
    std::string const& owner; // "Kreis Unna", "Bergkamen"
    i18n::Language language;
    Date today;
    OwnWords const& words;
};

struct LetterKind {
    std::string_view word; // "goals.inventory.request": in tables and packages, hence never changed
    MessageKey label; // "letters.kind." and the word: "Bestandsaufnahme: Anfrage"
    MessageKey about; // to whom it goes, and when
    std::vector<Placeholder> placeholders;
    bool is_in_source_language = false; // always; else in that of whoever gets it
    // The whole letter as it would leave, with facts that say that they are invented.
    std::function<post::Letter(ExampleOf const&)> example;

    [[nodiscard]] bool knows(std::string_view placeholder) const;
};

// What a kind is called, also where the module that sends it is not asked; one that nobody sends as it
// stands.
std::string name_of_kind(std::string_view word, i18n::Texts const& texts);

// Those of all modules, in their order; put together by the app. Cheap to copy.
class LetterKinds {
public:
    // Throws std::logic_error where two have the same word.
    explicit LetterKinds(std::vector<LetterKind> kinds);
    LetterKinds()
        : LetterKinds(std::vector<LetterKind>{})
    { }
    [[nodiscard]] LetterKind const* find(std::string_view word) const;
    [[nodiscard]] std::vector<LetterKind> const& all() const { return *kinds_; }

private:
    std::shared_ptr<std::vector<LetterKind> const> kinds_;
};

} // namespace kommin::letters
