#pragma once
// Letter: what a mail of the product says. All look the same: text and page, one button, who writes at the
// end.

#include "platform/base/date.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/language.hpp"
#include "platform/mail/mail.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::post {

struct Letter {
    std::string id; // as mail::Message wants it: the same at every try of its job
    std::string to; // empty: nobody is known who could get it
    std::string from_name; // who writes: "Kreis Unna"
    i18n::Language language = i18n::Language::german(); // decides the direction, too
    std::string subject;
    std::string text; // paragraphs with an empty line between them; single line ends stay
    struct Button {
        std::string label;
        html::Url url; // absolute
    };
    // What somebody has written in a language of their own; behind the text.
    struct Quote {
        std::string lead; // who writes, in the language of the letter
        std::string words;
        i18n::Language language;
    };
    std::optional<Quote> quote = std::nullopt;
    std::optional<Button> button = std::nullopt; // the one thing to do
    std::vector<Button> links = {}; // where there is more than one thing to do; behind the text
    // Shown behind the button, and at hand as a file.
    struct Picture {
        std::string about; // what it is for, and by which name it is at hand
        mail::PicturePart file;
        int side = 0; // of the square on the page, in points of CSS
    };
    std::optional<Picture> picture = std::nullopt;
    std::string note = {}; // behind the button; paragraphs as above
    std::optional<mail::CalendarPart> calendar = std::nullopt; // a date that goes along
};

// In the shared layout: nothing is fetched from anywhere, light and dark, from right to left where the
// language goes so.
mail::Message message_of(Letter const& letter, std::string const& from, Instant date);

} // namespace kommin::post
