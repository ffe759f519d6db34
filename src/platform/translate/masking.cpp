#include "platform/translate/masking.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace kommin::translate {

namespace {

constexpr std::size_t longest_placeholder = 60;
constexpr std::size_t fewest_digits_of_a_phone = 6;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Every byte of a letter beyond ASCII counts: better one name too few than half a word.
bool is_of_a_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c)
        || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool has_letters(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return is_of_a_word(c) && !is_digit(c); });
}

std::size_t count_of(std::string_view text, std::size_t from, std::string_view allowed)
{
    auto const end = text.find_first_not_of(allowed, from);
    return (end == std::string_view::npos ? text.size() : end) - from;
}

// "## ", "> - ", "1. ", "   "
std::size_t length_of_beginning(std::string_view line)
{
    std::size_t at = count_of(line, 0, " \t");
    for (;;) {
        auto const rest = line.substr(at);
        std::size_t length = 0;
        if (rest.starts_with("\xE2\x80\xA2")) // •
            length = 3;
        else if (!rest.empty() && std::string_view("-*+>").find(rest.front()) != std::string_view::npos)
            length = 1;
        else if (rest.starts_with('#'))
            length = count_of(rest, 0, "#");
        else if (auto const digits = count_of(rest, 0, "0123456789"); digits > 0 && digits <= 3
                 && digits < rest.size() && (rest[digits] == '.' || rest[digits] == ')'))
            length = digits + 1;
        bool const is_followed_by_space = length > 0 && (length == rest.size() || rest[length] == ' ');
        if (!is_followed_by_space)
            return at;
        at += length + count_of(rest, length, " \t");
    }
}

bool begins_a_line_of_its_own(std::string_view line)
{
    return length_of_beginning(line) > 0 || line.starts_with("```") || line.starts_with("~~~")
        || line.starts_with('|') || !has_letters(line);
}

// Lines that Markdown shows as one are one sentence for a translator.
std::string with_joined_lines(std::string_view text)
{
    std::string joined;
    bool is_code = false;
    bool may_go_on = false;
    bool is_first = true;
    for (auto const line : split(text, '\n')) {
        bool const is_fence = line.starts_with("```") || line.starts_with("~~~");
        bool const goes_on = may_go_on && !begins_a_line_of_its_own(line);
        if (!is_first)
            joined += goes_on ? ' ' : '\n';
        is_first = false;
        joined += line;
        is_code = is_code != is_fence;
        bool const has_hard_break = line.ends_with("  ") || line.ends_with('\\');
        may_go_on = !is_code && !is_fence && !has_hard_break && has_letters(line) && !line.starts_with('#')
            && !line.starts_with('|');
    }
    return joined;
}

std::size_t length_of_address(std::string_view text)
{
    bool const begins
        = text.starts_with("https://") || text.starts_with("http://") || text.starts_with("www.");
    if (!begins)
        return 0;
    auto length = std::min(text.find_first_of(" \t)>]\"'`|"), text.size());
    while (length > 0 && std::string_view(".,;:!?*_").find(text[length - 1]) != std::string_view::npos)
        --length;
    return length;
}

std::size_t length_of_mail_address(std::string_view text)
{
    constexpr std::string_view of_domains
        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    constexpr std::string_view of_names
        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+%";
    auto const name = count_of(text, 0, of_names);
    if (name == 0 || name >= text.size() || text[name] != '@')
        return 0;
    auto length = name + 1 + count_of(text, name + 1, of_domains);
    while (text[length - 1] == '.' || text[length - 1] == '-')
        --length;
    return text.substr(name, length - name).find('.') == std::string_view::npos ? 0 : length;
}

std::size_t length_of_phone(std::string_view text)
{
    if (!text.starts_with('0') && !text.starts_with('+'))
        return 0;
    auto length = 1 + count_of(text, 1, "0123456789 /()-");
    while (length > 0 && !is_digit(text[length - 1]))
        --length;
    auto const digits = static_cast<std::size_t>(std::ranges::count_if(text.substr(0, length), is_digit));
    return digits < fewest_digits_of_a_phone ? 0 : length;
}

// From the sign that begins it to the one that ends it.
std::size_t length_of_enclosed(std::string_view text, char begin, char end)
{
    if (!text.starts_with(begin))
        return 0;
    auto const found = text.find(end, 1);
    return found == std::string_view::npos || found == 1 ? 0 : found + 1;
}

// Code, a tag, the edge of a cell, or a sign that is meant as such; 0: none of it.
std::size_t length_of_sign(std::string_view text)
{
    auto const second = text.size() > 1 ? text[1] : ' ';
    if (text.front() == '|')
        return 1;
    if (text.front() == '\\')
        return is_of_a_word(second) || second == ' ' ? 0 : 2;
    if (text.front() == '<')
        return is_of_a_word(second) || second == '/' ? length_of_enclosed(text, '<', '>') : 0;
    return length_of_enclosed(text, '`', '`');
}

