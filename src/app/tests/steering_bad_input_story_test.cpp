// What cannot be, typed into the forms of goals, measures and money as they stand on their pages: a target
// before its beginning, a goal above itself, negative money, days out of order. It is refused beside its
// field, nothing of the form is lost and nothing is stored; mended on the same page it is taken.

#include "app/tests/browser_form.hpp"
#include "app/tests/grants_story.hpp"

#include <cstdint>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::ElementsAre;

class BadInput : public GrantsStory {
protected:
    using Fields = BrowserForm::Fields;

    struct Form {
        std::string page; // where it stands
        std::string action; // where it is sent
        std::string table; // where its record is stored
        Fields right; // all that somebody types in it
        Fields button = {}; // what the pressed button says
    };
    static Form form_at(std::string const& address, std::string const& table, Fields right)
    {
        return {.page = address, .action = address, .table = table, .right = std::move(right)};
    }

    // Each of them in the place of what is right there.
    void expect_refused(Browser browser, Form const& form, Fields const& wrong)
    {
        std::string page(browser.get(form.page).body_text());
        for (auto const& one : wrong) {
            auto const& [field, typed] = one;
            SCOPED_TRACE(form.action + ": " + field + '=' + typed);
            auto sent = BrowserForm::find_on(page, form.action);
            ASSERT_TRUE(sent) << page;
            sent->type(form.right);
            sent->type({one});
            auto const before = stored_in(form.table);
            auto const answer = submit(browser, form, *sent);
            page = answer.body_text();
            EXPECT_EQ(answer.status(), http::Status::unprocessable);
            EXPECT_THAT(refused_on(page), ElementsAre(field));
            auto const again = BrowserForm::find_on(page, form.action);
            ASSERT_TRUE(again) << page;
            EXPECT_EQ(again->value(field), typed);
            for (auto const& [name, value] : form.right) {
                EXPECT_EQ(again->values(name), sent->values(name)) << name;
            }
            EXPECT_EQ(stored_in(form.table), before);
        }
        expect_taken(browser, form, page);
    }
    // The number of the newest one.
    std::string newest(std::string const& table)
    {
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM " + table));
    }
    std::string made(std::string const& address, std::string const& entries)
    {
        auto const answer = office_->post(address, entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // The address of a new measure.
    std::string measure_of(std::string const& title, std::string const& more)
    {
        return measure(*office_, title, "&state=running&deadline_remark=keine" + more);
    }
    // The address of a new figure that begins with ten on that day.
    std::string figure(std::string const& measure, std::string const& baseline_day)
    {
        made(
            measure + "/kennzahlen/neu",
            "name=Kurse&unit=Kurse&target_kind=absolute&aim=at_least&baseline=10&baseline_unit="
            "&baseline_day="
                + baseline_day + "&target=14&deadline=&rule=linear&steps=&weight=1&schluessel=" + measure);
        return measure + "/kennzahlen/" + newest("figures");
    }
    Browser anybody() { return Browser{*this}; } // without an account

private:
    void expect_taken(Browser& browser, Form const& form, std::string const& page)
    {
        SCOPED_TRACE(form.action + ": mended");
        auto const before = stored_in(form.table);
        auto mended = BrowserForm::find_on(page, form.action);
        ASSERT_TRUE(mended) << page;
        mended->type(form.right);
        auto const answer = submit(browser, form, *mended);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        EXPECT_NE(stored_in(form.table), before);
    }
    static http::Response submit(Browser& browser, Form const& form, BrowserForm sent)
    {
        sent.type(form.button);
        if (!sent.is_multipart())
            return browser.post(form.action, sent.body(), false);
        return browser.send(
            http::Method::post, form.action, {{"Content-Type", "multipart/form-data; boundary=grenze"}},
            sent.multipart_body("grenze"));
    }
    // The names of the fields beside which a page says what is wrong.
    static std::vector<std::string> refused_on(std::string const& page)
    {
        static std::regex const beside(" id=\"f-([^\"]*)-fehler\"");
        std::vector<std::string> names;
        for (std::sregex_iterator found(page.begin(), page.end(), beside), end; found != end; ++found)
            names.push_back((*found)[1].str());
        return names;
    }
    // How many there are of it, and how many versions of all records.
    std::pair<std::int64_t, std::int64_t> stored_in(std::string const& table)
    {
        return {
            connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table),
            count("SELECT COUNT(*) FROM record_versions")};
    }
};
KOMMIN_ON_BOTH_ENGINES(BadInput);

// ── Goals, measures, figures

TEST_P(BadInput, a_target_is_not_before_its_beginning_neither_by_value_nor_by_day)
{
    auto const one = measure_of("Fortbildungen", "&from=2009&to=2011");
    Fields const more_courses{
        {"name", "Fortbildungen"},
        {"unit", "Fortbildungen"},
        {"target_kind", "absolute"},
        {"aim", "at_least"},
        {"baseline", "10"},
        {"baseline_unit", ""},
        {"baseline_day", "31.12.2008"},
        {"target", "14"},
        {"deadline", "31.12.2010"},
        {"rule", "linear"},
        {"steps", ""},
        {"weight", "2"}};
    expect_refused(
        *office_, form_at(one + "/kennzahlen/neu", "figures", more_courses),
        {{"target", "9"}, {"deadline", "30.12.2008"}, {"deadline", "2008"}});
    auto changed = more_courses;
    changed.front().second = "Fortbildungen im Jahr";
    expect_refused(
        *office_, form_at(one + "/kennzahlen/" + newest("figures"), "figures", changed),
        {{"target", "9,5"}, {"deadline", "30.12.2008"}});
    // Where there is to be less, the target does not lie above.
    expect_refused(
        *office_,
        form_at(
            one + "/kennzahlen/neu", "figures",
            {{"name", "Wartezeit"},
             {"unit", "Wochen"},
             {"target_kind", "absolute"},
             {"aim", "at_most"},
             {"baseline", "10"},
             {"baseline_day", "31.12.2008"},
             {"target", "5"},
             {"deadline", "31.12.2010"}}),
        {{"target", "11"}, {"deadline", "06.2008"}});
}

TEST_P(BadInput, a_measure_does_not_end_before_its_figures_begin)
{
    auto const one = measure_of("Fortbildungen", "&from=2009&to=2011");
    figure(one, "31.12.2009");
    expect_refused(
        *office_,
        form_at(
            one + "/bearbeiten", "measures",
            {{"title", "Fortbildungen für alle"},
             {"text", "Jede Woche ein Kurs."},
             {"audience", "Eltern"},
             {"from", "2009"},
             {"to", "2012"},
             {"deadline", ""},
             {"deadline_remark", "noch offen"},
             {"reservation", "wenn das Geld reicht"}}),
        {{"to", "2009"}, {"deadline", "30.11.2009"}, {"deadline", "2009"}});
}

TEST_P(BadInput, nothing_is_reported_of_a_day_before_the_beginning)
{
    auto const one = measure_of("Fortbildungen", "&from=2009&to=2011&report_mail=vhs%40kreis.example");
    Fields const report{
        {"value", "11"}, {"day", "15.06.2010"}, {"source", "Kursplan"}, {"remark", "Nur Grundschulen"}};
    Fields const too_early{{"day", "30.12.2009"}, {"day", "01.01.2009"}};
    auto const at_desk = figure(one, "31.12.2009");
    auto department = browser_of("department_editor");
    expect_refused(department, form_at(at_desk + "/bericht", "figure_reports", report), too_early);

    figure(measure_of("Abendkurse", "&from=2009&to=2011&report_mail=vhs%40kreis.example"), "31.12.2009");
    auto const asked = work([&](Work& work) -> Result<std::string> {
        return goals::add_report_link(
            work, goals::FigureId{std::stoll(newest("figures"))}, parse_typed_date("31.07.2010").value(),
            "vhs@kreis.example");
    });
    expect_refused(anybody(), form_at("/de/bericht/" + asked.value(), "figure_reports", report), too_early);
}

TEST_P(BadInput, no_goal_stands_above_itself)
{
    auto const goal = [&](std::string const& title, std::string const& parent) {
        return made(
            "/verwaltung/ziele/neu",
            "kind=guiding&body=&weight=1&title=" + title + "&schluessel=" + title + "&parent=" + parent);
    };
    auto const first = goal("Eins", "");
    auto const second = goal("Zwei", number_of(first));
    auto const third = goal("Drei", number_of(second));
    expect_refused(
        *office_,
        form_at(
            first + "/bearbeiten", "goals",
            {{"title", "Eins, neu gefasst"},
             {"number", "L 1"},
             {"text", "Damit alle mitkommen."},
             {"weight", "3"},
             {"parent", ""}}),
        {{"parent", number_of(first)}, {"parent", number_of(second)}, {"parent", number_of(third)}});
}

TEST_P(BadInput, a_goal_does_not_end_before_it_holds)
{
    Fields const entries{
        {"kind", "guiding"},
        {"title", "Alle sprechen Deutsch"},
        {"text", "Damit alle mitkommen."},
        {"weight", "2"},
        {"from", "2008"},
        {"to", "2010"}};
    expect_refused(
        *office_, form_at("/verwaltung/ziele/neu", "goals", entries), {{"to", "2007"}, {"to", "31.12.2007"}});
    auto changed = entries;
    changed.at(1).second = "Alle sprechen gut Deutsch";
    expect_refused(
        *office_, form_at("/verwaltung/ziele/" + newest("goals") + "/bearbeiten", "goals", changed),
        {{"to", "2007"}});
}

// ── Programmes, applications, budgets

TEST_P(BadInput, programmes_and_calls_have_their_days_in_order_and_no_negative_money)
{
    expect_refused(
        *office_,
        form_at(
            "/verwaltung/foerderprogramme/neu", "funding_programmes",
            {{"title", "KOMM-IN"},
             {"authority", "Land"},
             {"aims", "Netz"},
             {"from", "2009"},
             {"to", "2011"},
             {"amount", "250.000"},
             {"keep_years", "10"}}),
        {{"to", "2008"}, {"amount", "-250.000"}});
    auto const calls = "/verwaltung/foerderprogramme/" + newest("funding_programmes") + "/aufrufe/neu";
    expect_refused(
        *office_,
        form_at(
            calls, "funding_calls",
            {{"title", "Aufruf 2010"},
             {"opens", "01.01.2010"},
             {"deadline", "31.03.2010"},
             {"kind", "share"},
             {"share", "80"},
             {"most", "5.000"},
             {"least", "1.000"},
             {"remark", "verlängert"}}),
        {{"deadline", "31.12.2009"}, {"most", "-5.000"}, {"least", "-1.000"}});
    expect_refused(
        *office_,
        form_at(
            calls, "funding_calls",
            {{"title", "Aufruf 2011"}, {"deadline", "31.03.2011"}, {"kind", "fixed"}, {"fixed", "3.000"}}),
        {{"fixed", "-3.000"}});
}

TEST_P(BadInput, no_application_asks_for_negative_money_or_ends_before_it_begins)
{
    Fields const entries{
        {"title", "Lesen 2010"},
        {"authority", "Ministerium"},
        {"purpose", "Bücher und Räume"},
        {"from", "01.08.2010"},
        {"to", "2011"},
        {"costs_0_kind", "fees"},
        {"costs_0_what", "Kurse"},
        {"costs_0_year", "2010"},
        {"costs_0_cost", "1.000"},
        {"costs_0_eligible", "900"},
        {"costs_1_kind", "rooms"},
        {"costs_1_what", "Saal"},
        {"costs_1_cost", "200"},
        {"asked", "800"},
        {"own", "300"},
        {"other", "100"}};
    Fields const wrong{
        {"asked", "-800"},
        {"own", "-300"},
        {"other", "-0,01"},
        {"costs_0_cost", "-1.000"},
        {"costs_0_eligible", "-900"},
        {"costs_1_cost", "-200 €"},
        {"to", "07.2010"}};
    expect_refused(*office_, form_at("/verwaltung/antraege/neu", "funding_applications", entries), wrong);
    auto const one = "/verwaltung/antraege/" + newest("funding_applications");
    auto changed_entries = entries;
    changed_entries.front().second = "Lesen und Schreiben";
    expect_refused(*office_, form_at(one + "/bearbeiten", "funding_applications", changed_entries), wrong);

    ASSERT_EQ(changed(*office_, one + "/schritt", "state=submitted").status(), http::Status::see_other);
    expect_refused(
        *office_,
        form_at(
            one + "/schritt", "funding_application_steps",
            {{"state", "granted"},
             {"step_day", "29.06.2010"},
             {"step_reason", "Bescheid folgt."},
             {"step_amount", "500"}}),
        {{"step_amount", "-500"}});
}

TEST_P(BadInput, no_budget_holds_negative_money)
{
    expect_refused(
        *office_,
        form_at(
            measure_of("Lesen", "") + "/geld/neu", "budget_lines",
            {{"year", "2010"},
             {"source", "state"},
             {"source_text", "Ministerium"},
             {"planned", "1.250,50"},
             {"secured", "1.000"},
             {"committed", "600"},
             {"spent", "181"},
             {"as_of", "30.06.2010"},
             {"remark", "So war es."}}),
        {{"planned", "-1.250,50"}, {"secured", "-1.000"}, {"committed", "-600"}, {"spent", "-0,01"}});
}

// ── Grants

TEST_P(BadInput, no_grant_is_negative_or_ends_before_it_begins)
{
    Fields const entries{
        {"title", "Lesen"},
        {"authority", "Ministerium"},
        {"granted_on", "01.02.2010"},
        {"purpose", "Bücher und Räume"},
        {"from", "03.2010"},
        {"to", "2011"},
        {"amount", "10.000"},
        {"kind", "share"},
        {"share", "80"},
        {"eligible", "12.500"},
        {"own", "2.000"},
        {"other", "500"},
        {"cost_fees", "9.000"},
        {"cost_rooms", "3.500"},
        {"use_months", "2"},
        {"proof_due", "30.06.2012"}};
    Fields const wrong{{"amount", "-10.000"}, {"eligible", "-12.500"}, {"own", "\u22122.000"},
                       {"other", "-500"},     {"cost_fees", "-9.000"}, {"cost_rooms", "-0,01"},
                       {"to", "02.2010"}};
    expect_refused(*office_, form_at("/verwaltung/zuwendungen/neu", "grants", entries), wrong);
    auto changed = entries;
    changed.front().second = "Lesen und Schreiben";
    expect_refused(
        *office_, form_at("/verwaltung/zuwendungen/" + newest("grants") + "/bearbeiten", "grants", changed),
        wrong);
}

TEST_P(BadInput, no_call_for_payment_is_negative)
{
    expect_refused(
        *office_,
        form_at(
            grant("Lesen") + "/abrufe/neu", "grant_payments",
            {{"requested_on", "01.03.2010"},
             {"requested", "500"},
             {"received_on", "05.03.2010"},
             {"received", "450"},
             {"remark", "Erster Abruf"}}),
        {{"requested", "-500"}, {"received", "-450"}, {"received_on", "28.02.2010"}});
}

TEST_P(BadInput, no_voucher_and_no_share_of_it_is_negative)
{
    auto const one = grant("Lesen");
    auto const other = grant("Schreiben");
    Fields const entries{
        {"payee", "Druckerei"},
        {"purpose", "Plakate"},
        {"day", "01.06.2010"},
        {"paid_on", "02.06.2010"},
        {"amount", "100"},
        {"kind", "material"},
        {"number", "R 17"},
        {"share_" + number_of(one), "60"},
        {"share_" + number_of(other), "40"}};
    Fields const wrong{
        {"amount", "-100"}, {"share_" + number_of(one), "-60"}, {"share_" + number_of(other), "-0,01"}};
    expect_refused(*office_, form_at(one + "/belege/neu", "vouchers", entries), wrong);
    auto changed = entries;
    changed.front().second = "Druckerei am Markt";
    expect_refused(*office_, form_at(one + "/belege/" + newest("vouchers"), "vouchers", changed), wrong);
}

TEST_P(BadInput, no_proof_of_use_speaks_of_negative_money)
{
    expect_refused(
        *office_,
        form_at(
            grant("Lesen") + "/nachweise/neu", "grant_proofs",
            {{"kind", "interim"},
             {"until", "30.06.2010"},
             {"own", "100"},
             {"other", "50"},
             {"returned", "10"},
             {"report", "Zehn Kinder haben gelesen."}}),
        {{"own", "-100"}, {"other", "-50"}, {"returned", "-10"}});
}

// ── Money that is passed on

TEST_P(BadInput, no_contract_passes_on_negative_money_or_ends_before_it_begins)
{
    auto const contracts = grant("Lesen") + "/weitergaben/";
    Fields const entries{
        {"title", "Vorlesen"},
        {"recipient", "Leseverein"},
        {"purpose", "Bücher und Tee."},
        {"amount", "500"},
        {"agreed_on", "01.06.2010"},
        {"from", "06.2010"},
        {"to", "10.2010"},
        {"paid_on", "02.06.2010"},
        {"proof_due", "30.11.2010"},
        {"mail", "kasse@verein.example"},
        {"language", "tr"},
        {"contact", "Ayla Muster, 0123"},
        {"remark", "telefonisch"}};
    Fields const wrong{{"amount", "-500"}, {"to", "05.2010"}};
    expect_refused(*office_, form_at(contracts + "neu", "grants_passed_on", entries), wrong);
    auto changed = entries;
    changed.front().second = "Vorlesen im Park";
    expect_refused(
        *office_,
        form_at(contracts + newest("grants_passed_on") + "/bearbeiten", "grants_passed_on", changed), wrong);
}

TEST_P(BadInput, no_association_proves_negative_money_by_its_link)
{
    auto const one = made(
        grant("Lesen") + "/weitergaben/neu",
        "recipient=Leseverein&title=Vorlesen&amount=500&agreed_on=1.6.2010&paid_on=2.6.2010"
        "&proof_due=15.9.2010&mail=kasse@verein.example&language=tr&schluessel=v");
    static_cast<void>(letters());
    ASSERT_EQ(press("grants_passed_on", one, "/formular-senden").status(), http::Status::see_other);
    auto const link = link_in(letters(), "/[a-z-]+/verwendungsnachweis/");
    ASSERT_NE(link, "");
    expect_refused(
        anybody(),
        {.page = link,
         .action = link + "/beleg",
         .table = "vouchers",
         .right
         = {{"paid_on", "10.06.2010"},
            {"payee", "Buchladen"},
            {"purpose", "Bilderbücher"},
            {"amount", "450,50"},
            {"kind", "material"}}},
        {{"amount", "-450,50"}});
    expect_refused(
        anybody(),
        {.page = link,
         .action = link,
         .table = "grants_passed_on",
         .right
         = {{"report", "Zehn Kinder haben gelesen."}, {"own", "20"}, {"other", "10"}, {"returned", "49,50"}},
         .button = {{"absenden", "nein"}}},
        {{"own", "-20"}, {"other", "-0,01"}, {"returned", "-49,50"}});
}

TEST_P(BadInput, no_association_applies_for_negative_money_and_none_is_given)
{
    auto const one = made(
        grant("Lesen") + "/weitergaben/antrag-erbitten",
        "recipient=Leseverein&title=Sommer+2010&request_until=31.7.2010&mail=kasse@verein.example"
        "&language=tr&schluessel=i");
    auto const link = link_in(letters(), "/[a-z-]+/foerderantrag/");
    ASSERT_NE(link, "");
    expect_refused(
        anybody(),
        {.page = link,
         .action = link,
         .table = "grants_passed_on",
         .right
         = {{"title", "Vorlesen im Park"},
            {"purpose", "Bücher und Tee."},
            {"amount", "600"},
            {"from", "01.08.2010"},
            {"to", "10.2010"},
            {"contact", "Ayla Muster, 0123"}},
         .button = {{"absenden", "ja"}}},
        {{"amount", "-600"}, {"to", "07.2010"}});
    expect_refused(
        *office_,
        {.page = one,
         .action = one + "/antrag-annehmen",
         .table = "grants_passed_on",
         .right = {{"amount", "450"}}},
        {{"amount", "-450"}});
}

} // namespace
} // namespace kommin::app
