#include "app/tests/story.hpp"

#include "app/share.hpp"
#include "modules/portal/module.hpp"
#include "platform/base/testing.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <stdexcept>

namespace kommin::app {

namespace {

// Worlds end with the tests, before the objects they use are destroyed at the exit of the program.
class Worlds : public ::testing::Environment {
public:
    static std::map<db::Engine, std::unique_ptr<DemoWorld>>& all()
    {
        static std::map<db::Engine, std::unique_ptr<DemoWorld>> worlds;
        return worlds;
    }
    void TearDown() override { all().clear(); }
};
[[maybe_unused]] auto* const registered = ::testing::AddGlobalTestEnvironment(new Worlds);

// All of an offer that can be published or translated.
std::string described(portal::Offer const& offer)
{
    auto text = std::to_string(offer.id.value) + ' ' + offer.slug + ' ' + portal::content_hash(offer);
    portal::each_localised_field(offer, [&](std::string_view field, portal::LocalisedText const& words) {
        for (auto const& translation : words.translations) {
            text += '\n';
            text += field;
            text += ' ';
            text += translation.language.tag();
            text += ' ';
            text += translation.origin == content::Origin::machine ? " machine " : " ";
            text += translation.source_hash + ' ';
            text += translation.text;
        }
    });
    return text;
}

std::vector<std::string> described_all(auto&& offers)
{
    std::vector<std::string> all;
    for (portal::Offer const& offer : offers)
        all.push_back(described(offer));
    return all;
}

}

void expect_shown_is_stored(db::Connection& db, portal::Snapshot const& shown)
{
    auto const stored = portal::list_offers(db, shown.tenant().id);
    auto const is_shown = [](portal::Offer const& offer) { return portal::is_public(offer.status); };
    EXPECT_EQ(described_all(shown.offers()), described_all(stored | std::views::filter(is_shown)));
    for (auto const& offer : stored) {
        EXPECT_EQ(shown.find_offer(offer.slug) != nullptr, is_shown(offer)) << offer.slug;
        EXPECT_EQ(shown.find_ended_offer(offer.slug) != nullptr, !is_shown(offer) && offer.was_public)
            << offer.slug;
    }
}

Workers workers_of_tests()
{
    auto const program = testing::program_file();
    return {
        std::make_shared<images::Studio>(
            images::StudioOptions{.command = {program, std::string(images::worker_argument)}}),
        std::make_shared<pdf::Cleaner>(
            pdf::CleanerOptions{.command = {program, std::string(pdf::worker_argument)}})};
}

std::vector<web::Module> all_modules_of_the_demonstration()
{
    return all_modules({}, {}, workers_of_tests()); // nobody outside is asked
}

std::vector<web::Module> all_modules_with_few_words()
{
    Settings settings;
    settings.data = testing::source_folder() / "src/app/tests/small_installation";
    return all_modules(settings, {}, workers_of_tests());
}

MakeModules portal_with_index(portal::BuildIndex build_index)
{
    return [build_index = std::move(build_index)] {
        portal::PortalOptions options{
            .concepts = std::make_shared<search::Concepts const>(),
            .feedback = {.post = post::Post({.outbox = {}, .sender = {}}), .office = {}, .base_url = {}},
            .build_index = build_index};
        return std::vector{portal::portal_module(std::move(options))};
    };
}

Product::Product(Publications::Options const& options, MakeModules const& make_modules)
    : clock(*parse_instant("2026-11-23T09:00:00Z"))
    , modules(make_modules())
    , publications(
          http::StaticFiles::load(find_shared("assets/manifest.txt").parent_path()), modules, options)
    , application(publications, modules, clock, metrics, no_signals)
{
    // A sanitizer takes several times as long for all but the database itself; 20,000 lines are then no
    // matter of seconds.
    if (testing::is_sanitized)
        application.longest_database_work = std::chrono::minutes(1);
}

DemoWorld& DemoWorld::on(db::Engine engine)
{
    auto& world = Worlds::all()[engine];
    if (!world)
        world.reset(new DemoWorld(engine));
    return *world;
}

DemoWorld::DemoWorld(db::Engine engine)
    : database_(engine)
    , connection_(database_.connect())
    , product_({.base_url = "https://portal.example"}, &all_modules_of_the_demonstration)
{
    auto const report = load_demo(
        *connection_, clock(), modules(), {.folder = find_shared("demo/district.csv").parent_path()});
    if (!report)
        throw std::runtime_error("the demonstration could not be loaded");
    publications().refresh(*connection_);
    static_cast<void>(snapshot().search()); // a search that comes before it is ready is asked to come back
}

http::Response DemoWorld::get(std::string target, http::Headers headers)
{
    headers.push_back({"Host", "portal.example"});
    return send(http::Request::for_test(http::Method::get, std::move(target), std::move(headers)));
}

http::Response DemoWorld::post(std::string target, std::string body)
{
    return send(http::Request::for_test(
        http::Method::post, std::move(target),
        {{"Host", "portal.example"}, {"Content-Type", "application/x-www-form-urlencoded"}},
        std::move(body)));
}

Result<std::string> run_command(
    command::Place const& place, std::string_view group, std::string_view name,
    command::Invocation::Values const& values)
{
    for (auto const& command : all_commands()) {
        if (command.group.name != group || command.name != name)
            continue;
        ::testing::internal::CaptureStdout();
        auto const done = command.run(command::Invocation(place, values));
        auto printed = ::testing::internal::GetCapturedStdout();
        TRY(done);
        return printed;
    }
    throw std::invalid_argument("there is no such command");
}

void DistrictStory::TearDown()
{
    if (!HasFailure()) {
        product_.publications.refresh(connection());
        for (auto const& publication : product_.publications.list()) {
            if (auto const shown = publication->parts.find<portal::Snapshot>())
                expect_shown_is_stored(connection(), *shown);
        }
    }
    db::DatabaseTest::TearDown();
}

TenantId DistrictStory::found(tenants::SmallDistrict const& district)
{
    auto const tenant = tenants::found_district(connection(), product_.clock.now(), district);
    product_.publications.refresh(connection());
    return tenant;
}

void DistrictStory::commit_version(TenantId tenant, std::function<void(Work&)> const& change)
{
    Work work({connection(), tenant, Actor::system(), product_.clock, i18n::Zone::berlin(), no_signals});
    if (change)
        change(work);
    work.publish(portal::published_as);
    work.commit();
}

void DistrictStory::commit_and_show(TenantId tenant, std::function<void(Work&)> const& change)
{
    Work work({connection(), tenant, Actor::system(), product_.clock, i18n::Zone::berlin(), no_signals});
    change(work);
    work.commit();
    product_.publications.refresh(connection());
}

void DistrictStory::publish(TenantId tenant, std::function<void(Work&)> const& change)
{
    commit_version(tenant, change);
    product_.publications.refresh(connection());
}

portal::Offer DistrictStory::offer_called(std::string slug, std::string title, std::string town)
{
    portal::Offer offer;
    offer.key = slug;
    offer.slug = std::move(slug);
    offer.title.source = std::move(title);
    offer.municipality = std::move(town);
    return offer;
}

portal::OfferId DistrictStory::insert(Work& work, portal::Offer offer)
{
    auto const links
        = portal::OfferLinkFinder(work, tenants::list_bodies(work.db(), work.tenant())).links_of(offer);
    offer.public_id = portal::public_id_of("offer", work.tenant(), offer.key);
    auto const id
        = portal::insert_offer(work.db(), work.tenant(), offer, links, work.now(), portal::MadeBy::import)
              .value();
    work.publish(portal::published_as, portal::offer_subject.word(), id);
    return id;
}

portal::InfoPage DistrictStory::page_called(std::string slug, std::string title, std::string town)
{
    portal::InfoPage page;
    page.slug = std::move(slug);
    page.kind = town.empty() ? portal::PageKind::info : portal::PageKind::place;
    page.municipality = std::move(town);
    page.title.source = std::move(title);
    page.content.source = "Hier steht, was zu tun ist.";
    return page;
}

portal::PageId DistrictStory::insert(Work& work, portal::InfoPage const& page)
{
    return portal::insert_page(work.db(), work.tenant(), page, work.now());
}

http::Response DistrictStory::get(std::string target, std::string host)
{
    return product_.application.answer(
        http::Request::for_test(http::Method::get, std::move(target), {{"Host", std::move(host)}}),
        connection());
}

} // namespace kommin::app
