// Several modules in one product: each adds, none takes away, and the trouble of one is not that of all.

#include "app/tests/story.hpp"
#include "platform/web/published_parts.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;

struct Choirs {
    int count = 0;
};

bool choirs_are_broken = false;
std::function<void()> while_choirs_publish; // once
int choirs_published = 0; // how often

// The portal and a module beside it, before which and behind which there is another one.
std::vector<web::Module> portal_with_choirs()
{
    web::Module choirs{.name = "choirs", .routes = {}};
    choirs.publish = [](web::Publishing& publishing) {
        publishing.add_link({web::LinkPlace::legal, 5, "web.footer.imprint"_msg, "choere"});
        if (auto const meanwhile = std::exchange(while_choirs_publish, {}))
            meanwhile();
        publishing.add_count("choirs", 7);
        publishing.list_paths([](auto const& take) { take("choere"); });
        if (choirs_are_broken)
            throw std::runtime_error("a choir without a voice");
        publishing.add_part(std::make_shared<Choirs const>(Choirs{++choirs_published}));
    };
    choirs.published_from = {tenants::published_as};
    choirs.routes.push_back({http::Method::get, "/de/choere", web::public_page, [](web::Call& call) {
                                 return http::Response::text(
                                     http::Status::ok, std::to_string(call.published.of<Choirs>().count));
                             }});
    auto modules = all_modules_with_few_words();
    modules.insert(modules.begin(), std::move(choirs));
    return modules;
}

class SeveralModules : public DistrictStory {
protected:
    explicit SeveralModules(std::chrono::milliseconds complete_after = std::chrono::hours(1))
        : DistrictStory(
              {.base_url = "https://portal.example", .complete_after = complete_after}, &portal_with_choirs)
    { }
    void SetUp() override
    {
        choirs_are_broken = false;
        choirs_published = 0;
        while_choirs_publish = {};
        DistrictStory::SetUp();
    }
};
KOMMIN_ON_BOTH_ENGINES(SeveralModules);

TEST_P(SeveralModules, each_adds_to_what_the_others_have_added)
{
    found({});
    auto const html = page("/de/");
    EXPECT_THAT(html, HasSubstr("href=\"/de/choere\""));
    EXPECT_THAT(html, HasSubstr("href=\"/de/angebote\""));
    EXPECT_EQ(page("/de/choere"), "1");
    auto const sitemap = page("/sitemap.xml");
    EXPECT_THAT(sitemap, HasSubstr("<loc>https://portal.example/de/choere</loc>"));
    EXPECT_THAT(sitemap, HasSubstr("<loc>https://portal.example/de/angebote</loc>"));
}

TEST_P(SeveralModules, one_that_cannot_publish_is_away_and_the_others_are_not)
{
    choirs_are_broken = true;
    auto const tenant = found({});
    EXPECT_EQ(get("/de/").status(), http::Status::ok);
    EXPECT_EQ(get("/verwaltung").status(), http::Status::see_other) << "where it can be mended";
    try {
        static_cast<void>(get("/de/choere"));
        FAIL() << "nothing is published of the choirs";
    } catch (web::NotPublished const& failure) {
        EXPECT_EQ(Application::status_of(failure), http::Status::unavailable);
    }
    choirs_are_broken = false;
    publish(tenant);
    EXPECT_EQ(page("/de/choere"), "1") << "what is missing is tried at every publication";
}

// A page that takes its time, and how often it was made.
std::atomic<int> songs_made = 0;
std::vector<web::Module> portal_with_songs()
{
    auto modules = portal_with_choirs();
    modules.front().routes.push_back(
        {http::Method::get, "/de/lieder", web::public_cached, [](web::Call& call) {
             ++songs_made;
             std::this_thread::sleep_for(std::chrono::milliseconds(100));
             if (call.request.query().value("falsch") == "1")
                 throw std::runtime_error("out of tune");
             return http::Response::text(http::Status::ok, "la la")
                 .keep_in_page_cache(std::chrono::minutes(1));
         }});
    return modules;
}

class ManyReaders : public DistrictStory {
protected:
    ManyReaders()
        : DistrictStory({.base_url = "https://portal.example"}, &portal_with_songs)
    { }
    // Each on a connection of its own, as workers have it. How many got the song.
    int read_at_once(std::string const& target)
    {
        std::vector<std::unique_ptr<db::Connection>> connections;
        for (int i = 0; i < 4; ++i)
            connections.push_back(connect());
        std::atomic<int> sung = 0;
        std::vector<std::thread> readers;
        for (auto& connection : connections)
            readers.emplace_back([&] {
                try {
                    auto const answer = product_.application.answer_once(
                        http::Request::for_test(http::Method::get, target, {{"Host", "musterau.example"}}),
                        *connection);
                    sung += answer.body_text() == "la la" ? 1 : 0;
                } catch (std::runtime_error const&) { // NOLINT(bugprone-empty-catch): counts as not sung
                }
            });
        for (auto& reader : readers)
            reader.join();
        return sung;
    }
};
KOMMIN_ON_BOTH_ENGINES(ManyReaders);

TEST_P(ManyReaders, of_one_page_get_what_one_of_them_has_made)
{
    auto const tenant = found({});
    songs_made = 0;
    EXPECT_EQ(read_at_once("/de/lieder"), 4);
    EXPECT_EQ(songs_made, 1);
    publish(tenant);
    EXPECT_EQ(read_at_once("/de/lieder"), 4);
    EXPECT_EQ(songs_made, 2) << "once for each publication";
    EXPECT_EQ(read_at_once("/de/lieder?falsch=1"), 0);
    EXPECT_EQ(songs_made, 6) << "what fails for one is tried by the others";
}

