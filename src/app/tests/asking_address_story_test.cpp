// An offer without a public address is asked at one that is not public; nobody but its editors reads that.

#include "app/tests/asking_address_story.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class AskingAddresses : public AskingAddressStory { };
KOMMIN_ON_BOTH_ENGINES(AskingAddresses);

TEST_P(AskingAddresses, an_offer_without_a_public_address_is_asked_through_half_a_year)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(unaddressed(), AllOf(HasSubstr("Chor"), HasSubstr("Tanzkreis")));
    EXPECT_THAT(editor.get(desk(choir_)).body_text(), HasSubstr("Niemand kann per Mail gefragt werden"));
    EXPECT_EQ(type(editor, page_of(choir_), "Post@geheim-post.example").status(), http::Status::see_other);
    EXPECT_THAT(unaddressed(), AllOf(Not(HasSubstr(">Chor<")), HasSubstr("Tanzkreis")));
    EXPECT_THAT(
        editor.get(desk(choir_)).body_text(),
        AllOf(
            HasSubstr("an der Adresse für Rückfragen dieses Angebots"), HasSubstr("Link an Träger senden")));

    pass(one_day);
    auto const first = new_letters();
    ASSERT_THAT(first, SizeIs(1));
    auto const text = std::regex_replace(first[0], std::regex("=\r?\n"), "");
    EXPECT_THAT(
        text, AllOf(HasSubstr("To: Post@geheim-post.example"), HasSubstr("nur f=C3=BCr solche Fragen")));
    Browser provider{*this};
    auto const link = links_in(first[0]).at(0);
    EXPECT_THAT(
        provider.get(link).body_text(),
        AllOf(HasSubstr("nirgends veröffentlichen"), Not(HasSubstr(std::string(hidden_domain)))))
        << "mails are passed on";
    EXPECT_THAT(provider.get(link + "/aendern").body_text(), Not(HasSubstr(std::string(hidden_domain))));

    for (int reminder = 0; reminder < 2; ++reminder) {
        pass(one_day * 14);
        auto const letters = new_letters();
        ASSERT_THAT(letters, SizeIs(1)) << reminder;
        EXPECT_THAT(letters[0], HasSubstr("schon einmal gefragt"));
    }
    pass(one_day * 14);
    EXPECT_THAT(new_letters(), SizeIs(0));
    EXPECT_THAT(silent_list(), HasSubstr("Chor"));
    pass(one_day * 182);
    auto const anew = new_letters();
    ASSERT_THAT(anew, SizeIs(1));
    answer(anew[0], 0, "antwort=stimmt");
    pass(one_day);
    EXPECT_THAT(silent_list(), Not(HasSubstr(">Chor<")));
    pass(one_day * 14);
    EXPECT_THAT(new_letters(), SizeIs(0)) << "it has been confirmed";
}

TEST_P(AskingAddresses, what_had_none_is_asked_on_the_next_day_when_it_has_one)
{
    pass(one_day);
    EXPECT_THAT(silent_list(), AllOf(HasSubstr(">Chor<"), HasSubstr(">Tanzkreis<"))) << "their editors'";
    auto office = browser_of("conference_office");
    type(office, page_of(choir_), "Post@geheim-post.example");
    auto const seen = seen_on(std::string(office.get(desk(dance_)).body_text()));
    ASSERT_EQ(
        office
            .post(
                desk(dance_, "/veroeffentlichen"),
                fields(seen, "Tanzkreis", "organisation=Tanzverein&email=tanz%40vereine.example", "bergau"))
            .status(),
        http::Status::see_other);
    static_cast<void>(new_letters());
    pass(one_day);
    EXPECT_THAT(
        new_letters(),
        UnorderedElementsAre(
            HasSubstr("To: Post@geheim-post.example"), HasSubstr("To: tanz@vereine.example")));
    EXPECT_THAT(silent_list(), AllOf(Not(HasSubstr(">Chor<")), Not(HasSubstr(">Tanzkreis<"))));
}

TEST_P(AskingAddresses, the_first_of_four_addresses_is_asked)
{
    auto office = browser_of("conference_office");
    auto const offer = named("naehen", "Nähtreff", "aalfeld", "Nähverein", "oeffentlich@naehen.example");
    auto const organisation = organisation_of(offer);
    auto const set_public = [&](db::SqlLiteral statement, std::int64_t id) {
        commit_version(tenant_, [&](Work& work) { work.db().execute(statement.text(), id); });
    };
    set_public("UPDATE organisations SET email = 'verein@naehen.example' WHERE id = ?", organisation.value);
    EXPECT_EQ(asked(offer), "oeffentlich@naehen.example");
    type(office, page_of(organisation), "verein@geheim-post.example");
    EXPECT_EQ(asked(offer), "verein@geheim-post.example");
    EXPECT_THAT(
        office.get(page_of(offer)).body_text(),
        AllOf(HasSubstr("verein@geheim-post.example"), HasSubstr("Adresse für Rückfragen der Einrichtung")));
    type(office, page_of(offer), "naehen@geheim-post.example");
    EXPECT_EQ(asked(offer), "naehen@geheim-post.example");
    type(office, page_of(offer), "");
    type(office, page_of(organisation), "");
    set_public("UPDATE offers SET email = '' WHERE id = ?", offer.value);
    EXPECT_EQ(asked(offer), "verein@naehen.example");
    EXPECT_THAT(unaddressed(), Not(HasSubstr("Nähtreff")));
    set_public("UPDATE organisations SET email = '' WHERE id = ?", organisation.value);
    EXPECT_THAT(unaddressed(), HasSubstr("Nähtreff"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("portal.offer.asking_changed"), Contains("portal.offer.asking_erased"),
            Contains("portal.organisation.asking_changed"), Contains("portal.offer.asking_read")));
}

