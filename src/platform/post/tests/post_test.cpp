// Letters on their way: in one layout, to a real mail server, refused for good and never tried again.

#include "platform/db/testing.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/mail/testing.hpp"
#include "platform/post/post.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/post/returned_mail.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <cctype>
#include <regex>

namespace kommin::post {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Letter letter_to(std::string to)
{
    return {
        .id = "probe-1",
        .to = std::move(to),
        .from_name = "Kreis Musterau",
        .subject = "Ihr Konto",
        .text = "Guten Tag, <Leyla> & Co,\n\nhier ist\nIhr Link:",
        .button
        = Letter::Button{"Passwort setzen", *html::Url::external("https://musterau.example/x?a=1&b=2")},
        .note = "Er gilt sieben Tage."};
}

TEST(Letter, says_the_same_as_text_and_as_page)
{
    auto const message = message_of(letter_to("leyla@kreis.example"), "portal@kreis.example", Instant{});
    EXPECT_EQ(
        message.text,
        "Guten Tag, <Leyla> & Co,\n\nhier ist\nIhr Link:\n\nhttps://musterau.example/x?a=1&b=2\n\nEr gilt "
        "sieben Tage."
        "\n\n-- \nDiese Mail hat ein Programm für Kreis Musterau verschickt. Antworten darauf liest "
        "niemand.\n");
    EXPECT_THAT(message.html, HasSubstr("Guten Tag, &lt;Leyla&gt; &amp; Co,</p>"));
    EXPECT_THAT(message.html, HasSubstr("hier ist<br>Ihr Link:"));
    EXPECT_THAT(message.html, HasSubstr(R"(href="https://musterau.example/x?a=1&amp;b=2")"));
    EXPECT_THAT(message.html, HasSubstr("Passwort setzen</a>"));
    EXPECT_THAT(message.html, HasSubstr(R"(<html lang="de" dir="ltr">)"));
    EXPECT_EQ(message.from_name, "Kreis Musterau");
}

TEST(Letter, shows_a_picture_that_comes_along_and_says_by_which_name_it_is_at_hand)
{
    auto letter = letter_to("leyla@kreis.example");
    letter.picture = Letter::Picture{
        .about = "Ihr Code, auch als Bild: eintritt.png",
        .file = {.file_name = "eintritt.png", .png = "PNG"},
        .side = 200};
    auto const message = message_of(letter, "portal@kreis.example", Instant{});
    EXPECT_THAT(
        message.html,
        HasSubstr(
            R"(<img src="cid:picture.probe-1@kreis.example" alt="Ihr Code, auch als Bild: eintritt.png")"));
    EXPECT_THAT(message.text, HasSubstr("\n\nIhr Code, auch als Bild: eintritt.png\n\nEr gilt sieben Tage."));
    EXPECT_EQ(message.picture.value().png, "PNG");
    EXPECT_THAT(mail::print(message), HasSubstr("Content-ID: <picture.probe-1@kreis.example>"));
}

TEST(Letter, fetches_nothing_from_anywhere)
{
    auto letter = letter_to("leyla@kreis.example");
    letter.button.reset();
    auto const page = message_of(letter, "portal@kreis.example", Instant{}).html;
    for (auto const* word : {"http", "src=", "url(", "<img", "<link", "<script", "@import"})
        EXPECT_THAT(page, Not(HasSubstr(word)));
}

TEST(Letter, runs_from_right_to_left_where_its_language_does)
{
    auto letter = letter_to("leyla@kreis.example");
    letter.language = *i18n::Language::find("ar");
    auto const message = message_of(letter, "portal@kreis.example", Instant{});
    EXPECT_THAT(message.html, HasSubstr(R"(<html lang="ar" dir="rtl">)"));
    EXPECT_THAT(message.html, HasSubstr(R"(<table role="presentation" lang="ar" dir="rtl")"))
        << "readers that drop the head keep the direction";
    EXPECT_THAT(message.html, HasSubstr(R"(<bdi dir="ltr">https://)"));
    EXPECT_EQ(message.language, "ar");
}

TEST(Letter, keeps_the_words_of_somebody_in_their_own_direction)
{
    auto letter = letter_to("leyla@kreis.example");
    letter.language = *i18n::Language::find("ar");
    letter.quote = Letter::Quote{"كتبت:", "8-12, 14-16:30?\nDanke.", i18n::Language::german()};
    auto const message = message_of(letter, "portal@kreis.example", Instant{});
    EXPECT_THAT(message.html, HasSubstr(R"(<blockquote lang="de" dir="ltr")"));
    EXPECT_THAT(message.html, HasSubstr(">8-12, 14-16:30?<br>Danke.</p></blockquote>"));
    EXPECT_THAT(message.text, HasSubstr("كتبت:\n\u20688-12, 14-16:30?\u2069\n\u2068Danke.\u2069\n\n"));
    letter.language = *i18n::Language::find("tr");
    EXPECT_THAT(
        message_of(letter, "portal@kreis.example", Instant{}).text, HasSubstr("\n8-12, 14-16:30?\nDanke.\n"));
}

TEST(Letter, is_a_page_with_a_heading_for_whoever_listens)
{
    auto const page = message_of(letter_to("leyla@kreis.example"), "portal@kreis.example", Instant{}).html;
    EXPECT_THAT(page, HasSubstr(R"(<div role="main">)"));
    EXPECT_THAT(page, HasSubstr(">Ihr Konto</h1>"));
}

class PostOffice : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        DatabaseTest::SetUp();
        for (auto* tenant : {&tenant_, &other_tenant_})
            *tenant = connection().load<TenantId>(
                "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name,"
                " help_phone, help_email, help_address, map_view_box, map_attribution, created_at)"
                " VALUES (?, 'Kreis', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', ?)"
                " RETURNING id",
                tenant == &tenant_ ? "a" : "b", clock_.now());
    }
    WorkContext context(TenantId tenant)
    {
        return {connection(), tenant, Actor::system(), clock_, i18n::Zone::berlin(), no_signals};
    }
    Post post(std::shared_ptr<mail::Smtp const> smtp)
    {
        return Post({.outbox = outbox(), .sender = "portal@kreis.example", .smtp = std::move(smtp)});
    }
    std::filesystem::path outbox() { return std::filesystem::path(database().directory()) / "outbox"; }
    std::vector<RefusedAddress> refused(TenantId tenant)
    {
        return list_refused_addresses(connection(), tenant, {.limit = 10});
    }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
    TenantId other_tenant_;
};
KOMMIN_ON_BOTH_ENGINES(PostOffice);

TEST_P(PostOffice, without_a_server_or_an_address_letters_lie_in_the_outbox)
{
    EXPECT_TRUE(post(nullptr).send(context(tenant_), letter_to("leyla@kreis.example")));
    EXPECT_TRUE(std::filesystem::exists(outbox() / "probe-1.eml"));
    mail::SmtpServer const server;
    auto const with_server = post(std::make_shared<mail::Smtp const>(server.options()));
    auto to_nobody = letter_to({});
    to_nobody.id = "probe-2";
    EXPECT_TRUE(with_server.send(context(tenant_), to_nobody));
    EXPECT_TRUE(std::filesystem::exists(outbox() / "probe-2.eml"));
    EXPECT_EQ(with_server.send(context(tenant_), letter_to("nicht so")).problem().kind, ProblemKind::invalid);
    EXPECT_THAT(server.mails(), IsEmpty());
}

TEST_P(PostOffice, an_address_refused_for_good_is_marked_and_not_tried_again_until_somebody_lifts_it)
{
    mail::SmtpServer const server;
    auto const office = post(std::make_shared<mail::Smtp const>(server.options()));
    auto const send
        = [&](std::string const& to, TenantId tenant) { return office.send(context(tenant), letter_to(to)); };

    EXPECT_EQ(send("unknown@kreis.example", tenant_).problem().kind, mail::address_refused);
    ASSERT_THAT(refused(tenant_), SizeIs(1));
    EXPECT_EQ(refused(tenant_)[0].shown_as, "u…@kreis.example");
    EXPECT_EQ(refused(tenant_)[0].reply, "550 5.1.1");
    EXPECT_EQ(refused(tenant_)[0].refused_at, clock_.now());
    EXPECT_THAT(server.events(), SizeIs(1));

    auto const again = send("Unknown@Kreis.example", tenant_);
    EXPECT_THAT(server.events(), SizeIs(1)) << "the server was not asked";
    EXPECT_EQ(
        i18n::text_of(again.problem(), i18n::Texts::of(i18n::Language::german())),
        "Nicht versucht: Der Mailserver hat diese Adresse am 23.11.2026 abgelehnt (550 5.1.1).");
    EXPECT_TRUE(send("leyla@kreis.example", tenant_)) << "others get their mail";
    EXPECT_THAT(refused(other_tenant_), IsEmpty());

    auto const id = refused(tenant_)[0].id;
    auto const lift = [&](TenantId tenant) {
        return run_use_case(context(tenant), [&](Work& work) { return lift_refusal(work, id); });
    };
    EXPECT_EQ(lift(other_tenant_).problem().kind, ProblemKind::not_found);
    EXPECT_TRUE(lift(tenant_));
    EXPECT_EQ(lift(tenant_).problem().kind, ProblemKind::not_found);
    auto const asked = server.events().size();
    EXPECT_FALSE(send("unknown@kreis.example", tenant_));
    EXPECT_EQ(server.events().size(), asked + 1);
}

TEST_P(PostOffice, a_refusal_that_is_not_about_the_address_marks_nothing)
{
    mail::SmtpServer const server;
    auto const office = post(std::make_shared<mail::Smtp const>(server.options()));
    for (auto const* name : {"full", "relay", "spam", "later", "cut"})
        EXPECT_FALSE(office.send(context(tenant_), letter_to(std::string(name) + "@kreis.example"))) << name;
    EXPECT_THAT(refused(tenant_), IsEmpty());
}

TEST_P(PostOffice, what_may_work_later_is_tried_again_and_the_rest_ends_with_its_reason)
{
    mail::SmtpServer const server;
    auto const office = post(std::make_shared<mail::Smtp const>(server.options()));
    JobRules const rules(
        {{"probe", JobOutward([&](WorkContext const& at, JobOrder const& order) {
              return office.send(at, letter_to(std::string(order.text("to")) + "@kreis.example"));
          })}},
        {},
        {.clock = clock_,
         .signals = no_signals,
         .list_tenants = [](db::Connection&) { return std::vector<TenantId>{}; },
         .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }});
    auto const enqueue = [&](std::string const& to) {
        db::Transaction transaction(connection());
        auto const id = jobs::enqueue(connection(), clock_, tenant_, "probe", R"({"to": ")" + to + "\"}");
        transaction.commit();
        return id;
    };
    auto const load = [&](jobs::JobId id) { return *jobs::find_job(connection(), tenant_, id); };
    auto const later = enqueue("later");
    auto const unknown = enqueue("unknown");
    auto const fine = enqueue("leyla");
    rules.run_due(connection());
    EXPECT_EQ(load(later).state, jobs::State::failed);
    EXPECT_GT(load(later).run_at, clock_.now());
    EXPECT_EQ(load(later).last_error, "Der Mailserver nimmt die Mail zurzeit nicht an (451 4.3.2).");
    EXPECT_TRUE(load(later).error_is_told);
    EXPECT_EQ(load(unknown).state, jobs::State::dead);
    EXPECT_EQ(load(unknown).last_error, "Diese Adresse gibt es laut Mailserver nicht (550 5.1.1).");
    EXPECT_EQ(load(fine).state, jobs::State::done);
    EXPECT_THAT(server.mails(), SizeIs(1));
}

