// The first moments after a start: pages are there before the search is.

#include "app/tests/story.hpp"

#include <gmock/gmock.h>

#include <future>
#include <latch>
#include <span>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

// The index is not ready before the door is open.
class SearchBehindADoor : public DistrictStory {
protected:
    SearchBehindADoor()
        : SearchBehindADoor(std::make_shared<std::latch>(1))
    { }
    void SetUp() override
    {
        DistrictStory::SetUp();
        auto const tenant = tenants::found_district(connection(), clock().now(), {.towns = {"aalfeld"}});
        publish(tenant, [](Work& work) { insert(work, offer_called("naehkurs", "Nähkurs", "aalfeld")); });
    }
    void TearDown() override
    {
        open_door();
        DistrictStory::TearDown();
    }
    void open_door()
    {
        if (!door_->try_wait())
            door_->count_down();
    }
    // On a thread and a connection of its own, as a worker answers.
    std::future<http::Response> begin_to_answer(std::string target)
    {
        return std::async(std::launch::async, [this, target = std::move(target)] {
            auto const own = connect();
            return product_.application.answer(
                http::Request::for_test(http::Method::get, target, {{"Host", "musterau.example"}}), *own);
        });
    }

private:
    explicit SearchBehindADoor(std::shared_ptr<std::latch> const& door)
        : DistrictStory(
              {},
              portal_with_index(
                  [door](std::span<search::Document const> documents, search::Concepts const& concepts) {
                      door->wait();
                      return search::Index::build(documents, concepts);
                  }))
        , door_(door)
    { }

    std::shared_ptr<std::latch> door_;
};
KOMMIN_ON_BOTH_ENGINES(SearchBehindADoor);

TEST_P(SearchBehindADoor, asks_to_come_back_and_keeps_nobody_else_waiting)
{
    struct Search {
        std::string target;
        std::string_view found;
    };
    std::vector<Search> const asked{
        {"/de/suche?q=N%C3%A4hkurs", "href=\"/de/angebote/naehkurs\""},
        {"/de/suche/vorschlaege?q=n%C3%A4h", "hkurs\""},
        {"/de/angebote?q=N%C3%A4hkurs", "href=\"/de/angebote/naehkurs\""}};
    std::vector<std::string> const paths{
        "/de/",      "/de/angebote",       "/de/angebote?gemeinde=aalfeld", "/de/angebote/naehkurs",
        "/de/orte",  "/de/orte/aalfeld",   "/de/orte/aalfeld/offline.json", "/de/info",
        "/de/suche", "/de/barriere-melden"};
    // All at once: each search is patient for two seconds.
    std::vector<std::future<http::Response>> searches;
    for (auto const& search : asked)
        searches.push_back(begin_to_answer(search.target));
    std::vector<std::future<http::Response>> pages;
    for (auto const& path : paths)
        pages.push_back(begin_to_answer(path));
    for (std::size_t i = 0; i < asked.size(); ++i)
        EXPECT_EQ(searches[i].wait_for(10s), std::future_status::ready) << asked[i].target;
    for (std::size_t i = 0; i < paths.size(); ++i)
        EXPECT_EQ(pages[i].wait_for(10s), std::future_status::ready) << paths[i] << " waits for the index";

    open_door(); // before anything can fail that would leave it closed
    for (std::size_t i = 0; i < paths.size(); ++i)
        EXPECT_EQ(pages[i].get().status(), http::Status::ok) << paths[i];
    for (std::size_t i = 0; i < asked.size(); ++i) {
        SCOPED_TRACE(asked[i].target);
        auto const refused = searches[i].get();
        EXPECT_EQ(refused.status(), http::Status::unavailable);
        EXPECT_EQ(refused.header("Retry-After"), "2");
        EXPECT_EQ(refused.header("Cache-Control"), "no-store");
        EXPECT_THAT(refused.body_text(), HasSubstr("<html lang=\"de\""));
        EXPECT_THAT(refused.body_text(), HasSubstr("<h1>Gleich geht es weiter</h1>"));

        auto const found = get(asked[i].target);
        EXPECT_EQ(found.status(), http::Status::ok);
        EXPECT_THAT(found.body_text(), HasSubstr(std::string(asked[i].found)));
    }
}

} // namespace
} // namespace kommin::app
