// What everybody reads of goals and measures, and what they do not.

#include "app/tests/public_goals_story.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PublicGoals : public PublicGoalsBase { };
KOMMIN_ON_BOTH_ENGINES(PublicGoals);

TEST_P(PublicGoals, a_goal_is_read_after_its_resolution_and_a_press_and_not_before)
{
    auto const goal = entered_goal("Alle+lernen+Deutsch");
    auto const refused = press(goal, "/zeigen", "Kurse+f%C3%BCr+alle.");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(HasSubstr("noch niemand beschlossen"), HasSubstr("Kurse für alle.")));
    EXPECT_EQ(in_public("/de/ziele/alle-lernen-deutsch").status(), http::Status::not_found);
    auto const resolution = adopted(goal);
    EXPECT_EQ(in_public("/de/ziele/alle-lernen-deutsch").status(), http::Status::not_found)
        << "adopted is not shown";
    shown(goal, "Kurse+f%C3%BCr+alle.");
    EXPECT_THAT(
        read_in_public("/de/ziele/alle-lernen-deutsch"),
        AllOf(
            HasSubstr("Alle lernen Deutsch"), HasSubstr("Kurse für alle."),
            HasSubstr("Der Text liegt nicht vor."), HasSubstr("Kreistag"), HasSubstr("5. Juni 2026"),
            HasSubstr("Öffentliche Maßnahmen gibt es noch nicht.")));
    EXPECT_THAT(
        read_in_public("/de/ziele"),
        AllOf(HasSubstr("href=\"/de/ziele/alle-lernen-deutsch\""), HasSubstr("Bildung")));
    EXPECT_THAT(std::string(get("/sitemap/1.xml").body_text()), HasSubstr("/de/ziele/alle-lernen-deutsch<"));
    EXPECT_THAT(std::string(office_->get(goal).body_text()), HasSubstr("öffentlich seit 23. November 2026"));
    // The resolution was about something else: nobody has adopted it any more.
    auto const taken_back = office_->post(
        resolution,
        "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM resolutions WHERE id = ?", std::stoll(number_of(resolution))))
            + "&kind=adoption&resolved_by=Kreistag&day=05.06.2026&result=rejected&goals=" + number_of(goal));
    EXPECT_EQ(taken_back.status(), http::Status::see_other) << taken_back.body_text();
    EXPECT_EQ(in_public("/de/ziele/alle-lernen-deutsch").status(), http::Status::not_found);
}

TEST_P(PublicGoals, what_was_hidden_comes_back_under_its_address)
{
    auto const goal = adopted_goal("Alle+lernen+Deutsch");
    shown(goal);
    EXPECT_EQ(press(goal, "/verbergen").status(), http::Status::see_other);
    EXPECT_EQ(in_public("/de/ziele/alle-lernen-deutsch").status(), http::Status::not_found);
    EXPECT_THAT(read_in_public("/de/ziele"), HasSubstr("Ein weiteres Ziel ist nicht öffentlich."));
    connection().execute("UPDATE goals SET title = 'Anders' WHERE id = ?", std::stoll(number_of(goal)));
    shown(goal);
    EXPECT_THAT(read_in_public("/de/ziele/alle-lernen-deutsch"), HasSubstr("Anders"));
    auto const second = adopted_goal("Alle+lernen+Deutsch", "&number=L+2");
    shown(second);
    EXPECT_EQ(in_public("/de/ziele/alle-lernen-deutsch-2").status(), http::Status::ok);
}

