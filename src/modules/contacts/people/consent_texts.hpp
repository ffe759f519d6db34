#pragma once
// The texts to which people agree. A district begins with those of the program as number 1; whoever may
// writes the next number, and what was written once stays as it is.

#include "modules/contacts/people/consent_store.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/language.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::contacts {

struct ConsentTexts {
    std::vector<ConsentText> all; // by purpose; the newest number first

    [[nodiscard]] std::int64_t newest(Purpose purpose) const;
    // Null where that number has no text in this language, or is none.
    [[nodiscard]] ConsentText const* find(
        Purpose purpose, std::int64_t number, std::string_view language) const;
};
// Those of the district; of a purpose for which it has none yet those of the program.
ConsentTexts consent_texts(db::Connection& db, TenantId tenant);
// Before somebody agrees to them: makes those of the program the district's own.
void keep_program_texts(Work& work, Purpose purpose);

// The field of the form for a language: "text-ar".
std::string text_field(i18n::Language language);
records::Fields form_of(ConsentTexts const& texts, Purpose purpose, std::int64_t number);
std::vector<Problem> problems_of_consent_text(records::Fields const& fields);
// Writes the next number. `seen`: the number from which the form was made. Texts that say the same as that
// number write none. Problems: not_found without the right; what problems_of_consent_text() finds; a conflict
// where somebody has written another number meanwhile.
Result<void> write_consent_text(Work& work, Purpose purpose, std::int64_t seen, records::Fields const& typed);

} // namespace kommin::contacts
