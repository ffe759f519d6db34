// Whose records somebody reaches: every route that names a record, made from the table of routes, with
// records of another municipality and of another district.

#include "app/tests/staff_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// What stands for the parameters of a route: one record of each kind, all of one owner.
struct Records {
    std::string account; // public id
    std::string message; // number
    std::string offer; // number
    std::string image; // public id
    std::string page, general_page; // numbers
    std::string link; // number
    std::string search; // number
    std::string word; // key
    std::string organisation; // number
    std::string place, unit; // numbers
};

class StaffScopes : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        own_ = records(tenant_, "aalfeld", "eigen");
        neighbours_ = records(tenant_, "bergau", "nachbar");
        foreign_ = records(other_tenant_, "chemheim", "fremd");
        rules_ = [&] {
            std::vector<PermissionRule> rules;
            for (auto const& module : product_.modules)
                rules.insert(rules.end(), module.permissions.begin(), module.permissions.end());
            return rules;
        }();
    }
    Records records(TenantId tenant, std::string const& town, std::string const& name)
    {
        auto const bodies = tenants::list_bodies(connection(), tenant);
        auto const body = std::ranges::find(bodies, town, &tenants::Body::slug);
        auto const message = work(
            [&](Work& work) {
                return portal::receive_feedback(
                    work,
                    {"barriere", "orte/" + town, "Der Plan ist nicht lesbar.", "", name,
                     Scope::of_owner(body->id.value)},
                    i18n::Language::german());
            },
            tenant);
        auto const offer = work(
            [&](Work& work) -> Result<portal::OfferId> {
                auto choir = offer_called(name, "Chor " + name, town);
                choir.website = "https://" + name + ".example/";
                choir.organisation = "Verein " + name;
                auto const id = insert(work, choir);
                portal::gather_links(work, id);
                return id;
            },
            tenant);
        auto const page = work(
            [&](Work& work) -> Result<portal::PageId> {
                return insert(work, page_called(name, "Chor " + name, town));
            },
            tenant);
        auto const general = work(
            [&](Work& work) -> Result<portal::PageId> {
                return insert(work, page_called("kreis-" + name, "Kreistext " + name));
            },
            tenant);
        auto const search = work(
            [&](Work& work) -> Result<portal::UnmetSearchId> {
                return portal::insert_unmet_search(work.db(), work.tenant(), "de", "tauchkurs " + name);
            },
            tenant);
        auto const word = work(
            [&](Work& work) {
                portal::NewConcept wanted{.fields = {}, .form_key = name};
                wanted.fields.set("de", "Wort " + name);
                return portal::add_concept(work, wanted);
            },
            tenant);
        auto const unit = work(
            [&](Work& work) -> Result<tenants::UnitId> {
                tenants::OrganisationalUnit office;
                office.body = body->id;
                office.names.emplace_back().name = "Amt " + name;
                return tenants::add_unit(work, office);
            },
            tenant);
        auto const person = account(name + "@kreis.example", {}, tenant);
        return {
            identity::find_account(connection(), tenant, person)->public_id,
            std::to_string(message->value),
            std::to_string(offer->value),
            image_of(offer.value(), tenant),
            std::to_string(page->value),
            std::to_string(general->value),
            std::to_string(connection().load<std::int64_t>(
                "SELECT target_id FROM link_uses WHERE subject_id = ?", offer->value)),
            std::to_string(search->value),
            word.value(),
            std::to_string(connection().load<std::int64_t>(
                "SELECT organisation_id FROM offers WHERE id = ?", offer->value)),
            std::to_string(body->id.value),
            std::to_string(unit->value)};
    }

    // The addresses of a route for these records; none where it names no record.
    static std::vector<std::string> paths_of(std::string_view pattern, Records const& records)
    {
        std::vector<std::string> paths;
        bool const is_of_any_kind = pattern.find("{was}/{nummer}") != std::string_view::npos;
        for (auto const& any : {"offer/" + records.offer, "page/" + records.page, "body/" + records.place}) {
            if (auto path = path_of(pattern, records, any))
                paths.push_back(*std::move(path));
            if (!is_of_any_kind)
                break;
        }
        return paths;
    }
    // `any`: what stands for a record of any kind.
    static std::optional<std::string> path_of(
        std::string_view pattern, Records const& records, std::string_view any)
    {
        std::string path(pattern);
        bool names_a_record = false;
        auto const put = [&](std::string_view parameter, std::string_view value, bool is_record) {
            if (auto const at = path.find(parameter); at != std::string::npos) {
                path.replace(at, parameter.size(), value);
                names_a_record = names_a_record || is_record;
            }
        };
        put("{was}/{nummer}", any, true);
        put("{nummer}", records.message, true);
        put("{angebot}", records.offer, true);
        put("{bild}", records.image, true);
        put("{datei}", "gross.webp", false);
        put("{seite}", records.page, true);
        put("{kreisseite}", records.general_page, true);
        put("{verweis}", records.link, true);
        put("{suche}", records.search, true);
        put("{begriff}", records.word, true);
        put("{einrichtung}", records.organisation, true);
        put("{ort}", records.place, true);
        put("{stelle}", records.unit, true);
        put("{konto}", records.account, true);
        put("{kategorie}", "kind-mbe", false); // every district has all of them
        put("{lang:lang}", "de", false);
        put("{sprache}", "ar", false);
        EXPECT_EQ(path.find('{'), std::string::npos) << path << ": say here what stands for the parameter";
        return names_a_record ? std::optional(path) : std::nullopt;
    }
    static bool belongs_to_a_municipality(std::string_view pattern)
    {
        return pattern.find("{angebot}") != std::string_view::npos
            || pattern.find("{seite}") != std::string_view::npos
            || pattern.find("{verweis}") != std::string_view::npos
            || pattern.find("{einrichtung}") != std::string_view::npos
            || pattern.find("{ort}") != std::string_view::npos
            || pattern.find("{stelle}") != std::string_view::npos
            || pattern.find("rueckmeldungen/{nummer}") != std::string_view::npos
            || pattern.find("{was}/{nummer}") != std::string_view::npos;
    }
    bool may(Role role, Permission permission) const
    {
        return std::ranges::any_of(rules_, [&](PermissionRule const& rule) {
            return rule.permission == permission && std::ranges::find(rule.roles, role) != rule.roles.end();
        });
    }
    void expect_nothing(Browser& browser, web::Route const& route, std::string const& path)
    {
        // Every field that any of these forms reads, so that nothing is refused for what is missing.
        constexpr auto entries
            = "fassung=1&grundlage=1&title=x&kind=other_offer&reach=municipality&municipality=aalfeld"
              "&publish_on=1.12.2026&was=sperren&rolle=reader&antwort=x&text=x&t-title=x";
        auto const answer
            = route.method == http::Method::get ? browser.get(path) : browser.post(path, entries);
        auto const nowhere = browser.get("/verwaltung/nirgends");
        EXPECT_EQ(answer.status(), http::Status::not_found) << path;
        EXPECT_TRUE(answer.body_text() == nowhere.body_text()) << path << ": as if it were not there";
        ++asked_;
    }
    std::vector<Scope> scopes_of(tenants::RoleReach reach) const
    {
        switch (reach) {
        case tenants::RoleReach::district:
            return {Scope::whole_tenant()};
        case tenants::RoleReach::municipality:
            return {aalfeld_};
        case tenants::RoleReach::either:
            break;
        }
        return {Scope::whole_tenant(), aalfeld_};
    }
    // That this role may open, somewhere.
    std::vector<web::Route const*> routes_of(Role role) const
    {
        std::vector<web::Route const*> routes;
        for (auto const& module : product_.modules) {
            for (auto const& route : module.routes) {
                if (route.access.kind == web::Access::Kind::permitted && may(role, route.access.permission))
                    routes.push_back(&route);
            }
        }
        return routes;
    }
    // Whatever anybody does with a record of a district leaves an entry here.
    std::int64_t last_entry(TenantId tenant) { return audit::head(connection(), tenant).sequence; }

    Records own_, neighbours_, foreign_;
    std::vector<PermissionRule> rules_;
    std::size_t asked_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(StaffScopes);

