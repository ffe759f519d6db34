// What may stand in the form of a party.

#include "modules/meetings/registration/registration.hpp"
#include "platform/base/text.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::ptrdiff_t fewest_digits = 5;
constexpr std::size_t longest_telephone = 40;

bool is_telephone(std::string_view text)
{
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() <= longest_telephone && std::ranges::count_if(text, is_digit) >= fewest_digits
        && std::ranges::all_of(text, [&](char c) {
               return is_digit(c) || std::string_view(" +-/()").find(c) != std::string_view::npos;
           });
}

bool is_part(std::vector<ProgrammePart> const& parts, std::string_view value)
{
    return std::ranges::any_of(
        parts, [&](ProgrammePart const& part) { return std::to_string(part.id.value) == value; });
}

bool is_municipality(std::vector<tenants::Body> const& bodies, std::string_view slug)
{
    return std::ranges::any_of(bodies, [&](tenants::Body const& body) {
        return body.kind == tenants::BodyKind::municipality && body.slug == slug;
    });
}

void check_person(
    std::vector<Problem>& problems, ParticipantEntry const& person, std::string const& number,
    std::vector<ProgrammePart> const& parts, std::vector<tenants::Body> const& bodies)
{
    auto const refuse = [&](std::string_view field, MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(
            Problem::invalid(std::string(field) + '_' + number, message, std::move(arguments)));
    };
    auto const check_length = [&](std::string_view field, std::string_view value, std::size_t limit) {
        if (count_code_points(value) > limit)
            refuse(field, "registration.problem.long"_msg, {{"limit", std::to_string(limit)}});
    };
    if (trim(person.name).empty())
        refuse("name", "registration.problem.name"_msg, {{"number", number}});
    check_length("name", person.name, longest_name);
    if (person.part.empty())
        refuse("part", "registration.problem.choose_part"_msg, {{"number", number}});
    else if (!is_part(parts, person.part))
        refuse("part", "registration.problem.part"_msg);
    if (!enum_from<ParticipantRole>(person.role))
        refuse("role", "registration.problem.role"_msg, {{"number", number}});
    if (!person.municipality.empty() && !is_municipality(bodies, person.municipality))
        refuse("municipality", "registration.problem.municipality"_msg);
    check_length("organisation", person.organisation, longest_name);
    check_length("interpreter", person.interpreter, longest_name);
    check_length("children", person.children, longest_need);
    check_length("food", person.food, longest_need);
    check_length("remark", person.remark, longest_need);
}

}

bool ParticipantEntry::has_needs() const
{
    return wheelchair || sign_language
        || std::ranges::any_of(std::array{&interpreter, &children, &food, &remark}, [](auto const* text) {
               return !trim(*text).empty();
           });
}

bool ParticipantEntry::is_empty() const
{
    return !has_needs()
        && std::ranges::all_of(
            std::array{&name, &part, &role, &municipality, &organisation},
            [](auto const* text) { return trim(*text).empty(); });
}

std::vector<Problem> problems_of(
    std::vector<ParticipantEntry> const& people, std::vector<ProgrammePart> const& parts,
    std::vector<tenants::Body> const& bodies)
{
    std::vector<Problem> problems;
    if (people.size() > largest_party)
        problems.push_back(Problem::invalid(
            "name_1", "registration.problem.party"_msg, {{"limit", std::to_string(largest_party)}}));
    if (std::ranges::all_of(people, &ParticipantEntry::is_empty))
        problems.push_back(Problem::invalid("name_1", "registration.problem.nobody"_msg));
    for (std::size_t index = 0; index < people.size() && index < largest_party; ++index) {
        if (!people[index].is_empty())
            check_person(problems, people[index], std::to_string(index + 1), parts, bodies);
    }
    return problems;
}

bool tells_of_draft(std::string_view consent)
{
    constexpr std::string_view first = "2026-12"; // by year and month: they stand in their order
    constexpr std::string_view desk = "desk ";
    if (consent.starts_with(desk))
        consent.remove_prefix(desk.size());
    return consent >= first;
}

std::vector<Problem> problems_of(ContactEntry const& contact)
{
    std::vector<Problem> problems;
    auto const mail = trim(contact.mail);
    auto const telephone = trim(contact.telephone);
    if (mail.empty() && telephone.empty())
        problems.push_back(Problem::invalid("mail", "registration.problem.contact"_msg));
    if (!mail.empty() && !mail::is_address(mail))
        problems.push_back(Problem::invalid("mail", "registration.problem.mail"_msg));
    if (!telephone.empty() && !is_telephone(telephone))
        problems.push_back(Problem::invalid("telephone", "registration.problem.telephone"_msg));
    return problems;
}

std::vector<Problem> problems_of(
    RegistrationForm const& form, std::vector<ProgrammePart> const& parts,
    std::vector<tenants::Body> const& bodies)
{
    auto problems = problems_of(form.people, parts, bodies);
    std::ranges::move(problems_of(form.contact), std::back_inserter(problems));
    if (form.consent != consent_version)
        problems.push_back(Problem::invalid("consent", "registration.problem.consent"_msg));
    return problems;
}

std::string content_of(RegistrationForm const& form)
{
    json::Value::Array people;
    for (auto const& person : form.people) {
        if (person.is_empty())
            continue;
        json::Value::Array entries;
        for (auto const* text :
             {&person.name, &person.part, &person.role, &person.municipality, &person.organisation,
              &person.interpreter, &person.children, &person.food, &person.remark})
            entries.push_back(std::string(trim(*text)));
        entries.push_back(person.wheelchair);
        entries.push_back(person.sign_language);
        people.push_back(std::move(entries));
    }
    return json::print(json::Value::Array{
        std::move(people), std::string(trim(form.contact.mail)), std::string(trim(form.contact.telephone)),
        form.consent});
}

ParticipantEntry Participant::as_entry(std::vector<tenants::Body> const& bodies) const
{
    ParticipantEntry entry{
        .id = std::to_string(id.value),
        .name = name,
        .part = std::to_string(part.value),
        .role = std::string(to_text(role)),
        .municipality = {},
        .organisation = organisation,
        .interpreter = interpreter,
        .children = children,
        .food = food,
        .remark = remark,
        .wheelchair = wheelchair,
        .sign_language = sign_language};
    if (municipality) {
        auto const body = std::ranges::find(bodies, *municipality, &tenants::Body::id);
        if (body != bodies.end())
            entry.municipality = body->slug;
    }
    return entry;
}

MessageKey staff_label_of(RegistrationState state)
{
    using enum RegistrationState;
    switch (state) {
    case waiting:
        return "party.state.waiting"_msg;
    case offered:
        return "party.state.offered"_msg;
    case cancelled:
        return "party.state.cancelled"_msg;
    case left:
        return "party.state.left"_msg;
    case lapsed:
        return "party.state.lapsed"_msg;
    case registered:
        break;
    }
    return "party.state.registered"_msg;
}

MessageKey label_of(ParticipantRole role)
{
    switch (role) {
    case ParticipantRole::professional:
        return "registration.role.professional"_msg;
    case ParticipantRole::volunteer:
        return "registration.role.volunteer"_msg;
    case ParticipantRole::private_person:
        break;
    }
    return "registration.role.private"_msg;
}

MessageKey staff_label_of(ParticipantRole role)
{
    switch (role) {
    case ParticipantRole::professional:
        return "participant.role.professional"_msg;
    case ParticipantRole::volunteer:
        return "participant.role.volunteer"_msg;
    case ParticipantRole::private_person:
        break;
    }
    return "participant.role.private"_msg;
}

} // namespace kommin::meetings
