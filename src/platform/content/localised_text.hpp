#pragma once
// A text with its translations, each knowing the source text it was made from. What is shown says honestly
// whether it is up to date, older than the source, made by a machine, or not there yet.

#include "platform/i18n/language.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::content {

using i18n::Language;

// How a text stands to its source. Whether a machine made it is another question: see is_machine_made().
enum class TextState {
    up_to_date, // the source itself, or a translation of exactly this source
    outdated, // a translation of an earlier source
    missing, // not there in the wanted language; something else is shown
};

enum class Origin { person, machine };

struct Translation {
    Language language;
    std::string text;
    Origin origin = Origin::person;
    std::string source_hash; // of the source text it was made from
};

// What a reader gets: the text, the language it is in, and its state with respect to the wanted language.
// Refers to the LocalisedText.
struct Shown {
    std::string_view text;
    Language language;
    bool is_in_wanted_language = true;
    Translation const* translation = nullptr; // none: the source itself
    std::string_view source = {};

    [[nodiscard]] bool empty() const { return text.empty(); }
    // Worked out when somebody asks, for it takes the fingerprint of the source: most texts are only shown.
    [[nodiscard]] TextState state() const;
    // A machine made what is shown, in whatever language and of whatever source, and no person has confirmed
    // it.
    [[nodiscard]] bool is_machine_made() const
    {
        return translation != nullptr && translation->origin == Origin::machine;
    }
    // It is what the source says now, and a person has read it: it may stand where no note can stand beside
    // it.
    [[nodiscard]] bool needs_no_note() const;
};

struct LocalisedText {
    std::string source;
    std::vector<Translation> translations;

    [[nodiscard]] bool empty() const { return source.empty(); }
};

// First 16 hex digits of the SHA-256 of the text: enough to tell versions of one text apart.
std::string source_hash(std::string_view text);

// Languages to try after the wanted one, in order; the source language is always the last resort.
struct LanguageChain {
    Language wanted;
    std::vector<Language> fallbacks;
    Language source;
};

// The text in the wanted language, else in the first fallback that has it, else the source.
Shown show(LocalisedText const& text, LanguageChain const& chain);
Shown show(std::string_view source, std::span<Translation const> translations, LanguageChain const& chain);

} // namespace kommin::content
