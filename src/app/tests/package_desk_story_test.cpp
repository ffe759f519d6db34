// Packages beside what they have to do with: advice and applications, the search over everything, their
// history, "Heute", and figures that are entered with the words of a package.

#include "app/tests/package_story.hpp"

#include <regex>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PackageDesk : public PackageStory {
protected:
    static constexpr auto* section = "<h2 id=\"konzeptpakete\">Konzeptpakete</h2>";
    std::string taken_in_called(std::string const& name, std::int64_t number = 1)
    {
        auto package = package_called(name);
        package.number = number;
        auto const answer = taken_in(*town_, file_of_package(package));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    static std::string link_to(std::string const& address) { return "href=\"" + address + '"'; }
    std::string today_of(Browser& browser) { return read(browser, "/verwaltung"); }
    void reword(std::string const& goal, std::string const& title)
    {
        EXPECT_EQ(
            reworded(*office_, goal, "kind=guiding&title=" + title + "&panel=" + field_).status(),
            http::Status::see_other);
    }
};
KOMMIN_ON_BOTH_ENGINES(PackageDesk);

TEST_P(PackageDesk, the_page_of_an_application_names_its_packages)
{
    auto const number = std::to_string(
        work([](Work& work) { return application_of(work, "aalfeld", "Lesepaten"); })->value);
    auto const page = "/verwaltung/antraege/" + number;
    EXPECT_THAT(read(*town_, page), Not(HasSubstr(section))) << "there is no package";
    auto const package = taken_in_called("A");
    EXPECT_THAT(
        read(*town_, page),
        AllOf(
            HasSubstr(section), HasSubstr(link_to(package + "?verweis=a" + number + "#verweise")),
            HasSubstr("Mit einem Konzeptpaket verknüpfen"), Not(HasSubstr("Paket A"))));
    auto group = browser_of("steering_group");
    EXPECT_THAT(read(group, page), Not(HasSubstr(section))) << "nothing is linked, and they link nothing";
    auto const chosen = "<option value=\"a" + number + "\" selected>";
    EXPECT_THAT(read(*town_, package + "?verweis=a" + number), HasSubstr(chosen));
    EXPECT_THAT(read(*town_, package), Not(HasSubstr(chosen)));
    EXPECT_EQ(town_->post(package + "/verweise", "verweis=a" + number).status(), http::Status::see_other);
    EXPECT_THAT(
        read(*town_, page),
        AllOf(HasSubstr(link_to(package)), HasSubstr(">Paket A</a>"), HasSubstr("Fassung 1")));
    auto const second = taken_in_called("A", 2);
    EXPECT_THAT(
        read(*town_, page),
        AllOf(HasSubstr(link_to(second)), HasSubstr("Fassung 2"), Not(HasSubstr("Fassung 1"))))
        << "the newest version of each";
    EXPECT_THAT(
        read(group, page), AllOf(HasSubstr(">Paket A</a>"), Not(HasSubstr("Mit einem Konzeptpaket"))));
    auto department = browser_of("department_editor");
    EXPECT_THAT(read(department, page), AllOf(HasSubstr("Antrag Lesepaten"), Not(HasSubstr("Paket A"))))
        << "who sees no packages";
}

TEST_P(PackageDesk, of_several_packages_one_is_chosen_first)
{
    auto const number = std::to_string(
        work([](Work& work) { return application_of(work, "aalfeld", "Lesepaten"); })->value);
    auto const first = taken_in_called("A");
    taken_in_called("B");
    auto const list = std::string(packages) + "?verweis=a" + number;
    EXPECT_THAT(read(*town_, "/verwaltung/antraege/" + number), HasSubstr(link_to(list)));
    auto const target = link_to(first + "?verweis=a" + number + "#verweise");
    EXPECT_THAT(read(*town_, list), AllOf(HasSubstr("Öffnen Sie das Paket, mit dem Sie"), HasSubstr(target)));
    EXPECT_THAT(read(*town_, packages), AllOf(HasSubstr(link_to(first)), Not(HasSubstr(target))));
    EXPECT_THAT(
        read(*town_, std::string(packages) + "?verweis=x"),
        Not(HasSubstr("Öffnen Sie das Paket, mit dem Sie")));
    EXPECT_THAT(read(*neighbour_, first + "?verweis=a" + number), Not(HasSubstr("Antrag Lesepaten")))
        << "what belongs to somebody else is not offered";
}

