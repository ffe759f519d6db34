// Money in the demonstration, and who took over the concept: what the report of 2008 says and no more.

#include "app/tests/story.hpp"
#include "modules/funding/testing.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr int more_than_there_are = 100;

class FundingDemonstration : public PortalStory {
protected:
    static TenantId tenant() { return world().db().load<TenantId>("SELECT id FROM tenants"); }
    static funding::Programme komm_in()
    {
        auto const all = funding::list_programmes(world().db(), tenant(), {}, more_than_there_are);
        EXPECT_THAT(all, SizeIs(1)) << "the report names no other";
        return all.empty() ? funding::Programme{}
                           : funding::load_programme(world().db(), tenant(), all.front().id).value();
    }
    static std::vector<funding::Application> applications()
    {
        return funding::list_applications(
            world().db(), tenant(), {.owners = std::nullopt}, more_than_there_are);
    }
    static funding::Application application(std::string_view title)
    {
        auto const all = applications();
        auto const found = std::ranges::find(all, title, &funding::Application::title);
        if (found == all.end()) {
            ADD_FAILURE() << "there is no application " << title;
            return {};
        }
        return *found;
    }
    static std::string owner_of(funding::Application const& one)
    {
        return one.body ? world().db().load<std::string>("SELECT slug FROM bodies WHERE id = ?", *one.body)
                        : std::string{};
    }
    static std::int64_t count(std::string const& table)
    {
        return world().db().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
};
KOMMIN_ON_BOTH_ENGINES(FundingDemonstration);

TEST_P(FundingDemonstration, komm_in_has_three_aims_and_about_250000_euros_in_2005_and_2006)
{
    auto const one = komm_in();
    EXPECT_EQ(one.title, "KOMM-IN NRW");
    EXPECT_EQ(one.authority, "Ministerium für Gesundheit, Familie, Frauen und Integration (MGFFI)");
    EXPECT_THAT(
        one.aims,
        ElementsAre(
            "Schaffung von Transparenz", "Vernetzung der Angebote",
            "strategische Steuerung durch Verwaltung und Politik"));
    EXPECT_EQ(one.amount, Money{25'000'000});
    EXPECT_TRUE(one.is_approximate);
    EXPECT_EQ(one.starts->to_iso(), "2005");
    EXPECT_EQ(one.ends->to_iso(), "2006");
    EXPECT_THAT(one.remark, HasSubstr("„eine Gesamtförderung in Höhe von rund 250.000,00 €“"));
    EXPECT_THAT(one.source, HasSubstr("2008"));
    EXPECT_THAT(funding::list_calls(world().db(), tenant(), one.id, more_than_there_are), IsEmpty());
    EXPECT_EQ(count("grants"), 0) << "the report has no notice";
}

TEST_P(FundingDemonstration, its_four_components_went_on_as_the_report_says)
{
    EXPECT_THAT(
        komm_in().text,
        AllOf(
            HasSubstr("„Integrationskonferenz Kreis Unna“"),
            HasSubstr("„Integrationsportal Wel KOMM IN Kreis Unna“"),
            HasSubstr("„Information und Begrüßungsbroschüre für Neuzuwanderer/innen“"),
            HasSubstr("„Integrationsleitziele Kreis Unna“"),
            HasSubstr("„Diese Bausteine wurden im Anschluss des Projektes in die Regelangebote und Strukturen"
                      " des Kreises Unna integriert.“")));
}

TEST_P(FundingDemonstration, its_five_products_have_a_task_and_whoever_is_responsible)
{
    std::vector<std::string> lines;
    for (auto const& one : komm_in().products) {
        ASSERT_TRUE(one.unit) << one.name;
        lines.push_back(
            one.name + " | " + one.task + " | " + one.responsible + " | "
            + world().db().load<std::string>("SELECT key FROM organisational_units WHERE id = ?", *one.unit));
    }
    EXPECT_THAT(
        lines,
        ElementsAre(
            "Integrationskonferenz | Geschäftsführung | 50.5 / RAA | integrationszentrum",
            "Integrationsleitziele | Entwicklung eines Handlungskonzeptes | 50.5 / RAA | integrationszentrum",
            "Integrationsportal | Administration, Nachbesserungen | FD 16 / Zentrale Datenverarbeitung und "
            "RAA | datenverarbeitung",
            "Info-Agentur | Information der (Neu)Zuwander/innen | 32.2 / Ausländerbehörde Kreis Unna | "
            "auslaenderbehoerde-kreis",
            "Begrüßungsbroschüre | Übergabe an Neuzuwanderer | 32.2 / Ausländerbehörde Kreis Unna | "
            "auslaenderbehoerde-kreis"));
}

TEST_P(FundingDemonstration, what_is_applied_for_for_a_measure_has_no_sum_and_is_a_draft)
{
    auto const one = application("Projekt ‚Zum Lesen geboren’ im Jahr 2009");
    EXPECT_EQ(owner_of(one), "") << "of the Kreis";
    EXPECT_EQ(one.state, funding::ApplicationState::drafted);
    EXPECT_EQ(one.authority, "Integrationsministerium NRW");
    EXPECT_FALSE(one.programme) << "the report does not say of which";
    EXPECT_FALSE(one.asked);
    EXPECT_FALSE(one.own);
    EXPECT_FALSE(one.other);
    EXPECT_EQ(one.starts->to_iso(), "2009");
    EXPECT_EQ(one.ends->to_iso(), "2009");

    auto const lines = funding::list_budget_lines(world().db(), tenant(), {}, more_than_there_are);
    ASSERT_THAT(lines, SizeIs(1));
    EXPECT_EQ(lines[0].year, 2009);
    EXPECT_EQ(lines[0].hangs_on.application, one.id);
    EXPECT_FALSE(lines[0].amounts.planned);
    EXPECT_FALSE(lines[0].amounts.secured);
    EXPECT_FALSE(lines[0].amounts.committed);
    EXPECT_FALSE(lines[0].amounts.spent);
    EXPECT_THAT(
        world().db().list<std::string>("SELECT m.title FROM funding_dependencies d JOIN measures m ON m.id = "
                                       "d.measure_id"),
        ElementsAre("Projekt ‚Zum Lesen geboren’"));
}

TEST_P(FundingDemonstration, luenen_has_applied_and_unna_is_going_to_and_no_more_is_known)
{
    std::vector<std::string> owners;
    for (auto const& one : applications())
        owners.push_back(owner_of(one));
    EXPECT_THAT(owners, UnorderedElementsAre("", "luenen", "unna"));

    auto const luenen = application("KOMM IN-Mittel für die Stadt Lünen");
    EXPECT_EQ(owner_of(luenen), "luenen");
    EXPECT_EQ(luenen.state, funding::ApplicationState::submitted);
    EXPECT_FALSE(luenen.starts);
    EXPECT_FALSE(luenen.ends);
    EXPECT_THAT(luenen.remark, HasSubstr("ebenfalls KOMM IN-Mittel beim Land NRW beantragt"));
    auto const steps = funding::list_steps(world().db(), tenant(), luenen.id);
    ASSERT_THAT(steps, SizeIs(1));
    EXPECT_FALSE(steps[0].day) << "the report names no day";

    auto const unna = application("KOMM IN-Antrag der Stadt Unna für 2009");
    EXPECT_EQ(owner_of(unna), "unna");
    EXPECT_EQ(unna.state, funding::ApplicationState::drafted) << "it is going to apply";
    EXPECT_EQ(unna.starts->to_iso(), "2009");
    EXPECT_EQ(unna.ends->to_iso(), "2009");
    EXPECT_THAT(
        unna.remark,
        HasSubstr("wird sich in ihrer Antragskonzeption ebenfalls auf die Integrationsleitziele Kreis Unna "
                  "beziehen"));
    for (auto const& one : {luenen, unna}) {
        EXPECT_EQ(one.programme, komm_in().id) << one.title;
        EXPECT_FALSE(one.asked) << one.title;
        EXPECT_FALSE(one.own) << one.title;
        EXPECT_FALSE(one.other) << one.title;
    }
    EXPECT_THAT(
        world().db().list<std::string>(
            "SELECT b.slug FROM goals g JOIN bodies b ON b.id = g.body_id WHERE g.tenant_id = ?", tenant()),
        ElementsAre("luenen"))
        << "the report names no resolution of Unna";
}

TEST_P(FundingDemonstration, the_package_leads_to_the_advice_for_luenen_and_to_its_application)
{
    EXPECT_EQ(
        world().db().load<std::string>(
            "SELECT b.slug FROM adoption_links l JOIN advice a ON a.id = l.advice_id"
            " JOIN bodies b ON b.id = a.body_id"),
        "luenen");
    EXPECT_EQ(
        world().db().load<std::string>(
            "SELECT b.slug FROM adoption_links l JOIN funding_applications a ON a.id = l.application_id"
            " JOIN bodies b ON b.id = a.body_id"),
        "luenen");
    EXPECT_EQ(count("adoption_links"), 2);
}

} // namespace
} // namespace kommin::app
