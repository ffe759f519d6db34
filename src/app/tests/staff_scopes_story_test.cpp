// Whose records somebody reaches: every route that names a record, made from the table of routes, with
// records of another municipality and of another district.

#include "app/tests/records_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Pages that are for some of those who have the right: for whose unit was asked, for whose step it is; and
// the state of a year, while that is open.
std::map<std::string_view, http::Status> const others_of_role{
    {"/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/eintrag", http::Status::not_found},
    {"/verwaltung/bestandsaufnahmen/{bestand}/eintraege/{meldung}", http::Status::not_found},
    {"/verwaltung/bestandsaufnahmen/{bestand}/eintraege/{meldung}/verlauf", http::Status::not_found},
    {"/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/bearbeiten", http::Status::see_other},
    {"/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/gegenstand", http::Status::see_other},
    {"/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/neue-datei", http::Status::see_other},
    {"/verwaltung/steuerung/jahre/{jahr}/schritte/{schritt}/dateien/{dokument}/entfernen",
     http::Status::see_other},
    {"/verwaltung/steuerung/jahre/{jahr}/stand", http::Status::see_other},
    {"/verwaltung/steuerung/jahre/{jahr}/stand.csv", http::Status::see_other},
    {"/verwaltung/steuerung/jahre/{jahr}/stand.json", http::Status::see_other}};

