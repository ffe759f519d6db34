#pragma once
// Where the files of vouchers and notices lie, how they come there, and how they are handed out. PDF and
// pictures are made anew (docs/adr/0079, 0037): no byte that was sent is kept.

#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/files/blob_stores.hpp"
#include "platform/http/response.hpp"
#include "platform/images/studio.hpp"
#include "platform/pdf/cleaner.hpp"
#include "platform/web/call.hpp"
#include "platform/work/job_rules.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

struct GrantFileQuota {
    std::int64_t bytes_of_a_district = std::int64_t{20} << 30U;
};

// Wired by the app.
struct GrantFileCare {
    std::shared_ptr<files::BlobStores> files;
    std::shared_ptr<pdf::Cleaner> cleaner;
    std::shared_ptr<images::Studio> studio;
    GrantFileQuota quota = {};
};

// A file that is stored already.
struct StoredGrantFile {
    std::string hash;
    std::string name; // "beleg.pdf", "beleg.webp": what kind of file it is
    std::int64_t size = 0;
};

inline constexpr std::string_view grant_file_field = "datei";
inline constexpr std::string_view grant_file_types = "application/pdf,image/jpeg,image/png,image/webp";

// What is wrong before anybody looks into it.
std::vector<Problem> problems_of_file(std::string_view bytes);
// Whether there is room for one more. Problems: "grant_file.problem.full".
Result<void> check_file_quota(db::Connection& db, TenantId tenant, GrantFileQuota const& quota);
// The bytes as they may be kept, on disk before the row that names them; without one they go some night.
// Problems: those of pdf::Cleaner and images::Studio, at the field of the file.
Result<StoredGrantFile> take_grant_file(
    web::Call const& call, GrantFileCare const& care, std::string_view bytes);

// To be saved, never to be opened in the page; nothing where it is not there. It must not be kept by anybody
// on the way. `name`: without its ending.
std::optional<http::Response> send_grant_file(
    GrantFileCare const& care, TenantId tenant, StoredGrantFile const& file, std::string_view name);

// The digests of all files that something names, ascending.
std::vector<std::string> list_grant_files(db::Connection& db, TenantId tenant);
// Every night: files that nothing names any more.
RecurringRule grant_file_erasure(std::shared_ptr<files::BlobStores> files);

} // namespace kommin::funding
