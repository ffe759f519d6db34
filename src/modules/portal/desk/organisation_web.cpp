// Routes of the desk for organisations.

#include "modules/portal/desk/organisation_desk.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/organisation_offers_store.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/draft_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using records::Fields;

namespace {

std::optional<OrganisationId> organisation_numbered(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(OrganisationId{*number}) : std::nullopt;
}

Fields posted_organisation(http::Form const& posted)
{
    Fields fields;
    for (auto const name : organisation_fields) {
        std::string text(trim(posted.value(name)));
        std::erase(text, '\r');
        fields.set(name, std::move(text));
    }
    Fields::Values languages;
    for (auto const tag : posted.values("languages"))
        languages.emplace_back(tag);
    fields.set("languages", std::move(languages));
    return fields;
}

std::optional<EditedOrganisation> organisation_of(web::Call const& call, std::string_view number)
{
    auto const id = organisation_numbered(number);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_edited_organisation(db, call.site.tenant, *id, call.actor());
    });
}

// One organisation at the desk.
class OrganisationDesk : public web::DraftDesk {
public:
    explicit OrganisationDesk(web::Call const& call)
        : DraftDesk(call)
    { }

    // All of one moment.
    bool load() override
    {
        auto const id = organisation_numbered(call().path["einrichtung"]);
        found_ = !id ? std::nullopt : web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto drafted = find_drafted_organisation(db, tenant, *id, call().actor());
            if (!drafted)
                return std::nullopt;
            auto naming = list_public_offers_of(db, tenant, *id, most_named_offers);
            return Found{std::move(*drafted), std::move(naming), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] DraftedOrganisation const& drafted() const { return found_->drafted; }
    [[nodiscard]] EditedOrganisation const& edited() const { return drafted().organisation; }
    [[nodiscard]] OrganisationId id() const { return edited().stored.organisation.id; }
    [[nodiscard]] NamingOffers const& naming() const { return found_->naming; }

    [[nodiscard]] records::DraftedKind const& kind() const override { return drafted_organisations; }
    [[nodiscard]] std::int64_t record_id() const override { return id().value; }
    [[nodiscard]] records::EditState const& state() const override { return drafted().state; }
    [[nodiscard]] Fields record() const override
    {
        return form_of(edited().stored.organisation, edited().stored.details);
    }
    [[nodiscard]] Fields fields() const override { return drafted().fields; }
    [[nodiscard]] web::RecordForm form() const override
    {
        return organisation_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_organisation(posted);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_organisation(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_organisation(fields), problems_of(fields));
    }
    // Whoever sees the organisation sees what it was called before.
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{organisation_subject, id().value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return organisation_url(id()); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_organisation(call(), edited(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return name_of_organisation(fields, web::staff_texts(call()));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        auto const& draft = drafted().draft;
        return organisation_form_page(
            call(),
            {.drafted = &drafted(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .aside = std::move(form.aside),
             .draft_author = draft ? std::optional(web::name_of(authors(), draft->saved_by)) : std::nullopt,
             .shown_version = form.version});
    }
    [[nodiscard]] web::Body history_actions() const override
    {
        if (!edited().may_edit || edited().stored.merged_into)
            return {};
        auto merged = web::read(
            call(), [&](db::Connection& db) { return list_merged_into(db, call().site.tenant, id()); });
        return separation_buttons(call(), edited(), std::move(merged));
    }

private:
    static constexpr int most_named_offers = 20;
    struct Found {
        DraftedOrganisation drafted;
        NamingOffers naming;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

http::Response press_organisation(web::Call& call, http::Response (*button)(web::Call&, web::DraftDesk&))
{
    OrganisationDesk desk(call);
    return button(call, desk);
}

// The public offers that name it, as the portal shows them, the one that was asked for first.
std::vector<Offer> named_so(
    Snapshot const& snapshot, NamingOffers const& naming, std::string_view first, std::string_view name)
{
    std::vector<Offer> offers;
    for (auto const& line : naming.lines) {
        auto const all = snapshot.offers();
        auto const found = std::ranges::lower_bound(all, line.id, {}, &Offer::id);
        if (found == all.end() || (*found).id != line.id)
            continue; // published a moment ago
        auto offer = *found;
        offer.organisation = name;
        bool const is_first = std::to_string(line.id.value) == first;
        offers.insert(is_first ? offers.begin() : offers.end(), std::move(offer));
    }
    return offers;
}

http::Response choose_where_to_merge(
    web::Call const& call, EditedOrganisation const& from, std::string_view asked)
{
    constexpr std::size_t most_candidates = 20;
    auto const [candidates, apart] = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return std::pair(
            list_merge_candidates(db, tenant, call.actor(), from, asked, most_candidates),
            list_organisations_apart(db, tenant, from.stored.organisation.id, call.actor()));
    });
    return merge_choice_page(call, {.from = from, .candidates = candidates, .apart = apart, .asked = asked});
}

http::Response ask_about(
    web::Call const& call, EditedOrganisation const& from, EditedOrganisation const& into,
    std::vector<Problem> problems = {})
{
    auto told_apart = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const& texts = web::staff_texts(call);
        for (auto const& told :
             contacts::list_distinct_organisations(db, tenant, from.stored.organisation.id)) {
            if (told.other == into.stored.organisation.id)
                return texts(
                    "organisation.apart.told"_msg,
                    {{"name", web::name_of(web::list_authors(db, tenant), told.decided_by)},
                     {"date",
                      texts.date(call.site.zone->to_local(told.decided_at).date, i18n::DateStyle::long_)}});
        }
        return std::string{};
    });
    return merge_question_page(
        call,
        {.from = from, .into = into, .told_apart = std::move(told_apart), .problems = std::move(problems)});
}

// Says something of the one in the path and of the one in the form, and goes on there.
http::Response press_of_both(
    web::Call& call, Result<void> (*said)(Work&, OrganisationId, OrganisationId), html::Url const& next)
{
    auto const form = call.request.form();
    auto const one = organisation_numbered(call.path["einrichtung"]);
    auto const other = form ? organisation_numbered(form->value("mit")) : std::nullopt;
    if (!other && one) { // none was named: the page asks for one
        auto const seen = organisation_of(call, call.path["einrichtung"]);
        if (seen && seen->may_edit)
            return http::Response::redirect(
                http::Status::see_other, organisation_url(*one, "zusammenfuehren").text());
    }
    if (!one || !other)
        return web::staff_not_found(call);
    auto const done = web::write(call, [&](Work& work) { return said(work, *one, *other); });
    return done ? http::Response::redirect(http::Status::see_other, next.text()) : web::staff_not_found(call);
}

}

web::StaffList const organisation_list{
    .code = "portal.organisations",
    .path = "einrichtungen",
    .title = "organisation.title"_msg,
    .read = [](http::Form const& query) { return OrganisationFilter::parse(query).fields(); }};

http::Response list_organisations_at_desk(web::Call& call)
{
    auto const filter = OrganisationFilter::parse(call.request.query());
    auto const [list, views] = web::read(call, [&](db::Connection& db) {
        return std::pair(
            list_organisations_for_staff(db, call.site.tenant, call.actor(), filter),
            web::saved_views(call, organisation_list, filter.fields()));
    });
    return organisation_list_page(call, list, filter, views);
}

http::Response export_organisations(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const form = organisation_record_form(texts);
    auto const shown_of = [&](EditedOrganisation const& edited, std::string_view name) {
        return form.shown(form_of(edited.stored.organisation, edited.stored.details), name);
    };
    web::ListExport<EditedOrganisation> file(
        call, web::export_format(call.request), "einrichtungen", "organisation.title"_msg,
        {{"organisation.field.name"_msg, 50,
          [](EditedOrganisation const& edited) { return Cell(edited.stored.organisation.name); }},
         {"staff.state"_msg, 18,
          [&texts](EditedOrganisation const& edited) { return Cell(state_word_of(edited, texts).text); }},
         {"organisation.column.offers"_msg, 10,
          [](EditedOrganisation const& edited) { return Cell(edited.count_offers()); }},
         {"organisation.field.website"_msg, 40,
          [](EditedOrganisation const& edited) { return Cell(edited.stored.organisation.website); }},
         {"organisation.field.email"_msg, 30,
          [](EditedOrganisation const& edited) { return Cell(edited.stored.organisation.email); }},
         {"organisation.field.kind"_msg, 24,
          [&](EditedOrganisation const& edited) { return Cell(shown_of(edited, "kind")); }},
         {"organisation.field.languages"_msg, 30,
          [&](EditedOrganisation const& edited) { return Cell(shown_of(edited, "languages")); }},
         {"organisation.field.visit"_msg, 40,
          [&](EditedOrganisation const& edited) { return Cell(shown_of(edited, "visit")); }},
         {"organisation.field.post"_msg, 40,
          [&](EditedOrganisation const& edited) { return Cell(shown_of(edited, "post")); }},
         {"organisation.field.branch"_msg, 40,
          [&](EditedOrganisation const& edited) { return Cell(shown_of(edited, "branch")); }}});
    web::read(call, [&](db::Connection& db) {
        export_organisation_list(
            db, call.site.tenant, call.actor(), OrganisationFilter::parse(call.request.query()),
            [&](std::vector<EditedOrganisation> const& lines) {
                file.go_on();
                return std::ranges::all_of(
                    lines, [&](EditedOrganisation const& line) { return file.add(line); });
            });
        return 0;
    });
    return file.answer();
}

http::Response show_new_organisation(web::Call& call)
{
    return organisation_form_page(call, {.drafted = nullptr, .fields = {}});
}

http::Response add_organisation_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_organisation(*form);
    return web::add_record(
        call,
        {.problems = problems_of_organisation(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             return organisation_url(TRY(add_organisation(work, fields)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return organisation_form_page(
                     call, {.drafted = nullptr, .fields = fields, .problems = std::move(problems)});
             }});
}

http::Response show_organisation_form(web::Call& call)
{
    OrganisationDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    if (auto const into = desk.edited().stored.merged_into)
        return http::Response::redirect(
            http::Status::see_other, web::still_fetching(call, organisation_url(*into)).text());
    return web::show_record(call, desk);
}

http::Response save_organisation_form(web::Call& call)
{
    return press_organisation(call, &web::save_draft);
}

http::Response hand_in_organisation(web::Call& call)
{
    return press_organisation(call, &web::hand_in);
}

http::Response publish_organisation_now(web::Call& call)
{
    return press_organisation(call, &web::publish);
}

http::Response publish_organisation_later(web::Call& call)
{
    return press_organisation(call, &web::publish_later);
}

http::Response give_back_organisation(web::Call& call)
{
    return press_organisation(call, &web::give_back);
}

http::Response discard_organisation_draft(web::Call& call)
{
    return press_organisation(call, &web::discard_draft);
}

http::Response ask_before_archiving_organisation(web::Call& call)
{
    OrganisationDesk desk(call);
    if (!desk.load() || !desk.edited().may_publish || desk.edited().stored.merged_into)
        return web::staff_not_found(call);
    return organisation_archive_question(call, desk.drafted(), desk.naming());
}

http::Response archive_organisation_now(web::Call& call)
{
    return press_organisation(call, &web::archive);
}

http::Response show_organisation_history(web::Call& call)
{
    OrganisationDesk desk(call);
    return web::show_history(call, desk);
}

http::Response preview_organisation(web::Call& call)
{
    OrganisationDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    auto const name = desk.title_of(desk.fields());
    Previewed const record{
        organisations_path, std::to_string(desk.id().value), "organisation.title"_msg, part_asked_for(call)};
    if (asks_for_telephone(call))
        return telephone_page(call, record, name);
    Visit visit(call);
    return preview_answer(
        call,
        offers_preview_page(
            visit, record, named_so(visit.snapshot(), desk.naming(), record.part, name),
            web::staff_texts(call)("organisation.preview.none"_msg, {{"name", name}})));
}

http::Response ask_before_merging(web::Call& call)
{
    auto const from = organisation_of(call, call.path["einrichtung"]);
    if (!from || !from->may_edit || from->stored.merged_into)
        return web::staff_not_found(call);
    auto const query = call.request.query();
    if (!query.has("mit"))
        return choose_where_to_merge(call, *from, query.value("q"));
    auto const into = organisation_of(call, query.value("mit"));
    if (!into || !into->may_edit || into->stored.merged_into
        || into->stored.organisation.id == from->stored.organisation.id)
        return web::staff_not_found(call);
    return ask_about(call, *from, *into);
}

http::Response merge_organisations_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const from = organisation_of(call, call.path["einrichtung"]);
    if (!form || !from || !from->may_edit)
        return web::staff_not_found(call);
    if (!form->has("mit"))
        return choose_where_to_merge(call, *from, {});
    auto const into = organisation_of(call, form->value("mit"));
    if (!into || !into->may_edit)
        return web::staff_not_found(call);
    SeenOrganisation const seen_from{
        from->stored.organisation.id, parse_number(form->value("fassung")).value_or(0)};
    SeenOrganisation const seen_into{
        into->stored.organisation.id, parse_number(form->value("fassung-mit")).value_or(0)};
    auto const merged
        = web::write(call, [&](Work& work) { return merge_organisations(work, seen_from, seen_into); });
    if (merged)
        return http::Response::redirect(http::Status::see_other, organisation_url(seen_into.id).text());
    if (merged.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return ask_about(call, *from, *into, {merged.problem()});
}

http::Response tell_organisations_apart_at_desk(web::Call& call)
{
    return press_of_both(
        call, &tell_organisations_apart,
        organisations_url().with_query({{"liste", word_of(OrganisationView::alike)}}));
}

http::Response propose_organisations_again_at_desk(web::Call& call)
{
    auto const one = organisation_numbered(call.path["einrichtung"]);
    return press_of_both(
        call, &propose_organisations_again,
        organisation_url(one.value_or(OrganisationId{}), "zusammenfuehren"));
}

http::Response separate_organisations_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const from = form ? organisation_numbered(form->value("von")) : std::nullopt;
    OrganisationDesk desk(call);
    return web::press_alone(call, desk, [&](Work& work, std::int64_t version) {
        return separate_organisations(work, {desk.id(), version}, from.value_or(OrganisationId{}));
    });
}

std::int64_t count_organisations_waiting(web::Call const& call)
{
    return count_waiting_organisations(call.db(), call.site.tenant, call.actor());
}

void add_organisations_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const add = [&](DraftedOrganisation const& drafted, MessageKey reason, MessageKey action) {
        items.push_back(
            {.area = "organisation.title"_msg,
             .title = name_of_organisation(drafted.fields, texts),
             .url = organisation_url(drafted.organisation.stored.organisation.id),
             .reason = std::string(texts(reason)),
             .due = std::nullopt,
             .action = action,
             .is_own = reason == "desk.today.returned"_msg,
             .is_content = true});
    };
    auto const actor = call.actor();
    // A page of each stands here, the list has all of them.
    auto const add_others = [&](std::size_t shown, auto const& count_all, OfferState state, bool is_own) {
        if (std::cmp_less(shown, OrganisationList::lines_per_page))
            return;
        auto const others = count_all(call.db(), call.site.tenant, actor) - static_cast<std::int64_t>(shown);
        if (others > 0)
            items.push_back(web::others_of(
                "organisation.title"_msg, organisations_url().with_query({{"zustand", word_of(state)}}),
                {.count = others}, is_own));
    };
    if (actor.may_somewhere(edit_organisations)) {
        auto const returned = list_returned_organisations(call.db(), call.site.tenant, actor);
        for (auto const& drafted : returned)
            add(drafted, "desk.today.returned"_msg, "desk.today.returned.action"_msg);
        add_others(returned.size(), count_returned_organisations, OfferState::returned, true);
    }
    if (actor.may_somewhere(publish_organisations)) {
        auto const handed_in = list_organisations_to_review(call.db(), call.site.tenant, actor);
        for (auto const& drafted : handed_in)
            add(drafted, "desk.today.review"_msg, "desk.today.action"_msg);
        add_others(handed_in.size(), count_organisations_to_review, OfferState::in_review, false);
    }
}

} // namespace kommin::portal
