// Papers of an agenda: from the desk to whoever is invited and to everybody, and where they do not go.

#include "app/maintenance.hpp"
#include "app/tests/invitation_story.hpp"
#include "platform/files/files.hpp"
#include "platform/pdf/tests/samples.hpp"

#include <chrono>
#include <filesystem>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class PaperStory : public InvitationBase {
protected:
    void SetUp() override
    {
        InvitationBase::SetUp();
        item_ = item(meeting_, "Haushalt");
    }
    // The address of a new item below a meeting or a panel.
    std::string item(std::string const& below, std::string const& title, std::string const& more = {})
    {
        auto const answer = office_->post(
            below + "/neuer-punkt", "kind=discussion&schluessel=" + title + "&title=" + title + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return newest("punkte", "agenda_items");
    }
    std::string newest(std::string const& path, std::string const& table)
    {
        return "/verwaltung/" + path + '/'
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM " + table));
    }
    // As a browser sends the form; no file: the field is empty.
    http::Response send_paper(
        Browser& browser, std::string const& item, std::string const& title, std::string const& bytes,
        std::string const& link = {}, bool is_public = false, std::string const& key = "s")
    {
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto const body = field("formular", browser.token) + field("schluessel", key + title)
            + field("title", title) + field("link", link) + (is_public ? field("visible", "ja") : "")
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"../x.exe\"\r\n"
              "Content-Type: text/html\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return browser.send(
            http::Method::post, item + "/neue-unterlage",
            {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body);
    }
    std::string paper(std::string const& item, std::string const& title, bool is_public = false)
    {
        auto const sent = send_paper(*office_, item, title, document, {}, is_public);
        EXPECT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
        return newest("unterlagen", "agenda_papers");
    }
    http::Response press(
        Browser& browser, std::string const& paper, std::string const& page, std::string rest)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM agenda_papers WHERE id = ?", std::stoll(paper.substr(paper.rfind('/') + 1)));
        return browser.post(paper + page, "fassung=" + std::to_string(version) + '&' + rest);
    }
    std::int64_t rows() { return connection().load<std::int64_t>("SELECT COUNT(*) FROM agenda_papers"); }
    std::vector<std::string> stored()
    {
        return files::BlobStore(folder_.path() / "blobs/papers" / std::to_string(tenant_.value)).list();
    }

    std::string const document = pdf::write_pdf(
        {.catalog = "/OpenAction << /S /JavaScript /JS (app.alert) >>",
         .objects = {"<< /Author (Erika Musterfrau) >>"},
         .trailer = "/Info 10 0 R",
         .pages = 2});
    std::string item_;
};
KOMMIN_ON_BOTH_ENGINES(PaperStory);

TEST_P(PaperStory, a_paper_comes_to_whoever_may_read_it)
{
    EXPECT_THAT(office_->get(item_).body_text(), HasSubstr("Unterlage hinzufügen"));
    auto const one = paper(item_, "Vorlage 37");
    auto const shown = office_->get(item_).body_text();
    EXPECT_THAT(shown, AllOf(HasSubstr("Vorlage 37"), HasSubstr("2 Seiten"), Not(HasSubstr("für alle"))));
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("Vorlage 37")) << "on the agenda, too";
    auto file = office_->get(one + "/datei");
    EXPECT_EQ(file.status(), http::Status::ok);
    EXPECT_EQ(file.header("Content-Type"), "application/pdf");
    EXPECT_EQ(file.header("Cache-Control"), "no-store");
    EXPECT_EQ(file.header("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(
        std::string(file.header("Content-Disposition")),
        HasSubstr("attachment; filename=\"Vorlage 37.pdf\""));
    ASSERT_THAT(stored(), SizeIs(1));
    auto const bytes = files::BlobStore(folder_.path() / "blobs/papers" / std::to_string(tenant_.value))
                           .read(stored().front());
    EXPECT_THAT(*bytes, AllOf(Not(HasSubstr("app.alert")), Not(HasSubstr("Musterfrau"))));
    EXPECT_EQ(send_paper(*office_, item_, "Vorlage 37", document).status(), http::Status::see_other);
    EXPECT_EQ(rows(), 1) << "pressed twice";
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(one + "/datei").status(), http::Status::ok);
    EXPECT_EQ(reader.get(one).status(), http::Status::not_found) << "who reads does not edit";
    EXPECT_EQ(Browser{*this}.get(one + "/datei").status(), http::Status::see_other) << "to the login";
    EXPECT_THAT(office_->get("/verwaltung/suche?q=vorlage+37").body_text(), HasSubstr(item_));
    EXPECT_THAT(audit_actions(), Contains("meetings.paper.added"));
}

