#include "modules/portal/editing/unit_editing.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;
using tenants::OrganisationalUnit;
using tenants::UnitName;

namespace {

constexpr std::size_t longest_unit_text = 300; // code points

constexpr std::string_view changed_unit = "portal.unit.changed";
constexpr std::string_view created_unit = "portal.unit.created";
constexpr std::string_view imported_unit = "portal.unit.imported";
constexpr std::array<std::string_view, 1> harmless_unit_fields{unit_kind_field};

Problem unknown_unit()
{
    return Problem::not_found("place.unit.problem.unknown"_msg);
}

std::string_view word_of(UnitNameField field)
{
    switch (field) {
    case UnitNameField::name:
        return "name";
    case UnitNameField::short_name:
        return "short";
    case UnitNameField::from:
        return "from";
    case UnitNameField::to:
        return "to";
    case UnitNameField::seen_in:
        return "seen";
    case UnitNameField::source:
        return "source";
    case UnitNameField::uncertain:
        return "uncertain";
    case UnitNameField::remark:
        break;
    }
    return "note";
}

bool is_date(UnitNameField field)
{
    return field == UnitNameField::from || field == UnitNameField::to || field == UnitNameField::seen_in;
}

bool is_empty_row(Fields const& fields, std::size_t row)
{
    return std::ranges::all_of(all_unit_name_fields, [&](UnitNameField field) {
        return trim(fields.value(field_of_name(field, row))).empty();
    });
}

UnitName name_from(Fields const& fields, std::size_t row)
{
    auto const text = [&](UnitNameField field) { return one_line(fields.value(field_of_name(field, row))); };
    UnitName name;
    name.name = text(UnitNameField::name);
    name.short_name = text(UnitNameField::short_name);
    name.valid_from = read_typed_date(text(UnitNameField::from));
    name.valid_to = read_typed_date(text(UnitNameField::to));
    name.seen_in = read_typed_date(text(UnitNameField::seen_in));
    name.source = text(UnitNameField::source);
    name.uncertain = text(UnitNameField::uncertain) == uncertain_value;
    name.remark = text(UnitNameField::remark);
    return name;
}

OrganisationalUnit unit_from(Fields const& fields)
{
    OrganisationalUnit unit;
    unit.kind = enum_from<tenants::UnitKind>(fields.value(unit_kind_field)).value_or(unit.kind);
    unit.remark = one_line(fields.value(unit_remark_field));
    unit.mail = one_line(fields.value(unit_mail_field));
    auto const count = count_unit_names(fields);
    for (std::size_t row = 1; row <= count; ++row) {
        if (!is_empty_row(fields, row))
            unit.names.push_back(name_from(fields, row));
    }
    // As they will be read again.
    std::ranges::stable_sort(unit.names, {}, &UnitName::known_since);
    return unit;
}

// Reads the rows of one form and says what is wrong with them.
class UnitCheck {
public:
    explicit UnitCheck(Fields const& fields)
        : fields_(fields)
    { }
    std::vector<Problem> run()
    {
        if (!enum_from<tenants::UnitKind>(fields_.value(unit_kind_field)))
            refuse(std::string(unit_kind_field), "place.unit.problem.kind"_msg);
        check_length(std::string(unit_remark_field));
        auto const mailbox = one_line(fields_.value(unit_mail_field));
        if (!mailbox.empty() && !mail::is_address(mailbox))
            refuse(std::string(unit_mail_field), "place.unit.problem.mail"_msg);
        auto const count = count_unit_names(fields_);
        bool has_name = false;
        for (std::size_t row = 1; row <= count; ++row) {
            if (!is_empty_row(fields_, row)) {
                check_row(row);
                has_name = true;
            }
        }
        if (!has_name)
            refuse(field_of_name(UnitNameField::name, 1), "place.unit.problem.no_name"_msg);
        if (count > most_unit_names)
            refuse(
                field_of_name(UnitNameField::name, count), "place.unit.problem.many"_msg,
                {{"count", std::to_string(most_unit_names)}});
        return std::move(problems_);
    }

private:
    void refuse(std::string field, MessageKey message, MessageArguments arguments = {})
    {
        problems_.push_back(Problem::invalid(std::move(field), message, std::move(arguments)));
    }
    void check_length(std::string const& field)
    {
        if (count_code_points(fields_.value(field)) > longest_unit_text)
            refuse(field, "import.problem.too_long"_msg, {{"limit", std::to_string(longest_unit_text)}});
    }
    void check_row(std::size_t row)
    {
        for (auto const field : all_unit_name_fields) {
            auto const name = field_of_name(field, row);
            auto const typed = one_line(fields_.value(name));
            check_length(name);
            if (is_date(field) && !typed.empty() && !read_typed_date(typed))
                refuse(name, "form.problem.date"_msg, {{"value", typed}});
        }
        auto const entered = name_from(fields_, row);
        if (entered.name.empty())
            refuse(field_of_name(UnitNameField::name, row), "place.unit.problem.name"_msg);
        if (records::ends_too_early(entered.valid_from, entered.valid_to))
            refuse(field_of_name(UnitNameField::to, row), "form.problem.order"_msg);
    }

