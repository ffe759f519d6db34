// Routes of the desk for the evaluation of a session.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/evaluation/evaluation_desk.hpp"
#include "modules/meetings/evaluation/evaluation_letters.hpp"
#include "modules/meetings/evaluation/evaluation_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/date.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>

namespace kommin::meetings {

using html::Writer;

namespace {

http::Response see_evaluation(MeetingId id)
{
    return http::Response::redirect(http::Status::see_other, meeting_url(id, evaluation_path).text());
}

std::optional<Evaluation> load_evaluation(web::Call const& call, MeetingId id)
{
    return web::read(call, [&](db::Connection& db) { return find_evaluation(db, call.site.tenant, id); });
}

// What a colleague has saved since the form was opened, beside its fields: whoever saves again does so
// knowing it.
void add_stored(
    std::vector<Problem>& problems, EvaluationForm const& typed, Evaluation const& stored,
    i18n::Texts const& texts)
{
    auto const add = [&](std::string field, std::string value) {
        problems.push_back(Problem::conflict(
            std::move(field), "record.problem.stored_meanwhile"_msg, {{"value", std::move(value)}}));
    };
    auto const now = form_of(stored);
    // Another spelling of the same day is no other day.
    if (stored.state == EvaluationState::open
        && parse_typed_date(typed.last_day) != parse_typed_date(now.last_day))
        add("last_day", now.last_day);
    if (typed.shows_results != now.shows_results)
        add("shows_results",
            std::string(
                texts(now.shows_results ? "evaluation.desk.show.yes"_msg : "evaluation.desk.show.no"_msg)));
}

// As it is now; with what was typed where something stood in the way. Whoever is named in a text does not
// know of it: that the texts were read is on record.
http::Response show_page(
    web::Call const& call, SeenMeeting const& seen, std::optional<EvaluationForm> typed = std::nullopt,
    std::vector<Problem> problems = {})
{
    auto page = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto evaluation = find_evaluation(db, tenant, seen.meeting.id);
        auto form
            = evaluation ? form_of(*evaluation) : suggested_evaluation(seen.meeting, call.local_now().date);
        EvaluationPage found{
            .seen = seen,
            .evaluation = std::move(evaluation),
            .can_be_evaluated = can_be_evaluated(seen.meeting, find_programme(db, tenant, seen.meeting.id)),
            .results = {},
            .texts = {},
            .form = std::move(form)};
        if (found.evaluation) {
            found.results = list_evaluation_results(db, tenant, *found.evaluation);
            found.texts = list_evaluation_texts(db, tenant, *found.evaluation);
        }
        return found;
    });
    if (!page.texts.empty())
        web::note_reading(
            call, "meetings.evaluation.read", meeting_subject.word(), seen.meeting.id,
            {{"shown", static_cast<std::int64_t>(page.texts.size())}});
    if (typed && page.evaluation && typed->version != page.evaluation->version) {
        add_stored(problems, *typed, *page.evaluation, web::staff_texts(call));
        typed->version = page.evaluation->version;
    }
    if (typed)
        page.form = std::move(*typed);
    page.problems = std::move(problems);
    return evaluation_page(call, page);
}

}

http::Response show_evaluation(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    return seen ? show_page(call, *seen) : web::staff_not_found(call);
}

http::Response save_evaluation_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!posted || !seen)
        return web::staff_not_found(call);
    EvaluationForm const form{
        .version = parse_number(posted->value("fassung")).value_or(0),
        .last_day = std::string(trim(posted->value("last_day"))),
        .shows_results = !posted->value("shows_results").empty()};
    auto const saved
        = web::write(call, [&](Work& work) { return save_evaluation(work, seen->meeting.id, form); });
    if (saved)
        return see_evaluation(seen->meeting.id);
    if (saved.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_page(call, *seen, form, {saved.problem()});
}

http::Response ask_before_closing(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    auto const evaluation = seen ? load_evaluation(call, seen->meeting.id) : std::nullopt;
    if (!evaluation)
        return web::staff_not_found(call);
    return evaluation->state == EvaluationState::open ? closing_question(call, *seen, *evaluation)
                                                      : see_evaluation(seen->meeting.id);
}

http::Response close_evaluation_at_desk(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    if (!call.request.form() || !seen)
        return web::staff_not_found(call);
    auto const closed
        = web::write(call, [&](Work& work) { return close_evaluation(work, seen->meeting.id); });
    if (closed)
        return see_evaluation(seen->meeting.id);
    if (closed.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_page(call, *seen, std::nullopt, {closed.problem()});
}

http::Response strike_text_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const number = parse_number(form->value("nummer"));
    if (!number) { // of no form of ours: the page is shown as it is
        call.nothing_was_done = true;
        return see_evaluation(seen->meeting.id);
    }
    auto const struck
        = web::write(call, [&](Work& work) { return strike_text(work, seen->meeting.id, *number); });
    if (!struck)
        return web::staff_not_found(call);
    call.nothing_was_done = !*struck;
    return see_evaluation(seen->meeting.id);
}

web::Body evaluation_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    if (!call.actor().may(invite, seen.panel.owner()))
        return {};
    auto const evaluation = load_evaluation(call, seen.meeting.id);
    bool const can_be = web::read(call, [&](db::Connection& db) {
        return can_be_evaluated(seen.meeting, find_programme(db, call.site.tenant, seen.meeting.id));
    });
    if (!evaluation && !can_be)
        return {};
    return [&call, id = seen.meeting.id, evaluation](Writer& w) {
        auto const& texts = web::staff_texts(call);
        w(R"(<section class="stack" aria-labelledby="rueckmeldung"><h2 id="rueckmeldung">{}</h2><p>{}</p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></section>)",
          texts("evaluation.desk.title"_msg),
          evaluation ? forms_of(texts, *evaluation) : std::string(texts("evaluation.desk.none"_msg)),
          meeting_url(id, evaluation_path), texts("evaluation.desk.manage"_msg));
    };
}

} // namespace kommin::meetings
