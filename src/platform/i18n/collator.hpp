#pragma once
// Collator: the order in which readers of a language look for names.

#include "platform/i18n/language.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace kommin::i18n {

// Immutable, for all threads.
class Collator {
public:
    static Collator const& of(Language language);

    // Bytes whose order is the order of the texts. Numbers inside are compared by value ("Haus 9", "Haus
    // 10").
    [[nodiscard]] std::string sort_key(std::string_view text) const;
    [[nodiscard]] bool is_before(std::string_view left, std::string_view right) const;

    Collator(Collator const&) = delete;
    Collator& operator=(Collator const&) = delete;
    ~Collator();

private:
    struct Rules;
    explicit Collator(Language language);
    std::unique_ptr<Rules> rules_;
};

} // namespace kommin::i18n
