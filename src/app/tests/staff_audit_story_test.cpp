// The audit trail as people read it: words instead of codes, what was before and after, files.

#include "app/tests/staff_story.hpp"
#include "platform/base/testing.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class StaffAudit : public StaffStory { };
KOMMIN_ON_BOTH_ENGINES(StaffAudit);

TEST_P(StaffAudit, the_data_protection_officer_finds_whose_rights_are_asked_for)
{
    auto const leyla = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto officer = logged_in(
        account("datenschutz@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}));
    EXPECT_THAT(officer.get("/verwaltung/rechte").body_text(), HasSubstr("Rechte einer anderen Person"));
    auto const address = "/verwaltung/rechte?konto=" + public_id(leyla);
    EXPECT_THAT(
        officer.get("/verwaltung/rechte?t=leyla%40kreis").body_text(), HasSubstr("href=\"" + address + '"'));
    EXPECT_THAT(audit_actions(), ::testing::Contains("staff.accounts.found"));
    EXPECT_EQ(officer.get(address).status(), http::Status::ok);

    auto reader = logged_in(leyla);
    EXPECT_THAT(
        std::string(officer.get("/verwaltung/pruefpfad").body_text()),
        ::testing::ContainsRegex("href=\"/verwaltung/rechte.wer=account%3A[0-9]+\">Rechte ansehen"))
        << "of whoever has done something";
    auto const of_actor = "/verwaltung/rechte?wer=account%3A" + std::to_string(leyla.value);
    EXPECT_EQ(officer.get(of_actor).status(), http::Status::ok);
    EXPECT_EQ(officer.get("/verwaltung/rechte?wer=system").status(), http::Status::not_found);
    // Whoever may not see the rights of others searches for nobody.
    auto const own = std::string(reader.get("/verwaltung/rechte?t=datenschutz").body_text());
    EXPECT_THAT(own, AllOf(Not(HasSubstr("datenschutz@")), Not(HasSubstr("Rechte einer anderen Person"))));
    EXPECT_EQ(reader.get("/verwaltung/rechte?wer=account%3A999999").status(), http::Status::not_found);
}

std::string text_of_file(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The call that begins at the opening bracket.
std::string arguments_at(std::string const& text, std::size_t bracket)
{
    int depth = 0;
    for (auto end = bracket; end < text.size(); ++end) {
        depth += text[end] == '(' ? 1 : 0;
        depth -= text[end] == ')' ? 1 : 0;
        if (depth == 0)
            return text.substr(bracket, end - bracket);
    }
    return {};
}

void add_codes(std::string const& text, std::set<std::string>& codes)
{
    static std::regex const code("\"([a-z_]+(?:\\.[a-z_]+)+)\"(?!_msg)");
    for (std::sregex_iterator match(text.begin(), text.end(), code), end; match != end; ++match)
        codes.insert((*match)[1].str());
}

// Every action that the sources note, as far as a literal says so; kinds of records with drafts add what all
// of them can go through.
std::set<std::string> actions_in_sources()
{
    std::set<std::string> actions;
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator(testing::source_folder() / "src")) {
        if (entry.path().extension() != ".cpp" || entry.path().string().find("/tests/") != std::string::npos)
            continue;
        auto const text = text_of_file(entry.path());
        for (std::string const call :
             {"audit(", "note_reading(", "note_readings(", "keep_organisation(", "keep_baseline("}) {
            for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1))
                add_codes(arguments_at(text, at + call.size() - 1), actions);
        }
    }
    for (auto const* kind : {"portal.offer.", "portal.page.", "portal.organisation.", "portal.place."}) {
        for (auto const* step :
             {"created", "imported", "draft_saved", "draft_discarded", "handed_in", "given_back", "scheduled",
              "published", "publication_failed", "archived"})
            actions.insert(std::string(kind) + step);
    }
    return actions;
}

TEST(StaffAuditWords, every_action_has_a_word_in_both_languages)
{
    auto const actions = actions_in_sources();
    EXPECT_GT(actions.size(), 60U);
    EXPECT_TRUE(actions.contains("identity.roles.changed"));
    EXPECT_TRUE(actions.contains("identity.link.new_password")) << "one of two";
    EXPECT_TRUE(actions.contains("staff.accounts.read")) << "a reading";
    for (auto const& action : actions) {
        auto const key = i18n::key("action." + action);
        for (auto const* language : {"de", "en"})
            EXPECT_TRUE(i18n::Texts::of(*i18n::Language::find(language)).has(key))
                << language << ' ' << action;
    }
}

TEST_P(StaffAudit, says_in_words_what_was_before_and_after)
{
    auto const id = account("leyla@kreis.example", {{"municipal_editor", aalfeld_}});
    auto administrator
        = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    ASSERT_TRUE(work(
        [&](Work& work) { return identity::set_grants(work, id, 1, {{"reader", Scope::whole_tenant()}}); }));
    auto const page = administrator.get("/verwaltung/pruefpfad?was=identity.roles").body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("<span>Rollen geändert</span>"), HasSubstr("<th scope=\"row\">Rollen</th>"),
            HasSubstr("Redaktion einer Gemeinde (aalfeld)"), HasSubstr("Leserin oder Leser")));
    EXPECT_THAT(
        page,
        HasSubstr("<option value=\"identity.roles.changed\">Konten und Anmeldung: Rollen geändert</option>"));
    EXPECT_THAT(page, HasSubstr("<option value=\"identity\">Konten und Anmeldung: alles</option>"));
    EXPECT_THAT(page, HasSubstr("<option value=\"account\">Konto</option>"));
    EXPECT_THAT(page, HasSubstr("href=\"/verwaltung/konten/" + public_id(id) + "\"")) << "its page";

    // Without the right to see the record there is no way to it.
    auto officer
        = logged_in(account("dsb@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}));
    EXPECT_THAT(
        officer.get("/verwaltung/pruefpfad?was=identity.roles").body_text(),
        AllOf(HasSubstr("Rollen geändert"), Not(HasSubstr("/verwaltung/konten/"))));
}

TEST_P(StaffAudit, is_taken_away_as_a_table_in_which_nothing_is_a_formula)
{
    auto administrator
        = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        work.audit("test.noted", "=1+1", 7, {}, {{"name", "x"}});
        return {};
    }));
    auto const answer = administrator.post("/verwaltung/pruefpfad/datei", "format=csv");
    EXPECT_THAT(std::string(answer.header("Content-Disposition")), HasSubstr("pruefpfad.csv"));
    auto const lines = file_of(answer);
    EXPECT_THAT(
        lines, AllOf(HasSubstr("Konto angelegt und eingeladen"), HasSubstr("identity.account.invited")));
    EXPECT_THAT(lines, HasSubstr("'=1+1")) << "guarded";
    EXPECT_EQ(audit_actions().front(), "staff.audit.exported");
    auto const workbook = administrator.post("/verwaltung/pruefpfad/datei", "format=xlsx&was=test");
    EXPECT_THAT(std::string(workbook.header("Content-Disposition")), HasSubstr("pruefpfad.xlsx"));
    EXPECT_TRUE(file_of(workbook).starts_with("PK"));
}

}
} // namespace kommin::app
