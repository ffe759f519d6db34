#pragma once
// The columns of a table by what its header calls them: which one somebody asks for, which ones are there
// twice, and which nobody has asked for.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::csv {

class NamedColumns {
public:
    // What names have in common that mean the same column.
    using Spelling = std::function<std::string(std::string_view)>;

    // Blanks around a name are no part of it; a column without a name is none. `spelling`: how else names are
    // made alike; nothing: they are as they stand.
    explicit NamedColumns(std::vector<std::string> const& header, Spelling spelling = {});

    // Where it stands, of several the first; it counts as asked for from now on.
    std::optional<std::size_t> use(std::string_view name);
    [[nodiscard]] bool is_double(std::string_view name) const;
    // Those that nobody has asked for, as the header writes them.
    [[nodiscard]] std::vector<std::string> unused() const;

private:
    struct Column {
        std::size_t place;
        std::string written;
        bool is_used = false;
    };
    [[nodiscard]] std::string spelled(std::string_view name) const;

    Spelling spelling_;
    std::map<std::string, Column, std::less<>> columns_;
    std::set<std::string, std::less<>> doubles_;
};

} // namespace kommin::csv
