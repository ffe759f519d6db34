#include "modules/portal/desk/link_care.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/db/query.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <map>
#include <set>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 9> view_words{"",           "ins-leere",    "umgezogen",
                                                     "unsicher",   "zweifelhaft",  "ungefragt",
                                                     "in-ordnung", "ohne-antwort", "stumm"};
constexpr std::array<std::string_view, 2> link_order_words{"adresse", "geprueft"};
constexpr std::array<std::string_view, 3> link_kind_words{"web", "mail", "telefon"};
constexpr int most_link_pages = 200;
constexpr std::size_t longest_link_search = 200;
constexpr std::chrono::minutes just_asked{5};
constexpr std::string_view until_field = "bis";
constexpr std::string_view reason_field = "grund";
constexpr std::array harmless_mute_fields{until_field}; // a reason may name somebody
constexpr std::string_view muted_action = "portal.link.muted";

LinkQuery query_of(Date today, Actor const& actor, LinkFilter const& filter)
{
    return {
        .text = filter.text,
        .kind = filter.kind,
        .view = filter.view,
        .order = filter.order,
        .descending = filter.descending,
        .scopes = actor.where(see_offers),
        .today = today};
}

Scope scope_of_owner(std::int64_t owner)
{
    return owner == 0 ? Scope::whole_tenant() : Scope::of_owner(owner);
}

Permission right_to_see(LinkedKind kind)
{
    switch (kind) {
    case LinkedKind::page:
        return see_pages;
    case LinkedKind::organisation:
        return see_organisations;
    case LinkedKind::place:
        return edit_places;
    case LinkedKind::offer:
        break;
    }
    return see_offers;
}

std::vector<LinkLine> with_counts(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<StoredLink> links)
{
    std::vector<LinkId> ids;
    for (auto const& link : links)
        ids.push_back(link.id);
    std::map<std::int64_t, std::set<LinkSubject>> users;
    for (auto& use : list_uses(db, tenant, ids)) {
        if (actor.may(see_offers, scope_of_owner(use.owner)))
            users[use.link.value].insert(std::move(use.subject));
    }
    std::vector<LinkLine> lines;
    lines.reserve(links.size());
    for (auto& link : links) {
        auto const count = static_cast<int>(users[link.id.value].size());
        lines.push_back({std::move(link), count});
    }
    return lines;
}

Problem unknown_link()
{
    return Problem::not_found("links.problem.unknown"_msg);
}

bool may_somewhere(Actor const& actor, std::vector<LinkUse> const& uses)
{
    return std::ranges::any_of(
        uses, [&](LinkUse const& use) { return actor.may(edit_offers, scope_of_owner(use.owner)); });
}

bool may_everywhere(Actor const& actor, std::vector<LinkUse> const& uses)
{
    return std::ranges::all_of(
        uses, [&](LinkUse const& use) { return actor.may(edit_offers, scope_of_owner(use.owner)); });
}

}

std::string_view word_of(LinkView view)
{
    return view_words.at(static_cast<std::size_t>(view));
}

std::string_view word_of(LinkOrder order)
{
    return link_order_words.at(static_cast<std::size_t>(order));
}

std::string_view word_of(LinkKind kind)
{
    return link_kind_words.at(static_cast<std::size_t>(kind));
}

LinkFilter LinkFilter::parse(http::Form const& query)
{
    LinkFilter filter;
    filter.text = truncate_utf8(trim(query.value("t")), longest_link_search);
    for (std::size_t i = 0; i < link_kind_words.size(); ++i) {
        if (query.value("art") == link_kind_words.at(i))
            filter.kind = static_cast<LinkKind>(i);
    }
    for (std::size_t i = 1; i < view_words.size(); ++i) {
        if (query.value("zustand") == view_words.at(i))
            filter.view = static_cast<LinkView>(i);
    }
    filter.order
        = query.value("nach") == word_of(LinkOrder::checked) ? LinkOrder::checked : LinkOrder::target;
    filter.descending = query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_link_pages));
    return filter;
}

std::vector<std::pair<std::string, std::string>> LinkFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!text.empty())
        fields.emplace_back("t", text);
    if (kind)
        fields.emplace_back("art", word_of(*kind));
    if (view != LinkView::all)
        fields.emplace_back("zustand", word_of(view));
    if (order != LinkOrder::target)
        fields.emplace_back("nach", word_of(order));
    if (descending)
        fields.emplace_back("ab", "1");
    return fields;
}

bool LinkFilter::narrows() const
{
    return !text.empty() || kind || view != LinkView::all;
}

LinkOverview list_links_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, LinkFilter const& filter)
{
    auto query = query_of(today, actor, filter);
    query.limit = LinkOverview::lines_per_page;
    query.offset = (filter.page - 1) * LinkOverview::lines_per_page;
    auto lines = with_counts(db, tenant, actor, list_stored_links(db, tenant, query));
    auto const count = db::count_beyond(query.offset, std::ssize(lines), query.limit, [&] {
        return count_stored_links(db, tenant, query, LinkOverview::most_counted + 1);
    });
    return {std::move(lines), count};
}

