// A figure is due: a letter asks for its report, and somebody without an account reports by its link.

#include "app/tests/report_by_link_story.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ReportByLink : public ReportByLinkBase { };
KOMMIN_ON_BOTH_ENGINES(ReportByLink);

TEST_P(ReportByLink, somebody_without_an_account_reports_in_a_minute_and_the_office_confirms)
{
    auto const letter = morning_of("2026-11-24");
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: vhs@kreis.example"), HasSubstr("Kurse"), HasSubstr("Abendkurse"),
            Not(HasSubstr("Geheimer"))));
    EXPECT_EQ(count_in(letter, "\nTo: "), 1);
    EXPECT_THAT(asked(), IsEmpty());
    auto const link = link_of(letter);
    ASSERT_NE(link, "");
    auto const page = opened(link);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        std::string(page.body_text()),
        AllOf(
            HasSubstr("Kurse"), HasSubstr("noindex"), HasSubstr("30. Juni 2026"),
            HasSubstr("enctype=\"multipart/form-data\""), Not(HasSubstr("Geheimer"))));
    auto const sent = send(link, "value=11%2C5&day=20.11.2026&source=Kursliste&remark=Herbst");
    EXPECT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
    EXPECT_THAT(
        std::string(opened(std::string(sent.header("Location"))).body_text()),
        HasSubstr("Der Bericht ist da"));
    EXPECT_EQ(opened(link).status(), http::Status::gone) << "the report is there";
    auto const late = send(link, "value=12&day=21.11.2026&source=Sp%C3%A4te+Liste&remark=Winter", "other");
    EXPECT_EQ(late.status(), http::Status::gone);
    EXPECT_THAT(
        std::string(late.body_text()),
        AllOf(
            HasSubstr("Dieser Link gilt nicht mehr"), HasSubstr(">12</dd>"), HasSubstr(">21.11.2026</dd>"),
            HasSubstr(">Späte Liste</dd>"), HasSubstr(">Winter</dd>")))
        << "nobody types it twice";
    EXPECT_EQ(count("figure_reports"), 1);
    auto const desk = newest_report();
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Jemand meldet 11,5 Abendkurse zum 20.11.2026"));
    EXPECT_THAT(
        std::string(office_->get(desk).body_text()),
        AllOf(HasSubstr("per Link aus einem Brief"), HasSubstr("Herbst")));
    EXPECT_THAT(std::string(office_->get(one_).body_text()), HasSubstr("keine Daten"))
        << "nobody has confirmed it";
    EXPECT_EQ(office_->post(desk + "/bestaetigung", "stand=reported").status(), http::Status::see_other);
    EXPECT_THAT(std::string(office_->get(one_).body_text()), HasSubstr("gefährdet"));
    EXPECT_THAT(audit_actions(), ::testing::Contains("goals.report.added_by_link"));
}

TEST_P(ReportByLink, a_form_sent_twice_reports_once)
{
    auto const link = link_of(morning_of("2026-11-24"));
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(send(link, "value=11&day=20.11.2026&source=Kursliste").status(), http::Status::see_other);
    EXPECT_EQ(count("figure_reports"), 1);
}

TEST_P(ReportByLink, what_is_wrong_is_said_beside_the_field_in_the_language_of_the_page_and_kept)
{
    auto const link = link_of(morning_of("2026-11-24"));
    auto const refused = send(link, "value=viele&day=1.1.2030&source=&remark=Gut+so");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-value-fehler\""), HasSubstr("id=\"f-day-fehler\""),
            HasSubstr("id=\"f-source-fehler\""), HasSubstr("value=\"viele\""), HasSubstr("value=\"Gut so\""),
            HasSubstr("nicht vor 31. Dezember 2025")));
    auto const arabic = link.substr(std::string("/de").size());
    auto const early = std::string(send("/tr" + arabic, "value=11&day=01.01.2025&source=x").body_text());
    EXPECT_THAT(
        early, AllOf(HasSubstr("31 Aralık 2025"), Not(HasSubstr("31.12.2025")), Not(HasSubstr("Dezember"))));
    auto const again = send("/ar" + arabic, "value=viele&day=20.11.2026&source=x");
    EXPECT_EQ(again.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(again.body_text()),
        AllOf(HasSubstr("نرجو كتابة عدد"), HasSubstr("dir=\"rtl\""), Not(HasSubstr("Bitte"))));
    EXPECT_EQ(count("figure_reports"), 0);
    auto const robot
        = Browser{*this}.post(link, "schluessel=r&website=robot&value=11&day=20.11.2026&source=x", false);
    EXPECT_EQ(robot.status(), http::Status::see_other);
    EXPECT_EQ(count("figure_reports"), 0) << "a program that fills in everything";
}

