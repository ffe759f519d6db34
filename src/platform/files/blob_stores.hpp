#pragma once
// A blob store for each district, so that none can tell, keep or erase what another one has.

#include "platform/base/strong_id.hpp"
#include "platform/files/files.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace kommin::files {

// Safe from all threads.
class BlobStores {
public:
    // Makes nothing before a district has its first file.
    explicit BlobStores(std::filesystem::path root);
    // The store of a district, made if it is missing.
    BlobStore& of(TenantId tenant);

private:
    std::filesystem::path root_;
    std::mutex mutex_;
    std::map<std::int64_t, BlobStore> stores_;
};

// A file is stored before the row that names it, so what no row names may be about to be named for so long.
inline constexpr std::chrono::hours unnamed_files_stay{24};
// Erases what nobody names and nobody has stored for that long. `list_named`: the hashes of all that are
// named, ascending; asked once.
void erase_unnamed(BlobStore& store, std::function<std::vector<std::string>()> const& list_named);

} // namespace kommin::files
