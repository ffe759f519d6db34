#pragma once
// The photo of a report: made anew without anything but its points, and shown to people at work beside the
// report (docs/adr/0094).

#include "modules/goals/measures/figure.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/files/blob_stores.hpp"
#include "platform/http/multipart.hpp"
#include "platform/http/response.hpp"
#include "platform/images/studio.hpp"
#include "platform/web/call.hpp"
#include "platform/work/job_rules.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view photo_field = "datei";

// Bytes that are stored already.
struct StoredPhoto {
    std::string hash;
    std::int64_t width = 0; // in points
    std::int64_t height = 0;
    std::int64_t size = 0; // bytes
};

struct PhotoQuota {
    std::int64_t bytes_of_a_district = std::int64_t{5} << 30U;
};
// Wired by the app.
struct PhotoCare {
    std::shared_ptr<files::BlobStores> files;
    std::shared_ptr<images::Studio> studio;
    PhotoQuota quota = {};
};

// Null where no file was chosen.
http::Part const* chosen_photo(http::Multipart const& body);
// What is wrong before anybody looks into the file; it may be null.
std::vector<Problem> problems_of_photo(http::Part const* file);
// The bytes as they may be kept, on disk before the row that names them; without one they go some night.
// Problems of the field: those of images::Studio, and "report.problem.photos_full".
Result<std::optional<StoredPhoto>> take_photo(web::Call& call, PhotoCare const& care, http::Part const* file);
// Nothing where the file is not there.
std::optional<http::Response> send_photo(PhotoCare const& care, TenantId tenant, StoredPhoto const& photo);

void insert_photo(db::Connection& db, TenantId tenant, ReportId report, StoredPhoto const& photo);
std::optional<StoredPhoto> find_photo(db::Connection& db, TenantId tenant, ReportId report);
// Its file goes at night. Says whether there was one.
bool erase_photo(db::Connection& db, TenantId tenant, ReportId report);
// Each once, in no order that means anything.
std::vector<std::string> list_photo_hashes(db::Connection& db, TenantId tenant);

// Every night: files that no report names.
RecurringRule photo_file_erasure(std::shared_ptr<files::BlobStores> files);

} // namespace kommin::goals
