// The fields that whoever runs an offer may change, their order and their choices.

#include "modules/portal/editing/offer_proposal.hpp"
#include "modules/portal/exchange/flat_offer.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

constexpr std::array provider_fields{
    ProposalField{"title", "provider.field.title"_msg},
    ProposalField{"summary", "provider.field.summary"_msg, ProposalKind::area},
    ProposalField{"description", "provider.field.description"_msg, ProposalKind::area},
    ProposalField{"target_group", "offer.for_whom"_msg},
    ProposalField{"age_min", "provider.field.age_min"_msg, ProposalKind::signed_line},
    ProposalField{"age_max", "provider.field.age_max"_msg, ProposalKind::signed_line},
    ProposalField{"alert", "provider.field.alert"_msg, ProposalKind::area},
    ProposalField{"street", "provider.field.street"_msg},
    ProposalField{"postal_code", "provider.field.postal_code"_msg, ProposalKind::signed_line},
    ProposalField{"city", "provider.field.city"_msg},
    ProposalField{"address_note", "provider.field.address_note"_msg},
    ProposalField{"monday", {}, ProposalKind::signed_line},
    ProposalField{"tuesday", {}, ProposalKind::signed_line},
    ProposalField{"wednesday", {}, ProposalKind::signed_line},
    ProposalField{"thursday", {}, ProposalKind::signed_line},
    ProposalField{"friday", {}, ProposalKind::signed_line},
    ProposalField{"saturday", {}, ProposalKind::signed_line},
    ProposalField{"sunday", {}, ProposalKind::signed_line},
    ProposalField{"always_open", "open.always"_msg, ProposalKind::box},
    ProposalField{"exceptions", "provider.field.exceptions"_msg, ProposalKind::signed_area},
    ProposalField{"hours_text", "provider.field.hours_text"_msg},
    ProposalField{"appointment", "offer.appointment"_msg, ProposalKind::choice},
    ProposalField{"application", "provider.field.application"_msg, ProposalKind::area},
    ProposalField{"phones", "provider.field.phones"_msg, ProposalKind::signed_area},
    ProposalField{"email", "provider.field.email"_msg, ProposalKind::signed_line},
    ProposalField{"website", "provider.field.website"_msg, ProposalKind::signed_line},
    ProposalField{"contacts", "provider.field.contacts"_msg, ProposalKind::signed_area},
    ProposalField{"languages", "offer.we_speak"_msg, ProposalKind::languages},
    ProposalField{"interpreters", "offer.interpreters"_msg, ProposalKind::languages},
    ProposalField{"interpretation_note", "provider.field.interpretation_note"_msg},
    ProposalField{"cost", "provider.field.cost"_msg, ProposalKind::choice},
    ProposalField{"cost_amount", "provider.field.cost_amount"_msg, ProposalKind::signed_line},
    ProposalField{"cost_note", "provider.field.cost_note"_msg},
    ProposalField{"prices", "provider.field.prices"_msg, ProposalKind::signed_area},
    ProposalField{"documents", "offer.bring"_msg, ProposalKind::area},
    ProposalField{"childcare", "offer.childcare"_msg, ProposalKind::choice},
    ProposalField{"wheelchair", "offer.wheelchair"_msg, ProposalKind::choice},
    ProposalField{"accessibility_note", "provider.field.accessibility_note"_msg},
    ProposalField{"course_type", "offer.course_type"_msg, ProposalKind::choice},
    ProposalField{"level_from", "provider.field.level_from"_msg, ProposalKind::signed_line},
    ProposalField{"level_to", "provider.field.level_to"_msg, ProposalKind::signed_line},
    ProposalField{"next_start", "offer.starts_on"_msg, ProposalKind::day},
    ProposalField{"free_places", "offer.free_places"_msg, ProposalKind::signed_line},
};

struct PublicChoice {
    std::string_view value;
    MessageKey label;
};
constexpr std::array public_appointment_choices{
    PublicChoice{"unknown", "provided.unknown"_msg}, PublicChoice{"required", "appointment.required"_msg},
    PublicChoice{"possible", "appointment.possible"_msg}, PublicChoice{"none", "appointment.none"_msg}};
constexpr std::array public_cost_choices{
    PublicChoice{"unknown", "provided.unknown"_msg}, PublicChoice{"free", "cost.free"_msg},
    PublicChoice{"fee", "cost.fee"_msg}};
constexpr std::array public_provided_choices{
    PublicChoice{"unknown", "provided.unknown"_msg}, PublicChoice{"yes", "provided.yes"_msg},
    PublicChoice{"partly", "provided.partly"_msg}, PublicChoice{"no", "provided.no"_msg}};
// What the editors alone choose; an offer that is neither of these two states has no link.
constexpr std::array public_reach_choices{
    PublicChoice{"municipality", "provider.reach.municipality"_msg},
    PublicChoice{"district", "reach.district"_msg}, PublicChoice{"nationwide", "reach.nationwide"_msg}};
constexpr std::array public_status_choices{
    PublicChoice{"active", "provider.status.active"_msg},
    PublicChoice{"temporarily_closed", "provider.status.temporarily_closed"_msg}};
constexpr std::array public_yes_choice{PublicChoice{"yes", "provided.yes"_msg}};
constexpr std::array public_course_choices{PublicChoice{"", "provider.no_course"_msg},
                                           PublicChoice{"general", "course.general"_msg},
                                           PublicChoice{"literacy", "course.literacy"_msg},
                                           PublicChoice{"women_parents", "course.women_parents"_msg},
                                           PublicChoice{"youth", "course.youth"_msg},
                                           PublicChoice{"intensive", "course.intensive"_msg},
                                           PublicChoice{"vocational", "course.vocational"_msg}};

}

std::span<ProposalField const> proposal_fields()
{
    return provider_fields;
}

ProposalField const* find_proposal_field(std::string_view name)
{
    auto const* const found = std::ranges::find(provider_fields, name, &ProposalField::name);
    return found == provider_fields.end() ? nullptr : found;
}

std::string label_of(ProposalField const& field, i18n::Texts const& texts)
{
    auto const* const day = std::ranges::find(weekday_fields, field.name);
    if (day == weekday_fields.end())
        return std::string(texts(field.label));
    auto const iso = static_cast<unsigned>(day - weekday_fields.begin()) + 1;
    return texts.weekday(i18n::Weekday{iso});
}

std::vector<OfferChoice> proposal_choices(std::string_view field, i18n::Texts const& texts)
{
    std::vector<OfferChoice> choices;
    auto const add = [&](auto const& fixed) {
        for (auto const& choice : fixed)
            choices.push_back({choice.value, texts(choice.label)});
    };
    if (field == "appointment")
        add(public_appointment_choices);
    else if (field == "cost")
        add(public_cost_choices);
    else if (field == "childcare" || field == "wheelchair")
        add(public_provided_choices);
    else if (field == "always_open")
        add(public_yes_choice);
    else if (field == "course_type")
        add(public_course_choices);
    else if (field == "reach")
        add(public_reach_choices);
    else if (field == "status")
        add(public_status_choices);
    return choices;
}

} // namespace kommin::portal
