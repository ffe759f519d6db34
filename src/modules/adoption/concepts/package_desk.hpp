#pragma once
// Handlers of the pages for concept packages, and what other pages for people at work ask of them.
//
//     /verwaltung/konzept                                    get         see_packages
//     …/konzept/neu                                          get, post   issue_packages
//     …/konzept/einlesen                                     get, post   adopt_packages
//     …/konzept/{paket}                                      get         see_packages
//     …/konzept/{paket}/datei                                get         see_packages
//     …/konzept/{paket}/verlauf                              get         see_packages: "?fassung=2", what it
//     changed …/konzept/{paket}/uebernehmen/{gemeinde}               get, post   adopt_packages
//     …/konzept/{paket}/verweise                             post        adopt_packages
//     …/konzept/{paket}/entfernen                            post        adopt_packages: a link of it

#include "modules/adoption/concepts/adopting.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace kommin::adoption {

inline constexpr std::string_view packages_path = "konzept"; // of the menu

// The key by which packages are signed, read when first asked for.
using SigningKey = std::function<crypto::Key const&()>;

http::Response list_packages_at_desk(web::Call& call);
http::Response show_issuing(web::Call& call);
http::Response issue_at_desk(web::Call& call, SigningKey const& key);
http::Response show_taking_in(web::Call& call);
http::Response take_in_at_desk(web::Call& call, AdoptionRules const& rules);
http::Response show_package(web::Call& call);
http::Response download_package(web::Call& call);
http::Response show_package_history(web::Call& call);
http::Response show_adopting(web::Call& call);
http::Response adopt_at_desk(web::Call& call, AdoptionRules const& rules);
http::Response link_at_desk(web::Call& call);
http::Response unlink_at_desk(web::Call& call);

// What the pages of advice and of applications show of packages.
web::Body packages_below_advice(web::Call const& call, meetings::AdviceId advice);
web::Body packages_below_application(web::Call const& call, funding::Application const& application);

// For the search over everything.
web::StaffHits find_packages_at_desk(web::Call const& call, std::string_view words, int most_hits);
// Where entries of the audit trail lead and how they read, and on which somebody has worked last.
std::vector<web::StaffRecord> recorded_packages();
std::vector<web::StaffForm> noted_packages();
std::vector<web::StaffRecent> recent_packages();
// On "Heute", for whoever takes over for a municipality of their own: newer versions that say anything that
// nobody has decided on.
void add_newer_versions_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::adoption
