// General information and legal pages: Markdown of the editors with links into the portal.

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/image_figure.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/web/staff_frame.hpp"

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;

namespace {

// Whoever reads a page of a municipality goes on with what holds there.
InfoPage const& as_seen_from(Visit const& visit, InfoPage const& from, InfoPage const& page)
{
    auto const* local = from.municipality.empty()
        ? nullptr
        : visit.snapshot().find_local_page(page.slug, from.municipality);
    return local == nullptr ? page : *local;
}

// "seite:slug" and "angebote:kategorie=mbe" of the editors become addresses of this portal. A link never
// breaks by a rename of the host or the path.
std::optional<std::string> resolve(
    Visit const& visit, Language language, InfoPage const& from, std::string_view link)
{
    constexpr std::string_view page_scheme = "seite:";
    constexpr std::string_view offers_scheme = "angebote:";
    auto const& texts = Texts::of(language);
    if (link.starts_with(page_scheme)) {
        auto const* page = visit.snapshot().find_page(link.substr(page_scheme.size()));
        if (page == nullptr)
            return std::nullopt;
        return std::string(url_of(texts, as_seen_from(visit, from, *page)).text());
    }
    if (link.starts_with(offers_scheme)) {
        auto const query = link.substr(offers_scheme.size());
        auto const equals = query.find('=');
        auto const name = query.substr(0, equals);
        auto const value = equals == std::string_view::npos ? std::string_view{} : query.substr(equals + 1);
        std::vector<std::pair<std::string, std::string>> fields;
        if (name == "kategorie") {
            if (auto const kind = enum_from<OfferKind>(value))
                fields.emplace_back("kategorie", word_of(*kind));
        } else if (name == "situation") {
            auto const& categories = visit.categories();
            auto const shipped = enum_from<Situation>(value);
            if (auto const situation
                = shipped && !is_own(*shipped) ? shipped : categories.find_by_word(value))
                fields.emplace_back("thema", categories.word_of(*situation));
            else if (!value.empty()) // archived since: the list says that it does not know it
                fields.emplace_back("thema", value);
        }
        return std::string(web::page_url(texts, {"angebote"}).text()) + query_string(fields);
    }
    return std::nullopt;
}

// Some editors begin with "#", others with "##" as the form shows it. Readers of a screen move from heading
// to heading: the highest of a text follows right on the name of its page.
std::string html_below_title(
    std::string_view text, decltype(markdown::Options::resolve_link) const& resolve_link)
{
    constexpr int below_title = 2;
    auto html = markdown::to_html(text, {.first_heading_level = below_title, .resolve_link = resolve_link});
    auto highest = below_title;
    while (highest <= 6 && html.find("<h" + std::to_string(highest) + '>') == std::string::npos)
        ++highest;
    if (highest == below_title || highest > 6)
        return html;
    return markdown::to_html(
        text, {.first_heading_level = 2 * below_title - highest, .resolve_link = resolve_link});
}

void write_content(Writer& w, Visit const& visit, InfoPage const& page)
{
    auto const content = visit.shown(page.content);
    // Links inside a text stay in the language the reader has chosen; those of the page in Leichte Sprache
    // lead to the texts in Leichte Sprache, which is a language of its own here.
    auto const simple = Language::find("de-simple");
    auto const reading = page.kind == PageKind::simple && simple && visit.call.site.offers(*simple)
        ? *simple
        : visit.language();
    auto const html = html::Safe(html_below_title(
        content.text, [&](std::string_view link) { return resolve(visit, reading, page, link); }));
    auto const classes = page.kind == PageKind::simple || content.language.tag() == "de-simple"
        ? "km-prose km-simple"
        : "km-prose";
    if (content.language == visit.language())
        w(R"(<div class="{}">{}</div>)", classes, html);
    else
        w(R"(<div class="{}" lang="{}" dir="{}">{}</div>)", classes, content.language.tag(),
          content.language.direction(), html);
}

void write_page_list(Writer& w, Visit const& visit, std::vector<InfoPage const*> const& pages)
{
    w(R"(<ul class="km-tiles" role="list">{}</ul>)", each(pages, [&](Writer& inner, InfoPage const* page) {
          auto const title = visit.shown(page->title);
          auto const summary = visit.shown(page->summary);
          auto const situation = situation_of(visit, *page);
          inner(
              R"(<li><a class="km-tile" href="{}"><span class="km-tile__icon">{}</span><span><b>{}</b><small>{}</small></span>{}</a></li>)",
              url_of(visit.texts, *page),
              web::Icon{situation ? icon_of(visit.categories(), *situation) : std::string_view{"talk"}},
              ShownText{visit, title}, ShownText{visit, summary},
              web::Icon{.name = "chev", .is_directional = true});
      }));
}

// From the text to the counter: the offers of the topic, by the reader's town where it matters.
void write_related_offers(Writer& w, Visit const& visit, InfoPage const& page)
{
    auto const& texts = visit.texts;
    auto const situation = situation_of(visit, page);
    if (!situation)
        return;
    auto const topic = visit.categories().word_of(*situation);
    auto const title = texts("info.offers"_msg, {{"topic", visit.name_of(*situation)}});
    if (situation == Situation::in_danger) {
        w(R"(<p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
          visit.url({"angebote"}).with_query({{"thema", topic}}), title);
        return;
    }
    // The first steps lead to all kinds of offices: there the town has the answer, not the topic.
    bool const is_about_towns = page.slug == "erste-schritte";
    w(R"(<section class="km-box km-stack km-noprint" aria-labelledby="vor-ort"><div class="km-stack km-stack--s"><h2 id="vor-ort" class="km-h3">{}</h2><p>{}</p></div>{}</section>)",
      is_about_towns ? texts("home.place"_msg) : std::string_view(title),
      texts(is_about_towns ? "home.place.text"_msg : "home.place"_msg), [&](Writer& inner) {
          if (is_about_towns)
              inner("{}", PlaceLinks{visit});
          else
              inner(
                  R"(<ul class="km-places" role="list">{}<li><a href="{}">{}</a></li></ul>)",
                  each(
                      visit.snapshot().municipalities(),
                      [&](Writer& item, tenants::Body const* body) {
                          item(
                              R"(<li><a href="{}">{}</a></li>)",
                              visit.url({"angebote"})
                                  .with_query({{"gemeinde", body->slug}, {"thema", topic}}),
                              web::GermanName{body->name, visit.language()});
                      }),
                  visit.url({"angebote"}).with_query({{"thema", topic}}), texts("filter.all_places"_msg));
      });
}

// The pages below this one, without those its text leads to already.
std::vector<InfoPage const*> unmentioned_children(Visit const& visit, InfoPage const& page)
{
    auto const content = visit.shown(page.content);
    auto children = visit.snapshot().children_of(page.stands_for.empty() ? page.slug : page.stands_for);
    std::erase_if(children, [&](InfoPage const* child) {
        return content.text.find("(seite:" + child->slug + ")") != std::string_view::npos;
    });
    for (auto& child : children)
        child = &as_seen_from(visit, page, *child);
    return children;
}

// For which place a text is, and that others have another one.
void write_place_note(Writer& w, Visit const& visit, InfoPage const& page)
{
    auto const& texts = visit.texts;
    if (!page.stands_for.empty()) {
        auto const* body = visit.snapshot().find_municipality(page.municipality);
        auto const* general = visit.snapshot().find_page(page.stands_for);
        w(R"(<div class="km-note"><p>{} {}</p></div>)",
          texts("info.local"_msg, {{"place", body == nullptr ? page.municipality : body->name}}),
          when(general != nullptr, [&](Writer& link) {
              link(R"(<a href="{}">{}</a>)", url_of(texts, *general), texts("info.local.general"_msg));
          }));
        return;
    }
    auto const locals = visit.snapshot().local_pages_of(page);
    if (locals.empty())
        return;
    w(R"(<div class="km-note"><p id="eigene">{}</p><ul class="km-places" role="list" aria-labelledby="eigene">{}</ul></div>)",
      texts("info.local.places"_msg), each(locals, [&](Writer& item, InfoPage const* local) {
          item(
              R"(<li><a href="{}">{}</a></li>)", url_of(texts, *local),
              web::GermanName{
                  visit.snapshot().find_municipality(local->municipality)->name, visit.language()});
      }));
}

web::PublicFrame info_frame(Visit const& visit, InfoPage const& page)
{
    auto const& texts = visit.texts;
    auto const title = visit.shown(page.title);
    auto const summary = visit.shown(page.summary);
    auto frame
        = visit.frame(std::string(title.text), path_of(page), page.parent.empty() ? page.slug : page.parent);
    frame.description = summary.text;
    if (auto const* parent = visit.snapshot().find_page(page.parent)) {
        auto const name = visit.shown(parent->title);
        frame.crumbs.push_back({url_of(texts, *parent), std::string(name.text), name.language});
    } else if (auto const* body = visit.snapshot().find_municipality(page.municipality)) {
        frame.crumbs.push_back({visit.url({"orte", body->slug}), body->name, Language::german()});
    } else if (page.kind != PageKind::legal) {
        frame.crumbs.push_back({visit.url({"info"}), std::string(texts("info.title"_msg)), visit.language()});
    }
    return frame;
}

void write_info(
    Writer& w, Visit const& visit, InfoPage const& page, std::optional<PreviewedAtDesk> const& preview = {})
{
    auto const& texts = visit.texts;
    auto const title = visit.shown(page.title);
    auto const summary = visit.shown(page.summary);
    auto const children = unmentioned_children(visit, page);
    w(
        R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p></div>{}{}{}{}{}{}{}</div>)",
        ShownText{visit, title}, ShownText{visit, summary}, Figure{visit, page.images, preview},
        [&](Writer& inner) { write_place_note(inner, visit, page); },
        TranslationNote{visit, {title, summary, visit.shown(page.content)}},
        [&](Writer& inner) { write_content(inner, visit, page); },
        when(
            page.slug == "barrierefreiheit",
            [&](Writer& inner) {
                inner(
                    R"(<p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
                    visit.url({"barriere-melden"}), texts("web.footer.report_barrier"_msg));
            }),
        when(!children.empty(), [&](Writer& inner) { write_page_list(inner, visit, children); }),
        [&](Writer& inner) { write_related_offers(inner, visit, page); });
}

}

