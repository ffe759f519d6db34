#include "platform/mail/delivery_report.hpp"

#include "platform/base/text.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/status.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace kommin::mail {

namespace {

// Of a header that names recipients. The library descends once for every group in it.
constexpr std::size_t longest_recipients = 2'000;
constexpr std::size_t most_addresses = 20;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template<class Object>
using Owned = std::unique_ptr<Object, Unref>;

void prepare_gmime()
{
    [[maybe_unused]] static bool const is_ready = [] {
        g_mime_init();
        return true;
    }();
}

Owned<GMimeParser> parser_of(std::string_view bytes)
{
    Owned<GMimeStream> const stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    return Owned<GMimeParser>(g_mime_parser_new_with_stream(stream.get()));
}

// The library descends once per part. A part that holds others says so in a header of its own, and one of
// multipart/digest holds a message that says nothing.
bool has_too_many_parts(std::string_view bytes)
{
    std::size_t parts = 0;
    for (std::size_t line = 0; line < bytes.size() && parts <= most_parts;) {
        constexpr std::string_view name = "content-type";
        if (ascii_lower(bytes.substr(line, name.size())) == name)
            ++parts;
        auto const end = bytes.find('\n', line);
        line = end == std::string_view::npos ? bytes.size() : end + 1;
    }
    return parts > most_parts;
}

std::string header_of(GMimeObject* object, char const* name)
{
    auto const* const value = g_mime_object_get_header(object, name);
    return value == nullptr ? std::string() : std::string(trim(value));
}

void add(std::vector<std::string>& addresses, std::string_view address)
{
    if (is_address(address) && addresses.size() < most_addresses
        && std::ranges::find(addresses, address) == addresses.end())
        addresses.emplace_back(address);
}

void add_recipients(std::vector<std::string>& addresses, std::string_view header)
{
    std::string const text(header.substr(0, longest_recipients));
    Owned<InternetAddressList> const list(internet_address_list_parse(nullptr, text.c_str()));
    if (!list)
        return;
    for (int i = 0; i < internet_address_list_length(list.get()); ++i) {
        auto* const address = internet_address_list_get_address(list.get(), i);
        if (!INTERNET_ADDRESS_IS_MAILBOX(address))
            continue;
        if (auto const* const spelled = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))
            add(addresses, spelled);
    }
}

// What the part says, decoded.
std::string content_of(GMimeObject* object)
{
    if (!GMIME_IS_PART(object))
        return {};
    auto* const content = g_mime_part_get_content(GMIME_PART(object));
    if (content == nullptr)
        return {};
    Owned<GMimeStream> const stream(g_mime_stream_mem_new());
    if (g_mime_data_wrapper_write_to_stream(content, stream.get()) < 0)
        return {};
    auto const* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return bytes->data == nullptr ? std::string()
                                  : std::string(reinterpret_cast<char const*>(bytes->data), bytes->len);
}

bool is_type(GMimeObject* object, char const* type, char const* subtype)
{
    auto* const content_type = g_mime_object_get_content_type(object);
    return content_type != nullptr && g_mime_content_type_is_type(content_type, type, subtype) != FALSE;
}

// "rfc822; leyla@kreis.example"
std::string_view address_of_field(std::string_view field)
{
    auto const semicolon = field.find(';');
    auto address = semicolon == std::string_view::npos ? field : trim(field.substr(semicolon + 1));
    if (address.starts_with('<') && address.ends_with('>'))
        address = address.substr(1, address.size() - 2);
    return trim(address);
}

// "smtp; 550-5.1.1 <leyla@kreis.example>: nobody" and status "5.1.1": "550 5.1.1".
std::string reply_of(std::string_view diagnostic, std::string_view status)
{
    auto reply = std::string(leading_status(status));
    auto const semicolon = diagnostic.find(';');
    if (semicolon == std::string_view::npos || ascii_lower(trim(diagnostic.substr(0, semicolon))) != "smtp")
        return reply;
    auto const said = trim(diagnostic.substr(semicolon + 1));
    bool const has_code = said.size() >= 3 && (said[0] == '4' || said[0] == '5')
        && std::ranges::all_of(said.substr(0, 3), [](char c) { return c >= '0' && c <= '9'; });
    if (!has_code)
        return reply;
    // Some servers say 5.0.0 themselves, whatever the one that refused has said.
    auto const said_status = leading_status(said.size() > 4 ? said.substr(4) : std::string_view{});
    if (!said_status.empty() && (reply.empty() || reply.ends_with(".0.0")))
        reply = said_status;
    return std::string(said.substr(0, 3)) + (reply.empty() ? "" : " ") + reply;
}

