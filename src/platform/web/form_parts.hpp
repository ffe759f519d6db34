#pragma once
// What the forms of records without drafts have in common: fields from what was typed, the frame around them.

#include "platform/base/enum_names.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/call.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// How a field of a form is called.
MessageKey label_in(std::span<FormField const> fields, std::string_view name);
// What the desk compares of a record without drafts. Values are shown as they stand; whoever has words for
// them sets `shown`.
RecordForm record_form(std::span<FormField const> fields, i18n::Texts const& texts);
// The word for a value of an enum; one that it does not know as it stands.
template<class Enum>
std::string word_of_value(std::string_view value, i18n::Texts const& texts)
{
    auto const known = enum_from<Enum>(value);
    return known ? std::string(texts(label_of(*known))) : std::string(value);
}
// The values of an enum as choices of a form or a filter, by their words.
template<class Enum>
std::vector<Choice> choices_among(std::span<Enum const> all, i18n::Texts const& texts)
{
    std::vector<Choice> choices;
    for (auto const one : all)
        choices.push_back({std::string(to_text(one)), std::string(texts(label_of(one)))});
    return choices;
}

// Makes fields by their names, each with its value and its problem.
class FormFields {
public:
    FormFields(i18n::Texts const& texts, records::Fields const& fields, std::span<Problem const> problems)
        : texts_(texts)
        , fields_(fields)
        , problems_(problems)
    { }

    [[nodiscard]] TextField text(
        std::string_view name, MessageKey label, FieldWidth width, MessageKey hint = {},
        bool is_required = false) const;
    [[nodiscard]] TextArea area(
        std::string_view name, MessageKey label, MessageKey hint = {}, int rows = 5) const;
    [[nodiscard]] SelectField choice(
        std::string_view name, MessageKey label, std::span<Choice const> choices, MessageKey hint = {}) const;
    // Some to be seen at once: one of them, or any number.
    void write_choices(
        html::Writer& w, std::string_view name, MessageKey label, std::span<Choice const> choices,
        bool is_multiple = false, MessageKey hint = {}) const;
    [[nodiscard]] DateField day(
        std::string_view name, MessageKey label, MessageKey hint = {}, bool may_be_partial = true) const;
    void write_span(html::Writer& w) const; // since when, until when
    void write_doubt(html::Writer& w) const; // how sure it is, and the remark

private:
    i18n::Texts const& texts_;
    records::Fields const& fields_;
    std::span<Problem const> problems_;
};

// What was typed and is not stored, to be copied, where no form is left for it; nothing where nothing was.
void write_not_stored(html::Writer& w, i18n::Texts const& texts, std::span<std::string const> typed);

void write_history_card(html::Writer& w, i18n::Texts const& texts, html::Url const& url);

// The frame of a form: what is new has a key, what is there has a version.
struct FormShell {
    Call const& call;
    i18n::Texts const& texts;
    html::Url url;
    std::optional<std::int64_t> version;
    std::string const& form_key;
    html::Url back;
    std::optional<std::int64_t> shown_version; // an earlier version was fetched back
    bool is_about_person = false; // then nothing is kept while it is typed, nor the heading of its page

    [[nodiscard]] http::Response page(StaffFrame const& frame, Body const& fields, Body const& side) const;
};

} // namespace kommin::web
