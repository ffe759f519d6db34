// Files of a step of a steering year: put there, written anew, read by whoever sees the year, and kept for
// ever once it is closed.

#include "app/maintenance.hpp"
#include "app/tests/years_story.hpp"
#include "platform/files/files.hpp"
#include "platform/pdf/tests/samples.hpp"

#include <chrono>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class StepFiles : public YearsStory {
protected:
    void SetUp() override
    {
        YearsStory::SetUp();
        year_ = year("2025");
        step_ = step(year_, "conditions");
    }
    // As a browser sends the form; no file: the field is empty.
    http::Response put(
        Browser& browser, std::string const& title, std::string const& bytes, std::string const& key = "s")
    {
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto const body = field("formular", browser.token) + field("schluessel", key) + field("title", title)
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"../x.exe\"\r\n"
              "Content-Type: text/html\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return browser.send(
            http::Method::post, step_ + "/neue-datei",
            {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body);
    }
    // The address of a new one.
    std::string file(std::string const& title)
    {
        auto const answer = put(*office_, title, document, title);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return step_ + "/dateien/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM steering_step_files"));
    }
    static http::Response remove(Browser& browser, std::string const& file)
    {
        return browser.post(file + "/entfernen", "grund=outdated");
    }
    std::int64_t rows()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_step_files");
    }
    [[nodiscard]] files::BlobStore store() const
    {
        return files::BlobStore(folder_.path() / "blobs/steps" / std::to_string(tenant_.value));
    }
    std::vector<std::string> stored() { return store().list(); }

    std::string const document = pdf::write_pdf(
        {.catalog = "/OpenAction << /S /JavaScript /JS (app.alert) >>",
         .objects = {"<< /Author (Erika Musterfrau) >>"},
         .trailer = "/Info 10 0 R",
         .pages = 2});
    std::string year_, step_; // addresses
};
KOMMIN_ON_BOTH_ENGINES(StepFiles);

TEST_P(StepFiles, a_file_stands_beside_the_addresses_and_comes_to_whoever_sees_the_year)
{
    ASSERT_EQ(
        save_step(*office_, step_, "state=open&documents=Haushalt+%7C+https%3A%2F%2Fkreis.example%2Fplan")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(shown(step_), HasSubstr("Datei hinzufügen"));
    auto const one = file("Stellenplan 2027");
    EXPECT_THAT(
        shown(step_),
        AllOf(HasSubstr("https://kreis.example/plan"), HasSubstr("Stellenplan 2027"), HasSubstr("2 Seiten")));
    auto answer = office_->get(one);
    EXPECT_EQ(answer.status(), http::Status::ok);
    EXPECT_EQ(answer.header("Content-Type"), "application/pdf");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(
        std::string(answer.header("Content-Disposition")),
        HasSubstr("attachment; filename=\"Stellenplan 2027.pdf\""));
    ASSERT_THAT(stored(), SizeIs(1));
    EXPECT_THAT(
        *store().read(stored().front()), AllOf(Not(HasSubstr("app.alert")), Not(HasSubstr("Musterfrau"))));
    EXPECT_EQ(
        put(*office_, "Stellenplan 2027", document, "Stellenplan 2027").status(), http::Status::see_other);
    EXPECT_EQ(rows(), 1) << "pressed twice";
    // What the form of the step does not ask stays.
    ASSERT_EQ(save_step(*office_, step_, "state=running&documents=").status(), http::Status::see_other);
    EXPECT_THAT(shown(step_), AllOf(HasSubstr("Stellenplan 2027"), Not(HasSubstr("kreis.example/plan"))));
    EXPECT_THAT(audit_actions(), Contains("steering.step.file_added"));
}

TEST_P(StepFiles, whose_step_it_is_adds_and_removes_and_others_read_alone)
{
    auto const of_step = account("stelle@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto person = logged_in(of_step); // whoever was only invited is offered for nothing
    ASSERT_EQ(
        save_step(*office_, step_, "state=open&account=" + std::to_string(of_step.value)).status(),
        http::Status::see_other);
    EXPECT_EQ(put(person, "Von der Stelle", document).status(), http::Status::see_other);
    EXPECT_EQ(rows(), 1);
    auto const one = step_ + "/dateien/"
        + std::to_string(connection().load<std::int64_t>("SELECT id FROM steering_step_files"));
    auto other = browser_of("reader");
    EXPECT_EQ(other.get(one).status(), http::Status::ok);
    EXPECT_THAT(read(other, step_), AllOf(HasSubstr("Von der Stelle"), Not(HasSubstr("/neue-datei"))));
    EXPECT_EQ(other.get(step_ + "/neue-datei").header("Location"), step_);
    EXPECT_EQ(other.get(one + "/entfernen").header("Location"), step_);
    EXPECT_EQ(remove(other, one).header("Location"), step_);
    EXPECT_EQ(put(other, "Fremd", document, "f").header("Location"), step_);
    EXPECT_EQ(rows(), 1);
    auto town = logged_in(account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}}));
    for (auto const* page : {"/neue-datei", "/dateien/1", "/dateien/1/entfernen"})
        EXPECT_EQ(town.get(step_ + page).status(), http::Status::not_found) << page;
    EXPECT_EQ(put(town, "Gemeinde", document, "g").status(), http::Status::not_found);
    EXPECT_EQ(Browser{*this}.get(one).status(), http::Status::see_other) << "to the login";
    // Below another step it is not.
    auto const elsewhere = step(year_, "screening") + one.substr(step_.size());
    EXPECT_EQ(office_->get(elsewhere).status(), http::Status::not_found);
    EXPECT_EQ(remove(*office_, elsewhere).status(), http::Status::not_found);
    EXPECT_THAT(std::string(person.get(one + "/entfernen").body_text()), HasSubstr("Von der Stelle"));
    for (auto const* entries : {"", "grund=", "grund=anders"}) {
        auto const without_reason = person.post(one + "/entfernen", entries);
        EXPECT_EQ(without_reason.status(), http::Status::unprocessable) << entries;
        EXPECT_THAT(without_reason.body_text(), HasSubstr("Sie nennt Menschen"));
    }
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(remove(person, one).header("Location"), step_);
    EXPECT_EQ(rows(), 0);
    EXPECT_EQ(remove(person, one).status(), http::Status::not_found) << "pressed twice";
    EXPECT_THAT(audit_actions(), Contains("steering.step.file_removed"));
    EXPECT_THAT(
        connection().load<std::string>(
            "SELECT after_json FROM audit_entries WHERE action = 'steering.step.file_removed'"),
        HasSubstr("outdated"));
}

