#include "modules/portal/desk/unit_pages.hpp"

#include "modules/portal/desk/place_pages.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using tenants::OrganisationalUnit;
using tenants::UnitKind;
using tenants::UnitName;
using web::staff_url;

namespace {

constexpr std::array all_unit_kinds{
    UnitKind::directorate, UnitKind::department, UnitKind::office, UnitKind::immigration_office};

MessageKey label_of_name_field(UnitNameField field)
{
    switch (field) {
    case UnitNameField::name:
        return "place.unit.field.name"_msg;
    case UnitNameField::short_name:
        return "place.unit.field.short"_msg;
    case UnitNameField::from:
        return "place.unit.field.from"_msg;
    case UnitNameField::to:
        return "place.unit.field.to"_msg;
    case UnitNameField::seen_in:
        return "place.unit.field.seen"_msg;
    case UnitNameField::source:
        return "place.unit.field.source"_msg;
    case UnitNameField::uncertain:
        return "place.unit.field.uncertain"_msg;
    case UnitNameField::remark:
        break;
    }
    return "place.unit.field.note"_msg;
}

// "seit August 2013", "beendet 2008", "gelesen 28. März 2025".
std::string validity_of(OrganisationalUnit const& unit, Date day, Texts const& texts)
{
    auto const* today = unit.name_on(day);
    if (today == nullptr && !unit.names.empty() && unit.names.back().valid_to)
        return texts("place.unit.ended"_msg, {{"date", texts.partial_date(*unit.names.back().valid_to)}});
    if (today == nullptr)
        return std::string(texts("place.unit.not_yet"_msg));
    if (today->valid_from)
        return texts("place.unit.since"_msg, {{"date", texts.partial_date(*today->valid_from)}});
    if (today->seen_in)
        return texts("place.unit.seen"_msg, {{"date", texts.partial_date(*today->seen_in)}});
    return "–";
}

// As people look for them.
std::vector<OrganisationalUnit> by_name(std::vector<OrganisationalUnit> units, Date day)
{
    std::ranges::stable_sort(
        units, {}, [&](OrganisationalUnit const& unit) { return search::fold(title_of_unit(unit, day)); });
    return units;
}

class UnitFields {
public:
    UnitFields(Texts const& texts, UnitFormPage const& page)
        : texts_(texts)
        , page_(page)
    { }

