#include "modules/portal/desk/offer_desk_fields.hpp"

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "platform/i18n/collator.hpp"

#include <array>
#include <initializer_list>

namespace kommin::portal {

using html::Attributes;
using html::each;
using html::Url;
using html::Writer;
using i18n::Texts;
using web::Choice;

namespace {

// What it says can be changed here; the picture itself on a page of its own, which takes files.
void write_image(Writer& w, OfferFormFields const& form, Texts const& texts, OfferId id)
{
    if (form.has_text("image"))
        w(R"(<input type="hidden" name="image" value="{}">{}{})", form.value("image"),
          form.area("image_alt", "desk.hint.image_alt"_msg, 2),
          form.text("image_credit", "desk.hint.image_credit"_msg));
    w(R"(<div class="fld"><p class="lbl">{}</p><p><a href="{}">{}</a></p><p class="hint">{}</p></div>)",
      texts(find_offer_field("image")->label), offer_url(id, "bild"),
      form.has_text("image") ? texts("image.change"_msg) : texts("image.add"_msg),
      texts("image.save_first"_msg));
}

// The parts of the form, in their order; each with a jump mark above the form.
struct Part {
    std::string_view id;
    MessageKey title;
};
constexpr std::array parts{
    Part{"texte", "desk.section.what"_msg},      Part{"wen", "desk.section.whom"_msg},
    Part{"ort", "desk.section.where"_msg},       Part{"zeiten", "desk.section.when"_msg},
    Part{"kontakt", "desk.section.contact"_msg}, Part{"kosten", "desk.section.cost"_msg},
    Part{"kurs", "desk.section.course"_msg},     Part{"notiz", "desk.section.remark"_msg}};

void write_jumps(Writer& w, Texts const& texts)
{
    w(R"(<nav class="jumps" aria-labelledby="teile"><p id="teile">{}</p><ul>{}</ul></nav>)",
      texts("desk.jumps"_msg), each(parts, [&](Writer& item, Part const& part) {
          item(R"(<li><a href="{}">{}</a></li>)", Url::fragment(part.id), texts(part.title));
      }));
}

template<class Fields>
void write_part(Writer& w, Texts const& texts, std::string_view id, Fields const& fields)
{
    auto const* const part = std::ranges::find(parts, id, &Part::id);
    w(R"(<section class="sec" id="{}" aria-labelledby="{}-titel"><h2 id="{}-titel">{}</h2>{}</section>)", id,
      id, id, texts(part->title), fields);
}

// What few offers need. Open as soon as one of its fields says something or is wrong.
template<class Content>
void write_fold(
    Writer& w, Texts const& texts, OfferFormFields const& form, MessageKey title,
    std::initializer_list<std::string_view> names, Content const& content)
{
    bool const is_open
        = std::ranges::any_of(names, [&](std::string_view name) { return form.is_filled_or_faulty(name); });
    w(R"(<details class="more" {}><summary>{}</summary>{}</details>)",
      Attributes{html::flag("open", is_open)}, texts(title), content);
}

void write_what(Writer& w, OfferFormFields const& form, Texts const& texts, OfferId id)
{
    write_part(w, texts, "texte", [&](Writer& part) {
        part(
            "{}{}{}{}", form.required_text("title"), form.area("summary", "desk.hint.summary"_msg, 3),
            form.area("description", "desk.hint.description"_msg, 6), form.organisation());
        write_image(part, form, texts, id);
        write_fold(part, texts, form, find_offer_field("alert")->label, {"alert"}, [&](Writer& fold) {
            fold("{}", form.area("alert", "desk.hint.alert"_msg, 2));
        });
    });
    write_part(w, texts, "wen", [&](Writer& part) {
        part(
            "{}{}{}{}", form.choices("kind"), form.choices("life_situations"), form.kept_situations(),
            form.choices("target_groups"));
        write_fold(
            part, texts, form, "desk.more.whom"_msg, {"target_group", "age_min", "age_max"},
            [&](Writer& fold) {
                fold(
                    R"({}<div class="two">{}{}</div>)",
                    form.text("target_group", "desk.hint.target_group"_msg),
                    form.text("age_min", {}, web::FieldWidth::narrow),
                    form.text("age_max", {}, web::FieldWidth::narrow));
            });
    });
}

void write_where_and_when(Writer& w, OfferFormFields const& form, Texts const& texts)
{
    using web::FieldWidth;
    write_part(w, texts, "ort", [&](Writer& part) {
        part(
            R"({}{}<div class="two">{}{}</div>{}{})", form.choices("reach", "desk.hint.reach"_msg),
            form.select("municipality"), form.text("postal_code", {}, FieldWidth::narrow), form.text("city"),
            form.text("street"), form.text("address_note", "desk.hint.address_note"_msg));
        write_fold(
            part, texts, form, "desk.more.where"_msg, {"latitude", "longitude", "coverage"},
            [&](Writer& fold) {
                fold(
                    R"(<div class="two">{}{}</div>{})",
                    form.text("latitude", "desk.hint.latitude"_msg, FieldWidth::medium),
                    form.text("longitude", {}, FieldWidth::medium),
                    form.choices("coverage", "desk.hint.coverage"_msg));
            });
    });
    write_part(w, texts, "zeiten", [&](Writer& part) {
        part(
            R"(<p class="hint">{}</p><div class="two">{}{}{}{}{}{}{}</div>)", texts("desk.hint.hours"_msg),
            form.text("monday"), form.text("tuesday"), form.text("wednesday"), form.text("thursday"),
            form.text("friday"), form.text("saturday"), form.text("sunday"));
        write_fold(part, texts, form, "desk.more.when"_msg, {"exceptions", "hours_text"}, [&](Writer& fold) {
            fold(
                "{}{}", form.area("exceptions", "desk.hint.exceptions"_msg, 2),
                form.text("hours_text", "desk.hint.hours_text"_msg));
        });
        part("{}{}{}", form.choices("always_open"), form.choices("appointment"), form.choices("status"));
        write_fold(
            part, texts, form, find_offer_field("application")->label, {"application"},
            [&](Writer& fold) { fold("{}", form.area("application", "desk.hint.application"_msg, 2)); });
    });
}

void write_contact_and_costs(Writer& w, OfferFormFields const& form, Texts const& texts)
{
    write_part(w, texts, "kontakt", [&](Writer& part) {
        part(
            "{}{}{}", form.area("phones", "desk.hint.phones"_msg, 2),
            form.text("email", "desk.hint.email"_msg), form.text("website", "desk.hint.website"_msg));
        write_fold(part, texts, form, find_offer_field("contacts")->label, {"contacts"}, [&](Writer& fold) {
            fold("{}", form.area("contacts", "desk.hint.contacts"_msg, 2));
        });
        part("{}", form.choices("languages", "desk.hint.languages"_msg));
        write_fold(
            part, texts, form, find_offer_field("interpreters")->label,
            {"interpreters", "interpretation_note"}, [&](Writer& fold) {
                fold(
                    "{}{}", form.choices("interpreters"),
                    form.text("interpretation_note", "desk.hint.interpretation_note"_msg));
            });
    });
    write_part(w, texts, "kosten", [&](Writer& part) {
        part(
            "{}{}", form.choices("cost"),
            form.text("cost_amount", "desk.hint.cost_amount"_msg, web::FieldWidth::narrow));
        write_fold(part, texts, form, "desk.more.cost"_msg, {"cost_note", "prices"}, [&](Writer& fold) {
            fold("{}{}", form.text("cost_note"), form.area("prices", "desk.hint.prices"_msg, 2));
        });
        part(
            "{}{}{}", form.area("documents", "desk.hint.documents"_msg, 3), form.choices("childcare"),
            form.choices("wheelchair"));
        write_fold(
            part, texts, form, find_offer_field("accessibility_note")->label, {"accessibility_note"},
            [&](Writer& fold) {
                fold("{}", form.text("accessibility_note", "desk.hint.accessibility_note"_msg));
            });
    });
}

void write_rest(Writer& w, OfferFormFields const& form, Texts const& texts)
{
    using web::FieldWidth;
    write_part(w, texts, "kurs", [&](Writer& part) {
        write_fold(
            part, texts, form, "desk.more.course"_msg,
            {"course_type", "level_from", "level_to", "next_start", "free_places"}, [&](Writer& fold) {
                fold(
                    R"({}<div class="two">{}{}{}{}</div>)", form.select("course_type"),
                    form.text("level_from", "desk.hint.level"_msg, FieldWidth::narrow),
                    form.text("level_to", {}, FieldWidth::narrow), form.date("next_start"),
                    form.text("free_places", {}, FieldWidth::narrow));
            });
    });
    write_part(
        w, texts, "notiz", [&](Writer& part) { part("{}", form.area("remark", "desk.hint.remark"_msg, 3)); });
}

}

std::vector<Choice> OfferFormFields::choices_for(OfferField const& field) const
{
    std::vector<Choice> offered;
    for (auto const& choice : choices_of(field.name, texts_, names_))
        offered.push_back({std::string(choice.value), std::string(choice.label)});
    if (field.kind == FieldKind::place)
        offered.push_back({"", std::string(texts_("desk.no_place"_msg))});
    if (field.kind == FieldKind::place || field.kind == FieldKind::places) {
        for (auto const& body : names_.bodies) {
            if (body.kind == tenants::BodyKind::municipality)
                offered.push_back({body.slug, body.name});
        }
    }
    if (field.kind == FieldKind::language_choices) {
        auto tags = languages_;
        for (auto const& tag : fields_.values(field.name)) {
            if (std::ranges::find(tags, tag) == tags.end())
                tags.push_back(tag);
        }
        for (auto const& tag : tags) {
            auto const language = i18n::Language::find(tag);
            offered.push_back({tag, language ? texts_.language_name(*language) : tag});
        }
    }
    return offered;
}

std::vector<std::string> spoken_languages(Texts const& texts)
{
    std::vector<std::pair<std::string, std::string>> named;
    for (auto const& language : i18n::known_languages()) {
        if (language.tag() != "de-simple")
            named.emplace_back(texts.language_name(language), std::string(language.tag()));
    }
    auto const& collator = i18n::Collator::of(texts.language());
    std::ranges::sort(named, [&](auto const& left, auto const& right) {
        return collator.is_before(left.first, right.first);
    });
    std::vector<std::string> tags;
    tags.reserve(named.size());
    for (auto& [name, tag] : named)
        tags.push_back(std::move(tag));
    return tags;
}

void write_offer_sections(Writer& w, OfferFormFields const& form, Texts const& texts, OfferId id)
{
    write_jumps(w, texts);
    w(R"(<p class="hint">{}</p>)", texts("desk.only_the_name"_msg));
    write_what(w, form, texts, id);
    write_where_and_when(w, form, texts);
    write_contact_and_costs(w, form, texts);
    write_rest(w, form, texts);
}

} // namespace kommin::portal
