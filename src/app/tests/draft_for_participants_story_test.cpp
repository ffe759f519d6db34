// The draft of the minutes of a session, for the participants who came: one letter to each party in its
// language, a link of its own, and what one of them says is wrong.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class DraftForParticipantsStory : public RegistrationBase {
protected:
    void SetUp() override
    {
        RegistrationBase::SetUp();
        open(10, 8, 1);
        first_ = item("Sprachcaf%C3%A9", "");
        second_ = item("Raumkosten", "&internal=ja");
        // One who came and one who did not; one alone, in Turkish; one who never came; one without an
        // address; one who waits for the only seat of a part.
        registered(
            line(1, "Kaja", "Schule") + line(2, "Omar", "Schule") + line(3, "Nils", "Schule"),
            contact("kaja@verein.example"));
        at_desk("k1", line(1, "Elif", "Schule"), "elif@verein.example", "tr");
        at_desk("k2", line(1, "Nora", "Schule"), "nora@verein.example", "de");
        at_desk("k3", line(1, "Ina", "Arbeit"), "", "de");
        EXPECT_EQ(
            send("k4", line(1, "Wanda", "Arbeit") + contact("wanda@verein.example") + "&warteliste=1")
                .status(),
            http::Status::see_other);
        go_to("2027-01-12T09:30:00Z");
        for (auto const* name : {"Kaja", "Omar", "Elif", "Ina"})
            come(name);
        EXPECT_EQ(office_->post(minutes("/beginnen"), "").status(), http::Status::see_other);
        EXPECT_EQ(
            office_
                ->post(
                    minutes("/aendern"),
                    "fassung=1&tie=rejected&chair=Vorsitz&keeper=Amt&notes_" + first_
                        + "=Drei+Vereine+helfen.&internal_" + first_ + "=Nur+im+Amt&notes_" + second_
                        + "=Noch+unbekannt.&motion_" + first_ + "_1=Ein+Raum&mover_" + first_
                        + "_1=Frau+Muster&voting_" + first_ + "_1=consensus")
                .status(),
            http::Status::see_other);
        static_cast<void>(letters());
    }
    // Sessions of before have ended.
    void go_to(char const* instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    std::string item(std::string const& title, std::string const& more)
    {
        EXPECT_EQ(
            office_->post(meeting_ + "/neuer-punkt", "title=" + title + "&kind=information" + more).status(),
            http::Status::see_other);
        return std::to_string(
            connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items WHERE tenant_id = ?", tenant_));
    }
    void at_desk(
        std::string const& key, std::string const& lines, std::string const& mail,
        std::string const& language)
    {
        EXPECT_EQ(
            office_
                ->post(
                    desk("/neu"),
                    "schluessel=" + key + "&personen=1" + lines + "&mail=" + mail + "&telephone=&language="
                        + language + "&consent=" + std::string(meetings::desk_consent))
                .status(),
            http::Status::see_other);
    }
    [[nodiscard]] std::string desk(std::string const& page = {}) const
    {
        return meeting_ + "/anmeldungen" + page;
    }
    [[nodiscard]] std::string minutes(std::string const& page = {}) const
    {
        return meeting_ + "/protokoll" + page;
    }
    std::string number_of(std::string const& name)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT id FROM participants WHERE name = ?", name));
    }
    std::string party_of(std::string const& name)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT registration_id FROM participants WHERE name = ?", name));
    }
    void come(std::string const& name, std::string const& is_there = "ja")
    {
        EXPECT_EQ(
            office_
                ->post(
                    desk("/da"),
                    "anmeldung=" + party_of(name) + "&teilnehmer=" + number_of(name) + "&da=" + is_there)
                .status(),
            http::Status::see_other)
            << name;
    }
    std::string page() { return std::string(office_->get(minutes()).body_text()); }
    http::Response step(std::string const& word, std::string const& entries)
    {
        return office_->post(minutes('/' + word), "fassung=" + seen_on(page()) + '&' + entries);
    }
    // The draft goes out: the letters.
    std::string sent(std::string const& until = "26.1.2027")
    {
        auto const answer = step("verschicken", "until=" + until);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return letters();
    }
    // The link in the letter to somebody; nothing where there is none.
    static std::string link_to(std::string const& mails, std::string const& address)
    {
        auto const head = mails.find("To: " + address);
        if (head == std::string::npos)
            return {};
        auto const next = mails.find("\nTo: ", head);
        return link_in(mails.substr(head, next - head), "/[a-z-]+/protokoll/");
    }
    static std::string say(std::string const& speaker, std::string const& text, std::string const& of = {})
    {
        return "schluessel=f&website=&wer=" + speaker + "&punkt=" + of + "&text=" + text;
    }
    http::Response post_to(std::string const& link, std::string const& entries)
    {
        auto guest = anybody();
        return guest.post(link, entries, false);
    }
    http::Status status_of(std::string const& link) { return anybody().get(link).status(); }
    // A member of the panel or a guest, on the list of those who are invited.
    std::string person(std::string const& given, std::string const& mail)
    {
        auto const answer = office_->post(
            "/verwaltung/personen/neu",
            "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&given=" + given
                + "&family=Muster&mails=" + mail);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }

    std::string first_, second_;
};
KOMMIN_ON_BOTH_ENGINES(DraftForParticipantsStory);

