// Routes of the desk for places.

#include "modules/portal/desk/place_desk.hpp"
#include "modules/portal/desk/place_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/place_sections.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/draft_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

// One place at the desk.
class PlaceDesk : public web::DraftDesk {
public:
    explicit PlaceDesk(web::Call const& call)
        : DraftDesk(call)
    { }

    // All of one moment.
    bool load() override
    {
        auto const number = parse_number(call().path["ort"]);
        found_ = !number || *number < 1
            ? std::nullopt
            : web::read(
                  call(),
                  [&](db::Connection& db) -> std::optional<Found> {
                      auto const tenant = call().site.tenant;
                      auto drafted = find_drafted_place(db, tenant, BodyId{*number}, call().actor());
                      if (!drafted)
                          return std::nullopt;
                      return Found{std::move(*drafted), web::list_authors(db, tenant)};
                  });
        return found_.has_value();
    }
    [[nodiscard]] EditedPlace const& place() const { return found_->drafted.place; }

    [[nodiscard]] records::DraftedKind const& kind() const override { return drafted_places; }
    [[nodiscard]] std::int64_t record_id() const override { return place().body.id.value; }
    [[nodiscard]] records::EditState const& state() const override { return found_->drafted.state; }
    [[nodiscard]] Fields record() const override { return form_of(place()); }
    [[nodiscard]] Fields fields() const override { return found_->drafted.fields; }
    [[nodiscard]] web::RecordForm form() const override
    {
        return place_record_form(fields_of_place(place()), web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        Fields fields;
        for (auto const name : fields_of_place(place()))
            fields.set(name, std::string(trim(posted.value(name))));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_place(place(), fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return spelled_place(place(), fields);
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{body_subject, place().body.id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return place_url(place().body.id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_place(call(), place(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override { return place().body.name; }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        auto const& draft = found_->drafted.draft;
        return place_form_page(
            call(),
            {.drafted = found_->drafted,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .aside = std::move(form.aside),
             .draft_author = draft ? std::optional(web::name_of(authors(), draft->saved_by)) : std::nullopt,
             .shown_version = form.version});
    }

private:
    struct Found {
        DraftedPlace drafted;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

http::Response press_place(web::Call& call, http::Response (*button)(web::Call&, web::DraftDesk&))
{
    PlaceDesk desk(call);
    return button(call, desk);
}

LocalisedText tried_introduction(web::Call const& call, BodyId id, Fields const& fields)
{
    auto translations = web::read(call, [&](db::Connection& db) {
        return content::TranslationShelf::load(db, call.site.tenant, body_subject, id.value);
    });
    LocalisedText intro{std::string(fields.value(intro_field)), {}};
    if (!intro.empty())
        intro.translations = translations.take(id.value, intro_field);
    return intro;
}

}

http::Response list_places_at_desk(web::Call& call)
{
    return place_list_page(call, web::read(call, [&](db::Connection& db) {
                               return list_edited_places(db, call.site.tenant, call.actor());
                           }));
}

http::Response export_places(web::Call& call)
{
    return place_file(call, web::read(call, [&](db::Connection& db) {
                          return list_edited_places(db, call.site.tenant, call.actor());
                      }));
}

http::Response show_place_form(web::Call& call)
{
    PlaceDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_place_form(web::Call& call)
{
    return press_place(call, &web::save_draft);
}

http::Response hand_in_place(web::Call& call)
{
    return press_place(call, &web::hand_in);
}

http::Response publish_place_now(web::Call& call)
{
    return press_place(call, &web::publish);
}

http::Response publish_place_later(web::Call& call)
{
    return press_place(call, &web::publish_later);
}

http::Response give_back_place(web::Call& call)
{
    return press_place(call, &web::give_back);
}

http::Response discard_place_draft(web::Call& call)
{
    return press_place(call, &web::discard_draft);
}

http::Response preview_place(web::Call& call)
{
    PlaceDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const& place = desk.place();
    Previewed const record{places_path, std::to_string(place.body.id.value), "place.desk.title"_msg};
    if (asks_for_telephone(call))
        return telephone_page(call, record, place.body.name);
    auto const fields = desk.spelled_fields(desk.fields());
    auto const intro = tried_introduction(call, place.body.id, fields);
    // The foot of the page as it would be, too.
    auto site = call.site;
    if (place.is_district()) {
        site.help_name = fields.value(help_name_field);
        site.help_phone = fields.value(help_phone_field);
        site.help_email = fields.value(help_email_field);
        site.help_address = fields.value(help_address_field);
    }
    web::Call trial{call.request, call.path,       site,        call.published,    call.staff, call.clock,
                    call.signals, call.connection, call.person, call.is_of_anybody};
    Visit visit(trial);
    visit.tried_intro = &intro;
    visit.previewed = &record;
    if (place.is_district())
        return preview_answer(call, places_page(visit));
    auto const* body = visit.snapshot().find_municipality(place.body.slug);
    if (body == nullptr)
        return web::staff_not_found(call);
    return preview_answer(
        call, place_page(visit, *body, place_sections(visit.snapshot(), *body, visit.language(), visit.now)));
}

http::Response show_place_history(web::Call& call)
{
    PlaceDesk desk(call);
    return web::show_history(call, desk);
}

std::int64_t count_places_waiting(web::Call const& call)
{
    return count_waiting_places(call.db(), call.site.tenant, call.actor());
}

void add_places_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    if (!actor.may_somewhere(edit_places))
        return;
    auto const add = [&](DraftedPlace const& drafted, MessageKey reason, MessageKey action) {
        items.push_back(
            {.area = "place.desk.title"_msg,
             .title = drafted.place.body.name,
             .url = place_url(drafted.place.body.id),
             .reason = std::string(web::staff_texts(call)(reason)),
             .due = std::nullopt,
             .action = action,
             .is_own = reason == "desk.today.returned"_msg,
             .is_content = true});
    };
    for (auto const& drafted : list_returned_places(call.db(), call.site.tenant, actor))
        add(drafted, "desk.today.returned"_msg, "desk.today.returned.action"_msg);
    for (auto const& drafted : list_places_to_review(call.db(), call.site.tenant, actor))
        add(drafted, "desk.today.review"_msg, "desk.today.action"_msg);
}

} // namespace kommin::portal
