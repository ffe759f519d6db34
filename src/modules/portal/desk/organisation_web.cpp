// Routes of the desk for organisations.

#include "modules/portal/desk/organisation_desk.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

std::optional<OrganisationId> organisation_numbered(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(OrganisationId{*number}) : std::nullopt;
}

Fields posted_organisation(http::Form const& posted)
{
    Fields fields;
    for (auto const name : organisation_fields)
        fields.set(name, std::string(trim(posted.value(name))));
    return fields;
}

std::optional<EditedOrganisation> organisation_of(web::Call const& call, std::string_view number)
{
    auto const id = organisation_numbered(number);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_edited_organisation(db, call.site.tenant, *id, call.actor());
    });
}

// One organisation at the desk.
class OrganisationDesk : public web::RecordDesk {
public:
    explicit OrganisationDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto edited = organisation_of(call(), call().path["einrichtung"]);
        if (!edited)
            return false;
        auto const version = edited->stored.version;
        found_.emplace(
            std::move(*edited), records::undrafted(version, {}),
            web::read(call(), [&](db::Connection& db) { return web::list_authors(db, call().site.tenant); }));
        return true;
    }
    [[nodiscard]] EditedOrganisation const& edited() const { return found_->edited; }
    [[nodiscard]] OrganisationId id() const { return edited().stored.organisation.id; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().stored.organisation); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return organisation_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_organisation(posted);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_organisation(fields);
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override { return fields; }
    // Whoever sees the organisation sees what it was called before.
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{organisation_subject, id().value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return organisation_url(id()); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_organisation(call(), edited(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value("name"));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return organisation_form_page(
            call(),
            {.edited = &edited(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }
    [[nodiscard]] web::Body history_actions() const override
    {
        if (!edited().may_edit || edited().stored.merged_into)
            return {};
        auto merged = web::read(
            call(), [&](db::Connection& db) { return list_merged_into(db, call().site.tenant, id()); });
        return separation_buttons(call(), edited(), std::move(merged));
    }

private:
    struct Found {
        Found(EditedOrganisation organisation, records::EditState now, web::Authors names)
            : edited(std::move(organisation))
            , state(std::move(now))
            , authors(std::move(names))
        { }
        EditedOrganisation edited;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

http::Response choose_where_to_merge(
    web::Call const& call, EditedOrganisation const& from, std::string_view asked)
{
    constexpr std::size_t most_candidates = 20;
    auto const candidates = web::read(call, [&](db::Connection& db) {
        return list_merge_candidates(db, call.site.tenant, call.actor(), from, asked, most_candidates);
    });
    return merge_choice_page(call, from, candidates, asked);
}

}

http::Response list_organisations_at_desk(web::Call& call)
{
    auto const filter = OrganisationFilter::parse(call.request.query());
    auto const list = web::read(call, [&](db::Connection& db) {
        return list_organisations_for_staff(db, call.site.tenant, call.actor(), filter);
    });
    return organisation_list_page(call, list, filter);
}

http::Response export_organisations(web::Call& call)
{
    using table::Cell;
    web::ListExport<EditedOrganisation> file(
        call, web::export_format(call.request), "einrichtungen", "organisation.title"_msg,
        {{"organisation.field.name"_msg, 50,
          [](EditedOrganisation const& edited) { return Cell(edited.stored.organisation.name); }},
         {"organisation.column.offers"_msg, 10,
          [](EditedOrganisation const& edited) { return Cell(edited.count_offers()); }},
         {"organisation.field.website"_msg, 40,
          [](EditedOrganisation const& edited) { return Cell(edited.stored.organisation.website); }},
         {"organisation.field.email"_msg, 30,
          [](EditedOrganisation const& edited) { return Cell(edited.stored.organisation.email); }}});
    web::read(call, [&](db::Connection& db) {
        export_organisation_list(
            db, call.site.tenant, call.actor(), OrganisationFilter::parse(call.request.query()),
            [&](std::vector<EditedOrganisation> const& lines) {
                file.go_on();
                return std::ranges::all_of(
                    lines, [&](EditedOrganisation const& line) { return file.add(line); });
            });
        return 0;
    });
    return file.answer();
}

http::Response show_new_organisation(web::Call& call)
{
    return organisation_form_page(call, {.edited = nullptr, .fields = {}});
}

http::Response add_organisation_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_organisation(*form);
    return web::add_record(
        call,
        {.problems = problems_of_organisation(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             return organisation_url(TRY(add_organisation(work, fields)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return organisation_form_page(
                     call, {.edited = nullptr, .fields = fields, .problems = std::move(problems)});
             }});
}

http::Response show_organisation_form(web::Call& call)
{
    OrganisationDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    if (auto const into = desk.edited().stored.merged_into)
        return http::Response::redirect(http::Status::see_other, organisation_url(*into).text());
    return web::show_record(call, desk);
}

http::Response save_organisation_form(web::Call& call)
{
    OrganisationDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return change_organisation(work, {desk.id(), seen.version}, fields);
        });
}

http::Response show_organisation_history(web::Call& call)
{
    OrganisationDesk desk(call);
    return web::show_history(call, desk);
}

http::Response ask_before_merging(web::Call& call)
{
    auto const from = organisation_of(call, call.path["einrichtung"]);
    if (!from || !from->may_edit || from->stored.merged_into)
        return web::staff_not_found(call);
    auto const query = call.request.query();
    if (!query.has("mit"))
        return choose_where_to_merge(call, *from, query.value("q"));
    auto const into = organisation_of(call, query.value("mit"));
    if (!into || !into->may_edit || into->stored.merged_into
        || into->stored.organisation.id == from->stored.organisation.id)
        return web::staff_not_found(call);
    return merge_question_page(call, *from, *into);
}

http::Response merge_organisations_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const from = organisation_of(call, call.path["einrichtung"]);
    if (!form || !from || !from->may_edit)
        return web::staff_not_found(call);
    if (!form->has("mit"))
        return choose_where_to_merge(call, *from, {});
    auto const into = organisation_of(call, form->value("mit"));
    if (!into || !into->may_edit)
        return web::staff_not_found(call);
    SeenOrganisation const seen_from{
        from->stored.organisation.id, parse_number(form->value("fassung")).value_or(0)};
    SeenOrganisation const seen_into{
        into->stored.organisation.id, parse_number(form->value("fassung-mit")).value_or(0)};
    auto const merged
        = web::write(call, [&](Work& work) { return merge_organisations(work, seen_from, seen_into); });
    if (merged)
        return http::Response::redirect(http::Status::see_other, organisation_url(seen_into.id).text());
    if (merged.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return merge_question_page(call, *from, *into, {merged.problem()});
}

http::Response separate_organisations_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const from = form ? organisation_numbered(form->value("von")) : std::nullopt;
    OrganisationDesk desk(call);
    return web::press_alone(call, desk, [&](Work& work, std::int64_t version) {
        return separate_organisations(work, {desk.id(), version}, from.value_or(OrganisationId{}));
    });
}

} // namespace kommin::portal