class ReturnedMails : public PostOffice {
protected:
    Post reporting_post()
    {
        return Post(
            {.outbox = outbox(),
             .sender = "portal@kreis.example",
             .smtp = std::make_shared<mail::Smtp const>(server_.options()),
             .returns
             = ReturnAddress("bounces@kreis.example", [this]() -> crypto::Key const& { return key_; })});
    }
    // Sends a letter and takes what comes back about it.
    std::optional<NotedNews> send_and_take(std::string const& name)
    {
        EXPECT_TRUE(reporting_post().send(context(tenant_), letter_to(name + "@verein.example")));
        last_ = server_.report(++sent_);
        return take(last_);
    }
    std::optional<NotedNews> take(std::string const& bytes)
    {
        auto const report = mail::read_delivery_report(bytes);
        auto const proved = report ? proved_news(*report, key_, clock_.now()) : std::nullopt;
        if (!proved)
            return std::nullopt;
        return run_use_case(
                   context(proved->tenant),
                   [&](Work& work) -> Result<NotedNews> { return note_news(work, *proved); })
            .value();
    }
    std::vector<ReturnedMail> returned(TenantId tenant)
    {
        return list_returned_mails(connection(), tenant, 10);
    }

    mail::SmtpServer server_;
    crypto::Key key_ = return_key_of(crypto::Key::random());
    int sent_ = 0;
    std::string last_;
};
KOMMIN_ON_BOTH_ENGINES(ReturnedMails);

