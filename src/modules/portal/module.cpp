// The portal's only registration point.

#include "modules/portal/module.hpp"

#include "modules/contacts/api.hpp"
#include "modules/portal/commands.hpp"
#include "modules/portal/demo.hpp"
#include "modules/portal/desk/category_desk.hpp"
#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/local_page_desk.hpp"
#include "modules/portal/desk/noted_forms.hpp"
#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/organisation_desk.hpp"
#include "modules/portal/desk/page_desk.hpp"
#include "modules/portal/desk/place_desk.hpp"
#include "modules/portal/desk/recent_records.hpp"
#include "modules/portal/desk/shown_records.hpp"
#include "modules/portal/desk/staff_help.hpp"
#include "modules/portal/desk/staff_search.hpp"
#include "modules/portal/desk/translation_desk.hpp"
#include "modules/portal/desk/unmet_search.hpp"
#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/category_drafting.hpp"
#include "modules/portal/editing/concept_editing.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/image_cleaning.hpp"
#include "modules/portal/editing/machine_translation.hpp"
#include "modules/portal/editing/offer_asking.hpp"
#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/offer_proposal.hpp"
#include "modules/portal/editing/offer_silence.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/editing/translation_files.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "modules/portal/editing/unit_editing.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/page_answers.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "modules/portal/links/link_gathering.hpp"
#include "modules/portal/routes.hpp"
#include "modules/portal/site/demand.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/image_figure.hpp"
#include "modules/portal/site/page_foot.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/search_tally.hpp"
#include "platform/web/sitemap.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/work/use_case.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

// Of so many offers the index is ready within a moment; what is seen can be found then.
constexpr std::size_t few_offers = 20'000;
constexpr std::chrono::milliseconds moment{500};

// Links to the pages there are; those that editors write may be missing.
std::vector<web::Link> links(std::shared_ptr<Snapshot const> const& published)
{
    auto const& snapshot = *published;
    using enum web::LinkPlace;
    std::vector<web::Link> links{
        {main_menu, 20, "web.nav.offers"_msg, "angebote", "angebote"},
        {main_menu, 30, "web.nav.places"_msg, "orte", "orte"},
        {main_menu, 40, "web.nav.info"_msg, "info", "info"},
        {main_menu, 90, "web.nav.search"_msg, "suche", "suche"},
        {legal, 10, "web.footer.imprint"_msg, "impressum"},
        {legal, 20, "web.footer.privacy"_msg, "datenschutz"},
        {legal, 30, "web.footer.accessibility"_msg, "barrierefreiheit"},
        {legal, 40, "web.footer.report_barrier"_msg, "barriere-melden"},
        {other_ways, 30, "web.footer.all_offers"_msg, "angebote"},
        {search, 10, "web.nav.search"_msg, "suche"},
        {remark, 10, remark_entrance.title, std::string(remark_entrance.path)},
        {often,
         10,
         "home.need.advice"_msg,
         "angebote?kategorie=mbe&kategorie=jmd",
         {},
         "home.need.advice.hint"_msg,
         "people"},
        {often, 30, "home.place"_msg, "orte", {}, "error.places.hint"_msg, "pin"},
    };
    if (snapshot.categories().is_on_home(Situation::language))
        links.push_back(
            {.place = often,
             .rank = 20,
             .label = label_of(Situation::language),
             .path = "angebote?thema=" + std::string(snapshot.categories().word_of(Situation::language)),
             .icon = "talk",
             .own_texts = [published](i18n::Texts const& texts) {
                 auto const& categories = published->categories();
                 return web::LinkTexts{
                     categories.heading(Situation::language, texts).text,
                     categories.hint(Situation::language, texts).text};
             }});
    auto const link_page = [&](web::LinkPlace place, int rank, MessageKey label, std::string const& slug,
                               std::string section = {}) {
        if (snapshot.find_page(slug) != nullptr)
            links.push_back({place, rank, label, "info/" + slug, std::move(section)});
    };
    link_page(main_menu, 10, "web.nav.first_steps"_msg, "erste-schritte", "erste-schritte");
    link_page(main_menu, 50, "web.nav.participate"_msg, "mitgestalten", "mitgestalten");
    link_page(help, 10, "web.footer.advice"_msg, "beratung");
    link_page(other_ways, 10, "web.footer.simple"_msg, "leichte-sprache");
    link_page(other_ways, 20, "web.footer.sign_language"_msg, "gebaerdensprache");
    return links;
}

// Legal pages are found through every footer.
void list_paths(Snapshot const& snapshot, std::function<void(std::string_view)> const& take)
{
    for (auto const* path : {"", "angebote", "orte", "info"})
        take(path);
    for (auto const* body : snapshot.municipalities())
        take("orte/" + body->slug);
    for (auto const& page : snapshot.pages()) {
        if (page.kind != PageKind::legal)
            take(path_of(page));
    }
    for (auto const& offer : snapshot.offers())
        take("angebote/" + offer.slug);
}

