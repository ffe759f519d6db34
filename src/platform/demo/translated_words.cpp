#include "platform/demo/translated_words.hpp"

#include "platform/base/text.hpp"

#include <stdexcept>

namespace kommin::demo {

TranslatedWords::TranslatedWords(Files const& files, Translated const& file)
    : name_(file.name)
    , root_(files.json("translations/" + file.name))
{
    auto const* texts = root_.find("texts");
    if (texts == nullptr || texts->as_object() == nullptr)
        throw std::runtime_error("demonstration: " + name_ + " has no texts");
}

bool TranslatedWords::is_reviewed() const
{
    return !text_at(root_, "reviewed_by").empty();
}

std::string TranslatedWords::of(std::string_view source)
{
    std::string text;
    bool is_first = true;
    for (auto const line : split(source, '\n')) {
        auto const translated = text_at(*root_.find("texts"), line);
        if (translated.empty() && !line.empty())
            return {};
        if (!line.empty())
            used_.emplace(line);
        text += (is_first ? "" : "\n") + translated;
        is_first = false;
    }
    return text;
}

void TranslatedWords::require_all_used() const
{
    for (auto const& [german, translated] : *root_.find("texts")->as_object()) {
        if (!used_.contains(german))
            throw std::runtime_error("demonstration: " + name_ + " translates what is not there: " + german);
    }
}

} // namespace kommin::demo
