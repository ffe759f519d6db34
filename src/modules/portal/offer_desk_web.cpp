// Routes of the desk of the editors.

#include "modules/portal/flat_offer.hpp"
#include "modules/portal/offer_confirmation.hpp"
#include "modules/portal/offer_confirmation_store.hpp"
#include "modules/portal/offer_desk.hpp"
#include "modules/portal/offer_desk_pages.hpp"
#include "modules/portal/offer_desk_parts.hpp"
#include "modules/portal/offer_filter.hpp"
#include "modules/portal/pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

using web::staff_url;

namespace {

std::optional<OfferId> offer_of(web::Call const& call)
{
    auto const number = parse_number(call.path["angebot"]);
    return number && *number > 0 ? std::optional(OfferId{*number}) : std::nullopt;
}

std::vector<tenants::Body> bodies_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
}

http::Response to_offer(OfferId id)
{
    return http::Response::redirect(http::Status::see_other, offer_url(id).text());
}

// One offer at the desk.
class OfferDesk : public web::RecordDesk {
public:
    explicit OfferDesk(web::Call const& call)
        : call_(call)
        , texts_(web::staff_texts(call))
    { }

    // All of one moment.
    bool load() override
    {
        auto const id = offer_of(call_);
        found_ = !id ? std::nullopt : web::read(call_, [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call_.site.tenant;
            auto edited = find_edited_offer(db, tenant, *id, call_.actor());
            if (!edited)
                return std::nullopt;
            return Found{
                std::move(*edited), tenants::list_bodies(db, tenant), web::list_authors(db, tenant),
                find_last_asked(db, tenant, *id)};
        });
        return found_.has_value();
    }
    [[nodiscard]] EditedOffer const& edited() const { return found_->edited; }
    [[nodiscard]] OfferId id() const { return edited().offer.id; }
    [[nodiscard]] std::vector<tenants::Body> const& bodies() const { return found_->bodies; }

    [[nodiscard]] records::EditState const& state() const override { return edited().state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().offer); }
    [[nodiscard]] Fields fields() const override { return edited().fields; }
    [[nodiscard]] web::RecordForm form() const override { return offer_record_form(texts_, bodies()); }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_form(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return read(fields).problems;
    }
    [[nodiscard]] Fields spelled(Fields const& fields) const override
    {
        auto const entered = read(fields);
        return entered.problems.empty() ? form_of(entered.offer) : fields;
    }
    [[nodiscard]] std::optional<records::Version> version(std::int64_t number) const override
    {
        auto const scopes = call_.actor().rights().where(see_offers);
        return web::read(call_, [&](db::Connection& db) {
            return records::find_version(db, call_.site.tenant, {offer_subject, id().value}, number, scopes);
        });
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return offer_url(id()); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return offer_frame(call_, texts_, edited(), std::move(title), Level::below_form);
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return portal::title_of(fields, texts_);
    }
    [[nodiscard]] http::Response show_form(
        Fields const& fields, std::vector<Problem> problems, std::string_view day) const override
    {
        auto const& draft = edited().draft;
        return offer_form_page(
            call_,
            {.edited = &edited(),
             .fields = fields,
             .bodies = bodies(),
             .problems = std::move(problems),
             .day = std::string(day),
             .last_asked = found_->last_asked,
             .draft_author = draft ? std::optional(web::name_of(authors(), draft->saved_by)) : std::nullopt});
    }
    // As the form makes it of the offer.
    [[nodiscard]] EnteredOffer read(Fields const& fields) const
    {
        return web::read(call_, [&](db::Connection& db) {
            return read_form(
                fields, edited().offer,
                load_editing_context(db, call_.site.tenant, call_.local_now().date, edited().offer.id));
        });
    }

private:
    struct Found {
        EditedOffer edited;
        std::vector<tenants::Body> bodies;
        web::Authors authors;
        std::optional<Instant> last_asked; // by mail, whether everything is right
    };
    web::Call const& call_;
    i18n::Texts const& texts_;
    std::optional<Found> found_;
};

using OfferUseCase = Result<void> (*)(Work&, SeenOffer, Fields const&);
http::Response press(web::Call& call, web::Asks asks, OfferUseCase use_case)
{
    OfferDesk desk(call);
    return web::press(call, desk, asks, [&](Work& work, web::Seen seen, Fields const& fields) {
        return use_case(work, {desk.id(), seen.version, seen.base}, fields);
    });
}

http::Response press_alone(web::Call& call, Result<void> (*use_case)(Work&, SeenOffer))
{
    OfferDesk desk(call);
    return web::press_alone(
        call, desk, [&](Work& work, std::int64_t version) { return use_case(work, {desk.id(), version}); });
}

