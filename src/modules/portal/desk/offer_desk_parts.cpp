#include "modules/portal/desk/offer_desk_parts.hpp"

#include "modules/portal/editing/page_form.hpp"
#include "platform/web/staff_list.hpp"

namespace kommin::portal {

using html::Url;
using i18n::DateStyle;
using i18n::Texts;
using web::staff_url;

StateWord state_word(
    OfferState state, std::optional<Date> publish_on, Texts const& texts, bool is_temporarily_closed)
{
    switch (state) {
    case OfferState::published:
        if (is_temporarily_closed)
            return {"st st--warn", std::string(texts("desk.status.temporarily_closed"_msg))};
        return {"st st--ok", std::string(texts("desk.state.published"_msg))};
    case OfferState::changed:
        return {"st st--draft", std::string(texts("desk.state.changed"_msg))};
    case OfferState::in_review:
        return {"st st--warn", std::string(texts("desk.state.in_review"_msg))};
    case OfferState::returned:
        return {"st st--warn", std::string(texts("desk.state.returned"_msg))};
    case OfferState::scheduled:
        return {
            "st st--info",
            texts(
                "desk.state.scheduled"_msg,
                {{"date", publish_on ? texts.date(*publish_on, DateStyle::day_month) : std::string{}}})};
    case OfferState::hidden:
        return {"st st--draft", std::string(texts("desk.state.hidden"_msg))};
    case OfferState::archived:
        break;
    }
    return {"st st--none", std::string(texts("desk.state.archived"_msg))};
}

StateWord freshness_word(Freshness freshness, Texts const& texts)
{
    switch (freshness) {
    case Freshness::confirmed:
        return {"st st--ok", std::string(texts("desk.fresh.confirmed"_msg))};
    case Freshness::due:
        return {"st st--warn", std::string(texts("desk.fresh.due"_msg))};
    case Freshness::overdue:
        return {"st st--bad", std::string(texts("desk.fresh.overdue"_msg))};
    case Freshness::never:
        break;
    }
    return {"st st--none", std::string(texts("desk.fresh.never"_msg))};
}

OfferState state_of(EditedOffer const& edited)
{
    OfferLine line{};
    line.status = edited.offer.status;
    line.was_public = edited.offer.was_public;
    line.draft_state = edited.state.draft_state;
    return line.state();
}

std::string title_of(Fields const& fields, Texts const& texts)
{
    auto const title = fields.value("title");
    return std::string(title.empty() ? texts("desk.unnamed"_msg) : title);
}

std::string title_of(OfferLine const& line, Texts const& texts)
{
    return line.title.empty() ? std::string(texts("desk.unnamed"_msg)) : line.title;
}

namespace {

// Also those that nobody meets any more: whoever compares versions reads what they said.
std::string situations_in(Fields::Values const& values, Categories const& categories, Texts const& texts)
{
    std::string shown;
    for (auto const& value : values) {
        auto const situation = enum_from<Situation>(value);
        shown += shown.empty() ? "" : ", ";
        shown += situation && categories.has(*situation) ? name_or_archived(categories, *situation, texts)
                                                         : value;
    }
    return shown;
}

}

web::RecordForm offer_record_form(Texts const& texts, DistrictNames const& names)
{
    web::RecordForm form;
    for (auto const& field : offer_fields())
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.shown = [&texts, &names](Fields const& fields, std::string_view name) {
        return name == "life_situations" ? situations_in(fields.values(name), names.categories, texts)
                                         : shown_value(fields, *find_offer_field(name), texts, names);
    };
    return form;
}

std::string place_of(OfferLine const& line, Texts const& texts)
{
    if (!line.place.empty())
        return line.place;
    return std::string(
        texts(line.reach == Reach::nationwide ? "desk.reach.nationwide"_msg : "desk.reach.district"_msg));
}

std::vector<web::Choice> place_choices(std::vector<tenants::Body> const& bodies, std::string_view of_all)
{
    std::vector<web::Choice> choices{{"kreis", std::string(of_all)}};
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            choices.push_back({body.slug, body.name});
    }
    return choices;
}

Url published_url(Url const& in_public, std::int64_t version)
{
    return in_public.with_query({{"fassung", std::to_string(version)}});
}

Url offer_url(OfferId id)
{
    return staff_url({"angebote", std::to_string(id.value)});
}
Url offer_url(OfferId id, std::string_view page)
{
    return staff_url({"angebote", std::to_string(id.value), page});
}

Url erasure_url(OfferId id)
{
    return staff_url({"angebote", std::to_string(id.value), "verlauf", "loeschen"});
}

web::StaffFrame offer_frame(
    web::Call const& call, Texts const& texts, EditedOffer const& edited, std::string title, Level level)
{
    web::StaffFrame frame{
        .call = call,
        .title = std::move(title),
        .section = "angebote",
        .crumbs = {{staff_url({"angebote"}), std::string(texts("desk.title"_msg))}}};
    if (level == Level::below_form)
        frame.crumbs.push_back({offer_url(edited.offer.id), title_of(edited.fields, texts), true});
    return frame;
}

} // namespace kommin::portal
