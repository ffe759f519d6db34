// The measures of the demonstration: what the report says and no more.

#include "app/tests/story.hpp"
#include "modules/goals/testing.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class MeasureDemonstration : public PortalStory {
protected:
    static TenantId tenant() { return world().db().load<TenantId>("SELECT id FROM tenants"); }
    // As the report names them.
    static std::vector<goals::WholeMeasure> measures()
    {
        constexpr int more_than_there_are = 100;
        std::vector<goals::WholeMeasure> all;
        for (auto const& one : goals::list_measures(
                 world().db(), tenant(), {.owners = {Scope::whole_tenant()}}, more_than_there_are))
            all.push_back(goals::load_whole_measure(world().db(), tenant(), one.id));
        return all;
    }
};
KOMMIN_ON_BOTH_ENGINES(MeasureDemonstration);

TEST_P(MeasureDemonstration, has_the_eleven_of_the_report_in_its_words)
{
    auto const all = measures();
    ASSERT_THAT(all, SizeIs(11));
    for (auto const& [one, links, milestones, risks, tasks] : all) {
        EXPECT_FALSE(one.body) << one.title << ": of the Kreis";
        EXPECT_TRUE(one.text.starts_with("„") && one.text.ends_with("“")) << one.title << ": a quotation";
        EXPECT_THAT(one.source, HasSubstr("2008"));
        EXPECT_THAT(milestones, IsEmpty()) << one.title << ": the report names none";
        EXPECT_THAT(risks, IsEmpty()) << one.title;
        EXPECT_THAT(tasks, IsEmpty()) << one.title;
        EXPECT_THAT(links.origins, IsEmpty()) << one.title << ": nor from which recommendation it comes";
        EXPECT_FALSE(one.by_hand);
        EXPECT_TRUE(one.deadline || one.is_recurring || !one.deadline_remark.empty()) << one.title;
    }
}

TEST_P(MeasureDemonstration, reaches_depends_and_ends_as_the_report_says)
{
    auto const all = measures();
    ASSERT_THAT(all, SizeIs(11));
    auto const& trainings = all[0];
    EXPECT_EQ(trainings.measure.title, "Qualifizierungsangebote für Kindergärten und Grundschulen");
    EXPECT_THAT(trainings.measure.text, HasSubstr("(von 10 auf 14 Fortbildungen)"));
    EXPECT_THAT(
        trainings.links.reach,
        ElementsAre(goals::Reach{195, false, "Kindergärten"}, goals::Reach{70, true, "Grundschulen"}));
    EXPECT_TRUE(trainings.measure.unit);
    EXPECT_FALSE(trainings.measure.deadline);
    EXPECT_EQ(trainings.measure.last_day()->day, *parse_date("2010-12-31"));
    EXPECT_TRUE(trainings.measure.last_day()->is_assumed);
    EXPECT_THAT(trainings.links.goals, SizeIs(1)) << "the guiding goal of its field";

    auto const& rucksack = all[1].measure;
    EXPECT_THAT(rucksack.title, HasSubstr("‚Rucksack’"));
    EXPECT_EQ(rucksack.deadline->to_iso(), "2010");
    EXPECT_EQ(rucksack.deadline_remark, "Bis Ende 2010");
    EXPECT_TRUE(rucksack.is_uncertain);
    EXPECT_THAT(rucksack.remark, HasSubstr("12 und 20 lassen sich nicht zusammenzählen"));

    auto const& reading = all[3].measure;
    EXPECT_EQ(reading.state, goals::MeasureState::waiting);
    EXPECT_EQ(reading.grant, "Integrationsministerium NRW, wird beantragt");
    EXPECT_EQ(reading.last_day()->day, *parse_date("2009-12-31"));
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& one = all[i].measure;
        EXPECT_EQ(one.reservation.find("Finanzierbarkeit des Kreishaushalts") != std::string::npos, i < 4)
            << one.title;
        EXPECT_EQ(one.is_recurring, i >= 7 && i < 10) << one.title;
        EXPECT_EQ(one.is_recurring, one.state == goals::MeasureState::running) << one.title;
        EXPECT_EQ(one.ends.has_value(), !one.is_recurring) << one.title;
        EXPECT_EQ(one.panel, i < 4 ? all[0].measure.panel : all[4].measure.panel) << one.title;
    }
    EXPECT_NE(all[0].measure.panel, all[4].measure.panel);
    EXPECT_EQ(all[7].measure.starts->to_iso(), "2008");
    EXPECT_THAT(all[10].measure.text, HasSubstr("auf dem richtigen Weg ist"));
    EXPECT_THAT(all[10].measure.office, Not(HasSubstr("RAA"))) << "the report names nobody for it";
}

