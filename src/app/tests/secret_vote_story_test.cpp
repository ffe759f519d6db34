// Secret votes: on slips, once each, and nothing in the whole database tells who voted what.

#include "app/tests/invitation_story.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class SecretVoteStory : public InvitationBase {
protected:
    void SetUp() override
    {
        InvitationBase::SetUp();
        prepare();
    }
    // Three members who are there, and a motion.
    void prepare()
    {
        people_.clear();
        for (auto const* name : {"Anton", "Berta", "Carla"}) {
            people_.push_back(person(name, ""));
            auto const seat = office_->post(
                "/verwaltung/gremien/" + panel_ + "/neuer-sitz",
                "role=member&vote=full&function=Mitglied+" + std::string(name));
            EXPECT_EQ(seat.status(), http::Status::see_other) << seat.body_text();
            auto const number
                = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
            auto const seated = office_->post(
                "/verwaltung/sitze/" + number + "/besetzen", "as=holder&person=" + people_.back());
            EXPECT_EQ(seated.status(), http::Status::see_other) << seated.body_text();
        }
        office_->post(meeting_ + "/neuer-punkt", "title=Vorsitz&kind=decision");
        item_ = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items"));
        clock().set(*parse_instant("2027-01-12T09:30:00Z"));
        office_.emplace(browser_of("conference_office"));
        for (auto const& number : people_)
            office_->post(meeting_ + "/anwesenheit", "person=" + number + "&da=ja");
        office_->post(minutes("/beginnen"), "");
        auto const form = std::string(office_->get(minutes("/aendern")).body_text());
        EXPECT_EQ(
            office_
                ->post(
                    minutes("/aendern"),
                    "fassung=" + seen_on(form) + "&tie=rejected&motion_" + item_
                        + "_1=Frau+Muster+f%C3%BChrt.")
                .status(),
            http::Status::see_other);
    }
    std::string minutes(std::string const& page = {}) { return meeting_ + "/protokoll" + page; }
    void begin()
    {
        auto const page = std::string(office_->get(minutes("/geheim")).body_text());
        auto const begun
            = office_->post(minutes("/geheim"), "fassung=" + seen_on(page) + "&wahl=" + item_ + "_1");
        EXPECT_EQ(begun.status(), http::Status::see_other) << begun.body_text();
    }
    // In the order of the names.
    std::vector<std::string> slips()
    {
        auto const page = std::string(office_->get(minutes("/stimmzettel")).body_text());
        std::vector<std::string> found;
        std::regex const slip("(/de/abstimmung/[0-9]+-[0-9a-f]+)");
        for (std::sregex_iterator at(page.begin(), page.end(), slip), end; at != end; ++at)
            found.push_back((*at)[1].str());
        return found;
    }
    http::Response vote(std::string const& slip, std::string const& choice)
    {
        return anybody().post(slip, "stimme=" + choice, false);
    }
    http::Response count()
    {
        auto const id = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM secret_votes"));
        return office_->post(minutes("/auszaehlen"), "wahl=" + id);
    }
    using Everything = std::map<std::string, std::vector<std::string>>;
    [[nodiscard]] bool is_sqlite() const { return GetParam() == db::Engine::sqlite; }
    std::vector<std::string> tables()
    {
        return connection().list<std::string>(
            is_sqlite() ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                        : "SELECT CAST(table_name AS TEXT) FROM information_schema.tables"
                          " WHERE table_schema = current_schema()");
    }
    std::vector<std::string> columns_of(std::string const& table)
    {
        return is_sqlite()
            ? connection().list<std::string>("SELECT name FROM pragma_table_info(?)", table)
            : connection().list<std::string>(
                  "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                  " WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
                  table);
    }
    // Every table as it lies there: each column of each row with the number that the engine keeps of the row.
    // What was drawn at random is a dot, whatever it is.
    Everything everything()
    {
        std::regex const random("[0-9A-Za-z_+/=-]{14,}"); // a time is shorter up to its colon
        Everything all;
        for (auto const& table : tables()) {
            std::string row = is_sqlite() ? "CAST(rowid AS TEXT)" : "CAST(ctid AS TEXT)";
            for (auto const& column : columns_of(table))
                row += " || '|' || COALESCE(CAST(\"" + column + "\" AS TEXT), '-')";
            auto& rows = all[table];
            rows = connection().list<std::string>(
                "SELECT " + row + " FROM \"" + table
                + (is_sqlite() ? "\" ORDER BY rowid" : "\" ORDER BY ctid"));
            for (auto& line : rows)
                line = std::regex_replace(line, random, ".");
        }
        if (!is_sqlite())
            add_transactions(all);
        return all;
    }
    // Which rows were written by one transaction, and in which order these came: their numbers go on from
    // test to test, so what counts is which is before which.
    void add_transactions(Everything& all)
    {
        std::map<std::string, std::vector<std::int64_t>> writers;
        std::set<std::int64_t> numbers;
        for (auto const& [table, rows] : all) {
            auto& of_table = writers[table];
            of_table = connection().list<std::int64_t>(
                "SELECT CAST(CAST(xmin AS TEXT) AS BIGINT) FROM \"" + table + "\" ORDER BY ctid");
            numbers.insert(of_table.begin(), of_table.end());
        }
        for (auto& [table, rows] : all) {
            for (std::size_t i = 0; i < rows.size(); ++i)
                rows[i] += '|'
                    + std::to_string(std::distance(numbers.begin(), numbers.find(writers[table].at(i))));
        }
    }
    // The same people, slips and presses in the same order; what they choose is given.
    Everything after(std::vector<std::string> const& choices)
    {
        begin();
        auto const found = slips();
        EXPECT_THAT(found, SizeIs(choices.size()));
        for (std::size_t i = 0; i < choices.size(); ++i) {
            clock().set(clock().now() + std::chrono::seconds{20});
            EXPECT_EQ(vote(found.at(i), choices[i]).status(), http::Status::see_other);
        }
        EXPECT_EQ(count().status(), http::Status::see_other);
        return everything();
    }

    std::vector<std::string> people_;
    std::string item_;
};
KOMMIN_ON_BOTH_ENGINES(SecretVoteStory);