// One group of fields; nothing about a recipient whom the mail has reached, and for the fields of the mail.
std::optional<RecipientReport> recipient_of(std::string_view fields)
{
    auto const text = std::string(fields) + "\n\n";
    auto const parser = parser_of(text);
    Owned<GMimeObject> const group(g_mime_parser_construct_part(parser.get(), nullptr));
    if (!group)
        return std::nullopt;
    auto const action = ascii_lower(header_of(group.get(), "Action"));
    auto const is_failure = action.starts_with("failed");
    if (!is_failure && !action.starts_with("delayed"))
        return std::nullopt;
    RecipientReport report;
    for (auto const* name : {"Original-Recipient", "Final-Recipient"})
        add(report.addresses, address_of_field(header_of(group.get(), name)));
    report.reply = reply_of(header_of(group.get(), "Diagnostic-Code"), header_of(group.get(), "Status"));
    if (report.reply.empty()) // no report has none (RFC 3464 § 2.3.4)
        return std::nullopt;
    if (!is_failure)
        report.delivery = Delivery::delayed;
    else if (names_the_address(report.reply))
        report.delivery = Delivery::refused;
    return report;
}

void add_groups(std::vector<RecipientReport>& recipients, std::string_view text)
{
    std::string fields;
    auto const end_group = [&] {
        if (auto report = fields.empty() ? std::nullopt : recipient_of(fields))
            recipients.push_back(std::move(*report));
        fields.clear();
    };
    for (auto line : split(text, '\n')) {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (recipients.size() == most_recipients)
            return;
        if (trim(line).empty())
            end_group();
        else
            fields.append(line).append("\n");
    }
    if (recipients.size() < most_recipients)
        end_group();
}

// The mail that came back, or its head alone.
void add_returned(std::vector<std::string>& addresses, GMimeObject* part)
{
    if (GMIME_IS_MESSAGE_PART(part)) {
        if (auto* const message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)))
            add_recipients(addresses, header_of(GMIME_OBJECT(message), "To"));
        return;
    }
    if (!is_type(part, "text", "rfc822-headers") && !is_type(part, "message", "rfc822-headers")
        && !is_type(part, "message", "global-headers"))
        return;
    auto const head = content_of(part) + "\n\n";
    auto const parser = parser_of(head);
    Owned<GMimeMessage> const message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (message)
        add_recipients(addresses, header_of(GMIME_OBJECT(message.get()), "To"));
}

// Mail servers tell in these for whom they hand a mail over; the last one is written by the reporting server.
void add_own_recipients(std::vector<std::string>& addresses, GMimeObject* message)
{
    constexpr std::array<std::string_view, 4> names{"delivered-to", "x-original-to", "envelope-to", "to"};
    auto* const headers = g_mime_object_get_header_list(message);
    for (int i = 0; i < g_mime_header_list_get_count(headers) && addresses.size() < most_addresses; ++i) {
        auto* const header = g_mime_header_list_get_header_at(headers, i);
        auto const* const value = g_mime_header_get_value(header);
        auto const name = ascii_lower(g_mime_header_get_name(header));
        if (value != nullptr && std::ranges::find(names, name) != names.end())
            add_recipients(addresses, value);
    }
}

}

std::optional<DeliveryReport> read_delivery_report(std::string_view bytes)
{
    if (bytes.starts_with("From ")) // the line that mailboxes have before each mail
        bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    if (bytes.empty() || bytes.size() > largest_report || has_too_many_parts(bytes))
        return std::nullopt;
    prepare_gmime();
    auto const parser = parser_of(bytes);
    Owned<GMimeMessage> const message(g_mime_parser_construct_message(parser.get(), nullptr));
    auto* const body = message ? g_mime_message_get_mime_part(message.get()) : nullptr;
    if (body == nullptr || !GMIME_IS_MULTIPART(body) || !is_type(body, "multipart", "report"))
        return std::nullopt;
    DeliveryReport report;
    bool has_status = false;
    auto* const parts = GMIME_MULTIPART(body);
    for (int i = 0; i < g_mime_multipart_get_count(parts); ++i) {
        auto* const part = g_mime_multipart_get_part(parts, i);
        if (!has_status
            && (is_type(part, "message", "delivery-status")
                || is_type(part, "message", "global-delivery-status"))) {
            has_status = true;
            add_groups(report.recipients, content_of(part));
        } else {
            add_returned(report.returned_to, part);
        }
    }
    if (!has_status)
        return std::nullopt;
    add_own_recipients(report.sent_to, GMIME_OBJECT(message.get()));
    return report;
}

} // namespace kommin::mail
