#pragma once
// What the forms of records ask alike: lengths, the time for which something holds, and how sure
// it is.

#include "platform/base/problem.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

class FieldCheck {
public:
    explicit FieldCheck(records::Fields const& fields)
        : fields_(fields)
    { }
    [[nodiscard]] std::string_view value(std::string_view field) const { return fields_.value(field); }
    void refuse(std::string_view field, MessageKey message, MessageArguments arguments = {});
    void check_length(std::string_view field, std::size_t limit); // in code points
    // An encrypted page that everybody can open, or nothing.
    void check_public_page(std::string_view field);
    // Two days that may be partial, the second one not before the first.
    void check_span(std::string_view from = common_field::from, std::string_view to = common_field::to);
    void check_doubt(); // whoever is unsure says of what
    [[nodiscard]] std::vector<Problem> take() { return std::move(problems_); }

private:
    records::Fields const& fields_;
    std::vector<Problem> problems_;
};

} // namespace kommin::web
