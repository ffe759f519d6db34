#include "platform/csv/cell_values.hpp"

#include "platform/base/text.hpp"

#include <cstddef>

namespace kommin::csv {

namespace {

constexpr std::string_view escapable = "|\\";

bool is_escapable(std::string_view text, std::size_t i)
{
    return i < text.size() && escapable.find(text[i]) != std::string_view::npos;
}

}

std::vector<std::string> split_values(std::string_view cell)
{
    std::vector<std::string> values;
    std::string value;
    auto const take = [&] {
        if (auto const text = trim(value); !text.empty())
            values.emplace_back(text);
        value.clear();
    };
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] == '\\' && is_escapable(cell, i + 1))
            value += cell[++i];
        else if (cell[i] == '|' || cell[i] == '\n')
            take();
        else
            value += cell[i];
    }
    take();
    return values;
}

std::string join_values(std::span<std::string const> values)
{
    std::string cell;
    for (auto const& value : values) {
        if (!cell.empty())
            cell += " | ";
        for (std::size_t i = 0; i < value.size(); ++i) {
            // Only where it would be read together with what follows it.
            bool const is_read_as_one
                = value[i] == '\\' && (i + 1 == value.size() || is_escapable(value, i + 1));
            if (value[i] == '|' || is_read_as_one)
                cell += '\\';
            cell += value[i];
        }
    }
    return cell;
}

} // namespace kommin::csv
