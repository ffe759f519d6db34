#pragma once
// Pictures at the desk: handlers and pages.

#include "modules/portal/directory/image_files.hpp"
#include "modules/portal/editing/offer_editing.hpp"
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

} // namespace kommin::portal
