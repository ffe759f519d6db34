#include "modules/portal/desk/link_care.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/linkcheck/phone_number.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>
#include <array>
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
constexpr std::size_t longest_target = 2'000;
constexpr std::chrono::minutes just_asked{5};

LinkQuery query_of(Date today, Actor const& actor, LinkFilter const& filter)
{
    return {
        .text = filter.text,
        .kind = filter.kind,
        .view = filter.view,
        .order = filter.order,
        .descending = filter.descending,
        .scopes = actor.rights().where(see_offers),
        .today = today};
}

Scope scope_of_owner(std::int64_t owner)
{
    return owner == 0 ? Scope::whole_tenant() : Scope::of_owner(owner);
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

MessageKey obstacle_of(EditedOffer const& edited, Actor const& actor, LinkTarget const& target)
{
    if (!actor.may(edit_offers, edited.state.owner))
        return "links.left.not_allowed"_msg;
    if (edited.state.draft_state != DraftState::none)
        return "links.left.draft"_msg;
    if (!is_public(edited.offer.status))
        return "links.left.not_public"_msg;
    auto changed = edited.offer;
    return replace_target(changed, target, target.text + "x") == 0 ? "links.left.by_hand"_msg : MessageKey{};
}

// What people have translated from the text as it was is not older than it for a changed address.
void replace_in_translations(
    Work& work, OfferId id, LocalisedText const& before, LinkTarget const& target, std::string_view after)
{
    auto const changed = find_offer(work.db(), work.tenant(), id)->description.source;
    for (auto const& translation : before.translations) {
        auto text = translation.text;
        bool const is_of_people = translation.origin == content::Origin::person
            && translation.source_hash == content::source_hash(before.source);
        if (!is_of_people || replace_in_markdown(text, target, after) == 0)
            continue;
        // Without the right to translate it stays and counts as older: translators see it.
        static_cast<void>(save_translations(
            work, offer_subject.word(), id.value, translation.language,
            {{.field = "description",
              .text = std::move(text),
              .seen_source = content::source_hash(changed),
              .seen_translation = content::source_hash(translation.text)}}));
    }
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
    return {
        with_counts(db, tenant, actor, list_stored_links(db, tenant, query)),
        count_stored_links(db, tenant, query, LinkOverview::most_counted + 1)};
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

std::int64_t count_broken_links(db::Connection& db, TenantId tenant, Date today, Actor const& actor)
{
    LinkQuery query{.text = {}, .kind = {}, .view = LinkView::broken, .scopes = {}, .today = today};
    query.scopes = actor.rights().where(edit_offers);
    return count_stored_links(db, tenant, query, LinkOverview::most_counted);
}

std::optional<LinkDetail> find_link_detail(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, LinkId id)
{
    auto query = query_of(today, actor, {});
    query.only = id;
    query.limit = 1;
    auto found = list_stored_links(db, tenant, query);
    if (found.empty())
        return std::nullopt;
    LinkDetail detail{.link = std::move(found.front()), .records = {}};
    std::map<LinkSubject, std::vector<LinkSpot>> users;
    for (auto& use : list_uses(db, tenant, {id})) {
        if (actor.may(see_offers, scope_of_owner(use.owner)))
            users[use.subject].push_back({std::move(use.field), std::move(use.language)});
    }
    std::vector<InfoPage> pages; // read only if one of them leads there
    for (auto& [subject, spots] : users) {
        if (detail.records.size() == LinkDetail::most_records) {
            ++detail.left_out;
            continue;
        }
        LinkRecord record{.subject = subject, .title = {}, .slug = {}, .spots = std::move(spots)};
        if (subject.kind == offer_subject.word()) {
            auto const edited = find_edited_offer(db, tenant, OfferId{subject.id}, actor);
            if (!edited)
                continue;
            record.title = edited->offer.title.source;
            record.version = edited->state.version;
            record.obstacle = obstacle_of(*edited, actor, detail.link.target);
            record.is_published_at_once = actor.may(publish_offers, edited->state.owner);
        } else {
            if (pages.empty())
                pages = list_pages(db, tenant);
            auto const page = std::ranges::find(pages, PageId{subject.id}, &InfoPage::id);
            if (page == pages.end())
                continue;
            record.title = page->title.source;
            record.slug = page->slug;
            record.obstacle = "links.left.page"_msg;
        }
        detail.records.push_back(std::move(record));
    }
    return detail;
}

std::optional<Problem> problem_of_new_target(LinkTarget const& before, std::string_view after)
{
    if (after == before.text)
        return Problem::invalid("neu", "links.problem.same"_msg);
    if (after.size() > longest_target)
        return Problem::invalid(
            "neu", "import.problem.too_long"_msg, {{"limit", std::to_string(longest_target)}});
    bool is_right = false;
    switch (before.kind) {
    case LinkKind::web:
        is_right = html::Url::external(after).has_value()
            && first_state_of({LinkKind::web, std::string(after)}) != LinkState::doubtful
            && (ascii_lower(after.substr(0, 8)) == "https://"
                || ascii_lower(after.substr(0, 7)) == "http://");
        break;
    case LinkKind::mail:
        is_right = mail::is_address(after);
        break;
    case LinkKind::phone:
        is_right = linkcheck::read_phone_number(after).doubt == linkcheck::PhoneDoubt::none;
        break;
    }
    if (is_right)
        return std::nullopt;
    return Problem::invalid(
        "neu",
        before.kind == LinkKind::web        ? "links.problem.web"_msg
            : before.kind == LinkKind::mail ? "links.problem.mail"_msg
                                            : "links.problem.phone"_msg);
}

Result<Change> replace_link(Work& work, SeenOffer seen, LinkTarget const& before, std::string_view after)
{
    auto const edited = find_edited_offer(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !work.actor().may(edit_offers, edited->state.owner))
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    auto offer = edited->offer;
    bool const leads_there
        = std::ranges::any_of(links_of(offer), [&](FoundLink const& link) { return link.target == before; });
    if (!leads_there)
        return Change::was_so_already;
    if (auto const obstacle = obstacle_of(*edited, work.actor(), before); obstacle != MessageKey{})
        return Problem::conflict({}, obstacle);
    replace_target(offer, before, after);
    seen.base = edited->state.base();
    auto const fields = form_of(offer);
    if (!work.actor().may(publish_offers, edited->state.owner)) {
        TRY(records::hand_in(work, drafted_offers, seen, fields));
        return Change::made;
    }
    TRY(records::publish(work, drafted_offers, seen, fields));
    replace_in_translations(work, seen.id, edited->offer.description, before, after);
    gather_links(work, seen.id);
    return Change::made;
}

Result<void> mute_link(Work& work, LinkId id, std::optional<Date> until, std::string_view reason)
{
    auto link = find_link(work.db(), work.tenant(), id);
    auto const uses = list_uses(work.db(), work.tenant(), {id});
    if (!link || !may_somewhere(work.actor(), uses))
        return unknown_link();
    if (!may_everywhere(work.actor(), uses))
        return Problem::invalid("bis", "links.problem.of_others"_msg);
    if (until && (*until <= work.today() || *until > work.today() + std::chrono::days(366)))
        return Problem::invalid("bis", "links.problem.until"_msg);
    if (until && trim(reason).empty())
        return Problem::invalid("grund", "links.problem.reason"_msg);
    if (count_code_points(reason) > longest_mute_reason)
        return Problem::invalid(
            "grund", "import.problem.too_long"_msg, {{"limit", std::to_string(longest_mute_reason)}});
    link->muted_until = until;
    link->muted_reason = until ? std::string(trim(reason)) : std::string{};
    link->muted_by = until ? work.actor().code() : std::string{};
    store_mute(work.db(), work.tenant(), *link);
    work.audit(until ? "portal.link.muted" : "portal.link.unmuted", "link", id);
    return {};
}

Result<void> check_link_now(Work& work, LinkId id)
{
    auto const link = find_link(work.db(), work.tenant(), id);
    if (!link || !may_somewhere(work.actor(), list_uses(work.db(), work.tenant(), {id})))
        return unknown_link();
    if (link->host.empty() || link->state == LinkState::doubtful)
        return Problem::invalid({}, "links.problem.nobody_to_ask"_msg);
    bool const is_fresh = link->checked_at && *link->checked_at > work.now() - just_asked;
    bool const is_due = link->due_at && *link->due_at > work.now() - std::chrono::hours(1);
    if (is_fresh || is_due)
        return {};
    enqueue_check(work, *link);
    work.audit("portal.link.check_asked", "link", id);
    return {};
}

} // namespace kommin::portal
