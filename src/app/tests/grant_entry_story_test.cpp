// Grants at the desk: the notice, calls for payment that are to be used in time, what waits on "Heute".

#include "app/tests/grants_story.hpp"
#include "modules/funding/testing.hpp"
#include "platform/pdf/tests/samples.hpp"
#include "platform/records/versions.hpp"

#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class GrantEntries : public GrantsStory { };
KOMMIN_ON_BOTH_ENGINES(GrantEntries);

TEST_P(GrantEntries, come_from_the_application_that_was_granted)
{
    auto const application = office_->post(
        "/verwaltung/antraege/neu",
        "body=&authority=Ministerium&title=Lesen&own=200&other=0&asked=800&schluessel=a"
        "&costs_0_kind=fees&costs_0_cost=1000&costs_0_eligible=900");
    ASSERT_EQ(application.status(), http::Status::see_other) << application.body_text();
    auto const address = std::string(application.header("Location"));
    EXPECT_THAT(shown(address), Not(HasSubstr("/zuwendungen/neu?antrag="))) << "nothing was granted";
    for (auto const* step : {"fassung=1&state=submitted", "fassung=2&state=granted&step_amount=750,50"})
        ASSERT_EQ(office_->post(address + "/schritt", step).status(), http::Status::see_other) << step;
    auto const new_one = "/zuwendungen/neu?antrag=" + number_of(address);
    EXPECT_THAT(shown(address), HasSubstr(new_one));
    EXPECT_THAT(
        shown("/verwaltung" + new_one),
        AllOf(
            HasSubstr("value=\"Lesen\""), HasSubstr("value=\"750,50\""), HasSubstr("value=\"900,00\""),
            HasSubstr("name=\"cost_fees\""), HasSubstr("value=\"200,00\"")));
    auto const one = grant("Lesen", "&amount=750,50&cost_fees=900&application=" + number_of(address));
    EXPECT_THAT(
        shown(one),
        AllOf(
            HasSubstr("750,50"), HasSubstr("Honorare"), HasSubstr("href=\"" + address + '"'),
            HasSubstr("Noch ist nichts abgerufen")));
    EXPECT_THAT(
        shown(address), AllOf(HasSubstr("href=\"" + one + '"'), Not(HasSubstr("/zuwendungen/neu?antrag="))));
    auto const second = office_->post(
        "/verwaltung/zuwendungen/neu",
        "title=Zweite&schluessel=z&application=" + number_of(address) + granted);
    EXPECT_EQ(second.status(), http::Status::unprocessable);
    EXPECT_THAT(second.body_text(), HasSubstr("id=\"f-application-fehler\""));
    EXPECT_THAT(audit_actions(), Contains("funding.grant.created"));
    // As long as its money hangs on it, nothing says that it was not granted.
    auto const back = office_->post(address + "/zuruecknehmen", "fassung=3");
    EXPECT_EQ(back.status(), http::Status::conflict);
    EXPECT_THAT(back.body_text(), HasSubstr("gibt es eine Zuwendung mit ihrem Geld"));
    EXPECT_EQ(count("SELECT COUNT(*) FROM funding_applications WHERE state = 'granted'"), 1);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(GrantEntries, what_is_wrong_is_said_beside_its_field_and_two_at_once_see_each_other)
{
    auto const refused = office_->post(
        "/verwaltung/zuwendungen/neu",
        "title=&amount=1,250&approximate=ja&share=80&kind=fixed&use_months=0&proof_due=2010&cost_staff=x"
        "&from=2010&to=2009&conditions=Bleibt&schluessel=w");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    for (auto const* field : {"title", "amount", "share", "use_months", "proof_due", "cost_staff", "to"})
        EXPECT_THAT(
            std::string(refused.body_text()), HasSubstr("id=\"f-" + std::string(field) + "-fehler\""));
    EXPECT_THAT(refused.body_text(), HasSubstr(">Bleibt</textarea>"));
    for (auto const* days : {"granted_on=2.3.2010&proof_due=1.3.2010", "to=2010&proof_due=31.12.2009"})
        EXPECT_THAT(
            std::string(office_
                            ->post(
                                "/verwaltung/zuwendungen/neu",
                                std::string("title=Lesen&schluessel=d&") + days + granted)
                            .body_text()),
            HasSubstr("id=\"f-proof_due-fehler\""))
            << days;
    EXPECT_EQ(count("SELECT COUNT(*) FROM grants"), 0);
    auto const one = grant("Lesen");
    EXPECT_EQ(grant("Lesen"), one) << "pressed twice";
    auto const save = [&](std::string const& title) {
        return office_->post(one + "/bearbeiten", "fassung=1&amount=10000&title=" + title + granted);
    };
    EXPECT_EQ(save("Vorlesen").status(), http::Status::see_other);
    auto const late = save("Schreiben");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("Vorlesen"), HasSubstr("Schreiben")));
    EXPECT_THAT(shown(one + "/bearbeiten/verlauf?fassung=2"), HasSubstr("Vorlesen"));
}

