#pragma once
// RecommendationBase: recommendations of a field below a conference, and the steps that somebody takes.

#include "app/tests/meeting_attempts.hpp"
#include "app/tests/meetings_story.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

class RecommendationBase : public MeetingsStory {
protected:
    explicit RecommendationBase(ChangeSettings change = {})
        : MeetingsStory(std::move(change))
    { }
    void SetUp() override
    {
        MeetingsStory::SetUp();
        auto office = browser_of("conference_office");
        conference_ = panel(office, "kind=conference&body=&name=Integrationskonferenz");
        field_ = panel(office, "kind=field_of_action&body=&parent=" + conference_ + "&name=Arbeitswelt");
    }
    // The address of a new one.
    std::string recommendation(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post("/verwaltung/empfehlungen/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    std::string draft(Browser& editor, std::string const& title, std::string const& more = {})
    {
        return recommendation(
            editor,
            "addressees=administration&panel=" + field_ + "&schluessel=" + title + "&title=" + title + more);
    }
    static std::string number_of(std::string const& address)
    {
        return address.substr(address.rfind('/') + 1);
    }
    static std::string public_of(std::string const& address, std::string const& language = "de")
    {
        return '/' + language + "/konferenz/empfehlungen/" + number_of(address);
    }
    // A step with the version that it has now.
    http::Response take(Browser& editor, std::string const& address, std::string const& entries)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(address)));
        return editor.post(address + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + entries);
    }
    void taken(Browser& editor, std::string const& address, std::string const& entries)
    {
        auto const answer = take(editor, address, entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << entries << answer.body_text();
    }
    // Its last step.
    http::Response taken_back(Browser& editor, std::string const& address)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(address)));
        return editor.post(address + "/zuruecknehmen", "fassung=" + std::to_string(version));
    }
    // As everybody reads it now.
    http::Response in_public(std::string const& path)
    {
        product_.publications.refresh(connection());
        return get(path);
    }
    std::int64_t count_steps()
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM recommendation_steps WHERE tenant_id = ?", tenant_);
    }

    // Somebody of whom the office knows this address, on a new seat of that panel; the number of the
    // membership.
    std::int64_t seated_in(
        std::string const& panel, std::string const& mail, std::string const& role = "member",
        std::string const& language = "de")
    {
        auto office = browser_of("conference_office");
        auto const person = office.post(
            "/verwaltung/personen/neu",
            "field_of_work=unknown&gender=unknown&municipality=&body=&family=Muster&given="
                + mail.substr(0, mail.find('@')) + "&letters_language=" + language + "&mails=" + mail);
        EXPECT_EQ(person.status(), http::Status::see_other) << person.body_text();
        office.post(
            "/verwaltung/gremien/" + panel + "/neuer-sitz",
            "vote=unknown&function=Mitglied&role=" + role + "&schluessel=" + mail);
        auto const seat = connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats");
        auto const seated = office.post(
            "/verwaltung/sitze/" + std::to_string(seat) + "/besetzen",
            "as=holder&from=01.01.2025&person=" + number_of(std::string(person.header("Location"))));
        EXPECT_EQ(seated.status(), http::Status::see_other) << seated.body_text();
        return connection().load<std::int64_t>("SELECT MAX(id) FROM memberships");
    }
    // What somebody reads who is asked to come to it.
    std::string invitation_to(std::string const& meeting, std::string const& language = "de")
    {
        auto const token = work([&](Work& work) -> Result<std::string> {
            auto const person = TRY(contacts::add_named_person(work, {{}, "Ada", "Gast"}, "gast"));
            auto const invitation
                = TRY(invited(work, meetings::MeetingId{std::stoll(number_of(meeting))}, person));
            return door_of(work, invitation);
        });
        return page("/" + language + "/einladung/" + token.value());
    }

    // The jobs of the night and the morning, as at this moment.
    void go_to(std::string const& instant)
    {
        static_cast<void>(mail()); // the jobs are planned
        clock().set(*parse_instant(instant));
        static_cast<void>(mail());
    }

    // All orders of this kind that wait, in the hands of a worker. What it does is not marked as done
    // afterwards: it may be killed behind its last commit.
    std::vector<jobs::Job> taken_by_a_worker(std::string const& kind)
    {
        struct Row {
            jobs::JobId id;
            std::string payload;
        };
        connection().execute(
            "UPDATE jobs SET state = 'running', attempts = 1, leases = 1, lease_until = ?"
            " WHERE kind = ? AND state = 'queued'",
            clock().now() + std::chrono::minutes(1), kind);
        std::vector<jobs::Job> all;
        for (auto const& [id, payload] : connection().list<Row>(
                 "SELECT id, payload FROM jobs WHERE kind = ? AND state = 'running' ORDER BY id", kind))
            all.push_back(
                {.id = id, .tenant = tenant_, .kind = kind, .payload = payload, .attempt = 1, .lease = 1});
        return all;
    }
    void does(jobs::Job const& job)
    {
        jobs_of(product_.modules, clock(), no_signals).handlers().at(job.kind)(connection(), job);
    }

    std::string conference_, field_; // numbers
};

} // namespace kommin::app
