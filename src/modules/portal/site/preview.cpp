#include "modules/portal/site/preview.hpp"

#include "platform/web/staff_frame.hpp"

#include <string>
#include <utility>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Writer;
using i18n::Language;
using i18n::Texts;

namespace {

constexpr std::string_view width_field = "breite";
constexpr std::string_view telephone = "telefon";
constexpr std::string_view inside = "im-telefon";
constexpr std::string_view part_of_preview = "teil";

void write_languages(
    Writer& w, web::Call const& call, Texts const& texts, Previewed const& record, Language shown,
    bool on_telephone)
{
    w("{}", each(call.site.languages, [&](Writer& link, Language const& language) {
          auto const url = record.url(language.tag());
          link(
              R"(<a href="{}" {}>{}</a> )", on_telephone ? url.with_query({{width_field, telephone}}) : url,
              Attributes{attribute("aria-current", "page", language == shown)},
              texts.language_name(language));
      }));
}

}

html::Url Previewed::url(std::string_view language_tag) const
{
    auto url = web::staff_url({area, id, "vorschau", language_tag});
    for (auto const& [name, value] : tried)
        url = url.with_query({{name, value}});
    return part.empty() ? url : url.with_query({{part_of_preview, part}});
}

std::string part_asked_for(web::Call const& call)
{
    return std::string(call.request.query().value(part_of_preview));
}

html::Url Previewed::form() const
{
    return web::staff_url({area, id});
}

void PreviewBar::operator()(Writer& w) const
{
    if (stands_in_telephone(visit.call))
        return;
    auto const& german = Texts::of(Language::german()); // for editors, whatever language they look at
    w(
        R"(<div class="km-wrap"><div class="km-note km-note--warn" role="note"><p lang="de" dir="ltr"><strong>{}</strong> {} {}· <a href="{}">{}</a> · <a href="{}">{}</a></p></div></div>)",
        german("desk.preview"_msg), german("desk.preview.text"_msg),
        [&](Writer& inner) { write_languages(inner, visit.call, german, record, visit.language(), false); },
        record.url(visit.language().tag()).with_query({{width_field, telephone}}),
        german("desk.preview.telephone"_msg), record.form(), german("desk.preview.back"_msg));
}

void make_preview(web::PublicFrame& frame, web::Call const& call, Previewed const& record)
{
    frame.is_indexable = false;
    frame.foot = {};
    frame.url_in = [record, in_telephone = stands_in_telephone(call)](Language language) {
        auto url = record.url(language.tag());
        return in_telephone ? url.with_query({{width_field, inside}}) : url;
    };
}

bool stands_in_telephone(web::Call const& call)
{
    return call.request.query().value(width_field) == inside;
}

bool asks_for_telephone(web::Call const& call)
{
    return call.request.query().value(width_field) == telephone;
}

http::Response telephone_page(web::Call const& call, Previewed const& record, std::string title)
{
    auto const& texts = web::staff_texts(call);
    auto const language = Language::find(call.path["lang"]).value_or(call.site.source_language);
    auto const heading = texts("desk.preview.telephone.title"_msg, {{"title", title}});
    return web::staff_page(
               {.call = call,
                .title = heading,
                .section = std::string(record.area),
                .crumbs
                = {{web::staff_url({record.area}), std::string(texts(record.list_title))},
                   {record.form(), std::move(title)}}},
               [&](Writer& w) {
                   w(
                       R"(<p>{}· <a href="{}">{}</a></p><iframe class="phone" src="{}" title="{}"></iframe>)",
                       [&](Writer& inner) { write_languages(inner, call, texts, record, language, true); },
                       record.url(language.tag()), texts("desk.preview.whole"_msg),
                       record.url(language.tag()).with_query({{width_field, inside}}), heading);
               })
        .frames(http::Frames::shows_ours);
}

http::Response telephone_page(web::StaffFrame const& frame, html::Url const& preview)
{
    auto const& texts = web::staff_texts(frame.call);
    return web::staff_page(
               frame,
               [&](Writer& w) {
                   w(R"(<p><a href="{}">{}</a></p><iframe class="phone" src="{}" title="{}"></iframe>)",
                     preview, texts("desk.preview.whole"_msg), preview.with_query({{width_field, inside}}),
                     frame.title);
               })
        .frames(http::Frames::shows_ours);
}

html::Url on_telephone(html::Url const& preview)
{
    return preview.with_query({{width_field, telephone}});
}

http::Response preview_answer(web::Call const& call, http::Response page)
{
    page.no_store();
    if (stands_in_telephone(call))
        page.frames(http::Frames::shown_by_ours);
    return page;
}

} // namespace kommin::portal
