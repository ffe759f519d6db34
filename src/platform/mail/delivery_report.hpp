#pragma once
// DeliveryReport: what a mail server writes back about a mail that it could not deliver (RFC 3464), read from
// bytes of which nobody knows who wrote them. What it says is worth nothing before somebody has proved that
// it answers a mail of ours.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::mail {

// Larger ones are not read: the mails that are reported about are small.
inline constexpr std::size_t largest_report = std::size_t{1} << 20U;
// Parts that a report may have, in whatever depth.
inline constexpr std::size_t most_parts = 40;
inline constexpr std::size_t most_recipients = 20;

enum class Delivery {
    refused, // there is nobody at this address, for good
    failed, // this mail did not arrive
    delayed // the server goes on trying
};

struct RecipientReport {
    Delivery delivery = Delivery::failed;
    std::string reply; // codes only: "550 5.1.1" or "5.4.4"
    // The recipient as the sender knew it, and where it went in the end. Each is an address.
    std::vector<std::string> addresses;
};

struct DeliveryReport {
    std::vector<std::string> sent_to; // whom the report itself went to
    std::vector<RecipientReport> recipients; // without those whom the mail has reached
    std::vector<std::string> returned_to; // recipients of the mail that came back, as it says itself
};

// Nothing for any other mail: an absence note, a newsletter, one with too many parts or too large.
std::optional<DeliveryReport> read_delivery_report(std::string_view bytes);

} // namespace kommin::mail
