#include "platform/mail/mail.hpp"

#include "platform/base/text.hpp"
#include "platform/files/files.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace kommin::mail {

namespace {

constexpr std::string_view crlf = "\r\n";

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Words of these characters between single dots.
bool is_dotted(std::string_view text, std::string_view also_allowed)
{
    auto const words = split(text, '.');
    return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
        return !word.empty() && std::all_of(word.begin(), word.end(), [&](char c) {
            return is_letter_or_digit(c) || also_allowed.find(c) != std::string_view::npos;
        });
    });
}

bool is_id(std::string_view id)
{
    return id.size() <= 100 && is_dotted(id, "-") && ascii_lower(id) == id;
}

std::string_view checked(std::string_view address)
{
    if (!is_address(address))
        throw std::invalid_argument("not a mail address");
    return address;
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const byte = [&](std::size_t offset) {
            return i + offset < bytes.size() ? static_cast<unsigned char>(bytes[i + offset]) : 0U;
        };
        unsigned const group = byte(0) << 16U | byte(1) << 8U | byte(2);
        for (unsigned part = 0; part < 4; ++part)
            out += i + part <= bytes.size() ? digits[group >> (18U - 6U * part) & 63U] : '=';
    }
    return out;
}

// One line without control characters: a line break in a subject would begin a new header.
std::string on_one_line(std::string_view text)
{
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; },
        ' ');
    return line;
}

// Encoded words (RFC 2047): at most 75 characters each, cut between code points, one per line.
std::string encoded_words(std::string_view text)
{
    constexpr std::size_t bytes_per_word = 45; // 60 digits between "=?UTF-8?B?" and "?="
    std::string out;
    while (!text.empty()) {
        auto const part = truncate_utf8(text, bytes_per_word);
        out += out.empty() ? "" : "\r\n ";
        out += "=?UTF-8?B?" + base64(part) + "?=";
        text.remove_prefix(part.size());
    }
    return out;
}

// "Kreis Unna" before the address; longer ones are cut, they are for the eye.
std::string mailbox(std::string_view name, std::string_view address)
{
    constexpr std::size_t longest_name = 120;
    auto const line = on_one_line(truncate_utf8(name, longest_name));
    if (line.empty())
        return std::string(address);
    bool const is_plain = line.size() <= 40 && std::all_of(line.begin(), line.end(), [](char c) {
                              return is_letter_or_digit(c) || c == ' ' || c == '-';
                          });
    auto const shown = is_plain ? '"' + line + '"' : encoded_words(is_valid_utf8(line) ? line : "?");
    return shown + "\r\n <" + std::string(address) + '>';
}

std::string subject_line(std::string_view subject)
{
    auto const line = on_one_line(subject);
    bool const is_plain = line.size() <= 60 && line.find("=?") == std::string::npos
        && std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_plain ? line : encoded_words(is_valid_utf8(line) ? line : "?");
}

// "Mon, 23 Nov 2026 09:00:00 +0000" (RFC 5322 § 3.3), in English whatever the language.
std::string date_line(Instant instant)
{
    constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const iso = to_iso(instant); // 2026-11-23T09:00:00.000Z
    auto const day = std::chrono::floor<std::chrono::days>(instant);
    std::chrono::year_month_day const date{day};
    std::string line(days.at(std::chrono::weekday{day}.c_encoding()));
    line += ", " + iso.substr(8, 2) + ' ';
    line += months.at(static_cast<unsigned>(date.month()) - 1);
    return line + ' ' + iso.substr(0, 4) + ' ' + iso.substr(11, 8) + " +0000";
}

void append_escaped(std::string& line, unsigned char c)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    line += '=';
    line += digits[c >> 4U];
    line += digits[c & 15U];
}

