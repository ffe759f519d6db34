#pragma once
// Pictures in public: their addresses, their bytes, and how a page shows them.

#include "modules/portal/directory/image_files.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Public: only what a published record shows. The address never means other bytes.
http::Response send_image(Visit& visit, ImageCare const& care);

// The bytes of a picture in one size; nothing where it has none.
std::optional<http::Response> rendition_of(
    ImageCare const& care, TenantId tenant, Image const& image, ImageSize size);

html::Url image_url(Image const& image, ImageSize size);
// `section`: where the records of its kind stand at the desk, "angebote".
html::Url image_url_at_desk(
    std::string_view section, std::int64_t record, std::string_view public_id, ImageSize size);

// Whose preview a page is: its picture is not published, and has an address for people at work.
struct PreviewedAtDesk {
    std::string_view section;
    std::int64_t record;
};
// The picture of a record with its credit, in a page of the portal; nothing where it has none.
struct Figure {
    Visit const& visit;
    std::vector<ShownImage> const& images;
    std::optional<PreviewedAtDesk> preview = {};
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::portal
