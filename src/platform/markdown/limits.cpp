#include "platform/markdown/limits.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace kommin::markdown {

namespace {

// Lists and quotations inside each other. The column bounds those that grow over many lines, each line
// indented a little further.
constexpr std::size_t most_markers = 16;
constexpr std::size_t last_marker_column = 80;
constexpr std::size_t most_cells = 50'000; // of all tables together
constexpr std::size_t most_columns = 200;
constexpr std::size_t most_images = 500;
constexpr std::size_t most_reference_bytes = 10'000'000; // of all links' targets and titles together

bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// As cmark sees it: a no-break space is text.
bool is_blank_line(std::string_view line)
{
    return std::all_of(line.begin(), line.end(), is_blank);
}

// "* * *": a line across the page, however long, and no list.
bool is_rule(std::string_view text)
{
    return !text.empty() && (text[0] == '*' || text[0] == '-')
        && std::all_of(text.begin(), text.end(), [&](char c) { return c == text[0] || is_blank(c); });
}

// The length of "> ", "- ", "12. " … at the front, without the blanks before; 0: none.
std::size_t marker_length(std::string_view text)
{
    if (text.starts_with('>'))
        return 1;
    auto const digits = std::min(text.find_first_not_of("0123456789"), text.size());
    auto const sign = text.substr(digits);
    bool const is_bullet = digits == 0 && !sign.empty() && std::string_view{"-+*"}.find(sign[0]) != sign.npos;
    bool const is_number = digits > 0 && digits <= 9 && (sign.starts_with('.') || sign.starts_with(')'));
    if ((is_bullet || is_number) && (sign.size() == 1 || is_blank(sign[1])))
        return digits + 1;
    return 0;
}

// Where the line's own text begins, behind its markers; `too_deep` is where a marker stands that is one too
// many.
struct LineStart {
    std::size_t text = 0;
    std::optional<std::size_t> too_deep;
};

LineStart start_of(std::string_view line)
{
    std::size_t markers = 0;
    std::size_t column = 0;
    std::size_t at = 0;
    for (;;) {
        for (; at < line.size() && is_blank(line[at]); ++at)
            column += line[at] == '\t' ? 4 - column % 4 : 1;
        auto const length = marker_length(line.substr(at));
        if (length == 0 || is_rule(line.substr(at)))
            return {at, std::nullopt};
        if (++markers > most_markers || column > last_marker_column)
            return {at, at};
        at += length;
        column += length;
    }
}

// The number of columns if the line says how a table's columns are aligned ("|:--|--:|"), else 0.
std::size_t columns_of(std::string_view text)
{
    if (text.find_first_not_of("|-: \t\v\f") != text.npos || text.find('-') == text.npos)
        return 0;
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '|')) + 1;
}

class Limiter {
public:
    explicit Limiter(std::string_view markdown)
        : lines_(split(markdown, '\n'))
        , has_too_many_references_(count_reference_bytes(markdown) > most_reference_bytes)
    {
        out_.reserve(markdown.size() + 64);
    }

    std::string text()
    {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (i > 0)
                out_ += '\n';
            append_line(i);
        }
        return std::move(out_);
    }

private:
    // What the targets and titles of all links by reference come to at most: as often as there are brackets,
    // the longest of the definitions, each taken to reach to the end of its paragraph.
    static std::size_t count_reference_bytes(std::string_view markdown)
    {
        std::size_t longest = 0;
        std::size_t definition = 0;
        for (auto const line : split(markdown, '\n')) {
            if (is_blank_line(line))
                definition = 0;
            else if (definition > 0 || line.find("]:") != line.npos)
                definition += line.size() + 1;
            longest = std::max(longest, definition);
        }
        return longest * static_cast<std::size_t>(std::count(markdown.begin(), markdown.end(), ']'));
    }

    void append_line(std::size_t index)
    {
        auto const line = lines_[index];
        auto const start = start_of(line);
        if (start.too_deep) {
            escape(line, *start.too_deep);
            return;
        }
        if (auto const columns = columns_of(line.substr(start.text)); columns > 1) {
            auto const cells = columns * (rows_from(index) + 1);
            if (columns > most_columns || cells > most_cells - cells_) {
                escape(line, start.text);
                return;
            }
            cells_ += cells;
        }
        append_text(line);
    }

    void escape(std::string_view line, std::size_t at)
    {
        // A number is no marker when its dot is escaped; a backslash before a digit would be printed.
        at += std::min(line.substr(at).find_first_not_of("0123456789"), line.size() - at);
        out_.append(line.substr(0, at)).append("\\");
        append_text(line.substr(at));
    }

    void append_text(std::string_view line)
    {
        for (std::size_t i = 0; i < line.size(); ++i) {
            out_ += line[i];
            auto const pair = line.substr(i, 2);
            if ((pair == "![" && ++images_ > most_images) || (pair == "]:" && has_too_many_references_))
                out_ += '\\';
        }
    }

    // Lines up to the next blank one: more rows a table cannot have.
    std::size_t rows_from(std::size_t index)
    {
        if (index >= block_end_) {
            block_end_ = index + 1;
            while (block_end_ < lines_.size() && !is_blank_line(lines_[block_end_]))
                ++block_end_;
        }
        return block_end_ - index;
    }

    std::vector<std::string_view> lines_;
    std::string out_;
    std::size_t block_end_ = 0;
    std::size_t cells_ = 0;
    std::size_t images_ = 0;
    bool has_too_many_references_ = false;
};

}

std::string within_limits(std::string_view markdown)
{
    // A carriage return alone ends a line for cmark, too.
    std::string lines;
    lines.reserve(markdown.size());
    for (std::size_t i = 0; i < markdown.size(); ++i) {
        if (markdown[i] != '\r')
            lines += markdown[i];
        else if (markdown.substr(i, 2) != "\r\n")
            lines += '\n';
    }
    return Limiter(lines).text();
}

} // namespace kommin::markdown
