#pragma once
// A district whose office gives its concept out, and two municipalities that take it over.

#include "app/tests/meeting_attempts.hpp"
#include "app/tests/package_attempts.hpp"
#include "app/tests/years_story.hpp"

#include <cstdint>
#include <optional>
#include <regex>
#include <string>

namespace kommin::app {

class PackageStory : public YearsStory {
protected:
    static constexpr auto* packages = "/verwaltung/konzept";
    void SetUp() override
    {
        YearsStory::SetUp();
        town_.emplace(logged_in(account("aalfeld@kreis.example", {{"municipal_editor", aalfeld_}})));
        neighbour_.emplace(logged_in(account("bergau@kreis.example", {{"municipal_editor", bergau_}})));
    }
    static std::string value_on(std::string const& page, std::string const& name)
    {
        std::smatch found;
        std::regex const field("name=\"" + name + "\" value=\"([^\"]*)\"");
        return std::regex_search(page, found, field) ? found[1].str() : std::string{};
    }
    // A goal of the Kreis that somebody has adopted: its number.
    std::string adopted_goal(std::string const& title, std::string const& more = {})
    {
        auto const answer = office_->post(
            "/verwaltung/ziele/neu",
            "kind=guiding&body=&weight=1&panel=" + field_ + "&title=" + title + "&schluessel=" + title
                + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const number = number_of(std::string(answer.header("Location")));
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/beschluesse/neu",
                    "kind=adoption&body=&resolved_by=Kreistag&schluessel=" + number + "&goals=" + number)
                .status(),
            http::Status::see_other);
        return number;
    }
    std::string entries(std::string const& more = {}) const
    {
        return "name=Miteinander&parts=goals&parts=measures&parts=checklists&serves=ja&schluessel=eins&"
               "fields="
            + field_ + more;
    }
    http::Response drafted(std::string const& more = {})
    {
        return office_->post(std::string(packages) + "/neu", entries(more));
    }
    // The address of what is given out.
    std::string issued(std::string const& more = {})
    {
        auto const draft = drafted(more);
        EXPECT_EQ(draft.status(), http::Status::ok) << draft.body_text();
        auto const stand = value_on(std::string(draft.body_text()), "stand");
        auto const answer
            = office_->post(std::string(packages) + "/neu", entries(more) + "&read=ja&stand=" + stand);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // `compared`: the key by which the box stands that says so.
    http::Response taken_in(Browser& browser, std::string const& bytes, std::string const& compared = {})
    {
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto const body = field("formular", browser.token)
            + (compared.empty() ? "" : field("schluessel", compared))
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"konzept.json\"\r\n"
              "Content-Type: application/json\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return browser.send(
            http::Method::post, std::string(packages) + "/einlesen",
            {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body);
    }
    std::string code_of(std::string const& package)
    {
        return connection().load<std::string>(
            "SELECT code FROM adoption_packages WHERE id = ?", std::stoll(number_of(package)));
    }
    static std::string adopting(std::string const& package, std::string const& town = "aalfeld")
    {
        return package + "/uebernehmen/" + town;
    }
    // As whoever has just opened the page.
    http::Response adopted(Browser& browser, std::string const& address, std::string const& choices)
    {
        auto const stand = value_on(read(browser, address), "stand");
        return browser.post(address, "stand=" + stand + '&' + choices);
    }
    std::string title_of_town(std::string const& table)
    {
        return connection().load<std::string>(
            "SELECT title FROM " + table + " WHERE body_id = ?", aalfeld_.owner());
    }
    std::int64_t count(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    http::Response reworded(Browser& browser, std::string const& goal, std::string const& entries)
    {
        return changed(browser, "/verwaltung/ziele/" + goal + "/bearbeiten", "weight=1&" + entries);
    }
    std::string goal_of_town()
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT id FROM goals WHERE body_id = ?", aalfeld_.owner()));
    }

    std::optional<Browser> town_, neighbour_;
};

} // namespace kommin::app
