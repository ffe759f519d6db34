// Two years of the eleven measures of the report: reports come in, a grant is refused, lights turn, the group
// decides, a year closes and the next one begins; and the Landrat is answered whether it is the right track.

#include "app/tests/steered_year_story.hpp"

#include <map>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// What a criterion counts, as docs/adr/0092 has it.
int own_score(BrowserForm const& form, std::string const& row)
{
    auto const mark = [&](std::string const& name) { return std::stoi(form.value(name + '-' + row)); };
    return 4 * mark("need") + 3 * mark("influence") + 2 * mark("cost") + mark("resolution");
}

class SteeredYear : public SteeredYearBase {
protected:
    // The measures by their place in the report.
    static constexpr int trainings = 1;
    static constexpr int rucksack = 2;
    static constexpr int diploma = 3;
    static constexpr int reading = 4;
    static constexpr int openness = 6;
    static constexpr int survey = 7; // among the staff
    static constexpr int naturalised = 8;
    static constexpr int visits = 9;
    static constexpr int greetings = 10;
    static constexpr int monitoring = 11;

    std::string step_of(int year, std::string const& kind) { return step(year_of(year), kind); }
    void step_done(int year, std::string const& kind, BrowserForm::Fields typed)
    {
        typed.emplace_back("state", "done");
        saved(step_of(year, kind) + "/bearbeiten", typed);
    }
    std::string priorities(int year) { return year_of(year) + "/prioritaeten"; }
    std::string priority(int year, int measure)
    {
        return priorities(year) + '/'
            + std::to_string(connection().load<std::int64_t>(
                "SELECT p.id FROM priorities p JOIN steering_years y ON y.id = p.year_id"
                " WHERE y.year = ? AND p.measure_id = ?",
                year, std::stoll(number_of(m(measure)))));
    }
    std::string application()
    {
        return "/verwaltung/antraege/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM funding_applications WHERE body_id IS NULL"));
    }
    std::string loss() { return "/verwaltung/finanzen/wegfall?ohne=a" + number_of(application()); }

    // ── 2009

    void nobody_knows_anything_in_january()
    {
        go_to("2009-01-12T08:00:00Z");
        auto landrat = landrat_who_logs_in();
        std::vector<std::string> const lights(measures_.size(), word::no_data);
        expect_answers(read(landrat, overview), lights);
        EXPECT_THAT(shown(list), AllOf(HasSubstr(year_of(2009) + '"'), HasSubstr(year_of(2010) + '"')));
        EXPECT_THAT(shown(year_of(2009)), HasSubstr("Verwaltungsinterne Steuerungsgruppe"));
    }
    void goals_are_screened()
    {
        auto const goal = "/verwaltung/ziele/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM goals WHERE panel_id = ? AND body_id IS NULL", std::stoll(field_)));
        saved(
            goal + "/bearbeiten",
            {{"influence", "shared"}, {"influence_reason", "Die Träger entscheiden mit."}});
        EXPECT_THAT(shown(goal), HasSubstr("nur gemeinsam mit anderen beeinflussbar"));
        step_done(2009, "screening", {{"outcome", "Gesichtet: Bildung geht nur gemeinsam."}});
    }
    void a_department_answers_the_stocktaking()
    {
        auto const inventory = "/verwaltung/bestandsaufnahmen/"
            + std::to_string(connection().load<std::int64_t>("SELECT id FROM inventories"));
        std::string unit;
        for (auto const& one : tenants::list_units(connection(), tenant_)) {
            if (one.key == "arbeit-und-soziales")
                unit = std::to_string(one.id.value);
        }
        connection().execute(
            "UPDATE organisational_units SET mail = 'soziales@kreis.example' WHERE id = ?", std::stoll(unit));
        saved(
            inventory + "/bearbeiten",
            {{"until", "27.02.2009"},
             {"panels", field_},
             {"panels", other_field_},
             {"introduction", "Was gibt es schon?"}});
        posted(inventory + "/gefragt", "language=de&units=" + unit);
        pressed(inventory, inventory + "/fragen");
        auto const link = link_to(letters(), "soziales@kreis.example", "/[a-z-]+/bestandsaufnahme/");
        ASSERT_NE(link, "");
        go_to("2009-02-20T08:00:00Z");
        auto const answer = Browser{*this}.post(
            link + "/eintrag", "schluessel=f&website=&kind=structure&panel=" + field_ + "&title=Sprachlotsen",
            false);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        EXPECT_THAT(shown(inventory + "/eintraege"), HasSubstr("Sprachlotsen"));
        pressed(inventory, inventory + "/schliessen");
        step_done(2009, "stocktaking", {{"outcome", "Ein Eintrag: Sprachlotsen."}});
    }
    void the_group_weighs_and_overrules_once()
    {
        auto const scoring = priorities(2009) + "/bepunkten/massnahmen/1";
        std::map<std::string, std::string> const marks{
            {'m' + number_of(m(trainings)), "5533"}, {'m' + number_of(m(rucksack)), "4433"}};
        auto form = BrowserForm::find_on(shown(scoring), scoring);
        ASSERT_TRUE(form);
        ASSERT_THAT(form->values("zeile"), ::testing::SizeIs(measures_.size()));
        for (auto const& row : form->values("zeile")) {
            auto const found = marks.find(row);
            auto const of_row = found == marks.end() ? std::string("3333") : found->second;
            form->type(
                {{"need-" + row, of_row.substr(0, 1)},
                 {"influence-" + row, of_row.substr(1, 1)},
                 {"cost-" + row, of_row.substr(2, 1)},
                 {"resolution-" + row, of_row.substr(3, 1)}});
        }
        EXPECT_EQ(office_->post(scoring, form->body(), false).header("Location"), priorities(2009));
        auto const scored = [&](int measure) {
            return std::to_string(own_score(*form, 'm' + number_of(m(measure)))) + " von 50";
        };
        auto const weighed = shown(priorities(2009));
        EXPECT_THAT(row_with(weighed, m(trainings) + '"'), HasSubstr(scored(trainings)));
        EXPECT_THAT(row_with(weighed, m(rucksack) + '"'), HasSubstr(scored(rucksack)));
        EXPECT_LT(weighed.find(m(trainings) + '"'), weighed.find(m(rucksack) + '"'));
        auto const one = priority(2009, rucksack) + "/bearbeiten";
        EXPECT_EQ(submit(one, one, {{"rank", "1"}}).status(), http::Status::unprocessable)
            << "nobody is put first without a reason";
        saved(one, {{"rank", "1"}, {"rank_reason", "Wer die Sprache nicht lernt, bleibt zurück."}});
        auto const overruled = shown(priorities(2009));
        EXPECT_LT(overruled.find(m(rucksack) + '"'), overruled.find(m(trainings) + '"'));
        EXPECT_THAT(overruled, HasSubstr("Wer die Sprache nicht lernt, bleibt zurück."));
    }
    void the_application_goes_out_and_measures_begin()
    {
        go_to("2009-03-18T08:00:00Z");
        auto const line = m(reading) + "/geld/"
            + std::to_string(connection().load<std::int64_t>("SELECT id FROM budget_lines"));
        saved(line, {{"planned", "30000"}, {"as_of", "18.03.2009"}, {"remark", "Summe der Geschichte"}});
        saved(application() + "/schritt", {{"state", "submitted"}, {"step_day", "18.03.2009"}});
        on_measure(reading, "/meilensteine", "title=Antrag+gestellt&due=31.03.2009&done_on=18.03.2009");
        on_measure(reading, "/meilensteine", "title=Bescheid+liegt+vor&due=31.08.2009");
        on_measure(survey, "/meilensteine", "title=Antworten+ausgewertet&due=30.11.2010");
        for (int const number : {trainings, rucksack, diploma, openness, survey})
            on_measure(number, "/stand", "state=running");
        saved(m(rucksack) + "/bearbeiten", {{"report_mail", "kita@traeger.example"}});
        saved(m(diploma) + "/bearbeiten", {{"report_mail", "kurse@raa.example"}});
    }
    void a_department_reports_at_the_desk()
    {
        go_to("2009-03-31T08:00:00Z");
        auto department = browser_of("department_editor");
        auto const report = reported(department, trainings, "11", "31.03.2009");
        EXPECT_EQ(light_of(trainings), word::no_data) << "nobody has confirmed it";
        EXPECT_THAT(waiting_for(*office_), HasSubstr("Jemand meldet 11 Fortbildungen zum 31.03.2009"));
        confirmed(report);
        EXPECT_EQ(light_of(trainings), trainings_way.light(11, "2009-03-31"));
    }
    void what_is_celebrated_each_year_is_ticked()
    {
        go_to("2009-06-16T08:00:00Z");
        on_measure(naturalised, "/meilensteine", "title=Feier&due=31.05.2009&done_on=14.05.2009");
        on_measure(visits, "/meilensteine", "title=Besuch&due=30.06.2009&done_on=28.05.2009");
        on_measure(greetings, "/meilensteine", "title=Einladung&due=30.04.2009&done_on=22.04.2009");
    }
    void whoever_has_no_account_reports_by_a_mailed_link()
    {
        go_to("2009-07-01T08:30:00Z");
        EXPECT_EQ(light_of(diploma), word::no_data);
        auto const mails = letters();
        auto const report = [&](std::string const& to, int number, std::string const& value) {
            auto const link = link_to(mails, to, "/de/bericht/");
            EXPECT_NE(link, "") << to;
            auto const answer = Browser{*this}.post(
                link, "schluessel=k" + value + "&website=&day=30.06.2009&source=Liste&value=" + value, false);
            EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
            confirmed(newest_report(number));
        };
        report("kurse@raa.example", diploma, "2");
        report("kita@traeger.example", rucksack, "3");
        EXPECT_EQ(light_of(diploma), word::on_track);
        EXPECT_EQ(diploma_way.light(2, "2009-06-30"), word::on_track);
        EXPECT_EQ(light_of(rucksack), word::at_risk);
        EXPECT_EQ(rucksack_way.light(3, "2009-06-30"), word::at_risk);
    }
    void the_landrat_reads_at_half_of_the_year()
    {
        EXPECT_EQ(light_of(reading), light_of_milestone("2009-08-31", "2009-07-01"));
        expect_landrat_reads(
            {trainings_way.light(11, "2009-03-31"), rucksack_way.light(3, "2009-06-30"),
             diploma_way.light(2, "2009-06-30"), light_of_milestone("2009-08-31", "2009-07-01"),
             word::no_data, word::no_data, word::on_track, word::on_track, word::on_track, word::on_track,
             word::no_data});
        EXPECT_THAT(
            read_by_landrat(overview),
            AllOf(HasSubstr("‚Zum Lesen geboren’"), HasSubstr("30.000"), HasSubstr(loss() + '"')))
            << "money that nobody has granted yet";
    }
    void the_ministry_refuses()
    {
        go_to("2009-09-01T08:00:00Z");
        EXPECT_THAT(
            shown(loss()),
            AllOf(HasSubstr("Eine Maßnahme, geplant 30.000,00"), HasSubstr("die ganze Maßnahme")));
        saved(
            application() + "/schritt",
            {{"state", "refused"}, {"step_day", "01.09.2009"}, {"step_reason", "Mittel erschöpft"}});
        EXPECT_THAT(
            shown(application()),
            AllOf(
                HasSubstr("abgelehnt"), HasSubstr("Mittel erschöpft"),
                HasSubstr("Eine Maßnahme, geplant 30.000,00")));
        EXPECT_THAT(shown(loss()), HasSubstr("die ganze Maßnahme")) << "refused, it falls";
        on_measure(
            reading, "/risiken",
            "title=Ohne+Landesmittel+kein+Projekt&probability=high&damage=high&state=open"
            "&response=Die+Gruppe+entscheidet+im+Oktober");
        EXPECT_THAT(
            shown(m(reading)),
            AllOf(
                HasSubstr("Antrag: Projekt ‚Zum Lesen geboren’ im Jahr 2009 (abgelehnt)"),
                HasSubstr("Finanzierbarkeit des Kreishaushalts"), HasSubstr("Ohne Landesmittel kein Projekt"),
                HasSubstr("Die Gruppe entscheidet im Oktober")));
        EXPECT_EQ(light_of(reading), word::at_risk);
        EXPECT_EQ(light_of_milestone("2009-08-31", "2009-09-01"), word::at_risk) << "it was on track in July";
        auto const page = read_by_landrat(overview);
        EXPECT_THAT(page, HasSubstr("Am 30. Juni 2009 noch „auf Kurs“."));
        EXPECT_THAT(
            page,
            AllOf(
                Not(HasSubstr(loss() + '"')), HasSubstr("findet ohne ihn nicht wie geplant statt"),
                HasSubstr("Es fehlen 30.000"), HasSubstr("Vorbehalt, Höhe nicht bekannt")))
            << "it is certain now, and somebody has to decide";
    }
    void the_group_decides_in_its_meeting()
    {
        auto const meeting_of_group = meeting(
            *office_,
            "panel=" + group_
                + "&title=Herbstsitzung&day=8.10.2009&begins=10&ends=12&place=Kreishaus&childcare=unknown");
        posted(meeting_of_group + "/neuer-punkt", "title=Zum+Lesen+geboren&kind=decision");
        auto const item = std::to_string(newest("agenda_items"));
        EXPECT_THAT(
            read_by_landrat(overview),
            AllOf(
                HasSubstr("Steht zur Entscheidung auf der Tagesordnung: Herbstsitzung"),
                HasSubstr("/punkte/" + item + '"')));
        go_to("2009-10-08T09:30:00Z");
        EXPECT_EQ(light_of(reading), light_of_milestone("2009-08-31", "2009-10-08"));
        for (std::string const given : {"Leyla", "Anton"}) {
            auto const made = office_->post(
                "/verwaltung/personen/neu",
                "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&family=Muster"
                "&given="
                    + given + "&mails=" + given + "@kreis.example");
            ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
            posted(
                meeting_of_group + "/anwesenheit",
                "person=" + number_of(std::string(made.header("Location"))) + "&da=ja");
        }
        auto const minutes = meeting_of_group + "/protokoll";
        posted(minutes + "/beginnen", "");
        auto const seen
            = [&](std::string const& page) { return "fassung=" + seen_on(shown(minutes + page)); };
        auto const motion = item + "_1=";
        posted(
            minutes + "/aendern",
            seen("/aendern") + "&tie=rejected&chair=Landrat&keeper=RAA&notes_" + item + "=Ohne+Geld.&motion_"
                + motion + "Das+Projekt+findet+2009+nicht+statt&mover_" + motion + "RAA&voting_" + motion
                + "open&yes_" + motion + "2&no_" + motion + "0&abstained_" + motion + '0');
        posted(minutes + "/verschicken", seen("") + "&until=22.10.2009");
        go_to("2009-10-26T09:00:00Z");
        posted(minutes + "/genehmigen", seen("") + "&was=writing");
        step_done(
            2009, "strategies",
            {{"outcome", "Ein Projekt fällt weg."},
             {"decisions", number_of(meeting_of_group) + ':' + item + "_1"}});
        EXPECT_THAT(shown(step_of(2009, "strategies")), HasSubstr("Das Projekt findet 2009 nicht statt"));
        EXPECT_THAT(shown(year_of(2009)), HasSubstr("Beschluss 1/2009"));
        auto const decision = number_of(meeting_of_group) + "%3A" + item + "_1";
        posted(
            step_of(2009, "strategies") + "/gegenstand?beschluss=" + decision,
            version_of_step(step_of(2009, "strategies")) + "&subjects=" + decision + "%3Em"
                + number_of(m(reading)));
        on_measure(
            reading, "/stand",
            "state=dropped&state_reason=Das+Ministerium+hat+abgelehnt%3B+Beschluss+1%2F2009");
        EXPECT_EQ(light_of(reading), "nicht da") << "nobody steers it any more";
        EXPECT_THAT(
            shown(m(reading)),
            AllOf(
                HasSubstr("Beschluss 1/2009 der Steuerungsgruppe (Herbstsitzung), angenommen: Das Projekt "
                          "findet 2009 nicht statt"),
                HasSubstr("href=\"" + minutes + '"')))
            << "its line tells why it was dropped";
        EXPECT_THAT(shown(m(rucksack)), Not(HasSubstr("Beschluss 1/2009")));
    }
    void a_light_turns_in_december()
    {
        reported(*office_, trainings, "12", "30.09.2009");
        go_to("2009-12-16T08:00:00Z");
        EXPECT_EQ(light_of(diploma), word::on_track) << "the value of June";
        EXPECT_EQ(light_of(rucksack), word::at_risk);
        reported(*office_, rucksack, "4", "02.12.2009");
        reported(*office_, diploma, "2", "15.12.2009");
        EXPECT_EQ(light_of(diploma), word::at_risk);
        EXPECT_EQ(diploma_way.light(2, "2009-12-15"), word::at_risk) << "no more courses, and half a year on";
        EXPECT_EQ(light_of(rucksack), word::missed);
        EXPECT_EQ(rucksack_way.light(4, "2009-12-02"), word::missed);
        expect_landrat_reads(
            {trainings_way.light(12, "2009-09-30"), word::missed, word::at_risk, word::no_data, word::no_data,
             word::on_track, word::on_track, word::on_track, word::on_track, word::no_data});
        auto const slipped = read_by_landrat(overview);
        EXPECT_THAT(
            slipped,
            AllOf(
                HasSubstr("Am 30. September 2009 noch „auf Kurs“."),
                HasSubstr("Am 30. September 2009 noch „gefährdet“."),
                HasSubstr("Eine aufgegebene Maßnahme ist nicht mitgezählt.")));
    }

    // ── The year closes, the next one begins

    void evaluated(int year, int measure, std::string const& entries)
    {
        posted(
            year_of(year) + "/bewertungen/neu/" + number_of(m(measure)) + "/selbst",
            "schluessel=e&evaluator=RAA&" + entries);
    }
    void the_year_is_evaluated_and_closed()
    {
        go_to("2010-01-18T08:00:00Z");
        reported(*office_, trainings, "12", "31.12.2009");
        evaluated(2009, trainings, "day=18.01.2010&effect=4&effort=2&verdict=continue");
        evaluated(
            2009, rucksack,
            "day=18.01.2010&effect=3&effort=3&verdict=change&verdict_why=Den+Einrichtungen+fehlt+Personal");
        evaluated(
            2009, diploma,
            "day=18.01.2010&effect=4&effort=2&verdict=change&verdict_why=Drei+Orte+haben+keinen+Raum");
        step_done(2009, "evaluation", {{"outcome", "Drei Maßnahmen bewertet."}});
        auto const year = year_of(2009);
        EXPECT_THAT(
            shown(year + "/abschluss"),
            AllOf(
                HasSubstr("Stand vom 31. Dezember 2009"),
                HasSubstr("Schritt ist nicht erledigt: Rahmenbedingungen"),
                HasSubstr("Maßnahme ist nicht bewertet: Monitoring- und Evaluationsverfahren"),
                Not(HasSubstr("Schritt ist nicht erledigt: Bestandsaufnahme")),
                Not(HasSubstr("Maßnahme ist nicht bewertet: Kursangebot"))));
        EXPECT_EQ(close(year).header("Location"), year + "/stand");
        expect_frozen(
            closed(year),
            {{trainings, {"on_track", trainings_way.progress(12)}},
             {rucksack, {"missed", rucksack_way.progress(4)}},
             {diploma, {"at_risk", diploma_way.progress(2)}},
             {survey, {"on_track", {}}},
             {visits, {"on_track", {}}},
             {greetings, {"on_track", {}}}});
    }
    void the_report_of_2009_says_what_was_missed_and_why()
    {
        auto const report = shown(year_of(2009) + "/bericht");
        EXPECT_THAT(section(report, "geaendert"), HasSubstr("Das Jahr 2008 ist nicht abgeschlossen"));
        EXPECT_THAT(
            section(report, "beschlossen"),
            AllOf(
                HasSubstr("Beschluss 1/2009"), HasSubstr("Das Projekt findet 2009 nicht statt"),
                HasSubstr("Rang 1 statt 2"), HasSubstr("Wer die Sprache nicht lernt")));
        auto const missed = section(report, "verfehlt");
        EXPECT_THAT(
            missed.substr(0, missed.find("<h3>")),
            AllOf(
                HasSubstr("‚Rucksack’"), HasSubstr("Den Einrichtungen fehlt Personal"),
                HasSubstr("‚Elterndiplom’"), HasSubstr("Drei Orte haben keinen Raum"),
                HasSubstr("‚Zum Lesen geboren’"), HasSubstr("Das Ministerium hat abgelehnt"),
                Not(HasSubstr("Qualifizierungsangebote"))));
    }
    void what_happens_later_leaves_it_as_it_was()
    {
        auto const year = year_of(2009);
        auto const frozen = closed(year);
        go_to("2010-02-01T08:00:00Z");
        reported(*office_, trainings, "13", "31.12.2009", "&replaces=ja");
        on_measure(monitoring, "/stand", "state=running");
        EXPECT_EQ(
            save_step(*office_, step(year, "conditions"), "state=done").status(), http::Status::conflict);
        EXPECT_THAT(shown(m(trainings)), HasSubstr("Stand 31.12.2009")) << "the measure knows better by now";
        EXPECT_EQ(closed(year).content, frozen.content);
        EXPECT_EQ(closed(year).hash, frozen.hash);
        EXPECT_EQ(office_->get(year + "/stand.json").body_text(), frozen.content);
        EXPECT_THAT(
            shown(year + "/stand"),
            AllOf(HasSubstr("12 Fortbildungen (31. Dezember 2009)"), HasSubstr(frozen.hash)));
    }
    void the_next_year_begins_with_what_the_evaluation_proposes()
    {
        auto const scoring = priorities(2010) + "/bepunkten/massnahmen/1";
        auto const page = shown(scoring + "?vorschlaege=ja");
        EXPECT_THAT(
            page,
            AllOf(
                HasSubstr("aus der Bewertung 2009 (Selbstsicht): weiterführen"),
                HasSubstr("aus der Bewertung 2009 (Selbstsicht): ändern"),
                Not(HasSubstr("‚Zum Lesen geboren’"))));
        auto form = BrowserForm::find_on(page, scoring);
        ASSERT_TRUE(form);
        auto const first = 'm' + number_of(m(trainings));
        EXPECT_EQ(form->value("need-" + first), "4") << "to go on is a great need";
        EXPECT_EQ(form->value("cost-" + first), "4") << "little effort costs little";
        EXPECT_EQ(form->value("influence-" + first), "3") << "as the goal was screened in January 2009";
        EXPECT_EQ(form->value("need-m" + number_of(m(rucksack))), "3");
        for (auto const& row : form->values("zeile")) {
            for (std::string const criterion : {"need-", "influence-", "cost-", "resolution-"}) {
                if (form->value(criterion + row).empty())
                    form->type({{criterion + row, "3"}});
            }
        }
        EXPECT_EQ(office_->post(scoring, form->body(), false).header("Location"), priorities(2010));
        auto const weighed = shown(priorities(2010));
        EXPECT_THAT(
            row_with(weighed, m(trainings) + '"'),
            HasSubstr(std::to_string(own_score(*form, first)) + " von 50"));
        saved(
            priority(2010, monitoring) + "/bearbeiten",
            {{"rank", "1"}, {"rank_reason", "Sonst weiß niemand, ob der Weg der richtige ist."}});
        EXPECT_EQ(closed(year_of(2009)).state()->priorities.size(), measures_.size())
            << "and those of 2009 stay";
    }

    // ── 2010

    void what_nobody_does_again_grows_old()
    {
        go_to("2010-05-31T08:00:00Z");
        EXPECT_EQ(light_of(greetings), word::on_track)
            << "due on 30 April 2009: it holds for a year and 31 days";
        go_to("2010-06-01T08:00:00Z");
        EXPECT_EQ(light_of(greetings), word::no_data);
        EXPECT_THAT(
            shown(m(greetings)),
            AllOf(
                HasSubstr("Der letzte Meilenstein ist zu lange her, und keiner mit einem Tag ist offen."),
                HasSubstr("der letzte länger als 12 Monate und 31 Tage her")));
        EXPECT_THAT(
            shown(overview),
            AllOf(
                HasSubstr("Am 31. März 2010 noch „auf Kurs“."),
                HasSubstr("Tragen Sie ein, was als Nächstes ansteht")));
        go_to("2010-06-16T08:00:00Z");
        on_measure(naturalised, "/meilensteine", "title=Feier+2010&due=31.05.2010&done_on=20.05.2010");
        on_measure(visits, "/meilensteine", "title=Besuch+2010&due=30.06.2010&done_on=10.06.2010");
    }
    void a_light_turns_back()
    {
        go_to("2010-07-01T08:00:00Z");
        EXPECT_EQ(light_of(diploma), word::at_risk) << "the value of December";
        reported(*office_, trainings, "13", "30.06.2010");
        reported(*office_, rucksack, "9", "30.06.2010");
        reported(*office_, diploma, "4", "30.06.2010");
        EXPECT_EQ(light_of(diploma), word::on_track);
        EXPECT_EQ(diploma_way.light(4, "2010-06-30"), word::on_track);
        expect_landrat_reads(
            {trainings_way.light(13, "2010-06-30"), rucksack_way.light(9, "2010-06-30"), word::on_track,
             word::no_data, word::no_data, word::on_track, word::on_track, word::on_track, word::no_data,
             word::no_data});
    }
    void a_measure_is_done()
    {
        go_to("2010-11-15T08:00:00Z");
        EXPECT_EQ(light_of(survey), word::on_track);
        posted(
            m(survey) + "/meilensteine/" + std::to_string(newest_milestone_of(survey)) + "/erledigt",
            version_of(m(survey)));
        on_measure(survey, "/stand", "state=done&state_reason=Der+Bericht+liegt+vor");
        EXPECT_EQ(light_of(survey), word::reached);
        EXPECT_THAT(
            row_with(shown(overview), "<tr><th scope=\"row\"><a href=\"" + m(survey) + '"'),
            HasSubstr("1 von einem Meilenstein erledigt"));
    }
    void the_second_year_ends()
    {
        go_to("2011-01-17T08:00:00Z");
        reported(*office_, trainings, "14", "31.12.2010");
        reported(*office_, rucksack, "11", "31.12.2010");
        reported(*office_, diploma, "5", "31.12.2010");
        evaluated(
            2010, rucksack,
            "day=17.01.2011&effect=3&effort=4&verdict=end&verdict_why=Das+Land+f%C3%B6rdert+es+nicht+mehr");
        expect_landrat_reads(
            {word::reached, word::missed, word::reached, word::no_data, word::no_data, word::reached,
             word::on_track, word::on_track, word::no_data, word::no_data},
            "?jahr=2010");
        // What was done in 2009 counts for 2009, however long ago that is by now.
        expect_landrat_reads(
            {trainings_way.light(13, "2009-12-31"), word::missed, word::at_risk, word::no_data, word::no_data,
             word::on_track, word::on_track, word::on_track, word::on_track, word::no_data},
            "?jahr=2009");
    }
    void its_report_is_read_against_the_year_before()
    {
        auto const report = shown(year_of(2010) + "/bericht");
        auto const changed = section(report, "geaendert");
        EXPECT_THAT(report, HasSubstr("Bericht 2010 gegenüber 2009"));
        EXPECT_THAT(
            row_with(changed, "Qualifizierungsangebote"),
            AllOf(
                HasSubstr(">auf Kurs<"), HasSubstr(">erreicht<"),
                HasSubstr("50 % des Weges, jetzt 100 % des Weges")))
            << "against the value that was frozen, not the one that was put right later";
        EXPECT_THAT(row_with(changed, "‚Rucksack’"), HasSubstr("20 % des Weges, jetzt 55 % des Weges"));
        EXPECT_THAT(
            row_with(changed, "‚Elterndiplom’"),
            AllOf(
                HasSubstr(">gefährdet<"), HasSubstr(">erreicht<"),
                HasSubstr("25 % des Weges, jetzt 100 % des Weges")));
        EXPECT_THAT(
            row_with(changed, "Bestandsaufnahme Mitarbeiter"),
            AllOf(HasSubstr(">auf Kurs<"), HasSubstr(">erreicht<"), HasSubstr("abgeschlossen")));
        EXPECT_THAT(
            row_with(changed, "Einladung der Migrantenvertretungen"),
            AllOf(HasSubstr(">auf Kurs<"), HasSubstr(">keine Daten<")))
            << "nobody has invited them again";
        EXPECT_THAT(changed, Not(HasSubstr("Besuch bei Migrantenorganisationen")));
        EXPECT_THAT(
            section(report, "beschlossen"),
            AllOf(
                HasSubstr("Rang 1 statt "), HasSubstr("Sonst weiß niemand"), HasSubstr("beenden"),
                Not(HasSubstr("Beschluss 1/2009"))));
        auto const missed = section(report, "verfehlt");
        EXPECT_THAT(
            missed.substr(0, missed.find("<h3>")),
            AllOf(
                HasSubstr("‚Rucksack’"), HasSubstr("Das Land fördert es nicht mehr"),
                Not(HasSubstr("‚Elterndiplom’")), Not(HasSubstr("‚Zum Lesen geboren’"))))
            << "what was dropped before is no news";
    }
    void it_is_closed_on_top_of_the_first()
    {
        auto const year = year_of(2010);
        EXPECT_THAT(shown(year + "/abschluss"), Not(HasSubstr("Das Vorjahr ist nicht abgeschlossen")));
        EXPECT_EQ(close(year).header("Location"), year + "/stand");
        expect_frozen(
            closed(year),
            {{trainings, {"reached", trainings_way.progress(14)}},
             {rucksack, {"missed", rucksack_way.progress(11)}},
             {diploma, {"reached", diploma_way.progress(5)}},
             {survey, {"reached", {}}},
             {visits, {"on_track", {}}},
             {greetings, {"no_data", {}}}});
        EXPECT_EQ(closed(year).state()->previous_hash, closed(year_of(2009)).hash);
    }
};
KOMMIN_ON_BOTH_ENGINES(SteeredYear);

TEST_P(SteeredYear, eleven_measures_are_steered_through_two_years)
{
    nobody_knows_anything_in_january();
    goals_are_screened();
    a_department_answers_the_stocktaking();
    the_group_weighs_and_overrules_once();
    the_application_goes_out_and_measures_begin();
    a_department_reports_at_the_desk();
    what_is_celebrated_each_year_is_ticked();
    whoever_has_no_account_reports_by_a_mailed_link();
    the_landrat_reads_at_half_of_the_year();
    the_ministry_refuses();
    the_group_decides_in_its_meeting();
    a_light_turns_in_december();
    the_year_is_evaluated_and_closed();
    the_report_of_2009_says_what_was_missed_and_why();
    what_happens_later_leaves_it_as_it_was();
    the_next_year_begins_with_what_the_evaluation_proposes();
    what_nobody_does_again_grows_old();
    a_light_turns_back();
    a_measure_is_done();
    the_second_year_ends();
    its_report_is_read_against_the_year_before();
    it_is_closed_on_top_of_the_first();
}

} // namespace
} // namespace kommin::app