TEST_P(StaffScopes, no_role_reaches_a_record_of_another_district_or_municipality_by_any_route)
{
    auto const before = last_entry(other_tenant_);
    std::size_t reached = 0;
    for (auto const& role : tenants::all_roles) {
        for (auto const scope : scopes_of(role.reach)) {
            auto const code = std::string(role.role.code);
            bool const is_of_a_town = scope == aalfeld_;
            SCOPED_TRACE(code + (is_of_a_town ? " of a town" : " of the Kreis"));
            auto browser
                = logged_in(account(code + (is_of_a_town ? "-ort" : "") + "@kreis.example", {{code, scope}}));
            for (auto const* route : routes_of(role.role)) {
                auto const own = paths_of(route->pattern, own_);
                if (own.empty())
                    continue;
                for (auto const& path : paths_of(route->pattern, foreign_))
                    expect_nothing(browser, *route, path);
                if (is_of_a_town && belongs_to_a_municipality(route->pattern)) {
                    for (auto const& path : paths_of(route->pattern, neighbours_))
                        expect_nothing(browser, *route, path);
                }
                if (route->method != http::Method::get)
                    continue;
                for (auto const& path : own) {
                    EXPECT_EQ(browser.get(path).status(), http::Status::ok) << path << ": one's own";
                    ++reached;
                }
            }
        }
    }
    EXPECT_GT(asked_, 60U);
    EXPECT_GT(reached, 20U);
    EXPECT_EQ(last_entry(other_tenant_), before) << "and nothing has happened there";
}