TEST_P(PublicGoals, what_is_not_public_is_a_number_and_nothing_else)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    adopted_goal("Geheimziel");
    entered_goal("Entwurfsziel");
    auto const open = serving("Offenes", goal);
    serving("Geheimes", goal);
    shown(open);
    for (std::string const path :
         {"/de/ziele", "/de/ziele/offen", "/de/ziele.csv", "/de/ziele.json", "/sitemap/1.xml",
          "/de/ziele/massnahmen/offenes"})
        EXPECT_THAT(
            read_in_public(path),
            AllOf(Not(HasSubstr("Geheim")), Not(HasSubstr("Entwurfsziel")), HasSubstr("ffen")))
            << path;
    EXPECT_THAT(
        read_in_public("/de/ziele"),
        AllOf(
            HasSubstr("2 weitere Ziele sind nicht öffentlich."),
            HasSubstr("Eine weitere Maßnahme ist nicht öffentlich.")));
    EXPECT_THAT(
        read_in_public("/de/ziele/offen"),
        AllOf(
            HasSubstr("Eine weitere Maßnahme dieses Ziels ist nicht öffentlich."),
            HasSubstr("0 von 1 öffentlichen Maßnahmen")));
}

TEST_P(PublicGoals, how_far_a_goal_has_come_is_told_by_what_is_public)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    auto const below = adopted_goal("Darunter", "&parent=" + number_of(goal));
    shown(below);
    auto const known = serving("Bekanntes", goal);
    report(*office_, known, figure(known), "value=12&day=20.11.2026&source=Liste");
    EXPECT_THAT(
        read_in_public("/de/ziele/offen"),
        HasSubstr("Wie weit wir sind, wissen wir noch nicht: Zahlen gibt es zu 0 von 1 öffentlichen"))
        << "of the goal below; the measure is hidden, and nobody can reckon it back";
    shown(known);
    auto const silent = serving("Stilles", goal);
    shown(silent);
    auto const words
        = std::string("Geschafft: 50 Prozent des Weges. Zahlen dazu gibt es zu 1 von 3 öffentlichen");
    EXPECT_THAT(read_in_public("/de/ziele/offen"), HasSubstr(words)) << "what is not known is no zero";
    EXPECT_THAT(std::string(office_->get(goal + "/oeffentlich").body_text()), HasSubstr(words))
        << "and whoever shows it reads the same before";
    EXPECT_THAT(read_in_public("/tr/ziele/offen"), HasSubstr("Yolun yüzde 50 kadarı tamamlandı."))
        << "in the language of who reads";
    connection().execute("UPDATE measures SET state = 'dropped' WHERE title = 'Stilles'");
    entered_goal("Anderes"); // which raises the published version
    EXPECT_THAT(read_in_public("/de/ziele/offen"), HasSubstr("zu 1 von 2 öffentlichen"));
}

TEST_P(PublicGoals, what_is_entered_after_the_last_press_is_counted)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    EXPECT_THAT(read_in_public("/de/ziele"), Not(HasSubstr("nicht öffentlich")));
    auto const hidden = entered_goal("Geheimziel");
    EXPECT_THAT(read_in_public("/de/ziele"), HasSubstr("Ein weiteres Ziel ist nicht öffentlich."));
    auto const one = measure(*office_, "Geheimes");
    EXPECT_THAT(read_in_public("/de/ziele"), HasSubstr("Eine weitere Maßnahme ist nicht öffentlich."));
    EXPECT_THAT(read_in_public("/de/ziele/offen"), Not(HasSubstr("dieses Ziels")));
    auto const serves = [&](std::string const& goals) {
        EXPECT_EQ(
            sent(*office_, one, "/bearbeiten", needed("Geheimes") + usual + goals).status(),
            http::Status::see_other);
    };
    serves("&goals=" + number_of(goal) + "&goal_weight_" + number_of(goal) + "=1");
    EXPECT_THAT(
        read_in_public("/de/ziele/offen"),
        HasSubstr("Eine weitere Maßnahme dieses Ziels ist nicht öffentlich."));
    serves("&goals=" + number_of(hidden) + "&goal_weight_" + number_of(hidden) + "=1");
    EXPECT_THAT(read_in_public("/de/ziele/offen"), Not(HasSubstr("dieses Ziels")));
    EXPECT_THAT(read_in_public("/de/ziele"), Not(HasSubstr("Geheim")));
}

