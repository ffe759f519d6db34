#include "platform/search/vocabulary.hpp"

#include "platform/base/testing.hpp"
#include "platform/search/fold.hpp"
#include "platform/search/string_numbers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace kommin::search {
namespace {

// Edit distance with transpositions as its definition says, without any cleverness.
unsigned plain_distance(std::u32string const& left, std::u32string const& right)
{
    std::vector<std::vector<unsigned>> table(left.size() + 1, std::vector<unsigned>(right.size() + 1));
    for (unsigned i = 0; i <= left.size(); ++i) {
        for (unsigned j = 0; j <= right.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            table[i][j] = std::min(
                {table[i - 1][j] + 1, table[i][j - 1] + 1,
                 table[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[left.size()][right.size()];
}

class RandomWords {
public:
    RandomWords()
    {
        std::mt19937 random(11);
        // Few letters, of one, two and three bytes, so that the words are near each other.
        std::vector<std::string> const letters = {"a", "b", "c", "ж", "и", "ع", "德"};
        while (words_.size() < 1500) {
            std::string word;
            for (auto length = 1 + random() % 7; length > 0; --length)
                word += letters[random() % letters.size()];
            words_.insert(word);
        }
        views_.assign(words_.begin(), words_.end());
        vocabulary_ = Vocabulary(views_);
    }
    [[nodiscard]] std::vector<std::string_view> const& words() const { return views_; }
    [[nodiscard]] Vocabulary const& vocabulary() const { return vocabulary_; }

private:
    std::set<std::string> words_;
    std::vector<std::string_view> views_;
    Vocabulary vocabulary_;
};

TEST(Vocabulary, finds_every_word_and_no_other)
{
    RandomWords const random;
    for (Term term = 0; term < random.words().size(); ++term)
        EXPECT_EQ(random.vocabulary().find(random.words()[term]), term);
    EXPECT_FALSE(random.vocabulary().find("zzz"));
    EXPECT_FALSE(random.vocabulary().find(""));
}

TEST(Vocabulary, prefixes_agree_with_a_plain_scan)
{
    RandomWords const random;
    for (std::string_view const prefix : {"", "a", "ab", "ж", "жи", "ع", "德a", "zz", "abcabc"}) {
        std::size_t expected = 0;
        for (auto const word : random.words())
            expected += word.starts_with(prefix) ? 1U : 0U;
        auto const [first, last] = random.vocabulary().with_prefix(prefix);
        EXPECT_EQ(last - first, expected) << prefix;
        for (auto term = first; term < last; ++term)
            EXPECT_TRUE(random.vocabulary()[term].starts_with(prefix));
    }
}

TEST(Vocabulary, parts_agree_with_a_plain_scan)
{
    RandomWords const random;
    for (std::string_view const part : {"abc", "жиж", "aжb", "عab", "德德a", "bcbc", "zzz"}) {
        std::set<std::string_view> expected;
        for (auto const word : random.words()) {
            if (word.size() > part.size() && word.find(part, 1) != std::string_view::npos)
                expected.insert(word);
        }
        std::set<std::string_view> found;
        random.vocabulary().containing(part, [&](Term term, std::string_view rest) {
            found.insert(random.vocabulary()[term]);
            EXPECT_TRUE(random.vocabulary()[term].ends_with(std::string(part) + std::string(rest)));
        });
        EXPECT_EQ(found, expected) << part;
    }
}

TEST(Vocabulary, similar_words_agree_with_the_definition_of_the_distance)
{
    RandomWords const random;
    constexpr std::size_t step = testing::is_sanitized ? 485 : 97;
    for (std::size_t query = 0; query < random.words().size(); query += step) {
        auto const text = random.words()[query];
        auto const letters = code_points(text);
        for (unsigned const limit : {0U, 1U, 2U, 3U}) {
            std::map<Term, unsigned> expected;
            for (Term term = 0; term < random.words().size(); ++term) {
                auto const distance = plain_distance(letters, code_points(random.words()[term]));
                if (distance <= limit)
                    expected[term] = distance;
            }
            std::map<Term, unsigned> found;
            random.vocabulary().similar(
                text, limit, [&](Term term, unsigned distance) { found[term] = distance; });
            EXPECT_EQ(found, expected) << text << " " << limit;
        }
    }
}

TEST(Vocabulary, similar_words_are_those_of_up_to_63_letters)
{
    std::vector<std::string> const words{
        std::string(62, 'a'), std::string(63, 'a'), std::string(64, 'a'), std::string(96, 'a')};
    Vocabulary const vocabulary({words.begin(), words.end()});
    std::map<Term, unsigned> found;
    auto const remember = [&](Term term, unsigned distance) { found[term] = distance; };
    vocabulary.similar(words[1], 1, remember);
    EXPECT_EQ(found, (std::map<Term, unsigned>{{0, 1}, {1, 0}, {2, 1}}));
    found.clear();
    vocabulary.similar(words[2], 1, remember);
    EXPECT_TRUE(found.empty());
}

TEST(Vocabulary, an_empty_one_finds_nothing)
{
    Vocabulary const empty;
    EXPECT_EQ(empty.size(), 0U);
    EXPECT_FALSE(empty.find("a"));
    EXPECT_EQ(empty.with_prefix("a"), (std::pair<Term, Term>(0, 0)));
    empty.containing("abc", [](Term, std::string_view) { ADD_FAILURE(); });
    empty.similar("abc", 2, [](Term, unsigned) { ADD_FAILURE(); });
}

TEST(StringNumbers, are_given_in_order_of_appearance)
{
    StringNumbers numbers;
    std::vector<std::string> texts;
    for (int i = 0; i < 5000; ++i)
        texts.push_back("word" + std::to_string(i * 7919 % 5000));
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t i = 0; i < texts.size(); ++i)
            ASSERT_EQ(numbers.number(texts[i]), i);
    }
    ASSERT_EQ(numbers.size(), texts.size());
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        ASSERT_EQ(numbers[i], texts[i]);
    EXPECT_EQ(numbers.number(""), texts.size()) << "an empty text is a text";
}

} // namespace
} // namespace kommin::search
