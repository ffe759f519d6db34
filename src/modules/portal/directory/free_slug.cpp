#include "modules/portal/directory/free_slug.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"

namespace kommin::portal {

std::string free_slug(
    std::string_view name, std::string_view fallback, std::string_view key,
    std::function<bool(std::string const&)> const& is_free)
{
    auto stem = slugify(name);
    if (stem.empty())
        stem = fallback;
    if (is_free(stem))
        return stem;
    constexpr int most_of_a_name = 9;
    for (int number = 2; number <= most_of_a_name; ++number) {
        if (auto candidate = stem + '-' + std::to_string(number); is_free(candidate))
            return candidate;
    }
    constexpr std::size_t digits = 12;
    return stem + '-' + crypto::sha256_hex(key).substr(0, digits);
}

} // namespace kommin::portal
