// Routes of the form "report a barrier".

#include "modules/portal/feedback.hpp"
#include "modules/portal/feedback_gate.hpp"
#include "modules/portal/handlers.hpp"
#include "modules/portal/pages.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/error.hpp"
#include "platform/log/log.hpp"
#include "platform/web/origin.hpp"
#include "platform/web/write.hpp"

#include <chrono>

namespace kommin::portal {

namespace {

FeedbackForm read(http::Form const& form)
{
    return {
        std::string(form.value("thema")), std::string(form.value("seite")),
        std::string(form.value("nachricht")), std::string(form.value("kontakt")),
        std::string(form.value("schluessel"))};
}

}

http::Response show_feedback_form(Visit& visit)
{
    auto const& query = visit.call.request.query();
    FeedbackForm form;
    form.topic = topic_of_word(query.value("thema")) ? std::string(query.value("thema")) : "barriere";
    form.page = std::string(truncate_utf8(query.value("seite"), 300));
    form.idempotency_key = crypto::random_token();
    return feedback_form_page(visit, http::Status::ok, form);
}

http::Response send_feedback(Visit& visit, FeedbackGate& gate)
{
    auto const& request = visit.call.request;
    auto const& texts = visit.texts;
    auto const posted = request.form();
    if (!posted)
        return error_page_for(visit, http::Status::bad_request);
    auto form = read(*posted);
    auto thanks
        = http::Response::redirect(http::Status::see_other, visit.url({"barriere-melden", "danke"}).text());
    // The field is invisible: only programs fill it in. They get the same answer and store nothing.
    if (!posted->value("website").empty())
        return thanks;
    if (form.idempotency_key.empty() || form.idempotency_key.size() > 64)
        form.idempotency_key = crypto::random_token();
    // Somebody else's page may have written this in the visitor's name: shown to them, not sent.
    if (web::is_sent_from_elsewhere(request, visit.call.site.base_url)) {
        form.idempotency_key = crypto::random_token();
        return feedback_form_page(
            visit, http::Status::forbidden, form, {},
            FeedbackNotice{
                std::string(texts("feedback.too_many.title"_msg)), std::string(texts("form.elsewhere"_msg))});
    }
    auto const problems = problems_of(form);
    if (!problems.empty())
        return feedback_form_page(visit, http::Status::unprocessable, form, problems);
    if (auto const wait = gate.must_wait(visit.call.site.tenant, request.peer(), visit.call.clock.now())) {
        auto const minutes = std::chrono::ceil<std::chrono::minutes>(*wait).count();
        return feedback_form_page(
                   visit, http::Status::too_many_requests, form, {},
                   FeedbackNotice{
                       std::string(texts("feedback.too_many.title"_msg)),
                       texts("feedback.too_many.text"_msg, {{"minutes", minutes}})})
            .header("Retry-After", std::to_string(wait->count()));
    }

    // Not left to the one catch at the edge: that does not know the form, and nobody shall write their
    // message twice because our database is away.
    try {
        auto const stored = web::write(
            visit.call, [&](Work& work) { return receive_feedback(work, form, visit.language()); });
        if (!stored)
            return feedback_form_page(visit, http::Status::unprocessable, form, {stored.problem()});
    } catch (db::Unavailable const& error) {
        log::error(
            "database.unavailable", {{"request", std::string(request.request_id())}, {"what", error.what()}});
        return feedback_form_page(
                   visit, http::Status::unavailable, form, {},
                   FeedbackNotice{
                       std::string(texts("feedback.unavailable.title"_msg)),
                       std::string(texts("feedback.unavailable.text"_msg))})
            .header("Retry-After", "5");
    }
    return thanks;
}

http::Response show_feedback_thanks(Visit& visit)
{
    return feedback_thanks_page(visit);
}

} // namespace kommin::portal
