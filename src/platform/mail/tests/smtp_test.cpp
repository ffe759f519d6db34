// Mails to a real server: encrypted, logged in, refused for now and for good, cut off.

#include "platform/base/testing.hpp"
#include "platform/mail/testing.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace kommin::mail {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Message message_to(std::string const& address)
{
    return {
        .id = "probe-1",
        .date = *parse_instant("2026-11-23T09:00:07Z"),
        .from = "portal@kreis.example",
        .to = {address},
        .subject = "Einladung",
        .text = "Guten Tag\n.\nein Punkt allein beendet nichts\n..\n",
        .language = "de"};
}

Result<void> send(SmtpOptions const& options, std::string const& address = "leyla@kreis.example")
{
    return Smtp(options).send(message_to(address));
}

ProblemKind kind_of(Result<void> const& result)
{
    EXPECT_FALSE(result) << "was sent";
    return result.problem().kind;
}

std::string reply_of(Result<void> const& result)
{
    for (auto const& [name, value] : result.problem().arguments) {
        if (name == "reply")
            return value;
    }
    return {};
}

TEST(SmtpUrl, names_scheme_host_and_port_only)
{
    for (auto const* url :
         {"smtp://mail.kreis.example:587", "smtps://mail.kreis.example", "smtp://127.0.0.1:25",
          "smtp://[::1]:25"})
        EXPECT_TRUE(is_smtp_url(url)) << url;
    for (auto const* url :
         {"", "mail.kreis.example", "http://mail.kreis.example", "smtp://", "smtp://a:b@host",
          "smtp://host/path", "smtp://host:", "smtp://host:port", "smtp://host:99999", "smtp://ho st",
          "smtp://host\r\nX: y", "smtp://[::1"})
        EXPECT_FALSE(is_smtp_url(url)) << url;
    EXPECT_TRUE(is_this_machine("smtp://[::1]:25"));
    EXPECT_TRUE(is_this_machine("smtp://localhost"));
    EXPECT_FALSE(is_this_machine("smtp://localhost.kreis.example"));
    EXPECT_FALSE(is_this_machine("smtp://127.0.0.1.kreis.example"));
}

TEST(SmtpUrl, nothing_goes_to_another_machine_without_tls)
{
    EXPECT_THROW(Smtp({.url = "smtp://mail.kreis.example", .is_plain = true}), std::invalid_argument);
    EXPECT_THROW(Smtp({.url = "mail.kreis.example"}), std::invalid_argument);
}

TEST(SmtpServerOnThisMachine, gets_the_mail_as_it_was_printed)
{
    SmtpServer const server;
    ASSERT_TRUE(send(server.options()));
    EXPECT_THAT(server.mails(), ElementsAre(print(message_to("leyla@kreis.example"))));
    EXPECT_THAT(server.events().back(), HasSubstr(R"("encrypted": false)"));
}

TEST(SmtpServerWithStartTls, gets_mails_encrypted_from_whoever_is_logged_in)
{
    SmtpServer const server({.tls = "starttls", .login = "kommin:Ge heim-äß"});
    auto options = server.options();
    options.user = "kommin";
    options.password = "Ge heim-äß";
    ASSERT_TRUE(send(options));
    EXPECT_THAT(server.events().back(), HasSubstr(R"("encrypted": true)"));
    EXPECT_THAT(server.events().back(), HasSubstr(R"("user": "kommin")"));

    options.password = "falsch";
    EXPECT_EQ(kind_of(send(options)), try_later) << "somebody will set the right one";
    options.user.clear();
    EXPECT_EQ(kind_of(send(options)), try_later);
    EXPECT_EQ(server.mails().size(), 1U);
}

TEST(SmtpServerWithTlsAtOnce, gets_mails_encrypted)
{
    SmtpServer const server({.tls = "at-once"});
    ASSERT_TRUE(send(server.options()));
    EXPECT_THAT(server.events().back(), HasSubstr(R"("encrypted": true)"));
}

TEST(SmtpServerWithStrangeCertificate, gets_nothing)
{
    for (auto const* tls : {"starttls", "at-once"}) {
        SmtpServer const server({.tls = tls});
        auto options = server.options();
        options.ca_file.clear(); // only the authorities of the system are believed
        auto const sent = send(options);
        EXPECT_EQ(kind_of(sent), try_later);
        EXPECT_EQ(sent.problem().message, "mail.problem.tls"_msg);
        EXPECT_THAT(server.mails(), IsEmpty());
    }
}

TEST(SmtpServerWithoutStartTls, gets_nothing_unless_it_is_set_to_be_plain)
{
    SmtpServer const server;
    auto options = server.options();
    options.is_plain = false;
    auto const sent = send(options);
    EXPECT_EQ(kind_of(sent), try_later);
    EXPECT_EQ(sent.problem().message, "mail.problem.tls"_msg);
    EXPECT_THAT(server.mails(), IsEmpty());
}

TEST(SmtpRefusal, for_good_is_told_from_for_now)
{
    SmtpServer const server;
    auto const refused
        = [&](std::string const& name) { return send(server.options(), name + "@kreis.example"); };

    EXPECT_EQ(kind_of(refused("unknown")), address_refused);
    EXPECT_EQ(reply_of(refused("unknown")), "550 5.1.1") << "not the words, which repeat the address";
    EXPECT_EQ(kind_of(refused("gone")), address_refused);
    EXPECT_EQ(reply_of(refused("gone")), "550");
    EXPECT_EQ(kind_of(refused("full")), mail_refused) << "the address is right";
    EXPECT_EQ(kind_of(refused("relay")), mail_refused) << "that is about us, not about the address";
    EXPECT_EQ(kind_of(refused("spam")), mail_refused);
    EXPECT_EQ(reply_of(refused("spam")), "554 5.7.1");
    EXPECT_EQ(kind_of(refused("later")), try_later);
    EXPECT_EQ(reply_of(refused("later")), "451 4.3.2");

    auto from_nobody = message_to("leyla@kreis.example");
    from_nobody.from = "nobody@kreis.example";
    auto const not_let_in = Smtp(server.options()).send(from_nobody);
    EXPECT_EQ(kind_of(not_let_in), try_later) << "it would be so for every mail until somebody mends it";
    EXPECT_EQ(not_let_in.problem().message, "mail.problem.sender"_msg);
    EXPECT_THAT(server.mails(), IsEmpty());
}

TEST(SmtpConnection, that_breaks_or_never_comes_about_is_tried_again)
{
    SmtpOptions gone;
    {
        SmtpServer const server;
        gone = server.options();
        EXPECT_EQ(kind_of(send(server.options(), "cut@kreis.example")), try_later);
        auto impatient = server.options();
        impatient.timeout = 1s;
        auto const silent = send(impatient, "silent@kreis.example");
        EXPECT_EQ(kind_of(silent), try_later);
        EXPECT_EQ(silent.problem().message, "mail.problem.timeout"_msg);
        EXPECT_THAT(server.mails(), IsEmpty());
    }
    auto const nobody_listens = send(gone);
    EXPECT_EQ(kind_of(nobody_listens), try_later);
    EXPECT_EQ(nobody_listens.problem().message, "mail.problem.no_connection"_msg);
}

TEST(SmtpConnection, is_one_for_each_mail_on_every_thread)
{
    SmtpServer const server({.tls = "starttls"});
    Smtp const smtp(server.options());
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&smtp] {
            for (int mail = 0; mail < 3; ++mail)
                EXPECT_TRUE(smtp.send(message_to("leyla@kreis.example")));
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(server.mails().size(), 12U);
}

}
} // namespace kommin::mail
