#include "modules/meetings/agenda/paper_files.hpp"

#include "modules/meetings/agenda/paper_store.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view pdf_type = "application/pdf";

}

StoredFile keep_file(files::BlobStore& store, pdf::Document const& document)
{
    return {store.put(document.bytes), static_cast<std::int64_t>(document.bytes.size()), document.pages};
}

std::optional<http::Response> send_paper(PaperCare const& care, TenantId tenant, Paper const& paper)
{
    if (!paper.is_file())
        return std::nullopt;
    auto& store = care.files->of(tenant);
    if (!store.contains(paper.hash))
        return std::nullopt;
    http::File file;
    file.path = *store.path_of(paper.hash);
    file.content_type = pdf_type;
    file.download_name = paper.title + ".pdf";
    return http::Response(http::Status::ok).file(std::move(file)).no_store();
}

RecurringRule paper_file_erasure(std::shared_ptr<files::BlobStores> files)
{
    return {
        .kind = "meetings.papers.files_unnamed",
        .at = i18n::TimeOfDay::at(3, 35),
        .run = [files = std::move(files)](Work& work) -> Result<void> {
            files::erase_unnamed(
                files->of(work.tenant()), [&] { return list_paper_hashes(work.db(), work.tenant()); });
            return {};
        },
        .label = "job.meetings.papers.files_unnamed"_msg};
}

} // namespace kommin::meetings
