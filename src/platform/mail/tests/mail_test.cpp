#include "platform/files/files.hpp"
#include "platform/mail/mail.hpp"

#include <gmock/gmock.h>

#include <gmime/gmime.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Message message()
{
    return {
        .id = "portal.feedback-12.received",
        .date = *parse_instant("2026-11-23T09:00:07Z"),
        .from = "portal@kreis.example",
        .to = {"ki@kreis.example"},
        .subject = "Neue Nachricht",
        .text = "Guten Tag\n",
        .language = "de"};
}

std::vector<std::string> lines_of(std::string text)
{
    std::vector<std::string> lines;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n")) {
        lines.push_back(text.substr(0, end));
        text.erase(0, end + 2);
    }
    lines.push_back(text);
    return lines;
}

std::string header_of(std::string const& mail, std::string const& name)
{
    auto const head = mail.substr(0, mail.find("\r\n\r\n") + 2);
    auto const begin = ("\r\n" + head).find("\r\n" + name + ": ");
    auto end = begin;
    do // folded lines go on
        end = head.find("\r\n", end + 1);
    while (end != std::string::npos && end + 2 < head.size() && head[end + 2] == ' ');
    return head.substr(begin + name.size() + 2, end - begin - name.size() - 2);
}

TEST(Mail, is_printed_as_rfc_5322_wants_it)
{
    EXPECT_EQ(
        print(message()),
        "Date: Mon, 23 Nov 2026 09:00:07 +0000\r\n"
        "From: portal@kreis.example\r\n"
        "To: ki@kreis.example\r\n"
        "Message-ID: <portal.feedback-12.received@kreis.example>\r\n"
        "Subject: Neue Nachricht\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "Content-Language: de\r\n"
        "\r\n"
        "Guten Tag\r\n");
}

TEST(Mail, with_a_page_is_one_of_two_parts_and_no_text_ends_its_part)
{
    auto mail = message();
    mail.text = "Guten Tag\n--=_kommin--\n";
    mail.html = "<p lang=\"de\">Guten Tag</p>\n";
    auto const printed = print(mail);
    EXPECT_THAT(printed, HasSubstr("\r\nContent-Type: multipart/alternative;\r\n boundary=\"=_kommin\"\r\n"));
    EXPECT_THAT(
        printed,
        HasSubstr("\r\n--=_kommin\r\n"
                  "Content-Type: text/html; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: quoted-printable\r\n"
                  "Content-Language: de\r\n"
                  "\r\n"
                  "<p lang=3D\"de\">Guten Tag</p>\r\n"
                  "\r\n--=_kommin--\r\n"));
    std::size_t boundaries = 0;
    for (auto const& line : lines_of(printed))
        boundaries += line.starts_with("--=_kommin") ? 1 : 0;
    EXPECT_EQ(boundaries, 3U);
}

struct ReadPart {
    std::string type; // "text/calendar"
    std::string method; // parameter of the type
    std::string file_name;
    std::string content; // decoded
    std::string id; // of the content
};

// As a mail program reads it: the leaves in their order.
std::vector<ReadPart> parts_of(std::string const& mail)
{
    g_mime_init();
    auto* const stream = g_mime_stream_mem_new_with_buffer(mail.data(), mail.size());
    auto* const parser = g_mime_parser_new_with_stream(stream);
    auto* const message = g_mime_parser_construct_message(parser, nullptr);
    std::vector<ReadPart> parts;
    auto const text = [](char const* value) { return std::string(value == nullptr ? "" : value); };
    auto* const iterator = g_mime_part_iter_new(GMIME_OBJECT(message));
    do {
        auto* const object = g_mime_part_iter_get_current(iterator);
        if (object == nullptr || !GMIME_IS_PART(object))
            continue;
        auto* const content = g_mime_stream_mem_new();
        g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(object)), content);
        auto const* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(content));
        auto* const type = g_mime_object_get_content_type(object);
        auto* const mime = g_mime_content_type_get_mime_type(type);
        parts.push_back(
            {.type = text(mime),
             .method = text(g_mime_content_type_get_parameter(type, "method")),
             .file_name = text(g_mime_part_get_filename(GMIME_PART(object))),
             .content = std::string(reinterpret_cast<char const*>(bytes->data), bytes->len),
             .id = text(g_mime_object_get_content_id(object))});
        g_free(mime);
        g_object_unref(content);
    } while (g_mime_part_iter_next(iterator));
    g_mime_part_iter_free(iterator);
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return parts;
}