TEST_P(GrantEntries, money_is_never_called_above_the_grant)
{
    auto const one = grant("Lesen", "&amount=1.000");
    called(one, "1.3.2010: 400");
    auto const above = call(one, "2.3.2010: 600,01");
    EXPECT_EQ(above.status(), http::Status::unprocessable);
    EXPECT_THAT(
        above.body_text(),
        AllOf(HasSubstr("id=\"f-requested-fehler\""), HasSubstr("noch 600,00"), HasSubstr("600,01")));
    // What has come counts, not what was asked for.
    called(one, "3.3.2010: 600", "5.3.2010: 500");
    called(one, "4.3.2010: 100");
    EXPECT_EQ(call(one, "5.3.2010: 0,01").status(), http::Status::unprocessable);
    auto const other = grant("Schreiben", "&amount=1.000&granted_on=1.3.2010"); // has room
    for (auto const& [requested, received] : std::vector<std::pair<std::string, std::string>>{
             {"6.3.2010: 1", "1.7.2010: 1"}, // is still to come
             {"6.3.2010: 1", "5.3.2010: 1"}, // before it was asked for
             {"6.3.2010: 1", "7.3.2010: "},
             {"1.7.2010: 1", ""}, // nothing was called yet
             {"28.2.2010: 1", ""}, // before the notice
             {"2010: 1", ""},
             {"6.3.2010: 0", ""}})
        EXPECT_EQ(call(other, requested, received).status(), http::Status::unprocessable)
            << requested << ' ' << received;
    EXPECT_EQ(count("SELECT COUNT(*) FROM grant_payments"), 3);
    // A call of which nothing comes makes room for another one.
    auto const last = one + "/abrufe/"
        + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM grant_payments"));
    auto const take_back = [&](std::string const& why) {
        return press("grant_payments", last, "", "requested_on=4.3.2010&requested=0&remark=" + why).status();
    };
    EXPECT_EQ(take_back(""), http::Status::unprocessable) << "without a reason";
    EXPECT_EQ(take_back("Kassenschluss"), http::Status::see_other);
    EXPECT_THAT(shown(one), HasSubstr("zurückgenommen"));
    EXPECT_THAT(shown(last), HasSubstr("value=\"0,00\""));
    called(one, "5.3.2010: 100");
    auto const smaller
        = press("grants", one, "/bearbeiten", std::string("title=Lesen&amount=999,99") + granted);
    EXPECT_EQ(smaller.status(), http::Status::unprocessable);
    EXPECT_THAT(smaller.body_text(), HasSubstr("Abgerufen sind schon 1000,00"));
    // What is only known roughly stands in the way of nothing.
    EXPECT_EQ(
        press("grants", one, "/bearbeiten", std::string("title=Lesen&amount=900&approximate=ja") + granted)
            .status(),
        http::Status::see_other);
}

TEST_P(GrantEntries, what_has_come_is_used_within_two_months_and_heute_says_so_before_and_after)
{
    move_to("2010-04-20T08:00:00Z");
    auto const one = grant("Lesen", "&amount=1.000&kind=share&share=50");
    called(one, "20.2.2010: 300", "28.2.2010: 300");
    // Half of each bill is paid by the grant.
    voucher(one, "1.4.2010", "200");
    EXPECT_THAT(
        shown(one),
        AllOf(
            HasSubstr("28.04.2010"), HasSubstr("noch 200,00"), HasSubstr("innerhalb von 2 Monaten"),
            Not(HasSubstr("verzinsen"))));
    EXPECT_THAT(waiting_for(*office_), AllOf(HasSubstr("sind bald zu verwenden"), HasSubstr("200,00")));
    move_to("2010-04-29T08:00:00Z");
    EXPECT_THAT(
        shown(one),
        AllOf(HasSubstr("200,00"), HasSubstr("nicht fristgerecht verwendet"), HasSubstr("verzinsen")));
    EXPECT_THAT(waiting_for(*office_), HasSubstr("nicht fristgerecht verwendet"));
    voucher(one, "29.4.2010", "400");
    EXPECT_THAT(
        shown(one),
        AllOf(HasSubstr(">verwendet</span>"), HasSubstr("später verwendet"), HasSubstr("verzinsen")));
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("nicht fristgerecht verwendet")));
    // Called four weeks ago, and nothing has come.
    called(one, "1.4.2010: 100");
    EXPECT_THAT(waiting_for(*office_), HasSubstr("seit vier Wochen abgerufen"));
    auto reader = browser_of("reader");
    EXPECT_THAT(waiting_for(reader), Not(HasSubstr("vier Wochen abgerufen")));
}

