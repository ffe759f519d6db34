// Concept packages: given out by the Kreis, read in from others, taken over by municipalities, which keep
// what they have changed.

#include "app/tests/package_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

KOMMIN_ON_BOTH_ENGINES(PackageStory);

TEST_P(PackageStory, what_leaves_is_shown_before_it_leaves)
{
    adopted_goal("Alle+sprechen+Deutsch", "&text=Fragen+an+amt%40kreis.example");
    measure(*office_, "Fortbildungen", "&state=planned&deadline_remark=keine&office=Jugendamt");
    EXPECT_THAT(shown(packages), HasSubstr("Noch gibt es kein Paket"));
    auto const draft = drafted();
    EXPECT_THAT(
        draft.body_text(),
        AllOf(
            HasSubstr("Alle sprechen Deutsch"), HasSubstr("Fortbildungen"), HasSubstr("Fragen an …"),
            HasSubstr("Eine Mailadresse im Text wurde"), Not(HasSubstr("Jugendamt")),
            Not(HasSubstr("amt@kreis.example"))));
    EXPECT_EQ(count("adoption_packages"), 0);
    auto const stand = value_on(std::string(draft.body_text()), "stand");
    EXPECT_THAT(
        office_->post(std::string(packages) + "/neu", entries() + "&stand=" + stand).body_text(),
        HasSubstr("dass Sie die Texte gelesen haben"));
    measure(*office_, "Sprachkurse");
    auto const stale = office_->post(std::string(packages) + "/neu", entries() + "&read=ja&stand=" + stand);
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_THAT(
        stale.body_text(), AllOf(HasSubstr("Es ist noch nichts geschehen"), HasSubstr("Sprachkurse")));
    EXPECT_EQ(count("adoption_packages"), 0);
    auto const seen = value_on(std::string(drafted().body_text()), "stand");
    auto const package = issued();
    EXPECT_EQ(
        office_->post(std::string(packages) + "/neu", entries() + "&read=ja&stand=" + seen)
            .header("Location"),
        package)
        << "the same form twice makes one";
    EXPECT_EQ(count("adoption_packages"), 1);
    EXPECT_THAT(shown(package), AllOf(HasSubstr("Miteinander"), HasSubstr("Fassung 1")));
    EXPECT_THAT(
        drafted("&code=" + code_of(package)).body_text(), HasSubstr("Die letzte Fassung sagt dasselbe"));
    EXPECT_THAT(audit_actions(), Contains("adoption.package.issued"));
}

TEST_P(PackageStory, what_was_given_out_can_be_read)
{
    // As it is pasted from a table, with a character that turns round what stands behind it.
    auto const goal = adopted_goal("Alle+sprechen+Deutsch", "&text=Kurse%09120%0D%0AOrte%E2%80%AE%0930");
    auto const package = issued();
    EXPECT_THAT(shown(package), HasSubstr("Kurse 120"));
    auto const file = std::string(office_->get(package + "/datei").body_text());
    EXPECT_TRUE(adoption::read_package_file(file)) << file;
    EXPECT_THAT(read(*town_, adopting(package)), HasSubstr("Orte 30"));
    EXPECT_EQ(
        adopted(*town_, adopting(package), "teil_goal-" + goal + "=take").status(), http::Status::see_other);
    EXPECT_THAT(read(*town_, adopting(package)), HasSubstr("steht hier so"));
    // Longer than any form takes, as an earlier program may have stored it.
    connection().execute("UPDATE goals SET text = ? WHERE body_id IS NULL", std::string(5001, 'x'));
    auto const draft = drafted("&code=" + code_of(package));
    EXPECT_EQ(draft.status(), http::Status::unprocessable);
    EXPECT_THAT(draft.body_text(), HasSubstr("„Alle sprechen Deutsch“ passt in kein Paket"));
}

