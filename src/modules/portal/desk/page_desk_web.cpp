// Routes of the desk for information pages.

#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/desk/page_desk.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/local_page.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/draft_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <utility>

namespace kommin::portal {

using records::Fields;
using web::staff_url;

PageWorld load_page_world(db::Connection& db, TenantId tenant)
{
    return {list_pages(db, tenant), DistrictNames::load(db, tenant)};
}

namespace {

std::optional<PageId> page_of(web::Call const& call)
{
    auto const number = parse_number(call.path["seite"]);
    return number && *number > 0 ? std::optional(PageId{*number}) : std::nullopt;
}

// One page at the desk.
class PageDesk : public web::DraftDesk {
public:
    explicit PageDesk(web::Call const& call)
        : DraftDesk(call)
        , texts_(web::staff_texts(call))
    { }

    // All of one moment.
    bool load() override
    {
        auto const id = page_of(call());
        found_ = !id ? std::nullopt : web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto edited = find_edited_page(db, tenant, *id, call().actor());
            if (!edited)
                return std::nullopt;
            return Found{std::move(*edited), load_page_world(db, tenant), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] EditedPage const& edited() const { return found_->edited; }
    [[nodiscard]] PageId id() const { return edited().page.id; }
    [[nodiscard]] PageWorld const& world() const { return found_->world; }

    [[nodiscard]] records::DraftedKind const& kind() const override { return drafted_pages; }
    [[nodiscard]] std::int64_t record_id() const override { return id().value; }
    [[nodiscard]] records::EditState const& state() const override { return edited().state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().page); }
    [[nodiscard]] Fields fields() const override { return edited().fields; }
    [[nodiscard]] web::RecordForm form() const override { return page_record_form(context(), texts_); }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_page_form(posted, edited().page);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return read(fields).problems;
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return spelled_page(fields, edited().page, context());
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{page_subject, id().value};
    }
    [[nodiscard]] std::vector<Scope> scopes() const override { return call().actor().where(see_pages); }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return page_desk_url(id()); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_page(call(), edited(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return title_of_page(fields, texts_);
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        auto const& draft = edited().draft;
        auto fields = form.fields;
        bool const is_image_gone
            = form.version && drop_erased_image(call(), {page_subject, id().value}, fields);
        return page_form_page(
            call(),
            {.edited = &edited(),
             .fields = fields,
             .pages = world().pages,
             .names = world().names,
             .problems = std::move(form.problems),
             .aside = std::move(form.aside),
             .draft_author = draft ? std::optional(web::name_of(authors(), draft->saved_by)) : std::nullopt,
             .shown_version = form.version,
             .is_image_gone = is_image_gone});
    }
    [[nodiscard]] PageContext context() const
    {
        return {world().pages, world().names.bodies, world().names.categories, edited().images};
    }
    // As the form makes it of the page.
    [[nodiscard]] EnteredPage read(Fields const& fields) const
    {
        return read_page_form(fields, edited().page, context());
    }

private:
    struct Found {
        EditedPage edited;
        PageWorld world;
        web::Authors authors;
    };
    i18n::Texts const& texts_;
    std::optional<Found> found_;
};

http::Response press_page(web::Call& call, http::Response (*button)(web::Call&, web::DraftDesk&))
{
    PageDesk desk(call);
    return button(call, desk);
}

// What stands in the file of the list, in CSV as in XLSX.
std::vector<web::ExportColumn<PageLine>> export_columns(
    web::Call const& call, i18n::Texts const& texts, std::vector<tenants::Body> const& bodies)
{
    using table::Cell;
    auto const& zone = *call.site.zone;
    auto const& base_url = call.site.base_url;
    return {
        {"page.column.page"_msg, 44, [](PageLine const& line) { return Cell(line.page.title.source); }},
        {"desk.field.kind"_msg, 28,
         [&texts](PageLine const& line) { return Cell(std::string(texts(label_of_kind(line.page)))); }},
        {"desk.field.municipality"_msg, 18,
         [&](PageLine const& line) { return Cell(place_of(line.page, bodies, texts)); }},
        {"staff.state"_msg, 18,
         [&texts](PageLine const& line) { return Cell(state_word_of(line, texts).text); }},
        {"desk.column.changed"_msg, 12,
         [&zone](PageLine const& line) { return Cell(zone.to_local(line.state.changed_at).date); }},
        {"desk.column.address"_msg, 48, [&base_url](PageLine const& line) {
             return Cell(base_url + std::string(page_desk_url(line.page.id).text()));
         }}};
}

http::Response new_page(
    web::Call const& call, Fields const& fields, std::string key, std::vector<Problem> problems)
{
    auto const world
        = web::read(call, [&](db::Connection& db) { return load_page_world(db, call.site.tenant); });
    return page_form_page(
        call,
        {.edited = nullptr,
         .form_key = std::move(key),
         .fields = fields,
         .pages = world.pages,
         .names = world.names,
         .problems = std::move(problems)});
}

}

web::StaffList const page_list{
    .code = "portal.pages", .path = "seiten", .title = "page.title"_msg, .read = [](http::Form const& query) {
        return StaffPageFilter::parse(query).fields();
    }};

http::Response list_pages_at_desk(web::Call& call)
{
    auto const actor = call.actor();
    auto const tenant = call.site.tenant;
    auto filter = StaffPageFilter::parse(call.request.query());
    auto const list = web::read(call, [&](db::Connection& db) {
        return PageList{
            .filter = filter,
            .lines = list_pages_for_staff(db, tenant, actor, filter),
            .views = web::saved_views(call, page_list, filter.fields()),
            .general = actor.may(see_pages, Scope::whole_tenant()) ? std::vector<InfoPage>{}
                                                                   : list_general_pages(db, tenant, actor),
            .bodies = tenants::list_bodies(db, tenant)};
    });
    return page_list_page(call, list);
}

http::Response export_pages(web::Call& call)
{
    auto const tenant = call.site.tenant;
    struct Found {
        std::vector<PageLine> lines;
        std::vector<tenants::Body> bodies;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_pages_for_staff(db, tenant, call.actor(), StaffPageFilter::parse(call.request.query())),
            tenants::list_bodies(db, tenant)};
    });
    web::ListExport<PageLine> file(
        call, web::export_format(call.request), "seiten", "page.title"_msg,
        export_columns(call, web::staff_texts(call), found.bodies));
    for (auto const& line : found.lines) {
        if (!file.add(line))
            break;
    }
    return file.answer();
}

