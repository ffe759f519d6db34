#pragma once
// A template: own words of the Kreis or a municipality for one kind of letter in one language. One without
// words was reset: letters have those of the program.

#include "modules/letters/letter_kind.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::letters {

inline constexpr content::SubjectKind template_subject{"letter_template"};

using TemplateId = StrongId<struct LetterTemplateTag>;

struct LetterTemplate {
    TemplateId id;
    std::optional<tenants::BodyId> body; // whose letters; nothing: the Kreis's
    std::string kind; // LetterKind::word
    std::string language; // a tag
    OwnWords words;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};

} // namespace kommin::letters
