// Whoever sends a form and is answered with a page that names somebody has read of that person: it stands in
// the audit trail like the opening of a page.

#include "app/tests/records_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;

class PostedReadings : public RecordsStory {
protected:
    void SetUp() override
    {
        RecordsStory::SetUp();
        reader_.emplace(logged_in(account(
            "alle@kreis.example",
            {{"administrator", Scope::whole_tenant()},
             {"conference_office", Scope::whole_tenant()},
             {"data_protection_officer", Scope::whole_tenant()},
             {"municipal_editor", aalfeld_}})));
    }
    struct Posted {
        http::Status status;
        std::string page;
        bool is_noted;
    };
    Posted posted(std::string const& path, std::string const& entries)
    {
        auto const before = audit::head(connection(), tenant_).sequence;
        auto const answer = reader_->post(path, entries);
        return {
            answer.status(), std::string(answer.body_text()),
            audit::head(connection(), tenant_).sequence > before};
    }
    // Of those whom the records here know, by name or address.
    static bool names_somebody(std::string const& page)
    {
        constexpr std::array known{
            "Mensch eigen", "Mensch nachbar", "eigen@kreis.example", "nachbar@kreis.example"};
        return std::ranges::any_of(
            known, [&](auto const* one) { return page.find(one) != std::string::npos; });
    }

    std::optional<Browser> reader_;
};
KOMMIN_ON_BOTH_ENGINES(PostedReadings);

// The searches for people send what was typed in a form, so that no name stands in an address.
TEST_P(PostedReadings, a_search_for_people_and_a_question_about_one_are_on_record)
{
    auto const meeting = "/verwaltung/sitzungen/" + own_.meeting;
    auto const door = "/verwaltung/sitzungen/" + meeting_of_today(second_council()) + "/anwesenheit";
    auto const konto = "/verwaltung/konten/" + own_.account;
    struct Asked {
        std::string path, entries, shown;
    };
    for (auto const& [path, entries, shown] : std::vector<Asked>{
             {"/verwaltung/sitze/" + own_.seat + "/besetzen/suchen", "name=eigen", "Mensch eigen"},
             {meeting + "/einladung/gast-suchen", "worte=eigen", "Mensch eigen"},
             {door + "/suchen", "worte=nachbar", "Mensch nachbar"},
             {konto + "/rollen", "fassung=1&rolle=reader", "/rollen"},
             {konto + "/rollen", "fassung=7&rolle=reader", "eigen@kreis.example"},
             {konto + "/zustand", "was=loeschen", "/zustand"}}) {
        auto const answer = posted(path, entries);
        EXPECT_THAT(answer.page, HasSubstr(shown)) << path << ' ' << entries;
        EXPECT_TRUE(answer.is_noted) << path << ' ' << entries;
    }
    for (auto const& [path, entries] : std::vector<std::pair<std::string, std::string>>{
             {"/verwaltung/sitze/" + own_.seat + "/besetzen/suchen", "name=gibtesnicht"},
             {meeting + "/einladung/gast-suchen", "worte=gibtesnicht"},
             {door + "/suchen", "worte=gibtesnicht"}})
        EXPECT_FALSE(posted(path, entries).is_noted) << path << ": nobody was found";
}

// Made from the table of routes: an outdated version, and whatever else makes a form come back.
TEST_P(PostedReadings, no_form_that_comes_back_with_a_name_is_unnoticed)
{
    auto const entries
        = "fassung=0&fassung-mit=0&name=eigen&worte=eigen&q=eigen&rolle=reader&was=sperren&mit="
        + neighbours_.somebody + "&person=" + own_.somebody;
    std::size_t asked = 0;
    std::size_t named = 0;
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            if (route.access.kind != web::Access::Kind::permitted || route.method != http::Method::post)
                continue;
            ++asked;
            auto const path = path_of(route.pattern, own_, "offer/" + own_.offer);
            auto const answer = posted(path, entries);
            EXPECT_LT(static_cast<int>(answer.status), 500) << path;
            if (!names_somebody(answer.page))
                continue;
            ++named;
            EXPECT_TRUE(answer.is_noted) << path;
        }
    }
    EXPECT_GT(asked, 100U);
    EXPECT_GE(named, 8U) << "of these some come back with a name in them";
}

} // namespace
} // namespace kommin::app