TEST_P(ReturnedMails, about_nobody_mark_the_address_that_the_letter_went_to)
{
    for (auto const* name : {"vanished", "moved"}) { // the report about the second names another address
        auto const noted = send_and_take(name);
        ASSERT_TRUE(noted) << last_;
        EXPECT_EQ(noted->refused, 1);
        EXPECT_TRUE(find_refused_address(connection(), tenant_, std::string(name) + "@Verein.example"));
    }
    EXPECT_FALSE(find_refused_address(connection(), tenant_, "old@elsewhere.example"));
    EXPECT_EQ(refused(tenant_)[0].reply, "550 5.1.1");
    EXPECT_THAT(refused(other_tenant_), IsEmpty());
    EXPECT_EQ(
        reporting_post().send(context(tenant_), letter_to("vanished@verein.example")).problem().kind,
        mail::address_refused);
    EXPECT_EQ(take(last_)->known, 1) << "the same report again";
    EXPECT_THAT(server_.events().back(), HasSubstr(R"("sender": "bounces+)"));
}

TEST_P(ReturnedMails, that_are_late_or_unwelcome_are_noted_and_nothing_is_marked)
{
    EXPECT_EQ(send_and_take("waiting")->noted, 1);
    clock_.set(clock_.now() + 1h);
    EXPECT_EQ(send_and_take("crowded")->noted, 1);
    EXPECT_EQ(take(last_)->known, 1);
    EXPECT_THAT(refused(tenant_), IsEmpty());
    ASSERT_THAT(returned(tenant_), SizeIs(2));
    EXPECT_EQ(returned(tenant_)[0].shown_as, "c…@verein.example");
    EXPECT_FALSE(returned(tenant_)[0].is_delayed);
    EXPECT_EQ(returned(tenant_)[0].reply, "552 5.2.2");
    EXPECT_TRUE(returned(tenant_)[1].is_delayed);
    EXPECT_EQ(returned(tenant_)[1].reply, "4.4.1");
    EXPECT_THAT(returned(other_tenant_), IsEmpty());
    clock_.set(clock_.now() + 48h);
    EXPECT_EQ(take(last_)->noted, 1) << "two days later it is news";

    auto const erase = [&] {
        return run_use_case(
                   context(tenant_),
                   [&](Work& work) -> Result<std::int64_t> {
                       return erase_old_returned_mails(work, std::chrono::days(1));
                   })
            .value();
    };
    EXPECT_EQ(erase(), 1);
    EXPECT_THAT(returned(tenant_), SizeIs(1));
}

TEST_P(ReturnedMails, an_address_that_is_refused_in_the_end_is_late_no_more)
{
    EXPECT_EQ(send_and_take("waiting")->noted, 1);
    auto refused_now = std::regex_replace(last_, std::regex("Action: delayed"), "Action: failed");
    refused_now = std::regex_replace(refused_now, std::regex("Status: 4.4.1"), "Status: 5.1.1");
    EXPECT_EQ(take(refused_now)->refused, 1);
    EXPECT_THAT(returned(tenant_), IsEmpty());
}

TEST_P(ReturnedMails, that_are_older_than_what_somebody_has_allowed_again_do_not_mark_it_anew)
{
    auto const lift = [&] {
        return run_use_case(context(tenant_), [&](Work& work) {
            return lift_refusal(work, list_refused_addresses(connection(), tenant_, {}).front().id);
        });
    };
    ASSERT_EQ(send_and_take("vanished")->refused, 1);
    auto const first = last_;
    ASSERT_TRUE(lift());
    EXPECT_EQ(take(first)->noted, 1) << "of the same day: perhaps a letter that left after it was allowed";
    EXPECT_THAT(refused(tenant_), IsEmpty());
    EXPECT_EQ(take(first)->known, 1);

    clock_.set(clock_.now() + 48h);
    ASSERT_EQ(send_and_take("vanished")->refused, 1) << "a letter of later says that it is still so";
    ASSERT_TRUE(lift());
    EXPECT_EQ(take(first)->known, 1) << "older than what was allowed now";
    EXPECT_THAT(refused(tenant_), IsEmpty());

    // Forgotten only when no report of before is believed any more.
    auto const night = [&](std::chrono::days later) {
        clock_.set(clock_.now() + later);
        return run_use_case(
                   context(tenant_),
                   [&](Work& work) -> Result<std::int64_t> {
                       erase_old_refusals(work, std::chrono::days{180});
                       return work.db().load<std::int64_t>("SELECT count(*) FROM lifted_refusals");
                   })
            .value();
    };
    EXPECT_EQ(night(longest_way_back), 1);
    EXPECT_EQ(night(std::chrono::days{2}), 0);
    EXPECT_FALSE(take(first));
}

TEST_P(ReturnedMails, that_anybody_could_have_written_change_nothing)
{
    ASSERT_EQ(send_and_take("crowded")->noted, 1);
    auto const forged = [&](std::string const& pattern, std::string const& by) {
        auto text = std::regex_replace(last_, std::regex("5\\.2\\.2"), "5.1.1");
        text = std::regex_replace(text, std::regex(pattern), by);
        EXPECT_TRUE(mail::read_delivery_report(text));
        return take(text);
    };
    EXPECT_FALSE(forged("bounces\\+", "bounces")) << "no proof";
    EXPECT_FALSE(forged("(bounces\\+[0-9]+-[0-9]+-)[0-9a-f]{24}", "$010123456789abcdef01234567"));
    EXPECT_FALSE(forged("crowded@", "leyla@")) << "a proof for another address";
    EXPECT_FALSE(forged("(bounces\\+)[0-9]+-", "$01" + std::to_string(other_tenant_.value) + "-"));
    EXPECT_FALSE(forged("(bounces\\+[0-9]+-)[0-9]+-", "$0120781-")) << "the day before it was sent";
    auto const again = last_;
    auto const mine = key_;
    key_ = return_key_of(crypto::Key::random());
    EXPECT_FALSE(take(again)) << "of another installation";
    key_ = mine;
    clock_.set(clock_.now() + 24h * 16);
    EXPECT_FALSE(take(again)) << "too old";
    EXPECT_THAT(refused(tenant_), IsEmpty());
    EXPECT_THAT(refused(other_tenant_), IsEmpty());

    ASSERT_TRUE(reporting_post().send(context(tenant_), letter_to("absent@verein.example")));
    EXPECT_THAT(server_.report(2), HasSubstr("nicht im Haus"));
    EXPECT_FALSE(take(server_.report(2))) << "an absence note is no report";
}

TEST(ReturnAddress, has_a_name_that_fits_and_survives_servers_that_fold_its_case)
{
    auto const key = crypto::Key::random();
    auto const mailbox = std::string(longest_mailbox_name, 'b') + "@kreis.example";
    auto const now = *parse_instant("2026-11-23T23:59:59Z");
    ReturnAddress const returns(mailbox, [&]() -> crypto::Key const& { return key; });
    auto const address = returns.address(TenantId{12345}, "Leyla@Verein.example", now);
    EXPECT_TRUE(mail::is_address(address)) << address;
    std::string shouted = address;
    for (auto& c : shouted)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    auto const token = find_token(shouted);
    ASSERT_TRUE(token);
    EXPECT_EQ(token->tenant, TenantId{12345});
    EXPECT_TRUE(proves(*token, key, "leyla@verein.EXAMPLE", now));
    EXPECT_FALSE(proves(*token, key, "leyla@verein.example", now - 24h)) << "from tomorrow";
    EXPECT_TRUE(proves(*token, key, "leyla@verein.example", now + longest_way_back));
    EXPECT_FALSE(proves(*token, key, "leyla@verein.example", now + longest_way_back + 24h));
    for (auto const* none :
         {"", "@", "a@b", "a+@b", "a+1-2@b", "a+1-2-3@b", "a+0-2-9f86d081884c7d659a2feaa0@b",
          "a+1-99999999-9f86d081884c7d659a2feaa0@b", "a+1--9f86d081884c7d659a2feaa0@b",
          "a+-1-2-9f86d081884c7d659a2feaa0@b", "a+1-2-9f86d081884c7d659a2feaa0"})
        EXPECT_FALSE(find_token(none)) << none;
}

TEST_P(PostOffice, old_marks_are_erased)
{
    auto const mark = [&](std::string const& address) {
        return run_use_case(context(tenant_), [&](Work& work) -> Result<void> {
            mark_refused(work, address, "550");
            return {};
        });
    };
    EXPECT_TRUE(mark("alt@kreis.example"));
    clock_.set(clock_.now() + 100h * 24);
    EXPECT_TRUE(mark("neu@kreis.example"));
    auto const erase = [&] {
        return run_use_case(
                   context(tenant_),
                   [](Work& work) -> Result<std::int64_t> {
                       return erase_old_refusals(work, std::chrono::days(90));
                   })
            .value();
    };
    EXPECT_EQ(erase(), 1);
    ASSERT_THAT(refused(tenant_), SizeIs(1));
    EXPECT_EQ(refused(tenant_)[0].shown_as, "n…@kreis.example");
}

}
} // namespace kommin::post
