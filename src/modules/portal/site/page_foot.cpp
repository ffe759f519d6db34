#include "modules/portal/site/page_foot.hpp"

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"

namespace kommin::portal {

using html::Writer;

void PageFoot::operator()(Writer& w) const
{
    w(R"(<section class="km-band km-band--tint km-noprint" aria-labelledby="hilfreich"><div class="km-wrap km-stack km-stack--s"><h2 class="km-h3" id="hilfreich">{}</h2>{}<form class="km-actions" action="{}" method="post"><input type="hidden" name="seite" value="{}"><button class="kern-btn kern-btn--secondary" type="submit" name="antwort" value="ja"><span class="kern-label">{}</span></button><button class="kern-btn kern-btn--secondary" type="submit" name="antwort" value="nein"><span class="kern-label">{}</span></button></form><p class="km-way"><a href="{}">{}</a></p></div></section>)",
      texts("helpful.question"_msg),
      html::when(
          page.path.starts_with("suche?"), // the words go with the answer: whoever presses shall see them
          [&](Writer& inner) { inner(R"(<p class="km-small">{}</p>)", page.title); }),
      web::page_url(texts, {"hilfreich"}), page.path, texts("helpful.yes"_msg), texts("helpful.no"_msg),
      web::page_url(texts, {remark_entrance.path}).with_query({{"seite", page.path}}),
      texts(remark_entrance.title));
}

web::PublicFrame Visit::frame(std::string title, std::string path, std::string section) const
{
    auto page = find_site_page(snapshot(), texts, call.site.base_url, path.empty() ? "/" : path);
    auto frame = web::Visit::frame(std::move(title), std::move(path), std::move(section));
    if (page)
        frame.foot = PageFoot{texts, std::move(*page)};
    return frame;
}

http::Response Visit::page(
    web::PublicFrame const& frame, web::Body const& body, std::optional<i18n::LocalTime> valid_until) const
{
    if (!is_trial())
        return web::Visit::page(frame, body, valid_until);
    auto const& german = Texts::of(i18n::Language::german()); // for editors, whatever language they look at
    auto preview = frame;
    preview.is_indexable = false;
    preview.foot = {};
    if (previewed != nullptr)
        make_preview(preview, call, *previewed);
    return web::Visit::page(preview, [&](html::Writer& w) {
        if (previewed != nullptr) {
            w("{}", PreviewBar{*this, *previewed});
            body(w);
            return;
        }
        w(R"(<div class="km-wrap"><div class="km-note km-note--warn" role="note"><p lang="de" dir="ltr"><strong>{}</strong> {}</p></div></div>)",
          german("desk.preview"_msg), german("category.preview.text"_msg));
        body(w);
    });
}

} // namespace kommin::portal
