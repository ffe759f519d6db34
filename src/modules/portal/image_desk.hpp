#pragma once
// Pictures at the desk and in public: handlers and pages.

#include "modules/portal/image_files.hpp"
#include "modules/portal/offer_editing.hpp"
#include "modules/portal/visit.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// The picture and what the form has around it; more than the picture may have, so that one that is somewhat
// too large is told so beside its field.
inline constexpr std::size_t largest_image_form = images::largest_picture + (std::size_t{2} << 20U);

// Public: only what a published record shows. The address never means other bytes.
http::Response send_image(Visit& visit, ImageCare const& care);

// Below the form of an offer.
http::Response show_offer_image_form(web::Call& call, ImageCare const& care);
http::Response put_offer_image(web::Call& call, ImageCare const& care);
http::Response remove_offer_image(web::Call& call, ImageCare const& care);
http::Response erase_offer_image_for_good(web::Call& call, ImageCare const& care);
// For whoever may see the offer, published or not.
http::Response send_offer_image(web::Call& call, ImageCare const& care);

// What was typed beside the file.
struct ImageForm {
    std::string alt, credit;
};
struct OfferImages {
    EditedOffer edited;
    std::vector<Image> earlier; // shown by versions in the history only
};
http::Response offer_image_page(
    web::Call const& call, OfferImages const& images, ImageForm const& form,
    std::vector<Problem> const& problems = {});

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
