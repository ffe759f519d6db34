// Routes of the desk for templates of checklists.

#include "modules/meetings/checklists/checklist_desk.hpp"
#include "modules/meetings/checklists/checklist_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr int most_listed = 200;

Fields posted_template(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_template_fields) {
        std::string text(trim(posted.value(field.name)));
        std::erase(text, '\r');
        fields.set(field.name, std::move(text));
    }
    return fields;
}

// One template at the desk.
class TemplateDesk : public web::RecordDesk {
public:
    explicit TemplateDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_.reset();
        auto const number = parse_number(call().path["vorlage"]);
        if (!number || !may_edit_templates(call().actor()))
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto one = load_checklist_template(db, call().site.tenant, ChecklistTemplateId{*number});
            if (!one)
                return std::nullopt;
            auto state = records::undrafted(one->version, one->changed_at);
            return Found{std::move(*one), std::move(state), web::list_authors(db, call().site.tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] ChecklistTemplate const& edited() const { return found_->edited; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(edited()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return template_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_template(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_template(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_template(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{checklist_template_subject, edited().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return template_url(edited().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_templates(call(), std::move(title));
        frame.crumbs.push_back({url(), edited().name, true});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(template_field::name));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return template_form_page(
            call(),
            {.edited = &edited(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        ChecklistTemplate edited;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

}

http::Response list_templates_at_desk(web::Call& call)
{
    auto templates = web::read(call, [&](db::Connection& db) {
        return list_checklist_templates(db, call.site.tenant, most_listed + 1);
    });
    bool const is_cut = std::ssize(templates) > most_listed;
    if (is_cut)
        templates.pop_back();
    return template_list_page(call, {std::move(templates), is_cut, may_edit_templates(call.actor())});
}

http::Response adopt_proposals_at_desk(web::Call& call)
{
    auto const added = web::write(
        call, [&](Work& work) { return adopt_proposed_templates(work, web::staff_texts(call)); });
    if (!added)
        return web::staff_not_found(call);
    call.nothing_was_done = *added == 0;
    return http::Response::redirect(http::Status::see_other, templates_url().text());
}

http::Response show_new_template(web::Call& call)
{
    if (!may_edit_templates(call.actor()))
        return web::staff_not_found(call);
    Fields fields;
    fields.set(template_field::kind, std::string(for_every_kind));
    return template_form_page(
        call, {.edited = nullptr, .fields = fields, .form_key = crypto::random_token()});
}

http::Response add_template_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form || !may_edit_templates(call.actor()))
        return web::staff_not_found(call);
    auto const fields = posted_template(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_template(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_template(work, fields, key));
             return templates_url();
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return template_form_page(
                     call,
                     {.edited = nullptr, .fields = fields, .form_key = key, .problems = std::move(problems)});
             }});
}

http::Response show_template_form(web::Call& call)
{
    TemplateDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_template_form(web::Call& call)
{
    TemplateDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_template(work, {desk.edited().id, seen.version}, fields);
        });
}

http::Response show_template_history(web::Call& call)
{
    TemplateDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::meetings