// The offers that show something of what has changed; nothing: it may be any.
std::optional<std::vector<OfferId>> changed_offers(web::Publishing const& publishing)
{
    auto const& changes = publishing.before().changes;
    if (!changes)
        return std::nullopt;
    std::vector<OfferId> offers;
    for (auto const& [module, records] : *changes) {
        for (auto const& change : records) {
            if (module == published_as && change.kind == offer_subject.word()) {
                offers.emplace_back(change.record);
            } else if (module == contacts::published_as && change.kind == contacts::published_organisation) {
                auto const of_it = list_offer_ids_of(
                    publishing.db(), publishing.tenant(), contacts::OrganisationId{change.record});
                offers.insert(offers.end(), of_it.begin(), of_it.end());
            } else if (module != published_as) {
                return std::nullopt;
            } // else: all other records of our own are read each time
        }
    }
    std::ranges::sort(offers);
    auto const repeated = std::ranges::unique(offers);
    offers.erase(repeated.begin(), repeated.end());
    constexpr std::size_t most_one_by_one = 500; // beyond, it is quicker to read all of them
    return offers.size() > most_one_by_one ? std::nullopt : std::optional(std::move(offers));
}

void publish(
    web::Publishing& publishing, PortalOptions const& options, std::shared_ptr<IndexBuilder> const& builder)
{
    auto const snapshot = Snapshot::load(
        publishing.db(), publishing.tenant(), options.concepts,
        {publishing.before().parts.find<Snapshot>(), changed_offers(publishing)});
    publishing.when_read([snapshot, builder] { builder->order(snapshot); });
    publishing.add_part(snapshot);
    for (auto& link : links(snapshot))
        publishing.add_link(std::move(link));
    publishing.list_paths([snapshot](auto const& take) { list_paths(*snapshot, take); });
    publishing.write_foot_with(
        [](html::Writer& w, i18n::Texts const& texts, std::string_view path, web::NamedPage const& page) {
            w("{}",
              PageFoot{
                  texts,
                  {.path = std::string(path),
                   .title = page.title,
                   .language = page.language,
                   .owner = page.owner,
                   .offer = std::nullopt}});
        });
    publishing.add_count("offers", snapshot->offers().size());
    if (snapshot->offers().size() <= few_offers)
        publishing.finish_with([snapshot] { snapshot->search_slot().wait_for_own(moment); });
}

RecurringRule page_answers_erasure()
{
    return {
        "portal.page_answers.erase", i18n::TimeOfDay::at(3), &erase_old_page_answers,
        "job.portal.page_answers.erase"_msg};
}

std::vector<JobRule> jobs(PortalOptions const& options)
{
    auto all = feedback_jobs(options.feedback);
    all.push_back(scheduled_publication());
    all.push_back(scheduled_page_publication());
    all.push_back(scheduled_organisation_publication());
    all.push_back(scheduled_place_publication());
    all.push_back(scheduled_category_publication());
    all.push_back(scheduled_concept_publication(options.concepts));
    all.push_back(confirmation_mail(options.feedback));
    all.push_back(draft_notices(options.feedback));
    all.push_back(proposal_outcomes(options.feedback));
    all.push_back(silence_letter(options.feedback));
    for (auto& rule : asking_jobs(options.feedback))
        all.push_back(std::move(rule));
    all.push_back(asking_address_clearing());
    all.push_back(asking_address_check(options.links));
    all.push_back(progress_round());
    all.push_back(organisation_spelling_round());
    all.push_back(image_cleaning());
    all.push_back(image_file_erasure(options.images.files));
    for (auto& rule : link_jobs(options.links))
        all.push_back(std::move(rule));
    for (auto& rule : proposal_jobs(options.machine))
        all.push_back(std::move(rule));
    return all;
}

void add_what_waits(web::Call const& call, std::vector<web::TodayItem>& items)
{
    add_offers_of_today(call, items);
    add_pages_of_today(call, items);
    add_organisations_of_today(call, items);
    add_places_of_today(call, items);
    add_categories_of_today(call, items);
    add_concepts_of_today(call, items);
    add_pages_to_compare_of_today(call, items);
    add_unconfirmed_offers_of_today(call, items);
    add_messages_of_today(call, items);
    add_links_of_today(call, items);
    add_searches_of_today(call, items);
    add_translations_of_today(call, items);
}

constexpr std::size_t sightings_per_work = 200;

