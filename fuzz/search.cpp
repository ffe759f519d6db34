// Search: words, folding, and queries on a small index. Promises: words stand in order and whole; a folded
// word folds to itself; an answer is sorted, filtered, limited and always the same; marks are whole words.

#include "fuzz.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"
#include "platform/search/index.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

constexpr std::array<std::string_view, 8> languages{"de", "en", "tr", "ar", "uk", "ro", "pl", "de-simple"};

search::Index const& small_index()
{
    static auto const index = [] {
        auto concepts = search::Concepts::parse(
            "concept;de;en;tr;ar;uk\n"
            "course;Sprachkurs|Deutschkurs|*kurs;language course|class;dil kursu;دورة لغة;мовні курси|курс\n"
            "child;Kita|Kindergarten;day care;kreş;روضة أطفال;дитячий садок\n"
            "vaccination;Impf*;vaccination;aşı;تطعيم;щеплення\n"
            "town;Unna|Kreis Unna;;;أونا;Унна\n");
        using Part = search::Document::Part;
        using search::Field;
        std::vector<search::Document> const documents{
            {1,
             {Part{Field::title, "de", "Integrationskurs Deutsch für Frauen mit Kinderbetreuung"},
              Part{
                  Field::body, "de", "Der Kurs beginnt jeden Monat. Anmeldung in der Volkshochschule Lünen."},
              Part{Field::organisation, "de", "Volkshochschule"}, Part{Field::place, "de", "Lünen"}}},
            {2,
             {Part{Field::title, "de", "Kindergarten und Kita-Platz"},
              Part{Field::title, "tr", "Anaokulu ve kreş yeri"},
              Part{Field::title, "uk", "Дитячий садок і місце в яслах"},
              Part{Field::place, "de", "Fröndenberg/Ruhr"}}},
            {3,
             {Part{Field::title, "de", "Impfberatung im Gesundheitsamt"},
              Part{Field::title, "ar", "استشارة التطعيم في المدرسة"},
              Part{Field::body, "de", "Schutzimpfungen für Kinder und Erwachsene, Straße am Markt"},
              Part{Field::place, "de", "Unna"}}},
            {4,
             {Part{Field::title, "en", "Advice for migrants: jobs, housing, residence permit"},
              Part{Field::title, "ro", "Consiliere pentru migranți și locuri de muncă"},
              Part{Field::title, "pl", "Poradnictwo dla migrantów, praca i mieszkanie"}}},
            {5, {Part{Field::title, "tr", "IŞIK kadın merkezi, Unna'da danışma"}}},
        };
        return search::Index::build(documents, std::get<search::Concepts>(std::move(concepts)));
    }();
    return index;
}

void check_words(std::string_view text)
{
    std::size_t last = 0;
    for (auto const& word : search::words_of(text)) {
        require(
            last <= word.begin && word.begin < word.end && word.end <= text.size(), "words stand in order");
        last = word.end;
        auto const raw = text.substr(word.begin, word.end - word.begin);
        require(is_valid_utf8(raw), "a word is whole and UTF-8");
        auto const folded = search::fold(raw);
        require(folded.size() <= search::max_word_bytes, "a folded word has a greatest length");
        require(is_valid_utf8(folded), "a folded word is UTF-8");
        require(search::fold(folded) == folded, "a folded word folds to itself");
        require(
            search::code_points(folded).size() == search::letters_in(folded), "letters are counted right");
        for (auto const& variant : search::umlaut_variants(raw))
            require(variant != folded, "a variant is another spelling");
        for (auto const language : {"de", "tr"})
            require(is_valid_utf8(search::lower_case(raw, language)), "small letters are UTF-8");
    }
}

bool is_wanted(std::uint32_t id)
{
    return id != 2;
}

search::Index::Answer check_answer(std::string_view query, std::string_view language, std::size_t limit)
{
    auto const& index = small_index();
    auto const answer = index.find(query, language, limit, is_wanted);
    require(answer.hits.size() <= limit && answer.hits.size() <= answer.total, "hits have a limit");
    require(
        answer.hits.size() == std::min(limit, answer.total), "as many hits as there are, up to the limit");
    for (std::size_t i = 0; i < answer.hits.size(); ++i) {
        auto const& hit = answer.hits[i];
        require(is_wanted(hit.id) && hit.id <= index.size(), "only records that are wanted");
        require(hit.score > 0, "a hit has a score");
        if (i > 0) {
            auto const& before = answer.hits[i - 1];
            require(
                before.score > hit.score || (before.score == hit.score && before.id < hit.id),
                "best first, equal scores by id");
        }
    }
    require(is_valid_utf8(answer.corrected) || !is_valid_utf8(query), "a correction is UTF-8");
    require(answer.total == 0 || answer.suggestions.empty(), "suggestions only where nothing matched");
    if (search::words_of(query.substr(0, 512)).empty())
        require(answer.total == 0 && answer.suggestions.empty(), "no words, no answer");
    return answer;
}

// Asks again, which costs as much as the question; drawn for a part of the inputs.
void check_follow_ups(std::string_view query, std::string_view language, search::Index::Answer const& answer)
{
    auto const& index = small_index();
    auto const again = index.find(query, language, answer.hits.size() + 1, is_wanted);
    require(answer.total == again.total, "the same question, the same answer");
    require(std::equal(answer.hits.begin(), answer.hits.end(), again.hits.begin()), "the limit only cuts");
    for (auto const& suggestion : answer.suggestions)
        require(index.find(suggestion, language, 1).total > 0, "a suggestion has hits");
    for (auto const& completion : index.complete(query, language, 4))
        require(index.find(completion, language, 1).total > 0, "a completion has hits");
}

}

void run(std::string_view input)
{
    Choices choices(input);
    auto const language = languages.at(choices.draw(languages.size()));
    check_words(input);
    auto const answer = check_answer(input, language, 1 + choices.draw(5));
    if (choices.draw(8) == 0)
        check_follow_ups(input, language, answer);

    auto const& index = small_index();
    std::string const text = "Der Integrationskurs für Frauen in Lünen: kadın merkezi, التطعيم в садок. "
        + std::string(input.substr(0, 200));
    std::size_t last = 0;
    for (auto const& [begin, end] : index.matches_in(text, input, language)) {
        require(last <= begin && begin < end && end <= text.size(), "marks stand in order");
        require(
            search::words_of(std::string_view(text).substr(begin, end - begin)).size() >= 1,
            "a mark has words");
        last = end;
    }
    require(index.complete(input, language, 4).size() <= 4, "completions have a limit");
}

} // namespace kommin::fuzz
