#pragma once
// The whole product in process, asked as a browser asks: with the demonstration, or with small districts that
// a test founds.

#include "app/application.hpp"
#include "app/demo.hpp"
#include "app/modules.hpp"
#include "modules/contacts/testing.hpp"
#include "modules/meetings/testing.hpp"
#include "modules/portal/testing.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/testing.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/work/work.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

using MakeModules = std::function<std::vector<web::Module>()>;
std::vector<web::Module> all_modules_of_the_demonstration();
// The same with a vocabulary of two lines: the large one makes every publication wait for its index.
std::vector<web::Module> all_modules_with_few_words();
// The portal alone, with an index that is built in another way.
MakeModules portal_with_index(portal::BuildIndex build_index);

// This test is not the program that reads hostile files: the one of the same build is.
Workers workers_of_tests();

// What the server wires, without a network; the clock stands on Monday, 23 November 2026, 10:00 in Unna.
struct Product {
    explicit Product(
        Publications::Options const& options = {},
        MakeModules const& make_modules = &all_modules_with_few_words);
    Product(Product const&) = delete;
    Product& operator=(Product const&) = delete;

    FixedClock clock;
    metrics::Registry metrics;
    std::vector<web::Module> modules;
    Publications publications;
    Application application;
};

// The demonstration of Kreis Unna on one engine, loaded once per test program and engine.
class DemoWorld {
public:
    static DemoWorld& on(db::Engine engine);

    http::Response get(std::string target, http::Headers headers = {});
    http::Response post(std::string target, std::string body);
    http::Response send(http::Request const& request)
    {
        return product_.application.answer(request, *connection_);
    }

    [[nodiscard]] db::Connection& db() { return *connection_; }
    [[nodiscard]] FixedClock& clock() { return product_.clock; }
    [[nodiscard]] Publications& publications() { return product_.publications; }
    [[nodiscard]] std::vector<web::Module> const& modules() const { return product_.modules; }
    [[nodiscard]] portal::Snapshot const& snapshot()
    {
        return publications().find(std::string_view{})->parts.of<portal::Snapshot>();
    }
    [[nodiscard]] Application const& application() const { return product_.application; }
    [[nodiscard]] db::TestDatabase& database() { return database_; }

private:
    explicit DemoWorld(db::Engine engine);

    db::TestDatabase database_;
    std::unique_ptr<db::Connection> connection_;
    Product product_;
};

class PortalStory : public ::testing::TestWithParam<db::Engine> {
protected:
    [[nodiscard]] static DemoWorld& world() { return DemoWorld::on(GetParam()); }
    static std::string page(std::string target) { return world().get(std::move(target)).body_text(); }
};

// What a command of a module prints, or its problem.
Result<std::string> run_command(
    command::Place const& place, std::string_view group, std::string_view name,
    command::Invocation::Values const& values = {});

// Expects that the offers of a district that the public is shown are those of the database, in all they say.
void expect_shown_is_stored(db::Connection& db, portal::Snapshot const& shown);

// A database of its own for each test, with the districts that it founds.
class DistrictStory : public db::DatabaseTest {
protected:
    explicit DistrictStory(
        Publications::Options const& options = {},
        MakeModules const& make_modules = &all_modules_with_few_words)
        : product_(options, make_modules)
    { }
    // Whatever a story has done: what the public is shown record by record is what the database says.
    void TearDown() override;

    // The public sees it at once.
    TenantId found(tenants::SmallDistrict const& district);
    // Commits a new version of what a district shows; nobody sees it before the publications are refreshed.
    void commit_version(TenantId tenant, std::function<void(Work&)> const& change = {});
    // Commits what says itself what it publishes, and everybody sees it.
    void commit_and_show(TenantId tenant, std::function<void(Work&)> const& change);
    // As commit_version, and everybody sees it.
    void publish(TenantId tenant, std::function<void(Work&)> const& change = {});
    // The least that an offer at a town needs: its slug is its key, too.
    static portal::Offer offer_called(std::string slug, std::string title, std::string town);
    static portal::OfferId insert(Work& work, portal::Offer offer); // and says that it is published
    // A public page, of a town or of the whole district.
    static portal::InfoPage page_called(std::string slug, std::string title, std::string town = {});
    static portal::PageId insert(Work& work, portal::InfoPage const& page);

    [[nodiscard]] FixedClock& clock() { return product_.clock; }
    // Of the lone district, or of the one that the host names.
    http::Response get(std::string target, std::string host = "musterau.example");
    std::string page(std::string target) { return get(std::move(target)).body_text(); }

    Product product_;
};

} // namespace kommin::app
