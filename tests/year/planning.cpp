// November: the office plans the session, invites the members and opens the registration.

#include "year/year.hpp"

namespace kommin::year_tests {

using ::testing::AllOf;
using ::testing::HasSubstr;

void Year::the_office_plans()
{
    auto const today = desk("/verwaltung");
    for (auto const& link : today.links())
        if (link.url.starts_with("/verwaltung/"))
            desk(link.url);

    auto const panel = [&](std::string const& name, std::string const& kind, std::string const& parent) {
        auto const page = fill("/verwaltung/gremien/neu", "kind", [&](Form& form) {
            form.set({{"name", name}, {"kind", kind}, {"parent", parent}}).tick("visible");
        });
        return page.url().substr(page.url().rfind('/') + 1);
    };
    conference_ = panel("Integrationskonferenz", "conference", "");
    field_ = panel("Arbeitswelt", "field_of_action", conference_);
    steering_ = panel("Lenkungsgruppe", "steering_group", conference_);

    meeting_ = fill("/verwaltung/sitzungen/neu?gremium=" + conference_, "title", [](Form& form) {
                   form.set(
                       {{"title", "Siebte Tagung"},
                        {"purpose", "Wie kommen alle in Arbeit?"},
                        {"day", "12.1.2027"},
                        {"begins", "10"},
                        {"ends", "15"},
                        {"place", "Kreishaus"},
                        {"address", "Am Platz 1, Aalfeld"},
                        {"childcare", "offered"},
                        {"accessibility", "Aufzug und Ringschleife"}});
                   for (auto const* language : {"tr", "ar", "uk"})
                       form.tick("interpreters", language);
                   form.tick("visible").tick("agenda");
               }).url();
    auto const item = [&](std::string const& title, std::string const& kind, std::string const& speaker) {
        return enter(
            meeting_ + "/neuer-punkt", "speaker",
            {{"title", title}, {"kind", kind}, {"speaker", speaker}, {"minutes", "30"}});
    };
    item("Kurse am Abend", "decision", "Moderation Arbeitswelt");
    item("Wer vertritt uns?", "decision", "Vorsitz");
    item("Bericht der Gruppen", "information", "Moderation");
    auto const page = desk(meeting_);
    EXPECT_THAT(page.text(), AllOf(HasSubstr("Kurse am Abend"), HasSubstr("Moderation Arbeitswelt")));
    topic_ = page.link("Kurse am Abend").substr(std::string_view("/verwaltung/punkte/").size());

    // What has to be done until then, by the template that came with the program.
    shown(office_->press(desk("/verwaltung/checklisten").form("/vorschlaege")));
    auto const list = fill(
        meeting_ + "/checkliste", "vorlage", [](Form& form) { form.choose("vorlage", "konferenz"); },
        "Checkliste anlegen");
    EXPECT_THAT(list.text(), HasSubstr("Namensschilder"));
    auto const ticked = shown(office_->press(list.form("aufgabe")));
    EXPECT_THAT(ticked.text(), HasSubstr("Wieder offen"));
}

} // namespace kommin::year_tests
