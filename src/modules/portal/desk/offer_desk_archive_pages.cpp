// Questions before offers are archived.

#include "modules/portal/desk/offer_desk_pages.hpp"

#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using web::staff_url;

http::Response archive_many_question_page(
    web::Call const& call, web::Selection const& selection, std::map<std::int64_t, OfferLine> const& lines)
{
    constexpr std::size_t most_named = 20;
    auto const& texts = web::staff_texts(call);
    auto const count = selection.ticked.size();
    std::vector<std::string> names;
    std::int64_t drafts = 0;
    for (auto const& record : selection.ticked) {
        auto const line = lines.find(record.id);
        if (line == lines.end())
            continue;
        names.push_back(title_of(line->second, texts));
        drafts += line->second.draft_state != DraftState::none ? 1 : 0;
    }
    auto const more = names.size() - std::min(names.size(), most_named);
    names.resize(names.size() - more);
    return web::staff_page(
        {.call = call,
         .title = texts("desk.bulk.archive.question"_msg, {{"count", count}}),
         .section = std::string(offer_list.path),
         .crumbs = {{web::list_url(offer_list, selection.query), std::string(texts("desk.title"_msg))}}},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p>{}<ul class="bullets">{}</ul>{}<div class="row"><form method="post" action="{}">{}<input type="hidden" name="abfrage" value="{}"><input type="hidden" name="wahl" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
              texts("desk.bulk.archive.text"_msg, {{"count", count}}),
              when(
                  drafts > 0,
                  [&](Writer& inner) {
                      inner(
                          "<p><strong>{}</strong></p>",
                          texts("desk.bulk.archive.drafts"_msg, {{"count", drafts}}));
                  }),
              each(names, [](Writer& item, std::string const& name) { item("<li>{}</li>", name); }),
              when(
                  more > 0,
                  [&](Writer& inner) {
                      inner("<p>{}</p>", texts("desk.bulk.archive.more"_msg, {{"count", more}}));
                  }),
              staff_url({offer_list.path, "auswahl", "archivieren"}), web::FormToken{call},
              http::Form(selection.query).to_query(), web::to_text(selection.ticked),
              web::SubmitButton{texts("desk.bulk.archive.yes"_msg, {{"count", count}}), "primary grave"},
              web::list_url(offer_list, selection.query), texts("desk.bulk.archive.no"_msg));
        });
}

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
