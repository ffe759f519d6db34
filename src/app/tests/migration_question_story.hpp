#pragma once
// MigrationQuestionBase: people who answer the voluntary question about a history of migration, and the
// nights in which their answers are counted.

#include "app/tests/registration_story.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::app {

class MigrationQuestionBase : public RegistrationBase {
protected:
    using Strings = std::vector<std::string>;
    static constexpr auto* question = "/de/konferenz/2027/frage";

    http::Response answer(
        std::string const& key, std::string const& said, std::string const& role = {},
        std::string const& municipality = {})
    {
        auto guest = anybody();
        return guest.post(
            question,
            "schluessel=" + key + "&website=&answer=" + said + "&role=" + role
                + "&municipality=" + municipality,
            false);
    }
    // As many people as that say the same, each with a form of their own.
    void answer_alike(
        int people, std::string const& said, std::string const& role = {},
        std::string const& municipality = {})
    {
        for (int person = 0; person < people; ++person) {
            auto const sent = answer("f" + std::to_string(++forms_), said, role, municipality);
            EXPECT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
        }
    }
    void go_to(char const* moment) { clock().set(*parse_instant(moment)); }
    // Whoever is at work logs in anew: sessions of before have ended.
    void come_back(char const* moment)
    {
        go_to(moment);
        office_.emplace(browser_of("conference_office"));
    }
    void count_the_night()
    {
        EXPECT_TRUE(work([](Work& work) -> Result<void> {
            meetings::count_migration_answers(work);
            return {};
        }));
    }
    std::int64_t in_box() { return count("migration_answers WHERE cut = 'whole'"); }
    // "role either private - 2"; what was not said is a dash.
    Strings totals()
    {
        return connection().list<std::string>(
            "SELECT t.cut || ' ' || t.answer || ' ' || COALESCE(t.role, '-') || ' ' || COALESCE(b.slug, '-') "
            "|| ' ' || "
            "t.people"
            " FROM migration_totals t LEFT JOIN bodies b ON b.id = t.body_id"
            " ORDER BY t.cut, t.answer, COALESCE(t.role, '-'), COALESCE(b.slug, '-')");
    }

private:
    int forms_ = 0;
};

} // namespace kommin::app
