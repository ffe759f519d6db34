#include "po_file.hpp"

#include "platform/base/text.hpp"

#include <optional>
#include <utility>

namespace kommin::catalogue {
namespace {

bool is_key(std::string_view id)
{
    bool has_dot = false;
    char previous = '.';
    for (char const c : id) {
        bool const is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
            || (c >= 'A' && c <= 'Z'); // script subtags: language.zh-Hans
        if (!is_word && (c != '.' || previous == '.'))
            return false;
        has_dot = has_dot || c == '.';
        previous = c;
    }
    return has_dot && previous != '.';
}

// Of valid UTF-8 that is not empty.
std::string_view first_character(std::string_view text)
{
    std::size_t end = 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        ++end;
    return text.substr(0, end);
}

class Reader {
public:
    Reader(std::string const& file, Findings& findings)
        : file_(file)
        , findings_(findings)
    { }

    std::vector<PoEntry> read(std::string_view bytes)
    {
        if (bytes.starts_with("\xEF\xBB\xBF"))
            complain("begins with a byte order mark");
        if (!is_valid_utf8(bytes)) {
            complain("is not UTF-8");
            return {};
        }
        for (std::string_view line : split(bytes, '\n')) {
            ++line_;
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            read_line(trim(line));
        }
        finish_entry();
        return std::move(entries_);
    }

private:
    enum class State { between, id, text };

    void complain(std::string what) { findings_.push_back({Severity::error, file_, line_, std::move(what)}); }

    void read_line(std::string_view line)
    {
        if (line.empty()) {
            finish_entry();
        } else if (line.starts_with('#')) {
            if (state_ != State::between)
                finish_entry();
            if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos)
                next_is_fuzzy_ = true;
        } else if (line.starts_with("msgid ")) {
            finish_entry();
            current_ = PoEntry{{}, {}, line_, std::exchange(next_is_fuzzy_, false)};
            state_ = State::id;
            append_quoted(line.substr(6), current_.id);
        } else if (line.starts_with("msgstr ")) {
            if (state_ != State::id)
                complain("msgstr without a msgid before it");
            state_ = State::text;
            append_quoted(line.substr(7), current_.text);
        } else if (line.starts_with('"')) {
            if (state_ == State::between)
                complain("text that belongs to no msgid");
            else
                append_quoted(line, state_ == State::id ? current_.id : current_.text);
        } else if (line.starts_with("msgid_plural") || line.starts_with("msgstr[")) {
            complain("plural forms belong into the text: {count, plural, one{…} other{…}}");
        } else {
            complain(
                "neither comment, msgid, msgstr nor quoted text: " + std::string(truncate_utf8(line, 40)));
        }
    }

    void append_quoted(std::string_view quoted, std::string& out)
    {
        quoted = trim(quoted);
        if (quoted.size() < 2 || quoted.front() != '"') {
            complain("a text in double quotes is missing");
            return;
        }
        std::size_t i = 1;
        for (; i < quoted.size() && quoted[i] != '"'; ++i) {
            if (quoted[i] != '\\') {
                if (static_cast<unsigned char>(quoted[i]) < 0x20)
                    complain("control character in a text");
                out += quoted[i];
                continue;
            }
            if (++i == quoted.size())
                break;
            switch (quoted[i]) {
            case 'n':
                out += '\n';
                break;
            case '"':
            case '\\':
                out += quoted[i];
                break;
            default: {
                auto const character = first_character(quoted.substr(i));
                complain("unknown escape \\" + std::string(character));
                i += character.size() - 1;
            }
            }
        }
        if (i >= quoted.size())
            complain("the closing double quote is missing");
        else if (i + 1 != quoted.size())
            complain("something follows the closing double quote");
    }

    void finish_entry()
    {
        if (state_ == State::id)
            complain("msgid without msgstr: " + current_.id);
        if (state_ == State::text)
            keep_entry();
        state_ = State::between;
    }

    void keep_entry()
    {
        if (current_.id.empty()) {
            if (!entries_.empty())
                findings_.push_back({Severity::error, file_, current_.line, "empty msgid"});
        } else if (!is_key(current_.id)) {
            findings_.push_back(
                {Severity::error, file_, current_.line,
                 "not a key of dotted words (letters, digits, _ and -): " + current_.id});
        } else {
            entries_.push_back(std::move(current_));
        }
        current_ = {};
    }

    std::string const& file_;
    Findings& findings_;
    std::vector<PoEntry> entries_;
    PoEntry current_;
    State state_ = State::between;
    bool next_is_fuzzy_ = false;
    std::size_t line_ = 0;
};

} // namespace

std::vector<PoEntry> read_po(std::string_view bytes, std::string const& file, Findings& findings)
{
    return Reader(file, findings).read(bytes);
}

} // namespace kommin::catalogue
