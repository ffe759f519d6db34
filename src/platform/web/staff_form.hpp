#pragma once
// The building blocks of forms for people at work: callables for holes of html::Writer. Label above, hint
// below it, problem between hint and field; everything typed before stays.

#include "platform/base/problem.hpp"
#include "platform/html/attributes.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// What a district writes is German (docs/adr/0016). Where the page speaks another language, titles, cells and
// fields say so, for whoever hears them: the language of a field, and the attribute of anything else.
std::optional<i18n::Language> language_of_content(i18n::Texts const& texts);
html::Attribute content_lang(i18n::Texts const& texts);

// All problems with links to their fields; takes the focus without script. Nothing if there are none. A
// problem alone does not tell which field it means ("a number is expected here"): the form below, as it was
// written, has the labels.
struct ProblemSummary {
    i18n::Texts const& texts;
    std::span<Problem const> problems;
    std::string_view form = {};
    void operator()(html::Writer& writer) const;
};

enum class FieldWidth : std::uint8_t { whole, medium, narrow };

struct TextField {
    i18n::Texts const& texts;
    std::string_view name;
    MessageKey label;
    std::string_view value = {};
    std::span<Problem const> problems = {}; // of the whole form
    MessageKey hint = {};
    std::string_view type = "text"; // email, password …
    std::string_view autocomplete = {};
    FieldWidth width = FieldWidth::medium;
    bool is_required = false;
    std::string_view input_mode = {}; // numeric, decimal …
    std::optional<i18n::Language> language = std::nullopt; // of the value, where it may be another one
    std::string_view caption = {}; // instead of the label, where no text of the interface says it
    std::function<void(html::Writer&)> note = {}; // instead of the hint, likewise
    std::span<std::string const> known
        = {}; // what the browser offers while somebody types; anything may be typed
    void operator()(html::Writer& writer) const;
};

// A file that goes along, "datei": the one of its form. Browsers send none again, so what was wrong with the
// one before stands beside it.
struct FileField {
    i18n::Texts const& texts;
    MessageKey label;
    std::string_view accept; // what the browser offers first: "application/pdf", ".xlf,.xliff"
    std::span<Problem const> problems = {};
    MessageKey hint = {};
    std::string_view limit = {}; // of the hint, in megabytes
    bool is_required = false;
    void operator()(html::Writer& writer) const;
};

// A day that is typed: everywhere the same field with the same explanation, for what parse_typed_date() reads
// or, where a day may be known in part, for "08.2013" and "2013" as well. A stored day is shown as offices
// write it.
struct DateField {
    i18n::Texts const& texts;
    std::string_view name;
    MessageKey label;
    std::string_view value = {}; // as typed, or as stored
    std::span<Problem const> problems = {};
    MessageKey hint = {}; // one sentence more
    bool may_be_partial = false;
    void operator()(html::Writer& writer) const;
};
// The same among the filters of a list.
struct DateFilter {
    i18n::Texts const& texts;
    std::string_view name;
    MessageKey label;
    std::string_view value = {};
    std::span<Problem const> problems = {};
    void operator()(html::Writer& writer) const;
};

struct TextArea {
    i18n::Texts const& texts;
    std::string_view name;
    MessageKey label;
    std::string_view value = {};
    std::span<Problem const> problems = {};
    MessageKey hint = {};
    int rows = 6;
    bool is_required = false;
    std::optional<i18n::Language> language = std::nullopt; // of the value, where it may be another one
    std::string_view caption = {}; // instead of the label, where no text of the interface says it
    void operator()(html::Writer& writer) const;
};

// Above the fields of a form: what is not marked as required may stay empty.
struct RequiredNote {
    i18n::Texts const& texts;
    void operator()(html::Writer& writer) const;
};

struct Choice {
    std::string value;
    std::string label;
    std::string_view icon = {}; // stands before the label, where all choices are to be seen: "heart"
};
struct SelectField {
    i18n::Texts const& texts;
    std::string_view name;
    MessageKey label;
    std::span<Choice const> choices;
    std::string_view value = {};
    std::span<Problem const> problems = {};
    MessageKey hint = {};
    void operator()(html::Writer& writer) const;
};

// Few choices, all of them to be seen: one of them, or any number.
struct ChoiceGroup {
    i18n::Texts const& texts;
    std::string_view name;
    MessageKey legend;
    std::span<Choice const> choices;
    std::span<std::string const> values = {}; // those chosen
    bool is_multiple = false;
    std::span<Problem const> problems = {};
    MessageKey hint = {};
    void operator()(html::Writer& writer) const;
};

struct SubmitButton {
    std::string_view label;
    std::string_view kind
        = "primary"; // secondary, tertiary: the KERN class; "primary grave" before something weighty
    // Where this button sends the form instead of its own address; empty: there.
    std::optional<html::Url> to = std::nullopt;
    void operator()(html::Writer& writer) const;
};

// Enter in a short field presses the first button of a form. Where the first one to be seen does more than
// save, this one stands before all fields: nobody publishes by a slip of the hand. It sends the form to its
// own address, and nobody meets it by eye, by ear or by Tab.
struct SaveByEnter {
    std::string_view label;
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
