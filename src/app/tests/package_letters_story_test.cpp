// Own words for letters in concept packages: given out, read in, taken over, and never written over.

#include "app/tests/letter_attempts.hpp"
#include "app/tests/package_attempts.hpp"
#include "app/tests/staff_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace kommin::app {
namespace {

using adoption::ItemKind;
using adoption::Standing;
using ::testing::ElementsAre;
using ::testing::Pair;

class PackageLetters : public StaffStory {
protected:
    static adoption::AdoptionRules rules()
    {
        return {.panel_reworded = nullptr, .letter_kinds = kinds_of_goals()};
    }
    static adoption::ConceptPackage package_with(
        std::string const& kind, std::string const& opening, std::int64_t number = 1,
        std::string const& language = "de")
    {
        auto package = package_called("Briefe");
        package.number = number;
        adoption::Item item{
            .kind = ItemKind::letter, .key = adoption::item_key(ItemKind::letter, 3), .fields = {}};
        item.fields.set("kind", kind);
        item.fields.set("language", language);
        item.fields.set("opening", opening);
        package.items.push_back(item);
        return package;
    }
    Result<adoption::PackageId> taken_in(adoption::ConceptPackage const& package)
    {
        auto const file = file_of_package(package);
        return work([&](Work& work) { return adoption::take_in_package(work, rules(), file, {}); });
    }
    adoption::PackageId taken(std::string const& opening, std::int64_t number)
    {
        auto const package = taken_in(package_with(std::string(asked_letter), opening, number));
        EXPECT_TRUE(package);
        return package.value();
    }
    void chosen(adoption::PackageId package, adoption::PartChoice choice)
    {
        EXPECT_TRUE(work([&](Work& work) {
            return without_value(adoption::adopt_parts(
                work, rules(), package, "aalfeld", {{"letter-3", choice}},
                seen_of(work, package, "aalfeld")));
        }));
    }
    Standing standing(adoption::PackageId package)
    {
        return *work([&](Work& work) -> Result<Standing> {
            auto const view = adoption::find_adoption_view(
                work.db(), work.tenant(), work.actor(), package, "aalfeld", work.today());
            auto const line = std::ranges::find(
                view->lines, ItemKind::letter, [](auto const& one) { return one.theirs.kind; });
            return line->standing;
        });
    }
    std::string opening()
    {
        return *work([](Work& work) -> Result<std::string> {
            return letters::find_own_words(work.db(), work.tenant(), asked_letter_of(work, "aalfeld"))
                .opening;
        });
    }
    void put(std::string const& words)
    {
        EXPECT_TRUE(work([&](Work& work) {
            return letters::put_letter_template(
                work, kinds_of_goals(), asked_letter_of(work, "aalfeld"), {words, {}});
        }));
    }
};
KOMMIN_ON_BOTH_ENGINES(PackageLetters);

TEST_P(PackageLetters, are_taken_over_and_compared_three_ways)
{
    auto const first = taken("Guten Tag, {wer}.", 1);
    EXPECT_EQ(standing(first), Standing::fresh);
    chosen(first, adoption::PartChoice::take);
    EXPECT_EQ(opening(), "Guten Tag, {wer}.");
    EXPECT_EQ(standing(first), Standing::same);
    auto const second = taken("Guten Morgen.", 2);
    EXPECT_EQ(standing(second), Standing::proposed);
    put("Moin.");
    EXPECT_EQ(standing(second), Standing::both);
    chosen(second, adoption::PartChoice::keep);
    EXPECT_EQ(opening(), "Moin.");
    EXPECT_EQ(standing(second), Standing::own);
    auto const third = taken("Guten Abend.", 3);
    EXPECT_EQ(standing(third), Standing::both);
    chosen(third, adoption::PartChoice::take);
    EXPECT_EQ(opening(), "Guten Abend.");
    EXPECT_TRUE(work([](Work& work) {
        auto const one
            = letters::find_template(work.db(), work.tenant(), asked_letter_of(work, "aalfeld")).value();
        return letters::reset_letter_template(work, {one.id, one.version});
    }));
    EXPECT_EQ(standing(third), Standing::ended);
    EXPECT_EQ(opening(), "");
}

TEST_P(PackageLetters, that_are_here_already_are_found_and_those_not_wanted_are_silent)
{
    put("Moin.");
    EXPECT_EQ(standing(taken("Guten Tag.", 1)), Standing::found);
    put("Guten Morgen.");
    auto const second = taken("Guten Morgen.", 2);
    EXPECT_EQ(standing(second), Standing::same);
    auto const neighbours = work([&](Work& work) -> Result<Standing> {
        auto const view = adoption::find_adoption_view(
            work.db(), work.tenant(), work.actor(), second, "bergau", work.today());
        return view->lines.back().standing;
    });
    EXPECT_EQ(*neighbours, Standing::fresh) << "of another municipality";
}

TEST_P(PackageLetters, of_which_nothing_is_known_here_are_refused_with_the_place)
{
    auto const where = [&](adoption::ConceptPackage const& package) {
        auto const refused = taken_in(package);
        EXPECT_FALSE(refused);
        return refused ? MessageArguments{} : refused.problem().arguments;
    };
    std::string const kind(asked_letter);
    EXPECT_THAT(where(package_with("goals.carols", "Hallo.")), ElementsAre(Pair("where", "letter-3, kind")));
    EXPECT_THAT(where(package_with(kind, "Bis {datum}.")), ElementsAre(Pair("where", "letter-3, opening")));
    EXPECT_THAT(where(package_with(kind, "Bis {frist.")), ElementsAre(Pair("where", "letter-3, opening")));
    EXPECT_THAT(
        where(package_with(kind, "Hallo.", 1, "tlh")), ElementsAre(Pair("where", "letter-3, language")));
    EXPECT_THAT(where(package_with(kind, "")), ElementsAre(Pair("where", "letter-3, opening")));
    auto twice = package_with(kind, "Hallo.");
    twice.items.push_back(twice.items.back());
    twice.items.back().key = adoption::item_key(ItemKind::letter, 4);
    EXPECT_THAT(where(twice), ElementsAre(Pair("where", "letter-4, language")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM adoption_packages"), 0);
}

TEST_P(PackageLetters, of_the_kreis_leave_without_mail_addresses_and_those_that_were_reset_stay)
{
    auto const field = *work([](Work& work) -> Result<meetings::PanelId> {
        records::Fields fields;
        fields.set("kind", "conference");
        fields.set("name", "Konferenz");
        auto const conference = TRY(meetings::add_panel(work, fields, "konferenz"));
        fields.set("kind", "field_of_action");
        fields.set("name", "Bildung");
        fields.set("parent", std::to_string(conference.value));
        return meetings::add_panel(work, fields, "feld");
    });
    EXPECT_TRUE(work([](Work& work) -> Result<void> {
        auto place = asked_letter_of(work, "");
        TRY(letters::put_letter_template(
            work, kinds_of_goals(), place, {"Hallo.", "Fragen an amt@kreis.example"}));
        place.language = "en";
        TRY(letters::put_letter_template(work, kinds_of_goals(), place, {"Hello.", {}}));
        auto const one = letters::find_template(work.db(), work.tenant(), place).value();
        return letters::reset_letter_template(work, {one.id, one.version});
    }));
    put("Nur Aalfeld.");
    auto const draft = work([&](Work& work) {
        records::Fields typed;
        typed.set("name", "Konzept");
        typed.set("fields", std::to_string(field.value));
        typed.set("parts", "letters");
        return adoption::draft_package(work.db(), work.tenant(), work.actor(), work.today(), typed);
    });
    ASSERT_TRUE(draft);
    std::vector<adoption::Item> letters;
    std::ranges::copy_if(draft->package.items, std::back_inserter(letters), [](adoption::Item const& one) {
        return one.kind == ItemKind::letter;
    });
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters.front().fields.value("opening"), "Hallo.");
    EXPECT_EQ(letters.front().fields.value("closing"), "Fragen an …");
    EXPECT_EQ(draft->stripped, 1U);
    auto const file = adoption::write_package_file(draft->package, key_of_others());
    auto const again = adoption::read_item(ItemKind::letter, adoption::text_of(letters.front()));
    EXPECT_EQ(again, letters.front());
    EXPECT_NE(file.find("\"letters\": ["), std::string::npos);
}

}
} // namespace kommin::app