TEST_P(SecretVoteStory, what_comes_of_it_stands_in_the_minutes_and_nobody_typed_it)
{
    begin();
    auto const found = slips();
    ASSERT_THAT(found, SizeIs(3));
    EXPECT_THAT(
        anybody().get(found[0]).body_text(), AllOf(HasSubstr("Frau Muster führt."), HasSubstr("Enthaltung")));
    vote(found[0], "yes");
    vote(found[1], "yes");
    EXPECT_THAT(office_->get(minutes("/geheim")).body_text(), HasSubstr("2 von 3 haben abgestimmt"));
    EXPECT_THAT(office_->get(minutes()).body_text(), Not(HasSubstr("Ja: 2")));
    EXPECT_EQ(
        office_
            ->post(
                minutes("/verschicken"),
                "until=31.12.2030&fassung=" + seen_on(office_->get(minutes()).body_text()))
            .status(),
        http::Status::see_other);
    auto const early = office_->post(
        minutes("/genehmigen"), "was=writing&fassung=" + seen_on(office_->get(minutes()).body_text()));
    EXPECT_EQ(early.status(), http::Status::conflict);
    EXPECT_THAT(early.body_text(), HasSubstr("noch nicht ausgezählt"));
    vote(found[2], "abstained");
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(
        office_->get(minutes()).body_text(),
        AllOf(HasSubstr("geheim: Ja: 2, Nein: 0, Enthaltungen: 1"), HasSubstr("angenommen")));
    // A form that says something else changes nothing of it.
    auto const form = std::string(office_->get(minutes("/aendern")).body_text());
    EXPECT_EQ(
        office_
            ->post(
                minutes("/aendern"),
                "fassung=" + seen_on(form) + "&tie=rejected&voting_" + item_ + "_1=open&yes_" + item_
                    + "_1=0&no_" + item_ + "_1=3&motion_" + item_ + "_1=Anders")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        office_->get(minutes()).body_text(),
        AllOf(HasSubstr("geheim: Ja: 2, Nein: 0, Enthaltungen: 1"), HasSubstr("Frau Muster führt.")));
    EXPECT_EQ(count().status(), http::Status::see_other) << "counted once";
    EXPECT_EQ(anybody().get(found[0]).status(), http::Status::gone);
}