// Forms name records in their fields, too.
TEST_P(StaffScopes, no_form_reaches_a_record_of_another_district_or_municipality)
{
    auto const stored = [&](TenantId tenant, std::string const& offer) {
        return *portal::find_offer(connection(), tenant, portal::OfferId{std::stoll(offer)});
    };
    auto const before = last_entry(other_tenant_);
    auto office = logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    auto town = logged_in(account("town@kreis.example", {{"municipal_editor", aalfeld_}}));
    for (auto const* what : {"bestaetigen", "archivieren"}) {
        for (auto const* url : {"/verwaltung/angebote/auswahl", "/verwaltung/angebote/auswahl/archivieren"}) {
            office.post(url, "aktion=" + std::string(what) + "&wahl=" + foreign_.offer + "%3A1");
            town.post(url, "aktion=" + std::string(what) + "&wahl=" + neighbours_.offer + "%3A1");
            EXPECT_THAT(
                office.post(url, "aktion=" + std::string(what) + "&wahl=" + foreign_.offer + "%3A1")
                    .body_text(),
                Not(HasSubstr("Chor fremd")));
        }
    }
    EXPECT_EQ(last_entry(other_tenant_), before);
    EXPECT_FALSE(stored(other_tenant_, foreign_.offer).confirmed_on);
    EXPECT_FALSE(stored(tenant_, neighbours_.offer).confirmed_on);
    EXPECT_EQ(stored(tenant_, neighbours_.offer).status, portal::OfferStatus::active);
    // The same press reaches what is one's own: the forms are the right ones.
    town.post("/verwaltung/angebote/auswahl", "aktion=bestaetigen&wahl=" + own_.offer + "%3A1");
    EXPECT_TRUE(stored(tenant_, own_.offer).confirmed_on);
}

TEST_P(StaffScopes, lists_and_files_name_no_record_of_another_district_or_municipality)
{
    auto town = logged_in(account("town@kreis.example", {{"municipal_editor", aalfeld_}}));
    std::size_t looked = 0;
    for (auto const& module : product_.modules) {
        for (auto const& route : module.routes) {
            auto const kind = route.access.kind;
            bool const is_for_people
                = kind == web::Access::Kind::permitted || kind == web::Access::Kind::logged_in;
            if (!is_for_people || route.method != http::Method::get
                || route.pattern.find('*') != std::string_view::npos
                || !paths_of(route.pattern, own_).empty())
                continue;
            auto path = std::string(route.pattern);
            if (auto const at = path.find("{sprache}"); at != std::string::npos)
                path.replace(at, std::string_view("{sprache}").size(), "ar");
            auto const answer = town.get(path);
            std::string const page(answer.body_text());
            auto const body = page.empty() ? file_of(answer) : page;
            EXPECT_THAT(
                body,
                AllOf(
                    Not(HasSubstr("Chor nachbar")), Not(HasSubstr("Chor fremd")),
                    Not(HasSubstr("Wort fremd")), Not(HasSubstr("Verein nachbar")),
                    Not(HasSubstr("Verein fremd")), Not(HasSubstr("/orte/" + neighbours_.place + '"')),
                    Not(HasSubstr("Amt nachbar")), Not(HasSubstr("Amt fremd")),
                    Not(HasSubstr("/offer/" + neighbours_.offer + '"')), Not(HasSubstr(foreign_.account)),
                    Not(HasSubstr("/rueckmeldungen/" + neighbours_.message + '"')),
                    Not(HasSubstr("/rueckmeldungen/" + foreign_.message + '"'))))
                << path;
            ++looked;
        }
    }
    EXPECT_GT(looked, 10U);
    EXPECT_THAT(town.get("/verwaltung/angebote").body_text(), HasSubstr("Chor eigen"));
    EXPECT_THAT(file_of(town.get("/verwaltung/angebote/liste.csv")), HasSubstr("Chor eigen"));
    EXPECT_THAT(
        town.get("/verwaltung/rueckmeldungen").body_text(),
        HasSubstr("/rueckmeldungen/" + own_.message + '"'));
}

}
} // namespace kommin::app