TEST_P(PackageDesk, the_page_of_advice_names_its_packages)
{
    auto const package = taken_in_called("A");
    auto const number = std::to_string(work([](Work& work) { return advice_of(work, "Lesekreis"); })->value);
    auto const page = "/verwaltung/beratungen/" + number;
    EXPECT_THAT(
        shown(page),
        AllOf(HasSubstr(section), HasSubstr(link_to(package + "?verweis=b" + number + "#verweise"))));
    EXPECT_THAT(shown(package), Not(HasSubstr("Verein Lesekreis"))) << "it was not about taking over";
    EXPECT_THAT(shown(package + "?verweis=b" + number), HasSubstr("Verein Lesekreis")) << "asked for";
    EXPECT_THAT(read(*town_, package + "?verweis=b" + number), Not(HasSubstr("Lesekreis")));
    EXPECT_EQ(office_->post(package + "/verweise", "verweis=b" + number).status(), http::Status::see_other);
    EXPECT_THAT(shown(page), HasSubstr(">Paket A</a>"));
}

TEST_P(PackageDesk, the_search_finds_packages_by_name_and_issuer)
{
    auto const package = taken_in_called("A");
    auto const found = AllOf(HasSubstr(link_to(package)), HasSubstr("Kreis Anderswo"));
    EXPECT_THAT(read(*town_, "/verwaltung/suche?q=anderswo"), found);
    EXPECT_THAT(read(*neighbour_, "/verwaltung/suche?q=paket+a"), found);
    auto department = browser_of("department_editor");
    EXPECT_THAT(read(department, "/verwaltung/suche?q=anderswo"), Not(HasSubstr(link_to(package))));
    EXPECT_THAT(read(*town_, std::string(packages) + "?t=anderswo"), HasSubstr(link_to(package)));
    EXPECT_THAT(
        read(*town_, std::string(packages) + "?t=nirgendwo"),
        AllOf(HasSubstr("Kein Paket heißt so"), Not(HasSubstr(link_to(package)))));
}

TEST_P(PackageDesk, the_history_says_what_each_version_says_anew)
{
    auto const goal = adopted_goal("Alle+sprechen+Deutsch");
    auto const first = issued();
    reword(goal, "Alle+lernen+Deutsch");
    adopted_goal("Alle+wohnen+gut");
    auto const second = issued("&code=" + code_of(first));
    auto const history = second + "/verlauf";
    EXPECT_THAT(shown(second), HasSubstr(link_to(history)));
    EXPECT_THAT(
        read(*town_, history),
        AllOf(
            HasSubstr("Konzeptpaket herausgegeben"), HasSubstr(link_to(history + "?fassung=1")),
            HasSubstr(link_to(history + "?fassung=2"))));
    EXPECT_THAT(
        read(*town_, history + "?fassung=2"),
        AllOf(
            HasSubstr("Ziele: Alle lernen Deutsch"), HasSubstr("<mark>sprechen"), HasSubstr("<mark>lernen"),
            HasSubstr("Ziele: Alle wohnen gut"), Not(HasSubstr("Gremien und Handlungsfelder: Bildung"))))
        << "what has not changed is not shown";
    EXPECT_THAT(
        read(*town_, history + "?fassung=1"),
        AllOf(
            HasSubstr("die erste Fassung"), HasSubstr("Ziele: Alle sprechen Deutsch"),
            HasSubstr("Gremien und Handlungsfelder: Bildung")));
    EXPECT_EQ(town_->get(history + "?fassung=3").status(), http::Status::not_found);
    EXPECT_EQ(town_->get(std::string(packages) + "/999/verlauf").status(), http::Status::not_found);
    auto department = browser_of("department_editor");
    EXPECT_EQ(department.get(history).status(), http::Status::not_found);
}

