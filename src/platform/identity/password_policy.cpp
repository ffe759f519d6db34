#include "platform/identity/password_policy.hpp"

#include "platform/base/text.hpp"

#include <string>
#include <vector>
#include <zxcvbn.h>

namespace kommin::identity {

namespace {

constexpr double least_entropy = 36; // bits; zxcvbn's best of five grades begins at 33

// Parts of an address or name as attackers try them.
std::vector<std::string> words_of(std::span<std::string const> texts)
{
    std::vector<std::string> words;
    for (auto const& text : texts) {
        std::string word;
        for (char const c : ascii_lower(text) + ' ') {
            bool const separates = std::string_view(" @._-+,/").find(c) != std::string_view::npos;
            if (!separates) {
                word += c;
            } else {
                if (word.size() >= 3)
                    words.push_back(word);
                word.clear();
            }
        }
    }
    return words;
}

}

Result<void> check_new_password(
    std::string_view password, std::span<std::string const> words_about_person, std::string_view field)
{
    auto const length = count_code_points(password);
    if (length < shortest_password)
        return Problem::invalid(
            std::string(field), "identity.password.too_short"_msg,
            {{"count", std::to_string(shortest_password)}});
    if (length > longest_password)
        return Problem::invalid(
            std::string(field), "identity.password.too_long"_msg,
            {{"count", std::to_string(longest_password)}});

    auto const words = words_of(words_about_person);
    std::vector<char const*> pointers;
    for (auto const& word : words)
        pointers.push_back(word.c_str());
    pointers.push_back(nullptr);
    // zxcvbn reads up to the first NUL; whatever stands before it must be good enough by itself.
    std::string const text(password);
    if (ZxcvbnMatch(text.c_str(), pointers.data(), nullptr) < least_entropy)
        return Problem::invalid(std::string(field), "identity.password.guessable"_msg);
    return {};
}

} // namespace kommin::identity