TEST_P(DraftForParticipantsStory, each_party_of_whom_somebody_came_gets_one_letter_in_its_language)
{
    EXPECT_THAT(
        page(),
        AllOf(
            HasSubstr("Auch 2 Anmeldungen mit Teilnehmenden"), HasSubstr("längstens bis zum 14. April 2027"),
            HasSubstr("Eine Anmeldung, von der jemand da war, ist ohne Mailadresse")));
    auto const mails = sent();
    EXPECT_EQ(count("minutes_party_links"), 2) << "one to a party, however many of it came";
    EXPECT_NE(link_to(mails, "kaja@verein.example"), "");
    EXPECT_THAT(mails, HasSubstr("26. Januar 2027"));
    EXPECT_EQ(link_to(mails, "elif@verein.example").substr(0, 14), "/tr/protokoll/");
    EXPECT_THAT(mails, AllOf(HasSubstr("Almanca"), HasSubstr("Der Entwurf ist auf Deutsch")));
    EXPECT_THAT(mails, AllOf(Not(HasSubstr("nora@verein.example")), Not(HasSubstr("wanda@verein.example"))))
        << "neither whoever did not come nor whoever waits";
    EXPECT_EQ(letters(), "") << "nothing is left over";
    auto const again = sent("27.1.2027");
    EXPECT_NE(link_to(again, "kaja@verein.example"), "") << "sent again, they get it again";
    EXPECT_NE(link_to(again, "kaja@verein.example"), link_to(mails, "kaja@verein.example"));
    EXPECT_EQ(status_of(link_to(mails, "kaja@verein.example")), http::Status::ok);
}

TEST_P(DraftForParticipantsStory, they_read_what_everybody_will)
{
    auto const mails = sent();
    auto const draft = anybody().get(link_to(mails, "kaja@verein.example"));
    EXPECT_EQ(draft.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        draft.body_text(),
        AllOf(
            HasSubstr("Drei Vereine helfen."), HasSubstr("Der Entwurf ist auf Deutsch"),
            HasSubstr("Ein Raum"), Not(HasSubstr("Raumkosten")), Not(HasSubstr("Noch unbekannt.")),
            Not(HasSubstr("Nur im Amt")), Not(HasSubstr("Frau Muster")), Not(HasSubstr("Nils"))))
        << "no internal item or note, nobody who moved something, nobody of them who did not come";
    EXPECT_THAT(
        anybody().get(link_to(mails, "elif@verein.example")).body_text(),
        AllOf(HasSubstr("Taslak Almancadır"), HasSubstr("Drei Vereine helfen."), HasSubstr("Elif")));
    http::Config config;
    product_.application.advise(config);
    EXPECT_TRUE(config.is_unlogged(config.route_of(link_to(mails, "kaja@verein.example"))));
}

