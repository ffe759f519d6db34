// Secret votes: slips without names, used once each; nothing in the database ties a ballot to anybody.

#include "app/maintenance.hpp"
#include "app/modules.hpp"
#include "app/tests/invitation_story.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/base/testing.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using meetings::SecretVoteId;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Strings = std::vector<std::string>;

std::string bytes_of(std::filesystem::path const& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// A code as it is typed, not as it is printed.
std::string ungrouped(std::string code)
{
    std::erase(code, '-');
    return code;
}

class SecretVoteStory : public InvitationBase {
protected:
    void SetUp() override
    {
        InvitationBase::SetUp();
        for (auto const* name : {"Anton", "Berta", "Carla"}) {
            people_.push_back(person(name, ""));
            seated(seat(name), "holder", people_.back());
        }
        office_->post(meeting_ + "/neuer-punkt", "title=Vorsitz&kind=decision");
        item_ = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items"));
        clock().set(*parse_instant("2027-01-12T09:30:00Z"));
        office_.emplace(browser_of("conference_office"));
        for (auto const& number : people_)
            comes(number);
        office_->post(minutes("/beginnen"), "");
        write(
            "tie=rejected&motion_" + item_ + "_1=Frau+Muster+f%C3%BChrt.&motion_" + item_
            + "_2=Und+Herr+Beispiel.");
    }
    std::string seat(std::string const& name, std::string const& vote = "full")
    {
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/gremien/" + panel_ + "/neuer-sitz",
                    "role=member&vote=" + vote + "&function=Mitglied+" + name)
                .status(),
            http::Status::see_other);
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
    }
    void seated(std::string const& seat, std::string const& as, std::string const& number)
    {
        auto const done
            = office_->post("/verwaltung/sitze/" + seat + "/besetzen", "as=" + as + "&person=" + number);
        EXPECT_EQ(done.status(), http::Status::see_other) << done.body_text();
    }
    void comes(std::string const& number)
    {
        EXPECT_EQ(
            office_->post(meeting_ + "/anwesenheit", "person=" + number + "&da=ja").status(),
            http::Status::see_other);
    }
    std::string minutes(std::string const& page = {}) { return meeting_ + "/protokoll" + page; }
    std::string shown(std::string const& page) { return std::string(office_->get(page).body_text()); }
    void write(std::string const& entries)
    {
        auto const seen = seen_on(shown(minutes("/aendern")));
        EXPECT_EQ(
            office_->post(minutes("/aendern"), "fassung=" + seen + '&' + entries).status(),
            http::Status::see_other);
    }
    http::Response open(std::string const& slips, std::string const& motion = "1")
    {
        auto const seen = seen_on(shown(minutes("/geheim")));
        return office_->post(
            minutes("/geheim"),
            "fassung=" + seen + "&wahl=" + item_ + '_' + motion + "&zettel-" + item_ + '_' + motion + '='
                + slips);
    }
    // The codes as they are printed, in the order of their digests, which nobody sees.
    Strings begin(std::string const& slips = "3", std::string const& motion = "1")
    {
        auto const answer = open(slips, motion);
        EXPECT_EQ(answer.status(), http::Status::ok) << answer.body_text();
        std::string const page(answer.body_text());
        Strings codes;
        std::regex const code("<strong>([0-9A-Z]{4}(-[0-9A-Z]{4}){3})</strong>");
        for (std::sregex_iterator at(page.begin(), page.end(), code), end; at != end; ++at)
            codes.push_back((*at)[1].str());
        std::ranges::sort(
            codes, {}, [](std::string const& one) { return meetings::digest_of(ungrouped(one)); });
        return codes;
    }
    static std::string slip(std::string const& code, std::string const& language = "de")
    {
        return '/' + language + "/abstimmung/" + ungrouped(code);
    }
    http::Response cast(std::string const& code, std::string const& choice)
    {
        return anybody().post(slip(code), "stimme=" + choice, false);
    }
    void cast_all(Strings const& codes, Strings const& choices)
    {
        for (std::size_t i = 0; i < choices.size(); ++i)
            EXPECT_EQ(cast(codes.at(i), choices.at(i)).status(), http::Status::see_other);
    }
    SecretVoteId newest()
    {
        return SecretVoteId{connection().load<std::int64_t>("SELECT MAX(id) FROM secret_votes")};
    }
    http::Response press(std::string const& step, std::string const& more = "&sicher=ja")
    {
        return office_->post(minutes(step), "wahl=" + std::to_string(newest().value) + more);
    }
    http::Response count(std::string const& more = {}) { return press("/auszaehlen", more); }

    [[nodiscard]] bool is_sqlite() const { return GetParam() == db::Engine::sqlite; }
    meetings::VoteKeys keys() { return meetings::VoteKeys(folder_.path() / "votes"); }
    std::filesystem::path key_file()
    {
        return folder_.path() / "votes"
            / (std::to_string(tenant_.value) + '-' + std::to_string(newest().value) + ".key");
    }
    Strings columns_of(std::string const& table)
    {
        return is_sqlite()
            ? connection().list<std::string>("SELECT name FROM pragma_table_info(?) ORDER BY cid", table)
            : connection().list<std::string>(
                  "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                  " WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
                  table);
    }
    // As the rows lie there, not as somebody asks for them.
    Strings as_it_lies(std::string const& column)
    {
        return connection().list<std::string>(
            "SELECT " + column + " FROM secret_slips ORDER BY " + (is_sqlite() ? "rowid" : "ctid"));
    }
    std::int64_t count_entries()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM audit_entries");
    }
    // What is in them, for whoever has the key: letters in the order of the rows.
    std::string opened()
    {
        std::string letters;
        auto const key = keys().find(tenant_, newest());
        EXPECT_TRUE(key);
        for (auto const& one : meetings::open_slips(connection(), tenant_, *key, newest()).slips)
            letters += one.choice ? std::string(to_text(*one.choice)) : std::string("-");
        return letters;
    }
    // What all slips have in common after each press, so that nothing is left that is of one of them.
    void expect_no_trace(Strings const& before)
    {
        auto const sealed = as_it_lies("sealed");
        ASSERT_EQ(sealed.size(), before.size());
        for (auto const& one : sealed) {
            EXPECT_EQ(one.size(), before.front().size()) << "one length, whatever it says";
            EXPECT_THAT(before, Not(Contains(one))) << "each is sealed anew with each press";
        }
        auto const digests = as_it_lies("digest");
        EXPECT_TRUE(std::ranges::is_sorted(digests)) << "the order of rows is that of the digests";
        if (!is_sqlite()) {
            auto const writers = as_it_lies("CAST(xmin AS TEXT)");
            EXPECT_THAT(std::set(writers.begin(), writers.end()), SizeIs(1)) << "one transaction wrote all";
        }
    }

    Strings people_;
    std::string item_;
};
KOMMIN_ON_BOTH_ENGINES(SecretVoteStory);

