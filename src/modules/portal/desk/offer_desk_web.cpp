// Routes of the desk of the editors.

#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "modules/portal/editing/offer_silence.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/draft_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

using web::staff_url;

namespace {

std::optional<OfferId> offer_of(web::Call const& call)
{
    auto const number = parse_number(call.path["angebot"]);
    return number && *number > 0 ? std::optional(OfferId{*number}) : std::nullopt;
}

DistrictNames names_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return DistrictNames::load(db, call.site.tenant); });
}

// One offer at the desk.
class OfferDesk : public web::DraftDesk {
public:
    explicit OfferDesk(web::Call const& call)
        : DraftDesk(call)
        , texts_(web::staff_texts(call))
    { }

    // All of one moment.
    bool load() override
    {
        auto const id = offer_of(call());
        context_.reset();
        found_ = !id ? std::nullopt : web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto edited = find_edited_offer(db, tenant, *id, call().actor());
            if (!edited)
                return std::nullopt;
            auto authors = web::list_authors(db, tenant);
            authors.emplace(
                Actor::visitor().code(), texts_("desk.provider"_msg)); // nobody else gets in unknown
            auto const asked = find_asked_address(db, tenant, *id);
            auto namesake = find_namesake(db, tenant, edited->offer, call().actor());
            bool const makes_organisation = portal::makes_organisation(db, tenant, edited->fields);
            return Found{
                std::move(*edited),
                DistrictNames::load(db, tenant),
                std::move(authors),
                find_last_asked(db, tenant, *id),
                asked ? std::optional(asked->at) : std::nullopt,
                std::move(namesake),
                makes_organisation};
        });
        return found_.has_value();
    }
    [[nodiscard]] EditedOffer const& edited() const { return found_->edited; }
    [[nodiscard]] OfferId id() const { return edited().offer.id; }
    [[nodiscard]] DistrictNames const& names() const { return found_->names; }

    [[nodiscard]] records::DraftedKind const& kind() const override { return drafted_offers; }
    [[nodiscard]] std::int64_t record_id() const override { return id().value; }
    [[nodiscard]] records::EditState const& state() const override { return edited().state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().offer); }
    [[nodiscard]] Fields fields() const override { return edited().fields; }
    [[nodiscard]] web::RecordForm form() const override
    {
        auto form = offer_record_form(texts_, names());
        // The remark is for those who work on the offer, in earlier versions as in this one.
        if (!call().actor().may(edit_offers, state().owner))
            std::erase_if(form.fields, [](auto const& field) { return field.name == "remark"; });
        return form;
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_form(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return read(fields).problems;
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        auto const& known = context();
        return web::read(call(), [&](db::Connection& db) {
            return spelled_offer(db, call().site.tenant, fields, edited().offer, known);
        });
    }
    [[nodiscard]] Fields compared_fields(Fields const& fields) const override
    {
        auto compared = spelled_fields(fields);
        // As it was called then: it may have another name by now, or have turned out to be another one.
        if (auto const name = std::string(compared_form(fields).value("organisation")); !name.empty())
            compared.set("organisation", name);
        return compared;
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{offer_subject, id().value};
    }
    [[nodiscard]] std::vector<Scope> scopes() const override { return call().actor().where(see_offers); }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return offer_url(id()); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return offer_frame(call(), texts_, edited(), std::move(title), Level::below_form);
    }
    [[nodiscard]] web::Body history_actions() const override
    {
        if (!call().actor().may(erase_offer_history, state().owner))
            return {};
        return [this](html::Writer& w) {
            w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
              erasure_url(id()), web::staff_texts(call())("desk.erase.short"_msg));
        };
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return portal::title_of(fields, texts_);
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        auto const& draft = edited().draft;
        auto fields = form.fields;
        bool const is_image_gone
            = form.version && drop_erased_image(call(), {offer_subject, id().value}, fields);
        return offer_form_page(
            call(),
            {.edited = &edited(),
             .fields = fields,
             .names = names(),
             .problems = std::move(form.problems),
             .aside = std::move(form.aside),
             .last_asked = found_->last_asked,
             .asked_at = found_->asked_at,
             .draft_author = draft ? std::optional(web::name_of(authors(), draft->saved_by)) : std::nullopt,
             .shown_version = form.version,
             .is_image_gone = is_image_gone,
             .namesake = found_->namesake,
             .organisations = known_organisations(),
             .makes_organisation = found_->makes_organisation});
    }
    // As the form makes it of the offer.
    [[nodiscard]] EnteredOffer read(Fields const& fields) const
    {
        return read_form(fields, edited().offer, context());
    }