// What stands in the file of the list, in CSV as in XLSX.
std::vector<web::ExportColumn<OfferLine>> export_columns(web::Call const& call, i18n::Texts const& texts)
{
    using table::Cell;
    auto const& zone = *call.site.zone;
    std::string const& base_url = call.site.base_url;
    return {
        {"desk.column.offer"_msg, 44, [](OfferLine const& line) { return Cell(line.title); }},
        {"desk.field.organisation"_msg, 36, [](OfferLine const& line) { return Cell(line.organisation); }},
        {"desk.field.kind"_msg, 28,
         [&texts](OfferLine const& line) { return Cell(std::string(texts(label_of(line.kind)))); }},
        {"desk.field.municipality"_msg, 18, [](OfferLine const& line) { return Cell(line.place); }},
        {"staff.state"_msg, 18,
         [](OfferLine const& line) { return Cell(std::string(word_of(line.state()))); }},
        {"desk.column.confirmed"_msg, 18,
         [](OfferLine const& line) { return line.confirmed_on ? Cell(*line.confirmed_on) : Cell(); }},
        {"desk.column.changed"_msg, 12,
         [&zone](OfferLine const& line) { return Cell(zone.to_local(line.changed_at).date); }},
        {"desk.column.address"_msg, 48, [&base_url](OfferLine const& line) {
             return Cell(
                 base_url + std::string(staff_url({"angebote", std::to_string(line.id.value)}).text()));
         }}};
}

}

web::StaffList const offer_list{
    .code = "portal.offers",
    .path = "angebote",
    .title = "desk.title"_msg,
    .read = [](http::Form const& query) { return StaffOfferFilter::parse(query).fields(); }};

http::Response list_offers_at_desk(web::Call& call)
{
    auto const filter = StaffOfferFilter::parse(call.request.query());
    struct Found {
        OfferOverview overview;
        std::vector<tenants::Body> bodies;
        std::vector<web::ListView> views;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_offers_for_staff(db, call.site.tenant, call.local_now().date, call.actor(), filter),
            tenants::list_bodies(db, call.site.tenant), web::saved_views(call, offer_list, filter.fields())};
    });
    return offer_desk_page(call, filter, found.overview, found.bodies, found.views);
}

http::Response export_offers(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    web::ListExport<OfferLine> file(
        call, web::export_format(call.request), "angebote", "desk.title"_msg, export_columns(call, texts));
    web::read(call, [&](db::Connection& db) {
        export_offers_for_staff(
            db, call.site.tenant, call.local_now().date, call.actor(),
            StaffOfferFilter::parse(call.request.query()), [&](std::vector<OfferLine> const& lines) {
                file.go_on();
                return std::ranges::all_of(lines, [&](OfferLine const& line) { return file.add(line); });
            });
        return 0;
    });
    return file.answer();
}

http::Response show_new_offer(web::Call& call)
{
    Fields fields;
    fields.set("kind", "other_offer");
    fields.set("reach", "municipality");
    auto const bodies = bodies_of(call);
    // Whoever works for one municipality adds offers there.
    auto const scopes = call.actor().rights().where(edit_offers);
    for (auto const& body : bodies) {
        if (scopes.size() == 1 && scopes.front() == Scope::of_owner(body.id.value))
            fields.set("municipality", body.slug);
    }
    return offer_form_page(
        call, {.edited = nullptr, .form_key = crypto::random_token(), .fields = fields, .bodies = bodies});
}

http::Response add_offer(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_form(*form);
    auto const key
        = form->has("schluessel") ? std::string(form->value("schluessel")) : crypto::random_token();
    std::vector<Problem> problems;
    if (fields.value("title").empty())
        problems.push_back(Problem::invalid("title", "desk.problem.title"_msg));
    if (problems.empty()) {
        auto const created = web::write(call, [&](Work& work) { return create_offer(work, fields, key); });
        if (created)
            return to_offer(created.value());
        if (created.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        problems.push_back(created.problem());
    }
    return offer_form_page(
        call,
        {.edited = nullptr,
         .form_key = key,
         .fields = fields,
         .bodies = bodies_of(call),
         .problems = std::move(problems)});
}

http::Response show_offer_form(web::Call& call)
{
    OfferDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const wanted = parse_number(call.request.query().value("fassung"));
    if (!wanted)
        return desk.show_form(desk.fields(), {}, {});
    auto const earlier = desk.version(*wanted);
    if (!earlier)
        return web::staff_not_found(call);
    return offer_form_page(
        call,
        {.edited = &desk.edited(),
         .fields = earlier->fields,
         .bodies = desk.bodies(),
         .shown_version = earlier->head.number});
}

http::Response save_offer_draft(web::Call& call)
{
    return press(call, web::Asks::nothing, &save_draft);
}

http::Response hand_in_offer(web::Call& call)
{
    return press(call, web::Asks::everything, &hand_in_draft);
}

http::Response publish_offer_now(web::Call& call)
{
    return press(call, web::Asks::everything, &publish_offer);
}

http::Response publish_offer_later(web::Call& call)
{
    auto const form = call.request.form();
    auto const day = form ? parse_flat_day(form->value("publish_on")).value_or(Date{}) : Date{};
    OfferDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return schedule_offer(work, {desk.id(), seen.version, seen.base}, fields, day);
        });
}