TEST(Mail, a_date_goes_along_as_a_form_of_the_text_and_as_a_file)
{
    auto mail = message();
    mail.html = "<p>Guten Tag</p>";
    std::string const date = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Größe " + std::string(300, 'x')
        + "\r\n--=_kommin--\r\nEND:VCALENDAR\r\n";
    mail.calendar = CalendarPart{.method = "REQUEST", .text = date, .file_name = "termin.ics"};
    auto const printed = print(mail);
    EXPECT_EQ(header_of(printed, "Content-Type"), "multipart/mixed;\r\n boundary=\"=_files\"");
    auto const parts = parts_of(printed);
    // The forms in the order in which programs prefer the last, and the file behind them.
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts[0].type, "text/plain");
    EXPECT_EQ(parts[1].type, "text/html");
    EXPECT_EQ(parts[2].type, "text/calendar");
    EXPECT_EQ(parts[2].method, "REQUEST");
    EXPECT_EQ(parts[2].content, date);
    EXPECT_EQ(parts[3].type, "application/ics");
    EXPECT_EQ(parts[3].file_name, "termin.ics");
    EXPECT_EQ(parts[3].content, date);
    for (auto const& line : lines_of(printed))
        EXPECT_LE(line.size(), 76U) << line;
    mail.html.clear();
    EXPECT_EQ(parts_of(print(mail)).size(), 3U);
}

TEST(Mail, a_picture_belongs_to_the_page_and_is_there_for_those_who_read_the_text)
{
    auto mail = message();
    mail.html = "<p>Guten Tag</p>";
    std::string const png("\x89PNG\r\n\x1a\n\0.\n", 11);
    mail.picture = PicturePart{.file_name = "eintritt.png", .png = png};
    auto printed = print(mail);
    EXPECT_EQ(
        header_of(printed, "Content-Type"),
        "multipart/related;\r\n type=\"multipart/alternative\";\r\n boundary=\"=_picture\"");
    auto parts = parts_of(printed);
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].type, "text/plain");
    EXPECT_EQ(parts[1].type, "text/html");
    EXPECT_EQ(parts[2].type, "image/png");
    EXPECT_EQ(parts[2].file_name, "eintritt.png");
    EXPECT_EQ(parts[2].content, png);
    EXPECT_EQ(parts[2].id, "picture.portal.feedback-12.received@kreis.example");
    EXPECT_EQ(parts[2].id, picture_id(mail.id, mail.from));
    // With a date: the file of that behind both.
    mail.calendar = CalendarPart{.method = "PUBLISH", .text = "x\r\n", .file_name = "termin.ics"};
    printed = print(mail);
    EXPECT_EQ(header_of(printed, "Content-Type"), "multipart/mixed;\r\n boundary=\"=_files\"");
    parts = parts_of(printed);
    ASSERT_EQ(parts.size(), 5U);
    EXPECT_EQ(parts[2].type, "text/calendar");
    EXPECT_EQ(parts[3].type, "image/png");
    EXPECT_EQ(parts[4].type, "application/ics");
    for (auto const& line : lines_of(printed))
        EXPECT_LE(line.size(), 78U) << line;
    mail.picture->file_name = "a\"b.png";
    EXPECT_THROW((void)print(mail), std::invalid_argument);
}

TEST(Mail, a_date_with_a_name_or_method_that_could_be_a_header_is_refused)
{
    auto mail = message();
    mail.calendar = CalendarPart{.method = "REQUEST\r\nBcc", .text = "x", .file_name = "termin.ics"};
    EXPECT_THROW((void)print(mail), std::invalid_argument);
    mail.calendar = CalendarPart{.method = "", .text = "x", .file_name = "termin.ics"};
    EXPECT_THROW((void)print(mail), std::invalid_argument);
    mail.calendar = CalendarPart{.method = "REQUEST", .text = "x", .file_name = "a\"b.ics"};
    EXPECT_THROW((void)print(mail), std::invalid_argument);
}

TEST(Mail, the_name_of_the_sender_is_quoted_or_encoded_and_cannot_become_a_header)
{
    auto mail = message();
    mail.from_name = "Kreis Unna";
    EXPECT_EQ(header_of(print(mail), "From"), "\"Kreis Unna\"\r\n <portal@kreis.example>");
    mail.from_name = "Kreis Gütersloh";
    EXPECT_EQ(
        header_of(print(mail), "From"), "=?UTF-8?B?S3JlaXMgR8O8dGVyc2xvaA==?=\r\n <portal@kreis.example>");
    mail.from_name = "x\r\nBcc: boese@example.org\r\n\" <a@b.example>";
    EXPECT_THAT(print(mail), Not(HasSubstr("\r\nBcc")));
    EXPECT_THAT(header_of(print(mail), "From"), StartsWith("=?UTF-8?B?"));
}

