// Routes of the desk for the offices of a place.

#include "modules/portal/desk/place_desk.hpp"
#include "modules/portal/desk/place_pages.hpp"
#include "modules/portal/desk/unit_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

// One more name than is allowed, so that too many are noticed.
Fields posted_unit(http::Form const& posted)
{
    Fields fields;
    auto const take
        = [&](std::string const& name) { fields.set(name, std::string(trim(posted.value(name)))); };
    take(std::string(unit_kind_field));
    take(std::string(unit_remark_field));
    take(std::string(unit_mail_field));
    for (std::size_t row = 1; row <= most_unit_names + 1; ++row) {
        for (auto const field : all_unit_name_fields)
            take(field_of_name(field, row));
    }
    return fields;
}

// One office at the desk.
class UnitDesk : public web::RecordDesk {
public:
    explicit UnitDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const number = parse_number(call().path["stelle"]);
        if (!number || *number < 1)
            return false;
        auto edited = web::read(call(), [&](db::Connection& db) {
            return find_edited_unit(db, call().site.tenant, UnitId{*number}, call().actor());
        });
        if (!edited)
            return false;
        auto const state = records::undrafted(edited->unit.version, {});
        found_.emplace(Found{std::move(*edited), state, web::read(call(), [&](db::Connection& db) {
                                 return web::list_authors(db, call().site.tenant);
                             })});
        return true;
    }
    [[nodiscard]] EditedUnit const& edited() const { return found_->edited; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().unit); }
    [[nodiscard]] Fields fields() const override { return record(); }
    // Versions may have more names than there are now.
    [[nodiscard]] web::RecordForm form() const override
    {
        return unit_record_form(most_unit_names, web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_unit(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_unit(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_unit(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{unit_subject, edited().unit.id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return unit_url(edited().unit.id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_unit(call(), edited(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return title_of_unit(edited().unit, call().local_now().date);
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return unit_form_page(
            call(),
            {.place = edited().place,
             .unit = &edited().unit,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        EditedUnit edited;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

std::optional<EditedPlace> place_of_new_unit(web::Call const& call)
{
    auto const number = parse_number(call.path["ort"]);
    if (!number || *number < 1)
        return std::nullopt;
    auto place = web::read(call, [&](db::Connection& db) {
        return find_edited_place(db, call.site.tenant, BodyId{*number}, call.actor());
    });
    return place && place->may_publish ? std::move(place) : std::nullopt;
}

}

http::Response show_new_unit(web::Call& call)
{
    auto const place = place_of_new_unit(call);
    if (!place)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(unit_kind_field, std::string(to_text(tenants::UnitKind::office)));
    return unit_form_page(call, {.place = *place, .unit = nullptr, .fields = fields});
}

http::Response add_unit_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const place = place_of_new_unit(call);
    if (!form || !place)
        return web::staff_not_found(call);
    auto const fields = posted_unit(*form);
    return web::add_record(
        call,
        {.problems = problems_of_unit(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             return unit_url(TRY(add_unit(work, place->body.id, fields)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return unit_form_page(
                     call,
                     {.place = *place, .unit = nullptr, .fields = fields, .problems = std::move(problems)});
             }});
}

http::Response show_unit_form(web::Call& call)
{
    UnitDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_unit_form(web::Call& call)
{
    UnitDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_unit(work, {desk.edited().unit.id, seen.version}, fields);
        });
}

http::Response show_unit_history(web::Call& call)
{
    UnitDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::portal
