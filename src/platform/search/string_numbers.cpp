#include "platform/search/string_numbers.hpp"

#include <functional>

namespace kommin::search {

std::uint32_t StringNumbers::number(std::string_view text)
{
    if (ends_.size() * 2 >= slots_.size())
        grow();
    auto const hash = std::hash<std::string_view>{}(text);
    auto const upper = static_cast<std::uint32_t>(hash >> 32U);
    auto const mask = slots_.size() - 1;
    for (auto place = hash & mask;; place = (place + 1) & mask) {
        auto& slot = slots_[place];
        if (slot.number_plus_one == 0) {
            block_ += text;
            ends_.push_back(block_.size());
            slot = {upper, static_cast<std::uint32_t>(ends_.size())};
            return slot.number_plus_one - 1;
        }
        if (slot.hash == upper && (*this)[slot.number_plus_one - 1] == text)
            return slot.number_plus_one - 1;
    }
}

void StringNumbers::grow()
{
    slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, Slot{});
    auto const mask = slots_.size() - 1;
    for (std::uint32_t number = 0; number < ends_.size(); ++number) {
        auto const hash = std::hash<std::string_view>{}((*this)[number]);
        auto place = hash & mask;
        while (slots_[place].number_plus_one != 0)
            place = (place + 1) & mask;
        slots_[place] = {static_cast<std::uint32_t>(hash >> 32U), number + 1};
    }
}

} // namespace kommin::search
