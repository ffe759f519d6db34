#include "modules/portal/editing/translated_kinds.hpp"

#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/snapshot.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::portal {

namespace {

struct OwnKind {
    std::string_view word;
    MessageKey label;
};
constexpr std::array own_kinds{
    OwnKind{offer_subject.word(), "translate.kind.offer"_msg},
    OwnKind{page_subject.word(), "translate.kind.page"_msg},
    OwnKind{body_subject.word(), "translate.kind.place"_msg},
    OwnKind{category_subject.word(), "translate.kind.situation"_msg}};

}

TranslatedKinds::TranslatedKinds()
    : TranslatedKinds(std::vector<records::TranslatedKind>{})
{ }

TranslatedKinds::TranslatedKinds(std::vector<records::TranslatedKind> others)
    : others_(std::move(others))
{
    for (auto const& kind : own_kinds)
        words_.push_back(kind.word);
    for (auto const& kind : others_)
        words_.push_back(kind.kind.word());
}

records::TranslatedKind const* TranslatedKinds::find_other(std::string_view word) const
{
    auto const found = std::ranges::find_if(
        others_, [&](records::TranslatedKind const& kind) { return kind.kind.word() == word; });
    return found == others_.end() ? nullptr : &*found;
}

MessageKey TranslatedKinds::label_of(std::string_view word) const
{
    if (auto const* other = find_other(word))
        return other->label;
    auto const own = std::ranges::find(own_kinds, word, &OwnKind::word);
    return own == own_kinds.end() ? MessageKey{} : own->label;
}

} // namespace kommin::portal
