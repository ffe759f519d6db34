// What is done with the texts of the conference beside typing: files, proposals of a machine, the night that
// counts anew, history and trail.

#include "app/tests/conference_translation_story.hpp"
#include "modules/portal/testing.hpp"
#include "platform/translate/translator.hpp"
#include "platform/xliff/xliff.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ConferenceTranslationCare : public ConferenceTranslationBase {
protected:
    JobRules only(std::vector<JobRule> const& rules)
    {
        return {
            rules,
            {},
            {.clock = clock(),
             .signals = no_signals,
             .list_tenants = &tenants::list_tenant_ids,
             .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }}};
    }
    static std::vector<std::string> without_time(std::vector<std::string> rows)
    {
        for (auto& row : rows)
            row.resize(row.rfind(' '));
        return rows;
    }
    std::int64_t counted_items()
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(DISTINCT subject_id) FROM translation_progress WHERE subject_kind = 'agenda_item'");
    }
};
KOMMIN_ON_BOTH_ENGINES(ConferenceTranslationCare);

TEST_P(ConferenceTranslationCare, a_file_goes_out_and_comes_back)
{
    auto const topic = item("Begr%C3%BC%C3%9Fung");
    auto const address = std::string(root) + "/xliff";
    auto const id = "meeting." + number_of(session_);
    for (auto const* query : {"", "?umfang=alles"}) {
        auto const text = file_of(translator_->get(address + query));
        EXPECT_THAT(
            text,
            AllOf(
                HasSubstr("Sitzung: 6. Tagung"), HasSubstr(id + ".purpose"),
                HasSubstr("agenda_item." + topic + ".title"), HasSubstr("panel." + conference_ + ".mandate")))
            << query;
    }
    auto read = xliff::read(file_of(translator_->get(address + "?art=meeting")));
    auto document = std::get<xliff::Document>(std::move(read));
    ASSERT_EQ(document.files.size(), 1U);
    for (auto& unit : document.files.front().units) {
        unit.target = "AR " + unit.source;
        unit.state = xliff::State::translated;
    }
    auto const body = "--grenze\r\nContent-Disposition: form-data; name=\"formular\"\r\n\r\n"
        + translator_->token
        + "\r\n--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"ar.xlf\"\r\n"
          "Content-Type: application/xliff+xml\r\n\r\n"
        + xliff::print(document) + "\r\n--grenze--\r\n";
    auto const upload = [&] {
        return std::string(translator_
                               ->send(
                                   http::Method::post, address,
                                   {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body)
                               .body_text());
    };
    EXPECT_THAT(upload(), HasSubstr("3 Texte wurden übernommen."));
    auto const title = stored(meetings::meeting_subject, number_of(session_), "title");
    ASSERT_TRUE(title);
    EXPECT_EQ(title->text, "AR 6. Tagung");
    EXPECT_THAT(list("?art=meeting"), Not(HasSubstr(linked("6. Tagung"))));
    auto const entries = audit::head(connection(), tenant_).sequence;
    EXPECT_THAT(upload(), HasSubstr("Kein Text wurde übernommen."));
    EXPECT_EQ(audit::head(connection(), tenant_).sequence, entries) << "a second time nothing is left to do";
}

TEST_P(ConferenceTranslationCare, a_file_counts_only_what_somebody_may_translate)
{
    auto const council = panel(*office_, "kind=council&body=aalfeld&visible=ja&name=Aalfelder+Rat");
    auto const one = number_of(adopted("Eigenes", council));
    connection().execute(
        "INSERT INTO recommendations (tenant_id, panel_id, number, title, addressees, text, reasons,"
        " proposed_by, owner_office, is_uncertain, remark, source, state, state_note, state_link, list_text,"
        " mark, changed_at)"
        " WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1001)"
        " SELECT r.tenant_id, r.panel_id, r.number, r.title, r.addressees, r.text, r.reasons, r.proposed_by,"
        " r.owner_office, r.is_uncertain, r.remark, r.source, r.state, r.state_note, r.state_link,"
        " r.list_text, r.mark || numbers.n, r.changed_at FROM recommendations r, numbers WHERE r.id = ?",
        std::stoll(one));
    auto const address = std::string(root) + "/xliff?umfang=alles";
    EXPECT_THAT(
        file_of(translator_->get(address)),
        AllOf(HasSubstr("meeting." + number_of(session_) + ".title"), Not(HasSubstr("recommendation."))))
        << "what a council recommends is nobody's work";

    connection().execute("UPDATE recommendations SET panel_id = ?", std::stoll(conference_));
    auto of_town = browser_of("translator", aalfeld_);
    EXPECT_THAT(
        file_of(of_town.get(address)),
        AllOf(HasSubstr("panel." + council + ".name"), Not(HasSubstr("recommendation."))))
        << "nor what belongs to others";
    EXPECT_THAT(translator_->get(address).body_text(), HasSubstr("Eine Datei fasst höchstens"));
}

TEST_P(ConferenceTranslationCare, the_night_finds_nothing_to_repair_and_repairs_what_others_have_done)
{
    item("Begr%C3%BC%C3%9Fung");
    item("Personalfrage", "&internal=ja");
    office_->post(session_ + "/programm", "fassung=0&" + std::string(programme));
    adopted("Abendkurse", conference_);
    panel(*office_, "kind=council&body=aalfeld&visible=ja&name=Aalfelder+Rat&mandate=Beraten");
    translated(session_desk(), "title", "X");
    change_session("&visible=ja&agenda=ja", "Neu");
    auto const kept = progress();
    EXPECT_GE(kept.size(), 6U);
    next_night();
    EXPECT_EQ(progress(), kept);

    connection().execute("DELETE FROM translation_progress WHERE subject_kind = 'agenda_item'");
    connection().execute("UPDATE translation_progress SET missing = 9 WHERE subject_kind = 'meeting'");
    connection().execute(
        "UPDATE translation_progress SET subject_id = subject_id + 4711 WHERE subject_kind = 'panel'");
    next_night();
    EXPECT_EQ(without_time(progress()), without_time(kept));
}

// However many there are: nothing of what was counted is done again, and no job takes longer than a batch.
TEST_P(ConferenceTranslationCare, the_night_counts_batch_by_batch_and_goes_on_where_it_was_cut)
{
    for (int number = 1; number <= 7; ++number)
        item("Punkt" + std::to_string(number));
    auto const kept = progress();
    ASSERT_EQ(counted_items(), 7);
    connection().execute("DELETE FROM translation_progress WHERE subject_kind = 'agenda_item'");
    connection().execute("UPDATE translation_progress SET missing = 9 WHERE subject_kind = 'panel'");
    // Whoever writes the row of the fifth fails, as often as it is tried.
    auto const fifth
        = connection().load<std::int64_t>("SELECT id FROM agenda_items ORDER BY id LIMIT 1 OFFSET 4");
    connection().execute(
        "INSERT INTO translation_progress (tenant_id, subject_kind, subject_id, language, title, list_text,"
        " texts, missing, outdated, machine, changed_at)"
        " VALUES (?, 'nobody', ?, 'xx', 'x', 'x', 0, 0, 0, 0, '2026-01-01T00:00:00.000Z')",
        tenant_, fifth);
    connection().execute(
        "CREATE UNIQUE INDEX cut ON translation_progress (subject_id)"
        " WHERE subject_kind IN ('nobody', 'agenda_item') AND subject_id = "
        + std::to_string(fifth));
    auto const rules = only({portal::progress_round(
        portal::TranslatedKinds(meetings::translated_kinds()),
        {.at_once = 2, .longest_turn = std::chrono::milliseconds(0)})});
    EXPECT_TRUE(work([](Work& work) -> Result<void> {
        work.enqueue("portal.translations.count", "{}");
        return {};
    }));
    rules.run_due(connection());
    EXPECT_EQ(counted_items(), 4) << "of the batch that was cut nothing";

    connection().execute("DROP INDEX cut");
    connection().execute("DELETE FROM translation_progress WHERE subject_kind = 'nobody'");
    auto const first = connection().list<std::int64_t>(
        "SELECT id FROM translation_progress WHERE subject_kind = 'agenda_item' ORDER BY id");
    clock().set(clock().now() + std::chrono::hours(1));
    rules.run_due(connection());
    EXPECT_EQ(without_time(progress()), without_time(kept));
    auto all = connection().list<std::int64_t>(
        "SELECT id FROM translation_progress WHERE subject_kind = 'agenda_item' ORDER BY id");
    all.resize(first.size());
    EXPECT_EQ(all, first) << "what was counted stays untouched";
    EXPECT_GE(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE kind = 'portal.translations.count' AND state = 'done'"),
        9)
        << "one for each kind, and for each batch of the items";
}

TEST_P(ConferenceTranslationCare, today_the_trail_and_the_history_say_it_in_words)
{
    EXPECT_THAT(translator_->get("/verwaltung").body_text(), HasSubstr("href=\"" + std::string(root)));
    translated(session_desk(), "title", "Kongress");
    EXPECT_THAT(
        translator_->get("/verwaltung").body_text(),
        AllOf(HasSubstr("6. Tagung · Arabisch"), HasSubstr("href=\"" + session_desk())));
    EXPECT_THAT(translator_->get(session_desk() + "/verlauf").body_text(), HasSubstr("Verlauf"));
    auto officer
        = logged_in(account("dsb@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}));
    auto const trail = std::string(officer.get("/verwaltung/pruefpfad?was=portal.translation").body_text());
    EXPECT_THAT(
        trail, AllOf(HasSubstr("Übersetzung einer Sitzung"), HasSubstr("Titel"), Not(HasSubstr(">title<"))));
    auto const saved
        = audit::list_entries(connection(), tenant_, {.action = "portal.translation.saved"}, std::nullopt, 1);
    ASSERT_FALSE(saved.empty());
    EXPECT_THAT(
        officer.get("/verwaltung/pruefpfad/" + std::to_string(saved.front().sequence)).body_text(),
        HasSubstr("Kongress"));
}

class Answering : public translate::Translator {
public:
    [[nodiscard]] Result<std::vector<std::string>> translate(translate::Order const& order) const override
    {
        auto texts = order.texts;
        for (auto& text : texts)
            text = order.target + ": " + text;
        return texts;
    }
};

TEST_P(ConferenceTranslationCare, a_machine_proposes_what_is_missing)
{
    auto const language = i18n::Language::find("ar").value();
    portal::TranslationCare const care{
        .machine = {.translator = std::make_shared<Answering const>()},
        .kinds = portal::TranslatedKinds(meetings::translated_kinds())};
    EXPECT_TRUE(work([&](Work& work) {
        return portal::order_proposals(
            work, care.kinds, meetings::meeting_subject.word(), std::stoll(number_of(session_)), language);
    }));
    EXPECT_EQ(only(portal::proposal_jobs(care)).run_due(connection()), 1);
    auto const title = stored(meetings::meeting_subject, number_of(session_), "title");
    ASSERT_TRUE(title);
    EXPECT_EQ(title->origin, content::Origin::machine);
    EXPECT_THAT(list("?zustand=maschinell"), HasSubstr(linked("6. Tagung")));
}

TEST_P(ConferenceTranslationCare, of_an_item_that_the_night_takes_away_no_translation_is_left)
{
    auto const address = adopted("Abendkurse", conference_);
    auto const id = connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items");
    commit_and_show(tenant_, [&](Work& work) {
        content::store_translation(
            work.db(), work.tenant(), meetings::item_subject, id, "title",
            {i18n::Language::find("ar").value(), "X", content::Origin::person, content::source_hash("Y")},
            work.now());
        work.publish(meetings::published_as);
    });
    EXPECT_TRUE(stored(meetings::item_subject, std::to_string(id), "title"));
    take(address, "declined&note=Kein+Geld");
    take(address, "answered&note=Leider+nicht");
    next_night();
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM agenda_items WHERE id = ?", id), 0);
    EXPECT_FALSE(stored(meetings::item_subject, std::to_string(id), "title"))
        << "a new one may get its number";
}

} // namespace
} // namespace kommin::app
