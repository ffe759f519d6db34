// What minutes say of secret votes, and what forms, restored versions and other editors change of it:
// nothing.

#include "app/tests/secret_vote_story.hpp"

#include <regex>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SecretVoteMinutes : public SecretVoteBase {
protected:
    [[nodiscard]] std::string field(std::string const& name, std::string const& motion = "1") const
    {
        return name + '_' + item_ + '_' + motion;
    }
    std::string form() { return shown(minutes("/aendern")); }
    void decide_for_muster()
    {
        cast_all(begin(), {"j", "j", "e"});
        EXPECT_EQ(count().status(), http::Status::see_other);
    }
    // What a comparison holds of both sides.
    static std::string hidden_of(std::string const& page)
    {
        std::string entries;
        std::regex const input("name=\"([ms]-[^\"]*)\" value=\"([^\"]*)\"");
        for (std::sregex_iterator at(page.begin(), page.end(), input), end; at != end; ++at)
            entries += '&' + (*at)[1].str() + '=' + std::regex_replace((*at)[2].str(), std::regex(" "), "+");
        return entries;
    }
    // `seen`: the number of the version that the form has seen.
    http::Response save(std::string const& seen, std::string const& entries)
    {
        return office_->post(minutes("/aendern"), "fassung=" + seen + "&tie=rejected&" + entries);
    }
};
KOMMIN_ON_BOTH_ENGINES(SecretVoteMinutes);

TEST_P(SecretVoteMinutes, what_was_voted_on_is_what_was_decided)
{
    // Typed before: it is not what the ballot asks.
    write(
        "tie=rejected&" + field("motion") + "=Frau+Muster+f%C3%BChrt.&" + field("decision")
        + "=Frau+Anders+f%C3%BChrt.");
    decide_for_muster();
    EXPECT_THAT(form(), Not(HasSubstr("name=\"" + field("decision") + '"')));
    write("tie=rejected&" + field("motion") + "=Anders&" + field("decision") + "=Frau+Anders+f%C3%BChrt.");
    auto const other = meetings::MinutesId{connection().load<std::int64_t>("SELECT MAX(id) FROM minutes")};
    auto const saved = work([&](Work& work) {
        auto fields = meetings::load_minutes(work.db(), tenant_, other)->fields();
        fields.set(field("decision"), "Frau Anders führt.");
        fields.set(field("voting"), "open");
        fields.set(field("no"), "9");
        return meetings::save_minutes(
            work, {other, meetings::load_minutes(work.db(), tenant_, other)->version}, fields);
    });
    EXPECT_TRUE(saved);
    EXPECT_THAT(
        shown(minutes()),
        AllOf(
            HasSubstr("Frau Muster führt."), HasSubstr("geheim (3 Zettel): Ja: 2, Nein: 0"),
            HasSubstr("angenommen"), Not(HasSubstr("Anders"))));
}

TEST_P(SecretVoteMinutes, a_version_of_while_it_was_open_does_not_erase_the_motion_after_it_was_cancelled)
{
    begin();
    auto const opened = seen_on(form());
    EXPECT_EQ(press("/abbrechen").status(), http::Status::see_other);
    auto const earlier = shown(minutes("/aendern?fassung=" + opened));
    EXPECT_THAT(earlier, HasSubstr("name=\"" + field("motion") + '"')) << "it can be typed again";
    // As the form of that version sends it.
    EXPECT_EQ(
        save(
            seen_on(form()),
            field("motion") + "=Frau+Muster+f%C3%BChrt.&" + field("voting") + "=&" + field("motion", "2")
                + "=Und+Herr+Beispiel.&notes_" + item_ + "=Altbestand")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        shown(minutes()),
        AllOf(
            HasSubstr("Frau Muster führt."), HasSubstr("Altbestand"),
            Not(HasSubstr("noch nicht ausgezählt"))));
    auto const forged = save(
        seen_on(form()),
        field("motion") + "=Frau+Muster+f%C3%BChrt.&" + field("voting") + "=secret&" + field("yes") + "=9&"
            + field("no") + "=0");
    EXPECT_EQ(forged.status(), http::Status::unprocessable) << "nobody types that a vote was secret";
    EXPECT_THAT(
        forged.body_text(),
        AllOf(HasSubstr("href=\"#f-" + field("voting")), HasSubstr("id=\"f-" + field("voting"))));
}