TEST_P(PublicGoals, a_measure_says_what_is_known_of_it_and_keeps_what_is_not_for_everybody)
{
    auto const goal = adopted_goal("Alle+lernen+Deutsch");
    shown(goal);
    auto const one = serving(
        "Abendkurse", goal,
        "&text=Kurse+am+Abend.&audience=Berufst%C3%A4tige&office=Volkshochschule&partners=AWO"
        "&reach=rund+70+Menschen&reservation=Vorbehaltlich+des+Haushalts&grant=Landesmittel"
        "&source=Interne+Quelle&remark=Interne+Notiz&report_mail=vhs%40kreis.example");
    auto const counted = figure(one);
    report(*office_, one, counted, "value=13&day=20.11.2026&source=Kursliste&remark=Nur+im+Amt");
    auto department = browser_of("department_editor");
    report(department, one, counted, "value=99&day=21.11.2026&source=Zettel");
    shown(one, "Wer+arbeitet%2C+lernt+am+Abend.");
    for (std::string const path : {"/de/ziele/alle-lernen-deutsch", "/de/ziele/massnahmen/abendkurse"})
        EXPECT_THAT(
            read_in_public(path),
            AllOf(
                AllOf(
                    HasSubstr("Wer arbeitet, lernt am Abend."), HasSubstr("Kurse am Abend."),
                    HasSubstr("Berufstätige"), HasSubstr("Volkshochschule"), HasSubstr("AWO"),
                    HasSubstr("rund 70 Menschen")),
                AllOf(
                    HasSubstr("in Arbeit"), HasSubstr("km-mark--ok\">im Plan"), HasSubstr("Abendkurse"),
                    HasSubstr("20. November 2026"), HasSubstr("Kursliste"), HasSubstr("31. Dezember 2025")),
                AllOf(
                    Not(HasSubstr("Zettel")), Not(HasSubstr("Nur im Amt")), Not(HasSubstr("Interne")),
                    Not(HasSubstr("Haushalts")), Not(HasSubstr("Landesmittel")),
                    Not(HasSubstr("vhs@kreis.example")))))
            << path;
    EXPECT_THAT(
        read_in_public("/de/ziele/alle-lernen-deutsch"),
        HasSubstr("1 von 1 öffentlichen Maßnahmen im Plan oder am Ziel."));
    // By hand it is said who judges, and neither why nor by whom.
    EXPECT_EQ(
        sent(*office_, one, "/licht", "light=at_risk&light_reason=Krankheit&light_until=31.12.2026").status(),
        http::Status::see_other);
    EXPECT_THAT(
        read_in_public("/de/ziele/massnahmen/abendkurse"),
        AllOf(
            HasSubstr("gefährdet"), HasSubstr("nach Einschätzung der Verwaltung"),
            Not(HasSubstr("Krankheit"))));
}

TEST_P(PublicGoals, a_measure_of_a_hidden_goal_stands_by_itself)
{
    auto const goal = adopted_goal("Geheimziel");
    auto const one = serving("Abendkurse", goal);
    shown(one);
    EXPECT_THAT(
        read_in_public("/de/ziele"),
        AllOf(HasSubstr("href=\"/de/ziele/massnahmen/abendkurse\""), Not(HasSubstr("Geheimziel"))));
    EXPECT_THAT(
        read_in_public("/de/ziele/massnahmen/abendkurse"),
        AllOf(
            HasSubstr("Sie dient keinem öffentlichen Ziel."), HasSubstr("Eine Beschreibung liegt nicht vor."),
            HasSubstr("Ob sie im Plan ist, wissen wir nicht."), Not(HasSubstr("Geheimziel"))));
    shown(goal);
    EXPECT_THAT(
        read_in_public("/de/ziele/massnahmen/abendkurse"), HasSubstr("href=\"/de/ziele/geheimziel\""));
    EXPECT_THAT(read_in_public("/de/ziele"), Not(HasSubstr("href=\"/de/ziele/massnahmen/abendkurse\"")))
        << "it stands with its goal";
}

