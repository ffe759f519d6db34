#include "platform/web/language_choice.hpp"

#include "platform/html/url.hpp"
#include "platform/i18n/negotiate.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace kommin::web {

namespace {

// A page that no route knows still answers in the language its address begins with.
std::string_view first_segment(std::string_view path)
{
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    return path.substr(0, path.find('/'));
}

}

i18n::Language language_for(Call const& call)
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

std::optional<http::Response> remember_language(Call const& call, i18n::Language page_language)
{
    auto const& request = call.request;
    auto const chosen = request.query().value(language_choice_field);
    if (request.method() != http::Method::get || chosen != page_language.tag()
        || request.query().values(language_choice_field).size() != 1)
        return std::nullopt;
    std::vector<std::pair<std::string, std::string>> rest;
    for (auto const& [name, value] : request.query().entries()) {
        if (name != language_choice_field)
            rest.emplace_back(name, value);
    }
    auto const target = std::string(request.path()) + html::query_string(rest);
    http::SetCookie cookie;
    cookie.name = language_cookie;
    cookie.value = chosen;
    cookie.max_age = std::chrono::days{365};
    cookie.secure = request.is_secure();
    return http::Response::redirect(http::Status::see_other, target).cookie(cookie).no_store();
}

} // namespace kommin::web
