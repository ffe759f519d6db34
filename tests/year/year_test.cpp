// From the call for the seventh session to its approved minutes and an answered recommendation: the whole
// year of the conference as the office, its members and the public live it, through nothing but pages and
// letters.

#include "year/year.hpp"

namespace kommin::year_tests {
namespace {

KOMMIN_ON_BOTH_ENGINES(Year);

TEST_P(Year, from_the_call_to_the_answer)
{
    the_office_plans();
    members_are_invited_and_answer();
    the_registration_opens();
    people_register_in_all_languages();
    they_change_cancel_wait_and_move_up();
    the_day_before();
    the_door();
    minutes_are_written_live();
    people_say_how_it_was();
    the_draft_is_mended_and_approved();
    a_recommendation_is_answered();
    everybody_reads_what_was_decided();
    the_names_go_and_the_figures_stay();
}

} // namespace
} // namespace kommin::year_tests
