// Routes of pictures below the forms of offers and information pages.

#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/record_images.hpp"
#include "modules/portal/site/image_figure.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::chrono::seconds for_the_answer{2};

std::string shown_of(std::vector<ShownImage> const& images)
{
    return images.empty() ? std::string{} : images.front().image.public_id;
}

std::optional<PicturedRecord> find_pictured_offer(web::Call const& call, std::int64_t id)
{
    auto edited = web::read(call, [&](db::Connection& db) {
        return find_edited_offer(db, call.site.tenant, OfferId{id}, call.actor());
    });
    if (!edited)
        return std::nullopt;
    PicturedRecord record{id, edited->state, edited->fields, shown_of(edited->offer.images), {}};
    record.frame = [&call, edited = std::move(*edited)](std::string title) {
        return offer_frame(call, web::staff_texts(call), edited, std::move(title), Level::below_form);
    };
    return record;
}

std::optional<PicturedRecord> find_pictured_page(web::Call const& call, std::int64_t id)
{
    auto edited = web::read(call, [&](db::Connection& db) {
        return find_edited_page(db, call.site.tenant, PageId{id}, call.actor());
    });
    if (!edited || !has_field(edited->page, "image"))
        return std::nullopt;
    PicturedRecord record{id, edited->state, edited->fields, shown_of(edited->page.images), {}};
    record.frame = [&call, edited = std::move(*edited)](std::string title) {
        return frame_below_page(call, edited, std::move(title));
    };
    return record;
}

std::optional<PicturedRecord> find_record_of(web::Call const& call, ImageDesk const& desk)
{
    auto const number = parse_number(call.path[desk.placeholder]);
    return number && *number > 0 ? desk.find(call, *number) : std::nullopt;
}

// Of a record that this person may change.
std::optional<RecordImages> find_images_of(web::Call const& call, ImageDesk const& desk)
{
    auto record = find_record_of(call, desk);
    if (!record || !call.actor().may(desk.kind.edit, record->state.owner))
        return std::nullopt;
    auto earlier = web::read(call, [&](db::Connection& db) {
        return list_images(db, call.site.tenant, {desk.kind.edited.kind, record->id});
    });
    std::erase_if(earlier, [&](Image const& image) {
        return image.public_id == record->fields.value("image") || image.public_id == record->shown;
    });
    return RecordImages{std::move(*record), std::move(earlier)};
}

// What is wrong before anybody looks into the file.
std::vector<Problem> problems_before(ImageForm const& form, http::Part const* file)
{
    std::vector<Problem> problems;
    if (file == nullptr || file->content.empty())
        problems.push_back(Problem::invalid("datei", "image.problem.no_file"_msg));
    else if (file->content.size() > images::largest_picture)
        problems.push_back(
            {ProblemKind::too_large,
             "datei",
             "image.problem.too_large"_msg,
             {{"limit", std::to_string(images::largest_picture >> 20U)}}});
    if (form.alt.empty())
        problems.push_back(Problem::invalid("image_alt", "image.problem.alt"_msg));
    return problems;
}

Result<void> take_image(
    web::Call& call, ImageCare const& care, ImageDesk const& desk, records::Seen seen, ImageForm const& form,
    std::string_view bytes)
{
    // Asked before the work, and once more with it.
    TRY(web::read(call, [&](db::Connection& db) {
        return check_image_quota(db, call.site.tenant, call.actor(), call.clock.now(), care.quota);
    }));
    // Whoever waited long behind other pictures gets the form back with what it says, while somebody reads
    // it.
    auto made = care.studio->render(bytes, call.request.deadline() - for_the_answer);
    web::go_on(call);
    if (!made) {
        made.problem().field = "datei";
        return std::move(made).problem();
    }
    // Stored before the row that names it; without one it is erased some night.
    auto const image = keep_renditions(care.files->of(call.site.tenant), *made);
    return web::write(call, [&](Work& work) {
        return put_image(
            work, desk.kind, seen, {.image = image, .alt = form.alt, .credit = form.credit}, care.quota);
    });
}

