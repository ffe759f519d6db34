// Routes of the desk for files of steps, and their pages.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/step_file_desk.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::steering {

using html::Writer;

namespace {

constexpr std::chrono::seconds for_the_answer_with_pdf{2};

struct StepWithFiles {
    SeenStep seen;
    YearNames names;
    [[nodiscard]] StepId id() const { return seen.whole.step.id; }
    [[nodiscard]] StepFile const* file(std::string_view typed) const
    {
        auto const number = parse_number(typed);
        auto const found = std::ranges::find(seen.whole.files, StepFileId{number.value_or(0)}, &StepFile::id);
        return found == seen.whole.files.end() ? nullptr : &*found;
    }
};

// The step that the address names, below its year.
std::optional<StepWithFiles> step_with_files(web::Call const& call)
{
    auto const year = parse_number(call.path["jahr"]);
    auto const step = parse_number(call.path["schritt"]);
    if (!year || !step || *step < 1)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<StepWithFiles> {
        auto seen = find_seen_step(db, call.site.tenant, StepId{*step}, call.actor());
        if (!seen || seen->year.id.value != *year)
            return std::nullopt;
        return StepWithFiles{*std::move(seen), load_year_names(db, call.site.tenant, call.local_now().date)};
    });
}

bool may_change_files(web::Call const& call, SeenStep const& seen)
{
    return !seen.year.is_closed && (seen.may_keep(call.actor()) || seen.is_of(call.actor()));
}

http::Response back_to_step(SeenStep const& seen)
{
    return http::Response::redirect(
        http::Status::see_other, step_url(seen.year.id, seen.whole.step.id).text());
}

struct TypedFile {
    std::string title = {};
    std::string key = {};
    std::vector<Problem> problems = {};
};

http::Response new_file_page(web::Call const& call, StepWithFiles const& at, TypedFile const& typed)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_step(call, at.seen, at.names, std::string(texts("step.file.new"_msg)));
    frame.problems = typed.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<form class="form stack stack-top measure" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}<input type="hidden" name="schluessel" value="{}"><div class="sec">{}{}</div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
          step_url(at.seen.year.id, at.id(), "neue-datei"), web::RequiredNote{texts}, web::FormToken{call},
          typed.key,
          web::TextField{
              .texts = texts,
              .name = step_file_field::title,
              .label = "meeting.field.title"_msg,
              .value = typed.title,
              .problems = typed.problems,
              .width = web::FieldWidth::whole,
              .is_required = true,
              .language = web::language_of_content(texts)},
          web::FileField{
              .texts = texts,
              .label = "paper.file"_msg,
              .accept = "application/pdf",
              .problems = typed.problems,
              .hint = "paper.file.hint"_msg,
              .limit = std::to_string(pdf::largest_document >> 20U)},
          web::SubmitButton{texts("form.add"_msg)}, step_url(at.seen.year.id, at.id()),
          texts("form.back"_msg));
    });
}

http::Response removal_page(
    web::Call const& call, StepWithFiles const& at, StepFile const& file, std::vector<Problem> problems = {})
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_step(
        call, at.seen, at.names, texts("step.file.remove.title"_msg, {{"title", file.title}}));
    frame.problems = std::move(problems);
    auto const choices = web::choices_among(std::span<FileRemoval const>(all_file_removals), texts);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack stack-top measure"><p>{}</p><form class="form" method="post" action="{}" novalidate>{}<div class="sec">{}</div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
          texts("step.file.remove.text"_msg), step_file_url(at.seen.year.id, at.id(), file.id, "entfernen"),
          web::FormToken{call},
          web::ChoiceGroup{
              .texts = texts,
              .name = step_file_field::reason,
              .legend = "step.file.removal"_msg,
              .choices = choices,
              .problems = frame.problems},
          web::SubmitButton{texts("step.file.remove"_msg)}, step_url(at.seen.year.id, at.id()),
          texts("form.back"_msg));
    });
}