TEST_P(ReportByLink, one_reminder_and_no_more_and_none_after_the_desk_has_reported)
{
    EXPECT_NE(link_of(morning_of("2026-11-24")), "");
    EXPECT_THAT(morning_of("2026-12-07"), IsEmpty());
    auto const reminder = morning_of("2026-12-09");
    EXPECT_THAT(reminder, HasSubstr("Erinnerung"));
    EXPECT_EQ(opened(link_of(reminder)).status(), http::Status::ok);
    EXPECT_THAT(morning_of("2026-12-30"), IsEmpty());
    report(*office_, one_, figure_, "value=11&day=30.12.2026&source=Kursliste");
    EXPECT_EQ(opened(link_of(reminder)).status(), http::Status::gone);
    EXPECT_THAT(morning_of("2027-01-20"), IsEmpty());
    auto const next = morning_of("2027-07-01"); // half a year after the report
    EXPECT_EQ(count_in(next, "\nTo: vhs@kreis.example"), 1);
    EXPECT_THAT(next, Not(HasSubstr("Erinnerung")));
}

TEST_P(ReportByLink, what_was_missed_is_skipped_and_nobody_gets_a_letter_each_morning)
{
    // Three reports were due.
    auto const letter = morning_of("2027-08-10");
    EXPECT_THAT(letter, AllOf(HasSubstr("30. Juni 2027"), Not(HasSubstr("30. Juni 2026"))));
    auto const link = link_of(letter);
    EXPECT_EQ(send(link, "value=11&day=15.07.2026&source=Kursliste").status(), http::Status::see_other);
    EXPECT_EQ(opened(link).status(), http::Status::gone) << "whatever day was reported";
    EXPECT_EQ(count("figure_reports"), 1);
    for (std::string const day : {"2027-08-11", "2027-08-12", "2027-08-23"})
        EXPECT_THAT(morning_of(day), IsEmpty()) << day;
    auto const next = morning_of("2027-08-25");
    EXPECT_EQ(count_in(next, "\nTo: "), 1);
    EXPECT_THAT(next, HasSubstr("15. Juli 2027"));
    EXPECT_THAT(morning_of("2027-08-26"), IsEmpty());
}

TEST_P(ReportByLink, what_is_known_of_letters_goes_once_nobody_needs_it)
{
    auto const over = measure(
        *office_, "Anderes",
        "&state=running&deadline=30.06.2026&from=2026&to=2026&report_mail=anderes%40kreis.example");
    figure(over);
    EXPECT_EQ(count_in(morning_of("2026-11-24"), "\nTo: "), 2);
    report(*office_, one_, figure_, "value=11&day=20.11.2026&source=Kursliste");
    EXPECT_EQ(count_in(morning_of("2026-12-09"), "\nTo: anderes@kreis.example"), 1);
    EXPECT_EQ(count("figure_letters"), 3);
    EXPECT_THAT(morning_of("2027-03-01"), IsEmpty());
    EXPECT_THAT(morning_of("2027-03-02"), IsEmpty()) << "that both were written is still known";
    EXPECT_EQ(count("figure_letters"), 2) << "the report of the other one is there";
    connection().execute("UPDATE measures SET state = 'done'");
    EXPECT_THAT(morning_of("2027-03-03"), IsEmpty());
    EXPECT_EQ(count("figure_letters"), 0);
}

