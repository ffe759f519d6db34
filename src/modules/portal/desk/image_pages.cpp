// The page on which an editor gives a record its picture.

#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/site/components.hpp"
#include "modules/portal/site/image_figure.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

void write_present_image(
    Writer& w, web::Call const& call, Texts const& texts, ImageDesk const& desk, PicturedRecord const& record)
{
    auto const public_id = record.fields.value("image");
    if (public_id.empty())
        return;
    w(R"(<section class="card" aria-labelledby="jetzt"><h2 id="jetzt">{}</h2><p><img src="{}" alt="{}"></p><p class="small mute">{}</p><div class="row">{}</div></section>)",
      texts("image.present"_msg), image_url_at_desk(desk.section, record.id, public_id, ImageSize::large),
      record.fields.value("image_alt"), texts("image.present.hint"_msg), [&](Writer& button) {
          button(
              "{}",
              web::ButtonForm{
                  call, desk.url(record.id, "bild-entfernen"), record.state.version,
                  texts("image.remove"_msg), "tertiary"});
      });
}

// Whoever takes back that they may be shown wants to be gone from the history as well.
void write_earlier_images(
    Writer& w, web::Call const& call, Texts const& texts, ImageDesk const& desk, RecordImages const& images)
{
    auto const& record = images.record;
    if (images.earlier.empty() || !call.actor().may(desk.kind.publish, record.state.owner))
        return;
    w(R"(<details class="more"><summary>{}</summary><p>{}</p><ul class="plain stack">{}</ul></details>)",
      texts("image.earlier"_msg), texts("image.earlier.hint"_msg),
      each(images.earlier, [&](Writer& item, Image const& image) {
          auto const size = image.has_small() ? ImageSize::small : ImageSize::large;
          auto const number = std::to_string(record.id);
          item(
              R"(<li><img src="{}" width="{}" height="{}" alt="{}" loading="lazy">{}</li>)",
              image_url_at_desk(desk.section, record.id, image.public_id, size), image.width_of(size),
              image.height_of(size), texts("image.earlier"_msg), [&](Writer& button) {
                  button(
                      "{}",
                      web::ButtonForm{
                          call, web::staff_url({desk.section, number, "bild", image.public_id, "loeschen"}),
                          record.state.version, texts("image.erase"_msg), "tertiary"});
              });
      }));
}

}

http::Response image_form_page(
    web::Call const& call, ImageDesk const& desk, RecordImages const& images, ImageForm const& form,
    std::vector<Problem> const& problems)
{
    auto const& record = images.record;
    auto const& texts = web::staff_texts(call);
    auto frame = record.frame(std::string(texts("image.title"_msg)));
    frame.problems = problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack stack-top measure">{}<p>{}</p><form class="form stack" method="post" action="{}" enctype="multipart/form-data">{}{}<input type="hidden" name="fassung" value="{}">{}{}{}<p>{}</p></form>{}</div>)",
            [&](Writer& inner) { write_present_image(inner, call, texts, desk, record); },
            texts("image.lead"_msg), desk.url(record.id, "bild"), web::RequiredNote{texts},
            web::FormToken{call}, record.state.version,
            web::FileField{
                .texts = texts,
                .label = "image.file"_msg,
                .accept = "image/jpeg,image/png,image/webp",
                .problems = problems,
                .hint = "image.file.hint"_msg,
                .limit = std::to_string(images::largest_picture >> 20U),
                .is_required = true},
            web::TextArea{
                .texts = texts,
                .name = "image_alt",
                .label = "desk.field.image_alt"_msg,
                .value = form.alt,
                .problems = problems,
                .hint = "desk.hint.image_alt"_msg,
                .rows = 2,
                .is_required = true},
            web::TextField{
                .texts = texts,
                .name = "image_credit",
                .label = "desk.field.image_credit"_msg,
                .value = form.credit,
                .problems = problems,
                .hint = "desk.hint.image_credit"_msg,
                .width = web::FieldWidth::whole},
            web::SubmitButton{texts("image.send"_msg)},
            [&](Writer& inner) { write_earlier_images(inner, call, texts, desk, images); });
    });
}

} // namespace kommin::portal
