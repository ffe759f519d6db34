#include "modules/portal/desk/local_page_desk.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
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

// Only what people read of a page; where it stands concerns the Kreis alone.
bool is_read_by_people(std::string_view field)
{
    return field == "title" || field == "summary" || field == "content";
}

void write_general_changes(Writer& w, Texts const& texts, GeneralChanges const& changes)
{
    auto const names = records::differences(changes.before, changes.after);
    if (std::ranges::none_of(names, is_read_by_people) || changes.before == records::Fields{}) {
        w(R"(<p class="measure">{} <a href="{}">{}</a></p>)", texts("page.compare.unknown"_msg),
          web::page_url(Texts::of(i18n::Language::german()), {"info", changes.local.page.stands_for}),
          texts("page.local.general"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("page.compare.title"_msg), texts("record.conflict.field"_msg), texts("page.compare.before"_msg),
      texts("page.compare.after"_msg), each(page_fields(), [&](Writer& row, PageField const& field) {
          if (!is_read_by_people(field.name) || std::ranges::find(names, field.name) == names.end())
              return;
          std::string const before(changes.before.value(field.name));
          std::string const after(changes.after.value(field.name));
          row(R"(<tr><th scope="row">{}</th><td data-l="{}"><span class="pre">{}</span></td><td data-l="{}"><span class="pre">{}</span></td></tr>)",
              texts(field.label), texts("page.compare.before"_msg), web::Marked{before, after},
              texts("page.compare.after"_msg), web::Marked{after, before});
      }));
}

}

html::Url local_pages_url(PageId general)
{
    return staff_url({"seiten", "eigene-fassung", std::to_string(general.value)});
}

html::Url general_changes_url(PageId local)
{
    return page_desk_url(local, "kreistext");
}

http::Response general_changes_page(
    web::Call const& call, GeneralChanges const& changes, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const id = changes.local.page.id;
    auto frame = frame_below_page(call, changes.local, std::string(texts("page.compare.title"_msg)));
    frame.problems = problems;
    frame.is_wide = true;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack"><p class="measure">{}</p>{}<div class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts(changes.now ? "page.compare.lead"_msg : "page.compare.nothing"_msg),
          when(changes.now.has_value(), [&](Writer& inner) { write_general_changes(inner, texts, changes); }),
          when(
              changes.now.has_value(),
              [&](Writer& inner) {
                  inner(
                      R"(<form method="post" action="{}">{}<input type="hidden" name="stand" value="{}">{}</form>)",
                      general_changes_url(id), web::FormToken{call}, *changes.now,
                      web::SubmitButton{texts("page.compare.still_holds"_msg)});
              }),
          page_desk_url(id), texts("page.compare.edit"_msg));
    });
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
