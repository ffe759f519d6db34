#pragma once
// What the forms behind the links of letters to associations have in common: in plain language, on a
// telephone.

#include "modules/funding/grants/grant_fields.hpp"
#include "platform/html/attributes.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/visit.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// As it was typed, or as it is stored.
struct TypedForm {
    records::Fields fields = {};
    std::string key = {};
    std::vector<Problem> problems = {};
};

// No search engine keeps it, and nothing at its foot leads to it.
web::PublicFrame association_frame(web::Visit const& visit, std::string title, std::string path);
// The problem of a field in words; "" where there is none.
std::string problem_at(
    i18n::Texts const& texts, std::vector<Problem> const& problems, std::string_view field);
// Label, hint, problem and control, tied together.
using WriteControl
    = std::function<void(html::Writer& w, std::string const& id, html::Attributes const& tied)>;
void write_form_field(
    html::Writer& w, i18n::Texts const& texts, TypedForm const& form, std::string_view name, MessageKey label,
    MessageKey hint, WriteControl const& control);
void write_line_field(
    html::Writer& w, i18n::Texts const& texts, TypedForm const& form, std::string_view name, MessageKey label,
    MessageKey hint, std::string_view mode = "text");
void write_text_field(
    html::Writer& w, i18n::Texts const& texts, TypedForm const& form, std::string_view name, MessageKey label,
    MessageKey hint);
// What the office has written, line by line, marked as German.
void write_german(html::Writer& w, web::Visit const& visit, std::string_view text);

template<class Names>
records::Fields typed_fields(http::Form const& posted, Names const& names)
{
    records::Fields fields;
    for (auto const name : names)
        add_posted_field(fields, posted, name);
    return fields;
}

} // namespace kommin::funding
