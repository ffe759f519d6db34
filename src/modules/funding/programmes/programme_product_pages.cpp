// Products of a programme: on its page, in its form and in its history.

#include "modules/funding/programmes/programme_pages.hpp"
#include "modules/funding/programmes/programme_products.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::Choice;
using web::FieldWidth;

namespace {

constexpr std::size_t empty_product_lines = 3;

void write_product_line(
    Writer& w, Texts const& texts, ProgrammeFormPage const& page, std::size_t line, TypedProduct const& typed,
    std::vector<Choice> units)
{
    if (!typed.unit.empty() && std::ranges::find(units, typed.unit, &Choice::value) == units.end())
        units.push_back({typed.unit, std::string(texts("funding_product.unit.unknown"_msg))});
    auto const name = product_field_of(line, product_name), task = product_field_of(line, product_task),
               unit = product_field_of(line, product_unit),
               responsible = product_field_of(line, product_responsible);
    auto const text = [&](std::string const& field, MessageKey label, std::string const& value) {
        return web::TextField{
            .texts = texts,
            .name = field,
            .label = label,
            .value = value,
            .problems = page.problems,
            .width = FieldWidth::whole};
    };
    w(R"(<fieldset class="sec"><legend>{}</legend>{}{}{}{}</fieldset>)",
      texts("funding_product.line"_msg, {{"number", line + 1}}),
      text(name, "funding_product.name"_msg, typed.name), text(task, "funding_product.task"_msg, typed.task),
      web::SelectField{
          .texts = texts,
          .name = unit,
          .label = "funding_product.unit"_msg,
          .choices = units,
          .value = typed.unit,
          .problems = page.problems},
      text(responsible, "funding_product.responsible"_msg, typed.responsible));
}

}

std::string UnitsOfProducts::name(tenants::UnitId id) const
{
    auto const unit = std::ranges::find(district.units, id, &tenants::OrganisationalUnit::id);
    if (unit == district.units.end())
        return {};
    auto const* called = unit->name_on(today);
    if (called == nullptr && !unit->names.empty())
        called = &unit->names.back();
    return called == nullptr ? std::string{} : called->name;
}

std::vector<Choice> UnitsOfProducts::choices(Texts const& texts) const
{
    std::vector<Choice> choices{{"", std::string(texts("funding_product.unit.none"_msg))}};
    for (auto const& unit : district.units) {
        auto const* body = district.find_body(unit.body);
        auto label = name(unit.id);
        if (body != nullptr && body->kind == tenants::BodyKind::municipality)
            label += " (" + body->name + ")";
        choices.push_back({std::to_string(unit.id.value), std::move(label)});
    }
    return choices;
}

std::string UnitsOfProducts::in_charge(Product const& one) const
{
    auto const unit = one.unit ? name(*one.unit) : std::string{};
    if (one.responsible.empty() || unit.empty() || one.responsible == unit)
        return one.responsible.empty() ? unit : one.responsible;
    return one.responsible + " (" + unit + ")";
}

UnitsOfProducts load_units_of_products(db::Connection& db, TenantId tenant, Date today)
{
    return {.district = tenants::load_tenant_with_bodies(db, tenant), .today = today};
}

void write_products(Writer& w, Texts const& texts, Programme const& one, UnitsOfProducts const& units)
{
    if (one.products.empty())
        return;
    w(R"(<section class="stack"><h2 id="produkte">{}</h2><div class="scroll" role="region" aria-labelledby="produkte" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody {}>{}</tbody></table></div></section>)",
      texts("funding_programme.field.products"_msg), texts("funding_product.name"_msg),
      texts("funding_product.task"_msg), texts("funding_product.in_charge"_msg),
      Attributes{web::content_lang(texts)}, each(one.products, [&](Writer& row, Product const& product) {
          auto const in_charge = units.in_charge(product);
          row(R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
              product.name, texts("funding_product.task"_msg), product.task.empty() ? "–" : product.task,
              texts("funding_product.in_charge"_msg), in_charge.empty() ? "–" : in_charge);
      }));
}

void write_product_lines(Writer& w, Texts const& texts, ProgrammeFormPage const& page)
{
    auto const& values = page.fields.values(programme_field::products);
    auto const units = page.units.choices(texts);
    auto const lines = std::min(values.size() + empty_product_lines, std::max(values.size(), most_products));
    auto const problem = std::ranges::find(page.problems, programme_field::products, &Problem::field);
    w(R"(<section class="stack" aria-labelledby="f-products"><h2 id="f-products" tabindex="-1">{}</h2><p class="small">{}</p>{}{}</section>)",
      texts("funding_programme.field.products"_msg), texts("funding_programme.hint.products"_msg),
      when(
          problem != page.problems.end(),
          [&](Writer& inner) { inner(R"(<p class="note note--warn">{}</p>)", text_of(*problem, texts)); }),
      [&](Writer& inner) {
          for (std::size_t line = 0; line < lines; ++line)
              write_product_line(
                  inner, texts, page, line,
                  line < values.size() ? read_product_value(values[line]) : TypedProduct{}, units);
      });
}

std::string products_in_words(records::Fields::Values const& values, UnitsOfProducts const& units)
{
    std::string lines;
    for (auto const& one : products_in(values)) {
        lines += (lines.empty() ? "" : "\n") + one.name;
        if (!one.task.empty())
            lines += " – " + one.task;
        if (auto const in_charge = units.in_charge(one); !in_charge.empty())
            lines += ": " + in_charge;
    }
    return lines;
}

} // namespace kommin::funding