TEST_P(PublicGoals, whether_it_is_on_track_is_asked_only_of_what_is_being_done)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    auto const one = serving("Abendkurse", goal);
    shown(one);
    constexpr auto* path = "/de/ziele/massnahmen/abendkurse";
    constexpr auto* unknown = "Ob sie im Plan ist, wissen wir nicht.";
    EXPECT_THAT(read_in_public(path), HasSubstr(unknown));
    for (std::string const state : {"done", "planned", "dropped"}) {
        EXPECT_EQ(
            sent(*office_, one, "/stand", "state=" + state + "&state_reason=Entschieden").status(),
            http::Status::see_other);
        EXPECT_THAT(read_in_public(path), Not(HasSubstr(unknown))) << state;
        if (state == "done")
            EXPECT_THAT(
                read_in_public("/de/ziele/offen"),
                AllOf(
                    HasSubstr("1 von 1 öffentlichen Maßnahmen abgeschlossen."),
                    Not(HasSubstr("wissen wir nicht, wie"))));
    }
}

TEST_P(PublicGoals, two_people_at_once_and_a_button_pressed_twice)
{
    auto const goal = adopted_goal("Offen");
    auto const stale = seen(goal);
    EXPECT_EQ(press(goal, "", "Der+Text+der+Kollegin.").status(), http::Status::see_other);
    auto const late = office_->post(goal + "/oeffentlich/zeigen", stale + "&plain_text=Meine+Fassung.");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(late.body_text()),
        AllOf(
            HasSubstr("Jemand hat diesen Eintrag geändert"), HasSubstr(">Der Text der Kollegin.</textarea>"),
            HasSubstr("Meine Fassung.")));
    EXPECT_EQ(in_public("/de/ziele/offen").status(), http::Status::not_found);
    shown(goal, "Der+Text+der+Kollegin.");
    auto const again
        = office_->post(goal + "/oeffentlich/zeigen", stale + "&plain_text=Der+Text+der+Kollegin.");
    EXPECT_EQ(again.status(), http::Status::see_other) << "it is so already";
    EXPECT_EQ(std::ranges::count(audit_actions(), "goals.goal.published"), 1);
    auto const long_text = press(goal, "", std::string(3001, 'x'));
    EXPECT_EQ(long_text.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(long_text.body_text()),
        AllOf(HasSubstr("id=\"f-plain_text-fehler\""), HasSubstr(std::string(3001, 'x'))));
    EXPECT_THAT(
        std::string(office_->get(goal + "/verlauf?fassung=2").body_text()),
        AllOf(HasSubstr("Text in einfachen Worten"), HasSubstr("Der Text der Kollegin.")));
}

TEST_P(PublicGoals, a_preview_names_of_others_what_everybody_reads_of_them)
{
    auto const open = adopted_goal("Offen");
    shown(open);
    adopted_goal("Fremdes");
    auto const goal = entered_goal("Neues", "&parent=" + number_of(open));
    auto const one = serving("Abendkurse", goal);
    serving("Geheimes", goal);
    shown(one);
    EXPECT_THAT(
        std::string(office_->get(goal + "/oeffentlich").body_text()),
        AllOf(
            HasSubstr("href=\"/de/ziele/offen\""), HasSubstr("href=\"/de/ziele/massnahmen/abendkurse\""),
            HasSubstr("Eine weitere Maßnahme dieses Ziels ist nicht öffentlich."), Not(HasSubstr("Fremdes")),
            Not(HasSubstr("Geheimes"))));
    EXPECT_EQ(press(open, "/verbergen").status(), http::Status::see_other);
    EXPECT_THAT(
        std::string(office_->get(goal + "/oeffentlich").body_text()),
        Not(HasSubstr("href=\"/de/ziele/offen\"")));
    EXPECT_THAT(
        std::string(office_->get(one + "/oeffentlich").body_text()),
        AllOf(HasSubstr("Abendkurse"), HasSubstr("in Arbeit"), Not(HasSubstr("Geheimes"))));
}

