#include "modules/portal/commands.hpp"
#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/feedback/feedback_care.hpp"
#include "modules/portal/feedback/feedback_texts.hpp"
#include "platform/work/use_case.hpp"

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

namespace kommin::portal {

namespace {

using command::Argument;
using command::Invocation;

constexpr command::Group feedback_group{"feedback", "messages from the public"};
constexpr std::string_view number_argument = "NUMBER";
constexpr std::string_view all_flag = "--all";
constexpr std::string_view text_option = "--text";

Argument which()
{
    return {number_argument, "as `list` shows it", Argument::Kind::number, true};
}

FeedbackId id_of(Invocation const& invocation)
{
    return FeedbackId{invocation.number(number_argument)};
}

Result<void> run_list(Invocation const& invocation)
{
    auto const& place = invocation.place();
    auto const shown = invocation.is_given(all_flag) ? Which::all : Which::open;
    auto const today = place.zone.to_local(place.clock.now()).date;
    std::fputs(feedback_list(invocation.db(), invocation.tenant(), shown, today).c_str(), stdout);
    return {};
}

Result<void> run_show(Invocation const& invocation)
{
    // Reading personal data is on record, here as in the inbox.
    auto const text = TRY(run_use_case(invocation.context(), [&](Work& work) -> Result<std::string> {
        auto const id = id_of(invocation);
        auto details = TRY(feedback_details(work.db(), work.tenant(), id));
        work.audit("portal.feedback.read", "feedback", id);
        return details;
    }));
    std::fputs(text.c_str(), stdout);
    return {};
}

Result<void> run_answer(Invocation const& invocation)
{
    auto text = invocation.text(text_option);
    // An answer may name persons, and arguments can be read by every user of the machine.
    if (text.empty())
        text.assign(std::istreambuf_iterator<char>(std::cin), {});
    return run_use_case(
        invocation.context(), [&](Work& work) { return answer_feedback(work, id_of(invocation), text); });
}

Result<void> run_close(Invocation const& invocation)
{
    return run_use_case(
        invocation.context(), [&](Work& work) { return close_feedback(work, id_of(invocation)); });
}

}

std::vector<command::Command> feedback_commands()
{
    return {
        {feedback_group,
         "list",
         "open messages, the one that is due first at the top",
         {{all_flag, "answered and closed ones as well", Argument::Kind::flag}},
         &run_list},
        {feedback_group, "show", "one message with everything known of it", {which()}, &run_show},
        {feedback_group,
         "answer",
         "note that and what the office has answered; sends nothing",
         {which(), {text_option, "what was answered; without it, standard input is read"}},
         &run_answer},
        {feedback_group, "close", "close a message that nobody can or need answer", {which()}, &run_close}};
}

} // namespace kommin::portal