TEST_P(SecretVoteStory, nobody_votes_twice_or_without_a_slip)
{
    begin();
    auto const found = slips();
    vote(found[0], "yes");
    EXPECT_EQ(vote(found[0], "no").status(), http::Status::see_other) << "it says that they have voted";
    EXPECT_THAT(
        anybody().get(found[0]).body_text(),
        AllOf(HasSubstr("Ihre Stimme ist abgegeben"), Not(HasSubstr("name=\"stimme\""))));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM ballots"), 1);
    EXPECT_EQ(vote(found[1], "perhaps").status(), http::Status::unprocessable);
    EXPECT_EQ(vote(found[1] + "0", "yes").status(), http::Status::gone);
    EXPECT_EQ(vote("/de/abstimmung/1", "yes").status(), http::Status::gone);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM ballots"), 1);
}

TEST_P(SecretVoteStory, fewer_than_three_ballots_give_no_result)
{
    begin();
    auto const found = slips();
    vote(found[0], "yes");
    vote(found[1], "no");
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(office_->get(minutes("/geheim")).body_text(), HasSubstr("Weniger als drei Stimmen"));
    EXPECT_THAT(
        office_->get(minutes()).body_text(), AllOf(HasSubstr("ohne Ergebnis"), Not(HasSubstr("Ja: 1"))));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM ballots"), 0);
}

TEST_P(SecretVoteStory, an_open_ballot_is_sealed_and_of_one_length)
{
    begin();
    auto const found = slips();
    vote(found[0], "yes");
    vote(found[1], "no");
    vote(found[2], "abstained");
    auto const sealed = connection().list<std::string>("SELECT sealed FROM ballots");
    ASSERT_THAT(sealed, SizeIs(3));
    for (auto const& ballot : sealed)
        EXPECT_EQ(ballot.size(), sealed.front().size());
}

// Two worlds that differ in nothing but who voted what: whoever has the whole database of one of them cannot
// tell which of both it is. So no join, order or time in it ties a ballot to a voter.
TEST_P(SecretVoteStory, the_whole_database_is_the_same_whoever_voted_what)
{
    class World : public SecretVoteStory {
    public:
        Everything told_by(std::vector<std::string> const& choices)
        {
            SetUp();
            auto all = after(choices);
            TearDown();
            return all;
        }
        void TestBody() override { }
    };
    auto const one = World().told_by({"yes", "no", "yes"});
    auto const other = World().told_by({"no", "yes", "yes"});
    EXPECT_THAT(one.at("secret_voters"), SizeIs(3));
    EXPECT_THAT(one.at("ballots"), IsEmpty()) << "nothing is left of them";
    ASSERT_EQ(one.size(), other.size());
    for (auto const& [table, rows] : one)
        EXPECT_EQ(rows, other.at(table)) << table;
    // The comparison would see a difference: another outcome is another database.
    EXPECT_NE(World().told_by({"no", "no", "yes"}).at("minutes"), one.at("minutes"));
}

// The same presses in another order: the rows of those who have voted do not keep it.
TEST_P(SecretVoteStory, the_list_of_those_who_voted_has_no_order)
{
    begin();
    auto const found = slips();
    for (auto const place : {2, 0, 1})
        vote(found.at(static_cast<std::size_t>(place)), "yes");
    count();
    auto const voters = connection().list<std::int64_t>(
        GetParam() == db::Engine::sqlite ? "SELECT person_id FROM secret_voters ORDER BY rowid"
                                         : "SELECT person_id FROM secret_voters ORDER BY ctid");
    EXPECT_TRUE(std::ranges::is_sorted(voters));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action LIKE '%ballot%' OR actor = 'public'"),
        0)
        << "the trail does not know when somebody voted";
}

} // namespace
} // namespace kommin::app
