#pragma once
// LindenkreisPagesBase: the second district of the demonstration alone, and somebody at work in it.

#include "app/demo.hpp"
#include "app/share.hpp"
#include "app/tests/staff_story.hpp"
#include "modules/steering/testing.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::app {

class LindenkreisPagesBase : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        order_ = {.folder = find_shared("demo/district.csv").parent_path() / lindenkreis_folder};
        ASSERT_TRUE(load_demo(connection(), clock(), product_.modules, order_));
        linden_ = tenants::find_tenant(connection(), "lindenkreis")->id;
        product_.publications.refresh(connection());
        office_.emplace(browser_as("conference_office", "office@lindenkreis.example"));
    }
    Browser browser_as(std::string const& role, std::string const& email)
    {
        return browser_with(account(email, {{role, Scope::whole_tenant()}}, linden_));
    }
    Browser browser_with(identity::AccountId id)
    {
        auto browser = logged_in(id, linden_);
        browser.host = host;
        return browser;
    }
    std::string shown(std::string const& path) { return std::string(office_->get(path).body_text()); }
    std::int64_t number(std::string const& sql, std::string const& title)
    {
        return connection().load<std::int64_t>(sql, linden_, title);
    }
    // The grant that is passed on in parts.
    std::string grant_path()
    {
        auto const id = number(
            "SELECT id FROM grants WHERE tenant_id = ? AND title = ?",
            "Zuwendung für Treffpunkte mit Vereinen");
        return "/verwaltung/zuwendungen/" + std::to_string(id);
    }
    std::string year_path(int year)
    {
        auto const id = steering::find_year(connection(), linden_, std::nullopt, year).value().id;
        return "/verwaltung/steuerung/jahre/" + std::to_string(id.value);
    }
    // A day of the files as it is told: the story ends on the 15th of June.
    static std::string told(std::string_view iso)
    {
        auto const later = std::chrono::sys_days{today()} - std::chrono::sys_days{*parse_date("2026-06-15")};
        return typed_spelling(Date{std::chrono::sys_days{*parse_date(iso)} + later});
    }
    static Date today() { return *parse_date("2026-11-23"); }

    static constexpr auto* host = "lindenkreis.localhost";
    DemoOrder order_;
    TenantId linden_;
    std::optional<Browser> office_;
};

} // namespace kommin::app
