#include "platform/base/text.hpp"
#include "platform/xliff/well_formed.hpp"
#include "platform/xliff/xliff.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

namespace kommin::xliff {

namespace {

constexpr std::string_view core = "urn:oasis:names:tc:xliff:document:2.0";
constexpr std::string_view own = "urn:kommin:translation:1";

struct QualifiedName {
    std::string_view prefix;
    std::string_view local;
};

QualifiedName parts_of(std::string_view name)
{
    auto const colon = name.find(':');
    if (colon == std::string_view::npos)
        return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

std::string_view value_of(pugi::xml_node element, char const* name)
{
    return element.attribute(name).value();
}

// What the prefix stands for at this element; "" if for nothing.
std::string_view namespace_at(pugi::xml_node element, std::string_view prefix)
{
    for (; element; element = element.parent()) {
        for (auto const attribute : element.attributes()) {
            auto const name = parts_of(attribute.name());
            bool const declares = prefix.empty() ? name.prefix.empty() && name.local == "xmlns"
                                                 : name.prefix == "xmlns" && name.local == prefix;
            if (declares)
                return attribute.value();
        }
    }
    return {};
}

bool is_core(pugi::xml_node element, std::string_view local)
{
    auto const name = parts_of(element.name());
    return name.local == local && namespace_at(element, name.prefix) == core;
}

bool is_any_core(pugi::xml_node element)
{
    return namespace_at(element, parts_of(element.name()).prefix) == core;
}

Marks marks_of(pugi::xml_node element)
{
    Marks marks;
    for (auto const attribute : element.attributes()) {
        auto const name = parts_of(attribute.name());
        if (!name.prefix.empty() && name.prefix != "xmlns" && name.prefix != "xml"
            && namespace_at(element, name.prefix) == own)
            marks.emplace_back(name.local, attribute.value());
    }
    return marks;
}

std::optional<State> parse_state(std::string_view word)
{
    constexpr std::array<std::string_view, 4> words{"initial", "translated", "reviewed", "final"};
    if (word.empty())
        return State::initial; // the default of the standard
    auto const found = std::ranges::find(words, word);
    if (found == words.end())
        return std::nullopt;
    return static_cast<State>(found - words.begin());
}

// <cp hex="001A"/>
std::optional<std::string> character_of(std::string_view hex)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::uint32_t code = 0;
    for (char const c : hex) {
        auto const digit = digits.find(c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c);
        if (digit == std::string_view::npos || hex.size() > 6)
            return std::nullopt;
        code = code * 16 + static_cast<std::uint32_t>(digit);
    }
    bool const is_surrogate = code >= 0xD800 && code < 0xE000;
    if (hex.empty() || code > 0x10FFFF || is_surrogate)
        return std::nullopt;
    auto const low = [&](unsigned shift) { return static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80)
        return std::string{static_cast<char>(code)};
    if (code < 0x800)
        return std::string{static_cast<char>(0xC0U | (code >> 6U)), low(0)};
    if (code < 0x10000)
        return std::string{static_cast<char>(0xE0U | (code >> 12U)), low(6), low(0)};
    return std::string{static_cast<char>(0xF0U | (code >> 18U)), low(12), low(6), low(0)};
}

// A part of a unit, as a tool may have divided it.
struct Piece {
    std::string source;
    std::optional<std::string> target;
    State state = State::initial;
    std::string_view sub_state = {};
    bool is_ignorable = false; // white space between segments
    std::size_t order = 0; // of its target, from 1
};

class DocumentReader {
public:
    DocumentReader(std::string_view text, Limits const& limits)
        : limits_(limits)
    {
        for (auto place = text.find('\n'); place != std::string_view::npos;
             place = text.find('\n', place + 1))
            line_ends_.push_back(place);
    }

    std::variant<Document, Error> read(pugi::xml_node root)
    {
        Document document;
        if (read_root(root, document))
            return document;
        return *error_;
    }

private:
    [[nodiscard]] std::size_t line_of(pugi::xml_node element) const
    {
        auto const offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(element.offset_debug(), 0));
        return 1
            + static_cast<std::size_t>(std::ranges::lower_bound(line_ends_, offset) - line_ends_.begin());
    }
    bool fail(Fault fault, pugi::xml_node element)
    {
        error_ = Error{fault, line_of(element), unit_};
        return false;
    }

    bool read_root(pugi::xml_node root, Document& document)
    {
        if (parts_of(root.name()).local != "xliff")
            return fail(Fault::not_xliff, root);
        auto const version = value_of(root, "version");
        if (!is_core(root, "xliff") || (version != "2.0" && version != "2.1"))
            return fail(Fault::version, root);
        document.heading
            = {.source_language = std::string(value_of(root, "srcLang")),
               .target_language = std::string(value_of(root, "trgLang")),
               .marks = marks_of(root)};
        if (document.heading.source_language.empty())
            return fail(Fault::structure, root);
        std::set<std::string, std::less<>> ids;
        for (auto const element : root.children()) {
            if (element.type() != pugi::node_element || !is_any_core(element))
                continue;
            if (!is_core(element, "file"))
                return fail(Fault::structure, element);
            File file{
                .id = std::string(value_of(element, "id")),
                .marks = marks_of(element),
                .line = line_of(element)};
            if (file.id.empty())
                return fail(Fault::structure, element);
            if (!ids.insert(file.id).second)
                return fail(Fault::doubled, element);
            unit_ids_.clear();
            if (!read_units(element, file))
                return false;
            document.files.push_back(std::move(file));
        }
        return !document.files.empty() || fail(Fault::structure, root);
    }

