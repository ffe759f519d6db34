// Secret votes: slips without names, used once each, counted once.

#include "app/tests/secret_vote_story.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <regex>
#include <set>
#include <string>
#include <thread>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class SecretVoteStory : public SecretVoteBase { };
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
    EXPECT_THAT(shown(minutes("/geheim")), HasSubstr("2 von 3 haben abgestimmt"));
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
        AllOf(
            HasSubstr("geheim (3 Zettel): Ja: 2, Nein: 0, Enthaltungen: 1"),
            HasSubstr("Frau Muster führt.")));
    auto const again = count();
    EXPECT_EQ(again.status(), http::Status::conflict) << "counted once";
    EXPECT_THAT(again.body_text(), HasSubstr("schon beendet"));
    EXPECT_EQ(open("3").status(), http::Status::conflict) << "decided";
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
    EXPECT_THAT(
        unsaid.body_text(),
        AllOf(
            HasSubstr("href=\"#f-stimme\""), HasSubstr("id=\"f-stimme\""),
            HasSubstr("id=\"f-stimme-fehler\">Wählen Sie Ja, Nein oder Enthaltung.")));
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
    EXPECT_THAT(page, Not(HasSubstr("checked"))) << "nobody has chosen for them";
    std::regex const button("type=\"radio\" id=\"[^\"]*\" name=\"stimme\" value=\"([^\"]*)\"");
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

TEST_P(SecretVoteStory, a_ballot_that_comes_while_they_are_counted_counts_or_is_refused)
{
    auto const codes = begin();
    cast_all(codes, {"j", "j"});
    auto const vote = newest();
    bool was_cast = false, was_counted = false;
    auto const apart = [&](auto const& use_case) {
        auto const own = db::Connection::open(connection().location());
        return run_use_case(
            {*own, tenant_, Actor::command_line(), clock(), i18n::Zone::berlin(), no_signals}, use_case);
    };
    {
        std::jthread const phone([&] {
            auto const cast = apart([&](Work& work) {
                return meetings::cast_ballot(work, keys(), codes[2], meetings::Choice::no);
            });
            was_cast = cast && *cast;
        });
        std::jthread const desk([&] {
            was_counted = apart([&](Work& work) {
                              return meetings::count_secret_vote(work, keys(), vote, true);
                          }).has_value();
        });
    }
    EXPECT_TRUE(was_counted);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COALESCE(cast_votes, 0) FROM secret_votes WHERE id = ?", vote),
        was_cast ? 3 : 0);
}

TEST_P(SecretVoteStory, not_all_slips_used_is_asked_and_fewer_than_three_give_no_result)
{
    auto const codes = begin();
    cast_all(codes, {"j", "n"});
    auto const asked = count();
    EXPECT_EQ(asked.status(), http::Status::conflict);
    EXPECT_THAT(
        asked.body_text(),
        AllOf(HasSubstr("2 von 3 Zetteln"), HasSubstr("Mit weniger als drei Stimmen gibt es kein Ergebnis")));
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
        AllOf(HasSubstr("geheim (3 Zettel): Ja: 1, Nein: 2, Enthaltungen: 0"), HasSubstr("abgelehnt")));
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
            HasSubstr("geheim (3 Zettel): Ja: 1, Nein: 1, Enthaltungen: 1"), HasSubstr("abgelehnt"),
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
    EXPECT_THAT(shown(minutes()), Not(HasSubstr("geheim (")));
    EXPECT_THAT(begin(), SizeIs(3));
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

TEST_P(SecretVoteStory, substitutes_are_given_to_as_many_seats_as_can_be)
{
    auto const away = person("Weg", ""), xaver = person("Xaver", ""), yara = person("Yara", ""),
               zoe = person("Zoe", "");
    for (auto const& substitutes : {Strings{xaver, yara}, Strings{xaver}, Strings{yara, zoe}}) {
        auto const place = seat("leer");
        seated(place, "holder", away);
        for (auto const& one : substitutes)
            seated(place, "substitute", one);
    }
    for (auto const& number : {xaver, yara, zoe})
        comes(number);
    EXPECT_THAT(
        shown(minutes("/geheim")),
        AllOf(
            HasSubstr("6 anwesende Personen haben eine Stimme"), HasSubstr("Muster, Xaver"),
            HasSubstr("Muster, Yara"), HasSubstr("Muster, Zoe")));
    EXPECT_EQ(open("7").status(), http::Status::unprocessable);
    EXPECT_THAT(begin("6"), SizeIs(6));
}

