#pragma once
// The portal's records that have translated texts.

#include "platform/content/subject_kind.hpp"

namespace kommin::portal {

inline constexpr content::SubjectKind offer_subject{"offer"};
inline constexpr content::SubjectKind page_subject{"page"};
// The introduction of a body: the tenants keep the text, the portal its translations.
inline constexpr content::SubjectKind body_subject{"body"};

} // namespace kommin::portal
