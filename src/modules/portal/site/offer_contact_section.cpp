// How to get to an offer, on its page: what to do at once, the way, whom to call.

#include "modules/portal/exchange/flat_offer.hpp"
#include "modules/portal/site/components.hpp"
#include "modules/portal/site/offer_sections.hpp"

#include <algorithm>
#include <functional>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using web::GermanName;
using web::Icon;
using web::LeftToRight;

namespace {

// One thing to do with this office; the first one is the main button.
void write_action(
    Writer& w, bool& is_first, Url const& url, std::string_view icon, std::string_view relation,
    std::function<void(Writer&)> const& label)
{
    w(R"(<a class="kern-btn kern-btn--{}" href="{}" {}>{}<span class="kern-label">{}</span></a>)",
      is_first ? "primary" : "secondary", url, Attributes{attribute("rel", relation, !relation.empty())},
      Icon{icon}, label);
    is_first = false;
}

}

Phone const* number_to_call(Offer const& offer)
{
    auto const found = std::ranges::find_if(
        offer.phones, [](Phone const& phone) { return phone.is_to_talk() && !phone.international.empty(); });
    return found == offer.phones.end() ? nullptr : &*found;
}

void write_actions(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    auto const* phone = number_to_call(offer);
    auto const website = Url::external(offer.website);
    bool const has_phone = phone != nullptr;
    bool const has_way = !offer.address.empty();
    bool const has_mail = !offer.email.empty() && !has_phone;
    if (!has_phone && !website && !has_way && !has_mail)
        return;
    w(R"(<div class="km-actions km-actions--start km-noprint">{}</div>)", [&](Writer& inner) {
        bool is_first = true;
        if (has_phone)
            write_action(inner, is_first, Url::phone(phone->international), "phone", "", [&](Writer& label) {
                label(
                    "{} {}{}", texts("offer.call"_msg), LeftToRight{phone->printed},
                    CheckMark{visit, offer.is_unsure("phones")});
            });
        if (has_mail)
            write_action(inner, is_first, Url::mail(offer.email), "mail", "", [&](Writer& label) {
                label("{}{}", texts("offer.write"_msg), CheckMark{visit, offer.is_unsure("email")});
            });
        if (has_way)
            write_action(inner, is_first, Url::fragment("wo"), "pin", "", [&](Writer& label) {
                label("{}", texts("offer.way"_msg));
            });
        if (website)
            write_action(inner, is_first, *website, "globe", "noopener external", [&](Writer& label) {
                label("{}{}", texts("offer.website"_msg), CheckMark{visit, offer.is_unsure("website")});
            });
    });
}

void write_note(Writer& w, Visit const& visit, LocalisedText const& note)
{
    if (!note.empty())
        w(R"( <span class="km-small">{}</span>)", ShownText{visit, visit.shown(note)});
}

void write_address(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& address = offer.address;
    auto const& texts = visit.texts;
    auto const* body = visit.snapshot().find_municipality(offer.municipality);
    w(
        R"(<section class="km-box km-stack km-stack--s" aria-labelledby="wo"><h2 id="wo" class="km-h3">{}</h2>{}{}{}</section>)",
        texts("offer.address"_msg),
        [&](Writer& inner) {
            if (address.empty()) {
                inner("<p>{}</p>", texts("offer.address_unknown"_msg));
                return;
            }
            inner(
                R"(<address class="km-addr"><span lang="de" dir="ltr">{}{}{}</span>{}</address>)",
                when(
                    !offer.organisation.empty(),
                    [&](Writer& line) {
                        line("{}{}<br>", offer.organisation, [&](Writer& mark) {
                            if (offer.is_unsure("organisation"))
                                mark(
                                    R"(<span lang="{}" dir="{}">{}</span>)", visit.language().tag(),
                                    visit.language().direction(), CheckMark{visit, true});
                        });
                    }),
                when(!address.street.empty(), [&](Writer& line) { line("{}<br>", address.street); }),
                address.postal_code.empty() ? address.city : address.postal_code + ' ' + address.city,
                CheckMark{visit, offer.is_unsure("address")});
            if (!address.note.empty())
                inner(R"(<p class="km-small">{}</p>)", ShownText{visit, visit.shown(address.note)});
        },
        when(
            address.latitude && address.longitude,
            [&](Writer& inner) {
                inner(
                    R"(<p class="km-way"><a href="{}">{}</a></p>)",
                    Url::geo(*address.latitude, *address.longitude), texts("offer.open_map_app"_msg));
            }),
        when(body != nullptr, [&](Writer& inner) {
            inner(
                R"(<p class="km-small km-way"><a href="{}">{}</a></p>)", visit.url({"orte", body->slug}),
                texts("offer.more_in_place"_msg, {{"place", texts.foreign(body->name)}}));
        }));
}

