#pragma once
// TranslatedWords: what a file of translations says of each German text, once, however many records say it.

#include "platform/demo/files.hpp"
#include "platform/json/json.hpp"

#include <set>
#include <string>
#include <string_view>

namespace kommin::demo {

class TranslatedWords {
public:
    // Its member "texts": an object of German texts with what they say in its language. Throws where there is
    // none.
    TranslatedWords(Files const& files, Translated const& file);
    // Whether a person has read them: it says who.
    [[nodiscard]] bool is_reviewed() const;
    // Each line by itself, and empty ones as they are; "" where one is not there.
    [[nodiscard]] std::string of(std::string_view source);
    // Throws where the file translates what nobody has asked for.
    void require_all_used() const;

private:
    std::string name_;
    json::Value root_;
    std::set<std::string> used_;
};

} // namespace kommin::demo
