// Routes of the desk for calls.

#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

Fields posted_call(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_call_fields) {
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

// The programme that the address names, for whoever keeps its calls.
std::optional<Programme> programme_of_calls(web::Call const& call, db::Connection& db)
{
    auto const id = records::typed_id<ProgrammeId>(call.path["foerderprogramm"]);
    bool const may = call.actor().may(edit_programmes, Scope::whole_tenant());
    return id && may ? load_programme(db, call.site.tenant, *id) : std::nullopt;
}

// One call at the desk.
class CallDesk : public web::RecordDesk {
public:
    explicit CallDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto programme = programme_of_calls(call(), db);
            auto const id = records::typed_id<FundingCallId>(call().path["aufruf"]);
            auto one = programme && id ? load_call(db, call().site.tenant, *id) : std::nullopt;
            if (!one || one->programme != programme->id)
                return std::nullopt;
            auto state = records::undrafted(one->version, one->changed_at);
            return Found{
                std::move(*programme), std::move(*one), std::move(state),
                web::list_authors(db, call().site.tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] Programme const& programme() const { return found_->programme; }
    [[nodiscard]] FundingCall const& funding_call() const { return found_->call; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(funding_call()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override { return call_record_form(web::staff_texts(call())); }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_call(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_call(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_call(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{call_subject, funding_call().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return call_url(programme().id, funding_call().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_programme(call(), programme(), std::move(title));
        frame.crumbs.push_back({url(), funding_call().title, true});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(call_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return call_form_page(
            call(),
            {.programme = programme(),
             .call = &funding_call(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        Programme programme;
        FundingCall call;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

}

http::Response show_new_call(web::Call& call)
{
    auto const programme = web::read(call, [&](db::Connection& db) { return programme_of_calls(call, db); });
    if (!programme)
        return web::staff_not_found(call);
    return call_form_page(
        call,
        {.programme = *programme,
         .call = nullptr,
         .fields = form_of(FundingCall{}),
         .form_key = crypto::random_token()});
}

http::Response add_call_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const programme = web::read(call, [&](db::Connection& db) { return programme_of_calls(call, db); });
    if (!form || !programme)
        return web::staff_not_found(call);
    auto const fields = posted_call(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_call(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_funding_call(work, programme->id, fields, key));
             return programme_url(programme->id);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return call_form_page(
                     call,
                     {.programme = *programme,
                      .call = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_call_form(web::Call& call)
{
    CallDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_call_form(web::Call& call)
{
    CallDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_funding_call(work, {desk.funding_call().id, seen.version}, fields);
        });
}

http::Response show_call_history(web::Call& call)
{
    CallDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::funding
