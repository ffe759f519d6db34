#pragma once
// Pictures at the desk, of all records that may have one: handlers and pages.

#include "modules/portal/directory/image_files.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// The picture and what the form has around it; more than the picture may have, so that one that is somewhat
// too large is told so beside its field.
inline constexpr std::size_t largest_image_form = images::largest_picture + (std::size_t{2} << 20U);

// A record with the picture of its draft, as this person sees it.
struct PicturedRecord {
    std::int64_t id = 0;
    records::EditState state;
    records::Fields fields; // of the draft; without one those of the record
    std::string shown; // public id of the picture that the record itself shows; "": none
    std::function<web::StaffFrame(std::string title)> frame; // of a page below its form
};

// Where the records of a kind stand at the desk.
struct ImageDesk {
    records::DraftedKind const& kind;
    std::string_view section; // "angebote": their addresses begin with it
    // In the patterns of routes: "angebot" of its number, "bild" of a picture.
    std::string_view placeholder, image_placeholder;
    // Nothing where this person may not see it.
    std::optional<PicturedRecord> (*find)(web::Call const& call, std::int64_t id);

    [[nodiscard]] html::Url url(std::int64_t id) const; // of its form
    [[nodiscard]] html::Url url(std::int64_t id, std::string_view below) const;
};
extern ImageDesk const offer_images;
extern ImageDesk const page_images;

// Below the form of a record.
http::Response show_image_form(web::Call& call, ImageCare const& care, ImageDesk const& desk);
http::Response put_new_image(web::Call& call, ImageCare const& care, ImageDesk const& desk);
http::Response remove_present_image(web::Call& call, ImageCare const& care, ImageDesk const& desk);
http::Response erase_image_for_good(web::Call& call, ImageCare const& care, ImageDesk const& desk);
// For whoever may see the record, published or not.
http::Response send_image_at_desk(web::Call& call, ImageCare const& care, ImageDesk const& desk);

// Empties the fields of a picture that somebody has erased since: nobody could publish what names it, and no
// visible field would say why. Whether there was one.
bool drop_erased_image(web::Call const& call, records::Subject subject, records::Fields& fields);

// What was typed beside the file.
struct ImageForm {
    std::string alt, credit;
};
struct RecordImages {
    PicturedRecord record;
    std::vector<Image> earlier; // shown by versions in the history only
};
http::Response image_form_page(
    web::Call const& call, ImageDesk const& desk, RecordImages const& images, ImageForm const& form,
    std::vector<Problem> const& problems = {});

} // namespace kommin::portal