TEST_P(PublicGoals, saving_the_form_of_a_record_keeps_what_is_shown)
{
    auto const goal = adopted_goal("Offen");
    shown(goal, "In+einfachen+Worten.");
    auto const saved = office_->post(
        goal + "/bearbeiten", seen(goal) + "&kind=guiding&panel=" + field_ + "&title=Ganz+offen&weight=1");
    EXPECT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    EXPECT_THAT(
        read_in_public("/de/ziele/offen"),
        AllOf(
            HasSubstr("Ganz offen"), HasSubstr("In einfachen Worten."),
            HasSubstr("Seit dem Beschluss wurde der Text geändert.")));
    auto const one = measure(*office_, "Kurse");
    shown(one, "Plan.");
    EXPECT_EQ(
        sent(*office_, one, "/bearbeiten", needed("Mehr+Kurse") + usual).status(), http::Status::see_other);
    EXPECT_THAT(
        read_in_public("/de/ziele/massnahmen/kurse"), AllOf(HasSubstr("Mehr Kurse"), HasSubstr("Plan.")));
}

TEST_P(PublicGoals, nobody_shows_what_belongs_to_others)
{
    auto const goal = adopted_goal("Offen");
    auto const one = measure(*office_, "Kurse");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto reader = browser_of("reader");
    for (auto* other : {&town, &reader}) {
        for (auto const& address : {goal, one}) {
            EXPECT_EQ(other->get(address + "/oeffentlich").status(), http::Status::not_found) << address;
            for (std::string const button : {"", "/zeigen", "/verbergen"})
                EXPECT_EQ(
                    other->post(address + "/oeffentlich" + button, seen(address) + "&plain_text=x").status(),
                    http::Status::not_found)
                    << address << button;
        }
    }
    EXPECT_EQ(in_public("/de/ziele/offen").status(), http::Status::not_found);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM goals WHERE plain_text <> ''"), 0);
}

TEST_P(PublicGoals, translators_find_them_while_they_are_public_and_pages_show_what_they_wrote)
{
    auto const goal = adopted_goal("Offen", "&text=Alle+lernen.");
    auto const id = std::stoll(number_of(goal));
    auto const found
        = [&] { return goals::translated_goals.find(connection(), tenant_, id, *parse_date("2026-11-23")); };
    EXPECT_FALSE(found());
    shown(goal, "Kurse.");
    ASSERT_TRUE(found());
    EXPECT_THAT(found()->texts, ::testing::ElementsAre("Offen", "Alle lernen.", "Kurse.", ""));
    content::store_translation(
        connection(), tenant_, goals::goal_subject, id, "title",
        {.language = *i18n::Language::find("tr"),
         .text = "Herkes öğrenir",
         .source_hash = content::source_hash("Offen")},
        clock().now());
    publish(tenant_, [](Work& work) { work.publish("goals"); });
    EXPECT_THAT(read_in_public("/tr/ziele/offen"), AllOf(HasSubstr("Herkes öğrenir"), HasSubstr("Kurse.")));
    EXPECT_THAT(read_in_public("/tr/ziele.json"), HasSubstr("\"title\":\"Herkes öğrenir\""));
    auto const one = measure(*office_, "Abendkurse");
    EXPECT_FALSE(goals::translated_measures.find(
        connection(), tenant_, std::stoll(number_of(one)), *parse_date("2026-11-23")));
    shown(one);
    EXPECT_TRUE(goals::translated_measures.find(
        connection(), tenant_, std::stoll(number_of(one)), *parse_date("2026-11-23")));
}

