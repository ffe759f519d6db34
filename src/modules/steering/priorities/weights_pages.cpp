// The form in which the group says what each criterion weighs in a year.

#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"

namespace kommin::steering {

using html::each;
using html::Writer;
using web::FieldWidth;

http::Response weights_page(web::Call const& call, WeightsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_priorities(
        call, page.year, page.names, texts("weights.page"_msg, {{"year", std::to_string(page.year.year)}}));
    frame.problems = page.problems;
    std::string const no_key;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = weights_url(page.year.id),
        .version = page.stored.version,
        .form_key = no_key,
        .back = priorities_url(page.year.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            w(R"(<p class="measure">{}</p><p class="measure">{}</p><div class="sec"><div class="two">{}</div></div>)",
              texts("weights.text"_msg, {{"most", most_weight}}), weights_text(texts, page.year.weights()),
              each(all_weights_fields, [&](Writer& inner, web::FormField const& field) {
                  inner(
                      "{}",
                      form.text(
                          field.name, field.label, FieldWidth::narrow, "weights.hint.weight"_msg, true));
              }));
        },
        [&](Writer& w) {
            web::write_effect(w, texts, "weights.effect_of_saving"_msg);
            web::write_history_card(w, texts, weights_history_url(page.year.id));
        });
}

} // namespace kommin::steering
