// The question before an offer is archived.

#include "modules/portal/desk/offer_desk_pages.hpp"

#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "platform/web/staff_form.hpp"

namespace kommin::portal {

using html::when;
using html::Writer;

http::Response archive_question_page(web::Call const& call, EditedOffer const& edited)
{
    auto const& texts = web::staff_texts(call);
    auto const title = title_of(form_of(edited.offer), texts);
    return web::staff_page(
        offer_frame(
            call, texts, edited, texts("desk.archive.title"_msg, {{"title", title}}), Level::below_form),
        [&](Writer& w) {
            w(
                R"(<div class="stack measure"><p>{}</p>{}<div class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
                texts("desk.archive.text"_msg),
                when(
                    edited.state.draft_state != DraftState::none,
                    [&](Writer& inner) {
                        inner("<p><strong>{}</strong></p>", texts("desk.archive.draft"_msg));
                    }),
                [&](Writer& inner) {
                    inner(
                        R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form>)",
                        offer_url(edited.offer.id, "archivieren"), web::FormToken{call}, edited.state.version,
                        web::SubmitButton{texts("desk.archive.yes"_msg), "primary grave"});
                },
                offer_url(edited.offer.id), texts("desk.archive.no"_msg));
        });
}

} // namespace kommin::portal
