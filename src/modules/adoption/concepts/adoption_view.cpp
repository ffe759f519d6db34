#include "modules/adoption/concepts/adopting.hpp"
#include "modules/adoption/concepts/municipal_records.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/package/package_file.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kommin::adoption {

namespace {

std::vector<std::string> lines_of(Item const& item)
{
    std::vector<std::string> lines;
    for (auto const line : split(item.fields.value(item_field::lines), '\n'))
        lines.emplace_back(line);
    return lines;
}

// Reads how each part stands.
class Lines {
public:
    Lines(MunicipalRecords const& records, std::vector<AdoptedItem> const& adopted)
        : records_(records)
        , adopted_(adopted)
    {
        for (auto const& one : adopted) {
            if (one.panel)
                named_panels_.insert(*one.panel);
            if (one.goal)
                named_goals_.insert(*one.goal);
            if (one.measure)
                named_measures_.insert(*one.measure);
        }
    }

    PartLine line_of(Item const& theirs)
    {
        PartLine line{
            .theirs = theirs,
            .mine = {},
            .url = {},
            .figures = {},
            .measure = {},
            .adopted = {},
            .found = {}};
        auto const found = std::ranges::find(adopted_, theirs.key, &AdoptedItem::key);
        if (found != adopted_.end())
            line.adopted = *found;
        if (theirs.kind == ItemKind::checklist)
            read_checklist(line);
        else if (theirs.kind == ItemKind::letter)
            read_letter(line);
        else if (line.adopted && line.adopted->has_record())
            read_record(line, *line.adopted);
        else if (auto const match = record_called(theirs); match.has_record()) {
            read_record(line, match);
            line.standing = Standing::found;
            line.found = match;
        } else {
            line.standing = line.adopted && line.adopted->content == text_of(theirs) ? Standing::declined
                                                                                     : Standing::fresh;
        }
        return line;
    }

private:
    // One of the same kind and name that no part is yet; each is found once.
    AdoptedItem record_called(Item const& theirs)
    {
        AdoptedItem match{
            .key = theirs.key, .panel = {}, .goal = {}, .measure = {}, .is_taken = false, .content = {}};
        auto const wanted = search::folded_text(theirs.title());
        auto const is_called = [&](std::string const& name) { return search::folded_text(name) == wanted; };
        if (theirs.kind == ItemKind::panel) {
            for (auto const& panel : records_.panels) {
                if (!match.panel && to_text(panel.kind) == theirs.fields.value(item_field::kind)
                    && !panel.has_ended(records_.today) && is_called(panel.name)
                    && named_panels_.insert(panel.id).second)
                    match.panel = panel.id;
            }
        } else if (theirs.kind == ItemKind::goal) {
            for (auto const& goal : records_.goals) {
                if (!match.goal && !goal.has_ended(records_.today) && is_called(goal.title)
                    && named_goals_.insert(goal.id).second)
                    match.goal = goal.id;
            }
        } else {
            for (auto const& measure : records_.measures) {
                if (!match.measure && measure.state != goals::MeasureState::dropped
                    && is_called(measure.title) && named_measures_.insert(measure.id).second)
                    match.measure = measure.id;
            }
        }
        return match;
    }
    void read_record(PartLine& line, AdoptedItem const& record) const
    {
        line.mine = records_.item_of(record, line.theirs.key);
        line.url = records_.url_of(record);
        line.measure = record.measure;
        if (!line.mine)
            return;
        if (records_.has_ended(record)) {
            line.standing = Standing::ended;
            return;
        }
        line.mine = as_far_as_told(*std::move(line.mine), line.theirs);
        auto base = read_item(line.theirs.kind, record.content);
        if (base)
            base = as_far_as_told(*std::move(base), line.theirs);
        line.standing = compare_words(
            reduced(base.value_or(line.theirs), records_.targets), *line.mine,
            reduced(line.theirs, records_.targets));
        // The same words in both versions: what differs has been changed here.
        if (base && *base == line.theirs && line.standing != Standing::same)
            line.standing = Standing::own;
    }
    void read_checklist(PartLine& line) const
    {
        auto const* list = records_.checklist_of(line.theirs.fields.value(item_field::step));
        if (list == nullptr) {
            line.standing = Standing::waits;
            return;
        }
        line.mine = adoption::item_of(*list);
        line.url = steering::years_desk_url();
        auto const wanted = lines_of(line.theirs);
        bool const has_all = std::ranges::all_of(wanted, [&](std::string const& one) {
            return std::ranges::find(list->lines, one) != list->lines.end();
        });
        if (has_all)
            line.standing = Standing::same;
        else if (!line.adopted)
            line.standing = Standing::fresh;
        else if (line.adopted->content != text_of(line.theirs))
            line.standing = Standing::proposed;
        else
            line.standing = line.adopted->is_taken ? Standing::own : Standing::declined;
    }

