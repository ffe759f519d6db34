// Routes of the desk for publications, and where staff pages speak of any kind of record.

#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/publications/publication_desk.hpp"
#include "modules/meetings/publications/publication_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr int most_listed = 500;

Fields posted_publication(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_publication_fields)
        fields.set(field.name, std::string(trim(posted.value(field.name))));
    return fields;
}

std::vector<Meeting> sessions_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return list_sessions(db, call.site.tenant); });
}

// One publication at the desk.
class PublicationDesk : public web::RecordDesk {
public:
    explicit PublicationDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const number = parse_number(call().path["veroeffentlichung"]);
        if (!number || *number < 1)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto one = load_publication(db, tenant, PublicationId{*number});
            if (!one)
                return std::nullopt;
            auto state = records::undrafted(one->version, one->changed_at);
            return Found{
                std::move(*one), std::move(state), web::list_authors(db, tenant), list_sessions(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] Publication const& publication() const { return found_->publication; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(publication()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return publication_record_form(found_->sessions, web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_publication(posted);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_publication(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_publication(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{publication_subject, publication().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return publication_url(publication().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_publications(call(), std::move(title));
        frame.crumbs.push_back({url(), publication().title});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(publication_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return publication_form_page(
            call(),
            {.publication = &publication(),
             .sessions = found_->sessions,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        Publication publication;
        records::EditState state;
        web::Authors authors;
        std::vector<Meeting> sessions;
    };
    std::optional<Found> found_;
};

std::optional<web::RecentRecord> recent_publication(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = load_publication(call.db(), call.site.tenant, PublicationId{id});
    if (!one || !call.actor().may(edit_publications, Scope::whole_tenant()))
        return std::nullopt;
    return web::RecentRecord{one->title, publication_url(one->id)};
}

}

http::Response list_publications_at_desk(web::Call& call)
{
    auto const words = web::words_of_filter(call.request.query());
    auto const folded = search::folded_text(words);
    auto const tenant = call.site.tenant;
    auto const [shown, count] = web::read(call, [&](db::Connection& db) {
        return std::pair(
            list_publications(db, tenant, folded, most_listed),
            count_publications(db, tenant, folded, web::StaffHits::most_counted + 1));
    });
    return publication_list_page(call, {.shown = shown, .count = count, .words = words});
}

http::Response show_new_publication(web::Call& call)
{
    Fields fields;
    fields.set(publication_field::kind, std::string(to_text(PublicationKind::report)));
    return publication_form_page(
        call,
        {.publication = nullptr,
         .sessions = sessions_of(call),
         .fields = fields,
         .form_key = crypto::random_token()});
}

http::Response add_publication_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_publication(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_publication(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_publication(work, fields, key));
             return publications_url();
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return publication_form_page(
                     call,
                     {.publication = nullptr,
                      .sessions = sessions_of(call),
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_publication_form(web::Call& call)
{
    PublicationDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_publication_form(web::Call& call)
{
    PublicationDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_publication(work, {desk.publication().id, seen.version}, fields);
        });
}

http::Response show_publication_history(web::Call& call)
{
    PublicationDesk desk(call);
    return web::show_history(call, desk);
}

web::StaffHits find_publications_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const folded = search::folded_text(words);
    auto const tenant = call.site.tenant;
    auto const [found, count] = web::read(call, [&](db::Connection& db) {
        return std::pair(
            list_publications(db, tenant, folded, most_hits),
            count_publications(db, tenant, folded, web::StaffHits::most_counted + 1));
    });
    web::StaffHits hits{{}, count, publications_url().with_query({{"t", words}})};
    for (auto const& one : found)
        hits.hits.push_back(
            {.title = one.title,
             .url = publication_url(one.id),
             .detail = one.day ? texts.partial_date(*one.day) : std::string{},
             .place = one.publisher,
             .state = mark_of(one, texts)});
    return hits;
}

std::vector<web::StaffForm> noted_publications()
{
    return {
        {.kind = publication_subject.word(),
         .open =
             [](web::Call const& call) {
                 return publication_record_form(
                     list_sessions(call.db(), call.site.tenant), web::staff_texts(call));
             },
         .versions = publication_subject}};
}

std::vector<web::StaffRecent> recent_publications()
{
    return {{publication_subject.word(), "publication.title"_msg, &recent_publication}};
}

} // namespace kommin::meetings
