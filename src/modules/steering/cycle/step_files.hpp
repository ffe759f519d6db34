#pragma once
// Files of a step: a PDF beside its typed addresses, made anew as papers of agendas are (docs/adr/0079).
// Whoever may change the step adds and removes them, each on record; what belongs to a closed year stays.

#include "modules/steering/cycle/year_editing.hpp"
#include "platform/files/blob_stores.hpp"
#include "platform/http/response.hpp"
#include "platform/pdf/cleaner.hpp"
#include "platform/work/job_rules.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

struct StepFileQuota {
    std::int64_t of_a_step = 30;
    std::int64_t bytes_of_a_district = std::int64_t{20} << 30U;
};

// Wired by the app.
struct StepFileCare {
    std::shared_ptr<files::BlobStores> files;
    std::shared_ptr<pdf::Cleaner> cleaner;
    StepFileQuota quota = {};
};

namespace step_file_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view file = "datei";
inline constexpr std::string_view reason = "grund";
} // namespace step_file_field

// Why a file is removed. A choice and no words, because it stands in the audit trail, from which nobody could
// take a name out.
enum class FileRemoval : std::uint8_t { names_people, wrong_file, outdated };
inline constexpr std::array<std::string_view, 3> file_removal_names{"names_people", "wrong_file", "outdated"};
inline constexpr std::array all_file_removals{
    FileRemoval::names_people, FileRemoval::wrong_file, FileRemoval::outdated};
inline std::string_view to_text(FileRemoval removal)
{
    return kommin::name_of(file_removal_names, removal);
}
inline bool from_text(std::string_view text, FileRemoval& removal)
{
    return read_name(file_removal_names, text, removal);
}
MessageKey label_of(FileRemoval removal);

// With its title, in a script of which each letter makes nine bytes.
inline constexpr std::size_t largest_step_file_form = pdf::largest_document + (std::size_t{64} << 10U);

// A file that is stored already.
struct StoredStepFile {
    std::string hash;
    std::int64_t size = 0;
    std::int64_t pages = 0;
};

// Everything that stands in the way of storing it. `bytes`: of what was chosen; nothing: no file was.
std::vector<Problem> problems_of_step_file(std::string_view title, std::optional<std::size_t> bytes);
// Whether there is room for one more. Problems: "step.file.problem.too_many", "step.file.problem.full".
Result<void> check_step_file_quota(
    db::Connection& db, TenantId tenant, StepId step, StepFileQuota const& quota);

// Problems of both: not_found without the right to change the step; "year.problem.closed".

// `form_key`: a form sent twice makes one file. Problems: "title", and what check_step_file_quota() finds.
Result<StepFileId> add_step_file(
    Work& work, StepId step, std::string_view title, StoredStepFile const& file, std::string_view form_key,
    StepFileQuota const& quota = {});
// Its bytes go in one of the next nights, unless another one is the same. Gone already: not_found.
Result<void> remove_step_file(Work& work, StepId step, StepFileId id, FileRemoval reason);

// To be saved, never to be opened in the page; nothing where it is not there. It must not be kept by anybody
// on the way.
std::optional<http::Response> send_step_file(StepFileCare const& care, TenantId tenant, StepFile const& file);
// The digests of all that steps name, ascending.
std::vector<std::string> list_step_file_hashes(db::Connection& db, TenantId tenant);
// Every night: files that no step names any more.
RecurringRule step_file_erasure(std::shared_ptr<files::BlobStores> files);

} // namespace kommin::steering
