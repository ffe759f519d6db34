// Two districts in one installation: the host name decides, and neither sees anything of the other.

#include "app/application.hpp"
#include "app/modules.hpp"
#include "app/share.hpp"
#include "modules/portal/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/db/testing.hpp"
#include "platform/work/work.hpp"

#include <gmock/gmock.h>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TwoDistricts : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        found("musterau", "Kreis Musterau", "Nähkurs Musterau");
        found("beispielhain", "Kreis Beispielhain", "Chor Beispielhain");
        publications_.refresh(connection());
    }

    void found(std::string const& slug, std::string const& name, std::string const& offer_title)
    {
        Work work({connection(), TenantId{}, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        tenants::Tenant tenant;
        tenant.slug = slug;
        tenant.name = name;
        tenant.zone = "Europe/Berlin";
        tenant.hosts = {slug + ".example"};
        tenant.languages = {{i18n::Language::german(), {}}};
        work.found(tenants::insert_tenant(work.db(), tenant, work.now()));
        tenants::Body body;
        body.slug = slug + "-stadt";
        body.name = name + " Stadt";
        auto const place = tenants::insert_body(work.db(), work.tenant(), std::nullopt, body);
        portal::Offer offer;
        offer.key = "a1"; // the same key in both
        offer.slug = "kurs-" + slug;
        offer.title.source = offer_title;
        offer.municipality = body.slug;
        offer.phones = {{"02303 1", "+4923031", {}}};
        offer.unsure_fields = {{"phones", "verify"}};
        offer.public_id = portal::public_id_of("offer", work.tenant(), offer.key);
        ASSERT_TRUE(portal::insert_offer(work.db(), work.tenant(), offer, {place, {}}, work.now()));
        work.raise_published_version();
        work.commit();
    }

    http::Response get(std::string const& host, std::string target)
    {
        return application_.answer(
            http::Request::for_test(http::Method::get, std::move(target), {{"Host", host}}), connection());
    }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    metrics::Registry metrics_;
    std::vector<web::Module> modules_ = all_modules({}, clock_, no_signals);
    Publications publications_{
        http::StaticFiles::load(find_shared("assets/manifest.txt").parent_path()), modules_, {}};
    Application application_{publications_, modules_, clock_, metrics_, no_signals};
};
KOMMIN_ON_BOTH_ENGINES(TwoDistricts);

TEST_P(TwoDistricts, the_host_decides)
{
    EXPECT_THAT(get("musterau.example", "/de/").body_text(), HasSubstr("Kreis Musterau"));
    EXPECT_THAT(get("BEISPIELHAIN.example:8443", "/de/").body_text(), HasSubstr("Kreis Beispielhain"));
    EXPECT_EQ(get("fremd.example", "/de/").status(), http::Status::misdirected_request);
    EXPECT_EQ(get("fremd.example", "/healthz").status(), http::Status::ok)
        << "the machine is asked by any name";
}

TEST_P(TwoDistricts, a_refusal_is_of_the_district_that_was_asked)
{
    auto const refusal = [&](std::string const& host) {
        return application_
            .error_page(
                http::Status::payload_too_large,
                http::Request::for_test(http::Method::post, "/de/barriere-melden", {{"Host", host}}))
            .body_text();
    };
    EXPECT_THAT(refusal("musterau.example"), HasSubstr("Kreis Musterau"));
    EXPECT_THAT(refusal("beispielhain.example"), HasSubstr("Kreis Beispielhain"));
    EXPECT_THAT(refusal("fremd.example"), Not(HasSubstr("Kreis")));
}

TEST_P(TwoDistricts, no_page_shows_anything_of_the_other)
{
    for (auto const* path :
         {"/de/", "/de/angebote", "/de/orte", "/de/suche?q=Beispielhain", "/de/suche?q=Chor", "/sitemap.xml",
          "/sitemap/1.xml", "/de/suche/vorschlaege?q=Cho"})
        EXPECT_THAT(get("musterau.example", path).body_text(), Not(HasSubstr("beispielhain"))) << path;
    EXPECT_EQ(get("musterau.example", "/de/angebote/kurs-musterau").status(), http::Status::ok);
    for (auto const* path :
         {"/de/angebote/kurs-beispielhain", "/de/angebote/kurs-beispielhain/qr.svg",
          "/de/orte/beispielhain-stadt", "/de/orte/beispielhain-stadt/offline.json"})
        EXPECT_EQ(get("musterau.example", path).status(), http::Status::not_found) << path;
}

// Every route there is, with the other district's names in every place of the address.
TEST_P(TwoDistricts, no_route_shows_anything_of_the_other)
{
    std::size_t asked = 0;
    for (auto const& route : application_.routes()) {
        auto path = std::string(route.pattern);
        if (route.method != http::Method::get || path.find('*') != std::string::npos)
            continue;
        for (auto const& [parameter, value] :
             std::initializer_list<std::pair<std::string_view, std::string_view>>{
                 {"{lang:lang}", "de"},
                 {"{slug}", "kurs-beispielhain"},
                 {"{gemeinde}", "beispielhain-stadt"},
                 {"{file}", "1.xml"}}) {
            if (auto const at = path.find(parameter); at != std::string::npos)
                path.replace(at, parameter.size(), value);
        }
        ASSERT_EQ(path.find('{'), std::string::npos) << path << ": say here what stands for the parameter";
        ++asked;
        for (auto const* query : {"", "?q=Beispielhain&gemeinde=beispielhain-stadt&seite=1"}) {
            auto const answer = get("musterau.example", path + query);
            auto const body = answer.body_text();
            bool const repeats_the_question = body.find("value=\"Beispielhain\"") != std::string::npos;
            EXPECT_THAT(body, Not(HasSubstr("Kreis Beispielhain"))) << path;
            EXPECT_THAT(body, Not(HasSubstr("Chor Beispielhain"))) << path;
            if (!repeats_the_question) {
                EXPECT_THAT(body, Not(HasSubstr("beispielhain.example"))) << path;
            }
        }
    }
    EXPECT_GT(asked, 15U);
}

TEST_P(TwoDistricts, each_is_reached_under_its_own_name)
{
    EXPECT_THAT(
        get("beispielhain.example", "/de/").body_text(),
        HasSubstr(R"(<link rel="canonical" href="https://beispielhain.example/de/">)"));
    EXPECT_THAT(
        get("musterau.example", "/sitemap.xml").body_text(),
        HasSubstr("<loc>https://musterau.example/de/</loc>"));
}

TEST_P(TwoDistricts, one_that_cannot_be_loaded_keeps_what_it_has)
{
    auto const before = publications_.find("musterau.example");
    connection().execute("UPDATE tenants SET zone = 'Mars/Olympus' WHERE slug = 'musterau'");
    for (auto const* slug : {"musterau", "beispielhain"}) {
        Work work(
            {connection(), publications_.find(std::string(slug) + ".example")->site.tenant, Actor::system(),
             clock_, i18n::Zone::berlin(), no_signals});
        work.raise_published_version();
        work.commit();
    }
    EXPECT_EQ(publications_.refresh(connection()), 1);
    EXPECT_EQ(publications_.find("musterau.example"), before);
    EXPECT_EQ(publications_.find("beispielhain.example")->version, 2);
}

TEST_P(TwoDistricts, a_new_name_needs_no_publication)
{
    connection().execute("INSERT INTO tenant_hosts (tenant_id, host) SELECT id, 'neu.example' FROM tenants "
                         "WHERE slug = 'musterau'");
    publications_.refresh(connection());
    EXPECT_THAT(get("neu.example", "/de/").body_text(), HasSubstr("Kreis Musterau"));
}

TEST_P(TwoDistricts, publishing_one_leaves_the_other_alone)
{
    auto const before = publications_.find("beispielhain.example");
    {
        Work work(
            {connection(), publications_.find("musterau.example")->site.tenant, Actor::system(), clock_,
             i18n::Zone::berlin(), no_signals});
        work.raise_published_version();
        work.commit();
    }
    EXPECT_EQ(publications_.refresh(connection()), 1);
    EXPECT_EQ(publications_.find("beispielhain.example"), before);
    EXPECT_EQ(publications_.refresh(connection()), 0);
}

TEST_P(TwoDistricts, the_button_to_call_says_that_nobody_has_read_the_number)
{
    auto const html = get("musterau.example", "/de/angebote/kurs-musterau").body_text();
    auto const button = html.find("href=\"tel:+4923031\"");
    ASSERT_NE(button, std::string::npos);
    EXPECT_THAT(html.substr(button, html.find("</a>", button) - button), HasSubstr("bitte prüfen"));
}

} // namespace
} // namespace kommin::app
