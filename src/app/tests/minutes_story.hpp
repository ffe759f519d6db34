#pragma once
// MinutesBase: a meeting that is over, two of whom were there, and its minutes: begun, written, sent,
// approved.

#include "app/tests/invitation_story.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::app {

class MinutesBase : public InvitationBase {
protected:
    void SetUp() override
    {
        InvitationBase::SetUp();
        first_ = item("Sprachcaf%C3%A9", "decision", "");
        second_ = item("Raumkosten", "information", "&internal=ja");
        leyla_ = person("Leyla", "leyla@verein.example");
        anton_ = person("Anton", "anton@verein.example", "tr");
        go_to("2027-01-12T09:30:00Z");
        for (auto const& number : {leyla_, anton_})
            EXPECT_EQ(
                office_->post(meeting_ + "/anwesenheit", "person=" + number + "&da=ja").status(),
                http::Status::see_other);
        EXPECT_EQ(office_->post(minutes("/beginnen"), "").status(), http::Status::see_other);
    }
    // Sessions of before have ended.
    void go_to(char const* instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    std::string item(std::string const& title, std::string const& kind, std::string const& more)
    {
        EXPECT_EQ(
            office_->post(meeting_ + "/neuer-punkt", "title=" + title + "&kind=" + kind + more).status(),
            http::Status::see_other);
        return std::to_string(
            connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items WHERE tenant_id = ?", tenant_));
    }
    std::string minutes(std::string const& page = {}) { return meeting_ + "/protokoll" + page; }
    std::string page() { return std::string(office_->get(minutes()).body_text()); }
    http::Response save(std::string const& entries, std::string const& version = {})
    {
        auto const seen = version.empty() ? seen_on(office_->get(minutes("/aendern")).body_text()) : version;
        return office_->post(minutes("/aendern"), "fassung=" + seen + "&tie=rejected&" + entries);
    }
    // What everybody would write of such a meeting.
    std::string text_of_meeting() const
    {
        return "chair=Vorsitz&keeper=Amt&notes_" + first_ + "=Drei+Vereine+helfen.&internal_" + first_
            + "=Gr%C3%B6%C3%9Ferer+Raum&notes_" + second_ + "=Noch+unbekannt.&motion_" + first_
            + "_1=Ein+Caf%C3%A9+am+Mittwoch&mover_" + first_ + "_1=Frau+Muster&voting_" + first_
            + "_1=open&yes_" + first_ + "_1=1&no_" + first_ + "_1=0&abstained_" + first_ + "_1=1";
    }
    http::Response step(std::string const& word, std::string const& entries = {})
    {
        return office_->post(minutes('/' + word), "fassung=" + seen_on(page()) + '&' + entries);
    }
    void written_and_sent()
    {
        EXPECT_EQ(save(text_of_meeting()).status(), http::Status::see_other);
        auto const sent = step("verschicken", "until=26.1.2027");
        EXPECT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
    }
    std::string next_meeting(std::string const& day)
    {
        return meeting(
            *office_, "panel=" + panel_ + "&title=Sommersitzung&day=" + day + "&childcare=unknown");
    }
    // What is done each night.
    void place_approvals()
    {
        EXPECT_TRUE(work([](Work& work) -> Result<void> {
            meetings::place_approvals(work);
            return {};
        }));
    }
    meetings::Minutes stored()
    {
        return meetings::find_minutes(
                   connection(), tenant_,
                   meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))})
            .value();
    }
    [[nodiscard]] std::string public_path(std::string const& language = "de") const
    {
        return '/' + language + "/protokolle/" + meeting_.substr(meeting_.rfind('/') + 1);
    }

    std::string first_, second_, leyla_, anton_;
};

} // namespace kommin::app
