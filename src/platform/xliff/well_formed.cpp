#include "platform/xliff/well_formed.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace kommin::xliff {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view white_space = " \t\r\n";

bool begins_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'
        || static_cast<unsigned char>(c) >= 0x80;
}

bool is_in_name(char c)
{
    return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// XML 1.0, production 2.
bool is_character(std::uint32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800)
        || (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code <= 0x10FFFF);
}

// What stands between '&' and ';'.
bool is_reference(std::string_view name)
{
    constexpr std::array<std::string_view, 5> known{"amp", "lt", "gt", "quot", "apos"};
    if (std::ranges::find(known, name) != known.end())
        return true;
    if (!name.starts_with('#') || name.size() > 10)
        return false;
    name.remove_prefix(1);
    if (!name.starts_with('x')) {
        auto const code = parse_number<std::uint32_t>(name);
        return code && is_character(*code);
    }
    name.remove_prefix(1);
    std::uint32_t code = 0;
    for (char const c : name) {
        auto const digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'              ? c - 'a' + 10
            : c >= 'A' && c <= 'F'              ? c - 'A' + 10
                                                : -1;
        if (digit < 0)
            return false;
        code = code * 16 + static_cast<std::uint32_t>(digit); // at most eight digits
    }
    return !name.empty() && is_character(code);
}

class Scanner {
public:
    Scanner(std::string_view text, Limits const& limits)
        : text_(text)
        , limits_(limits)
    { }

    std::optional<Error> run()
    {
        if (text_.starts_with(byte_order_mark))
            at_ = byte_order_mark.size();
        read_declaration();
        while (!fault_ && at_ < text_.size()) {
            if (text_[at_] == '<')
                read_markup();
            else
                read_text();
        }
        if (!fault_ && (!open_.empty() || elements_ == 0))
            fail(Fault::not_xml);
        return fault_;
    }

private:
    void fail(Fault fault)
    {
        if (!fault_)
            fault_ = Error{fault, line_at(text_, std::min(at_, text_.size())), {}};
    }
    bool accept(std::string_view word)
    {
        if (!text_.substr(at_).starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }
    std::string_view read_until(std::string_view end)
    {
        auto const found = text_.find(end, at_);
        if (found == std::string_view::npos) {
            fail(Fault::not_xml);
            return {};
        }
        auto const inside = text_.substr(at_, found - at_);
        at_ = found + end.size();
        return inside;
    }
    std::string_view read_name()
    {
        auto const begin = at_;
        if (at_ < text_.size() && begins_name(text_[at_])) {
            while (at_ < text_.size() && is_in_name(text_[at_]))
                ++at_;
        }
        if (at_ == begin)
            fail(Fault::not_xml);
        return text_.substr(begin, at_ - begin);
    }
    bool skip_space()
    {
        auto const begin = at_;
        at_ = std::min(text_.find_first_not_of(white_space, at_), text_.size());
        return at_ > begin;
    }

    void read_declaration()
    {
        if (!text_.substr(at_).starts_with("<?xml"))
            return;
        auto const declaration = read_until("?>");
        auto const place = declaration.find("encoding");
        if (place == std::string_view::npos)
            return;
        auto const rest = declaration.substr(place);
        auto const quote = rest.find_first_of("\"'");
        if (quote == std::string_view::npos)
            return fail(Fault::not_xml);
        auto const name = rest.substr(quote + 1, rest.find(rest[quote], quote + 1) - quote - 1);
        if (!equals_ignoring_ascii_case(name, "utf-8") && !equals_ignoring_ascii_case(name, "us-ascii"))
            fail(Fault::encoding);
    }

    void read_references(std::string_view piece)
    {
        for (auto place = piece.find('&'); place != std::string_view::npos;
             place = piece.find('&', place + 1)) {
            auto const end = piece.find(';', place);
            if (end == std::string_view::npos || !is_reference(piece.substr(place + 1, end - place - 1)))
                return fail(Fault::not_xml);
        }
    }

    void read_text()
    {
        auto const end = std::min(text_.find('<', at_), text_.size());
        auto const piece = text_.substr(at_, end - at_);
        bool const is_outside = open_.empty();
        if (is_outside && piece.find_first_not_of(white_space) != std::string_view::npos)
            return fail(Fault::not_xml);
        read_references(piece);
        at_ = end;
    }

    void read_markup()
    {
        if (accept("<!--")) {
            read_until("-->");
        } else if (accept("<![CDATA[")) {
            if (open_.empty())
                return fail(Fault::not_xml);
            read_until("]]>");
        } else if (accept("<?")) {
            read_until("?>");
        } else if (text_.substr(at_).starts_with("<!")) {
            fail(Fault::doctype);
        } else if (accept("</")) {
            auto const name = read_name();
            skip_space();
            if (fault_ || open_.empty() || open_.back() != name || !accept(">"))
                return fail(Fault::not_xml);
            open_.pop_back();
        } else {
            ++at_;
            read_element();
        }
    }

    void read_element()
    {
        auto const name = read_name();
        bool const is_second_root = open_.empty() && elements_ > 0;
        if (fault_ || is_second_root)
            return fail(Fault::not_xml);
        if (++elements_ > limits_.elements || open_.size() >= limits_.depth)
            return fail(Fault::too_large);
        names_.clear();
        for (;;) {
            bool const is_separated = skip_space();
            if (accept("/>"))
                return;
            if (accept(">"))
                return open_.push_back(name);
            if (!is_separated)
                return fail(Fault::not_xml);
            read_attribute();
            if (fault_)
                return;
        }
    }

    void read_attribute()
    {
        auto const name = read_name();
        if (std::ranges::find(names_, name) != names_.end())
            return fail(Fault::not_xml);
        names_.push_back(name);
        skip_space();
        if (fault_ || !accept("="))
            return fail(Fault::not_xml);
        skip_space();
        if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\''))
            return fail(Fault::not_xml);
        auto const value = read_until(text_[at_++] == '"' ? "\"" : "'");
        if (value.find('<') != std::string_view::npos)
            return fail(Fault::not_xml);
        read_references(value);
        if (++attributes_ > limits_.attributes || names_.size() > limits_.attributes_of_an_element)
            fail(Fault::too_large);
    }

    std::string_view text_;
    Limits const& limits_;
    std::size_t at_ = 0;
    std::vector<std::string_view> open_; // as deep as the limits allow
    std::vector<std::string_view> names_; // of the attributes of the element that is being read
    std::size_t elements_ = 0;
    std::size_t attributes_ = 0;
    std::optional<Error> fault_;
};

// The first byte that cannot stand in XML: controls, and U+FFFE and U+FFFF.
std::size_t find_forbidden(std::string_view text)
{
    auto const control = std::ranges::find_if(text, [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
    return std::min(
        {static_cast<std::size_t>(control - text.begin()), text.find("\xEF\xBF\xBE"),
         text.find("\xEF\xBF\xBF"), text.size()});
}

}

std::size_t line_at(std::string_view text, std::size_t offset)
{
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::optional<Error> find_xml_fault(std::string_view text, Limits const& limits)
{
    if (text.size() > limits.bytes)
        return Error{Fault::too_large};
    if (!is_valid_utf8(text))
        return Error{Fault::encoding};
    if (auto const place = find_forbidden(text); place < text.size())
        return Error{Fault::not_xml, line_at(text, place)};
    return Scanner(text, limits).run();
}

} // namespace kommin::xliff