TEST_P(StepFiles, what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays)
{
    auto const nothing = put(*office_, "Plan", "");
    EXPECT_EQ(nothing.status(), http::Status::unprocessable);
    EXPECT_THAT(nothing.body_text(), AllOf(HasSubstr("id=\"f-datei-fehler\""), HasSubstr("value=\"Plan\"")));
    EXPECT_THAT(put(*office_, "", document).body_text(), HasSubstr("id=\"f-title-fehler\""));
    auto const picture = put(*office_, "Bild", "\x89PNG");
    EXPECT_EQ(picture.status(), http::Status::unprocessable);
    EXPECT_THAT(picture.body_text(), HasSubstr("id=\"f-datei-fehler\""));
    EXPECT_EQ(office_->post(step_ + "/neue-datei", "title=Plan").status(), http::Status::unprocessable)
        << "no file at all";
    EXPECT_EQ(rows(), 0);
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_P(StepFiles, there_is_an_end_to_what_a_step_and_a_district_keep)
{
    steering::StepId const at{std::stoll(step_.substr(step_.rfind('/') + 1))};
    auto const add = [&](std::string const& key, steering::StepFileQuota const& quota) {
        auto const added = work([&](Work& work) {
            return steering::add_step_file(work, at, "Plan", {std::string(64, 'a'), 900, 1}, key, quota);
        });
        return added ? MessageKey{} : added.problem().message;
    };
    EXPECT_EQ(add("1", {.of_a_step = 2}), MessageKey{});
    EXPECT_EQ(add("2", {.of_a_step = 2}), MessageKey{});
    EXPECT_EQ(add("3", {.of_a_step = 2}), "step.file.problem.too_many"_msg);
    EXPECT_EQ(add("2", {.of_a_step = 2}), MessageKey{}) << "the same form again is no further file";
    EXPECT_EQ(add("4", {.bytes_of_a_district = 1800}), "step.file.problem.full"_msg);
    EXPECT_EQ(rows(), 2);
}

TEST_P(StepFiles, a_removed_file_goes_in_the_night_and_one_with_the_same_bytes_keeps_them)
{
    auto const one = file("Plan");
    ASSERT_EQ(remove(*office_, one).status(), http::Status::see_other);
    EXPECT_EQ(office_->get(one).status(), http::Status::not_found);
    EXPECT_THAT(stored(), SizeIs(1)) << "until the night";
    auto const night = [&] {
        for (auto const& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "blobs")) {
            if (entry.is_regular_file())
                std::filesystem::last_write_time(
                    entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
        }
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        clock().set(clock().now() + std::chrono::hours(24));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        office_.emplace(browser_of("conference_office"));
    };
    auto const again = file("Derselbe");
    night();
    EXPECT_THAT(stored(), SizeIs(1)) << "another file names it";
    ASSERT_EQ(remove(*office_, again).status(), http::Status::see_other);
    night();
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_P(StepFiles, a_year_with_a_file_is_not_empty_and_once_closed_it_keeps_what_it_has)
{
    auto const one = file("Stellenplan");
    EXPECT_THAT(shown(year_), Not(HasSubstr("/loeschen\""))) << "somebody has put something there";
    EXPECT_EQ(office_->post(year_ + "/loeschen", "fassung=1").status(), http::Status::conflict);
    EXPECT_THAT(
        shown(year_ + "/abschluss"),
        AllOf(HasSubstr("Dateien, die festgehalten werden"), HasSubstr("href=\"" + one + '"')))
        << "who closes can read what nobody can take away any more";
    ASSERT_EQ(close(year_).status(), http::Status::see_other);
    EXPECT_THAT(
        std::string(office_->get(year_ + "/stand.json").body_text()),
        AllOf(HasSubstr("Stellenplan"), HasSubstr(one), HasSubstr(stored().front())))
        << "in what was frozen";
    EXPECT_EQ(office_->get(one).status(), http::Status::ok);
    EXPECT_EQ(put(*office_, "Neu", document, "n").header("Location"), step_);
    EXPECT_EQ(remove(*office_, one).header("Location"), step_);
    EXPECT_EQ(rows(), 1);
    steering::StepId const at{std::stoll(step_.substr(step_.rfind('/') + 1))};
    steering::StepFileId const id{std::stoll(one.substr(one.rfind('/') + 1))};
    EXPECT_FALSE(work([&](Work& work) {
        return steering::remove_step_file(work, at, id, steering::FileRemoval::outdated);
    }));
}

TEST_P(StepFiles, of_a_closed_year_are_those_that_were_frozen)
{
    EXPECT_THAT(shown(year_ + "/abschluss"), Not(HasSubstr("Dateien, die festgehalten werden")));
    file("Stellenplan");
    file("Ein anderer Titel"); // of the same bytes
    ASSERT_EQ(close(year_).status(), http::Status::see_other);
    auto const broken = [&] { return steering::verify_closed_years(connection(), tenant_).broken; };
    EXPECT_THAT(broken(), IsEmpty());
    connection().execute(
        "UPDATE steering_step_files SET hash = ? WHERE title = 'Stellenplan'", std::string(64, 'b'));
    EXPECT_THAT(broken(), ElementsAre(HasSubstr("2025 (its files)"))) << "exchanged in the database";
    connection().execute("UPDATE steering_step_files SET hash = ?", stored().front());
    EXPECT_THAT(broken(), IsEmpty());
    connection().execute("DELETE FROM steering_step_files WHERE title = 'Stellenplan'");
    EXPECT_THAT(broken(), ElementsAre(HasSubstr("2025 (its files)"))) << "taken away";
}

TEST_P(StepFiles, a_file_that_comes_between_showing_and_closing_is_shown_first)
{
    auto const page = shown(year_ + "/abschluss");
    std::smatch match;
    ASSERT_TRUE(std::regex_search(page, match, std::regex("name=\"gesehen\" value=\"([^\"]*)\"")));
    file("Kam dazwischen");
    auto const answer = office_->post(year_ + "/abschluss", "reason=Egal&gesehen=" + match[1].str());
    EXPECT_EQ(answer.status(), http::Status::conflict);
    EXPECT_THAT(answer.body_text(), HasSubstr("Kam dazwischen"));
}

TEST_P(StepFiles, are_in_every_copy_and_missed_where_they_are_not)
{
    auto const one = file("Plan");
    Settings settings;
    settings.data = folder_.path();
    auto const lines = [&] {
        std::string all;
        for (auto const& line : verify(connection(), settings).lines)
            all += line + '\n';
        return all;
    };
    EXPECT_THAT(lines(), HasSubstr("steps musterau: 1 files, all there"));
    Folder const elsewhere;
    std::filesystem::create_directories(elsewhere.path());
    ASSERT_TRUE(back_up(connection(), settings, elsewhere.path() / "kopie"));
    EXPECT_EQ(
        files::BlobStore(elsewhere.path() / "kopie.blobs/steps" / std::to_string(tenant_.value)).list(),
        stored());
    store().erase(stored().front());
    EXPECT_THAT(lines(), HasSubstr("MISSING 1"));
    EXPECT_EQ(office_->get(one).status(), http::Status::not_found) << "an answer, no fault";
}

}
} // namespace kommin::app
