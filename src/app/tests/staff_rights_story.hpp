#pragma once
// StaffRightsBase: a record of each kind, for every parameter of an address below /verwaltung; and who may
// open which of these addresses.

#include "app/tests/figure_attempts.hpp"
#include "app/tests/funding_attempts.hpp"
#include "app/tests/goal_attempts.hpp"
#include "app/tests/grant_attempts.hpp"
#include "app/tests/inventory_attempts.hpp"
#include "app/tests/letter_attempts.hpp"
#include "app/tests/measure_attempts.hpp"
#include "app/tests/meeting_attempts.hpp"
#include "app/tests/package_attempts.hpp"
#include "app/tests/staff_story.hpp"
#include "app/tests/year_attempts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

// With a translation server, whose routes would not be there without; it is never asked here.
class StaffRightsBase : public StaffStory {
protected:
    StaffRightsBase()
        : StaffStory([](Settings& settings) { settings.translation_url = "http://127.0.0.1:1"; })
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        for (auto const& module : product_.modules)
            rules_.insert(rules_.end(), module.permissions.begin(), module.permissions.end());
        auto const message = work([&](Work& work) {
            return portal::receive_feedback(
                work, {"barriere", "", "Der Plan ist nicht lesbar.", "", "k", aalfeld_},
                i18n::Language::german());
        });
        auto const offer = work([&](Work& work) -> Result<portal::OfferId> {
            auto sewing = offer_called("naehtreff", "Nähtreff", "aalfeld");
            sewing.website = "https://naehtreff.example/";
            sewing.organisation = "Nähverein";
            sewing.address.street = "Markt 1";
            auto const id = insert(work, sewing);
            portal::gather_links(work, id);
            return id;
        });
        auto const page = work([&](Work& work) -> Result<portal::PageId> {
            return insert(work, page_called("mitreden", "Mitreden", "aalfeld"));
        });
        auto const general = work([&](Work& work) -> Result<portal::PageId> {
            return insert(work, page_called("wohnen", "Wohnen"));
        });
        auto const search = work([&](Work& work) -> Result<portal::UnmetSearchId> {
            return portal::insert_unmet_search(work.db(), work.tenant(), "de", "tauchkurs");
        });
        auto const unit = work([&](Work& work) -> Result<tenants::UnitId> {
            tenants::OrganisationalUnit office;
            office.body = tenants::BodyId{aalfeld_.owner()};
            office.names.emplace_back().name = "Amt am Markt";
            return tenants::add_unit(work, office);
        });
        auto const situation = work([&](Work& work) {
            records::Fields fields;
            fields.set("name-de", "Frauen");
            fields.set("icon", "heart");
            return portal::add_situation(work, fields);
        });
        auto const panel
            = work([](Work& work) { return council_of(work, "aalfeld", "Integrationsrat", "eins"); });
        auto const seat = work([&](Work& work) {
            records::Fields chair;
            chair.set("role", "chair");
            chair.set("vote", "full");
            chair.set("function", "Vorsitz");
            return meetings::add_seat(work, *panel, chair, "eins");
        });
        auto const meeting
            = work([&](Work& work) { return meetings::add_meeting(work, planned_for(*panel), "eins"); });
        auto const item = work([&](Work& work) {
            records::Fields talk;
            talk.set("title", "Punkt");
            talk.set("kind", "discussion");
            return meetings::add_item(work, {*panel, *meeting}, talk, "eins");
        });
        auto const recommendation
            = work([&](Work& work) { return discussed_recommendation(work, *panel, "eins"); });
        auto const measure = work([](Work& work) { return measure_of(work, "aalfeld", "eins"); });
        auto const figure = work([&](Work& work) { return counted_of(work, measure->id, "eins"); });
        photograph(figure->report);
        photographed_ = figure->report;
        auto const inventory = work([](Work& work) { return inventory_of(work, "aalfeld", "eins"); });
        auto const year = work([](Work& work) { return year_of(work, "aalfeld", "eins"); });
        auto const programme = work([](Work& work) { return funding_programme_of(work, "eins"); });
        auto const granted
            = work([&](Work& work) { return grant_with_parts(work, "aalfeld", "eins", file_of_grants()); });
        auto const person = work([&](Work& work) { return somebody_of(work, "aalfeld", "Kaya"); });
        auto const consent = work([&](Work& work) -> Result<contacts::ConsentId> {
            records::Fields fields;
            fields.set("purpose", "news");
            fields.set("language", "de");
            fields.set("how", "in_writing");
            fields.set("given_on", "01.02.2026");
            TRY(contacts::record_consent(work, *person, fields));
            return contacts::list_consents(work.db(), work.tenant(), *person).front().id;
        });
        auto const membership = work([&](Work& work) {
            records::Fields fields;
            fields.set("person", std::to_string(person->value));
            fields.set("as", "holder");
            return meetings::seat_person(work, *seat, fields, "eins");
        });
        auto const invitation = work([&](Work& work) { return invited(work, *meeting, *person); });
        auto const door = work([&](Work& work) { return door_of(work, *invitation); });
        auto const made = [this](auto use_case) { return std::to_string(work(use_case)->value); };
        auto const party = work([&](Work& work) { return registered_for(work, *meeting, "2027", "Jemand"); });
        offer_ = *offer;
        page_ = *page;
        year_ = year->id;
        step_ = year->step;
        measure_ = measure->id;
        records_
            = {{"{datei}", "gross.webp"},
               {"{was}/{nummer}", "offer/" + std::to_string(offer->value)},
               {"{nummer}", std::to_string(message->value)},
               {"{konto}", public_id(account("jemand@kreis.example", {}))},
               {"{angebot}", std::to_string(offer->value)},
               {"{seite}", std::to_string(page->value)},
               {"{kreisseite}", std::to_string(general->value)},
               {"{verweis}", std::to_string(connection().load<std::int64_t>("SELECT id FROM link_targets"))},
               {"{suche}", std::to_string(search->value)},
               {"{eintrag}", "1"},
               {"{begriff}", "advice"},
               {"{kategorie}", "kind-mbe"},
               {"{lebenslage}", portal::key_of(*situation)},
               {"{ort}", std::to_string(aalfeld_.owner())},
               {"{stelle}", std::to_string(unit->value)},
               {"{gremium}", std::to_string(panel->value)},
               {"{sitz}", std::to_string(seat->value)},
               {"{mitgliedschaft}", std::to_string(membership->value)},
               {"{sitzung}", std::to_string(meeting->value)},
               {"{punkt}", std::to_string(item->value)},
               {"{unterlage}", paper_of(*item)},
               {"{aufgabe}", made([&](Work& work) { return minutes_with_task(work, *meeting, "eins"); })},
               {"{vorlage}", made([](Work& work) { return checklist_called(work, "Ablauf"); })},
               {"{einladung}", std::to_string(invitation->value)},
               {"{veroeffentlichung}", made([](Work& work) { return brochure(work, "eins"); })},
               {"{beratung}", made([](Work& work) { return advice_of(work, "eins"); })},
               {"{ziel}", made([](Work& work) { return goal_of(work, "aalfeld", "Ziel"); })},
               {"{beschluss}", made([](Work& work) { return resolution_of(work, "aalfeld", "Rat"); })},
               {"{code}", *door},
               {"{anmeldung}", party->id},
               {"{eintritt}", party->code},
               {"{empfehlung}", std::to_string(recommendation->value)},
               {"{massnahme}", std::to_string(measure->id.value)},
               {"{meilenstein}", std::to_string(measure->milestone.value)},
               {"{risiko}", std::to_string(measure->risk.value)},
               {"{teilaufgabe}", std::to_string(measure->task.value)},
               {"{kennzahl}", std::to_string(figure->figure.value)},
               {"{bericht}", std::to_string(figure->report.value)},
               {"{foerderprogramm}", std::to_string(programme->value)},
               {"{aufruf}", made([&](Work& work) { return funding_call_of(work, *programme, "eins"); })},
               {"{antrag}", made([](Work& work) { return application_of(work, "aalfeld", "eins"); })},
               {"{zeile}", made([&](Work& work) { return budget_line_of(work, measure->id, "eins"); })},
               {"{deckungskreis}", made([](Work& work) { return budget_group_of(work, "aalfeld", "eins"); })},
               {"{zuwendung}", std::to_string(granted->grant.value)},
               {"{abruf}", std::to_string(granted->payment.value)},
               {"{beleg}", std::to_string(granted->voucher.value)},
               {"{nachweis}", std::to_string(granted->proof.value)},
               {"{weitergabe}", std::to_string(granted->passed_on.value)},
               {"{bestand}", std::to_string(inventory->id.value)},
               {"{anfrage}", std::to_string(inventory->answered.value)},
               {"{meldung}", std::to_string(inventory->entry.value)},
               {"{jahr}", std::to_string(year->id.value)},
               {"{schritt}", std::to_string(year->step.value)},
               {"{prioritaet}",
                made([&](Work& work) { return priority_of(work, year->id, measure->id, "eins"); })},
               {"{bewertung}",
                made([&](Work& work) { return evaluation_of(work, year->id, measure->id, "eins"); })},
               {"{art}", "massnahmen"},
               {"{brief}", made([](Work& work) { return letter_template_of(work, "aalfeld", "eins"); })},
               {"{briefart}", "goals.inventory.request"},
               {"{paket}", made([](Work& work) { return package_of(work, "eins"); })},
               {"{gemeinde}", "aalfeld"},
               {"{blatt}", "1"},
               {"{sicht}", "fremd"},
               {"{person}", std::to_string(person->value)},
               {"{einwilligung}", std::to_string(consent->value)},
               {"{zweck}", "news"},
               {"{einrichtung}", std::to_string(connection().load<int>("SELECT id FROM organisations"))},
               {"{lang:lang}", "de"},
               {"{sprache}", "ar"},
               {"{token}", "x"},
               {"{rest*}", "nirgends/hier"}};
    }
    static std::string replaced(std::string pattern, std::string_view parameter, std::string_view value)
    {
        if (auto const at = pattern.find(parameter); at != std::string::npos)
            pattern.replace(at, parameter.size(), value);
        return pattern;
    }
    // The address of a route, with a record for every parameter.
    std::string path_of(web::Route const& route) { return path_of(route.pattern); }
    std::string path_of(std::string_view pattern)
    {
        std::string path(pattern);
        if (path.find("bild}") != std::string::npos) // of each its own: one may be erased
            path = replaced(
                replaced(std::move(path), "{bild}", image_of(offer_)), "{seitenbild}", image_of(page_));
        if (path.find("{bitte}") != std::string::npos) // likewise
            path = replaced(std::move(path), "{bitte}", asked_for_evaluation());
        if (path.ends_with("/bewertungen/gefragt")) // names nobody before somebody is asked
            asked_for_evaluation();
        if (path.find("{dokument}") != std::string::npos) // likewise
            path = replaced(std::move(path), "{dokument}", put_at_step());
        for (auto const& [parameter, value] : records_)
            path = replaced(std::move(path), parameter, value);
        EXPECT_EQ(path.find('{'), std::string::npos) << path << ": say here what stands for the parameter";
        return path;
    }
    std::string put_at_step()
    {
        static int files = 0;
        return step_file_of(
            connection(), tenant_, step_, file_of_steps(), "file " + std::to_string(++files), clock().now());
    }
    std::string asked_for_evaluation()
    {
        auto const key = std::to_string(++asked_);
        return std::to_string(
            work([&](Work& work) { return evaluation_request_of(work, year_, measure_, key); })->value);
    }
    bool sees_personal_data(Permission permission) const
    {
        auto const rule = std::ranges::find(rules_, permission, &PermissionRule::permission);
        return rule != rules_.end() && rule->sees == Sees::personal_data;
    }
    // What the application answers below /verwaltung.
    std::vector<http::RouteInfo> addresses() const
    {
        std::vector<http::RouteInfo> found;
        for (auto const& route : product_.application.routes()) {
            if (route.pattern == "/verwaltung" || route.pattern.starts_with("/verwaltung/"))
                found.push_back(route);
        }
        return found;
    }
    // As a module states it; null where none does.
    web::Route const* route_of(http::Method method, std::string_view pattern) const
    {
        for (auto const& module : product_.modules) {
            for (auto const& route : module.routes) {
                if (route.method == method && route.pattern == pattern)
                    return &route;
            }
        }
        return nullptr;
    }
    std::vector<web::Route const*> routes_with(web::Access::Kind kind) const
    {
        std::vector<web::Route const*> found;
        for (auto const& module : product_.modules) {
            for (auto const& route : module.routes) {
                if (route.access.kind == kind)
                    found.push_back(&route);
            }
        }
        return found;
    }
    std::vector<web::Route const*> permitted() const { return routes_with(web::Access::Kind::permitted); }
    // The forms whose address has no page of its own.
    std::vector<web::Route const*> forms_without_page() const
    {
        std::vector<web::Route const*> found;
        for (auto const kind : {web::Access::Kind::permitted, web::Access::Kind::logged_in}) {
            for (auto const* route : routes_with(kind)) {
                if (route->method == http::Method::post
                    && route_of(http::Method::get, route->pattern) == nullptr)
                    found.push_back(route);
            }
        }
        return found;
    }
    // Of an address by a method, also of a way back; nothing where there is none.
    std::optional<web::Access> access_of(http::Method method, std::string_view pattern) const
    {
        auto const* route = route_of(method, pattern);
        if (route == nullptr && method == http::Method::get)
            route = route_of(http::Method::post, pattern);
        return route == nullptr || route->pattern.ends_with("{rest*}") ? std::nullopt
                                                                       : std::optional(route->access);
    }
    bool has(Role role, Permission permission) const
    {
        return std::ranges::any_of(rules_, [&](PermissionRule const& rule) {
            return rule.permission == permission && std::ranges::find(rule.roles, role) != rule.roles.end();
        });
    }
    Browser logged_in_as(tenants::RoleDescription const& role)
    {
        auto const scope = role.reach == tenants::RoleReach::municipality ? aalfeld_ : Scope::whole_tenant();
        return logged_in(
            account(std::string(role.role.code) + "@kreis.example", {{std::string(role.role.code), scope}}));
    }
    static http::Response ask(
        Browser& browser, http::Method method, std::string const& path, std::string_view entries)
    {
        if (is_safe(method))
            return browser.send(method, path, {});
        return browser.send(
            method, path, {{"Content-Type", "application/x-www-form-urlencoded"}},
            std::string(entries) + "&formular=" + browser.token);
    }
    // Status, fields and page: whatever could tell two answers apart.
    static std::string all_of(http::Response const& answer)
    {
        auto text = std::to_string(static_cast<int>(answer.status())) + '\n';
        for (auto const& header : answer.headers())
            text += header.name + ": " + header.value + '\n';
        return text + std::string(answer.body_text());
    }

    static constexpr auto nowhere = "/verwaltung/nirgends";
    static constexpr std::array every_method{http::Method::get,   http::Method::post, http::Method::put,
                                             http::Method::patch, http::Method::del,  http::Method::options};
    std::vector<PermissionRule> rules_;
    std::vector<std::pair<std::string_view, std::string>> records_;
    portal::OfferId offer_;
    portal::PageId page_;
    goals::ReportId photographed_;
    steering::YearId year_;
    steering::StepId step_;
    goals::MeasureId measure_;
    int asked_ = 0;
};

} // namespace kommin::app
