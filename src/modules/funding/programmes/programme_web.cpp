// Routes of the desk for programmes.

#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "modules/funding/programmes/programme_products.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

constexpr int most_programmes_listed = 500;
constexpr int most_calls_shown = 100;
constexpr int most_applications_of_programme = 100;

// Each part of a product stands in a field of its own; empty lines are none.
Fields::Values posted_products(http::Form const& posted)
{
    Fields::Values values;
    for (std::size_t line = 0; line < most_products + 1; ++line) { // one more is refused
        auto const part = [&](std::string_view name) {
            return std::string(trim(posted.value(product_field_of(line, name))));
        };
        TypedProduct const typed{
            .name = part(product_name),
            .task = part(product_task),
            .unit = part(product_unit),
            .responsible = part(product_responsible)};
        if (!typed.is_empty())
            values.push_back(product_value(values.size(), typed));
    }
    return values;
}

Fields posted_programme(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_programme_fields) {
        std::string text(trim(posted.value(field.name)));
        std::erase(text, '\r');
        fields.set(field.name, std::move(text));
    }
    fields.set(programme_field::products, posted_products(posted));
    return fields;
}

UnitsOfProducts units_now(web::Call const& call, db::Connection& db)
{
    return load_units_of_products(db, call.site.tenant, call.local_now().date);
}

UnitsOfProducts read_units(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return units_now(call, db); });
}

bool may_keep_programmes(web::Call const& call)
{
    return call.actor().may(edit_programmes, Scope::whole_tenant());
}

std::optional<Programme> programme_in_path(web::Call const& call, db::Connection& db)
{
    auto const id = records::typed_id<ProgrammeId>(call.path["foerderprogramm"]);
    return id ? load_programme(db, call.site.tenant, *id) : std::nullopt;
}

// One programme at the desk.
class ProgrammeDesk : public web::RecordDesk {
public:
    explicit ProgrammeDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto one = programme_in_path(call(), db);
            if (!one || !may_keep_programmes(call()))
                return std::nullopt;
            auto state = records::undrafted(one->version, one->changed_at);
            return Found{
                std::move(*one), std::move(state), web::list_authors(db, call().site.tenant),
                units_now(call(), db)};
        });
        return found_.has_value();
    }
    [[nodiscard]] Programme const& programme() const { return found_->programme; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(programme()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return programme_record_form(web::staff_texts(call()), found_->units);
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_programme(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_programme(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        auto problems = problems_of(fields);
        // What is wrong with a part of a line belongs to all of them.
        for (auto& problem : problems) {
            if (problem.field.starts_with(product_fields))
                problem.field = programme_field::products;
        }
        return records::with_wrong_as_typed(fields, spelled_programme(fields), problems);
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{programme_subject, programme().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return programme_url(programme().id, {"bearbeiten"}); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_programme(call(), programme(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(programme_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return programme_form_page(
            call(),
            {.programme = &programme(),
             .fields = form.fields,
             .units = found_->units,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        Programme programme;
        records::EditState state;
        web::Authors authors;
        UnitsOfProducts units;
    };
    std::optional<Found> found_;
};

}

http::Response list_programmes_at_desk(web::Call& call)
{
    auto const words = web::words_of_filter(call.request.query());
    struct Found {
        std::vector<Programme> shown;
        std::int64_t count;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const folded = search::folded_text(words);
        return Found{
            list_programmes(db, call.site.tenant, folded, most_programmes_listed),
            count_programmes(db, call.site.tenant, folded, web::StaffHits::most_counted + 1)};
    });
    return programme_list_page(
        call,
        {.shown = found.shown, .count = found.count, .words = words, .may_edit = may_keep_programmes(call)});
}

http::Response show_programme(web::Call& call)
{
    struct Found {
        Programme programme;
        std::vector<FundingCall> calls;
        std::vector<Application> applications;
        UnitsOfProducts units;
    };
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto one = programme_in_path(call, db);
        if (!one)
            return std::nullopt;
        auto const id = one->id;
        return Found{
            std::move(*one), list_calls(db, call.site.tenant, id, most_calls_shown),
            list_applications(
                db, call.site.tenant, {.owners = owners_of(call.actor().where(see_money)), .programme = id},
                most_applications_of_programme),
            units_now(call, db)};
    });
    if (!found)
        return web::staff_not_found(call);
    return programme_page(
        call,
        {.programme = found->programme,
         .calls = found->calls,
         .applications = found->applications,
         .units = found->units,
         .may_edit = may_keep_programmes(call),
         .may_apply = call.actor().may_somewhere(edit_money),
         .life = web::life_line(call, {programme_subject, found->programme.id.value})});
}

// The route asks for the right for any owner; programmes are kept by the Kreis.
http::Response show_new_programme(web::Call& call)
{
    if (!may_keep_programmes(call))
        return web::staff_not_found(call);
    return programme_form_page(
        call,
        {.programme = nullptr,
         .fields = form_of(Programme{}),
         .units = read_units(call),
         .form_key = crypto::random_token()});
}

http::Response add_programme_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form || !may_keep_programmes(call))
        return web::staff_not_found(call);
    auto const fields = posted_programme(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_programme(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             return programme_url(TRY(add_funding_programme(work, fields, key)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return programme_form_page(
                     call,
                     {.programme = nullptr,
                      .fields = fields,
                      .units = read_units(call),
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_programme_form(web::Call& call)
{
    ProgrammeDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_programme_form(web::Call& call)
{
    ProgrammeDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_funding_programme(work, {desk.programme().id, seen.version}, fields);
        });
}

http::Response show_programme_history(web::Call& call)
{
    ProgrammeDesk desk(call);
    return web::show_history(call, desk);
}

web::StaffHits find_programmes_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    struct Found {
        std::vector<Programme> shown;
        std::int64_t count;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const folded = search::folded_text(words);
        return Found{
            list_programmes(db, call.site.tenant, folded, most_hits),
            count_programmes(db, call.site.tenant, folded, web::StaffHits::most_counted + 1)};
    });
    web::StaffHits hits{{}, found.count, programmes_url().with_query({{"t", words}})};
    for (auto const& one : found.shown)
        hits.hits.push_back({.title = one.title, .url = programme_url(one.id), .detail = one.authority});
    return hits;
}

} // namespace kommin::funding
