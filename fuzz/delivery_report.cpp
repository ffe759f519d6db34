// Reports of mail servers. Promises: any bytes are a report or none; what a report says is bounded, its
// addresses are such, its replies are codes; whoever is refused for good is refused by a code that says so.

#include "platform/mail/delivery_report.hpp"
#include "fuzz.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/status.hpp"

#include <vector>

namespace kommin::fuzz {

namespace {

constexpr std::size_t most_addresses = 20;

void check_addresses(std::vector<std::string> const& addresses)
{
    require(addresses.size() <= most_addresses, "addresses are bounded");
    for (auto const& address : addresses)
        require(mail::is_address(address), "an address is one");
}

}

void run(std::string_view input)
{
    auto const report = mail::read_delivery_report(input);
    if (!report)
        return;
    require(report->recipients.size() <= mail::most_recipients, "recipients are bounded");
    check_addresses(report->sent_to);
    check_addresses(report->returned_to);
    for (auto const& recipient : report->recipients) {
        check_addresses(recipient.addresses);
        require(!recipient.reply.empty() && recipient.reply.size() <= 13, "a reply is short");
        require(
            recipient.reply.find_first_not_of("0123456789. ") == std::string::npos, "a reply is codes only");
        if (recipient.delivery == mail::Delivery::refused)
            require(mail::is_about_the_address(recipient.reply), "refused means the address");
    }
}

} // namespace kommin::fuzz