TEST_P(SecretVoteStory, slips_are_drawn_used_and_counted_and_the_minutes_say_it)
{
    EXPECT_THAT(
        shown(minutes("/geheim")),
        AllOf(
            HasSubstr("3 anwesende Personen haben eine Stimme"), HasSubstr("Muster, Anton"),
            HasSubstr("name=\"zettel-" + item_ + "_1\""), HasSubstr("value=\"3\"")));
    auto const codes = begin();
    ASSERT_THAT(codes, SizeIs(3));
    EXPECT_THAT(std::set(codes.begin(), codes.end()), SizeIs(3));
    auto const ballot = anybody().get(slip(codes[0]));
    EXPECT_EQ(ballot.status(), http::Status::ok);
    EXPECT_THAT(
        ballot.body_text(),
        AllOf(
            HasSubstr("Frau Muster führt."), HasSubstr("id=\"f-stimme\""), HasSubstr("Enthaltung"),
            Not(HasSubstr("Anton"))));
    cast_all(codes, {"j", "j"});
    EXPECT_THAT(shown(minutes("/geheim")), HasSubstr("2 von 3 abgestimmt"));
    EXPECT_THAT(shown(minutes()), AllOf(HasSubstr("noch nicht ausgezählt"), Not(HasSubstr("Ja: 2"))));
    auto const early
        = office_->post(minutes("/verschicken"), "until=31.12.2030&fassung=" + seen_on(shown(minutes())));
    EXPECT_EQ(early.status(), http::Status::conflict);
    EXPECT_THAT(early.body_text(), HasSubstr("noch nicht ausgezählt"));
    cast(codes[2], "e");
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(shown(minutes("/geheim")), HasSubstr("Ausgezählt."));
    EXPECT_THAT(
        shown(minutes()),
        AllOf(HasSubstr("geheim (3 Zettel): Ja: 2, Nein: 0, Enthaltungen: 1"), HasSubstr("angenommen")));
    // A form that says something else changes nothing of it.
    write(
        "tie=rejected&voting_" + item_ + "_1=open&yes_" + item_ + "_1=0&no_" + item_ + "_1=3&motion_" + item_
        + "_1=Anders");
    EXPECT_THAT(
        shown(minutes()),
        AllOf(HasSubstr("geheim (3 Zettel): Ja: 2, Nein: 0, Enthaltungen: 1"), HasSubstr("Frau Muster führt.")));
    auto const again = count();
    EXPECT_EQ(again.status(), http::Status::conflict) << "counted once";
    EXPECT_THAT(again.body_text(), HasSubstr("schon beendet"));
    EXPECT_EQ(open("3").status(), http::Status::conflict) << "decided";
}

