// Two districts in one installation: the host name decides, and neither sees anything of the other.

#include "app/application.hpp"
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
        Work work(connection(), TenantId{}, "test", clock_, {});
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
        tenants::insert_body(work.db(), work.tenant(), std::nullopt, body);
        portal::Offer offer;
        offer.key = "a1"; // the same key in both
        offer.slug = "kurs-" + slug;
        offer.title.source = offer_title;
        offer.municipality = body.slug;
        offer.public_id = portal::public_id_of("offer", work.tenant(), offer.key);
        portal::insert_offer(work.db(), work.tenant(), offer, work.now());
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
    Publications publications_{
        http::StaticFiles::load(find_shared("assets/manifest.txt").parent_path()), {}, {}};
    Application application_{publications_, clock_, metrics_};
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

TEST_P(TwoDistricts, no_page_shows_anything_of_the_other)
{
    for (auto const* path :
         {"/de/", "/de/angebote", "/de/orte", "/de/suche?q=Beispielhain", "/de/suche?q=Chor", "/sitemap.xml",
          "/de/suche/vorschlaege?q=Cho"})
        EXPECT_THAT(get("musterau.example", path).body_text(), Not(HasSubstr("beispielhain"))) << path;
    EXPECT_EQ(get("musterau.example", "/de/angebote/kurs-musterau").status(), http::Status::ok);
    for (auto const* path :
         {"/de/angebote/kurs-beispielhain", "/de/angebote/kurs-beispielhain/qr.svg",
          "/de/orte/beispielhain-stadt", "/de/orte/beispielhain-stadt/offline.json"})
        EXPECT_EQ(get("musterau.example", path).status(), http::Status::not_found) << path;
}

TEST_P(TwoDistricts, publishing_one_leaves_the_other_alone)
{
    auto const before = publications_.find("beispielhain.example");
    {
        Work work(
            connection(), publications_.find("musterau.example")->snapshot->tenant().id, "test", clock_, {});
        work.raise_published_version();
        work.commit();
    }
    EXPECT_EQ(publications_.refresh(connection()), 1);
    EXPECT_EQ(publications_.find("beispielhain.example"), before);
    EXPECT_EQ(publications_.refresh(connection()), 0);
}

} // namespace
} // namespace kommin::app
