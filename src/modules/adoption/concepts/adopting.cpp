#include "modules/adoption/concepts/adopting.hpp"

#include "modules/adoption/concepts/municipal_records.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/package/package_file.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/interface_language.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kommin::adoption {

namespace {

constexpr std::size_t longest_source = 190; // bytes: no form takes more than 200 letters

Problem refuse_file(MessageKey message, MessageArguments arguments = {})
{
    return Problem::conflict(std::string(package_file_field), message, std::move(arguments));
}

// "Konzeptpaket „Miteinander“, Fassung 2 (Kreis Unna)": in German, as everything that a district writes.
std::string source_of(StoredPackage const& package)
{
    auto const text = "Konzeptpaket „" + package.name + "“, Fassung " + std::to_string(package.number) + " ("
        + package.issuer + ")";
    return std::string(truncate_utf8(text, longest_source));
}

// Takes over what was chosen, part by part: whatever a part names comes before it.
class Adopting {
public:
    Adopting(
        Work& work, AdoptionRules const& rules, AdoptionView const& view, MunicipalRecords records,
        PartChoices const& choices, AdoptionId adoption)
        : work_(work)
        , rules_(rules)
        , view_(view)
        , records_(std::move(records))
        , choices_(choices)
        , adoption_(adoption)
    { }

    Result<AdoptionCount> run()
    {
        for (auto const kind :
             {ItemKind::panel, ItemKind::goal, ItemKind::measure, ItemKind::checklist, ItemKind::letter}) {
            for (auto const& line : view_.lines) {
                if (line.theirs.kind == kind)
                    TRY(do_part(line));
            }
        }
        return count_;
    }

private:
    [[nodiscard]] std::optional<PartChoice> choice_of(std::string_view key) const
    {
        auto const found = choices_.find(key);
        return found == choices_.end() ? std::nullopt : std::optional(found->second);
    }
    Result<void> do_part(PartLine const& line)
    {
        auto const choice = choice_of(line.theirs.key);
        if (!choice || !done_.insert(line.theirs.key).second)
            return {};
        bool const may_be_taken = is_open(line.standing) || line.standing == Standing::declined;
        if (!may_be_taken || (*choice == PartChoice::keep && line.standing == Standing::declined))
            return refused(line, "package.problem.choice"_msg);
        if (*choice == PartChoice::keep) {
            keep(line);
            return {};
        }
        // What it lies below goes first, where that was chosen, too.
        if (auto const parent = line.theirs.fields.value(item_field::parent); !parent.empty()) {
            auto const above = std::ranges::find(
                view_.lines, parent, [](PartLine const& one) -> std::string_view { return one.theirs.key; });
            if (above != view_.lines.end() && choice_of(parent) == PartChoice::take)
                TRY(do_part(*above));
        }
        auto const taken = take(line);
        if (!taken)
            return at_part(line, taken.problem());
        ++count_.taken;
        return {};
    }
    static Problem refused(PartLine const& line, MessageKey message)
    {
        return Problem::invalid(choice_field(line.theirs.key), message);
    }
    // What its own form would say stands beside the part.
    static Problem at_part(PartLine const& line, Problem problem)
    {
        if (problem.kind != ProblemKind::not_found)
            problem.field = choice_field(line.theirs.key);
        return problem;
    }
    [[nodiscard]] AdoptedItem record_of(PartLine const& line) const
    {
        AdoptedItem record{
            .key = line.theirs.key,
            .panel = {},
            .goal = {},
            .measure = {},
            .is_taken = false,
            .content = text_of(line.theirs)};
        auto const& known = line.found ? line.found : line.adopted;
        if (known) {
            record.panel = known->panel;
            record.goal = known->goal;
            record.measure = known->measure;
        }
        return record;
    }
    void keep(PartLine const& line)
    {
        auto record = record_of(line);
        record.is_taken = record.has_record(); // it stays the same part, in other words
        store_adopted_item(work_.db(), work_.tenant(), adoption_, record);
        name(record);
        ++count_.kept;
    }
    Result<void> take(PartLine const& line)
    {
        auto record = record_of(line);
        record.is_taken = true;
        switch (line.theirs.kind) {
        case ItemKind::panel:
            TRY(take_panel(line.theirs, record));
            break;
        case ItemKind::goal:
            TRY(take_goal(line.theirs, record));
            break;
        case ItemKind::measure:
            TRY(take_measure(line.theirs, record));
            break;
        case ItemKind::figure:
        case ItemKind::checklist:
            TRY(take_checklist(line.theirs));
            break;
        case ItemKind::letter:
            TRY(take_letter(line.theirs));
            break;
        }
        store_adopted_item(work_.db(), work_.tenant(), adoption_, record);
        name(record);
        return {};
    }
    // Later parts may name it.
    void name(AdoptedItem const& record)
    {
        if (record.panel)
            records_.targets.panels.insert_or_assign(record.key, *record.panel);
        if (record.goal)
            records_.targets.goals.insert_or_assign(record.key, *record.goal);
    }
    [[nodiscard]] std::string mark_of(Item const& item) const
    {
        return "package " + view_.stored.code + ' ' + std::to_string(view_.stored.number) + ' ' + item.key;
    }
    Result<void> take_panel(Item const& item, AdoptedItem& record)
    {
        auto const words = panel_words(item, records_.targets);
        if (record.panel)
            return meetings::reword_panel(work_, *record.panel, words, rules_.panel_reworded);
        record.panel = TRY(meetings::add_worded_panel(
            work_, view_.body.slug, words, source_of(view_.stored), mark_of(item)));
        return {};
    }
    Result<void> take_goal(Item const& item, AdoptedItem& record)
    {
        auto const words = goal_words(item, records_.targets);
        if (record.goal)
            return goals::reword_goal(work_, *record.goal, words);
        goals::NewGoal wanted{
            .owner = view_.body.slug, .words = words, .serves = {}, .source = source_of(view_.stored)};
        auto const& of_kreis = records_.targets.goals_of_kreis;
        if (auto const own = of_kreis.find(item.key); own != of_kreis.end() && view_.package.serves)
            wanted.serves = own->second;
        record.goal = TRY(goals::add_worded_goal(work_, wanted, mark_of(item)));
        return {};
    }
    Result<void> take_measure(Item const& item, AdoptedItem& record)
    {
        if (!record.measure && !records_.targets.panels.contains(item.fields.value(item_field::panel)))
            return Problem::invalid({}, "package.problem.panel_first"_msg);
        auto const words = measure_words(item, records_.targets, goals_besides(record));
        if (record.measure)
            return goals::reword_measure(work_, *record.measure, words);
        record.measure = TRY(goals::add_worded_measure(
            work_, {.owner = view_.body.slug, .words = words, .source = source_of(view_.stored)},
            mark_of(item)));
        return {};
    }
    // What it serves here that is no part of the package.
    [[nodiscard]] std::vector<goals::ServedGoal> goals_besides(AdoptedItem const& record) const
    {
        std::vector<goals::ServedGoal> kept;
        auto const found = record.measure ? records_.links.find(*record.measure) : records_.links.end();
        if (found == records_.links.end())
            return kept;
        std::ranges::copy_if(
            found->second.goals, std::back_inserter(kept), [&](goals::ServedGoal const& served) {
                return std::ranges::none_of(
                           records_.targets.goals,
                           [&](auto const& target) { return target.second == served.goal; })
                    && !records_.keys.goals.contains(served.goal);
            });
        return kept;
    }
    Result<void> take_checklist(Item const& item)
    {
        auto const* list = records_.checklist_of(item.fields.value(item_field::step));
        if (list == nullptr)
            return Problem::invalid({}, "package.problem.year_first"_msg);
        std::vector<std::string> lines;
        for (auto const line : split(item.fields.value(item_field::lines), '\n'))
            lines.emplace_back(line);
        return steering::add_step_lines(work_, list->step, lines);
    }

