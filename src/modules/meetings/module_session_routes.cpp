// A session of the conference on the pages of the office: its programme and who comes, what they say of it
// afterwards, the figures.

#include "modules/meetings/module_session_routes.hpp"
#include "modules/meetings/evaluation/evaluation_desk.hpp"
#include "modules/meetings/module_visitor_routes.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/statistics/statistics_desk.hpp"

#include <cstddef>
#include <vector>

namespace kommin::meetings {

namespace {

// Forty parts, and what nine bytes make of each letter of their names.
constexpr std::size_t largest_programme_form = std::size_t{128} << 10U;
// Eight people, each with nine bytes for each letter.
constexpr std::size_t largest_party_form = std::size_t{128} << 10U;
// Five thousand letters in each of seven languages, likewise.
constexpr std::size_t largest_selection_letter = std::size_t{512} << 10U;

}

std::vector<web::Route> session_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/sitzungen/{sitzung}/programm", needs(edit_meetings), &show_programme},
        {post, "/verwaltung/sitzungen/{sitzung}/programm", needs(edit_meetings), &save_programme_at_desk,
         largest_programme_form},
        {get, "/verwaltung/sitzungen/{sitzung}/anmeldungen", needs(invite), &show_participants},
        {post, "/verwaltung/sitzungen/{sitzung}/anmeldungen/absagen", needs(invite), &cancel_participants,
         largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/anmeldungen/suchen", needs(invite), &find_participants,
         largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/anmeldungen/da", needs(invite), &note_participant,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/anmeldungen/schreiben", needs(invite), &show_selection_letter},
        {post, "/verwaltung/sitzungen/{sitzung}/anmeldungen/schreiben", needs(invite), &send_selection_letter,
         largest_selection_letter},
        {post, "/verwaltung/sitzungen/{sitzung}/anmeldungen/adresse-loeschen", needs(invite),
         &erase_party_address, largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/anmeldungen/neu", needs(invite), &show_new_party},
        {post, "/verwaltung/sitzungen/{sitzung}/anmeldungen/neu", needs(invite), &add_party_at_desk,
         largest_party_form},
        {get, "/verwaltung/sitzungen/{sitzung}/anmeldungen/{anmeldung}", needs(invite), &show_party_form},
        {post, "/verwaltung/sitzungen/{sitzung}/anmeldungen/{anmeldung}", needs(invite), &save_party_form,
         largest_party_form},
        {get, "/verwaltung/einlass/anmeldung/{eintritt}", needs(invite), &show_party_at_door},
        {post, "/verwaltung/einlass/anmeldung/{eintritt}", needs(invite), &note_party_at_door, largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/anmeldungen/liste.csv", needs(invite), &export_participants},
        {get, "/verwaltung/sitzungen/{sitzung}/anmeldungen/liste.xlsx", needs(invite), &export_participants},
        {get, "/verwaltung/sitzungen/{sitzung}/warteliste", needs(invite), &show_waiting_list},
        {get, "/verwaltung/sitzungen/{sitzung}/warteliste/liste.csv", needs(invite), &export_waiting_list},
        {get, "/verwaltung/sitzungen/{sitzung}/warteliste/liste.xlsx", needs(invite), &export_waiting_list},
        {post, "/verwaltung/sitzungen/{sitzung}/warteliste/nachruecken", needs(invite), &move_up_at_page,
         largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/warteliste/platz-geben", needs(invite), &give_seats_at_page,
         largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/warteliste/annehmen", needs(invite), &accept_at_page,
         largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/warteliste/austragen", needs(invite), &take_off_the_list,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/rueckmeldung", needs(invite), &show_evaluation},
        {post, "/verwaltung/sitzungen/{sitzung}/rueckmeldung", needs(invite), &save_evaluation_at_desk,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/rueckmeldung/beenden", needs(invite), &ask_before_closing},
        {post, "/verwaltung/sitzungen/{sitzung}/rueckmeldung/beenden", needs(invite),
         &close_evaluation_at_desk, largest_press},
        {post, "/verwaltung/sitzungen/{sitzung}/rueckmeldung/streichen", needs(invite), &strike_text_at_desk,
         largest_press},
        {get, "/verwaltung/sitzungen/{sitzung}/statistik", needs(invite), &show_session_statistics},
        {get, "/verwaltung/konferenz/statistik", needs(see_meetings), &show_conference_statistics},
        {get, "/verwaltung/konferenz/statistik/liste.csv", needs(see_meetings),
         &export_conference_statistics},
        {get, "/verwaltung/konferenz/statistik/liste.xlsx", needs(see_meetings),
         &export_conference_statistics},
    };
}

} // namespace kommin::meetings
