#pragma once
// SteeringStory: measures of 2027 and 2028 with figures and reports, from March 2027 on.

#include "app/tests/recommendations_story.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::app {

class SteeringStory : public RecommendationBase {
protected:
    static constexpr auto* june = "2027-06-16T08:00:00Z";

    void SetUp() override
    {
        RecommendationBase::SetUp();
        go_to("2027-03-20T08:00:00Z");
        other_field_
            = panel(*office_, "kind=field_of_action&body=&parent=" + conference_ + "&name=Steuerung");
    }
    // Sessions end meanwhile.
    void go_to(std::string const& instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    // The address of a running measure without figures.
    std::string measure(
        std::string const& title, std::string const& field, Scope owner = Scope::whole_tenant())
    {
        auto const body
            = owner.is_whole_tenant() ? std::nullopt : std::optional(tenants::BodyId{owner.owner()});
        return "/verwaltung/massnahmen/"
            + std::to_string(connection().load<std::int64_t>(
                "INSERT INTO measures (tenant_id, body_id, panel_id, number, title, text, audience, office,"
                " state, state_reason, is_recurring, starts, ends, deadline_remark, reservation,"
                " grant_words, report_months, is_uncertain, remark, source, list_text, mark, changed_at)"
                " VALUES (?, ?, ?, '', ?, '', '', '', 'running', '', FALSE, '2027', '2028', '', '', '', 6,"
                " FALSE, '', '', '', ?, '2027-01-12T08:00:00.000Z') RETURNING id",
                tenant_, body, std::stoll(field), title, title));
    }
    // The address of a figure that goes from 10 at the end of 2026 to 14 at the end of 2028.
    std::string figure(std::string const& measure)
    {
        auto const answer = office_->post(
            measure + "/kennzahlen/neu",
            "name=Kurse&unit=Kurse&target_kind=absolute&aim=at_least&baseline=10&baseline_unit="
            "&baseline_day=31.12.2026&target=14&deadline=&rule=linear&steps=&weight=1&schluessel="
                + number_of(measure));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return measure + "/kennzahlen/" + std::to_string(newest("figures"));
    }
    // The number of a new one.
    std::int64_t reported(
        Browser& browser, std::string const& figure, std::string const& value, std::string const& day)
    {
        auto const answer = browser.post(
            figure + "/bericht", "source=Liste&value=" + value + "&day=" + day + "&schluessel=" + day);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return newest("figure_reports");
    }
    std::int64_t newest(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT MAX(id) FROM " + table);
    }
    // The number of a goal that serves one of the Kreis, or is one.
    std::string goal(
        std::string const& title, Scope owner = Scope::whole_tenant(), std::string const& serves = {})
    {
        auto const body
            = owner.is_whole_tenant() ? std::nullopt : std::optional(tenants::BodyId{owner.owner()});
        auto const served = serves.empty() ? std::nullopt : std::optional(std::stoll(serves));
        return std::to_string(connection().load<std::int64_t>(
            "INSERT INTO goals (tenant_id, body_id, serves_id, kind, number, title, text, reasons, influence,"
            " influence_reason, weight, is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, ?, ?, 'guiding', '', ?, '', '', 'unscreened', '', 1, FALSE, '', '', '', ?, ?)"
            " RETURNING id",
            tenant_, body, served, title, title, clock().now()));
    }
    std::string overview(std::string const& query = {})
    {
        return std::string(office_->get("/verwaltung/steuerung" + query).body_text());
    }

    std::optional<Browser> office_;
    std::string other_field_;
};

} // namespace kommin::app
