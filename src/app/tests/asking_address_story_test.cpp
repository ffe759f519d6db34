// An offer without a public address is asked at one that is not public; nobody but its editors reads that.

#include "app/tests/asking_story.hpp"

#include <deque>
#include <string>
#include <string_view>

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
    static std::string page_of(portal::OrganisationId organisation)
    {
        return "/verwaltung/einrichtungen/" + std::to_string(organisation.value) + "/rueckfragen";
    }
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
    auto const at = [](portal::OrganisationId id, std::string const& rest = {}) {
        return "/verwaltung/einrichtungen/" + std::to_string(id.value) + rest;
    };
    auto const version = [&](portal::OrganisationId id) {
        return std::to_string(
            connection().load<std::int64_t>("SELECT version FROM organisations WHERE id = ?", id));
    };
    EXPECT_EQ(
        office
            .post(
                at(from, "/zusammenfuehren"),
                "fassung=" + version(from) + "&fassung-mit=" + version(into)
                    + "&mit=" + std::to_string(into.value))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(asked(choir_), "verband@geheim-post.example");
    EXPECT_EQ(asked(dance_), "verband@geheim-post.example");
    pass(one_day);
    pass(one_day * 61);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM asking_addresses WHERE subject_id = ?", from),
        0)
        << "the one that has ended does not keep it";
    EXPECT_EQ(
        browser_of("conference_office") // that session has ended meanwhile
            .post(at(into, "/trennen"), "fassung=" + version(into) + "&von=" + std::to_string(from.value))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(asked(choir_), "verband@geheim-post.example");
    EXPECT_EQ(asked(dance_), "");
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
}

// Whose domain takes no mail.
class AskingAddressesAtNight : public AskingAddresses {
protected:
    AskingAddressesAtNight()
        : AskingAddresses(
              {.checker = std::make_shared<linkcheck::Checker const>(
                   linkcheck::CheckerOptions{.takes_mail = [](std::string const& domain) {
                       return domain == hidden_domain ? linkcheck::Known::no : linkcheck::Known::yes;
                   }})})
    { }
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

} // namespace
} // namespace kommin::app
