#include "modules/tenants/folder.hpp"

#include "modules/tenants/sheet.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

namespace kommin::tenants {

namespace {

constexpr std::string_view map_file = "map.json";

// In simple German readers know German; all others are shown German, openly.
std::optional<Language> fallback_of(Language language)
{
    return language.tag() == "de-simple" ? std::optional(Language::german()) : std::nullopt;
}

// "de, de-simple; en": what stands between commas, semicolons and blanks.
std::vector<std::string> words_of(std::string text)
{
    std::ranges::replace_if(text, [](char letter) { return letter == ',' || letter == ';'; }, ' ');
    std::vector<std::string> words;
    for (auto const word : split(text, ' ')) {
        if (!word.empty())
            words.emplace_back(word);
    }
    return words;
}

// district.csv has a line per fact, so that a fact has a line of its own to point at.
class FactSheet {
public:
    FactSheet(std::filesystem::path const& folder, FolderProblems& problems)
        : sheet_(folder, "district.csv", Presence::required, {"field", "value"}, {}, problems)
    {
        static std::set<std::string_view> const known{"name",       "slug",       "kind",        "ags",
                                                      "time_zone",  "languages",  "hosts",       "help_name",
                                                      "help_phone", "help_email", "help_address"};
        for (auto const& row : sheet_.rows()) {
            auto const field = sheet_.text(row, "field");
            if (!known.contains(field))
                SheetRow(sheet_, row).refuse(field, "import.problem.unknown"_msg, {{"value", field}});
            else if (!rows_.emplace(field, &row).second)
                SheetRow(sheet_, row).refuse(field, "import.problem.duplicate"_msg, {{"value", field}});
        }
    }

