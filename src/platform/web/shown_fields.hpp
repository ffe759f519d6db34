#pragma once
// RecordForm: the fields of a form, and what each of them says, for people.

#include "platform/records/fields.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// The fields of a form in its order, and what one of them says, for people.
struct RecordForm {
    struct Field {
        std::string name;
        std::string label;
    };
    std::vector<Field> fields;
    bool has_drafts = true; // what is saved waits to be published
    std::function<std::string(records::Fields const&, std::string_view name)> shown;
    // The field that tells several histories of one record apart: the language of translations. What it says
    // is no change. Empty: there is one history.
    std::string_view told_apart_by = {};
};

} // namespace kommin::web