TEST_P(PublicGoals, what_is_counted_and_who_is_reached_are_read_in_the_language_of_the_page)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    auto const one = serving("Treffpunkt", goal, "&reach=rund+70+Menschen%0D%0A3+Vereine");
    auto const counted = std::stoll(figure(one)); // "Kurse" in "Abendkurse"
    auto const found = [&] {
        return goals::translated_figures.find(connection(), tenant_, counted, *parse_date("2026-11-23"));
    };
    EXPECT_FALSE(found()) << "nobody outside reads it";
    shown(one);
    ASSERT_TRUE(found());
    EXPECT_THAT(found()->texts, ::testing::ElementsAre("Kurse", "Abendkurse", ""));
    EXPECT_EQ(found()->title, "Treffpunkt: Kurse");
    constexpr auto* path = "/tr/ziele/massnahmen/treffpunkt";
    EXPECT_THAT(
        read_in_public(path),
        AllOf(HasSubstr("lang=\"de\""), HasSubstr("Abendkurse"), HasSubstr("rund 70 Menschen")));
    auto const translated = [&](content::SubjectKind kind, std::int64_t id, std::string_view field,
                                std::string const& source, std::string const& text) {
        content::store_translation(
            connection(), tenant_, kind, id, field,
            {.language = *i18n::Language::find("tr"),
             .text = text,
             .source_hash = content::source_hash(source)},
            clock().now());
    };
    translated(goals::figure_subject, counted, "name", "Kurse", "Kurslar");
    translated(goals::figure_subject, counted, "unit", "Abendkurse", "akşam kursu");
    translated(
        goals::measure_subject, std::stoll(number_of(one)), "reach", "rund 70 Menschen\n3 Vereine",
        "yaklaşık 70 kişi\n3 dernek");
    publish(tenant_, [](Work& work) { work.publish("goals"); });
    EXPECT_THAT(
        read_in_public(path),
        AllOf(
            HasSubstr("Kurslar"), HasSubstr("akşam kursu"), HasSubstr("yaklaşık 70 kişi"),
            HasSubstr("3 dernek"), Not(HasSubstr("Abendkurse")), Not(HasSubstr("rund 70"))));
    EXPECT_THAT(
        read_in_public("/tr/ziele.json"),
        AllOf(
            HasSubstr("\"name\":\"Kurslar\""), HasSubstr("\"unit\":\"akşam kursu\""),
            HasSubstr("\"baseline_unit\":\"akşam kursu\""),
            HasSubstr("\"reach_in_words\":[\"yaklaşık 70 kişi\",\"3 dernek\"]")));
    EXPECT_THAT(
        read_in_public("/tr/ziele.csv"),
        AllOf(HasSubstr("Kurslar"), HasSubstr("yaklaşık 70 kişi; 3 dernek")));
    EXPECT_THAT(read_in_public("/de/ziele/massnahmen/treffpunkt"), HasSubstr("Abendkurse"));
}

