// Which forms keep what is typed: every form of the desk in which somebody writes sentences, found by walking
// through its pages, but for those that docs/adr/0050 names.

#include "app/tests/records_story.hpp"

#include <array>
#include <map>
#include <regex>
#include <set>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// How the address begins and ends to which a form without keeping is sent, and why.
struct Exception {
    std::string_view below;
    std::string_view action;
    std::string_view reason;

    [[nodiscard]] bool means(std::string_view address) const
    {
        return address.starts_with(below) && address.ends_with(action);
    }
};
constexpr std::array exceptions{
    Exception{"/verwaltung/personen", "/neu", "somebody whom the account looks after"},
    Exception{"/verwaltung/personen/", "/aendern", "likewise"},
    Exception{"/verwaltung/angebote/", "/bild", "a file goes with it"},
    Exception{"/verwaltung/seiten/", "/bild", "likewise"},
    Exception{"/verwaltung/rueckmeldungen/", "/weitergeben", "a note of one line beside a choice"},
    Exception{"/verwaltung/sitzungen/", "/protokoll/hinweise", "a word beside a choice, for each remark"},
};

class KeptForms : public RecordsStory {
protected:
    void SetUp() override
    {
        RecordsStory::SetUp();
        // An item for whose answer another panel waits.
        auto office = office_at_desk();
        auto const item = "/verwaltung/punkte/" + own_.item;
        auto const forwarded = office.post(
            item + "/weiterleiten",
            "fassung=" + value_in(std::string(office.get(item).body_text()), "fassung")
                + "&panel=" + neighbours_.panel);
        EXPECT_EQ(forwarded.status(), http::Status::see_other) << forwarded.body_text();
        own_.item = std::to_string(
            connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items WHERE tenant_id = ?", tenant_));
        // A remark to the minutes that nobody has settled.
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            auto const minutes = meetings::find_minutes(
                work.db(), work.tenant(), meetings::MeetingId{std::stoll(own_.meeting)});
            meetings::insert_amendment(
                work.db(), work.tenant(),
                {.id = {},
                 .minutes = minutes.value().id,
                 .person = {},
                 .item = {},
                 .text = "Es waren drei.",
                 .received_at = work.now(),
                 .word = {}},
                "hinweis");
            return {};
        }));
    }
    Browser office_at_desk()
    {
        return logged_in(account(
            "amt" + std::to_string(++offices_) + "@kreis.example",
            {{"conference_office", Scope::whole_tenant()}}));
    }
    // Every page that an address of the desk names, for our own records.
    std::vector<std::string> pages() const
    {
        std::vector<std::string> found;
        for (auto const& module : product_.modules) {
            for (auto const& route : module.routes) {
                bool const is_for_people = route.access.kind == web::Access::Kind::permitted
                    || route.access.kind == web::Access::Kind::logged_in;
                if (!is_for_people || route.method != http::Method::get || route.pattern.ends_with("{rest*}"))
                    continue;
                for (auto& path : paths_of(route.pattern, own_))
                    found.push_back(std::move(path));
            }
        }
        return found;
    }
    // Its forms in which somebody writes sentences.
    static std::vector<std::string> forms_with_sentences(std::string const& page)
    {
        std::vector<std::string> found;
        for (auto at = page.find("<form"); at != std::string::npos; at = page.find("<form", at + 1)) {
            auto form = page.substr(at, page.find("</form>", at) - at);
            if (form.find("<textarea") != std::string::npos)
                found.push_back(std::move(form));
        }
        return found;
    }
    static std::string part_of(std::string const& text, std::string const& pattern)
    {
        std::smatch match;
        return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : std::string{};
    }
    static std::string value_in(std::string const& form, std::string const& name)
    {
        return part_of(form, "name=\"" + name + "\" value=\"([^\"]*)\"");
    }
    // What is typed into this form of that page is offered there, fetched back and discarded.
    void expect_kept(Browser& browser, std::string const& page, std::string const& form)
    {
        auto const key = value_in(form, "formularlauf");
        auto const field = part_of(form, "<textarea[^>]* name=\"([^\"]*)\"");
        auto const entries = field + "=Ein+halber+Satz&stand=" + value_in(form, "stand");
        EXPECT_EQ(value_in(form, "formularseite"), page) << "where a GET shows the form";
        EXPECT_EQ(
            browser
                .post(
                    "/verwaltung/eintragungen",
                    entries + "&formulartitel=x&formularseite=" + page + "&formularlauf=" + key)
                .status(),
            http::Status::ok)
            << page;
        auto const way
            = part_of(std::string(browser.get(page).body_text()), "href=\"([^\"]*eintragungen=[^\"]*)\"");
        EXPECT_NE(way, "") << page;
        EXPECT_THAT(browser.get(way).body_text(), HasSubstr("Ein halber Satz</textarea>")) << page;
        browser.post("/verwaltung/eintragungen/loeschen", "lauf=" + key);
    }

