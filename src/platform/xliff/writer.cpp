#include "platform/base/text.hpp"
#include "platform/xliff/xliff.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace kommin::xliff {

namespace {

constexpr std::string_view state_words[] = {"initial", "translated", "reviewed", "final"};

constexpr std::string_view hexadecimal = "0123456789ABCDEF";

// Inside an element or a value in quotation marks. `write_forbidden` gets what XML has no spelling for.
template<class WriteForbidden>
void write_escaped(std::string& out, std::string_view text, WriteForbidden const& write_forbidden)
{
    if (!is_valid_utf8(text))
        throw std::invalid_argument("a text that is no UTF-8");
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        auto const byte = static_cast<unsigned char>(c);
        auto const rest = text.substr(i);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\r')
            out += "&#13;"; // as it is it would be read as a line feed
        else if (byte < 0x20 && c != '\n' && c != '\t')
            write_forbidden(std::string{'0', '0', hexadecimal[byte >> 4U], hexadecimal[byte & 15U]});
        else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
            write_forbidden(rest[2] == '\xBE' ? "FFFE" : "FFFF");
            i += 2;
        } else
            out += c;
    }
}

void write_content(std::string& out, std::string_view text)
{
    write_escaped(out, text, [&](std::string_view code) {
        out += "<cp hex=\"";
        out += code;
        out += "\"/>";
    });
}

void write_attribute(std::string& out, std::string_view name, std::string_view value)
{
    out += ' ';
    out += name;
    out += "=\"";
    std::string flat(value);
    std::ranges::replace_if(flat, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    write_escaped(out, flat, [&](std::string_view) { out += ' '; });
    out += '"';
}

void write_id(std::string& out, std::string_view id)
{
    bool const is_name = !id.empty() && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
            || c == '-' || c == '_';
    });
    if (!is_name)
        throw std::invalid_argument("not an id of a file or unit");
    write_attribute(out, "id", id);
}

void write_marks(std::string& out, Marks const& marks)
{
    for (auto const& [name, value] : marks)
        write_attribute(out, "kommin:" + name, value);
}

void write_notes(std::string& out, std::vector<std::string> const& notes, std::string_view indent)
{
    if (notes.empty())
        return;
    out += indent;
    out += "<notes>";
    for (auto const& note : notes) {
        out += "<note>";
        write_escaped(out, note, [&](std::string_view) { out += ' '; });
        out += "</note>";
    }
    out += "</notes>\n";
}

void write_unit(std::string& out, Unit const& unit)
{
    out += "<unit";
    write_id(out, unit.id);
    if (!unit.name.empty())
        write_attribute(out, "name", unit.name);
    write_attribute(out, "canResegment", "no");
    write_marks(out, unit.marks);
    out += ">\n";
    write_notes(out, unit.notes, " ");
    out += " <segment";
    write_attribute(out, "state", state_words[static_cast<std::size_t>(unit.state)]);
    if (!unit.sub_state.empty())
        write_attribute(out, "subState", unit.sub_state);
    out += ">\n  <source xml:space=\"preserve\">";
    write_content(out, unit.source);
    out += "</source>\n";
    if (unit.target) {
        out += "  <target xml:space=\"preserve\">";
        write_content(out, *unit.target);
        out += "</target>\n";
    }
    out += " </segment>\n</unit>\n";
}

}

std::string_view mark(Marks const& marks, std::string_view name)
{
    auto const found = std::ranges::find(marks, name, &Marks::value_type::first);
    return found == marks.end() ? std::string_view{} : std::string_view(found->second);
}

void write_head(std::string& out, Heading const& heading)
{
    out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:kommin=\"urn:kommin:translation:1\""
           " version=\"2.0\"";
    write_attribute(out, "srcLang", heading.source_language);
    write_attribute(out, "trgLang", heading.target_language);
    write_marks(out, heading.marks);
    out += ">\n";
}

void write_file(std::string& out, Heading const& heading, File const& file)
{
    out += "<file";
    write_id(out, file.id);
    if (heading.is_right_to_left)
        write_attribute(out, "trgDir", "rtl");
    write_marks(out, file.marks);
    out += ">\n";
    write_notes(out, file.notes, "");
    for (auto const& unit : file.units)
        write_unit(out, unit);
    out += "</file>\n";
}

void write_tail(std::string& out)
{
    out += "</xliff>\n";
}

std::string print(Document const& document)
{
    std::string out;
    write_head(out, document.heading);
    for (auto const& file : document.files)
        write_file(out, document.heading, file);
    write_tail(out);
    return out;
}

} // namespace kommin::xliff
