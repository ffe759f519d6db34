// The portal's only registration point.

#include "modules/portal/module.hpp"

#include "modules/contacts/api.hpp"
#include "modules/portal/commands.hpp"
#include "modules/portal/demo.hpp"
#include "modules/portal/desk/category_desk.hpp"
#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/local_page_desk.hpp"
#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/organisation_desk.hpp"
#include "modules/portal/desk/page_desk.hpp"
#include "modules/portal/desk/place_desk.hpp"
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
#include "modules/portal/directory/vocabulary.hpp"
#include "modules/portal/editing/draft_notices.hpp"
#include "modules/portal/editing/image_cleaning.hpp"
#include "modules/portal/editing/machine_translation.hpp"
#include "modules/portal/editing/offer_asking.hpp"
#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/editing/translation_files.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "modules/portal/editing/unit_editing.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/page_answers.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "modules/portal/site/demand.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/image_figure.hpp"
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

// The longest message in Arabic or Cyrillic letters, of which the form makes six bytes each, and the other
// fields.
constexpr std::size_t largest_feedback_form = std::size_t{32} << 10U;

// The longest answer in a script of which a form makes nine bytes of each letter.
constexpr std::size_t largest_answer_form = std::size_t{128} << 10U;

// One path and one word.
constexpr std::size_t largest_page_answer = 2048;

// The longest texts of an offer, twice: whoever compares two versions sends both.
constexpr std::size_t largest_offer_form = std::size_t{1} << 20U;

constexpr std::size_t largest_page_form = std::size_t{1} << 20U; // comparisons send both texts

// All texts of a long page in a script of which a form makes nine bytes of each letter.
constexpr std::size_t largest_translation_form = std::size_t{2} << 20U;

// The file and what a form has around it.
constexpr std::size_t largest_translation_file = largest_sent_file + (std::size_t{16} << 10U);

// The longest words in all languages, in a script of which a form makes nine bytes of each letter, twice:
// whoever compares two versions sends both.
constexpr std::size_t largest_words_form = std::size_t{1} << 20U;

// Name and explanation in all languages, twice: whoever compares two versions sends both.
constexpr std::size_t largest_category_form = std::size_t{128} << 10U;

// All names of an office, twice: whoever compares two versions sends both.
constexpr std::size_t largest_unit_form = std::size_t{256} << 10U;

using VisitHandler = std::function<http::Response(Visit&)>;

web::Handler page(VisitHandler handler)
{
    return [handler = std::move(handler)](web::Call& call) {
        Visit visit(call);
        return handler(visit);
    };
}

web::Handler form_at(FeedbackEntrance const& entrance)
{
    return page([&entrance](Visit& visit) { return show_feedback_form(visit, entrance); });
}
web::Handler sending_at(FeedbackEntrance const& entrance, std::shared_ptr<web::VisitorGate> const& gate)
{
    return page([&entrance, gate](Visit& visit) { return send_feedback(visit, *gate, entrance); });
}
web::Handler thanks_at(FeedbackEntrance const& entrance)
{
    return page([&entrance](Visit& visit) { return show_feedback_thanks(visit, entrance); });
}

using MachineHandler = http::Response (*)(web::Call&, MachineCare const&);

web::Handler with_machine(MachineHandler handler, MachineCare const& care)
{
    return [handler, care](web::Call& call) { return handler(call, care); };
}

using ImageHandler = http::Response (*)(web::Call&, ImageCare const&);

web::Handler with_images(ImageHandler handler, ImageCare const& care)
{
    return [handler, care](web::Call& call) { return handler(call, care); };
}

using VocabularyHandler = http::Response (*)(web::Call&, VocabularyBase const&);

// The page of the record, or that of its versions.
web::StaffRecord shown_record(
    std::string_view kind, Permission permission, std::string_view path, std::string_view page = {})
{
    return {kind, permission, [path, page](web::Call const&, std::int64_t id) -> std::optional<html::Url> {
                auto const number = std::to_string(id);
                return page.empty() ? web::staff_url({path, number}) : web::staff_url({path, number, page});
            }};
}

