#pragma once
// SubjectKind: what a translated text belongs to.

#include <string_view>

namespace kommin::content {

void a_subject_kind_is_a_lower_case_word(); // never defined: the name is the compiler's message

// One constant per kind of record, in the module that owns it and names it as one of its Module::subjects:
// `inline constexpr content::SubjectKind offer_subject{"offer"};`. The word is stored: it never changes, and
// no two modules have the same (scripts/check-layers, web::check_modules). The table does not list the words,
// so that a new module needs no change of it.
class SubjectKind {
public:
    consteval explicit SubjectKind(std::string_view word)
        : word_(word)
    {
        if (word.empty() || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string_view::npos)
            a_subject_kind_is_a_lower_case_word();
    }
    [[nodiscard]] constexpr std::string_view word() const { return word_; }

private:
    std::string_view word_;
};

} // namespace kommin::content
