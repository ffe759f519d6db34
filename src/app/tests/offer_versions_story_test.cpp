// Versions of an offer, where more than one has a hand in it: imports, drafts that wait, other
// municipalities.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class OfferVersions : public OfferStory {
protected:
    // The offer as a file has it, the only one in it.
    portal::ImportReport import(portal::Offer const& offer, bool overwrites_edited = false)
    {
        portal::ReadOffers read;
        read.offers = {offer};
        read.rows = {"2"};
        auto report = work([&](Work& work) -> Result<portal::ImportReport> {
            return portal::import_offers(
                work, read,
                {.source_name = "chor.csv",
                 .source_hash = "h",
                 .overwrites_edited = overwrites_edited,
                 .progress = {}});
        });
        EXPECT_THAT(report.value().problems, IsEmpty());
        return report.value();
    }
    portal::Offer choir(std::string summary)
    {
        auto offer = offer_called("chor", "Chor", "aalfeld");
        offer.summary.source = std::move(summary);
        return offer;
    }
    portal::OfferId imported(portal::Offer const& offer)
    {
        import(offer);
        return portal::list_offers(connection(), tenant_).front().id;
    }
    portal::Offer stored(portal::OfferId id) { return portal::find_offer(connection(), tenant_, id).value(); }
    void run_jobs() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }

    // What a browser sends back of a comparison: both sides, and the choices that somebody made.
    static std::string choices(std::string const& page, std::string const& chosen)
    {
        std::string entries = "fassung=" + seen_on(page);
        std::regex const input(
            R"re(<input type="hidden" name="((?:[ms]-\w+)|vergleich|ausgang)" value="([^"]*)")re");
        for (std::sregex_iterator field(page.begin(), page.end(), input), end; field != end; ++field)
            entries += '&' + (*field)[1].str() + '=' + (*field)[2].str();
        return entries + chosen;
    }
};
KOMMIN_ON_BOTH_ENGINES(OfferVersions);

TEST_P(OfferVersions, a_draft_is_compared_with_what_an_import_made_of_the_record_meanwhile)
{
    auto file = choir("Montags");
    auto const id = imported(file);
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor.post(desk(id), fields(seen_on(form), "Kinderchor", "summary=Montags")).status(),
        http::Status::see_other);
    file.summary.source = "Dienstags";
    EXPECT_EQ(import(file).changed, 1) << "a draft is nobody's edition yet";

    form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, HasSubstr("Die veröffentlichte Fassung ist seither geändert worden"));
    auto const entries = fields(seen_on(form), "Kinderchor", "summary=Montags");
    for (auto const* way : {"/veroeffentlichen", "/abgeben"})
        EXPECT_EQ(editor.post(desk(id, way), entries).status(), http::Status::conflict) << way;
    EXPECT_EQ(
        editor.post(desk(id, "/planen"), entries + "&publish_on=25.11.2026").status(),
        http::Status::conflict);
    EXPECT_EQ(stored(id).summary.source, "Dienstags") << "nothing is taken back unseen";

    auto const page = editor.post(desk(id, "/veroeffentlichen"), entries).body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("hat die veröffentlichte Fassung geändert, während Ihr Entwurf wartete"),
            HasSubstr("Dienstags"), HasSubstr("Nichts widerspricht sich")));
    EXPECT_THAT(page, HasSubstr(R"(name="wahl-summary" value="s" required checked)"));
    EXPECT_THAT(page, HasSubstr(R"(name="wahl-title" value="m" required checked)"));
    EXPECT_EQ(
        editor.post(desk(id), choices(page, "&wahl-summary=s&wahl-title=m")).status(),
        http::Status::see_other);
    form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Dienstags"), Not(HasSubstr("seither geändert worden"))));
    EXPECT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "Kinderchor", "summary=Dienstags"))
            .status(),
        http::Status::see_other)
        << "compared is compared";
    EXPECT_THAT(public_page("chor"), AllOf(HasSubstr("Kinderchor"), HasSubstr("Dienstags")));
}

