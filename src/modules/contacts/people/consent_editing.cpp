#include "modules/contacts/people/consent_editing.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace kommin::contacts {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_remark = 500; // code points

// The text that was shown; nothing where the fields name none.
std::optional<std::int64_t> number_in(Fields const& fields, ConsentTexts const& texts, Purpose purpose)
{
    auto const typed = one_line(fields.value(consent_field::number));
    return typed.empty() ? std::optional(texts.newest(purpose)) : parse_number(typed);
}

void check_text(
    Fields const& fields, ConsentTexts const& texts, Purpose purpose, std::vector<Problem>& problems)
{
    auto const number = number_in(fields, texts, purpose);
    auto const german = i18n::Language::german().tag();
    if (!number || texts.find(purpose, *number, german) == nullptr)
        problems.push_back(
            Problem::invalid(std::string(consent_field::number), "consent.problem.number"_msg));
    else if (texts.find(purpose, *number, fields.value(consent_field::language)) == nullptr)
        problems.push_back(
            Problem::invalid(std::string(consent_field::language), "consent.problem.language"_msg));
}

bool is_same(Consent const& one, Consent const& other)
{
    return one.is_in_force() && one.purpose == other.purpose && one.text_number == other.text_number
        && one.language == other.language && one.how == other.how && one.given_on == other.given_on
        && one.remark == other.remark && one.recorded_by == other.recorded_by;
}

}

std::vector<Problem> problems_of_consent(
    Fields const& fields, ConsentTexts const& texts, std::span<Consent const> present, Date today)
{
    std::vector<Problem> problems;
    auto const refuse = [&](std::string_view field, MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    };
    auto const purpose = enum_from<Purpose>(fields.value(consent_field::purpose));
    if (!purpose)
        refuse(consent_field::purpose, "consent.problem.purpose"_msg);
    else if (in_force(present, *purpose) != nullptr)
        refuse(consent_field::purpose, "consent.problem.in_force"_msg);
    else
        check_text(fields, texts, *purpose, problems);
    if (!enum_from<ConsentWay>(fields.value(consent_field::how)))
        refuse(consent_field::how, "consent.problem.how"_msg);
    auto const day = parse_typed_date(one_line(fields.value(consent_field::given_on)));
    if (!day)
        refuse(consent_field::given_on, "consent.problem.day"_msg);
    else if (*day > today)
        refuse(consent_field::given_on, "consent.problem.future"_msg);
    if (count_code_points(fields.value(consent_field::remark)) > longest_remark)
        refuse(
            consent_field::remark, "import.problem.too_long"_msg,
            {{"limit", std::to_string(longest_remark)}});
    return problems;
}

Result<void> record_consent(Work& work, PersonId person, Fields const& typed)
{
    if (!find_seen_person(work.db(), work.tenant(), work.actor(), edit_people, person))
        return Problem::not_found("people.problem.unknown"_msg);
    auto const texts = consent_texts(work.db(), work.tenant());
    auto const present = list_consents(work.db(), work.tenant(), person);
    auto const purpose = enum_from<Purpose>(typed.value(consent_field::purpose)).value_or(Purpose{});
    Consent const wanted{
        .id = {},
        .person = person,
        .purpose = purpose,
        .text_number = number_in(typed, texts, purpose).value_or(0),
        .language = std::string(typed.value(consent_field::language)),
        .how = enum_from<ConsentWay>(typed.value(consent_field::how)).value_or(ConsentWay{}),
        .given_on = parse_typed_date(one_line(typed.value(consent_field::given_on))).value_or(Date{}),
        .remark = one_line(typed.value(consent_field::remark)),
        .recorded_by = work.actor().code(),
        .recorded_at = work.now()};
    if (std::ranges::any_of(present, [&](Consent const& one) { return is_same(one, wanted); }))
        return {};
    if (auto problems = problems_of_consent(typed, texts, present, work.today()); !problems.empty())
        return std::move(problems.front());
    keep_program_texts(work, purpose);
    insert_consent(work.db(), work.tenant(), wanted);
    work.audit(
        "contacts.consent.given", person_subject.word(), person, {},
        {{"purpose", std::string(to_text(purpose))}, {"text_number", wanted.text_number}});
    return {};
}

Result<void> withdraw_consent(Work& work, ConsentId consent)
{
    auto const found = find_consent(work.db(), work.tenant(), consent);
    if (!found || !find_seen_person(work.db(), work.tenant(), work.actor(), edit_people, found->person))
        return Problem::not_found("people.problem.unknown"_msg);
    if (end_consent(
            work.db(), work.tenant(), consent, ConsentEnd::withdrawn, work.actor().code(), work.now()))
        work.audit(
            "contacts.consent.withdrawn", person_subject.word(), found->person, {},
            {{"purpose", std::string(to_text(found->purpose))}});
    return {};
}

} // namespace kommin::contacts