TEST_P(DraftForParticipantsStory, one_of_them_says_what_is_wrong_and_the_office_reads_who)
{
    auto const mails = sent();
    auto const link = link_to(mails, "kaja@verein.example");
    EXPECT_THAT(anybody().get(link).body_text(), HasSubstr(">Omar</option>"));
    for (auto const& wrong : {std::string{}, number_of("Nils"), number_of("Elif"), std::string("x")}) {
        auto const refused = post_to(link, say(wrong, "Es+waren+vier."));
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << wrong;
        EXPECT_THAT(
            refused.body_text(),
            AllOf(HasSubstr("id=\"f-wer-fehler\""), HasSubstr("Es waren vier."), HasSubstr("wer von Ihnen")));
    }
    EXPECT_EQ(post_to(link, say(number_of("Omar"), "")).status(), http::Status::unprocessable);
    EXPECT_EQ(count("amendments"), 0);
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(
            post_to(link, say(number_of("Omar"), "Es+waren+vier.", first_)).status(),
            http::Status::see_other);
    EXPECT_EQ(count("amendments"), 1) << "pressed twice";
    auto const alone = link_to(mails, "elif@verein.example");
    EXPECT_EQ(post_to(alone, say("", "Kahve+da+vard%C4%B1.", second_)).status(), http::Status::see_other)
        << "whoever came alone is not asked, and speaks of no item that is hidden from them";
    EXPECT_EQ(count("amendments"), 2) << "the same key in another party's form is another form";
    EXPECT_THAT(
        connection().list<std::int64_t>("SELECT COALESCE(item_id, 0) FROM amendments ORDER BY id"),
        ElementsAre(std::stoll(first_), 0));
    EXPECT_THAT(
        page(),
        AllOf(
            HasSubstr("Omar (Teilnehmende)"), HasSubstr("Es waren vier."), HasSubstr("Elif (Teilnehmende)"),
            HasSubstr("Kahve da vardı.")));
    EXPECT_THAT(office_->get("/verwaltung").body_text(), HasSubstr("einen Hinweis zum Entwurf"));
    auto reader = browser_of("steering_group");
    EXPECT_THAT(
        reader.get(minutes()).body_text(),
        AllOf(HasSubstr("Teilnehmende der Tagung"), HasSubstr("Es waren vier."), Not(HasSubstr("Omar"))))
        << "who registered is the business of whoever invites";
    EXPECT_THAT(
        anybody().get(link).body_text(),
        AllOf(
            HasSubstr("Ihre Hinweise"), HasSubstr("Es waren vier."), HasSubstr("Noch nicht entschieden"),
            Not(HasSubstr("Kahve"))))
        << "each party reads its own";
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::conflict) << "they are open";
    EXPECT_THAT(audit_actions(), Contains("meetings.minutes.amended"));
    for (auto const* word : {"verein.example", "Omar", "Elif"})
        EXPECT_EQ(
            connection().load<std::int64_t>(
                "SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'meetings.minutes%'"
                " AND (before_json LIKE ? OR after_json LIKE ?)",
                '%' + std::string(word) + '%', '%' + std::string(word) + '%'),
            0)
            << word;
}

TEST_P(DraftForParticipantsStory, whoever_is_on_both_lists_gets_one_letter)
{
    auto const leyla = person("Leyla", "leyla@verein.example");
    EXPECT_EQ(
        office_->post(meeting_ + "/anwesenheit", "person=" + leyla + "&da=ja").status(),
        http::Status::see_other);
    at_desk("k5", line(1, "Leyla", "Schule"), "Leyla@Verein.example", "de");
    come("Leyla");
    EXPECT_THAT(
        page(),
        AllOf(HasSubstr("Auch 2 Anmeldungen"), HasSubstr("Eine Anmeldung, von der jemand da war, ist ohne")));
    auto const mails = sent();
    EXPECT_NE(link_to(mails, "leyla@verein.example"), "");
    EXPECT_EQ(link_to(mails, "Leyla@Verein.example"), "");
    EXPECT_EQ(count("minutes_links"), 1);
    EXPECT_EQ(count("minutes_party_links"), 2);
    // As a guest they read who moved what.
    EXPECT_THAT(
        anybody().get(link_to(mails, "leyla@verein.example")).body_text(),
        AllOf(HasSubstr("Frau Muster"), Not(HasSubstr("Raumkosten")), Not(HasSubstr("name=\"wer\""))));
}

TEST_P(DraftForParticipantsStory, of_several_who_came_the_others_have_their_letter_too)
{
    auto const kaja = person("Kaja", "kaja@verein.example");
    EXPECT_EQ(
        office_->post(meeting_ + "/anwesenheit", "person=" + kaja + "&da=ja").status(),
        http::Status::see_other);
    EXPECT_THAT(page(), HasSubstr("Auch 2 Anmeldungen"));
    static_cast<void>(sent());
    EXPECT_EQ(count("minutes_links"), 1);
    EXPECT_EQ(count("minutes_party_links"), 2) << "Omar reads it, too";
    come("Kaja", "nein");
    EXPECT_THAT(page(), HasSubstr("Auch 2 Anmeldungen")) << "Omar is not the one on the other list";
}

