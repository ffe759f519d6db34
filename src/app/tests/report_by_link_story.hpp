#pragma once
// ReportByLinkBase: a figure of the Kreis that is due, and the letters that ask for its report.

#include "app/tests/public_goals_story.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kommin::app {

class ReportByLinkBase : public PublicGoalsBase {
protected:
    explicit ReportByLinkBase(ChangeSettings change = {})
        : PublicGoalsBase(std::move(change))
    { }
    void SetUp() override
    {
        PublicGoalsBase::SetUp();
        static_cast<void>(asked()); // the jobs are planned
        one_ = measure(
            *office_, "Abendkurse",
            "&state=running&deadline_remark=keine&from=2026&to=2027&report_mail=vhs%40kreis.example"
            "&reservation=Geheimer+Vorbehalt");
        // Due on the 30th of June, half a year after its baseline.
        figure_ = figure(one_);
    }
    // Letters that ask for reports, since the last time; other letters are none of ours.
    std::string asked()
    {
        static_cast<void>(mail());
        std::string text;
        auto const outbox = folder_.path() / "outbox";
        if (!std::filesystem::exists(outbox))
            return text;
        for (auto const& entry : std::filesystem::directory_iterator(outbox)) {
            auto const one = files::read_file(entry.path(), 100'000).value();
            if (one.find("<report-") != std::string::npos)
                text += unfolded(one);
            std::filesystem::remove(entry.path());
        }
        return text;
    }
    // What leaves in the morning of that day; nobody has pressed anything.
    std::string morning_of(std::string const& day)
    {
        clock().set(*parse_instant(day + "T08:30:00Z"));
        office_.emplace(browser_of("conference_office"));
        return asked();
    }
    static std::string link_of(std::string const& letter) { return link_in(letter, "/de/bericht/"); }
    static int count_in(std::string const& text, std::string const& word)
    {
        int count = 0;
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            ++count;
        return count;
    }
    http::Response opened(std::string const& link) { return Browser{*this}.get(link); }
    http::Response send(std::string const& link, std::string const& entries, std::string const& key = "k")
    {
        return Browser{*this}.post(link, "schluessel=" + key + "&website=&" + entries, false);
    }
    // As a browser sends the form with a file.
    http::Response send_with_photo(
        std::string const& link, std::string const& bytes, std::string const& key = "k",
        std::string const& value = "11")
    {
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto const body = field("schluessel", key) + field("website", "") + field("value", value)
            + field("day", "20.11.2026") + field("source", "Kursliste")
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"kurs.jpg\"\r\n"
              "Content-Type: image/jpeg\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return Browser{*this}.send(
            http::Method::post, link, {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body);
    }
    static std::string picture(std::string const& name)
    {
        return files::read_file(testing::source_folder() / "src/app/tests/pictures" / name, 100'000).value();
    }
    std::int64_t count(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    std::string newest_report()
    {
        return one_ + "/berichte/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM figure_reports"));
    }
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
    // A unit of the Kreis: its number.
    std::string unit(std::string const& name, std::string const& mail)
    {
        if (!kreis_)
            kreis_ = add_district_itself();
        auto const id = work([&](Work& work) -> Result<tenants::UnitId> {
            tenants::OrganisationalUnit one;
            one.body = *kreis_;
            one.names.emplace_back().name = name;
            one.mail = mail;
            return tenants::add_unit(work, one);
        });
        return std::to_string(id->value);
    }
    void order_letters()
    {
        ASSERT_TRUE(work([](Work& work) -> Result<void> {
            goals::order_report_letters(work);
            return {};
        }));
    }

    std::optional<tenants::BodyId> kreis_;
    std::string one_, figure_; // the address of the measure, the number of the figure
};

} // namespace kommin::app