    Fields const& fields_;
    std::vector<Problem> problems_;
};

void keep_unit(
    Work& work, EditedUnit const& edited, std::int64_t number, std::string_view action, Fields const& before,
    Fields const& after)
{
    records::keep_version(
        work, {unit_subject, edited.unit.id.value},
        {.number = number,
         .action = action,
         .owner = owner_of(edited.place.body),
         .before = before,
         .after = after,
         .harmless_fields = harmless_unit_fields});
}

// Of whoever presses the button twice, or has not seen that it is there.
bool has_unit_called(EditedPlace const& place, std::string_view name)
{
    auto const wanted = search::folded_text(name);
    return std::ranges::any_of(place.units, [&](OrganisationalUnit const& unit) {
        return std::ranges::any_of(
            unit.names, [&](UnitName const& one) { return search::folded_text(one.name) == wanted; });
    });
}

}

std::string field_of_name(UnitNameField field, std::size_t row)
{
    return std::string(word_of(field)) + '-' + std::to_string(row);
}

std::size_t count_unit_names(Fields const& fields)
{
    std::size_t count = 0;
    for (auto const& [field, values] : fields.all()) {
        auto const dash = field.rfind('-');
        auto const row = dash == std::string::npos ? std::nullopt
                                                   : parse_number(std::string_view(field).substr(dash + 1));
        // One more than is allowed, so that too many are noticed.
        if (row && *row > 0 && *row <= static_cast<std::int64_t>(most_unit_names) + 1)
            count = std::max(count, static_cast<std::size_t>(*row));
    }
    return count;
}

std::optional<EditedUnit> find_edited_unit(db::Connection& db, TenantId tenant, UnitId id, Actor const& actor)
{
    for (auto& place : list_edited_places(db, tenant, actor)) {
        auto const found = std::ranges::find(place.units, id, &OrganisationalUnit::id);
        if (found != place.units.end() && place.may_publish) {
            auto unit = *found;
            return EditedUnit{.place = std::move(place), .unit = std::move(unit)};
        }
    }
    return std::nullopt;
}

Fields form_of(OrganisationalUnit const& unit)
{
    Fields fields;
    fields.set(unit_kind_field, std::string(to_text(unit.kind)));
    fields.set(unit_remark_field, unit.remark);
    fields.set(unit_mail_field, unit.mail);
    std::size_t row = 0;
    for (auto const& name : unit.names) {
        ++row;
        auto const set = [&](UnitNameField field, std::string value) {
            fields.set(field_of_name(field, row), std::move(value));
        };
        set(UnitNameField::name, name.name);
        set(UnitNameField::short_name, name.short_name);
        set(UnitNameField::from, spelled_date(name.valid_from));
        set(UnitNameField::to, spelled_date(name.valid_to));
        set(UnitNameField::seen_in, spelled_date(name.seen_in));
        set(UnitNameField::source, name.source);
        set(UnitNameField::uncertain, name.uncertain ? std::string(uncertain_value) : std::string{});
        set(UnitNameField::remark, name.remark);
    }
    return fields;
}

Fields spelled_unit(Fields const& typed)
{
    return form_of(unit_from(typed));
}

std::vector<Problem> problems_of_unit(Fields const& fields)
{
    return UnitCheck(fields).run();
}

Result<void> save_unit(Work& work, SeenUnit const& seen, Fields const& typed)
{
    auto const edited = find_edited_unit(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited)
        return unknown_unit();
    if (edited->unit.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (auto problems = problems_of_unit(typed); !problems.empty())
        return std::move(problems.front());
    auto const before = form_of(edited->unit);
    auto wanted = unit_from(typed);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    records::keep_baseline(
        work, {unit_subject, seen.id.value}, seen.version, imported_unit, work.now(),
        owner_of(edited->place.body), before);
    wanted.id = seen.id;
    tenants::change_unit(work, wanted);
    keep_unit(work, *edited, seen.version + 1, changed_unit, before, after);
    return {};
}

Result<UnitId> add_unit(Work& work, BodyId id, Fields const& typed)
{
    auto place = find_edited_place(work.db(), work.tenant(), id, work.actor());
    if (!place || !place->may_publish)
        return Problem::not_found("place.desk.problem.unknown"_msg);
    if (auto problems = problems_of_unit(typed); !problems.empty())
        return std::move(problems.front());
    auto wanted = unit_from(typed);
    for (auto const& name : wanted.names) {
        if (has_unit_called(*place, name.name))
            return Problem::invalid(
                field_of_name(UnitNameField::name, 1), "place.unit.problem.taken"_msg, {{"name", name.name}});
    }
    wanted.body = id;
    wanted.id = tenants::add_unit(work, wanted);
    keep_unit(work, {std::move(*place), wanted}, 1, created_unit, {}, form_of(wanted));
    return wanted.id;
}

} // namespace kommin::portal
