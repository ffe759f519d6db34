// Which address leads where, with the right that each asks for and the largest form it takes.

#include "modules/adoption/module_routes.hpp"

#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/package/package_file.hpp"

#include <cstddef>

namespace kommin::adoption {

namespace {

constexpr std::size_t around_file = std::size_t{16} << 10U;
constexpr std::size_t largest_issue_form = std::size_t{64} << 10U;
constexpr std::size_t largest_choice_form = std::size_t{64} << 10U; // a field for each part
constexpr std::size_t largest_link_form = std::size_t{8} << 10U;

}

std::vector<web::Route> module_routes(AdoptionWiring const& wiring)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/konzept", needs(see_packages), &list_packages_at_desk},
        {get, "/verwaltung/konzept/neu", needs(issue_packages), &show_issuing},
        {post, "/verwaltung/konzept/neu", needs(issue_packages),
         [key = wiring.key](web::Call& call) { return issue_at_desk(call, key); }, largest_issue_form},
        {get, "/verwaltung/konzept/einlesen", needs(adopt_packages), &show_taking_in},
        {post, "/verwaltung/konzept/einlesen", needs(adopt_packages),
         [rules = wiring.rules](web::Call& call) { return take_in_at_desk(call, rules); },
         largest_package + around_file},
        {get, "/verwaltung/konzept/{paket}", needs(see_packages), &show_package},
        {get, "/verwaltung/konzept/{paket}/datei", needs(see_packages), &download_package},
        {get, "/verwaltung/konzept/{paket}/verlauf", needs(see_packages), &show_package_history},
        {get, "/verwaltung/konzept/{paket}/uebernehmen/{gemeinde}", needs(adopt_packages), &show_adopting},
        {post, "/verwaltung/konzept/{paket}/uebernehmen/{gemeinde}", needs(adopt_packages),
         [rules = wiring.rules](web::Call& call) { return adopt_at_desk(call, rules); }, largest_choice_form},
        {post, "/verwaltung/konzept/{paket}/verweise", needs(adopt_packages), &link_at_desk,
         largest_link_form},
        {post, "/verwaltung/konzept/{paket}/entfernen", needs(adopt_packages), &unlink_at_desk,
         largest_link_form},
    };
}

} // namespace kommin::adoption