std::string path_of(InfoPage const& page)
{
    if (page.kind == PageKind::legal)
        return page.slug;
    return page.stands_for.empty() ? "info/" + page.slug
                                   : "orte/" + page.municipality + "/info/" + page.stands_for;
}

Url url_of(Texts const& texts, InfoPage const& page)
{
    if (page.kind == PageKind::legal)
        return web::page_url(texts, {page.slug});
    return page.stands_for.empty()
        ? web::page_url(texts, {"info", page.slug})
        : web::page_url(texts, {"orte", page.municipality, "info", page.stands_for});
}

http::Response info_page(Visit const& visit, InfoPage const& page)
{
    return visit.page(info_frame(visit, page), [&](Writer& w) { write_info(w, visit, page); });
}

http::Response ended_info_page(Visit const& visit, InfoPage const& page)
{
    auto const& texts = visit.texts;
    auto frame = info_frame(visit, page);
    frame.is_indexable = false;
    auto response = visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><h1>{}</h1><div class="km-note km-note--warn"><p><strong>{}</strong></p></div><p><a href="{}">{}</a></p></div>)",
          ShownText{visit, visit.shown(page.title)}, texts("info.ended"_msg), visit.url({"info"}),
          texts("info.title"_msg));
    });
    response.set_status(http::Status::gone);
    return response;
}

http::Response info_preview_page(Visit const& visit, InfoPage const& page)
{
    auto frame = info_frame(visit, page);
    Previewed const record{"seiten", std::to_string(page.id.value), "page.title"_msg};
    make_preview(frame, visit.call, record);
    return visit.page(frame, [&](Writer& w) {
        w("{}", PreviewBar{visit, record});
        write_info(w, visit, page, PreviewedAtDesk{"seiten", page.id.value});
    });
}

http::Response info_list_page(Visit const& visit, std::vector<InfoPage const*> const& pages)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(std::string(texts("info.title"_msg)), "info", "info");
    frame.description = texts("info.lead"_msg);
    return visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p></div>{}</div>)",
          texts("info.title"_msg), texts("info.lead"_msg),
          [&](Writer& inner) { write_page_list(inner, visit, pages); });
    });
}

} // namespace kommin::portal
