#pragma once
// Texts that the district has written, in whatever language they are there, and what a page says honestly of
// them.

#include "platform/content/localised_text.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/document.hpp"
#include "platform/web/visit.hpp"

#include <string>
#include <vector>

namespace kommin::web {

// A text in whatever language it is there, with right lang and dir.
struct ShownText {
    Visit const& visit;
    content::Shown shown;
    void operator()(html::Writer& writer) const;
};

// The same, each line a paragraph.
struct ShownParagraphs {
    Visit const& visit;
    content::Shown shown;
    void operator()(html::Writer& writer) const;
};

// For the hole of a sentence.
std::string in_sentence(i18n::Texts const& texts, content::Shown const& shown);

// The honest note of a page: which of its texts are missing, outdated or machine-made in the reader's
// language, each of it in a sentence; nothing if all are up to date and were read by people.
struct TranslationNote {
    Visit const& visit;
    std::vector<content::Shown> texts;
    void operator()(html::Writer& writer) const;
};

// The same of all that the page has told so far (Visit::told): what follows the note is written before it.
struct NoteOfPage {
    Visit const& visit;
    void operator()(html::Writer& writer) const;
};
// A part of a page that is written before what stands above it.
html::Safe written(Body const& body);

// That a machine made texts of this page: one line, not one per text. Visit::page() writes it where nothing
// else has said so.
struct MachineNote {
    Visit const& visit;
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