    // Those of a file or of a group; the depth of the document is limited.
    bool read_units(pugi::xml_node parent, File& file) // NOLINT(misc-no-recursion)
    {
        for (auto const element : parent.children()) {
            if (element.type() != pugi::node_element)
                continue;
            if (is_core(element, "group")) {
                if (!read_units(element, file))
                    return false;
            } else if (is_core(element, "notes") && is_core(parent, "file")) {
                file.notes = notes_of(element);
            } else if (is_core(element, "unit")) {
                if (!read_unit(element, file))
                    return false;
            }
        }
        return true;
    }

    static std::vector<std::string> notes_of(pugi::xml_node notes)
    {
        std::vector<std::string> texts;
        for (auto const note : notes.children()) {
            if (note.type() == pugi::node_element && is_core(note, "note"))
                texts.emplace_back(note.text().get());
        }
        return texts;
    }

    bool read_unit(pugi::xml_node element, File& file)
    {
        Unit unit{
            .id = std::string(value_of(element, "id")),
            .name = std::string(value_of(element, "name")),
            .marks = marks_of(element),
            .line = line_of(element)};
        unit_ = unit.id;
        if (unit.id.empty())
            return fail(Fault::structure, element);
        if (!unit_ids_.insert(unit.id).second)
            return fail(Fault::doubled, element);
        if (++units_ > limits_.units)
            return fail(Fault::too_large, element);
        std::vector<Piece> pieces;
        for (auto const child : element.children()) {
            if (child.type() != pugi::node_element)
                continue;
            if (is_core(child, "notes"))
                unit.notes = notes_of(child);
            else if (is_core(child, "segment") || is_core(child, "ignorable")) {
                if (!read_piece(child, pieces))
                    return false;
            }
        }
        if (!std::ranges::any_of(pieces, [](Piece const& piece) { return !piece.is_ignorable; }))
            return fail(Fault::structure, element);
        if (!put_together(pieces, unit))
            return fail(Fault::structure, element);
        file.units.push_back(std::move(unit));
        unit_.clear();
        return true;
    }

    bool read_piece(pugi::xml_node element, std::vector<Piece>& pieces)
    {
        Piece piece{.source = {}, .target = {}};
        piece.is_ignorable = is_core(element, "ignorable");
        piece.order = pieces.size() + 1;
        auto const state = parse_state(value_of(element, "state"));
        if (!state)
            return fail(Fault::structure, element);
        piece.state = *state;
        piece.sub_state = value_of(element, "subState");
        bool has_source = false;
        for (auto const child : element.children()) {
            if (child.type() != pugi::node_element)
                continue;
            if (is_core(child, "source") && !has_source) {
                has_source = true;
                if (!read_text(child, piece.source, InlineCodes::skipped))
                    return false;
            } else if (is_core(child, "target") && !piece.target) {
                piece.order = child.attribute("order").as_ullong(piece.order);
                if (!read_text(child, piece.target.emplace(), InlineCodes::refused))
                    return false;
            } else if (is_any_core(child)) {
                return fail(Fault::structure, child);
            }
        }
        pieces.push_back(std::move(piece));
        return has_source || fail(Fault::structure, element);
    }

    enum class InlineCodes : std::uint8_t { skipped, refused };
    bool read_text(pugi::xml_node element, std::string& text, InlineCodes codes) // NOLINT(misc-no-recursion)
    {
        for (auto const child : element.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                text += child.value();
            } else if (is_core(child, "mrk")) {
                if (!read_text(child, text, codes))
                    return false;
            } else if (is_core(child, "cp")) {
                auto const character = character_of(value_of(child, "hex"));
                if (!character)
                    return fail(Fault::structure, child);
                text += *character;
            } else if (child.type() == pugi::node_element && !is_core(child, "sm") && !is_core(child, "em")) {
                if (codes == InlineCodes::refused)
                    return fail(Fault::inline_code, child);
                if (!read_text(child, text, codes))
                    return false;
            }
        }
        return true;
    }

    static bool put_together(std::vector<Piece> const& pieces, Unit& unit)
    {
        unit.state = State::final;
        std::map<std::size_t, std::string_view> targets;
        bool is_complete = true;
        for (auto const& piece : pieces) {
            unit.source += piece.source;
            if (!piece.is_ignorable) {
                unit.state = std::min(unit.state, piece.state);
                unit.sub_state = piece.sub_state;
                is_complete = is_complete && piece.target;
            }
            auto const& text = piece.target ? *piece.target : piece.source;
            if (!targets.emplace(piece.order, text).second)
                return false;
        }
        if (!is_complete)
            return true;
        auto& target = unit.target.emplace();
        for (auto const& [order, text] : targets)
            target += text;
        return true;
    }

    Limits const& limits_;
    std::vector<std::size_t> line_ends_;
    std::set<std::string, std::less<>> unit_ids_; // of the file that is being read
    std::size_t units_ = 0;
    std::string unit_; // that is being read
    std::optional<Error> error_;
};

}

std::variant<Document, Error> read(std::string_view text, Limits const& limits)
{
    if (auto const fault = find_xml_fault(text, limits))
        return *fault;
    pugi::xml_document tree;
    auto const parsed = tree.load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!parsed)
        return Error{Fault::not_xml, line_at(text, static_cast<std::size_t>(parsed.offset))};
    return DocumentReader(text, limits).read(tree.document_element());
}

} // namespace kommin::xliff
