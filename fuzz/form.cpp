// Forms and percent-encoding. Promises: what is read is clean UTF-8 within the limits; a form written as a
// query reads back the same.

#include "platform/http/form.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"
#include "platform/http/uri.hpp"

#include <string>

namespace kommin::fuzz {

void run(std::string_view input)
{
    auto const encoded = http::percent_encode(input);
    require(http::percent_decode(encoded) == input, "what was encoded decodes to the same");
    require(http::percent_decode(encoded, true) == input, "in forms, too");
    require(!http::percent_decode(std::string(input) + '%'), "a broken sequence is nothing");

    constexpr http::FormLimits limits{.fields = 20, .name = 32, .value = 200};
    auto const form = http::Form::parse(input, limits);
    if (!form) {
        require(
            http::Form::parse(encoded, limits).has_value() || !is_valid_utf8(input)
                || input.find('\0') != input.npos || input.size() > limits.name,
            "what is encoded is refused for what it says only");
        return;
    }
    require(form->entries().size() <= limits.fields, "the number of fields has a limit");
    for (auto const& [name, value] : form->entries()) {
        require(name.size() <= limits.name && value.size() <= limits.value, "sizes have limits");
        require(is_valid_utf8(name) && is_valid_utf8(value), "a form is UTF-8");
        require(name.find('\0') == name.npos && value.find('\0') == value.npos, "a form has no NUL");
        require(form->has(name) && !form->values(name).empty(), "a field is found by its name");
        require(form->value(name) == form->values(name).front(), "the first value counts");
    }
    auto const again = http::Form::parse(form->to_query(), limits);
    require(again && again->entries() == form->entries(), "a form written as a query reads back the same");
}

} // namespace kommin::fuzz