    [[nodiscard]] std::string text(std::string_view field) const
    {
        auto const row = rows_.find(field);
        return row == rows_.end() ? std::string{} : sheet_.text(*row->second, "value");
    }
    [[nodiscard]] std::string required(std::string_view field) const
    {
        auto text = this->text(field);
        if (text.empty() && !sheet_.rows().empty()) // a file that is not there is told already
            refuse(field, "import.problem.required"_msg);
        return text;
    }
    void refuse(std::string_view field, MessageKey message, MessageArguments arguments = {}) const
    {
        auto const row = rows_.find(field);
        sheet_.problems().push_back(
            {sheet_.name(), row == rows_.end() ? 0 : row->second->line,
             Problem::invalid(std::string(field), message, std::move(arguments))});
    }

private:
    Sheet sheet_;
    std::map<std::string, csv::Row const*, std::less<>> rows_;
};

std::string slug_of(FactSheet const& facts, std::string const& name)
{
    auto slug = facts.text("slug");
    if (slug.empty())
        return slugify(name);
    if (!is_slug(slug))
        facts.refuse("slug", "import.problem.slug"_msg, {{"value", slug}});
    return slug;
}

void read_languages(FactSheet const& facts, Tenant& tenant)
{
    auto const known = i18n::interface_languages();
    for (auto const& word : words_of(facts.required("languages"))) {
        auto const language = Language::find(word);
        if (!language || std::ranges::find(known, *language) == known.end())
            facts.refuse("languages", "import.problem.language"_msg, {{"value", word}});
        else if (tenant.offers(*language))
            facts.refuse("languages", "import.problem.duplicate"_msg, {{"value", word}});
        else
            tenant.languages.push_back({*language, fallback_of(*language)});
    }
    if (!tenant.languages.empty() && !tenant.offers(tenant.source_language))
        facts.refuse("languages", "founding.problem.source_language"_msg);
}

// As publications compare them: without scheme, port and path.
void read_hosts(FactSheet const& facts, Tenant& tenant)
{
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    for (auto const& word : words_of(facts.text("hosts"))) {
        auto host = ascii_lower(word);
        if (host.find_first_not_of(letters) != std::string::npos || host.starts_with('.'))
            facts.refuse("hosts", "founding.problem.host"_msg, {{"value", word}});
        else if (std::ranges::find(tenant.hosts, host) != tenant.hosts.end())
            facts.refuse("hosts", "import.problem.duplicate"_msg, {{"value", word}});
        else
            tenant.hosts.push_back(std::move(host));
    }
}

void check_contact(FactSheet const& facts, Tenant const& tenant)
{
    auto const& email = tenant.help_email;
    if (!email.empty() && !mail::is_address(email))
        facts.refuse("help_email", "import.problem.email"_msg, {{"value", email}});
    if (tenant.help_phone.find_first_not_of("+0123456789 -/()") != std::string::npos)
        facts.refuse("help_phone", "import.problem.phone"_msg, {{"value", tenant.help_phone}});
}

void read_facts(std::filesystem::path const& folder, ReadDistrict& result)
{
    FactSheet const facts(folder, result.problems);
    auto& tenant = result.district.tenant;
    tenant.name = facts.required("name");
    tenant.slug = slug_of(facts, tenant.name);
    tenant.ags = facts.required("ags");
    constexpr std::size_t key_of_district = 5;
    if (!tenant.ags.empty()
        && (tenant.ags.size() != key_of_district
            || tenant.ags.find_first_not_of("0123456789") != std::string::npos))
        facts.refuse(
            "ags", "founding.problem.key"_msg,
            {{"value", tenant.ags}, {"count", std::to_string(key_of_district)}, {"start", ""}});
    tenant.zone = facts.text("time_zone");
    if (tenant.zone.empty())
        tenant.zone = "Europe/Berlin";
    else if (!i18n::Zone::find(tenant.zone))
        facts.refuse("time_zone", "founding.problem.zone"_msg, {{"value", tenant.zone}});
    tenant.help_name = facts.required("help_name");
    tenant.help_phone = facts.text("help_phone");
    tenant.help_email = facts.text("help_email");
    tenant.help_address = facts.text("help_address");
    check_contact(facts, tenant);
    read_languages(facts, tenant);
    read_hosts(facts, tenant);

    auto& body = result.district.district;
    body.kind = BodyKind::district;
    body.slug = tenant.slug;
    body.name = tenant.name;
    body.official_kind = facts.required("kind");
    body.ags = tenant.ags;
}

// Germany lies inside; whoever mixes up the two is outside.
bool is_possible(double latitude, double longitude)
{
    return latitude >= 47 && latitude <= 55.2 && longitude >= 5.8 && longitude <= 15.2;
}

Body read_municipality(SheetRow const& row, NewDistrict const& district)
{
    Body body;
    body.name = row.required("name");
    body.slug = row.text("slug");
    if (body.slug.empty())
        body.slug = slugify(body.name);
    if (!body.slug.empty() && !is_slug(body.slug))
        row.refuse("slug", "import.problem.slug"_msg, {{"value", body.slug}});
    if (!body.slug.empty() && (body.slug == district.tenant.slug || district.has_municipality(body.slug)))
        row.refuse("slug", "import.problem.duplicate"_msg, {{"value", body.slug}});
    body.official_kind = row.required("kind");
    static_cast<void>(row.required("ags"));
    body.ags = row.digits("ags", 8, district.tenant.ags);
    if (!body.ags.empty()
        && std::ranges::find(district.municipalities, body.ags, &Body::ags) != district.municipalities.end())
        row.refuse("ags", "import.problem.duplicate"_msg, {{"value", body.ags}});
    body.ars = row.digits("ars", 12, district.tenant.ags);
    body.latitude = row.decimal("latitude");
    body.longitude = row.decimal("longitude");
    if (body.latitude.has_value() != body.longitude.has_value()
        || (body.latitude && !is_possible(*body.latitude, *body.longitude)))
        row.refuse("latitude", "import.problem.coordinates"_msg);
    body.area_km2 = row.decimal("area_km2");
    body.population = row.number("population");
    body.population_source = row.text("population_source");
    body.intro = row.text("intro");
    return body;
}

void read_municipalities(std::filesystem::path const& folder, ReadDistrict& result)
{
    auto const before = result.problems.size();
    Sheet const sheet(
        folder, "municipalities.csv", Presence::required, {"name", "kind", "ags"},
        {"slug", "ars", "latitude", "longitude", "area_km2", "population", "population_source", "intro"},
        result.problems);
    for (auto const& row : sheet.rows())
        result.district.municipalities.push_back(read_municipality(SheetRow(sheet, row), result.district));
    if (sheet.rows().empty() && result.problems.size() == before)
        result.problems.push_back(
            {sheet.name(), 0, Problem::invalid({}, "founding.problem.no_municipality"_msg)});
}

// What the first row of a unit says; further rows add names and signs.
NewUnit read_unit(SheetRow const& row, std::string key, NewDistrict const& district)
{
    NewUnit read;
    read.unit.key = std::move(key);
    if (!is_slug(read.unit.key))
        row.refuse("key", "import.problem.slug"_msg, {{"value", read.unit.key}});
    read.body = row.text("body");
    if (read.body.empty())
        read.body = district.tenant.slug;
    if (read.body != district.tenant.slug && !district.has_municipality(read.body))
        row.refuse("body", "import.problem.municipality"_msg, {{"value", read.body}});
    auto const kind = row.required("kind");
    if (auto const known = enum_from<UnitKind>(kind))
        read.unit.kind = *known;
    else if (!kind.empty())
        row.refuse("kind", "import.problem.code"_msg, {{"value", kind}});
    read.unit.parent = row.text("parent");
    read.unit.remark = row.text("unit_remark");
    return read;
}

// A second row that says something else about the unit itself would be lost.
void check_same_unit(SheetRow const& row, NewUnit const& unit)
{
    auto const check = [&](std::string_view column, std::string_view first) {
        auto const text = row.text(column);
        if (!text.empty() && text != first)
            row.refuse(column, "founding.problem.differs"_msg, {{"value", text}, {"key", unit.unit.key}});
    };
    check("body", unit.body);
    check("kind", to_text(unit.unit.kind));
    check("parent", unit.unit.parent);
    check("unit_remark", unit.unit.remark);
}

UnitName read_unit_name(SheetRow const& row)
{
    UnitName name;
    name.name = row.required("name");
    name.short_name = row.text("short_name");
    name.valid_from = row.date("valid_from");
    name.valid_to = row.date("valid_to");
    if (name.valid_from && name.valid_to && *name.valid_to < *name.valid_from)
        row.refuse("valid_to", "import.problem.period"_msg);
    name.seen_in = row.date("seen_in");
    name.source = row.text("source");
    name.uncertain = row.yes("uncertain");
    name.remark = row.text("remark");
    return name;
}

void read_units(std::filesystem::path const& folder, ReadDistrict& result)
{
    Sheet const sheet(
        folder, "units.csv", Presence::optional, {"key", "kind", "name", "valid_from"},
        {"body", "parent", "unit_remark", "short_name", "valid_to", "seen_in", "source", "uncertain",
         "remark", "code", "code_seen_in", "code_uncertain"},
        result.problems);
    auto& units = result.district.units;
    std::map<std::string, std::size_t> by_key;
    std::vector<std::pair<csv::Row const*, std::string>> parents;
    for (auto const& source : sheet.rows()) {
        SheetRow const row(sheet, source);
        auto const key = row.required("key");
        if (key.empty())
            continue;
        auto const [at, is_new] = by_key.emplace(key, units.size());
        if (is_new) {
            units.push_back(read_unit(row, key, result.district));
            parents.emplace_back(&source, units.back().unit.parent);
        } else
            check_same_unit(row, units[at->second]);
        auto& unit = units[at->second].unit;
        unit.names.push_back(read_unit_name(row));
        if (auto code = row.text("code"); !code.empty())
            unit.codes.push_back({std::move(code), row.date("code_seen_in"), row.yes("code_uncertain")});
    }
    for (auto const& [row, parent] : parents) {
        if (!parent.empty() && !by_key.contains(parent))
            SheetRow(sheet, *row).refuse("parent", "founding.problem.parent"_msg, {{"value", parent}});
    }
}

std::string text_at(json::Value const& object, std::string_view name)
{
    auto const* const value = object.find(name);
    auto const* const text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string{} : *text;
}

std::optional<double> number_at(json::Value const& object, std::initializer_list<std::string_view> path)
{
    auto const* const value = object.at(path);
    return value == nullptr ? std::nullopt : value->as_number();
}

// Nothing but what scripts/make-map draws: the path goes into the pages as it stands.
bool is_outline(std::string_view path)
{
    return path.starts_with('m') && path.find_first_not_of("mz0123456789.- ") == std::string_view::npos;
}

class MapReader {
public:
    explicit MapReader(ReadDistrict& result)
        : district_(result.district)
        , problems_(result.problems)
    { }

