// What a unit or an organisation does by the link of a letter, without an account; and the letters.

#include "app/tests/inventory_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class InventoryLinkStory : public InventoryBase {
protected:
    // Of the unit with a mailbox, in an open stocktaking.
    std::string link()
    {
        one_ = drafted("Bestand");
        letters_ = opened(one_);
        return link_to(letters_, "jugend@kreis.example");
    }
    std::string answer_of(std::string const& unit)
    {
        return connection().load<std::string>(
            "SELECT answer FROM inventory_requests WHERE unit_id = ?", std::stoll(unit));
    }

    std::string one_, letters_;
};
KOMMIN_ON_BOTH_ENGINES(InventoryLinkStory);

TEST_P(InventoryLinkStory, each_mailbox_gets_one_letter_with_a_link_of_its_own)
{
    auto const youth = link();
    EXPECT_EQ(count("inventory_links"), 2) << "whoever has no mailbox gets none";
    EXPECT_THAT(
        letters_,
        AllOf(
            HasSubstr("To: jugend@kreis.example"), HasSubstr("To: nord@verein.example"),
            HasSubstr("Wir sammeln, was es gibt."), HasSubstr("10. Dezember 2026")));
    EXPECT_NE(youth, link_to(letters_, "nord@verein.example"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM inventory_links WHERE token_hash = ?", youth.substr(youth.rfind('/') + 1)),
        0)
        << "nobody who reads the database has a link";
    EXPECT_EQ(press(one_, "fragen").status(), http::Status::see_other);
    EXPECT_THAT(inventory_letters(), IsEmpty()) << "pressed again";
    auto const shown = read_at(youth);
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr("Jugendamt"), HasSubstr("Wir sammeln, was es gibt."),
            HasSubstr("Noch steht hier nichts"), Not(HasSubstr("Gesundheitsamt")),
            Not(HasSubstr("Verein Nord"))))
        << "nothing of others";
    EXPECT_EQ(anybody().get(youth).header("Cache-Control"), "no-store");
    EXPECT_THAT(shown, HasSubstr("content=\"noindex\""));
    EXPECT_THAT(read_at("/ar/" + youth.substr(4)), HasSubstr("dir=\"rtl\""));
    EXPECT_THAT(read_at("/tr/" + youth.substr(4)), HasSubstr("lütfen Almanca yanıtlayın"));
    EXPECT_EQ(count("inventory_entries"), 0) << "a look changes nothing";
    http::Config config;
    product_.application.advise(config);
    for (auto const* page : {"", "/eintrag", "/eintrag/1", "/nichts", "/gilt-weiter", "/loeschen"})
        EXPECT_TRUE(config.is_unlogged(config.route_of(youth + page))) << page;
    EXPECT_EQ(status_of(youth.substr(0, youth.size() - 4) + "xxxx"), http::Status::gone);
    Browser elsewhere{*this, "beispielhain.example"};
    EXPECT_EQ(elsewhere.get(youth).status(), http::Status::gone) << "of another district";
}

TEST_P(InventoryLinkStory, entries_are_said_changed_and_deleted_up_to_the_day)
{
    auto const youth = link();
    auto const refused = sent(youth + "/eintrag", "kind=&title=&panel=4711&since=gestern&text=Bleibt+stehen");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("id=\"f-kind-fehler\""),
            HasSubstr("id=\"f-panel-fehler\""), HasSubstr("id=\"f-since-fehler\""),
            HasSubstr(">Bleibt stehen</textarea>"), HasSubstr("value=\"gestern\"")));
    said(youth, "Treff", "&places=" + std::to_string(aalfeld_.owner()) + "&audience=Eltern");
    said(youth, "Treff", "&places=" + std::to_string(aalfeld_.owner()) + "&audience=Eltern");
    EXPECT_EQ(count("inventory_entries"), 1) << "sent twice";
    EXPECT_EQ(answer_of(youth_), "entries");
    EXPECT_THAT(
        read_at(youth),
        AllOf(
            HasSubstr("Ihre Antwort ist da"), HasSubstr("Treff"), HasSubstr("Eltern"), HasSubstr("aalfeld")));
    auto const entry = youth + "/eintrag/" + newest_entry();
    std::string const base = "kind=structure&panel=" + field_;
    EXPECT_THAT(
        read_at(entry), AllOf(HasSubstr("value=\"Treff\""), HasSubstr("name=\"fassung\" value=\"1\"")));
    EXPECT_EQ(sent(entry, base + "&fassung=1&title=Elterntreff").status(), http::Status::see_other);
    auto const stale = sent(entry, base + "&fassung=1&title=Alter+Treff");
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(stale.body_text()),
        AllOf(
            HasSubstr("value=\"Alter Treff\""), HasSubstr("Elterntreff"),
            HasSubstr("name=\"fassung\" value=\"2\"")))
        << "what stands there now, and what was typed";
    auto const wrong = sent(entry, base + "&fassung=1&title=");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(wrong.body_text()), HasSubstr("name=\"fassung\" value=\"1\""))
        << "a form that comes back still says what it has seen";
    auto const other = link_to(letters_, "nord@verein.example");
    EXPECT_EQ(status_of(other + "/eintrag/" + newest_entry()), http::Status::not_found);
    EXPECT_EQ(
        sent(other + "/loeschen", "fassung=2&eintrag=" + newest_entry()).status(), http::Status::not_found)
        << "of another office";
    EXPECT_EQ(
        sent(youth + "/loeschen", "fassung=2&eintrag=" + newest_entry()).status(), http::Status::see_other);
    EXPECT_EQ(answer_of(youth_), "none");
    auto const lost = sent(entry, base + "&fassung=2&title=Verloren");
    EXPECT_EQ(lost.status(), http::Status::not_found);
    EXPECT_THAT(std::string(lost.body_text()), HasSubstr(">Verloren</li>"));
}

