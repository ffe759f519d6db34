#include "source_scan.hpp"

#include <algorithm>

namespace kommin::catalogue {
namespace {

bool is_word_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Scanner {
public:
    explicit Scanner(std::string_view source)
        : source_(source)
    { }

    std::vector<MessageLiteral> scan()
    {
        while (at_ < source_.size()) {
            char const c = source_[at_];
            if (starts_with("//"))
                skip_to("\n");
            else if (starts_with("/*"))
                skip_to("*/");
            else if (c == '"')
                read_string();
            else if (c == '\'')
                skip_quoted('\'');
            else if (is_word_character(c))
                read_word();
            else
                advance(1);
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] bool starts_with(std::string_view text) const
    {
        return source_.substr(at_, text.size()) == text;
    }

    void advance(std::size_t count)
    {
        std::size_t const end = std::min(at_ + count, source_.size());
        line_ += static_cast<std::size_t>(std::count(
            source_.begin() + static_cast<std::ptrdiff_t>(at_),
            source_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        at_ = end;
    }

    void skip_to(std::string_view end)
    {
        std::size_t const found = source_.find(end, at_ + 2);
        advance(found == std::string_view::npos ? source_.size() : found + end.size() - at_);
    }

    void skip_quoted(char quote)
    {
        std::size_t end = at_ + 1;
        while (end < source_.size() && source_[end] != quote && source_[end] != '\n')
            end += source_[end] == '\\' ? 2 : 1;
        advance(end + 1 - at_);
    }

    void read_string()
    {
        std::size_t const begin = at_ + 1;
        std::size_t const line = line_;
        skip_quoted('"');
        if (!starts_with("_msg") || (at_ + 4 < source_.size() && is_word_character(source_[at_ + 4])))
            return;
        if (last_word_ != "operator")
            found_.push_back({std::string(source_.substr(begin, at_ - 1 - begin)), line});
    }

    // Names, and numbers with their digit separators; a name that ends in R before a quote begins a raw
    // string.
    void read_word()
    {
        std::size_t end = at_;
        bool const is_number = source_[at_] >= '0' && source_[at_] <= '9';
        while (end < source_.size()
               && (is_word_character(source_[end])
                   || (is_number && source_[end] == '\'' && end + 1 < source_.size()
                       && is_word_character(source_[end + 1]))))
            ++end;
        last_word_ = source_.substr(at_, end - at_);
        advance(end - at_);
        if (last_word_.ends_with('R') && starts_with("\"")) {
            std::size_t const bracket = source_.find('(', at_);
            if (bracket == std::string_view::npos)
                return;
            std::string const closing = ')' + std::string(source_.substr(at_ + 1, bracket - at_ - 1)) + '"';
            skip_to(closing);
        }
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::string_view last_word_;
    std::vector<MessageLiteral> found_;
};

} // namespace

std::vector<MessageLiteral> find_message_literals(std::string_view source)
{
    return Scanner(source).scan();
}

} // namespace kommin::catalogue
