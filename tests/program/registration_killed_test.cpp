// The power fails while people register for a session: seats are neither lost nor given twice, whoever was
// told that they come is on the list, once.

#include "program/crowd.hpp"
#include "program/site.hpp"

#include <csignal>
#include <set>
#include <string>

namespace kommin::program_tests {
namespace {

constexpr std::size_t told_per_round = 8;
constexpr int blackouts = testing::rounds(3);
// Of the session of the demonstration that is still to come; more of them are full before the last round.
constexpr std::string_view part_name = "Integrationsförderung";

std::string registration_form(std::string_view key, std::string_view part)
{
    return encode_form(
        {{"schluessel", key},
         {"personen", "1"},
         {"name_1", key},
         {"part_1", part},
         {"role_1", "private"},
         {"municipality_1", ""},
         {"telephone", "0176 04069099"},
         {"mail", ""},
         {"consent", "2026-12"},
         // Whoever finds it full waits: so every form is taken, however many seats are left.
         {"warteliste", "1"}});
}

class RegistrationKilled : public OnBothEngines { };
KOMMIN_ON_BOTH_ENGINES(RegistrationKilled);

std::multiset<std::string> registered_names(Installation const& place)
{
    auto const names = place.connect()->list<std::string>(
        "SELECT name FROM participants WHERE substr(name, 1, 6) = 'round-'");
    return {names.begin(), names.end()};
}

void expect_counters_are_people(Installation const& place)
{
    EXPECT_EQ(
        place.count("SELECT count(*) FROM programme_parts t WHERE taken > seats OR taken <> (SELECT count(*)"
                    " FROM participants a JOIN registrations r ON r.id = a.registration_id"
                    " WHERE a.part_id = t.id AND r.state IN ('registered', 'offered'))"),
        0);
    EXPECT_EQ(
        place.count("SELECT count(*) FROM programmes p WHERE taken > seats OR taken <> (SELECT count(*)"
                    " FROM participants a JOIN registrations r ON r.id = a.registration_id"
                    " WHERE r.programme_id = p.id AND r.state IN ('registered', 'offered'))"),
        0);
    EXPECT_EQ(
        place.count("SELECT count(*) FROM (SELECT place FROM registrations WHERE place IS NOT NULL"
                    " GROUP BY programme_id, place HAVING count(*) > 1) AS twice"),
        0);
}

TEST_P(RegistrationKilled, keeps_everybody_who_was_told_so_and_no_seat_twice)
{
    Installation const place(GetParam());
    auto const part = std::to_string(
        place.connect()->load<std::int64_t>("SELECT id FROM programme_parts WHERE name = ?", part_name));
    // So few that they are full after two rounds.
    place.connect()->execute("UPDATE programme_parts SET seats = taken + 12 WHERE name = ?", part_name);
    auto const form_path = "/de/konferenz/"
        + place.connect()->load<std::string>(
            "SELECT p.slug FROM programmes p JOIN programme_parts t ON t.programme_id = p.id WHERE t.name = "
            "?",
            part_name)
        + "/anmeldung";
    auto const form_of = [&](std::string_view key) { return registration_form(key, part); };
    std::set<std::string> sent;
    std::set<std::string> told;
    for (int round = 0; round < blackouts; ++round) {
        Site site(place);
        Crowd crowd(site, "round-" + std::to_string(round), form_path, form_of);
        EXPECT_TRUE(crowd.was_thanked(told_per_round));
        site.program().send_signal(SIGKILL);
        site.program().wait();
        crowd.collect(sent, told);
        expect_counters_are_people(place);
    }
    EXPECT_GE(told.size(), blackouts * told_per_round);
    EXPECT_TRUE(is_sound(place));
    auto const stored = registered_names(place);
    for (auto const& name : told)
        EXPECT_EQ(stored.count(name), 1U) << name;
    EXPECT_GT(place.count("SELECT count(*) FROM registrations WHERE state = 'waiting'"), 0);

    // Whoever is not sure sends the same form again.
    Site const site(place);
    for (auto const& name : sent)
        EXPECT_EQ(site.post(form_path, form_of(name)).status, 303) << name;
    EXPECT_EQ(registered_names(place), std::multiset<std::string>(sent.begin(), sent.end()));
    expect_counters_are_people(place);
}

} // namespace
} // namespace kommin::program_tests
