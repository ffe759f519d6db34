#pragma once
// InventoryBase: stocktakings of the Kreis as the office runs them: a unit with a mailbox, another without,
// and an organisation are asked.

#include "app/tests/inventory_attempts.hpp"
#include "app/tests/recommendations_story.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace kommin::app {

class InventoryBase : public RecommendationBase {
protected:
    void SetUp() override
    {
        RecommendationBase::SetUp();
        office_.emplace(browser_of("conference_office"));
        add_district_itself();
        other_field_ = panel(*office_, "kind=field_of_action&body=&parent=" + conference_ + "&name=Bildung");
        youth_ = unit("Jugendamt", "jugend@kreis.example");
        health_ = unit("Gesundheitsamt", "");
        static_cast<void>(inventory_letters());
    }
    // Of the Kreis.
    std::string unit(std::string const& name, std::string const& mail)
    {
        auto const id = work([&](Work& work) -> Result<tenants::UnitId> {
            tenants::OrganisationalUnit one;
            for (auto const& body : tenants::list_bodies(work.db(), work.tenant())) {
                if (body.kind == tenants::BodyKind::district)
                    one.body = body.id;
            }
            one.names.emplace_back().name = name;
            one.mail = mail;
            return tenants::add_unit(work, one);
        });
        return std::to_string(id->value);
    }
    // Letters of stocktakings since the last time; other letters are none of ours.
    std::string inventory_letters()
    {
        static_cast<void>(mail());
        std::string text;
        auto const outbox = folder_.path() / "outbox";
        if (!std::filesystem::exists(outbox))
            return text;
        for (auto const& entry : std::filesystem::directory_iterator(outbox)) {
            auto const one = files::read_file(entry.path(), 100'000).value();
            if (one.find("<inventory-") != std::string::npos)
                text += unfolded(one);
            std::filesystem::remove(entry.path());
        }
        return text;
    }
    // Sessions of before have ended.
    void move_to(std::string const& instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    // Somebody of the department that has this mailbox by then.
    Browser department_of(std::string const& unit)
    {
        auto const mail = "amt" + unit + "@kreis.example";
        connection().execute(
            "UPDATE organisational_units SET mail = ? WHERE id = ?", "Amt" + unit + "@Kreis.example",
            std::stoll(unit));
        return logged_in(account(mail, {{"department_editor", Scope::whole_tenant()}}));
    }
    // The address of a new one.
    std::string drafted(std::string const& title, std::string const& more = "&until=10.12.2026")
    {
        auto const answer = office_->post(
            "/verwaltung/bestandsaufnahmen/neu",
            "body=&schluessel=" + title + "&title=" + title + "&panels=" + field_ + "&panels=" + other_field_
                + "&introduction=Wir+sammeln%2C+was+es+gibt." + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    std::string version(std::string const& address)
    {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM inventories WHERE id = ?", std::stoll(number_of(address))));
    }
    void noted(std::string const& address, std::string const& entries)
    {
        auto const answer = office_->post(address + "/gefragt", "language=de&" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    http::Response press(std::string const& address, std::string const& what)
    {
        return office_->post(address + '/' + what, version(address));
    }
    // Opened, with everybody asked: the letters.
    std::string opened(std::string const& address)
    {
        noted(
            address,
            "units=" + youth_ + "&units=" + health_ + "&organisations=Verein+Nord%3B+nord@verein.example");
        auto const answer = press(address, "fragen");
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return inventory_letters();
    }
    // The address of what was asked of the unit, at the desk.
    std::string request_of(std::string const& address, std::string const& unit)
    {
        return address + "/gefragt/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM inventory_requests WHERE inventory_id = ? AND unit_id = ?",
                std::stoll(number_of(address)), std::stoll(unit)));
    }
    static std::string link_to(std::string const& mails, std::string const& address)
    {
        auto const head = mails.find("To: " + address);
        if (head == std::string::npos)
            return {};
        auto const next = mails.find("\nTo: ", head);
        return link_in(mails.substr(head, next - head), "/[a-z-]+/bestandsaufnahme/");
    }
    Browser anybody() { return Browser{*this}; } // without an account
    std::string read_at(std::string const& link) { return std::string(anybody().get(link).body_text()); }
    http::Status status_of(std::string const& link) { return anybody().get(link).status(); }
    http::Response sent(std::string const& link, std::string const& entries, std::string const& key = "f")
    {
        return anybody().post(link, "schluessel=" + key + "&website=&" + entries, false);
    }
    // An entry by link.
    void said(std::string const& link, std::string const& title, std::string const& more = {})
    {
        auto const answer
            = sent(link + "/eintrag", "kind=structure&panel=" + field_ + "&title=" + title + more, title);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    std::int64_t count(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    std::string newest_entry()
    {
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM inventory_entries"));
    }

    std::optional<Browser> office_;
    std::string other_field_, youth_, health_; // numbers
};

} // namespace kommin::app
