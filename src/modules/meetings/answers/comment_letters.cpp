#include "modules/meetings/answers/comment_letters.hpp"

#include "modules/meetings/invitations/letter_sending.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "modules/meetings/recommendations/comment_link.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"
#include "platform/html/url.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

struct CallLetter {
    CommentCall call;
    Recommendation recommendation;
    std::string panel; // whose members are asked
    contacts::ReachablePerson person;
    std::string token;
    std::int64_t job; // by which it leaves: a letter tried again is the same one
};

// Counted once, also where the worker dies before it can say that the job is done.
std::optional<CallLetter> leave_unsent(Work& work, JobOrder const& order, CommentCallId call)
{
    note_not_asked(work.db(), work.tenant(), call, order.id<AskedId>("asked"));
    order.end_in(work);
    return std::nullopt;
}

// Nothing where there is nothing to say any more: its day is over, it is discussed no more, or they cannot be
// asked any more. Should that change, the next press asks them.
Result<std::optional<CallLetter>> addressed_call(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto call = load_comment_call(db, tenant, order.id<CommentCallId>("call"));
    if (!call)
        return std::optional<CallLetter>{};
    auto one = load_recommendation(db, tenant, call->recommendation).value();
    bool const is_open = one.is_discussed() && call->until >= work.today();
    auto const person = is_open ? find_asked(db, tenant, order.id<AskedId>("asked")) : std::nullopt;
    auto to = person ? find_askable(db, tenant, one, *person, work.today()) : std::nullopt;
    if (!to)
        return leave_unsent(work, order, call->id);
    auto panel = load_panel(db, tenant, asked_panel(one)).value().name;
    auto token = add_comment_link(work, call->id, *to);
    return std::optional(CallLetter{
        *std::move(call), std::move(one), std::move(panel), *std::move(to), std::move(token),
        order.job().value});
}

html::Url link_of(CallLetter const& letter, LetterSource const& source, i18n::Language language)
{
    auto address = source.site + '/';
    address += language.tag();
    address += "/konferenz/kommentar/" + letter.token;
    return html::Url::external(address).value();
}

post::Letter call_letter_of(CallLetter const& letter, LetterSource const& source)
{
    auto const& tenant = source.tenant;
    auto const language
        = i18n::Language::find(letter.person.letters_language).value_or(tenant.source_language);
    auto const& texts = i18n::Texts::of(language);
    auto const title = texts.foreign(full_title_of(letter.recommendation));
    auto const until = texts.date(letter.call.until, i18n::DateStyle::full);
    auto text = greeting_of(letter.person, texts) + "\n\n"
        + texts("comments.mail.lead"_msg,
                {{"title", title}, {"panel", texts.foreign(letter.panel)}, {"until", until}});
    if (!letter.call.word.empty())
        text += "\n\n" + std::string(texts("comments.word"_msg)) + '\n' + texts.foreign(letter.call.word);
    auto note = texts("comments.mail.note"_msg, {{"until", until}});
    if (language != i18n::Language::german())
        note += ' ' + std::string(texts("comments.german"_msg));
    return {
        .id = "comments-" + std::to_string(tenant.id.value) + '-' + std::to_string(letter.job),
        .to = letter.person.mail,
        .from_name = tenant.name,
        .language = language,
        .subject = texts("comments.mail.subject"_msg, {{"title", title}}),
        .text = std::move(text),
        .button = post::Letter::
            Button{std::string(texts("comments.mail.button"_msg)), link_of(letter, source, language)},
        .note = std::move(note)};
}

}

JobRule comment_call_mail(InvitationCare const& care)
{
    return {
        comment_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter_of_job(
                care.post, care.base_url, context, [&](Work& work) { return addressed_call(work, order); },
                [](CallLetter const& letter, LetterSource const& source) {
                    return call_letter_of(letter, source);
                });
        }),
        "job.meetings.comment_call"_msg, true};
}

RecurringRule comment_calls_ending()
{
    return {
        "meetings.comment_calls_ended", i18n::TimeOfDay::at(4, 25),
        [](Work& work) -> Result<void> {
            erase_ended_calls(work.db(), work.tenant(), work.today());
            return {};
        },
        "job.meetings.comment_calls_ended"_msg};
}

} // namespace kommin::meetings