class StaffScopes : public RecordsStory {
protected:
    void SetUp() override
    {
        RecordsStory::SetUp();
        for (auto const& [tenant, name] : {std::pair(tenant_, "Lage eigen"), {other_tenant_, "Lage fremd"}})
            EXPECT_TRUE(work(
                [&](Work& work) {
                    records::Fields fields;
                    fields.set("name-de", name);
                    fields.set("icon", "heart");
                    return portal::add_situation(work, fields);
                },
                tenant));
        rules_ = [&] {
            std::vector<PermissionRule> rules;
            for (auto const& module : product_.modules)
                rules.insert(rules.end(), module.permissions.begin(), module.permissions.end());
            return rules;
        }();
    }
    static bool names(std::string_view pattern, Whose whose)
    {
        if (pattern.find(any_record) != std::string_view::npos)
            return whose == Whose::municipality;
        return std::ranges::any_of(parameters_of({}), [&](Parameter const& parameter) {
            return parameter.whose == whose && pattern.find(parameter.name) != std::string_view::npos;
        });
    }
    static bool names_a_record(std::string_view pattern)
    {
        return names(pattern, Whose::municipality) || names(pattern, Whose::district);
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
    // A page or file for people at work whose address names no record.
    static bool is_list(web::Route const& route)
    {
        bool const is_for_people = route.access.kind == web::Access::Kind::permitted
            || route.access.kind == web::Access::Kind::logged_in;
        return is_for_people && route.method == http::Method::get && !names_a_record(route.pattern)
            && !route.pattern.ends_with("{rest*}");
    }
    // Neither the names of these records nor the ends of links to them.
    static ::testing::Matcher<std::string> is_silent_about(Records const& records, std::string const& name)
    {
        return AllOf(
            Not(HasSubstr("Chor " + name)), Not(HasSubstr("Verein " + name)), Not(HasSubstr("Amt " + name)),
            Not(HasSubstr("Rat " + name)), Not(HasSubstr("Sitz " + name)), Not(HasSubstr("Sitzung " + name)),
            Not(HasSubstr("Aufgabe " + name)), Not(HasSubstr("/sitzungen/" + records.meeting + '"')),
            Not(HasSubstr("Punkt " + name)), Not(HasSubstr("/punkte/" + records.item + '"')),
            Not(HasSubstr("Ziel " + name)), Not(HasSubstr("/ziele/" + records.goal + '"')),
            Not(HasSubstr("Beschluss " + name)), Not(HasSubstr("/beschluesse/" + records.resolution + '"')),
            Not(HasSubstr("Empfehlung " + name)), Not(HasSubstr("Schritt " + name)),
            Not(HasSubstr("Beraten " + name)), Not(HasSubstr("/beratungen/" + records.advice + '"')),
            Not(HasSubstr("/empfehlungen/" + records.recommendation + '"')),
            Not(HasSubstr("Maßnahme " + name)), Not(HasSubstr("/massnahmen/" + records.measure + '"')),
            Not(HasSubstr("Kennzahl " + name)), Not(HasSubstr("/berichte/" + records.report + '"')),
            Not(HasSubstr("Antrag " + name)), Not(HasSubstr("/antraege/" + records.application + '"')),
            Not(HasSubstr("Firma " + name)), Not(HasSubstr("Zuwendung " + name)),
            Not(HasSubstr("/zuwendungen/" + records.grant + '"')), Not(HasSubstr("Treff " + name)),
            Not(HasSubstr("/bestandsaufnahmen/" + records.inventory + '"')),
            Not(HasSubstr("/jahre/" + records.year + '"')), Not(HasSubstr("Jahr " + name)),
            Not(HasSubstr("/mitgliedschaften/" + records.membership + '"')),
            Not(HasSubstr("/gremien/" + records.panel + '"')), Not(HasSubstr("/sitze/" + records.seat + '"')),
            Not(HasSubstr("Mensch " + name)), Not(HasSubstr("/personen/" + records.somebody + '"')),
            Not(HasSubstr("/orte/" + records.place + '"')),
            Not(HasSubstr("/angebote/" + records.offer + '"')),
            Not(HasSubstr("/seiten/" + records.page + '"')), Not(HasSubstr("/offer/" + records.offer + '"')),
            Not(HasSubstr("/page/" + records.page + '"')), Not(HasSubstr("/body/" + records.place + '"')),
            Not(HasSubstr("/einrichtungen/" + records.organisation + '"')),
            Not(HasSubstr("/stellen/" + records.unit + '"')),
            Not(HasSubstr("/verweise/" + records.link + '"')), Not(HasSubstr(records.account)),
            Not(HasSubstr("/rueckmeldungen/" + records.message + '"')));
    }
    // Likewise, and of what a whole district has for itself.
    static ::testing::Matcher<std::string> is_silent_about_district(
        Records const& records, std::string const& name)
    {
        return AllOf(
            is_silent_about(records, name), Not(HasSubstr("Kreistext " + name)),
            Not(HasSubstr("/seiten/" + records.general_page + '"')), Not(HasSubstr("Wort " + name)),
            Not(HasSubstr("/begriffe/" + records.word + '"')), Not(HasSubstr("Ablauf " + name)),
            Not(HasSubstr("Förderprogramm " + name)), Not(HasSubstr("Aufruf " + name)),
            Not(HasSubstr("tauchkurs " + name)), Not(HasSubstr("Lage " + name)),
            Not(HasSubstr(name + "@kreis.example")));
    }
    void expect_own_only(http::Response const& answer, std::string const& path, bool is_of_a_town) const
    {
        std::string const page(answer.body_text());
        auto const body = page.empty() ? file_of(answer) : page;
        EXPECT_THAT(body, is_silent_about_district(foreign_, "fremd")) << path;
        if (is_of_a_town)
            EXPECT_THAT(body, is_silent_about(neighbours_, "nachbar")) << path;
    }
    // A list that is saved as a file, or that file.
    bool has_file(web::Route const& route) const
    {
        constexpr std::string_view file = "/liste.csv";
        auto const address = std::string(route.pattern) + std::string(file);
        auto const is_it = [&](web::Route const& other) { return other.pattern == address; };
        return route.pattern.ends_with(file)
            || std::ranges::any_of(product_.modules, [&](web::Module const& module) {
                   return std::ranges::any_of(module.routes, is_it);
               });
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

    std::vector<PermissionRule> rules_;
    std::size_t asked_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(StaffScopes);

TEST_P(StaffScopes, no_role_reaches_a_record_of_another_district_or_municipality_by_any_route)
{
    auto const before = last_entry(other_tenant_);
    std::size_t reached = 0;
    std::size_t wanted = 0;
    std::size_t to_be_reached = 0;
    for (auto const& role : tenants::all_roles) {
        for (auto const scope : scopes_of(role.reach)) {
            auto const code = std::string(role.role.code);
            bool const is_of_a_town = scope == aalfeld_;
            SCOPED_TRACE(code + (is_of_a_town ? " of a town" : " of the Kreis"));
            auto browser
                = logged_in(account(code + (is_of_a_town ? "-ort" : "") + "@kreis.example", {{code, scope}}));
            auto const routes = routes_of(role.role);
            for (auto const* route : routes) {
                std::size_t const kinds = route->pattern.find(any_record) == std::string_view::npos ? 1 : 3;
                bool const is_foreign = names_a_record(route->pattern);
                bool const is_of_neighbours = is_of_a_town && names(route->pattern, Whose::municipality);
                wanted += kinds * ((is_foreign ? 1U : 0U) + (is_of_neighbours ? 1U : 0U));
                to_be_reached += is_foreign && route->method == http::Method::get ? kinds : 0;
            }
            for (auto const* route : routes) {
                if (!names_a_record(route->pattern))
                    continue;
                for (auto const& path : paths_of(route->pattern, foreign_))
                    expect_nothing(browser, *route, path);
                if (is_of_a_town && names(route->pattern, Whose::municipality)) {
                    for (auto const& path : paths_of(route->pattern, neighbours_))
                        expect_nothing(browser, *route, path);
                }
                if (route->method != http::Method::get)
                    continue;
                for (auto const& path : paths_of(route->pattern, own_)) {
                    auto const status = browser.get(path).status();
                    if (auto const other = others_of_role.find(route->pattern); other != others_of_role.end())
                        EXPECT_THAT(status, AnyOf(http::Status::ok, other->second)) << path << ": one's own";
                    else
                        EXPECT_EQ(status, http::Status::ok) << path << ": one's own";
                    ++reached;
                }
            }
        }
    }
    EXPECT_EQ(asked_, wanted);
    EXPECT_EQ(reached, to_be_reached);
    EXPECT_EQ(last_entry(other_tenant_), before) << "and nothing has happened there";
}

// All roles, of a municipality and of the Kreis, on every page and file that names no record in its address.
TEST_P(StaffScopes, lists_and_files_name_no_record_of_another_district_or_municipality)
{
    std::size_t looked = 0;
    std::size_t lists = 0;
    std::size_t people = 0;
    std::size_t of_the_kreis = 0;
    for (auto const& module : product_.modules) {
        lists += static_cast<std::size_t>(std::ranges::count_if(module.routes, is_list));
    }
    for (auto const& role : tenants::all_roles) {
        for (auto const scope : scopes_of(role.reach)) {
            auto const code = std::string(role.role.code);
            bool const is_of_a_town = scope == aalfeld_;
            ++people;
            of_the_kreis += is_of_a_town ? 0 : 1;
            SCOPED_TRACE(code + (is_of_a_town ? " of a town" : " of the Kreis"));
            auto browser
                = logged_in(account(code + (is_of_a_town ? "-ort" : "") + "@kreis.example", {{code, scope}}));
            // Every searcher, by the words in which the records of others are named.
            for (auto const* words : {"nachbar", "fremd"})
                expect_own_only(
                    browser.get(std::string("/verwaltung/suche?q=") + words), words, is_of_a_town);
            for (auto const& module : product_.modules) {
                for (auto const& route : module.routes) {
                    if (!is_list(route))
                        continue;
                    ++looked;
                    auto const path = path_of(route.pattern, own_, {});
                    auto const answer = browser.get(path);
                    bool const may = route.access.kind == web::Access::Kind::logged_in
                        || this->may(role.role, route.access.permission);
                    EXPECT_EQ(answer.status() == http::Status::ok, may) << path;
                    if (!may)
                        continue;
                    expect_own_only(answer, path, is_of_a_town);
                    // Some lists begin with what is open; the whole of them is asked for by a word.
                    if (has_file(route))
                        expect_own_only(browser.get(path + "?zustand=alle"), path, is_of_a_town);
                }
            }
        }
    }
    EXPECT_EQ(looked, people * lists);
    EXPECT_GE(of_the_kreis, 7U);
    // What the Kreis is shown of its own district has the very names and links that are looked for above.
    auto office = logged_in(account("buero@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    for (auto const& [path, shown] : std::vector<std::pair<std::string, std::string>>{
             {"/verwaltung/angebote", "Chor nachbar"},
             {"/verwaltung/angebote", "/angebote/" + neighbours_.offer + '"'},
             {"/verwaltung/seiten", "Kreistext eigen"},
             {"/verwaltung/gremien", "Rat nachbar"},
             {"/verwaltung/sitzungen", "Sitzung nachbar"},
             {"/verwaltung/empfehlungen?zustand=alle", "Empfehlung nachbar"},
             {"/verwaltung/ziele", "Ziel nachbar"},
             {"/verwaltung/antraege", "Antrag nachbar"},
             {"/verwaltung/antraege", "/antraege/" + neighbours_.application + '"'},
             {"/verwaltung/zuwendungen", "Zuwendung nachbar"},
             {"/verwaltung/zuwendungen", "/zuwendungen/" + neighbours_.grant + '"'},
             {"/verwaltung/finanzen?jahr=2026", "Maßnahme nachbar"},
             {"/verwaltung/foerderprogramme", "Förderprogramm eigen"},
             {"/verwaltung/beschluesse", "Beschluss nachbar"},
             {"/verwaltung/suche?q=nachbar", "Ziel nachbar"},
             {"/verwaltung/massnahmen", "Maßnahme nachbar"},
             {"/verwaltung/massnahmen", "/massnahmen/" + neighbours_.measure + '"'},
             {"/verwaltung/massnahmen?ansicht=tafel", "Maßnahme nachbar"},
             {"/verwaltung/bestandsaufnahmen", "Bestand nachbar"},
             {"/verwaltung/bestandsaufnahmen", "/bestandsaufnahmen/" + neighbours_.inventory + '"'},
             {"/verwaltung/steuerung/jahre", "/jahre/" + neighbours_.year + '"'},
             {"/verwaltung/steuerung/jahre/" + neighbours_.year + "/prioritaeten", "Punkte nachbar"},
             {"/verwaltung/steuerung/jahre/" + neighbours_.year + "/bewertungen", "Stelle nachbar"},
             {"/verwaltung", "Kennzahl nachbar"},
             {"/verwaltung", "/berichte/" + neighbours_.report + '"'},
             {"/verwaltung/personen", "Mensch nachbar"},
             {"/verwaltung/mitglieder", "Mensch nachbar"},
             {"/verwaltung/kategorien", "Lage eigen"},
             {"/verwaltung/aufgaben", "Aufgabe nachbar"},
             {"/verwaltung/checklisten", "Ablauf eigen"},
             {"/verwaltung/beratungen", "Verein eigen"},
             {"/verwaltung/aufgaben", "Schritt eigen"},
             {"/verwaltung/suche?q=nachbar", "Aufgabe nachbar"},
             {"/verwaltung/suche?q=nachbar", "Rat nachbar"},
             {"/verwaltung/suche?q=nachbar", "Mensch nachbar"},
             {"/verwaltung/rueckmeldungen", "/rueckmeldungen/" + neighbours_.message + '"'}}) {
        EXPECT_THAT(std::string(office.get(path).body_text()), HasSubstr(shown)) << path;
    }
    auto town = logged_in(account("town@kreis.example", {{"municipal_editor", aalfeld_}}));
    EXPECT_THAT(town.get("/verwaltung/angebote").body_text(), HasSubstr("Chor eigen"));
    EXPECT_THAT(file_of(town.get("/verwaltung/angebote/liste.csv")), HasSubstr("Chor eigen"));
    EXPECT_THAT(
        town.get("/verwaltung/rueckmeldungen").body_text(),
        HasSubstr("/rueckmeldungen/" + own_.message + '"'));
    auto translator = logged_in(account("uebersetzt@kreis.example", {{"translator", aalfeld_}}));
    EXPECT_THAT(translator.get("/verwaltung/uebersetzungen/ar").body_text(), HasSubstr("Chor eigen"));
    auto reader = logged_in(account("liest@kreis.example", {{"reader", aalfeld_}}));
    EXPECT_THAT(reader.get("/verwaltung/angebote").body_text(), HasSubstr("Chor eigen"));
}

}
} // namespace kommin::app
