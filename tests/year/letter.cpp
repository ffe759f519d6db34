#include "year/letter.hpp"

#include "platform/crypto/crypto.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <regex>

namespace kommin::year_tests {

namespace {

std::string header_of(std::string_view head, std::string_view name)
{
    auto const key = "\r\n" + std::string(name) + ": ";
    auto const all = "\r\n" + std::string(head) + "\r\n";
    auto const at = all.find(key);
    if (at == std::string::npos)
        return {};
    auto value = all.substr(at + key.size(), all.find("\r\n", at + 2) - at - key.size());
    // Folded lines go on with a blank.
    for (auto end = at + key.size() + value.size();
         all.compare(end, 3, "\r\n ") == 0 || all.compare(end, 3, "\r\n\t") == 0;) {
        auto const next = all.find("\r\n", end + 2);
        value += all.substr(end + 2, next - end - 2);
        end = next;
    }
    return value;
}

std::string from_quoted_printable(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '=') {
            plain += text[at];
        } else if (text.compare(at + 1, 2, "\r\n") == 0) {
            at += 2;
        } else {
            plain += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
            at += 2;
        }
    }
    return plain;
}

std::string from_base64(std::string_view text)
{
    std::string digits(text);
    std::erase_if(digits, [](char c) { return c == '\r' || c == '\n' || c == '='; });
    std::ranges::replace(digits, '+', '-');
    std::ranges::replace(digits, '/', '_');
    return crypto::from_base64url(digits).value_or("");
}

std::string content_of(std::string_view head, std::string_view body)
{
    auto const encoding = header_of(head, "Content-Transfer-Encoding");
    if (encoding == "quoted-printable")
        return from_quoted_printable(body);
    return encoding == "base64" ? from_base64(body) : std::string(body);
}

std::string boundary_of(std::string const& type)
{
    std::smatch match;
    return std::regex_search(type, match, std::regex("boundary=\"?([^\";]+)\"?")) ? match[1].str()
                                                                                  : std::string();
}

void read_part(Letter& letter, std::string_view part)
{
    auto const end = part.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return;
    auto const head = part.substr(0, end);
    auto const body = part.substr(end + 4);
    auto const type = header_of(head, "Content-Type");
    if (letter.language.empty())
        letter.language = header_of(head, "Content-Language");
    if (auto const boundary = boundary_of(type); !boundary.empty()) {
        auto const line = "--" + boundary;
        for (auto at = body.find(line); at != std::string_view::npos;) {
            auto const begin = at + line.size() + 2;
            at = body.find(line, begin);
            if (at != std::string_view::npos)
                read_part(letter, body.substr(begin, at - begin - 2));
        }
    } else if (type.starts_with("text/calendar")) {
        letter.calendar = content_of(head, body);
    } else if (type.starts_with("text/plain") && letter.text.empty()) {
        letter.text = content_of(head, body);
    }
}

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

std::string text_of(char const* text)
{
    return text == nullptr ? std::string() : std::string(text);
}

}

Letter::Letter(std::string const& mail)
{
    auto const head = std::string_view(mail).substr(0, mail.find("\r\n\r\n"));
    to = header_of(head, "To");
    subject = header_of(head, "Subject");
    read_part(*this, mail);
}

std::string Letter::link(std::string_view path) const
{
    std::smatch match;
    return std::regex_search(text, match, std::regex(std::string(path) + "[A-Za-z0-9_-]+")) ? match.str()
                                                                                            : std::string();
}

Event::Event(std::string const& calendar)
{
    std::unique_ptr<icalcomponent, FreeComponent> const all(icalparser_parse_string(calendar.c_str()));
    if (!all)
        return;
    method = text_of(icalproperty_method_to_string(icalcomponent_get_method(all.get())));
    // What is published has no organizer here, whatever RFC 5546 says of it: nobody is to answer.
    is_valid = icalcomponent_isa(all.get()) == ICAL_VCALENDAR_COMPONENT
        && icalcomponent_count_errors(all.get()) == 0
        && (method == "PUBLISH" || icalrestriction_check(all.get()) != 0);
    events = static_cast<std::size_t>(icalcomponent_count_components(all.get(), ICAL_VEVENT_COMPONENT));
    auto* const event = icalcomponent_get_first_component(all.get(), ICAL_VEVENT_COMPONENT);
    if (event == nullptr)
        return;
    uid = text_of(icalcomponent_get_uid(event));
    summary = text_of(icalcomponent_get_summary(event));
    description = text_of(icalcomponent_get_description(event));
    sequence = icalcomponent_get_sequence(event);
    is_cancelled = icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
    begins = text_of(icaltime_as_ical_string(icalcomponent_get_dtstart(event)));
}

} // namespace kommin::year_tests
