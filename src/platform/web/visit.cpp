#include "platform/web/visit.hpp"

#include "platform/web/language_choice.hpp"
#include "platform/web/shown_text.hpp"

#include <algorithm>
#include <utility>

namespace kommin::web {

namespace {

// "Today" turns at midnight, and shared caches must not keep a page longer than this anyway.
constexpr std::chrono::seconds longest_cached{600};

}

void ToldTexts::add(content::Shown const& shown)
{
    if (shown.empty())
        return;
    auto const state = shown.state();
    if (state == content::TextState::missing && !missing)
        missing = shown.language;
    is_outdated = is_outdated || state == content::TextState::outdated;
    is_machine_made = is_machine_made || shown.is_machine_made();
}

Visit::Visit(Call& answered)
    : call(answered)
    , texts(Texts::of(language_for(answered)))
    , now(answered.local_now())
{ }

PublicFrame Visit::frame(std::string title, std::string path, std::string section) const
{
    auto const& site = call.site;
    Body foot;
    if (auto named = site.page_foot ? site.find_page(path, texts) : std::nullopt)
        foot = [&site, &words = texts, path, page = *std::move(named)](html::Writer& w) {
            site.page_foot(w, words, path, page);
        };
    return {
        .site = site,
        .texts = texts,
        .title = std::move(title),
        .description = {},
        .path = std::move(path),
        .query = {},
        .section = std::move(section),
        .crumbs = {},
        .structured_data = std::nullopt,
        .foot = std::move(foot)};
}

http::Response Visit::page(
    PublicFrame const& frame, Body const& body, std::optional<i18n::LocalTime> valid_until) const
{
    auto lifetime = seconds_until(*this, {now.date + std::chrono::days{1}, i18n::TimeOfDay{0}});
    if (valid_until)
        lifetime = std::min(lifetime, seconds_until(*this, *valid_until));
    lifetime = std::min(lifetime, longest_cached);
    // At the end: only then is known what the page has shown.
    auto const with_note = [&](html::Writer& w) {
        body(w);
        if (machine_made_ == MachineMade::shown)
            w(R"(<div class="km-wrap km-main">{}</div>)", MachineNote{*this});
    };
    return http::Response::html(http::Status::ok, render(frame, with_note))
        .cache_for(lifetime)
        .keep_in_page_cache(lifetime, frame.query);
}

std::chrono::seconds seconds_until(Visit const& visit, i18n::LocalTime time)
{
    auto const left = visit.call.site.zone->to_instant(time) - visit.call.clock.now();
    return std::max(std::chrono::ceil<std::chrono::seconds>(left), std::chrono::seconds{1});
}

} // namespace kommin::web
