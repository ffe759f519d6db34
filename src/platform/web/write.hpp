#pragma once
// read and write: how a handler asks the database and how it changes something. The use case gets the Work of
// this call; see platform/work/use_case.hpp for what is repeated, rolled back and thrown.
//
//     auto const answered = web::write(call, [&](Work& work) { return answer_feedback(work, id, text); });
//     if (!answered)
//         return message_page(call, message, text, {answered.problem()});

#include "platform/db/transaction.hpp"
#include "platform/web/call.hpp"
#include "platform/web/origin.hpp"
#include "platform/work/use_case.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kommin::web {

// Where, for whom and by whom this call does something. Refers to the call.
inline WorkContext context_of(Call const& call)
{
    return {
        .connection = call.db(),
        .tenant = call.site.tenant,
        .actor = call.actor(),
        .clock = call.clock,
        .zone = *call.site.zone,
        .signals = call.signals,
        .request_id = std::string(call.request.request_id())};
}

// How a handler reads from the database: everything it asks for is of one moment. `question` is a function of
// the connection; its result is returned.
template<class Question>
std::invoke_result_t<Question&, db::Connection&> read(Call const& call, Question&& question)
{
    db::Transaction transaction(call.db(), db::Transaction::Kind::read);
    auto result = question(call.db());
    transaction.commit();
    return result;
}

// Another site sent this request in the visitor's name, and the handler would have stored something. Forms of
// staff are asked before they come to their handler, public ones by receive_form(); whoever forgets both
// finds out here. Answered with 403.
class ForeignForm : public std::runtime_error {
public:
    ForeignForm()
        : std::runtime_error("a form from another site was about to be stored")
    { }
};

// Throws ForeignForm, and std::logic_error in a GET: a link, an image or a browser that looks ahead must not
// change anything. What reading leaves behind is noted by note_reading().
template<class UseCase>
auto write(Call const& call, UseCase&& use_case, Conflicts const& conflicts = {})
{
    if (http::is_safe(call.request.method()))
        throw std::logic_error("a GET was about to store something");
    if (is_sent_from_elsewhere(call.request, call.site.base_url))
        throw ForeignForm();
    return run_use_case(context_of(call), std::forward<UseCase>(use_case), conflicts);
}

// Whether an action of the audit trail only looked at something: its last word says so.
bool is_reading(std::string_view action);
// Whether it took what it looked at away as a file.
bool is_export(std::string_view action);
// How many lines a list or file had, as such an entry notes it; 0: it notes none.
std::int64_t lines_of_reading(audit::Facts const& about);
// Throws std::logic_error for any other: it would be taken for work.
void check_is_reading(std::string_view action);

// How much has been read in this process since its start, for /metrics; safe from all threads.
struct ReadingCounts {
    std::uint64_t readings = 0; // entries of the audit trail
    std::uint64_t exported_lines = 0;
};
ReadingCounts count_readings() noexcept;
// Adds to them what is on record now.
void count_reading(std::string_view action, std::size_t subjects, audit::Facts const& about) noexcept;

// Reading personal data is on record, too. The one thing that a GET stores, and no more than this entry.
// Asks for no origin: whoever follows a link from a mail or another site has read it as well; and what other
// sites embed comes without the cookie of the session (SameSite=Lax), hence is no reading.
template<class Tag>
void note_readings(
    Call const& call, std::string_view action, std::string_view subject_kind,
    std::vector<StrongId<Tag>> const& subjects)
{
    if (subjects.empty())
        return;
    check_is_reading(action);
    auto const noted = run_use_case(context_of(call), [&](Work& work) -> Result<void> {
        for (auto const subject : subjects)
            work.audit(action, subject_kind, subject);
        return {};
    });
    static_cast<void>(noted); // has no problems to report
    count_reading(action, subjects.size(), {});
}
// `about`: how much was shown or asked for, never what.
template<class Tag>
void note_reading(
    Call const& call, std::string_view action, std::string_view subject_kind, StrongId<Tag> subject,
    audit::Facts about = {})
{
    check_is_reading(action);
    auto const noted = run_use_case(context_of(call), [&](Work& work) -> Result<void> {
        work.audit(action, subject_kind, subject, {}, about);
        return {};
    });
    static_cast<void>(noted); // has no problems to report
    count_reading(action, 1, about);
}

} // namespace kommin::web
