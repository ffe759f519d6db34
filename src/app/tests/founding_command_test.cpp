// "kommin district found" from the template that is shipped to the first login of the new district.

#include "app/cli.hpp"
#include "app/tests/staff_story.hpp"
#include "platform/base/testing.hpp"
#include "platform/html/url.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class FoundingCommand : public StaffStory {
protected:
    FoundingCommand()
        : copy_(folder_.path() / "kreis")
    {
        std::filesystem::copy(
            testing::source_folder() / "template", copy_, std::filesystem::copy_options::recursive);
        replace("district.csv", "hosts;", "hosts;neu.example"); // beside those of the story
    }

    void replace(std::string const& file, std::string const& from, std::string const& to)
    {
        auto text = files::read_file(copy_ / file, 100'000).value();
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
        files::write_atomically(copy_ / file, text);
    }
    void fill_in()
    {
        for (auto const* page : {"impressum", "datenschutz", "barrierefreiheit"})
            replace("pages/" + std::string(page) + ".de.md", "bitte eintragen", "eingetragen");
    }
    int command(std::vector<std::string> words)
    {
        words.insert(words.begin(), "kommin");
        for (auto const& word :
             {std::string("--data"), (folder_.path() / "data").string(), std::string("--database"),
              database().location().target})
            words.push_back(word);
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        ::testing::internal::CaptureStderr();
        ::testing::internal::CaptureStdout();
        auto const code = run(static_cast<int>(arguments.size()), arguments.data());
        out_ = ::testing::internal::GetCapturedStdout();
        err_ = ::testing::internal::GetCapturedStderr();
        return code;
    }
    int found_it(std::vector<std::string> options = {})
    {
        std::vector<std::string> words{"district", "found", "--from", copy_.string()};
        words.insert(words.end(), options.begin(), options.end());
        return command(words);
    }
    [[nodiscard]] std::size_t districts() { return tenants::list_tenants(connection()).size(); }

    std::filesystem::path copy_;
    std::string out_;
    std::string err_;
};
KOMMIN_ON_BOTH_ENGINES(FoundingCommand);

TEST_P(FoundingCommand, leads_from_the_template_to_the_first_login)
{
    fill_in();
    ASSERT_EQ(found_it({"--dry-run"}), 0) << err_;
    EXPECT_THAT(
        out_, StartsWith("Probelauf: Kreis Musterau: 3 Gemeinden, 4 Organisationseinheiten, 3 Seiten"));
    EXPECT_EQ(districts(), 2U);

    ASSERT_EQ(found_it(), 0) << err_;
    EXPECT_THAT(
        out_,
        AllOf(
            StartsWith("Kreis Musterau: 3 Gemeinden"), HasSubstr("kommin user add ADRESSE"),
            HasSubstr("--tenant kreis-musterau")));
    auto const tenant = tenants::find_tenant(connection(), "kreis-musterau");
    ASSERT_TRUE(tenant);
    EXPECT_FALSE(tenant->is_demonstration);

    product_.publications.refresh(connection());
    for (auto const& language : tenant->languages) {
        auto const prefix = "/" + std::string(language.language.tag());
        SCOPED_TRACE(prefix);
        auto const places = get(prefix + "/orte", "neu.example");
        EXPECT_EQ(places.status(), http::Status::ok);
        EXPECT_THAT(
            places.body_text(),
            AllOf(HasSubstr("Aalfeld"), HasSubstr("Bergheim an der Au"), HasSubstr("Übersee")));
        EXPECT_THAT(places.body_text(), Not(HasSubstr("Vorführung")));
        for (auto const* path :
             {"/", "/angebote", "/info", "/orte/aalfeld", "/orte/uebersee", "/impressum", "/datenschutz",
              "/barrierefreiheit"})
            EXPECT_EQ(get(prefix + path, "neu.example").status(), http::Status::ok) << path;
    }
    EXPECT_THAT(
        get("/de/orte/aalfeld", "neu.example").body_text(), HasSubstr("Ausländerbehörde der Stadt Aalfeld"));
    EXPECT_THAT(get("/de/impressum", "neu.example").body_text(), HasSubstr("eingetragen"));

    ASSERT_EQ(
        command(
            {"user", "add", "leyla@neu.example", "--name", "Leyla", "--role", "reader", "--tenant",
             "kreis-musterau"}),
        0)
        << err_;
    Browser leyla{*this, "neu.example"};
    auto const link = link_in(out_);
    clock().set(SystemClock().now()); // the command lives in our time
    ASSERT_EQ(leyla.get(link).status(), http::Status::ok);
    EXPECT_EQ(
        leyla.post(link, "password=" + html::percent_encode(good_password), false).status(),
        http::Status::ok);
    auto const entered = leyla.post(
        "/verwaltung/anmelden",
        "email=leyla@neu.example&passwort=" + html::percent_encode(good_password) + "&weiter=", false);
    EXPECT_EQ(entered.status(), http::Status::see_other);
    EXPECT_THAT(leyla.get("/verwaltung/rechte").body_text(), HasSubstr("Rechte: Leyla"));
}

