// Routes of the desk for recommendations: finding, reading and editing them.

#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_shown.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

Fields posted_recommendation(http::Form const& posted)
{
    Fields fields;
    for (auto const name : form_recommendation_fields) {
        Fields::Values values;
        for (auto const typed : posted.values(name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        fields.set(name, std::move(values));
    }
    return fields;
}

// What the form offers to choose from.
struct Choosable {
    Panels panels;
    std::vector<Panel> fields_of_action;
    std::vector<Meeting> meetings;
};
Choosable to_choose_from(web::Call const& call, db::Connection& db)
{
    auto const tenant = call.site.tenant;
    Choosable all{
        list_seen_panels(db, tenant, call.actor(), see_panels),
        list_seen_panels(db, tenant, call.actor(), edit_recommendations).all,
        {}};
    all.meetings = meetings_to_choose(db, tenant, list_seen_panels(db, tenant, call.actor(), see_meetings));
    return all;
}

// One recommendation at the desk.
class RecommendationDesk : public web::RecordDesk {
public:
    // `permission`: of whoever reads it.
    explicit RecommendationDesk(web::Call const& call, Permission permission = edit_recommendations)
        : RecordDesk(call)
        , permission_(permission)
    { }

    bool load() override
    {
        auto seen = recommendation_in_path(call(), permission_);
        if (!seen) {
            found_.reset();
            return false;
        }
        auto const& one = seen->recommendation;
        auto state = records::undrafted(one.version, one.changed_at);
        state.owner = seen->panel.owner();
        state.was_public = one.is_public();
        found_ = Found{
            std::move(*seen), std::move(state), web::list_authors(call().db(), call().site.tenant),
            to_choose_from(call(), call().db())};
        return true;
    }
    [[nodiscard]] Recommendation const& recommendation() const { return found_->seen.recommendation; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(recommendation()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return recommendation_record_form(
            web::staff_texts(call()), found_->choosable.panels, named_meetings());
    }
    // What came of it is not asked: it stays as it is.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_recommendation(posted);
        auto const stored = record();
        for (auto const name : step_recommendation_fields)
            fields.set(name, std::string(stored.value(name)));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_recommendation(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_recommendation(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{recommendation_subject, recommendation().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override
    {
        return recommendation_url(recommendation().id, "aendern");
    }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_recommendation(call(), recommendation(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(recommendation_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return recommendation_form_page(
            call(),
            {.panels = found_->choosable.panels,
             .fields_of_action = found_->choosable.fields_of_action,
             .meetings = found_->choosable.meetings,
             .seen = &found_->seen,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    // That any version names and this person sees: also those that are too old to be chosen.
    [[nodiscard]] MeetingsById named_meetings() const
    {
        std::vector<MeetingId> ids;
        auto const take = [&](Fields const& fields) {
            for (auto const name : {recommendation_field::meeting, recommendation_field::state_meeting}) {
                if (auto const id = meeting_numbered(fields.value(name)))
                    ids.push_back(*id);
            }
        };
        take(record());
        for (auto const& version : versions())
            take(version.fields);
        return web::read(call(), [&](db::Connection& db) {
            auto const panels = list_seen_panels(db, call().site.tenant, call().actor(), see_meetings);
            auto meetings = list_chosen_meetings(db, call().site.tenant, std::move(ids));
            std::erase_if(
                meetings, [&](auto const& one) { return panels.find(one.second.panel) == nullptr; });
            return meetings;
        });
    }

    Permission permission_;
    struct Found {
        SeenRecommendation seen;
        records::EditState state;
        web::Authors authors;
        Choosable choosable;
    };
    std::optional<Found> found_;
};

// What it said, for whoever reads it and does not edit it. The address for letters to an office is none of
// theirs, also that of before.
class RecommendationReading : public RecommendationDesk {
public:
    explicit RecommendationReading(web::Call const& call)
        : RecommendationDesk(call, see_recommendations)
    { }

    [[nodiscard]] web::RecordForm form() const override
    {
        auto form = RecommendationDesk::form();
        std::erase_if(form.fields, [](web::RecordForm::Field const& one) {
            return one.name == recommendation_field::office_mail;
        });
        return form;
    }
    [[nodiscard]] html::Url url() const override { return recommendation_url(recommendation().id); }
    [[nodiscard]] bool has_form() const override { return false; }
};

http::Response new_recommendation_page(
    web::Call const& call, Fields const& fields, std::string const& key, std::vector<Problem> problems = {})
{
    auto const choosable = web::read(call, [&](db::Connection& db) { return to_choose_from(call, db); });
    return recommendation_form_page(
        call,
        {.panels = choosable.panels,
         .fields_of_action = choosable.fields_of_action,
         .meetings = choosable.meetings,
         .seen = nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

}

http::Response list_recommendations_at_desk(web::Call& call)
{
    auto const filter = RecommendationFilter::read(call.request.query());
    auto const today = call.local_now().date;
    struct Found {
        Panels panels;
        RecommendationList list;
        std::vector<int> years;
        std::vector<web::ListView> views;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto panels = list_seen_panels(db, tenant, call.actor(), see_recommendations);
        auto list = list_recommendations_for_staff(db, tenant, panels, filter, today);
        auto years = list_recommendation_years(db, tenant, panels.ids());
        return Found{
            std::move(panels), std::move(list), std::move(years),
            web::saved_views(call, recommendation_list, filter.fields())};
    });
    return recommendation_list_page(
        call,
        {.panels = found.panels,
         .filter = filter,
         .list = found.list,
         .years = found.years,
         .may_add = call.actor().may_somewhere(edit_recommendations),
         .views = std::move(found.views)});
}

http::Response export_recommendations(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const filter = RecommendationFilter::read(call.request.query());
    auto const today = call.local_now().date;
    return web::read(call, [&](db::Connection& db) {
        auto const panels = list_seen_panels(db, call.site.tenant, call.actor(), see_recommendations);
        auto const name_of = [&](std::optional<PanelId> id) {
            auto const* panel = panels.find(id);
            return panel == nullptr ? Cell() : Cell(panel->name);
        };
        auto const day = [](std::optional<Date> date) { return date ? Cell(to_iso(*date)) : Cell(); };
        auto const partial
            = [](std::optional<PartialDate> date) { return date ? Cell(date->to_iso()) : Cell(); };
        web::ListExport<Recommendation> file(
            call, web::export_format(call.request), recommendations_path, "recommendation.title"_msg,
            {{"recommendation.field.number"_msg, 12,
              [](Recommendation const& one) { return Cell(one.number); }},
             {"meeting.field.title"_msg, 50, [](Recommendation const& one) { return Cell(one.title); }},
             {"recommendation.field.panel"_msg, 30,
              [&](Recommendation const& one) { return name_of(one.panel); }},
             {"recommendation.field.addressees"_msg, 30,
              [&](Recommendation const& one) { return Cell(addressees_of(one, texts)); }},
             {"staff.state"_msg, 16,
              [&](Recommendation const& one) { return Cell(std::string(texts(label_of(one.state)))); }},
             {"recommendation.step.day"_msg, 12,
              [&](Recommendation const& one) { return partial(one.state_day); }},
             {"recommendation.column.adopted"_msg, 12,
              [&](Recommendation const& one) { return partial(one.adopted_on); }},
             {"recommendation.step.until"_msg, 12,
              [&](Recommendation const& one) { return day(one.deferred_until); }},
             {"recommendation.field.owner"_msg, 30,
              [&](Recommendation const& one) { return name_of(one.owner_panel); }},
             {"recommendation.field.office"_msg, 30,
              [](Recommendation const& one) { return Cell(one.owner_office); }},
             {"recommendation.field.due"_msg, 12, [&](Recommendation const& one) { return day(one.due); }},
             {"recommendation.field.proposed_by"_msg, 30,
              [](Recommendation const& one) { return Cell(one.proposed_by); }},
             {"recommendation.field.text"_msg, 60, [](Recommendation const& one) { return Cell(one.text); }},
             {"recommendation.field.reasons"_msg, 60,
              [](Recommendation const& one) { return Cell(one.reasons); }},
             {"recommendation.step.note"_msg, 60,
              [](Recommendation const& one) { return Cell(one.state_note); }},
             {"form.uncertain"_msg, 14,
              [&](Recommendation const& one) {
                  return one.is_uncertain ? Cell(std::string(texts("panel.uncertain"_msg))) : Cell();
              }},
             {"form.remark"_msg, 50, [](Recommendation const& one) { return Cell(one.remark); }},
             {"form.source"_msg, 40, [](Recommendation const& one) { return Cell(one.source); }}});
        export_recommendation_list(
            db, call.site.tenant, panels, filter, today, [&](std::vector<Recommendation> const& lines) {
                file.go_on();
                return std::ranges::all_of(lines, [&](Recommendation const& line) { return file.add(line); });
            });
        return file.answer();
    });
}

http::Response show_recommendation(web::Call& call, TakenUpRecords const& records)
{
    auto const seen = recommendation_in_path(call, see_recommendations);
    return seen ? show_recommendation_again(call, records, *seen) : web::staff_not_found(call);
}

http::Response show_new_recommendation(web::Call& call)
{
    Fields fields;
    fields.set(recommendation_field::panel, std::string(call.request.query().value("feld")));
    return new_recommendation_page(call, fields, crypto::random_token());
}

http::Response add_recommendation_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_recommendation(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             return recommendation_url(TRY(add_recommendation(work, fields, key)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_recommendation(fields)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_recommendation_page(call, fields, key, std::move(problems));
             }});
}

http::Response show_recommendation_form(web::Call& call)
{
    RecommendationDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_recommendation_form(web::Call& call, RecommendationFollowers const& followers)
{
    RecommendationDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_recommendation(work, {desk.recommendation().id, seen.version}, fields, followers);
        });
}

http::Response show_recommendation_history(web::Call& call)
{
    RecommendationDesk desk(call);
    return web::show_history(call, desk);
}

http::Response read_recommendation_history(web::Call& call)
{
    RecommendationReading desk(call);
    return web::show_history(call, desk);
}

web::StaffHits find_recommendations_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    RecommendationFilter filter;
    filter.words = words;
    filter.view = RecommendationView::all;
    struct Found {
        Panels panels;
        RecommendationList list;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto panels = list_seen_panels(db, call.site.tenant, call.actor(), see_recommendations);
        auto list = list_recommendations_for_staff(db, call.site.tenant, panels, filter, today);
        return Found{std::move(panels), std::move(list)};
    });
    web::StaffHits hits{{}, found.list.count, recommendations_url(filter)};
    for (auto const& one : found.list.lines) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        auto const* panel = found.panels.find(one.panel);
        hits.hits.push_back(
            {.title = full_title_of(one),
             .url = recommendation_url(one.id),
             .detail = addressees_of(one, texts),
             .place = panel != nullptr ? panel->name : std::string{},
             .state = mark_of(one, today, texts)});
    }
    return hits;
}

} // namespace kommin::meetings
