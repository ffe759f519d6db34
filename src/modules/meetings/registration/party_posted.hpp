#pragma once
// What the form of a party sends, of the public and of the office: groups of fields with numbers, "name_1".

#include "modules/meetings/registration/registration.hpp"
#include "platform/http/form.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Presses that send nothing, and a hidden field: how many lines the form has.
inline constexpr std::string_view add_person_button = "noch_eine_person";
inline constexpr std::string_view lines_field = "personen";
inline constexpr std::string_view seen_version_field = "fassung";
// The other way to send a form: on the waiting list, or to its end.
inline constexpr std::string_view waiting_button = "warteliste";

// As many lines as were shown or filled in, at least one; one that is to be removed is empty.
std::vector<ParticipantEntry> posted_people(http::Form const& posted);
RegistrationForm posted_party(http::Form const& posted);
// Whether another line was asked for; then it is there.
bool added_line(http::Form const& posted, std::vector<ParticipantEntry>& people);

// Whether the form was sent before, with other entries.
bool was_sent_with_other_entries(std::vector<Problem> const& problems);
// The key of a form at the desk that is shown again: another one where that one is used up.
std::string key_to_go_on(std::string const& key, std::vector<Problem> const& problems);

} // namespace kommin::meetings
