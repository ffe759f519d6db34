// The page of one offer: open or closed, call, way – then everything else. And the page of an ended one.

#include "modules/portal/directory/freshness.hpp"
#include "modules/portal/site/components.hpp"
#include "modules/portal/site/image_figure.hpp"
#include "modules/portal/site/offer_sections.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "modules/portal/site/structured_data.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;

namespace {

// Where this comes from and how old it is: nothing unread is printed as fact.
void write_provenance(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    w(
        R"(<section class="km-provenance km-stack km-stack--s" aria-labelledby="stand"><h2 id="stand" class="km-h3">{}</h2>{}{}{}<p class="km-small km-way km-noprint"><a href="{}">{}</a></p></section>)",
        texts("offer.provenance"_msg),
        [&](Writer& inner) {
            if (offer.is_example)
                inner("<p>{}</p>", texts("offer.is_example"_msg));
            else if (offer.confirmed_on)
                inner(
                    "<p>{}{}</p>",
                    when(
                        freshness_of(offer.confirmed_on, visit.now.date) == Freshness::overdue,
                        [&](Writer& mark) {
                            mark(
                                R"(<span class="km-mark km-mark--warn">{}</span> )",
                                texts("offer.overdue"_msg));
                        }),
                    texts(
                        "offer.confirmed_on"_msg,
                        {{"date", texts.date(*offer.confirmed_on, i18n::DateStyle::long_)}}));
            else
                inner(
                    R"(<p><span class="km-mark km-mark--warn">{}</span> {}</p>)",
                    texts("offer.unconfirmed"_msg),
                    offer.as_of ? texts("offer.as_of"_msg, {{"date", texts.partial_date(*offer.as_of)}})
                                : std::string(texts("offer.undated"_msg)));
        },
        when(
            offer.outdated_risk == "high",
            [&](Writer& inner) { inner(R"(<p class="km-small">{}</p>)", texts("offer.old_source"_msg)); }),
        when(
            !offer.sources.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<details class="km-details"><summary>{}</summary><ul lang="de" dir="ltr">{}</ul></details>)",
                    texts("offer.sources"_msg), each(offer.sources, [&](Writer& item, Source const& source) {
                        item(
                            R"(<li class="km-small">{} – {}{}</li>)", source.title, source.site,
                            when(source.as_of.has_value(), [&](Writer& date) {
                                date(
                                    R"(, <span lang="{}" dir="{}">{}</span>)", visit.language().tag(),
                                    visit.language().direction(),
                                    texts("offer.as_of"_msg, {{"date", texts.partial_date(*source.as_of)}}));
                            }));
                    }));
            }),
        visit.url({remark_entrance.path}).with_query({{"seite", "angebote/" + offer.slug}}),
        texts("offer.report_change"_msg));
}

void write_share(Writer& w, Visit const& visit, Offer const& offer)
{
    // A code without the name of a host leads a phone nowhere.
    bool const has_address = !visit.call.site.base_url.empty();
    w(R"(<section class="km-box km-stack km-stack--s km-share" aria-labelledby="teilen"><h2 id="teilen" class="km-h3">{}</h2>{}<div>{}<p class="km-noprint" data-share hidden></p></div></section>)",
      visit.texts("offer.share"_msg),
      when(
          has_address,
          [&](Writer& inner) {
              inner(
                  R"(<img class="km-qr" src="{}" width="148" height="148" alt="{}" loading="lazy">)",
                  visit.url({"angebote", offer.slug, "qr.svg"}), visit.texts("offer.qr_alt"_msg));
          }),
      when(has_address, [&](Writer& inner) {
          inner(R"(<p class="km-small">{}</p>)", visit.texts("offer.qr_text"_msg));
      }));
}

std::vector<Shown> shown_texts(Visit const& visit, Offer const& offer)
{
    std::vector<Shown> shown;
    each_localised_field(offer, [&](std::string_view /*name*/, LocalisedText const& text) {
        shown.push_back(visit.shown(text));
    });
    return shown;
}

enum class Shows : std::uint8_t { published, preview };

