#include "modules/portal/routes.hpp"

#include "modules/portal/desk/asking_address_desk.hpp"
#include "modules/portal/desk/category_desk.hpp"
#include "modules/portal/desk/image_desk.hpp"
#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/local_page_desk.hpp"
#include "modules/portal/desk/location_desk.hpp"
#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/organisation_desk.hpp"
#include "modules/portal/desk/page_desk.hpp"
#include "modules/portal/desk/place_desk.hpp"
#include "modules/portal/desk/translation_desk.hpp"
#include "modules/portal/desk/unmet_search.hpp"
#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/machine_translation.hpp"
#include "modules/portal/editing/translation_files.hpp"
#include "modules/portal/editing/unit_editing.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/page_answers.hpp"
#include "modules/portal/site/demand.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/image_figure.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/search_tally.hpp"
#include "platform/web/sitemap.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/visitor_gate.hpp"
#include "platform/web/visitor_routes.hpp"

#include <cstddef>
#include <utility>

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

// Ten addresses of each kind in a script of which a form makes nine bytes of each letter, twice: whoever
// compares two versions sends both.
constexpr std::size_t largest_organisation_form = std::size_t{160} << 10U;

// All names of an office, twice: whoever compares two versions sends both.
constexpr std::size_t largest_unit_form = std::size_t{256} << 10U;

// With what the portal has published.
template<class Function, class... Bound>
web::Handler page(Function handler, Bound... bound)
{
    return web::for_visitors<Visit>(std::move(handler), std::move(bound)...);
}

using TranslationHandler = http::Response (*)(web::Call&, TranslationCare const&);

using ImageHandler = http::Response (*)(web::Call&, ImageCare const&, ImageDesk const&);

web::Handler with_images(ImageHandler handler, ImageCare const& care, ImageDesk const& desk)
{
    return [handler, care, &desk](web::Call& call) { return handler(call, care, desk); };
}

using VocabularyHandler = http::Response (*)(web::Call&, VocabularyBase const&);

}

