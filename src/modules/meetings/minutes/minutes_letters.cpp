#include "modules/meetings/minutes/minutes_letters.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/tasks/task_store.hpp"

#include <optional>
#include <string>
#include <utility>

namespace kommin::meetings {

using i18n::Texts;

namespace {

// Before an update of the program the search knew neither minutes nor tasks.
constexpr int spelled_at_once = 500;

struct DraftLetter {
    Minutes minutes;
    Meeting meeting;
    contacts::ReachablePerson person;
    std::string token;
    TranslatedTexts translated; // of the meeting
};

// Nothing where there is nothing to say any more: another round was sent, they were approved, the day is
// over, nobody is there, or they were not there after all.
Result<std::optional<DraftLetter>> addressed_draft(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto minutes = load_minutes(db, tenant, order.id<MinutesId>("minutes"));
    auto people = contacts::list_reachable_people(db, tenant, {order.id<contacts::PersonId>("person")});
    bool const is_wanted = minutes && minutes->can_be_amended(work.today())
        && minutes->round == order.id<MinutesId>("round").value;
    bool const was_there = minutes
        && find_attendance(db, tenant, minutes->meeting, order.id<contacts::PersonId>("person")).has_value();
    if (!is_wanted || !was_there || people.empty() || people.front().mail.empty())
        return std::optional<DraftLetter>{};
    auto meeting = load_meeting(db, tenant, minutes->meeting).value();
    auto token = add_minutes_link(work, minutes->id, people.front().id);
    TranslatedTexts translated;
    translated.load(db, tenant, meeting_subject, meeting.id.value);
    return std::optional(DraftLetter{
        std::move(*minutes), std::move(meeting), std::move(people.front()), std::move(token),
        std::move(translated)});
}

post::Letter letter_of(DraftLetter const& letter, LetterSource const& source)
{
    auto const& tenant = source.tenant;
    auto const language
        = i18n::Language::find(letter.person.letters_language).value_or(tenant.source_language);
    auto const& texts = Texts::of(language);
    std::string_view salutation = letter.person.salutation;
    while (salutation.ends_with(',') || salutation.ends_with(' '))
        salutation.remove_suffix(1);
    auto text = salutation.empty()
        ? texts("invitation.mail.greeting"_msg, {{"name", texts.foreign(letter.person.name)}})
        : texts("invitation.mail.salutation"_msg, {{"salutation", salutation}});
    TextsWithoutNote const words(letter.translated, tenant, language);
    auto const title = texts.foreign(words(title_text(letter.meeting)));
    text += "\n\n"
        + texts("minutes.mail.lead"_msg,
                {{"title", title},
                 {"day", texts.partial_date(letter.meeting.day.value())},
                 {"until", texts.date(letter.minutes.amend_until.value(), i18n::DateStyle::full)}});
    auto address = source.site + '/';
    address += language.tag();
    address += "/protokoll/" + letter.token;
    post::Letter made{
        .id = "minutes-" + std::to_string(tenant.id.value) + '-' + std::to_string(letter.minutes.id.value)
            + '-' + std::to_string(letter.person.id.value) + '-' + std::to_string(letter.minutes.round),
        .to = letter.person.mail,
        .from_name = tenant.name,
        .language = language,
        .subject = texts("minutes.mail.subject"_msg, {{"title", title}}),
        .text = std::move(text),
        .note = std::string(texts("minutes.mail.note"_msg))};
    made.button = post::Letter::Button{
        std::string(texts("minutes.mail.button"_msg)), html::Url::external(address).value()};
    return made;
}

}

JobRule minutes_mail(InvitationCare const& care)
{
    return {
        minutes_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter_of_job(
                care.post, care.base_url, context, [&](Work& work) { return addressed_draft(work, order); },
                [](DraftLetter const& letter, LetterSource const& source) {
                    return letter_of(letter, source);
                });
        }),
        "job.meetings.minutes_draft"_msg, true};
}

RecurringRule minutes_approvals()
{
    return {
        "meetings.approvals_placed", i18n::TimeOfDay::at(4, 10),
        [](Work& work) -> Result<void> {
            place_approvals(work);
            forget_whoever_is_not_noted_as_present(work.db(), work.tenant());
            forget_participants_in_minutes(work.db(), work.tenant(), work.today());
            spell_some_minutes(work.db(), work.tenant(), spelled_at_once);
            spell_some_tasks(work.db(), work.tenant(), spelled_at_once);
            return {};
        },
        "job.meetings.approvals_placed"_msg};
}

} // namespace kommin::meetings
