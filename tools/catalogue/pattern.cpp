#include "pattern.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace kommin::catalogue {
namespace {

constexpr std::array<std::string_view, 6> category_names{"zero", "one", "two", "few", "many", "other"};

bool is_name(std::string_view name)
{
    return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

class PatternReader {
public:
    explicit PatternReader(std::string_view text)
        : text_(text)
    { }

    std::variant<PatternShape, std::string> read()
    {
        read_text(false);
        if (!error_.empty())
            return error_;
        return std::move(shape_);
    }

private:
    bool fail(std::string what)
    {
        if (error_.empty())
            error_ = std::move(what);
        at_ = text_.size();
        return false;
    }

    // Up to the end, or up to the brace that closes a branch.
    void read_text(bool in_branch)
    {
        while (at_ < text_.size()) {
            char const c = text_[at_];
            if (c == '}') {
                if (!in_branch)
                    fail("a closing brace without an opening one");
                return;
            }
            ++at_;
            if (c == '{')
                read_hole(in_branch);
        }
        if (in_branch)
            fail("a branch of a plural is not closed");
    }

    void read_hole(bool in_branch)
    {
        std::size_t const end = std::min(text_.find_first_of(",{}", at_), text_.size());
        std::string const name(trim(text_.substr(at_, end - at_)));
        if (!is_name(name)) {
            fail("not a name for a hole: {" + name + "}");
            return;
        }
        shape_.names.insert(name);
        at_ = end + 1;
        if (end == text_.size() || text_[end] == '{')
            fail("the hole {" + name + "} is not closed");
        else if (text_[end] == ',')
            read_plural(name, in_branch);
    }

    void read_plural(std::string const& name, bool in_branch)
    {
        std::size_t const comma = text_.find(',', at_);
        if (comma == std::string_view::npos || trim(text_.substr(at_, comma - at_)) != "plural") {
            fail("after {" + name + ", only `plural,` is known");
            return;
        }
        if (in_branch) {
            fail("a plural inside a plural: {" + name + "}");
            return;
        }
        at_ = comma + 1;
        PluralHole hole{name, {}};
        while (read_branch(hole)) { }
        if (error_.empty() && !hole.categories.contains("other"))
            fail("the plural {" + name + "} has no `other`");
        shape_.plurals.push_back(std::move(hole));
    }

    bool read_branch(PluralHole& hole)
    {
        std::size_t const open = text_.find_first_of("{}", at_);
        if (open == std::string_view::npos)
            return fail("the plural {" + hole.name + "} is not closed");
        std::string const category(trim(text_.substr(at_, open - at_)));
        at_ = open + 1;
        if (text_[open] == '}')
            return category.empty() ? false : fail("`" + category + "` in a plural has no text");
        if (category.starts_with('=')) {
            if (category.size() == 1 || category.find_first_not_of("0123456789", 1) != std::string::npos)
                return fail("`" + category + "` is no number of a plural");
        } else if (std::ranges::find(category_names, category) == category_names.end()) {
            return fail("`" + category + "` is no category of a plural");
        } else if (!hole.categories.insert(category).second) {
            return fail("`" + category + "` stands twice in a plural");
        }
        read_text(true);
        ++at_;
        return error_.empty();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    PatternShape shape_;
    std::string error_;
};

} // namespace

std::variant<PatternShape, std::string> read_pattern(std::string_view text)
{
    return PatternReader(text).read();
}

} // namespace kommin::catalogue
