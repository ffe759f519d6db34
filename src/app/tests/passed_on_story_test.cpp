// Money that is passed on: an association proves by the link of a letter what it has paid and done, the
// office accepts or asks back, and one proof speaks of both.

#include "app/tests/grants_story.hpp"
#include "platform/pdf/tests/samples.hpp"
#include "platform/records/versions.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class PassedOnStory : public GrantsStory {
protected:
    void SetUp() override
    {
        GrantsStory::SetUp();
        grant_ = grant("Lesen", "&amount=1.000");
        called(grant_, "1.5.2010: 1.000", "5.5.2010: 1.000");
        one_ = passed_on("500");
        static_cast<void>(letters());
    }
    static std::string contract(std::string const& amount, std::string const& more = {})
    {
        return "recipient=Leseverein&title=Vorlesen&purpose=B%C3%BCcher+und+R%C3%A4ume&amount=" + amount
            + "&agreed_on=1.6.2010&paid_on=2.6.2010&proof_due=15.9.2010&mail=kasse@verein.example" + more;
    }
    std::string passed_on(std::string const& amount)
    {
        auto const answer = office_->post(
            grant_ + "/weitergaben/neu", contract(amount) + "&language=tr&schluessel=" + amount);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    http::Response step(std::string const& page, std::string const& entries = {})
    {
        return press("grants_passed_on", one_, page, entries);
    }
    // The letter is sent: the link in it.
    std::string link_sent(std::string const& page = "/formular-senden", std::string const& entries = {})
    {
        auto const answer = step(page, entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return link_in(letters(), "/[a-z-]+/verwendungsnachweis/");
    }
    Browser anybody() { return Browser{*this}; } // without an account
    std::string opened(std::string const& link) { return std::string(anybody().get(link).body_text()); }
    http::Status status_of(std::string const& link) { return anybody().get(link).status(); }
    http::Response enter_bill(
        std::string const& link, std::string const& amount, std::string const& file = {},
        std::string const& kind = "material", std::string const& key = "b")
    {
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto body = field("schluessel", key + amount) + field("paid_on", "10.6.2010")
            + field("payee", "Buchladen") + field("purpose", "Bilderbücher") + field("amount", amount)
            + field("kind", kind);
        if (!file.empty())
            body += "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"foto.jpg\"\r\n"
                    "Content-Type: image/jpeg\r\n\r\n"
                + file + "\r\n";
        auto browser = anybody();
        return browser.send(
            http::Method::post, link + "/beleg", {{"Content-Type", "multipart/form-data; boundary=grenze"}},
            body + "--grenze--\r\n");
    }
    void entered(std::string const& link, std::string const& amount, std::string const& kind = "material")
    {
        auto const answer = enter_bill(link, amount, {}, kind);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    http::Response say(std::string const& link, std::string const& entries, bool is_sent = true)
    {
        auto const page = opened(link);
        std::smatch match;
        std::regex_search(page, match, std::regex("name=\"fassung\" value=\"([0-9]+)\""));
        return anybody().post(
            link,
            "schluessel=s&website=&absenden=" + std::string(is_sent ? "ja" : "nein")
                + "&fassung=" + match[1].str() + '&' + entries,
            false);
    }
    static constexpr auto* report = "report=Zehn+Kinder+haben+gelesen.&own=&other=&returned=";
    std::string state() { return connection().load<std::string>("SELECT state FROM grants_passed_on"); }
    std::int64_t count_links() { return count("SELECT COUNT(*) FROM grants_passed_on_links"); }
    // As a worker of another process has taken them.
    std::vector<jobs::Job> taken_by_a_worker(std::string const& kind)
    {
        struct Row {
            jobs::JobId id;
            std::string payload;
        };
        connection().execute(
            "UPDATE jobs SET state = 'running', attempts = 1, leases = 1, lease_until = ?"
            " WHERE kind = ? AND state = 'queued'",
            clock().now() + std::chrono::minutes(1), kind);
        std::vector<jobs::Job> all;
        for (auto const& [id, payload] : connection().list<Row>(
                 "SELECT id, payload FROM jobs WHERE kind = ? AND state = 'running' ORDER BY id", kind))
            all.push_back(
                {.id = id, .tenant = tenant_, .kind = kind, .payload = payload, .attempt = 1, .lease = 1});
        return all;
    }
    void does(jobs::Job const& job)
    {
        jobs_of(product_.modules, clock(), no_signals).handlers().at(job.kind)(connection(), job);
    }

    std::string grant_, one_; // addresses at the desk
};
KOMMIN_ON_BOTH_ENGINES(PassedOnStory);

TEST_P(PassedOnStory, an_association_proves_by_its_link_what_it_has_paid_and_done)
{
    auto const link = link_sent();
    ASSERT_NE(link, "");
    EXPECT_EQ(link.substr(0, 4), "/tr/") << "in the language of its letters";
    auto const page = anybody().get("/de" + link.substr(3));
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("Vorlesen"), HasSubstr("500,00"), HasSubstr("15. September 2010"),
            HasSubstr("Bücher und Räume"), HasSubstr("content=\"noindex\""), HasSubstr("type=\"file\""),
            HasSubstr("Noch ist keine Rechnung"), Not(HasSubstr("1.000,00")), Not(HasSubstr("kasse@"))));
    EXPECT_THAT(opened("/ar" + link.substr(3)), HasSubstr("dir=\"rtl\""));
    EXPECT_THAT(opened(link), HasSubstr("Neler ödediniz"));
    http::Config config;
    product_.application.advise(config);
    for (auto const* below : {"", "/beleg", "/beleg-entfernen"})
        EXPECT_TRUE(config.is_unlogged(config.route_of(link + below))) << below;
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers"), 0) << "a look changes nothing";

    entered(link, "450,50");
    EXPECT_EQ(enter_bill(link, "450,50").status(), http::Status::see_other);
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers"), 1) << "pressed twice";
    EXPECT_THAT(opened(link), HasSubstr("<option value=\"\">")) << "no kind of cost is chosen by itself";
    EXPECT_EQ(enter_bill(link, "5", {}, "").status(), http::Status::unprocessable);
    auto const wrong = enter_bill(link, "1,250", {}, "nichts");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("id=\"f-amount-fehler\""), HasSubstr("id=\"f-kind-fehler\""),
            HasSubstr("value=\"1,250\"")));
    EXPECT_EQ(say(link, report, false).status(), http::Status::see_other);
    EXPECT_THAT(opened(link), HasSubstr("Zehn Kinder haben gelesen."));
    auto const early = say(link, report);
    EXPECT_EQ(early.status(), http::Status::conflict);
    EXPECT_THAT(early.body_text(), AllOf(HasSubstr("49,50"), HasSubstr("Zehn Kinder haben gelesen.")));
    EXPECT_EQ(state(), "agreed");
    EXPECT_EQ(say(link, "report=&own=&other=&returned=49,50").status(), http::Status::unprocessable);
    EXPECT_EQ(say(link, "report=Gelesen.&own=500,01&other=&returned=49,50").status(), http::Status::conflict);
    std::string const right = "report=Zehn+Kinder.&own=&other=&returned=49,50";
    EXPECT_EQ(say(link, right).status(), http::Status::see_other);
    EXPECT_EQ(state(), "proven");
    EXPECT_EQ(
        anybody().post(link, "schluessel=s&website=&absenden=ja&fassung=1&" + right, false).status(),
        http::Status::see_other)
        << "pressed twice";
    EXPECT_EQ(enter_bill(link, "3").status(), http::Status::gone) << "nothing changes while the office reads";
    EXPECT_THAT(
        opened("/de" + link.substr(3)), AllOf(HasSubstr("ist bei Kreis"), Not(HasSubstr("<textarea"))));
    EXPECT_THAT(
        shown(one_),
        AllOf(HasSubstr("Buchladen"), HasSubstr("Zehn Kinder."), HasSubstr("Geht auf den Cent auf")));
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Verein hat nachgewiesen"));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("funding.passed_on.proven"), Contains("funding.voucher.created")));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM grants_passed_on_links WHERE token_hash = ?",
            link.substr(link.rfind('/') + 1)),
        0)
        << "stored as a digest";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PassedOnStory, a_bill_has_a_file_that_is_made_anew_and_may_be_removed)
{
    auto const link = link_sent();
    auto const document = pdf::write_pdf(
        {.catalog = "/OpenAction << /S /JavaScript /JS (app.alert) >>",
         .objects = {"<< /Author (Erika Musterfrau) >>"},
         .trailer = "/Info 10 0 R",
         .pages = 1});
    auto const broken = enter_bill(link, "10", "GIF89a");
    EXPECT_EQ(broken.status(), http::Status::unprocessable);
    EXPECT_THAT(
        broken.body_text(),
        AllOf(
            HasSubstr("Buchladen"), HasSubstr("id=\"f-datei-fehler\""),
            HasSubstr("aria-describedby=\"f-datei-fehler f-datei-hinweis\"")));
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers"), 0);
    ASSERT_EQ(enter_bill(link, "10", document).status(), http::Status::see_other);
    files::BlobStore const store(folder_.path() / "blobs/vouchers" / std::to_string(tenant_.value));
    ASSERT_THAT(store.list(), SizeIs(1));
    EXPECT_THAT(
        *store.read(store.list().front()), AllOf(Not(HasSubstr("app.alert")), Not(HasSubstr("Musterfrau"))));
    auto const id = std::to_string(connection().load<std::int64_t>("SELECT id FROM vouchers"));
    auto const file = office_->get(grant_ + "/belege/" + id + "/datei-lesen");
    EXPECT_EQ(file.status(), http::Status::ok);
    EXPECT_EQ(file.header("Cache-Control"), "no-store");
    // A voucher of the grant that is none of theirs is not theirs to remove.
    auto const ours = number_of(voucher(grant_, "1.6.2010", "20"));
    auto const remove = [&](std::string const& number) {
        return anybody().post(link + "/beleg-entfernen", "website=&beleg=" + number, false).status();
    };
    EXPECT_EQ(remove(ours), http::Status::gone);
    EXPECT_EQ(remove("4711"), http::Status::gone);
    EXPECT_EQ(remove(id), http::Status::see_other);
    EXPECT_EQ(remove(id), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers WHERE cancel_reason <> ''"), 1);
    EXPECT_THAT(opened(link), Not(HasSubstr("Buchladen")));
}

TEST_P(PassedOnStory, the_office_asks_back_and_accepts_and_the_link_ends)
{
    auto const link = link_sent();
    entered(link, "500");
    ASSERT_EQ(say(link, report).status(), http::Status::see_other);
    EXPECT_EQ(step("/rueckfrage", "question=+").status(), http::Status::unprocessable);
    auto const second = link_sent("/rueckfrage", "question=Wof%C3%BCr+genau%3F");
    ASSERT_NE(second, "");
    EXPECT_EQ(state(), "agreed");
    EXPECT_THAT(opened(second), HasSubstr("Wofür genau?"));
    EXPECT_EQ(status_of(link), http::Status::ok) << "the letter of before leads there, too";
    ASSERT_EQ(say(second, "report=B%C3%BCcher.&own=&other=&returned=").status(), http::Status::see_other);
    // A bill that the office cancels meanwhile: it does not add up any more.
    auto const id = std::to_string(connection().load<std::int64_t>("SELECT id FROM vouchers"));
    ASSERT_EQ(
        press("vouchers", grant_ + "/belege/" + id, "/storno", "reason=falsch").status(),
        http::Status::see_other);
    auto const uneven = step("/anerkennen");
    EXPECT_EQ(uneven.status(), http::Status::conflict);
    EXPECT_THAT(uneven.body_text(), HasSubstr("geht nicht mehr auf den Cent auf"));
    auto const third = link_sent("/rueckfrage", "question=Bitte+neu");
    entered(third, "500,00", "rooms");
    ASSERT_EQ(say(third, "report=R%C3%A4ume.&own=&other=&returned=").status(), http::Status::see_other);
    EXPECT_EQ(office_->post(one_ + "/anerkennen", "fassung=1").status(), http::Status::conflict);
    ASSERT_EQ(step("/anerkennen").status(), http::Status::see_other);
    auto const last = letters();
    EXPECT_THAT(last, AllOf(HasSubstr("kasse@verein.example"), Not(HasSubstr("/verwendungsnachweis/"))));
    EXPECT_EQ(state(), "accepted");
    for (auto const& one : {link, second, third})
        EXPECT_EQ(status_of(one), http::Status::gone);
    EXPECT_EQ(say(third, report).status(), http::Status::gone);
    move_to("2010-07-01T08:00:00Z");
    static_cast<void>(letters()); // the night
    EXPECT_EQ(count_links(), 0);
}

TEST_P(PassedOnStory, what_was_accepted_stays_until_the_office_asks_back)
{
    auto const link = link_sent();
    entered(link, "500");
    ASSERT_EQ(say(link, report).status(), http::Status::see_other);
    ASSERT_EQ(step("/anerkennen").status(), http::Status::see_other);
    static_cast<void>(letters());
    auto const bill
        = grant_ + "/belege/" + std::to_string(connection().load<std::int64_t>("SELECT id FROM vouchers"));
    auto const changed = press(
        "vouchers", bill, "",
        "day=10.6.2010&paid_on=10.6.2010&payee=Buchladen&purpose=B%C3%BCcher&amount=1&kind=material");
    EXPECT_EQ(changed.status(), http::Status::unprocessable);
    EXPECT_THAT(changed.body_text(), HasSubstr("Der Nachweis des Vereins ist anerkannt"));
    EXPECT_EQ(press("vouchers", bill, "/storno", "reason=falsch").status(), http::Status::conflict);
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers WHERE amount = 50000 AND cancel_reason = ''"), 1);
    EXPECT_THAT(shown(one_), HasSubstr("Stimmt doch etwas nicht"));
    auto const again = link_sent("/rueckfrage", "question=Beleg+pr%C3%BCfen");
    EXPECT_EQ(state(), "agreed");
    EXPECT_THAT(opened("/de" + again.substr(3)), HasSubstr("Beleg prüfen"));
    EXPECT_EQ(press("vouchers", bill, "/storno", "reason=falsch").status(), http::Status::see_other);
    EXPECT_THAT(audit_actions(), Contains("funding.passed_on.questioned"));
}

TEST_P(PassedOnStory, days_stand_in_their_order)
{
    auto const refused = [&](std::string const& entries) {
        return std::string(office_
                               ->post(
                                   grant_ + "/weitergaben/neu",
                                   "recipient=Verein&title=Neu&amount=5&schluessel=o&" + entries)
                               .body_text());
    };
    EXPECT_THAT(refused("agreed_on=3.6.2010&paid_on=2.6.2010"), HasSubstr("id=\"f-paid_on-fehler\""));
    EXPECT_THAT(refused("agreed_on=3.6.2010&proof_due=2.6.2010"), HasSubstr("id=\"f-proof_due-fehler\""));
    EXPECT_THAT(refused("to=2011&proof_due=31.12.2010"), HasSubstr("id=\"f-proof_due-fehler\""));
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants_passed_on"), 1);
}

TEST_P(PassedOnStory, the_day_that_a_letter_has_said_can_be_moved_but_not_taken_away)
{
    auto const link = link_sent();
    EXPECT_THAT(opened(link), HasSubstr("15 Eylül 2010"));
    auto undated = contract("500");
    undated.erase(undated.find("&proof_due=15.9.2010"), std::string("&proof_due=15.9.2010").size());
    auto const refused = press("grants_passed_on", one_, "/bearbeiten", undated + "&language=tr");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(std::string(refused.body_text()), HasSubstr("id=\"f-proof_due-fehler\""));
    EXPECT_THAT(opened(link), HasSubstr("15 Eylül 2010"));
}

TEST_P(PassedOnStory, a_link_ends_with_its_day_and_with_its_address)
{
    auto const link = link_sent();
    EXPECT_EQ(status_of(link), http::Status::ok);
    EXPECT_EQ(status_of(link + "x"), http::Status::gone);
    ASSERT_EQ(
        press("grants_passed_on", one_, "/bearbeiten", contract("500") + "x&language=tr").status(),
        http::Status::see_other);
    EXPECT_EQ(status_of(link), http::Status::gone) << "another address";
    ASSERT_EQ(
        press("grants_passed_on", one_, "/bearbeiten", contract("500") + "&language=tr").status(),
        http::Status::see_other);
    EXPECT_EQ(status_of(link), http::Status::ok);
    connection().execute("UPDATE grants_passed_on SET link_until = '2010-06-29'");
    EXPECT_EQ(status_of(link), http::Status::gone);
    EXPECT_EQ(enter_bill(link, "10").status(), http::Status::gone);
    EXPECT_EQ(count("SELECT COUNT(*) FROM vouchers"), 0);
}

TEST_P(PassedOnStory, a_stale_form_loses_nothing)
{
    auto const link = link_sent();
    auto const post = [&](std::string const& version, std::string const& text) {
        return anybody().post(
            link,
            "schluessel=s&website=&absenden=nein&own=&other=&returned=&fassung=" + version
                + "&report=" + text,
            false);
    };
    auto const version
        = std::to_string(connection().load<std::int64_t>("SELECT version FROM grants_passed_on"));
    EXPECT_EQ(post(version, "Eins").status(), http::Status::see_other);
    auto const late = post(version, "Zwei");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), HasSubstr(">Zwei</textarea>"));
    EXPECT_EQ(connection().load<std::string>("SELECT report FROM grants_passed_on"), "Eins");
    // The office that opened the contract before sees what has come meanwhile.
    auto const stale = office_->post(one_ + "/bearbeiten", "fassung=" + version + '&' + contract("400"));
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_EQ(step("/rueckfrage", "question=Was%3F").status(), http::Status::conflict) << "no proof is in";
}

