#pragma once
// MeasuresStory: measures of the Kreis and of a municipality as somebody at work enters them.

#include "app/tests/measure_attempts.hpp"
#include "app/tests/meetings_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {

class MeasuresStory : public MeetingsStory {
protected:
    explicit MeasuresStory(ChangeSettings change = {})
        : MeetingsStory(std::move(change))
    { }
    void SetUp() override
    {
        MeetingsStory::SetUp();
        auto office = browser_of("conference_office");
        auto const conference = panel(office, "kind=conference&body=&name=Integrationskonferenz");
        field_ = panel(office, "kind=field_of_action&body=&name=Bildung&parent=" + conference);
        other_field_ = panel(office, "kind=field_of_action&body=&name=Steuerung&parent=" + conference);
    }
    // What the form of a measure always sends.
    [[nodiscard]] std::string needed(std::string const& title) const
    {
        return "panel=" + field_ + "&report_months=6&title=" + title;
    }
    static constexpr auto* usual = "&state=planned&deadline_remark=keine";
    // The address of a new one.
    std::string measure(Browser& editor, std::string const& title, std::string const& more = usual)
    {
        auto const answer
            = editor.post("/verwaltung/massnahmen/neu", needed(title) + "&schluessel=" + title + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    static std::string number_of(std::string const& address)
    {
        return address.substr(address.rfind('/') + 1);
    }
    std::string version_of(std::string const& address)
    {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM measures WHERE id = ?", std::stoll(number_of(address))));
    }
    // With the version that it has now.
    http::Response sent(
        Browser& editor, std::string const& address, std::string const& page, std::string const& entries)
    {
        return editor.post(address + page, version_of(address) + '&' + entries);
    }
    // The number of a goal; of the Kreis without a body.
    std::string goal(std::string const& title, Scope owner = Scope::whole_tenant())
    {
        auto const body
            = owner.is_whole_tenant() ? std::nullopt : std::optional(tenants::BodyId{owner.owner()});
        auto const id = connection().load<std::int64_t>(
            "INSERT INTO goals (tenant_id, body_id, kind, number, title, text, reasons, influence,"
            " influence_reason, weight, is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, ?, 'guiding', '', ?, '', '', 'unscreened', '', 1, ?, '', '', '', ?, ?)"
            " RETURNING id",
            tenant_, body, title, false, title, clock().now());
        return std::to_string(id);
    }
    std::int64_t count_measures() { return connection().load<std::int64_t>("SELECT COUNT(*) FROM measures"); }

    std::string field_, other_field_; // numbers, of the Kreis
};

} // namespace kommin::app
