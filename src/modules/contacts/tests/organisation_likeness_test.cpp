#include "modules/contacts/organisation_likeness.hpp"

#include <gmock/gmock.h>

#include <array>

namespace kommin::contacts {
namespace {

struct TwoNames {
    char const* one;
    char const* other;
};

TEST(LikenessOfOrganisation, is_the_same_in_every_script_and_transliteration)
{
    constexpr auto pairs = std::to_array<TwoNames>({
        // tr
        {"Türk Kültür Derneği", "Turk Kultur Dernegi"},
        {"TÜRK KÜLTÜR DERNEĞİ", "Tuerk Kueltuer Dernegi e.V."},
        {"Işık Eğitim ve Kültür Merkezi", "ISIK EGITIM KULTUR MERKEZI"},
        {"Yıldız Kadınlar Birliği", "Yildiz Kadinlar Birligi e. V."},
        // ar: vowels that it does not write, articles as they are heard, its "and" in one word with the next
        {"نادي الشباب", "Nadi Al-Shabab"},
        {"نادي الشباب", "Nadi asch-Schabab e.V."},
        {"بيت الثقافة والفنون", "Bait ath-Thaqafa wal-Funun"},
        {"بيت التضامن", "Bait at-Tadamun"},
        // uk, ru
        {"Українська громада Унна", "Ukrainska hromada Unna"},
        {"Українська громада Унна", "Ukrajinska Hromada Unna e.V."},
        {"Просвіта", "Prosvita"},
        {"Слово та культура", "Slovo ta kultura"},
        {"Слово і культура", "Slowo i kultura"},
        {"Русский дом Унна", "Russkij Dom Unna"},
        {"Карітас Унна", "Caritas Unna"},
        {"Центр Дружба Унна", "Tsentr Druschba Unna"},
        // ro
        {"Asociația Românilor din Unna", "Asociatia Romanilor Unna"},
        {"Asociaţia Românilor din Unna", "ASOCIAȚIA ROMÂNILOR DIN UNNA e. V."},
        {"Școala și Viața", "Scoala si Viata"},
        // el
        {"Ελληνική Κοινότητα Ούνα", "Elliniki Kinotita Una e.V."},
        {"Ελληνική Κοινότητα Ούνα", "Elliniki Koinotita Ouna"},
        {"Σύλλογος Βέροια", "Syllogos Veroia"},
        {"Σύλλογος Φίλοι της Κρήτης", "Syllogos Filoi tis Kritis"},
        {"Αυγή Θράκης", "Avgi Thrakis"},
        // de
        {"Jugendhilfe Müller", "Jugendhilfe Mueller"},
        {"Die Brücke Unna", "Bruecke Unna"},
        {"Flüchtlingsrat Kamen & Bergkamen", "Fluechtlingsrat Kamen und Bergkamen"},
    });
    for (auto const& [one, other] : pairs)
        EXPECT_EQ(likeness_of(one), likeness_of(other)) << one << ", " << other;
}

TEST(LikenessOfOrganisation, is_the_same_whatever_the_law_and_the_order_of_words_add)
{
    constexpr auto pairs = std::to_array<TwoNames>({
        {"Lebenshilfe Unna gGmbH", "Lebenshilfe Unna gemeinnützige GmbH"},
        {"Lebenshilfe Unna gGmbH", "Lebenshilfe Unna gemeinnuetzige GmbH"},
        {"Lebenshilfe Unna g. GmbH", "Lebenshilfe Unna e. V."},
        {"Verein für Jugendhilfe e. V.", "Jugendhilfe e.V."},
        {"Arbeitskreis für Flüchtlinge", "Arbeitskreis Flüchtlinge"},
        {"ZOO gGmbH", "Zoo e. V."},
        {"Caritasverband Unna", "Caritas-Verband Unna e. V."},
        {"Caritas Verband Unna", "Unna, Caritasverband"},
        {"AWO Kreisverband Unna", "AWO Unna – Kreisverband"},
        {"Kita 1 Unna", "Unna: Kita 1"},
        {"A. W. O. Unna e. V.", "AWO Unna"},
        {"Haus A e. V.", "Haus A"},
        {"Kinder- und Jugendhaus", "Kinder u. Jugendhaus"},
        {"Verein e. V.", "verein E.V."}, // nothing but what the law adds
    });
    for (auto const& [one, other] : pairs)
        EXPECT_EQ(likeness_of(one), likeness_of(other)) << one << ", " << other;
}

TEST(LikenessOfOrganisation, differs_where_organisations_do)
{
    constexpr auto pairs = std::to_array<TwoNames>({
        // tr
        {"Türk Kültür Derneği", "Türk Kadın Derneği"},
        {"Yıldız Spor", "Yalaz Spor Kulübü"},
        // ar
        {"نادي الشباب", "نادي النساء"},
        {"بيت التضامن", "بيت الأمان"},
        // uk
        {"Українська громада Унна", "Українська школа Унна"},
        {"Просвіта", "Прасвета Хамм"},
        // ro
        {"Asociația Românilor", "Asociația Rusinilor"},
        {"Casa Română", "Casa Rusă"},
        // el
        {"Ελληνική Κοινότητα", "Ελληνικό Σχολείο"},
        {"Σύλλογος Βέροια", "Σύλλογος Κρήτης"},
        // de
        {"AWO Unna", "AWO Kamen"},
        {"AWO", "AVU"}, // too short to go without vowels
        {"Kita Sonne", "Kita Sina"},
        {"Caritas", "Kreta"},
        {"Caritas", "Caritas Unna"},
        {"Müller Stiftung", "Meyer Stiftung"},
        {"Jugendhaus Unna", "Jugendzentrum Unna"},
        {"Grundschule Hemmerde", "Förderverein Grundschule Hemmerde"},
        {"DRK Unna", "DLRG Unna"},
        {"Turnverein Lünen", "Turnverein Ahlen"},
        {"Kita 1 Unna", "Kita 2 Unna"},
        {"Kita 1", "Kita 11"},
        {"Haus A", "Haus B"},
        {"Haus I", "Haus II"},
        {"Haus 12, Straße 3", "Haus 3, Straße 12"}, // told apart by nothing but the order
        {"Frauen gegen Männer", "Männer gegen Frauen"},
    });
    for (auto const& [one, other] : pairs)
        EXPECT_NE(likeness_of(one), likeness_of(other)) << one << ", " << other;
}

TEST(LikenessOfOrganisation, of_what_has_neither_letters_nor_digits_is_empty)
{
    EXPECT_EQ(likeness_of(""), "");
    EXPECT_EQ(likeness_of(" – ! "), "");
    EXPECT_EQ(likeness_of("\xff\xfe"), "");
    EXPECT_EQ(likeness_of("1848"), "1848");
    EXPECT_EQ(likeness_of("Bäder 17"), "17 bader");
    EXPECT_THAT(likeness_of("Haus. Nr. 1"), ::testing::Not(::testing::HasSubstr(".")))
        << "a dot stands between it and the name in addresses";
}

}
} // namespace kommin::contacts