TEST_P(FoundingCommand, refuses_what_is_still_to_be_filled_in_with_file_and_line)
{
    EXPECT_EQ(found_it(), 3);
    EXPECT_THAT(
        err_, HasSubstr("pages/impressum.de.md:13: Hier ist noch etwas einzutragen: | Name der Behörde"));
    EXPECT_THAT(err_, HasSubstr("Es wurde nichts gespeichert."));
    fill_in();
    std::filesystem::remove(copy_ / "pages/datenschutz.de.md");
    replace("pages/impressum.de.md", "kind: legal", "kind: info");
    replace("municipalities.csv", "09999002", "9999002");
    files::write_atomically(
        copy_ / "pages/hilfe.de.md",
        "---\nparent: nirgends\norder: x\nkind: y\nlife_situation: own_1\n---\n");
    files::write_atomically(copy_ / "pages/leer.en.md", "---\ntitle: Empty\n---\n");
    EXPECT_EQ(found_it(), 3);
    EXPECT_THAT(
        err_,
        AllOf(
            HasSubstr("pages/datenschutz.de.md: Diese Seite fehlt."),
            HasSubstr("pages/impressum.de.md: kind: Im Kopf dieser Seite"),
            HasSubstr("municipalities.csv:3: ags: Kein Schlüssel"),
            HasSubstr("pages/hilfe.de.md: title: Diese Angabe fehlt."),
            HasSubstr("pages/hilfe.de.md: parent: Die übergeordnete Seite „nirgends“")));
    EXPECT_THAT(
        err_,
        AllOf(
            HasSubstr("pages/hilfe.de.md: order: Hier wird eine Zahl"),
            HasSubstr("pages/hilfe.de.md: kind: Dieses Wort"),
            HasSubstr("pages/hilfe.de.md: life_situation: Dieses Wort"),
            HasSubstr("pages/leer.en.md: Der deutsche Text zu dieser Übersetzung fehlt: leer.de.md")));
    EXPECT_EQ(districts(), 2U);
}

TEST_P(FoundingCommand, refuses_pages_that_no_address_would_lead_to)
{
    fill_in();
    auto const add = [&](std::string const& name, std::string const& head) {
        files::write_atomically(
            copy_ / "pages" / name, "---\ntitle: Seite\nsummary: Kurz\n" + head + "---\nText\n");
    };
    add("agb.de.md", "kind: legal\n");
    add("ort-nirgends.de.md", "kind: place\n");
    add("schule.de.md", "kind: info\nmunicipality: musterau\n");
    EXPECT_EQ(found_it(), 3);
    EXPECT_THAT(
        err_,
        AllOf(
            HasSubstr("pages/agb.de.md: kind: Rechtliche Seiten"),
            HasSubstr("pages/ort-nirgends.de.md: municipality: Eine Seite mit „kind: place“"),
            HasSubstr("pages/schule.de.md: municipality: Nur eine Seite mit")));
    EXPECT_EQ(districts(), 2U);
}

TEST_P(FoundingCommand, founds_nothing_twice)
{
    fill_in();
    ASSERT_EQ(found_it(), 0) << err_;
    for (auto const& options : {std::vector<std::string>{}, std::vector<std::string>{"--dry-run"}}) {
        EXPECT_EQ(found_it(options), 3);
        EXPECT_THAT(err_, HasSubstr("„Kreis Musterau“ ist in dieser Datenbank schon vorhanden."));
    }
    EXPECT_EQ(districts(), 3U);
}

} // namespace
} // namespace kommin::app
