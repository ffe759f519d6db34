#include "modules/meetings/panels/panel_list.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Panel panel(std::int64_t id, PanelKind kind, std::string name, std::optional<std::int64_t> parent = {})
{
    Panel panel;
    panel.id = PanelId{id};
    panel.kind = kind;
    panel.name = std::move(name);
    if (parent)
        panel.parent = PanelId{*parent};
    return panel;
}

constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};

std::vector<std::string> names(Panels const& panels, PanelFilter const& filter = {})
{
    std::vector<std::string> names;
    for (auto const* one : filtered(panels, filter, today, i18n::Language::german()))
        names.push_back(one->name);
    return names;
}

TEST(Panels, what_has_ended_by_what_is_known_of_its_end)
{
    auto const ended = [](char const* end) {
        auto one = panel(1, PanelKind::council, "Rat");
        one.valid_to = PartialDate::parse(end);
        return one.has_ended(today);
    };
    EXPECT_TRUE(ended("2025"));
    EXPECT_FALSE(ended("2026")) << "the year is not over";
    EXPECT_TRUE(ended("2026-10"));
    EXPECT_FALSE(ended("2026-11"));
    EXPECT_TRUE(ended("2026-11-26"));
    EXPECT_FALSE(ended("2026-11-27")) << "it meets on its last day";
    EXPECT_FALSE(panel(1, PanelKind::council, "Rat").has_ended(today));
}

TEST(Panels, what_is_below_one_at_any_depth)
{
    std::vector<Panel> const panels{
        panel(1, PanelKind::conference, "K"), panel(2, PanelKind::field_of_action, "F", 1),
        panel(3, PanelKind::working_group, "G", 2), panel(4, PanelKind::council, "R")};
    EXPECT_THAT(panels_below(panels, PanelId{1}), ElementsAre(PanelId{1}, PanelId{2}, PanelId{3}));
    EXPECT_THAT(panels_below(panels, PanelId{4}), ElementsAre(PanelId{4}));
    EXPECT_THAT(panels_below(panels, PanelId{9}), IsEmpty());
    std::vector<Panel> const ring{panel(1, PanelKind::other, "A", 2), panel(2, PanelKind::other, "B", 1)};
    EXPECT_THAT(panels_below(ring, PanelId{1}), ElementsAre(PanelId{1}, PanelId{2})) << "and it ends";
    EXPECT_TRUE(is_of_a_conference(panels, PanelId{3}));
    EXPECT_FALSE(is_of_a_conference(panels, PanelId{4}));
    EXPECT_FALSE(is_of_a_conference(panels, PanelId{9}));
    EXPECT_FALSE(is_of_a_conference(ring, PanelId{1})) << "and it ends";
}

TEST(Panels, the_list_shows_what_belongs_together)
{
    Panels panels;
    panels.all = {
        panel(1, PanelKind::council, "Zebrarat"),          panel(2, PanelKind::working_group, "Gruppe", 3),
        panel(3, PanelKind::field_of_action, "Arbeit", 5), panel(4, PanelKind::field_of_action, "Ämter", 5),
        panel(5, PanelKind::conference, "Konferenz"),      panel(6, PanelKind::working_group, "Fremdes", 99),
        panel(7, PanelKind::other, "Ring A", 8),           panel(8, PanelKind::other, "Ring B", 7)};
    EXPECT_THAT(
        names(panels),
        ElementsAre("Konferenz", "Ämter", "Arbeit", "Gruppe", "Fremdes", "Zebrarat", "Ring A", "Ring B"))
        << "also what hangs below nothing that can be seen";
    PanelFilter by_name;
    by_name.order = PanelOrder::name;
    by_name.standing = PanelStanding::all;
    EXPECT_THAT(
        names(panels, by_name),
        ElementsAre("Ämter", "Arbeit", "Fremdes", "Gruppe", "Konferenz", "Ring A", "Ring B", "Zebrarat"));
}

TEST(Panels, a_filter_survives_its_address)
{
    http::Form const query(web::ListFields{
        {"t", "rat"},
        {"art", "council"},
        {"ort", "unna"},
        {"zustand", "beendet"},
        {"nach", "name"},
        {"ab", "1"}});
    auto const filter = PanelFilter::read(query);
    EXPECT_EQ(
        filter.fields(),
        (web::ListFields{
            {"t", "rat"},
            {"art", "council"},
            {"ort", "unna"},
            {"zustand", "beendet"},
            {"nach", "name"},
            {"ab", "1"}}));
    EXPECT_THAT(
        PanelFilter::read(http::Form(web::ListFields{{"art", "x"}, {"zustand", "x"}})).fields(), IsEmpty());
}

TEST(Panels, what_is_of_the_kreis_and_what_of_a_municipality)
{
    Panels panels;
    tenants::Body kreis;
    kreis.id = tenants::BodyId{1};
    kreis.kind = tenants::BodyKind::district;
    kreis.slug = "kreis-unna";
    kreis.name = "Kreis Unna";
    tenants::Body town;
    town.id = tenants::BodyId{2};
    town.kind = tenants::BodyKind::municipality;
    town.slug = "luenen";
    town.name = "Lünen";
    panels.bodies = {kreis, town};
    auto council = panel(2, PanelKind::council, "Migrationsrat");
    council.body = town.id;
    panels.all = {council, panel(3, PanelKind::assembly, "Kreistag")};
    EXPECT_EQ(panels.owner_name(panels.all[0]), "Lünen");
    EXPECT_EQ(panels.owner_name(panels.all[1]), "Kreis Unna");
    PanelFilter filter;
    EXPECT_THAT(names(panels, filter), ElementsAre("Kreistag", "Migrationsrat")) << "the Kreis first";
    filter.place = "luenen";
    EXPECT_THAT(names(panels, filter), ElementsAre("Migrationsrat"));
    filter.place = "kreis-unna";
    EXPECT_THAT(names(panels, filter), ElementsAre("Kreistag"));
    filter.place = "nirgends";
    EXPECT_THAT(names(panels, filter), IsEmpty());
}

}
} // namespace kommin::meetings
