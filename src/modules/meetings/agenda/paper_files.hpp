#pragma once
// Where the files of papers lie, how they come there, and how they are handed out.

#include "modules/meetings/agenda/paper.hpp"
#include "modules/meetings/agenda/paper_editing.hpp"
#include "platform/files/blob_stores.hpp"
#include "platform/http/response.hpp"
#include "platform/pdf/cleaner.hpp"
#include "platform/work/job_rules.hpp"

#include <memory>
#include <optional>

namespace kommin::meetings {

// Wired by the app.
struct PaperCare {
    std::shared_ptr<files::BlobStores> files;
    std::shared_ptr<pdf::Cleaner> cleaner;
    PaperQuota quota = {};
};

// Stores the bytes before a row names them; without one they go some night.
StoredFile keep_file(files::BlobStore& store, pdf::Document const& document);

// To be saved, never to be opened in the page; nothing where it is none or is not there. It must not be kept
// by anybody on the way.
std::optional<http::Response> send_paper(PaperCare const& care, TenantId tenant, Paper const& paper);

// Every night: files that no paper names any more.
RecurringRule paper_file_erasure(std::shared_ptr<files::BlobStores> files);

} // namespace kommin::meetings