// RFC 2045 § 6.7: ASCII lines of at most 76 characters.
std::string quoted_printable(std::string_view text)
{
    std::string out;
    std::string line;
    auto const end_line = [&](std::string_view end) {
        out += line;
        out += end;
        line.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c == '\n') {
            end_line(crlf);
            continue;
        }
        if (line.size() > 72)
            end_line("=\r\n");
        bool const ends_line = i + 1 == text.size() || text[i + 1] == '\n';
        bool const is_space = (c == ' ' || c == '\t') && !ends_line; // relays cut spaces at the end
        // A line that begins with a dot or "From " is changed on some ways.
        bool const is_trap = line.empty() && (c == '.' || c == 'F');
        if (((c > 0x20 && c < 0x7f && c != '=') || is_space) && !is_trap)
            line += static_cast<char>(c);
        else
            append_escaped(line, c);
    }
    if (!line.empty())
        end_line(crlf);
    return out;
}

// RFC 2045 § 6.8: lines of 76 digits.
std::string base64_lines(std::string_view bytes)
{
    constexpr std::size_t bytes_per_line = 57;
    std::string out;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes_per_line, bytes.size())))
        out.append(base64(bytes.substr(0, bytes_per_line))).append(crlf);
    return out;
}

void append_header(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append(crlf);
}

void append_text_part(
    std::string& out, std::string_view type, std::string_view text, std::string_view language)
{
    append_header(out, "Content-Type", std::string(type) + "; charset=utf-8");
    append_header(out, "Content-Transfer-Encoding", "quoted-printable");
    if (!language.empty())
        append_header(out, "Content-Language", on_one_line(language));
    out.append(crlf).append(quoted_printable(text));
}

// In base64: its own line ends must arrive as they are.
void append_file(
    std::string& out, std::string_view type, std::string_view disposition, std::string_view bytes,
    std::string_view content_id = {})
{
    append_header(out, "Content-Type", type);
    append_header(out, "Content-Transfer-Encoding", "base64");
    if (!content_id.empty())
        append_header(out, "Content-ID", "<" + std::string(content_id) + '>');
    if (!disposition.empty())
        append_header(out, "Content-Disposition", disposition);
    out.append(crlf).append(base64_lines(bytes));
}

// What it is, or how it is shown, with the name under which it is kept.
std::string named(std::string_view what, std::string_view parameter, std::string_view file_name)
{
    return std::string(what) + ";\r\n " + std::string(parameter) + "=\"" + std::string(file_name) + '"';
}

// Quoted-printable and base64 never have these two characters behind each other, so no text can end its part.
constexpr std::string_view boundary_of_forms = "=_kommin";
constexpr std::string_view boundary_of_files = "=_files";
constexpr std::string_view boundary_of_picture = "=_picture";

void append_multipart(std::string& out, std::string_view kind, std::string_view boundary)
{
    append_header(
        out, "Content-Type",
        "multipart/" + std::string(kind) + ";\r\n boundary=\"" + std::string(boundary) + '"');
}

void begin_part(std::string& out, std::string_view boundary)
{
    out.append(crlf).append("--").append(boundary).append(crlf);
}

void end_parts(std::string& out, std::string_view boundary)
{
    out.append(crlf).append("--").append(boundary).append("--").append(crlf);
}

// The same in several forms, the best one last (RFC 2046 § 5.1.4).
void append_forms(std::string& out, Message const& message)
{
    append_multipart(out, "alternative", boundary_of_forms);
    begin_part(out, boundary_of_forms);
    append_text_part(out, "text/plain", message.text, message.language);
    if (!message.html.empty()) {
        begin_part(out, boundary_of_forms);
        append_text_part(out, "text/html", message.html, message.language);
    }
    if (message.calendar) {
        begin_part(out, boundary_of_forms);
        auto const type = "text/calendar; charset=utf-8; method=" + message.calendar->method;
        append_file(out, type, "", message.calendar->text);
    }
    end_parts(out, boundary_of_forms);
}

