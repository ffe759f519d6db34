// Routes of the desk for steps.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace kommin::steering {

using records::Fields;

namespace {

Fields posted_step(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_step_fields) {
        Fields::Values values;
        for (auto const typed : posted.values(field.name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        fields.set(field.name, std::move(values));
    }
    return fields;
}

struct FoundStep {
    SeenStep seen;
    YearNames names;
    std::vector<meetings::NamedDecision> decisions;
    SubjectTitles titles; // of what its decisions are about
};
// That the address names, below its year.
std::optional<FoundStep> step_in_path(web::Call const& call)
{
    auto const year = parse_number(call.path["jahr"]);
    auto const step = parse_number(call.path["schritt"]);
    if (!year || !step || *step < 1)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundStep> {
        auto const tenant = call.site.tenant;
        auto seen = find_seen_step(db, tenant, StepId{*step}, call.actor());
        if (!seen || seen->year.id.value != *year)
            return std::nullopt;
        auto decisions = list_decisions_of_year(db, tenant, call.actor(), seen->year);
        auto titles = load_subject_titles(db, tenant, call.actor(), seen->whole.subjects);
        return FoundStep{
            std::move(*seen), load_year_names(db, tenant, call.local_now().date), std::move(decisions),
            std::move(titles)};
    });
}

bool may_change(web::Call const& call, SeenStep const& seen)
{
    return seen.may_keep(call.actor()) || seen.is_of(call.actor());
}

http::Response step_page_of(
    web::Call const& call, FoundStep const& found, std::vector<Problem> problems = {},
    std::vector<std::string> not_stored = {})
{
    return step_page(
        call,
        {.seen = found.seen,
         .names = found.names,
         .decisions = found.decisions,
         .titles = found.titles,
         .may_read_decisions = meetings::may_read_decisions(call.actor(), found.seen.year.owner()),
         .may_change = !found.seen.year.is_closed && may_change(call, found.seen),
         .problems = std::move(problems),
         .not_stored = std::move(not_stored),
         .life = web::life_line(call, {year_subject, found.seen.year.id.value})});
}

// One step at the desk; whoever neither keeps it nor sees to it reads its history alone.
class StepDesk : public web::RecordDesk {
public:
    explicit StepDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto found = step_in_path(call());
        found_.reset();
        if (!found)
            return false;
        auto const& step = found->seen.whole.step;
        auto state = records::undrafted(step.version, step.changed_at);
        state.owner = found->seen.year.owner();
        bool const may_keep = found->seen.may_keep(call().actor());
        auto takers = may_keep
            ? web::read(
                  call(),
                  [&](db::Connection& db) {
                      return list_step_takers(db, call().site.tenant, found->seen.year.owner());
                  })
            : std::vector<StepTaker>{};
        found_ = Found{std::move(*found), std::move(takers), may_keep, std::move(state)};
        return true;
    }
    [[nodiscard]] SeenStep const& seen() const { return found_->of.seen; }
    [[nodiscard]] FoundStep const& found() const { return found_->of; }
    [[nodiscard]] bool only_reads() const { return !may_change(call(), seen()); }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(seen().whole); }
    [[nodiscard]] Fields fields() const override { return record(); }
    // Earlier versions may name what the step names no longer.
    [[nodiscard]] web::RecordForm form() const override
    {
        auto titles = found_->of.titles;
        auto const decidable = web::read(call(), [&](db::Connection& db) {
            return list_decidable(db, call().site.tenant, call().actor(), seen().year);
        });
        for (auto const& goal : decidable.all_goals)
            titles.of_goals.emplace(goal.id, goals::full_title_of(goal));
        for (auto const& measure : decidable.all_measures)
            titles.of_measures.emplace(measure.id, goals::full_title_of(measure));
        return step_record_form(
            web::staff_texts(call()),
            {.accounts = found_->of.names.accounts,
             .decisions = found_->of.decisions,
             .titles = std::move(titles)});
    }
    // What the form does not ask of this person stays as it was.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = with_unseen_decisions(
            posted_step(posted), seen().whole,
            meetings::may_read_decisions(call().actor(), seen().year.owner()));
        if (!found_->may_keep) {
            for (auto const name : {step_field::account, step_field::owner, step_field::due})
                fields.set(name, std::string(record().value(name)));
        }
        fields.set(
            step_field::subjects, record().values(step_field::subjects)); // they have a page of their own
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_step(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_step(fields), problems_of(fields));
    }
    [[nodiscard]] Fields compared_fields(Fields const& fields) const override { return fields; }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{step_subject, seen().whole.step.id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->of.names.accounts; }
    [[nodiscard]] html::Url url() const override
    {
        return step_url(seen().year.id, seen().whole.step.id, "bearbeiten");
    }
    [[nodiscard]] html::Url history_url() const override
    {
        return step_url(seen().year.id, seen().whole.step.id, "verlauf");
    }
    [[nodiscard]] bool has_form() const override { return !seen().year.is_closed && !only_reads(); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_step(call(), seen(), found_->of.names, std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return std::string(web::staff_texts(call())(label_of(seen().whole.step.kind)));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return step_form_page(
            call(),
            {.seen = seen(),
             .names = found_->of.names,
             .decisions = found_->of.decisions,
             .takers = found_->takers,
             .may_keep = found_->may_keep,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        FoundStep of;
        std::vector<StepTaker> takers;
        bool may_keep;
        records::EditState state;
    };
    std::optional<Found> found_;
};

// What one of its decisions is about: a page of its own, and all of it one record.
class SubjectsDesk : public StepDesk {
public:
    explicit SubjectsDesk(web::Call const& call)
        : StepDesk(call)
    { }

    // The decision that the address names, where the step has it and this person may read it.
    [[nodiscard]] meetings::NamedDecision const* decision() const
    {
        auto const asked = read_decision(call().request.query().value("beschluss"));
        if (!asked || std::ranges::find(seen().whole.decisions, *asked) == seen().whole.decisions.end())
            return nullptr;
        auto const named = std::ranges::find_if(found().decisions, [&](meetings::NamedDecision const& one) {
            return StepDecision{one.meeting, one.motion} == *asked;
        });
        return named == found().decisions.end() ? nullptr : &*named;
    }
    // What stands there of other decisions, and what this person does not see, stays.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = record();
        Fields::Values values;
        for (auto const& one : seen().whole.subjects) {
            if (!is_of_decision(one) || found().titles.of(one).empty())
                values.push_back(subject_value(one));
        }
        for (auto const typed : posted.values(step_field::subjects)) {
            if (auto const subject = read_subject(typed); subject && is_of_decision(*subject))
                values.push_back(subject_value(*subject));
        }
        fields.set(step_field::subjects, std::move(values));
        return fields;
    }
    [[nodiscard]] html::Url url() const override
    {
        auto const* one = decision();
        return one == nullptr
            ? step_url(seen().year.id, seen().whole.step.id)
            : subjects_url(seen().year.id, seen().whole.step.id, {one->meeting, one->motion});
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        auto const* one = decision();
        if (one == nullptr)
            return web::staff_not_found(call());
        auto const choices = choices_for(*one);
        std::ptrdiff_t unseen = 0;
        for (auto const& subject : seen().whole.subjects)
            unseen += is_of_decision(subject) && found().titles.of(subject).empty() ? 1 : 0;
        return subjects_form_page(
            call(),
            {.seen = seen(),
             .names = found().names,
             .decision = *one,
             .choices = choices,
             .unseen = unseen,
             .fields = form.fields,
             .problems = std::move(form.problems)});
    }

private:
    [[nodiscard]] bool is_of_decision(DecisionSubject const& subject) const
    {
        auto const* one = decision();
        return one != nullptr && subject.decision == StepDecision{one->meeting, one->motion};
    }
    [[nodiscard]] std::vector<web::Choice> choices_for(meetings::NamedDecision const& decision) const
    {
        auto const& texts = web::staff_texts(call());
        auto const decidable = web::read(call(), [&](db::Connection& db) {
            return list_decidable(db, call().site.tenant, call().actor(), seen().year);
        });
        StepDecision const of{decision.meeting, decision.motion};
        std::vector<web::Choice> choices;
        for (auto const& goal : decidable.all_goals)
            choices.push_back(
                {subject_value({of, goal.id, {}}),
                 texts("step.subject.goal"_msg, {{"title", goals::full_title_of(goal)}})});
        for (auto const& measure : decidable.all_measures)
            choices.push_back(
                {subject_value({of, {}, measure.id}),
                 texts("step.subject.measure"_msg, {{"title", goals::full_title_of(measure)}})});
        // What is another owner's by now stays a choice.
        for (auto const& subject : seen().whole.subjects) {
            auto const value = subject_value(subject);
            if (is_of_decision(subject) && !found().titles.of(subject).empty()
                && std::ranges::find(choices, value, &web::Choice::value) == choices.end())
                choices.push_back({value, found().titles.of(subject)});
        }
        return choices;
    }
};

http::Response to_step(SeenStep const& seen)
{
    return http::Response::redirect(
        http::Status::see_other, step_url(seen.year.id, seen.whole.step.id).text());
}

// A button below a step: what it did leads back to its page, what stood in its way is said there.
template<class Done>
http::Response press_on_step(web::Call& call, std::function<Result<Done>(Work&, StepVersion const&)> use_case)
{
    auto const form = call.request.form();
    auto const found = step_in_path(call);
    if (!form || !found)
        return web::staff_not_found(call);
    if (!may_change(call, found->seen)) {
        call.nothing_was_done = true; // their page has no button
        return to_step(found->seen);
    }
    StepVersion const seen{found->seen.whole.step.id, parse_number(form->value("fassung")).value_or(0)};
    auto const done = web::write(call, [&](Work& work) { return use_case(work, seen); });
    if (done) {
        call.nothing_was_done = !static_cast<bool>(*done);
        return to_step(found->seen);
    }
    auto const now = step_in_path(call);
    return now ? step_page_of(call, *now, {done.problem()}) : web::staff_not_found(call);
}

std::vector<std::string> typed_words(Fields const& fields)
{
    std::vector<std::string> words;
    for (auto const name :
         {step_field::outcome, step_field::owner, step_field::lines, step_field::documents}) {
        if (std::string value(fields.value(name)); !value.empty())
            words.push_back(std::move(value));
    }
    return words;
}

}

