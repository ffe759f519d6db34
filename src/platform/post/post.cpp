#include "platform/post/post.hpp"

#include "platform/i18n/texts.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/work/use_case.hpp"

#include <string>

namespace kommin::post {

namespace {

std::string reply_of(Problem const& problem)
{
    for (auto const& [name, value] : problem.arguments) {
        if (name == "reply")
            return value;
    }
    return {};
}

Problem refused_before(RefusedAddress const& refused, WorkContext const& context)
{
    auto const day = context.zone.to_local(refused.refused_at).date;
    auto const& german = i18n::Texts::of(i18n::Language::german()); // as the reasons of all jobs
    return {
        mail::address_refused,
        {},
        "post.problem.refused_before"_msg,
        {{"date", german.date(day, i18n::DateStyle::short_numeric)}, {"reply", refused.reply}}};
}

}

Result<void> Post::send(WorkContext const& context, Letter const& letter) const
{
    if (!letter.to.empty() && !mail::is_address(letter.to))
        return Problem::invalid({}, "post.problem.no_address"_msg);
    auto message = message_of(letter, options_.sender, context.clock.now());
    if (!options_.smtp || letter.to.empty()) {
        mail::Outbox(options_.outbox).put(message);
        return {};
    }
    if (auto const refused = find_refused_address(context.connection, context.tenant, letter.to))
        return refused_before(*refused, context);
    if (options_.returns)
        message.return_to = options_.returns->address(context.tenant, letter.to, context.clock.now());
    auto sent = options_.smtp->send(message);
    if (!sent && sent.problem().kind == mail::address_refused)
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            mark_refused(work, letter.to, reply_of(sent.problem()));
            return {};
        }));
    return sent;
}

} // namespace kommin::post
