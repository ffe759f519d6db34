// An offer without a public address is asked at one that is not public; nobody but its editors reads that.

#include "app/tests/asking_story.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view hidden_domain
    = "geheim-post.example"; // the domain of each address for asking here

class AskingAddresses : public AskingStory {
protected:
    explicit AskingAddresses(portal::LinkCare links = {})
        : AskingStory({}, std::move(links))
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        choir_ = named("chor", "Chor", "aalfeld", "Chorverband");
        dance_ = named("tanz", "Tanzkreis", "bergau", "Tanzverein");
        run_jobs(); // what recurs is planned
    }
    portal::OfferId named(
        std::string const& slug, std::string const& title, std::string const& town,
        std::string const& organisation, std::string const& email = {})
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, title, town);
            offer.organisation = organisation;
            offer.email = email;
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    portal::OrganisationId organisation_of(portal::OfferId offer)
    {
        return *portal::find_organisation_of(connection(), tenant_, offer);
    }
    static std::string page_of(portal::OfferId offer) { return desk(offer, "/rueckfragen"); }
    static std::string organisation_page(portal::OrganisationId id)
    {
        return "/verwaltung/einrichtungen/" + std::to_string(id.value);
    }
    static std::string page_of(portal::OrganisationId id) { return organisation_page(id) + "/rueckfragen"; }
    // Types an address into the form as it is now.
    static http::Response type(Browser& browser, std::string const& page, std::string const& address)
    {
        auto const shown = browser.get(page).body_text();
        std::smatch mark;
        if (!std::regex_search(shown, mark, std::regex("name=\"stand\" value=\"([0-9a-f]+)\"")))
            return browser.get(page);
        return browser.post(page, "stand=" + mark.str(1) + "&rueckfragen=" + html::percent_encode(address));
    }
    std::string asked(portal::OfferId offer) { return portal::asked_address(connection(), tenant_, offer); }
    // Of whoever has opened the form behind this letter.
    http::Response propose(std::string const& letter, std::string const& changes)
    {
        Browser provider{*this};
        auto const link = links_in(letter).at(0) + "/aendern";
        auto const page = provider.get(link).body_text();
        auto const mark = [&](std::string const& name) {
            std::smatch match;
            return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
                ? match.str(1)
                : std::string{};
        };
        return provider.post(
            link, changes + "&schluessel=eins&stand=" + mark("stand") + "&merkmale=" + mark("merkmale"),
            false);
    }
    std::int64_t copies()
    {
        return connection().load<std::int64_t>(
            "SELECT count(*) FROM offer_confirmations WHERE address IS NOT NULL");
    }
    std::string contact_of_message()
    {
        return connection().load<std::string>("SELECT contact FROM feedback");
    }
    http::Response merge(Browser& browser, portal::OrganisationId from, portal::OrganisationId into)
    {
        return browser.post(
            organisation_page(from) + "/zusammenfuehren",
            "fassung=" + version_of(from) + "&fassung-mit=" + version_of(into)
                + "&mit=" + std::to_string(into.value));
    }
    http::Response separate(Browser& browser, portal::OrganisationId from, portal::OrganisationId into)
    {
        return browser.post(
            organisation_page(into) + "/trennen",
            "fassung=" + version_of(into) + "&von=" + std::to_string(from.value));
    }
    std::string version_of(portal::OrganisationId id)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT version FROM organisations WHERE id = ?", id));
    }
    std::string unaddressed()
    {
        return browser_of("conference_office").get("/verwaltung/angebote?angaben=ohne-adresse").body_text();
    }
    // Everything that leads on from these addresses and begins like that, page by page.
    template<class Get>
    static std::size_t crawl(Get get, std::deque<std::string> left, std::string const& below)
    {
        constexpr std::size_t most = 250;
        static std::regex const link("(?:href|src)=\"(/[^\"#]*)|<loc>https://[^/<]+(/[^<]*)");
        std::set<std::string> known(left.begin(), left.end());
        std::size_t read = 0;
        while (!left.empty() && read < most) {
            auto const path = left.front();
            left.pop_front();
            std::string const text(get(path));
            EXPECT_EQ(text.find(hidden_domain), std::string::npos) << path;
            ++read;
            for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at) {
                auto next = (*at)[1].matched ? at->str(1) : at->str(2);
                next = std::regex_replace(next, std::regex("&amp;"), "&");
                if (next.starts_with(below) && next.find("/assets/") == std::string::npos
                    && next.find("abmelden") == std::string::npos && known.insert(next).second)
                    left.push_back(next);
            }
        }
        return read;
    }

    portal::OfferId choir_;
    portal::OfferId dance_;
};
KOMMIN_ON_BOTH_ENGINES(AskingAddresses);

