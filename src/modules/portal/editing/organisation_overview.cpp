#include "modules/portal/editing/organisation_overview.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/organisation_offers_store.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 3> organisation_view_words{"", "ohne-angebote", "aehnliche"};
constexpr std::size_t longest_asked_name = 200; // bytes
constexpr int organisations_at_once = 1'000;

// "awo unna.17"; of those that are alike "awounna.awo unna.17". No letter of a likeness is a dot; names may
// have some as long as they are not folded yet.
std::string to_text(contacts::OrganisationPlace const& place, OrganisationView view)
{
    auto const likeness = view == OrganisationView::alike ? place.likeness + '.' : std::string{};
    return likeness + place.list_text + '.' + std::to_string(place.id.value);
}

std::optional<contacts::OrganisationPlace> organisation_place(std::string_view text, OrganisationView view)
{
    std::string_view likeness;
    if (view == OrganisationView::alike) {
        auto const dot = text.find('.');
        if (dot == std::string_view::npos)
            return std::nullopt;
        likeness = text.substr(0, dot);
        text.remove_prefix(dot + 1);
    }
    auto const dot = text.rfind('.');
    auto const id = dot == std::string_view::npos ? std::nullopt : parse_number(text.substr(dot + 1));
    if (!id)
        return std::nullopt;
    return contacts::OrganisationPlace{
        std::string(likeness), std::string(text.substr(0, dot)), OrganisationId{*id}};
}

contacts::OrganisationQuery seen_organisations(TenantId tenant, Actor const& actor)
{
    contacts::OrganisationQuery query;
    std::vector<std::int64_t> owners;
    for (auto const scope : actor.where(see_organisations)) {
        if (scope.is_whole_tenant())
            return query;
        owners.push_back(scope.owner());
    }
    query.among = select_running_for(tenant, owners);
    return query;
}

void ask_for_state(contacts::OrganisationQuery& query, OfferState state)
{
    using enum records::DraftState;
    switch (state) {
    case OfferState::published:
        query.states = {OrganisationState::shown};
        query.draft_states = {none};
        break;
    case OfferState::changed:
        query.states = {OrganisationState::shown, OrganisationState::archived};
        query.draft_states = {draft};
        break;
    case OfferState::in_review:
        query.draft_states = {in_review};
        break;
    case OfferState::returned:
        query.draft_states = {returned};
        break;
    case OfferState::scheduled:
        query.draft_states = {scheduled};
        break;
    case OfferState::hidden:
        query.states = {OrganisationState::hidden};
        query.draft_states = {none, draft};
        break;
    case OfferState::archived:
        query.states = {OrganisationState::archived};
        query.draft_states = {none};
        break;
    }
}

contacts::OrganisationQuery organisation_query(
    TenantId tenant, Actor const& actor, OrganisationFilter const& filter)
{
    auto query = seen_organisations(tenant, actor);
    query.words = search::folded_text(filter.text);
    query.is_alike = filter.view == OrganisationView::alike;
    if (filter.view == OrganisationView::without_offers)
        query.without = select_offers_of_each(tenant);
    if (filter.state)
        ask_for_state(query, *filter.state);
    query.kind = filter.kind;
    query.language = filter.language;
    query.descending = filter.descending;
    return query;
}

std::vector<EditedOrganisation> edited_organisations_of(
    db::Connection& db, TenantId tenant, Actor const& actor,
    std::vector<contacts::ListedOrganisation> const& listed)
{
    std::vector<OrganisationId> ids;
    for (auto const& one : listed)
        ids.push_back(one.stored.organisation.id);
    auto offers = list_offers_by_organisation(db, tenant, ids);
    std::vector<EditedOrganisation> lines;
    for (auto const& one : listed)
        lines.push_back(
            edited_organisation(one.stored, std::move(offers[one.stored.organisation.id]), actor));
    return lines;
}

}

std::string_view word_of(OrganisationView view)
{
    return organisation_view_words.at(static_cast<std::size_t>(view));
}

OfferState state_of(EditedOrganisation const& edited)
{
    auto const& stored = edited.stored;
    return state_of_record(
        stored.state != OrganisationState::hidden, stored.state == OrganisationState::archived,
        stored.draft_state);
}

