#pragma once
// Masking: what a machine must not translate or lose is taken out of a text before it is sent, and put back
// afterwards: proper names, addresses of the web and of mail, telephone numbers, placeholders in braces, and
// the signs of Markdown. Line breaks and the beginnings of lines (headings, lists) are not sent at all.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::translate {

enum class TextKind : std::uint8_t { plain, markdown };

class MaskedText {
public:
    // `names`: to be left as they are wherever they stand as whole words.
    MaskedText(std::string_view text, TextKind kind, std::span<std::string const> names);

    // What is to be sent, in its order; empty where there is nothing to translate. "{1}" stands for what was
    // taken out.
    [[nodiscard]] std::vector<std::string> const& lines() const { return lines_; }
    // The whole text from as many translated lines. Nothing if what was taken out did not come back exactly
    // once and where it belongs, if a line is empty, or if the machine has made an address of its own.
    [[nodiscard]] std::optional<std::string> put_back(std::span<std::string const> translated) const;

private:
    enum class Side : std::uint8_t { neither, opens, closes };
    struct Token {
        std::string text;
        Side side = Side::neither;
        std::size_t pair = 0; // of those that open and close: the same for both
    };
    struct Piece {
        std::string literal; // stands before the line
        std::optional<std::vector<Token>> tokens; // of the line; nothing: there is no line
    };
    class LineReader;

    void add_line(std::string_view line, TextKind kind, std::span<std::string const> names);
    void add_literal(std::string_view text);
    static std::optional<std::string> restore(std::vector<Token> const& tokens, std::string_view line);

    std::vector<Piece> pieces_;
    std::vector<std::string> lines_;
};

} // namespace kommin::translate
