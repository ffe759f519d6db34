#include "modules/meetings/answers/answer_letters.hpp"

#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/html/url.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace kommin::meetings {

using i18n::Texts;

namespace {

// What a letter of this job says, and to whom.
struct Addressed {
    AnswerLetter letter;
    Recommendation recommendation;
    std::string owner;
    bool is_public;
    std::optional<contacts::ReachablePerson> person;
    std::int64_t job;
};

AnswerTurn turn_in(JobOrder const& order)
{
    return {
        order.id<RecommendationId>("recommendation"),
        enum_from<AnswerLetter>(order.text("letter")).value_or(AnswerLetter::submitted),
        std::string(order.text("day")), std::string(order.text("owner"))};
}

bool is_wanted(Recommendation const& one, AnswerTurn const& turn, Date today)
{
    auto const due = letters_due(one, today);
    auto const now = turn_of(one, turn.letter);
    return std::ranges::find(due, turn.letter) != due.end() && now.day == turn.day && now.owner == turn.owner;
}

// Nothing where they sit there no more, or have no address any more.
std::optional<contacts::ReachablePerson> person_of(Work& work, PanelId panel, contacts::PersonId id)
{
    auto const members = list_members_on(work.db(), work.tenant(), panel, work.today());
    if (std::ranges::find(members, id, &MemberOn::person) == members.end())
        return std::nullopt;
    auto people = contacts::list_reachable_people(work.db(), work.tenant(), {id});
    return people.empty() || people.front().mail.empty() ? std::nullopt
                                                         : std::optional(std::move(people.front()));
}

// Counted once, also where the worker dies before it can say that the job is done.
std::optional<Addressed> leave_unsent(Work& work, JobOrder const& order, AnswerTurn const& turn)
{
    note_unsent(work.db(), work.tenant(), turn);
    order.end_in(work);
    return std::nullopt;
}

Result<std::optional<Addressed>> addressed(Work& work, JobOrder const& order)
{
    auto const turn = turn_in(order);
    auto one = load_recommendation(work.db(), work.tenant(), turn.recommendation);
    if (!one || !is_wanted(*one, turn, work.today()))
        return leave_unsent(work, order, turn);
    auto const panels = list_panels(work.db(), work.tenant());
    auto const* owner = find_panel(panels, one->owner_panel);
    auto person = owner != nullptr ? person_of(work, owner->id, order.id<contacts::PersonId>("person"))
                                   : std::nullopt;
    if (owner != nullptr && !person)
        return leave_unsent(work, order, turn);
    auto name = owner != nullptr ? owner->name : one->owner_office;
    bool const is_public = is_of_a_conference(panels, one->panel);
    return std::optional(Addressed{
        turn.letter, std::move(*one), std::move(name), is_public, std::move(person), order.job().value});
}

MessageKey subject_of(AnswerLetter letter)
{
    switch (letter) {
    case AnswerLetter::soon:
        return "answers.mail.subject.soon"_msg;
    case AnswerLetter::late:
        return "answers.mail.subject.late"_msg;
    case AnswerLetter::submitted:
        break;
    }
    return "answers.mail.subject.submitted"_msg;
}

MessageKey lead_of(AnswerLetter letter)
{
    switch (letter) {
    case AnswerLetter::soon:
        return "answers.mail.lead.soon"_msg;
    case AnswerLetter::late:
        return "answers.mail.lead.late"_msg;
    case AnswerLetter::submitted:
        break;
    }
    return "answers.mail.lead.submitted"_msg;
}

// Sample records carry the names of real institutions.
bool writes_letters(Work& work)
{
    return !tenants::find_tenant(work.db(), work.tenant()).value().is_demonstration;
}

html::Url public_link(LetterSource const& source, i18n::Language language, RecommendationId id)
{
    auto address = source.site + '/';
    address += language.tag();
    address += "/konferenz/empfehlungen/" + std::to_string(id.value);
    return html::Url::external(address).value();
}

}

post::Letter letter_of(AnswerLetterText const& letter, LetterSource const& source)
{
    auto const& tenant = source.tenant;
    auto const& one = letter.recommendation;
    auto const language = letter.person
        ? i18n::Language::find(letter.person->letters_language).value_or(tenant.source_language)
        : tenant.source_language;
    auto const& texts = Texts::of(language);
    auto const title = texts.foreign(full_title_of(one));
    auto const owner = texts.foreign(letter.owner);
    auto const day = one.due ? texts.date(*one.due, i18n::DateStyle::full) : std::string{};
    auto text = letter.person ? greeting_of(*letter.person, texts)
                              : std::string(texts("answers.mail.greeting"_msg));
    text += "\n\n" + texts(lead_of(letter.letter), {{"title", title}, {"owner", owner}, {"day", day}});
    if (letter.letter == AnswerLetter::submitted && one.due)
        text += ' ' + texts("answers.mail.by"_msg, {{"day", day}});
    text += "\n\n" + texts("answers.mail.how"_msg, {{"site", texts.foreign(tenant.name)}});
    post::Letter made{
        .id = "answer-" + std::to_string(tenant.id.value) + '-' + std::to_string(letter.job),
        .to = letter.person ? letter.person->mail : one.owner_mail,
        .from_name = tenant.name,
        .language = language,
        .subject = texts(subject_of(letter.letter), {{"title", title}, {"day", day}}),
        .text = std::move(text),
        .note = texts(
            letter.person ? "answers.mail.note.member"_msg : "answers.mail.note.office"_msg,
            {{"owner", owner}})};
    if (letter.is_public)
        made.button = post::Letter::Button{
            std::string(texts("answers.mail.button"_msg)), public_link(source, language, one.id)};
    return made;
}

JobRule answer_mail(InvitationCare const& care)
{
    return {
        answer_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter_of_job(
                care.post, care.base_url, context, [&](Work& work) { return addressed(work, order); },
                [](Addressed const& letter, LetterSource const& source) {
                    return letter_of(
                        {letter.letter, letter.recommendation, letter.owner, letter.is_public, letter.person,
                         letter.job},
                        source);
                });
        }),
        "job.meetings.answer_due"_msg, true};
}

RecurringRule answers_on_agendas()
{
    return {
        "meetings.open_answers_placed", i18n::TimeOfDay::at(4, 20),
        [](Work& work) -> Result<void> {
            take_idle_answers_away(work, &has_minutes);
            place_open_answers(work, &has_minutes);
            return {};
        },
        "job.meetings.open_answers_placed"_msg};
}

RecurringRule answers_reminded()
{
    return {
        "meetings.answers_reminded", i18n::TimeOfDay::at(8),
        [](Work& work) -> Result<void> {
            if (writes_letters(work))
                order_all_answer_letters(work);
            return {};
        },
        "job.meetings.answers_reminded"_msg};
}

RecommendationFollowers answer_followers()
{
    return {
        // A wrong owner is put right within minutes: letters about what the form says wait for the morning.
        .saved = [](Work& work, RecommendationId) -> Result<void> {
            place_open_answers(work, &has_minutes);
            return {};
        },
        .stepped = [](Work& work, RecommendationId id) -> Result<void> {
            place_open_answers(work, &has_minutes);
            auto const one = load_recommendation(work.db(), work.tenant(), id);
            if (one && one->state == RecommendationState::submitted && writes_letters(work))
                order_answer_letters(work, *one);
            return {};
        }};
}

} // namespace kommin::meetings
