// Routes of pictures below the form of an offer.

#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/permissions.hpp"
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

// Of an offer that this person may see.
std::optional<EditedOffer> find_offer_of(web::Call const& call)
{
    auto const number = parse_number(call.path["angebot"]);
    if (!number || *number <= 0)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_edited_offer(db, call.site.tenant, OfferId{*number}, call.actor());
    });
}

// Of an offer that this person may change.
std::optional<OfferImages> find_images_of(web::Call const& call)
{
    auto edited = find_offer_of(call);
    if (!edited || !call.actor().may(edit_offers, edited->state.owner))
        return std::nullopt;
    auto earlier = web::read(call, [&](db::Connection& db) {
        return list_images(db, call.site.tenant, {offer_subject, edited->offer.id.value});
    });
    std::erase_if(earlier, [&](Image const& image) { return shows(*edited, image.public_id); });
    return OfferImages{std::move(*edited), std::move(earlier)};
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
    web::Call& call, ImageCare const& care, SeenOffer seen, ImageForm const& form, std::string_view bytes)
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
        return put_image(work, seen, {.image = image, .alt = form.alt, .credit = form.credit}, care.quota);
    });
}

http::Response answer_with(
    web::Call const& call, OfferImages const& images, ImageForm const& form, Problem problem)
{
    if (problem.kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    bool const is_busy = problem.kind == ProblemKind::unavailable;
    auto page = offer_image_page(call, images, form, {std::move(problem)});
    if (is_busy)
        page.header("Retry-After", "60"); // as the sentence says
    return page;
}

SeenOffer seen_offer(OfferImages const& images, http::Form const& posted)
{
    return {images.edited.offer.id, parse_number(posted.value("fassung")).value_or(0)};
}

}

http::Response show_offer_image_form(web::Call& call, ImageCare const&)
{
    auto const images = find_images_of(call);
    if (!images)
        return web::staff_not_found(call);
    auto const& fields = images->edited.fields;
    return offer_image_page(
        call, *images, {std::string(fields.value("image_alt")), std::string(fields.value("image_credit"))});
}

http::Response put_offer_image(web::Call& call, ImageCare const& care)
{
    auto const images = find_images_of(call);
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : Result<http::Form>(body.problem());
    if (!images)
        return web::staff_not_found(call);
    if (!posted)
        return offer_image_page(call, *images, {}, {Problem::invalid("datei", "image.problem.no_file"_msg)});
    ImageForm const form{
        std::string(trim(posted->value("image_alt"))), std::string(trim(posted->value("image_credit")))};
    auto const* const file = body->file("datei");
    if (auto const problems = problems_before(form, file); !problems.empty())
        return offer_image_page(call, *images, form, problems);
    auto const seen = seen_offer(*images, *posted);
    auto const taken = take_image(call, care, seen, form, file->content);
    return taken ? http::Response::redirect(http::Status::see_other, offer_url(seen.id).text())
                 : answer_with(call, *images, form, taken.problem());
}

http::Response remove_offer_image(web::Call& call, ImageCare const&)
{
    auto const images = find_images_of(call);
    auto const posted = call.request.form();
    if (!images || !posted)
        return web::staff_not_found(call);
    auto const seen = seen_offer(*images, *posted);
    auto const removed = web::write(call, [&](Work& work) { return remove_image(work, seen); });
    return removed ? http::Response::redirect(http::Status::see_other, offer_url(seen.id).text())
                   : answer_with(call, *images, {}, removed.problem());
}

http::Response erase_offer_image_for_good(web::Call& call, ImageCare const&)
{
    auto const images = find_images_of(call);
    if (!images)
        return web::staff_not_found(call);
    auto const id = images->edited.offer.id;
    auto const erased
        = web::write(call, [&](Work& work) { return erase_offer_image(work, id, call.path["bild"]); });
    return erased ? http::Response::redirect(http::Status::see_other, offer_url(id, "bild").text())
                  : answer_with(call, *images, {}, erased.problem());
}

http::Response send_offer_image(web::Call& call, ImageCare const& care)
{
    auto const size = size_named(call.path["datei"]);
    auto const edited = find_offer_of(call);
    if (!edited || !size)
        return web::staff_not_found(call);
    auto const image = web::read(call, [&](db::Connection& db) {
        return find_image(db, call.site.tenant, {offer_subject, edited->offer.id.value}, call.path["bild"]);
    });
    auto file = image ? rendition_of(care, call.site.tenant, *image, *size) : std::nullopt;
    return file ? *std::move(file) : web::staff_not_found(call);
}

} // namespace kommin::portal
