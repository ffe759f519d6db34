// How to get to an offer, on its page: what to do at once, the way, whom to call.

#include "modules/portal/components.hpp"
#include "modules/portal/offer_sections.hpp"

#include <algorithm>
#include <functional>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
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

void write_actions(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    auto const phone = std::find_if(offer.phones.begin(), offer.phones.end(), [](Phone const& candidate) {
        return !candidate.international.empty();
    });
    auto const website = Url::external(offer.website);
    bool const has_phone = phone != offer.phones.end();
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
                texts("offer.more_in_place"_msg, {{"place", body->name}}));
        }));
}

void write_contact(Writer& w, Visit const& visit, Offer const& offer)
{
    if (offer.phones.empty() && offer.email.empty()) {
        if (offer.website.empty())
            w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="kontakt"><h2 id="kontakt" class="km-h3">{}</h2><p>{}</p><p class="km-way"><a href="{}">{}</a></p></section>)",
              visit.texts("offer.contact"_msg), visit.texts("offer.contact_unknown"_msg),
              visit.url({"info", "beratung"}), visit.texts("offers.none.counselling"_msg));
        return;
    }
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="kontakt"><h2 id="kontakt" class="km-h3">{}</h2><ul role="list" class="km-plain">{}{}</ul></section>)",
      visit.texts("offer.contact"_msg),
      each(
          offer.phones,
          [&](Writer& inner, Phone const& phone) {
              inner(
                  "<li>{} {}{}{}</li>", Icon{"phone"},
                  [&](Writer& number) {
                      if (phone.international.empty())
                          number("{}", LeftToRight{phone.printed});
                      else
                          number(
                              R"(<a href="{}">{}</a>)", Url::phone(phone.international),
                              LeftToRight{phone.printed});
                  },
                  [&](Writer& note) { write_note(note, visit, phone.note); },
                  CheckMark{visit, offer.is_unsure("phones")});
          }),
      when(!offer.email.empty(), [&](Writer& inner) {
          inner(
              R"(<li>{} <a href="{}">{}</a>{}</li>)", Icon{"mail"}, Url::mail(offer.email),
              LeftToRight{offer.email}, CheckMark{visit, offer.is_unsure("email")});
      }));
}

} // namespace kommin::portal
