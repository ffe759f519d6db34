#pragma once
// Pictures in public: their addresses, their bytes, and how a page shows them.

#include "modules/portal/directory/image_files.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"

#include <optional>
#include <string_view>

namespace kommin::portal {

// Public: only what a published record shows. The address never means other bytes.
http::Response send_image(Visit& visit, ImageCare const& care);

// The bytes of a picture in one size; nothing where it has none.
std::optional<http::Response> rendition_of(
    ImageCare const& care, TenantId tenant, Image const& image, ImageSize size);

html::Url image_url(Image const& image, ImageSize size);
html::Url image_url_at_desk(OfferId offer, std::string_view public_id, ImageSize size);

// The picture of an offer with its credit, in a page of the portal; nothing where it has none.
struct OfferFigure {
    Visit const& visit;
    Offer const& offer;
    bool is_preview = false; // not published: with addresses for people at work
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::portal