TEST_P(InventoryLinkStory, nothing_to_report_is_an_answer_and_ends_the_reminders)
{
    auto const youth = link();
    auto const refused = sent(youth + "/nichts", "word=" + std::string(501, 'x'));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(refused.body_text()), HasSubstr(std::string(501, 'x')));
    EXPECT_EQ(sent(youth + "/nichts", "word=Wir+beraten+nicht").status(), http::Status::see_other);
    EXPECT_EQ(answer_of(youth_), "nothing");
    EXPECT_THAT(read_at(youth), AllOf(HasSubstr("nichts zu melden"), HasSubstr("Wir beraten nicht")));
    EXPECT_THAT(
        std::string(office_->get(one_).body_text()),
        AllOf(HasSubstr("nichts zu melden"), HasSubstr("Wir beraten nicht")));
    go_to("2026-12-04T08:00:00Z");
    auto const soon = inventory_letters();
    EXPECT_THAT(soon, AllOf(HasSubstr("To: nord@"), Not(HasSubstr("To: jugend@"))));
    EXPECT_THAT(link_to(soon, "nord@verein.example"), Not(IsEmpty()));
}

TEST_P(InventoryLinkStory, a_reminder_comes_once_before_the_day_and_once_after_it)
{
    static_cast<void>(link());
    go_to("2026-12-02T08:00:00Z");
    EXPECT_THAT(inventory_letters(), IsEmpty());
    go_to("2026-12-03T08:00:00Z");
    auto const soon = inventory_letters();
    EXPECT_THAT(soon, AllOf(HasSubstr("To: jugend@"), HasSubstr("To: nord@")));
    go_to("2026-12-04T08:00:00Z");
    EXPECT_THAT(inventory_letters(), IsEmpty());
    go_to("2026-12-11T08:00:00Z");
    auto const late = inventory_letters();
    EXPECT_THAT(late, AllOf(HasSubstr("To: jugend@"), HasSubstr("To: nord@")));
    go_to("2026-12-20T08:00:00Z");
    EXPECT_THAT(inventory_letters(), IsEmpty());
    EXPECT_EQ(status_of(link_to(soon, "jugend@kreis.example")), http::Status::ok)
        << "a late answer is better than none";
    said(link_to(late, "jugend@kreis.example"), "Spaet");
    EXPECT_EQ(answer_of(youth_), "entries");
    go_to("2027-03-11T08:00:00Z"); // three months later nobody has closed it
    EXPECT_EQ(status_of(link_to(late, "jugend@kreis.example")), http::Status::gone);
    EXPECT_EQ(count("inventory_links"), 0);
}

