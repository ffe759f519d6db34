#include "modules/portal/exchange/flat_offer.hpp"

#include "modules/portal/exchange/flat_reader.hpp"
#include "modules/portal/exchange/flat_signs.hpp"
#include "modules/portal/exchange/offer_draft.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

// In the order of docs/user/import.md.
constexpr std::array<std::string_view, 72> flat_fields{
    "key",
    "title",
    "slug",
    "kind",
    "subkind",
    "status",
    "organisation",
    "summary",
    "description",
    "target_group",
    "life_situations",
    "target_groups",
    "reach",
    "municipality",
    "coverage",
    "street",
    "postal_code",
    "city",
    "address_note",
    "latitude",
    "longitude",
    "phone",
    "phones",
    "phone_international",
    "phone_note",
    "phone_kind",
    "phone_languages",
    "email",
    asking_field,
    "website",
    "contacts",
    "languages",
    "interpreters",
    "cost",
    "cost_amount",
    "cost_note",
    "prices",
    "childcare",
    "wheelchair",
    "appointment",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "hours_text",
    "always_open",
    "hours_as_of",
    "exceptions",
    "documents",
    "course_type",
    "level_from",
    "level_to",
    "next_start",
    "free_places",
    "as_of",
    "confirmed_on",
    "source_title",
    "source_site",
    "source_as_of",
    "unsure",
    "outdated_risk",
    "remark",
    "example",
    "alert",
    "application",
    "interpretation_note",
    "accessibility_note",
    "age_min",
    "age_max"};

void read_place(FlatReader& row, Offer& offer, ImportContext const& context)
{
    offer.reach = row.code("reach", Reach::municipality);
    offer.municipality = slugify(row.text("municipality"));
    if (row.text("coverage") == "*") {
        offer.coverage = context.municipalities;
    } else {
        for (auto const& place : row.list("coverage"))
            offer.coverage.push_back(slugify(place));
    }
    offer.address
        = {row.text("street"),     row.text("postal_code"), row.text("city"), {row.text("address_note"), {}},
           row.number("latitude"), row.number("longitude")};
}

void read_provenance(FlatReader& row, Offer& offer)
{
    offer.is_example = row.boolean("example");
    offer.as_of = row.partial_date("as_of");
    offer.confirmed_on = row.date("confirmed_on");
    Source source{row.text("source_title"), row.text("source_site"), row.partial_date("source_as_of")};
    if (!source.title.empty() || !source.site.empty())
        offer.sources.push_back(std::move(source));
    for (auto& field : row.list("unsure"))
        offer.unsure_fields.push_back({std::move(field), "verify"});
    offer.outdated_risk = row.text("outdated_risk");
    offer.remark = row.text("remark");
}

Offer read_offer(FlatReader& row, ImportContext const& context)
{
    Offer offer;
    offer.title.source = row.text("title");
    offer.slug = row.text("slug");
    offer.kind = row.code("kind", OfferKind::other_offer);
    offer.subkind = row.text("subkind");
    offer.status = row.code("status", OfferStatus::active);
    offer.organisation = row.text("organisation");
    offer.summary.source = row.text("summary");
    offer.description.source = row.text("description");
    offer.target_group.source = row.text("target_group");
    offer.situations = row.codes<Situation>(
        "life_situations", [&](std::string_view word) { return context.find_situation(word); });
    offer.target_groups = row.codes<TargetGroup>("target_groups");
    read_place(row, offer, context);
    read_flat_phones(row, offer);
    offer.email = row.text("email");
    offer.website = row.text("website");
    read_flat_contacts(row, offer);
    offer.languages = row.list("languages");
    offer.interpreters = row.list("interpreters");
    offer.cost = row.code("cost", Cost::unknown);
    offer.cost_amount = row.price("cost_amount");
    offer.cost_note.source = row.text("cost_note");
    read_flat_prices(row, offer);
    offer.alert.source = row.text("alert");
    offer.application.source = row.text("application");
    offer.interpretation_note.source = row.text("interpretation_note");
    offer.accessibility_note.source = row.text("accessibility_note");
    offer.ages = {row.count("age_min"), row.count("age_max")};
    offer.childcare = row.code("childcare", Provided::unknown);
    offer.wheelchair = row.code("wheelchair", Provided::unknown);
    auto const documents = hide_escaped(row.text("documents")); // the parts refer to it
    for (auto const document : split_lines(documents))
        offer.required_documents.push_back({reveal(document), {}});
    read_provenance(row, offer);
    read_flat_hours(row, offer);
    offer.course
        = {row.text("course_type"), row.text("level_from"), row.text("level_to"), row.date("next_start"),
           row.count("free_places")};
    complete_draft(offer);
    offer.key = row.text("key");
    if (offer.key.empty())
        offer.key = offer.slug;
    return offer;
}

}

bool is_flat_field(std::string_view name)
{
    return std::ranges::find(flat_fields, name) != flat_fields.end();
}

FlatOffer read_flat_offer(
    std::function<std::string_view(std::string_view field)> const& text_of, ImportContext const& context)
{
    FlatOffer flat;
    FlatReader reader(text_of, flat.problems);
    flat.offer = read_offer(reader, context);
    flat.asking_address = reader.text(asking_field);
    return flat;
}

std::string flat_document(std::string_view document)
{
    return escape(document, Brackets::stay);
}

std::string unescaped(std::string_view flat)
{
    return reveal(hide_escaped(flat));
}

} // namespace kommin::portal
