#pragma once
// RegistrationBase: a session of the conference with two parts, and people who register for it.

#include "app/tests/meetings_story.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/crypto/seal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <regex>
#include <string>
#include <utility>

namespace kommin::app {

class RegistrationBase : public MeetingsStory {
protected:
    static constexpr auto* form = "/de/konferenz/2027/anmeldung";

    explicit RegistrationBase(ChangeSettings change = {})
        : MeetingsStory(std::move(change))
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        panel_ = panel(*office_, "kind=conference&body=&name=Integrationskonferenz");
        meeting_ = meeting(
            *office_,
            "panel=" + panel_
                + "&title=Fr%C3%BChjahrstagung&day=12.1.2027&begins=10&ends=15&place=Kreishaus"
                  "&childcare=offered");
    }
    Browser anybody() { return Browser{*this}; } // without an account
    // What the office types, without any part.
    static std::string window(int seats, std::string const& version = "0", std::string const& state = "open")
    {
        return "fassung=" + version
            + "&slug=2027&opens_day=1.11.2026&opens_time=8&closes_day=11.1.2027&closes_time=18&seats="
            + std::to_string(seats) + "&state=" + state;
    }
    // A new part with ten seats, of a panel or with a name of its own.
    static std::string part_line(
        int number, std::string const& panel, std::string const& name = {},
        std::string const& kind = "workshop", std::string const& id = "0")
    {
        auto const n = '_' + std::to_string(number) + '=';
        return "&part_id" + n + id + "&part_panel" + n + panel + "&part_name" + n + name + "&part_kind" + n
            + kind + "&part_seats" + n + "10&part_order" + n;
    }
    // What the office types; two parts, "Schule" and "Arbeit".
    static std::string programme(
        int seats, int school, int work, std::string const& version = "0", std::string const& state = "open",
        std::array<std::string, 2> const& ids = {"0", "0"})
    {
        return window(seats, version, state) + "&part_id_1=" + ids[0]
            + "&part_name_1=Schule&part_kind_1=group&part_seats_1=" + std::to_string(school)
            + "&part_order_1=1&part_id_2=" + ids[1] + "&part_name_2=Arbeit&part_kind_2=workshop&part_seats_2="
            + std::to_string(work) + "&part_order_2=2";
    }
    http::Response save_programme(std::string const& entries)
    {
        return office_->post(meeting_ + "/programm", entries);
    }
    void open(int seats = 10, int school = 5, int work = 5)
    {
        auto const answer = save_programme(programme(seats, school, work));
        ASSERT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    std::string part(std::string const& name)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM programme_parts WHERE tenant_id = ? AND name = ?", tenant_, name));
    }
    std::int64_t taken()
    {
        return connection().load<std::int64_t>("SELECT taken FROM programmes WHERE tenant_id = ?", tenant_);
    }
    std::int64_t taken(std::string const& name)
    {
        return connection().load<std::int64_t>(
            "SELECT taken FROM programme_parts WHERE tenant_id = ? AND name = ?", tenant_, name);
    }
    std::int64_t count(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    static std::string key_in(std::string const& page)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"schluessel\" value=\"([^\"]+)\""))
            ? match[1].str()
            : std::string{};
    }
    // One line of the form.
    std::string line(int number, std::string const& name, std::string const& of, std::string const& more = {})
    {
        auto const n = '_' + std::to_string(number) + '=';
        return "&name" + n + name + "&part" + n + part(of) + "&role" + n + "private&municipality" + n + more;
    }
    static std::string contact(std::string const& mail = "leyla@verein.example")
    {
        return "&mail=" + mail + "&telephone=&consent=" + std::string(meetings::consent_version);
    }
    http::Response send(std::string const& key, std::string const& entries, std::string const& peer = {})
    {
        auto guest = anybody();
        if (!peer.empty())
            guest.peer = peer;
        return guest.post(form, "schluessel=" + key + "&website=&personen=2" + entries, false);
    }
    // Registers these lines and gives the address of the confirmation.
    std::string registered(std::string const& lines, std::string const& to = contact())
    {
        auto guest = anybody();
        auto const answer = send(key_in(std::string(guest.get(form).body_text())), lines + to);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto location = std::string(answer.header("Location"));
        return location.substr(location.find("/de/"));
    }
    // What a night does.
    void erase_old_registrations()
    {
        EXPECT_TRUE(work([](Work& work) -> Result<void> {
            meetings::erase_old_entries(work);
            for (auto last = std::optional(meetings::ProgrammeId{}); last;)
                last = meetings::erase_next_session(work, *last);
            return {};
        }));
    }
    http::Response press(std::string const& link, std::string const& page, std::string const& entries)
    {
        auto guest = anybody();
        auto const shown = std::string(guest.get(link).body_text());
        return guest.post(link + page, "schluessel=k&website=&fassung=" + seen_on(shown) + entries, false);
    }

    std::optional<Browser> office_;
    std::string panel_, meeting_;
};

} // namespace kommin::app
