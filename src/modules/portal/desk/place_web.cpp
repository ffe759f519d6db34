// Routes of the desk for places.

#include "modules/portal/desk/place_desk.hpp"
#include "modules/portal/desk/place_pages.hpp"
#include "modules/portal/directory/place_sections.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

std::optional<EditedPlace> place_of_call(web::Call const& call)
{
    auto const number = parse_number(call.path["ort"]);
    return !number || *number < 1
        ? std::nullopt
        : web::read(
              call,
              [&](db::Connection& db) {
                  return find_edited_place(db, call.site.tenant, BodyId{*number}, call.actor());
              });
}

// One place at the desk.
class PlaceDesk : public web::RecordDesk {
public:
    explicit PlaceDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto place = place_of_call(call());
        if (!place)
            return false;
        auto const state = records::undrafted(place->body.version, {});
        found_.emplace(Found{std::move(*place), state, web::read(call(), [&](db::Connection& db) {
                                 return web::list_authors(db, call().site.tenant);
                             })});
        return true;
    }
    [[nodiscard]] EditedPlace const& place() const { return found_->place; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(place()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return place_record_form(place(), web::staff_texts(call()));
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
    [[nodiscard]] Fields spelled(Fields const& fields) const override
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
        return place_form_page(
            call(),
            {.place = place(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        EditedPlace place;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

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
    PlaceDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_place(work, {desk.place().body.id, seen.version}, fields);
        });
}

http::Response preview_place(web::Call& call)
{
    auto const form = call.request.form();
    PlaceDesk desk(call);
    if (!form || !desk.load())
        return web::staff_not_found(call);
    auto const fields = desk.spelled(desk.posted(*form));
    auto const& place = desk.place();
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
    if (place.is_district())
        return places_page(visit).no_store();
    auto const* body = visit.snapshot().find_municipality(place.body.slug);
    if (body == nullptr)
        return web::staff_not_found(call);
    return place_page(visit, *body, place_sections(visit.snapshot(), *body, visit.language(), visit.now))
        .no_store();
}

http::Response show_place_history(web::Call& call)
{
    PlaceDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::portal
