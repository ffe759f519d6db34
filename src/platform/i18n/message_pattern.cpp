#include "platform/i18n/message_pattern.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <optional>

namespace kommin::i18n::detail {
namespace {

// The arguments of a Problem are texts, and some of them count.
std::optional<std::int64_t> number_of(Argument const& argument)
{
    return argument.is_number() ? argument.number() : parse_number(argument.text());
}

class Filling {
public:
    Filling(std::string& out, std::span<Argument const> arguments, NumberWords const& words)
        : out_(out)
        , arguments_(arguments)
        , words_(words)
    { }

    // `counted` is what # stands for; outside a plural it is a character like others.
    void append(std::string_view pattern, Argument const* counted)
    {
        std::size_t at = 0;
        while (at < pattern.size()) {
            std::size_t const special
                = std::min(pattern.find_first_of(counted != nullptr ? "{#" : "{", at), pattern.size());
            out_.append(pattern.substr(at, special - at));
            if (special == pattern.size())
                return;
            if (pattern[special] == '#') {
                append_counted(*counted);
                at = special + 1;
                continue;
            }
            std::size_t const end = end_of_hole(pattern, special);
            append_hole(pattern.substr(special, end - special));
            at = end;
        }
    }

private:
    static std::size_t end_of_hole(std::string_view pattern, std::size_t open)
    {
        int depth = 0;
        for (std::size_t i = open; i < pattern.size(); ++i) {
            if (pattern[i] == '{')
                ++depth;
            else if (pattern[i] == '}' && --depth == 0)
                return i + 1;
        }
        return pattern.size();
    }

    // `hole` with its braces.
    void append_hole(std::string_view hole)
    {
        std::string_view const inside = hole.substr(1, hole.size() - 2);
        std::size_t const comma = inside.find(',');
        std::string_view const name = trim(inside.substr(0, comma));
        Argument const* const argument = find(name);
        if (argument == nullptr) {
            out_.append("{").append(name).append("}"); // better seen than guessed
        } else if (comma == std::string_view::npos) {
            append_value(*argument);
        } else {
            std::size_t const branches = inside.find(',', comma + 1);
            append(choose_branch(inside.substr(branches + 1), *argument), argument);
        }
    }

    std::string_view choose_branch(std::string_view branches, Argument const& argument) const
    {
        auto const number = number_of(argument);
        std::string_view const category = number ? words_.plural_category(*number) : "other";
        std::string_view chosen;
        std::string_view other;
        std::size_t at = 0;
        while (true) {
            std::size_t const open = branches.find('{', at);
            if (open == std::string_view::npos)
                return chosen.data() != nullptr ? chosen : other;
            std::string_view const selector = trim(branches.substr(at, open - at));
            std::size_t const end = end_of_hole(branches, open);
            std::string_view const text = branches.substr(open + 1, end - open - 2);
            if (selector.starts_with('=') && number && parse_number(selector.substr(1)) == number)
                return text;
            if (selector == category)
                chosen = text;
            if (selector == "other")
                other = text;
            at = end;
        }
    }

    [[nodiscard]] Argument const* find(std::string_view name) const
    {
        auto const found = std::ranges::find(arguments_, name, &Argument::name);
        return found == arguments_.end() ? nullptr : &*found;
    }

    void append_counted(Argument const& argument)
    {
        if (auto const number = number_of(argument))
            words_.append_number(out_, *number);
        else
            out_.append(argument.text());
    }

    void append_value(Argument const& argument)
    {
        if (argument.is_number())
            words_.append_number(out_, argument.number());
        else
            out_.append(argument.text());
    }

    std::string& out_;
    std::span<Argument const> arguments_;
    NumberWords const& words_;
};

} // namespace

void append_message(
    std::string& out, std::string_view pattern, std::span<Argument const> arguments, NumberWords const& words)
{
    Filling(out, arguments, words).append(pattern, nullptr);
}

} // namespace kommin::i18n::detail