TEST_P(PassedOnStory, reminders_go_before_the_day_and_after_it_once_each)
{
    ASSERT_NE(link_sent(), "");
    auto const version = version_in("grants_passed_on", one_);
    move_to("2010-08-31T05:00:00Z"); // 7:00 in Unna
    EXPECT_THAT(letters(), Not(HasSubstr("kasse@"))) << "fifteen days before; the office is told";
    move_to("2010-09-01T05:00:00Z");
    auto const before = letters();
    EXPECT_THAT(before, HasSubstr("kasse@verein.example"));
    auto const link = link_in(before, "/[a-z-]+/verwendungsnachweis/");
    EXPECT_EQ(status_of(link), http::Status::ok);
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Nachweis des Vereins ist bald fällig"));
    move_to("2010-09-02T05:00:00Z");
    EXPECT_THAT(letters(), Not(HasSubstr("kasse@"))) << "it was reminded";
    move_to("2010-09-16T05:00:00Z");
    EXPECT_THAT(letters(), HasSubstr("kasse@verein.example"));
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Nachweis des Vereins ist überfällig"));
    move_to("2010-09-17T05:00:00Z");
    EXPECT_THAT(letters(), Not(HasSubstr("kasse@")));
    EXPECT_EQ(version_in("grants_passed_on", one_), version) << "a reminder makes no form stale";
    EXPECT_EQ(status_of(link), http::Status::ok) << "the letter of before leads there, too";
}

