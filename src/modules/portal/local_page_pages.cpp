#include "modules/portal/local_page_desk.hpp"
#include "modules/portal/page_desk_pages.hpp"
#include "modules/portal/pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <string>

namespace kommin::portal {

using html::each;
using html::Writer;
using web::staff_url;

namespace {

void write_local_choice(Writer& w, web::Call const& call, PageId general, GeneralPage::Place const& place)
{
    auto const& texts = web::staff_texts(call);
    if (place.local) {
        w(R"(<li><a href="{}">{}</a></li>)", page_desk_url(*place.local),
          texts("page.local.open"_msg, {{"place", place.body.name}}));
        return;
    }
    w(R"(<li><form method="post" action="{}">{}<input type="hidden" name="gemeinde" value="{}">{}</form></li>)",
      local_pages_url(general), web::FormToken{call}, place.body.slug,
      web::SubmitButton{texts("page.local.create"_msg, {{"place", place.body.name}}), "secondary"});
}

}

html::Url local_pages_url(PageId general)
{
    return staff_url({"seiten", "eigene-fassung", std::to_string(general.value)});
}

http::Response local_pages_page(
    web::Call const& call, GeneralPage const& general, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = texts("page.local.title"_msg, {{"title", general.page.title.source}}),
         .section = "seiten",
         .crumbs = {{staff_url({"seiten"}), std::string(texts("page.title"_msg))}},
         .problems = problems},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p><p><a href="{}">{}</a></p><ul class="plain stack">{}</ul></div>)",
              texts("page.local.lead"_msg), url_of(i18n::Texts::of(i18n::Language::german()), general.page),
              texts("page.local.general"_msg), each(general.places, [&](Writer& item, auto const& place) {
                  write_local_choice(item, call, general.page.id, place);
              }));
        });
}

} // namespace kommin::portal