TEST(TwoModules, with_the_same_kind_of_subject_do_not_start)
{
    auto const rivals = [] {
        auto modules = portal_with_choirs();
        modules.front().subjects = {content::SubjectKind{"offer"}};
        return modules;
    };
    EXPECT_THROW(Product({}, rivals), std::logic_error);
}

// What has versions reads in the audit trail and on "Heute" in words. A kind without either on purpose is
// named here.
TEST(AllModules, say_how_each_of_their_kinds_of_records_reads_for_people)
{
    std::set<std::string_view> const without_form{
        "minutes_entry", "programme_part"}; // minutes and meeting have the history
    std::set<std::string_view> const without_recents{"minutes_entry", "programme_part"};
    auto const modules = all_modules_with_few_words();
    std::set<std::string_view> forms;
    std::set<std::string_view> recents;
    for (auto const& module : modules) {
        for (auto const& form : module.forms)
            forms.insert(form.kind);
        for (auto const& recent : module.recents)
            recents.insert(recent.kind);
    }
    for (auto const& module : modules) {
        for (auto const& subject : module.subjects) {
            auto const kind = subject.word();
            EXPECT_NE(forms.contains(kind), without_form.contains(kind)) << kind;
            EXPECT_NE(recents.contains(kind), without_recents.contains(kind)) << kind;
            for (auto const* language : {"de", "en"})
                EXPECT_TRUE(i18n::Texts::of(*i18n::Language::find(language))
                                .has(i18n::key("audit.kind." + std::string(kind))))
                    << kind << ' ' << language;
        }
    }
}

class ImpatientModules : public SeveralModules {
protected:
    ImpatientModules()
        : SeveralModules(std::chrono::milliseconds(0))
    { }
};
KOMMIN_ON_BOTH_ENGINES(ImpatientModules);

TEST_P(ImpatientModules, what_could_not_publish_is_tried_again_without_a_publication)
{
    choirs_are_broken = true;
    found({});
    choirs_are_broken = false;
    EXPECT_EQ(product_.publications.refresh(connection()), 1);
    EXPECT_EQ(page("/de/choere"), "1");
    EXPECT_EQ(product_.publications.refresh(connection()), 0) << "and then it is complete";
}

TEST_P(SeveralModules, a_publication_concerns_the_modules_that_show_it)
{
    auto const tenant = found({});
    auto const offers = [&] { return &product_.publications.find(tenant)->parts.of<portal::Snapshot>(); };
    auto const* before = offers();

    publish(tenant, [](Work& work) { work.publish("choirs"); });
    EXPECT_EQ(page("/de/choere"), "2");
    auto const* after_both = offers();
    EXPECT_NE(after_both, before) << "the story publishes the portal each time";

    auto const publish_only = [&](std::string_view module) {
        Work work({connection(), tenant, Actor::system(), clock(), i18n::Zone::berlin(), no_signals});
        work.publish(module);
        work.commit();
        EXPECT_EQ(product_.publications.refresh(connection()), 1);
    };
    publish_only("choirs");
    EXPECT_EQ(page("/de/choere"), "3");
    EXPECT_EQ(offers(), after_both) << "nothing of the portal has changed";
    publish_only(portal::published_as);
    EXPECT_EQ(page("/de/choere"), "3");
    EXPECT_NE(offers(), after_both);
    auto const* alone = offers();
    publish_only(tenants::published_as);
    EXPECT_EQ(page("/de/choere"), "4") << "both show names of municipalities";
    EXPECT_NE(offers(), alone);
}

TEST_P(SeveralModules, what_changes_while_another_district_is_loaded_is_shown)
{
    auto const first = found({.slug = "musterau", .hosts = {"musterau.example"}});
    auto const second = found({.slug = "beispielhain", .hosts = {"beispielhain.example"}});
    auto const rival = connect();
    while_choirs_publish = [&] {
        Work work({*rival, second, Actor::system(), clock(), i18n::Zone::berlin(), no_signals});
        work.db().execute("UPDATE tenants SET help_phone = '02303 99' WHERE id = ?", second);
        work.publish(tenants::published_as);
        work.commit();
    };
    publish(first, [](Work& work) { work.publish("choirs"); });
    product_.publications.refresh(connection());
    EXPECT_EQ(product_.publications.find(second)->site.help_phone, "02303 99");
}

TEST_P(SeveralModules, one_that_breaks_later_keeps_what_it_has_and_the_others_go_on)
{
    auto const tenant = found({});
    auto const* before = &product_.publications.find(tenant)->parts.of<portal::Snapshot>();
    choirs_are_broken = true;
    publish(tenant, [](Work& work) { work.publish("choirs"); });
    EXPECT_EQ(page("/de/choere"), "1");
    EXPECT_THAT(page("/de/"), HasSubstr("href=\"/de/choere\""));
    EXPECT_NE(&product_.publications.find(tenant)->parts.of<portal::Snapshot>(), before);
    choirs_are_broken = false;
    publish(tenant);
    EXPECT_EQ(page("/de/choere"), "2") << "and is tried again with the next publication";
}

}
} // namespace kommin::app
