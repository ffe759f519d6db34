#pragma once
// Numbers distinct strings in the order in which they appear. A flat table: building an index looks up every
// running word of every record, and chasing the nodes of a std::unordered_map was half of its time. Private
// to this folder.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::search {

class StringNumbers {
public:
    // The number of the text; a new text gets the next one, which is size() before the call.
    std::uint32_t number(std::string_view text);
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    // Valid until the next call of number().
    [[nodiscard]] std::string_view operator[](std::uint32_t number) const
    {
        auto const begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view(block_).substr(begin, ends_[number] - begin);
    }

private:
    struct Slot {
        std::uint32_t hash = 0; // upper half, to compare without touching the text
        std::uint32_t number_plus_one = 0; // 0: free
    };
    void grow();
    std::vector<Slot> slots_; // a power of two, at most half full
    std::string block_;
    std::vector<std::size_t> ends_;
};

} // namespace kommin::search