TEST_P(PackageStory, whoever_goes_back_and_changes_the_form_gives_out_another_one)
{
    auto const first = issued();
    auto const second = issued("&licence=CC+BY+4.0");
    EXPECT_NE(second, first);
    EXPECT_NE(code_of(second), code_of(first));
    EXPECT_EQ(issued("&licence=CC+BY+4.0"), second) << "sent once more";
    EXPECT_EQ(count("adoption_packages"), 2);
}

TEST_P(PackageStory, a_municipality_begins_with_it)
{
    auto const goal = adopted_goal("Alle+sprechen+Deutsch");
    measure(
        *office_, "Fortbildungen",
        "&state=planned&deadline_remark=keine&goals=" + goal + "&goal_weight_" + goal + "=2");
    auto const package = issued();
    auto const address = adopting(package);
    EXPECT_THAT(read(*town_, address), AllOf(HasSubstr("Alle sprechen Deutsch"), HasSubstr(">neu<")));
    EXPECT_EQ(adopted(*town_, address, "").status(), http::Status::unprocessable) << "nothing is chosen";
    auto const parts = "teil_goal-" + goal + "=take&teil_measure-"
        + std::to_string(connection().load<std::int64_t>("SELECT id FROM measures")) + "=take";
    auto const stand = value_on(read(*town_, address), "stand");
    EXPECT_EQ(town_->post(address, "stand=" + stand + '&' + parts).status(), http::Status::see_other);
    EXPECT_THAT(read(*town_, address), HasSubstr("Übernommen."));
    EXPECT_EQ(title_of_town("goals"), "Alle sprechen Deutsch");
    EXPECT_EQ(title_of_town("measures"), "Fortbildungen");
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT serves_id FROM goals WHERE body_id = ?", aalfeld_.owner()),
        std::stoll(goal));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM measure_goals g JOIN goals z ON z.id = g.goal_id WHERE z.body_id = ?"
            " AND g.weight = 2",
            aalfeld_.owner()),
        1)
        << "the measure serves the town's own goal";
    EXPECT_THAT(
        connection().load<std::string>("SELECT source FROM goals WHERE body_id = ?", aalfeld_.owner()),
        HasSubstr("Konzeptpaket „Miteinander“, Fassung 1"));
    EXPECT_THAT(read(*town_, address), AllOf(HasSubstr("steht hier so"), Not(HasSubstr(">hier geändert<"))))
        << "what was taken over is what was given out";
    EXPECT_EQ(town_->post(address, "stand=" + stand + '&' + parts).status(), http::Status::conflict)
        << "the same form again makes nothing";
    EXPECT_EQ(count("goals"), 2);
    EXPECT_EQ(count("measures"), 2);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PackageStory, a_goal_is_taken_over_without_the_one_above_it)
{
    auto const guiding = adopted_goal("Alle+sprechen+Deutsch");
    auto const below = adopted_goal("Kurse");
    connection().execute(
        "UPDATE goals SET kind = 'operational', parent_id = ? WHERE id = ?", std::stoll(guiding),
        std::stoll(below));
    auto const address = adopting(issued());
    auto const taken = adopted(*town_, address, "teil_goal-" + below + "=take");
    EXPECT_EQ(taken.status(), http::Status::see_other) << taken.body_text();
    EXPECT_EQ(title_of_town("goals"), "Kurse");
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT serves_id FROM goals WHERE body_id = ?", aalfeld_.owner()),
        std::stoll(below));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM goals WHERE body_id = ? AND parent_id IS NOT NULL", aalfeld_.owner()),
        0);
    EXPECT_THAT(read(*town_, address), HasSubstr("steht hier so"));
}

