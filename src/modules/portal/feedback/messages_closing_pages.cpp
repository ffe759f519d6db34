// The question before a message is closed without an answer.

#include "modules/portal/feedback/messages_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Writer;

http::Response closing_question_page(
    web::Call const& call, StoredFeedback const& message, std::string_view other_taker)
{
    auto const& texts = web::staff_texts(call);
    bool const has_contact = !message.contact.empty() || message.is_contact_withheld();
    std::vector<std::string> reasons_to_stop;
    if (!other_taker.empty())
        reasons_to_stop.push_back(texts("messages.close.other"_msg, {{"name", other_taker}}));
    if (message.topic == FeedbackTopic::barrier)
        reasons_to_stop.emplace_back(texts("messages.close.barrier"_msg));
    if (!message.draft.empty())
        reasons_to_stop.emplace_back(texts("messages.close.draft"_msg));
    auto const title = title_of(message, texts);
    return web::staff_page(
        {.call = call,
         .title = std::string(
             texts(has_contact ? "messages.close.question"_msg : "messages.no_answer.question"_msg)),
         .section = "rueckmeldungen",
         .crumbs = {crumb_to_messages(texts), {message_url(message.id), title}}},
        [&](Writer& w) {
            w(
                R"(<div class="stack measure"><p><strong>{}</strong></p><p>{}</p><p>{}</p>{}<div class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
                title,
                texts(has_contact ? "messages.close.not_told"_msg : "messages.close.nobody_to_tell"_msg),
                texts("messages.close.effect"_msg),
                each(
                    reasons_to_stop,
                    [](Writer& item, std::string const& reason) {
                        item(R"(<p class="note note--warn">{}</p>)", reason);
                    }),
                [&](Writer& form) {
                    form(
                        R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form>)",
                        message_url(message.id, "schliessen"), web::FormToken{call}, message.version,
                        web::SubmitButton{texts("messages.close.yes"_msg), "primary grave"});
                },
                message_url(message.id), texts("messages.close.no"_msg));
        });
}

} // namespace kommin::portal