// The searches that this process has noted; what cannot be stored now is stored the next time.
std::function<void(WorkContext const&)> search_counts(
    std::shared_ptr<SearchTally> const& tally, std::function<crypto::Key const&()> const& search_key)
{
    return [tally, search_key](WorkContext const& context) {
        auto sightings = tally->take(context.tenant);
        if (sightings.empty() || !search_key)
            return;
        // In several works: after hours without a database one would take longer than it may.
        std::span<SearchSighting const> rest(sightings);
        try {
            while (!rest.empty()) {
                auto const some = rest.first(std::min(rest.size(), sightings_per_work));
                auto const stored = run_use_case(
                    context, [&](Work& work) { return store_sightings(work, search_key(), some); });
                static_cast<void>(stored); // has no problems to report
                rest = rest.subspan(some.size());
            }
        } catch (...) {
            tally->put_back(context.tenant, {rest.begin(), rest.end()});
            throw;
        }
    };
}

}

std::vector<command::Command> commands()
{
    auto all = feedback_commands();
    all.push_back(import_command());
    return all;
}

std::vector<std::string> list_image_files(db::Connection& db, TenantId tenant)
{
    return list_image_hashes(db, tenant, Hashes::in_use);
}

web::Module portal_module(PortalOptions options)
{
    auto const tally = std::make_shared<SearchTally>();
    auto counts = search_counts(tally, options.search_key);
    auto const builder = std::make_shared<IndexBuilder>(options.build_index);
    auto const concepts = options.concepts;
    return {
        .name = published_as,
        .routes = routes(tally, options),
        .jobs = jobs(options),
        .recurring
        = {feedback_erasure(options.feedback), lost_answers(), page_answers_erasure(), search_erasure(),
           progress_count(), organisation_spelling(), confirmation_erasure(), image_night(), asking_round(),
           silence_round(options.feedback), asking_address_night(), link_night()},
        .publish = [options = std::move(options),
                    builder](web::Publishing& publishing) { publish(publishing, options, builder); },
        .published_from = {tenants::published_as, contacts::published_as},
        .subjects
        = {offer_subject, page_subject, body_subject, concept_subject, organisation_subject, category_subject,
           unit_subject, offer_translation_subject, page_translation_subject, body_translation_subject,
           category_translation_subject, link_subject},
        .load_demo = &load_demo,
        .demo_files
        = {"offers.json", "examples.json", "asking.json", "organisations.json", "places.json", "pages",
           "translations"},
        .permissions = permission_rules(),
        .staff_links
        = {{web::StaffArea::welcome, 10, "desk.title"_msg, "angebote", see_offers, &count_offers_waiting,
            "desk.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 11,
            .label = "organisation.title"_msg,
            .path = "einrichtungen",
            .permission = see_organisations,
            .waiting = &count_organisations_waiting,
            .purpose = "organisation.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 13,
            .label = "place.desk.title"_msg,
            .path = "orte",
            .permission = edit_places,
            .waiting = &count_places_waiting,
            .purpose = "place.desk.purpose"_msg},
           {web::StaffArea::welcome, 12, "page.title"_msg, "seiten", see_pages, &count_pages_waiting,
            "page.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 14,
            .label = "locations.title"_msg,
            .path = "standorte",
            .permission = see_offers,
            .purpose = "locations.purpose"_msg},
           {web::StaffArea::welcome, 15, "links.title"_msg, "verweise", see_offers, &count_links_waiting,
            "links.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 20,
            .label = "translate.title"_msg,
            .path = "uebersetzungen",
            .permission = translate_texts,
            .waiting = &count_records_to_translate,
            .purpose = "translate.purpose"_msg},
           {web::StaffArea::welcome, 30, "messages.title"_msg, "rueckmeldungen", read_messages,
            &count_open_messages, "messages.purpose"_msg},
           {web::StaffArea::welcome, 40, "searches.title"_msg, "suchen", see_demand, &count_open_searches,
            "searches.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 45,
            .label = "words.title"_msg,
            .path = "wortschatz",
            .permission = see_words,
            .waiting = &count_concepts_waiting,
            .purpose = "words.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 47,
            .label = "category.title"_msg,
            .path = "kategorien",
            .permission = edit_categories,
            .waiting = &count_categories_waiting,
            .purpose = "category.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 50,
            .label = "messages.helpful.title"_msg,
            .path = "hilfreich",
            .permission = see_demand,
            .purpose = "messages.helpful.purpose"_msg}},
        .news
        = {{"desk.new.short"_msg, "angebote", edit_offers},
           {"page.new.short"_msg, "seiten", edit_pages},
           {"organisation.new.short"_msg, "einrichtungen", add_organisations},
           {"words.new.short"_msg, "wortschatz", edit_words}},
        .searchers = searchers(concepts),
        .records = shown_records(concepts),
        .forms = noted_forms(),
        .recents = recent_records(concepts),
        .words = help_words(),
        .topics = help_topics(),
        .today = &add_what_waits,
        .figures = &add_confirmed_shares,
        .store_counts = std::move(counts)};
}

} // namespace kommin::portal
