#include "app/tests/story.hpp"

#include "app/share.hpp"

#include <map>
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
    , clock_(*parse_instant("2026-11-23T09:00:00Z"))
    , modules_(all_modules({}, clock_, no_signals))
    , publications_(
          http::StaticFiles::load(find_shared("assets/manifest.txt").parent_path()), modules_,
          {.base_url = "https://portal.example"})
    , application_(publications_, modules_, clock_, metrics_, no_signals)
{
    auto const report = load_demo(*connection_, clock_, find_shared("demo/tenant.json").parent_path());
    if (!report)
        throw std::runtime_error("the demonstration could not be loaded");
    publications_.refresh(*connection_);
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

} // namespace kommin::app
