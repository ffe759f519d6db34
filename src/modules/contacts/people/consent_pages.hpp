#pragma once
// The pages on which consents are written down, withdrawn and worded.

#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/consent_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

inline constexpr std::string_view consent_texts_path = "einwilligungstexte";

// "schriftlich am 01.02.2026, Text 1, Türkisch"
std::string given_words(i18n::Texts const& texts, Consent const& consent);
// Of the question before it is withdrawn.
html::Url withdrawal_url(ConsentId id);
html::Url consent_texts_url();
html::Url consent_text_url(Purpose purpose);

// What somebody allows and has allowed, on their page: a callable hole.
struct ConsentsSection {
    web::Call const& call;
    Person const& person;
    std::vector<Consent> const& consents;
    bool may_edit;
    void operator()(html::Writer& writer) const;
};
// Why somebody is kept: a callable hole.
struct GroundsCard {
    web::Call const& call;
    Person const& person;
    std::vector<Consent> const& consents;
    std::vector<OnPersonPage> const& elsewhere;
    void operator()(html::Writer& writer) const;
};

struct ConsentFormPage {
    Person const& person;
    ConsentTexts const& texts;
    std::vector<Consent> const& consents;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
http::Response consent_form_page(web::Call const& call, ConsentFormPage const& page);
// Asks before it ends; says so where it has ended.
http::Response withdrawal_page(web::Call const& call, Person const& person, Consent const& consent);

http::Response consent_texts_page(web::Call const& call, ConsentTexts const& texts);
struct ConsentTextPage {
    Purpose purpose;
    ConsentTexts const& texts;
    records::Fields const& fields;
    std::int64_t seen; // the number that the fields were made from
    std::vector<Problem> problems = {};
};
http::Response consent_text_page(web::Call const& call, ConsentTextPage const& page);

} // namespace kommin::contacts
