#include "modules/portal/site/image_figure.hpp"

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/http/etag.hpp"
#include "platform/web/staff_frame.hpp"

#include <utility>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::Url;
using html::when;
using html::Writer;

std::optional<http::Response> rendition_of(
    ImageCare const& care, TenantId tenant, Image const& image, ImageSize size)
{
    auto const& hash = image.hash_of(size);
    auto& store = care.files->of(tenant);
    if (!store.contains(hash)) // also where there is no small one
        return std::nullopt;
    http::File file;
    file.path = *store.path_of(hash);
    file.content_type = "image/webp";
    return http::Response(http::Status::ok).file(std::move(file));
}

http::Response send_image(Visit& visit, ImageCare const& care)
{
    auto const* const image = visit.snapshot().find_image(visit.call.path["bild"]);
    auto const size = size_named(visit.call.path["datei"]);
    if (image == nullptr || !size || image->hash_of(*size).empty())
        return not_found(visit);
    auto const etag = '"' + image->hash_of(*size).substr(0, 32) + '"';
    auto const describe = [&](http::Response response) {
        return std::move(response)
            .header("ETag", etag)
            .header("Cache-Control", "public, max-age=31536000, immutable");
    };
    if (http::etag_matches(visit.call.request.header("if-none-match"), etag))
        return describe(http::Response::not_modified());
    auto file = rendition_of(care, visit.call.site.tenant, *image, *size);
    return file ? describe(*std::move(file)) : not_found(visit);
}

Url image_url(Image const& image, ImageSize size)
{
    return Url::path({"bilder", image.public_id, file_name_of(size)});
}

Url image_url_at_desk(
    std::string_view section, std::int64_t record, std::string_view public_id, ImageSize size)
{
    return web::staff_url({section, std::to_string(record), "bild", public_id, file_name_of(size)});
}

void Figure::operator()(Writer& writer) const
{
    if (images.empty())
        return;
    auto const& [image, alt_text, credit] = images.front();
    auto const alt = visit.shown(alt_text);
    bool const is_foreign = alt.language != visit.language();
    auto const url = [&](ImageSize size) {
        return preview ? image_url_at_desk(preview->section, preview->record, image.public_id, size)
                       : image_url(image, size);
    };
    // Width and height keep the place free; what stands below the first screen is fetched when it comes near.
    writer(
        R"(<figure class="km-figure"><picture>{}<img src="{}" width="{}" height="{}" alt="{}" {} loading="lazy" decoding="async"></picture>{}</figure>)",
        [&](Writer& source) {
            if (image.has_small()) // a phone never fetches the large one, however fine its screen
                source(
                    R"html(<source media="(max-width: 40rem)" srcset="{}" width="{}" height="{}">)html",
                    url(ImageSize::small), image.width_of(ImageSize::small),
                    image.height_of(ImageSize::small));
        },
        url(ImageSize::large), image.width, image.height, alt.text,
        Attributes{
            attribute("lang", alt.language.tag(), is_foreign),
            attribute("dir", alt.language.direction(), is_foreign)},
        when(!credit.empty(), [&](Writer& caption) {
            caption("<figcaption>{}</figcaption>", web::GermanName{credit, visit.language()});
        }));
}

} // namespace kommin::portal