    void read(json::Value const& map)
    {
        auto& tenant = district_.tenant;
        tenant.map_view_box = text_at(map, "viewBox");
        tenant.map_attribution = text_at(map, "attribution");
        if (tenant.map_view_box.empty())
            refuse("viewBox", "import.problem.required"_msg);
        if (tenant.map_attribution.empty())
            refuse("attribution", "import.problem.required"_msg);
        auto const* const areas = map.find("areas");
        auto const* const list = areas == nullptr ? nullptr : areas->as_array();
        if (list != nullptr) {
            for (auto const& area : *list)
                draw(area);
        }
        for (auto const& body : district_.municipalities) {
            if (body.outline.empty() && !body.ags.empty())
                refuse("areas", "founding.problem.map_lacks"_msg, body.name + " (" + body.ags + ")");
        }
    }

private:
    void refuse(std::string_view field, MessageKey message, std::string value = {})
    {
        problems_.push_back(
            {std::string(map_file), 0,
             Problem::invalid(std::string(field), message, {{"value", std::move(value)}})});
    }

    void draw(json::Value const& area)
    {
        auto const ags = text_at(area, "ags");
        auto& all = district_.municipalities;
        auto const body = std::ranges::find(all, ags, &Body::ags);
        if (body == all.end() || ags.empty())
            return refuse(
                "areas", "founding.problem.map_foreign"_msg, text_at(area, "name") + " (" + ags + ")");
        auto outline = text_at(area, "d");
        body->label_x = number_at(area, {"label", "x"});
        body->label_y = number_at(area, {"label", "y"});
        if (!is_outline(outline) || !body->label_x || !body->label_y)
            return refuse("areas", "founding.problem.map_area"_msg, ags);
        body->outline = std::move(outline);
    }