TEST_P(PaperStory, what_is_wrong_is_said_and_what_was_typed_stays)
{
    auto const neither = send_paper(*office_, item_, "Vorlage", "");
    EXPECT_EQ(neither.status(), http::Status::unprocessable) << neither.body_text();
    EXPECT_THAT(
        neither.body_text(), AllOf(HasSubstr("id=\"f-datei-fehler\""), HasSubstr("value=\"Vorlage\"")));
    auto const both = send_paper(*office_, item_, "Vorlage", document, "https://rat.example/37", true);
    EXPECT_THAT(
        both.body_text(),
        AllOf(
            HasSubstr("id=\"f-link-fehler\""), HasSubstr("value=\"https://rat.example/37\""),
            HasSubstr(" checked")));
    EXPECT_THAT(send_paper(*office_, item_, "", document).body_text(), HasSubstr("id=\"f-title-fehler\""));
    EXPECT_THAT(
        send_paper(*office_, item_, "Bild", "\x89PNG").body_text(),
        AllOf(HasSubstr("id=\"f-datei-fehler\""), HasSubstr("keine PDF-Datei")));
    EXPECT_THAT(
        send_paper(*office_, item_, "Adresse", "", "http://rat.example/").body_text(),
        HasSubstr("id=\"f-link-fehler\""));
    auto const large = send_paper(*office_, item_, "Scan", "%PDF-" + std::string(pdf::largest_document, 'x'));
    EXPECT_EQ(large.status(), http::Status::payload_too_large);
    EXPECT_THAT(
        large.body_text(),
        AllOf(
            HasSubstr("id=\"f-datei-fehler\""), HasSubstr("größer als 16 MB"), HasSubstr("value=\"Scan\""),
            Not(HasSubstr("2000 Punkten"))));
    EXPECT_EQ(rows(), 0);
    EXPECT_THAT(stored(), IsEmpty()) << "nothing is kept of what was refused";
    EXPECT_EQ(
        send_paper(*office_, item_, "Adresse", "", "https://rat.example/37").status(),
        http::Status::see_other);
    EXPECT_THAT(office_->get(item_).body_text(), HasSubstr("href=\"https://rat.example/37\""));
    EXPECT_EQ(
        office_->get(newest("unterlagen", "agenda_papers") + "/datei").status(), http::Status::not_found);
}

TEST_P(PaperStory, nobody_overwrites_another_and_what_is_removed_is_gone)
{
    auto const one = paper(item_, "Vorlage 37");
    EXPECT_EQ(press(*office_, one, "", "title=Vorlage+38&visible=ja").status(), http::Status::see_other);
    EXPECT_THAT(office_->get(item_).body_text(), AllOf(HasSubstr("Vorlage 38"), HasSubstr("für alle")));
    auto const late = office_->post(one, "fassung=1&title=Vorlage+39");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("Vorlage 39</li>"), HasSubstr("value=\"Vorlage 38\""),
            HasSubstr("name=\"fassung\" value=\"2\"")))
        << "what the other one wrote is read before anybody presses again";
    EXPECT_EQ(office_->post(one + "/entfernen", "fassung=1").status(), http::Status::conflict);
    EXPECT_EQ(rows(), 1);
    EXPECT_THAT(office_->get(one + "/entfernen").body_text(), HasSubstr("Die Datei wird gelöscht"));
    EXPECT_EQ(press(*office_, one, "/entfernen", "").status(), http::Status::see_other);
    EXPECT_EQ(rows(), 0);
    EXPECT_EQ(office_->get(one + "/datei").status(), http::Status::not_found);
    EXPECT_THAT(stored(), SizeIs(1)) << "until the night";
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "blobs")) {
        if (entry.is_regular_file())
            std::filesystem::last_write_time(
                entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
    }
    paper(item(meeting_, "Raum"), "Plan");
    clock().set(clock().now() + std::chrono::hours(24));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    EXPECT_THAT(stored(), SizeIs(1)) << "the same file is that of another paper now";
}