TEST_P(InventoryLinkStory, the_link_ends_with_the_closing_and_with_another_mailbox)
{
    auto const youth = link();
    auto const north = link_to(letters_, "nord@verein.example");
    connection().execute(
        "UPDATE organisational_units SET mail = 'neu@kreis.example' WHERE id = ?", std::stoll(youth_));
    EXPECT_EQ(status_of(youth), http::Status::gone);
    auto const nothing = sent(youth + "/nichts", "word=Wir+beraten+nicht");
    EXPECT_EQ(nothing.status(), http::Status::gone);
    EXPECT_THAT(std::string(nothing.body_text()), HasSubstr(">Wir beraten nicht</li>"));
    EXPECT_EQ(answer_of(youth_), "none");
    auto const request = request_of(one_, youth_);
    auto const again = [&] {
        return office_->post(
            request + "/erneut",
            "fassung="
                + std::to_string(connection().load<std::int64_t>(
                    "SELECT version FROM inventory_requests WHERE unit_id = ?", std::stoll(youth_))));
    };
    auto const seen = connection().load<std::int64_t>(
        "SELECT version FROM inventory_requests WHERE unit_id = ?", std::stoll(youth_));
    EXPECT_EQ(again().status(), http::Status::see_other);
    EXPECT_EQ(
        office_->post(request + "/erneut", "fassung=" + std::to_string(seen)).status(),
        http::Status::see_other)
        << "pressed twice";
    auto const anew = inventory_letters();
    EXPECT_EQ(status_of(link_to(anew, "neu@kreis.example")), http::Status::ok);
    noted(one_, "organisations=Verein+Nord%3B+anders@verein.example");
    EXPECT_EQ(status_of(north), http::Status::gone);
    EXPECT_EQ(press(one_, "fragen").status(), http::Status::see_other);
    auto const other = link_to(inventory_letters(), "anders@verein.example");
    EXPECT_EQ(status_of(other), http::Status::ok);
    EXPECT_EQ(press(one_, "schliessen").status(), http::Status::see_other);
    EXPECT_EQ(count("inventory_links"), 0);
    EXPECT_EQ(status_of(other), http::Status::gone);
    auto const typed = sent(other + "/eintrag", "kind=structure&title=Zu+spaet&panel=" + field_);
    EXPECT_EQ(typed.status(), http::Status::gone);
    EXPECT_THAT(std::string(typed.body_text()), HasSubstr(">Zu spaet</li>")) << "nothing typed is lost";
    auto const changed = sent(other + "/eintrag/1", "kind=structure&title=Auch+zu+spaet&panel=" + field_);
    EXPECT_EQ(changed.status(), http::Status::gone);
    EXPECT_THAT(std::string(changed.body_text()), HasSubstr(">Auch zu spaet</li>"));
    EXPECT_THAT(read_at(other), Not(HasSubstr("nicht gespeichert"))) << "nobody has typed anything";
    EXPECT_EQ(count("inventory_entries"), 0);
}

TEST_P(InventoryLinkStory, what_has_nothing_to_say_any_more_when_it_leaves_is_not_sent)
{
    one_ = drafted("Eilig");
    noted(one_, "units=" + youth_);
    EXPECT_EQ(press(one_, "fragen").status(), http::Status::see_other);
    connection().execute("UPDATE organisational_units SET mail = '' WHERE id = ?", std::stoll(youth_));
    EXPECT_THAT(inventory_letters(), IsEmpty());
    EXPECT_EQ(count("inventory_links"), 0);
    connection().execute(
        "UPDATE organisational_units SET mail = 'jugend@kreis.example' WHERE id = ?", std::stoll(youth_));
    EXPECT_EQ(press(one_, "fragen").status(), http::Status::see_other);
    EXPECT_EQ(press(one_, "schliessen").status(), http::Status::see_other);
    EXPECT_THAT(inventory_letters(), IsEmpty()) << "closed before it left";
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'goals.inventory_letter' AND state <> 'done'"),
        0);
}

TEST_P(InventoryLinkStory, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    one_ = drafted("Kill");
    noted(one_, "units=" + youth_);
    EXPECT_EQ(press(one_, "fragen").status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker("goals.inventory_letter");
    ASSERT_EQ(waiting.size(), 1U);
    // The letter leaves, and the program is killed before it can say so.
    for (int turn = 0; turn < 2; ++turn)
        does(waiting.front());
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
    EXPECT_EQ(count("inventory_links"), 2) << "of the letter that may have left before, the link works, too";
    connection().execute("DELETE FROM jobs WHERE kind = 'goals.inventory_letter'");
    EXPECT_EQ(status_of(link_to(inventory_letters(), "jugend@kreis.example")), http::Status::ok);
}

TEST_P(InventoryLinkStory, what_was_said_last_time_holds_on_with_one_press)
{
    auto const youth = link();
    said(youth, "Treff", "&audience=Eltern");
    said(youth, "Kurs");
    EXPECT_EQ(press(one_, "schliessen").status(), http::Status::see_other);
    auto const next = drafted("Naechste", "&until=10.12.2026&previous=" + number_of(one_));
    EXPECT_EQ(press(next, "fragen").status(), http::Status::see_other);
    auto const again = link_to(inventory_letters(), "jugend@kreis.example");
    EXPECT_THAT(
        read_at(again), AllOf(HasSubstr("letztes Mal"), HasSubstr("Treff"), HasSubstr("Gilt weiter")));
    auto const old = std::to_string(
        connection().load<std::int64_t>("SELECT id FROM inventory_entries WHERE title = 'Treff'"));
    EXPECT_EQ(sent(again + "/gilt-weiter", "eintrag=" + old).status(), http::Status::see_other);
    EXPECT_EQ(sent(again + "/gilt-weiter", "eintrag=" + old, "g").status(), http::Status::see_other);
    EXPECT_EQ(count("inventory_entries"), 3);
    EXPECT_EQ(
        connection().load<std::string>("SELECT audience FROM inventory_entries ORDER BY id DESC LIMIT 1"),
        "Eltern");
    auto const other = link_to(letters_, "nord@verein.example");
    EXPECT_EQ(sent(other + "/gilt-weiter", "eintrag=" + old).status(), http::Status::gone);
}

} // namespace
} // namespace kommin::app