TEST_P(PublicGoals, a_doubt_and_who_is_in_charge_in_words_are_read_in_the_language_of_the_page)
{
    auto const goal = adopted_goal("Offen", "&uncertain=ja&remark=Der+Text+fehlt.");
    shown(goal);
    auto const one = measure(
        *office_, "Besuch",
        "&state=running&recurring=ja&deadline_remark=einmal+im+Jahr&office=Landrat&remark=Nur+im+Amt&goals="
            + number_of(goal) + "&goal_weight_" + number_of(goal) + "=1");
    shown(one);
    auto const texts_of = [&](records::TranslatedKind const& kind, std::string const& address) {
        return kind.find(connection(), tenant_, std::stoll(number_of(address)), *parse_date("2026-11-23"))
            .value()
            .texts;
    };
    EXPECT_THAT(
        texts_of(goals::translated_goals, goal), ::testing::ElementsAre("Offen", "", "", "Der Text fehlt."));
    EXPECT_THAT(
        texts_of(goals::translated_measures, one),
        ::testing::ElementsAre("Besuch", "", "", "", "", "Landrat", "einmal im Jahr", ""))
        << "a remark that is no doubt is the administration's own";
    EXPECT_THAT(
        read_in_public("/tr/ziele/offen"),
        AllOf(HasSubstr("Der Text fehlt."), HasSubstr("Landrat"), HasSubstr("einmal im Jahr")));
    auto const translated = [&](content::SubjectKind kind, std::string const& address, std::string_view field,
                                std::string const& source, std::string const& text) {
        content::store_translation(
            connection(), tenant_, kind, std::stoll(number_of(address)), field,
            {.language = *i18n::Language::find("tr"),
             .text = text,
             .source_hash = content::source_hash(source)},
            clock().now());
    };
    translated(goals::goal_subject, goal, "remark", "Der Text fehlt.", "Metin eksik.");
    translated(goals::measure_subject, one, "office", "Landrat", "ilçe başkanı");
    translated(goals::measure_subject, one, "deadline_remark", "einmal im Jahr", "yılda bir kez");
    publish(tenant_, [](Work& work) { work.publish("goals"); });
    EXPECT_THAT(
        read_in_public("/tr/ziele/offen"),
        AllOf(
            HasSubstr("Metin eksik."), HasSubstr("ilçe başkanı"), HasSubstr("yılda bir kez"),
            Not(HasSubstr("Der Text fehlt.")), Not(HasSubstr("Landrat")), Not(HasSubstr("einmal im Jahr")),
            Not(HasSubstr("Nur im Amt"))));
    EXPECT_THAT(read_in_public("/tr/ziele.json"), HasSubstr("\"in_charge\":\"ilçe başkanı\""));
    EXPECT_THAT(read_in_public("/de/ziele/massnahmen/besuch"), HasSubstr("Landrat"));
}

TEST_P(PublicGoals, what_translators_have_open_of_figures_follows_their_measure)
{
    auto const one = serving("Treffpunkt", adopted_goal("Offen"));
    auto const counted = figure(one);
    auto const open = [&] {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM translation_progress WHERE subject_kind = 'figure'");
    };
    EXPECT_EQ(open(), 0);
    shown(one);
    EXPECT_GT(open(), 0);
    EXPECT_EQ(press(one, "/verbergen").status(), http::Status::see_other);
    EXPECT_EQ(open(), 0) << "it is nobody's work any more";
    shown(one);
    content::store_translation(
        connection(), tenant_, goals::figure_subject, std::stoll(counted), "name",
        {.language = *i18n::Language::find("tr"),
         .text = "Kurslar",
         .source_hash = content::source_hash("Kurse")},
        clock().now());
    EXPECT_EQ(
        office_->post(one + "/kennzahlen/" + counted + "/loeschen", "fassung=1&sicher=ja").status(),
        http::Status::see_other);
    EXPECT_EQ(open(), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM translations WHERE subject_kind = 'figure'"), 0)
        << "its translations have gone with it";
}

TEST_P(PublicGoals, every_language_has_its_own_words)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    auto const one = serving("Abendkurse", goal);
    figure(one);
    shown(one);
    for (std::string const tag : {"tr", "ar"}) { // besides German those of the district
        for (std::string const path : {"/ziele", "/ziele/offen", "/ziele/massnahmen/abendkurse"}) {
            auto const page = read_in_public('/' + tag + path);
            EXPECT_THAT(
                page,
                AllOf(
                    HasSubstr("<html lang=\"" + tag), Not(HasSubstr("in Arbeit")),
                    Not(HasSubstr("keine Daten")), Not(HasSubstr("Zuständig")), Not(HasSubstr("Leitziel"))))
                << tag << path;
        }
    }
    EXPECT_THAT(read_in_public("/ar/ziele/offen"), HasSubstr("dir=\"rtl\""));
}

