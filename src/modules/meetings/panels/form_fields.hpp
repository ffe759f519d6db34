#pragma once
// The fields of the forms of panels and of seats, and how they are called there.

#include "platform/base/message_key.hpp"
#include "platform/web/form_fields.hpp"

#include <array>
#include <string_view>

namespace kommin::meetings {

namespace common_field = web::common_field;
using web::FormField;
using web::uncertain_value;
using web::visible_value;

// `body` is asked of a new panel only: the slug of a municipality, "" for the Kreis.
namespace panel_field {
using common_field::from;
using common_field::remark;
using common_field::source;
using common_field::to;
using common_field::uncertain;
using common_field::visible;
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view body = "body";
inline constexpr std::string_view parent = "parent"; // its id, "" for none
inline constexpr std::string_view name = "name";
inline constexpr std::string_view short_name = "short";
inline constexpr std::string_view mandate = "mandate";
inline constexpr std::string_view term_from = "term_from";
inline constexpr std::string_view term_to = "term_to";
} // namespace panel_field

namespace seat_field {
using common_field::from;
using common_field::remark;
using common_field::to;
using common_field::uncertain;
inline constexpr std::string_view role = "role";
inline constexpr std::string_view function = "function";
inline constexpr std::string_view sent_by = "sent_by";
inline constexpr std::string_view organisation = "organisation"; // its id, "" for none of the list
inline constexpr std::string_view words = "organisation_words"; // by which it is looked for; not stored
inline constexpr std::string_view vote = "vote";
} // namespace seat_field

// In the order in which they are compared.
inline constexpr std::array all_panel_fields{
    FormField{panel_field::kind, "panel.field.kind"_msg},
    FormField{panel_field::body, "panel.column.owner"_msg},
    FormField{panel_field::parent, "panel.field.parent"_msg},
    FormField{panel_field::name, "panel.field.name"_msg},
    FormField{panel_field::short_name, "panel.field.short"_msg},
    FormField{panel_field::mandate, "panel.field.mandate"_msg},
    FormField{panel_field::visible, "form.visible"_msg},
    FormField{panel_field::from, "form.from"_msg},
    FormField{panel_field::to, "form.to"_msg},
    FormField{panel_field::term_from, "panel.field.term_from"_msg},
    FormField{panel_field::term_to, "panel.field.term_to"_msg},
    FormField{panel_field::uncertain, "form.uncertain"_msg},
    FormField{panel_field::remark, "form.remark"_msg},
    FormField{panel_field::source, "form.source"_msg}};
inline constexpr std::array all_seat_fields{
    FormField{seat_field::role, "panel.field.role"_msg},
    FormField{seat_field::function, "panel.field.function"_msg},
    FormField{seat_field::sent_by, "panel.field.sent_by"_msg},
    FormField{seat_field::organisation, "panel.field.organisation"_msg},
    FormField{seat_field::vote, "panel.field.vote"_msg},
    FormField{seat_field::from, "form.from"_msg},
    FormField{seat_field::to, "form.to"_msg},
    FormField{seat_field::uncertain, "form.uncertain"_msg},
    FormField{seat_field::remark, "form.remark"_msg}};

} // namespace kommin::meetings
