// Routes of the desk on which a measure is shown to everybody, or no longer.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/publication_pages.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

struct TypedPlainText {
    std::optional<std::string> plain_text = {}; // nothing: as it is stored
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {};
};
http::Response show_publication_of(
    web::Call& call, Measure const& one, PreviewOfMeasure preview, TypedPlainText const& typed)
{
    auto frame = frame_below_measure(call, one, std::string(web::staff_texts(call)("goal.public.title"_msg)));
    frame.problems = typed.problems;
    return publication_page(
        call,
        {.frame = std::move(frame),
         .url = measure_url(one.id, "oeffentlich"),
         .back = measure_url(one.id),
         .public_page = one.public_since ? std::optional(public_measure_url(one.slug)) : std::nullopt,
         .version = one.version,
         .plain_text = typed.plain_text ? *typed.plain_text : one.plain_text,
         .since = one.public_since,
         .what = "measure.public.what"_msg,
         .preview = preview(call, one.id),
         .not_stored = typed.not_stored});
}

}

http::Response show_measure_publication(web::Call& call, PreviewOfMeasure preview)
{
    auto const one = measure_in_path(call, edit_measures);
    return one ? show_publication_of(call, *one, preview, {}) : web::staff_not_found(call);
}

http::Response press_measure_publication(web::Call& call, PublicStep step, PreviewOfMeasure preview)
{
    auto const one = measure_in_path(call, edit_measures);
    auto const posted = call.request.form();
    if (!one || !posted)
        return web::staff_not_found(call);
    auto const typed = std::string(posted->value(measure_field::plain_text));
    auto const version = parse_number(posted->value("fassung")).value_or(0);
    auto const done = web::write(call, [&](Work& work) {
        return change_public_measure(work, MeasureVersion{one->id, version}, step, typed);
    });
    if (done) {
        call.nothing_was_done = !*done;
        return http::Response::redirect(http::Status::see_other, measure_url(one->id, "oeffentlich").text());
    }
    auto const now = measure_in_path(call, edit_measures);
    if (!now || done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    TypedPlainText again{.problems = {done.problem()}};
    if (done.problem().kind == ProblemKind::invalid)
        again.plain_text = typed;
    else if (step != PublicStep::hide && cleaned_plain_text(typed) != now->plain_text)
        again.not_stored = {typed};
    return show_publication_of(call, *now, preview, again);
}

} // namespace kommin::goals