TEST_P(PackageStory, what_was_changed_there_is_never_overwritten_unasked)
{
    auto const goal = adopted_goal("Alle+sprechen+Deutsch");
    auto const first = issued();
    EXPECT_EQ(
        adopted(*town_, adopting(first), "teil_goal-" + goal + "=take").status(), http::Status::see_other);
    EXPECT_EQ(
        reworded(*office_, goal, "kind=guiding&title=Alle+lernen+Deutsch&panel=" + field_).status(),
        http::Status::see_other);
    auto const second = issued("&code=" + code_of(first));
    auto const address = adopting(second);
    EXPECT_THAT(read(*town_, address), HasSubstr(">im Paket geändert<"));
    EXPECT_EQ(
        reworded(
            *town_, goal_of_town(),
            "kind=guiding&title=Aalfeld+spricht+Deutsch&serves=" + goal + "&panel=" + field_)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(read(*town_, address), AllOf(HasSubstr(">hier und im Paket geändert<"), HasSubstr("<mark>")));
    EXPECT_EQ(adopted(*town_, address, "teil_goal-" + goal + "=keep").status(), http::Status::see_other);
    EXPECT_EQ(title_of_town("goals"), "Aalfeld spricht Deutsch");
    EXPECT_THAT(
        read(*town_, address), AllOf(HasSubstr(">hier geändert<"), Not(HasSubstr("im Paket geändert<"))));
    EXPECT_THAT(
        adopted(*town_, adopting(first), "teil_goal-" + goal + "=take").body_text(),
        HasSubstr("Es gibt eine neuere Fassung"));
    EXPECT_EQ(title_of_town("goals"), "Aalfeld spricht Deutsch");
}

TEST_P(PackageStory, plain_words_travel_and_are_kept_where_a_package_has_none)
{
    auto const goal = adopted_goal("Alle+sprechen+Deutsch");
    auto const one = number_of(measure(*office_, "Fortbildungen", "&state=planned&deadline_remark=keine"));
    auto const said = [&](Browser& browser, bool is_goal, std::string const& id, std::string const& words) {
        auto const version = connection().load<std::int64_t>(
            is_goal ? "SELECT version FROM goals WHERE id = ?" : "SELECT version FROM measures WHERE id = ?",
            std::stoll(id));
        return browser
            .post(
                (is_goal ? "/verwaltung/ziele/" : "/verwaltung/massnahmen/") + id + "/oeffentlich",
                "fassung=" + std::to_string(version) + "&plain_text=" + words)
            .status();
    };
    auto const plain_text_of_town = [&](std::string const& table) {
        return connection().load<std::string>(
            "SELECT plain_text FROM " + table + " WHERE body_id = ?", aalfeld_.owner());
    };
    EXPECT_EQ(said(*office_, true, goal, "Alle+sollen+Deutsch+lernen."), http::Status::see_other);
    EXPECT_EQ(said(*office_, false, one, "Kurse+in+jeder+Kita."), http::Status::see_other);
    EXPECT_THAT(
        drafted().body_text(),
        AllOf(HasSubstr("Alle sollen Deutsch lernen."), HasSubstr("Kurse in jeder Kita.")))
        << "whoever gives it out reads all that leaves";
    auto const first = issued();
    EXPECT_EQ(
        adopted(*town_, adopting(first), "teil_goal-" + goal + "=take&teil_measure-" + one + "=take")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(plain_text_of_town("goals"), "Alle sollen Deutsch lernen.");
    EXPECT_EQ(plain_text_of_town("measures"), "Kurse in jeder Kita.");
    EXPECT_THAT(
        read(*town_, adopting(first)), AllOf(HasSubstr("steht hier so"), Not(HasSubstr(">hier geändert<"))));
    EXPECT_EQ(said(*town_, true, goal_of_town(), "In+Aalfeld+lernen+alle+Deutsch."), http::Status::see_other);
    EXPECT_THAT(read(*town_, adopting(first)), HasSubstr(">hier geändert<"));

    EXPECT_EQ(said(*office_, true, goal, ""), http::Status::see_other);
    EXPECT_EQ(
        reworded(*office_, goal, "kind=guiding&title=Alle+lernen+Deutsch&panel=" + field_).status(),
        http::Status::see_other);
    auto const address = adopting(issued("&code=" + code_of(first)));
    EXPECT_THAT(
        read(*town_, address),
        AllOf(HasSubstr(">im Paket geändert<"), Not(HasSubstr(">hier und im Paket geändert<"))));
    EXPECT_EQ(adopted(*town_, address, "teil_goal-" + goal + "=take").status(), http::Status::see_other);
    EXPECT_EQ(title_of_town("goals"), "Alle lernen Deutsch");
    EXPECT_EQ(plain_text_of_town("goals"), "In Aalfeld lernen alle Deutsch.");
    EXPECT_THAT(read(*town_, address), Not(HasSubstr(">im Paket geändert<")));
}

TEST_P(PackageStory, whoever_is_responsible_does_not_travel)
{
    auto const leyla = account("leyla@kreis.example", {{"department_editor", Scope::whole_tenant()}});
    static_cast<void>(logged_in(leyla));
    connection().execute("UPDATE accounts SET name = 'Leyla Demir' WHERE id = ?", leyla.value);
    auto const goal = adopted_goal("Alle+sprechen+Deutsch");
    auto const one = number_of(measure(
        *office_, "Fortbildungen",
        "&state=planned&deadline_remark=keine&responsible=account%3A" + std::to_string(leyla.value)));
    EXPECT_THAT(drafted().body_text(), AllOf(HasSubstr("Fortbildungen"), Not(HasSubstr("Leyla"))));
    auto const first = issued();
    EXPECT_EQ(
        adopted(*town_, adopting(first), "teil_goal-" + goal + "=take&teil_measure-" + one + "=take")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM measures WHERE responsible_id IS NOT NULL"), 1)
        << "that of the Kreis alone";
}

TEST_P(PackageStory, what_has_ended_there_stays_so)
{
    auto const goal = adopted_goal("Alle+sprechen+Deutsch");
    auto const package = issued();
    EXPECT_EQ(
        adopted(*town_, adopting(package), "teil_goal-" + goal + "=take").status(), http::Status::see_other);
    EXPECT_EQ(
        reworded(*town_, goal_of_town(), "kind=guiding&title=Alle+sprechen+Deutsch&to=2020").status(),
        http::Status::see_other);
    EXPECT_THAT(read(*town_, adopting(package)), HasSubstr(">hier beendet<"));
    EXPECT_EQ(
        adopted(*town_, adopting(package), "teil_goal-" + goal + "=take").status(),
        http::Status::unprocessable);
}

TEST_P(PackageStory, all_that_is_chosen_is_done_or_nothing)
{
    auto const package
        = std::string(taken_in(*town_, file_of_package(package_called("A"))).header("Location"));
    auto const refused = adopted(*town_, adopting(package), "teil_goal-1=take&teil_measure-1=take");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(HasSubstr("braucht zuerst ihr Handlungsfeld"), HasSubstr("id=\"f-teil_measure-1\"")));
    EXPECT_EQ(count("goals"), 0);
    EXPECT_EQ(count("adoptions"), 0);
    EXPECT_EQ(
        adopted(
            *town_, adopting(package),
            "teil_measure-1=take&teil_panel-2=take&teil_panel-1=take&teil_goal-1=take")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(title_of_town("measures"), "Vorhaben A");
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM panels WHERE body_id = ?", aalfeld_.owner()),
        2);
    EXPECT_THAT(read(*town_, adopting(package)), HasSubstr("Nichts ist offen"));
}

TEST_P(PackageStory, of_two_municipalities_each_has_its_own)
{
    auto const package
        = std::string(taken_in(*town_, file_of_package(package_called("A"))).header("Location"));
    EXPECT_EQ(adopted(*town_, adopting(package), "teil_goal-1=take").status(), http::Status::see_other);
    EXPECT_EQ(neighbour_->get(adopting(package)).status(), http::Status::not_found);
    EXPECT_EQ(neighbour_->post(adopting(package), "teil_goal-1=take").status(), http::Status::not_found);
    EXPECT_THAT(
        read(*neighbour_, package), AllOf(HasSubstr("Paket A"), Not(HasSubstr("/uebernehmen/aalfeld"))));
    EXPECT_THAT(read(*neighbour_, adopting(package, "bergau")), Not(HasSubstr("steht hier so")));
    EXPECT_EQ(
        adopted(*neighbour_, adopting(package, "bergau"), "teil_goal-1=keep").status(),
        http::Status::see_other);
    EXPECT_EQ(count("goals"), 1);
    EXPECT_THAT(read(*neighbour_, adopting(package, "bergau")), HasSubstr(">nicht gewollt<"));
    EXPECT_EQ(neighbour_->get(std::string(packages) + "/neu").status(), http::Status::not_found);
}

TEST_P(PackageStory, a_file_is_read_in_once_and_only_as_it_was_signed)
{
    auto const one = package_called("A");
    auto const file = file_of_package(one);
    auto changed_file = file;
    changed_file.replace(changed_file.find("Leitziel"), 8, "Leidziel");
    EXPECT_THAT(taken_in(*town_, changed_file).body_text(), HasSubstr("Die Unterschrift stimmt nicht"));
    EXPECT_THAT(taken_in(*town_, "{}").body_text(), HasSubstr("kein Konzeptpaket"));
    EXPECT_THAT(taken_in(*town_, "").body_text(), HasSubstr("Bitte wählen Sie die Datei"));
    EXPECT_EQ(count("adoption_packages"), 0);
    auto const package = std::string(taken_in(*town_, file).header("Location"));
    EXPECT_EQ(taken_in(*neighbour_, file).header("Location"), package);
    EXPECT_EQ(town_->get(package + "/datei").body_text(), file) << "to the byte";
    auto second = one;
    second.number = 2;
    auto const refused = taken_in(*town_, file_of_package(second, 'x'));
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(HasSubstr("Der Schlüssel hat sich geändert"), HasSubstr("mit dem Herausgeber verglichen")));
    EXPECT_EQ(count("adoption_packages"), 1);
    auto const shown_key = value_on(std::string(refused.body_text()), "schluessel");
    EXPECT_EQ(shown_key, crypto::base64url(crypto::public_key_of(key_of_others('x'))));
    auto const third = taken_in(*town_, file_of_package(second, 'y'), shown_key);
    EXPECT_EQ(third.status(), http::Status::conflict) << "another file than the one that was asked about";
    EXPECT_NE(value_on(std::string(third.body_text()), "schluessel"), shown_key);
    EXPECT_EQ(taken_in(*town_, file_of_package(second, 'x'), "ja").status(), http::Status::conflict);
    EXPECT_EQ(count("adoption_packages"), 1);
    EXPECT_EQ(taken_in(*town_, file_of_package(second, 'x'), shown_key).status(), http::Status::see_other);
    // Who has compared nothing learns of it, too.
    auto const newest = "/verwaltung/konzept/"
        + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM adoption_packages"));
    for (auto const& address : {newest, adopting(newest, "bergau")})
        EXPECT_THAT(read(*neighbour_, address), HasSubstr("mit einem anderen Schlüssel unterschrieben"))
            << address;
    EXPECT_THAT(read(*neighbour_, package), Not(HasSubstr("mit einem anderen Schlüssel unterschrieben")));
    auto other = second;
    other.name = "Anders";
    EXPECT_THAT(taken_in(*town_, file_of_package(other, 'x')).body_text(), HasSubstr("sagt etwas anderes"));
    auto const own = issued();
    auto forged = one;
    forged.code = code_of(own);
    forged.number = 9;
    EXPECT_THAT(
        taken_in(*town_, file_of_package(forged), crypto::base64url(crypto::public_key_of(key_of_others())))
            .body_text(),
        HasSubstr("gibt Ihr Kreis selbst heraus"));
}

TEST_P(PackageStory, checklists_wait_for_a_year_of_the_municipality)
{
    auto const kreis = step(year("2026"), "screening");
    EXPECT_EQ(save_step(*office_, kreis, "state=open&lines=Ziele+sichten").status(), http::Status::see_other);
    auto const package = issued();
    EXPECT_THAT(read(*town_, adopting(package)), HasSubstr("braucht ein offenes Steuerungsjahr"));
    EXPECT_EQ(
        adopted(*town_, adopting(package), "teil_checklist-1=take").status(), http::Status::unprocessable);
    EXPECT_EQ(opened(*town_, "body=aalfeld&year=2026").status(), http::Status::see_other);
    EXPECT_EQ(adopted(*town_, adopting(package), "teil_checklist-1=take").status(), http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM steering_step_lines l JOIN steering_steps s ON s.id = l.step_id"
            " JOIN steering_years y ON y.id = s.year_id WHERE y.body_id = ? AND l.title = 'Ziele sichten'",
            aalfeld_.owner()),
        1);
}