OrganisationFilter OrganisationFilter::parse(http::Form const& query)
{
    OrganisationFilter filter;
    filter.text = trim(truncate_utf8(query.value("q"), longest_asked_name));
    auto const view = std::ranges::find(organisation_view_words, query.value("liste"));
    if (view != organisation_view_words.end())
        filter.view = static_cast<OrganisationView>(view - organisation_view_words.begin());
    filter.state = offer_state_of(query.value("zustand"));
    filter.kind = enum_from<contacts::OrganisationKind>(query.value("art"));
    auto const languages = contacts::known_tags({std::string(query.value("sprache"))});
    filter.language = languages.empty() ? std::string{} : languages.front();
    filter.descending = query.value("ab") == "1";
    filter.after = organisation_place(query.value("hinter"), filter.view);
    if (!filter.after)
        filter.before = organisation_place(query.value("vor"), filter.view);
    return filter;
}

std::vector<std::pair<std::string, std::string>> OrganisationFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!text.empty())
        fields.emplace_back("q", text);
    if (view != OrganisationView::all)
        fields.emplace_back("liste", word_of(view));
    if (state)
        fields.emplace_back("zustand", word_of(*state));
    if (kind)
        fields.emplace_back("art", to_text(*kind));
    if (!language.empty())
        fields.emplace_back("sprache", language);
    if (descending)
        fields.emplace_back("ab", "1");
    return fields;
}

std::vector<std::pair<std::string, std::string>> OrganisationFilter::fields_with_page() const
{
    auto all = fields();
    if (after)
        all.emplace_back("hinter", to_text(*after, view));
    if (before)
        all.emplace_back("vor", to_text(*before, view));
    return all;
}

OrganisationList list_organisations_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, OrganisationFilter const& filter)
{
    auto const query = organisation_query(tenant, actor, filter);
    auto page = key_page<contacts::ListedOrganisation>(
        filter,
        [&](std::optional<contacts::OrganisationPlace> const& place, bool is_backwards, int limit) {
            auto part = query;
            part.after = place;
            part.descending = part.descending != is_backwards;
            return contacts::list_organisations(db, tenant, part, limit);
        },
        [](contacts::ListedOrganisation const& line) { return line.place; },
        [&](std::int64_t most) { return contacts::count_organisations(db, tenant, query, most); });
    return {
        .lines = edited_organisations_of(db, tenant, actor, page.lines),
        .count = page.count,
        .previous = std::move(page.previous),
        .next = std::move(page.next)};
}

void export_organisation_list(
    db::Connection& db, TenantId tenant, Actor const& actor, OrganisationFilter const& filter,
    std::function<bool(std::vector<EditedOrganisation> const&)> const& take)
{
    auto query = organisation_query(tenant, actor, filter);
    for (;;) {
        auto const listed = contacts::list_organisations(db, tenant, query, organisations_at_once);
        if (!take(edited_organisations_of(db, tenant, actor, listed))
            || listed.size() < static_cast<std::size_t>(organisations_at_once))
            return;
        query.after = listed.back().place;
    }
}

std::vector<EditedOrganisation> list_merge_candidates(
    db::Connection& db, TenantId tenant, Actor const& actor, EditedOrganisation const& from,
    std::string_view words, std::size_t most)
{
    auto const& organisation = from.stored.organisation;
    auto query = seen_organisations(tenant, actor);
    query.words = search::folded_text(truncate_utf8(words, longest_asked_name));
    auto const apart = contacts::list_distinct_organisations(db, tenant, organisation.id);
    if (query.words.empty())
        query.like = contacts::likeness_of(organisation.name);
    std::vector<EditedOrganisation> candidates;
    for (;;) {
        auto const listed = contacts::list_organisations(db, tenant, query, organisations_at_once);
        for (auto& other : edited_organisations_of(db, tenant, actor, listed)) {
            auto const id = other.stored.organisation.id;
            bool const is_other = id != organisation.id
                && std::ranges::find(apart, id, &contacts::DistinctOrganisation::other) == apart.end();
            if (is_other && other.may_edit && candidates.size() < most)
                candidates.push_back(std::move(other));
        }
        if (candidates.size() == most || listed.size() < static_cast<std::size_t>(organisations_at_once))
            return candidates;
        query.after = listed.back().place;
    }
}

} // namespace kommin::portal