TEST_P(PackageDesk, today_tells_of_a_newer_version_until_it_is_decided_on)
{
    auto const one = adopted_goal("Alle+sprechen+Deutsch");
    auto const other = adopted_goal("Alle+wohnen+gut");
    auto const first = issued();
    auto const both = [&](std::string const& choice) {
        return "teil_goal-" + one + '=' + choice + "&teil_goal-" + other + '=' + choice;
    };
    EXPECT_EQ(adopted(*town_, adopting(first), both("take")).status(), http::Status::see_other);
    EXPECT_THAT(today_of(*town_), Not(HasSubstr("auf eine Entscheidung"))) << "nothing is newer";
    reword(one, "Alle+lernen+Deutsch");
    reword(other, "Alle+wohnen+besser");
    auto const second = issued("&code=" + code_of(first));
    EXPECT_THAT(
        today_of(*town_),
        AllOf(
            HasSubstr("Fassung 2 für aalfeld: 5 Teile warten auf eine Entscheidung"),
            HasSubstr(link_to(adopting(second)))))
        << "two that were reworded, and three of which nobody has said anything yet";
    for (auto* const other_browser : {&*neighbour_, &*office_})
        EXPECT_THAT(today_of(*other_browser), Not(HasSubstr("auf eine Entscheidung")));
    EXPECT_EQ(
        adopted(*town_, adopting(second), "teil_goal-" + one + "=keep").status(), http::Status::see_other);
    EXPECT_THAT(today_of(*town_), HasSubstr("Fassung 2 für aalfeld: 4 Teile warten auf eine Entscheidung"));
    EXPECT_THAT(read(*town_, second), HasSubstr("zuletzt mit Fassung 1 durchgesehen"));
    EXPECT_EQ(
        adopted(*town_, adopting(second), "teil_goal-" + other + "=take").status(), http::Status::see_other);
    EXPECT_THAT(today_of(*town_), Not(HasSubstr("auf eine Entscheidung")));
    EXPECT_THAT(read(*town_, second), HasSubstr("zuletzt mit Fassung 2 durchgesehen"));
}

TEST_P(PackageDesk, a_figure_is_entered_with_the_words_of_the_package)
{
    auto const kreis = measure(*office_, "Fortbildungen");
    EXPECT_EQ(
        office_
            ->post(
                kreis + "/kennzahlen/neu",
                "name=Kurse+%26+Runden&unit=Abendkurse&target_kind=increase&aim=at_least&target=14&rule="
                "linear&weight=1&schluessel=k")
            .status(),
        http::Status::see_other);
    auto const address = adopting(issued());
    EXPECT_THAT(
        read(*town_, address), AllOf(HasSubstr("Kurse &amp; Runden"), Not(HasSubstr("mit eigenem Ziel"))))
        << "the measure is not there yet";
    EXPECT_EQ(
        adopted(*town_, address, "teil_measure-" + number_of(kreis) + "=take").status(),
        http::Status::see_other);
    auto const page = read(*town_, address);
    EXPECT_THAT(page, HasSubstr("„Kurse &amp; Runden“ mit eigenem Ziel anlegen"));
    std::smatch found;
    std::regex const link("href=\"(/verwaltung/massnahmen/\\d+/kennzahlen/neu)\\?([^\"]*)\"");
    ASSERT_TRUE(std::regex_search(page, found, link));
    auto const form_address = found[1].str();
    auto const query = std::regex_replace(found[2].str(), std::regex("&amp;"), "&");
    EXPECT_EQ(query, "name=Kurse%20%26%20Runden&unit=Abendkurse&target_kind=increase&aim=at_least");
    auto const form = read(*town_, form_address + '?' + query);
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("value=\"Kurse &amp; Runden\""), HasSubstr("value=\"Abendkurse\""),
            ::testing::ContainsRegex("value=\"increase\"[^>]*checked"),
            ::testing::ContainsRegex("value=\"at_least\"[^>]*checked")));
    EXPECT_THAT(
        read(*town_, form_address + "?aim=at_most"),
        ::testing::ContainsRegex("value=\"at_most\"[^>]*checked"));
    EXPECT_THAT(
        read(*town_, form_address + "?target_kind=anything&aim="),
        AllOf(
            ::testing::ContainsRegex("value=\"absolute\"[^>]*checked"),
            ::testing::ContainsRegex("value=\"at_least\"[^>]*checked")))
        << "what is no such word changes nothing";
    EXPECT_EQ(
        town_->post(form_address, query + "&target=3&rule=linear&weight=1").status(),
        http::Status::see_other);
    EXPECT_THAT(read(*town_, address), Not(HasSubstr("mit eigenem Ziel"))) << "it is there";
}

} // namespace
} // namespace kommin::app
