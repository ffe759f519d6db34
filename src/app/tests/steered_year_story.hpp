#pragma once
// SteeredYearBase: the district of the demonstration as of January 2009, with the eleven measures of the
// report and nothing that anybody has reported; and the test's own reckoning of their lights.

#include "app/demo.hpp"
#include "app/share.hpp"
#include "app/tests/browser_form.hpp"
#include "app/tests/years_story.hpp"
#include "platform/identity/totp.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

// The words of the lights, as the desk says them.
namespace word {
inline std::string const on_track = "auf Kurs";
inline std::string const at_risk = "gefährdet";
inline std::string const missed = "verfehlt";
inline std::string const no_data = "keine Daten";
inline std::string const reached = "erreicht";
}

// From where to where a figure goes, the same each day, as the report says it.
struct ReportedWay {
    char const* from;
    char const* until;
    double first;
    double last;

    [[nodiscard]] static double days(char const* begin, char const* end)
    {
        using std::chrono::sys_days;
        return static_cast<double>((sys_days{*parse_date(end)} - sys_days{*parse_date(begin)}).count());
    }
    // Of a value of that day before the end: nine tenths of the expected change, or half of it, or less.
    [[nodiscard]] std::string light(double value, char const* day) const
    {
        auto const expected = (last - first) * days(from, day) / days(from, until);
        auto const share = (value - first) / expected;
        if (share >= 0.9)
            return word::on_track;
        return share >= 0.5 ? word::at_risk : word::missed;
    }
    // In millionths.
    [[nodiscard]] std::int64_t progress(double value) const
    {
        return static_cast<std::int64_t>((value - first) / (last - first) * 1'000'000);
    }
};
// 10 further trainings to 14, 1 course to 5; 20 more day-care centres than at the end of 2008.
inline constexpr ReportedWay trainings_way{"2009-01-01", "2010-12-31", 10, 14};
inline constexpr ReportedWay diploma_way{"2009-01-01", "2010-12-31", 1, 5};
inline constexpr ReportedWay rucksack_way{"2008-12-31", "2010-12-31", 0, 20};

// Of a milestone that is not done: a month of grace.
inline std::string light_of_milestone(char const* due, char const* day)
{
    auto const late = ReportedWay::days(due, day);
    if (late <= 0)
        return word::on_track;
    return late <= 31 ? word::at_risk : word::missed;
}

// What the page that steers answers, said once more: the rule of docs/adr/0096 by hand.
class OwnReckoning {
public:
    explicit OwnReckoning(std::vector<std::string> lights)
        : lights_(std::move(lights))
    { }
    [[nodiscard]] std::ptrdiff_t of(std::string const& light) const
    {
        return std::ranges::count(lights_, light);
    }
    [[nodiscard]] std::string sentence() const
    {
        auto const all = std::ssize(lights_);
        auto const known = all - of(word::no_data);
        auto const good = of(word::on_track) + of(word::reached);
        auto const of_all = " von " + std::to_string(all) + " Maßnahmen";
        if (known == 0)
            return "Das weiß niemand: Zu keiner" + of_all + " gibt es Daten.";
        auto const are_good = std::to_string(good) + of_all + " sind auf Kurs oder am Ziel";
        if (known * 2 < all)
            return "Das weiß niemand: Nur zu " + std::to_string(known) + of_all + " gibt es Daten.";
        if (good == known)
            return "Ja: " + are_good + ", und keine liegt zurück.";
        return (good * 2 >= known ? "Teilweise: " : "Nein: Nur ") + are_good + '.';
    }
    // What is said after it.
    [[nodiscard]] std::vector<std::string> details() const
    {
        std::vector<std::string> all;
        auto const add = [&](std::ptrdiff_t count, std::string const& one, std::string const& several) {
            if (count > 0)
                all.push_back(count == 1 ? one : std::to_string(count) + several);
        };
        add(of(word::at_risk), "Eine ist gefährdet.", " sind gefährdet.");
        add(of(word::missed), "Eine verfehlt, was erwartet war.", " verfehlen, was erwartet war.");
        if (auto const silent = of(word::no_data); silent > 0)
            all.push_back(
                "Zu " + (silent == 1 ? std::string("einer") : std::to_string(silent))
                + " gibt es keine Daten.");
        return all;
    }

private:
    std::vector<std::string> lights_;
};

class SteeredYearBase : public YearsStory {
protected:
    static constexpr auto* overview = "/verwaltung/steuerung";