TEST_P(PassedOnStory, a_killed_worker_neither_sends_twice_nor_loses_one)
{
    ASSERT_EQ(step("/formular-senden").status(), http::Status::see_other);
    auto const waiting = taken_by_a_worker("funding.passed_on.letter");
    ASSERT_EQ(waiting.size(), 1U);
    // The letter leaves, and the program is killed before it can say so.
    for (int turn = 0; turn < 2; ++turn)
        does(waiting.front());
    auto outbox = std::filesystem::directory_iterator(folder_.path() / "outbox");
    EXPECT_EQ(std::distance(outbox, std::filesystem::directory_iterator{}), 1)
        << "the same letter under one id";
    EXPECT_EQ(count_links(), 2) << "of the letter that may have left before, the link works, too";
    connection().execute("DELETE FROM jobs WHERE kind = 'funding.passed_on.letter'");
    EXPECT_EQ(status_of(link_in(letters(), "/[a-z-]+/verwendungsnachweis/")), http::Status::ok);
}

TEST_P(PassedOnStory, a_letter_that_has_nothing_to_say_any_more_is_none)
{
    ASSERT_EQ(step("/formular-senden").status(), http::Status::see_other);
    connection().execute("UPDATE grants_passed_on SET paid_on = NULL");
    ASSERT_EQ(step("/rueckzug", "reason=Kam+nicht+zustande").status(), http::Status::see_other);
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_EQ(count_links(), 0);
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM jobs WHERE kind = 'funding.passed_on.letter' AND state <> 'done'"), 0);
}