    Result<void> take_letter(Item const& item)
    {
        auto const kind = item.fields.value(item_field::kind);
        if (rules_.letter_kinds.find(kind) == nullptr)
            return Problem::invalid({}, "letters.problem.unknown"_msg);
        return letters::put_letter_template(
            work_, rules_.letter_kinds, {view_.body.id, kind, item.fields.value(item_field::language)},
            letter_words(item));
    }

    Work& work_;
    AdoptionRules const& rules_;
    AdoptionView const& view_;
    MunicipalRecords records_;
    PartChoices const& choices_;
    AdoptionId adoption_;
    std::set<std::string, std::less<>> done_;
    AdoptionCount count_;
};

// Letters of kinds that this installation sends, in languages that it writes, with placeholders that it
// fills.
Result<void> check_letters(ConceptPackage const& package, letters::LetterKinds const& kinds)
{
    for (auto const& item : package.items) {
        if (item.kind != ItemKind::letter)
            continue;
        auto const refuse = [&](std::string_view field) {
            return Problem::invalid(
                std::string(package_file_field), "package.problem.letter"_msg,
                {{"where", item.key + ", " + std::string(field)}});
        };
        auto const* kind = kinds.find(item.fields.value(item_field::kind));
        if (kind == nullptr)
            return refuse(item_field::kind);
        if (!i18n::find_interface_language(item.fields.value(item_field::language)))
            return refuse(item_field::language);
        auto const problems = letters::problems_of_words(*kind, letters::form_of(letter_words(item)));
        if (!problems.empty())
            return refuse(problems.front().field);
    }
    return {};
}

Problem unknown_package()
{
    return Problem::not_found("package.problem.unknown"_msg);
}

Adoption keep_adoption(Work& work, AdoptionView const& view)
{
    Adoption adoption{
        .id = {},
        .body = view.body.id,
        .code = view.stored.code,
        .number = view.adoption ? view.adoption->number : view.stored.number,
        .changed_by = work.actor().code(),
        .changed_at = work.now()};
    if (view.adoption)
        adoption.id = view.adoption->id;
    else
        adoption.id = insert_adoption(work.db(), work.tenant(), adoption);
    return adoption;
}

// Whether somebody has decided on all that this version says anew about what was taken over.
bool is_gone_through(AdoptionView const& view)
{
    return std::ranges::none_of(view.lines, [](PartLine const& line) {
        return line.standing == Standing::proposed || line.standing == Standing::both;
    });
}

// Whether whoever links a package may see what it is linked with.
bool sees_target(Work const& work, AdoptionLink const& link)
{
    if (link.advice)
        return !meetings::list_named_advice(work.db(), work.tenant(), work.actor(), std::vector{*link.advice})
                    .empty();
    return link.application
        && !funding::list_named_applications(
                work.db(), work.tenant(), work.actor(), std::vector{*link.application})
                .empty();
}

std::optional<StoredPackage> package_to_link(Work const& work, PackageId package)
{
    return work.actor().may_somewhere(adopt_packages) ? load_package(work.db(), work.tenant(), package)
                                                      : std::nullopt;
}

}

