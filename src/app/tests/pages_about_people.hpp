#pragma once
// Pages that need a right to personal data or show people, and say nothing of it in the audit trail.

#include <string_view>
#include <vector>

namespace kommin::app {

// Needs the right, but shows nobody: empty forms, one's own views, messages by number and topic.
inline std::vector<std::string_view> const shows_nobody{
    "/verwaltung/protokolle", // titles and days
    "/verwaltung/konten/neu",
    "/verwaltung/konten/ansichten",
    "/verwaltung/auftraege/ansichten",
    "/verwaltung/auftraege/adressen/ansichten",
    "/verwaltung/pruefpfad/ansichten",
    "/verwaltung/personen/neu",
    "/verwaltung/personen/ansichten",
    "/verwaltung/rueckmeldungen",
    "/verwaltung/rueckmeldungen/{nummer}/schliessen",
    "/verwaltung/rueckmeldungen/ansichten",
    "/verwaltung/sitzungen/{sitzung}/anwesenheit/bescheinigungen", // nobody has come
    "/verwaltung/sitzungen/{sitzung}/warteliste", // nobody waits
    "/verwaltung/sitzungen/{sitzung}/anmeldungen/neu",
    "/verwaltung/sitzungen/{sitzung}/anmeldungen/schreiben", // numbers
    "/verwaltung/sitzungen/{sitzung}/einladung/gast",
    "/verwaltung/sitzungen/{sitzung}/einladung/kontakte", // nobody allows to be invited
    "/verwaltung/sitzungen/{sitzung}/einladung/verschicken",
    "/verwaltung/sitzungen/{sitzung}/checkliste/zeilen", // an empty form
    "/verwaltung/sitzungen/{sitzung}/rueckmeldung", // has no sentences yet
    "/verwaltung/sitzungen/{sitzung}/rueckmeldung/beenden",
    "/verwaltung/sitzungen/{sitzung}/statistik", // numbers
    "/verwaltung/beratungen/neu",
    "/verwaltung/beratungen/ansichten",
    "/verwaltung/beratungen/summen", // how often which town
    "/verwaltung/doppelfoerderung", // nothing is paid twice
    "/verwaltung/zuwendungen/{zuwendung}/belege/neu",
    "/verwaltung/zuwendungen/{zuwendung}/nachweise/neu",
    "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/bearbeiten", // days and sums
    "/verwaltung/zuwendungen/{zuwendung}/nachweise/{nachweis}/bearbeiten/verlauf",
    "/verwaltung/zuwendungen/{zuwendung}/weitergaben/neu",
    "/verwaltung/zuwendungen/{zuwendung}/weitergaben/antrag-erbitten",
    "/verwaltung/ausgewogenheit",
    "/verwaltung/ausgewogenheit/liste.csv",
    "/verwaltung/ausgewogenheit/liste.xlsx"};
// Ask for another right, and name people: panels those whom the reader may see, a year those who were asked
// for evaluations.
inline std::vector<std::string_view> const shows_some{
    "/verwaltung/steuerung/jahre/{jahr}/bewertungen/gefragt",
    "/verwaltung/gremien/{gremium}",
    "/verwaltung/mitglieder",
    "/verwaltung/mitglieder/liste.csv",
    "/verwaltung/mitglieder/liste.xlsx",
    "/verwaltung/mitglieder/drucken",
    "/verwaltung/mitgliedschaften/{mitgliedschaft}",
    "/verwaltung/mitgliedschaften/{mitgliedschaft}/verlauf"};

} // namespace kommin::app
