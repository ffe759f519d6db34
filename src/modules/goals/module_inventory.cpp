#include "modules/goals/module_inventory.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/inventory/inventory_desk.hpp"
#include "modules/goals/inventory/inventory_life.hpp"
#include "modules/goals/inventory/inventory_pages.hpp"
#include "modules/goals/inventory/inventory_site.hpp"
#include "platform/web/visitor_routes.hpp"

#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

// The longest texts in a script of which a form makes nine bytes of each letter, twice: whoever compares two
// versions sends both.
constexpr std::size_t largest_inventory_form = std::size_t{128} << 10U;
// Some hundred lines with names and addresses.
constexpr std::size_t largest_requests_form = std::size_t{512} << 10U;
constexpr std::size_t largest_inventory_button = std::size_t{16} << 10U;
constexpr int inventory_rank = 23; // behind goals and what somebody has to report

std::vector<web::Route> inventory_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/bestandsaufnahmen", needs(see_goals), &list_inventories_at_desk},
        {get, "/verwaltung/bestandsaufnahmen/neu", needs(edit_inventories), &show_new_inventory},
        {post, "/verwaltung/bestandsaufnahmen/neu", needs(edit_inventories), &add_inventory_at_desk,
         largest_inventory_form},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}", needs(see_goals), &show_inventory},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/bearbeiten", needs(edit_inventories),
         &show_inventory_form},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/bearbeiten", needs(edit_inventories),
         &save_inventory_form, largest_inventory_form},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/bearbeiten/verlauf", needs(edit_inventories),
         &show_inventory_history},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/fragen", needs(edit_inventories),
         &open_inventory_at_desk, largest_inventory_button},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/schliessen", needs(edit_inventories),
         &close_inventory_at_desk, largest_inventory_button},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt", needs(edit_inventories),
         &show_requests_form},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt", needs(edit_inventories),
         &add_requests_at_desk, largest_requests_form},
    };
}

std::vector<web::Route> request_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}", needs(see_goals), &show_request},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/entfernen", needs(edit_inventories),
         &erase_request_at_desk, largest_inventory_button},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/adresse-loeschen",
         needs(edit_inventories), &erase_address_at_desk, largest_inventory_button},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/wort-loeschen",
         needs(edit_inventories), &erase_word_at_desk, largest_inventory_button},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/erneut", needs(edit_inventories),
         &ask_again_at_desk, largest_inventory_button},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/nichts", needs(answer_inventories),
         &report_nothing_at_desk, largest_inventory_button},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/gilt-weiter",
         needs(answer_inventories), &continue_entry_at_desk, largest_inventory_button},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/eintrag", needs(answer_inventories),
         &show_new_entry},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/gefragt/{anfrage}/eintrag", needs(answer_inventories),
         &add_entry_at_desk, largest_inventory_form},
    };
}

std::vector<web::Route> entry_routes()
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege", needs(see_goals), &list_entries_at_desk},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege/liste.csv", needs(see_goals),
         &export_entries},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege/liste.xlsx", needs(see_goals),
         &export_entries},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege/{meldung}", needs(answer_inventories),
         &show_entry_form},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege/{meldung}", needs(answer_inventories),
         &save_entry_form, largest_inventory_form},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege/{meldung}/verlauf",
         needs(answer_inventories), &show_entry_history},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege/{meldung}/loeschen",
         needs(answer_inventories), &erase_entry_at_desk, largest_inventory_button},
        {post, "/verwaltung/bestandsaufnahmen/{bestand}/eintraege/{meldung}/massnahme",
         needs(edit_inventories), &make_measure_at_desk, largest_inventory_button},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/luecken", needs(see_goals), &show_gaps},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/luecken/liste.csv", needs(see_goals), &export_gaps},
        {get, "/verwaltung/bestandsaufnahmen/{bestand}/luecken/liste.xlsx", needs(see_goals), &export_gaps},
    };
}