TEST_P(PackageStory, advice_and_applications_are_named_by_whoever_may_see_them)
{
    auto const package
        = std::string(taken_in(*town_, file_of_package(package_called("A"))).header("Location"));
    auto const application
        = work([](Work& work) { return application_of(work, "aalfeld", "Lesepaten"); })->value;
    auto const link = "verweis=a" + std::to_string(application);
    EXPECT_EQ(neighbour_->post(package + "/verweise", link).status(), http::Status::not_found);
    EXPECT_EQ(town_->post(package + "/verweise", "").status(), http::Status::unprocessable);
    EXPECT_EQ(town_->post(package + "/verweise", link).status(), http::Status::see_other);
    EXPECT_EQ(town_->post(package + "/verweise", link).status(), http::Status::see_other);
    EXPECT_EQ(count("adoption_links"), 1);
    auto const title
        = connection().load<std::string>("SELECT title FROM funding_applications WHERE id = ?", application);
    EXPECT_THAT(read(*town_, package), HasSubstr("Förderantrag: " + title));
    EXPECT_THAT(read(*neighbour_, package), Not(HasSubstr(title)));
    auto const id = std::to_string(connection().load<std::int64_t>("SELECT id FROM adoption_links"));
    EXPECT_EQ(neighbour_->post(package + "/entfernen", "verweis=" + id).status(), http::Status::not_found);
    EXPECT_EQ(town_->post(package + "/entfernen", "verweis=" + id).status(), http::Status::see_other);
    EXPECT_EQ(count("adoption_links"), 0);
}

