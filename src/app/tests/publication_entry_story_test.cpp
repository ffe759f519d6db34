// What was published about the conference: entered by the office, read by everybody once it says so.

#include "app/tests/meetings_story.hpp"
#include "platform/records/versions.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PublicationEntries : public MeetingsStory {
protected:
    void SetUp() override
    {
        MeetingsStory::SetUp();
        auto office = browser_of("conference_office");
        conference_ = panel(office, "kind=conference&body=&visible=ja&name=Integrationskonferenz");
    }
    http::Response enter(Browser& office, std::string const& entries)
    {
        return office.post("/verwaltung/veroeffentlichungen/neu", entries);
    }
    std::string newest()
    {
        return "/verwaltung/veroeffentlichungen/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM publications"));
    }
    std::int64_t count() { return connection().load<std::int64_t>("SELECT COUNT(*) FROM publications"); }
    std::string page(std::string const& path)
    {
        product_.publications.refresh(connection());
        return std::string(get(path).body_text());
    }
    static constexpr auto* public_page = "/de/konferenz/veroeffentlichungen";
    std::string conference_;
};
KOMMIN_ON_BOTH_ENGINES(PublicationEntries);

TEST_P(PublicationEntries, the_office_enters_one_and_everybody_reads_it_when_it_says_so)
{
    auto office = browser_of("conference_office");
    meeting(office, "panel=" + conference_ + "&childcare=unknown&visible=ja&title=5.+Tagung&day=18.10.2008");
    ASSERT_EQ(
        enter(
            office,
            "kind=press&title=Alle+an+einem+Tisch&publisher=Hellweger+Anzeiger&issue=245&day=20.10.2008"
            "&subject=%C3%9Cber+die+Tagung.&link=https%3A%2F%2Fzeitung.example%2F1&remark=Nur+intern&meeting="
                + newest_meeting())
            .status(),
        http::Status::see_other);
    auto const one = newest();
    EXPECT_THAT(
        std::string(office.get("/verwaltung/veroeffentlichungen").body_text()),
        AllOf(HasSubstr(one), HasSubstr("Hellweger Anzeiger"), HasSubstr("nicht öffentlich")));
    EXPECT_THAT(page(public_page), AllOf(HasSubstr("Hier steht noch nichts."), Not(HasSubstr("Tisch"))));
    EXPECT_THAT(page("/de/konferenz/2008"), Not(HasSubstr("Tisch")));
    EXPECT_EQ(
        changed(
            office, one,
            "kind=press&title=Alle+an+einem+Tisch&publisher=Hellweger+Anzeiger&day=20.10.2008&visible=ja"
            "&link=https%3A%2F%2Fzeitung.example%2F1&remark=Nur+intern&meeting="
                + newest_meeting())
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        page(public_page),
        AllOf(
            HasSubstr("<a href=\"https://zeitung.example/1\">Alle an einem Tisch</a>"),
            HasSubstr("20. Oktober 2008"), HasSubstr("href=\"/de/konferenz/2008\""),
            Not(HasSubstr("Nur intern"))));
    EXPECT_THAT(page("/de/konferenz/2008"), HasSubstr("Alle an einem Tisch"));
    EXPECT_THAT(page("/de/konferenz"), HasSubstr(public_page));
    EXPECT_THAT(page("/de/konferenz/veroeffentlichungen?art=presse"), HasSubstr("Tisch"));
    EXPECT_THAT(page("/de/konferenz/veroeffentlichungen?art=veroeffentlichungen"), Not(HasSubstr("Tisch")));
    EXPECT_THAT(
        std::string(office.get(one + "/verlauf?fassung=2").body_text()),
        AllOf(HasSubstr("Im Internet"), HasSubstr("auf der Seite der Konferenz zeigen")));
    EXPECT_THAT(std::string(office.get("/verwaltung/suche?q=hellweger").body_text()), HasSubstr(one));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("meetings.publication.created"), Contains("meetings.publication.changed")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PublicationEntries, what_is_wrong_is_said_and_nothing_typed_is_lost)
{
    auto office = browser_of("conference_office");
    auto const refused = enter(
        office,
        "kind=nichts&title=&day=30.2.2008&link=http%3A%2F%2Fx.example&uncertain=ja&publisher=MGFFI&"
        "schluessel=a");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-kind-fehler\""), HasSubstr("id=\"f-title-fehler\""),
            HasSubstr("id=\"f-day-fehler\""), HasSubstr("id=\"f-link-fehler\""),
            HasSubstr("id=\"f-remark-fehler\""), HasSubstr("value=\"MGFFI\""),
            HasSubstr("value=\"30.2.2008\"")));
    auto const nowhere = enter(office, "kind=film&title=Film&meeting=4711&schluessel=b");
    EXPECT_EQ(nowhere.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(nowhere.body_text()), HasSubstr("id=\"f-meeting-fehler\""));
    // A meeting of another panel is no session.
    auto const group = panel(office, "kind=steering_group&body=&name=Lenkung");
    meeting(office, "panel=" + group + "&childcare=unknown&title=Sitzung&day=1.2.2027");
    EXPECT_EQ(
        enter(office, "kind=film&title=Film&schluessel=c&meeting=" + newest_meeting()).status(),
        http::Status::unprocessable);
    EXPECT_EQ(count(), 0);
    EXPECT_EQ(enter(office, "kind=film&title=Film&schluessel=d").status(), http::Status::see_other);
    EXPECT_EQ(enter(office, "kind=film&title=Film&schluessel=d").status(), http::Status::see_other);
    EXPECT_EQ(count(), 1) << "pressed twice";
}

TEST_P(PublicationEntries, those_without_a_day_come_last_and_words_narrow_the_list)
{
    auto office = browser_of("conference_office");
    enter(office, "kind=website&title=Ohne+Jahr&schluessel=a&visible=ja");
    enter(office, "kind=report&title=Alt&day=2007&schluessel=b&visible=ja");
    enter(office, "kind=report&title=Neu&day=5.2008&publisher=T%C3%BCrk+Gazetesi&schluessel=c&visible=ja");
    auto const shown = page(public_page);
    EXPECT_LT(shown.find(">Neu<"), shown.find(">Alt<"));
    EXPECT_LT(shown.find(">Alt<"), shown.find(">Ohne Jahr</h2>"));
    EXPECT_LT(shown.find(">Ohne Jahr</h2>"), shown.find("<h3>Ohne Jahr</h3>"));
    auto const listed = std::string(office.get("/verwaltung/veroeffentlichungen?t=turk").body_text());
    EXPECT_THAT(listed, AllOf(HasSubstr(">Neu<"), Not(HasSubstr(">Alt<"))));
    EXPECT_THAT(
        std::string(office.get("/verwaltung/veroeffentlichungen?t=xyz").body_text()),
        HasSubstr("Keine Veröffentlichung enthält das."));
}

TEST_P(PublicationEntries, nobody_but_the_office_of_the_kreis_enters_any)
{
    auto town = browser_of("municipal_editor");
    EXPECT_EQ(town.get("/verwaltung/veroeffentlichungen").status(), http::Status::not_found);
    EXPECT_EQ(enter(town, "kind=film&title=Film").status(), http::Status::not_found);
    EXPECT_EQ(count(), 0);
}

} // namespace
} // namespace kommin::app
