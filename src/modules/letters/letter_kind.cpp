#include "modules/letters/letter_kind.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace kommin::letters {

bool LetterKind::knows(std::string_view placeholder) const
{
    return std::ranges::find(placeholders, placeholder, &Placeholder::name) != placeholders.end();
}

std::string name_of_kind(std::string_view word, i18n::Texts const& texts)
{
    auto const key = i18n::key("letters.kind." + std::string(word));
    return std::string(texts.has(key) ? texts(key) : word);
}

LetterKinds::LetterKinds(std::vector<LetterKind> kinds)
    : kinds_(std::make_shared<std::vector<LetterKind> const>(std::move(kinds)))
{
    std::set<std::string_view> words;
    for (auto const& kind : *kinds_) {
        if (!words.insert(kind.word).second)
            throw std::logic_error("two kinds of letters are called " + std::string(kind.word));
    }
}

LetterKind const* LetterKinds::find(std::string_view word) const
{
    auto const found = std::ranges::find(*kinds_, word, &LetterKind::word);
    return found == kinds_->end() ? nullptr : &*found;
}

} // namespace kommin::letters
