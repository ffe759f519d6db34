#include "platform/http/framing_gate.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace kommin::http {

namespace {

FramingVerdict refuse(Status status)
{
    return {status, {}, {}};
}

std::optional<std::uint64_t> parse_content_length(std::string_view text)
{
    // "+6", "0x6", "6, 6" and "" are all somebody's six.
    if (text.empty() || text.size() > 18 || !std::all_of(text.begin(), text.end(), detail::is_digit))
        return std::nullopt;
    std::uint64_t length = 0;
    std::from_chars(text.data(), text.data() + text.size(), length);
    return length;
}

// reg-name, IPv4, [IPv6], each with an optional port. The application decides which hosts are its own.
bool is_host(std::string_view host)
{
    auto const allowed = [](char c) {
        return detail::is_digit(c) || detail::is_letter(c)
            || std::string_view{"-._~:[]%!$&'()*+;="}.find(c) != std::string_view::npos;
    };
    return host.size() <= 255 && std::all_of(host.begin(), host.end(), allowed);
}

bool has_control_character(std::string_view line)
{
    return std::any_of(line.begin(), line.end(), [](char c) { return detail::is_control(c) && c != '\t'; });
}

}

FramingVerdict check_framing(
    std::string_view method, std::string_view target, int version, std::span<HeaderView const> headers)
{
    if (version != 10 && version != 11)
        return refuse(Status::version_not_supported);

    std::size_t lengths = 0;
    std::size_t encodings = 0;
    std::size_t hosts = 0;
    std::string_view length;
    std::string_view encoding;
    FramingVerdict verdict;
    for (auto const& header : headers) {
        // By length first: this runs for every field of every request.
        switch (header.name.size()) {
        case 4:
            if (equals_ignoring_ascii_case(header.name, "host")) {
                ++hosts;
                verdict.host = header.value;
            }
            break;
        case 14:
            if (equals_ignoring_ascii_case(header.name, "content-length")) {
                ++lengths;
                length = header.value;
            }
            break;
        case 17:
            if (equals_ignoring_ascii_case(header.name, "transfer-encoding")) {
                ++encodings;
                encoding = header.value;
            }
            break;
        default:
            break;
        }
    }
    if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0))
        return refuse(Status::bad_request);
    if (hosts > 1 || (hosts == 0 && version == 11) || !is_host(verdict.host))
        return refuse(Status::bad_request);
    if (encodings == 1) {
        if (version != 11)
            return refuse(Status::bad_request);
        if (!equals_ignoring_ascii_case(encoding, "chunked"))
            return refuse(Status::bad_request);
        verdict.body.chunked = true;
    }
    if (lengths == 1) {
        auto const number = parse_content_length(length);
        if (!number)
            return refuse(Status::bad_request);
        verdict.body.length = *number;
    }
    bool const origin_form = target.starts_with('/');
    if (!origin_form && !(target == "*" && method == "OPTIONS"))
        return refuse(Status::bad_request);
    if (!parse_method(method))
        return refuse(Status::not_implemented);
    return verdict;
}

HeadScanner::Outcome HeadScanner::scan(
    std::string_view bytes, std::size_t size_limit, std::size_t field_limit)
{
    while (true) {
        auto const* const found = searched_ < bytes.size()
            ? static_cast<char const*>(std::memchr(bytes.data() + searched_, '\n', bytes.size() - searched_))
            : nullptr;
        if (found == nullptr) {
            searched_ = bytes.size();
            return bytes.size() >= size_limit ? Outcome::too_large : Outcome::incomplete;
        }
        auto const end = static_cast<std::size_t>(found - bytes.data());
        if (end >= size_limit)
            return Outcome::too_large;
        auto const line = bytes.substr(position_, end - position_);
        if (!line.ends_with('\r') || has_control_character(line.substr(0, line.size() - 1)))
            return Outcome::malformed;
        if (lines_ > 0 && (line.front() == ' ' || line.front() == '\t'))
            return Outcome::malformed;
        position_ = searched_ = end + 1;
        if (line.size() == 1 && lines_ > 0)
            return Outcome::complete;
        if (line.size() == 1)
            return Outcome::malformed; // the caller has skipped one empty line already
        if (++lines_ > field_limit + 1)
            return Outcome::too_large;
    }
}

} // namespace kommin::http