TEST_P(MeasureDemonstration, counts_what_the_report_counts_and_no_more)
{
    auto const all = measures();
    ASSERT_THAT(all, SizeIs(11));
    std::vector<goals::MeasureId> ids;
    for (auto const& one : all)
        ids.push_back(one.measure.id);
    auto const figures = goals::list_figures(world().db(), tenant(), ids);
    ASSERT_THAT(figures, SizeIs(3));
    EXPECT_EQ(figures[0].measure, ids[0]);
    EXPECT_EQ(figures[0].unit, "Fortbildungen");
    EXPECT_EQ(figures[0].baseline, goals::read_value("10"));
    EXPECT_EQ(figures[0].target, goals::read_value("14"));
    EXPECT_FALSE(figures[0].baseline_day) << "the report does not say of which year";
    EXPECT_EQ(figures[1].measure, ids[1]);
    EXPECT_EQ(figures[1].baseline_day->to_iso(), "2008") << "12 groups in 2008";
    EXPECT_EQ(figures[1].target_kind, goals::TargetKind::increase);
    EXPECT_EQ(figures[1].baseline_unit, "Gruppen");
    EXPECT_EQ(figures[1].target, goals::read_value("20"));
    EXPECT_EQ(figures[1].deadline->to_iso(), "2010");
    EXPECT_EQ(figures[2].measure, ids[2]);
    EXPECT_EQ(figures[2].baseline, goals::read_value("1"));
    EXPECT_EQ(figures[2].target, goals::read_value("5"));
    EXPECT_FALSE(figures[2].baseline_day);
    for (auto const& figure : figures)
        EXPECT_FALSE(goals::has_reports(world().db(), tenant(), figure.id)) << figure.name;
}

