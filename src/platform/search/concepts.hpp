#pragma once
// The cross-language vocabulary: what newcomers call a thing in each language. A term of a concept in any
// language finds records that use any other term of it in any other language. Edited by the office:
// docs/search.md.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kommin::search {

class Concepts {
public:
    struct Term {
        std::string language; // BCP 47 tag of its column
        std::string
            text; // one or more words; "Impf*" also stands for its compounds, "*kurs" for those it ends
        friend bool operator==(Term const&, Term const&) = default;
    };
    struct Concept {
        std::string id;
        std::vector<Term> terms; // in the order of the file: the first of a language is its label
    };

    // Semicolon or comma separated, first line "concept;de;en;…", cells "term|synonym|…". The error names the
    // line.
    static std::variant<Concepts, std::string> parse(std::string_view csv);
    // As they are given; ids must differ.
    static Concepts of(std::vector<std::string> languages, std::vector<Concept> concepts);

    // Why a text can be no term.
    enum class TermFault : std::uint8_t {
        no_letters,
        short_star, // "S*" would call half of all records
    };
    static std::optional<TermFault> fault_of(std::string_view term);

    // The tags of the columns, in their order.
    [[nodiscard]] std::vector<std::string> const& languages() const { return languages_; }
    [[nodiscard]] std::vector<Concept> const& all() const { return concepts_; }

private:
    std::vector<std::string> languages_;
    std::vector<Concept> concepts_;
};

} // namespace kommin::search
