#pragma once
// SecretVoteBase: a panel with three members who are there, minutes with two motions, and slips.

#include "app/tests/invitation_story.hpp"
#include "modules/meetings/testing.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace kommin::app {

using Strings = std::vector<std::string>;

inline std::string bytes_of(std::filesystem::path const& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// A code as it is typed, not as it is printed.
inline std::string ungrouped(std::string code)
{
    std::erase(code, '-');
    return code;
}

class SecretVoteBase : public InvitationBase {
protected:
    void SetUp() override
    {
        InvitationBase::SetUp();
        for (auto const* name : {"Anton", "Berta", "Carla"}) {
            people_.push_back(person(name, ""));
            seated(seat(name), "holder", people_.back());
        }
        office_->post(meeting_ + "/neuer-punkt", "title=Vorsitz&kind=decision");
        item_ = std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items"));
        clock().set(*parse_instant("2027-01-12T09:30:00Z"));
        office_.emplace(browser_of("conference_office"));
        for (auto const& number : people_)
            comes(number);
        office_->post(minutes("/beginnen"), "");
        write(
            "tie=rejected&motion_" + item_ + "_1=Frau+Muster+f%C3%BChrt.&motion_" + item_
            + "_2=Und+Herr+Beispiel.");
    }
    std::string seat(std::string const& name, std::string const& vote = "full")
    {
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/gremien/" + panel_ + "/neuer-sitz",
                    "role=member&vote=" + vote + "&function=Mitglied+" + name)
                .status(),
            http::Status::see_other);
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"));
    }
    void seated(std::string const& seat, std::string const& as, std::string const& number)
    {
        auto const done
            = office_->post("/verwaltung/sitze/" + seat + "/besetzen", "as=" + as + "&person=" + number);
        EXPECT_EQ(done.status(), http::Status::see_other) << done.body_text();
    }
    void comes(std::string const& number)
    {
        EXPECT_EQ(
            office_->post(meeting_ + "/anwesenheit", "person=" + number + "&da=ja").status(),
            http::Status::see_other);
    }
    std::string minutes(std::string const& page = {}) { return meeting_ + "/protokoll" + page; }
    std::string shown(std::string const& page) { return std::string(office_->get(page).body_text()); }
    void write(std::string const& entries)
    {
        auto const seen = seen_on(shown(minutes("/aendern")));
        EXPECT_EQ(
            office_->post(minutes("/aendern"), "fassung=" + seen + '&' + entries).status(),
            http::Status::see_other);
    }
    http::Response open(std::string const& slips, std::string const& motion = "1")
    {
        auto const seen = seen_on(shown(minutes("/geheim")));
        return office_->post(
            minutes("/geheim"),
            "fassung=" + seen + "&wahl=" + item_ + '_' + motion + "&zettel-" + item_ + '_' + motion + '='
                + slips);
    }
    // The codes as they are printed, in the order of their digests, which nobody sees.
    Strings begin(std::string const& slips = "3", std::string const& motion = "1")
    {
        return codes_on(open(slips, motion));
    }
    static Strings codes_on(http::Response const& answer)
    {
        EXPECT_EQ(answer.status(), http::Status::ok) << answer.body_text();
        std::string const page(answer.body_text());
        Strings codes;
        std::regex const code("<strong>([0-9A-Z]{4}(-[0-9A-Z]{4}){3})</strong>");
        for (std::sregex_iterator at(page.begin(), page.end(), code), end; at != end; ++at)
            codes.push_back((*at)[1].str());
        std::ranges::sort(
            codes, {}, [](std::string const& one) { return meetings::digest_of(ungrouped(one)); });
        return codes;
    }
    static std::string slip(std::string const& code, std::string const& language = "de")
    {
        return '/' + language + "/abstimmung/" + ungrouped(code);
    }
    http::Response cast(std::string const& code, std::string const& choice)
    {
        return anybody().post(slip(code), "stimme=" + choice, false);
    }
    void cast_all(Strings const& codes, Strings const& choices)
    {
        for (std::size_t i = 0; i < choices.size(); ++i)
            EXPECT_EQ(cast(codes.at(i), choices.at(i)).status(), http::Status::see_other);
    }
    meetings::SecretVoteId newest()
    {
        return meetings::SecretVoteId{connection().load<std::int64_t>("SELECT MAX(id) FROM secret_votes")};
    }
    http::Response press(std::string const& step, std::string const& more = "&sicher=ja")
    {
        return office_->post(minutes(step), "wahl=" + std::to_string(newest().value) + more);
    }
    http::Response count(std::string const& more = {}) { return press("/auszaehlen", more); }

    [[nodiscard]] bool is_sqlite() const { return GetParam() == db::Engine::sqlite; }
    meetings::VoteKeys keys() { return meetings::VoteKeys(folder_.path() / "votes"); }
    std::filesystem::path key_file()
    {
        return folder_.path() / "votes"
            / (std::to_string(tenant_.value) + '-' + std::to_string(newest().value) + ".key");
    }
    Strings columns_of(std::string const& table)
    {
        return is_sqlite()
            ? connection().list<std::string>("SELECT name FROM pragma_table_info(?) ORDER BY cid", table)
            : connection().list<std::string>(
                  "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                  " WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
                  table);
    }
    Strings tables()
    {
        return connection().list<std::string>(
            is_sqlite() ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                        : "SELECT CAST(table_name AS TEXT) FROM information_schema.tables"
                          " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'");
    }
    // Every row of every table but that of the slips, and up to where numbers of rows were given: one that
    // was added and erased again would tell, too.
    std::map<std::string, Strings> everything_but_slips()
    {
        std::map<std::string, Strings> all;
        for (auto const& table : tables()) {
            if (table == "secret_slips")
                continue;
            std::string row;
            for (auto const& column : columns_of(table))
                row += (row.empty() ? "" : " || '|' || ")
                    + ("COALESCE(CAST(\"" + column + "\" AS TEXT), '-')");
            all[table]
                = connection().list<std::string>("SELECT " + row + " FROM \"" + table + "\" ORDER BY 1");
        }
        all["numbers that were given"] = connection().list<std::string>(
            is_sqlite()
                ? "SELECT name || ' ' || CAST(seq AS TEXT) FROM sqlite_sequence ORDER BY 1"
                : "SELECT CAST(sequencename AS TEXT) || ' ' || COALESCE(CAST(last_value AS TEXT), '-')"
                  " FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1");
        return all;
    }
    // The tables in which something is another than it was.
    Strings changed_since(std::map<std::string, Strings> const& before)
    {
        Strings changed;
        for (auto const& [table, rows] : everything_but_slips())
            if (auto const known = before.find(table); known == before.end() || known->second != rows)
                changed.push_back(table);
        return changed;
    }
    // As the rows lie there, not as somebody asks for them.
    Strings as_it_lies(std::string const& column)
    {
        return connection().list<std::string>(
            "SELECT " + column + " FROM secret_slips ORDER BY " + (is_sqlite() ? "rowid" : "ctid"));
    }
    // On what did not end well nobody looks but the operator.
    std::int64_t count_dead_jobs()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM jobs WHERE state = 'dead'");
    }
    std::int64_t count_entries()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM audit_entries");
    }
    // What is in them, for whoever has the key: letters in the order of the rows.
    std::string opened()
    {
        std::string letters;
        auto const key = keys().find(tenant_, newest());
        EXPECT_TRUE(key);
        for (auto const& one : meetings::open_slips(connection(), tenant_, *key, newest()).slips)
            letters += one.choice ? std::string(to_text(*one.choice)) : std::string("-");
        return letters;
    }
    void expect_in_order_of_digests()
    {
        EXPECT_TRUE(std::ranges::is_sorted(as_it_lies("digest"))) << "not as they were printed or used";
    }
    // What all slips have in common after each press, so that nothing is left that is of one of them; and
    // nowhere else anything at all. Nothing is let through here: a count, a time, an entry of the trail, a
    // job or a lock that a press leaves would say when somebody voted, and beside the times of the door who.
    void expect_no_trace(Strings const& before, std::map<std::string, Strings> const& others)
    {
        EXPECT_THAT(changed_since(others), ::testing::IsEmpty());
        auto const sealed = as_it_lies("sealed");
        ASSERT_EQ(sealed.size(), before.size());
        for (auto const& one : sealed) {
            EXPECT_EQ(one.size(), before.front().size()) << "one length, whatever it says";
            EXPECT_THAT(before, ::testing::Not(::testing::Contains(one)))
                << "each is sealed anew with each press";
        }
        expect_in_order_of_digests();
        if (!is_sqlite()) {
            auto const writers = as_it_lies("CAST(xmin AS TEXT)");
            EXPECT_THAT(std::set(writers.begin(), writers.end()), ::testing::SizeIs(1))
                << "one transaction wrote all";
        }
    }

    Strings people_;
    std::string item_;
};

} // namespace kommin::app