void write_main(Writer& w, Visit const& visit, Offer const& offer, OpenAnswer const& open, Shows shows)
{
    auto const& texts = visit.texts;
    auto const title = visit.shown(offer.title);
    auto const summary = visit.shown(offer.summary);
    auto const description = visit.shown(offer.description);
    auto const alert = visit.shown(offer.alert);
    auto const detail = open_detail(texts, open, visit.now);
    bool const can_call = number_to_call(offer) != nullptr;

    w(
        R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><p class="km-muted">{}{}{}</p><h1>{}{}</h1><p class="km-cluster km-cluster--tight">{}{} <span {}>{}</span></p></div>{}{}{}{}<div class="km-sidebar km-sidebar--contact"><div class="km-stack">{}{}{}{}</div><div class="km-stack km-stack--l"><section class="km-stack km-prose" aria-labelledby="was"><h2 id="was">{}</h2><p>{}{}</p>{}{}</section>{}{}{}{}</div></div></div>)",
        kind_and_place(visit, offer),
        CheckMark{visit, offer.is_unsure("kind") || offer.is_unsure("municipality")},
        when(
            offer.is_example,
            [&](Writer& inner) {
                inner(R"( <span class="km-badge">{}</span>)", texts("offer.example"_msg));
            }),
        ShownText{visit, title}, CheckMark{visit, offer.is_unsure("title")}, OpenMark{visit, open},
        CheckMark{visit, open.state == OpenState::always && offer.is_unsure("hours")},
        Attributes{attribute("class", "km-now", !detail.empty())},
        !detail.empty() ? detail
            : open.state == OpenState::unconfirmed || open.state == OpenState::unknown
            ? std::string(texts(can_call ? "open.call_first"_msg : "open.ask_first"_msg))
            : std::string{},
        when(
            offer.status == OfferStatus::temporarily_closed,
            [&](Writer& inner) {
                inner(R"(<div class="km-note km-note--warn"><p>{}</p></div>)", texts("offer.paused"_msg));
            }),
        when(
            !alert.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<div class="km-note km-note--warn"><p><strong>{}</strong> {}{}</p></div>)",
                    texts("offer.alert"_msg), ShownText{visit, alert},
                    CheckMark{visit, offer.is_unsure("alert")});
            }),
        [&](Writer& inner) { write_actions(inner, visit, offer); },
        TranslationNote{visit, shown_texts(visit, offer)},
        [&](Writer& inner) { write_hours(inner, visit, offer); },
        [&](Writer& inner) { write_address(inner, visit, offer); },
        [&](Writer& inner) { write_contact(inner, visit, offer); },
        when(
            !offer.languages.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<section class="km-box km-stack km-stack--s" aria-labelledby="spr"><h2 id="spr" class="km-h3">{}</h2>{}{}</section>)",
                    texts("offer.we_speak"_msg), LanguageTags{offer.languages},
                    when(offer.is_unsure("languages_spoken"), [&](Writer& mark) {
                        mark("<p>{}</p>", CheckMark{visit, true});
                    }));
            }),
        texts("offer.what"_msg), ShownText{visit, summary}, CheckMark{visit, offer.is_unsure("summary")},
        [&](Writer& inner) {
            if (description.empty())
                return;
            auto const html = html::Safe(markdown::to_html(description.text, {.first_heading_level = 3}));
            if (description.language == visit.language())
                inner("{}", html);
            else
                inner(
                    R"(<div lang="{}" dir="{}">{}</div>)", description.language.tag(),
                    description.language.direction(), html);
        },
        [&](Writer& inner) {
            if (!description.empty() && offer.is_unsure("description"))
                inner("<p>{}</p>", CheckMark{visit, true});
            auto const preview = shows == Shows::preview
                ? std::optional(PreviewedAtDesk{"angebote", offer.id.value})
                : std::nullopt;
            inner("{}", Figure{visit, offer.images, preview});
        },
        when(
            !offer.required_documents.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<section class="km-stack km-stack--s" aria-labelledby="mit"><h2 id="mit">{}</h2><ul>{}</ul></section>)",
                    texts("offer.bring"_msg),
                    each(offer.required_documents, [&](Writer& item, LocalisedText const& document) {
                        item(
                            "<li>{}{}</li>", ShownText{visit, visit.shown(document)},
                            CheckMark{visit, offer.is_unsure("required_documents")});
                    }));
            }),
        [&](Writer& inner) { write_facts(inner, visit, offer); },
        [&](Writer& inner) { write_provenance(inner, visit, offer); },
        [&](Writer& inner) { write_share(inner, visit, offer); });
}

