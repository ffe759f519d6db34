#include "platform/http/media_type.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"

namespace kommin::http::detail {

namespace {

// Takes a quoted string off the front; nothing if it does not end.
std::optional<std::string> take_quoted(std::string_view& text, Quoting quoting)
{
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        if (c == '\\' && i + 1 < text.size() && (quoting == Quoting::standard || text[i + 1] == '"'))
            value += text[++i];
        else
            value += c;
    }
    return std::nullopt;
}

}

std::optional<MediaType> parse_media_type(std::string_view text, Quoting quoting)
{
    MediaType parsed;
    parsed.type = ascii_lower(trim_blanks(text.substr(0, text.find(';'))));
    text.remove_prefix(std::min(text.size(), text.find(';')));
    if (parsed.type.empty())
        return std::nullopt;
    while (!text.empty()) {
        if (text.front() != ';')
            return std::nullopt;
        text = trim_blanks(text.substr(1));
        if (text.empty() || text.front() == ';') // "; ;" and a trailing ";" occur and say nothing
            continue;
        auto const equals = text.find('=');
        if (equals == std::string_view::npos || !is_token(text.substr(0, equals)))
            return std::nullopt;
        auto name = ascii_lower(text.substr(0, equals));
        text.remove_prefix(equals + 1);
        std::string value;
        if (!text.empty() && text.front() == '"') {
            auto quoted = take_quoted(text, quoting);
            if (!quoted)
                return std::nullopt;
            value = *std::move(quoted);
            text = trim_blanks(text);
        } else {
            value = trim_blanks(text.substr(0, text.find(';')));
            text.remove_prefix(std::min(text.size(), text.find(';')));
        }
        parsed.parameters.emplace_back(std::move(name), std::move(value));
    }
    return parsed;
}

} // namespace kommin::http::detail
