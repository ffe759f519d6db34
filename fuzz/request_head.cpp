// A request head on the way that the session takes it: scanner, Beast's parser, framing gate, target check.
// Promises: the scanner does not depend on how the bytes arrive; a head that passes means one body, one host
// and one path to every reader.

#include "fuzz.hpp"
#include "platform/base/text.hpp"
#include "platform/http/framing_gate.hpp"
#include "platform/http/request.hpp"
#include "platform/http/session.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

using http::HeadScanner;

constexpr std::size_t size_limit = 2'048;
constexpr std::size_t field_limit = 20;

struct Scanned {
    HeadScanner::Outcome outcome = HeadScanner::Outcome::incomplete;
    std::size_t length = 0;
    friend bool operator==(Scanned const&, Scanned const&) = default;
};

Scanned scan_whole(std::string_view bytes)
{
    HeadScanner scanner;
    auto const outcome = scanner.scan(bytes, size_limit, field_limit);
    return {outcome, scanner.length()};
}

Scanned scan_in_pieces(std::string_view bytes)
{
    Choices choices(bytes);
    HeadScanner scanner;
    Scanned scanned;
    auto rest = bytes;
    while (!rest.empty() && scanned.outcome == HeadScanner::Outcome::incomplete) {
        choices.take_piece(rest);
        scanned.outcome = scanner.scan(bytes.substr(0, bytes.size() - rest.size()), size_limit, field_limit);
    }
    scanned.length = scanner.length();
    return scanned;
}

// How a careless reader finds fields: line by line, blanks forgiven everywhere, any case.
std::vector<std::string> values_of(std::string_view head, std::string_view name)
{
    std::vector<std::string> values;
    for (auto const line : split(head, '\n')) {
        auto const colon = line.find(':');
        if (colon != std::string_view::npos && equals_ignoring_ascii_case(trim(line.substr(0, colon)), name))
            values.push_back(ascii_lower(trim(line.substr(colon + 1))));
    }
    return values;
}

void check_one_body(std::string_view head, http::FramingVerdict const& verdict, int version)
{
    auto const lengths = values_of(head, "content-length");
    auto const encodings = values_of(head, "transfer-encoding");
    auto const hosts = values_of(head, "host");
    require(lengths.size() + encodings.size() <= 1, "one field says where the body ends");
    require(hosts.size() == 1 || (hosts.empty() && version == 10), "one host");
    if (!hosts.empty())
        require(ascii_lower(verdict.host) == hosts.front(), "the host is the one that was sent");
    require(verdict.body.chunked == !encodings.empty(), "chunked if and only if it says so");
    if (!encodings.empty())
        require(version == 11 && encodings.front() == "chunked", "chunked is the only encoding");
    if (lengths.empty()) {
        require(verdict.body.length == 0, "no length, no body");
        return;
    }
    auto const digits = lengths.front();
    auto const first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    require(
        digits.substr(first) == std::to_string(verdict.body.length),
        "the length is the number that was sent");
}

void check_one_path(http::Request const& request, std::string_view target)
{
    auto const path = request.path();
    auto const whole = request.query_text().empty() && path.size() == target.size()
        ? std::string(path)
        : std::string(path) + '?' + std::string(request.query_text());
    require(whole == target, "path and query are the target");
    for (auto const segment : split(path, '/')) {
        auto const decoded = http::percent_decode(segment);
        require(decoded.has_value(), "a path that passes can be decoded");
        require(*decoded != "." && *decoded != "..", "no dot segments");
        require(is_valid_utf8(*decoded), "a path is UTF-8");
        require(decoded->find_first_of("/\\\r\n") == std::string::npos, "no slash hides in a segment");
        require(decoded->find('\0') == std::string::npos, "no NUL hides in a segment");
    }
    // A query that passes is a form, or else only too large for one.
    auto const query = http::Form::parse(request.query_text());
    require(
        query.has_value() || query.problem().kind == ProblemKind::too_large, "a query that passes is a form");
}

}

void run(std::string_view input)
{
    auto const scanned = scan_whole(input);
    require(scanned == scan_in_pieces(input), "a head does not depend on how its bytes arrive");
    if (scanned.outcome != HeadScanner::Outcome::complete)
        return;
    require(scanned.length <= size_limit, "a head keeps to its limit");
    auto const head = input.substr(0, scanned.length);
    require(head.ends_with("\r\n\r\n"), "a head ends with its empty line");

    std::vector<http::HeaderView> fields;
    http::BodyCollector body;
    http::HeadParser parser(fields, body);
    parser.header_limit(size_limit + 1);
    parser.body_limit(boost::none);
    http::ErrorCode error;
    auto const used = parser.put(http::as_buffer(head), error);
    if (error)
        return;
    require(used == head.size() && parser.is_header_done(), "scanner and parser end a head at the same byte");
    require(fields.size() <= field_limit, "as many fields as allowed");

    auto const target = parser.target();
    auto const verdict = http::check_framing(parser.method(), target, parser.version(), fields);
    if (verdict.refused || (target != "*" && !http::check_target(target)))
        return;
    check_one_body(head, verdict, parser.version());

    http::Request::Parts parts;
    parts.method = *http::parse_method(parser.method());
    parts.target = target;
    for (auto const& field : fields) {
        require(lies_in(field.name, head) && lies_in(field.value, head), "fields lie in the head");
        require(field.value.find_first_of("\r\n") == std::string_view::npos, "a value is one line");
        parts.headers.push_back({std::string(field.name), std::string(field.value)});
    }
    parts.body = input.substr(scanned.length);
    http::Request const request(std::move(parts));
    if (target != "*")
        check_one_path(request, target);
    require(request.host() == verdict.host, "one host for gate and handler");
    if (request.is_anonymous_get())
        require(request.cookie("sid").empty(), "a page for everybody carries no cookie");
    if (auto const form = request.form()) {
        for (auto const& [name, value] : form->entries())
            require(is_valid_utf8(name) && is_valid_utf8(value), "a form is UTF-8");
    }
}

} // namespace kommin::fuzz
