// Routes of the desk for resolutions.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "modules/goals/goals/resolution_pages.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::goals {

using records::Fields;

namespace {

constexpr int most_listed = 500;

Fields posted_resolution(http::Form const& posted)
{
    Fields fields;
    fields.set(resolution_field::body, std::string(trim(posted.value(resolution_field::body))));
    for (auto const& field : all_resolution_fields) {
        Fields::Values values;
        for (auto const typed : posted.values(field.name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        fields.set(field.name, std::move(values));
    }
    return fields;
}

// With what a form of these fields may name.
Goals editable_goals(web::Call const& call, db::Connection& db, Fields const& fields)
{
    auto const today = call.local_now().date;
    auto goals = list_resolvable(db, call.site.tenant, call.actor(), today);
    add_meetings_named(db, call.site.tenant, call.actor(), today, fields, goals);
    return goals;
}

// One resolution at the desk.
class ResolutionDesk : public web::RecordDesk {
public:
    explicit ResolutionDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const number = parse_number(call().path["beschluss"]);
        if (!number || *number < 1)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto edited = find_seen_resolution(db, tenant, ResolutionId{*number}, call().actor(), edit_goals);
            if (!edited)
                return std::nullopt;
            auto state = records::undrafted(edited->resolution.version, edited->resolution.changed_at);
            state.owner = edited->resolution.owner();
            auto goals = editable_goals(call(), db, form_of(*edited));
            return Found{
                std::move(*edited), std::move(goals), std::move(state), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] Resolution const& resolution() const { return found_->edited.resolution; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(found_->edited); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return resolution_record_form(web::staff_texts(call()), found_->goals);
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_resolution(posted);
        fields.set(resolution_field::body, std::string{}); // whose it is stays as it was
        return with_versions(std::move(fields), found_->goals, &found_->edited);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_resolution(fields, found_->goals, &found_->edited, call().local_now().date);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_resolution(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{resolution_subject, resolution().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return resolution_url(resolution().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_resolutions(call(), std::move(title));
        frame.crumbs.push_back({url(), title_of(record())});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return goals::title_of(resolution(), found_->goals, web::staff_texts(call()));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return resolution_form_page(
            call(),
            {.goals = found_->goals,
             .edited = &found_->edited,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version,
             .life = web::life_line(call(), {resolution_subject, resolution().id.value})});
    }

private:
    struct Found {
        EditedResolution edited;
        Goals goals;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

// Those of whoever this person sees; with these words in what they say, or in the name of who resolved them.
ResolutionQuery query_of(web::Call const& call, std::string_view words, Goals const& names)
{
    ResolutionQuery query{
        .owners = owners_of(call.actor().where(see_goals)), .words = search::folded_text(words)};
    for (auto const& panel : names.panels) {
        if (!query.words.empty() && search::folded_text(panel.name).find(query.words) != std::string::npos)
            query.panels.push_back(panel.id);
    }
    return query;
}

struct ListedResolutions {
    Goals names;
    std::vector<Resolution> shown;
    std::int64_t count;
    std::map<ResolutionId, std::int64_t> goals_of;
};
ListedResolutions listed_resolutions(
    web::Call const& call, db::Connection& db, std::string_view words, int limit)
{
    auto const tenant = call.site.tenant;
    Goals names{
        {}, tenants::list_bodies(db, tenant), meetings::list_named_panels(db, tenant, call.local_now().date)};
    auto const query = query_of(call, words, names);
    return {
        std::move(names), list_resolutions(db, tenant, query, limit),
        count_resolutions(db, tenant, query, web::StaffHits::most_counted + 1),
        count_resolved_goals(db, tenant)};
}

}

http::Response list_resolutions_at_desk(web::Call& call)
{
    auto const words = web::words_of_filter(call.request.query());
    auto const found = web::read(
        call, [&](db::Connection& db) { return listed_resolutions(call, db, words, most_listed); });
    return resolution_list_page(
        call,
        {.goals = found.names,
         .shown = found.shown,
         .count = found.count,
         .goals_of = found.goals_of,
         .words = words,
         .may_add = call.actor().may_somewhere(edit_goals)});
}

// About the goal that "?ziel=3" names, where there is one.
http::Response show_new_resolution(web::Call& call)
{
    auto const goals = web::read(call, [&](db::Connection& db) { return editable_goals(call, db, {}); });
    Fields fields;
    fields.set(resolution_field::kind, std::string(to_text(ResolutionKind::adoption)));
    fields.set(resolution_field::result, std::string(to_text(ResolutionResult::unknown)));
    auto const number = parse_number(call.request.query().value("ziel"));
    if (auto const* goal = goals.find(number ? std::optional(GoalId{*number}) : std::nullopt)) {
        fields.set(resolution_field::goals, std::to_string(goal->id.value));
        fields.set(resolution_field::body, slug_of(goals.bodies, goal->body));
    }
    return resolution_form_page(
        call, {.goals = goals, .edited = nullptr, .fields = fields, .form_key = crypto::random_token()});
}

http::Response add_resolution_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_resolution(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_resolution(work, fields, key));
             return resolutions_url();
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 auto const goals
                     = web::read(call, [&](db::Connection& db) { return editable_goals(call, db, fields); });
                 for (auto& problem : problems_of_resolution(fields, goals, nullptr, call.local_now().date)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return resolution_form_page(
                     call,
                     {.goals = goals,
                      .edited = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_resolution_form(web::Call& call)
{
    ResolutionDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_resolution_form(web::Call& call)
{
    ResolutionDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_resolution(work, {desk.resolution().id, seen.version}, fields);
        });
}

http::Response show_resolution_history(web::Call& call)
{
    ResolutionDesk desk(call);
    return web::show_history(call, desk);
}

web::StaffHits find_resolutions_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const found
        = web::read(call, [&](db::Connection& db) { return listed_resolutions(call, db, words, most_hits); });
    web::StaffHits hits{{}, found.count, resolutions_url().with_query({{"t", words}})};
    for (auto const& one : found.shown) {
        bool const may_open = call.actor().may(edit_goals, one.owner());
        hits.hits.push_back(
            {.title = title_of(one, found.names, texts),
             .url = may_open ? resolution_url(one.id) : hits.all,
             .detail = one.paper,
             .state
             = {one.is_uncertain ? "st st--warn" : "st st--info",
                std::string(texts(one.is_uncertain ? "panel.uncertain"_msg : label_of(one.result)))}});
    }
    return hits;
}

} // namespace kommin::goals
