#include "modules/goals/tables/known_again.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <utility>

namespace kommin::goals {

namespace {

std::string title_of(KnownRecord const& record)
{
    return record.number.empty() ? record.title : record.number + ' ' + record.title;
}

}

TableOwners::TableOwners(tenants::TenantWithBodies const& district, std::vector<Owner> editable)
    : editable_(std::move(editable))
{
    called_.add(0, district.tenant.name, Owner{});
    for (auto const* texts : table_languages())
        called_.add(0, (*texts)("panel.owner.kreis"_msg), Owner{});
    for (auto const& body : district.bodies) {
        auto const owner = body.kind == tenants::BodyKind::district ? Owner{} : Owner(body.id);
        called_.add(0, body.name, owner);
        called_.add(1, body.slug, owner);
    }
}

std::optional<Owner> TableOwners::find(std::string_view cell) const
{
    auto const is_editable
        = [&](Owner const& owner) { return std::ranges::find(editable_, owner) != editable_.end(); };
    // Never std::optional(owner): of an optional that is a copy, and nobody would become the Kreis.
    if (cell.empty()) {
        if (is_editable(Owner{}))
            return std::optional<Owner>(std::in_place);
        if (editable_.size() != 1)
            return std::nullopt;
        return std::optional<Owner>(std::in_place, editable_.front());
    }
    auto found = called_.find(cell);
    std::erase_if(found, [&](Owner const& owner) { return !is_editable(owner); });
    if (found.size() != 1)
        return std::nullopt;
    return std::optional<Owner>(std::in_place, found.front());
}

KnownAgain::KnownAgain(
    std::vector<KnownRecord> records, TableOwners owners, Fields fields, SentTable const& table)
    : records_(std::move(records))
    , owners_(std::move(owners))
    , fields_(fields)
    , table_(table)
{
    for (std::size_t i = 0; i < records_.size(); ++i) {
        auto const& one = records_[i];
        by_id_.emplace(one.id, i);
        by_name_[{one.owner, one.number, one.title}].push_back(i);
        by_title_[one.owner][one.title].push_back(i);
        by_folded_title_[one.owner][search::folded_text(one.title)].push_back(i);
        if (auto number = search::folded_text(one.number); !number.empty())
            by_folded_number_[one.owner][std::move(number)].push_back(i);
    }
    note_numbered();
}

// A file that says nothing of numbers knows the title alone, here as in find_named().
void KnownAgain::note_numbered()
{
    for (auto const& row : table_.rows) {
        auto const known = record_of_key(row.cell(table_field::key));
        if (!known)
            continue;
        numbered_.insert(*known);
        auto const& record = records_[*known];
        auto title = table_.has(fields_.title) ? records::one_line(row.cell(fields_.title)) : record.title;
        if (!title.empty())
            named_lines_.try_emplace(
                Name{record.owner, records::one_line(row.cell(fields_.number)), std::move(title)}, row.line);
    }
}

std::optional<std::size_t> KnownAgain::record_of_key(std::string_view key) const
{
    auto const known = by_id_.find(parse_number(key).value_or(0));
    return known == by_id_.end() ? std::nullopt : std::optional(known->second);
}

std::optional<KnownAgain::Found> KnownAgain::find(SentRow const& row, TakenRow& told)
{
    auto const key = row.cell(table_field::key);
    auto found = key.empty() ? find_named(row, told) : find_numbered(row, key, told);
    if (!found || !found->record)
        return found;
    auto const [line, is_first] = lines_.try_emplace(*found->record, row.line);
    if (!is_first) {
        told.refuse(
            key.empty() ? fields_.title : table_field::key, "table.problem.twice"_msg,
            {{"line", std::to_string(line->second)}});
        return std::nullopt;
    }
    told.record = records_[*found->record].id;
    return found;
}

std::optional<KnownAgain::Found> KnownAgain::find_numbered(
    SentRow const& row, std::string_view key, TakenRow& told)
{
    auto const known = record_of_key(key);
    if (!known) {
        told.refuse(table_field::key, "table.problem.key"_msg, {{"value", std::string(key)}});
        return std::nullopt;
    }
    auto const owner = records_[*known].owner;
    if (auto const cell = row.cell(fields_.owner); !cell.empty()) {
        // Looked into first: an optional of an optional is compared with what is in both.
        auto const named = owners_.find(cell);
        if (!named || *named != owner) {
            told.refuse(fields_.owner, "table.problem.owner_stays"_msg);
            return std::nullopt;
        }
    }
    return Found{owner, known};
}

std::optional<KnownAgain::Found> KnownAgain::find_named(SentRow const& row, TakenRow& told)
{
    auto const owner = owners_.find(row.cell(fields_.owner));
    if (!owner) {
        told.refuse(fields_.owner, fields_.no_owner);
        return std::nullopt;
    }
    Name const name{
        *owner, records::one_line(row.cell(fields_.number)), records::one_line(row.cell(fields_.title))};
    auto const record = find_by_name(name, told);
    if (!told.problems.empty())
        return std::nullopt;
    if (record)
        return Found{*owner, record};
    auto const [line, is_first] = named_lines_.try_emplace(name, row.line);
    if (!is_first) {
        told.refuse(fields_.title, "table.problem.twice"_msg, {{"line", std::to_string(line->second)}});
        return std::nullopt;
    }
    tell_alike(name, told);
    return Found{*owner, std::nullopt};
}

std::optional<std::size_t> KnownAgain::find_by_name(Name const& name, TakenRow& told) const
{
    auto const& [owner, number, title] = name;
    std::vector<std::size_t> found;
    // A file that says nothing of numbers knows the title alone.
    if (table_.has(fields_.number)) {
        if (auto const named = by_name_.find(name); named != by_name_.end())
            found = named->second;
    } else if (auto const of_owner = by_title_.find(owner); of_owner != by_title_.end()) {
        if (auto const titled = of_owner->second.find(title); titled != of_owner->second.end())
            found = titled->second;
    }
    std::erase_if(found, [&](std::size_t one) { return numbered_.contains(one); });
    if (found.size() > 1)
        told.refuse(fields_.title, "table.problem.ambiguous"_msg);
    return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

// It may be the same under another name: then its number in the column says so.
void KnownAgain::tell_alike(Name const& name, TakenRow& told) const
{
    auto const& [owner, number, title] = name;
    auto const tell = [&](auto const& all, std::string const& wanted, std::string_view field,
                          MessageKey message) {
        auto const of_owner = all.find(owner);
        if (wanted.empty() || of_owner == all.end())
            return false;
        auto const found = of_owner->second.find(wanted);
        if (found == of_owner->second.end())
            return false;
        auto const alike
            = std::ranges::find_if(found->second, [&](std::size_t one) { return !numbered_.contains(one); });
        if (alike == found->second.end())
            return false;
        auto const& other = records_[*alike];
        told.hint(field, message, {{"title", title_of(other)}, {"key", std::to_string(other.id)}});
        return true;
    };
    if (!tell(by_folded_title_, search::folded_text(title), fields_.title, "table.hint.same_title"_msg))
        tell(by_folded_number_, search::folded_text(number), fields_.number, "table.hint.same_number"_msg);
}

} // namespace kommin::goals