    NewDistrict& district_;
    FolderProblems& problems_;
};

void read_map(std::filesystem::path const& folder, ReadDistrict& result)
{
    std::string const name(map_file);
    auto const bytes = read_folder_file(folder, name, Presence::optional, result.problems);
    if (!bytes)
        return;
    auto const parsed = json::parse(*bytes);
    if (auto const* error = std::get_if<json::SyntaxError>(&parsed)) {
        result.problems.push_back({name, error->line, json::problem_of(*error)});
        return;
    }
    MapReader(result).read(std::get<json::Value>(parsed));
}

}

std::string sentence_of(FolderProblem const& problem, i18n::Texts const& texts)
{
    auto sentence = problem.file + ":";
    if (problem.line != 0)
        sentence += std::to_string(problem.line) + ":";
    if (!problem.problem.field.empty())
        sentence += " " + problem.problem.field + ":";
    return sentence + " " + i18n::text_of(problem.problem, texts);
}

bool NewDistrict::has_municipality(std::string_view slug) const
{
    return std::ranges::find(municipalities, slug, &Body::slug) != municipalities.end();
}

ReadDistrict read_district(std::filesystem::path const& folder)
{
    ReadDistrict result;
    read_facts(folder, result);
    read_municipalities(folder, result);
    read_units(folder, result);
    read_map(folder, result);
    return result;
}

} // namespace kommin::tenants