TEST_P(AskingAddresses, an_offer_without_a_public_address_is_asked_through_half_a_year)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(unaddressed(), AllOf(HasSubstr("Chor"), HasSubstr("Tanzkreis")));
    EXPECT_THAT(editor.get("/verwaltung").body_text(), HasSubstr("Ein Angebot: Niemand kann gefragt werden"));
    EXPECT_THAT(editor.get(desk(choir_)).body_text(), HasSubstr("Niemand kann per Mail gefragt werden"));
    EXPECT_EQ(type(editor, page_of(choir_), "Post@geheim-post.example").status(), http::Status::see_other);
    EXPECT_THAT(unaddressed(), AllOf(Not(HasSubstr("\">Chor<")), HasSubstr("Tanzkreis")));
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
    EXPECT_THAT(silent_list(), Not(HasSubstr("\">Chor<")));
    pass(one_day * 14);
    EXPECT_THAT(new_letters(), SizeIs(0)) << "it has been confirmed";
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

TEST_P(AskingAddresses, an_erased_one_is_told_nothing_any_more)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(copies(), 1);
    auto again = browser_of("municipal_editor", aalfeld_); // that session has ended meanwhile
    type(again, page_of(choir_), "");
    EXPECT_EQ(copies(), 0);
    EXPECT_EQ(
        again.post(desk(choir_, "/verwerfen"), "fassung=" + seen_on(again.get(desk(choir_)).body_text()))
            .status(),
        http::Status::see_other);
    run_jobs();
    EXPECT_THAT(new_letters(), SizeIs(0));
}

TEST_P(AskingAddresses, that_of_an_organisation_is_forgotten_with_all_its_offers)
{
    auto office = browser_of("conference_office");
    type(office, page_of(organisation_of(choir_)), "Verband@geheim-post.example");
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(copies(), 1);
    auto again = browser_of("conference_office");
    type(again, page_of(organisation_of(choir_)), "neue@geheim-post.example");
    EXPECT_EQ(copies(), 0);
}

TEST_P(AskingAddresses, a_proposal_in_the_inbox_carries_none_that_its_readers_may_not_see)
{
    auto office = browser_of("conference_office");
    named("singen", "Singen", "bergau", "Chorverband");
    type(office, page_of(organisation_of(choir_)), "verband@geheim-post.example");
    auto editor = browser_of("municipal_editor", aalfeld_);
    editor.post(desk(choir_), fields(seen_on(editor.get(desk(choir_)).body_text()), "Chor", "summary=Neu"));
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(contact_of_message(), "");
}