    void SetUp() override
    {
        DistrictStory::SetUp();
        ASSERT_TRUE(load_demo(
            connection(), clock(), product_.modules,
            {.folder = find_shared("demo/district.csv").parent_path(), .hosts = {"musterau.example"}}));
        tenant_ = tenants::find_tenant(connection(), "kreis-unna")->id;
        // A demonstration writes no letters in the morning: this is the district itself.
        connection().execute("UPDATE tenants SET is_demonstration = FALSE WHERE id = ?", tenant_);
        product_.publications.refresh(connection());
        for (auto const id : connection().list<std::int64_t>(
                 "SELECT id FROM measures WHERE tenant_id = ? AND body_id IS NULL ORDER BY id", tenant_))
            measures_.push_back("/verwaltung/massnahmen/" + std::to_string(id));
        ASSERT_THAT(measures_, ::testing::SizeIs(11)) << "as the report names them";
        landrat_ = account("landrat@kreis.example", {{"steering_group", Scope::whole_tenant()}});
        field_ = panel_called("Bildung und Erziehung");
        other_field_ = panel_called("Kommunale Steuerung");
        group_ = panel_called("Verwaltungsinterne Steuerungsgruppe");
        go_to("2009-01-05T08:00:00Z");
        static_cast<void>(mail()); // the jobs are planned
    }

    // ── Who does something, and when