TEST_P(PaperStory, there_is_an_end_to_what_a_district_keeps)
{
    meetings::ItemId const at{std::stoll(item_.substr(item_.rfind('/') + 1))};
    auto const add = [&](std::string const& key, meetings::PaperQuota const& quota) {
        auto const added = work([&](Work& work) {
            return meetings::add_paper(
                work, at, {"Vorlage", "", false}, meetings::StoredFile{std::string(64, 'a'), 900, 1}, key,
                quota);
        });
        return added ? MessageKey{} : added.problem().message;
    };
    EXPECT_EQ(add("eins", {.of_an_item = 2, .bytes_of_a_district = 1000}), MessageKey{});
    EXPECT_EQ(add("zwei", {.of_an_item = 2, .bytes_of_a_district = 1000}), MessageKey{}) << "below it";
    EXPECT_EQ(add("drei", {.of_an_item = 3, .bytes_of_a_district = 1000}), "paper.problem.full"_msg);
    EXPECT_EQ(add("drei", {.of_an_item = 2, .bytes_of_a_district = 9000}), "paper.problem.too_many"_msg);
    EXPECT_EQ(add("eins", {.of_an_item = 2, .bytes_of_a_district = 1000}), MessageKey{}) << "it is there";
    EXPECT_EQ(rows(), 2);
}

TEST_P(PaperStory, papers_go_along_with_their_item_and_go_with_it)
{
    auto const one = paper(item_, "Vorlage 37");
    auto const other = panel(*office_, "kind=working_group&body=&name=Sprachgruppe");
    EXPECT_EQ(
        office_->post(item_ + "/weiterleiten", "fassung=1&panel=" + other).status(), http::Status::see_other);
    auto const forwarded = newest("punkte", "agenda_items");
    auto const shown = std::string(office_->get(forwarded).body_text());
    EXPECT_THAT(shown, AllOf(HasSubstr("Vorlage 37"), HasSubstr(one + "/datei")));
    EXPECT_THAT(shown, Not(HasSubstr("href=\"" + one + "\""))) << "changed where it was added";
    auto const erased = item(meeting_, "Versehen");
    auto const gone = paper(erased, "Falsch");
    EXPECT_EQ(office_->post(erased + "/entfernen", "fassung=1").status(), http::Status::see_other);
    EXPECT_EQ(office_->get(gone + "/datei").status(), http::Status::not_found);
    EXPECT_EQ(rows(), 1);
}

TEST_P(PaperStory, guests_get_what_is_not_internal_by_their_link)
{
    auto const one = paper(item_, "Vorlage 37");
    auto const hidden = item(meeting_, "Personal", "&internal=ja");
    auto const secret = paper(hidden, "Bewerbungen", true);
    add_guest(person("Leyla", "leyla@verein.example", "tr"));
    send();
    auto const link = link_in(letters(), "/tr/einladung/");
    auto const number = [](std::string const& path) { return path.substr(path.rfind('/') + 1); };
    auto const page = std::string(anybody().get(link).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("href=\"" + link + "/unterlagen/" + number(one) + '"'), HasSubstr("(\u2068PDF, 1 KB"),
            Not(HasSubstr("Bewerbungen"))));
    auto file = anybody().get(link + "/unterlagen/" + number(one));
    EXPECT_EQ(file.status(), http::Status::ok);
    EXPECT_EQ(file.header("Cache-Control"), "no-store");
    EXPECT_EQ(anybody().get(link + "/unterlagen/" + number(secret)).status(), http::Status::not_found);
    EXPECT_EQ(anybody().get(link + "/unterlagen/0").status(), http::Status::not_found);
    EXPECT_EQ(
        anybody().get("/tr/einladung/" + std::string(43, 'x') + "/unterlagen/" + number(one)).status(),
        http::Status::gone);
}

