#include "modules/meetings/registration/party_posted.hpp"

#include "platform/base/number.hpp"
#include "platform/crypto/crypto.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace kommin::meetings {

std::vector<ParticipantEntry> posted_people(http::Form const& posted)
{
    auto const lines = parse_number<std::size_t>(posted.value(lines_field)).value_or(1);
    std::vector<ParticipantEntry> people;
    // One line more than there may be: whoever posts it is told so.
    for (std::size_t number = 1; number <= largest_party + 1; ++number) {
        auto const value = [&](std::string_view field) {
            return std::string(posted.value(std::string(field) + '_' + std::to_string(number)));
        };
        ParticipantEntry person{
            .id = value("id"),
            .name = value("name"),
            .part = value("part"),
            .role = value("role"),
            .municipality = value("municipality"),
            .organisation = value("organisation"),
            .interpreter = value("interpreter"),
            .children = value("children"),
            .food = value("food"),
            .remark = value("remark"),
            .wheelchair = !value("wheelchair").empty(),
            .sign_language = !value("sign_language").empty()};
        if (!value("remove").empty()) // they have said so: this one does not come
            person = {};
        bool const is_shown = number <= std::min(lines, largest_party);
        if (is_shown || !person.is_empty()) {
            people.resize(number - 1);
            people.push_back(std::move(person));
        }
    }
    if (people.empty())
        people.emplace_back();
    return people;
}

RegistrationForm posted_party(http::Form const& posted)
{
    return {
        .people = posted_people(posted),
        .contact
        = {.mail = std::string(posted.value("mail")), .telephone = std::string(posted.value("telephone"))},
        .consent = std::string(posted.value("consent")),
        .may_wait = posted.has(waiting_button)};
}

bool added_line(http::Form const& posted, std::vector<ParticipantEntry>& people)
{
    if (!posted.has(add_person_button))
        return false;
    if (people.size() < largest_party)
        people.emplace_back();
    return true;
}

bool was_sent_with_other_entries(std::vector<Problem> const& problems)
{
    return std::ranges::any_of(problems, [](Problem const& problem) {
        return problem.message == "registration.problem.sent_already"_msg;
    });
}

std::string key_to_go_on(std::string const& key, std::vector<Problem> const& problems)
{
    return was_sent_with_other_entries(problems) ? crypto::random_token() : key;
}

} // namespace kommin::meetings