// The proof. Nothing that is stored names anybody or says when; nothing that the engine keeps of rows is of
// one of them; and who uses which slip in which order leaves the same behind.
TEST_P(SecretVoteStory, no_join_order_or_time_ties_a_ballot_to_anybody)
{
    EXPECT_THAT(columns_of("secret_slips"), ElementsAre("tenant_id", "vote_id", "digest", "sealed"));
    EXPECT_THAT(
        columns_of("secret_votes"),
        ElementsAre(
            "id", "tenant_id", "minutes_id", "motion", "question", "state", "slips", "cast_votes", "yes",
            "no", "abstained"));
    auto const codes = begin();
    ASSERT_THAT(codes, SizeIs(3));
    auto const entries = count_entries();
    auto before = as_it_lies("sealed");
    auto const jobs = connection().load<std::int64_t>("SELECT COUNT(*) FROM jobs");
    for (auto const& [place, choice] :
         std::vector<std::pair<std::size_t, std::string>>{{2, "j"}, {0, "n"}, {1, "e"}}) {
        cast(codes.at(place), choice);
        expect_no_trace(before);
        before = as_it_lies("sealed");
    }
    EXPECT_EQ(opened(), "nej");
    EXPECT_EQ(count_entries(), entries) << "the trail does not know that somebody has voted";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM jobs"), jobs) << "nor the queue";
    Strings const first = as_it_lies("digest");
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM secret_slips"), 0);

    // The same choices in another order, by other slips.
    auto const others = begin("3", "2");
    auto const entries_of_others = count_entries();
    before = as_it_lies("sealed");
    for (auto const& [place, choice] :
         std::vector<std::pair<std::size_t, std::string>>{{1, "n"}, {2, "e"}, {0, "j"}}) {
        cast(others.at(place), choice);
        expect_no_trace(before);
        before = as_it_lies("sealed");
    }
    EXPECT_EQ(opened(), "jne");
    EXPECT_EQ(count_entries(), entries_of_others);
    EXPECT_THAT(as_it_lies("digest"), Not(Contains(first.front())));
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(
        connection().list<std::string>(
            "SELECT slips || ' ' || cast_votes || ' ' || yes || ' ' || no || ' ' || abstained"
            " FROM secret_votes ORDER BY id"),
        ElementsAre("3 3 1 1 1", "3 3 1 1 1"))
        << "both worlds are the same";
    auto trails
        = connection().list<std::string>("SELECT action || before_json || after_json FROM audit_entries"
                                         " WHERE action LIKE 'meetings.minutes.vote%' ORDER BY id");
    ASSERT_THAT(trails, SizeIs(4));
    // Number and fingerprint of the version are others each time; the motions are two.
    std::regex const of_version(R"("version":\d+|"fingerprint":"[^"]*"|_\d+_[12])");
    for (auto& entry : trails)
        entry = std::regex_replace(entry, of_version, "");
    EXPECT_EQ(trails[0], trails[2]);
    EXPECT_EQ(trails[1], trails[3]);
}

TEST_P(SecretVoteStory, the_key_is_beside_the_database_in_no_copy_and_gone_once_it_is_counted)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n", "e"});
    auto const sealed = as_it_lies("sealed");
    ASSERT_TRUE(std::filesystem::exists(key_file()));
    auto const key = bytes_of(key_file());
    EXPECT_THAT(key, SizeIs(32));
    EXPECT_EQ(
        std::filesystem::status(key_file()).permissions(),
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Settings settings;
    settings.data = folder_.path();
    Folder const elsewhere;
    std::filesystem::create_directory(elsewhere.path());
    if (is_sqlite()) {
        ASSERT_TRUE(back_up(connection(), settings, elsewhere.path() / "kopie"));
        for (auto const& entry : std::filesystem::recursive_directory_iterator(elsewhere.path())) {
            EXPECT_THAT(entry.path().string(), Not(HasSubstr(".key")));
            EXPECT_EQ(bytes_of(entry.path()).find(key), std::string::npos) << entry.path();
        }
        EXPECT_NE(bytes_of(elsewhere.path() / "kopie").find(sealed[0]), std::string::npos)
            << "of an open vote a copy has what nobody can open";
    }
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_FALSE(std::filesystem::exists(key_file()));
    mail(); // the jobs that are due
    if (is_sqlite()) {
        for (auto const* ending : {"", "-wal"}) {
            auto const bytes = bytes_of(connection().location().target + ending);
            for (auto const& one : sealed)
                EXPECT_EQ(bytes.find(one), std::string::npos) << ending;
        }
    }
}

TEST_P(SecretVoteStory, a_slip_counts_once_and_what_came_first)
{
    auto const codes = begin();
    auto const first = cast(codes[0], "j");
    EXPECT_EQ(first.status(), http::Status::see_other);
    EXPECT_THAT(
        anybody().get(std::string(first.header("Location"))).body_text(),
        AllOf(HasSubstr("Danke, Ihre Stimme ist abgegeben"), HasSubstr("Mit diesem Zettel wurde schon")));
    auto const sealed = as_it_lies("sealed");
    for (auto const* choice : {"j", "n"}) { // the answer was lost, or somebody is impatient
        auto const again = cast(codes[0], choice);
        EXPECT_EQ(again.status(), http::Status::see_other);
        EXPECT_THAT(
            anybody().get(std::string(again.header("Location"))).body_text(),
            AllOf(
                HasSubstr("Es zählt, was zuerst angekommen ist"), Not(HasSubstr("Danke")),
                Not(HasSubstr("name=\"stimme\""))));
    }
    EXPECT_EQ(as_it_lies("sealed"), sealed);
    EXPECT_EQ(opened(), "j--");
    auto const unsaid = cast(codes[1], "yes");
    EXPECT_EQ(unsaid.status(), http::Status::unprocessable);
    EXPECT_THAT(unsaid.body_text(), AllOf(HasSubstr("href=\"#f-stimme\""), HasSubstr("id=\"f-stimme\"")));
    for (auto const* unknown : {"0000-0000-0000-0000", "1", "abgelaufen"}) {
        auto const none = cast(unknown, "j");
        EXPECT_EQ(none.status(), http::Status::gone);
        EXPECT_THAT(none.body_text(), HasSubstr("Dieser Zettel gilt nicht"));
    }
    auto stranger = anybody();
    stranger.host = "beispielhain.example";
    EXPECT_EQ(stranger.get(slip(codes[1])).status(), http::Status::gone) << "of another district";
    EXPECT_EQ(stranger.post(slip(codes[1]), "stimme=j", false).status(), http::Status::gone);
    EXPECT_EQ(opened(), "j--");
}

TEST_P(SecretVoteStory, what_is_sent_is_of_one_length_and_in_the_language_of_the_phone)
{
    auto const codes = begin();
    std::string const page(anybody().get(slip(codes[0], "tr")).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Gizli oylama"), HasSubstr("href=\"" + slip(codes[0], "ar") + "?merken=ar\""),
            HasSubstr("action=\"" + slip(codes[0], "tr") + '"')));
    std::regex const button("name=\"stimme\" value=\"([^\"]*)\"");
    Strings values;
    for (std::sregex_iterator at(page.begin(), page.end(), button), end; at != end; ++at)
        values.push_back((*at)[1].str());
    EXPECT_THAT(values, AllOf(SizeIs(3), Each(SizeIs(1))));
    // Typed as somebody reads it from paper.
    auto typed = codes[0];
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return std::tolower(c); });
    std::ranges::replace(typed, '-', '+');
    std::ranges::replace(typed, '0', 'o');
    auto const found = anybody().post("/tr/abstimmung", "code=" + typed, false);
    EXPECT_EQ(found.status(), http::Status::see_other);
    EXPECT_THAT(std::string(found.header("Location")), HasSubstr(slip(codes[0], "tr")));
    auto const short_one = anybody().post("/de/abstimmung", "code=7K2M", false);
    EXPECT_EQ(short_one.status(), http::Status::unprocessable);
    EXPECT_THAT(short_one.body_text(), AllOf(HasSubstr("alle 16 Zeichen"), HasSubstr("id=\"f-code\"")));
}