// "](https://…)" or "][name]" behind the text of a link; 0: there is none.
std::size_t length_of_target(std::string_view text)
{
    if (text.starts_with("](")) {
        int depth = 0;
        for (std::size_t at = 1; at < text.size(); ++at) {
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (depth == 0)
                return at + 1;
        }
        return 0;
    }
    if (text.starts_with("][")) {
        auto const end = text.find(']', 1);
        return end == std::string_view::npos ? 0 : end + 1;
    }
    return 0;
}

// The bracket that ends the one at the beginning, whatever stands between them.
std::size_t closing_bracket(std::string_view text)
{
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
            continue;
        }
        depth += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
        if (depth == 0)
            return at;
    }
    return std::string_view::npos;
}

struct FoundToken {
    std::size_t number;
    std::size_t length;
};
// "{12}" as machines give it back: with spaces, or in the digits of Arabic and Persian.
std::optional<FoundToken> token_at(std::string_view text)
{
    if (!text.starts_with('{'))
        return std::nullopt;
    std::size_t at = 1 + count_of(text, 1, " ");
    std::size_t number = 0;
    bool has_digits = false;
    for (; at < text.size() && number < 10'000; has_digits = true) {
        auto const rest = text.substr(at);
        auto const second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0U;
        if (is_digit(rest.front())) {
            number = number * 10 + static_cast<std::size_t>(rest.front() - '0');
            at += 1;
        } else if (rest.front() == '\xD9' && second >= 0xA0U && second <= 0xA9U) { // U+0660 …
            number = number * 10 + (second - 0xA0U);
            at += 2;
        } else if (rest.front() == '\xDB' && second >= 0xB0U && second <= 0xB9U) { // U+06F0 …
            number = number * 10 + (second - 0xB0U);
            at += 2;
        } else {
            break;
        }
    }
    at += count_of(text, at, " ");
    if (!has_digits || at >= text.size() || text[at] != '}')
        return std::nullopt;
    return FoundToken{number, at + 1};
}

