#include "modules/portal/editing/translation_files.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <map>
#include <set>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view district_mark = "district"; // ids of records mean something in one district only
constexpr std::string_view source_mark = "source";
constexpr std::string_view translation_mark = "translation";
constexpr std::string_view field_of_the_file = "datei";

std::string id_of(Translatable const& record)
{
    return std::string(record.kind.word()) + '.' + std::to_string(record.id);
}

struct TextAddress {
    std::string_view kind;
    std::int64_t id;
    std::string_view field;
};
// "offer.7.document.1"
std::optional<TextAddress> parse_address(std::string_view unit)
{
    auto const kind = unit.substr(0, unit.find('.'));
    if (kind.size() == unit.size())
        return std::nullopt;
    auto const rest = unit.substr(kind.size() + 1);
    auto const number = rest.substr(0, rest.find('.'));
    auto const id = parse_number(number);
    bool const is_spelled_as_ours = id && std::to_string(*id) == number; // else a second name for one text
    if (kind.empty() || !is_spelled_as_ours || number.size() == rest.size())
        return std::nullopt;
    return TextAddress{kind, *id, rest.substr(number.size() + 1)};
}

// Our state in the words of the standard: whatever is open is "initial", so that a person's "translated" says
// something new.
void describe_state(xliff::Unit& unit, TranslatedField const& field, Language language)
{
    switch (state_of(field, language)) {
    case FieldState::missing:
        return;
    case FieldState::outdated:
        unit.sub_state = "kommin:outdated";
        break;
    case FieldState::machine:
        unit.sub_state = "kommin:machine";
        break;
    case FieldState::current:
        unit.state = xliff::State::final;
        break;
    }
    unit.target = field.into(language)->text;
}

xliff::Unit unit_of(
    Translatable const& record, TranslatedField const& field, Language language, i18n::Texts const& texts)
{
    auto const* translation = field.into(language);
    xliff::Unit unit{
        .id = id_of(record) + '.' + field.name,
        .name = std::string(texts(field.label)),
        .source = field.text.source,
        .marks
        = {{std::string(source_mark), content::source_hash(field.text.source)},
           {std::string(translation_mark),
            translation == nullptr ? std::string{} : content::source_hash(translation->text)}}};
    describe_state(unit, field, language);
    if (unit.sub_state == "kommin:outdated")
        unit.notes.emplace_back(texts("translate.xliff.note.outdated"_msg));
    if (is_machine_made(field, language))
        unit.notes.emplace_back(texts("translate.xliff.note.machine"_msg));
    if (field.is_markdown)
        unit.notes.emplace_back(texts("translate.xliff.note.markdown"_msg));
    return unit;
}

Problem problem_of(xliff::Error const& error)
{
    auto const text = [&]() -> MessageKey {
        switch (error.fault) {
        case xliff::Fault::too_large:
            return "translate.xliff.problem.too_large"_msg;
        case xliff::Fault::encoding:
            return "translate.xliff.problem.encoding"_msg;
        case xliff::Fault::not_xml:
            return "translate.xliff.problem.not_xml"_msg;
        case xliff::Fault::doctype:
            return "translate.xliff.problem.doctype"_msg;
        case xliff::Fault::not_xliff:
            return "translate.xliff.problem.not_xliff"_msg;
        case xliff::Fault::version:
            return "translate.xliff.problem.version"_msg;
        case xliff::Fault::structure:
            return "translate.xliff.problem.structure"_msg;
        case xliff::Fault::inline_code:
            return "translate.xliff.problem.inline_code"_msg;
        case xliff::Fault::doubled:
            break;
        }
        return "translate.xliff.problem.doubled"_msg;
    }();
    return {
        error.fault == xliff::Fault::too_large ? ProblemKind::too_large : ProblemKind::invalid,
        std::string(field_of_the_file),
        text,
        {{"line", std::to_string(error.line)}, {"unit", error.unit.empty() ? "–" : error.unit}}};
}

ForeignTranslation foreign_translation(xliff::Unit unit, std::string_view field)
{
    auto const seen_source = xliff::mark(unit.marks, source_mark);
    return {
        .field = std::string(field),
        .text = std::move(unit.target).value_or(std::string{}),
        .is_by_person = unit.state != xliff::State::initial,
        // A tool that has lost the mark still has the text.
        .seen_source = seen_source.empty() ? content::source_hash(unit.source) : std::string(seen_source),
        .seen_translation = std::string(xliff::mark(unit.marks, translation_mark))};
}

}

xliff::Heading heading_of(tenants::Tenant const& tenant, Language language)
{
    return {
        .source_language = std::string(tenant.source_language.tag()),
        .target_language = std::string(language.tag()),
        .is_right_to_left = language.is_rtl(),
        .marks = {{std::string(district_mark), tenant.slug}}};
}

std::optional<xliff::File> file_of(
    Translatable const& record, Language language, FileExtent extent, i18n::Texts const& texts)
{
    xliff::File file{
        .id = id_of(record),
        .notes
        = {std::string(texts(record.kind_label)) + ": "
           + (record.title.empty() ? std::string(texts("desk.unnamed"_msg)) : record.title)}};
    for (auto const& field : record.fields) {
        if (extent == FileExtent::all || state_of(field, language) != FieldState::current)
            file.units.push_back(unit_of(record, field, language, texts));
    }
    return file.units.empty() ? std::nullopt : std::optional(std::move(file));
}

Result<std::vector<SentRecord>> read_translations(
    std::string_view bytes, tenants::Tenant const& tenant, Language language)
{
    auto read = xliff::read(bytes, {.bytes = largest_sent_file});
    if (auto const* error = std::get_if<xliff::Error>(&read))
        return problem_of(*error);
    auto& document = std::get<xliff::Document>(read);
    auto const refused
        = [](MessageKey message) { return Problem::invalid(std::string(field_of_the_file), message); };
    if (xliff::mark(document.heading.marks, district_mark) != tenant.slug)
        return refused("translate.xliff.problem.district"_msg);
    bool const is_of_these_languages
        = equals_ignoring_ascii_case(document.heading.source_language, tenant.source_language.tag())
        && equals_ignoring_ascii_case(document.heading.target_language, language.tag());
    if (!is_of_these_languages)
        return refused("translate.xliff.problem.language"_msg);

    std::vector<SentRecord> records;
    std::set<std::string, std::less<>> ids;
    std::map<std::pair<std::string, std::int64_t>, std::size_t> places;
    for (auto& file : document.files) {
        for (auto& unit : file.units) {
            auto const id = unit.id;
            // The standard allows it in two files of a document; two texts for one place cannot both be
            // right.
            if (!ids.insert(id).second)
                return problem_of({xliff::Fault::doubled, unit.line, id});
            auto const address = parse_address(id).value_or(TextAddress{{}, 0, id});
            auto const place
                = places.try_emplace({std::string(address.kind), address.id}, records.size()).first->second;
            if (place == records.size())
                records.push_back(
                    {.kind = std::string(address.kind), .id = address.id, .texts = {}, .units = {}});
            records[place].units.push_back(id);
            records[place].texts.push_back(foreign_translation(std::move(unit), address.field));
        }
    }
    return records;
}

} // namespace kommin::portal