TEST_P(OfferVersions, a_confirmation_does_not_make_a_draft_old)
{
    auto const id = imported(choir("Montags"));
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    editor.post(desk(id), fields(seen_on(form), "Kinderchor", "summary=Montags"));
    form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor.post(desk(id, "/bestaetigen"), "fassung=" + seen_on(form)).status(), http::Status::see_other);
    form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, Not(HasSubstr("seither geändert worden")));
    EXPECT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "Kinderchor", "summary=Montags"))
            .status(),
        http::Status::see_other);
}

TEST_P(OfferVersions, a_plan_waits_for_somebody_where_the_record_has_moved)
{
    auto file = choir("Montags");
    auto const id = imported(file);
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor
            .post(
                desk(id, "/planen"),
                fields(seen_on(form), "Kinderchor", "summary=Montags&publish_on=25.11.2026"))
            .status(),
        http::Status::see_other);
    file.summary.source = "Dienstags";
    import(file);
    clock().set(clock().now() + std::chrono::hours(72));
    run_jobs();
    EXPECT_EQ(stored(id).title.source, "Chor");
    EXPECT_EQ(stored(id).summary.source, "Dienstags");
    auto colleague = browser_of("conference_office"); // the first session has ended in these days
    EXPECT_THAT(colleague.get("/verwaltung").body_text(), HasSubstr("Chor")) << "waits for a release";
    EXPECT_THAT(colleague.get(desk(id)).body_text(), HasSubstr("seither geändert worden"));
}

TEST_P(OfferVersions, a_plan_is_carried_out_for_whoever_made_it)
{
    auto const id = imported(choir("Montags"));
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor.post(desk(id, "/planen"), fields(seen_on(form), "Kinderchor", "publish_on=25.11.2026"))
            .status(),
        http::Status::see_other);
    clock().set(clock().now() + std::chrono::hours(72));
    run_jobs();
    auto colleague = browser_of("conference_office"); // the first session has ended in these days
    auto const history = colleague.get(desk(id, "/verlauf")).body_text();
    auto const newest = history.substr(history.find("<ol class=\"tl\">"), 400);
    EXPECT_THAT(newest, AllOf(HasSubstr("Veröffentlicht"), HasSubstr("Ayşe Kaya"))) << newest;
    auto const entries = audit::list_history(connection(), tenant_, "offer", id.value, 10);
    auto const published = std::ranges::find(entries, "portal.offer.published", &audit::StoredEntry::action);
    ASSERT_NE(published, entries.end());
    EXPECT_EQ(published->actor, Actor::system().code()) << "the chain says who did it";
    EXPECT_THAT(published->after_json, HasSubstr(R"("on_behalf_of":"account:)"));
}

TEST_P(OfferVersions, an_import_keeps_a_version_of_what_it_overwrites)
{
    auto file = choir("Montags");
    auto const id = imported(file);
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    editor.post(desk(id), fields(seen_on(form), "Chor", "summary=Entwurf"));
    form = editor.get(desk(id)).body_text();
    editor.post(desk(id, "/verwerfen"), "fassung=" + seen_on(form)); // from here on it has versions
    file.summary.source = "Dienstags";
    EXPECT_EQ(import(file).changed, 1);
    EXPECT_THAT(
        editor.get(desk(id, "/verlauf")).body_text(),
        AllOf(HasSubstr("Durch einen Import geändert"), HasSubstr("Stand vor der ersten Änderung")));
    EXPECT_THAT(editor.get(desk(id, "?fassung=1")).body_text(), HasSubstr("Montags"))
        << "can be fetched back";
    EXPECT_THAT(public_page("chor"), HasSubstr("Dienstags"));
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
}