Result<PackageId> take_in_package(
    Work& work, AdoptionRules const& rules, std::string_view bytes, std::string_view compared)
{
    if (!work.actor().may_somewhere(adopt_packages))
        return unknown_package();
    auto const read = TRY(read_package_file(bytes));
    auto const& package = read.package;
    TRY(check_letters(package, rules.letter_kinds));
    auto const hash = crypto::sha256_hex(bytes);
    auto const versions = list_versions_of(work.db(), work.tenant(), package.code);
    for (auto const& known : versions) {
        if (known.number == package.number && known.hash == hash)
            return known.id;
    }
    if (!versions.empty()) {
        auto const& newest = versions.front();
        if (newest.is_own)
            return refuse_file("package.problem.own"_msg);
        if (newest.public_key != read.public_key && compared != read.public_key)
            return refuse_file(
                "package.problem.key"_msg,
                {{"before", fingerprint_of(newest.public_key)}, {"now", fingerprint_of(read.public_key)}});
        if (newest.number == package.number)
            return refuse_file(
                "package.problem.other_file"_msg, {{"number", std::to_string(package.number)}});
        if (newest.number > package.number)
            return refuse_file("package.problem.older"_msg, {{"number", std::to_string(newest.number)}});
    }
    auto const id = insert_package(
        work.db(), work.tenant(),
        {.id = {},
         .code = package.code,
         .number = package.number,
         .name = package.name,
         .issuer = package.issuer,
         .day = package.day,
         .public_key = read.public_key,
         .is_own = false,
         .hash = hash,
         .added_by = work.actor().code(),
         .added_at = work.now()},
        bytes);
    work.audit("adoption.package.taken_in", package_subject.word(), id);
    return id;
}

Result<AdoptionCount> adopt_parts(
    Work& work, AdoptionRules const& rules, PackageId package, std::string_view body,
    PartChoices const& choices, std::string_view digest)
{
    auto const view = find_adoption_view(work.db(), work.tenant(), work.actor(), package, body, work.today());
    if (!view)
        return unknown_package();
    if (!view->is_newest)
        return Problem::conflict({}, "package.problem.newer"_msg);
    if (view->digest != digest)
        return Problem::conflict({}, "package.problem.moved"_msg);
    for (auto const& [key, choice] : choices) {
        if (std::ranges::none_of(view->lines, [&](PartLine const& line) { return line.theirs.key == key; }))
            return Problem::invalid({}, "package.problem.choice"_msg);
    }
    if (choices.empty())
        return Problem::invalid({}, "package.problem.nothing"_msg);
    auto adoption = keep_adoption(work, *view);
    auto const adopted = list_adopted_items(work.db(), work.tenant(), adoption.id);
    auto records
        = load_municipal_records(work.db(), work.tenant(), work.actor(), *view, adopted, work.today());
    auto const count = TRY(Adopting(work, rules, *view, std::move(records), choices, adoption.id).run());
    auto const after
        = find_adoption_view(work.db(), work.tenant(), work.actor(), package, body, work.today());
    if (after && is_gone_through(*after))
        adoption.number = view->stored.number;
    update_adoption(work.db(), work.tenant(), adoption);
    work.audit("adoption.package.adopted", package_subject.word(), package);
    return count;
}

Result<void> link_package(Work& work, PackageId package, AdoptionLink const& link)
{
    auto const stored = package_to_link(work, package);
    if (!stored || !sees_target(work, link))
        return unknown_package();
    for (auto const& known : list_links(work.db(), work.tenant(), stored->code)) {
        if (known.advice == link.advice && known.application == link.application)
            return {};
    }
    auto wanted = link;
    wanted.code = stored->code;
    insert_link(work.db(), work.tenant(), wanted);
    work.audit("adoption.package.linked", package_subject.word(), package);
    return {};
}

Result<void> unlink_package(Work& work, PackageId package, AdoptionLinkId link)
{
    auto const stored = package_to_link(work, package);
    if (!stored)
        return unknown_package();
    auto const links = list_links(work.db(), work.tenant(), stored->code);
    auto const found = std::ranges::find(links, link, &AdoptionLink::id);
    if (found == links.end() || !sees_target(work, *found))
        return unknown_package();
    erase_link(work.db(), work.tenant(), link);
    work.audit("adoption.package.unlinked", package_subject.word(), package);
    return {};
}

} // namespace kommin::adoption
