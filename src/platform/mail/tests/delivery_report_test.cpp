// Reports as mail servers write them, other mails, and bytes that mean harm.

#include "platform/mail/delivery_report.hpp"
#include "platform/mail/status.hpp"

#include <gmock/gmock.h>

namespace kommin::mail {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// With the boundary "b" and these fields of the recipient.
std::string report_about(std::string const& fields, std::string const& rest = {})
{
    return "From: MAILER-DAEMON@mx.example\n"
           "To: bounces+1-20784-9f86d081884c7d659a2feaa0@kreis.example\n"
           "MIME-Version: 1.0\n"
           "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"
           "--b\nContent-Type: text/plain\n\nIt did not arrive.\n"
           "--b\nContent-Type: message/delivery-status\n\n"
           "Reporting-MTA: dns; mx.example\n\n"
        + fields + "\n" + rest + "--b--\n";
}

RecipientReport recipient(std::string const& fields)
{
    auto const report = read_delivery_report(report_about(fields));
    EXPECT_TRUE(report && report->recipients.size() == 1) << fields;
    return report && !report->recipients.empty() ? report->recipients[0] : RecipientReport{};
}

TEST(Status, of_the_address_is_told_from_others)
{
    for (auto const* reply :
         {"550", "551 5.1.6", "550 5.1.1", "5.1.1", "554 5.1.1", "5.1.10", "550 5.2.1", "5.0.0", "5.4.4",
          "550 5.4.1", "550 5.0.0", "556 5.1.10"})
        EXPECT_TRUE(is_about_the_address(reply)) << reply;
    for (auto const* reply :
         {"", "552", "554", "552 5.2.2", "5.2.2", "550 5.7.1", "5.7.26", "5.4.1", "550 5.1.8", "5.1.7",
          "554 5.0.0", "4.4.1", "450 4.1.1", "421", "5.1", "5..1", "nonsense", "5.3.4"})
        EXPECT_FALSE(is_about_the_address(reply)) << reply;
    EXPECT_EQ(leading_status("5.1.10 (nobody)"), "5.1.10");
    EXPECT_EQ(leading_status("6.1.1"), "");
    EXPECT_EQ(leading_status("5.1.1.1"), "");
    EXPECT_EQ(leading_status("5.1111.1111"), "");
}

TEST(DeliveryReport, of_postfix_names_the_address_as_it_was_and_as_it_became)
{
    auto const report = read_delivery_report(report_about(
        "Final-Recipient: rfc822; leyla@verein.example\n"
        "Original-Recipient: rfc822;info@verein.example\n"
        "Action: failed\n"
        "Status: 5.1.1\n"
        "Remote-MTA: dns; mx.verein.example\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <leyla@verein.example>: Recipient address\n"
        "    rejected: User unknown in virtual mailbox table\n",
        "--b\nContent-Type: message/rfc822\n\n"
        "From: portal@kreis.example\nTo: Info <info@verein.example>\nSubject: x\n\nGuten Tag\n"));
    ASSERT_TRUE(report);
    EXPECT_THAT(report->sent_to, ElementsAre("bounces+1-20784-9f86d081884c7d659a2feaa0@kreis.example"));
    ASSERT_THAT(report->recipients, SizeIs(1));
    EXPECT_THAT(report->recipients[0].addresses, ElementsAre("info@verein.example", "leyla@verein.example"));
    EXPECT_EQ(report->recipients[0].delivery, Delivery::refused);
    EXPECT_EQ(report->recipients[0].reply, "550 5.1.1") << "codes, not the words, which repeat the address";
    EXPECT_THAT(report->returned_to, ElementsAre("info@verein.example"));
}

TEST(DeliveryReport, of_other_servers_is_understood)
{
    auto const exim
        = recipient("Action: failed\nFinal-Recipient: rfc822;leyla@verein.example\nStatus: 5.0.0\n"
                    "Remote-MTA: dns; mx.verein.example\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n");
    EXPECT_EQ(exim.delivery, Delivery::refused);
    EXPECT_EQ(exim.reply, "550 5.1.1");
    auto const exim_unrouteable
        = recipient("Action: failed\nFinal-Recipient: rfc822;leyla@nirgends.example\nStatus: 5.0.0\n");
    EXPECT_EQ(exim_unrouteable.delivery, Delivery::failed) << "it says the same of a full disk";
    auto const verdict
        = recipient("Action: failed\nFinal-Recipient: rfc822;leyla@verein.example\nStatus: 5.0.0\n"
                    "Diagnostic-Code: smtp; 550 Message rejected as spam\n");
    EXPECT_EQ(verdict.delivery, Delivery::failed) << "nobody knows at which step";
    auto const exchange
        = recipient("Final-Recipient: rfc822;leyla@firma.example\nAction: failed\nStatus: 5.4.1\n"
                    "Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied.\n"
                    "X-Display-Name: leyla@firma.example\n");
    EXPECT_EQ(exchange.delivery, Delivery::refused);
    auto const sendmail = recipient(
        "Original-Recipient: rfc822;<leyla@verein.example>\nFinal-Recipient: RFC822; leyla@verein.example\n"
        "Action: failed (bounced)\nStatus: 5.1.1 (bad destination)\nDiagnostic-Code: SMTP; 550-5.1.1 long\n");
    EXPECT_EQ(sendmail.delivery, Delivery::refused);
    EXPECT_EQ(sendmail.reply, "550 5.1.1");
    EXPECT_THAT(sendmail.addresses, ElementsAre("leyla@verein.example"));
    auto const no_domain
        = recipient("Final-Recipient: rfc822; leyla@nirgends.example\nAction: failed\nStatus: 5.4.4\n"
                    "Diagnostic-Code: X-Postfix; Host or domain name not found.\n");
    EXPECT_EQ(no_domain.delivery, Delivery::refused);
    EXPECT_EQ(no_domain.reply, "5.4.4");
}

TEST(DeliveryReport, of_a_mail_that_is_late_or_unwelcome_is_not_about_the_address)
{
    auto const about = [](std::string const& action, std::string const& codes) {
        return recipient("Final-Recipient: rfc822; a@b.example\nAction: " + action + "\n" + codes).delivery;
    };
    EXPECT_EQ(about("delayed", "Status: 4.4.1\n"), Delivery::delayed);
    EXPECT_EQ(about("delayed", "Status: 5.1.1\n"), Delivery::delayed);
    EXPECT_EQ(about("failed", "Status: 4.4.7\n"), Delivery::failed) << "given up after five days";
    EXPECT_EQ(about("failed", "Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 full\n"), Delivery::failed);
    EXPECT_EQ(about("failed", "Status: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 spam\n"), Delivery::failed);
}

TEST(DeliveryReport, says_nothing_of_those_whom_the_mail_has_reached)
{
    std::string const arrived = "Final-Recipient: rfc822; a@b.example\nAction: ";
    for (auto const* rest :
         {"delivered\nStatus: 2.0.0\n", "relayed\nStatus: 2.0.0\n", "expanded\nStatus: 2.0.0\n"})
        EXPECT_THAT(read_delivery_report(report_about(arrived + rest))->recipients, IsEmpty()) << rest;
    EXPECT_THAT(read_delivery_report(report_about(arrived + "failed\n"))->recipients, IsEmpty())
        << "a status is a must";
    auto const two = read_delivery_report(report_about(
        arrived
        + "delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; c@d.example\nAction: failed\n"
          "Status: 5.1.1\n\nFinal-Recipient: rfc822; e@f.example\nAction: failed\nStatus: 5.1.1\n"));
    ASSERT_THAT(two->recipients, SizeIs(2));
    EXPECT_THAT(two->recipients[1].addresses, ElementsAre("e@f.example"));
}

TEST(DeliveryReport, is_read_with_either_line_end_in_base64_and_behind_the_line_of_a_mailbox)
{
    std::string const fields = "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n";
    auto const text = report_about(fields);
    std::string with_returns;
    for (auto const c : text)
        with_returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_THAT(read_delivery_report(with_returns)->recipients, SizeIs(1));
    EXPECT_THAT(
        read_delivery_report("From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n" + text)->recipients, SizeIs(1));
    // "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n"
    auto const encoded = read_delivery_report(
        "Content-Type: multipart/report; boundary=b\nDelivered-To: x+1-2-3@kreis.example\nDelivered-To: "
        "y@kreis.example\n\n"
        "--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n"
        "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFAYi5leGFtcGxlCkFjdGlvbjogZmFpbGVkClN0YXR1\nczogNS4xLjEK\n--b--"
        "\n");
    ASSERT_TRUE(encoded);
    ASSERT_THAT(encoded->recipients, SizeIs(1));
    EXPECT_THAT(encoded->recipients[0].addresses, ElementsAre("a@b.example"));
    EXPECT_THAT(encoded->sent_to, ElementsAre("x+1-2-3@kreis.example", "y@kreis.example"));
}

TEST(OtherMails, are_no_report)
{
    for (auto const* mail :
         {"", "\n", "From ", "From x", "no headers at all",
          "From: leyla@verein.example\nAuto-Submitted: auto-replied\nSubject: Abwesend\n\nBis Montag.\n",
          "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b--\n",
          "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
          "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n--b--\n",
          "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n"
          "Status: 5.1.1\n"})
        EXPECT_FALSE(read_delivery_report(mail)) << mail;
}

TEST(HostileMails, cost_little_and_are_no_report)
{
    std::string nested;
    for (int depth = 0; depth < 5'000; ++depth)
        nested += "Content-Type: multipart/report; boundary=b" + std::to_string(depth) + "\n\n--b"
            + std::to_string(depth) + "\n";
    EXPECT_FALSE(read_delivery_report(nested));
    std::string messages;
    while (messages.size() < 900'000)
        messages += "content-type : message/rfc822\n\n";
    EXPECT_FALSE(read_delivery_report(messages));
    EXPECT_FALSE(read_delivery_report(std::string(largest_report + 1, 'a')));
    EXPECT_FALSE(read_delivery_report(std::string(largest_report, '\0')));

    // Nests groups in a header of addresses, and has more of everything than anybody needs.
    std::string groups;
    while (groups.size() < 400'000)
        groups += "a:<b(";
    std::string many;
    while (many.size() < 400'000)
        many += "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n";
    auto const large = read_delivery_report("Delivered-To: " + groups + "\n" + report_about(many));
    ASSERT_TRUE(large);
    EXPECT_THAT(large->recipients, SizeIs(most_recipients));
}

}
} // namespace kommin::mail
