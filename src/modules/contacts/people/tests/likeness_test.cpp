#include "modules/contacts/people/likeness.hpp"

#include <gmock/gmock.h>

#include <array>

namespace kommin::contacts {
namespace {

using ::testing::ElementsAre;

// Names of one person in the spellings that offices meet.
struct TwoSpellings {
    char const* one;
    char const* other;
};

TEST(LikenessOfPerson, is_the_same_in_every_spelling_of_a_name)
{
    constexpr auto pairs = std::to_array<TwoSpellings>({
        {"محمد خالد", "Mohammed Khaled"},
        {"محمد خالد", "Muhamad Halid"},
        {"فاطمة يوسف", "Fatima Yusuf"},
        {"فاطمة يوسف", "Fatma Jusuf"},
        {"علي حسين", "Ali Hussein"},
        {"جمال شريف", "Dschamal Scharif"},
        {"Djamal Sharif", "Jamal Şerif"},
        {"عمر الأحمد", "Omar Al-Ahmad"},
        {"Юлия Шевченко", "Yuliya Shevchenko"},
        {"Юлія Шевченко", "Iuliia Shevchenko"},
        {"Юлия Шевченко", "Julia Schewtschenko"},
        {"Сергей Щербаков", "Serhii Shcherbakov"},
        {"Ольга Черненко", "Olha Tschernenko"},
        {"Олена Гриценко", "Olena Hrytsenko"},
        {"Елена Иванова", "Yelena Iwanowa"},
        {"Yiğit Çağlar", "Yigit Caglar"},
        {"AYŞE IŞIK", "Ayse Isik"},
        {"Ștefan Țurcanu", "Stefan Turcanu"},
        {"Jürgen Müller", "Juergen Mueller"},
        {"Jürgen Müller", "Jurgen Muller"},
        {"Sarah Weiß", "Sara Weiss"},
        {"Philipp Kück", "Filip Kük"},
        {"Kaya Ayşe", "Ayşe Kaya"}, // whichever stands first
        {"Anna-Lena Öz", "Anna Lena Öz"},
        {"نجيب عبدالله", "Nadschib Abdullah"},
        {"Najib Abdulla", "Nadjib Abdullah"},
        {"تامر فتحي", "Tamer Fathi"},
        {"عبد الرحمن", "Abd ar-Rahman"}, // as the article is heard
        {"Abd Al-Rahman", "Abd er-Rahman"},
        {"Γιώργος Βασιλείου", "Giorgos Vasileiou"},
        {"Ευαγγελία Παππά", "Evangelia Pappa"},
    });
    for (auto const& [one, other] : pairs)
        EXPECT_EQ(likeness_of_person(one), likeness_of_person(other)) << one << ", " << other;
}

TEST(LikenessOfPerson, differs_where_names_do)
{
    constexpr auto pairs = std::to_array<TwoSpellings>({
        {"Ahmad Khalil", "Mohammad Khalil"}, // brothers
        {"Ahmad Khalil", "Hamid Khalil"},
        {"Anna Müller", "Jan Müller"},
        {"Ayşe Kaya", "Ayşe Kara"},
        {"Maria Berg", "Maria Beer"},
        {"Olga Petrova", "Olga Pavlova"},
        {"Julia Schmidt", "Elia Schmidt"},
        {"Anna Müller", "Anna Lena Müller"},
        {"Yvonne Kurz", "Jan Kurz"},
        {"Ion Popescu", "Ana Popescu-Ionescu"},
        {"Tamer Kaya", "Amr Kaya"},
        {"تامر خالد", "عمر خالد"},
        {"Er Kaya", "Kaya Kaya"}, // a name, and no article
    });
    for (auto const& [one, other] : pairs)
        EXPECT_NE(likeness_of_person(one), likeness_of_person(other)) << one << ", " << other;
}

TEST(LikenessOfWord, may_keep_its_vowels)
{
    for (auto const& [one, other] :
         {TwoSpellings{"mueller", "muller"}, {"caritas", "karitas"}, {"nour", "nur"}, {"yulia", "julia"}})
        EXPECT_EQ(sounds_of_word(one), sounds_of_word(other)) << one;
    EXPECT_NE(sounds_of_word("sonne"), sounds_of_word("sina"));
    EXPECT_EQ(likeness_of_word("sonne"), likeness_of_word("sina"));
}

TEST(LikenessOfPerson, one_name_alone_tells_nothing)
{
    EXPECT_TRUE(is_telling(likeness_of_person("Mohammed Kaya")));
    for (auto const* name : {"Mohammed", "Al-Mohammed", " ", "–"})
        EXPECT_FALSE(is_telling(likeness_of_person(name))) << name;
    EXPECT_THAT(likeness_parts("Mohammed"), ElementsAre("mhmd"));
    EXPECT_THAT(likeness_parts("Anna Öz"), ElementsAre("an", "as"));
}

}
} // namespace kommin::contacts
