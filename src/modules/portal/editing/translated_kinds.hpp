#pragma once
// What translators work on: the portal's own records, and those that other modules hand over.

#include "platform/access/actor.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/translated_kind.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Of the versions of what was translated of the portal's own records.
inline constexpr content::SubjectKind offer_translation_subject{"offer_translation"};
inline constexpr content::SubjectKind page_translation_subject{"page_translation"};
inline constexpr content::SubjectKind body_translation_subject{"body_translation"};
inline constexpr content::SubjectKind category_translation_subject{"category_translation"};

class TranslatedKinds {
public:
    // Only its own.
    TranslatedKinds();
    explicit TranslatedKinds(std::vector<records::TranslatedKind> others);

    // SubjectKind::word() of all, in the order of a filter.
    [[nodiscard]] std::span<std::string_view const> words() const { return words_; }
    [[nodiscard]] std::span<records::TranslatedKind const> others() const { return others_; }
    // Null for the portal's own, and for what is none.
    [[nodiscard]] records::TranslatedKind const* find_other(std::string_view word) const;
    // What people call records of this kind: one of words().
    [[nodiscard]] MessageKey label_of(std::string_view word) const;

private:
    std::vector<records::TranslatedKind> others_;
    std::vector<std::string_view> words_;
};

// Who looks for texts to translate, on which day, and among which kinds; these must outlive it.
struct Translating {
    TranslatedKinds const& kinds;
    Actor actor;
    Date today;
};

} // namespace kommin::portal
