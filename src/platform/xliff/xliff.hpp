#pragma once
// XLIFF 2.0 (OASIS): texts with their translations as a file for translators' tools. Written for any reader
// of the standard; read strictly, from tools that may have divided texts into segments and added notes of
// their own.
//
// Texts are plain: inline codes in a target are refused, annotations (mrk) are read through. A character that
// XML forbids is written as <cp> and read back. What a file must bring back unchanged stands in attributes of
// a namespace of its own (marks).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::xliff {

// The states of the standard, in the order of the work.
enum class State : std::uint8_t { initial, translated, reviewed, final };

// Of names that are XML names without a colon; written in their order.
using Marks = std::vector<std::pair<std::string, std::string>>;
// "" if there is none of that name.
std::string_view mark(Marks const& marks, std::string_view name);

// One text. Its segments are one here; a unit of several has the state of the least finished.
struct Unit {
    std::string id; // letters, digits and ".-_"; unique in its file
    std::string name = {}; // what translators see of it: "Kurztext"
    std::string source = {};
    std::optional<std::string> target = {}; // nothing: not translated, or not all of it
    State state = State::initial;
    std::string sub_state = {}; // "kommin:machine"
    Marks marks = {};
    std::vector<std::string> notes = {};
    std::size_t line = 0; // where it was read
};

struct File {
    std::string id; // as that of a unit, unique in its document
    Marks marks = {};
    std::vector<std::string> notes = {};
    std::vector<Unit> units = {};
    std::size_t line = 0;
};

struct Heading {
    std::string source_language; // BCP 47
    std::string target_language;
    bool is_right_to_left = false; // the target
    Marks marks = {};
};

struct Document {
    Heading heading;
    std::vector<File> files;
};

// A document piece by piece, appended to `out`: the head, at least one file with at least one unit, the tail.
// Throws std::invalid_argument for text that is no UTF-8, and for an id that is none.
void write_head(std::string& out, Heading const& heading);
void write_file(std::string& out, Heading const& heading, File const& file);
void write_tail(std::string& out);
std::string print(Document const& document);

enum class Fault : std::uint8_t {
    too_large, // more bytes, elements or units than the limits allow
    encoding, // not UTF-8
    not_xml, // not well-formed
    doctype, // a document type, which may define entities
    not_xliff, // another kind of file
    version, // XLIFF, but neither 2.0 nor 2.1
    structure, // XLIFF 2 that breaks its rules
    inline_code, // a target with codes that its source does not have
    doubled, // two units or files of one id
};

struct Error {
    Fault fault;
    std::size_t line = 1; // from 1
    std::string unit = {}; // id, where it is known
};

struct Limits {
    std::size_t bytes = std::size_t{16} << 20U;
    std::size_t elements = 300'000;
    std::size_t attributes = 600'000;
    std::size_t attributes_of_an_element = 24; // a prefix is looked up in those of all elements above
    std::size_t depth = 24;
    std::size_t units = 50'000;
};

// All of the document or the first error. Memory: some times the size of the text; nothing is fetched.
std::variant<Document, Error> read(std::string_view text, Limits const& limits = {});

} // namespace kommin::xliff
