// The voluntary question about a history of migration: asked apart from the registration, and answered so
// that nothing in the database ties an answer to anybody.

#include "app/tests/migration_question_story.hpp"
#include "platform/http/server.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class MigrationQuestionStory : public MigrationQuestionBase {
protected:
    Strings columns_of(std::string const& table)
    {
        return GetParam() == db::Engine::sqlite
            ? connection().list<std::string>("SELECT name FROM pragma_table_info(?) ORDER BY cid", table)
            : connection().list<std::string>(
                  "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                  " WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
                  table);
    }
    // One column in the order in which the engine keeps the rows.
    Strings as_it_lies(std::string const& table, std::string const& column)
    {
        return connection().list<std::string>(
            "SELECT " + column + " FROM " + table + " ORDER BY "
            + (GetParam() == db::Engine::sqlite ? "rowid" : "ctid"));
    }
    Strings draws() { return as_it_lies("migration_answers", "draw"); }
    // All that rows say but what they have drawn.
    Strings said()
    {
        auto rows = as_it_lies(
            "migration_answers",
            "tenant_id || ' ' || programme_id || ' ' || cut || ' ' || answer || ' ' || COALESCE(role, '-') "
            "|| ' ' ||"
            " COALESCE(CAST(body_id AS TEXT), '-')");
        std::ranges::sort(rows);
        return rows;
    }
    Strings totals_as_they_lie()
    {
        return as_it_lies(
            "migration_totals",
            "cut || ' ' || answer || ' ' || COALESCE(role, '-') || ' ' || COALESCE(CAST(body_id AS TEXT), "
            "'-')"
            " || ' ' || people");
    }
    void expect_no_trace(Strings const& before)
    {
        auto const now = draws();
        EXPECT_TRUE(std::ranges::is_sorted(now)) << "not as they came";
        EXPECT_TRUE(std::ranges::is_sorted(as_it_lies("migration_forms", "digest")));
        for (auto const& draw : now)
            EXPECT_THAT(before, Not(Contains(draw))) << "each draws anew with each answer";
        if (GetParam() == db::Engine::sqlite)
            return;
        for (auto const* table : {"migration_answers", "migration_forms"}) {
            auto const writers = as_it_lies(table, "CAST(xmin AS TEXT)");
            EXPECT_THAT(std::set(writers.begin(), writers.end()), SizeIs(1))
                << "one transaction wrote all of " << table;
        }
    }
    struct Given {
        std::string key, answer, role, municipality;
    };
    // The rows once all have answered, in this order.
    Strings filled(std::vector<Given> const& people)
    {
        Strings before;
        for (auto const& one : people) {
            EXPECT_EQ(
                answer(one.key, one.answer, one.role, one.municipality).status(), http::Status::see_other);
            expect_no_trace(before);
            before = draws();
        }
        return said();
    }
};
KOMMIN_ON_BOTH_ENGINES(MigrationQuestionStory);

