#pragma once
// InvitationBase: one planned meeting, the people who are asked to come, and what they read.

#include "app/tests/meetings_story.hpp"
#include "platform/crypto/random.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace kommin::app {

class InvitationBase : public MeetingsStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        panel_ = panel(*office_, "kind=steering_group&body=&name=Lenkungsgruppe");
        meeting_ = meeting(
            *office_,
            "panel=" + panel_
                + "&title=Fr%C3%BChjahrssitzung&day=12.1.2027&begins=10&ends=12&place=Kreishaus"
                  "&interpreters=ar&childcare=offered");
    }
    std::string person(std::string const& given, std::string const& mail, std::string const& language = "de")
    {
        auto const answer = office_->post(
            "/verwaltung/personen/neu",
            "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=" + language
                + "&given=" + given + "&family=Muster&mails=" + mail);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    Browser anybody() { return Browser{*this}; } // without an account
    std::string list(std::string const& page = {}) { return meeting_ + "/einladung" + page; }
    http::Response add_guest(std::string const& number)
    {
        return office_->post(list("/gast"), "person=" + number);
    }
    std::string list_page() { return std::string(office_->get(list()).body_text()); }
    http::Response send(std::string const& entries = "words=&reply_by=&remind=7")
    {
        return office_->post(list("/verschicken"), entries);
    }
    std::vector<meetings::Invitation> invitations()
    {
        return meetings::list_invitations(
            connection(), tenant_, meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))});
    }
    // The calendar that goes along with a letter.
    static std::string calendar_in(std::string const& letter)
    {
        auto const head = letter.find("Content-Type: text/calendar");
        auto const begin = letter.find("\r\n\r\n", head) + 4;
        auto digits = letter.substr(begin, letter.find("\r\n--", begin) - begin);
        std::erase_if(digits, [](char c) { return c == '\r' || c == '\n'; });
        std::ranges::replace(digits, '+', '-');
        std::ranges::replace(digits, '/', '_');
        digits.resize(digits.find_last_not_of('=') + 1);
        return crypto::from_base64url(digits).value_or("");
    }
    static std::string line_of(std::string const& calendar, std::string const& name)
    {
        auto const begin = calendar.find("\r\n" + name) + 2;
        return calendar.substr(begin, calendar.find("\r\n", begin) - begin);
    }
    static std::string mark_in(std::string const& page)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"stand\" value=\"([0-9a-f]+)\""))
            ? "&stand=" + match.str(1)
            : std::string{};
    }
    http::Response answer(std::string const& link, std::string const& entries)
    {
        auto guest = anybody();
        auto const mark = mark_in(guest.get(link).body_text());
        return guest.post(link, entries + mark, false);
    }
    void change_meeting(std::string const& entries)
    {
        EXPECT_EQ(changed(*office_, meeting_ + "/aendern", entries).status(), http::Status::see_other);
    }
    void press(std::size_t place, std::string const& step, std::string const& entries = {})
    {
        auto const one = invitations().at(place);
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/einladungen/" + std::to_string(one.id.value) + '/' + step,
                    "fassung=" + std::to_string(one.version) + '&' + entries)
                .status(),
            http::Status::see_other);
    }

    std::optional<Browser> office_;
    std::string panel_, meeting_;
};

} // namespace kommin::app