// The bytes as they may be kept, on disk before the row that names them; without one they go some night.
Result<StoredStepFile> take_step_file(
    web::Call& call, StepFileCare const& care, StepId step, http::Part const& file)
{
    // Asked before the work, and once more with it.
    TRY(web::read(call, [&](db::Connection& db) {
        return check_step_file_quota(db, call.site.tenant, step, care.quota);
    }));
    auto made = care.cleaner->clean(file.content, call.request.deadline() - for_the_answer_with_pdf);
    web::go_on(call);
    if (!made) {
        made.problem().field = step_file_field::file;
        return std::move(made).problem();
    }
    return StoredStepFile{
        care.files->of(call.site.tenant).put(made->bytes), static_cast<std::int64_t>(made->bytes.size()),
        made->pages};
}

}

http::Response show_new_step_file(web::Call& call)
{
    auto const at = step_with_files(call);
    if (!at)
        return web::staff_not_found(call);
    if (!may_change_files(call, at->seen))
        return back_to_step(at->seen);
    return new_file_page(call, *at, {.key = crypto::random_token()});
}

http::Response add_step_file_at_desk(web::Call& call, StepFileCare const& care)
{
    auto const at = step_with_files(call);
    if (!at)
        return web::staff_not_found(call);
    if (!may_change_files(call, at->seen)) {
        call.nothing_was_done = true; // their page has no form
        return back_to_step(at->seen);
    }
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : Result<http::Form>(body.problem());
    if (!posted)
        return new_file_page(
            call, *at, {.key = crypto::random_token(), .problems = problems_of_step_file({}, {})});
    TypedFile typed{
        .title = std::string(trim(posted->value(step_file_field::title))),
        .key = web::key_of_form(*posted),
        .problems = {}};
    auto const* file = body->file(step_file_field::file);
    bool const is_chosen = file != nullptr && !file->content.empty();
    typed.problems
        = problems_of_step_file(typed.title, is_chosen ? std::optional(file->content.size()) : std::nullopt);
    if (!typed.problems.empty())
        return new_file_page(call, *at, typed);
    auto const stored = take_step_file(call, care, at->id(), *file);
    auto const added = !stored ? Result<StepFileId>(stored.problem()) : web::write(call, [&](Work& work) {
        return add_step_file(work, at->id(), typed.title, *stored, typed.key, care.quota);
    });
    if (added)
        return back_to_step(at->seen);
    if (added.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    typed.problems = {added.problem()};
    auto page = new_file_page(call, *at, typed);
    if (added.problem().kind == ProblemKind::unavailable)
        page.header("Retry-After", "60"); // as the sentence says
    return page;
}

http::Response send_step_file_at_desk(web::Call& call, StepFileCare const& care)
{
    auto const at = step_with_files(call);
    auto const* file = at ? at->file(call.path["dokument"]) : nullptr;
    auto sent = file != nullptr ? send_step_file(care, call.site.tenant, *file) : std::nullopt;
    return sent ? *std::move(sent) : web::staff_not_found(call);
}

http::Response ask_before_removing_step_file(web::Call& call)
{
    auto const at = step_with_files(call);
    auto const* file = at ? at->file(call.path["dokument"]) : nullptr;
    if (file == nullptr)
        return web::staff_not_found(call);
    return may_change_files(call, at->seen) ? removal_page(call, *at, *file) : back_to_step(at->seen);
}

http::Response remove_step_file_at_desk(web::Call& call)
{
    auto const at = step_with_files(call);
    auto const* file = at ? at->file(call.path["dokument"]) : nullptr;
    if (file == nullptr)
        return web::staff_not_found(call);
    if (!may_change_files(call, at->seen)) {
        call.nothing_was_done = true; // their page has no button
        return back_to_step(at->seen);
    }
    auto const posted = call.request.form();
    auto const reason = enum_from<FileRemoval>(posted ? posted->value(step_file_field::reason) : "");
    if (!reason)
        return removal_page(
            call, *at, *file,
            {Problem::invalid(std::string(step_file_field::reason), "form.not_chosen"_msg)});
    auto const removed
        = web::write(call, [&](Work& work) { return remove_step_file(work, at->id(), file->id, *reason); });
    if (removed)
        return back_to_step(at->seen);
    return removed.problem().kind == ProblemKind::not_found
        ? web::staff_not_found(call)
        : removal_page(call, *at, *file, {removed.problem()});
}

} // namespace kommin::steering
