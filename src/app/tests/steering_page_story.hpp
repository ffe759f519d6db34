#pragma once
// The page that steers, with money and years in the hands of a story.

#include "app/tests/steering_story.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace kommin::app {

class SteeringPage : public SteeringStory {
protected:
    // "a3": an application of the Kreis.
    std::string applied(std::string const& title)
    {
        auto const answer = office_->post(
            "/verwaltung/antraege/neu",
            "body=&authority=Ministerium&title=" + title + "&schluessel=" + title);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return 'a' + number_of(std::string(answer.header("Location")));
    }
    // A line of the budget of a measure.
    void money(std::string const& of, std::string const& entries)
    {
        auto const answer = office_->post(
            of + "/geld/neu",
            entries + "&source=state&as_of=15.06.2027&schluessel=" + std::to_string(++lines_));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    void refused(std::string const& application, std::string const& day)
    {
        ended(application, "refused", day, "Kein Geld");
    }
    void ended(
        std::string const& application, std::string const& how, std::string const& day,
        std::string const& why)
    {
        for (auto const& [state, reason] :
             {std::pair<std::string, std::string>("submitted", ""), std::pair(how, why)})
            connection().execute(
                "INSERT INTO funding_application_steps (tenant_id, application_id, state, day, reason,"
                " noted_by, noted_at) VALUES (?, ?, ?, ?, ?, 'system', ?)",
                tenant_, std::stoll(application.substr(1)), state, day, reason, clock().now());
        connection().execute(
            "UPDATE funding_applications SET state = ? WHERE id = ?", how, std::stoll(application.substr(1)));
    }
    std::string unit(std::string const& key, std::string const& above = {})
    {
        return std::to_string(connection().load<std::int64_t>(
            "INSERT INTO organisational_units (tenant_id, body_id, key, kind, parent_key, remark, mail)"
            " VALUES (?, ?, ?, 'office', ?, '', '') RETURNING id",
            tenant_, aalfeld_.owner(), key, above));
    }
    std::string year_of(std::string const& number, std::string const& panel, std::string const& body = {})
    {
        auto const answer = office_->post(
            "/verwaltung/steuerung/jahre/neu", "year=" + number + "&panel=" + panel + "&body=" + body);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    std::string item(std::string const& meeting, std::string const& entries)
    {
        auto const answer
            = office_->post(meeting + "/neuer-punkt", entries + "&schluessel=k" + std::to_string(++lines_));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return "/verwaltung/punkte/" + std::to_string(newest("agenda_items"));
    }

    int lines_ = 0; // marks of forms
};

} // namespace kommin::app