TEST_P(GrantEntries, the_proof_is_reminded_of_before_its_day_and_after_it)
{
    auto const one = grant("Lesen", "&amount=100&proof_due=20.7.2010");
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Der Verwendungsnachweis ist")));
    move_to("2010-07-06T08:00:00Z");
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Verwendungsnachweis ist bald fällig"));
    EXPECT_THAT(shown("/verwaltung/zuwendungen"), HasSubstr(">läuft</span>"));
    move_to("2010-07-21T08:00:00Z");
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Der Verwendungsnachweis ist überfällig"));
    EXPECT_THAT(shown("/verwaltung/zuwendungen"), HasSubstr("Nachweis überfällig"));
    auto const last = proof(one, "kind=final&until=21.7.2010&own=0&other=0&returned=0&report=Nichts");
    ASSERT_EQ(hand_in(last).status(), http::Status::see_other);
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Der Verwendungsnachweis ist")));
    EXPECT_THAT(
        shown("/verwaltung/zuwendungen?nachgewiesen=ja"),
        AllOf(HasSubstr("Lesen"), HasSubstr("nachgewiesen")));
    EXPECT_THAT(shown("/verwaltung/zuwendungen?nachgewiesen=nein"), Not(HasSubstr("href=\"" + one + '"')));
}

TEST_P(GrantEntries, what_is_due_is_found_behind_any_number_of_newer_grants)
{
    auto const old = grant("Altes", "&amount=1000&proof_due=1.7.2010");
    called(old, "1.4.2010: 100");
    called(old, "1.2.2010: 500", "3.2.2010: 500");
    ASSERT_TRUE(work([](Work& work) -> Result<void> {
        funding::Grant newer;
        newer.title = "Neueres";
        funding::PaymentCall lately; // in no hurry
        lately.requested_on = *parse_date("2010-06-01");
        lately.requested = Money{1};
        lately.received_on = *parse_date("2010-06-02");
        lately.received = Money{1};
        for (int i = 0; i < 600; ++i) { // one batch of grants does not hold them all
            auto const mark = "n" + std::to_string(i);
            lately.grant = funding::insert_grant(work.db(), work.tenant(), newer, mark, work.now());
            funding::insert_payment(work.db(), work.tenant(), lately, mark, work.now());
        }
        return {};
    }));
    called(grant("Letztes"), "1.2.2010: 7", "3.2.2010: 7");
    EXPECT_THAT(
        waiting_for(*office_),
        AllOf(
            HasSubstr("Der Verwendungsnachweis ist bald fällig"), HasSubstr("seit vier Wochen abgerufen"),
            HasSubstr("500,00"), HasSubstr("7,00"), Not(HasSubstr("Neueres")),
            Not(HasSubstr("weitere</a>"))));
}