TEST_P(OfferVersions, what_was_edited_here_is_overwritten_only_on_purpose)
{
    auto file = choir("Montags");
    auto const id = imported(file);
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "Kinderchor", "summary=Montags"))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(import(file).unchanged, 1) << "the source says what it said: the work of people stays";
    EXPECT_EQ(stored(id).title.source, "Kinderchor");

    file.summary.source = "Dienstags";
    auto const report = import(file);
    EXPECT_EQ(report.kept, 1);
    ASSERT_EQ(report.warnings.size(), 1U);
    EXPECT_EQ(report.warnings.front().row, "2");
    EXPECT_EQ(report.warnings.front().problem.message, "import.warning.edited_here"_msg);
    EXPECT_EQ(stored(id).summary.source, "Montags");
    EXPECT_EQ(import(file).kept, 1) << "it is told of until somebody decides";

    EXPECT_EQ(import(file, true).changed, 1);
    EXPECT_EQ(stored(id).summary.source, "Dienstags");
    EXPECT_EQ(stored(id).title.source, "Chor");
    EXPECT_THAT(editor.get(desk(id, "?fassung=2")).body_text(), HasSubstr("Kinderchor")) << "nothing is lost";
    file.summary.source = "Mittwochs";
    EXPECT_EQ(import(file).changed, 1) << "nobody has edited it since";
}

TEST_P(OfferVersions, a_confirmation_stays_when_the_source_has_nothing_new)
{
    auto const file = choir("Montags");
    auto const id = imported(file);
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor.post(desk(id, "/bestaetigen"), "fassung=" + seen_on(form)).status(), http::Status::see_other);
    EXPECT_EQ(import(file).unchanged, 1);
    EXPECT_TRUE(stored(id).confirmed_on);
}

TEST_P(OfferVersions, who_edits_facts_vouches_for_their_day)
{
    auto file = choir("Montags");
    file.as_of = PartialDate(std::chrono::year(2024));
    auto const id = imported(file);
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "Chor", "summary=Dienstags"));
    EXPECT_EQ(stored(id).as_of, PartialDate(i18n::Zone::berlin().to_local(clock().now()).date));
}

TEST_P(OfferVersions, without_a_common_version_nobody_is_chosen_for)
{
    auto const id = imported(choir("Montags"));
    auto editor = browser_of("conference_office");
    auto const seen = seen_on(editor.get(desk(id)).body_text());
    auto second = browser_of("conference_office");
    second.post(desk(id), fields(seen, "Chor", "summary=Mittwochs"));
    connection().execute("DELETE FROM record_versions WHERE number = 1"); // erased meanwhile
    auto const answer = editor.post(desk(id), fields(seen, "Chor", "summary=Dienstags&city=Aalfeld"));
    ASSERT_EQ(answer.status(), http::Status::conflict);
    auto const page = answer.body_text();
    EXPECT_THAT(page, AllOf(HasSubstr("2 Felder widersprechen sich"), Not(HasSubstr("required checked"))));

    // Pressed too early: what was chosen stays, and nothing is stored.
    auto const early = editor.post(desk(id), choices(page, "&wahl-city=m"));
    EXPECT_EQ(early.status(), http::Status::unprocessable);
    auto const again = early.body_text();
    EXPECT_THAT(
        again,
        AllOf(
            HasSubstr("Wählen Sie in jeder Zeile"), HasSubstr("Dienstags"), HasSubstr("Mittwochs"),
            HasSubstr(R"(name="wahl-city" value="m" required checked)")));
    EXPECT_EQ(
        editor.post(desk(id), choices(again, "&wahl-city=m&wahl-summary=s")).status(),
        http::Status::see_other);
    EXPECT_THAT(
        editor.get(desk(id)).body_text(), AllOf(HasSubstr("Mittwochs"), HasSubstr("value=\"Aalfeld\"")));
}