http::Response answer_with(
    web::Call const& call, ImageDesk const& desk, RecordImages const& images, ImageForm const& form,
    Problem problem)
{
    if (problem.kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    bool const is_busy = problem.kind == ProblemKind::unavailable;
    auto page = image_form_page(call, desk, images, form, {std::move(problem)});
    if (is_busy)
        page.header("Retry-After", "60"); // as the sentence says
    return page;
}

records::Seen seen_record(RecordImages const& images, http::Form const& posted)
{
    return {images.record.id, parse_number(posted.value("fassung")).value_or(0)};
}

http::Response go_to(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

}

ImageDesk const offer_images{drafted_offers, "angebote", "angebot", "bild", &find_pictured_offer};
ImageDesk const page_images{drafted_pages, "seiten", "seite", "seitenbild", &find_pictured_page};

html::Url ImageDesk::url(std::int64_t id) const
{
    return web::staff_url({section, std::to_string(id)});
}

html::Url ImageDesk::url(std::int64_t id, std::string_view below) const
{
    return web::staff_url({section, std::to_string(id), below});
}

bool drop_erased_image(web::Call const& call, records::Subject subject, records::Fields& fields)
{
    auto const public_id = fields.value("image");
    bool const is_there = public_id.empty() || web::read(call, [&](db::Connection& db) {
                              return find_image(db, call.site.tenant, subject, public_id).has_value();
                          });
    if (!is_there) {
        for (auto const name : image_fields)
            fields.set(name, "");
    }
    return !is_there;
}

http::Response show_image_form(web::Call& call, ImageCare const&, ImageDesk const& desk)
{
    auto const images = find_images_of(call, desk);
    if (!images)
        return web::staff_not_found(call);
    auto const& fields = images->record.fields;
    return image_form_page(
        call, desk, *images,
        {std::string(fields.value("image_alt")), std::string(fields.value("image_credit"))});
}

http::Response put_new_image(web::Call& call, ImageCare const& care, ImageDesk const& desk)
{
    auto const images = find_images_of(call, desk);
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : Result<http::Form>(body.problem());
    if (!images)
        return web::staff_not_found(call);
    if (!posted)
        return image_form_page(
            call, desk, *images, {}, {Problem::invalid("datei", "image.problem.no_file"_msg)});
    ImageForm const form{
        std::string(trim(posted->value("image_alt"))), std::string(trim(posted->value("image_credit")))};
    auto const* const file = body->file("datei");
    if (auto const problems = problems_before(form, file); !problems.empty())
        return image_form_page(call, desk, *images, form, problems);
    auto const taken = take_image(call, care, desk, seen_record(*images, *posted), form, file->content);
    return taken ? go_to(desk.url(images->record.id))
                 : answer_with(call, desk, *images, form, taken.problem());
}

http::Response remove_present_image(web::Call& call, ImageCare const&, ImageDesk const& desk)
{
    auto const images = find_images_of(call, desk);
    auto const posted = call.request.form();
    if (!images || !posted)
        return web::staff_not_found(call);
    auto const seen = seen_record(*images, *posted);
    auto const removed = web::write(call, [&](Work& work) { return remove_image(work, desk.kind, seen); });
    return removed ? go_to(desk.url(images->record.id))
                   : answer_with(call, desk, *images, {}, removed.problem());
}

http::Response erase_image_for_good(web::Call& call, ImageCare const&, ImageDesk const& desk)
{
    auto const images = find_images_of(call, desk);
    if (!images)
        return web::staff_not_found(call);
    auto const id = images->record.id;
    auto const erased = web::write(call, [&](Work& work) {
        return erase_shown_image(work, desk.kind, id, call.path[desk.image_placeholder]);
    });
    return erased ? go_to(desk.url(id, "bild")) : answer_with(call, desk, *images, {}, erased.problem());
}

http::Response send_image_at_desk(web::Call& call, ImageCare const& care, ImageDesk const& desk)
{
    auto const size = size_named(call.path["datei"]);
    auto const record = find_record_of(call, desk);
    if (!record || !size)
        return web::staff_not_found(call);
    auto const image = web::read(call, [&](db::Connection& db) {
        return find_image(
            db, call.site.tenant, {desk.kind.edited.kind, record->id}, call.path[desk.image_placeholder]);
    });
    auto file = image ? rendition_of(care, call.site.tenant, *image, *size) : std::nullopt;
    return file ? *std::move(file) : web::staff_not_found(call);
}

} // namespace kommin::portal
