#include "modules/goals/measures/report_photo.hpp"

#include "platform/web/long_work.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::chrono::seconds for_the_answer{2};
constexpr std::string_view photo_type = "image/webp";

Result<void> check_photo_quota(db::Connection& db, TenantId tenant, PhotoQuota const& quota)
{
    auto const kept = db.load<std::int64_t>(
        "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM figure_photos WHERE tenant_id = ?", tenant);
    if (kept >= quota.bytes_of_a_district)
        return Problem::invalid(std::string(photo_field), "report.problem.photos_full"_msg);
    return {};
}

}

http::Part const* chosen_photo(http::Multipart const& body)
{
    auto const* file = body.file(photo_field);
    return file == nullptr || file->content.empty() ? nullptr : file;
}

std::vector<Problem> problems_of_photo(http::Part const* file)
{
    if (file == nullptr || file->content.size() <= images::largest_picture)
        return {};
    return {
        {ProblemKind::too_large,
         std::string(photo_field),
         "image.problem.too_large"_msg,
         {{"limit", std::to_string(images::largest_picture >> 20U)}}}};
}

Result<std::optional<StoredPhoto>> take_photo(web::Call& call, PhotoCare const& care, http::Part const* file)
{
    if (file == nullptr)
        return std::optional<StoredPhoto>{};
    TRY(web::read(
        call, [&](db::Connection& db) { return check_photo_quota(db, call.site.tenant, care.quota); }));
    auto made = care.studio->render(file->content, call.request.deadline() - for_the_answer);
    web::go_on(call);
    if (!made) {
        made.problem().field = photo_field;
        return std::move(made).problem();
    }
    auto const& large = made->large;
    return std::optional(StoredPhoto{
        .hash = care.files->of(call.site.tenant).put(large.webp),
        .width = large.width,
        .height = large.height,
        .size = static_cast<std::int64_t>(large.webp.size())});
}

std::optional<http::Response> send_photo(PhotoCare const& care, TenantId tenant, StoredPhoto const& photo)
{
    auto& store = care.files->of(tenant);
    if (!store.contains(photo.hash))
        return std::nullopt;
    http::File file;
    file.path = *store.path_of(photo.hash);
    file.content_type = photo_type;
    return http::Response(http::Status::ok).file(std::move(file)).no_store();
}

void insert_photo(db::Connection& db, TenantId tenant, ReportId report, StoredPhoto const& photo)
{
    db.execute(
        "INSERT INTO figure_photos (report_id, tenant_id, hash, width, height, size) VALUES (?, ?, ?, ?, ?, "
        "?)",
        report, tenant, photo.hash, photo.width, photo.height, photo.size);
}

std::optional<StoredPhoto> find_photo(db::Connection& db, TenantId tenant, ReportId report)
{
    return db.find<StoredPhoto>(
        "SELECT hash, width, height, size FROM figure_photos WHERE tenant_id = ? AND report_id = ?", tenant,
        report);
}

bool erase_photo(db::Connection& db, TenantId tenant, ReportId report)
{
    return db.execute("DELETE FROM figure_photos WHERE tenant_id = ? AND report_id = ?", tenant, report) > 0;
}

std::vector<std::string> list_photo_hashes(db::Connection& db, TenantId tenant)
{
    return db.list<std::string>(
        "SELECT DISTINCT hash FROM figure_photos WHERE tenant_id = ? ORDER BY hash", tenant);
}

RecurringRule photo_file_erasure(std::shared_ptr<files::BlobStores> files)
{
    return {
        .kind = "goals.photos.files_unnamed",
        .at = i18n::TimeOfDay::at(3, 40),
        .run = [files = std::move(files)](Work& work) -> Result<void> {
            files::erase_unnamed(
                files->of(work.tenant()), [&] { return list_photo_hashes(work.db(), work.tenant()); });
            return {};
        },
        .label = "job.goals.photos.files_unnamed"_msg};
}

} // namespace kommin::goals