TEST_P(PackageStory, whoever_reads_of_advice_there_is_on_record)
{
    auto const package
        = std::string(taken_in(*town_, file_of_package(package_called("A"))).header("Location"));
    static_cast<void>(shown(package));
    EXPECT_THAT(audit_actions(), Not(Contains("meetings.advice.read"))) << "there is none";
    auto fields = advised_with_step("Lesekreis");
    fields.set("topics", "adoption");
    auto const advice = work([&](Work& work) { return meetings::add_advice(work, fields, "x"); }).value();
    auto const readings = [&] { return std::ranges::count(audit_actions(), "meetings.advice.read"); };
    EXPECT_THAT(shown(package), HasSubstr("Verein Lesekreis")) << "to be chosen";
    EXPECT_EQ(readings(), 1);
    EXPECT_EQ(
        office_->post(package + "/verweise", "verweis=b" + std::to_string(advice.value)).status(),
        http::Status::see_other);
    EXPECT_THAT(shown(package), HasSubstr("Verein Lesekreis")) << "linked";
    EXPECT_EQ(readings(), 2);
    EXPECT_THAT(read(*town_, package), Not(HasSubstr("Lesekreis")));
    EXPECT_EQ(readings(), 2) << "who may not read it has read nothing";
}

} // namespace
} // namespace kommin::app
