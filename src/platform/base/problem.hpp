#pragma once
// Problem: an expected failure, told so that it can be shown beside the field in the reader's language.

#include "platform/base/message_key.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin {

enum class ProblemKind {
    invalid, // the input breaks a rule: 422
    conflict, // somebody or something else was first: 409
    not_found, // unknown or not to be known of: 404
    gone, // was there and is over for good: 410
    too_large, // over a stated limit: 413
    not_allowed, // known person, missing right; shown as not_found where the record itself is secret
    unavailable, // try again later: 503
};

// Named values that the message text puts into its holes: {"limit", "50"}.
using MessageArguments = std::vector<std::pair<std::string, std::string>>;

struct Problem {
    ProblemKind kind = ProblemKind::invalid;
    std::string field; // name of the form field, column or JSON path; empty: concerns the whole
    MessageKey message; // text in locales/
    MessageArguments arguments;

    static Problem invalid(std::string field, MessageKey message, MessageArguments arguments = {})
    {
        return {ProblemKind::invalid, std::move(field), message, std::move(arguments)};
    }
    static Problem conflict(std::string field, MessageKey message, MessageArguments arguments = {})
    {
        return {ProblemKind::conflict, std::move(field), message, std::move(arguments)};
    }
    static Problem not_found(MessageKey message, MessageArguments arguments = {})
    {
        return {ProblemKind::not_found, {}, message, std::move(arguments)};
    }

    friend bool operator==(Problem const&, Problem const&) = default;
};

} // namespace kommin