std::vector<web::Route> routes(std::shared_ptr<SearchTally> const& tally, PortalOptions const& portal)
{
    auto const translated = [care = std::make_shared<TranslationCare const>(portal.translations)](
                                TranslationHandler handler) -> web::Handler {
        return [handler, care](web::Call& call) { return handler(call, *care); };
    };
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
        {get, "/bilder/{bild}/{datei}", public_page, page(&send_image, portal.images)},
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
        {get, "/{lang:lang}/suche", public_page, page(&search_site, tally)},
        {get, "/{lang:lang}/suche/vorschlaege", public_page, page(&suggest_searches)},
        {get, "/{lang:lang}/impressum", public_cached, page(&show_imprint)},
        {get, "/{lang:lang}/datenschutz", public_cached, page(&show_privacy)},
        {get, "/{lang:lang}/barrierefreiheit", public_cached, page(&show_accessibility)},
        {get, "/{lang:lang}/barriere-melden", public_page, page(&show_feedback_form, barrier_entrance)},
        {post, "/{lang:lang}/barriere-melden", public_page, page(&send_feedback, gate, barrier_entrance),
         largest_feedback_form},
        {get, "/{lang:lang}/barriere-melden/danke", public_cached,
         page(&show_feedback_thanks, barrier_entrance)},
        {get, "/{lang:lang}/rueckmeldung", public_page, page(&show_feedback_form, remark_entrance)},
        {post, "/{lang:lang}/rueckmeldung", public_page, page(&send_feedback, gate, remark_entrance),
         largest_feedback_form},
        {get, "/{lang:lang}/rueckmeldung/danke", public_cached, page(&show_feedback_thanks, remark_entrance)},
        {post, "/{lang:lang}/hilfreich", public_page, page(&send_page_answer, answers_gate),
         largest_page_answer},
        {get, "/{lang:lang}/hilfreich/danke", public_cached, page(&show_page_answer_thanks)},
        {get, "/{lang:lang}/angaben/{token}", public_page, page(&show_confirmation)},
        {post, "/{lang:lang}/angaben/{token}", public_page, page(&send_confirmation, gate),
         largest_feedback_form},
        {get, "/{lang:lang}/angaben/{token}/aendern", public_page, page(&show_proposal)},
        {post, "/{lang:lang}/angaben/{token}/aendern", public_page, page(&send_proposal, gate)},
        {get, "/{lang:lang}/angaben-danke", public_cached, page(&show_confirmation_thanks)},
        {get, "/{lang:lang}/angaben-danke/vorschlag", public_cached, page(&show_proposal_thanks)},
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
        {post, "/verwaltung/angebote/auswahl/blaettern", needs(edit_offers),
         web::of_list(offer_list, &web::turn_page)},
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
        {get, "/verwaltung/angebote/{angebot}/rueckfragen", needs(edit_asking_addresses),
         &show_asking_address_of_offer},
        {post, "/verwaltung/angebote/{angebot}/rueckfragen", needs(edit_asking_addresses),
         &change_asking_address_of_offer},
        {get, "/verwaltung/angebote/{angebot}/bild", needs(edit_offers),
         with_images(&show_image_form, portal.images, offer_images)},
        {post, "/verwaltung/angebote/{angebot}/bild", needs(edit_offers),
         with_images(&put_new_image, portal.images, offer_images), largest_image_form, http::Effort::lengthy},
        {post, "/verwaltung/angebote/{angebot}/bild-entfernen", needs(edit_offers),
         with_images(&remove_present_image, portal.images, offer_images)},
        {post, "/verwaltung/angebote/{angebot}/bild/{bild}/loeschen", needs(publish_offers),
         with_images(&erase_image_for_good, portal.images, offer_images)},
        {get, "/verwaltung/angebote/{angebot}/bild/{bild}/{datei}", needs(see_offers),
         with_images(&send_image_at_desk, portal.images, offer_images)},
        {get, "/verwaltung/angebote/{angebot}/verlauf", needs(see_offers), &show_offer_history},
        {get, "/verwaltung/angebote/{angebot}/verlauf/loeschen", needs(erase_offer_history),
         &ask_before_erasing_history},
        {post, "/verwaltung/angebote/{angebot}/verlauf/loeschen", needs(erase_offer_history),
         &erase_history_now},
        {get, "/verwaltung/angebote/{angebot}/vorschau/{lang:lang}", needs(see_offers), &preview_offer},
        {get, "/verwaltung/seiten", needs(see_pages), &list_pages_at_desk},
        {get, "/verwaltung/seiten/liste.csv", needs(see_pages), &export_pages},
        {get, "/verwaltung/seiten/liste.xlsx", needs(see_pages), &export_pages},
        {get, "/verwaltung/seiten/ansichten", needs(see_pages),
         web::of_list(page_list, &web::show_saved_views)},
        {post, "/verwaltung/seiten/ansichten", needs(see_pages),
         web::of_list(page_list, &web::save_list_view)},
        {post, "/verwaltung/seiten/ansichten/loeschen", needs(see_pages),
         web::of_list(page_list, &web::erase_list_view)},
        {post, "/verwaltung/seiten/auswahl/blaettern", needs(publish_pages),
         web::of_list(page_list, &web::turn_page)},
        {post, "/verwaltung/seiten/auswahl", needs(publish_pages), &change_chosen_pages},
        {post, "/verwaltung/seiten/auswahl/archivieren", needs(publish_pages), &archive_chosen_pages},
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
        {get, "/verwaltung/seiten/{seite}/bild", needs(edit_pages),
         with_images(&show_image_form, portal.images, page_images)},
        {post, "/verwaltung/seiten/{seite}/bild", needs(edit_pages),
         with_images(&put_new_image, portal.images, page_images), largest_image_form, http::Effort::lengthy},
        {post, "/verwaltung/seiten/{seite}/bild-entfernen", needs(edit_pages),
         with_images(&remove_present_image, portal.images, page_images)},
        {post, "/verwaltung/seiten/{seite}/bild/{seitenbild}/loeschen", needs(publish_pages),
         with_images(&erase_image_for_good, portal.images, page_images)},
        {get, "/verwaltung/seiten/{seite}/bild/{seitenbild}/{datei}", needs(see_pages),
         with_images(&send_image_at_desk, portal.images, page_images)},
        {get, "/verwaltung/seiten/{seite}/verlauf", needs(see_pages), &show_page_history},
        {get, "/verwaltung/seiten/{seite}/vorschau/{lang:lang}", needs(see_pages), &preview_page},
        {get, "/verwaltung/standorte", needs(see_offers), &list_locations_at_desk},
        {get, "/verwaltung/standorte/liste.csv", needs(see_offers), &export_locations},
        {get, "/verwaltung/standorte/liste.xlsx", needs(see_offers), &export_locations},
        {get, "/verwaltung/standorte/ansichten", needs(see_offers),
         web::of_list(location_list, &web::show_saved_views)},
        {post, "/verwaltung/standorte/ansichten", needs(see_offers),
         web::of_list(location_list, &web::save_list_view)},
        {post, "/verwaltung/standorte/ansichten/loeschen", needs(see_offers),
         web::of_list(location_list, &web::erase_list_view)},
        {get, "/verwaltung/standorte/{angebot}", needs(see_offers), &show_location},
        {get, "/verwaltung/standorte/{angebot}/aendern", needs(edit_offers), &show_move_form},
        {post, "/verwaltung/standorte/{angebot}/aendern", needs(edit_offers), &move_offers},
        {get, "/verwaltung/standorte/{angebot}/vorschau/{lang:lang}", needs(see_offers),
         &preview_moved_offer},
        {get, "/verwaltung/verweise", needs(see_offers), &list_links_at_desk},
        {get, "/verwaltung/verweise/liste.csv", needs(see_offers), &export_links},
        {get, "/verwaltung/verweise/liste.xlsx", needs(see_offers), &export_links},
        {get, "/verwaltung/verweise/ansichten", needs(see_offers),
         web::of_list(link_list, &web::show_saved_views)},
        {post, "/verwaltung/verweise/ansichten", needs(see_offers),
         web::of_list(link_list, &web::save_list_view)},
        {post, "/verwaltung/verweise/ansichten/loeschen", needs(see_offers),
         web::of_list(link_list, &web::erase_list_view)},
        {post, "/verwaltung/verweise/auswahl/blaettern", needs(edit_offers),
         web::of_list(link_list, &web::turn_page)},
        {post, "/verwaltung/verweise/auswahl", needs(edit_offers), &change_chosen_links},
        {post, "/verwaltung/verweise/auswahl/stumm", needs(edit_offers), &mute_chosen_links},
        {get, "/verwaltung/verweise/{verweis}", needs(see_offers), &show_link},
        {post, "/verwaltung/verweise/{verweis}", needs(edit_offers), &mute_link_at_desk}, // two compared
        {get, "/verwaltung/verweise/{verweis}/verlauf", needs(see_offers), &show_link_history},
        {get, "/verwaltung/verweise/{verweis}/ersetzen", needs(edit_offers), &ask_before_replacing},
        {post, "/verwaltung/verweise/{verweis}/ersetzen", needs(edit_offers), &replace_everywhere},
        {post, "/verwaltung/verweise/{verweis}/stumm", needs(edit_offers), &mute_link_at_desk},
        {post, "/verwaltung/verweise/{verweis}/pruefen", needs(edit_offers), &check_link_at_desk},
        {get, "/verwaltung/uebersetzungen", needs(translate_texts), translated(&list_languages_to_translate)},
        {get, "/verwaltung/uebersetzungen/{sprache}", needs(translate_texts),
         translated(&list_records_to_translate)},
        {get, "/verwaltung/uebersetzungen/{sprache}/liste.csv", needs(translate_texts),
         translated(&export_records_to_translate)},
        {get, "/verwaltung/uebersetzungen/{sprache}/liste.xlsx", needs(translate_texts),
         translated(&export_records_to_translate)},
        {get, "/verwaltung/uebersetzungen/{sprache}/ansichten", needs(translate_texts),
         &show_translation_views},
        {post, "/verwaltung/uebersetzungen/{sprache}/ansichten", needs(translate_texts),
         &save_translation_view},
        {post, "/verwaltung/uebersetzungen/{sprache}/ansichten/loeschen", needs(translate_texts),
         &erase_translation_view},
        {post, "/verwaltung/uebersetzungen/{sprache}/auswahl", needs(translate_texts),
         translated(&order_chosen_proposals_at_desk)},
        {post, "/verwaltung/uebersetzungen/{sprache}/auswahl/blaettern", needs(translate_texts),
         &turn_translation_page},
        {post, "/verwaltung/uebersetzungen/{sprache}/maschine", needs(translate_texts),
         translated(&order_all_proposals_at_desk)},
        {get, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}", needs(translate_texts),
         translated(&show_translation_form)},
        {post, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}", needs(translate_texts),
         translated(&save_translation_form), largest_translation_form},
        {post, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}/maschine", needs(translate_texts),
         translated(&order_proposals_at_desk)},
        {get, "/verwaltung/uebersetzungen/{sprache}/{was}/{nummer}/verlauf", needs(translate_texts),
         translated(&show_translation_history)},
        {get, "/verwaltung/uebersetzungen/{sprache}/xliff", needs(translate_texts),
         translated(&export_translations)},
        {post, "/verwaltung/uebersetzungen/{sprache}/xliff", needs(translate_texts),
         translated(&take_translation_file), largest_translation_file},
        {get, "/verwaltung/suchen", needs(see_demand), &list_searches},
        {get, "/verwaltung/suchen/liste.csv", needs(see_demand), &export_searches},
        {get, "/verwaltung/suchen/liste.xlsx", needs(see_demand), &export_searches},
        {get, "/verwaltung/suchen/ansichten", needs(see_demand),
         web::of_list(search_list, &web::show_saved_views)},
        {post, "/verwaltung/suchen/ansichten", needs(see_demand),
         web::of_list(search_list, &web::save_list_view)},
        {post, "/verwaltung/suchen/ansichten/loeschen", needs(see_demand),
         web::of_list(search_list, &web::erase_list_view)},
        {post, "/verwaltung/suchen/{suche}/erledigt", needs(settle_demand), &finish_search},
        {post, "/verwaltung/suchen/{suche}/ausblenden", needs(settle_demand), &hide_search},
        {post, "/verwaltung/suchen/{suche}/oeffnen", needs(settle_demand), &reopen_search},
        {get, "/verwaltung/wortschatz", needs(see_words), with_words(&list_vocabulary)},
        {get, "/verwaltung/wortschatz/liste.csv", needs(see_words), with_words(&export_vocabulary)},
        {get, "/verwaltung/wortschatz/liste.xlsx", needs(see_words), with_words(&export_vocabulary)},
        {get, "/verwaltung/wortschatz/ansichten", needs(see_words),
         web::of_list(word_list, &web::show_saved_views)},
        {post, "/verwaltung/wortschatz/ansichten", needs(see_words),
         web::of_list(word_list, &web::save_list_view)},
        {post, "/verwaltung/wortschatz/ansichten/loeschen", needs(see_words),
         web::of_list(word_list, &web::erase_list_view)},
        {get, "/verwaltung/wortschatz/neu", needs(edit_words), with_words(&show_new_concept)},
        {post, "/verwaltung/wortschatz/neu", needs(edit_words), with_words(&add_concept_at_desk),
         largest_words_form},
        {get, "/verwaltung/wortschatz/{begriff}", needs(see_words), with_words(&show_concept_form)},
        {post, "/verwaltung/wortschatz/{begriff}", needs(edit_words), with_words(&save_concept_form),
         largest_words_form},
        {post, "/verwaltung/wortschatz/{begriff}/abgeben", needs(edit_words), with_words(&hand_in_concept),
         largest_words_form},
        {post, "/verwaltung/wortschatz/{begriff}/veroeffentlichen", needs(publish_words),
         with_words(&publish_concept_now), largest_words_form},
        {post, "/verwaltung/wortschatz/{begriff}/planen", needs(publish_words),
         with_words(&publish_concept_later), largest_words_form},
        {post, "/verwaltung/wortschatz/{begriff}/zurueckgeben", needs(publish_words),
         with_words(&give_back_concept), largest_words_form},
        {post, "/verwaltung/wortschatz/{begriff}/verwerfen", needs(edit_words),
         with_words(&discard_concept_draft)},
        {get, "/verwaltung/wortschatz/{begriff}/archivieren", needs(publish_words),
         with_words(&ask_before_archiving_concept)},
        {post, "/verwaltung/wortschatz/{begriff}/archivieren", needs(publish_words),
         with_words(&archive_concept_now)},
        {get, "/verwaltung/wortschatz/{begriff}/vorschau/{lang:lang}", needs(edit_words),
         with_words(&preview_concept)},
        {get, "/verwaltung/wortschatz/{begriff}/verlauf", needs(edit_words),
         with_words(&show_concept_history)},
        {get, "/verwaltung/kategorien", needs(edit_categories), &list_categories_at_desk},
        {get, "/verwaltung/kategorien/liste.csv", needs(edit_categories), &export_categories},
        {get, "/verwaltung/kategorien/liste.xlsx", needs(edit_categories), &export_categories},
        {get, "/verwaltung/kategorien/ansichten", needs(edit_categories),
         web::of_list(category_list, &web::show_saved_views)},
        {post, "/verwaltung/kategorien/ansichten", needs(edit_categories),
         web::of_list(category_list, &web::save_list_view)},
        {post, "/verwaltung/kategorien/ansichten/loeschen", needs(edit_categories),
         web::of_list(category_list, &web::erase_list_view)},
        {get, "/verwaltung/kategorien/neu", needs(edit_categories), &show_new_situation},
        {post, "/verwaltung/kategorien/neu", needs(edit_categories), &add_situation_at_desk,
         largest_category_form},
        {get, "/verwaltung/kategorien/neu/vorschau/{lang:lang}", needs(edit_categories),
         &show_preview_of_new_situation},
        {post, "/verwaltung/kategorien/neu/vorschau/{lang:lang}", needs(edit_categories),
         &preview_new_situation, largest_category_form},
        {get, "/verwaltung/kategorien/{lebenslage}/archivieren", needs(publish_categories),
         &ask_before_archiving_situation},
        {post, "/verwaltung/kategorien/{lebenslage}/archivieren", needs(publish_categories),
         &archive_situation_now},
        {post, "/verwaltung/kategorien/{lebenslage}/wiederherstellen", needs(publish_categories),
         &restore_situation_now},
        {get, "/verwaltung/kategorien/{kategorie}", needs(edit_categories), &show_category_form},
        {post, "/verwaltung/kategorien/{kategorie}", needs(edit_categories), &save_category_form,
         largest_category_form},
        {post, "/verwaltung/kategorien/{kategorie}/abgeben", needs(edit_categories), &hand_in_category,
         largest_category_form},
        {post, "/verwaltung/kategorien/{kategorie}/veroeffentlichen", needs(publish_categories),
         &publish_category_now, largest_category_form},
        {post, "/verwaltung/kategorien/{kategorie}/planen", needs(publish_categories),
         &publish_category_later, largest_category_form},
        {post, "/verwaltung/kategorien/{kategorie}/zurueckgeben", needs(publish_categories),
         &give_back_category, largest_category_form},
        {post, "/verwaltung/kategorien/{kategorie}/verwerfen", needs(edit_categories),
         &discard_category_draft},
        {get, "/verwaltung/kategorien/{kategorie}/vorschau/{lang:lang}", needs(edit_categories),
         &show_category_preview},
        {post, "/verwaltung/kategorien/{kategorie}/vorschau/{lang:lang}", needs(edit_categories),
         &preview_category, largest_category_form},
        {get, "/verwaltung/kategorien/{kategorie}/verlauf", needs(edit_categories), &show_category_history},
        {get, "/verwaltung/orte", needs(edit_places), &list_places_at_desk},
        {get, "/verwaltung/orte/liste.csv", needs(edit_places), &export_places},
        {get, "/verwaltung/orte/liste.xlsx", needs(edit_places), &export_places},
        {get, "/verwaltung/orte/ansichten", needs(edit_places),
         web::of_list(place_list, &web::show_saved_views)},
        {post, "/verwaltung/orte/ansichten", needs(edit_places),
         web::of_list(place_list, &web::save_list_view)},
        {post, "/verwaltung/orte/ansichten/loeschen", needs(edit_places),
         web::of_list(place_list, &web::erase_list_view)},
        {get, "/verwaltung/orte/{ort}", needs(edit_places), &show_place_form},
        {post, "/verwaltung/orte/{ort}", needs(edit_places), &save_place_form},
        {post, "/verwaltung/orte/{ort}/abgeben", needs(edit_places), &hand_in_place},
        {post, "/verwaltung/orte/{ort}/veroeffentlichen", needs(publish_places), &publish_place_now},
        {post, "/verwaltung/orte/{ort}/planen", needs(publish_places), &publish_place_later},
        {post, "/verwaltung/orte/{ort}/zurueckgeben", needs(publish_places), &give_back_place},
        {post, "/verwaltung/orte/{ort}/verwerfen", needs(edit_places), &discard_place_draft},
        {get, "/verwaltung/orte/{ort}/vorschau/{lang:lang}", needs(edit_places), &preview_place},
        {get, "/verwaltung/orte/{ort}/verlauf", needs(edit_places), &show_place_history},
        {get, "/verwaltung/orte/{ort}/neue-stelle", needs(publish_places), &show_new_unit},
        {post, "/verwaltung/orte/{ort}/neue-stelle", needs(publish_places), &add_unit_at_desk,
         largest_unit_form},
        {get, "/verwaltung/stellen/{stelle}", needs(publish_places), &show_unit_form},
        {post, "/verwaltung/stellen/{stelle}", needs(publish_places), &save_unit_form, largest_unit_form},
        {get, "/verwaltung/stellen/{stelle}/verlauf", needs(publish_places), &show_unit_history},
        {get, "/verwaltung/einrichtungen", needs(see_organisations), &list_organisations_at_desk},
        {get, "/verwaltung/einrichtungen/liste.csv", needs(see_organisations), &export_organisations},
        {get, "/verwaltung/einrichtungen/liste.xlsx", needs(see_organisations), &export_organisations},
        {get, "/verwaltung/einrichtungen/ansichten", needs(see_organisations),
         web::of_list(organisation_list, &web::show_saved_views)},
        {post, "/verwaltung/einrichtungen/ansichten", needs(see_organisations),
         web::of_list(organisation_list, &web::save_list_view)},
        {post, "/verwaltung/einrichtungen/ansichten/loeschen", needs(see_organisations),
         web::of_list(organisation_list, &web::erase_list_view)},
        {get, "/verwaltung/einrichtungen/neu", needs(add_organisations), &show_new_organisation},
        {post, "/verwaltung/einrichtungen/neu", needs(add_organisations), &add_organisation_at_desk,
         largest_organisation_form},
        {get, "/verwaltung/einrichtungen/{einrichtung}", needs(see_organisations), &show_organisation_form},
        {post, "/verwaltung/einrichtungen/{einrichtung}", needs(edit_organisations), &save_organisation_form,
         largest_organisation_form},
        {post, "/verwaltung/einrichtungen/{einrichtung}/abgeben", needs(edit_organisations),
         &hand_in_organisation, largest_organisation_form},
        {post, "/verwaltung/einrichtungen/{einrichtung}/veroeffentlichen", needs(publish_organisations),
         &publish_organisation_now, largest_organisation_form},
        {post, "/verwaltung/einrichtungen/{einrichtung}/planen", needs(publish_organisations),
         &publish_organisation_later, largest_organisation_form},
        {post, "/verwaltung/einrichtungen/{einrichtung}/zurueckgeben", needs(publish_organisations),
         &give_back_organisation, largest_organisation_form},
        {post, "/verwaltung/einrichtungen/{einrichtung}/verwerfen", needs(edit_organisations),
         &discard_organisation_draft},
        {get, "/verwaltung/einrichtungen/{einrichtung}/archivieren", needs(publish_organisations),
         &ask_before_archiving_organisation},
        {post, "/verwaltung/einrichtungen/{einrichtung}/archivieren", needs(publish_organisations),
         &archive_organisation_now},
        {get, "/verwaltung/einrichtungen/{einrichtung}/vorschau/{lang:lang}", needs(see_organisations),
         &preview_organisation},
        {get, "/verwaltung/einrichtungen/{einrichtung}/verlauf", needs(see_organisations),
         &show_organisation_history},
        {get, "/verwaltung/einrichtungen/{einrichtung}/rueckfragen", needs(edit_asking_addresses),
         &show_asking_address_of_organisation},
        {post, "/verwaltung/einrichtungen/{einrichtung}/rueckfragen", needs(edit_asking_addresses),
         &change_asking_address_of_organisation},
        {get, "/verwaltung/einrichtungen/{einrichtung}/zusammenfuehren", needs(edit_organisations),
         &ask_before_merging},
        {post, "/verwaltung/einrichtungen/{einrichtung}/zusammenfuehren", needs(edit_organisations),
         &merge_organisations_at_desk},
        {post, "/verwaltung/einrichtungen/{einrichtung}/verschieden", needs(edit_organisations),
         &tell_organisations_apart_at_desk},
        {post, "/verwaltung/einrichtungen/{einrichtung}/wieder-vorschlagen", needs(edit_organisations),
         &propose_organisations_again_at_desk},
        {post, "/verwaltung/einrichtungen/{einrichtung}/trennen", needs(edit_organisations),
         &separate_organisations_at_desk},
        {get, "/verwaltung/hilfreich", needs(see_demand), &list_helpful_pages},
        {get, "/verwaltung/hilfreich/liste.csv", needs(see_demand), &export_helpful_pages},
        {get, "/verwaltung/hilfreich/liste.xlsx", needs(see_demand), &export_helpful_pages},
        {get, "/verwaltung/hilfreich/ansichten", needs(see_demand),
         web::of_list(helpful_list, &web::show_saved_views)},
        {post, "/verwaltung/hilfreich/ansichten", needs(see_demand),
         web::of_list(helpful_list, &web::save_list_view)},
        {post, "/verwaltung/hilfreich/ansichten/loeschen", needs(see_demand),
         web::of_list(helpful_list, &web::erase_list_view)},
        {get, "/verwaltung/rueckmeldungen", needs(read_messages), &list_messages},
        {get, "/verwaltung/rueckmeldungen/liste.csv", needs(read_messages), &export_messages},
        {get, "/verwaltung/rueckmeldungen/liste.xlsx", needs(read_messages), &export_messages},
        {get, "/verwaltung/rueckmeldungen/ansichten", needs(read_messages),
         web::of_list(message_list, &web::show_saved_views)},
        {post, "/verwaltung/rueckmeldungen/ansichten", needs(read_messages),
         web::of_list(message_list, &web::save_list_view)},
        {post, "/verwaltung/rueckmeldungen/ansichten/loeschen", needs(read_messages),
         web::of_list(message_list, &web::erase_list_view)},
        {post, "/verwaltung/rueckmeldungen/auswahl/blaettern", needs(answer_messages),
         web::of_list(message_list, &web::turn_page)},
        {post, "/verwaltung/rueckmeldungen/auswahl", needs(answer_messages), &change_chosen_messages},
        {post, "/verwaltung/rueckmeldungen/auswahl/weitergeben", needs(answer_messages),
         &hand_on_chosen_messages},
        {post, "/verwaltung/rueckmeldungen/auswahl/schliessen", needs(answer_messages),
         &close_chosen_messages},
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
        {get, "/verwaltung/rueckmeldungen/{nummer}/schliessen", needs(answer_messages),
         &ask_whether_to_close},
        {post, "/verwaltung/rueckmeldungen/{nummer}/schliessen", needs(answer_messages), &close_message},
        {post, "/verwaltung/rueckmeldungen/{nummer}/oeffnen", needs(answer_messages), &reopen_message},
        {post, "/verwaltung/rueckmeldungen/{nummer}/zuruecknehmen", needs(answer_messages),
         &undo_message_step},
    };
}

} // namespace kommin::portal