    void write(Writer& w) const
    {
        std::vector<web::Choice> kinds;
        for (auto const kind : all_unit_kinds)
            kinds.push_back({std::string(to_text(kind)), std::string(texts_(label_of(kind)))});
        std::array const chosen{std::string(page_.fields.value(unit_kind_field))};
        auto const names = std::min(count_unit_names(page_.fields), most_unit_names);
        w(R"({}<div class="sec">{}{}{}</div>)", web::RequiredNote{texts_},
          web::ChoiceGroup{
              .texts = texts_,
              .name = unit_kind_field,
              .legend = "place.unit.field.kind"_msg,
              .choices = kinds,
              .values = chosen,
              .problems = page_.problems},
          web::TextField{
              .texts = texts_,
              .name = unit_remark_field,
              .label = "place.unit.field.remark"_msg,
              .value = page_.fields.value(unit_remark_field),
              .problems = page_.problems,
              .width = web::FieldWidth::whole,
              .language = web::language_of_content(texts_)},
          web::TextField{
              .texts = texts_,
              .name = unit_mail_field,
              .label = "place.unit.field.mail"_msg,
              .value = page_.fields.value(unit_mail_field),
              .problems = page_.problems,
              .hint = "place.unit.hint.mail"_msg,
              .type = "email"});
        for (std::size_t row = 1; row <= names; ++row)
            write_name(w, row, texts_("place.unit.name.legend"_msg, {{"number", row}}), {});
        if (names < most_unit_names)
            write_name(
                w, names + 1,
                std::string(texts_(names == 0 ? "place.unit.field.name"_msg : "place.unit.name.next"_msg)),
                names == 0 ? MessageKey{} : "place.unit.name.next.hint"_msg);
    }

private:
    [[nodiscard]] std::string_view value(std::string const& field) const { return page_.fields.value(field); }
    void write_text(Writer& w, UnitNameField field, std::size_t row, web::FieldWidth width) const
    {
        auto const name = field_of_name(field, row);
        w("{}",
          web::TextField{
              .texts = texts_,
              .name = name,
              .label = label_of_name_field(field),
              .value = value(name),
              .problems = page_.problems,
              .width = width,
              .is_required = field == UnitNameField::name,
              .language = web::language_of_content(texts_)});
    }
    void write_date(Writer& w, UnitNameField field, std::size_t row) const
    {
        auto const name = field_of_name(field, row);
        w("{}",
          web::DateField{
              .texts = texts_,
              .name = name,
              .label = label_of_name_field(field),
              .value = value(name),
              .problems = page_.problems,
              .may_be_partial = true});
    }
    void write_name(Writer& w, std::size_t row, std::string const& heading, MessageKey hint) const
    {
        auto const id = "name" + std::to_string(row);
        auto const uncertain = field_of_name(UnitNameField::uncertain, row);
        std::array const yes{web::Choice{
            std::string(uncertain_value), std::string(texts_("place.unit.field.uncertain.yes"_msg))}};
        std::array const chosen{std::string(value(uncertain))};
        w(
            R"(<section class="sec" aria-labelledby="{}"><h2 id="{}">{}</h2>{}{}{}</section>)", id, id,
            heading,
            when(
                hint != MessageKey{}, [&](Writer& text) { text(R"(<p class="hint">{}</p>)", texts_(hint)); }),
            [&](Writer& fields) {
                using enum UnitNameField;
                write_text(fields, name, row, web::FieldWidth::whole);
                write_text(fields, short_name, row, web::FieldWidth::medium);
                write_date(fields, from, row);
                write_date(fields, to, row);
                write_date(fields, seen_in, row);
                write_text(fields, source, row, web::FieldWidth::whole);
                write_text(fields, remark, row, web::FieldWidth::whole);
            },
            web::ChoiceGroup{
                .texts = texts_,
                .name = uncertain,
                .legend = "place.unit.field.uncertain"_msg,
                .choices = yes,
                .values = chosen,
                .is_multiple = true,
                .problems = page_.problems});
    }

    Texts const& texts_;
    UnitFormPage const& page_;
};

void write_unit_side(Writer& w, Texts const& texts, UnitFormPage const& page)
{
    std::string codes;
    for (auto const& code : page.unit == nullptr ? std::vector<tenants::UnitCode>{} : page.unit->codes)
        codes += (codes.empty() ? "" : ", ") + code.code;
    w(R"(<div class="stack"><section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li>{}</ul></section>{}</div>)",
      texts("place.unit.effect"_msg), texts("place.unit.effect.end"_msg),
      texts("place.unit.effect.rename"_msg),
      when(
          !codes.empty(),
          [&](Writer& item) {
              item("<li>{}</li>", texts("place.unit.effect.codes"_msg, {{"codes", codes}}));
          }),
      when(page.unit != nullptr, [&](Writer& inner) {
          inner(
              R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul></section>)",
              texts("page.more"_msg), unit_url(page.unit->id, "verlauf"), texts("record.history"_msg));
      }));
}

}

Url unit_url(UnitId id)
{
    return staff_url({units_path, std::to_string(id.value)});
}

Url unit_url(UnitId id, std::string_view page)
{
    return staff_url({units_path, std::to_string(id.value), page});
}

MessageKey label_of(UnitKind kind)
{
    switch (kind) {
    case UnitKind::directorate:
        return "place.unit.kind.directorate"_msg;
    case UnitKind::department:
        return "place.unit.kind.department"_msg;
    case UnitKind::immigration_office:
        return "place.unit.kind.immigration_office"_msg;
    case UnitKind::office:
        break;
    }
    return "place.unit.kind.office"_msg;
}

std::string title_of_unit(OrganisationalUnit const& unit, Date day)
{
    if (auto const* name = unit.name_on(day))
        return name->name;
    return unit.names.empty() ? unit.key : unit.names.back().name;
}

