#pragma once
// Mail: a message as RFC 5322 text, and the outbox where it lies as a file if no server is set to send it
// (smtp.hpp).

#include "platform/base/date.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::mail {

// A date that goes along (platform/calendar), as calendars know it from each other: as one more form of the
// text, and as a file for those who look for files only.
struct CalendarPart {
    std::string method; // as stands in the text: "REQUEST"
    std::string text; // iCalendar, with CRLF
    std::string file_name; // "termin.ics": letters, digits, - and dot
};

// A picture of the page of a mail, which shows it where it says picture_id(). Whoever reads the text finds it
// as a file.
struct PicturePart {
    std::string file_name; // "eintritt.png": as of a date
    std::string png;
};

struct Message {
    // The same at every try to write it, so that a job which is repeated makes one mail: a word of the
    // characters a-z 0-9 - and dot. With the domain of the sender it is the Message-ID.
    std::string id;
    Instant date;
    std::string from; // "portal@kreis.example"
    std::string from_name = {}; // UTF-8: "Kreis Unna"; empty: the address alone
    // Where servers report that it did not arrive; empty: `from`. On the envelope, not in the message.
    std::string return_to = {};
    std::vector<std::string> to; // none: a mail that stays in the outbox
    std::string subject; // UTF-8
    std::string text; // UTF-8, lines end with \n
    std::string html = {}; // the same as a page, for readers who prefer it; empty: text only
    std::string language; // BCP 47: "de"
    std::optional<CalendarPart> calendar = std::nullopt;
    std::optional<PicturePart> picture = std::nullopt;
};

// The Content-ID of the picture of a message with this id and this sender.
std::string picture_id(std::string_view message_id, std::string_view from);

// Whether it is an address as RFC 5321 wants it and people have it: dot-atom "@" host name, ASCII.
bool is_address(std::string_view text);
// And one that a stranger's server can find: its domain has a name and an ending ("a@b" is for this house
// only).
bool is_public_address(std::string_view text);

// The whole message with CRLF line ends, in ASCII lines of at most 76 characters. Whatever subject, names and
// texts hold cannot become a header.
// Throws std::invalid_argument for an id, an address, a method or a name of a file that is none.
std::string print(Message const& message);

// A folder of .eml files, which only its owner can enter.
class Outbox {
public:
    // Made at the first put().
    explicit Outbox(std::filesystem::path folder)
        : folder_(std::move(folder))
    { }
    // On the disk when it returns; replaces a message of the same id. Throws files::Unavailable, or
    // std::invalid_argument as print().
    void put(Message const& message) const;
    [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

} // namespace kommin::mail
