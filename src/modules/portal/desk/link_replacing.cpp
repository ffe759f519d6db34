#include "modules/portal/desk/link_replacing.hpp"

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/editing/translated_kinds.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/links/link_gathering.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/linkcheck/phone_number.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_target = 2'000;

struct ReplacedTranslation {
    Translation const* before;
    std::string text;
    int places;
};
std::vector<ReplacedTranslation> replaced_translations(LocalisedText const& text, LinkReplacement const& wish)
{
    std::vector<ReplacedTranslation> replaced;
    for (auto const& translation : text.translations) {
        auto changed = translation.text;
        if (auto const places = replace_in_markdown(changed, wish.before, wish.after); places > 0)
            replaced.push_back({&translation, std::move(changed), places});
    }
    return replaced;
}

// What both kinds have in common. `places`: in the record itself; `leads_there`: whether it does.
ReplacementPlan plan_of(
    records::EditedRecord const& edited, records::DraftedKind const& kind, Actor const& actor, bool is_public,
    bool leads_there, int places, LocalisedText const& text, LinkReplacement const& wish)
{
    auto const owner = edited.state.owner;
    if (!actor.may(kind.edit, owner))
        return {.obstacle = "links.left.not_allowed"_msg};
    if (edited.state.draft_state != records::DraftState::none)
        return {.obstacle = "links.left.draft"_msg};
    if (!is_public)
        return {.obstacle = "links.left.not_public"_msg};
    ReplacementPlan plan{.places = places};
    plan.is_published_at_once = places == 0 || actor.may(kind.publish, owner);
    if (plan.is_published_at_once && actor.may(translate_texts, owner)) {
        for (auto const& translation : replaced_translations(text, wish))
            plan.places_in_translations += translation.places;
    }
    bool const is_for_people = leads_there ? places == 0 : plan.places_in_translations == 0;
    if (is_for_people)
        return {.obstacle = "links.left.by_hand"_msg};
    return plan;
}

struct TranslatedPlace {
    std::string_view kind; // of the record
    std::int64_t id;
    std::string_view field;
};
// Without the right to translate they stay, and count as older: translators see it.
void replace_in_translations(
    Work& work, TranslatedPlace const& place, LocalisedText const& before, std::string_view source_now,
    LinkReplacement const& wish)
{
    auto const hash_before = content::source_hash(before.source);
    for (auto const& replaced : replaced_translations(before, wish)) {
        auto const& translation = *replaced.before;
        bool const is_current = translation.source_hash == hash_before;
        static_cast<void>(take_translations(
            work, TranslatedKinds{}, place.kind, place.id, translation.language,
            {{.field = std::string(place.field),
              .text = replaced.text,
              .is_by_person = translation.origin == content::Origin::person,
              .seen_source = is_current ? content::source_hash(source_now) : translation.source_hash,
              .seen_translation = content::source_hash(translation.text)}}));
    }
}

// Publishes or hands in; nothing to do for the record itself where only translations change.
Result<void> change_record(
    Work& work, records::EditedRecord const& edited, records::DraftedKind const& kind, records::Seen seen,
    ReplacementPlan const& plan, records::Fields const& fields)
{
    if (plan.obstacle != MessageKey{})
        return Problem::conflict({}, plan.obstacle);
    if (plan.places == 0)
        return seen.version == edited.state.version
            ? Result<void>{}
            : Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    seen.base = edited.state.base();
    return plan.is_published_at_once ? records::publish(work, kind, seen, fields)
                                     : records::hand_in(work, kind, seen, fields);
}

template<class Record>
bool leads_there(Record const& record, LinkTarget const& target)
{
    return std::ranges::any_of(
        links_of(record), [&](FoundLink const& link) { return link.target == target; });
}

bool source_leads_there(std::vector<FoundLink> const& links, LinkTarget const& target)
{
    return std::ranges::any_of(
        links, [&](FoundLink const& link) { return link.target == target && link.language.empty(); });
}

}

ReplacementPlan plan_replacement(EditedOffer const& edited, Actor const& actor, LinkReplacement const& wish)
{
    auto changed = edited.offer;
    return plan_of(
        edited, drafted_offers, actor, is_public(edited.offer.status),
        source_leads_there(links_of(edited.offer), wish.before),
        replace_target(changed, wish.before, wish.after), edited.offer.description, wish);
}

ReplacementPlan plan_replacement(EditedPage const& edited, Actor const& actor, LinkReplacement const& wish)
{
    auto content = edited.page.content.source;
    return plan_of(
        edited, drafted_pages, actor, edited.page.is_public(),
        source_leads_there(links_of(edited.page), wish.before),
        replace_in_markdown(content, wish.before, wish.after), edited.page.content, wish);
}

