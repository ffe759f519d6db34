#include "modules/funding/grants/grant_files.hpp"

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/voucher_store.hpp"
#include "platform/web/long_work.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::chrono::seconds for_the_answer_with_file{2};
constexpr std::string_view pdf_ending = ".pdf";
constexpr std::string_view picture_ending = ".webp";

Result<StoredGrantFile> keep_picture(web::Call const& call, GrantFileCare const& care, std::string_view bytes)
{
    auto made = care.studio->render(bytes, call.request.deadline() - for_the_answer_with_file);
    if (!made)
        return std::move(made).problem();
    auto& store = care.files->of(call.site.tenant);
    return StoredGrantFile{
        store.put(made->large.webp), "beleg" + std::string(picture_ending),
        static_cast<std::int64_t>(made->large.webp.size())};
}

Result<StoredGrantFile> keep_document(
    web::Call const& call, GrantFileCare const& care, std::string_view bytes)
{
    auto made = care.cleaner->clean(bytes, call.request.deadline() - for_the_answer_with_file);
    if (!made)
        return std::move(made).problem();
    auto& store = care.files->of(call.site.tenant);
    return StoredGrantFile{
        store.put(made->bytes), "beleg" + std::string(pdf_ending),
        static_cast<std::int64_t>(made->bytes.size())};
}

}

std::vector<Problem> problems_of_file(std::string_view bytes)
{
    bool const is_picture = images::format_of(bytes).has_value();
    auto const most = is_picture ? images::largest_picture : pdf::largest_document;
    if (bytes.size() <= most)
        return {};
    return {
        {ProblemKind::too_large,
         std::string(grant_file_field),
         is_picture ? "image.problem.too_large"_msg : "pdf.problem.too_large"_msg,
         {{"limit", std::to_string(most >> 20U)}}}};
}

Result<void> check_file_quota(db::Connection& db, TenantId tenant, GrantFileQuota const& quota)
{
    if (bytes_of_vouchers(db, tenant) + bytes_of_notices(db, tenant) >= quota.bytes_of_a_district)
        return Problem::conflict(std::string(grant_file_field), "grant_file.problem.full"_msg);
    return {};
}

Result<StoredGrantFile> take_grant_file(
    web::Call const& call, GrantFileCare const& care, std::string_view bytes)
{
    auto stored
        = images::format_of(bytes) ? keep_picture(call, care, bytes) : keep_document(call, care, bytes);
    web::go_on(call);
    if (!stored)
        stored.problem().field = grant_file_field;
    return stored;
}

std::optional<http::Response> send_grant_file(
    GrantFileCare const& care, TenantId tenant, StoredGrantFile const& file, std::string_view name)
{
    auto& store = care.files->of(tenant);
    if (file.hash.empty() || !store.contains(file.hash))
        return std::nullopt;
    bool const is_picture = file.name.ends_with(picture_ending);
    http::File sent;
    sent.path = *store.path_of(file.hash);
    sent.content_type = is_picture ? "image/webp" : "application/pdf";
    sent.download_name = std::string(name) + std::string(is_picture ? picture_ending : pdf_ending);
    return http::Response(http::Status::ok).file(std::move(sent)).no_store();
}

std::vector<std::string> list_grant_files(db::Connection& db, TenantId tenant)
{
    auto const vouchers = list_voucher_hashes(db, tenant);
    auto const notices = list_notice_files(db, tenant);
    std::vector<std::string> all;
    std::ranges::set_union(vouchers, notices, std::back_inserter(all));
    return all;
}

RecurringRule grant_file_erasure(std::shared_ptr<files::BlobStores> files)
{
    return {
        .kind = "funding.files_unnamed",
        .at = i18n::TimeOfDay::at(3, 45),
        .run = [files = std::move(files)](Work& work) -> Result<void> {
            files::erase_unnamed(
                files->of(work.tenant()), [&] { return list_grant_files(work.db(), work.tenant()); });
            return {};
        },
        .label = "job.funding.files_unnamed"_msg};
}

} // namespace kommin::funding
