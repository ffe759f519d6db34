#include "modules/portal/desk/asking_address_pages.hpp"

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

namespace kommin::portal {

using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// What follows from the four addresses: whom the portal asks about this offer today.
void write_asked_now(Writer& w, Texts const& texts, AskingRecord const& record)
{
    w(
        R"(<section class="card" aria-labelledby="zurzeit"><h2 id="zurzeit">{}</h2>{}{}</section>)",
        texts("asking.now"_msg),
        [&](Writer& inner) {
            if (!record.asked) {
                inner("<p>{}</p>", texts("asking.nobody"_msg));
                return;
            }
            inner(
                R"({}<p class="small mute">{}</p>)",
                when(
                    !record.asked->address.empty(),
                    [&](Writer& line) { line(R"(<p class="wrap">{}</p>)", record.asked->address); }),
                texts(words_for(record.asked->at)));
        },
        when(record.organisation.has_value(), [&](Writer& inner) {
            inner(
                R"(<p class="small"><a href="{}">{}</a></p>)", asking_url(*record.organisation),
                texts("asking.of_organisation"_msg));
        }));
}

}

Url asking_url(OfferId id)
{
    return offer_url(id, "rueckfragen");
}

Url asking_url(OrganisationId id)
{
    return organisation_url(id, "rueckfragen");
}

MessageKey words_for(AskedAt at)
{
    switch (at) {
    case AskedAt::own:
        return "asking.at.own"_msg;
    case AskedAt::of_organisation:
        return "asking.at.organisation"_msg;
    case AskedAt::public_own:
        return "asking.at.public"_msg;
    case AskedAt::public_of_organisation:
        break;
    }
    return "asking.at.public_organisation"_msg;
}

http::Response asking_page(
    web::Call const& call, AskingPlace const& place, AskingRecord const& record, AskingForm const& form)
{
    auto const& texts = web::staff_texts(call);
    bool const is_of_offer = place.subject.word() == offer_subject.word();
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("asking.title"_msg)),
         .section = std::string(place.section),
         .crumbs = {{place.list, std::string(texts(place.list_title))}, {place.record, record.title}},
         .problems = form.problems},
        [&](Writer& w) {
            w(R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="{}" value="{}"><p class="measure">{}</p>{}{}<div class="sec">{}<p class="small mute">{}</p></div><div class="save">{}</div></form>{}</div>)",
              place.page, web::FormToken{call}, asking_seen_field, mark_of_address(record.address),
              texts(is_of_offer ? "asking.lead.offer"_msg : "asking.lead.organisation"_msg),
              when(
                  record.takes_no_mail,
                  [&](Writer& inner) {
                      inner(
                          R"(<p class="note note--warn" role="status">{}</p>)",
                          texts("asking.takes_no_mail"_msg));
                  }),
              when(
                  form.shows_stored,
                  [&](Writer& inner) {
                      inner(
                          R"(<p class="note note--warn wrap">{}</p>)",
                          record.address.empty() ? std::string(texts("asking.stored.none"_msg))
                                                 : texts("asking.stored"_msg, {{"address", record.address}}));
                  }),
              web::TextField{
                  .texts = texts,
                  .name = asking_address_field,
                  .label = "asking.field"_msg,
                  .value = form.entered,
                  .problems = form.problems,
                  .hint = is_of_offer ? "asking.hint.offer"_msg : "asking.hint.organisation"_msg,
                  .type = "email",
                  .width = web::FieldWidth::whole},
              texts("asking.protection"_msg), web::SubmitButton{texts("words.action.save"_msg)},
              when(is_of_offer, [&](Writer& inner) { write_asked_now(inner, texts, record); }));
        });
}

} // namespace kommin::portal