ReplacementPlan plan_replacement(
    DraftedOrganisation const& edited, Actor const& actor, LinkReplacement const& wish)
{
    auto const& stored = edited.organisation.stored;
    auto changed = stored.organisation;
    return plan_of(
        edited, drafted_organisations, actor, stored.state == OrganisationState::shown,
        leads_there(stored.organisation, wish.before), replace_target(changed, wish.before, wish.after), {},
        wish);
}

ReplacementPlan plan_replacement(DraftedPlace const& edited, Actor const& actor, LinkReplacement const& wish)
{
    auto changed = edited.place.tenant;
    return plan_of(
        edited, drafted_places, actor, true, leads_there(edited.place.tenant, wish.before),
        replace_target(changed, wish.before, wish.after), {}, wish);
}

std::optional<Problem> problem_of_new_target(LinkTarget const& before, std::string_view after)
{
    if (after == before.text)
        return Problem::invalid("neu", "links.problem.same"_msg);
    if (after.size() > longest_target)
        return Problem::invalid(
            "neu", "import.problem.too_long"_msg, {{"limit", std::to_string(longest_target)}});
    auto const is_web = [&] {
        return ascii_lower(after.substr(0, 8)) == "https://" || ascii_lower(after.substr(0, 7)) == "http://";
    };
    if (before.kind == LinkKind::web && is_web()
        && after.find_first_of(" \t<>\"\\^`{}|") != std::string_view::npos)
        return Problem::invalid("neu", "links.problem.signs"_msg);
    bool is_right = false;
    switch (before.kind) {
    case LinkKind::web:
        is_right = html::Url::external(after).has_value()
            && first_state_of({LinkKind::web, std::string(after)}) != LinkState::doubtful && is_web();
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

Result<Change> replace_link(Work& work, SeenOffer seen, LinkReplacement const& wish)
{
    auto const edited = find_edited_offer(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !work.actor().may(edit_offers, edited->state.owner))
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    if (!leads_there(edited->offer, wish.before))
        return Change::was_so_already;
    auto const plan = plan_replacement(*edited, work.actor(), wish);
    auto offer = edited->offer;
    replace_target(offer, wish.before, wish.after);
    TRY(change_record(work, *edited, drafted_offers, seen, plan, form_of(offer)));
    if (plan.is_published_at_once) {
        auto const now = find_offer(work.db(), work.tenant(), seen.id);
        replace_in_translations(
            work, {offer_subject.word(), seen.id.value, "description"}, edited->offer.description,
            now->description.source, wish);
        gather_links(work, seen.id);
    }
    return Change::made;
}

Result<Change> replace_link(Work& work, records::Seen page, LinkReplacement const& wish)
{
    PageId const id{page.id};
    auto const edited = find_edited_page(work.db(), work.tenant(), id, work.actor());
    if (!edited || !work.actor().may(edit_pages, edited->state.owner))
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    if (!leads_there(edited->page, wish.before))
        return Change::was_so_already;
    auto const plan = plan_replacement(*edited, work.actor(), wish);
    auto changed = edited->page;
    replace_in_markdown(changed.content.source, wish.before, wish.after);
    TRY(change_record(work, *edited, drafted_pages, page, plan, form_of(changed)));
    if (plan.is_published_at_once) {
        auto const now = find_page(work.db(), work.tenant(), id);
        replace_in_translations(
            work, {page_subject.word(), id.value, "content"}, edited->page.content, now->content.source,
            wish);
        gather_links(work, id);
    }
    return Change::made;
}

Result<Change> replace_link(Work& work, SeenOrganisation seen, LinkReplacement const& wish)
{
    auto const edited = find_drafted_organisation(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !edited->organisation.may_edit)
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    auto changed = edited->organisation.stored.organisation;
    if (!leads_there(changed, wish.before))
        return Change::was_so_already;
    replace_target(changed, wish.before, wish.after);
    TRY(change_record(
        work, *edited, drafted_organisations, {seen.id.value, seen.version},
        plan_replacement(*edited, work.actor(), wish),
        form_of(changed, edited->organisation.stored.details)));
    return Change::made;
}

Result<Change> replace_link(Work& work, SeenPlace seen, LinkReplacement const& wish)
{
    auto const edited = find_drafted_place(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !edited->place.is_district())
        return Problem::not_found("desk.bulk.not_allowed"_msg);
    auto changed = edited->place;
    if (!leads_there(changed.tenant, wish.before))
        return Change::was_so_already;
    replace_target(changed.tenant, wish.before, wish.after);
    TRY(change_record(
        work, *edited, drafted_places, {seen.id.value, seen.version},
        plan_replacement(*edited, work.actor(), wish), form_of(changed)));
    return Change::made;
}

} // namespace kommin::portal