private:
    int offices_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(KeptForms);

TEST_P(KeptForms, are_all_in_which_somebody_writes_sentences)
{
    auto browser = logged_in(account(
        "alles@kreis.example",
        {{"administrator", Scope::whole_tenant()},
         {"conference_office", Scope::whole_tenant()},
         {"moderator", Scope::whole_tenant()},
         {"translator", Scope::whole_tenant()},
         {"data_protection_officer", Scope::whole_tenant()}}));
    std::set<std::string> kept;
    std::set<std::string_view> excepted;
    for (auto const& page : pages()) {
        auto const answer = browser.get(page);
        if (answer.status() != http::Status::ok)
            continue; // another page, and why it is not this one
        for (auto const& form : forms_with_sentences(std::string(answer.body_text()))) {
            if (form.find("name=\"formularseite\"") != std::string::npos) {
                expect_kept(browser, page, form);
                kept.insert(page);
                continue;
            }
            auto const action = part_of(form, "action=\"([^\"]*)\"");
            auto const exception
                = std::ranges::find_if(exceptions, [&](Exception const& one) { return one.means(action); });
            EXPECT_NE(exception, exceptions.end()) << page << ": what is typed for " << action << " is lost";
            if (exception != exceptions.end())
                excepted.insert(exception->action);
        }
    }
    for (auto const& exception : exceptions)
        EXPECT_TRUE(excepted.contains(exception.action)) << exception.action << " is no exception any more";
    // Not nothing: one of each module, and those that hold what the public will read.
    auto const at = [](std::string const& page) { return "/verwaltung/" + page; };
    for (auto const& page :
         {at("angebote/" + own_.offer),
          at("seiten/" + own_.page),
          at("orte/" + own_.place),
          at("gremien/neu"),
          at("gremien/" + own_.panel + "/aendern"),
          at("sitzungen/neu"),
          at("sitzungen/" + own_.meeting + "/aendern"),
          at("sitzungen/reihe"),
          at("sitzungen/" + own_.meeting + "/einladung/verschicken"),
          at("punkte/" + own_.item),
          at("sitzungen/" + own_.meeting + "/protokoll/aendern"),
          at("empfehlungen/neu"),
          at("empfehlungen/" + own_.recommendation),
          at("empfehlungen/" + own_.recommendation + "/aendern"),
          at("empfehlungen/" + own_.recommendation + "/schritt"),
          at("empfehlungen/" + own_.recommendation + "/kommentare-erbitten"),
          at("einwilligungstexte/news"),
          at("ziele/neu"),
          at("ziele/" + own_.goal + "/bearbeiten"),
          at("beschluesse/neu"),
          at("beschluesse/" + own_.resolution),
          at("beratungen/neu"),
          at("beratungen/" + own_.advice + "/aendern"),
          at("massnahmen/neu"),
          at("massnahmen/" + own_.measure + "/bearbeiten"),
          at("massnahmen/" + own_.measure + "/stand"),
          at("massnahmen/" + own_.measure + "/licht"),
          at("massnahmen/" + own_.measure + "/risiken"),
          at("massnahmen/" + own_.measure + "/risiken/" + own_.risk),
          at("massnahmen/" + own_.measure + "/kennzahlen/neu"),
          at("massnahmen/" + own_.measure + "/kennzahlen/" + own_.figure),
          at("massnahmen/" + own_.measure + "/berichte/" + own_.report + "/frage"),
          at("massnahmen/" + own_.measure + "/berichte/" + own_.report + "/zurueckziehen"),
          at("foerderprogramme/neu"),
          at("foerderprogramme/" + own_.funding_programme + "/bearbeiten"),
          at("foerderprogramme/" + own_.funding_programme + "/aufrufe/neu"),
          at("foerderprogramme/" + own_.funding_programme + "/aufrufe/" + own_.funding_call),
          at("antraege/neu"),
          at("antraege/" + own_.application + "/bearbeiten"),
          at("antraege/" + own_.application + "/schritt"),
          at("zuwendungen/neu"),
          at("zuwendungen/" + own_.grant + "/bearbeiten"),
          at("zuwendungen/" + own_.grant + "/nachweise/neu"),
          at("zuwendungen/" + own_.grant + "/nachweise/" + own_.proof + "/bearbeiten"),
          at("zuwendungen/" + own_.grant + "/weitergaben/neu"),
          at("zuwendungen/" + own_.grant + "/weitergaben/" + own_.passed_on + "/bearbeiten"),
          at("bestandsaufnahmen/neu"),
          at("bestandsaufnahmen/" + own_.inventory + "/bearbeiten"),
          at("bestandsaufnahmen/" + own_.inventory + "/gefragt"),
          at("bestandsaufnahmen/" + own_.inventory + "/gefragt/" + own_.request + "/eintrag"),
          at("bestandsaufnahmen/" + own_.inventory + "/eintraege/" + own_.entry),
          at("steuerung/jahre/neu"),
          at("steuerung/jahre/" + own_.year + "/bearbeiten"),
          at("steuerung/jahre/" + own_.year + "/schritte/" + own_.step + "/bearbeiten"),
          at("steuerung/jahre/" + own_.year + "/prioritaeten/bepunkten/massnahmen/1"),
          at("steuerung/jahre/" + own_.year + "/prioritaeten/" + own_.priority + "/bearbeiten"),
          at("steuerung/jahre/" + own_.year + "/bewertungen/neu/" + own_.measure + "/fremd"),
          at("steuerung/jahre/" + own_.year + "/bewertungen/" + own_.evaluation + "/bearbeiten"),
          at("steuerung/jahre/" + own_.year + "/abschluss")})
        EXPECT_THAT(kept, Contains(page));
}

