#include "platform/web/call.hpp"

#include "platform/crypto/random.hpp"
#include "platform/log/log.hpp"
#include "platform/web/done_notice.hpp"
#include "platform/web/kept_entries.hpp"
#include "platform/web/language_choice.hpp"
#include "platform/web/origin.hpp"
#include "platform/web/session_cookie.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"
#include "platform/web/visit.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

namespace kommin::web {

namespace {

using html::Writer;

void load_person(Call& call)
{
    call.person = identity::find_person(
        call.db(), call.site.tenant, session_token(call.request), call.staff.rules, call.clock.now(),
        call.site.idle_limit.value_or(identity::idle_limit));
}

bool is_logged_in(Call const& call)
{
    return call.person && call.person->stage == identity::Stage::complete;
}

bool has_form_token(Call const& call)
{
    auto const form = call.request.form();
    return form && crypto::equal_in_constant_time(form->value(form_token_field), call.person->form_token);
}

std::atomic<std::uint64_t> refused_accesses{0};

// The person is told what an unknown address is told; whoever reads the log can tell one from the other.
void note_refused_access(Call const& call, Route const& route)
{
    refused_accesses.fetch_add(1, std::memory_order_relaxed);
    log::warning(
        "web.access.refused",
        {{"id", call.request.request_id()},
         {"route", route.pattern},
         {"account", std::to_string(call.person->account.value)}});
}

http::Response answer_at_work(Route const& route, Call& call)
{
    load_person(call);
    bool const changes = !is_safe(call.request.method());
    if (changes && is_sent_from_elsewhere(call.request, call.site.base_url))
        return form_is_not_ours(call);
    if (route.access.kind == Access::Kind::entrance)
        return route.answer(call);

    if (!is_logged_in(call))
        return changes ? session_has_ended(call) : redirect_to_login(call);
    if (changes && !has_form_token(call))
        return form_is_not_ours(call);
    if (route.access.kind == Access::Kind::permitted) {
        auto const permission = route.access.permission;
        // Whoever lacks the second factor may nothing yet, and is led there for what their roles give them;
        // to anything else they get no other answer than everybody.
        if (call.person->needs_second_factor
            && Rights::of(call.person->grants, call.staff.rules).allows_somewhere(permission))
            return http::Response::redirect(
                http::Status::see_other, staff_url({"konto", "zweiter-faktor"}).text());
        if (!call.actor().may_somewhere(permission)) {
            note_refused_access(call, route);
            return staff_not_found(call);
        }
    }
    auto response = route.answer(call);
    if (changes && response.status() == http::Status::see_other) {
        if (!call.nothing_was_done)
            note_done(response, call.request, call.done_word.empty() ? route.pattern : call.done_word);
        forget_what_was_typed(call);
    }
    return response;
}

http::Response answer_everybody(Route const& route, Call& call)
{
    auto const tag = call.path["lang"];
    auto const language = Language::find(tag);
    if (!tag.empty() && !(language && call.site.offers(*language)))
        return error_page(Visit(call), http::Status::not_found);
    if (language) {
        if (auto redirect = remember_language(call, *language))
            return std::move(*redirect);
    }
    if (route.access.kind != Access::Kind::public_cached)
        return route.answer(call);
    auto const request = call.request.as_anybody();
    Call of_anybody{request,    call.path,  call.site,    call.published,
                    call.staff, call.clock, call.signals, call.connection};
    of_anybody.is_of_anybody = true;
    return route.answer(of_anybody);
}

}

std::uint64_t count_refused_accesses() noexcept
{
    return refused_accesses.load(std::memory_order_relaxed);
}

http::Response answer(Route const& route, Call& call)
{
    auto const kind = route.access.kind;
    bool const is_public = kind == Access::Kind::public_page || kind == Access::Kind::public_cached;
    auto response = is_public ? answer_everybody(route, call) : answer_at_work(route, call).no_store();
    if (kind == Access::Kind::public_cached || !response.page_cache_lifetime())
        return response;
#ifndef NDEBUG
    throw std::logic_error("not a cached route: " + std::string(route.pattern));
#else
    log::error("route.not_cached", {{"route", route.pattern}});
    response.keep_out_of_page_cache();
    return response;
#endif
}

} // namespace kommin::web
