#include "modules/portal/editing/image_cleaning.hpp"

#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view file_erasure_kind = "portal.images.files_unnamed";

Result<void> erase_unnamed_files(ImageFiles& files, WorkContext const& context)
{
    auto& store = files.of(context.tenant);
    // The files first: whoever stores one later, or again, makes it younger than these.
    auto const old = store.list_unchanged_for(unnamed_files_stay);
    auto const named = list_image_hashes(context.connection, context.tenant, Hashes::all);
    for (auto const& hash : old) {
        if (!std::ranges::binary_search(named, hash) && store.is_unchanged_for(hash, unnamed_files_stay))
            store.erase(hash);
    }
    return {};
}

}

Result<void> clean_images(Work& work)
{
    auto& db = work.db();
    auto const mentioned = records::list_values(db, work.tenant(), offer_subject, "image");
    for (auto const& image : list_image_uses(db, work.tenant())) {
        bool const is_used = image.is_shown || mentioned.contains(image.public_id);
        if (is_used && image.unused_since)
            mark_image_unused(db, work.tenant(), image.id, std::nullopt);
        else if (!is_used && !image.unused_since)
            mark_image_unused(db, work.tenant(), image.id, work.today());
        else if (!is_used && *image.unused_since + unused_images_stay <= work.today())
            erase_image(db, work.tenant(), image.id);
    }
    work.enqueue(file_erasure_kind, "{}");
    return {};
}

RecurringRule image_cleaning()
{
    return {"portal.images.clean", i18n::TimeOfDay::at(3, 20), &clean_images, "job.portal.images.clean"_msg};
}

JobRule image_file_erasure(std::shared_ptr<ImageFiles> files)
{
    return {
        file_erasure_kind,
        JobOutward([files = std::move(files)](WorkContext const& context, JobOrder const&) {
            return erase_unnamed_files(*files, context);
        }),
        "job.portal.images.files_unnamed"_msg};
}

} // namespace kommin::portal