TEST_P(KeptForms, of_a_step_are_fetched_back_into_the_step_for_which_they_were_typed)
{
    auto office = office_at_desk();
    auto const one = "/verwaltung/empfehlungen/" + own_.recommendation;
    auto const take = [&](std::string const& step) {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(own_.recommendation));
        return office.post(one + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + step);
    };
    auto const form = std::string(office.get(one + "/schritt?stand=withdrawn").body_text());
    auto const key = value_in(form, "formularlauf");
    office.post(
        "/verwaltung/eintragungen",
        "stand=withdrawn&note=Nicht+mehr+noetig&formularseite=" + one + "/schritt&formularlauf=" + key);
    auto const back = one + "/schritt?eintragungen=" + key;
    EXPECT_THAT(
        office.get(back).body_text(),
        AllOf(
            HasSubstr("name=\"stand\" value=\"withdrawn\""), HasSubstr(">Nicht mehr noetig</textarea>"),
            HasSubstr("Zurückziehen")));
    // Somebody else has taken another step meanwhile: this one may not follow, its words are there.
    EXPECT_EQ(take("adopted").status(), http::Status::see_other);
    EXPECT_THAT(
        office.get(back).body_text(), AllOf(HasSubstr("Nicht mehr noetig"), Not(HasSubstr("name=\"note\""))));
}

} // namespace
} // namespace kommin::app