TEST_P(PublicGoals, the_files_have_their_fields_and_no_formula)
{
    auto const goal = adopted_goal("%3D1%2B1");
    shown(goal);
    auto const one = serving("Abendkurse", goal, "&office=VHS&partners=AWO&reach=rund+70+Menschen");
    auto const counted = figure(one);
    report(*office_, one, counted, "value=11%2C5&day=20.11.2026&source=Kursliste");
    shown(one);
    auto const table = in_public("/de/ziele.csv");
    EXPECT_THAT(std::string(table.header("Content-Type")), HasSubstr("text/csv"));
    EXPECT_THAT(
        std::string(table.body_text()),
        AllOf(
            HasSubstr("type,slug,belongs_to,number,title,plain_text,text,field,owner,kind,state,light,"),
            HasSubstr("'=1+1"), HasSubstr("\r\nmeasure,abendkurse,1-1,"),
            HasSubstr("\r\nfigure,,abendkurse,"), HasSubstr("11.5,Abendkurse,2026-11-20,Kursliste"),
            HasSubstr(",10,Abendkurse,2025-12-31,14,absolute,,,,,\r\n"),
            HasSubstr(",AWO,,,2026-11-23,rund 70 Menschen\r\n"),
            HasSubstr(",Kreistag,2026-06-05,2026-11-23,\r\n")));
    auto const file = in_public("/de/ziele.json");
    EXPECT_THAT(std::string(file.header("Content-Type")), HasSubstr("application/json"));
    auto const parsed = json::parse(std::string(file.body_text()));
    auto const* value = std::get_if<json::Value>(&parsed);
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(*value->find("schema")->as_string(), "kommin-goals-1");
    auto const& measures = *value->find("measures")->as_array();
    ASSERT_EQ(measures.size(), 1U);
    EXPECT_EQ(*measures.front().find("light")->as_string(), "at_risk");
    EXPECT_EQ(*measures.front().find("goals")->as_array()->front().as_string(), "1-1");
    auto const& figures = *measures.front().find("figures")->as_array();
    EXPECT_EQ(*figures.front().find("value")->as_string(), "11.5");
    EXPECT_EQ(*figures.front().find("target")->as_string(), "14");
    EXPECT_EQ(*value->find("goals")->as_array()->front().find("resolved_by")->as_string(), "Kreistag");
    EXPECT_EQ(
        sent(*office_, one, "/stand", "state=dropped&state_reason=Ohne+Geld").status(),
        http::Status::see_other);
    EXPECT_THAT(
        read_in_public("/de/ziele.json"),
        AllOf(HasSubstr("\"state\":\"dropped\""), HasSubstr("\"light\":null"), Not(HasSubstr("at_risk"))));
    EXPECT_THAT(read_in_public("/de/ziele.csv"), AllOf(HasSubstr(",dropped,"), Not(HasSubstr("at_risk"))));
    EXPECT_THAT(
        read_in_public("/de/ziele/massnahmen/abendkurse"),
        AllOf(HasSubstr("wird nicht weitergeführt"), Not(HasSubstr("gefährdet"))));
}

TEST_P(PublicGoals, a_page_stays_below_fifty_kilobytes)
{
    auto const goal = adopted_goal("Offen");
    shown(goal);
    auto const text = std::string(400, 'x');
    for (int i = 0; i < 45; ++i) {
        auto const one = serving("Kurs" + std::to_string(i), goal, "&text=" + text + "&office=VHS");
        shown(one, text);
    }
    for (std::string const path : {"/ar/ziele", "/ar/ziele/offen", "/ar/ziele/offen?seite=5"})
        EXPECT_LT(read_in_public(path).size(), 50'000U) << path;
    EXPECT_THAT(read_in_public("/de/ziele/offen"), HasSubstr("href=\"/de/ziele/offen?seite=2\""));
    EXPECT_EQ(in_public("/de/ziele/offen?seite=6").status(), http::Status::not_found);
    EXPECT_EQ(in_public("/de/ziele?seite=9").status(), http::Status::not_found);
}

} // namespace
} // namespace kommin::app