TEST_P(AskingAddresses, what_is_no_address_or_not_of_today_is_refused)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    auto const wrong = type(editor, page_of(choir_), "post@geheim");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(wrong.body_text(), HasSubstr("post@geheim"));
    type(editor, page_of(choir_), "erste@geheim-post.example");
    auto const late = editor.post(
        page_of(choir_),
        "stand=" + portal::mark_of_address({}) + "&rueckfragen=zweite%40geheim-post.example");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_EQ(asked(choir_), "erste@geheim-post.example");
}

TEST_P(AskingAddresses, who_was_slower_reads_the_stored_one_before_a_second_press_counts)
{
    auto office = browser_of("conference_office");
    auto const organisation = organisation_of(choir_);
    type(office, page_of(organisation), "kollegin@geheim-post.example");
    auto const readings
        = [&] { return std::ranges::count(audit_actions(), "portal.organisation.asking_read"); };
    auto const before = readings();
    auto const late = office.post(
        page_of(organisation),
        "stand=" + portal::mark_of_address({}) + "&rueckfragen=meine%40geheim-post.example");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("Gespeichert ist inzwischen kollegin@geheim-post.example"),
            HasSubstr("value=\"meine@geheim-post.example\""),
            HasSubstr(portal::mark_of_address("kollegin@geheim-post.example"))));
    EXPECT_EQ(readings(), before + 1) << "that answer shows an address, too";
    EXPECT_EQ(
        office
            .post(
                page_of(organisation),
                "stand=" + portal::mark_of_address("kollegin@geheim-post.example")
                    + "&rueckfragen=meine%40geheim-post.example")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(asked(choir_), "meine@geheim-post.example");
}

TEST_P(AskingAddresses, it_appears_nowhere_but_on_the_page_of_its_editors)
{
    auto const hash = [&] {
        return connection().load<std::string>("SELECT content_hash FROM offers WHERE id = ?", choir_);
    };
    auto const before = hash();
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    type(editor, page_of(organisation_of(choir_)), "verband@geheim-post.example");
    editor.post(desk(choir_), fields(seen_on(editor.get(desk(choir_)).body_text()), "Chor", "summary=Neu"));
    pass(one_day); // somebody has been asked, too
    EXPECT_EQ(hash(), before);

    product_.publications.refresh(connection());
    auto const read = crawl(
        [&](std::string const& path) { return std::string(get(path).body_text()); },
        {"/de", "/sitemap.xml", "/de/angebote/chor", "/de/orte/aalfeld/offline.json", "/de/suche?q=geheim"},
        "/");
    EXPECT_GT(read, 20U);
    for (auto const* role : {"reader", "translator", "administrator", "data_protection_officer"}) {
        auto browser = browser_of(role);
        EXPECT_EQ(browser.get(page_of(choir_)).status(), http::Status::not_found) << role;
        EXPECT_EQ(browser.get(page_of(organisation_of(choir_))).status(), http::Status::not_found) << role;
        crawl(
            [&](std::string const& path) { return std::string(browser.get(path).body_text()); },
            {"/verwaltung", desk(choir_), desk(choir_, "/verlauf"), "/verwaltung/angebote/liste.csv",
             "/verwaltung/einrichtungen/liste.csv"},
            "/verwaltung/");
    }
    auto neighbour = browser_of("municipal_editor", bergau_);
    EXPECT_EQ(neighbour.get(page_of(choir_)).status(), http::Status::not_found);
    EXPECT_EQ(type(neighbour, page_of(choir_), "").status(), http::Status::not_found);
    crawl(
        [&](std::string const& path) { return std::string(neighbour.get(path).body_text()); },
        {"/verwaltung", "/verwaltung/angebote/liste.csv"}, "/verwaltung/");
    auto const count = [&](std::string_view sql) {
        return connection().load<std::int64_t>(sql, "%" + std::string(hidden_domain) + "%");
    };
    EXPECT_EQ(count("SELECT count(*) FROM record_versions WHERE fields LIKE ?"), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT count(*) FROM audit_entries WHERE before_json LIKE ? OR after_json LIKE ?",
            "%" + std::string(hidden_domain) + "%", "%" + std::string(hidden_domain) + "%"),
        0);
    EXPECT_EQ(count("SELECT count(*) FROM jobs WHERE payload LIKE ?"), 0);
}

