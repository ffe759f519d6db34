// The texts of the interface as translators send them: .po files and the holes of their messages. Promises:
// entries have keys; a file without findings, written anew, reads the same; holes have names.

#include "fuzz.hpp"
#include "pattern.hpp"
#include "platform/base/text.hpp"
#include "po_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

void check_po(std::string_view bytes)
{
    catalogue::Findings findings;
    auto const entries = catalogue::read_po(bytes, "a.de.po", findings);
    std::string written;
    std::size_t line = 0;
    for (auto const& entry : entries) {
        require(entry.line > line, "entries stand below each other");
        line = entry.line;
        require(
            entry.id.find('.') != entry.id.npos && is_valid_utf8(entry.text), "an entry has key and text");
        if (entry.is_fuzzy)
            written += "#, fuzzy\n";
        written += "msgid " + in_quotes(entry.id) + "\nmsgstr \"\"\n" + in_quotes(entry.text) + "\n\n";
    }
    for (auto const& finding : findings)
        require(!finding.what.empty() && finding.file == "a.de.po", "a finding says what is wrong");
    if (!findings.empty())
        return;
    auto const again = catalogue::read_po(written, "a.de.po", findings);
    require(findings.empty() && again.size() == entries.size(), "a file written anew has the same entries");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        require(again[i].id == entries[i].id && again[i].text == entries[i].text, "and the same texts");
        require(again[i].is_fuzzy == entries[i].is_fuzzy, "and the same doubts");
    }
}

void check_pattern(std::string_view text)
{
    auto const read = catalogue::read_pattern(text);
    auto const* const shape = std::get_if<catalogue::PatternShape>(&read);
    if (shape == nullptr) {
        require(!std::get<std::string>(read).empty(), "an error says what is wrong");
        return;
    }
    auto const count = [&](char c) { return std::count(text.begin(), text.end(), c); };
    require(count('{') == count('}'), "every brace is closed");
    require(shape->names.empty() == (count('{') == 0), "a brace is a hole");
    for (auto const& plural : shape->plurals) {
        require(plural.categories.contains("other"), "a plural has a text for all other numbers");
        require(shape->names.contains(plural.name), "a plural is a hole");
    }
    auto const twice = catalogue::read_pattern(std::string(text) + " {n} " + std::string(text));
    auto const* const both = std::get_if<catalogue::PatternShape>(&twice);
    require(
        both != nullptr && both->plurals.size() == 2 * shape->plurals.size(), "texts can be put together");
}

}

void run(std::string_view input)
{
    check_po(input);
    check_pattern(input);
    catalogue::Findings findings;
    for (auto const& entry : catalogue::read_po(input, "a.de.po", findings))
        check_pattern(entry.text);
}

} // namespace kommin::fuzz
