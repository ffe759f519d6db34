#pragma once
// Pictures to which nothing refers any more go, a few days later their bytes.

#include "modules/portal/directory/image_files.hpp"
#include "platform/base/result.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace kommin::portal {

// A restore or a district that changes its mind within a week finds them again.
inline constexpr std::chrono::days unused_images_stay{7};

// Marks what neither a record nor any version of one names, and erases what was marked a week ago, which is
// noted as if somebody had erased it by hand. A batch of platform/work/round.hpp: looks first, then writes.
Result<std::optional<std::int64_t>> clean_some_images(WorkContext const& context, std::int64_t after);
JobRule image_cleaning();
RecurringRule image_night(); // begins it
// After that: erases the files of a district that no row names.
JobRule image_file_erasure(std::shared_ptr<files::BlobStores> files);

} // namespace kommin::portal