void UnitTable::operator()(Writer& w) const
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    w(
        R"(<div class="stack-top"><h2 id="stellen">{}</h2><p class="measure small">{}</p>{}{}</div>)",
        texts("place.unit.title"_msg), texts("place.unit.lead"_msg),
        [&](Writer& list) {
            if (place.units.empty()) {
                list(R"(<p class="mute">{}</p>)", texts("place.unit.none"_msg));
                return;
            }
            list(
                R"(<div class="scroll" role="region" aria-labelledby="stellen" tabindex="0"><table class="tbl tbl--stack tbl--lead"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                texts("place.unit.column.name"_msg), texts("place.unit.column.kind"_msg),
                texts("place.unit.column.until"_msg),
                each(by_name(place.units, today), [&](Writer& row, OrganisationalUnit const& unit) {
                    row(
                        R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                        [&](Writer& name) {
                            if (place.may_publish)
                                name(
                                    R"(<a href="{}" data-edit>{}</a>)", unit_url(unit.id),
                                    title_of_unit(unit, today));
                            else
                                name("{}", title_of_unit(unit, today));
                        },
                        texts("place.unit.column.kind"_msg), texts(label_of(unit.kind)),
                        texts("place.unit.column.until"_msg), validity_of(unit, today, texts));
                }));
        },
        when(place.may_publish, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                place_url(place.body.id, "neue-stelle"), texts("place.unit.new"_msg));
        }));
}

web::RecordForm unit_record_form(std::size_t names, Texts const& texts)
{
    web::RecordForm form;
    form.fields.push_back({std::string(unit_kind_field), std::string(texts("place.unit.field.kind"_msg))});
    form.fields.push_back(
        {std::string(unit_remark_field), std::string(texts("place.unit.field.remark"_msg))});
    form.fields.push_back({std::string(unit_mail_field), std::string(texts("place.unit.field.mail"_msg))});
    for (std::size_t row = 1; row <= names; ++row) {
        for (auto const field : all_unit_name_fields)
            form.fields.push_back(
                {field_of_name(field, row),
                 texts(
                     "place.unit.field.of_name"_msg,
                     {{"field", texts(label_of_name_field(field))}, {"number", row}})});
    }
    form.has_drafts = false;
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == unit_kind_field) {
            auto const kind = enum_from<UnitKind>(value);
            return kind ? std::string(texts(label_of(*kind))) : std::string(value);
        }
        if (value == uncertain_value && name.starts_with("uncertain-"))
            return std::string(texts("place.unit.field.uncertain.yes"_msg));
        return std::string(value);
    };
    return form;
}

web::StaffFrame frame_below_unit(web::Call const& call, EditedUnit const& edited, std::string title)
{
    auto frame = frame_below_place(call, edited.place, std::move(title));
    frame.crumbs.push_back(
        {unit_url(edited.unit.id), title_of_unit(edited.unit, call.local_now().date), true});
    return frame;
}

http::Response unit_form_page(web::Call const& call, UnitFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const* unit = page.unit;
    auto frame = frame_below_place(
        call, page.place,
        unit == nullptr ? std::string(texts("place.unit.new"_msg)) : title_of_unit(*unit, today));
    if (unit != nullptr)
        frame.state_line
            = std::string(texts(label_of(unit->kind))) + " · " + validity_of(*unit, today, texts);
    frame.problems = page.problems;
    auto const action = unit == nullptr ? place_url(page.place.body.id, "neue-stelle") : unit_url(unit->id);
    auto const button
        = std::string(unit == nullptr ? texts("place.unit.action.add"_msg) : texts("words.action.save"_msg));
    return web::staff_page(frame, [&](Writer& w) {
        if (page.shown_version)
            w("{}", web::FetchedNote{texts, *page.shown_version});
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>{}</div>)",
            action, web::KeptWhileTyping{call, action},
            when(
                unit != nullptr,
                [&](Writer& inner) {
                    inner(R"(<input type="hidden" name="fassung" value="{}">)", unit->version);
                }),
            [&](Writer& inner) { UnitFields(texts, page).write(inner); }, web::SubmitButton{button},
            place_url(page.place.body.id), texts("place.unit.action.back"_msg),
            [&](Writer& inner) { write_unit_side(inner, texts, page); });
    });
}

} // namespace kommin::portal