    // By kind and language there is one at most. Words that were reset here have ended.
    void read_letter(PartLine& line) const
    {
        auto const* one = records_.letter_of(
            line.theirs.fields.value(item_field::kind), line.theirs.fields.value(item_field::language));
        bool const says_the_same = line.adopted && line.adopted->content == text_of(line.theirs);
        if (one != nullptr)
            line.url = letters::template_url(one->id);
        if (one == nullptr || one->words.empty()) {
            if (line.adopted && line.adopted->is_taken)
                line.standing = Standing::ended;
            else
                line.standing = says_the_same ? Standing::declined : Standing::fresh;
            return;
        }
        line.mine = adoption::item_of(*one, line.theirs.key);
        if (!line.adopted) {
            line.standing = line.mine->fields == line.theirs.fields ? Standing::same : Standing::found;
            return;
        }
        auto const base = read_item(line.theirs.kind, line.adopted->content);
        line.standing = compare_words(base.value_or(line.theirs), *line.mine, line.theirs);
    }

    MunicipalRecords const& records_;
    std::vector<AdoptedItem> const& adopted_;
    std::set<meetings::PanelId> named_panels_;
    std::set<goals::GoalId> named_goals_;
    std::set<goals::MeasureId> named_measures_;
};

void add_figures(AdoptionView& view, MunicipalRecords const& records)
{
    for (auto const& figure : view.package.items) {
        if (figure.kind != ItemKind::figure)
            continue;
        auto const line = std::ranges::find(
            view.lines, figure.fields.value(item_field::measure),
            [](PartLine const& one) -> std::string_view { return one.theirs.key; });
        if (line != view.lines.end() && !records.has_figure(line->measure, figure.title()))
            line->figures.push_back(figure);
    }
}

std::string digest_of(AdoptionView const& view)
{
    std::string text = view.stored.hash;
    for (auto const& line : view.lines) {
        (text += '\n') += to_text(line.standing);
        if (line.mine)
            text += text_of(*line.mine);
        if (line.adopted)
            text += line.adopted->content;
    }
    return crypto::sha256_hex(text);
}

}

MessageKey label_of(Standing standing)
{
    switch (standing) {
    case Standing::fresh:
        return "package.standing.fresh"_msg;
    case Standing::found:
        return "package.standing.found"_msg;
    case Standing::waits:
        return "package.standing.waits"_msg;
    case Standing::same:
        return "package.standing.same"_msg;
    case Standing::own:
        return "package.standing.own"_msg;
    case Standing::proposed:
        return "package.standing.proposed"_msg;
    case Standing::both:
        return "package.standing.both"_msg;
    case Standing::declined:
        return "package.standing.declined"_msg;
    case Standing::ended:
        break;
    }
    return "package.standing.ended"_msg;
}

bool is_open(Standing standing)
{
    return standing == Standing::fresh || standing == Standing::found || standing == Standing::proposed
        || standing == Standing::both;
}

Standing compare_words(Item const& base, Item const& mine, Item const& theirs)
{
    if (mine.fields == theirs.fields)
        return Standing::same;
    if (base.fields == theirs.fields)
        return Standing::own;
    return mine.fields == base.fields ? Standing::proposed : Standing::both;
}

std::string choice_field(std::string_view key)
{
    return "teil_" + std::string(key);
}

std::optional<AdoptionView> find_adoption_view(
    db::Connection& db, TenantId tenant, Actor const& actor, PackageId package, std::string_view body,
    Date today)
{
    auto stored = load_package(db, tenant, package);
    auto const bodies = tenants::list_bodies(db, tenant);
    auto const owner = std::ranges::find(bodies, body, &tenants::Body::slug);
    if (!stored || owner == bodies.end() || owner->kind != tenants::BodyKind::municipality
        || !actor.may(adopt_packages, Scope::of_owner(owner->id.value)))
        return std::nullopt;
    auto read = read_package_file(load_package_file(db, tenant, package));
    if (!read)
        return std::nullopt; // written by a program that knew more than this one
    AdoptionView view{
        .stored = std::move(*stored),
        .package = std::move(read->package),
        .body = *owner,
        .adoption = {},
        .lines = {},
        .gone = {},
        .digest = {}};
    view.adoption = find_adoption(db, tenant, owner->id, view.stored.code);
    auto const versions = list_versions_of(db, tenant, view.stored.code);
    view.is_newest = versions.front().number == view.stored.number;
    view.has_other_key = has_other_key(view.stored, versions);
    auto const adopted
        = view.adoption ? list_adopted_items(db, tenant, view.adoption->id) : std::vector<AdoptedItem>{};
    auto const records = load_municipal_records(db, tenant, actor, view, adopted, today);
    Lines lines(records, adopted);
    for (auto const& item : view.package.items) {
        if (item.kind != ItemKind::figure)
            view.lines.push_back(lines.line_of(item));
    }
    add_figures(view, records);
    for (auto const& one : adopted) {
        if (view.package.find(one.key) == nullptr && one.has_record())
            view.gone.push_back(one);
    }
    view.digest = digest_of(view);
    return view;
}

} // namespace kommin::adoption