TEST_P(PassedOnStory, never_more_is_passed_on_than_was_granted_and_what_was_paid_is_not_withdrawn)
{
    auto const above = office_->post(grant_ + "/weitergaben/neu", contract("500,01") + "&schluessel=z");
    EXPECT_EQ(above.status(), http::Status::unprocessable);
    EXPECT_THAT(above.body_text(), AllOf(HasSubstr("id=\"f-amount-fehler\""), HasSubstr("noch 500,00")));
    EXPECT_EQ(step("/rueckzug", "reason=x").status(), http::Status::conflict) << "the money is there";
    auto const nowhere
        = office_->post(grant_ + "/weitergaben/neu", "recipient=Verein&title=Neu&amount=5&schluessel=n");
    ASSERT_EQ(nowhere.status(), http::Status::see_other);
    auto const bare = std::string(nowhere.header("Location"));
    auto const refused = press("grants_passed_on", bare, "/formular-senden");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("Vor dem Brief brauchen Sie"));
    EXPECT_EQ(
        press("grants_passed_on", bare, "/rueckzug", "reason=Nichts").status(), http::Status::see_other);
    EXPECT_THAT(letters(), IsEmpty());
}

TEST_P(PassedOnStory, one_proof_speaks_of_both_levels_and_waits_for_the_lower_one)
{
    voucher(grant_, "1.6.2010", "500");
    auto const link = link_sent();
    entered(link, "450");
    entered(link, "100,50", "rooms");
    ASSERT_EQ(say(link, "report=Gelesen.&own=70,50&other=&returned=20").status(), http::Status::see_other);
    auto const draft = proof(grant_, "kind=final&until=30.6.2010&own=0&other=0&returned=20&report=Alles");
    auto const waits = hand_in(draft);
    EXPECT_EQ(waits.status(), http::Status::conflict);
    EXPECT_THAT(waits.body_text(), HasSubstr("Ein Verein hat seinen Teil noch nicht"));
    ASSERT_EQ(step("/anerkennen").status(), http::Status::see_other);
    EXPECT_THAT(
        shown(draft),
        AllOf(
            HasSubstr("1.050,50"), HasSubstr("70,50"), HasSubstr("Leseverein: Vorlesen"),
            HasSubstr("von Leseverein"), HasSubstr("Geht auf den Cent auf")));
    EXPECT_EQ(hand_in(draft).status(), http::Status::see_other);
    EXPECT_THAT(shown(grant_ + "/belege"), AllOf(HasSubstr("3 Belege"), HasSubstr("von Leseverein")));
}

}
} // namespace kommin::app
