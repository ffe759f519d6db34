#pragma once
// RecordsStory: one record of each kind of one's own municipality, of the neighbours', and of another
// district; and the address of a route with them.

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
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

// What stands for the parameters of a route: one record of each kind, all of one owner.
struct Records {
    std::string account; // public id
    std::string message; // number
    std::string offer; // number
    std::string image; // public id
    std::string page_image; // likewise
    std::string page, general_page; // numbers
    std::string link; // number
    std::string search; // number
    std::string word; // key
    std::string organisation; // number
    std::string place, unit; // numbers
    std::string panel, seat, meeting, item, recommendation; // numbers
    std::string somebody, consent, membership, invitation; // numbers
    std::string door; // code of the invitation
    std::string party; // somebody's registration for a session
    std::string entrance; // its code
    std::string task; // number, of minutes that are being written
    std::string publication; // number
    std::string checklist_template; // number
    std::string paper; // number
    std::string advice; // number, of somebody of that name
    std::string goal, resolution; // numbers
    std::string measure, milestone, risk, measure_task; // numbers
    std::string figure, report; // numbers, of that measure; the report is one of another figure
    std::string funding_programme, funding_call; // numbers
    std::string application; // number
    std::string budget_line; // number, of that measure
    std::string budget_group; // number
    std::string grant, payment, voucher, proof, passed_on; // numbers, all of that grant
    std::string inventory, request, entry; // numbers; it is open, and the request answered by the entry
    std::string year, step, step_file; // numbers, the step is one of that year, the file one of it
    std::string priority, evaluation; // numbers, of that measure in that year
    std::string evaluation_request; // likewise
    std::string package; // number, of the whole district
    std::string letter_template; // number
    std::string town; // slug of the municipality
};

