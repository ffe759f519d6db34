#include "modules/portal/editing/image_cleaning.hpp"

#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/editing/record_images.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view cleaning_kind = "portal.images.unused";
constexpr std::string_view file_erasure_kind = "portal.images.files_unnamed";
constexpr int images_at_once = 50;

enum class Fate : std::uint8_t { stays, is_used_again, is_unused, goes };

records::DraftedKind const& kind_of(ImageUse const& image)
{
    auto const kinds = pictured_kinds();
    auto const found = std::ranges::find(
        kinds, image.kind, [](records::DraftedKind const* kind) { return kind->edited.kind.word(); });
    if (found == kinds.end())
        throw std::logic_error("a picture of records that have none: " + image.kind);
    return **found;
}

Fate fate_of(db::Connection& db, TenantId tenant, ImageUse const& image, Date today)
{
    bool const is_used
        = image.is_shown
        || records::has_versions(
              db, tenant, {kind_of(image).edited.kind, image.record}, {"image", image.public_id});
    if (is_used)
        return image.unused_since ? Fate::is_used_again : Fate::stays;
    if (!image.unused_since)
        return Fate::is_unused;
    return *image.unused_since + unused_images_stay <= today ? Fate::goes : Fate::stays;
}

// As it is now: somebody may have fetched an earlier version back since it was looked at.
void settle(Work& work, ImageId id)
{
    auto const image = find_image_use(work.db(), work.tenant(), id);
    if (!image)
        return;
    switch (fate_of(work.db(), work.tenant(), *image, work.today())) {
    case Fate::stays:
        return;
    case Fate::is_used_again:
        return mark_image_unused(work.db(), work.tenant(), id, std::nullopt);
    case Fate::is_unused:
        return mark_image_unused(work.db(), work.tenant(), id, work.today());
    case Fate::goes:
        return erase_unused_image(work, kind_of(*image), image->record, id, image->public_id);
    }
}

Result<void> erase_unnamed_files(files::BlobStores& stores, WorkContext const& context)
{
    files::erase_unnamed(stores.of(context.tenant), [&] {
        return list_image_hashes(context.connection, context.tenant, Hashes::all);
    });
    return {};
}

}

Result<std::optional<std::int64_t>> clean_some_images(WorkContext const& context, std::int64_t after)
{
    // Nearly all stay as they are: to know that, nobody else has to wait for this.
    auto open = list_image_uses(context.connection, context.tenant, ImageId{after}, images_at_once);
    auto const last = std::ssize(open) == images_at_once ? std::optional(open.back().id.value) : std::nullopt;
    auto const today = context.zone.to_local(context.clock.now()).date;
    std::erase_if(open, [&](ImageUse const& image) {
        return fate_of(context.connection, context.tenant, image, today) == Fate::stays;
    });
    if (!open.empty() || !last)
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            for (auto const& image : open)
                settle(work, image.id);
            if (!last)
                work.enqueue(file_erasure_kind, "{}");
            return {};
        }));
    return last;
}

JobRule image_cleaning()
{
    return round_job(cleaning_kind, &clean_some_images, "job.portal.images.unused"_msg);
}

RecurringRule image_night()
{
    return daily_round(
        "portal.images.clean", i18n::TimeOfDay::at(3, 20), cleaning_kind, "job.portal.images.clean"_msg);
}

JobRule image_file_erasure(std::shared_ptr<files::BlobStores> files)
{
    return {
        file_erasure_kind,
        JobOutward([files = std::move(files)](WorkContext const& context, JobOrder const&) {
            return erase_unnamed_files(*files, context);
        }),
        "job.portal.images.files_unnamed"_msg};
}

} // namespace kommin::portal
