#include "modules/portal/editing/offer_overview.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 7> state_words{
    "veroeffentlicht", "geaendert", "pruefung", "zurueckgegeben", "geplant", "unveroeffentlicht", "archiv"};
constexpr std::array<std::string_view, 5> unconfirmed_words{
    "faellig", "ohne-antwort", "ohne-adresse", "ueberfaellig", "eskaliert"};
constexpr std::array<std::string_view, 3> order_words{"name", "bestaetigt", "geaendert"};

// Nobody turns more pages than this: whoever looks further filters.
constexpr int most_pages_turned = 200;
constexpr std::size_t longest_search = 100;

OfferQuery query_of(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, StaffOfferFilter const& filter)
{
    OfferQuery query{.filter = filter, .scopes = actor.where(see_offers), .place = {}, .today = today};
    if (!filter.place.empty()) {
        for (auto const& body : tenants::list_bodies(db, tenant)) {
            if (body.kind == tenants::BodyKind::municipality && body.slug == filter.place)
                query.place = body.id;
        }
    }
    return query;
}

OfferQuery query_for_review(Actor const& actor)
{
    OfferQuery query{.filter = {}, .scopes = actor.where(publish_offers), .place = {}, .today = {}};
    query.filter.state = OfferState::in_review;
    return query;
}

OfferQuery query_for_author(Actor const& actor)
{
    OfferQuery query{.filter = {}, .scopes = actor.where(edit_offers), .place = {}, .today = {}};
    query.filter.state = OfferState::returned;
    query.handed_in_by = actor.code();
    return query;
}

}

OfferState state_of_record(bool was_public, bool is_archived, DraftState draft)
{
    if (draft == DraftState::in_review)
        return OfferState::in_review;
    if (draft == DraftState::returned)
        return OfferState::returned;
    if (draft == DraftState::scheduled)
        return OfferState::scheduled;
    if (!was_public)
        return OfferState::hidden;
    if (draft == DraftState::draft)
        return OfferState::changed;
    return is_archived ? OfferState::archived : OfferState::published;
}

OfferState OfferLine::state() const
{
    return state_of_record(was_public, !is_public(status), draft_state);
}

std::string_view word_of(OfferState state)
{
    return state_words.at(static_cast<std::size_t>(state));
}

std::optional<OfferState> offer_state_of(std::string_view word)
{
    auto const found = std::ranges::find(state_words, word);
    if (found == state_words.end())
        return std::nullopt;
    return static_cast<OfferState>(found - state_words.begin());
}

std::string_view word_of(OfferOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

std::string_view word_of(Unconfirmed unconfirmed)
{
    return unconfirmed_words.at(static_cast<std::size_t>(unconfirmed));
}

StaffOfferFilter StaffOfferFilter::parse(http::Form const& query)
{
    StaffOfferFilter filter;
    filter.text = truncate_utf8(trim(query.value("t")), longest_search);
    filter.kind = enum_from<OfferKind>(query.value("art"));
    if (auto const place = query.value("gemeinde"); is_slug(place))
        filter.place = place;
    filter.state = offer_state_of(query.value("zustand"));
    for (std::size_t i = 0; i < order_words.size(); ++i) {
        if (query.value("nach") == order_words.at(i))
            filter.order = static_cast<OfferOrder>(i);
    }
    for (std::size_t i = 0; i < unconfirmed_words.size(); ++i) {
        if (query.value("angaben") == unconfirmed_words.at(i))
            filter.unconfirmed = static_cast<Unconfirmed>(i);
    }
    filter.descending = query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages_turned));
    return filter;
}

std::vector<std::pair<std::string, std::string>> StaffOfferFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!text.empty())
        fields.emplace_back("t", text);
    if (kind)
        fields.emplace_back("art", to_text(*kind));
    if (!place.empty())
        fields.emplace_back("gemeinde", place);
    if (state)
        fields.emplace_back("zustand", word_of(*state));
    if (unconfirmed)
        fields.emplace_back("angaben", word_of(*unconfirmed));
    if (order != OfferOrder::confirmed)
        fields.emplace_back("nach", word_of(order));
    if (descending)
        fields.emplace_back("ab", "1");
    return fields;
}

bool StaffOfferFilter::narrows() const
{
    return !text.empty() || kind || !place.empty() || state || unconfirmed;
}

