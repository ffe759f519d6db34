// multipart/form-data; the boundary is what the first line says. Promises: parts and problems do not depend
// on how the body is cut; contents lie in the body and respect the limits; no name brings a path along.

#include "platform/http/multipart.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"

#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

// Small, so that the fuzzer meets them.
constexpr http::MultipartLimits limits{.parts = 8, .part = 200, .header = 120};

struct ReadPart {
    std::string name;
    std::string filename;
    std::string content_type;
    bool is_file = false;
    std::string content;
    bool ended = false;
    friend bool operator==(ReadPart const&, ReadPart const&) = default;
};

struct Outcome {
    bool accepted = false;
    Problem problem;
    std::vector<ReadPart> parts;
};

template<class TakePiece>
Outcome read(std::string_view boundary, std::string_view body, TakePiece take_piece)
{
    Outcome outcome;
    auto& parts = outcome.parts;
    http::MultipartParser parser{
        boundary,
        limits,
        {[&](http::PartHeader header) {
             require(parts.empty() || parts.back().ended, "a part ends before the next begins");
             parts.push_back({header.name, header.filename, header.content_type, header.is_file, {}, false});
         },
         [&](std::string_view bytes) {
             require(!parts.empty() && !parts.back().ended, "content belongs to a part");
             parts.back().content += bytes;
         },
         [&] { parts.back().ended = true; }}};
    while (!body.empty() && parser.feed(take_piece(body))) { }
    outcome.accepted = parser.finish();
    if (!outcome.accepted)
        outcome.problem = parser.error();
    return outcome;
}

void check_part(ReadPart const& part)
{
    require(part.ended, "every part of an accepted body ends");
    require(part.content.size() <= limits.part, "a part keeps to its limit");
    require(is_valid_utf8(part.name) && is_valid_utf8(part.filename), "names are UTF-8");
    require(part.filename.find_first_of("/\\\r\n") == part.filename.npos, "a file name is not a path");
    require(part.is_file || part.filename.empty(), "only files have file names");
}

}

void run(std::string_view input)
{
    auto const line = input.substr(0, input.find("\r\n"));
    if (!line.starts_with("--"))
        return;
    auto const content_type = "multipart/form-data; boundary=\"" + std::string(line.substr(2)) + '"';
    auto const boundary = http::multipart_boundary(content_type);
    if (boundary.empty())
        return;

    auto const whole = read(boundary, input, [](std::string_view& rest) { return std::exchange(rest, {}); });
    Choices choices(input);
    auto const pieces
        = read(boundary, input, [&](std::string_view& rest) { return choices.take_piece(rest); });
    auto const bytes = read(boundary, input, [](std::string_view& rest) {
        auto const byte = rest.substr(0, 1);
        rest.remove_prefix(1);
        return byte;
    });
    for (auto const* const other : {&pieces, &bytes}) {
        require(
            whole.accepted == other->accepted, "whether a body is accepted does not depend on its pieces");
        require(whole.problem == other->problem, "nor does the problem");
        if (whole.accepted)
            require(whole.parts == other->parts, "nor do the parts");
    }

    auto const parsed = http::Multipart::parse(content_type, input, limits);
    require(parsed.has_value() == whole.accepted, "parser and whole body agree");
    if (!parsed)
        return;
    require(parsed->parts().size() == whole.parts.size(), "parser and whole body agree on the parts");
    for (std::size_t i = 0; i < whole.parts.size(); ++i) {
        auto const& part = parsed->parts()[i];
        require(lies_in(part.content, input), "contents lie in the body");
        require(part.content == whole.parts[i].content, "parser and whole body agree on contents");
        require(part.content.find("\r\n--" + boundary) == part.content.npos, "no boundary inside a content");
        check_part(whole.parts[i]);
    }
    (void)parsed->file("datei");
    (void)parsed->form();
}

} // namespace kommin::fuzz