// Whoever was asked by letter has no account.
std::vector<web::Route> linked_routes()
{
    using enum http::Method;
    using web::for_visitors;
    using web::public_page;
    // Whoever has no link is refused before. All offices of a town hall answer from one network.
    auto const gate = std::make_shared<web::VisitorGate>(
        web::TokenBuckets::Rate{.burst = 200, .one_per = std::chrono::seconds(5)},
        web::TokenBuckets::Rate{.burst = 2000, .one_per = std::chrono::seconds(1)});
    return {
        {get, "/{lang:lang}/bestandsaufnahme/{token}", public_page, for_visitors(&show_linked_request)},
        {get, "/{lang:lang}/bestandsaufnahme/{token}/eintrag", public_page,
         for_visitors(&show_linked_new_entry)},
        {post, "/{lang:lang}/bestandsaufnahme/{token}/eintrag", public_page,
         for_visitors(&send_linked_new_entry, gate), largest_inventory_form},
        {get, "/{lang:lang}/bestandsaufnahme/{token}/eintrag/{meldung}", public_page,
         for_visitors(&show_linked_entry)},
        {post, "/{lang:lang}/bestandsaufnahme/{token}/eintrag/{meldung}", public_page,
         for_visitors(&send_linked_entry, gate), largest_inventory_form},
        {post, "/{lang:lang}/bestandsaufnahme/{token}/loeschen", public_page,
         for_visitors(&send_linked_erasure, gate), largest_inventory_button},
        {post, "/{lang:lang}/bestandsaufnahme/{token}/gilt-weiter", public_page,
         for_visitors(&send_linked_former, gate), largest_inventory_button},
        {post, "/{lang:lang}/bestandsaufnahme/{token}/nichts", public_page,
         for_visitors(&send_linked_nothing, gate), largest_inventory_button},
    };
}

web::StaffWords inventory_help_words()
{
    return {
        "inventory.title"_msg,
        see_goals,
        {{"st st--draft", "inventory.state.draft"_msg, "help.word.inventory.draft"_msg},
         {"st st--info", "inventory.state.open"_msg, "help.word.inventory.open"_msg},
         {"st st--done", "inventory.state.closed"_msg, "help.word.inventory.closed"_msg}}};
}

template<class Entry>
void add_every(std::vector<Entry>& all, std::vector<Entry> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}

void add_inventories(web::Module& module, InventoryCare const& care)
{
    for (auto routes : {inventory_routes(), request_routes(), entry_routes(), linked_routes()})
        add_every(module.routes, std::move(routes));
    add_every(
        module.unlogged,
        {"/{lang:lang}/bestandsaufnahme/{token}", "/{lang:lang}/bestandsaufnahme/{token}/eintrag",
         "/{lang:lang}/bestandsaufnahme/{token}/eintrag/{meldung}",
         "/{lang:lang}/bestandsaufnahme/{token}/loeschen",
         "/{lang:lang}/bestandsaufnahme/{token}/gilt-weiter",
         "/{lang:lang}/bestandsaufnahme/{token}/nichts"});
    module.jobs.push_back(inventory_mail(care));
    module.recurring.push_back(inventory_reminders());
    module.recurring.push_back(inventory_links_ending());
    module.staff_links.push_back(
        {.area = web::StaffArea::steering,
         .rank = inventory_rank,
         .label = "inventory.menu"_msg,
         .path = std::string(inventories_path),
         .permission = see_goals,
         .purpose = "inventory.purpose"_msg});
    module.news.push_back({"inventory.one"_msg, std::string(inventories_path), edit_inventories});
    add_every(module.records, recorded_inventories());
    add_every(module.forms, noted_inventories());
    add_every(module.recents, recent_inventories());
    // Before measures: of one day an entry stands above the beginning of what was made of it.
    module.lives.insert(module.lives.begin(), life_of_inventories());
    module.words.push_back(inventory_help_words());
    module.topics.push_back({"inventory.title"_msg, "help.inventory.text"_msg, see_goals});
    module.today
        = [before = std::move(module.today)](web::Call const& call, std::vector<web::TodayItem>& items) {
              before(call, items);
              add_inventories_of_today(call, items);
          };
}

} // namespace kommin::goals
