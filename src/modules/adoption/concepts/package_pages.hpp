#pragma once
// The pages on which people at work see, give out and take over packages.

#include "modules/adoption/concepts/issuing.hpp"
#include "modules/adoption/concepts/package_desk.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/shown_fields.hpp"
#include "platform/web/staff_frame.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::adoption {

html::Url packages_url();
html::Url packages_url(std::string_view page); // below it: "neu"
html::Url package_url(PackageId id);
html::Url package_url(PackageId id, std::string_view page);
html::Url adopting_url(PackageId id, std::string_view body);
html::Url package_history_url(PackageId id);
// Where that target can be linked with it; see read_link().
html::Url linking_url(PackageId id, std::string_view target);
inline constexpr std::string_view link_query = "verweis"; // ?verweis=b17

std::string version_text(i18n::Texts const& texts, StoredPackage const& package); // "Fassung 2 vom …"

// What a part says, for people; what it names by the titles that parts have in the package.
web::RecordForm part_form(ItemKind kind, ConceptPackage const& package, i18n::Texts const& texts);
std::string title_of(Item const& item, i18n::Texts const& texts);
// Everything that a package says, part by part.
void write_parts(html::Writer& w, web::Call const& call, ConceptPackage const& package);

// What a package says of itself, without its parts.
web::RecordForm package_record_form(i18n::Texts const& texts);

// Below the list of packages.
web::StaffFrame frame_below_packages(web::Call const& call, std::string title);

inline constexpr int most_packages = 200; // in their list, and looked through
// Those in whose name or issuer the words stand, first those that are called so.
std::vector<StoredPackage> packages_with(std::vector<StoredPackage> packages, std::string_view words);

struct PackageListPage {
    std::string_view words; // that are looked for; "": none
    std::vector<StoredPackage> const& packages;
    bool is_cut; // there are more
    bool may_issue;
    bool may_take_in;
    std::string const& target; // what shall be linked with one of them; "": nothing
};
http::Response package_list_page(web::Call const& call, PackageListPage const& page);

struct IssuePage {
    std::vector<meetings::Panel> const& fields;
    std::vector<StoredPackage> const& own; // of which it can be a version
    records::Fields const& typed;
    std::string const& form_key;
    std::vector<Problem> problems = {};
};
http::Response issue_page(web::Call const& call, IssuePage const& page);
// What would leave, and the question whether it shall.
http::Response draft_page(web::Call const& call, PackageDraft const& draft, IssuePage const& page);

struct TakeInPage {
    std::vector<Problem> problems = {};
    std::string asked_key = {}; // the public key of a file that is signed by another one than before
};
http::Response take_in_page(web::Call const& call, TakeInPage const& page);

struct LinkedTarget {
    AdoptionLinkId id;
    std::string title;
    html::Url url;
};
struct LinkChoice {
    std::string value; // "b17": advice; "a4": an application
    std::string title;
};
struct SeenAdoption {
    tenants::Body body;
    std::optional<Adoption> adoption;
    bool may_adopt;
};
struct PackagePage {
    StoredPackage const& stored;
    ConceptPackage const& package;
    std::vector<StoredPackage> const& versions; // the newest first
    std::vector<SeenAdoption> const& adoptions; // of municipalities of which this person may know
    std::vector<LinkedTarget> const& links;
    std::vector<LinkChoice> const& choices;
    bool may_issue; // a later version
    bool may_link;
    std::string const& target; // what is chosen beforehand among `choices`; "": nothing
    std::vector<Problem> problems = {};
};
http::Response package_page(web::Call const& call, PackagePage const& page);

struct AdoptingPage {
    AdoptionView const& view;
    PartChoices const& choices; // as they were sent
    std::vector<Problem> problems = {};
};
http::Response adopting_page(web::Call const& call, AdoptingPage const& page);
inline constexpr std::string_view all_new_word
    = "neue"; // ?wahl=neue: all that nothing stands against is chosen

} // namespace kommin::adoption
