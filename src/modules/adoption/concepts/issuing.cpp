#include "modules/adoption/concepts/issuing.hpp"

#include "modules/adoption/concepts/item_records.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/package/package_file.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace kommin::adoption {

using meetings::Panel;
using meetings::PanelId;
using meetings::PanelKind;
using records::Fields;

namespace {

constexpr std::size_t bytes_of_code = 16;

struct PanelChoice {
    std::vector<Panel> panels; // those that go in, by id
    std::set<PanelId> fields; // of them the fields of action
};

// The fields of action that were chosen with what is above them, their working groups, and steering groups.
PanelChoice chosen_panels(std::vector<Panel> const& all, Fields const& typed)
{
    PanelChoice choice;
    std::set<PanelId> chosen;
    for (auto const& panel : all) {
        if (panel.kind == PanelKind::field_of_action
            && typed.has(issue_field::fields, std::to_string(panel.id.value)))
            choice.fields.insert(panel.id);
        if (choice.fields.contains(panel.id) || panel.kind == PanelKind::steering_group)
            chosen.insert(panel.id);
    }
    for (auto const id : choice.fields) {
        for (auto const below : meetings::panels_below(all, id)) {
            auto const* panel = meetings::find_panel(all, below);
            if (panel->kind == PanelKind::working_group)
                chosen.insert(below);
        }
    }
    for (auto const id : std::set<PanelId>(chosen)) {
        for (auto const* panel = meetings::find_panel(all, id); panel != nullptr && panel->parent;) {
            panel = meetings::find_panel(all, panel->parent);
            if (panel == nullptr || !chosen.insert(panel->id).second)
                break;
        }
    }
    std::ranges::copy_if(
        all, std::back_inserter(choice.panels), [&](Panel const& one) { return chosen.contains(one.id); });
    return choice;
}

std::vector<Panel> panels_of_today(db::Connection& db, TenantId tenant, Date today)
{
    auto panels = meetings::list_panels_of_owner(db, tenant, std::nullopt);
    std::erase_if(panels, [&](Panel const& panel) { return panel.has_ended(today); });
    return panels;
}

void add_goals(
    std::vector<Item>& items, ItemKeys& keys, std::vector<goals::Goal> const& all,
    std::set<PanelId> const& fields, Date today)
{
    std::vector<goals::Goal const*> chosen;
    for (auto const& goal : all) {
        if (goal.has_ended(today) || (goal.panel && !fields.contains(*goal.panel)))
            continue;
        chosen.push_back(&goal);
        keys.goals.emplace(goal.id, item_key(ItemKind::goal, goal.id.value));
    }
    for (auto const* goal : chosen)
        items.push_back(item_of(*goal, keys.goals.at(goal->id), keys));
}

void add_measures(
    std::vector<Item>& items, ItemKeys const& keys, db::Connection& db, TenantId tenant,
    std::set<PanelId> const& fields)
{
    auto measures = goals::list_measures_of_owner(db, tenant, std::nullopt);
    std::erase_if(measures, [&](goals::Measure const& one) {
        return one.state == goals::MeasureState::dropped || !fields.contains(one.panel);
    });
    std::vector<goals::MeasureId> ids;
    for (auto const& one : measures)
        ids.push_back(one.id);
    auto const links = goals::list_measure_links(db, tenant, ids);
    for (auto const& one : measures) {
        auto const found = links.find(one.id);
        items.push_back(item_of(
            one, found == links.end() ? goals::MeasureLinks{} : found->second,
            item_key(ItemKind::measure, one.id.value), keys));
    }
    auto figures = goals::list_figures(db, tenant, ids);
    std::ranges::sort(figures, {}, &goals::Figure::id);
    for (auto const& figure : figures)
        items.push_back(item_of(figure, item_key(ItemKind::measure, figure.measure.value)));
}

// Those of the Kreis that say anything: by their numbers, as all parts stand.
void add_letters(std::vector<Item>& items, db::Connection& db, TenantId tenant)
{
    auto templates = letters::list_templates_of_owner(db, tenant, std::nullopt);
    std::ranges::sort(templates, {}, &letters::LetterTemplate::id);
    for (auto const& one : templates) {
        if (!one.words.empty())
            items.push_back(item_of(one, item_key(ItemKind::letter, one.id.value)));
    }
}

std::vector<Item> collect_items(db::Connection& db, TenantId tenant, Date today, Fields const& typed)
{
    auto const choice = chosen_panels(panels_of_today(db, tenant, today), typed);
    std::vector<Item> items;
    ItemKeys keys;
    for (auto const& panel : choice.panels)
        keys.panels.emplace(panel.id, item_key(ItemKind::panel, panel.id.value));
    for (auto const& panel : choice.panels)
        items.push_back(item_of(panel, keys.panels.at(panel.id), keys));
    if (typed.has(issue_field::parts, part_name::goals))
        add_goals(items, keys, goals::list_goals_of_owner(db, tenant, std::nullopt), choice.fields, today);
    if (typed.has(issue_field::parts, part_name::measures))
        add_measures(items, keys, db, tenant, choice.fields);
    if (typed.has(issue_field::parts, part_name::checklists)) {
        for (auto const& list :
             steering::list_step_checklists(db, tenant, std::nullopt, steering::OfYears::any)) {
            if (!list.lines.empty())
                items.push_back(item_of(list));
        }
    }
    if (typed.has(issue_field::parts, part_name::letters))
        add_letters(items, db, tenant);
    std::ranges::sort(
        items, {}, [](Item const& item) { return std::pair(item.kind, number_of(item.key, item.kind)); });
    return items;
}

// Texts may be longer than a form takes, where an import or an earlier program has stored them.
Result<void> check_readable(ConceptPackage const& package)
{
    for (auto const& item : package.items) {
        if (!read_item(item.kind, text_of(item)))
            return Problem::invalid(
                std::string(issue_field::fields), "package.problem.part"_msg,
                {{"part", std::string(item.title())}});
    }
    auto fit = check_package(package);
    if (fit)
        return {};
    auto problem = std::move(fit).problem();
    problem.field = std::string(issue_field::fields);
    return problem;
}

std::string digest_of(ConceptPackage package)
{
    package.day = {};
    std::string text = package.code + '\n' + std::to_string(package.number) + '\n' + package.name + '\n'
        + package.issuer + '\n' + package.source + '\n' + package.licence + (package.serves ? "\n1" : "\n0");
    for (auto const& item : package.items)
        (text += '\n') += text_of(item);
    return crypto::sha256_hex(text);
}

// Whether another version would say anything that this one does not.
bool says_the_same(ConceptPackage const& one, ConceptPackage const& other)
{
    auto same = other;
    same.number = one.number;
    same.day = one.day;
    return one == same;
}

// Of a new package: the same form with the same words makes the same one, and nobody guesses it. Whoever goes
// back and changes the form makes another one.
std::string code_of_form(Work const& work, crypto::Key const& key, SeenDraft const& seen)
{
    auto const text
        = std::to_string(work.tenant().value) + ' ' + work.actor().code() + ' ' + seen.digest + ' ';
    auto const digits = crypto::keyed_fingerprint(key, text + seen.form_key);
    return crypto::base64url(digits.substr(0, bytes_of_code));
}

// What this form has made already.
std::optional<PackageId> find_issued(
    Work const& work, crypto::Key const& key, Fields const& typed, SeenDraft const& seen)
{
    if (!work.actor().may(issue_packages, Scope::whole_tenant()))
        return std::nullopt;
    auto const code = std::string(typed.value(issue_field::code));
    auto const versions
        = list_versions_of(work.db(), work.tenant(), code.empty() ? code_of_form(work, key, seen) : code);
    if (versions.empty() || !versions.front().is_own)
        return std::nullopt;
    auto issued = read_package_file(load_package_file(work.db(), work.tenant(), versions.front().id));
    if (issued && code.empty())
        issued->package.code.clear();
    return issued && digest_of(issued->package) == seen.digest ? std::optional(versions.front().id)
                                                               : std::nullopt;
}

Result<void> check_lines(ConceptPackage const& package, Fields const& typed)
{
    if (package.name.empty())
        return Problem::invalid(std::string(issue_field::name), "package.problem.name"_msg);
    for (auto const name : {issue_field::name, issue_field::source, issue_field::licence}) {
        if (count_code_points(plain_line(typed.value(name))) > longest_package_line)
            return Problem::invalid(
                std::string(name), "import.problem.too_long"_msg,
                {{"limit", std::to_string(longest_package_line)}});
    }
    return {};
}

}

