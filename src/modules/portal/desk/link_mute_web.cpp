// The page of one link, and being silent about it: a record of two fields with a history.

#include "modules/portal/desk/link_care.hpp"
#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/link_pages.hpp"
#include "platform/base/date.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

class MuteDesk : public web::RecordDesk {
public:
    explicit MuteDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto detail = link_of_call(call());
        if (!detail)
            return false;
        records::Subject const whose{link_subject, detail->link.id.value};
        found_ = web::read(call(), [&](db::Connection& db) {
            auto const tenant = call().site.tenant;
            auto const version = records::newest_version(db, tenant, whose);
            return Found{std::move(*detail), records::undrafted(version, {}), web::list_authors(db, tenant)};
        });
        return true;
    }
    [[nodiscard]] StoredLink const& link() const { return found_->detail.link; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return mute_fields(link()); }
    // What was over long ago is not offered again.
    [[nodiscard]] Fields fields() const override
    {
        return link().is_muted(call().local_now().date) ? record() : Fields{};
    }
    [[nodiscard]] web::RecordForm form() const override { return mute_record_form(web::staff_texts(call())); }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        Fields fields;
        if (posted.has("aufheben"))
            return fields;
        // Nothing typed is a day that is missing, and not the wish to hear of it again.
        bool const is_empty = posted.value("bis").empty() && posted.value("grund").empty();
        fields.set("bis", is_empty ? " " : std::string(posted.value("bis")));
        fields.set("grund", std::string(posted.value("grund")));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_mute(fields, call().local_now().date);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override { return spelled_mute(fields); }
    // Whoever sees the link reads why it is silent.
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{link_subject, link().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return link_url(link().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto const& texts = web::staff_texts(call());
        return {
            .call = call(),
            .title = std::move(title),
            .section = std::string(link_list.path),
            .crumbs
            = {{web::staff_url({link_list.path}), std::string(texts("links.title"_msg))},
               {url(), link().target.text}}};
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override { return link().target.text; }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        auto const until = this->form().shown(form.fields, "bis");
        return link_page_of(
            call(), found_->detail,
            {.mute_until = until,
             .mute_reason = form.fields.value("grund"),
             .mute_shown = form.version,
             .problems = std::move(form.problems)});
    }

private:
    struct Found {
        LinkDetail detail;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

}

web::RecordForm mute_record_form(i18n::Texts const& texts)
{
    return {
        .fields
        = {{"bis", std::string(texts("links.mute.until"_msg))},
           {"grund", std::string(texts("links.mute.reason"_msg))}},
        .has_drafts = false,
        .shown = [&texts](Fields const& fields, std::string_view name) {
            auto const day = name == "bis" ? parse_date(fields.value(name)) : std::nullopt;
            return day ? texts.date(*day, i18n::DateStyle::short_numeric) : std::string(fields.value(name));
        }};
}

http::Response show_link(web::Call& call)
{
    MuteDesk desk(call);
    return web::show_record(call, desk);
}

http::Response mute_link_at_desk(web::Call& call)
{
    MuteDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return mute_link(work, desk.link().id, seen.version, fields);
        });
}

http::Response show_link_history(web::Call& call)
{
    MuteDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::portal