TEST_P(AskingAddresses, a_municipality_does_not_see_that_of_an_organisation_which_it_shares)
{
    auto const shared = named("singen", "Singen", "bergau", "Chorverband");
    auto office = browser_of("conference_office");
    type(office, page_of(organisation_of(shared)), "verband@geheim-post.example");
    auto editor = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(editor.get(page_of(organisation_of(shared))).status(), http::Status::not_found);
    EXPECT_THAT(
        editor.get(page_of(choir_)).body_text(),
        AllOf(
            HasSubstr("an der Adresse für Rückfragen der Einrichtung"),
            Not(HasSubstr(std::string(hidden_domain)))));
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_THAT(links_in(letters[0]), SizeIs(2)) << "one letter for both offers";
}

TEST_P(AskingAddresses, merging_takes_it_along_and_separating_gives_it_back)
{
    auto office = browser_of("conference_office");
    auto const from = organisation_of(choir_);
    auto const into = organisation_of(dance_);
    type(office, page_of(from), "verband@geheim-post.example");
    EXPECT_EQ(merge(office, from, into).status(), http::Status::see_other);
    EXPECT_EQ(asked(choir_), "verband@geheim-post.example");
    EXPECT_EQ(asked(dance_), "verband@geheim-post.example");
    pass(one_day);
    pass(one_day * 61);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM asking_addresses WHERE subject_id = ?", from),
        0)
        << "the one that has ended does not keep it";
    auto again = browser_of("conference_office"); // that session has ended meanwhile
    EXPECT_EQ(separate(again, from, into).status(), http::Status::see_other);
    EXPECT_EQ(asked(choir_), "verband@geheim-post.example");
    EXPECT_EQ(asked(dance_), "");
}

TEST_P(AskingAddresses, two_mergings_after_each_other_are_taken_back_in_turn)
{
    auto office = browser_of("conference_office");
    auto const last = named("lauf", "Lauftreff", "aalfeld", "Laufverein");
    auto const first_id = organisation_of(choir_);
    auto const second_id = organisation_of(dance_);
    auto const third_id = organisation_of(last);
    type(office, page_of(first_id), "verband@geheim-post.example");
    EXPECT_EQ(merge(office, first_id, second_id).status(), http::Status::see_other);
    EXPECT_EQ(merge(office, second_id, third_id).status(), http::Status::see_other);
    pass(one_day);
    pass(one_day * 61);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM asking_addresses WHERE address <> ''"), 1);
    auto again = browser_of("conference_office");
    EXPECT_EQ(separate(again, second_id, third_id).status(), http::Status::see_other);
    EXPECT_EQ(asked(last), "");
    EXPECT_EQ(asked(dance_), "verband@geheim-post.example");
    EXPECT_EQ(separate(again, first_id, second_id).status(), http::Status::see_other);
    EXPECT_EQ(asked(dance_), "");
    EXPECT_EQ(asked(choir_), "verband@geheim-post.example");
}

TEST_P(AskingAddresses, a_file_brings_it_where_there_is_none)
{
    auto const bring = [&](std::string const& address, bool overwrites) {
        return work([&](Work& work) -> Result<portal::ImportReport> {
                   auto const context = portal::load_import_context(work.db(), work.tenant(), work.today());
                   auto const read = portal::read_csv(
                       "key;title;slug;municipality;summary;asking_email\n"
                       "k1;Kurs;kurs;aalfeld;Deutsch;"
                           + address + '\n',
                       context);
                   return portal::import_offers(
                       work, read,
                       {.source_name = "kurse.csv",
                        .source_hash = address,
                        .overwrites_edited = overwrites,
                        .progress = {}});
               })
            .value();
    };
    EXPECT_THAT(bring("kein-at", false).problems, SizeIs(1));
    EXPECT_THAT(bring("kurs@geheim-post.example", false).problems, SizeIs(0));
    auto const id = connection().load<portal::OfferId>("SELECT id FROM offers WHERE slug = 'kurs'");
    EXPECT_EQ(asked(id), "kurs@geheim-post.example");
    bring("andere@geheim-post.example", false);
    EXPECT_EQ(asked(id), "kurs@geheim-post.example") << "somebody here may know better";
    bring("", true);
    EXPECT_EQ(asked(id), "kurs@geheim-post.example") << "a file that says nothing takes nothing away";
    EXPECT_EQ(bring("andere@geheim-post.example", true).unchanged, 1) << "the offer itself is as before";
    EXPECT_EQ(asked(id), "andere@geheim-post.example");
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(id), "");
    EXPECT_THAT(unaddressed(), HasSubstr("Kurs"));
    bring("kurs@geheim-post.example", true);
    EXPECT_EQ(asked(id), "") << "what a person has erased stays erased";
    type(editor, page_of(id), "neue@geheim-post.example");
    EXPECT_EQ(asked(id), "neue@geheim-post.example");
}

} // namespace
} // namespace kommin::app
