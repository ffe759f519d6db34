#pragma once
// The fields of the form of an offer, part by part, as editors see them.

#include "modules/portal/desk/offer_desk_pages.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "platform/html/html.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// Writes the fields of the form by their names, each with its value and problem.
class OfferFormFields {
public:
    OfferFormFields(
        i18n::Texts const& texts, Fields const& fields, std::vector<Problem> const& problems,
        DistrictNames const& names, std::vector<std::string> languages,
        std::span<std::string const> organisations = {})
        : texts_(texts)
        , fields_(fields)
        , problems_(problems)
        , names_(names)
        , languages_(std::move(languages))
        , organisations_(organisations)
    { }

    [[nodiscard]] web::TextField text(
        std::string_view name, MessageKey hint = {}, web::FieldWidth width = web::FieldWidth::whole) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = find_offer_field(name)->label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .width = width,
            .language = web::language_of_content(texts_)};
    }
    [[nodiscard]] web::DateField date(std::string_view name) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = find_offer_field(name)->label,
            .value = fields_.value(name),
            .problems = problems_};
    }
    [[nodiscard]] web::TextArea area(std::string_view name, MessageKey hint, int rows) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = find_offer_field(name)->label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .rows = rows,
            .language = web::language_of_content(texts_)};
    }
    [[nodiscard]] web::TextField required_text(std::string_view name) const
    {
        auto field = text(name);
        field.is_required = true;
        return field;
    }
    [[nodiscard]] web::TextField organisation() const
    {
        auto field
            = text("organisation", organisations_.empty() ? MessageKey{} : "desk.hint.organisation"_msg);
        field.known = organisations_;
        return field;
    }
    [[nodiscard]] bool is_filled_or_faulty(std::string_view name) const
    {
        return std::ranges::any_of(fields_.values(name), [](auto const& value) { return !value.empty(); })
            || std::ranges::find(problems_, name, &Problem::field) != problems_.end();
    }
    [[nodiscard]] std::string_view value(std::string_view name) const { return fields_.value(name); }
    [[nodiscard]] bool has_text(std::string_view name) const { return !fields_.value(name).empty(); }
    // A callable, because the choices live as long as it does.
    [[nodiscard]] auto choices(std::string_view name, MessageKey hint = {}) const
    {
        auto const* field = find_offer_field(name);
        return [this, field, hint](html::Writer& w) {
            auto const offered = choices_for(*field);
            w("{}",
              web::ChoiceGroup{
                  .texts = texts_,
                  .name = field->name,
                  .legend = field->label,
                  .choices = offered,
                  .values = fields_.values(field->name),
                  .is_multiple = field->kind == FieldKind::choices || field->kind == FieldKind::places
                      || field->kind == FieldKind::language_choices,
                  .problems = problems_,
                  .hint = hint});
        };
    }
    // The form offers no archived life situation and takes none away.
    [[nodiscard]] auto kept_situations() const
    {
        return [this](html::Writer& w) {
            constexpr std::string_view name = "life_situations";
            for (auto const& value : fields_.values(name)) {
                if (is_archived(value, *find_offer_field(name), names_.categories))
                    w(R"(<input type="hidden" name="{}" value="{}">)", name, value);
            }
        };
    }
    [[nodiscard]] auto select(std::string_view name, MessageKey hint = {}) const
    {
        auto const* field = find_offer_field(name);
        return [this, field, hint](html::Writer& w) {
            auto const offered = choices_for(*field);
            w("{}",
              web::SelectField{
                  .texts = texts_,
                  .name = field->name,
                  .label = field->label,
                  .choices = offered,
                  .value = fields_.value(field->name),
                  .problems = problems_,
                  .hint = hint});
        };
    }

private:
    [[nodiscard]] std::vector<web::Choice> choices_for(OfferField const& field) const;

    i18n::Texts const& texts_;
    Fields const& fields_;
    std::vector<Problem> const& problems_;
    DistrictNames const& names_;
    std::vector<std::string> languages_;
    std::span<std::string const> organisations_; // to choose a name from
};

// All that are spoken somewhere, by their names; simple German is no language of a counter.
std::vector<std::string> spoken_languages(i18n::Texts const& texts);

// The jump marks and all parts.
void write_offer_sections(html::Writer& w, OfferFormFields const& form, i18n::Texts const& texts, OfferId id);

} // namespace kommin::portal