// Whoever prints the slips must not be able to vote with some of them.
TEST_P(SecretVoteStory, there_are_no_more_slips_than_votes_and_everybody_sees_how_many)
{
    for (auto const* guest : {"Dora", "Emil", "Frieda", "Gustav", "Hanna"})
        comes(person(guest, ""));
    auto const refused = open("4");
    EXPECT_EQ(refused.status(), http::Status::unprocessable) << "eight have come, three have a vote";
    EXPECT_THAT(refused.body_text(), AllOf(HasSubstr("höchstens 3"), HasSubstr("value=\"4\"")));
    write("tie=rejected&voters=4&motion_" + item_ + "_1=Frau+Muster+f%C3%BChrt.");
    EXPECT_EQ(open("5").status(), http::Status::unprocessable) << "the minutes say how many have one";
    auto const printed = open("4");
    EXPECT_EQ(printed.status(), http::Status::ok);
    auto const codes = codes_on(printed);
    ASSERT_THAT(codes, SizeIs(4));
    EXPECT_THAT(printed.body_text(), HasSubstr("Für diese Abstimmung gibt es 4 Zettel."));
    EXPECT_THAT(anybody().get(slip(codes[0])).body_text(), HasSubstr("gibt es 4 Zettel."));
    cast_all(codes, {"j", "n", "j", "j"});
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_THAT(shown(minutes()), HasSubstr("geheim (4 Zettel): Ja: 3, Nein: 1"));
}

TEST_P(SecretVoteStory, where_nobody_is_noted_on_a_seat_whoever_is_present_has_a_vote)
{
    connection().execute("DELETE FROM memberships");
    auto const page = shown(minutes("/geheim"));
    EXPECT_THAT(page, HasSubstr("value=\"3\""));
    EXPECT_EQ(open("4").status(), http::Status::unprocessable);
    EXPECT_THAT(begin("3"), SizeIs(3));
}

TEST_P(SecretVoteStory, guests_have_no_vote_where_the_seats_are_known)
{
    for (auto const& number : people_)
        EXPECT_EQ(
            office_->post(meeting_ + "/anwesenheit", "person=" + number + "&da=nein").status(),
            http::Status::see_other);
    for (auto const* guest : {"Dora", "Emil", "Frieda"})
        comes(person(guest, ""));
    auto const refused = open("3");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("höchstens 0"));
}

// In a hall answers get lost, and people press twice: nobody has the codes then.
TEST_P(SecretVoteStory, slips_that_nobody_has_seen_are_made_anew_as_long_as_none_is_used)
{
    auto const seen = seen_on(shown(minutes("/geheim")));
    auto const form = "fassung=" + seen + "&wahl=" + item_ + "_1&zettel-" + item_ + "_1=3";
    auto const first = codes_on(office_->post(minutes("/geheim"), form));
    auto const twice = office_->post(minutes("/geheim"), form);
    EXPECT_EQ(twice.status(), http::Status::conflict);
    EXPECT_THAT(
        twice.body_text(),
        AllOf(HasSubstr("Neue Zettel drucken"), Not(HasSubstr("name=\"zettel-" + item_ + "_1"))));
    EXPECT_EQ(open("3").status(), http::Status::conflict) << "one vote on a motion at a time";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM secret_votes"), 1);
    auto const renewed = press("/stimmzettel");
    EXPECT_EQ(renewed.status(), http::Status::ok);
    auto const second = codes_on(renewed);
    ASSERT_THAT(second, SizeIs(3));
    for (auto const& code : first)
        EXPECT_EQ(anybody().get(slip(code)).status(), http::Status::gone) << "of before";
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action = 'meetings.minutes.slips_renewed'"),
        1);
    cast(second[0], "j");
    auto const too_late = press("/stimmzettel");
    EXPECT_EQ(too_late.status(), http::Status::conflict);
    EXPECT_THAT(
        too_late.body_text(),
        AllOf(HasSubstr("Ein Zettel ist schon benutzt"), Not(HasSubstr("Neue Zettel drucken"))));
    EXPECT_EQ(opened(), "j--");
    cast_all({second[1], second[2]}, {"j", "n"});
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_EQ(press("/stimmzettel").status(), http::Status::conflict) << "it has ended";
    EXPECT_THAT(shown(minutes()), HasSubstr("geheim (3 Zettel): Ja: 2, Nein: 1"));
}

TEST_P(SecretVoteStory, slips_are_three_or_more_and_no_more_than_people)
{
    for (auto const* number : {"2", "4", "", "viele", "-3"}) {
        auto const refused = open(number);
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << number;
        EXPECT_THAT(
            refused.body_text(),
            AllOf(
                HasSubstr("höchstens 3"), HasSubstr("href=\"#f-zettel-" + item_ + "_1\""),
                HasSubstr("id=\"f-zettel-" + item_ + "_1\"")));
    }
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM secret_votes"), 0);
    EXPECT_THAT(keys().list(tenant_), IsEmpty());
}

} // namespace
} // namespace kommin::app