http::Response discard_offer_draft(web::Call& call)
{
    return press_alone(call, &discard_draft);
}

http::Response ask_before_archiving(web::Call& call)
{
    OfferDesk desk(call);
    if (!desk.load() || !call.actor().may(publish_offers, desk.state().owner))
        return web::staff_not_found(call);
    return archive_question_page(call, desk.edited());
}

http::Response archive_offer_now(web::Call& call)
{
    return press_alone(call, &archive_offer);
}

http::Response confirm_offer_now(web::Call& call)
{
    return press_alone(call, &confirm_offer);
}

http::Response ask_provider(web::Call& call)
{
    return press_alone(call, &ask_for_confirmation);
}

http::Response show_offer_history(web::Call& call)
{
    OfferDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const scopes = call.actor().rights().where(see_offers);
    auto const versions = web::read(call, [&](db::Connection& db) {
        return records::list_versions(
            db, call.site.tenant, {offer_subject, desk.id().value}, scopes, web::most_versions);
    });
    auto const title
        = web::staff_texts(call)("record.history.title"_msg, {{"title", desk.title_of(desk.fields())}});
    return web::history_page(
        desk.frame_below(title), desk.form(), versions, desk.authors(),
        [&](std::int64_t number) { return desk.url().with_query({{"fassung", std::to_string(number)}}); });
}

http::Response preview_offer(web::Call& call)
{
    OfferDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    Visit visit(call);
    return offer_preview_page(visit, desk.read(desk.fields()).offer).no_store();
}

std::int64_t count_offers_waiting(web::Call const& call)
{
    return count_offers_to_review(call.db(), call.site.tenant, call.actor());
}

void add_offers_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    if (!actor.rights().allows_somewhere(publish_offers))
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& line : list_offers_to_review(call.db(), call.site.tenant, actor))
        items.push_back(
            {.area = "desk.title"_msg,
             .title = line.title,
             .url = staff_url({"angebote", std::to_string(line.id.value)}),
             .reason = std::string(texts("desk.today.review"_msg)),
             .due = std::nullopt,
             .action = "desk.today.action"_msg});
}

void add_silent_offers_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const count = count_silent_offers(call.db(), call.site.tenant, call.local_now().date, call.actor());
    if (count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    items.push_back(
        {.area = "desk.title"_msg,
         .title = texts("desk.today.silent"_msg, {{"count", count}}),
         .url = staff_url({"angebote"}).with_query({{"angaben", word_of(Unconfirmed::silent)}}),
         .reason = std::string(texts("desk.today.silent.reason"_msg)),
         .due = std::nullopt,
         .action = "desk.today.silent.action"_msg});
}

void add_confirmed_shares(web::Call const& call, std::vector<web::TodayFigures>& figures)
{
    web::TodayFigures shares{"desk.shares.title"_msg, {}};
    auto const bodies = tenants::list_bodies(call.db(), call.site.tenant);
    for (auto const& share :
         list_confirmed_shares(call.db(), call.site.tenant, call.local_now().date, call.actor())) {
        auto const body = std::ranges::find(
            bodies, share.owner.owner(), [](tenants::Body const& each) { return each.id.value; });
        bool const is_municipal = !share.owner.is_whole_tenant() && body != bodies.end();
        shares.rows.push_back(
            {is_municipal ? body->name : std::string(web::staff_texts(call)("desk.filter.district"_msg)),
             share.confirmed, share.all,
             staff_url({"angebote"})
                 .with_query(
                     {{"gemeinde", is_municipal ? body->slug : "kreis"},
                      {"angaben", word_of(Unconfirmed::due)}})});
    }
    if (!shares.rows.empty())
        figures.push_back(std::move(shares));
}

} // namespace kommin::portal