class RecordsStory : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        own_ = records(tenant_, "aalfeld", "eigen");
        neighbours_ = records(tenant_, "bergau", "nachbar");
        foreign_ = records(other_tenant_, "chemheim", "fremd");
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
                choir.address.street = "Am Markt " + name;
                auto const id = insert(work, choir);
                portal::gather_links(work, id);
                portal::ProgressKeeper(work).note(choir, id);
                return id;
            },
            tenant);
        auto const page = work(
            [&](Work& work) -> Result<portal::PageId> {
                auto const text = page_called(name, "Chor " + name, town);
                auto const id = insert(work, text);
                portal::ProgressKeeper(work).note(text, id);
                return id;
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
        auto const panel
            = work([&](Work& work) { return council_of(work, town, "Rat " + name, name); }, tenant);
        auto const seat = work(
            [&](Work& work) {
                records::Fields chair;
                chair.set("role", "chair");
                chair.set("vote", "full");
                chair.set("function", "Sitz " + name);
                return meetings::add_seat(work, panel.value(), chair, name);
            },
            tenant);
        auto const meeting = work(
            [&](Work& work) {
                return meetings::add_meeting(work, planned_for(panel.value(), "Sitzung " + name), name);
            },
            tenant);
        auto const item = work(
            [&](Work& work) {
                records::Fields talk;
                talk.set("title", "Punkt " + name);
                talk.set("kind", "discussion");
                return meetings::add_item(work, {panel.value(), meeting.value()}, talk, name);
            },
            tenant);
        auto const somebody
            = work([&](Work& work) { return somebody_of(work, town, "Mensch " + name); }, tenant);
        auto const recommendation = work(
            [&](Work& work) {
                return discussed_recommendation(work, panel.value(), name, "Empfehlung " + name);
            },
            tenant);
        auto const consent = work(
            [&](Work& work) -> Result<contacts::ConsentId> {
                records::Fields fields;
                fields.set("purpose", "news");
                fields.set("language", "de");
                fields.set("how", "in_writing");
                fields.set("given_on", "01.02.2026");
                TRY(contacts::record_consent(work, somebody.value(), fields));
                return contacts::list_consents(work.db(), work.tenant(), somebody.value()).front().id;
            },
            tenant);
        auto const membership = work(
            [&](Work& work) {
                records::Fields fields;
                fields.set("person", std::to_string(somebody.value().value));
                fields.set("as", "holder");
                return meetings::seat_person(work, seat.value(), fields, name);
            },
            tenant);
        auto const invitation
            = work([&](Work& work) { return invited(work, meeting.value(), somebody.value()); }, tenant);
        auto const door = work([&](Work& work) { return door_of(work, invitation.value()); }, tenant);
        auto const task
            = work([&](Work& work) { return minutes_with_task(work, meeting.value(), name); }, tenant);
        auto const checklist
            = work([&](Work& work) { return checklist_called(work, "Ablauf " + name); }, tenant);
        auto const party = work(
            [&](Work& work) {
                return registered_for(work, meeting.value(), "2027-" + name, "Mensch " + name);
            },
            tenant);
        auto const measure = work([&](Work& work) { return measure_of(work, town, name); }, tenant);
        auto const figure
            = work([&](Work& work) { return counted_of(work, measure.value().id, name); }, tenant);
        auto const programme = work([&](Work& work) { return funding_programme_of(work, name); }, tenant);
        auto const granted = work(
            [&](Work& work) { return grant_with_parts(work, town, name, file_of_grants(tenant)); }, tenant);
        auto const inventory = work([&](Work& work) { return inventory_of(work, town, name); }, tenant);
        auto const year = work([&](Work& work) { return year_of(work, town, name); }, tenant);
        auto const priority = work(
            [&](Work& work) { return priority_of(work, year.value().id, measure.value().id, name); }, tenant);
        auto const evaluation = work(
            [&](Work& work) { return evaluation_of(work, year.value().id, measure.value().id, name); },
            tenant);
        auto const person = account(name + "@kreis.example", {}, tenant);
        photograph(figure.value().report, tenant);
        return {
            identity::find_account(connection(), tenant, person)->public_id,
            std::to_string(message->value),
            std::to_string(offer->value),
            image_of(offer.value(), tenant),
            image_of(page.value(), tenant),
            std::to_string(page->value),
            std::to_string(general->value),
            std::to_string(connection().load<std::int64_t>(
                "SELECT target_id FROM link_uses WHERE subject_id = ?", offer->value)),
            std::to_string(search->value),
            word.value(),
            std::to_string(connection().load<std::int64_t>(
                "SELECT organisation_id FROM offers WHERE id = ?", offer->value)),
            std::to_string(body->id.value),
            std::to_string(unit->value),
            std::to_string(panel->value),
            std::to_string(seat->value),
            std::to_string(meeting->value),
            std::to_string(item->value),
            std::to_string(recommendation->value),
            std::to_string(somebody.value().value),
            std::to_string(consent.value().value),
            std::to_string(membership.value().value),
            std::to_string(invitation.value().value),
            door.value(),
            party.value().id,
            party.value().code,
            std::to_string(task.value().value),
            std::to_string(
                work([&](Work& work) { return brochure(work, "Heft " + name); }, tenant).value().value),
            std::to_string(checklist.value().value),
            paper_of(item.value(), tenant),
            std::to_string(work([&](Work& work) { return advice_of(work, name); }, tenant).value().value),
            std::to_string(
                work([&](Work& work) { return goal_of(work, town, "Ziel " + name); }, tenant).value().value),
            std::to_string(
                work([&](Work& work) { return resolution_of(work, town, "Beschluss " + name); }, tenant)
                    .value()
                    .value),
            std::to_string(measure.value().id.value),
            std::to_string(measure.value().milestone.value),
            std::to_string(measure.value().risk.value),
            std::to_string(measure.value().task.value),
            std::to_string(figure.value().figure.value),
            std::to_string(figure.value().report.value),
            std::to_string(programme.value().value),
            std::to_string(
                work([&](Work& work) { return funding_call_of(work, programme.value(), name); }, tenant)
                    .value()
                    .value),
            std::to_string(
                work([&](Work& work) { return application_of(work, town, name); }, tenant).value().value),
            std::to_string(
                work([&](Work& work) { return budget_line_of(work, measure.value().id, name); }, tenant)
                    .value()
                    .value),
            std::to_string(
                work([&](Work& work) { return budget_group_of(work, town, name); }, tenant).value().value),
            std::to_string(granted.value().grant.value),
            std::to_string(granted.value().payment.value),
            std::to_string(granted.value().voucher.value),
            std::to_string(granted.value().proof.value),
            std::to_string(granted.value().passed_on.value),
            std::to_string(inventory.value().id.value),
            std::to_string(inventory.value().answered.value),
            std::to_string(inventory.value().entry.value),
            std::to_string(year.value().id.value),
            std::to_string(year.value().step.value),
            step_file_of(connection(), tenant, year.value().step, file_of_steps(tenant), name, clock().now()),
            std::to_string(priority.value().value),
            std::to_string(evaluation.value().value),
            std::to_string(work(
                               [&](Work& work) {
                                   return evaluation_request_of(
                                       work, year.value().id, measure.value().id, name);
                               },
                               tenant)
                               .value()
                               .value),
            std::to_string(work([&](Work& work) { return package_of(work, name); }, tenant).value().value),
            std::to_string(
                work([&](Work& work) { return letter_template_of(work, town, name); }, tenant).value().value),
            town};
    }

    // Of Aalfeld, with nobody in it.
    std::string second_council()
    {
        auto const id
            = work([](Work& work) { return council_of(work, "aalfeld", "Zweiter Rat", "zweiter"); });
        return std::to_string(id.value().value);
    }
    // A meeting of that panel on the day of the tests.
    std::string meeting_of_today(std::string const& panel)
    {
        auto const id = work([&](Work& work) {
            meetings::PanelId const of{std::stoll(panel)};
            return meetings::add_meeting(work, planned_for(of, "Heute", "23.11.2026"), "heute");
        });
        return std::to_string(id.value().value);
    }
    // What stands for a parameter of a route, and whose it is. A parameter that is not here fails the tests.
    enum class Whose : std::uint8_t { municipality, district, nobody };
    struct Parameter {
        std::string_view name;
        Whose whose;
        std::string value;
    };
    static std::vector<Parameter> parameters_of(Records const& records)
    {
        using enum Whose;
        return {
            {"{nummer}", municipality, records.message},
            {"{angebot}", municipality, records.offer},
            {"{bild}", municipality, records.image},
            {"{seitenbild}", municipality, records.page_image},
            {"{seite}", municipality, records.page},
            {"{kreisseite}", district, records.general_page},
            {"{verweis}", municipality, records.link},
            {"{suche}", district, records.search},
            {"{begriff}", district, records.word},
            {"{einrichtung}", municipality, records.organisation},
            {"{ort}", municipality, records.place},
            {"{stelle}", municipality, records.unit},
            {"{gremium}", municipality, records.panel},
            {"{sitz}", municipality, records.seat},
            {"{sitzung}", municipality, records.meeting},
            {"{punkt}", municipality, records.item},
            {"{unterlage}", municipality, records.paper},
            {"{aufgabe}", municipality, records.task},
            {"{veroeffentlichung}", district, records.publication},
            {"{beratung}", district, records.advice},
            {"{ziel}", municipality, records.goal},
            {"{beschluss}", municipality, records.resolution},
            {"{empfehlung}", municipality, records.recommendation},
            {"{massnahme}", municipality, records.measure},
            {"{meilenstein}", municipality, records.milestone},
            {"{risiko}", municipality, records.risk},
            {"{teilaufgabe}", municipality, records.measure_task},
            {"{kennzahl}", municipality, records.figure},
            {"{bericht}", municipality, records.report},
            {"{foerderprogramm}", district, records.funding_programme},
            {"{aufruf}", district, records.funding_call},
            {"{antrag}", municipality, records.application},
            {"{zeile}", municipality, records.budget_line},
            {"{deckungskreis}", municipality, records.budget_group},
            {"{zuwendung}", municipality, records.grant},
            {"{abruf}", municipality, records.payment},
            {"{beleg}", municipality, records.voucher},
            {"{nachweis}", municipality, records.proof},
            {"{weitergabe}", municipality, records.passed_on},
            {"{bestand}", municipality, records.inventory},
            {"{anfrage}", municipality, records.request},
            {"{meldung}", municipality, records.entry},
            {"{jahr}", municipality, records.year},
            {"{schritt}", municipality, records.step},
            {"{dokument}", municipality, records.step_file},
            {"{prioritaet}", municipality, records.priority},
            {"{bewertung}", municipality, records.evaluation},
            {"{bitte}", municipality, records.evaluation_request},
            {"{paket}", district, records.package},
            {"{brief}", municipality, records.letter_template},
            {"{briefart}", nobody, "goals.inventory.request"},
            {"{gemeinde}", municipality, records.town},
            {"{person}", municipality, records.somebody},
            {"{einwilligung}", municipality, records.consent},
            {"{mitgliedschaft}", municipality, records.membership},
            {"{einladung}", municipality, records.invitation},
            {"{vorlage}", district, records.checklist_template},
            {"{code}", municipality, records.door},
            {"{anmeldung}", municipality, records.party},
            {"{eintritt}", municipality, records.entrance},
            {"{zweck}", nobody, "news"}, // of each district its own, under the same address
            {"{konto}", district, records.account},
            {"{kategorie}", nobody, "kind-mbe"}, // every district has all of them
            {"{lebenslage}", nobody, "situation-own_1"}, // of each its own, under the same address
            {"{datei}", nobody, "gross.webp"},
            {"{eintrag}", nobody, "1"}, // each district counts its own
            {"{art}", nobody, "massnahmen"},
            {"{blatt}", nobody, "1"},
            {"{sicht}", nobody, "fremd"},
            {"{lang:lang}", nobody, "de"},
            {"{sprache}", nobody, "ar"}};
    }
    static constexpr std::string_view any_record = "{was}/{nummer}"; // of a municipality, whatever it is
    // `any`: what stands for a record of any kind.
    static std::string path_of(std::string_view pattern, Records const& records, std::string_view any)
    {
        std::string path(pattern);
        auto const put = [&](std::string_view parameter, std::string_view value) {
            if (auto const at = path.find(parameter); at != std::string::npos)
                path.replace(at, parameter.size(), value);
        };
        put(any_record, any);
        for (auto const& parameter : parameters_of(records))
            put(parameter.name, parameter.value);
        EXPECT_TRUE(path.find('{') == std::string::npos || path.ends_with("{rest*}"))
            << path << ": say in parameters_of() whose the parameter is";
        return path;
    }
    // The addresses of a route for these records.
    static std::vector<std::string> paths_of(std::string_view pattern, Records const& records)
    {
        if (pattern.find(any_record) == std::string_view::npos)
            return {path_of(pattern, records, {})};
        std::vector<std::string> paths;
        for (auto const& any : {"offer/" + records.offer, "page/" + records.page, "body/" + records.place})
            paths.push_back(path_of(pattern, records, any));
        return paths;
    }

    Records own_, neighbours_, foreign_;
};

} // namespace kommin::app
