#include "modules/meetings/evaluation/evaluation_site.hpp"

#include "modules/meetings/evaluation/evaluation_editing.hpp"
#include "modules/meetings/evaluation/evaluation_form_page.hpp"
#include "modules/meetings/evaluation/filling.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <string>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Writer;
using web::Visit;

namespace {

struct Asked {
    Evaluation evaluation;
    Meeting meeting;
    EvaluationPhase phase;
};

// Of a session of which nobody outside may know nobody is told, as by the form of its registration.
std::optional<Asked> load_asked(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<Asked> {
        auto const tenant = visit.call.site.tenant;
        auto evaluation = find_evaluation(db, tenant, visit.call.path["slug"]);
        auto meeting = evaluation ? load_meeting(db, tenant, evaluation->meeting) : std::nullopt;
        if (!meeting || !is_known_outside(*meeting, find_programme(db, tenant, meeting->id)))
            return std::nullopt;
        auto const phase = phase_of(*evaluation, *meeting, *visit.call.site.zone, visit.call.clock.now());
        return Asked{std::move(*evaluation), std::move(*meeting), phase};
    });
}

EvaluationEntries posted_entries(http::Form const& posted)
{
    EvaluationEntries entries;
    for (auto const question : all_questions)
        entries.choices.at(static_cast<std::size_t>(question)) = posted.value(to_text(question));
    for (auto const kind : all_text_kinds)
        entries.texts.at(static_cast<std::size_t>(kind)) = posted.value(to_text(kind));
    return entries;
}

}

http::Response show_evaluation_form(Visit& visit)
{
    auto const asked = load_asked(visit);
    if (!asked)
        return web::not_found(visit);
    if (asked->phase != EvaluationPhase::open)
        return no_evaluation_page(visit, asked->evaluation, asked->meeting, asked->phase);
    EvaluationEntries const nothing{};
    return evaluation_form_page(
        visit, http::Status::ok,
        {.evaluation = asked->evaluation,
         .meeting = asked->meeting,
         .entries = nothing,
         .key = web::new_form_key(visit)});
}

http::Response send_evaluation(Visit& visit, web::VisitorGate& gate)
{
    auto const asked = load_asked(visit);
    if (!asked)
        return web::not_found(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const entries = posted_entries(posted);
        auto const thanks = evaluation_thanks_url(visit, asked->evaluation);
        return web::PublicForm{
            .check = [entries] { return problems_of(entries); },
            .receive = [&asked, entries, key, thanks](Work& work) -> Result<html::Url> {
                TRY(fill_in_evaluation(work, asked->meeting.id, entries, key));
                return thanks;
            },
            .show =
                [&visit, &asked, entries, key](http::Status status, std::vector<Problem> const& problems) {
                    return evaluation_form_page(
                        visit, status,
                        {.evaluation = asked->evaluation,
                         .meeting = asked->meeting,
                         .entries = entries,
                         .key = key,
                         .problems = problems});
                },
            .thanks = thanks};
    });
}

http::Response thank_for_evaluation(Visit& visit)
{
    auto const asked = load_asked(visit);
    return asked ? evaluation_thanks_page(visit, asked->evaluation, asked->meeting) : web::not_found(visit);
}

std::optional<PublicEvaluation> find_public_evaluation(
    db::Connection& db, Visit const& visit, Meeting const& meeting)
{
    auto const tenant = visit.call.site.tenant;
    auto evaluation = find_evaluation(db, tenant, meeting.id);
    if (!evaluation)
        return std::nullopt;
    auto const phase = phase_of(*evaluation, meeting, *visit.call.site.zone, visit.call.clock.now());
    auto results = evaluation->shows_results ? list_evaluation_results(db, tenant, *evaluation)
                                             : std::vector<QuestionResult>{};
    return PublicEvaluation{std::move(*evaluation), phase, std::move(results)};
}

void write_evaluation_link(Writer& w, Visit const& visit, PublicEvaluation const& shown)
{
    if (shown.phase == EvaluationPhase::open)
        w(R"(<p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
          evaluation_url(visit, shown.evaluation), visit.texts("evaluation.link"_msg));
}

void write_evaluation_results(Writer& w, Visit const& visit, PublicEvaluation const& shown)
{
    auto const& texts = visit.texts;
    auto const& evaluation = shown.evaluation;
    if (!evaluation.shows_results || evaluation.state != EvaluationState::closed)
        return;
    w(R"(<section class="km-stack km-prose" aria-labelledby="rueckmeldung"><h2 id="rueckmeldung">{}</h2><p>{}</p>{}</section>)",
      texts("evaluation.results"_msg),
      evaluation.has_results() ? texts("evaluation.results.forms"_msg, {{"count", evaluation.filled}})
                               : std::string(texts("evaluation.results.too_few"_msg)),
      each(shown.results, [&](Writer& inner, QuestionResult const& result) {
          write_result(inner, texts, result);
      }));
}

} // namespace kommin::meetings