TEST_P(PaperStory, whoever_is_invited_reads_the_agenda_of_the_office_and_members_all_of_it)
{
    EXPECT_EQ(
        changed(
            *office_, item_ + "/aendern",
            "title=Haushalt&kind=discussion&minutes=30&speaker=K%C3%A4mmerei&text=Der+Entwurf+liegt+vor.")
            .status(),
        http::Status::see_other);
    auto const hidden = item(meeting_, "Personal", "&internal=ja&minutes=45&text=Drei+Bewerbungen.");
    item(meeting_, "Bericht");
    auto const secret = paper(hidden, "Lebenslauf");
    office_->post("/verwaltung/gremien/" + panel_ + "/neuer-sitz", "role=member&vote=full&function=Mitglied");
    auto const seat = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
    EXPECT_EQ(
        office_
            ->post(
                "/verwaltung/sitze/" + seat + "/besetzen",
                "as=holder&person=" + person("Anton", "anton@verein.example"))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(office_->post(list("/mitglieder"), "").status(), http::Status::see_other);
    add_guest(person("Leyla", "leyla@verein.example", "tr"));
    send();
    auto const mails = letters();
    auto const paper_below = [&](std::string const& link) {
        return link + "/unterlagen/" + secret.substr(secret.rfind('/') + 1);
    };
    auto const of_guest = link_in(mails, "/tr/einladung/");
    EXPECT_THAT(
        std::string(anybody().get(of_guest).body_text()),
        AllOf(
            HasSubstr("<li value=\"1\">10:00"), HasSubstr("Kämmerei"), HasSubstr("Der Entwurf liegt vor."),
            HasSubstr("<li value=\"3\">11:15"), Not(HasSubstr("<li value=\"2\"")),
            Not(HasSubstr("Bewerbungen")), Not(HasSubstr("Lebenslauf"))))
        << "the numbers and times of the office, also where an item is left out";
    EXPECT_EQ(anybody().get(paper_below(of_guest)).status(), http::Status::not_found);
    auto const of_member = link_in(mails, "/de/einladung/");
    EXPECT_THAT(
        std::string(anybody().get(of_member).body_text()),
        AllOf(
            HasSubstr("<li value=\"2\">10.30 Uhr"), HasSubstr("Personal"), HasSubstr("nicht öffentlich"),
            HasSubstr("Drei Bewerbungen."), HasSubstr(paper_below(of_member) + '"')));
    EXPECT_EQ(anybody().get(paper_below(of_member)).status(), http::Status::ok);
    // Whoever has left by that day is a guest.
    connection().execute(
        "UPDATE memberships SET valid_to = '2026-12-31' WHERE seat_id = ?", std::stoll(seat));
    EXPECT_THAT(std::string(anybody().get(of_member).body_text()), Not(HasSubstr("Bewerbungen")));
    EXPECT_EQ(anybody().get(paper_below(of_member)).status(), http::Status::not_found);
}

TEST_P(PaperStory, everybody_gets_what_was_ticked_while_the_agenda_is_public)
{
    auto const conference = panel(*office_, "kind=conference&body=&visible=ja&name=Integrationskonferenz");
    auto const session = meeting(
        *office_, "panel=" + conference + "&title=Tagung&day=17.4.2027&childcare=unknown&schluessel=t");
    auto const shown = item(session, "Arbeitswelt");
    auto const open = paper(shown, "Vorlage 37", true);
    auto const shut = paper(shown, "Rechnung");
    auto const hidden = item(session, "Personal", "&internal=ja");
    auto const secret = paper(hidden, "Bewerbungen", true);
    EXPECT_THAT(office_->get(hidden).body_text(), HasSubstr("nicht öffentlich wegen des Punkts"));
    auto const number = [](std::string const& path) { return path.substr(path.rfind('/') + 1); };
    auto const below = std::string("/ar/konferenz/2027/unterlagen/");
    auto const status = [&](std::string const& path) { return anybody().get(below + number(path)).status(); };
    auto const set = [&](std::string const& ticks) {
        EXPECT_EQ(
            changed(*office_, session + "/aendern", "title=Tagung&day=17.4.2027" + std::string(fixed) + ticks)
                .status(),
            http::Status::see_other);
        product_.publications.refresh(connection());
    };
    set("&visible=ja");
    EXPECT_EQ(status(open), http::Status::not_found) << "the agenda is not public";
    set("&visible=ja&agenda=ja");
    EXPECT_EQ(status(open), http::Status::ok);
    EXPECT_EQ(status(shut), http::Status::not_found);
    EXPECT_EQ(status(secret), http::Status::not_found);
    auto const page = std::string(anybody().get("/ar/konferenz/2027").body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Vorlage 37"), HasSubstr(below + number(open)), Not(HasSubstr("Rechnung")),
            Not(HasSubstr("Bewerbungen"))));
    set("&agenda=ja");
    EXPECT_EQ(status(open), http::Status::not_found) << "taken back it is gone at once";
}

TEST_P(PaperStory, a_restored_database_misses_its_files)
{
    paper(item_, "Vorlage 37");
    Settings settings;
    settings.data = folder_.path();
    auto const lines = [&] {
        std::string all;
        for (auto const& line : verify(connection(), settings).lines)
            all += line + '\n';
        return all;
    };
    EXPECT_THAT(lines(), HasSubstr("papers musterau: 1 files, all there"));
    Folder const elsewhere;
    std::filesystem::create_directories(elsewhere.path());
    ASSERT_TRUE(back_up(connection(), settings, elsewhere.path() / "kopie"));
    EXPECT_EQ(
        files::BlobStore(elsewhere.path() / "kopie.blobs/papers" / std::to_string(tenant_.value)).list(),
        stored())
        << "a copy has them";
    files::BlobStore(folder_.path() / "blobs/papers" / std::to_string(tenant_.value)).erase(stored().front());
    EXPECT_THAT(lines(), HasSubstr("MISSING 1"));
    EXPECT_EQ(
        office_->get(newest("unterlagen", "agenda_papers") + "/datei").status(), http::Status::not_found)
        << "an answer, no fault";
}

}
} // namespace kommin::app
