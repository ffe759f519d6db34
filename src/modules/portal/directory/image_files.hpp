#pragma once
// Where the bytes of pictures lie.

#include "modules/portal/directory/image.hpp"
#include "platform/files/blob_stores.hpp"
#include "platform/images/images.hpp"
#include "platform/images/studio.hpp"

#include <memory>

namespace kommin::portal {

// What is kept of one picture has an end (images::Renditions); their number has one, too.
struct ImageQuota {
    int of_a_person_and_day = 100;
    int of_a_district = 20'000;
};

// What the desk needs for pictures, wired by the app.
struct ImageCare {
    std::shared_ptr<files::BlobStores> files;
    std::shared_ptr<images::Studio> studio;
    ImageQuota quota = {};
};

// Stores the bytes; what it returns has no id yet.
Image keep_renditions(files::BlobStore& store, images::Renditions const& renditions);

} // namespace kommin::portal
