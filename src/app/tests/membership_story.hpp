#pragma once
// MembershipBase: panels with seats, and people who are put on them.

#include "app/tests/people_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {

class MembershipBase : public PeopleBase {
protected:
    std::string panel(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post("/verwaltung/gremien/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    static std::string panel_path(std::string const& number) { return "/verwaltung/gremien/" + number; }
    // The number of a new seat.
    std::string seat(Browser& editor, std::string const& panel, std::string const& function)
    {
        auto const answer = editor.post(
            panel_path(panel) + "/neuer-sitz",
            "role=member&vote=unknown&function=" + html::percent_encode(function));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
    }
    static std::string fill(std::string const& seat) { return "/verwaltung/sitze/" + seat + "/besetzen"; }
    http::Response seated(
        Browser& editor, std::string const& seat, std::string const& person, std::string const& more)
    {
        return editor.post(fill(seat), "person=" + person + '&' + more);
    }
    std::string newest()
    {
        return "/verwaltung/mitgliedschaften/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM memberships"));
    }
    std::int64_t count_rows() { return connection().load<std::int64_t>("SELECT COUNT(*) FROM memberships"); }
    http::Response changed(Browser& editor, std::string const& path, std::string const& entries)
    {
        auto const form = std::string(editor.get(path).body_text());
        return editor.post(path, "fassung=" + seen_on(form) + '&' + entries);
    }
    static constexpr auto* conference = "kind=conference&name=Konferenz&body=";
    static constexpr auto* holder = "as=holder&from=01.01.2025";
};

} // namespace kommin::app