private:
    // Only the form shows them.
    [[nodiscard]] std::vector<std::string> known_organisations() const
    {
        return web::read(
            call(), [&](db::Connection& db) { return organisations_to_choose(db, call().site.tenant); });
    }
    // A history asks for it again and again.
    [[nodiscard]] ImportContext const& context() const
    {
        if (!context_)
            context_ = web::read(call(), [&](db::Connection& db) {
                return load_editing_context(
                    db, call().site.tenant, call().local_now().date, edited().offer.id);
            });
        return *context_;
    }

    struct Found {
        EditedOffer edited;
        DistrictNames names;
        web::Authors authors;
        std::optional<Instant> last_asked; // by mail, whether everything is right
        std::optional<AskedAt> asked_at;
        std::optional<Namesake> namesake;
        bool makes_organisation;
    };
    i18n::Texts const& texts_;
    std::optional<Found> found_;
    mutable std::optional<ImportContext> context_; // of what was found
};

http::Response press_offer(web::Call& call, http::Response (*button)(web::Call&, web::DraftDesk&))
{
    OfferDesk desk(call);
    return button(call, desk);
}

http::Response press_alone(web::Call& call, Result<void> (*use_case)(Work&, SeenOffer))
{
    OfferDesk desk(call);
    return web::press_alone(
        call, desk, [&](Work& work, std::int64_t version) { return use_case(work, {desk.id(), version}); });
}

// What stands in the file of the list, in CSV as in XLSX.
std::vector<web::ExportColumn<OfferLine>> export_columns(
    web::Call const& call, i18n::Texts const& texts, Categories const& categories)
{
    using table::Cell;
    auto const& zone = *call.site.zone;
    std::string const& base_url = call.site.base_url;
    return {
        {"desk.column.offer"_msg, 44, [](OfferLine const& line) { return Cell(line.title); }},
        {"desk.field.organisation"_msg, 36, [](OfferLine const& line) { return Cell(line.organisation); }},
        {"desk.field.kind"_msg, 28,
         [&](OfferLine const& line) { return Cell(std::string(categories.name(line.kind, texts))); }},
        {"desk.field.municipality"_msg, 18, [](OfferLine const& line) { return Cell(line.place); }},
        {"staff.state"_msg, 18,
         [&texts](OfferLine const& line) {
             bool const is_closed = line.status == OfferStatus::temporarily_closed;
             return Cell(state_word(line.state(), line.publish_on, texts, is_closed).text);
         }},
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
        DistrictNames names;
        std::vector<web::ListView> views;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_offers_for_staff(db, call.site.tenant, call.local_now().date, call.actor(), filter),
            DistrictNames::load(db, call.site.tenant), web::saved_views(call, offer_list, filter.fields())};
    });
    return offer_desk_page(call, filter, found.overview, found.names, found.views);
}

http::Response export_offers(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const names = names_of(call);
    web::ListExport<OfferLine> file(
        call, web::export_format(call.request), "angebote", "desk.title"_msg,
        export_columns(call, texts, names.categories));
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
    auto const names = names_of(call);
    // Whoever works for one municipality adds offers there.
    auto const scopes = call.actor().where(edit_offers);
    for (auto const& body : names.bodies) {
        if (scopes.size() == 1 && scopes.front() == Scope::of_owner(body.id.value))
            fields.set("municipality", body.slug);
    }
    return offer_form_page(
        call, {.edited = nullptr, .form_key = crypto::random_token(), .fields = fields, .names = names});
}

http::Response add_offer(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_form(*form);
    auto const key = web::key_of_form(*form);
    web::NewRecord wanted{
        .add
        = [&](Work& work) -> Result<html::Url> { return offer_url(TRY(create_offer(work, fields, key))); },
        .show_form =
            [&](std::vector<Problem> problems) {
                auto const names = names_of(call);
                return offer_form_page(
                    call,
                    {.edited = nullptr,
                     .form_key = key,
                     .fields = fields,
                     .names = names,
                     .problems = std::move(problems)});
            }};
    if (fields.value("title").empty())
        wanted.problems.push_back(Problem::invalid("title", "desk.problem.title"_msg));
    return web::add_record(call, wanted);
}