TEST_P(SecretVoteStory, two_presses_at_once_are_one_ballot)
{
    auto const codes = begin();
    std::array<int, 2> cast_now{};
    {
        std::vector<std::jthread> phones;
        for (std::size_t i = 0; i < cast_now.size(); ++i)
            phones.emplace_back([&, i] {
                auto const own = db::Connection::open(connection().location());
                auto const was_cast = run_use_case(
                    {*own, tenant_, Actor::command_line(), clock(), i18n::Zone::berlin(), no_signals},
                    [&](Work& work) {
                        return meetings::cast_ballot(
                            work, keys(), codes[0], i == 0 ? meetings::Choice::yes : meetings::Choice::no);
                    });
                cast_now.at(i) = was_cast ? static_cast<int>(*was_cast) : -1;
            });
    }
    EXPECT_THAT(cast_now, UnorderedElementsAre(0, 1));
    EXPECT_THAT(opened(), HasSubstr("--"));
}

TEST_P(SecretVoteStory, not_all_slips_used_is_asked_and_fewer_than_three_give_no_result)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n"});
    auto const asked = count();
    EXPECT_EQ(asked.status(), http::Status::conflict);
    EXPECT_THAT(asked.body_text(), HasSubstr("2 von 3 Zetteln"));
    EXPECT_EQ(opened(), "jn-") << "nothing has changed";
    EXPECT_EQ(count("&sicher=ja").status(), http::Status::see_other);
    EXPECT_THAT(shown(minutes("/geheim")), HasSubstr("Weniger als drei Stimmen"));
    EXPECT_THAT(
        shown(minutes()),
        AllOf(HasSubstr("weniger als drei Stimmen: kein Ergebnis"), Not(HasSubstr("Ja: 1"))));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM secret_votes WHERE cast_votes IS NULL AND yes IS NULL"),
        1);
    EXPECT_EQ(anybody().get(slip(codes[2])).status(), http::Status::gone);
    auto const next = begin();
    cast_all(next, {"n", "n", "j"});
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(
        shown(minutes()),
        AllOf(HasSubstr("geheim: Ja: 1, Nein: 2, Enthaltungen: 0"), HasSubstr("abgelehnt")));
}

