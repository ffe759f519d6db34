#pragma once
// Puts entries into a form as it was written, as a browser does when somebody goes back to it. Knows the
// markup of html::Writer only: names in double quotes, whatever was typed escaped.

#include "platform/http/form.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

struct FilledForm {
    std::string html;
    bool differs = false; // something that people see is another than before
    std::vector<std::string> left_over; // entries for which the form has no place (any more)
};

// `html`: the form from its opening to its closing tag. What it does not say stays: a text without an entry
// as it is; of check boxes and radio buttons those without one are not chosen. Fields for files and passwords
// and the field `token` are never filled.
FilledForm fill_form(std::string_view html, http::Form const& entries, std::string_view token);

} // namespace kommin::web