http::Response show_offer_form(web::Call& call)
{
    OfferDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_offer_draft(web::Call& call)
{
    return press_offer(call, &web::save_draft);
}

http::Response hand_in_offer(web::Call& call)
{
    return press_offer(call, &web::hand_in);
}

http::Response publish_offer_now(web::Call& call)
{
    return press_offer(call, &web::publish);
}

http::Response publish_offer_later(web::Call& call)
{
    return press_offer(call, &web::publish_later);
}

http::Response give_back_offer(web::Call& call)
{
    return press_offer(call, &web::give_back);
}

http::Response discard_offer_draft(web::Call& call)
{
    return press_offer(call, &web::discard_draft);
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
    return press_offer(call, &web::archive);
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
    return web::show_history(call, desk);
}

http::Response preview_offer(web::Call& call)
{
    OfferDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    if (asks_for_telephone(call))
        return telephone_page(
            call, {"angebote", std::to_string(desk.id().value), "desk.title"_msg},
            desk.title_of(desk.fields()));
    Visit visit(call);
    return preview_answer(call, offer_preview_page(visit, desk.read(desk.fields()).offer));
}

std::int64_t count_offers_waiting(web::Call const& call)
{
    auto const actor = call.actor();
    return count_offers_to_review(call.db(), call.site.tenant, actor)
        + count_returned_offers(call.db(), call.site.tenant, actor);
}

void add_offers_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    auto const& texts = web::staff_texts(call);
    auto const add = [&](OfferLine const& line, MessageKey reason, MessageKey action) {
        items.push_back(
            {.area = "desk.title"_msg,
             .title = line.title,
             .url = offer_url(line.id),
             .reason = std::string(texts(reason)),
             .due = std::nullopt,
             .action = action,
             .is_own = reason == "desk.today.returned"_msg,
             .is_content = true});
    };
    // A page of each stands here, the list has all of them.
    auto const add_others = [&](std::size_t shown, auto const& count_all, OfferState state, bool is_own) {
        if (std::cmp_less(shown, OfferOverview::lines_per_page))
            return;
        auto const others = count_all(call.db(), call.site.tenant, actor) - static_cast<std::int64_t>(shown);
        if (others > 0)
            items.push_back(web::others_of(
                "desk.title"_msg, staff_url({"angebote"}).with_query({{"zustand", word_of(state)}}),
                {.count = others}, is_own));
    };
    if (actor.may_somewhere(edit_offers)) {
        auto const returned = list_returned_offers(call.db(), call.site.tenant, actor);
        for (auto const& line : returned)
            add(line, "desk.today.returned"_msg, "desk.today.returned.action"_msg);
        add_others(returned.size(), count_returned_offers, OfferState::returned, true);
    }
    if (actor.may_somewhere(publish_offers)) {
        auto const handed_in = list_offers_to_review(call.db(), call.site.tenant, actor);
        for (auto const& line : handed_in)
            add(line, line.is_from_provider ? "desk.provider.today"_msg : "desk.today.review"_msg,
                "desk.today.action"_msg);
        add_others(handed_in.size(), count_offers_to_review, OfferState::in_review, false);
    }
}

void add_unconfirmed_offers_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const today = call.local_now().date;
    auto const actor = call.actor();
    auto const& texts = web::staff_texts(call);
    auto const add = [&](std::int64_t count, MessageKey title, MessageKey reason, html::Url url,
                         std::optional<Date> due = std::nullopt) {
        if (count > 0)
            items.push_back(
                {.area = "desk.title"_msg,
                 .title = texts(title, {{"count", count}}),
                 .url = std::move(url),
                 .reason = std::string(texts(reason)),
                 .due = due,
                 .action = "desk.today.silent.action"_msg});
    };
    auto const list = staff_url({"angebote"});
    auto const silence = silence_for(call.db(), call.site.tenant, today, *call.site.zone, actor);
    add(silence.count, "desk.today.silent"_msg, "desk.today.silent.reason"_msg,
        list.with_query({{"angaben", word_of(Unconfirmed::silent)}}), silence.due);
    auto const escalated = escalated_to(call.db(), call.site.tenant, today, *call.site.zone, actor);
    add(escalated.count, "desk.today.escalated"_msg, "desk.today.escalated.reason"_msg,
        list.with_query({{"angaben", word_of(Unconfirmed::escalated)}}), escalated.due);
    // As long as whoever runs an offer may still answer, nobody here has to do anything.
    constexpr std::chrono::days patience{14};
    add(count_offers_left_with_providers(call.db(), call.site.tenant, call.clock.now() - patience, actor),
        "desk.today.left"_msg, "desk.today.left.reason"_msg,
        list.with_query({{"zustand", word_of(OfferState::returned)}}));
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