http::Response show_step(web::Call& call)
{
    auto const found = step_in_path(call);
    return found ? step_page_of(call, *found) : web::staff_not_found(call);
}

http::Response show_step_form(web::Call& call)
{
    StepDesk desk(call);
    if (desk.load() && !desk.has_form())
        return to_step(desk.seen());
    return web::show_record(call, desk);
}

http::Response save_step_form(web::Call& call)
{
    StepDesk desk(call);
    auto const form = call.request.form();
    if (desk.load() && desk.only_reads()) {
        call.nothing_was_done = true; // their page has no form
        return to_step(desk.seen());
    }
    if (form && desk.load() && desk.seen().year.is_closed)
        return step_page_of(
            call, desk.found(), {Problem::conflict({}, "year.problem.closed"_msg)},
            typed_words(posted_step(*form)));
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_step(work, {desk.seen().whole.step.id, seen.version}, fields);
        });
}

http::Response show_subjects_form(web::Call& call)
{
    SubjectsDesk desk(call);
    if (desk.load() && (!desk.has_form() || desk.decision() == nullptr))
        return to_step(desk.seen());
    return web::show_record(call, desk);
}

http::Response save_subjects_form(web::Call& call)
{
    SubjectsDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    if (desk.only_reads()) {
        call.nothing_was_done = true; // their page has no form
        return to_step(desk.seen());
    }
    if (desk.seen().year.is_closed)
        return step_page_of(call, desk.found(), {Problem::conflict({}, "year.problem.closed"_msg)});
    if (desk.decision() == nullptr)
        return step_page_of(call, desk.found(), {Problem::conflict({}, "step.problem.decision_gone"_msg)});
    auto answer = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_step(work, {desk.seen().whole.step.id, seen.version}, fields);
        });
    return answer.status() == http::Status::see_other ? to_step(desk.seen()) : std::move(answer);
}

http::Response show_step_history(web::Call& call)
{
    StepDesk desk(call);
    return web::show_history(call, desk);
}

http::Response tick_step_line_at_desk(web::Call& call)
{
    return press_on_step<bool>(call, [&](Work& work, StepVersion const& seen) -> Result<bool> {
        auto const form = call.request.form();
        auto const position = parse_number(form->value("stelle"));
        if (!position)
            return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
        return tick_step_line(
            work, seen,
            {.position = *position,
             .title = form->value("zeile"),
             .is_done = form->value("erledigt") == "ja"});
    });
}

http::Response adopt_proposed_lines_at_desk(web::Call& call)
{
    return press_on_step<int>(call, [&](Work& work, StepVersion const& seen) -> Result<int> {
        auto const step = load_step(work.db(), work.tenant(), seen.id);
        if (!step)
            return Problem::not_found("step.problem.unknown"_msg);
        return adopt_proposed_lines(work, seen, proposed_lines(step->kind));
    });
}

} // namespace kommin::steering
