// The log of advice: who was advised on what, and what follows.

#include "app/tests/meetings_story.hpp"
#include "platform/records/versions.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr auto* log_page = "/verwaltung/beratungen";

class AdviceStory : public MeetingsStory {
protected:
    void SetUp() override
    {
        MeetingsStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        for (auto const& body : tenants::list_bodies(connection(), tenant_))
            (body.slug == "aalfeld" ? town_ : other_town_) = std::to_string(body.id.value);
    }
    http::Response enter(std::string const& entries, std::string key = {})
    {
        if (key.empty())
            key = "k" + std::to_string(++keys_);
        return office_->post(std::string(log_page) + "/neu", "schluessel=" + key + '&' + entries);
    }
    // Its address.
    std::string entered(std::string const& entries)
    {
        auto const answer = enter(entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    std::string page(std::string const& path = log_page)
    {
        return std::string(office_->get(path).body_text());
    }
    // The table of the list, without what stands around it.
    std::string rows(std::string const& query)
    {
        auto const whole = page(log_page + query);
        auto const begin = whole.find("<tbody>");
        return begin == std::string::npos ? std::string{}
                                          : whole.substr(begin, whole.find("</tbody>") - begin);
    }
    std::int64_t count() { return connection().load<std::int64_t>("SELECT COUNT(*) FROM advice"); }
    std::vector<meetings::Task> steps(std::string const& of)
    {
        return meetings::list_steps_of(
            connection(), tenant_, {meetings::AdviceId{std::stoll(of.substr(of.rfind('/') + 1))}});
    }
    http::Response tick(
        Browser& browser, std::string const& of, meetings::Task const& step,
        std::string const& state = "done")
    {
        return browser.post(
            of + "/abhaken",
            "aufgabe=" + std::to_string(step.id.value) + "&fassung=" + std::to_string(step.version)
                + "&stand=" + state);
    }
    static std::string task_page(meetings::Task const& step)
    {
        return "/verwaltung/aufgaben/" + std::to_string(step.id.value);
    }
    void go_to(std::string const& instant)
    {
        clock().set(*parse_instant(instant));
        static_cast<void>(mail()); // and the nights until then
        office_.emplace(browser_of("conference_office"));
    }

    std::optional<Browser> office_;
    std::string town_, other_town_;

private:
    int keys_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(AdviceStory);

TEST_P(AdviceStory, the_office_says_who_was_advised_on_what_and_what_follows)
{
    EXPECT_THAT(page(), HasSubstr("Noch keine Beratung"));
    auto const one = entered(
        "municipality=" + town_
        + "&organisation=Dialogkreis&attendees=Frau+Y%C4%B1ld%C4%B1z&day=18.11.2026&channel=visit"
          "&topics=adoption&topics=other&topic=Ratsbeschluss&said=Erst+das+eine.%0D%0ADann+das+andere."
          "&outcome=Der+Rat+soll+beschliessen&step=Muster+schicken&step_due=24.11.2026&step_who=Frau+Berg");
    EXPECT_THAT(
        page(one),
        AllOf(
            HasSubstr("aalfeld, Dialogkreis"), HasSubstr("Frau Yıldız"), HasSubstr("18. November 2026"),
            HasSubstr("Besuch"), HasSubstr("Übernahme des Konzepts, anderes: Ratsbeschluss"),
            HasSubstr(">Erst das eine.</p>"), HasSubstr(">Dann das andere.</p>"),
            HasSubstr("Der Rat soll beschliessen"), HasSubstr("Muster schicken"),
            HasSubstr("Frau Berg (ohne Konto)"), HasSubstr("?gemeinde=aalfeld\"")));
    EXPECT_THAT(
        rows(""),
        AllOf(
            HasSubstr(one + '"'), HasSubstr("aalfeld, Dialogkreis"), HasSubstr("18. November 2026"),
            HasSubstr("Muster schicken"), HasSubstr("bis 24. November 2026")));
    EXPECT_THAT(
        page(one + "/aendern"),
        AllOf(
            HasSubstr("value=\"18.11.2026\""), HasSubstr(">Erst das eine.\nDann das andere.</textarea>"),
            Not(HasSubstr("name=\"step\""))));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.advice.created"), Contains("meetings.advice.read"),
            Contains("meetings.task.created")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(AdviceStory, what_is_wrong_is_said_and_nothing_typed_is_lost)
{
    auto const refused = enter(
        "municipality=&organisation=&attendees=&day=30.2.2026&channel=rauch&topic=Genauer&uncertain=ja"
        "&said=Ein+Satz&step_due=bald");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(
            HasSubstr("id=\"f-municipality-fehler\""), HasSubstr("id=\"f-day-fehler\""),
            HasSubstr("id=\"f-channel-fehler\""), HasSubstr("href=\"#f-topics\""),
            HasSubstr("id=\"f-remark-fehler\""), HasSubstr("id=\"f-step-fehler\""),
            HasSubstr("id=\"f-step_due-fehler\""), HasSubstr("value=\"30.2.2026\""),
            HasSubstr("value=\"Genauer\""), HasSubstr(">Ein Satz</textarea>"), HasSubstr("value=\"bald\"")));
    auto const foreign = connection().load<std::int64_t>(
        "SELECT id FROM bodies WHERE tenant_id = ? AND slug = 'chemheim'", other_tenant_);
    auto const editor = account("stadt@kreis.example", {{"municipal_editor", aalfeld_}});
    logged_in(editor);
    auto const nobodys = "account%3A" + std::to_string(editor.value);
    for (auto const& [entries, field] : std::vector<std::pair<std::string, std::string>>{
             {"topics=data&municipality=" + std::to_string(foreign), "municipality"},
             {"topics=data&municipality=nirgends", "municipality"},
             {"topics=data&organisation=AWO&adviser=account%3A999999", "adviser"},
             {"topics=data&organisation=AWO&adviser=" + nobodys, "adviser"},
             {"topics=data&organisation=AWO&adviser=person%3A1", "adviser"},
             {"topics=data&organisation=AWO&step=Schicken&step_owner=" + nobodys, "step_owner"}}) {
        auto const answer = enter(entries);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << entries;
        EXPECT_THAT(std::string(answer.body_text()), HasSubstr("id=\"f-" + field + "-fehler\"")) << entries;
    }
    EXPECT_EQ(count(), 0) << "a step that is refused leaves no entry without it";
}

TEST_P(AdviceStory, a_form_sent_twice_makes_one_entry_and_one_step)
{
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            enter("organisation=AWO&topics=funding&step=Antrag+lesen", "gleich").status(),
            http::Status::see_other);
    EXPECT_EQ(count(), 1);
    auto const one = std::string(
        enter("organisation=AWO&topics=funding&step=Antrag+lesen", "gleich").header("Location"));
    EXPECT_THAT(steps(one), SizeIs(1));
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            office_->post(one + "/schritt", "schluessel=s&step=Anrufen&step_due=1.12.2026").status(),
            http::Status::see_other);
    EXPECT_THAT(steps(one), SizeIs(2));
    EXPECT_EQ(enter("organisation=AWO&topics=data", "gleich").status(), http::Status::see_other);
    EXPECT_EQ(count(), 2) << "other entries are another one";
}

TEST_P(AdviceStory, the_next_step_is_a_task_of_whoever_has_it_until_it_is_ticked)
{
    auto const anna_id = account("anna@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    auto anna = logged_in(anna_id);
    auto const one = entered(
        "municipality=" + town_
        + "&topics=goals&step=Muster+schicken&step_due=24.11.2026&step_owner=account%3A"
        + std::to_string(anna_id.value));
    auto step = steps(one).front();
    EXPECT_EQ(step.account, anna_id.value);
    EXPECT_THAT(
        waiting_for(anna),
        AllOf(
            HasSubstr("Muster schicken, Beratung: aalfeld"),
            HasSubstr("Ihr nächster Schritt nach einer Beratung."), HasSubstr(task_page(step))));
    EXPECT_THAT(waiting_for(*office_), HasSubstr("Muster schicken")) << "the office looks after all of them";
    EXPECT_THAT(
        anna.get("/verwaltung/aufgaben").body_text(),
        AllOf(HasSubstr("Muster schicken"), HasSubstr("Beratung: aalfeld")));
    EXPECT_THAT(
        anna.get(one).body_text(),
        AllOf(
            HasSubstr(one + "/abhaken"), HasSubstr("Erledigt<span class=\"vh\">: Muster schicken</span>"),
            Not(HasSubstr(one + "/schritt")), Not(HasSubstr(one + "/aendern"))));
    auto other = browser_of("steering_group");
    EXPECT_THAT(other.get(one).body_text(), Not(HasSubstr("/abhaken")));
    EXPECT_EQ(tick(other, one, step).status(), http::Status::not_found) << "it is Anna's";
    EXPECT_EQ(steps(one).front().state, meetings::TaskState::open);

    EXPECT_EQ(tick(anna, one, step).status(), http::Status::see_other);
    EXPECT_THAT(anna.get(one).body_text(), HasSubstr("Notiert."));
    EXPECT_EQ(steps(one).front().state, meetings::TaskState::done);
    EXPECT_THAT(waiting_for(anna), Not(HasSubstr("Muster schicken")));
    EXPECT_THAT(waiting_for(*office_), Not(HasSubstr("Muster schicken")));
    EXPECT_EQ(tick(anna, one, step).status(), http::Status::see_other) << "pressed twice";
    EXPECT_EQ(tick(*office_, one, step, "open").status(), http::Status::conflict) << "as it was before";
    EXPECT_EQ(tick(*office_, one, steps(one).front(), "open").status(), http::Status::see_other);
    step = steps(one).front();
    EXPECT_TRUE(step.is_open());
    EXPECT_EQ(tick(*office_, one, step, "dropped").status(), http::Status::conflict) << "that needs a word";
    auto const another = entered("organisation=AWO&topics=data");
    EXPECT_EQ(tick(*office_, another, step).status(), http::Status::not_found) << "no step of that one";
}

TEST_P(AdviceStory, a_step_is_changed_on_its_own_page_and_read_by_nobody_else)
{
    auto const one
        = entered("municipality=" + town_ + "&topics=goals&step=Muster+schicken&step_who=Frau+Berg");
    auto const step = steps(one).front();
    EXPECT_THAT(
        page(task_page(step)),
        AllOf(
            HasSubstr("Beratung: aalfeld"), HasSubstr("value=\"Frau Berg\""),
            HasSubstr("Der Schritt folgt aus einer Beratung")));
    EXPECT_EQ(
        changed(
            *office_, task_page(step),
            "text=Muster+bringen&owner=&who=Herr+Tal&due=1.12.2026&state=done&word=Gebracht")
            .status(),
        http::Status::see_other);
    auto const after = steps(one).front();
    EXPECT_EQ(after.text + after.who + after.word, "Muster bringenHerr TalGebracht");
    EXPECT_THAT(page(one), AllOf(HasSubstr("Muster bringen"), HasSubstr("Gebracht")));
    EXPECT_THAT(rows(""), HasSubstr("<span class=\"st st--done\">erledigt</span>"));
    EXPECT_EQ(
        changed(
            *office_, task_page(step),
            "text=Muster+bringen&owner=&who=Herr+Tal&due=1.12.2026&state=dropped&word=Haben+eins")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(rows(""), HasSubstr("<span class=\"st st--none\">fallen gelassen</span>"));
    auto reader = browser_of("steering_group");
    EXPECT_THAT(
        reader.get(task_page(step)).body_text(),
        AllOf(
            HasSubstr("Muster bringen"), HasSubstr(one + '"'), Not(HasSubstr("name=\"text\"")),
            HasSubstr("Beratung: aalfeld")));
    EXPECT_THAT(reader.get(task_page(step) + "/verlauf?fassung=2").body_text(), HasSubstr("Herr Tal"));
    for (auto* const town : {"municipal_editor", "committee_clerk"}) {
        auto clerk = browser_of(town, aalfeld_);
        auto const nowhere = std::string(clerk.get("/verwaltung/nirgends").body_text());
        for (auto const& path : {task_page(step), task_page(step) + "/verlauf"})
            EXPECT_EQ(std::string(clerk.get(path).body_text()), nowhere) << town << ' ' << path;
        EXPECT_THAT(
            clerk.get("/verwaltung/aufgaben?zustand=alle").body_text(), Not(HasSubstr("Muster bringen")));
        EXPECT_THAT(clerk.get("/verwaltung/suche?q=muster").body_text(), Not(HasSubstr("Muster bringen")));
    }
}

TEST_P(AdviceStory, a_task_that_is_given_away_with_the_right_is_seen_no_more)
{
    auto const id = account("anna@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    auto anna = logged_in(id);
    auto const one = entered(
        "municipality=" + town_ + "&topics=goals&step=Muster+schicken&step_owner=account%3A"
        + std::to_string(id.value));
    EXPECT_THAT(waiting_for(anna), HasSubstr("Muster schicken"));
    connection().execute("UPDATE account_roles SET role = 'moderator' WHERE account_id = ?", id);
    EXPECT_THAT(waiting_for(anna), Not(HasSubstr("Muster schicken")));
    EXPECT_EQ(anna.get(task_page(steps(one).front())).status(), http::Status::not_found);
}

TEST_P(AdviceStory, is_corrected_and_its_steps_are_called_as_it_is)
{
    auto const one = entered("municipality=" + town_ + "&topics=goals&step=Muster+schicken");
    auto const before = steps(one).front();
    EXPECT_EQ(before.about, "aalfeld");
    EXPECT_EQ(
        changed(
            *office_, one + "/aendern",
            "municipality=" + other_town_ + "&topics=goals&topics=data&day=2025&said=Neu")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        page(one), AllOf(HasSubstr("bergau"), HasSubstr("Ziele und Maßnahmen, Daten"), HasSubstr("2025")));
    auto const after = steps(one).front();
    EXPECT_EQ(after.about, "bergau");
    EXPECT_EQ(after.version, before.version) << "nobody has changed the step";
    EXPECT_THAT(page("/verwaltung/aufgaben?t=bergau"), HasSubstr("Muster schicken"));
    EXPECT_THAT(page("/verwaltung/aufgaben?t=aalfeld"), Not(HasSubstr(">Muster schicken</a>")));
    EXPECT_THAT(
        page(one + "/aendern/verlauf?fassung=2"),
        AllOf(HasSubstr("aalfeld"), HasSubstr("bergau"), HasSubstr("Daten")));
    EXPECT_THAT(audit_actions(), Contains("meetings.advice.changed"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(AdviceStory, of_two_editors_the_second_reads_what_the_first_has_saved)
{
    auto const one = entered("municipality=" + town_ + "&topics=goals");
    auto colleague = browser_of("conference_office");
    auto const form = std::string(colleague.get(one + "/aendern").body_text());
    EXPECT_EQ(
        changed(*office_, one + "/aendern", "municipality=" + town_ + "&topics=goals&outcome=Erstes")
            .status(),
        http::Status::see_other);
    auto const late = colleague.post(
        one + "/aendern",
        "fassung=" + seen_on(form) + "&municipality=" + town_ + "&topics=data&said=Mein+langer+Text");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(late.body_text()),
        AllOf(
            HasSubstr("<mark>Mein langer Text</mark>"), HasSubstr("<mark>Erstes</mark>"),
            HasSubstr("value=\"Mein langer Text\"")));
    EXPECT_THAT(page(one), AllOf(HasSubstr("Erstes"), Not(HasSubstr("Mein langer Text"))));
}

TEST_P(AdviceStory, the_list_is_narrowed_sorted_and_saved_as_a_file)
{
    auto const mine = office_->get(std::string(log_page) + "/neu").body_text();
    std::smatch me;
    std::string const form(mine);
    ASSERT_TRUE(std::regex_search(form, me, std::regex("value=\"account:([0-9]+)\" selected")));
    auto const old = entered("municipality=" + town_ + "&topics=goals&day=2008&said=Leitbild");
    auto const recent = entered(
        "municipality=" + other_town_
        + "&organisation=%C3%87ay+e.V.&topics=funding&day=3.2026&outcome=Antrag"
          "&adviser=account%3A"
        + me.str(1) + "&step=Lesen&step_due=1.12.2026");
    auto const undated = entered("organisation=AWO&topics=data&said==2%2B3&step=Erst+dies");
    EXPECT_EQ(tick(*office_, undated, steps(undated).front()).status(), http::Status::see_other);
    auto const only = [](std::string const& one, std::vector<std::string> const& others) {
        ::testing::Matcher<std::string> match = HasSubstr(one + '"');
        for (auto const& other : others)
            match = AllOf(match, Not(HasSubstr(other + '"')));
        return match;
    };
    EXPECT_THAT(rows("?gemeinde=aalfeld"), only(old, {recent, undated}));
    EXPECT_THAT(rows("?einrichtung=cay"), only(recent, {old, undated}));
    EXPECT_THAT(rows("?thema=data"), only(undated, {old, recent}));
    EXPECT_THAT(rows("?jahr=2026"), only(recent, {old, undated}));
    EXPECT_THAT(rows("?von=" + me.str(1)), only(recent, {old, undated}));
    EXPECT_THAT(rows("?schritt=offen"), only(recent, {old, undated}));
    EXPECT_THAT(rows("?schritt=ohne"), only(old, {recent, undated}));
    EXPECT_THAT(rows("?t=LEITBILD"), only(old, {recent, undated}));
    EXPECT_THAT(rows("?gemeinde=nirgends"), IsEmpty());
    EXPECT_THAT(page(std::string(log_page) + "?t=gibtesnicht"), HasSubstr("Filter leeren"));
    auto const by_day = rows("");
    EXPECT_LT(by_day.find(recent + '"'), by_day.find(old + '"')) << "the newest first";
    EXPECT_LT(by_day.find(old + '"'), by_day.find(undated + '"')) << "without a day behind the oldest";
    auto const by_name = rows("?nach=wer");
    EXPECT_LT(by_name.find(old + '"'), by_name.find(undated + '"')) << "aalfeld, AWO, bergau";
    EXPECT_LT(by_name.find(undated + '"'), by_name.find(recent + '"'));
    EXPECT_THAT(
        page(std::string(log_page) + "?einrichtung=cay"),
        AllOf(HasSubstr("Offene nächste Schritte"), HasSubstr(">Lesen</a>")));
    auto const file = file_of(office_->get(std::string(log_page) + "/liste.csv"));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("Leitbild"), HasSubstr("Çay e.V."), HasSubstr("2026-03"), HasSubstr("Lesen"),
            Not(HasSubstr("Erst dies")), HasSubstr("'=2+3")))
        << "a spreadsheet reckons nothing";
    EXPECT_TRUE(file_of(office_->get(std::string(log_page) + "/liste.xlsx")).starts_with("PK"));
    EXPECT_THAT(audit_actions(), Contains("meetings.advice.exported"));
    EXPECT_THAT(
        page(std::string(log_page) + "/summen"),
        AllOf(
            HasSubstr("<th scope=\"col\" class=\"num\">2008</th>"), HasSubstr("ohne Jahr"),
            HasSubstr("Ohne Kommune"), HasSubstr("<strong>3</strong>")));
}

TEST_P(AdviceStory, the_list_is_narrowed_by_whoever_has_advised_be_they_gone_and_by_nobody_else)
{
    auto const gone = account("anna@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    static_cast<void>(logged_in(gone));
    auto const other = account("bela@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    auto const hers
        = entered("municipality=" + town_ + "&topics=goals&adviser=account%3A" + std::to_string(gone.value));
    connection().execute("UPDATE accounts SET state = 'blocked' WHERE id = ?", gone);
    auto const whole = page();
    auto const choice = whole.substr(whole.find("id=\"von\""));
    EXPECT_THAT(
        choice.substr(0, choice.find("</select>")),
        AllOf(
            HasSubstr("\"" + std::to_string(gone.value) + "\""),
            Not(HasSubstr("\"" + std::to_string(other.value) + "\""))));
    EXPECT_THAT(rows("?von=" + std::to_string(gone.value)), HasSubstr(hers + '"'));
}

TEST_P(AdviceStory, pages_of_a_long_list_follow_each_other)
{
    for (int i = 0; i < 52; ++i)
        EXPECT_TRUE(work([&](Work& work) {
            records::Fields fields;
            fields.set("organisation", "Verein " + std::to_string(100 + i));
            fields.set("topics", "data");
            return meetings::add_advice(work, fields, std::to_string(i));
        }));
    auto const first = page(std::string(log_page) + "?nach=wer");
    EXPECT_THAT(
        first, AllOf(HasSubstr("52 Beratungen"), HasSubstr("Verein 149"), Not(HasSubstr("Verein 150"))));
    std::smatch next;
    ASSERT_TRUE(std::regex_search(first, next, std::regex("href=\"([^\"]*hinter=[0-9]+)\"")));
    auto const second = page(std::regex_replace(next.str(1), std::regex("&amp;"), "&"));
    EXPECT_THAT(
        second, AllOf(HasSubstr("Verein 150"), HasSubstr("Verein 151"), Not(HasSubstr("Verein 149"))));
    std::smatch back;
    ASSERT_TRUE(std::regex_search(second, back, std::regex("href=\"([^\"]*vor=[0-9]+)\"")));
    EXPECT_THAT(
        page(std::regex_replace(back.str(1), std::regex("&amp;"), "&")),
        AllOf(HasSubstr("Verein 100"), HasSubstr("Verein 149"), Not(HasSubstr("Verein 150"))));
}

TEST_P(AdviceStory, is_found_by_the_search_over_everything)
{
    auto const one = entered(
        "municipality=" + town_ + "&topics=goals&said=Es+ging+um+das+Leitbild&step=Muster+schicken");
    EXPECT_THAT(page("/verwaltung/suche?q=LEITBILD"), HasSubstr(one + '"'));
    EXPECT_THAT(page("/verwaltung/suche?q=muster"), HasSubstr(task_page(steps(one).front())));
    EXPECT_THAT(audit_actions(), AllOf(Contains("meetings.advice.found"), Contains("meetings.task.found")));
    auto reader = browser_of("steering_group");
    EXPECT_THAT(reader.get("/verwaltung/suche?q=leitbild").body_text(), HasSubstr(one + '"'));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(town.get("/verwaltung/suche?q=leitbild").body_text(), Not(HasSubstr(one + '"')));
}

TEST_P(AdviceStory, whom_nobody_has_advised_for_a_year_is_said)
{
    auto const silent = [&](std::string const& query = {}) {
        auto const whole = page(log_page + query);
        auto const begin = whole.find("id=\"still\"");
        return begin == std::string::npos ? std::string{} : whole.substr(begin);
    };
    EXPECT_THAT(silent(), HasSubstr("Noch keine Beratung eingetragen: aalfeld, bergau."));
    entered("municipality=" + town_ + "&topics=goals&day=22.11.2025");
    EXPECT_THAT(
        silent(),
        AllOf(
            HasSubstr("<a href=\"/verwaltung/beratungen?gemeinde=aalfeld\">aalfeld</a>: zuletzt beraten"
                      " 22. November 2025"),
            HasSubstr("eingetragen: bergau.")));
    entered("municipality=" + other_town_ + "&topics=goals");
    EXPECT_THAT(silent(), AllOf(HasSubstr("bergau</a>: beraten, der Tag ist nicht bekannt")));
    entered("municipality=" + town_ + "&topics=goals&day=23.11.2025");
    EXPECT_THAT(silent(), Not(HasSubstr("aalfeld")));
    EXPECT_THAT(silent("?t=x"), IsEmpty()) << "of a part of the list nothing can be said";
    entered("municipality=" + other_town_ + "&topics=goals&day=2026");
    EXPECT_THAT(silent(), IsEmpty());
}

TEST_P(AdviceStory, names_go_after_five_years_with_all_that_said_them)
{
    static_cast<void>(mail()); // what is done at night is planned from now on
    auto const named = entered(
        "municipality=" + town_
        + "&attendees=Frau+Y%C4%B1ld%C4%B1z&advisers=Herr+Berg&day=20.11.2026&topics=goals&said=Leitbild"
          "&step=Anrufen&step_who=Frau+Tal");
    auto const unnamed = entered(
        "municipality=" + town_
        + "&attendees=Herr+Bach&day=20.11.2026&topics=goals&step=Offen"
          "&step_who=Frau+Wald");
    EXPECT_EQ(tick(*office_, named, steps(named).front()).status(), http::Status::see_other);
    EXPECT_EQ(
        changed(*office_, unnamed + "/aendern", "municipality=" + town_ + "&day=20.11.2026&topics=goals")
            .status(),
        http::Status::see_other)
        << "a name that was taken out by hand";
    auto const all_rows = [&] {
        std::string text;
        for (auto const* query :
             {"SELECT attendees || advisers || list_text FROM advice", "SELECT who || list_text FROM tasks",
              "SELECT fields FROM record_versions"}) {
            for (auto const& row : connection().list<std::string>(query))
                text += row + '\n';
        }
        return text;
    };
    go_to("2031-11-20T08:00:00Z");
    EXPECT_THAT(
        all_rows(),
        AllOf(
            HasSubstr("Yıldız"), HasSubstr("Berg"), HasSubstr("Herr Bach"), HasSubstr("herr berg"),
            HasSubstr("frau tal")))
        << "also in what is looked for";
    go_to("2031-11-22T08:00:00Z");
    EXPECT_THAT(
        all_rows(),
        AllOf(
            Not(HasSubstr("Yıldız")), Not(HasSubstr("yildiz")), Not(HasSubstr("Berg")),
            Not(HasSubstr("herr berg")), Not(HasSubstr("Bach")), Not(HasSubstr("herr bach")),
            Not(HasSubstr("Frau Tal")), Not(HasSubstr("frau tal")), HasSubstr("Frau Wald"),
            HasSubstr("Leitbild")))
        << "whose step is open still has it to do";
    EXPECT_THAT(page(named), AllOf(HasSubstr("Leitbild"), HasSubstr("aalfeld"), Not(HasSubstr("Yıldız"))));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("meetings.advice.names_erased"), Contains("meetings.task.names_erased")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    auto const versions = steps(named).front().version;
    go_to("2031-11-23T08:00:00Z");
    EXPECT_EQ(steps(named).front().version, versions) << "once";
    EXPECT_EQ(tick(*office_, unnamed, steps(unnamed).front()).status(), http::Status::see_other);
    go_to("2031-11-25T08:00:00Z");
    EXPECT_THAT(all_rows(), Not(HasSubstr("Frau Wald"))) << "done long after the others";
}

TEST_P(AdviceStory, an_entry_that_named_only_people_goes_on_without_them)
{
    static_cast<void>(mail()); // what is done at night is planned from now on
    auto const one = entered("attendees=Frau+Y%C4%B1ld%C4%B1z&day=20.11.2026&topics=goals");
    auto const save = [&](std::string const& entries) {
        return changed(*office_, one + "/aendern", "day=20.11.2026&topics=goals&" + entries).status();
    };
    EXPECT_EQ(save("said=Leitbild"), http::Status::unprocessable) << "nobody has erased her name yet";
    go_to("2031-11-22T08:00:00Z");
    EXPECT_THAT(page(one), Not(HasSubstr("Yıldız")));
    EXPECT_EQ(save("said=Leitbild"), http::Status::see_other);
    EXPECT_THAT(page(one), HasSubstr("Leitbild"));
    EXPECT_EQ(save("organisation=AWO"), http::Status::see_other);
    EXPECT_EQ(save("organisation="), http::Status::unprocessable) << "it says again who was advised";
    EXPECT_EQ(
        office_->post(std::string(log_page) + "/neu", "schluessel=n&topics=goals").status(),
        http::Status::unprocessable)
        << "a new one says it";
}

// As the report of 2008 tells it, and no more.
class AdviceDemonstration : public PortalStory { };
KOMMIN_ON_BOTH_ENGINES(AdviceDemonstration);

TEST_P(AdviceDemonstration, has_the_one_that_the_report_tells_of)
{
    auto const told = world().db().list<std::string>(
        "SELECT b.slug || '/' || a.day || '/' || a.advisers || '/' || a.topics FROM advice a"
        " JOIN bodies b ON b.id = a.body_id");
    EXPECT_THAT(told, ElementsAre("luenen//RAA Kreis Unna/adoption conference goals funding"));
}

TEST_P(AdviceStory, is_not_there_for_whoever_may_not_read_it)
{
    auto const one = entered("municipality=" + town_ + "&topics=goals&step=Muster+schicken");
    auto const step = steps(one).front();
    auto const status_and_page = [](http::Response const& answer) {
        return std::to_string(static_cast<int>(answer.status())) + std::string(answer.body_text());
    };
    for (auto* const role :
         {"municipal_editor", "committee_clerk", "moderator", "department_editor", "reader"}) {
        auto const scope
            = std::string_view(role) == "moderator" || std::string_view(role) == "department_editor"
            ? Scope::whole_tenant()
            : aalfeld_;
        auto browser = browser_of(role, scope);
        auto const nowhere = status_and_page(browser.get("/verwaltung/nirgends"));
        for (auto const& path :
             {std::string(log_page), std::string(log_page) + "/neu", std::string(log_page) + "/summen",
              std::string(log_page) + "/liste.csv", one, one + "/aendern", one + "/schritt",
              one + "/aendern/verlauf"})
            EXPECT_EQ(status_and_page(browser.get(path)), nowhere) << role << ' ' << path;
        auto const nowhere_to_send = status_and_page(browser.post("/verwaltung/nirgends", "x=1"));
        for (auto const& path : {std::string(log_page) + "/neu", one + "/aendern", one + "/schritt"})
            EXPECT_EQ(
                status_and_page(browser.post(path, "fassung=1&organisation=AWO&topics=data&step=x")),
                nowhere_to_send)
                << role << ' ' << path;
        EXPECT_EQ(status_and_page(tick(browser, one, step)), nowhere_to_send) << role;
    }
    auto reader = browser_of("steering_group");
    EXPECT_THAT(
        reader.get(log_page).body_text(), AllOf(HasSubstr(one + '"'), Not(HasSubstr("/beratungen/neu"))));
    EXPECT_EQ(reader.get(one).status(), http::Status::ok);
    for (auto const& path : {std::string(log_page) + "/neu", one + "/aendern", one + "/schritt"}) {
        EXPECT_EQ(reader.get(path).status(), http::Status::not_found) << path;
        EXPECT_EQ(
            reader.post(path, "fassung=1&organisation=AWO&topics=data&step=x").status(),
            http::Status::not_found)
            << path;
    }
    EXPECT_EQ(count(), 1);
    EXPECT_THAT(steps(one), SizeIs(1));
    EXPECT_TRUE(steps(one).front().is_open());
    for (auto const* number : {"0", "-1", "999999", "x", "99999999999999999999"})
        EXPECT_EQ(office_->get(std::string(log_page) + '/' + number).status(), http::Status::not_found)
            << number;
}

} // namespace
} // namespace kommin::app