TEST_P(DraftForParticipantsStory, whoever_was_not_told_of_it_gets_none)
{
    auto const agreed = [&](char const* version, char const* mail) {
        connection().execute(
            "UPDATE registrations SET consent = ? WHERE mail = ?", std::string(version), std::string(mail));
    };
    agreed("2026-11", "kaja@verein.example");
    EXPECT_THAT(
        page(),
        AllOf(
            HasSubstr("Auch eine Anmeldung mit Teilnehmenden"),
            HasSubstr("hat ihre Mailadresse angegeben, bevor unser Formular den Entwurf nannte")));
    auto const mails = sent();
    EXPECT_EQ(link_to(mails, "kaja@verein.example"), "");
    EXPECT_NE(link_to(mails, "elif@verein.example"), "");
    EXPECT_EQ(count("minutes_party_links"), 1);
    EXPECT_EQ(step("verschicken", "until=27.1.2027").status(), http::Status::see_other);
    agreed("desk 2026-11", "elif@verein.example");
    EXPECT_EQ(letters(), "") << "also where the letter was ordered before";
    EXPECT_THAT(
        page(), HasSubstr("2 Anmeldungen, von denen jemand da war, haben ihre Mailadresse angegeben"));
}

TEST_P(DraftForParticipantsStory, the_link_ends_with_the_day_and_with_the_approval)
{
    auto const link = link_to(sent(), "kaja@verein.example");
    EXPECT_EQ(status_of(link + "x"), http::Status::gone);
    EXPECT_EQ(post_to(link + "x", say(number_of("Omar"), "Falsch.")).status(), http::Status::gone);
    go_to("2027-01-26T22:30:00Z");
    EXPECT_EQ(status_of(link), http::Status::ok) << "the last day is not over";
    go_to("2027-01-26T23:30:00Z");
    EXPECT_EQ(status_of(link), http::Status::gone);
    EXPECT_EQ(post_to(link, say(number_of("Omar"), "Zu+sp%C3%A4t.")).status(), http::Status::gone);
    EXPECT_EQ(count("amendments"), 0);
    EXPECT_THAT(
        anybody().get(link).body_text(),
        AllOf(HasSubstr("Die Frist ist vorbei"), HasSubstr("Ihre Anmeldung wurde geändert")));
    static_cast<void>(letters()); // what is done at night is planned from now on
    for (auto const* night : {"2027-02-10T08:00:00Z", "2027-02-11T08:00:00Z"}) {
        go_to(night);
        static_cast<void>(letters());
    }
    EXPECT_EQ(count("minutes_party_links"), 0);
    auto const fresh = link_to(sent("20.2.2027"), "kaja@verein.example");
    EXPECT_EQ(status_of(fresh), http::Status::ok);
    go_to("2027-02-21T08:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::see_other);
    EXPECT_EQ(status_of(fresh), http::Status::gone);
}

TEST_P(DraftForParticipantsStory, what_came_of_their_word_is_read_for_two_weeks_more)
{
    auto const mails = sent();
    auto const link = link_to(mails, "kaja@verein.example");
    auto const other = link_to(mails, "elif@verein.example");
    EXPECT_THAT(anybody().get(link).body_text(), HasSubstr("Was daraus wurde, lesen Sie hier bis"));
    EXPECT_THAT(anybody().get(link).body_text(), HasSubstr("9. Februar 2027"));
    EXPECT_EQ(
        post_to(link, say(number_of("Omar"), "Es+waren+vier.", first_)).status(), http::Status::see_other);
    go_to("2027-01-28T08:00:00Z");
    EXPECT_THAT(
        anybody().get(link).body_text(),
        AllOf(
            HasSubstr("Es waren vier."), HasSubstr("Noch nicht entschieden"), HasSubstr("9. Februar 2027"),
            Not(HasSubstr("Drei Vereine helfen.")), Not(HasSubstr("name=\"wer\""))))
        << "their day is over: the draft is read no more";
    EXPECT_EQ(status_of(other), http::Status::gone) << "they have said nothing";
    EXPECT_EQ(post_to(link, say(number_of("Omar"), "Und+das.")).status(), http::Status::gone);
    auto const id
        = std::to_string(connection().load<std::int64_t>("SELECT id FROM amendments ORDER BY id LIMIT 1"));
    EXPECT_EQ(
        step("hinweise", "wahl=" + id + "&stand=accepted&word=Berichtigt.").status(),
        http::Status::see_other);
    go_to("2027-02-08T08:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::see_other);
    EXPECT_THAT(
        anybody().get(link).body_text(),
        AllOf(HasSubstr("Übernommen"), HasSubstr("Berichtigt."), HasSubstr("22. Februar 2027")));
    go_to("2027-02-22T08:00:00Z");
    EXPECT_EQ(status_of(link), http::Status::ok);
    go_to("2027-02-23T08:00:00Z");
    EXPECT_EQ(status_of(link), http::Status::gone);
}

TEST_P(DraftForParticipantsStory, another_address_or_nobody_who_came_ends_it_too)
{
    auto const mails = sent();
    auto const link = link_to(mails, "elif@verein.example");
    auto const party = desk('/' + party_of("Elif"));
    auto const correct = [&](std::string const& mail) {
        return office_
            ->post(
                party,
                "fassung=" + seen_on(office_->get(party).body_text())
                    + "&personen=1&id_1=" + number_of("Elif") + line(1, "Elif", "Schule") + "&mail=" + mail
                    + "&telephone=&language=tr")
            .status();
    };
    EXPECT_EQ(correct("neu@verein.example"), http::Status::see_other);
    EXPECT_EQ(status_of(link), http::Status::gone) << "whoever reads the old mailbox reads nothing more";
    auto const second = link_to(sent("27.1.2027"), "neu@verein.example");
    EXPECT_EQ(status_of(second), http::Status::ok);
    come("Elif", "nein");
    EXPECT_EQ(status_of(second), http::Status::gone);
    EXPECT_EQ(post_to(second, say("", "Doch.")).status(), http::Status::gone);
    EXPECT_EQ(link_to(sent("28.1.2027"), "neu@verein.example"), "") << "nor gets the next one";
    // Of a party of two the other one still speaks; what was said stays, without a name.
    auto const kaja = link_to(mails, "kaja@verein.example");
    EXPECT_EQ(post_to(kaja, say(number_of("Omar"), "Es+waren+vier.")).status(), http::Status::see_other);
    come("Omar", "nein");
    EXPECT_THAT(
        page(),
        AllOf(HasSubstr("Teilnehmende der Tagung"), HasSubstr("Es waren vier."), Not(HasSubstr("Omar ("))));
    EXPECT_THAT(anybody().get(kaja).body_text(), AllOf(HasSubstr("Kaja"), Not(HasSubstr("Omar"))));
}

TEST_P(DraftForParticipantsStory, names_are_erased_on_their_day_whatever_the_day_of_the_draft)
{
    static_cast<void>(letters()); // what is done at night is planned from now on
    auto const mails = sent("1.6.2027");
    auto const link = link_to(mails, "kaja@verein.example");
    EXPECT_THAT(mails, AllOf(HasSubstr("14. April 2027"), Not(HasSubstr("Juni"))))
        << "they are told the day on which it ends for them";
    EXPECT_EQ(post_to(link, say(number_of("Omar"), "Es+waren+vier.")).status(), http::Status::see_other);
    go_to("2027-04-14T08:00:00Z");
    static_cast<void>(letters());
    EXPECT_EQ(status_of(link), http::Status::ok);
    EXPECT_THAT(page(), HasSubstr("Omar (Teilnehmende)"));
    go_to("2027-04-15T00:30:00Z");
    EXPECT_EQ(status_of(link), http::Status::gone) << "also before the night's work";
    for (auto const* night : {"2027-04-15T08:00:00Z", "2027-04-16T08:00:00Z"}) {
        go_to(night);
        static_cast<void>(letters());
    }
    EXPECT_EQ(count("minutes_party_links"), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM amendments WHERE participant_id IS NOT NULL"),
        0)
        << "nothing leads to somebody";
    EXPECT_EQ(count("participants"), 0);
    EXPECT_EQ(count("registrations"), 0);
    EXPECT_THAT(
        page(),
        AllOf(HasSubstr("Teilnehmende der Tagung"), HasSubstr("Es waren vier."), Not(HasSubstr("Omar"))));
    EXPECT_EQ(sent("2.6.2027"), "") << "there is nobody to write to";
    EXPECT_THAT(page(), Not(HasSubstr("sind ohne Mailadresse"))) << "nor anybody whom a letter could miss";
}

} // namespace
} // namespace kommin::app
