// Forms name records in their fields, too. The fields listed here, of bulk actions, of what is given to
// others, of accounts and jobs, of people, panels, meetings and recommendations, are each sent a record of
// another municipality and one of another district, by somebody who may do the same with a record of their
// own: nothing changes, in no table. The list is by hand: a new field that names a record is added to it.

#include "app/tests/form_fields_story.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/records/drafting.hpp"

namespace kommin::app {
namespace {

KOMMIN_ON_BOTH_ENGINES(FormFields);

TEST_P(FormFields, no_bulk_action_changes_a_record_of_others)
{
    auto const drafts = std::array{
        handed_in_offer(tenant_, "aalfeld", "a"), handed_in_offer(tenant_, "bergau", "b"),
        handed_in_offer(other_tenant_, "chemheim", "c")};
    auto const plain = std::array{
        offer(tenant_, "aalfeld", "a"), offer(tenant_, "bergau", "b"), offer(other_tenant_, "chemheim", "c")};
    auto const link = std::to_string(connection().load<std::int64_t>(
        "SELECT id FROM link_targets WHERE target = 'https://gemeinsam.example/' AND tenant_id = ?",
        tenant_));
    auto const seen = [](std::string const& id) { return id + "%3A1"; };
    // Offers, pages, organisations and places stand in one list there: offers have the multiples of four.
    auto const seen_with_link
        = [](std::string const& id) { return std::to_string(4 * std::stoll(id)) + "%3A1"; };
    auto const of_others = std::vector{seen(neighbours_.offer), seen(foreign_.offer)};
    expect(
        *town_,
        {"confirmed", "/verwaltung/angebote/auswahl", "aktion=bestaetigen&wahl=", seen(own_.offer),
         of_others});
    expect(
        *town_,
        {"published",
         "/verwaltung/angebote/auswahl",
         "aktion=veroeffentlichen&wahl=",
         drafts[0] + "%3A2",
         {drafts[1] + "%3A2", drafts[2] + "%3A2"}});
    expect(
        *town_,
        {"with a new link",
         "/verwaltung/verweise/" + link + "/ersetzen",
         "aktion=https%3A%2F%2Fneu.example%2F&wahl=",
         seen_with_link(plain[0]),
         {seen_with_link(plain[1]), seen_with_link(plain[2])}});
    expect(
        *town_,
        {"at another address", "/verwaltung/standorte/" + own_.offer + "/aendern",
         "aktion=aendern&municipality=aalfeld&city=Aalfeld&street=Neu+1&hinweise=behalten&wahl=",
         own_.offer + "%3A2", of_others});
    expect(
        *town_,
        {"archived",
         "/verwaltung/angebote/auswahl/archivieren",
         "aktion=archivieren&wahl=",
         seen(plain[0]).substr(0, plain[0].size()) + "%3A2",
         {seen(plain[1]), seen(plain[2])}});
}

TEST_P(FormFields, no_record_is_given_to_or_taken_from_others)
{
    auto const second = organisation_of(offer(tenant_, "aalfeld", "zweiter"));
    expect(
        *town_,
        {"an organisation that is not the same",
         "/verwaltung/einrichtungen/" + own_.organisation + "/verschieden",
         "mit=",
         second,
         {neighbours_.organisation, foreign_.organisation}});
    expect(
        *town_,
        {"an organisation to merge with",
         "/verwaltung/einrichtungen/" + own_.organisation + "/zusammenfuehren",
         "fassung=1&fassung-mit=1&mit=",
         second,
         {neighbours_.organisation, foreign_.organisation}});
    auto const entries = std::string("fassung=1&grundlage=1&title=Neu&kind=other_offer&reach=municipality"
                                     "&status=active&appointment=unknown&cost=unknown&childcare=unknown"
                                     "&wheelchair=unknown&municipality=");
    std::vector<std::string> const other_places{"bergau", "chemheim", ""};
    expect(
        *town_, {"the place of a new offer", "/verwaltung/angebote/neu", entries, "aalfeld", other_places});
    expect(
        *town_,
        {"the place of an offer", "/verwaltung/angebote/" + own_.offer, entries, "aalfeld", other_places});
    auto const page = std::string("fassung=1&grundlage=1&title=Neu&content=Text&municipality=");
    expect(*town_, {"the place of a new page", "/verwaltung/seiten/neu", page, "aalfeld", other_places});
    expect(*town_, {"the place of a page", "/verwaltung/seiten/" + own_.page, page, "aalfeld", other_places});
    expect(
        *town_,
        {"the municipality of an own text", "/verwaltung/seiten/eigene-fassung/" + own_.general_page,
         "gemeinde=", "aalfeld", other_places});
}

TEST_P(FormFields, no_task_is_given_to_somebody_who_may_not_know_of_it)
{
    auto const neighbour = account("nachbarin@kreis.example", {{"municipal_editor", bergau_}});
    auto const colleague = account("kollegin@kreis.example", {{"municipal_editor", aalfeld_}});
    for (auto const id : {neighbour, colleague})
        connection().execute("UPDATE accounts SET state = 'active' WHERE id = ?", id);
    auto const path = "/verwaltung/aufgaben/" + own_.task;
    auto const person = [](std::string const& number) { return "person%3A" + number; };
    expect(
        *town_,
        {"a person",
         path,
         "fassung=1&text=Neu&state=open&owner=",
         person(own_.somebody),
         {person(neighbours_.somebody), person(foreign_.somebody)}});
    auto const account_of = [](identity::AccountId id) { return "account%3A" + std::to_string(id.value); };
    expect(
        *town_,
        {"an account",
         path,
         "fassung=2&text=Neu&state=open&owner=",
         account_of(colleague),
         {account_of(neighbour), "account%3A999999"}});
}

TEST_P(FormFields, no_advice_names_a_town_or_an_account_of_others)
{
    auto office = logged_in(account("buero@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    auto const account_of = [this](std::string const& mail, std::string const& role, Scope scope) {
        auto const id = account(mail, {{role, scope}});
        connection().execute("UPDATE accounts SET state = 'active' WHERE id = ?", id);
        return "account%3A" + std::to_string(id.value);
    };
    auto const colleague = account_of("kollegin@kreis.example", "steering_group", Scope::whole_tenant());
    std::vector<std::string> const others{
        account_of("stadt@kreis.example", "municipal_editor", aalfeld_), "account%3A999999"};
    auto const path = "/verwaltung/beratungen/" + own_.advice;
    auto const version = [&] { return version_of("advice", own_.advice) + "&organisation=AWO&topics=data"; };
    expect(
        office,
        {"the municipality", path + "/aendern", version() + "&municipality=", own_.place, {foreign_.place}});
    expect(office, {"who advised", path + "/aendern", version() + "&adviser=", colleague, others});
    expect(
        office,
        {"whose step it is", path + "/schritt", "schluessel=x&step=Neu&step_owner=", colleague, others});
    auto const step_of = [this](std::string const& advice) {
        return std::to_string(
            connection().load<std::int64_t>("SELECT id FROM tasks WHERE advice_id = ?", std::stoll(advice)));
    };
    auto const own = connection().load<std::int64_t>(
        "SELECT MIN(id) FROM tasks WHERE advice_id = ?", std::stoll(own_.advice));
    expect(
        office,
        {"the step that is ticked",
         path + "/abhaken",
         "fassung=1&stand=done&aufgabe=",
         std::to_string(own),
         {step_of(foreign_.advice), step_of(neighbours_.advice), own_.task}});
}

TEST_P(FormFields, no_message_is_given_to_somebody_who_may_not_read_it)
{
    auto const colleague = public_id(account("kollegin@kreis.example", {{"municipal_editor", aalfeld_}}));
    auto const neighbour = public_id(account("nachbarin@kreis.example", {{"municipal_editor", bergau_}}));
    auto const foreign
        = identity::find_account(
              connection(), other_tenant_,
              account("fremde@kreis.example", {{"conference_office", Scope::whole_tenant()}}, other_tenant_))
              ->public_id;
    for (auto const& id : {colleague, neighbour, foreign})
        connection().execute("UPDATE accounts SET state = 'active' WHERE public_id = ?", id);
    auto const path = "/verwaltung/rueckmeldungen/" + own_.message + "/weitergeben";
    auto const version = [&] {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM feedback WHERE id = ?", std::stoll(own_.message)));
    };
    expect(*town_, {"a colleague", path, version() + "&an=", colleague, {neighbour, foreign, own_.account}});
    expect(*town_, {"a body", path, version() + "&ort=", "kreis", {"bergau", "chemheim"}});
}

TEST_P(FormFields, what_belongs_to_a_person_is_nobody_elses)
{
    auto const colleague = account("kollegin@kreis.example", {{"municipal_editor", aalfeld_}});
    auto const foreign = account(
        "fremde@kreis.example", {{"municipal_editor", Scope::of_owner(body(other_tenant_, "chemheim"))}},
        other_tenant_);
    expect(
        *town_,
        {"a saved view",
         "/verwaltung/angebote/ansichten/loeschen",
         "ansicht=",
         view_of(editor_, tenant_),
         {view_of(colleague, tenant_), view_of(foreign, other_tenant_)}});
    expect(
        *town_,
        {"a device",
         "/verwaltung/konto/geraete",
         "geraet=",
         session_of(editor_, tenant_),
         {session_of(colleague, tenant_), session_of(foreign, other_tenant_)}});
}

TEST_P(FormFields, no_role_is_given_and_no_job_repeated_elsewhere)
{
    expect(
        *administrator_,
        {"the records of a role",
         "/verwaltung/konten/" + own_.account + "/rollen",
         "fassung=1&bestaetigt=1&rolle=reader%40",
         std::to_string(aalfeld_.owner()),
         {std::to_string(body(other_tenant_, "chemheim")), "999999"}});
    expect(
        *administrator_,
        {"a job",
         "/verwaltung/auftraege",
         "was=wiederholen&nummer=",
         dead_job(tenant_),
         {dead_job(other_tenant_)}});
    auto const refused = [&](TenantId tenant) {
        EXPECT_TRUE(work(
            [&](Work& work) -> Result<void> {
                post::mark_refused(work, "weg@kreis.example", "550 unbekannt");
                return {};
            },
            tenant));
        return std::to_string(connection().load<std::int64_t>(
            "SELECT max(id) FROM refused_addresses WHERE tenant_id = ?", tenant));
    };
    expect(
        *administrator_,
        {"a refused address",
         "/verwaltung/auftraege",
         "was=freigeben&nummer=",
         refused(tenant_),
         {refused(other_tenant_)}});
}

TEST_P(FormFields, nobody_is_seated_invited_noted_or_merged_whom_one_may_not_see)
{
    auto const second = person_called("Zweite");
    std::vector<std::string> const of_others{neighbours_.somebody, foreign_.somebody};
    expect(
        *town_,
        {"whoever is seated", "/verwaltung/sitze/" + own_.seat + "/besetzen", "as=substitute&person=", second,
         of_others});
    expect(
        *town_,
        {"whoever is invited", "/verwaltung/sitzungen/" + own_.meeting + "/einladung/gast", "person=", second,
         of_others});
    expect(
        *town_,
        {"whoever came", "/verwaltung/sitzungen/" + meeting_of_today(own_.panel) + "/anwesenheit",
         "da=ja&person=", second, of_others});
    expect(
        *town_,
        {"somebody who is not the same", "/verwaltung/personen/" + own_.somebody + "/verschieden",
         "mit=", second, of_others});
    expect(
        *town_,
        {"the other one of two who are one", "/verwaltung/personen/" + own_.somebody + "/zusammenfuehren",
         version_of("persons", own_.somebody) + "&fassung-mit=1&wahl-family=m&mit=", second, of_others});
    expect(
        *town_,
        {"whose record a new person is",
         "/verwaltung/personen/neu",
         "family=Dritte&field_of_work=unknown&gender=unknown&letters_language=de&body=",
         "aalfeld",
         {"bergau", "chemheim", ""}});
}

TEST_P(FormFields, no_panel_or_meeting_of_others_gets_or_gives_anything)
{
    auto const second = second_council();
    std::vector<std::string> const panels_of_others{neighbours_.panel, foreign_.panel};
    expect(
        *town_,
        {"the panel of a new meeting", "/verwaltung/sitzungen/neu",
         "title=Neu&day=12.01.2027&state=planned&childcare=unknown&panel=", second, panels_of_others});
    auto const council = std::string("kind=working_group&name=AG&body=");
    expect(
        *town_,
        {"whose a new panel is", "/verwaltung/gremien/neu", council, "aalfeld", {"bergau", "chemheim", ""}});
    expect(
        *town_,
        {"the panel above a new one", "/verwaltung/gremien/neu", council + "aalfeld&parent=", own_.panel,
         panels_of_others});
    expect(
        *town_,
        {"the panel above one", "/verwaltung/gremien/" + second + "/aendern",
         version_of("panels", second) + "&kind=council&name=Zweiter+Rat&parent=", own_.panel,
         panels_of_others});
    // Those of neighbours are in the public list.
    expect(
        *town_,
        {"the organisation that fills a seat",
         "/verwaltung/sitze/" + own_.seat,
         version_of("panel_seats", own_.seat) + "&role=member&vote=unknown&function=Sitz&organisation=",
         own_.organisation,
         {foreign_.organisation}});
    expect(
        *town_,
        {"items that wait",
         "/verwaltung/sitzungen/" + own_.meeting + "/aufnehmen",
         "punkt=",
         waiting_item(own_.panel, tenant_),
         {waiting_item(neighbours_.panel, tenant_), waiting_item(foreign_.panel, other_tenant_)}});
    expect(
        *town_,
        {"the panel to which an item goes on", "/verwaltung/punkte/" + own_.item + "/weiterleiten",
         version_of("agenda_items", own_.item) + "&panel=", second, panels_of_others});
}

TEST_P(FormFields, no_part_of_a_session_is_of_a_panel_of_others)
{
    // All of them stand below the panel that meets, and are groups; only one of them is one's own.
    auto const group = second_council();
    for (auto const& id : {group, neighbours_.panel, foreign_.panel})
        connection().execute(
            "UPDATE panels SET kind = 'working_group', parent_id = ? WHERE id = ?", std::stoll(own_.panel),
            std::stoll(id));
    auto const of_session = [&](std::string const& what) {
        return connection().load<std::string>(
            "SELECT CAST(" + what
                + " AS TEXT) FROM programmes g JOIN programme_parts t ON t.programme_id = g.id"
                  " WHERE g.meeting_id = ?",
            std::stoll(own_.meeting));
    };
    expect(
        *town_,
        {"the panel of a part",
         "/verwaltung/sitzungen/" + own_.meeting + "/programm",
         "fassung=" + of_session("g.version") + "&slug=" + of_session("g.slug")
             + "&opens_day=1.11.2026&opens_time=8&closes_day=22.11.2026&closes_time=18&seats=9&state=open"
               "&part_kind_1=group&part_name_1=Teil&part_seats_1=9&part_order_1=&part_id_1="
             + of_session("t.id")
             + "&part_id_2=0&part_kind_2=group&part_name_2=&part_seats_2=5&part_order_2=&part_panel_2=",
         group,
         {neighbours_.panel, foreign_.panel}});
}

TEST_P(FormFields, no_recommendation_is_given_to_or_taken_from_others)
{
    std::vector<std::string> const panels_of_others{neighbours_.panel, foreign_.panel};
    std::vector<std::string> const meetings_of_others{neighbours_.meeting, foreign_.meeting};
    auto const entries = std::string("title=Neu&addressees=practice&panel=");
    std::string const fresh = "/verwaltung/empfehlungen/neu";
    expect(*town_, {"the panel of a new one", fresh, entries, own_.panel, panels_of_others});
    for (auto const& field : {"group", "owner"})
        expect(
            *town_, {field, fresh, entries + own_.panel + '&' + field + '=', own_.panel, panels_of_others});
    expect(
        *town_,
        {"the meeting that proposed it", fresh, entries + own_.panel + "&meeting=", own_.meeting,
         meetings_of_others});
    auto const path = "/verwaltung/empfehlungen/" + own_.recommendation;
    auto const version = [&] { return version_of("recommendations", own_.recommendation); };
    expect(
        *town_,
        {"the panel of one", path + "/aendern", version() + '&' + entries, own_.panel, panels_of_others});
    for (auto const& field : {"group", "owner"})
        expect(
            *town_,
            {field, path + "/aendern", version() + '&' + entries + own_.panel + '&' + field + '=', own_.panel,
             panels_of_others});
    expect(
        *town_,
        {"the meeting that adopted it", path + "/schritt",
         version() + "&stand=adopted&meeting=", meeting_of_today(own_.panel), meetings_of_others});
    expect(
        *town_,
        {"a comment",
         path + "/kommentar-loeschen",
         "kommentar=",
         comment_on(own_.recommendation, tenant_),
         {comment_on(neighbours_.recommendation, tenant_),
          comment_on(foreign_.recommendation, other_tenant_)}});
}

} // namespace
} // namespace kommin::app