    // Sessions of before have ended.
    void go_to(std::string const& instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    std::string read_by_landrat(std::string const& address)
    {
        auto landrat = logged_in(landrat_);
        return read(landrat, address);
    }
    // With password and second factor, as nobody else of these stories does it.
    Browser landrat_who_logs_in()
    {
        set_good_password(landrat_);
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            identity::erase_second_factor(work.db(), work.tenant(), landrat_);
            return {};
        }));
        auto const password = std::string(good_password);
        Browser browser{*this};
        EXPECT_EQ(
            browser
                .post(
                    "/verwaltung/anmelden",
                    "email=landrat@kreis.example&passwort=" + html::percent_encode(password)
                        + "&weiter=" + html::percent_encode(overview),
                    false)
                .status(),
            http::Status::see_other);
        std::string const factor = "/verwaltung/konto/zweiter-faktor";
        EXPECT_EQ(browser.get(overview).header("Location"), factor);
        auto const page = read(browser, factor);
        std::smatch secret;
        EXPECT_TRUE(std::regex_search(page, secret, std::regex("class=\"secret\">([A-Z2-7 ]+)<")));
        auto form = BrowserForm::find_on(page, factor);
        EXPECT_TRUE(form && !secret.empty()) << page;
        if (form && !secret.empty()) {
            auto const code = identity::totp_code(
                crypto::from_base32(secret[1].str()).value(), identity::totp_step(clock().now()));
            form->type({{"current", password}, {"code", code}});
            EXPECT_EQ(browser.post(factor, form->body(), false).status(), http::Status::ok);
        }
        return browser;
    }

    // ── Forms as they stand on a page, with what else is typed

    http::Response submit(
        std::string const& page, std::string const& action, BrowserForm::Fields const& typed)
    {
        auto const shown_page = shown(page);
        auto form = BrowserForm::find_on(shown_page, action);
        EXPECT_TRUE(form) << action << " is not on " << shown_page;
        if (!form)
            return office_->get(page);
        form->type(typed);
        return office_->post(action, form->body(), false);
    }
    void saved(std::string const& page, BrowserForm::Fields const& typed) { pressed(page, page, typed); }
    void pressed(std::string const& page, std::string const& action, BrowserForm::Fields const& typed = {})
    {
        auto const answer = submit(page, action, typed);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    void posted(std::string const& address, std::string const& entries)
    {
        auto const answer = office_->post(address, entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    void on_measure(int number, std::string const& page, std::string const& entries)
    {
        auto const answer = sent(*office_, m(number), page, entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }

    // ── What there is

    // The address of a measure, counted as the report does.
    [[nodiscard]] std::string m(int number) const
    {
        return measures_.at(static_cast<std::size_t>(number - 1));
    }
    std::string panel_called(std::string const& name)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM panels WHERE tenant_id = ? AND name = ?", tenant_, name));
    }
    std::string year_of(int number)
    {
        return std::string(list) + '/'
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM steering_years WHERE body_id IS NULL AND year = ?", number));
    }
    std::int64_t newest(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT MAX(id) FROM " + table);
    }
    std::int64_t newest_milestone_of(int number)
    {
        return connection().load<std::int64_t>(
            "SELECT MAX(id) FROM milestones WHERE measure_id = ?", std::stoll(number_of(m(number))));
    }
    // What goes to that address, with a link below that path.
    static std::string link_to(std::string const& mails, std::string const& address, std::string const& path)
    {
        auto const head = mails.find("To: " + address);
        if (head == std::string::npos)
            return {};
        return link_in(mails.substr(head, mails.find("\nTo: ", head) - head), path);
    }

    // ── Reports

    // The address of a new one.
    std::string reported(
        Browser& browser, int number, std::string const& value, std::string const& day,
        std::string const& more = {})
    {
        auto const figure = connection().load<std::int64_t>(
            "SELECT id FROM figures WHERE measure_id = ?", std::stoll(number_of(m(number))));
        auto const answer = browser.post(
            m(number) + "/kennzahlen/" + std::to_string(figure) + "/bericht",
            "source=Liste&value=" + value + "&day=" + day + "&schluessel=" + day + value + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return newest_report(number);
    }
    std::string newest_report(int number)
    {
        return m(number) + "/berichte/" + std::to_string(newest("figure_reports"));
    }
    void confirmed(std::string const& report) { posted(report + "/bestaetigung", "stand=reported"); }

    // ── What is shown

    // The light beside a measure on the page that steers.
    std::string light_of(int number)
    {
        auto const page = shown(overview);
        auto const row = page.find("<tr><th scope=\"row\"><a href=\"" + m(number) + '"');
        auto const cell = page.find("data-l=\"Licht\"><span class=\"", row);
        if (row == std::string::npos || cell == std::string::npos)
            return "nicht da";
        auto const begin = page.find("\">", page.find("<span class=\"", cell)) + 2;
        return page.substr(begin, page.find('<', begin) - begin);
    }
    // The question with its answer first, then the numbers, and only then what there is to read.
    static void expect_answers(std::string const& page, std::vector<std::string> const& lights)
    {
        OwnReckoning const own(lights);
        EXPECT_THAT(page, ::testing::HasSubstr("<strong>" + own.sentence() + "</strong>"));
        for (auto const& detail : own.details())
            EXPECT_THAT(page, ::testing::HasSubstr(detail));
        for (auto const& light : {word::on_track, word::at_risk, word::missed, word::no_data, word::reached})
            EXPECT_THAT(
                page,
                ::testing::HasSubstr(
                    '>' + light + "</span></dt><dd>" + std::to_string(own.of(light)) + "</dd>"));
        auto const question = page.find("Sind wir auf dem richtigen Weg?");
        auto const answer = page.find(own.sentence());
        auto const numbers = page.find("class=\"kpis");
        EXPECT_LT(question, answer);
        EXPECT_LT(answer, numbers);
        EXPECT_LT(numbers, page.find("id=\"felder\""));
    }
    void expect_landrat_reads(std::vector<std::string> const& lights, std::string const& query = {})
    {
        expect_answers(read_by_landrat(overview + query), lights);
        // The same on one sheet: no drawings and no long tables.
        auto const sheet
            = read_by_landrat(overview + (query.empty() ? std::string("?") : query + '&') + "ansicht=druck");
        expect_answers(sheet, lights);
        EXPECT_THAT(
            sheet,
            ::testing::AllOf(
                ::testing::Not(::testing::HasSubstr("viewBox=\"0 0 640")),
                ::testing::Not(::testing::HasSubstr("id=\"feld-"))));
    }
    // What was frozen of these measures.
    using LightAndProgress = std::pair<std::string, std::optional<std::int64_t>>;
    void expect_frozen(steering::ClosedYear const& frozen, std::map<int, LightAndProgress> const& measures)
    {
        EXPECT_TRUE(frozen.is_sound());
        EXPECT_EQ(crypto::sha256_hex(frozen.content), frozen.hash);
        auto const state = frozen.state().value();
        for (auto const& [number, expected] : measures) {
            auto const found = std::ranges::find(
                state.measures, std::stoll(number_of(m(number))), &steering::StateMeasure::id);
            ASSERT_NE(found, state.measures.end()) << number;
            EXPECT_EQ(found->light, expected.first) << found->title;
            EXPECT_EQ(found->progress, expected.second) << found->title;
        }
    }
    // A section of a page, up to where it ends.
    static std::string section(std::string const& page, std::string const& id)
    {
        auto const begin = page.find("id=\"" + id + '"');
        return begin == std::string::npos ? std::string{}
                                          : page.substr(begin, page.find("</section>", begin) - begin);
    }
    // A row of a table in it.
    static std::string row_with(std::string const& part, std::string const& words)
    {
        auto const at = part.find(words);
        return at == std::string::npos ? std::string{} : part.substr(at, part.find("</tr>", at) - at);
    }

    std::vector<std::string> measures_; // addresses, as the report names them
    identity::AccountId landrat_;
};

} // namespace kommin::app