TEST_P(MigrationQuestionStory, it_is_asked_apart_from_the_registration)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule"));
    auto guest = anybody();
    auto const confirmed = std::string(guest.get(link).body_text());
    std::smatch found;
    ASSERT_TRUE(std::regex_search(
        confirmed, found,
        std::regex("href=\"([^\"]*)\" rel=\"noreferrer\">Freiwillig, getrennt von Ihrer Anmeldung")));
    EXPECT_EQ(found[1].str(), question) << "nothing of the registration goes along";
    auto const asked = guest.get(found[1].str());
    EXPECT_EQ(asked.status(), http::Status::ok);
    EXPECT_EQ(asked.header("Cache-Control"), "no-store");
    EXPECT_THAT(guest.cookies, IsEmpty());
    auto const page = std::string(asked.body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("mindestens ein Elternteil nach Deutschland eingewandert?"),
            HasSubstr("nicht, wer antwortet"), HasSubstr("weniger als 5"), HasSubstr("value=\"parent\""),
            HasSubstr("value=\"volunteer\""), HasSubstr("value=\"aalfeld\""), Not(HasSubstr("Leyla")),
            Not(HasSubstr(link.substr(link.rfind('/') + 1)))));
    auto const sent = answer(key_in(page), "self");
    EXPECT_EQ(sent.status(), http::Status::see_other);
    EXPECT_EQ(std::string(sent.header("Location")), "/de/konferenz/2027/frage?danke=1");
    EXPECT_THAT(
        anybody().get("/de/konferenz/2027/frage?danke=1").body_text(),
        AllOf(
            HasSubstr("Ihre Antwort liegt bei den anderen"), HasSubstr("Noch eine Person"),
            Not(HasSubstr("<form class=\"km-form"))));
    auto stranger = anybody();
    stranger.host = "beispielhain.example";
    EXPECT_EQ(stranger.get(question).status(), http::Status::not_found) << "of another district";
    EXPECT_EQ(anybody().get("/de/konferenz/2028/frage").status(), http::Status::not_found);
    EXPECT_EQ(press(link, "/absagen", "").status(), http::Status::see_other);
    EXPECT_THAT(anybody().get(link).body_text(), Not(HasSubstr("/frage")));
}