http::Response show_new_page(web::Call& call)
{
    return new_page(call, {}, crypto::random_token(), {});
}

http::Response add_page(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_new_page(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.add = [&](Work& work) -> Result<html::Url> {
             return page_desk_url(TRY(create_page(work, fields, key)));
         },
         .show_form
         = [&](std::vector<Problem> problems) { return new_page(call, fields, key, std::move(problems)); },
         // Two presses at the same moment: whoever presses again finds the page that the first has made.
         .conflicts = {{"pages_slug", Problem::conflict("title", "page.problem.just_added"_msg)}}});
}

http::Response show_page_form(web::Call& call)
{
    PageDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_page_form(web::Call& call)
{
    return press_page(call, &web::save_draft);
}

http::Response hand_in_page_form(web::Call& call)
{
    return press_page(call, &web::hand_in);
}

http::Response publish_page_now(web::Call& call)
{
    return press_page(call, &web::publish);
}

http::Response publish_page_later(web::Call& call)
{
    return press_page(call, &web::publish_later);
}

http::Response give_back_page_form(web::Call& call)
{
    return press_page(call, &web::give_back);
}

http::Response discard_page_form(web::Call& call)
{
    return press_page(call, &web::discard_draft);
}

http::Response ask_before_archiving_page(web::Call& call)
{
    PageDesk desk(call);
    if (!desk.load() || !call.actor().may(publish_pages, desk.state().owner))
        return web::staff_not_found(call);
    return page_archive_question(call, desk.edited());
}

http::Response archive_page_now(web::Call& call)
{
    return press_page(call, &web::archive);
}

http::Response show_page_history(web::Call& call)
{
    PageDesk desk(call);
    return web::show_history(call, desk);
}

http::Response preview_page(web::Call& call)
{
    PageDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    if (asks_for_telephone(call))
        return telephone_page(
            call, {"seiten", std::to_string(desk.id().value), "page.title"_msg},
            desk.title_of(desk.fields()));
    Visit visit(call);
    return preview_answer(call, info_preview_page(visit, desk.read(desk.fields()).page));
}

std::int64_t count_pages_waiting(web::Call const& call)
{
    auto const actor = call.actor();
    return std::ssize(list_pages_to_review(call.db(), call.site.tenant, actor))
        + std::ssize(list_returned_pages(call.db(), call.site.tenant, actor));
}

void add_pages_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const add = [&](EditedPage const& edited, MessageKey reason, MessageKey action) {
        items.push_back(
            {.area = "page.title"_msg,
             .title = title_of_page(edited.fields, texts),
             .url = page_desk_url(edited.page.id),
             .reason = std::string(texts(reason)),
             .due = std::nullopt,
             .action = action,
             .is_own = reason == "desk.today.returned"_msg,
             .is_content = true});
    };
    for (auto const& edited : list_returned_pages(call.db(), call.site.tenant, call.actor()))
        add(edited, "desk.today.returned"_msg, "desk.today.returned.action"_msg);
    for (auto const& edited : list_pages_to_review(call.db(), call.site.tenant, call.actor()))
        add(edited, "desk.today.review"_msg, "desk.today.action"_msg);
}

} // namespace kommin::portal
