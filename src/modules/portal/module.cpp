// The portal's only registration point: its routes.

#include "modules/portal/module.hpp"

#include "modules/portal/feedback_gate.hpp"
#include "modules/portal/handlers.hpp"

#include "platform/i18n/negotiate.hpp"

namespace kommin::portal {

namespace {

// The longest message in Arabic or Cyrillic letters, of which the form makes six bytes each, and the other
// fields.
constexpr std::size_t largest_feedback_form = std::size_t{32} << 10U;

// ?merken=uk on any page: remember the choice and go to the same address without it.
std::optional<http::Response> remember_language(Visit const& visit)
{
    auto const& request = visit.call.request;
    auto const chosen = request.query().value("merken");
    if (request.method() != http::Method::get || chosen != visit.language().tag()
        || request.query().values("merken").size() != 1)
        return std::nullopt;
    std::vector<std::pair<std::string, std::string>> rest;
    for (auto const& [name, value] : request.query().entries()) {
        if (name != "merken")
            rest.emplace_back(name, value);
    }
    auto const target = std::string(request.path()) + query_string(rest);
    http::SetCookie cookie;
    cookie.name = language_cookie;
    cookie.value = chosen;
    cookie.max_age = std::chrono::days{365};
    cookie.secure = request.is_secure();
    return http::Response::redirect(http::Status::see_other, target).cookie(cookie).no_store();
}

// A page that no route knows still answers in the language its address begins with.
std::string_view first_segment(std::string_view path)
{
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    return path.substr(0, path.find('/'));
}

}

i18n::Language Portal::language_for(web::Call const& call)
{
    auto const tag = call.path["lang"];
    auto const language = i18n::Language::find(tag.empty() ? first_segment(call.request.path()) : tag);
    if (language && call.site.offers(*language))
        return *language;
    auto const remembered = i18n::Language::find(call.request.cookie(language_cookie));
    if (remembered && call.site.offers(*remembered))
        return *remembered;
    return i18n::negotiate(
        call.request.header("accept-language"), call.site.languages, call.site.source_language);
}

Visit Portal::open_visit(web::Call& call)
{
    return {call, call.published.of<Snapshot>(), Texts::of(language_for(call)), call.local_now()};
}

web::Handler Portal::in_language(VisitHandler handler)
{
    return [handler = std::move(handler)](web::Call& call) {
        auto visit = open_visit(call);
        if (visit.language().tag() != call.path["lang"])
            return not_found(visit);
        if (auto redirect = remember_language(visit))
            return std::move(*redirect);
        return handler(visit);
    };
}

http::Response Portal::error_page(web::Call& call, http::Status status) const
{
    auto visit = open_visit(call);
    return error_page_for(visit, status);
}

Portal::Portal()
    : feedback_gate_(std::make_shared<FeedbackGate>())
{ }

std::vector<web::Route> Portal::routes() const
{
    using enum http::Method;
    using enum web::Access;
    auto const negotiated = [](VisitHandler const& handler) -> web::Handler {
        return [handler](web::Call& call) {
            auto visit = open_visit(call);
            return handler(visit);
        };
    };
    return {
        {get, "/", public_page, negotiated(&choose_language)},
        {get, "/sitemap.xml", public_cached, negotiated(&show_sitemap)},
        {get, "/sitemap/{file}", public_cached, negotiated(&show_sitemap_file)},
        {get, "/robots.txt", public_page, negotiated(&show_robots)},
        {get, "/{lang:lang}/", public_cached, in_language(&show_home)},
        {get, "/{lang:lang}/angebote", public_cached, in_language(&list_offers_page)},
        {get, "/{lang:lang}/angebote/{slug}", public_cached, in_language(&show_offer)},
        {get, "/{lang:lang}/angebote/{slug}/qr.svg", public_cached, in_language(&show_offer_qr)},
        {get, "/{lang:lang}/orte", public_cached, in_language(&list_places)},
        {get, "/{lang:lang}/orte/{gemeinde}", public_cached, in_language(&show_place)},
        {get, "/{lang:lang}/orte/{gemeinde}/offline.json", public_cached, in_language(&list_offline_urls)},
        {get, "/{lang:lang}/info", public_cached, in_language(&list_info_pages)},
        {get, "/{lang:lang}/info/{slug}", public_cached, in_language(&show_info_page)},
        {get, "/{lang:lang}/suche", public_page, in_language(&search_site)},
        {get, "/{lang:lang}/suche/vorschlaege", public_page, in_language(&suggest_searches)},
        {get, "/{lang:lang}/impressum", public_cached, in_language(&show_imprint)},
        {get, "/{lang:lang}/datenschutz", public_cached, in_language(&show_privacy)},
        {get, "/{lang:lang}/barrierefreiheit", public_cached, in_language(&show_accessibility)},
        {get, "/{lang:lang}/barriere-melden", public_page, in_language(&show_feedback_form)},
        {post, "/{lang:lang}/barriere-melden", public_page,
         in_language([gate = feedback_gate_](Visit& visit) { return send_feedback(visit, *gate); }),
         largest_feedback_form},
        {get, "/{lang:lang}/barriere-melden/danke", public_cached, in_language(&show_feedback_thanks)},
        {get, "/{lang:lang}/manifest.webmanifest", public_cached, in_language(&show_web_manifest)},
    };
}

} // namespace kommin::portal