TEST_P(MigrationQuestionStory, the_page_of_a_party_leads_to_it_as_long_as_it_is_asked)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule"));
    auto const page_at = [&](char const* instant) {
        clock().set(*parse_instant(instant));
        return std::string(anybody().get(link).body_text());
    };
    EXPECT_THAT(page_at("2027-01-26T12:00:00Z"), HasSubstr(question)) << "two weeks after the session";
    auto const late = page_at("2027-01-27T12:00:00Z");
    EXPECT_THAT(late, AllOf(HasSubstr("Leyla"), Not(HasSubstr("/frage"))));
    clock().set(*parse_instant("2027-01-05T12:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_EQ(
        changed(
            *office_, meeting_ + "/aendern",
            "title=Fr%C3%BChjahrstagung&day=12.1.2027&begins=10&ends=15&place=Kreishaus&childcare=offered"
            "&state=cancelled&reason=Schnee")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(anybody().get(link).body_text(), Not(HasSubstr("/frage"))) << "nobody comes";
}

TEST_P(MigrationQuestionStory, the_log_has_no_line_of_whoever_answers)
{
    http::Config config;
    product_.application.advise(config);
    auto const is_unlogged
        = [&](std::string const& path) { return config.is_unlogged(config.route_of(path)); };
    for (auto const* path : {question, "/ar/konferenz/2027/frage", "/de/konferenz/2027/frage/"})
        EXPECT_TRUE(is_unlogged(path)) << path;
    EXPECT_FALSE(is_unlogged(form));
}

TEST_P(MigrationQuestionStory, what_was_typed_is_kept_and_an_answer_has_to_be_chosen)
{
    open();
    auto const missing = answer("k1", "", "volunteer", "bergau");
    EXPECT_EQ(missing.status(), http::Status::unprocessable);
    EXPECT_THAT(
        missing.body_text(),
        AllOf(
            HasSubstr("href=\"#f-answer\""), HasSubstr("Wählen Sie eine der drei Antworten"),
            HasSubstr("value=\"volunteer\" selected"), HasSubstr("value=\"bergau\" selected")));
    EXPECT_EQ(answer("k1", "vielleicht").status(), http::Status::unprocessable);
    EXPECT_EQ(answer("k1", "self", "koenig").status(), http::Status::unprocessable);
    EXPECT_EQ(answer("k1", "either").status(), http::Status::unprocessable) << "only totals say so";
    EXPECT_EQ(answer("k1", "self", "", "chemheim").status(), http::Status::unprocessable);
    EXPECT_EQ(count("migration_answers"), 0);
}

TEST_P(MigrationQuestionStory, neither_order_nor_time_nor_person_can_be_joined_to_an_answer)
{
    EXPECT_THAT(
        columns_of("migration_answers"),
        ElementsAre("tenant_id", "programme_id", "draw", "cut", "answer", "role", "body_id"));
    EXPECT_THAT(columns_of("migration_forms"), ElementsAre("tenant_id", "programme_id", "digest"));
    EXPECT_THAT(
        columns_of("migration_totals"),
        ElementsAre("tenant_id", "programme_id", "cut", "answer", "role", "body_id", "people"));
    open();
    registered(line(1, "Leyla", "Schule"));
    auto const entries = audit::head(connection(), tenant_).sequence;
    auto const jobs = count("jobs");
    std::vector<Given> people{{"a", "self", "private", "aalfeld"},
                              {"b", "neither", "professional", ""},
                              {"c", "parent", "", "bergau"},
                              {"d", "self", "private", "aalfeld"},
                              {"e", "neither", "volunteer", "aalfeld"},
                              {"f", "self", "", ""}};
    auto const first = filled(people);
    EXPECT_THAT(first, SizeIs(18)) << "three rows of each";
    for (auto const* row :
         {"cut = 'whole' AND answer = 'self' AND role IS NULL AND body_id IS NULL",
          "cut = 'role' AND answer = 'either' AND (role = 'private' OR role IS NULL) AND body_id IS NULL",
          "cut = 'municipality' AND answer = 'either' AND role IS NULL"})
        EXPECT_GE(count(std::string("migration_answers WHERE ") + row), 3) << row;
    auto const drawn = draws();
    EXPECT_THAT(std::set(drawn.begin(), drawn.end()), SizeIs(18)) << "each row draws for itself";
    EXPECT_EQ(audit::head(connection(), tenant_).sequence, entries) << "the trail knows nothing of it";
    EXPECT_EQ(count("jobs"), jobs) << "nor does the queue";
    connection().execute("DELETE FROM migration_answers");
    connection().execute("DELETE FROM migration_forms");
    // The same people, the last one first, an hour later and with other forms.
    std::ranges::reverse(people);
    for (auto& one : people)
        one.key += "2";
    go_to("2026-11-23T10:00:00Z");
    EXPECT_EQ(filled(people), first) << "both orders have left the same";
    for (auto const& draw : draws())
        EXPECT_THAT(drawn, Not(Contains(draw)));
}

TEST_P(MigrationQuestionStory, a_form_is_an_answer_once)
{
    open();
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(answer("k1", "self").status(), http::Status::see_other);
    EXPECT_EQ(answer("k1", "neither").status(), http::Status::see_other);
    EXPECT_THAT(as_it_lies("migration_answers WHERE cut = 'whole'", "answer"), ElementsAre("self"));
    EXPECT_EQ(answer("k2", "neither").status(), http::Status::see_other);
    EXPECT_EQ(in_box(), 2);
    EXPECT_EQ(count("migration_forms"), 2);
    auto guest = anybody();
    EXPECT_EQ(
        guest.post(question, "schluessel=k3&website=http%3A%2F%2Fx&answer=self", false).status(),
        http::Status::see_other);
    EXPECT_EQ(in_box(), 2) << "of a program";
}

TEST_P(MigrationQuestionStory, the_night_counts_from_five_answers_on)
{
    open();
    answer_alike(2, "self", "private", "aalfeld");
    answer_alike(2, "neither");
    count_the_night();
    EXPECT_EQ(in_box(), 4) << "four would be told apart";
    EXPECT_THAT(totals(), IsEmpty());
    answer_alike(1, "parent", "volunteer");
    count_the_night();
    EXPECT_EQ(count("migration_answers"), 0);
    EXPECT_EQ(count("migration_forms"), 0);
    EXPECT_THAT(
        totals(),
        ElementsAre(
            "municipality either - - 1", "municipality either - aalfeld 2", "municipality neither - - 2",
            "role either private - 2", "role either volunteer - 1", "role neither - - 2",
            "whole neither - - 2", "whole parent - - 1", "whole self - - 2"))
        << "by role and by municipality, never by both";
    answer_alike(5, "self", "private", "aalfeld");
    count_the_night();
    EXPECT_THAT(
        totals(),
        AllOf(
            SizeIs(9), Contains("municipality either - aalfeld 7"), Contains("role either private - 7"),
            Contains("whole self - - 7")));
    auto const lying = totals_as_they_lie();
    connection().execute("DELETE FROM migration_totals");
    answer_alike(5, "self", "private", "aalfeld");
    count_the_night();
    answer_alike(1, "parent", "volunteer");
    answer_alike(2, "neither");
    answer_alike(2, "self", "private", "aalfeld");
    count_the_night();
    EXPECT_EQ(totals_as_they_lie(), lying) << "which night came first is not seen in them";
    if (GetParam() == db::Engine::postgres) {
        auto const writers = as_it_lies("migration_totals", "CAST(xmin AS TEXT)");
        EXPECT_THAT(std::set(writers.begin(), writers.end()), SizeIs(1));
    }
    mail(); // the jobs that are due: what the database keeps of the rows is cleared
    EXPECT_EQ(count("jobs WHERE state = 'dead'"), 0);
}

TEST_P(MigrationQuestionStory, what_lies_in_the_box_two_weeks_after_the_session_is_counted_or_erased)
{
    open();
    answer_alike(4, "self");
    go_to("2027-01-26T20:00:00Z");
    EXPECT_EQ(anybody().get(question).status(), http::Status::ok);
    count_the_night();
    EXPECT_EQ(in_box(), 4) << "somebody may still answer";
    go_to("2027-01-27T03:00:00Z");
    EXPECT_EQ(anybody().get(question).status(), http::Status::gone);
    EXPECT_EQ(answer("k9", "self").status(), http::Status::gone);
    count_the_night();
    EXPECT_EQ(count("migration_answers"), 0);
    EXPECT_EQ(count("migration_forms"), 0);
    EXPECT_THAT(totals(), IsEmpty()) << "four in all are nobody's business";
}

TEST_P(MigrationQuestionStory, a_few_that_come_last_are_counted_with_the_others)
{
    open();
    answer_alike(6, "neither", "private", "aalfeld");
    answer_alike(5, "self", "private", "bergau");
    count_the_night();
    answer_alike(1, "parent", "volunteer", "bergau");
    go_to("2027-01-27T03:00:00Z");
    count_the_night();
    EXPECT_EQ(count("migration_answers"), 0);
    EXPECT_THAT(
        totals(),
        ElementsAre(
            "municipality either - - 6", "municipality neither - - 6", "role either - - 6",
            "role neither - - 6", "whole either - - 6", "whole neither - - 6"))
        << "what is never shown is not kept, either";
    count_the_night();
    EXPECT_THAT(totals(), SizeIs(6)) << "once and for all";
}

TEST_P(MigrationQuestionStory, it_is_not_asked_before_people_can_register_nor_once_it_is_called_off)
{
    ASSERT_EQ(save_programme(programme(10, 5, 5, "0", "closed")).status(), http::Status::see_other);
    EXPECT_EQ(anybody().get(question).status(), http::Status::not_found) << "it is being prepared";
    EXPECT_EQ(
        save_programme(programme(10, 5, 5, "1", "open", {part("Schule"), part("Arbeit")})).status(),
        http::Status::see_other);
    EXPECT_EQ(anybody().get(question).status(), http::Status::ok);
    auto const off = changed(
        *office_, meeting_ + "/aendern",
        "title=Fr%C3%BChjahrstagung&day=12.1.2027&childcare=offered&state=cancelled&reason=Sturm");
    EXPECT_EQ(off.status(), http::Status::see_other) << off.body_text();
    EXPECT_EQ(anybody().get(question).status(), http::Status::gone);
}

}
} // namespace kommin::app
