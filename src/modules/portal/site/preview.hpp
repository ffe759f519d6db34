#pragma once
// Previews at the desks: a draft as the public would see it, in each language, also as wide as a telephone.

#include "modules/portal/site/visit.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_frame.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// Whose preview: "angebote", "17".
struct Previewed {
    std::string_view area;
    std::string id;
    MessageKey list_title; // "Angebote"
    std::string part = {}; // which of the pages on which it can be seen
    std::vector<std::pair<std::string, std::string>> tried
        = {}; // what its address says, where it is no draft
    [[nodiscard]] html::Url url(std::string_view language_tag) const;
    [[nodiscard]] html::Url form() const;
};

// What Previewed::part was, in the address of a preview.
std::string part_asked_for(web::Call const& call);

// The bar above a preview that says that it is one, with the other languages and the way to a telephone;
// nothing where a telephone stands around the page.
struct PreviewBar {
    Visit const& visit;
    Previewed record;
    void operator()(html::Writer& w) const;
};

// Makes the frame of a page of the portal that of this preview: nobody finds it, it asks nothing, and its
// menu of languages leads to the preview in them.
void make_preview(web::PublicFrame& frame, web::Call const& call, Previewed const& record);

// Whether a telephone stands around the page that this call asks for: then it has nothing but what the public
// sees.
bool stands_in_telephone(web::Call const& call);
// A page of the desk with a telephone and the preview in it.
bool asks_for_telephone(web::Call const& call);
http::Response telephone_page(web::Call const& call, Previewed const& record, std::string title);
// The same for a preview that is nobody's draft: its address says what stands in the form.
http::Response telephone_page(web::StaffFrame const& frame, html::Url const& preview);
// What the button of a form adds to the address of its preview to ask for a telephone.
html::Url on_telephone(html::Url const& preview);

// What a preview route sends: nobody keeps it, and nobody but the telephone frames it.
http::Response preview_answer(web::Call const& call, http::Response page);

} // namespace kommin::portal