OfferOverview list_offers_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, StaffOfferFilter const& filter)
{
    auto query = query_of(db, tenant, today, actor, filter);
    query.limit = OfferOverview::lines_per_page;
    query.offset = (filter.page - 1) * OfferOverview::lines_per_page;
    OfferOverview overview{.lines = list_offer_lines(db, tenant, query)};
    overview.count = db::count_beyond(query.offset, std::ssize(overview.lines), query.limit, [&] {
        return count_offer_lines(db, tenant, query, OfferOverview::most_counted + 1);
    });
    std::vector<std::int64_t> ids;
    for (auto const& line : overview.lines)
        ids.push_back(line.id.value);
    auto const languages = target_languages(*tenants::find_tenant(db, tenant));
    overview.finished_languages
        = content::count_finished_languages(db, tenant, offer_subject, ids, languages);
    overview.languages = languages.size();
    return overview;
}

std::vector<OfferLine> list_first_offers(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, StaffOfferFilter const& filter,
    int limit)
{
    auto query = query_of(db, tenant, today, actor, filter);
    query.limit = limit;
    return list_offer_lines(db, tenant, query);
}

OfferOverview find_offers_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, std::string_view words,
    int limit, std::int64_t most_counted)
{
    StaffOfferFilter filter;
    filter.text = words;
    filter.order = OfferOrder::name;
    auto query = query_of(db, tenant, {}, actor, filter);
    query.scopes = actor.where(permission);
    query.limit = limit;
    query.name_begins = true;
    OfferOverview found{.lines = list_offer_lines(db, tenant, query)};
    query.name_begins = false;
    query.limit += static_cast<int>(found.lines.size()); // which come again
    auto const all = list_offer_lines(db, tenant, query);
    for (auto const& line : all) {
        bool const is_there = std::ranges::find(found.lines, line.id, &OfferLine::id) != found.lines.end();
        if (!is_there && std::ssize(found.lines) < limit)
            found.lines.push_back(line);
    }
    found.count = std::ssize(all) < query.limit ? std::ssize(all)
                                                : count_offer_lines(db, tenant, query, most_counted + 1);
    return found;
}

std::vector<OfferLine> list_chosen_offers(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, Permission permission,
    std::vector<OfferId> ids)
{
    auto query = query_of(db, tenant, today, actor, {});
    query.scopes = actor.where(permission);
    query.limit = static_cast<int>(ids.size());
    query.only = std::move(ids);
    return list_offer_lines(db, tenant, query);
}

void export_offers_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, StaffOfferFilter const& filter,
    std::function<bool(std::vector<OfferLine> const&)> const& take)
{
    constexpr int at_once = 1'000;
    auto query = query_of(db, tenant, today, actor, filter);
    query.limit = at_once;
    for (;;) {
        auto lines = list_offer_lines(db, tenant, query);
        if (!take(lines) || lines.size() < static_cast<std::size_t>(at_once))
            return;
        query.after = std::move(lines.back());
    }
}

std::vector<OfferLine> list_offers_to_review(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto query = query_for_review(actor);
    query.filter.order = OfferOrder::changed;
    query.limit = OfferOverview::lines_per_page;
    return list_offer_lines(db, tenant, query);
}

std::int64_t count_returned_offers(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return count_offer_lines(
        db, tenant, query_for_author(actor), OfferOverview::most_counted + OfferOverview::lines_per_page);
}

std::vector<OfferLine> list_returned_offers(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto query = query_for_author(actor);
    query.filter.order = OfferOrder::changed;
    query.limit = OfferOverview::lines_per_page;
    return list_offer_lines(db, tenant, query);
}

std::int64_t count_offers_left_with_providers(
    db::Connection& db, TenantId tenant, Instant before, Actor const& actor)
{
    OfferQuery query{.filter = {}, .scopes = actor.where(publish_offers), .place = {}, .today = {}};
    query.filter.state = OfferState::returned;
    query.only_of_providers = true;
    query.changed_before = before;
    return count_offer_lines(db, tenant, query, OfferOverview::most_counted);
}

std::int64_t count_offers_to_review(db::Connection& db, TenantId tenant, Actor const& actor)
{
    return count_offer_lines(
        db, tenant, query_for_review(actor), OfferOverview::most_counted + OfferOverview::lines_per_page);
}

} // namespace kommin::portal
