#pragma once
// PublicGoalsBase: goals and measures of the Kreis that somebody at work shows to everybody.

#include "app/tests/measures_story.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::app {

class PublicGoalsBase : public MeasuresStory {
protected:
    explicit PublicGoalsBase(ChangeSettings change = {})
        : MeasuresStory(std::move(change))
    { }
    void SetUp() override
    {
        MeasuresStory::SetUp();
        office_.emplace(browser_of("conference_office"));
    }
    // The address at the desk of a new goal of the Kreis.
    std::string entered_goal(std::string const& title, std::string const& more = "")
    {
        auto const answer = office_->post(
            "/verwaltung/ziele/neu",
            "body=&kind=guiding&panel=" + field_ + "&title=" + title + "&schluessel=" + title + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // The Kreistag adopts it: the address of the resolution.
    std::string adopted(std::string const& goal)
    {
        auto const answer = office_->post(
            "/verwaltung/beschluesse/neu",
            "body=&kind=adoption&resolved_by=Kreistag&day=05.06.2026&result=unanimous&goals="
                + number_of(goal) + "&schluessel=" + number_of(goal));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return "/verwaltung/beschluesse/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM resolutions"));
    }
    std::string adopted_goal(std::string const& title, std::string const& more = "")
    {
        auto const address = entered_goal(title, more);
        adopted(address);
        return address;
    }
    std::string seen(std::string const& address)
    {
        bool const is_goal = address.find("/ziele/") != std::string::npos;
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                is_goal ? "SELECT version FROM goals WHERE id = ?"
                        : "SELECT version FROM measures WHERE id = ?",
                std::stoll(number_of(address))));
    }
    // A press below "Was öffentlich ist": "", "/zeigen" or "/verbergen".
    http::Response press(std::string const& address, std::string const& button, std::string const& plain = "")
    {
        return office_->post(address + "/oeffentlich" + button, seen(address) + "&plain_text=" + plain);
    }
    void shown(std::string const& address, std::string const& plain = "")
    {
        auto const answer = press(address, "/zeigen", plain);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    http::Response in_public(std::string const& path)
    {
        product_.publications.refresh(connection());
        return get(path);
    }
    std::string read_in_public(std::string const& path) { return std::string(in_public(path).body_text()); }
    // A measure of 2026 and 2027 that serves that goal.
    std::string serving(std::string const& title, std::string const& goal, std::string const& more = "")
    {
        return measure(
            *office_, title,
            "&state=running&deadline_remark=keine&from=2026&to=2027&goals=" + number_of(goal) + "&"
                + "goal_weight_" + number_of(goal) + "=1" + more);
    }
    // The number of a figure of it, from 10 to 14 until the end of 2027.
    std::string figure(std::string const& measure)
    {
        auto const answer = office_->post(
            measure + "/kennzahlen/neu",
            "name=Kurse&unit=Abendkurse&target_kind=absolute&aim=at_least&baseline=10&baseline_unit="
            "&baseline_day=31.12.2025&target=14&deadline=&rule=linear&steps=&weight=1&schluessel=k");
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM figures"));
    }
    http::Response report(
        Browser& browser, std::string const& measure, std::string const& figure, std::string const& entries)
    {
        return browser.post(
            measure + "/kennzahlen/" + figure + "/bericht", "schluessel=" + entries + '&' + entries);
    }

    std::optional<Browser> office_;
};

} // namespace kommin::app