TEST_P(SecretVoteMinutes, a_form_of_while_it_was_open_does_not_erase_the_motion_either)
{
    begin();
    auto const during = form();
    EXPECT_THAT(during, Not(HasSubstr("name=\"" + field("motion") + '"')));
    EXPECT_EQ(press("/abbrechen").status(), http::Status::see_other);
    auto const compared = save(
        seen_on(during), field("motion", "2") + "=Und+Herr+Beispiel.&notes_" + item_ + "=Mitgeschrieben");
    EXPECT_EQ(compared.status(), http::Status::conflict);
    EXPECT_THAT(
        compared.body_text(),
        AllOf(
            HasSubstr("name=\"wahl-notes_" + item_ + '"'),
            Not(HasSubstr("name=\"wahl-" + field("motion") + '"')),
            HasSubstr("name=\"m-" + field("motion") + "\" value=\"Frau Muster führt.\"")))
        << "only what was typed is in question";
    EXPECT_EQ(
        office_
            ->post(
                minutes("/aendern"),
                "vergleich=fassung&ausgang=" + seen_on(during) + "&fassung=" + seen_on(form())
                    + "&grundlage=" + seen_on(form()) + hidden_of(std::string(compared.body_text()))
                    + "&wahl-notes_" + item_ + "=m")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(shown(minutes()), AllOf(HasSubstr("Frau Muster führt."), HasSubstr("Mitgeschrieben")));
    EXPECT_THAT(begin(), ::testing::SizeIs(3)) << "it can be voted on again";
}

TEST_P(SecretVoteMinutes, a_motion_on_which_too_few_voted_is_put_to_the_vote_in_another_way)
{
    cast_all(begin(), {"j", "n"});
    EXPECT_EQ(count("&sicher=ja").status(), http::Status::see_other);
    EXPECT_THAT(form(), HasSubstr("<option value=\"secret\" selected"));
    auto const text = field("motion") + "=Frau+Muster+f%C3%BChrt.&";
    write("tie=rejected&" + text + field("voting") + "=secret&" + field("yes") + "=9&" + field("no") + "=0");
    EXPECT_THAT(
        shown(minutes()),
        AllOf(HasSubstr("weniger als drei Stimmen: kein Ergebnis"), Not(HasSubstr("Ja: 9"))))
        << "numbers of a secret vote are counted, not typed";
    begin();
    EXPECT_EQ(press("/abbrechen").status(), http::Status::see_other);
    EXPECT_THAT(shown(minutes()), HasSubstr("weniger als drei Stimmen: kein Ergebnis"))
        << "that there was one is not forgotten";
    write("tie=rejected&" + text + field("voting") + "=open&" + field("yes") + "=2&" + field("no") + "=1");
    EXPECT_THAT(
        shown(minutes()),
        AllOf(HasSubstr("Ja: 2, Nein: 1"), HasSubstr("angenommen"), Not(HasSubstr("geheim, weniger"))));
}

TEST_P(SecretVoteMinutes, minutes_with_an_open_vote_are_not_approved)
{
    EXPECT_EQ(
        office_->post(minutes("/verschicken"), "until=31.1.2027&fassung=" + seen_on(shown(minutes())))
            .status(),
        http::Status::see_other);
    auto const codes = begin();
    clock().set(*parse_instant("2027-02-01T09:30:00Z"));
    office_.emplace(browser_of("conference_office"));
    auto const approve = [&] {
        return office_->post(minutes("/genehmigen"), "was=writing&fassung=" + seen_on(shown(minutes())));
    };
    auto const refused = approve();
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("noch nicht ausgezählt"));
    cast_all(codes, {"j", "n", "n"});
    EXPECT_EQ(count().status(), http::Status::see_other);
    EXPECT_EQ(approve().status(), http::Status::see_other);
}

} // namespace
} // namespace kommin::app