TEST_P(AskingAddresses, a_proposal_in_the_inbox_carries_that_of_the_offer)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    editor.post(desk(choir_), fields(seen_on(editor.get(desk(choir_)).body_text()), "Chor", "summary=Neu"));
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(propose(letters[0], "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(contact_of_message(), "chor@geheim-post.example");
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

TEST_P(AskingAddresses, one_that_waits_for_its_first_publication_has_not_ended)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    commit_version(tenant_, [&](Work& work) {
        work.db().execute("UPDATE offers SET status = 'inactive', published_at = NULL WHERE id = ?", choir_);
    });
    pass(one_day);
    pass(one_day * 61);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
}

TEST_P(AskingAddresses, it_goes_weeks_after_its_record_has_ended)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    auto const seen = [&] { return seen_on(editor.get(desk(choir_)).body_text()); };
    editor.post(desk(choir_, "/archivieren"), "fassung=" + seen());
    auto const is_there
        = [&] { return connection().load<std::int64_t>("SELECT count(*) FROM asking_addresses") == 1; };
    pass(one_day);
    pass(one_day * 58);
    EXPECT_TRUE(is_there()) << "somebody may have archived the wrong one";
    pass(one_day * 3);
    EXPECT_FALSE(is_there());
    EXPECT_THAT(audit_actions(), Contains("portal.offer.asking_erased"));
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

// Where the name servers say what the test wants, and it counts how often they were asked.
struct Names {
    std::map<std::string, linkcheck::Known> known;
    std::map<std::string, int> asked;
};
class AskingAddressesAtNight : public AskingAddresses {
protected:
    explicit AskingAddressesAtNight(std::shared_ptr<Names> names = std::make_shared<Names>())
        : AskingAddresses(
              {.checker = std::make_shared<linkcheck::Checker const>(linkcheck::CheckerOptions{
                   .takes_mail =
                       [names](std::string const& domain) {
                           ++names->asked[domain];
                           auto const found = names->known.find(domain);
                           return found == names->known.end() ? linkcheck::Known::yes : found->second;
                       }})})
        , names_(std::move(names))
    {
        names_->known.emplace(hidden_domain, linkcheck::Known::no);
    }

    std::shared_ptr<Names> names_;
};
KOMMIN_ON_BOTH_ENGINES(AskingAddressesAtNight);

TEST_P(AskingAddressesAtNight, an_address_that_takes_no_mail_is_passed_over_after_three_nights)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    pass(one_day);
    pass(one_day);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
    pass(one_day);
    EXPECT_EQ(asked(choir_), "");
    EXPECT_THAT(unaddressed(), HasSubstr("Chor"));
    auto again = browser_of("municipal_editor", aalfeld_); // that session has ended meanwhile
    EXPECT_THAT(
        again.get(page_of(choir_)).body_text(),
        AllOf(HasSubstr("nimmt seit einigen Nächten keine Post an"), HasSubstr("chor@geheim-post.example")));
    type(again, page_of(choir_), "chor@lebt.example");
    pass(one_day);
    EXPECT_EQ(asked(choir_), "chor@lebt.example");
}

TEST_P(AskingAddressesAtNight, saved_again_it_is_asked_again_from_the_beginning)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    type(editor, page_of(choir_), "chor@geheim-post.example");
    for (int night = 0; night < 3; ++night)
        pass(one_day);
    EXPECT_EQ(asked(choir_), "");
    auto again = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(type(again, page_of(choir_), "chor@geheim-post.example").status(), http::Status::see_other);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
    names_->known[std::string(hidden_domain)] = linkcheck::Known::yes;
    pass(one_day);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example");
}

TEST_P(AskingAddressesAtNight, a_link_outlives_nights_without_a_mail_server)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    names_->known[std::string(hidden_domain)] = linkcheck::Known::yes;
    type(editor, page_of(choir_), "chor@geheim-post.example");
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_THAT(letters, SizeIs(1));
    names_->known[std::string(hidden_domain)] = linkcheck::Known::no;
    pass(one_day * 7);
    for (int night = 0; night < 2; ++night)
        pass(one_day);
    EXPECT_EQ(asked(choir_), "") << "it is passed over";
    EXPECT_EQ(Browser{*this}.get(links_in(letters[0]).at(0)).status(), http::Status::ok);
    auto again = browser_of("municipal_editor", aalfeld_);
    type(again, page_of(choir_), "andere@lebt.example");
    EXPECT_EQ(Browser{*this}.get(links_in(letters[0]).at(0)).status(), http::Status::gone);
}

TEST_P(AskingAddressesAtNight, a_domain_is_asked_once_a_night_and_one_that_is_silent_waits_its_turn)
{
    auto const silent = std::string(hidden_domain);
    names_->known[silent] = linkcheck::Known::cannot_say;
    auto editor = browser_of("conference_office");
    type(editor, page_of(choir_), "chor@geheim-post.example");
    type(editor, page_of(dance_), "tanz@geheim-post.example");
    pass(one_day);
    EXPECT_EQ(names_->asked[silent], 1);
    pass(one_day);
    EXPECT_EQ(names_->asked[silent], 1) << "others come first";
    pass(one_day * 7);
    EXPECT_EQ(names_->asked[silent], 2);
    EXPECT_EQ(asked(choir_), "chor@geheim-post.example") << "nothing was learnt";
}

} // namespace
} // namespace kommin::app