bool has_made_something_up(std::string_view text)
{
    return std::ranges::any_of(
        std::array<std::string_view, 4>{"://", "](", "www.", "{"},
        [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

}

// One line on its way out.
class MaskedText::LineReader {
public:
    LineReader(std::string_view line, TextKind kind, std::span<std::string const> names)
        : line_(line)
        , kind_(kind)
        , names_(names)
    { }

    void read()
    {
        while (at_ < line_.size()) {
            if (!(kind_ == TextKind::markdown && read_sign()) && !read_protected()) {
                text_ += line_[at_];
                ++at_;
            }
        }
        // What opens and never closes is no pair.
        for (auto const& [sign, pair] : open_runs_) {
            for (auto& token : tokens_) {
                if (token.pair == pair && token.side == Side::opens)
                    token.side = Side::neither;
            }
        }
    }
    [[nodiscard]] std::string const& text() const { return text_; }
    [[nodiscard]] std::vector<Token> take_tokens() { return std::move(tokens_); }
    // Whether anything is left to translate: tokens have no letters.
    [[nodiscard]] bool has_words() const { return has_letters(text_); }

private:
    void add(std::size_t length, Side side = Side::neither, std::size_t pair = 0)
    {
        tokens_.push_back({std::string(line_.substr(at_, length)), side, pair});
        text_ += '{' + std::to_string(tokens_.size()) + '}';
        at_ += length;
    }
    [[nodiscard]] bool is_at_word() const { return at_ == 0 || !is_of_a_word(line_[at_ - 1]); }
    [[nodiscard]] std::size_t length_of_name() const
    {
        for (auto const& name : names_) {
            auto const end = at_ + name.size();
            bool const ends_a_word = end >= line_.size() || !is_of_a_word(line_[end]);
            if (!name.empty() && line_.substr(at_).starts_with(name) && ends_a_word)
                return name.size();
        }
        return 0;
    }
    bool read_protected()
    {
        auto const rest = line_.substr(at_);
        std::size_t length = length_of_enclosed(rest, '{', '}');
        if (length > longest_placeholder)
            length = 0;
        if (length == 0 && rest.front() == '{')
            length = 1; // a brace of the text would look like one of ours
        if (length == 0 && is_at_word()) {
            length = length_of_name();
            for (auto* const find : {&length_of_address, &length_of_mail_address, &length_of_phone})
                length = length == 0 ? find(rest) : length;
        }
        if (length == 0)
            return false;
        add(length);
        return true;
    }
    // The signs of Markdown.
    bool read_sign()
    {
        auto const rest = line_.substr(at_);
        if (!links_.empty() && at_ == links_.back().end) {
            add(length_of_target(rest), Side::closes, links_.back().pair);
            links_.pop_back();
            return true;
        }
        if (auto const length = length_of_sign(rest); length > 0) {
            add(length);
            return true;
        }
        if (rest.front() == '[' || rest.starts_with("!["))
            return read_link(rest);
        return read_emphasis(rest);
    }
    bool read_link(std::string_view rest)
    {
        std::size_t const length = rest.front() == '!' ? 2 : 1;
        auto const end = closing_bracket(rest.substr(length - 1));
        if (end == std::string_view::npos || length_of_target(rest.substr(length - 1 + end)) == 0)
            return false;
        links_.push_back({at_ + length - 1 + end, ++pairs_});
        add(length, Side::opens, pairs_);
        return true;
    }
    bool read_emphasis(std::string_view rest)
    {
        auto const sign = rest.front();
        if (sign != '*' && sign != '_' && sign != '~')
            return false;
        auto const length = count_of(rest, 0, std::string_view(&sign, 1));
        if ((sign == '_' && !is_at_word() && length < rest.size() && is_of_a_word(rest[length]))
            || (sign == '~' && length != 2))
            return false; // within a word it is a letter like others
        std::string const run(rest.substr(0, length));
        auto const open = open_runs_.find(run);
        bool const can_open = length < rest.size() && rest[length] != ' ';
        if (open != open_runs_.end()) {
            add(length, Side::closes, open->second);
            open_runs_.erase(open);
        } else if (can_open) {
            open_runs_.emplace(run, ++pairs_);
            add(length, Side::opens, pairs_);
        } else {
            add(length);
        }
        return true;
    }

    struct OpenLink {
        std::size_t end; // where its text ends
        std::size_t pair;
    };

    std::string_view line_;
    TextKind kind_;
    std::span<std::string const> names_;
    std::size_t at_ = 0;
    std::size_t pairs_ = 0;
    std::string text_;
    std::vector<Token> tokens_;
    std::vector<OpenLink> links_;
    std::map<std::string, std::size_t, std::less<>> open_runs_;
};

MaskedText::MaskedText(std::string_view text, TextKind kind, std::span<std::string const> names)
{
    std::vector<std::string> longest_first(names.begin(), names.end());
    std::ranges::sort(longest_first, std::ranges::greater{}, &std::string::size);
    auto const whole = kind == TextKind::markdown ? with_joined_lines(text) : std::string(text);
    bool is_first = true;
    bool is_code = false;
    for (auto const line : split(whole, '\n')) {
        if (!is_first)
            add_literal("\n");
        is_first = false;
        bool const is_fence
            = kind == TextKind::markdown && (line.starts_with("```") || line.starts_with("~~~"));
        if (is_fence || is_code)
            add_literal(line);
        else
            add_line(line, kind, longest_first);
        is_code = is_code != is_fence;
    }
}

void MaskedText::add_literal(std::string_view text)
{
    if (pieces_.empty() || pieces_.back().tokens)
        pieces_.push_back({{}, std::nullopt});
    pieces_.back().literal += text;
}

void MaskedText::add_line(std::string_view line, TextKind kind, std::span<std::string const> names)
{
    auto const beginning = length_of_beginning(line);
    add_literal(line.substr(0, beginning));
    auto const rest = line.substr(beginning);
    auto const words = trim(rest);
    LineReader reader(words, kind, names);
    reader.read();
    if (!reader.has_words()) {
        add_literal(rest);
        return;
    }
    lines_.push_back(reader.text());
    pieces_.back().tokens = reader.take_tokens();
    if (auto const end = rest.find_last_not_of(" \t\r"); end + 1 < rest.size())
        add_literal(rest.substr(end + 1)); // two spaces are a line break
}

std::optional<std::string> MaskedText::put_back(std::span<std::string const> translated) const
{
    if (translated.size() != lines_.size())
        return std::nullopt;
    std::string text;
    std::size_t line = 0;
    for (auto const& piece : pieces_) {
        text += piece.literal;
        if (!piece.tokens)
            continue;
        auto const restored = restore(*piece.tokens, translated[line]);
        if (!restored)
            return std::nullopt;
        text += *restored;
        ++line;
    }
    return text;
}

std::optional<std::string> MaskedText::restore(std::vector<Token> const& tokens, std::string_view line)
{
    std::string text;
    std::string own_words; // of the machine
    std::vector<bool> has_come(tokens.size());
    std::vector<std::size_t> open;
    auto rest = trim(line);
    while (!rest.empty()) {
        auto const found = token_at(rest);
        if (!found) {
            text += rest.front() == '\n' || rest.front() == '\r' ? ' ' : rest.front();
            own_words += rest.front();
            rest.remove_prefix(1);
            continue;
        }
        if (found->number == 0 || found->number > tokens.size() || has_come[found->number - 1])
            return std::nullopt;
        has_come[found->number - 1] = true;
        own_words += ' ';
        rest.remove_prefix(found->length);
        auto const& token = tokens[found->number - 1];
        if (token.side == Side::opens) {
            open.push_back(token.pair);
            rest.remove_prefix(count_of(rest, 0, " ")); // "** so" would not begin anything
        }
        if (token.side == Side::closes) {
            if (open.empty() || open.back() != token.pair)
                return std::nullopt;
            open.pop_back();
            text.erase(text.find_last_not_of(' ') + 1);
        }
        text += token.text;
    }
    bool const is_whole = std::ranges::all_of(has_come, [](bool here) { return here; }) && open.empty();
    if (!is_whole || trim(own_words).empty() || has_made_something_up(own_words))
        return std::nullopt;
    return text;
}

} // namespace kommin::translate
