// The code of the door in the letter of a registration, as a real mail server gets it.

#include "app/tests/registration_story.hpp"
#include "platform/mail/testing.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct CodeServerFirst {
    mail::SmtpServer server_;
};

class RegistrationCodeStory : protected CodeServerFirst, public RegistrationBase {
protected:
    RegistrationCodeStory()
        : RegistrationBase([this](Settings& settings) {
            settings.smtp_url = server_.options().url;
            settings.smtp_plain = true;
            settings.mail_from = "portal@kreis.example";
            settings.base_url = "https://musterau.example";
        })
    { }
    // The letters that the server has got since.
    std::string newest_letter()
    {
        mail(); // runs the jobs
        auto const mails = server_.mails();
        return mails.empty() ? std::string{} : mails.back();
    }
    // The part of this type, decoded; "" where there is none.
    static std::string file_in(std::string const& letter, std::string const& type)
    {
        auto const part = letter.find("Content-Type: " + type);
        if (part == std::string::npos)
            return {};
        auto const begin = letter.find("\n", letter.find("Content-Disposition: ", part)) + 1;
        auto const body = letter.find_first_of("\n", letter.find("filename=", begin)) + 1;
        return from_base64(std::string_view(letter).substr(body, letter.find("\n--", body) - body));
    }
    static std::string from_base64(std::string_view text)
    {
        constexpr std::string_view digits
            = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string bytes;
        unsigned group = 0;
        int bits = 0;
        for (char const c : text) {
            auto const digit = digits.find(c);
            if (digit == std::string_view::npos)
                continue;
            group = group << 6U | static_cast<unsigned>(digit);
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes += static_cast<char>(group >> static_cast<unsigned>(bits) & 255U);
            }
        }
        return bytes;
    }
    // What an independent program reads in a picture.
    static std::string scan(std::string const& picture)
    {
        auto const file
            = std::filesystem::temp_directory_path() / ("kommin-code-" + std::to_string(getpid()));
        std::ofstream(file, std::ios::binary) << picture;
        auto const command = "zbarimg -q --raw -Sdisable -Sqrcode.enable " + file.string() + " 2>/dev/null";
        std::unique_ptr<FILE, int (*)(FILE*)> const program(popen(command.c_str(), "r"), pclose);
        std::string read;
        for (int c = std::fgetc(program.get()); c != EOF && c != '\n'; c = std::fgetc(program.get()))
            read += static_cast<char>(c);
        std::filesystem::remove(file);
        return read;
    }
    // The code of a page as points: dark where a ray to the left crosses an odd number of vertical lines.
    static std::string points_of(std::string const& svg)
    {
        constexpr std::size_t scale = 4;
        auto const side = std::stoul(svg.substr(svg.find("viewBox=\"0 0 ") + 13));
        std::vector<std::string> crossed(side, std::string(side + 1, '\0'));
        auto const begin = svg.find(" d=\"") + 4;
        std::istringstream path(svg.substr(begin, svg.find('"', begin) - begin));
        int x = 0, y = 0, first_y = 0, by = 0;
        auto const cross_to = [&](int to) {
            for (int row = std::min(y, to); row < std::max(y, to); ++row)
                crossed.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(x)) ^= 1;
            y = to;
        };
        for (char command = 0; path >> command;) {
            if (command == 'M') {
                path >> x >> y;
                first_y = y;
            } else if (command == 'z')
                cross_to(first_y);
            else {
                path >> by;
                command == 'h' ? static_cast<void>(x += by) : cross_to(y + by);
            }
        }
        auto text = "P5\n" + std::to_string(side * scale) + ' ' + std::to_string(side * scale) + "\n255\n";
        for (auto const& row : crossed) {
            std::string line;
            bool is_dark = false;
            for (std::size_t column = 0; column < side; ++column) {
                is_dark = is_dark != (row[column] != 0);
                line.append(scale, is_dark ? '\0' : '\xff');
            }
            for (std::size_t again = 0; again < scale; ++again)
                text += line;
        }
        return text;
    }
};
KOMMIN_ON_BOTH_ENGINES(RegistrationCodeStory);

TEST_P(RegistrationCodeStory, the_picture_in_the_letter_says_the_same_as_the_code_on_the_page)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule"));
    auto const letter = newest_letter();
    auto const png = file_in(letter, "image/png");
    auto const address = scan(png);
    ASSERT_THAT(address, HasSubstr("https://musterau.example/verwaltung/"))
        << "this test needs zbarimg (Debian package zbar-tools)\n"
        << letter;
    auto const mailed = link_in(unfolded(letter), "/de/konferenz/anmeldung/");
    ASSERT_NE(mailed, "");
    EXPECT_EQ(scan(points_of(std::string(anybody().get(mailed + "/code.svg").body_text()))), address)
        << "the page behind the link of the letter has the same code";
    auto const path = address.substr(std::string_view("https://musterau.example").size());
    EXPECT_EQ(office_->get(path).status(), http::Status::ok) << "it opens the door";
    // Shown in the page, and at hand for those who read the text.
    auto const text = unfolded(letter);
    EXPECT_THAT(
        text,
        AllOf(
            HasSubstr("multipart/related"), HasSubstr("src=3D\"cid:picture.registration-"),
            HasSubstr("Content-ID: <picture.registration-"), HasSubstr("filename=\"eintritt.png\""),
            HasSubstr("filename=\"termin.ics\"")));
    auto const plain = text.substr(text.find("text/plain"), text.find("text/html") - text.find("text/plain"));
    EXPECT_THAT(plain, HasSubstr("eintritt.png"));
    EXPECT_NE(link, mailed);
}

TEST_P(RegistrationCodeStory, whoever_does_not_come_in_gets_none)
{
    open(1, 1, 1);
    auto const link = registered(line(1, "Leyla", "Schule"));
    EXPECT_NE(file_in(newest_letter(), "image/png"), "");
    auto guest = anybody();
    auto const key = key_in(std::string(guest.get(form).body_text()));
    EXPECT_EQ(
        send(key, line(1, "Omar", "Schule") + contact("omar@verein.example") + "&warteliste=1").status(),
        http::Status::see_other);
    auto const waiting = newest_letter();
    EXPECT_THAT(waiting, AllOf(HasSubstr("omar@verein.example"), Not(HasSubstr("image/png"))));
    EXPECT_EQ(press(link, "/absagen", "").status(), http::Status::see_other);
    EXPECT_THAT(newest_letter(), Not(HasSubstr("image/png"))) << "cancelled, and offered to who waits";
    auto const mails = server_.mails();
    EXPECT_EQ(
        std::ranges::count_if(
            mails, [](std::string const& one) { return one.find("image/png") != std::string::npos; }),
        1);
}

}
} // namespace kommin::app