std::vector<web::Route> routes(std::shared_ptr<SearchTally> const& tally, PortalOptions const& portal)
{
    auto const& machine = portal.machine;
    auto const with_words = [&](VocabularyHandler handler) -> web::Handler {
        return [handler, base = portal.concepts](web::Call& call) { return handler(call, base); };
    };
    using enum http::Method;
    using web::needs;
    using web::public_cached;
    using web::public_page;
    auto const gate = std::make_shared<web::VisitorGate>();
    auto const answers_gate = std::make_shared<web::VisitorGate>(); // a press must not use up a message
    return {
        {get, "/", public_page, page(&choose_language)},
        {get, "/sitemap.xml", public_cached, page(&web::show_sitemap)},
        {get, "/sitemap/{file}", public_cached, page(&web::show_sitemap_file)},
        {get, "/robots.txt", public_page, page(&web::show_robots)},
        {get, "/bilder/{bild}/{datei}", public_page,
         page([images = portal.images](Visit& visit) { return send_image(visit, images); })},
        {get, "/{lang:lang}/", public_cached, page(&show_home)},
        {get, "/{lang:lang}/angebote", public_cached, page(&list_offers_page)},
        {get, "/{lang:lang}/angebote/{slug}", public_cached, page(&show_offer)},
        {get, "/{lang:lang}/angebote/{slug}/qr.svg", public_cached, page(&show_offer_qr)},
        {get, "/{lang:lang}/orte", public_cached, page(&list_places)},
        {get, "/{lang:lang}/orte/{gemeinde}", public_cached, page(&show_place)},
        {get, "/{lang:lang}/orte/{gemeinde}/info/{slug}", public_cached, page(&show_local_page)},
        {get, "/{lang:lang}/orte/{gemeinde}/offline.json", public_cached, page(&list_offline_urls)},
        {get, "/{lang:lang}/info", public_cached, page(&list_info_pages)},
        {get, "/{lang:lang}/info/{slug}", public_cached, page(&show_info_page)},
        {get, "/{lang:lang}/suche", public_page,
         page([tally](Visit& visit) { return search_site(visit, *tally); })},
        {get, "/{lang:lang}/suche/vorschlaege", public_page, page(&suggest_searches)},
        {get, "/{lang:lang}/impressum", public_cached, page(&show_imprint)},
        {get, "/{lang:lang}/datenschutz", public_cached, page(&show_privacy)},
        {get, "/{lang:lang}/barrierefreiheit", public_cached, page(&show_accessibility)},
        {get, "/{lang:lang}/barriere-melden", public_page, form_at(barrier_entrance)},
        {post, "/{lang:lang}/barriere-melden", public_page, sending_at(barrier_entrance, gate),
         largest_feedback_form},
        {get, "/{lang:lang}/barriere-melden/danke", public_cached, thanks_at(barrier_entrance)},
        {get, "/{lang:lang}/rueckmeldung", public_page, form_at(remark_entrance)},
        {post, "/{lang:lang}/rueckmeldung", public_page, sending_at(remark_entrance, gate),
         largest_feedback_form},
        {get, "/{lang:lang}/rueckmeldung/danke", public_cached, thanks_at(remark_entrance)},
        {post, "/{lang:lang}/hilfreich", public_page,
         page([answers_gate](Visit& visit) { return send_page_answer(visit, *answers_gate); }),
         largest_page_answer},
        {get, "/{lang:lang}/hilfreich/danke", public_cached, page(&show_page_answer_thanks)},
        {get, "/{lang:lang}/angaben/{token}", public_page, page(&show_confirmation)},
        {post, "/{lang:lang}/angaben/{token}", public_page,
         page([gate](Visit& visit) { return send_confirmation(visit, *gate); }), largest_feedback_form},
        {get, "/{lang:lang}/angaben-danke", public_cached, page(&show_confirmation_thanks)},
        {get, "/{lang:lang}/manifest.webmanifest", public_cached, page(&show_web_manifest)},
        {get, "/verwaltung/angebote", needs(see_offers), &list_offers_at_desk},
        {get, "/verwaltung/angebote/liste.csv", needs(see_offers), &export_offers},
        {get, "/verwaltung/angebote/liste.xlsx", needs(see_offers), &export_offers},
        {get, "/verwaltung/angebote/ansichten", needs(see_offers),
         web::of_list(offer_list, &web::show_saved_views)},
        {post, "/verwaltung/angebote/ansichten", needs(see_offers),
         web::of_list(offer_list, &web::save_list_view)},
        {post, "/verwaltung/angebote/ansichten/loeschen", needs(see_offers),
         web::of_list(offer_list, &web::erase_list_view)},
        {post, "/verwaltung/angebote/auswahl", needs(edit_offers), &change_chosen_offers},
        {post, "/verwaltung/angebote/auswahl/archivieren", needs(publish_offers), &archive_chosen_offers},
        {get, "/verwaltung/angebote/neu", needs(edit_offers), &show_new_offer},
        {post, "/verwaltung/angebote/neu", needs(edit_offers), &add_offer},
        {get, "/verwaltung/angebote/{angebot}", needs(see_offers), &show_offer_form},
        {post, "/verwaltung/angebote/{angebot}", needs(edit_offers), &save_offer_draft, largest_offer_form},
        {post, "/verwaltung/angebote/{angebot}/abgeben", needs(edit_offers), &hand_in_offer,
         largest_offer_form},
        {post, "/verwaltung/angebote/{angebot}/veroeffentlichen", needs(publish_offers), &publish_offer_now,
         largest_offer_form},
        {post, "/verwaltung/angebote/{angebot}/planen", needs(publish_offers), &publish_offer_later,
         largest_offer_form},
        {post, "/verwaltung/angebote/{angebot}/zurueckgeben", needs(publish_offers), &give_back_offer,
         largest_offer_form},
        {post, "/verwaltung/angebote/{angebot}/verwerfen", needs(edit_offers), &discard_offer_draft},
        {get, "/verwaltung/angebote/{angebot}/archivieren", needs(publish_offers), &ask_before_archiving},
        {post, "/verwaltung/angebote/{angebot}/archivieren", needs(publish_offers), &archive_offer_now},
        {post, "/verwaltung/angebote/{angebot}/bestaetigen", needs(edit_offers), &confirm_offer_now},
        {post, "/verwaltung/angebote/{angebot}/nachfragen", needs(edit_offers), &ask_provider},
        {get, "/verwaltung/angebote/{angebot}/bild", needs(edit_offers),
         with_images(&show_offer_image_form, portal.images)},
        {post, "/verwaltung/angebote/{angebot}/bild", needs(edit_offers),
         with_images(&put_offer_image, portal.images), largest_image_form, http::Effort::lengthy},
        {post, "/verwaltung/angebote/{angebot}/bild-entfernen", needs(edit_offers),
         with_images(&remove_offer_image, portal.images)},
        {post, "/verwaltung/angebote/{angebot}/bild/{bild}/loeschen", needs(publish_offers),
         with_images(&erase_offer_image_for_good, portal.images)},
        {get, "/verwaltung/angebote/{angebot}/bild/{bild}/{datei}", needs(see_offers),
         with_images(&send_offer_image, portal.images)},
        {get, "/verwaltung/angebote/{angebot}/verlauf", needs(see_offers), &show_offer_history},
        {get, "/verwaltung/angebote/{angebot}/verlauf/loeschen", needs(erase_offer_history),
         &ask_before_erasing_history},
        {post, "/verwaltung/angebote/{angebot}/verlauf/loeschen", needs(erase_offer_history),
         &erase_history_now},
        {get, "/verwaltung/angebote/{angebot}/vorschau/{lang:lang}", needs(see_offers), &preview_offer},
        {get, "/verwaltung/seiten", needs(see_pages), &list_pages_at_desk},
        {get, "/verwaltung/seiten/neu", needs(edit_pages), &show_new_page},
        {post, "/verwaltung/seiten/neu", needs(edit_pages), &add_page},
        {get, "/verwaltung/seiten/{seite}/kreistext", needs(edit_pages), &show_general_changes},
        {post, "/verwaltung/seiten/{seite}/kreistext", needs(edit_pages), &note_compared_page},
        {get, "/verwaltung/seiten/eigene-fassung/{kreisseite}", needs(edit_pages), &show_local_pages},
        {post, "/verwaltung/seiten/eigene-fassung/{kreisseite}", needs(edit_pages), &add_local_page},
        {get, "/verwaltung/seiten/{seite}", needs(see_pages), &show_page_form},
        {post, "/verwaltung/seiten/{seite}", needs(edit_pages), &save_page_form, largest_page_form},
        {post, "/verwaltung/seiten/{seite}/abgeben", needs(edit_pages), &hand_in_page_form,
         largest_page_form},
        {post, "/verwaltung/seiten/{seite}/veroeffentlichen", needs(publish_pages), &publish_page_now,
         largest_page_form},
        {post, "/verwaltung/seiten/{seite}/planen", needs(publish_pages), &publish_page_later,
         largest_page_form},
        {post, "/verwaltung/seiten/{seite}/zurueckgeben", needs(publish_pages), &give_back_page_form,
         largest_page_form},
        {post, "/verwaltung/seiten/{seite}/verwerfen", needs(edit_pages), &discard_page_form},
        {get, "/verwaltung/seiten/{seite}/archivieren", needs(publish_pages), &ask_before_archiving_page},
        {post, "/verwaltung/seiten/{seite}/archivieren", needs(publish_pages), &archive_page_now},
        {get, "/verwaltung/seiten/{seite}/verlauf", needs(see_pages), &show_page_history},
        {get, "/verwaltung/seiten/{seite}/vorschau/{lang:lang}", needs(see_pages), &preview_page},
        {get, "/verwaltung/verweise", needs(see_offers), &list_links_at_desk},
        {get, "/verwaltung/verweise/liste.csv", needs(see_offers), &export_links},
        {get, "/verwaltung/verweise/liste.xlsx", needs(see_offers), &export_links},
        {get, "/verwaltung/verweise/ansichten", needs(see_offers),
         web::of_list(link_list, &web::show_saved_views)},
        {post, "/verwaltung/verweise/ansichten", needs(see_offers),
         web::of_list(link_list, &web::save_list_view)},
        {post, "/verwaltung/verweise/ansichten/loeschen", needs(see_offers),
         web::of_list(link_list, &web::erase_list_view)},
        {get, "/verwaltung/verweise/{verweis}", needs(see_offers), &show_link},
        {get, "/verwaltung/verweise/{verweis}/ersetzen", needs(edit_offers), &ask_before_replacing},
        {post, "/verwaltung/verweise/{verweis}/ersetzen", needs(edit_offers), &replace_everywhere},
        {post, "/verwaltung/verweise/{verweis}/stumm", needs(edit_offers), &mute_link_at_desk},
        {post, "/verwaltung/verweise/{verweis}/pruefen", needs(edit_offers), &check_link_at_desk},
        {get, "/verwaltung/uebersetzungen", needs(translate_texts), &list_languages_to_translate},
        {get, "/verwaltung/uebersetzungen/{sprache}", needs(translate_texts),
         with_machine(&list_records_to_translate, machine)},
        {post, "/verwaltung/uebersetzungen/{sprache}/maschine", needs(translate_texts),
         with_machine(&order_all_proposals_at_desk, machine)},
        {get, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}", needs(translate_texts),
         with_machine(&show_translation_form, machine)},
        {post, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}", needs(translate_texts),
         with_machine(&save_translation_form, machine), largest_translation_form},
        {post, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}/maschine", needs(translate_texts),
         with_machine(&order_proposals_at_desk, machine)},
        {get, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}/verlauf", needs(translate_texts),
         &show_translation_history},
        {get, "/verwaltung/uebersetzungen/{sprache}/xliff", needs(translate_texts), &export_translations},
        {post, "/verwaltung/uebersetzungen/{sprache}/xliff", needs(translate_texts), &take_translation_file,
         largest_translation_file},
        {get, "/verwaltung/suchen", needs(see_demand), &list_searches},
        {get, "/verwaltung/suchen/liste.csv", needs(see_demand), &export_searches},
        {get, "/verwaltung/suchen/liste.xlsx", needs(see_demand), &export_searches},
        {post, "/verwaltung/suchen/{suche}/erledigt", needs(settle_demand), &finish_search},
        {post, "/verwaltung/suchen/{suche}/ausblenden", needs(settle_demand), &hide_search},
        {post, "/verwaltung/suchen/{suche}/oeffnen", needs(settle_demand), &reopen_search},
        {get, "/verwaltung/wortschatz", needs(see_words), with_words(&list_vocabulary)},
        {get, "/verwaltung/wortschatz/liste.csv", needs(see_words), with_words(&export_vocabulary)},
        {get, "/verwaltung/wortschatz/liste.xlsx", needs(see_words), with_words(&export_vocabulary)},
        {get, "/verwaltung/wortschatz/neu", needs(edit_words), with_words(&show_new_concept)},
        {post, "/verwaltung/wortschatz/neu", needs(edit_words), with_words(&add_concept_at_desk),
         largest_words_form},
        {get, "/verwaltung/wortschatz/{begriff}", needs(see_words), with_words(&show_concept_form)},
        {post, "/verwaltung/wortschatz/{begriff}", needs(edit_words), with_words(&save_concept_form),
         largest_words_form},
        {get, "/verwaltung/wortschatz/{begriff}/entfernen", needs(edit_words),
         with_words(&ask_before_removing_concept)},
        {post, "/verwaltung/wortschatz/{begriff}/entfernen", needs(edit_words),
         with_words(&remove_concept_at_desk)},
        {get, "/verwaltung/wortschatz/{begriff}/verlauf", needs(see_words),
         with_words(&show_concept_history)},
        {get, "/verwaltung/kategorien", needs(edit_categories), &list_categories_at_desk},
        {get, "/verwaltung/kategorien/{kategorie}", needs(edit_categories), &show_category_form},
        {post, "/verwaltung/kategorien/{kategorie}", needs(edit_categories), &save_category_form,
         largest_category_form},
        {post, "/verwaltung/kategorien/{kategorie}/vorschau/{lang:lang}", needs(edit_categories),
         &preview_category, largest_category_form},
        {get, "/verwaltung/kategorien/{kategorie}/verlauf", needs(edit_categories), &show_category_history},
        {get, "/verwaltung/orte", needs(edit_places), &list_places_at_desk},
        {get, "/verwaltung/orte/{ort}", needs(edit_places), &show_place_form},
        {post, "/verwaltung/orte/{ort}", needs(edit_places), &save_place_form},
        {post, "/verwaltung/orte/{ort}/vorschau/{lang:lang}", needs(edit_places), &preview_place},
        {get, "/verwaltung/orte/{ort}/verlauf", needs(edit_places), &show_place_history},
        {get, "/verwaltung/orte/{ort}/neue-stelle", needs(edit_places), &show_new_unit},
        {post, "/verwaltung/orte/{ort}/neue-stelle", needs(edit_places), &add_unit_at_desk,
         largest_unit_form},
        {get, "/verwaltung/stellen/{stelle}", needs(edit_places), &show_unit_form},
        {post, "/verwaltung/stellen/{stelle}", needs(edit_places), &save_unit_form, largest_unit_form},
        {get, "/verwaltung/stellen/{stelle}/verlauf", needs(edit_places), &show_unit_history},
        {get, "/verwaltung/einrichtungen", needs(see_organisations), &list_organisations_at_desk},
        {get, "/verwaltung/einrichtungen/liste.csv", needs(see_organisations), &export_organisations},
        {get, "/verwaltung/einrichtungen/liste.xlsx", needs(see_organisations), &export_organisations},
        {get, "/verwaltung/einrichtungen/neu", needs(add_organisations), &show_new_organisation},
        {post, "/verwaltung/einrichtungen/neu", needs(add_organisations), &add_organisation_at_desk},
        {get, "/verwaltung/einrichtungen/{einrichtung}", needs(see_organisations), &show_organisation_form},
        {post, "/verwaltung/einrichtungen/{einrichtung}", needs(edit_organisations), &save_organisation_form},
        {get, "/verwaltung/einrichtungen/{einrichtung}/verlauf", needs(see_organisations),
         &show_organisation_history},
        {get, "/verwaltung/einrichtungen/{einrichtung}/zusammenfuehren", needs(edit_organisations),
         &ask_before_merging},
        {post, "/verwaltung/einrichtungen/{einrichtung}/zusammenfuehren", needs(edit_organisations),
         &merge_organisations_at_desk},
        {get, "/verwaltung/hilfreich", needs(see_demand), &list_helpful_pages},
        {get, "/verwaltung/hilfreich/liste.csv", needs(see_demand), &export_helpful_pages},
        {get, "/verwaltung/hilfreich/liste.xlsx", needs(see_demand), &export_helpful_pages},
        {get, "/verwaltung/rueckmeldungen", needs(read_messages), &list_messages},
        {get, "/verwaltung/rueckmeldungen/liste.csv", needs(read_messages), &export_messages},
        {get, "/verwaltung/rueckmeldungen/liste.xlsx", needs(read_messages), &export_messages},
        {get, "/verwaltung/rueckmeldungen/ansichten", needs(read_messages),
         web::of_list(message_list, &web::show_saved_views)},
        {post, "/verwaltung/rueckmeldungen/ansichten", needs(read_messages),
         web::of_list(message_list, &web::save_list_view)},
        {post, "/verwaltung/rueckmeldungen/ansichten/loeschen", needs(read_messages),
         web::of_list(message_list, &web::erase_list_view)},
        {get, "/verwaltung/rueckmeldungen/{nummer}", needs(read_messages), &show_message},
        {get, "/verwaltung/rueckmeldungen/{nummer}/verlauf", needs(read_messages), &show_message_history},
        {post, "/verwaltung/rueckmeldungen/{nummer}/uebernehmen", needs(answer_messages), &take_message},
        {post, "/verwaltung/rueckmeldungen/{nummer}/abgeben", needs(answer_messages), &hand_back_message},
        {post, "/verwaltung/rueckmeldungen/{nummer}/weitergeben", needs(answer_messages), &hand_on_message},
        {post, "/verwaltung/rueckmeldungen/{nummer}/frist", needs(answer_messages), &set_message_due},
        {post, "/verwaltung/rueckmeldungen/{nummer}/entwurf", needs(answer_messages), &save_message_draft,
         largest_answer_form},
        {post, "/verwaltung/rueckmeldungen/{nummer}/senden", needs(answer_messages), &send_message_answer,
         largest_answer_form},
        {post, "/verwaltung/rueckmeldungen/{nummer}/antwort", needs(answer_messages), &answer_message,
         largest_answer_form},
        {post, "/verwaltung/rueckmeldungen/{nummer}/schliessen", needs(answer_messages), &close_message},
        {post, "/verwaltung/rueckmeldungen/{nummer}/oeffnen", needs(answer_messages), &reopen_message},
    };
}

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
             .path = "angebote?thema=" + std::string(word_of(Situation::language)),
             .icon = "talk",
             .own_texts = [published](i18n::Texts const& texts) {
                 auto const& categories = published->categories();
                 return web::LinkTexts{
                     categories.heading(Situation::language, texts),
                     categories.hint(Situation::language, texts)};
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

void publish(web::Publishing& publishing, PortalOptions const& options)
{
    auto const snapshot
        = Snapshot::load(publishing.db(), publishing.tenant(), options.concepts, options.build_index);
    publishing.add_part(snapshot);
    for (auto& link : links(snapshot))
        publishing.add_link(std::move(link));
    publishing.list_paths([snapshot](auto const& take) { list_paths(*snapshot, take); });
    publishing.add_count("offers", snapshot->offers().size());
    publishing.finish_with([snapshot] { static_cast<void>(snapshot->index()); });
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
    all.push_back(confirmation_mail(options.feedback));
    all.push_back(draft_notices(options.feedback));
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
    add_pages_to_compare_of_today(call, items);
    add_silent_offers_of_today(call, items);
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
    return {
        .name = published_as,
        .routes = routes(tally, options),
        .jobs = jobs(options),
        .recurring
        = {feedback_erasure(options.feedback), lost_answers(), page_answers_erasure(), search_erasure(),
           progress_count(), confirmation_erasure(), image_night(), asking_round(options.feedback),
           link_night()},
        .publish
        = [options = std::move(options)](web::Publishing& publishing) { publish(publishing, options); },
        .published_from = {tenants::published_as, contacts::published_as},
        .subjects
        = {offer_subject, page_subject, body_subject, concept_subject, organisation_subject, category_subject,
           unit_subject, offer_translation_subject, page_translation_subject, body_translation_subject},
        .load_demo = &load_demo,
        .permissions = permission_rules(),
        .staff_links
        = {{web::StaffArea::welcome, 10, "desk.title"_msg, "angebote", see_offers, &count_offers_waiting,
            "desk.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 11,
            .label = "organisation.title"_msg,
            .path = "einrichtungen",
            .permission = see_organisations,
            .purpose = "organisation.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 13,
            .label = "place.desk.title"_msg,
            .path = "orte",
            .permission = edit_places,
            .purpose = "place.desk.purpose"_msg},
           {web::StaffArea::welcome, 12, "page.title"_msg, "seiten", see_pages, &count_pages_waiting,
            "page.purpose"_msg},
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
            .purpose = "words.purpose"_msg},
           {.area = web::StaffArea::welcome,
            .rank = 47,
            .label = "category.title"_msg,
            .path = "kategorien",
            .permission = edit_categories,
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
        .searchers = searchers(),
        .records
        = {shown_record("offer", see_offers, "angebote", "verlauf"),
           {"offer", erase_offer_history,
            [](web::Call const&, std::int64_t id) -> std::optional<html::Url> {
                return erasure_url(OfferId{id});
            }},
           shown_record("page", see_pages, "seiten", "verlauf"),
           shown_record("organisation", see_organisations, "einrichtungen", "verlauf"),
           shown_record("body", edit_places, "orte", "verlauf"),
           shown_record("unit", edit_places, "stellen", "verlauf"),
           shown_record("link", see_offers, "verweise"),
           shown_record("feedback", read_messages, "rueckmeldungen")},
        .words = help_words(),
        .topics = help_topics(),
        .today = &add_what_waits,
        .figures = &add_confirmed_shares,
        .store_counts = std::move(counts)};
}

} // namespace kommin::portal
