// Routes of the desk of the editors.

#include "modules/portal/flat_offer.hpp"
#include "modules/portal/offer_confirmation.hpp"
#include "modules/portal/offer_confirmation_store.hpp"
#include "modules/portal/offer_desk.hpp"
#include "modules/portal/offer_desk_pages.hpp"
#include "modules/portal/offer_filter.hpp"
#include "modules/portal/pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace kommin::portal {

using web::staff_url;

namespace {

constexpr int most_versions = 200;

std::optional<OfferId> offer_of(web::Call const& call)
{
    auto const number = parse_number(call.path["angebot"]);
    return number && *number > 0 ? std::optional(OfferId{*number}) : std::nullopt;
}

// What a page of one offer needs, all of one moment; nothing where this person may not see the offer.
struct Desk {
    EditedOffer edited;
    std::vector<tenants::Body> bodies;
    web::Authors authors;
    std::optional<Instant> last_asked; // by mail, whether everything is right
};
std::optional<Desk> load_desk(web::Call const& call)
{
    auto const id = offer_of(call);
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<Desk> {
        auto edited = find_edited_offer(db, call.site.tenant, *id, call.actor());
        if (!edited)
            return std::nullopt;
        return Desk{
            std::move(*edited), tenants::list_bodies(db, call.site.tenant),
            web::list_authors(db, call.site.tenant), find_last_asked(db, call.site.tenant, *id)};
    });
}

std::vector<tenants::Body> bodies_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
}

// A version that this person may see.
std::optional<records::Version> version_of(web::Call const& call, OfferId id, std::int64_t number)
{
    auto const scopes = call.actor().rights().where(see_offers);
    return web::read(call, [&](db::Connection& db) {
        return records::find_version(db, call.site.tenant, {offer_subject, id.value}, number, scopes);
    });
}

http::Response to_offer(OfferId id)
{
    return http::Response::redirect(
        http::Status::see_other, staff_url({"angebote", std::to_string(id.value)}).text());
}

http::Response show_form(
    web::Call const& call, Desk const& desk, Fields const& fields, std::vector<Problem> problems,
    std::string_view day = {})
{
    return offer_form_page(
        call,
        {.edited = &desk.edited,
         .fields = fields,
         .bodies = desk.bodies,
         .problems = std::move(problems),
         .day = std::string(day),
         .last_asked = desk.last_asked,
         .draft_author = desk.edited.draft
             ? std::optional(web::name_of(desk.authors, desk.edited.draft->saved_by))
             : std::nullopt});
}

// Who saved a version, for people.
std::string author_of(
    std::optional<records::Version> const& version, web::Authors const& authors, i18n::Texts const& texts)
{
    if (!version || version->head.saved_by == Actor::system().code())
        return std::string(texts("desk.history.system"_msg));
    return web::name_of(authors, version->head.saved_by);
}

// Two versions that were compared, as the page of the comparison sends them.
struct Compared {
    Fields mine, theirs;
    std::map<std::string, std::string, std::less<>> chosen; // "m" or "s" by field
};
Compared read_compared(http::Form const& posted)
{
    auto const values = [&](std::string const& name) {
        Fields::Values read;
        for (auto const value : posted.values(name)) {
            std::string text(value);
            std::erase(text, '\r');
            read.push_back(std::move(text));
        }
        return read;
    };
    Compared compared;
    for (auto const& field : offer_fields()) {
        auto const name = std::string(field.name);
        compared.mine.set(field.name, values("m-" + name));
        compared.theirs.set(field.name, values("s-" + name));
        if (auto const side = posted.value("wahl-" + name); side == "m" || side == "s")
            compared.chosen.emplace(name, side);
    }
    return compared;
}

// What was chosen field by field; nothing where a choice is missing.
std::optional<Fields> chosen_fields(Compared const& compared)
{
    auto fields = compared.mine;
    for (auto const& name : records::differences(compared.mine, compared.theirs)) {
        auto const side = compared.chosen.find(name);
        if (side == compared.chosen.end())
            return std::nullopt;
        if (side->second == "s")
            fields.set(name, compared.theirs.values(name));
    }
    return fields;
}

