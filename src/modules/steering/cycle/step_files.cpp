#include "modules/steering/cycle/step_files.hpp"

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/step_file_store.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <utility>

namespace kommin::steering {

using records::one_line;

namespace {

constexpr std::size_t longest_title_of_file = 200; // code points

// A step whose files somebody may change now.
Result<SeenStep> begin_step_files(Work& work, StepId id)
{
    auto found = find_seen_step(work.db(), work.tenant(), id, work.actor());
    if (!found || !(found->may_keep(work.actor()) || found->is_of(work.actor())))
        return Problem::not_found("step.problem.unknown"_msg);
    if (found->year.is_closed)
        return Problem::invalid({}, "year.problem.closed"_msg);
    return std::move(*found);
}

}

MessageKey label_of(FileRemoval removal)
{
    switch (removal) {
    case FileRemoval::names_people:
        return "step.file.removal.names_people"_msg;
    case FileRemoval::wrong_file:
        return "step.file.removal.wrong_file"_msg;
    case FileRemoval::outdated:
        break;
    }
    return "step.file.removal.outdated"_msg;
}

std::vector<Problem> problems_of_step_file(std::string_view title, std::optional<std::size_t> bytes)
{
    records::Fields fields;
    fields.set(step_file_field::title, one_line(title));
    web::FieldCheck check(fields);
    if (fields.value(step_file_field::title).empty())
        check.refuse(step_file_field::title, "paper.problem.title"_msg);
    check.check_length(step_file_field::title, longest_title_of_file);
    if (!bytes)
        check.refuse(step_file_field::file, "step.file.problem.none"_msg);
    auto problems = check.take();
    if (bytes && *bytes > pdf::largest_document)
        problems.push_back(
            {ProblemKind::too_large,
             std::string(step_file_field::file),
             "pdf.problem.too_large"_msg,
             {{"limit", std::to_string(pdf::largest_document >> 20U)}}});
    return problems;
}

Result<void> check_step_file_quota(
    db::Connection& db, TenantId tenant, StepId step, StepFileQuota const& quota)
{
    if (count_step_files(db, tenant, step) >= quota.of_a_step)
        return Problem::conflict(
            {}, "step.file.problem.too_many"_msg, {{"limit", std::to_string(quota.of_a_step)}});
    if (bytes_of_step_files(db, tenant) >= quota.bytes_of_a_district)
        return Problem::conflict({}, "step.file.problem.full"_msg);
    return {};
}

Result<StepFileId> add_step_file(
    Work& work, StepId step, std::string_view title, StoredStepFile const& file, std::string_view form_key,
    StepFileQuota const& quota)
{
    auto const found = TRY(begin_step_files(work, step));
    StepFile const wanted{
        .id = {}, .title = one_line(title), .hash = file.hash, .size = file.size, .pages = file.pages};
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(step.value) + ' '
        + wanted.hash + ' ' + wanted.title);
    if (auto const added = find_step_file_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_step_file(wanted.title, static_cast<std::size_t>(file.size));
        !problems.empty())
        return std::move(problems.front());
    TRY(check_step_file_quota(work.db(), work.tenant(), step, quota));
    auto const id = insert_step_file(work.db(), work.tenant(), step, wanted, mark, work.now());
    work.audit("steering.step.file_added", step_subject.word(), step);
    return id;
}

Result<void> remove_step_file(Work& work, StepId step, StepFileId id, FileRemoval reason)
{
    auto const found = TRY(begin_step_files(work, step));
    if (std::ranges::find(found.whole.files, id, &StepFile::id) == found.whole.files.end())
        return Problem::not_found("step.file.problem.unknown"_msg);
    erase_step_file(work.db(), work.tenant(), id);
    work.audit("steering.step.file_removed", step_subject.word(), step, {}, {{"reason", to_text(reason)}});
    return {};
}

std::optional<http::Response> send_step_file(StepFileCare const& care, TenantId tenant, StepFile const& file)
{
    auto& store = care.files->of(tenant);
    if (!store.contains(file.hash))
        return std::nullopt;
    http::File sent;
    sent.path = *store.path_of(file.hash);
    sent.content_type = "application/pdf";
    sent.download_name = file.title + ".pdf";
    return http::Response(http::Status::ok).file(std::move(sent)).no_store();
}

std::vector<std::string> list_step_file_hashes(db::Connection& db, TenantId tenant)
{
    return list_hashes_of_step_files(db, tenant);
}

RecurringRule step_file_erasure(std::shared_ptr<files::BlobStores> files)
{
    return {
        .kind = "steering.files_unnamed",
        .at = i18n::TimeOfDay::at(3, 55),
        .run = [files = std::move(files)](Work& work) -> Result<void> {
            files::erase_unnamed(
                files->of(work.tenant()), [&] { return list_step_file_hashes(work.db(), work.tenant()); });
            return {};
        },
        .label = "job.steering.files_unnamed"_msg};
}

} // namespace kommin::steering
