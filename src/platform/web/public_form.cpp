#include "platform/web/public_form.hpp"

#include "platform/crypto/random.hpp"
#include "platform/db/error.hpp"
#include "platform/log/log.hpp"
#include "platform/web/origin.hpp"
#include "platform/web/problem_status.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <cstddef>
#include <stdexcept>

namespace kommin::web {

using html::each;
using html::Url;
using html::when;
using html::Writer;

namespace {

constexpr std::string_view key_field = "schluessel";
constexpr std::string_view trap_field = "website";
constexpr std::size_t longest_key = 64;

Problem later(MessageKey message, MessageArguments arguments = {})
{
    return {ProblemKind::unavailable, {}, message, std::move(arguments)};
}

// Not left to the one catch at the edge: that does not know the form.
Result<Url> store(Visit const& visit, PublicForm const& form)
{
    auto const note = [&](db::Error const& error) {
        log::error(
            "database.unavailable",
            {{"request", std::string(visit.call.request.request_id())}, {"what", error.what()}});
        return later("form.unavailable"_msg);
    };
    try {
        return write(visit.call, form.receive, form.conflicts);
    } catch (db::Unavailable const& error) {
        return note(error);
    } catch (db::SerializationConflict const& error) {
        return note(error);
    }
}

// Our failure is not one of the messages that the visitor may send.
Result<Url> store_or_give_back(Visit const& visit, VisitorGate& gate, PublicForm const& form)
{
    auto const give_back
        = [&] { gate.give_back(visit.call.site.tenant, visit.call.request.peer(), form.weight); };
    try {
        auto stored = store(visit, form);
        if (!stored && stored.problem().kind == ProblemKind::unavailable)
            give_back();
        return stored;
    } catch (...) {
        give_back();
        throw;
    }
}

http::Response show_wait(PublicForm const& form, std::chrono::seconds wait)
{
    auto const minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    return form
        .show(
            http::Status::too_many_requests,
            {later("form.too_many"_msg, {{"minutes", std::to_string(minutes)}})})
        .header("Retry-After", std::to_string(wait.count()));
}

}

std::string new_form_key(Visit const& visit)
{
    if (visit.call.is_of_anybody)
        throw std::logic_error("a form with a key must not be cached");
    return crypto::random_token();
}

std::string form_key_of(Visit const& visit, http::Form const& posted)
{
    auto const key = posted.value(key_field);
    return key.empty() || key.size() > longest_key ? new_form_key(visit) : std::string(key);
}

void PublicFormFields::operator()(Writer& w) const
{
    w(R"(<input type="hidden" name="{}" value="{}"><div class="km-hp" aria-hidden="true"><label for="f-website">Website</label><input id="f-website" name="{}" tabindex="-1" autocomplete="off"></div>)",
      key_field, key, trap_field);
}

void FormTrouble::operator()(Writer& w) const
{
    if (problems.empty())
        return;
    auto const& first = problems.front();
    bool const is_of_field = !first.field.empty();
    w(R"(<div class="km-errors km-stack km-stack--s" role="group" aria-labelledby="fehler" tabindex="-1" autofocus><h2 id="fehler" class="km-h3">{}</h2>{}{}</div>)",
      is_of_field ? texts("form.problems"_msg, {{"count", problems.size()}})
                  : std::string(texts("form.not_sent"_msg)),
      when(!is_of_field, [&](Writer& inner) { inner("<p>{}</p>", i18n::text_of(first, texts)); }),
      when(is_of_field, [&](Writer& inner) {
          inner("<ul>{}</ul>", each(problems, [&](Writer& item, Problem const& problem) {
                    item(
                        R"(<li><a href="{}">{}</a></li>)", Url::fragment("f-" + problem.field),
                        i18n::text_of(problem, texts));
                }));
      }));
}

http::Response receive_form(Visit& visit, VisitorGate& gate, ReadForm const& read)
{
    auto const& request = visit.call.request;
    auto const posted = request.form();
    if (!posted)
        return error_page(visit, http::Status::bad_request);
    auto const form = read(*posted, form_key_of(visit, *posted));
    if (!posted->value(trap_field).empty())
        return http::Response::redirect(http::Status::see_other, form.thanks.text());
    // Its key is not the visitor's own: with another one their own message cannot be taken for a repetition.
    if (is_sent_from_elsewhere(request, visit.call.site.base_url))
        return read(*posted, new_form_key(visit))
            .show(http::Status::forbidden, {{ProblemKind::not_allowed, {}, "form.elsewhere"_msg, {}}});
    if (auto const problems = form.check(); !problems.empty())
        return form.show(http::Status::unprocessable, problems);
    if (auto const wait
        = gate.must_wait(visit.call.site.tenant, request.peer(), visit.call.clock.now(), form.weight))
        return show_wait(form, *wait);
    auto const next = store_or_give_back(visit, gate, form);
    if (next)
        return http::Response::redirect(http::Status::see_other, next->text());
    auto again = form.show(status_of(next.problem()), {next.problem()});
    if (next.problem().kind == ProblemKind::unavailable)
        again.header("Retry-After", "5");
    return again;
}

} // namespace kommin::web