// Whether the form says what is stored, however it is spelled: "8-12" is stored as "08:00-12:00".
bool want_the_same(
    web::Call const& call, Fields const& fields, Fields const& others, EditedOffer const& latest)
{
    return web::read(call, [&](db::Connection& db) {
        auto const context = load_editing_context(db, call.site.tenant, call.local_now().date);
        auto const spelled = [&](Fields const& typed) {
            auto const entered = read_form(typed, latest.offer, context);
            return entered.problems.empty() ? form_of(entered.offer) : typed;
        };
        return spelled(fields) == spelled(others);
    });
}

using UseCase = std::function<Result<void>(Work&, SeenOffer, Fields const&)>;
enum class Asks : std::uint8_t { nothing, everything };

// The comparison of what somebody typed with what is there now.
http::Response compare_with_latest(
    web::Call const& call, Desk const& latest, OfferConflict::Kind kind, std::int64_t base,
    Fields const& theirs, Fields const& mine)
{
    bool const has_moved = kind == OfferConflict::Kind::record_moved;
    auto const& edited = latest.edited;
    auto const newest = version_of(call, edited.offer.id, has_moved ? edited.record_version : edited.version);
    auto const& texts = web::staff_texts(call);
    return offer_conflict_page(
        call,
        {.edited = edited,
         .kind = kind,
         .theirs = theirs,
         .theirs_by = author_of(newest, latest.authors, texts),
         .mine = mine,
         .base = version_of(call, edited.offer.id, base),
         .next_base = has_moved ? edited.record_version : edited.base});
}

// The button below a comparison was pressed before everything was chosen.
http::Response ask_for_choices(
    web::Call const& call, Desk const& desk, http::Form const& posted, Compared const& compared)
{
    auto const kind = posted.value("vergleich") == "stand" ? OfferConflict::Kind::record_moved
                                                           : OfferConflict::Kind::saved_meanwhile;
    auto const id = desk.edited.offer.id;
    auto const newest = version_of(
        call, id,
        kind == OfferConflict::Kind::record_moved ? desk.edited.record_version : desk.edited.version);
    return offer_conflict_page(
        call,
        {.edited = desk.edited,
         .kind = kind,
         .theirs = compared.theirs,
         .theirs_by = author_of(newest, desk.authors, web::staff_texts(call)),
         .mine = compared.mine,
         .base = version_of(call, id, parse_number(posted.value("ausgang")).value_or(0)),
         .next_base = parse_number(posted.value("grundlage")).value_or(0),
         .chosen = compared.chosen,
         .lacks_choices = true});
}