// The picture beside all forms and not within the page (RFC 2387): who reads the text still has it.
void append_forms_and_picture(std::string& out, Message const& message)
{
    if (!message.picture)
        return append_forms(out, message);
    append_multipart(out, "related;\r\n type=\"multipart/alternative\"", boundary_of_picture);
    begin_part(out, boundary_of_picture);
    append_forms(out, message);
    begin_part(out, boundary_of_picture);
    auto const& name = message.picture->file_name;
    append_file(
        out, named("image/png", "name", name), named("inline", "filename", name), message.picture->png,
        picture_id(message.id, message.from));
    end_parts(out, boundary_of_picture);
}

void append_with_files(std::string& out, Message const& message, CalendarPart const& calendar)
{
    append_multipart(out, "mixed", boundary_of_files);
    begin_part(out, boundary_of_files);
    append_forms_and_picture(out, message);
    begin_part(out, boundary_of_files);
    append_file(
        out, named("application/ics", "name", calendar.file_name),
        named("attachment", "filename", calendar.file_name), calendar.text);
    end_parts(out, boundary_of_files);
}

void check(PicturePart const& picture)
{
    if (!is_dotted(picture.file_name, "-"))
        throw std::invalid_argument("not the name of a picture: " + picture.file_name);
}

void check(CalendarPart const& calendar)
{
    bool const is_method = !calendar.method.empty()
        && calendar.method.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
    if (!is_method || !is_dotted(calendar.file_name, "-"))
        throw std::invalid_argument(
            "not a date to send along: " + calendar.method + ", " + calendar.file_name);
}

}

bool is_address(std::string_view text)
{
    auto const at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > 254 || at > 64)
        return false;
    auto const host = text.substr(at + 1);
    return is_dotted(text.substr(0, at), "!#$%&'*+-/=?^_`{|}~") && is_dotted(host, "-")
        && !host.starts_with('-') && !host.ends_with('-');
}

bool is_public_address(std::string_view text)
{
    auto const dot = text.rfind('.');
    if (!is_address(text) || dot == std::string_view::npos || dot < text.rfind('@'))
        return false;
    auto const ending = text.substr(dot + 1);
    bool const has_letter
        = ending.find_first_not_of("0123456789-") != std::string_view::npos; // "1" would be a number of a net
    return ending.size() >= 2 && has_letter;
}

std::string picture_id(std::string_view message_id, std::string_view from)
{
    return "picture." + std::string(message_id) + std::string(from.substr(from.rfind('@')));
}

std::string print(Message const& message)
{
    if (!is_id(message.id))
        throw std::invalid_argument("not the id of a mail: " + message.id);
    if (message.calendar)
        check(*message.calendar);
    if (message.picture)
        check(*message.picture);
    std::string to;
    for (auto const& address : message.to) {
        to += to.empty() ? "" : ",\r\n ";
        to += checked(address);
    }
    auto const from = checked(message.from);
    std::string out;
    append_header(out, "Date", date_line(message.date));
    append_header(out, "From", mailbox(message.from_name, from));
    append_header(out, "To", to.empty() ? "undisclosed-recipients:;" : to);
    append_header(out, "Message-ID", "<" + message.id + std::string(from.substr(from.rfind('@'))) + ">");
    append_header(out, "Subject", subject_line(message.subject));
    append_header(out, "Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence note answers it
    append_header(out, "MIME-Version", "1.0");
    if (message.calendar)
        append_with_files(out, message, *message.calendar);
    else if (!message.html.empty() || message.picture)
        append_forms_and_picture(out, message);
    else
        append_text_part(out, "text/plain", message.text, message.language);
    return out;
}

void Outbox::put(Message const& message) const
{
    auto const text = print(message);
    if (!std::filesystem::exists(folder_)) {
        files::make_directories(folder_);
        std::error_code ignored; // the folder stays readable for the group at worst
        std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, ignored);
    }
    files::write_atomically(folder_ / (message.id + ".eml"), text);
}

} // namespace kommin::mail
