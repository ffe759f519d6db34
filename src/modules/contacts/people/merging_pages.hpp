#pragma once
// The pages on which people who may be one are found and merged.

#include "modules/contacts/people/duplicates.hpp"
#include "modules/contacts/people/person_list.hpp"
#include "modules/contacts/people/person_merging.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

inline constexpr std::string_view alike_page = "doppelte";
inline constexpr std::string_view apart_page = "verschieden";
inline constexpr std::string_view again_page = "wieder-vorschlagen";
inline constexpr int most_alike = 200; // people on a page, without whoever is alike to them

html::Url alike_url();

http::Response alike_people_page(
    web::Call const& call, AlikePage const& alike, int page, PersonChoices const& choices);

// With whom somebody is to be merged: those who are alike, or those that the words find; and from whom they
// were told apart.
struct MergeChoicePage {
    Person const& into;
    std::vector<PersonRecord> const& candidates;
    std::vector<PersonRecord> const& told_apart;
    std::string_view words;
};
http::Response merge_choice_page(web::Call const& call, MergeChoicePage const& page);

struct MergePage {
    PersonChoices const& choices;
    PersonRecord const& into;
    PersonRecord const& from;
    std::vector<Consent> const& of_into;
    std::vector<Consent> const& of_from;
    std::string told_apart = {}; // who has said when that they are not the same; "": nobody
    MergeChoices chosen = {};
    std::vector<Problem> problems = {};
};
// Both side by side, what has to be chosen, and what ends.
http::Response merge_page(web::Call const& call, MergePage const& page);

} // namespace kommin::contacts
