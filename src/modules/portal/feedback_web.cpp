// Routes of the form "report a barrier".

#include "modules/portal/feedback.hpp"
#include "modules/portal/handlers.hpp"
#include "modules/portal/pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/public_form.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_page_from_link = 300;

FeedbackForm read(http::Form const& form, std::string const& key)
{
    return {
        std::string(form.value("thema")), std::string(form.value("seite")),
        std::string(form.value("nachricht")), std::string(form.value("kontakt")), key};
}

}

http::Response show_feedback_form(Visit& visit)
{
    auto const& query = visit.call.request.query();
    FeedbackForm form;
    form.topic = topic_of_word(query.value("thema")) ? std::string(query.value("thema")) : "barriere";
    form.page = std::string(truncate_utf8(query.value("seite"), longest_page_from_link));
    form.idempotency_key = web::new_form_key(visit);
    return feedback_form_page(visit, http::Status::ok, form);
}

http::Response send_feedback(Visit& visit, web::VisitorGate& gate)
{
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const form = read(posted, key);
        return web::PublicForm{
            .check = [form] { return problems_of(form); },
            .receive = [&visit, form](Work& work) -> Result<html::Url> {
                TRY(receive_feedback(work, form, visit.language()));
                return visit.url({"barriere-melden", "danke"});
            },
            .show =
                [&visit, form](http::Status status, std::vector<Problem> const& problems) {
                    return feedback_form_page(visit, status, form, problems);
                },
            .thanks = visit.url({"barriere-melden", "danke"})};
    });
}

http::Response show_feedback_thanks(Visit& visit)
{
    return feedback_thanks_page(visit);
}

} // namespace kommin::portal