TEST_P(ReportByLink, a_link_ends_after_sixty_days_and_with_the_address)
{
    auto const link = link_of(morning_of("2026-11-24"));
    EXPECT_EQ(opened(link + "x").status(), http::Status::gone);
    EXPECT_EQ(
        sent(
            *office_, one_, "/bearbeiten",
            needed("Abendkurse")
                + "&state=running&deadline_remark=keine&from=2026&to=2027&report_mail=neu%40kreis.example")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(opened(link).status(), http::Status::gone) << "letters go to somebody else";
    auto const lost = send(link, "value=12&day=21.11.2026&source=Kursliste&remark=");
    EXPECT_EQ(lost.status(), http::Status::gone);
    EXPECT_THAT(
        std::string(lost.body_text()),
        AllOf(HasSubstr(">Kursliste</dd>"), HasSubstr(">12</dd>"), Not(HasSubstr("Anmerkung"))));
    auto const other = morning_of("2026-11-25");
    EXPECT_EQ(count_in(other, "\nTo: neu@kreis.example"), 1);
    EXPECT_EQ(opened(link_of(other)).status(), http::Status::ok);
    clock().set(*parse_instant("2027-01-24T10:00:00Z"));
    EXPECT_EQ(opened(link_of(other)).status(), http::Status::ok) << "its last day";
    clock().set(*parse_instant("2027-01-25T10:00:00Z"));
    EXPECT_EQ(opened(link_of(other)).status(), http::Status::gone);
    for (auto const* column : {"token_hash", "address_mark"})
        EXPECT_EQ(
            connection().load<std::int64_t>(
                "SELECT COUNT(*) FROM figure_links WHERE LENGTH(" + std::string(column) + ") = 64"),
            2)
            << column << " is a digest";
    auto const ended = [&] {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM figure_links WHERE until < '2027-05-01'");
    };
    EXPECT_EQ(ended(), 2);
    clock().set(*parse_instant("2027-05-01T10:00:00Z"));
    static_cast<void>(mail()); // the night
    EXPECT_EQ(ended(), 0);
}

TEST_P(ReportByLink, a_letter_that_has_nothing_to_say_any_more_is_none_and_is_ordered_again)
{
    order_letters();
    report(*office_, one_, figure_, "value=11&day=20.11.2026&source=Kursliste");
    EXPECT_THAT(asked(), IsEmpty()) << "somebody has reported";
    EXPECT_EQ(count("figure_letters"), 0);
    EXPECT_EQ(
        office_->post(newest_report() + "/zurueckziehen", "stand=confirmed&reason=Verz%C3%A4hlt").status(),
        http::Status::see_other);
    EXPECT_EQ(count_in(morning_of("2026-11-24"), "\nTo: vhs@kreis.example"), 1) << "it is owed again";
    connection().execute("UPDATE measures SET state = 'done'");
    EXPECT_THAT(morning_of("2026-12-20"), IsEmpty());
}

TEST_P(ReportByLink, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    order_letters();
    order_letters();
    auto const waiting = taken_by_a_worker("goals.report_due");
    ASSERT_EQ(waiting.size(), 1U) << "ordered once";
    // The letter leaves, and the program is killed before it can say so.
    for (int turn = 0; turn < 2; ++turn)
        does(waiting.front());
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
    EXPECT_EQ(count("figure_links"), 2) << "of the letter that may have left before, the link works, too";
    connection().execute("DELETE FROM jobs WHERE kind = 'goals.report_due'");
    EXPECT_EQ(opened(link_of(asked())).status(), http::Status::ok);
    EXPECT_EQ(count("figure_letters"), 1);
}

TEST_P(ReportByLink, whom_a_letter_does_not_reach_any_more_is_settled_whenever_a_worker_is_killed)
{
    order_letters();
    auto const waiting = taken_by_a_worker("goals.report_due");
    ASSERT_EQ(waiting.size(), 1U);
    connection().execute("UPDATE measures SET report_mail = ''");
    does(waiting.front());
    EXPECT_EQ(count("figure_letters"), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'goals.report_due' AND state <> 'done'"),
        0);
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_P(ReportByLink, without_an_address_and_in_a_demonstration_nobody_is_written_to)
{
    connection().execute("UPDATE measures SET report_mail = ''");
    EXPECT_THAT(morning_of("2026-11-24"), IsEmpty());
    connection().execute("UPDATE measures SET report_mail = 'vhs@kreis.example'");
    connection().execute("UPDATE tenants SET is_demonstration = TRUE WHERE id = ?", tenant_);
    EXPECT_THAT(morning_of("2026-11-25"), IsEmpty());
    EXPECT_EQ(count("figure_letters"), 0);
}

TEST_P(ReportByLink, the_form_holds_a_source_only_where_somebody_has_confirmed_it)
{
    auto department = browser_of("department_editor");
    report(*office_, one_, figure_, "value=11&day=01.02.2026&source=Kursliste");
    report(department, one_, figure_, "value=12&day=01.03.2026&source=Zettel+von+Frau+Muster");
    auto const link = link_of(morning_of("2026-12-20"));
    ASSERT_NE(link, "");
    EXPECT_THAT(
        std::string(opened(link).body_text()),
        AllOf(
            HasSubstr("value=\"Kursliste\""), Not(HasSubstr("Frau Muster")),
            HasSubstr("Wird mit dem Wert veröffentlicht, bitte keine Namen.")));
    EXPECT_EQ(
        office_->post(newest_report() + "/zurueckziehen", "stand=reported&reason=Falsch").status(),
        http::Status::see_other);
    EXPECT_THAT(
        std::string(opened(link_of(morning_of("2027-01-20"))).body_text()), Not(HasSubstr("Frau Muster")));
}

TEST_P(ReportByLink, whoever_reports_or_confirms_is_told_what_everybody_will_read)
{
    EXPECT_THAT(
        std::string(office_->get(one_ + "/kennzahlen/" + figure_ + "/bericht").body_text()),
        HasSubstr("Wird mit dem Wert veröffentlicht"));
    auto department = browser_of("department_editor");
    report(department, one_, figure_, "value=12&day=01.03.2026&source=Zettel");
    auto const desk = newest_report();
    EXPECT_THAT(
        std::string(office_->get(desk).body_text()),
        HasSubstr("Wird die Maßnahme veröffentlicht, lesen alle"));
    shown(one_);
    EXPECT_THAT(
        std::string(office_->get(desk).body_text()),
        HasSubstr("Die Maßnahme ist öffentlich: Nach dem Bestätigen lesen alle"));
    EXPECT_EQ(office_->post(desk + "/bestaetigung", "stand=reported").status(), http::Status::see_other);
    EXPECT_THAT(std::string(office_->get(desk).body_text()), Not(HasSubstr("Nach dem Bestätigen")));
}

TEST_P(ReportByLink, why_a_photo_is_not_there_is_said_in_its_own_words)
{
    auto const link = link_of(morning_of("2026-11-24"));
    auto const other = measure(*office_, "Anderes", "&state=running&deadline_remark=keine&from=2026&to=2027");
    report(*office_, other, figure(other), "value=11&day=20.11.2026&source=Kursliste");
    connection().execute(
        "INSERT INTO figure_photos (report_id, tenant_id, hash, width, height, size)"
        " SELECT MAX(id), ?, 'x', 1, 1, ? FROM figure_reports",
        tenant_, std::int64_t{6} << 30U);
    auto const full = send_with_photo(link, picture("fields.png"));
    EXPECT_EQ(full.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(full.body_text()),
        AllOf(HasSubstr("Für Fotos ist kein Platz mehr"), Not(HasSubstr("nicht annehmen"))));
    connection().execute("DELETE FROM figure_photos");
    auto const wrong = send_with_photo(link, picture("fields.png"), "k", "viele");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(wrong.body_text()),
        AllOf(
            HasSubstr("id=\"f-value-fehler\""), HasSubstr("id=\"f-datei-fehler\""),
            HasSubstr("Bitte wählen Sie das Foto noch einmal aus")))
        << "a browser does not send it again by itself";
    EXPECT_THAT(
        std::string(send(link, "value=viele&day=20.11.2026&source=x").body_text()),
        Not(HasSubstr("Foto noch einmal")));
}

TEST_P(ReportByLink, a_photo_is_made_anew_and_seen_by_people_at_work_alone)
{
    auto const link = link_of(morning_of("2026-11-24"));
    auto const broken = send_with_photo(link, "no picture");
    EXPECT_EQ(broken.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(broken.body_text()),
        AllOf(HasSubstr("id=\"f-datei-fehler\""), HasSubstr("value=\"Kursliste\"")));
    EXPECT_EQ(count("figure_reports"), 0);
    auto const sent = send_with_photo(link, picture("fields.png"));
    EXPECT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
    auto const desk = newest_report();
    EXPECT_THAT(
        std::string(office_->get(desk).body_text()),
        AllOf(HasSubstr(desk + "/foto\""), HasSubstr("width=\"960\"")));
    auto const photo = office_->get(desk + "/foto");
    EXPECT_EQ(photo.header("Content-Type"), "image/webp");
    EXPECT_EQ(photo.header("Cache-Control"), "no-store");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(town.get(desk + "/foto").status(), http::Status::not_found);
    EXPECT_NE(opened(desk + "/foto").status(), http::Status::ok) << "nobody is logged in";
    EXPECT_EQ(office_->post(desk + "/bestaetigung", "stand=reported").status(), http::Status::see_other);
    shown(one_);
    EXPECT_THAT(read_in_public("/de/ziele/massnahmen/abendkurse"), Not(HasSubstr("/foto")));
    auto const hash = connection().load<std::string>("SELECT hash FROM figure_photos");
    EXPECT_TRUE(
        files::BlobStore(folder_.path() / "blobs/photos" / std::to_string(tenant_.value)).contains(hash));
}

TEST_P(ReportByLink, a_photo_goes_when_whoever_looks_after_the_measure_says_so)
{
    auto const link = link_of(morning_of("2026-11-24"));
    ASSERT_EQ(send_with_photo(link, picture("fields.png")).status(), http::Status::see_other);
    auto const desk = newest_report();
    auto department = browser_of("department_editor");
    auto town = browser_of("municipal_editor", aalfeld_);
    for (auto* other : {&department, &town})
        EXPECT_EQ(other->post(desk + "/foto/loeschen", "").status(), http::Status::not_found);
    EXPECT_THAT(std::string(department.get(desk).body_text()), Not(HasSubstr("Foto löschen")));
    ASSERT_EQ(count("figure_photos"), 1);
    EXPECT_THAT(
        std::string(office_->get(desk).body_text()),
        AllOf(HasSubstr("action=\"" + desk + "/foto/loeschen\""), HasSubstr("Foto löschen")));
    for (int turn = 0; turn < 2; ++turn)
        EXPECT_EQ(office_->post(desk + "/foto/loeschen", "").status(), http::Status::see_other);
    EXPECT_EQ(count("figure_photos"), 0);
    EXPECT_EQ(office_->get(desk + "/foto").status(), http::Status::not_found);
    EXPECT_THAT(std::string(office_->get(desk).body_text()), AllOf(HasSubstr("11 "), Not(HasSubstr("/foto"))))
        << "the report stays";
    EXPECT_EQ(std::ranges::count(audit_actions(), "goals.report.photo_erased"), 1) << "pressed twice";
    EXPECT_THAT(goals::list_photo_hashes(connection(), tenant_), IsEmpty()) << "the night takes the file";
}

TEST_P(ReportByLink, a_photo_goes_with_the_report_that_is_withdrawn)
{
    auto const link = link_of(morning_of("2026-11-24"));
    ASSERT_EQ(send_with_photo(link, picture("fields.png")).status(), http::Status::see_other);
    auto const desk = newest_report();
    ASSERT_EQ(count("figure_photos"), 1);
    EXPECT_THAT(
        std::string(office_->get(desk + "/zurueckziehen").body_text()),
        HasSubstr("Ein Foto dazu wird gelöscht"));
    EXPECT_EQ(
        office_->post(desk + "/zurueckziehen", "stand=reported&reason=Verz%C3%A4hlt").status(),
        http::Status::see_other);
    EXPECT_EQ(count("figure_photos"), 0);
    EXPECT_EQ(std::ranges::count(audit_actions(), "goals.report.photo_erased"), 1);
}

TEST_P(ReportByLink, a_department_sees_what_it_reports_and_reports_with_a_photo)
{
    auto department = logged_in(account("vhs@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    auto const other
        = measure(*office_, "Sprachcaf%C3%A9", "&state=running&deadline_remark=keine&from=2026&to=2027");
    auto const others_figure = figure(other);
    auto const page = std::string(department.get("/verwaltung/meine-massnahmen").body_text());
    auto const own = page.find(one_ + "/kennzahlen/" + figure_ + "/bericht");
    auto const second = page.find(other + "/kennzahlen/" + others_figure + "/bericht");
    ASSERT_NE(own, std::string::npos);
    ASSERT_NE(second, std::string::npos);
    EXPECT_LT(own, second) << "letters about it go to this account";
    EXPECT_THAT(page, AllOf(HasSubstr("fällig seit 30.06.2026"), HasSubstr("data-l=\"Fällig\"")));
    EXPECT_EQ(
        report(department, one_, figure_, "value=11&day=20.11.2026&source=Kursliste").status(),
        http::Status::see_other);
    EXPECT_THAT(
        std::string(department.get("/verwaltung/meine-massnahmen").body_text()), HasSubstr("20.05.2027"));
    auto nobody = logged_in(account("neu@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    EXPECT_THAT(
        std::string(nobody.get("/verwaltung/meine-massnahmen").body_text()),
        HasSubstr("Bei keiner laufenden Maßnahme ist Ihre Mailadresse"));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        std::string(town.get("/verwaltung/meine-massnahmen").body_text()), Not(HasSubstr("Abendkurse")));
}

TEST_P(ReportByLink, the_address_is_for_whoever_may_change_the_measure)
{
    EXPECT_THAT(std::string(office_->get(one_).body_text()), HasSubstr("vhs@kreis.example"));
    auto reader = browser_of("reader");
    EXPECT_THAT(std::string(reader.get(one_).body_text()), Not(HasSubstr("vhs@kreis.example")));
    EXPECT_THAT(
        file_of(office_->get("/verwaltung/massnahmen/liste.csv")), Not(HasSubstr("vhs@kreis.example")));
    auto const wrong = sent(
        *office_, one_, "/bearbeiten",
        needed("Abendkurse") + "&state=running&deadline_remark=keine&report_mail=vhs");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(wrong.body_text()),
        AllOf(HasSubstr("id=\"f-report_mail-fehler\""), HasSubstr("value=\"vhs\"")));
}

} // namespace
} // namespace kommin::app
