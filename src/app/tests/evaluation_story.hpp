#pragma once
// EvaluationBase: a session of the conference that everybody may read of, and people who say how it was.

#include "app/tests/registration_story.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace kommin::app {

class EvaluationBase : public RegistrationBase {
protected:
    static constexpr auto* evaluation = "/de/konferenz/2027/rueckmeldung";
    static constexpr auto* during = "2027-01-12T13:59:59Z"; // it ends at 15 o'clock in Unna
    static constexpr auto* after = "2027-01-12T14:00:00Z";

    void SetUp() override
    {
        StaffStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        panel_ = panel(*office_, "kind=conference&body=&visible=ja&name=Integrationskonferenz");
        meeting_ = meeting(
            *office_,
            "panel=" + panel_
                + "&title=Fr%C3%BChjahrstagung&day=12.1.2027&begins=10&ends=15&place=Kreishaus"
                  "&childcare=offered&visible=ja");
        open();
        product_.publications.refresh(connection());
    }
    // As somebody of the office who has just logged in: the clock goes on for weeks here.
    void at(char const* instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    std::string desk(std::string const& below = {}) const { return meeting_ + "/rueckmeldung" + below; }
    std::string at_desk(std::string const& below = {})
    {
        return std::string(office_->get(desk(below)).body_text());
    }
    std::string in_public(std::string const& path)
    {
        auto guest = anybody();
        return std::string(guest.get(path).body_text());
    }
    http::Response save(std::string const& entries) { return office_->post(desk(), entries); }
    void open_evaluation(std::string const& more = "&shows_results=ja")
    {
        auto const answer = save("fassung=0&last_day=26.1.2027" + more);
        ASSERT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    void close_evaluation() { EXPECT_EQ(press_close().status(), http::Status::see_other); }
    http::Response press_close() { return office_->post(desk("/beenden"), ""); }
    http::Response fill(
        std::string const& key, std::string const& entries, std::string const& path = evaluation)
    {
        auto guest = anybody();
        return guest.post(path, "schluessel=" + key + "&website=&" + entries, false);
    }
    // So many forms with the same entries.
    void fill_many(int count, std::string const& entries, std::string const& key = "k")
    {
        for (int number = 1; number <= count; ++number)
            ASSERT_EQ(fill(key + std::to_string(number), entries).status(), http::Status::see_other);
    }
    std::int64_t given(std::string const& question, int choice)
    {
        return connection().load<std::int64_t>(
            "SELECT given FROM evaluation_counts WHERE tenant_id = ? AND question = ? AND choice = ?",
            tenant_, question, choice);
    }
    std::int64_t filled()
    {
        return connection().load<std::int64_t>("SELECT filled FROM evaluations WHERE tenant_id = ?", tenant_);
    }
    std::int64_t night(std::int64_t (*job)(Work&))
    {
        return work([&](Work& work) -> Result<std::int64_t> { return job(work); }).value();
    }
    // Saves the session with these entries and shows the desk of its evaluation.
    std::string moved(std::string const& entries, std::string const& times = "&begins=10&ends=15")
    {
        auto const answer = changed(
            *office_, meeting_ + "/aendern",
            "title=Fr%C3%BChjahrstagung&place=Kreishaus&childcare=offered&" + entries + times);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return at_desk();
    }
    // Orders to give back the space of what was erased.
    std::int64_t clearings() { return count("jobs WHERE kind = 'meetings.evaluation.cleared'"); }
    bool is_sqlite() { return connection().engine() == db::Engine::sqlite; }
};

} // namespace kommin::app
