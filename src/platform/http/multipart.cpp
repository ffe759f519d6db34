#include "platform/http/multipart.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/media_type.hpp"

#include <algorithm>
#include <optional>

namespace kommin::http {

namespace {

constexpr std::size_t longest_boundary = 70; // RFC 2046 § 5.1.1

bool is_boundary(std::string_view text)
{
    auto const allowed = [](char c) {
        return detail::is_digit(c) || detail::is_letter(c)
            || std::string_view{"'()+_,-./:=? "}.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= longest_boundary && text.back() != ' '
        && std::all_of(text.begin(), text.end(), allowed);
}

// Browsers write a quotation mark inside a name as %22; other %-sequences they leave as typed.
std::string undo_browser_quoting(std::string text)
{
    for (std::size_t at = text.find("%22"); at != std::string::npos; at = text.find("%22", at + 1))
        text.replace(at, 3, "\"");
    return text;
}

bool is_clean_name(std::string_view text)
{
    return is_valid_utf8(text)
        && std::none_of(text.begin(), text.end(), [](char c) { return detail::is_control(c); });
}

// Old browsers send the whole path, attackers send "../../x".
std::string last_path_component(std::string_view path)
{
    auto const slash = path.find_last_of("/\\");
    return std::string{slash == std::string_view::npos ? path : path.substr(slash + 1)};
}

Problem part_too_large(std::size_t limit)
{
    return {ProblemKind::too_large, {}, "http.form.too_long"_msg, {{"limit", std::to_string(limit)}}};
}

struct Disposition {
    std::optional<std::string> name;
    std::optional<std::string> filename;
};

std::optional<Disposition> parse_disposition(std::string_view value)
{
    auto const parsed = detail::parse_media_type(value, detail::Quoting::browser);
    if (!parsed || parsed->type != "form-data")
        return std::nullopt;
    Disposition disposition;
    for (auto const& [name, text] : parsed->parameters) {
        auto* const target = name == "name" ? &disposition.name
            : name == "filename"            ? &disposition.filename
                                            : nullptr;
        if (target == nullptr)
            continue;
        if (target->has_value()) // two names: two readers could take different ones
            return std::nullopt;
        *target = undo_browser_quoting(text);
        if (!is_clean_name(**target))
            return std::nullopt;
    }
    return disposition;
}

}

std::string multipart_boundary(std::string_view content_type)
{
    auto const parsed = detail::parse_media_type(content_type, detail::Quoting::standard);
    if (!parsed || parsed->type != "multipart/form-data")
        return {};
    for (auto const& [name, value] : parsed->parameters) {
        if (name == "boundary")
            return is_boundary(value) ? value : std::string{};
    }
    return {};
}

MultipartParser::MultipartParser(std::string_view boundary, MultipartLimits limits, Callbacks callbacks)
    : delimiter_("\r\n--" + std::string{boundary})
    , limits_(limits)
    , callbacks_(std::move(callbacks))
{ }

bool MultipartParser::fail(Problem problem)
{
    error_ = std::move(problem);
    state_ = State::failed;
    return false;
}

bool MultipartParser::fail_broken()
{
    return fail(Problem::invalid({}, "http.form.broken"_msg));
}

bool MultipartParser::feed(std::string_view bytes)
{
    if (state_ == State::failed)
        return false;
    bool const straight = held_.empty();
    if (!straight)
        held_.append(bytes);
    auto rest = straight ? bytes : std::string_view{held_};
    while (!rest.empty()) {
        auto const taken = step(rest);
        if (state_ == State::failed)
            return false;
        if (taken == 0)
            break;
        rest.remove_prefix(taken);
    }
    if (straight)
        held_.assign(rest);
    else
        held_.erase(0, held_.size() - rest.size());
    return true;
}

bool MultipartParser::finish()
{
    if (state_ == State::failed)
        return false;
    return state_ == State::epilogue || fail_broken();
}

std::size_t MultipartParser::step(std::string_view input)
{
    switch (state_) {
    case State::first_boundary: {
        auto const opening = std::string_view{delimiter_}.substr(2);
        auto const seen = input.substr(0, opening.size());
        if (seen != opening.substr(0, seen.size())) {
            fail_broken();
            return 0;
        }
        if (seen.size() < opening.size())
            return 0;
        state_ = State::after_boundary;
        return opening.size();
    }
    case State::after_boundary:
        if (input.size() < 2)
            return 0;
        if (input.substr(0, 2) == "--") {
            state_ = State::epilogue;
        } else if (input.substr(0, 2) == "\r\n") {
            state_ = State::header;
        } else {
            fail_broken();
            return 0;
        }
        return 2;
    case State::header: {
        constexpr std::string_view empty_line = "\r\n\r\n";
        auto const end = input.find(empty_line);
        // The last bytes may be the beginning of the empty line, which does not count.
        bool const is_too_long = end == std::string_view::npos
            ? input.size() >= limits_.header + empty_line.size()
            : end > limits_.header;
        if (is_too_long) {
            fail(part_too_large(limits_.header));
            return 0;
        }
        if (end == std::string_view::npos || !begin_part(input.substr(0, end)))
            return 0;
        state_ = State::content;
        return end + empty_line.size();
    }
    case State::content:
        return step_content(input);
    case State::epilogue:
        return input.size();
    case State::failed:
        break;
    }
    return 0;
}

std::size_t MultipartParser::step_content(std::string_view input)
{
    auto const at = input.find(delimiter_);
    if (at != std::string_view::npos) {
        if (!emit(input.substr(0, at)))
            return 0;
        callbacks_.part_end();
        state_ = State::after_boundary;
        return at + delimiter_.size();
    }
    // Keep back only what may still become the delimiter.
    std::size_t decided = input.size() < delimiter_.size() ? 0 : input.size() - delimiter_.size() + 1;
    while (decided < input.size() && !delimiter_.starts_with(input.substr(decided)))
        ++decided;
    return emit(input.substr(0, decided)) ? decided : 0;
}

bool MultipartParser::emit(std::string_view bytes)
{
    if (bytes.empty())
        return true;
    part_size_ += bytes.size();
    if (part_size_ > limits_.part)
        return fail(part_too_large(limits_.part));
    callbacks_.content(bytes);
    return true;
}

bool MultipartParser::begin_part(std::string_view header_block)
{
    if (parts_ == limits_.parts) {
        return fail(Problem{
            ProblemKind::too_large,
            {},
            "http.form.too_many"_msg,
            {{"limit", std::to_string(limits_.parts)}}});
    }
    PartHeader header;
    std::optional<Disposition> disposition;
    while (!header_block.empty()) {
        auto const end = header_block.find("\r\n");
        auto line = header_block.substr(0, end);
        header_block.remove_prefix(end == std::string_view::npos ? header_block.size() : end + 2);
        if (line.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos)
            return fail_broken();
        auto const name = detail::take_until(line, ':');
        if (!detail::is_token(name)) // refuses folded lines and a space before the colon, too
            return fail_broken();
        auto const value = detail::trim_blanks(line);
        if (equals_ignoring_ascii_case(name, "content-disposition")) {
            if (disposition)
                return fail_broken();
            disposition = parse_disposition(value);
            if (!disposition)
                return fail_broken();
        } else if (equals_ignoring_ascii_case(name, "content-type")) {
            header.content_type = value;
        }
    }
    if (!disposition || !disposition->name)
        return fail_broken();
    header.name = *std::move(disposition->name);
    header.is_file = disposition->filename.has_value();
    if (header.is_file)
        header.filename = last_path_component(*disposition->filename);
    ++parts_;
    part_size_ = 0;
    callbacks_.part_begin(std::move(header));
    return true;
}

Result<Multipart> Multipart::parse(
    std::string_view content_type, std::string_view body, MultipartLimits limits)
{
    auto const boundary = multipart_boundary(content_type);
    if (boundary.empty())
        return Problem::invalid({}, "http.form.type"_msg);
    Multipart multipart;
    auto& parts = multipart.parts_;
    MultipartParser parser{
        boundary,
        limits,
        {[&](PartHeader header) { parts.push_back({std::move(header), {}}); },
         [&](std::string_view bytes) {
             auto& content = parts.back().content;
             content
                 = content.empty() ? bytes : std::string_view{content.data(), content.size() + bytes.size()};
         },
         [] {}}};
    if (!parser.feed(body) || !parser.finish())
        return parser.error();
    return multipart;
}

Part const* Multipart::file(std::string_view name) const
{
    for (auto const& part : parts_) {
        if (part.header.is_file && part.header.name == name
            && (!part.header.filename.empty() || !part.content.empty())) {
            return &part;
        }
    }
    return nullptr;
}

Result<Form> Multipart::form() const
{
    Form form;
    for (auto const& part : parts_) {
        if (part.header.is_file)
            continue;
        if (!is_valid_utf8(part.content) || part.content.find('\0') != std::string_view::npos)
            return Problem::invalid(part.header.name, "http.form.encoding"_msg);
        form.add(part.header.name, std::string{part.content});
    }
    return form;
}

} // namespace kommin::http