std::vector<Panel> list_fields_to_issue(db::Connection& db, TenantId tenant, Date today)
{
    auto panels = panels_of_today(db, tenant, today);
    std::erase_if(panels, [](Panel const& panel) { return panel.kind != PanelKind::field_of_action; });
    return panels;
}

Result<PackageDraft> draft_package(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, Fields const& typed)
{
    if (!actor.may(issue_packages, Scope::whole_tenant()))
        return Problem::not_found("package.problem.unknown"_msg);
    PackageDraft draft;
    auto& package = draft.package;
    package.name = plain_line(typed.value(issue_field::name));
    package.source = plain_line(typed.value(issue_field::source));
    package.licence = plain_line(typed.value(issue_field::licence));
    package.serves = typed.value(issue_field::serves) == said;
    package.day = today;
    if (auto const district = tenants::find_tenant(db, tenant))
        package.issuer = plain_line(district->name);
    TRY(check_lines(package, typed));
    std::optional<StoredPackage> last;
    if (auto const code = typed.value(issue_field::code); !code.empty()) {
        auto const versions = list_versions_of(db, tenant, code);
        if (versions.empty() || !versions.front().is_own)
            return Problem::invalid(std::string(issue_field::code), "package.problem.unknown"_msg);
        last = versions.front();
        package.code = last->code;
        package.number = last->number + 1;
    }
    package.items = collect_items(db, tenant, today, typed);
    for (auto& item : package.items)
        draft.stripped += strip_addresses(item);
    if (std::ranges::none_of(package.items, [](Item const& item) {
            return item.kind == ItemKind::panel
                && item.fields.value(item_field::kind) == to_text(PanelKind::field_of_action);
        }))
        return Problem::invalid(std::string(issue_field::fields), "package.problem.fields"_msg);
    if (package.items.size() > most_items)
        return Problem::invalid(
            std::string(issue_field::fields), "package.problem.items"_msg,
            {{"most", std::to_string(most_items)}});
    TRY(check_readable(package));
    if (last) {
        auto const before = read_package_file(load_package_file(db, tenant, last->id));
        if (before && says_the_same(package, before->package))
            return Problem::invalid(std::string(issue_field::code), "package.problem.unchanged"_msg);
    }
    draft.digest = digest_of(package);
    return draft;
}

Result<PackageId> issue_package(
    Work& work, crypto::Key const& key, Fields const& typed, SeenDraft const& seen)
{
    if (auto const issued = find_issued(work, key, typed, seen))
        return *issued;
    auto draft = TRY(draft_package(work.db(), work.tenant(), work.actor(), work.today(), typed));
    if (typed.value(issue_field::read) != said)
        return Problem::invalid(std::string(issue_field::read), "package.problem.read"_msg);
    if (draft.digest != seen.digest)
        return Problem::conflict({}, "package.problem.moved"_msg);
    auto& package = draft.package;
    if (package.code.empty())
        package.code = code_of_form(work, key, seen);
    auto const content = write_package_file(package, key);
    auto const id = insert_package(
        work.db(), work.tenant(),
        {.id = {},
         .code = package.code,
         .number = package.number,
         .name = package.name,
         .issuer = package.issuer,
         .day = package.day,
         .public_key = crypto::base64url(crypto::public_key_of(key)),
         .is_own = true,
         .hash = crypto::sha256_hex(content),
         .added_by = work.actor().code(),
         .added_at = work.now()},
        content);
    work.audit("adoption.package.issued", package_subject.word(), id);
    return id;
}

} // namespace kommin::adoption
