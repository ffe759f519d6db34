#include "modules/goals/measures/measure_publication.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/figure_publication.hpp"
#include "modules/goals/measures/measure_reach.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::array texts_of_measures{
    records::TranslatedText{
        .name = measure_field::title,
        .label = "measure.field.title"_msg,
        .longest = 300,
        .is_one_line = true},
    records::TranslatedText{
        .name = measure_field::text, .label = "measure.field.text"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = measure_field::audience,
        .label = "measure.field.audience"_msg,
        .longest = 2'000,
        .is_one_line = true},
    records::TranslatedText{
        .name = measure_field::reach, .label = "measure.field.reach"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = measure_field::plain_text, .label = "goal.field.plain_text"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = measure_field::office,
        .label = "measure.field.office"_msg,
        .longest = 500,
        .is_one_line = true},
    records::TranslatedText{
        .name = measure_field::deadline_remark,
        .label = "measure.field.deadline_remark"_msg,
        .longest = 2'000,
        .is_one_line = true},
    records::TranslatedText{
        .name = measure_field::remark, .label = "form.remark"_msg, .longest = 2'000, .is_one_line = true}};

// What pages show of it only under a condition, "" where they do not.
std::string public_office_of(Measure const& one)
{
    return one.unit ? std::string{} : one.office; // a unit is called by its name
}

std::string public_deadline_remark_of(Measure const& one)
{
    return one.deadline || one.ends ? std::string{} : one.deadline_remark; // there stands a day
}

std::string public_remark_of(Measure const& one)
{
    return one.is_uncertain ? one.remark : std::string{}; // else it is the administration's own
}

std::optional<records::TranslatedSource> find_measure_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    auto one = load_measure(db, tenant, MeasureId{id});
    if (!one || !one->public_since)
        return std::nullopt;
    return records::TranslatedSource{
        .title = meetings::numbered(one->number, one->title),
        .owner = one->owner(),
        .texts
        = {one->title, one->text, one->audience, spelled_reach(load_measure_links(db, tenant, one->id).reach),
           one->plain_text, public_office_of(*one), public_deadline_remark_of(*one), public_remark_of(*one)}};
}

// What the step makes of it.
Measure after_measure_step(Work& work, Measure one, PublicStep step, std::string_view plain_text)
{
    if (step == PublicStep::hide) {
        one.public_since.reset();
        return one;
    }
    one.plain_text = cleaned_plain_text(plain_text);
    if (step == PublicStep::save)
        return one;
    if (!one.public_since)
        one.public_since = work.today();
    if (one.slug.empty())
        one.slug = free_slug(one.title, "massnahme", [&](std::string_view slug) {
            return has_measure_slug(work.db(), work.tenant(), slug);
        });
    return one;
}

std::string_view action_of_step(PublicStep step)
{
    switch (step) {
    case PublicStep::show:
        return "published";
    case PublicStep::hide:
        return "hidden";
    case PublicStep::save:
        break;
    }
    return "changed";
}

}

constinit records::TranslatedKind const translated_measures{
    .kind = measure_subject,
    .history = measure_translation_subject,
    .label = "translate.kind.measure"_msg,
    .texts = texts_of_measures,
    .published_as = published_as,
    .find = &find_measure_texts,
    .list_ids = &list_measure_ids_behind};

Result<bool> change_public_measure(
    Work& work, MeasureVersion const& seen, PublicStep step, std::string_view plain_text)
{
    if (!find_seen_measure(work.db(), work.tenant(), seen.id, work.actor(), edit_measures))
        return Problem::not_found("measure.problem.unknown"_msg);
    if (step != PublicStep::hide) {
        if (auto problems = problems_of_plain_text(plain_text); !problems.empty())
            return std::move(problems.front());
    }
    auto const before = load_whole_measure(work.db(), work.tenant(), seen.id);
    auto after = before;
    after.measure = after_measure_step(work, before.measure, step, plain_text);
    // Before anything else: what is so already is no conflict, whoever made it so.
    if (after.measure.plain_text == before.measure.plain_text
        && after.measure.public_since == before.measure.public_since)
        return false;
    auto const editing = TRY(records::Editing::begin(
        work, edited_measures, seen.id.value, seen.version, edit_measures, "measure.problem.unknown"_msg));
    update_measure(work.db(), work.tenant(), after.measure, work.now());
    editing.keep_changed(form_of(before), form_of(after), action_of_step(step));
    tell_readers(work, before.measure, after.measure);
    return true;
}

void tell_readers(Work& work, Measure const& before, Measure const& now)
{
    if (!before.public_since && !now.public_since)
        return;
    work.publish(published_as);
    keep_open_texts(work, translated_measures, {now.id.value});
    keep_open_texts_of_figures(work, now.id);
}

void tell_readers(Work& work, Measure const& measure)
{
    if (measure.public_since)
        work.publish(published_as);
}

} // namespace kommin::goals