void export_links_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, LinkFilter const& filter,
    std::function<bool(std::vector<LinkLine> const&)> const& take)
{
    constexpr int at_once = 1'000;
    auto query = query_of(today, actor, filter);
    query.limit = at_once;
    for (;;) {
        auto const lines = with_counts(db, tenant, actor, list_stored_links(db, tenant, query));
        if (!take(lines) || lines.size() < static_cast<std::size_t>(at_once))
            return;
        query.offset += at_once;
    }
}

std::vector<LinkLine> list_chosen_links(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, std::vector<LinkId> ids)
{
    auto query = query_of(today, actor, {});
    query.limit = static_cast<int>(ids.size());
    query.only = std::move(ids);
    std::vector<LinkLine> lines; // how many records lead there, nobody asks
    for (auto& link : list_stored_links(db, tenant, query))
        lines.push_back({.link = std::move(link)});
    return lines;
}

std::int64_t count_broken_links(db::Connection& db, TenantId tenant, Date today, Actor const& actor)
{
    LinkQuery query{.text = {}, .kind = {}, .view = LinkView::broken, .scopes = {}, .today = today};
    query.scopes = actor.where(edit_offers);
    return count_stored_links(db, tenant, query, LinkOverview::most_counted);
}

LinkedKind kind_of(LinkSubject const& subject)
{
    if (subject.kind == organisation_subject.word())
        return LinkedKind::organisation;
    if (subject.kind == body_subject.word())
        return LinkedKind::place;
    return subject.kind == page_subject.word() ? LinkedKind::page : LinkedKind::offer;
}

std::optional<LinkDetail> find_link_detail(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, LinkId id, std::string_view after)
{
    auto query = query_of(today, actor, {});
    query.only = {id};
    query.limit = 1;
    auto found = list_stored_links(db, tenant, query);
    if (found.empty())
        return std::nullopt;
    LinkDetail detail{.link = std::move(found.front()), .records = {}};
    std::map<LinkSubject, std::vector<LinkSpot>> users;
    for (auto& use : list_uses(db, tenant, {id})) {
        if (actor.may(right_to_see(kind_of(use.subject)), scope_of_owner(use.owner)))
            users[use.subject].push_back({std::move(use.field), std::move(use.language)});
    }
    for (auto& [subject, spots] : users) {
        if (detail.records.size() == LinkDetail::most_records) {
            ++detail.left_out;
            continue;
        }
        LinkRecord record{.subject = subject, .title = {}, .spots = std::move(spots)};
        bool is_there = false; // also after the night in which it was gathered
        auto const describe = [&](auto const& edited, std::string const& title) {
            is_there = true;
            record.title = title;
            record.version = edited.state.version;
            if (!after.empty())
                record.plan = plan_replacement(edited, actor, {detail.link.target, after});
        };
        switch (record.kind()) {
        case LinkedKind::offer:
            if (auto const edited = find_edited_offer(db, tenant, OfferId{subject.id}, actor))
                describe(*edited, edited->offer.title.source);
            break;
        case LinkedKind::page:
            if (auto const edited = find_edited_page(db, tenant, PageId{subject.id}, actor))
                describe(*edited, edited->page.title.source);
            break;
        case LinkedKind::organisation:
            if (auto const edited = find_drafted_organisation(db, tenant, OrganisationId{subject.id}, actor))
                describe(*edited, edited->organisation.stored.organisation.name);
            break;
        case LinkedKind::place:
            if (auto const edited = find_drafted_place(db, tenant, BodyId{subject.id}, actor))
                describe(*edited, edited->place.body.name);
            break;
        }
        if (!is_there)
            continue;
        detail.records.push_back(std::move(record));
    }
    return detail;
}

records::Fields mute_fields(StoredLink const& link)
{
    records::Fields fields;
    fields.set(until_field, link.muted_until ? to_iso(*link.muted_until) : std::string{});
    fields.set(reason_field, link.muted_until ? link.muted_reason : std::string{});
    return fields;
}

records::Fields spelled_mute(records::Fields const& typed)
{
    records::Fields fields;
    auto const day = parse_typed_date(typed.value(until_field));
    fields.set(until_field, day ? to_iso(*day) : std::string(typed.value(until_field)));
    fields.set(reason_field, std::string(trim(typed.value(reason_field))));
    return fields;
}

std::vector<Problem> problems_of_mute(records::Fields const& typed, Date today)
{
    if (typed.empty())
        return {}; // not silent any more
    return problems_of_silence(typed, today);
}