namespace {

// Nothing for an ordinary number.
std::string_view word_of(PhoneKind kind, i18n::Texts const& texts)
{
    switch (kind) {
    case PhoneKind::mobile:
        return texts("phone.mobile"_msg);
    case PhoneKind::fax:
        return texts("phone.fax"_msg);
    case PhoneKind::text:
        return texts("phone.text"_msg);
    case PhoneKind::textphone:
        return texts("phone.textphone"_msg);
    case PhoneKind::voice:
        break;
    }
    return {};
}

// "Arabisch, Türkisch"
std::string names_of(std::vector<std::string> const& tags, i18n::Texts const& texts)
{
    std::string names;
    for (auto const& tag : tags) {
        auto const language = Language::find(tag);
        if (!names.empty())
            names += std::string(texts("hours.comma"_msg)) + ' ';
        names += language ? texts.language_name(*language) : tag;
    }
    return names;
}

void write_number(Writer& w, std::string_view printed, std::string_view international)
{
    if (international.empty())
        w("{}", LeftToRight{printed});
    else
        w(R"(<a href="{}">{}</a>)", Url::phone(international), LeftToRight{printed});
}

void write_phone(Writer& w, Visit const& visit, Offer const& offer, Phone const& phone)
{
    auto const& texts = visit.texts;
    auto const word = word_of(phone.kind, texts);
    // Whoever calls a fax or a number for messages hears nobody.
    bool const can_be_called = phone.kind != PhoneKind::fax && phone.kind != PhoneKind::text;
    w(
        "<li>{} {}{}{}{}{}</li>", Icon{"phone"},
        when(!word.empty(), [&](Writer& inner) { inner("{} ", word); }),
        [&](Writer& inner) { write_number(inner, phone.printed, can_be_called ? phone.international : ""); },
        [&](Writer& inner) { write_note(inner, visit, phone.note); },
        when(
            !phone.languages.empty(),
            [&](Writer& inner) {
                inner(R"( <span class="km-small">({})</span>)", names_of(phone.languages, texts));
            }),
        CheckMark{visit, offer.is_unsure("phones")});
}

void write_mail(Writer& w, std::string_view address)
{
    w(R"({} <a href="{}">{}</a>)", Icon{"mail"}, Url::mail(address), LeftToRight{address});
}

void write_person(Writer& w, Visit const& visit, Contact const& contact)
{
    w("<li>{}{}{}{}</li>",
      when(
          !contact.function.empty(),
          [&](Writer& inner) { inner("{}", ShownText{visit, visit.shown(contact.function)}); }),
      when(
          !contact.name.empty(),
          [&](Writer& inner) {
              inner(
                  "{}{}", when(!contact.function.empty(), [](Writer& line) { line("<br>"); }),
                  GermanName{contact.name, visit.language()});
          }),
      when(
          !contact.phone.empty(),
          [&](Writer& inner) {
              inner("<br>{} {}", Icon{"phone"}, [&](Writer& number) {
                  write_number(number, contact.phone, international_number(contact.phone));
              });
          }),
      when(!contact.email.empty(), [&](Writer& inner) {
          inner("<br>{}", [&](Writer& mail) { write_mail(mail, contact.email); });
      }));
}

// Whom to ask for.
void write_people(Writer& w, Visit const& visit, Offer const& offer)
{
    if (offer.contacts.empty())
        return;
    w(R"(<h3 class="km-h3">{}{}</h3><ul role="list" class="km-plain">{}</ul>)",
      visit.texts("offer.ask_for"_msg), CheckMark{visit, offer.is_unsure("contacts")},
      each(
          offer.contacts, [&](Writer& item, Contact const& contact) { write_person(item, visit, contact); }));
}

void write_no_contact(Writer& w, Visit const& visit)
{
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="kontakt"><h2 id="kontakt" class="km-h3">{}</h2><p>{}</p><p class="km-way"><a href="{}">{}</a></p></section>)",
      visit.texts("offer.contact"_msg), visit.texts("offer.contact_unknown"_msg),
      visit.url({"info", "beratung"}), visit.texts("offers.none.counselling"_msg));
}

}

void write_contact(Writer& w, Visit const& visit, Offer const& offer)
{
    bool const has_way = !offer.phones.empty() || !offer.email.empty();
    if (!has_way && offer.contacts.empty()) {
        if (offer.website.empty())
            write_no_contact(w, visit);
        return;
    }
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="kontakt"><h2 id="kontakt" class="km-h3">{}</h2>{}{}</section>)",
      visit.texts("offer.contact"_msg),
      when(
          has_way,
          [&](Writer& inner) {
              inner(
                  R"(<ul role="list" class="km-plain">{}{}</ul>)",
                  each(
                      offer.phones,
                      [&](Writer& item, Phone const& phone) { write_phone(item, visit, offer, phone); }),
                  when(!offer.email.empty(), [&](Writer& item) {
                      item(
                          "<li>{}{}</li>", [&](Writer& mail) { write_mail(mail, offer.email); },
                          CheckMark{visit, offer.is_unsure("email")});
                  }));
          }),
      [&](Writer& inner) { write_people(inner, visit, offer); });
}

} // namespace kommin::portal
