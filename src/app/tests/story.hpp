#pragma once
// The whole product in process: a fresh database with the demonstration, asked as a browser asks.

#include "app/application.hpp"
#include "app/demo.hpp"
#include "app/modules.hpp"
#include "modules/portal/api.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/testing.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/metrics/metrics.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace kommin::app {

// The demonstration of Kreis Unna on one engine, loaded once per test program and engine; the clock stands on
// Monday, 23 November 2026, 10:00 in Unna.
class DemoWorld {
public:
    static DemoWorld& on(db::Engine engine);

    http::Response get(std::string target, http::Headers headers = {});
    http::Response post(std::string target, std::string body);
    http::Response send(http::Request const& request) { return application_.answer(request, *connection_); }

    [[nodiscard]] db::Connection& db() { return *connection_; }
    [[nodiscard]] FixedClock& clock() { return clock_; }
    [[nodiscard]] Publications& publications() { return publications_; }
    [[nodiscard]] portal::Snapshot const& snapshot()
    {
        return publications_.find(std::string_view{})->parts.of<portal::Snapshot>();
    }
    [[nodiscard]] Application const& application() const { return application_; }
    [[nodiscard]] db::TestDatabase& database() { return database_; }

private:
    explicit DemoWorld(db::Engine engine);

    db::TestDatabase database_;
    std::unique_ptr<db::Connection> connection_;
    FixedClock clock_;
    metrics::Registry metrics_;
    std::vector<web::Module> modules_;
    Publications publications_;
    Application application_;
};

class PortalStory : public ::testing::TestWithParam<db::Engine> {
protected:
    [[nodiscard]] static DemoWorld& world() { return DemoWorld::on(GetParam()); }
    static std::string page(std::string target) { return world().get(std::move(target)).body_text(); }
};

} // namespace kommin::app
