#pragma once
// Where the bytes of pictures lie: a blob store for each district, so that none can tell, keep or erase what
// another one has.

#include "modules/portal/directory/image.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/files/files.hpp"
#include "platform/images/images.hpp"
#include "platform/images/studio.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace kommin::portal {

// Safe from all threads.
class ImageFiles {
public:
    // Makes nothing before a district has its first picture.
    explicit ImageFiles(std::filesystem::path root);
    // The store of a district, made if it is missing.
    files::BlobStore& of(TenantId tenant);

private:
    std::filesystem::path root_;
    std::mutex mutex_;
    std::map<std::int64_t, files::BlobStore> stores_;
};

// What is kept of one picture has an end (images::Renditions); their number has one, too.
struct ImageQuota {
    int of_a_person_and_day = 100;
    int of_a_district = 20'000;
};

// What the desk needs for pictures, wired by the app.
struct ImageCare {
    std::shared_ptr<ImageFiles> files;
    std::shared_ptr<images::Studio> studio;
    ImageQuota quota = {};
};

// Stores the bytes; what it returns has no id yet.
Image keep_renditions(files::BlobStore& store, images::Renditions const& renditions);

} // namespace kommin::portal
