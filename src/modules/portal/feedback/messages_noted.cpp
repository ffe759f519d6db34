// How messages read in the audit trail: how far they are and who looks after them, and nothing of what they
// say.

#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/date.hpp"
#include "platform/base/number.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

namespace {

MessageKey label_of(FeedbackState state)
{
    switch (state) {
    case FeedbackState::open:
        return "messages.state.open"_msg;
    case FeedbackState::answered:
        return "messages.state.answered"_msg;
    case FeedbackState::closed:
        break;
    }
    return "messages.state.closed"_msg;
}

struct People {
    web::Authors authors;
    std::vector<tenants::Body> bodies;
};

}

web::RecordForm noted_message(web::Call const& call)
{
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    auto const people = std::make_shared<People const>(
        People{web::list_authors(call.db(), tenant), tenants::list_bodies(call.db(), tenant)});
    return {
        .fields
        = {{"state", std::string(texts("staff.state"_msg))},
           {"owner", std::string(texts("messages.column.body"_msg))},
           {"taken_by", std::string(texts("messages.column.taken_by"_msg))},
           {"to", std::string(texts("messages.column.taken_by"_msg))},
           {"due_on", std::string(texts("messages.due.day"_msg))}},
        .has_drafts = false,
        .shown = [people, &texts](records::Fields const& fields, std::string_view name) {
            std::string value(fields.value(name));
            FeedbackState state{};
            if (name == "state" && from_text(value, state))
                return std::string(texts(label_of(state)));
            if (name == "owner") {
                auto const owner = parse_number(value);
                bool const is_known = owner
                    && (*owner == 0 || std::ranges::any_of(people->bodies, [&](tenants::Body const& body) {
                                          return body.id.value == *owner;
                                      }));
                return is_known ? body_of(*owner, people->bodies, texts) : value;
            }
            if (name == "taken_by" || name == "to")
                return web::name_of(people->authors, value);
            if (auto const day = name == "due_on" ? parse_date(value) : std::nullopt)
                return texts.date(*day, i18n::DateStyle::long_);
            return value;
        }};
}

} // namespace kommin::portal
