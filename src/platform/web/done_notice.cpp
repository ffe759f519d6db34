#include "platform/web/done_notice.hpp"

#include "platform/http/cookie.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace kommin::web {

namespace {

struct Done {
    std::string_view word; // of an address; a browser brings it back, hence only what stands here is said
    std::optional<MessageKey> message; // nothing: the page says it itself, or there is none
};

constexpr std::string_view saved = "gespeichert"; // no address has it

constexpr auto everything_done = std::to_array<Done>({
    {saved, "done.saved"_msg},
    {"abbrechen", "done.vote_cancelled"_msg},
    {"abhaken", "done.ticked"_msg},
    {"abgeben", "done.handed_over"_msg},
    {"abmelden", std::nullopt},
    {"abschluss", "done.year_closed"_msg},
    {"anerkennen", "done.proof_accepted"_msg},
    {"adresse-loeschen", "done.erased"_msg},
    {"absagen", "done.party_cancelled"_msg},
    {"alle-fragen", "done.letters_ordered"_msg},
    {"angesehen", "done.looked_at"_msg},
    {"annehmen", "done.offer_accepted"_msg},
    {"antrag-ablehnen", "done.request_refused"_msg},
    {"antrag-annehmen", "done.request_accepted"_msg},
    {"antrag-erbitten", "done.letter_ordered"_msg},
    {"antrag-link", "done.letter_ordered"_msg},
    {"antrag-rueckfrage", "done.request_questioned"_msg},
    {"antwort", "done.answered"_msg},
    {"antwort-notieren", "done.answer_noted"_msg},
    {"antworten", "done.answer_kept"_msg},
    {"anwesenheit", std::nullopt},
    {"archivieren", "done.archived"_msg},
    {"anlegen", "done.added"_msg},
    {"aufgaben", "done.added"_msg},
    {"aufnehmen", "done.on_agenda"_msg},
    {"auftraege", std::nullopt},
    {"ausladen", "done.uninvited"_msg},
    {"auswahl", std::nullopt},
    {"austragen", "done.off_the_list"_msg},
    {"auszaehlen", "done.vote_counted"_msg},
    {"beenden", "done.evaluation_closed"_msg},
    {"beginnen", "done.added"_msg},
    {"besetzen", "done.seated"_msg},
    {"bericht", "done.reported"_msg},
    {"bescheid-entfernen", "done.removed"_msg},
    {"bestaetigen", "done.confirmed"_msg},
    {"bestaetigung", "done.report_confirmed"_msg},
    {"blaettern", std::nullopt},
    {"bild-entfernen", "done.removed"_msg},
    {"bitte-zurueckgenommen", "done.request_withdrawn"_msg}, // no address has it
    {"da", std::nullopt},
    {"doppelfoerderung", "done.finding_accepted"_msg},
    {"eintragungen", std::nullopt},
    {"einwilligung", "done.consent"_msg},
    {"einladen", "done.invited"_msg},
    {"einreichen", "done.proof_handed_in"_msg},
    {"entfernen", "done.removed"_msg},
    {"einlesen", "done.package_read"_msg},
    {"eintrag", "done.added"_msg},
    {"eroeffnet", "done.inventory_opened"_msg}, // no address has it
    {"erneut", "done.letters_ordered"_msg},
    {"ersetzen", "done.replaced"_msg},
    {"formular-senden", "done.letter_ordered"_msg},
    {"frage", "done.report_questioned"_msg},
    {"fragen", "done.letters_ordered"_msg},
    {"frist-gilt", "done.call_changed"_msg}, // no address has it
    {"gast", "done.listed"_msg},
    {"gast-suchen", std::nullopt},
    {"gefragt", "done.added"_msg},
    {"gegenstand", "done.saved"_msg},
    {"geheim", std::nullopt},
    {"genehmigen", "done.approved"_msg},
    {"geraete", "done.sessions_ended"_msg},
    {"gewichte", "done.saved"_msg},
    {"gilt-weiter", "done.added"_msg},
    {"herausgegeben", "done.package_issued"_msg}, // no address has it
    {"hinweise", "done.settled"_msg},
    {"kommentar-loeschen", "done.erased"_msg},
    {"kommentare-erbitten", "done.letters_ordered"_msg},
    {"kommentieren", "done.commented"_msg},
    {"kontakte", "done.listed"_msg},
    {"kontakte-suchen", std::nullopt},
    {"licht-entfernen", "done.removed"_msg},
    {"loeschen", "done.erased"_msg},
    {"maschine", "done.ordered"_msg},
    {"massnahme", "done.measure_made"_msg},
    {"meilensteine", "done.added"_msg},
    {"mitglieder", "done.listed"_msg},
    {"nach-oben", "done.moved"_msg},
    {"nach-unten", "done.moved"_msg},
    {"nachfragen", "done.asked"_msg},
    {"nachruecken", "done.moved_up"_msg},
    {"neu", "done.added"_msg},
    {"neue-aufgabe", "done.added"_msg},
    {"neue-datei", "done.added"_msg},
    {"neue-stelle", "done.added"_msg},
    {"neue-unterlage", "done.added"_msg},
    {"neuer-punkt", "done.added"_msg},
    {"neuer-sitz", "done.added"_msg},
    {"nichts", "done.nothing_reported"_msg},
    {"oeffnen", "done.reopened"_msg},
    {"offene-antworten", "done.on_agenda"_msg},
    {"ohne-brief-beendet", "done.request_ended_untold"_msg}, // no address has it
    {"planen", "done.planned"_msg},
    {"platz-geben", "done.seats_given"_msg},
    {"programm", "done.saved"_msg},
    {"pruefen", "done.checking"_msg},
    {"reihe", std::nullopt},
    {"risiken", "done.added"_msg},
    {"rueckfrage", "done.proof_questioned"_msg},
    {"rueckmeldung", "done.saved"_msg},
    {"rueckzug", "done.passed_on_withdrawn"_msg},
    {"schliessen", "done.closed"_msg},
    {"schreiben", "done.letters_ordered"_msg},
    {"schritt", "done.step"_msg},
    {"senden", "done.answered"_msg},
    {"stimmzettel", std::nullopt},
    {"storno", "done.voucher_cancelled"_msg},
    {"streichen", "done.struck"_msg},
    {"suchen", std::nullopt},
    {"tabelle", std::nullopt},
    {"tabelle-uebernommen", "done.table_taken"_msg}, // no address has it
    {"trennen", "done.separated"_msg},
    {"uebernehmen", "done.taken"_msg},
    {"uebernommen", "done.package_adopted"_msg}, // no address has it
    {"uebertragen", "done.carried_over"_msg},
    {"uebertragung-zurueck", "done.carry_taken_back"_msg},
    {"veroeffentlichen", "done.published"_msg},
    {"verbergen", "done.hidden"_msg},
    {"verschicken", "done.letters_ordered"_msg},
    {"verschieden", "done.told_apart"_msg},
    {"verweise", "done.added"_msg},
    {"verwerfen", "done.discarded"_msg},
    {"vorschau", std::nullopt},
    {"vorschlaege", "done.added"_msg},
    {"vorschlag", "done.added"_msg},
    {"weitergeben", "done.handed_on"_msg},
    {"weiterleiten", "done.forwarded"_msg},
    {"widerrufen", "done.withdrawn"_msg},
    {"wieder-vorschlagen", "done.proposed_again"_msg},
    {"wiederherstellen", "done.restored"_msg},
    {"wort-loeschen", "done.erased"_msg},
    {"zeigen", "done.shown"_msg},
    {"zeilen", "done.added"_msg},
    {"zurueckgeben", "done.given_back"_msg},
    {"zuruecknehmen", "done.undone"_msg},
    {"zuruecksetzen", "done.letter_reset"_msg},
    {"zurueckziehen", "done.report_withdrawn"_msg},
    {"zusammenfuehren", "done.merged"_msg},
});

Done const* find_done(std::string_view word)
{
    auto const* const found = std::ranges::find(everything_done, word, &Done::word);
    return found == everything_done.end() ? nullptr : found;
}

std::string cookie_name(http::Request const& request)
{
    return request.is_secure() ? "__Host-kommin-done" : "kommin-local-done";
}

}

void note_done(http::Response& redirect, http::Request const& request, std::string_view pattern)
{
    auto const* const done = find_done(pattern.substr(pattern.rfind('/') + 1));
    if (done != nullptr && !done->message)
        return;
    http::SetCookie cookie;
    cookie.name = cookie_name(request);
    cookie.value = done == nullptr ? saved : done->word;
    cookie.max_age
        = std::chrono::minutes(1); // whoever never sees the page that follows is told nothing later
    cookie.secure = request.is_secure();
    redirect.cookie(cookie);
}

std::optional<MessageKey> done_before(http::Request const& request)
{
    auto const* const done = find_done(request.cookie(cookie_name(request)));
    return done == nullptr ? std::nullopt : done->message;
}

void forget_done(http::Response& response, http::Request const& request)
{
    auto cookie = http::SetCookie::expired(cookie_name(request));
    if (request.cookie(cookie.name).empty())
        return;
    cookie.secure = request.is_secure();
    response.cookie(cookie);
}

} // namespace kommin::web