TEST_P(GrantEntries, of_what_is_due_the_first_are_shown_and_the_others_counted)
{
    funding::Grant one;
    one.proof_due = *parse_date("2010-07-05");
    auto const insert = [&](std::string const& title) {
        one.title = title;
        return funding::insert_grant(connection(), tenant_, one, title, clock().now());
    };
    insert("Hintenan");
    one.proof_due = *parse_date("2010-06-29");
    for (int i = 0; i < 20; ++i) {
        auto const id = insert("Faellig" + std::to_string(i));
        connection().execute(
            "INSERT INTO grant_payments (tenant_id, grant_id, requested_on, requested, received_on, received,"
            " remark, mark, changed_at) VALUES (?, ?, '2010-04-01', 1, '2010-04-02', 1, '', ?, ?)",
            tenant_, id, "p" + std::to_string(i), clock().now());
    }
    auto page = waiting_for(*office_);
    EXPECT_THAT(page, AllOf(HasSubstr("Faellig0"), HasSubstr("Faellig19"), Not(HasSubstr("Hintenan"))));
    EXPECT_THAT(page, HasSubstr("nachgewiesen=nein\">und eine weitere</a>"));
    EXPECT_EQ(page.find("weitere</a>"), page.rfind("weitere</a>")) << "of proofs; of payments all are shown";
    insert("Spaeter");
    called(
        "/verwaltung/zuwendungen/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM grants")),
        "1.4.2010: 1", "5.4.2010: 1");
    page = waiting_for(*office_);
    EXPECT_THAT(page, AllOf(HasSubstr("und 2 weitere</a>"), HasSubstr("und eine weitere</a>")))
        << "two proofs and one payment";
}

TEST_P(GrantEntries, the_notice_is_written_anew_and_read_by_whoever_sees_money)
{
    auto const one = grant("Lesen");
    auto const send = [&](std::string const& bytes) {
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto const version = connection().load<std::int64_t>("SELECT version FROM grants");
        auto const body = field("formular", office_->token) + field("fassung", std::to_string(version))
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"x.pdf\"\r\n"
              "Content-Type: application/pdf\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return office_->send(
            http::Method::post, one + "/bescheid", {{"Content-Type", "multipart/form-data; boundary=grenze"}},
            body);
    };
    EXPECT_EQ(office_->get(one + "/bescheid.pdf").status(), http::Status::not_found);
    EXPECT_EQ(send("").status(), http::Status::unprocessable);
    EXPECT_EQ(send("\x89PNG\r\n\x1a\n").status(), http::Status::unprocessable);
    auto const sent = send(pdf::write_pdf(
        {.catalog = "/OpenAction << /S /JavaScript /JS (app.alert) >>",
         .objects = {"<< /Author (Erika Musterfrau) >>"},
         .trailer = "/Info 10 0 R",
         .pages = 1}));
    ASSERT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
    auto reader = browser_of("department_editor");
    auto const file = reader.get(one + "/bescheid.pdf");
    EXPECT_EQ(file.status(), http::Status::ok);
    EXPECT_EQ(file.header("Content-Type"), "application/pdf");
    EXPECT_EQ(file.header("Cache-Control"), "no-store");
    files::BlobStore const store(folder_.path() / "blobs/vouchers" / std::to_string(tenant_.value));
    ASSERT_EQ(store.list().size(), 1U);
    EXPECT_THAT(
        *store.read(store.list().front()), AllOf(Not(HasSubstr("app.alert")), Not(HasSubstr("Musterfrau"))));
    EXPECT_EQ(press("grants", one, "/bescheid-entfernen").status(), http::Status::see_other);
    EXPECT_EQ(office_->get(one + "/bescheid.pdf").status(), http::Status::not_found);
}

