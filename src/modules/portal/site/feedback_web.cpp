// Routes of the form for messages from the public.

#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/feedback/named_page.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/public_form.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_page_from_link = 300;

std::optional<SitePage> page_of(Visit const& visit, FeedbackForm const& form)
{
    return find_named_page(visit.call, visit.texts, form.page);
}

FeedbackForm read(http::Form const& form, std::string const& key)
{
    return {
        std::string(form.value("thema")), std::string(form.value("seite")),
        std::string(form.value("nachricht")), std::string(form.value("kontakt")), key};
}

// What was promised depends on what was sent, not on the way to the form.
html::Url thanks_url(Visit const& visit, FeedbackForm const& form)
{
    bool const is_barrier = topic_of_word(form.topic) == FeedbackTopic::barrier;
    return visit.url({is_barrier ? barrier_entrance.path : remark_entrance.path, "danke"});
}

}

http::Response show_feedback_form(Visit& visit, FeedbackEntrance const& entrance)
{
    auto const& query = visit.call.request.query();
    FeedbackForm form;
    form.topic = word_of(topic_of_word(query.value("thema")).value_or(entrance.topic));
    form.page = std::string(truncate_utf8(query.value("seite"), longest_page_from_link));
    form.idempotency_key = web::new_form_key(visit);
    return feedback_form_page(visit, http::Status::ok, entrance, form, page_of(visit, form));
}

http::Response send_feedback(Visit& visit, web::VisitorGate& gate, FeedbackEntrance const& entrance)
{
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto form = read(posted, key);
        auto const about = page_of(visit, form);
        if (about) {
            form.page = about->path;
            form.owner = about->owner;
        }
        auto const thanks = thanks_url(visit, form);
        return web::PublicForm{
            .check = [form] { return problems_of(form); },
            .receive = [&visit, form, thanks](Work& work) -> Result<html::Url> {
                TRY(receive_feedback(work, form, visit.language()));
                return thanks;
            },
            .show =
                [&visit, &entrance, form, about](http::Status status, std::vector<Problem> const& problems) {
                    return feedback_form_page(visit, status, entrance, form, about, problems);
                },
            .thanks = thanks};
    });
}

http::Response show_feedback_thanks(Visit& visit, FeedbackEntrance const& entrance)
{
    return feedback_thanks_page(visit, entrance);
}

} // namespace kommin::portal