TEST_P(SecretVoteStory, a_tie_is_a_rejection_whatever_the_rule)
{
    write(
        "tie=chair&motion_" + item_ + "_1=Frau+Muster+f%C3%BChrt.&voting_" + item_ + "_1=&casting_" + item_
        + "_1=yes");
    auto const codes = begin();
    cast_all(codes, {"j", "n", "e"});
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(shown(minutes("/aendern")), Not(HasSubstr("name=\"casting_" + item_ + "_1\"")));
    write("tie=chair&casting_" + item_ + "_1=yes");
    EXPECT_THAT(
        shown(minutes()),
        AllOf(
            HasSubstr("geheim: Ja: 1, Nein: 1, Enthaltungen: 1"), HasSubstr("abgelehnt"),
            Not(HasSubstr("angenommen"))));
}

TEST_P(SecretVoteStory, a_vote_that_is_cancelled_leaves_its_motion_free)
{
    auto const codes = begin();
    cast(codes[0], "j");
    auto const asked = press("/abbrechen", "");
    EXPECT_EQ(asked.status(), http::Status::conflict) << "a question comes first";
    EXPECT_EQ(opened(), "j--");
    EXPECT_EQ(press("/abbrechen").status(), http::Status::see_other);
    EXPECT_FALSE(std::filesystem::exists(key_file()));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM secret_slips"), 0);
    EXPECT_EQ(anybody().get(slip(codes[1])).status(), http::Status::gone);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action = 'meetings.minutes.vote_cancelled'"),
        1);
    EXPECT_THAT(shown(minutes()), Not(HasSubstr("geheim:")));
    EXPECT_THAT(begin(), SizeIs(3));
}

TEST_P(SecretVoteStory, without_its_key_nothing_is_lost_and_nothing_counted)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n", "e"});
    auto const sealed = as_it_lies("sealed");
    auto const away = folder_.path() / "anderswo";
    std::filesystem::rename(key_file(), away);
    EXPECT_EQ(anybody().get(slip(codes[0])).status(), http::Status::unavailable);
    EXPECT_EQ(cast(codes[0], "j").status(), http::Status::conflict);
    EXPECT_THAT(shown(minutes("/geheim")), HasSubstr("Der Schlüssel dieser Abstimmung fehlt"));
    auto const refused = count();
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("fehlt auf diesem Server"));
    EXPECT_EQ(as_it_lies("sealed"), sealed);
    std::filesystem::rename(away, key_file());
    EXPECT_EQ(count().status(), http::Status::see_other) << "it is back";
}