TEST_P(OfferVersions, choices_of_an_older_comparison_are_compared_anew)
{
    auto const id = imported(choir("Montags"));
    auto first = browser_of("conference_office");
    auto second = browser_of("conference_office");
    auto const seen = seen_on(first.get(desk(id)).body_text());
    first.post(desk(id), fields(seen, "Chor", "summary=Mittwochs"));
    auto const page = second.post(desk(id), fields(seen, "Chor", "summary=Dienstags")).body_text();
    first.post(desk(id), fields(seen_on(first.get(desk(id)).body_text()), "Chor", "summary=Donnerstags"));
    for (auto const* chosen : {"", "&wahl-summary=m"}) {
        auto const answer = second.post(desk(id), choices(page, chosen));
        EXPECT_EQ(answer.status(), http::Status::conflict) << chosen;
        EXPECT_THAT(answer.body_text(), AllOf(HasSubstr("Donnerstags"), HasSubstr("Dienstags")));
    }
}

TEST_P(OfferVersions, a_new_owner_does_not_read_what_others_kept_to_themselves)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto form = editor.get(desk(id)).body_text();
    editor.post(desk(id), fields(seen_on(form), "Chor", "remark=Streit+mit+dem+Verein"));
    form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "Chor", {}, "bergau")).status(),
        http::Status::see_other);

    auto others = browser_of("municipal_editor", bergau_);
    EXPECT_EQ(others.get(desk(id)).status(), http::Status::ok);
    for (auto const* number : {"1", "2"})
        EXPECT_EQ(others.get(desk(id, std::string("?fassung=") + number)).status(), http::Status::not_found);
    EXPECT_EQ(others.get(desk(id, "?fassung=3")).status(), http::Status::ok);
    EXPECT_THAT(
        others.get(desk(id, "/verlauf")).body_text(),
        AllOf(HasSubstr("Fassung 3"), Not(HasSubstr("Fassung 2"))));
    EXPECT_EQ(editor.get(desk(id, "?fassung=2")).status(), http::Status::ok) << "the Kreis reads everything";
}

TEST_P(OfferVersions, remarks_are_for_those_who_work_on_the_offer)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "Chor", "remark=Streit+mit+dem+Verein"));
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr("Streit mit dem Verein"));
    for (auto const* role : {"reader", "translator"}) {
        auto onlooker = browser_of(role);
        for (auto const* page : {"", "?fassung=2", "/verlauf", "/vorschau/de"}) {
            auto const answer = onlooker.get(desk(id, page));
            EXPECT_EQ(answer.status(), http::Status::ok) << role << page;
            EXPECT_THAT(answer.body_text(), Not(HasSubstr("Streit"))) << role << page;
        }
    }
}

TEST_P(OfferVersions, archiving_says_that_a_draft_lapses)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(editor.get(desk(id, "/archivieren")).body_text(), Not(HasSubstr("Es gibt einen Entwurf")));
    auto form = editor.get(desk(id)).body_text();
    editor.post(desk(id), fields(seen_on(form), "Kinderchor"));
    EXPECT_THAT(editor.get(desk(id, "/archivieren")).body_text(), HasSubstr("Es gibt einen Entwurf"));
    form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor.post(desk(id, "/archivieren"), "fassung=" + seen_on(form)).status(), http::Status::see_other);
    EXPECT_THAT(editor.get(desk(id, "?fassung=2")).body_text(), HasSubstr("Kinderchor"));
}

TEST_P(OfferVersions, the_same_form_with_other_entries_is_another_offer)
{
    auto editor = browser_of("conference_office");
    auto const entries = [](std::string const& title) {
        return "schluessel=abc&title=" + title + "&kind=mbe&reach=municipality&municipality=aalfeld";
    };
    auto const first = editor.post("/verwaltung/angebote/neu", entries("Chor"));
    auto const second = editor.post("/verwaltung/angebote/neu", entries("Tanz"));
    EXPECT_NE(first.header("Location"), second.header("Location"));
    EXPECT_THAT(editor.get(std::string(second.header("Location"))).body_text(), HasSubstr("Tanz"));
}

}
} // namespace kommin::app