// One press of a button below the form: what was typed is never lost, whatever is in the way.
http::Response press(web::Call& call, Asks asks, UseCase const& use_case)
{
    auto const desk = load_desk(call);
    auto const form = call.request.form();
    if (!desk || !form)
        return web::staff_not_found(call);
    auto const id = desk->edited.offer.id;
    auto fields = posted_form(*form);
    auto const seen = parse_number(form->value("fassung")).value_or(0);
    if (form->has("vergleich")) {
        auto const compared = read_compared(*form);
        auto const chosen = chosen_fields(compared);
        if (!chosen && seen == desk->edited.version)
            return ask_for_choices(call, *desk, *form, compared);
        fields = chosen.value_or(compared.mine); // of an older page: it is compared anew below
    }
    auto const base = parse_number(form->value("grundlage")).value_or(0);
    auto const day = form->value("publish_on");
    if (asks == Asks::everything && seen == desk->edited.version) {
        auto problems = web::read(call, [&](db::Connection& db) {
            return check_form(db, call.site.tenant, call.local_now().date, fields, desk->edited.offer);
        });
        if (!problems.empty())
            return show_form(call, *desk, fields, std::move(problems), day);
    }
    auto const done = web::write(call, [&](Work& work) { return use_case(work, {id, seen, base}, fields); });
    if (done)
        return to_offer(id);
    auto const& problem = done.problem();
    if (problem.kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (problem.kind != ProblemKind::conflict)
        return show_form(call, *desk, fields, {problem}, day);
    auto const latest = load_desk(call); // what the other one saved
    if (!latest)
        return web::staff_not_found(call);
    auto const& edited = latest->edited;
    bool const has_moved = edited.version == seen; // nobody has touched the draft: the record is another one
    auto const theirs = has_moved ? form_of(edited.offer) : edited.fields;
    if (want_the_same(call, fields, theirs, edited)) {
        // The button was pressed twice, or the page was reached by the back button.
        bool const is_done = !has_moved && (asks == Asks::nothing || edited.draft_state != DraftState::draft);
        if (is_done)
            return to_offer(id);
        SeenOffer const now{id, edited.version, has_moved ? edited.record_version : edited.base};
        auto const again = web::write(call, [&](Work& work) { return use_case(work, now, fields); });
        if (again)
            return to_offer(id);
    }
    return compare_with_latest(
        call, *latest, has_moved ? OfferConflict::Kind::record_moved : OfferConflict::Kind::saved_meanwhile,
        has_moved ? base : seen, theirs, fields);
}

// A button without a form around the fields.
http::Response press_alone(web::Call& call, std::function<Result<void>(Work&, SeenOffer)> const& use_case)
{
    auto const desk = load_desk(call);
    auto const form = call.request.form();
    if (!desk || !form)
        return web::staff_not_found(call);
    SeenOffer const seen{desk->edited.offer.id, parse_number(form->value("fassung")).value_or(0)};
    auto const done = web::write(call, [&](Work& work) { return use_case(work, seen); });
    if (done)
        return to_offer(seen.id);
    if (done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_form(call, *desk, desk->edited.fields, {done.problem()});
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
    auto const desk = load_desk(call);
    if (!desk)
        return web::staff_not_found(call);
    auto const wanted = parse_number(call.request.query().value("fassung"));
    if (!wanted)
        return show_form(call, *desk, desk->edited.fields, {});
    auto const earlier = version_of(call, desk->edited.offer.id, *wanted);
    if (!earlier)
        return web::staff_not_found(call);
    return offer_form_page(
        call,
        {.edited = &desk->edited,
         .fields = earlier->fields,
         .bodies = desk->bodies,
         .shown_version = earlier->head.number});
}

http::Response save_offer_draft(web::Call& call)
{
    return press(call, Asks::nothing, &save_draft);
}

http::Response hand_in_offer(web::Call& call)
{
    return press(call, Asks::everything, &hand_in_draft);
}

http::Response publish_offer_now(web::Call& call)
{
    return press(call, Asks::everything, &publish_offer);
}

http::Response publish_offer_later(web::Call& call)
{
    auto const form = call.request.form();
    auto const day = form ? parse_flat_day(form->value("publish_on")).value_or(Date{}) : Date{};
    return press(call, Asks::everything, [day](Work& work, SeenOffer seen, Fields const& fields) {
        return schedule_offer(work, seen, fields, day);
    });
}

http::Response discard_offer_draft(web::Call& call)
{
    return press_alone(call, &discard_draft);
}

http::Response ask_before_archiving(web::Call& call)
{
    auto const desk = load_desk(call);
    if (!desk || !call.actor().may(publish_offers, desk->edited.scope))
        return web::staff_not_found(call);
    return archive_question_page(call, desk->edited);
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
    auto const desk = load_desk(call);
    if (!desk)
        return web::staff_not_found(call);
    auto const scopes = call.actor().rights().where(see_offers);
    auto const versions = web::read(call, [&](db::Connection& db) {
        return records::list_versions(
            db, call.site.tenant, {offer_subject, desk->edited.offer.id.value}, scopes, most_versions);
    });
    return offer_history_page(call, desk->edited, versions, desk->authors);
}

http::Response preview_offer(web::Call& call)
{
    auto const desk = load_desk(call);
    if (!desk)
        return web::staff_not_found(call);
    auto const entered = web::read(call, [&](db::Connection& db) {
        return read_form(
            desk->edited.fields, desk->edited.offer,
            load_editing_context(db, call.site.tenant, call.local_now().date));
    });
    Visit visit(call);
    return offer_preview_page(visit, entered.offer).no_store();
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
