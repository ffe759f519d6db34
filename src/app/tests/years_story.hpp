#pragma once
// YearsStory: years of the steering group as somebody at work opens, fills and closes them.

#include "app/tests/measures_story.hpp"
#include "app/tests/year_attempts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::app {

class YearsStory : public MeasuresStory {
protected:
    static constexpr auto* list = "/verwaltung/steuerung/jahre";
    void SetUp() override
    {
        MeasuresStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        group_ = panel(*office_, "kind=steering_group&body=&name=Steuerungsgruppe");
    }
    // The address of a new one.
    std::string year(std::string const& number, std::string const& more = {})
    {
        auto const answer = opened(*office_, "year=" + number + "&panel=" + group_ + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    static http::Response opened(Browser& browser, std::string const& entries)
    {
        return browser.post(std::string(list) + "/neu", entries);
    }
    static std::string read(Browser& reader, std::string const& path)
    {
        return std::string(reader.get(path).body_text());
    }
    std::string shown(std::string const& path) { return read(*office_, path); }
    // The address of one of its steps, by its kind.
    std::string step(std::string const& year, std::string const& kind)
    {
        auto const id = connection().load<std::int64_t>(
            "SELECT id FROM steering_steps WHERE year_id = ? AND kind = ?",
            std::stoll(year.substr(year.rfind('/') + 1)), kind);
        return year + "/schritte/" + std::to_string(id);
    }
    std::string version_of_step(std::string const& step)
    {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM steering_steps WHERE id = ?",
                std::stoll(step.substr(step.rfind('/') + 1))));
    }
    http::Response save_step(Browser& browser, std::string const& step, std::string const& entries)
    {
        return browser.post(step + "/bearbeiten", version_of_step(step) + '&' + entries);
    }
    // What the page of the closing carries of what it shows.
    std::string seen_at(std::string const& year)
    {
        auto const page = shown(year + "/abschluss");
        constexpr std::string_view field = "name=\"gesehen\" value=\"";
        auto const at = page.find(field);
        return at == std::string::npos ? std::string{} : page.substr(at + field.size(), 64);
    }
    http::Response close(std::string const& year, std::string const& reason = "Es+fehlt+noch+etwas.")
    {
        return office_->post(year + "/abschluss", "gesehen=" + seen_at(year) + "&reason=" + reason);
    }
    steering::ClosedYear closed(std::string const& year)
    {
        return steering::find_closed_year(
                   connection(), tenant_, steering::YearId{std::stoll(year.substr(year.rfind('/') + 1))})
            .value();
    }

    std::optional<Browser> office_;
    std::string group_; // number
};

} // namespace kommin::app