TEST_P(MeasureDemonstration, everybody_reads_what_was_resolved_and_that_nobody_has_its_text)
{
    auto const list = page("/de/ziele");
    EXPECT_THAT(list, HasSubstr("href=\"/de/ziele/integrationsleitziele-kreis-unna\""));
    EXPECT_THAT(list, HasSubstr("öffentlichen Maßnahmen im Plan oder am Ziel."));
    EXPECT_THAT(list, HasSubstr("Maßnahmen dafür stehen bei 2 Zielen darunter."));
    EXPECT_THAT(
        page("/de/ziele/integrationsleitziele-kreis-unna"),
        AllOf(
            HasSubstr("Der Text liegt nicht vor."),
            HasSubstr("Maßnahmen dafür stehen bei 2 Zielen darunter."),
            HasSubstr("href=\"/de/ziele/integrationsleitziele-im-handlungsfeld-arbeitswelt\""),
            HasSubstr("href=\"/de/ziele/integrationsleitziele-der-stadt-luenen\"")))
        << "all eleven stand below it, and one way leads there";
    auto const measure
        = page("/de/ziele/massnahmen/qualifizierungsangebote-fuer-kindergaerten-und-grundschulen");
    EXPECT_THAT(measure, HasSubstr("195 Kindergärten"));
    EXPECT_EQ(measure.find("Finanzierbarkeit"), std::string::npos) << "a reservation is not for everybody";
    EXPECT_LT(list.size(), 50'000U);
}

// In words of our own, with what the report says: each quotation has some beside it.
TEST_P(MeasureDemonstration, is_told_in_plain_words)
{
    for (auto const& one : measures()) {
        EXPECT_FALSE(one.measure.plain_text.empty()) << one.measure.title;
        EXPECT_EQ(one.measure.plain_text.find("„"), std::string::npos)
            << one.measure.title << ": no quotation";
    }
    EXPECT_EQ(
        world().db().load<std::int64_t>(
            "SELECT COUNT(*) FROM goals WHERE public_since IS NOT NULL AND plain_text = ''"),
        0);
    EXPECT_THAT(
        page("/de/ziele/massnahmen/kursangebot-elterndiplom"),
        HasSubstr("Bisher gibt es einen Kurs, im ganzen Kreis sollen es fünf werden."));
    EXPECT_THAT(
        page("/ar/ziele/massnahmen/kursangebot-elterndiplom"),
        HasSubstr("هناك دورة واحدة حتى الآن، ومن المقرر أن تصبح خمس دورات في المقاطعة كلها."));
    auto const simple = page("/de-simple/ziele/massnahmen/kursangebot-elterndiplom");
    EXPECT_THAT(simple, HasSubstr("Der Kurs „Eltern-Diplom“"));
    EXPECT_THAT(simple, HasSubstr("Es sollen mehr Kurse werden."));
    EXPECT_EQ(simple.find("Erziehungskompetenz"), std::string::npos);
}

TEST_P(MeasureDemonstration, says_in_every_language_what_its_sources_leave_open)
{
    auto const goal = page("/ar/ziele/integrationsleitziele-im-handlungsfeld-arbeitswelt");
    EXPECT_THAT(goal, HasSubstr("لا يتضمن تقرير عام 2008 نص الأهداف الإرشادية"));
    EXPECT_EQ(goal.find("daraus abgeleitet"), std::string::npos);
    auto const visit = page("/uk/ziele/massnahmen/besuch-bei-migrantenorganisationen");
    EXPECT_THAT(visit, HasSubstr("раз на рік"));
    EXPECT_THAT(visit, HasSubstr("Глава району (Landrat) і відповідальний за інтеграцію керівник відділу"));
    EXPECT_EQ(visit.find("zuständiger Dezernent"), std::string::npos);
}

TEST_P(MeasureDemonstration, is_read_in_six_more_languages_and_says_that_a_machine_made_them)
{
    struct Wording {
        std::string language, title, reach, unit;
    };
    for (auto const& [language, title, reach, unit] : std::vector<Wording>{
             {"de-simple", "Kurse für Kindergärten und Grund-Schulen", "etwa 70 Grund-Schulen", "Kurse"},
             {"en", "Training for kindergartens and primary schools", "about 70 primary schools",
              "training courses"},
             {"tr", "Anaokulları ve ilkokullar için eğitim olanakları", "yaklaşık 70 ilkokul", "eğitim"},
             {"ar", "عروض تأهيل لرياض الأطفال والمدارس الابتدائية", "نحو 70 مدرسة ابتدائية", "دورة تدريبية"},
             {"uk", "Навчання для дитячих садків і початкових шкіл", "близько 70 початкових шкіл",
              "курсів підвищення кваліфікації"},
             {"ro", "Oferte de formare pentru grădinițe și școli primare", "circa 70 de școli primare",
              "cursuri de perfecționare"}}) {
        auto const measure = page(
            '/' + language + "/ziele/massnahmen/qualifizierungsangebote-fuer-kindergaerten-und-grundschulen");
        EXPECT_THAT(measure, HasSubstr(title)) << language;
        EXPECT_THAT(measure, HasSubstr(reach)) << language;
        EXPECT_THAT(measure, HasSubstr(unit)) << language;
        EXPECT_THAT(measure, HasSubstr("km-langnote")) << language;
        EXPECT_EQ(measure.find("rund 70 Grundschulen"), std::string::npos) << language;
        EXPECT_EQ(measure.find("Fortbildungen"), std::string::npos) << language;
    }
    // Three figures with name and unit, and one whose baseline is counted otherwise, in six languages.
    EXPECT_EQ(
        world().db().load<std::int64_t>("SELECT COUNT(*) FROM translations WHERE subject_kind = 'figure'"),
        42);
    EXPECT_EQ(
        world().db().load<std::int64_t>("SELECT COUNT(*) FROM translations WHERE subject_kind IN ('goal',"
                                        " 'measure', 'figure') AND origin <> 'machine'"),
        0);
}

} // namespace
} // namespace kommin::app
