// Routes of the desk for what each criterion weighs in a year, and where other pages speak of it.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>

namespace kommin::steering {

using records::Fields;

namespace {

class WeightsDesk : public web::RecordDesk {
public:
    explicit WeightsDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const id = parse_number(call().path["jahr"]);
        found_.reset();
        if (!id || *id <= 0)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto year = find_seen_year(db, tenant, YearId{*id}, call().actor(), set_priorities);
            if (!year)
                return std::nullopt;
            auto weights = load_weights_of_year(db, tenant, year->id);
            auto state = records::undrafted(weights.version, weights.changed_at);
            state.owner = year->owner();
            bool const is_decided = is_step_over(db, tenant, year->id, StepKind::priorities);
            return Found{
                std::move(*year), weights, load_year_names(db, tenant, call().local_now().date),
                std::move(state), is_decided};
        });
        return found_.has_value();
    }
    [[nodiscard]] SteeringYear const& year() const { return found_->year; }
    [[nodiscard]] YearWeights const& weights() const { return found_->weights; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(weights()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return web::record_form(all_weights_fields, web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        Fields fields;
        for (auto const& field : all_weights_fields)
            fields.set(field.name, std::string(trim(posted.value(field.name))));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_weights(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_weights(fields), problems_of(fields));
    }
    [[nodiscard]] Fields compared_fields(Fields const& fields) const override { return fields; }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{weights_subject, weights().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->names.accounts; }
    [[nodiscard]] html::Url url() const override { return weights_url(year().id); }
    [[nodiscard]] bool has_form() const override { return !year().is_closed && !found_->is_decided; }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_priorities(call(), year(), found_->names, std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return web::staff_texts(call())("weights.page"_msg, {{"year", std::to_string(year().year)}});
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return weights_page(
            call(),
            {.year = year(),
             .stored = weights(),
             .names = found_->names,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SteeringYear year;
        YearWeights weights;
        YearNames names;
        records::EditState state;
        bool is_decided;
    };
    std::optional<Found> found_;
};

std::optional<html::Url> url_of_weights(web::Call const& call, std::int64_t id)
{
    auto const one = load_weights(call.db(), call.site.tenant, WeightsId{id});
    return one ? std::optional(weights_url(one->year)) : std::nullopt;
}

std::optional<html::Url> url_of_weights_version(web::Call const& call, std::int64_t id, std::int64_t version)
{
    auto const one = load_weights(call.db(), call.site.tenant, WeightsId{id});
    if (!one
        || !records::find_version(
            call.db(), call.site.tenant, {weights_subject, id}, version, records::unrestricted))
        return std::nullopt;
    return weights_history_url(one->year).with_query({{"fassung", std::to_string(version)}});
}

std::optional<web::RecentRecord> recent_weights(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const tenant = call.site.tenant;
    auto const one = load_weights(call.db(), tenant, WeightsId{id});
    auto const year
        = one ? find_seen_year(call.db(), tenant, one->year, call.actor(), set_priorities) : std::nullopt;
    if (!year)
        return std::nullopt;
    return web::RecentRecord{
        web::staff_texts(call)("weights.page"_msg, {{"year", std::to_string(year->year)}}),
        weights_url(year->id), false};
}

}

http::Response show_weights(web::Call& call)
{
    WeightsDesk desk(call);
    if (desk.load() && !desk.has_form())
        return http::Response::redirect(http::Status::see_other, priorities_url(desk.year().id).text());
    return web::show_record(call, desk);
}

http::Response save_weights_at_desk(web::Call& call)
{
    WeightsDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_weights(work, {desk.weights().id, seen.version}, fields);
        });
}

http::Response show_weights_history(web::Call& call)
{
    WeightsDesk desk(call);
    return web::show_history(call, desk);
}

std::vector<web::StaffForm> noted_weights()
{
    return {
        {.kind = weights_subject.word(),
         .open
         = [](web::Call const& call) { return web::record_form(all_weights_fields, web::staff_texts(call)); },
         .versions = weights_subject}};
}

std::vector<web::StaffRecord> recorded_weights()
{
    return {
        {.kind = weights_subject.word(),
         .permission = set_priorities,
         .url = &url_of_weights,
         .version_url = &url_of_weights_version}};
}

std::vector<web::StaffRecent> recent_weights_of_years()
{
    return {{weights_subject.word(), "weights.title"_msg, &recent_weights}};
}

} // namespace kommin::steering