TEST(Mail, subjects_in_all_scripts_become_encoded_words)
{
    auto mail = message();
    mail.subject = "Barriere gemeldet – Frist";
    EXPECT_EQ(header_of(print(mail), "Subject"), "=?UTF-8?B?QmFycmllcmUgZ2VtZWxkZXQg4oCTIEZyaXN0?=");
    mail.subject
        = "Повідомлення про перешкоду на порталі: відповісти до 7 грудня 2026 року, не пізніше 4 січня";
    auto const printed = header_of(print(mail), "Subject");
    for (auto const& line : lines_of(printed))
        EXPECT_LE(line.size(), 76U) << line;
    EXPECT_THAT(printed, HasSubstr("?=\r\n =?UTF-8?B?"));
}

TEST(Mail, nothing_that_somebody_typed_becomes_a_header)
{
    auto mail = message();
    mail.subject = "Hallo\r\nBcc: opfer@example.org\r\n\r\nGewonnen";
    mail.text = "Text\r\nBcc: opfer@example.org\n.\nFrom x\n";
    auto const printed = print(mail);
    EXPECT_EQ(header_of(printed, "Subject"), "Hallo  Bcc: opfer@example.org    Gewonnen");
    EXPECT_THAT(printed.substr(0, printed.find("\r\n\r\n")), Not(HasSubstr("\nBcc")));
    EXPECT_THAT(printed, HasSubstr("\r\n\r\nText=0D\r\nBcc: opfer@example.org\r\n=2E\r\n=46rom x\r\n"));
    mail.to = {"ki@kreis.example\r\nBcc: opfer@example.org"};
    EXPECT_THROW((void)print(mail), std::invalid_argument);
    mail = message();
    mail.from = "a@b\n";
    EXPECT_THROW((void)print(mail), std::invalid_argument);
}

TEST(Mail, the_text_is_ascii_in_short_lines_and_keeps_its_spaces)
{
    auto mail = message();
    mail.text = "Öffnungszeiten = 9–12 Uhr \n" + std::string(200, 'x') + "\nEnde";
    auto const printed = print(mail);
    auto const body = printed.substr(printed.find("\r\n\r\n") + 4);
    EXPECT_THAT(body, StartsWith("=C3=96ffnungszeiten =3D 9=E2=80=9312 Uhr=20\r\n"));
    for (auto const& line : lines_of(body))
        EXPECT_LE(line.size(), 76U) << line;
    EXPECT_THAT(body, ::testing::EndsWith("Ende\r\n"));
}

TEST(Mail, without_a_recipient_it_says_so)
{
    auto mail = message();
    mail.to.clear();
    EXPECT_EQ(header_of(print(mail), "To"), "undisclosed-recipients:;");
}

TEST(Mail, knows_addresses)
{
    for (auto const* good : {"ki@kreis-unna.de", "a.b+c@x.example", "o'neil@example.org", "kommin@localhost"})
        EXPECT_TRUE(is_address(good)) << good;
    for (auto const* bad :
         {"", "@", "a@", "@b", "a b@c.de", "a@b..de", ".a@b.de", "a@-b.de", "a@b.de,c@d.de", "a@b.de\n",
          "<a@b.de>", "ä@b.de", "a@b@c.de"})
        EXPECT_FALSE(is_address(bad)) << bad;
}

TEST(Address, of_the_public_has_a_domain_with_an_ending)
{
    for (auto const* good : {"kaya@kreis.example", "a.b@chor.vereine.example", "post@xn--mller-kva.de"})
        EXPECT_TRUE(is_public_address(good)) << good;
    for (auto const* bad : {"a@b", "post@localhost", "a@b.1", "a@b.c", "a.b@kreis", "kreis.example", ""})
        EXPECT_FALSE(is_public_address(bad)) << bad;
}

TEST(Mail, an_id_is_never_a_way_out_of_the_folder)
{
    auto mail = message();
    for (auto const* id : {"", "../x", "a/b", "A", "a b", ".", "a..b", "a\n"}) {
        mail.id = id;
        EXPECT_THROW((void)print(mail), std::invalid_argument) << id;
    }
}

TEST(MailOutbox, keeps_one_file_per_message_however_often_it_is_written_in_a_private_folder)
{
    auto const root = std::filesystem::temp_directory_path() / ("kommin-mail-" + std::to_string(::getpid()));
    Outbox const outbox(root / "outbox");
    outbox.put(message());
    outbox.put(message());
    std::vector<std::filesystem::path> found;
    for (auto const& entry : std::filesystem::directory_iterator(outbox.folder()))
        found.push_back(entry.path());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].filename(), "portal.feedback-12.received.eml");
    EXPECT_EQ(*files::read_file(found[0], 10'000), print(message()));
    auto const others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    EXPECT_EQ(std::filesystem::status(outbox.folder()).permissions() & others, std::filesystem::perms::none);
    std::filesystem::remove_all(root);
}

}
} // namespace kommin::mail
