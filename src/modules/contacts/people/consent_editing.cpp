#include "modules/contacts/people/consent_editing.hpp"

#include "modules/contacts/people/person_ending_store.hpp"
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

constexpr std::int64_t first_number = 1; // may have been shown before the district had it as its own

std::optional<Date> given_on(Fields const& fields)
{
    return parse_typed_date(one_line(fields.value(consent_field::given_on)));
}

bool was_written(ConsentText const& text, std::optional<Date> given, i18n::Zone const& zone)
{
    return text.number == first_number || !given || zone.to_local(text.written_at).date <= *given;
}

// The text that was shown: where nobody says which, the newest one of that day.
std::optional<std::int64_t> number_in(
    Fields const& fields, ConsentTexts const& texts, Purpose purpose, i18n::Zone const& zone)
{
    if (auto const typed = one_line(fields.value(consent_field::number)); !typed.empty())
        return parse_number(typed);
    auto const given = given_on(fields);
    auto const newest = std::ranges::find_if(texts.all, [&](ConsentText const& text) {
        return text.purpose == purpose && was_written(text, given, zone);
    });
    return newest == texts.all.end() ? texts.newest(purpose) : newest->number;
}

void check_text(
    Fields const& fields, ConsentTexts const& texts, Purpose purpose, i18n::Zone const& zone,
    std::vector<Problem>& problems)
{
    auto const number = number_in(fields, texts, purpose, zone);
    auto const* german = number ? texts.find(purpose, *number, i18n::Language::german().tag()) : nullptr;
    if (german == nullptr)
        problems.push_back(
            Problem::invalid(std::string(consent_field::number), "consent.problem.number"_msg));
    else if (!was_written(*german, given_on(fields), zone))
        problems.push_back(
            Problem::invalid(std::string(consent_field::number), "consent.problem.text_is_newer"_msg));
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
    Fields const& fields, ConsentTexts const& texts, std::span<Consent const> present, ConsentDay const& when)
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
        check_text(fields, texts, *purpose, when.zone, problems);
    if (!enum_from<ConsentWay>(fields.value(consent_field::how)))
        refuse(consent_field::how, "consent.problem.how"_msg);
    auto const day = given_on(fields);
    auto const has_ended_since = [&](Consent const& one) {
        return one.purpose == purpose && one.ended_at && when.zone.to_local(*one.ended_at).date > *day;
    };
    if (!day)
        refuse(consent_field::given_on, "consent.problem.day"_msg);
    else if (*day > when.today)
        refuse(consent_field::given_on, "consent.problem.future"_msg);
    else if (std::ranges::any_of(present, has_ended_since))
        refuse(consent_field::given_on, "consent.problem.ended_since"_msg);
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
        .text_number = number_in(typed, texts, purpose, work.zone()).value_or(0),
        .language = std::string(typed.value(consent_field::language)),
        .how = enum_from<ConsentWay>(typed.value(consent_field::how)).value_or(ConsentWay{}),
        .given_on = given_on(typed).value_or(Date{}),
        .remark = one_line(typed.value(consent_field::remark)),
        .recorded_by = work.actor().code(),
        .recorded_at = work.now()};
    if (std::ranges::any_of(present, [&](Consent const& one) { return is_same(one, wanted); }))
        return {};
    if (auto problems = problems_of_consent(typed, texts, present, {work.today(), work.zone()});
        !problems.empty())
        return std::move(problems.front());
    keep_program_texts(work, purpose);
    insert_consent(work.db(), work.tenant(), wanted);
    update_ground(work.db(), work.tenant(), person, std::nullopt);
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