std::vector<Problem> problems_of_silence(records::Fields const& typed, Date today)
{
    std::vector<Problem> problems;
    auto const until = parse_typed_date(typed.value(until_field));
    auto const reason = trim(typed.value(reason_field));
    if (!until && !trim(typed.value(until_field)).empty())
        problems.push_back(Problem::invalid(std::string(until_field), "form.not_date"_msg));
    else if (!until || *until <= today || *until > today + std::chrono::days(366))
        problems.push_back(Problem::invalid(std::string(until_field), "links.problem.until"_msg));
    if (reason.empty())
        problems.push_back(Problem::invalid(std::string(reason_field), "links.problem.reason"_msg));
    else if (count_code_points(reason) > longest_mute_reason)
        problems.push_back(Problem::invalid(
            std::string(reason_field), "import.problem.too_long"_msg,
            {{"limit", std::to_string(longest_mute_reason)}}));
    return problems;
}

Result<void> mute_link(Work& work, LinkId id, std::int64_t seen, records::Fields const& typed)
{
    auto link = find_link(work.db(), work.tenant(), id);
    auto const uses = list_uses(work.db(), work.tenant(), {id});
    if (!link || !may_somewhere(work.actor(), uses))
        return unknown_link();
    if (!may_everywhere(work.actor(), uses))
        return Problem::invalid(std::string(until_field), "links.problem.of_others"_msg);
    if (auto problems = problems_of_mute(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    records::Subject const subject{link_subject, id.value};
    auto const newest = records::newest_version(work.db(), work.tenant(), subject);
    if (newest != seen)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    auto const before = mute_fields(*link);
    auto const after = spelled_mute(typed);
    if (before == after)
        return {};
    auto number = records::next_version(work.db(), work.tenant(), subject);
    if (newest == 0 && !before.empty()) // muted before there were versions
        records::keep_baseline(
            work, subject, number++, muted_action, work.now(), Scope::whole_tenant(), before);
    link->muted_until = parse_date(after.value(until_field));
    link->muted_reason = after.value(reason_field);
    link->muted_by = link->muted_until ? work.actor().code() : std::string{};
    store_mute(work.db(), work.tenant(), *link);
    records::keep_version(
        work, subject,
        {.number = number,
         .action = link->muted_until ? muted_action : "portal.link.unmuted",
         .owner = Scope::whole_tenant(),
         .before = before,
         .after = after,
         .harmless_fields = harmless_mute_fields});
    return {};
}

Result<void> check_link_now(Work& work, LinkId id)
{
    TRY(check_one_of_many(work, id));
    return {};
}

Result<Change> check_one_of_many(Work& work, LinkId id)
{
    auto const link = find_link(work.db(), work.tenant(), id);
    if (!link || !may_somewhere(work.actor(), list_uses(work.db(), work.tenant(), {id})))
        return unknown_link();
    if (link->host.empty() || link->state == LinkState::doubtful)
        return Problem::invalid({}, "links.problem.nobody_to_ask"_msg);
    bool const is_fresh = link->checked_at && *link->checked_at > work.now() - just_asked;
    bool const is_due = link->due_at && *link->due_at > work.now() - std::chrono::hours(1);
    if (is_fresh || is_due)
        return Change::was_so_already;
    enqueue_check(work, *link);
    work.audit("portal.link.check_asked", "link", id);
    return Change::made;
}

std::int64_t version_of(StoredLink const& link)
{
    constexpr std::int64_t states = 16;
    std::int64_t const day
        = link.muted_until ? std::chrono::sys_days{*link.muted_until}.time_since_epoch().count() : 0;
    return states * day + static_cast<std::int64_t>(link.state);
}

namespace {

// That the actor may mute, as it was seen; nothing where it is so already.
Result<std::optional<StoredLink>> find_to_mute(
    Work& work, LinkId id, std::int64_t seen, std::optional<Date> until)
{
    auto link = find_link(work.db(), work.tenant(), id);
    if (!link || !may_somewhere(work.actor(), list_uses(work.db(), work.tenant(), {id})))
        return unknown_link();
    if (until ? link->muted_until == until : !link->is_muted(work.today()))
        return std::optional<StoredLink>{};
    if (version_of(*link) != seen)
        return Problem::conflict({}, "links.problem.changed_meanwhile"_msg);
    return link;
}

}

Result<Change> mute_one_of_many(Work& work, LinkId id, std::int64_t seen, records::Fields const& typed)
{
    if (!TRY(find_to_mute(work, id, seen, parse_typed_date(typed.value(until_field)))))
        return Change::was_so_already;
    records::Subject const subject{link_subject, id.value};
    TRY(mute_link(work, id, records::newest_version(work.db(), work.tenant(), subject), typed));
    return Change::made;
}

Result<Change> unmute_one_of_many(Work& work, LinkId id, std::int64_t seen)
{
    return mute_one_of_many(work, id, seen, {});
}

} // namespace kommin::portal