TEST_P(SecretVoteStory, who_writes_into_the_database_adds_no_ballot)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n", "e"});
    auto const sealed = as_it_lies("sealed");
    auto const digests = as_it_lies("digest");
    // What one slip says is written to another.
    connection().execute("UPDATE secret_slips SET sealed = ? WHERE digest = ?", sealed[0], digests[1]);
    auto const refused = count();
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("wurden verändert: 1"));
    connection().execute("UPDATE secret_slips SET sealed = ? WHERE digest = ?", sealed[1], digests[1]);
    // One row more, or less.
    connection().execute(
        "INSERT INTO secret_slips (tenant_id, vote_id, digest, sealed) VALUES (?, ?, 'f', ?)", tenant_,
        newest(), sealed[0]);
    EXPECT_EQ(count().status(), http::Status::conflict);
    EXPECT_EQ(cast(codes[0], "n").status(), http::Status::conflict);
    connection().execute("DELETE FROM secret_slips WHERE digest = 'f' OR digest = ?", digests[2]);
    EXPECT_EQ(count("&sicher=ja").status(), http::Status::conflict);
    EXPECT_EQ(press("/abbrechen").status(), http::Status::see_other) << "this is left";
}

TEST_P(SecretVoteStory, a_substitute_is_not_taken_for_two_seats)
{
    auto const away = person("Weg", ""), xaver = person("Xaver", ""), yara = person("Yara", ""),
               zoe = person("Zoe", "");
    auto const own = seat("vier"), other = seat("fuenf"), unsettled = seat("sechs", "unknown");
    seated(other, "holder", away);
    seated(other, "substitute", xaver);
    seated(other, "substitute", yara);
    seated(own, "holder", xaver);
    seated(unsettled, "holder", zoe);
    for (auto const& number : {xaver, yara, zoe})
        comes(number);
    auto const page = shown(minutes("/geheim"));
    auto const list = page.substr(page.find("Je einen Zettel bekommen"));
    EXPECT_THAT(page, HasSubstr("5 anwesende Personen haben eine Stimme"));
    EXPECT_THAT(list, AllOf(HasSubstr("Muster, Xaver"), HasSubstr("Muster, Yara"), Not(HasSubstr("Weg"))));
    EXPECT_THAT(
        list.substr(list.find("Eine anwesende Person, deren Stimmrecht nicht geklärt ist")),
        AllOf(HasSubstr("Muster, Zoe"), Not(HasSubstr("Yara"))));
}

TEST_P(SecretVoteStory, slips_are_three_or_more_and_no_more_than_people)
{
    for (auto const* number : {"2", "4", "", "viele", "-3"}) {
        auto const refused = open(number);
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << number;
        EXPECT_THAT(
            refused.body_text(),
            AllOf(
                HasSubstr("als anwesend eingetragen sind: 3"),
                HasSubstr("href=\"#f-zettel-" + item_ + "_1\""),
                HasSubstr("id=\"f-zettel-" + item_ + "_1\"")));
    }
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM secret_votes"), 0);
    EXPECT_THAT(keys().list(tenant_), IsEmpty());
}

TEST_P(SecretVoteStory, keys_that_an_interruption_left_behind_are_erased_and_no_others)
{
    begin();
    auto const lost = SecretVoteId{newest().value + 1};
    static_cast<void>(keys().create(tenant_, lost));
    static_cast<void>(
        keys().create(tenant_, lost)); // the number of a vote that was never committed comes again
    Settings settings;
    settings.data = folder_.path();
    clear_up_at_start(settings, connection(), clock(), no_signals);
    EXPECT_THAT(keys().list(tenant_), ElementsAre(newest()));
    static_cast<void>(keys().create(tenant_, lost));
    clock().set(*parse_instant("2027-01-14T09:30:00Z"));
    mail(); // plans and does what is due
    clock().set(*parse_instant("2027-01-15T09:30:00Z"));
    mail();
    EXPECT_THAT(keys().list(tenant_), ElementsAre(newest())) << "each night";
}

} // namespace
} // namespace kommin::app