web::PublicFrame offer_frame(Visit const& visit, Offer const& offer)
{
    auto const title = visit.shown(offer.title);
    auto frame = visit.frame(std::string(title.text), "angebote/" + offer.slug, "angebote");
    frame.description = visit.shown(offer.summary).text;
    frame.crumbs.push_back(
        {visit.url({"angebote"}), std::string(visit.texts("offers.title"_msg)), visit.language()});
    if (auto const* body = visit.snapshot().find_municipality(offer.municipality))
        frame.crumbs.push_back({visit.url({"orte", body->slug}), body->name, Language::german()});
    return frame;
}

}

http::Response offer_page(Visit const& visit, Offer const& offer)
{
    auto const open = open_at(offer.hours, visit.now);
    auto frame = offer_frame(visit, offer);
    frame.structured_data = structured_data_of(visit, offer);
    return visit.page(
        frame, [&](Writer& w) { write_main(w, visit, offer, open, Shows::published); }, open.valid_until);
}

http::Response offer_preview_page(Visit const& visit, Offer const& offer)
{
    auto const open = open_at(offer.hours, visit.now);
    auto frame = offer_frame(visit, offer);
    Previewed const record{"angebote", std::to_string(offer.id.value), "desk.title"_msg};
    make_preview(frame, visit.call, record);
    return visit.page(frame, [&](Writer& w) {
        w("{}", PreviewBar{visit, record});
        write_main(w, visit, offer, open, Shows::preview);
    });
}

http::Response offers_preview_page(
    Visit const& visit, Previewed const& record, std::vector<Offer> const& offers, std::string_view none)
{
    auto frame = offers.empty()
        ? visit.frame(std::string(visit.texts("offers.title"_msg)), "angebote", "angebote")
        : offer_frame(visit, offers.front());
    make_preview(frame, visit.call, record);
    auto const& german = Texts::of(Language::german());
    return visit.page(frame, [&](Writer& w) {
        w("{}", PreviewBar{visit, record});
        if (offers.empty()) {
            w(R"(<div class="km-wrap km-main"><p lang="de" dir="ltr">{}</p></div>)", none);
            return;
        }
        if (offers.size() > 1 && !stands_in_telephone(visit.call))
            w(R"(<div class="km-wrap"><p lang="de" dir="ltr">{} {}</p></div>)",
              german("desk.preview.others"_msg),
              each(std::span(offers).subspan(1), [&](Writer& link, Offer const& other) {
                  auto of_other = record;
                  of_other.part = std::to_string(other.id.value);
                  link(R"(<a href="{}">{}</a> )", of_other.url(visit.language().tag()), other.title.source);
              }));
        auto const& shown = offers.front();
        write_main(w, visit, shown, open_at(shown.hours, visit.now), Shows::preview);
    });
}

http::Response ended_offer_page(Visit const& visit, Offer const& offer)
{
    auto frame = offer_frame(visit, offer);
    frame.is_indexable = false;
    OfferFilter similar;
    similar.kinds = {offer.kind};
    similar.municipality = offer.municipality;
    auto list = list_offers_for(visit.snapshot(), similar, visit.language(), visit.now);
    if (list.offers.empty()) {
        similar.municipality = {};
        list = list_offers_for(visit.snapshot(), similar, visit.language(), visit.now);
    }
    auto response = visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><p class="km-muted">{}</p><h1>{}</h1></div><div class="km-note km-note--warn"><p><strong>{}</strong> {}</p></div>{}</div>)",
          kind_and_place(visit, offer), ShownText{visit, visit.shown(offer.title)},
          visit.texts("offer.ended"_msg), visit.texts("offer.ended.text"_msg),
          when(!list.offers.empty(), [&](Writer& instead) {
              instead(
                  R"(<section class="km-stack" aria-labelledby="statt"><h2 id="statt">{}</h2><ul class="km-cards" role="list">{}</ul></section>)",
                  visit.texts("offer.ended.instead"_msg),
                  each(list.offers, [&](Writer& item, ListedOffer const& listed) {
                      OfferCard{visit, listed}(item);
                  }));
          }));
    });
    response.set_status(http::Status::gone);
    return response;
}

} // namespace kommin::portal