TEST_P(GrantEntries, a_municipality_keeps_its_own_and_learns_nothing_of_others)
{
    auto const ours = grant("Kreiszuwendung");
    called(ours, "1.6.2010: 100");
    auto const bill = voucher(ours, "1.6.2010", "10");
    auto town = logged_in(account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}}));
    for (auto const* page :
         {"", "/bearbeiten", "/bescheid", "/bescheid.pdf", "/abrufe/neu", "/abrufe/1", "/belege",
          "/belege/neu", "/belege/liste.csv", "/nachweise/neu", "/weitergaben/neu",
          "/weitergaben/antrag-erbitten"})
        EXPECT_EQ(town.get(ours + page).status(), http::Status::not_found) << page;
    EXPECT_EQ(town.get(bill).status(), http::Status::not_found);
    for (auto const* page :
         {"/bearbeiten", "/abrufe/neu", "/abrufe/1", "/belege/neu", "/nachweise/neu", "/weitergaben/neu",
          "/weitergaben/antrag-erbitten", "/bescheid-entfernen"})
        EXPECT_EQ(town.post(ours + page, "fassung=1").status(), http::Status::not_found) << page;
    EXPECT_EQ(town.post(bill + "/storno", "fassung=1&reason=x").status(), http::Status::not_found);
    EXPECT_THAT(town.get("/verwaltung/zuwendungen").body_text(), Not(HasSubstr("Kreiszuwendung")));
    auto const made = town.post(
        "/verwaltung/zuwendungen/neu",
        std::string("body=aalfeld&title=Gemeindezuwendung&amount=50&schluessel=t") + granted);
    ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
    auto const theirs = std::string(made.header("Location"));
    // A voucher of theirs is counted for no grant of others.
    auto const foreign = town.post(
        theirs + "/belege/neu",
        "day=1.6.2010&payee=Firma&purpose=Saft&amount=5&kind=material&schluessel=f&share_" + number_of(theirs)
            + "=5&share_" + number_of(ours) + "=0,01");
    EXPECT_EQ(foreign.status(), http::Status::see_other) << "the other field is none of its form";
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM voucher_shares WHERE grant_id = ?", std::stoll(number_of(ours))),
        1);
    auto neighbour = logged_in(account("amt@bergau.example", {{"municipal_editor", bergau_}}));
    EXPECT_EQ(neighbour.get(theirs).status(), http::Status::not_found);
    EXPECT_THAT(shown("/verwaltung/zuwendungen"), HasSubstr("Gemeindezuwendung")) << "the Kreis sees all";
    auto steering = browser_of("steering_group");
    EXPECT_EQ(steering.get(ours).status(), http::Status::ok);
    EXPECT_THAT(steering.get(ours).body_text(), Not(HasSubstr("/belege")));
    EXPECT_EQ(steering.get(ours + "/belege").status(), http::Status::not_found) << "payees are not for them";
}

TEST_P(GrantEntries, no_button_of_others_is_pressed_whatever_grant_the_address_names)
{
    auto const ours = grant("Kreiszuwendung");
    called(ours, "1.6.2010: 100");
    auto const call = std::to_string(connection().load<std::int64_t>("SELECT id FROM grant_payments"));
    auto const bill = number_of(voucher(ours, "1.6.2010", "10"));
    auto const draft
        = number_of(proof(ours, "kind=interim&until=30.6.2010&own=0&other=0&returned=0&report="));
    auto const agreed = office_->post(
        ours + "/weitergaben/neu",
        "recipient=Verein&title=Vorlesen&amount=5&agreed_on=1.6.2010&proof_due=1.9.2010"
        "&mail=kasse@verein.example&schluessel=w");
    ASSERT_EQ(agreed.status(), http::Status::see_other) << agreed.body_text();
    auto const contract = number_of(std::string(agreed.header("Location")));
    auto town = logged_in(account("amt@aalfeld.example", {{"municipal_editor", aalfeld_}}));
    auto const made = town.post(
        "/verwaltung/zuwendungen/neu",
        std::string("body=aalfeld&title=Gemeindezuwendung&amount=50&schluessel=t") + granted);
    ASSERT_EQ(made.status(), http::Status::see_other) << made.body_text();
    auto const pages = std::vector<std::string>{
        "/abrufe/" + call,
        "/belege/" + bill,
        "/belege/" + bill + "/storno",
        "/belege/" + bill + "/datei",
        "/nachweise/" + draft + "/bearbeiten",
        "/nachweise/" + draft + "/einreichen",
        "/nachweise/" + draft + "/ergebnis",
        "/weitergaben/" + contract + "/bearbeiten",
        "/weitergaben/" + contract + "/formular-senden",
        "/weitergaben/" + contract + "/anerkennen",
        "/weitergaben/" + contract + "/rueckfrage",
        "/weitergaben/" + contract + "/rueckzug",
        "/weitergaben/" + contract + "/antrag-link",
        "/weitergaben/" + contract + "/antrag-rueckfrage",
        "/weitergaben/" + contract + "/antrag-annehmen",
        "/weitergaben/" + contract + "/antrag-ablehnen"};
    auto const done
        = [&] { return count("SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'funding.%'"); };
    auto const before = done();
    for (auto const& of : {ours, std::string(made.header("Location"))}) {
        for (auto const& page : pages)
            EXPECT_EQ(
                town.post(of + page, "fassung=1&reason=x&question=x&outcome=accepted").status(),
                http::Status::not_found)
                << of << page;
    }
    EXPECT_EQ(done(), before) << "nothing was done";
    EXPECT_EQ(
        office_->post(ours + "/belege/" + bill + "/storno", "fassung=1&reason=x").status(),
        http::Status::see_other)
        << "what they were refused is there";
}

}
} // namespace kommin::app
