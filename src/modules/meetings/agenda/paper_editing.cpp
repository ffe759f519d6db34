#include "modules/meetings/agenda/paper_editing.hpp"

#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/unsaved_entries.hpp"
#include "platform/records/typed.hpp"

#include <utility>

namespace kommin::meetings {

using records::one_line;

namespace {

constexpr std::size_t longest_title = 200; // code points

Paper paper_from(PaperEntry const& entry)
{
    Paper paper;
    paper.title = one_line(entry.title);
    paper.link = one_line(entry.link);
    paper.is_public = entry.is_public;
    return paper;
}

Result<SeenPaper> begin_paper(Work& work, PaperVersion const& seen)
{
    auto found = find_seen_paper(work.db(), work.tenant(), seen.id, work.actor(), edit_meetings);
    if (!found)
        return Problem::not_found("paper.problem.unknown"_msg);
    if (found->paper.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return *std::move(found);
}

}

std::vector<Problem> problems_of_paper(PaperEntry const& entry, bool has_file)
{
    records::Fields fields;
    fields.set(paper_field::title, one_line(entry.title));
    fields.set(paper_field::link, one_line(entry.link));
    FieldCheck check(fields);
    if (fields.value(paper_field::title).empty())
        check.refuse(paper_field::title, "paper.problem.title"_msg);
    check.check_length(paper_field::title, longest_title);
    check.check_public_page(paper_field::link);
    bool const has_link = !fields.value(paper_field::link).empty();
    if (has_link && has_file)
        check.refuse(paper_field::link, "paper.problem.both"_msg);
    if (!has_link && !has_file)
        check.refuse(paper_field::file, "paper.problem.neither"_msg);
    return check.take();
}

std::optional<SeenPaper> find_seen_paper(
    db::Connection& db, TenantId tenant, PaperId id, Actor const& actor, Permission permission)
{
    auto paper = load_paper(db, tenant, id);
    auto at = paper ? find_seen_item(db, tenant, paper->item, actor, permission) : std::nullopt;
    if (!at)
        return std::nullopt;
    return SeenPaper{*std::move(paper), *std::move(at)};
}

std::optional<Paper> find_readable_paper(db::Connection& db, TenantId tenant, PaperId id, Actor const& actor)
{
    auto paper = load_paper(db, tenant, id);
    auto item = paper ? load_item(db, tenant, paper->item) : std::nullopt;
    while (item && !find_seen_item(db, tenant, item->id, actor, see_meetings))
        item = find_successor(db, tenant, item->id); // younger each time: this has an end
    return item ? std::move(paper) : std::nullopt;
}

Result<void> check_paper_quota(db::Connection& db, TenantId tenant, ItemId item, PaperQuota const& quota)
{
    if (count_papers(db, tenant, item) >= quota.of_an_item)
        return Problem::conflict(
            {}, "paper.problem.too_many"_msg, {{"limit", std::to_string(quota.of_an_item)}});
    if (bytes_of_papers(db, tenant) >= quota.bytes_of_a_district)
        return Problem::conflict({}, "paper.problem.full"_msg);
    return {};
}

Result<PaperId> add_paper(
    Work& work, ItemId item, PaperEntry const& entry, std::optional<StoredFile> const& file,
    std::string_view form_key, PaperQuota const& quota)
{
    if (!find_seen_item(work.db(), work.tenant(), item, work.actor(), edit_meetings))
        return Problem::not_found("item.problem.unknown"_msg);
    auto paper = paper_from(entry);
    paper.item = item;
    if (file) {
        paper.hash = file->hash;
        paper.size = file->size;
        paper.pages = file->pages;
    }
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(item.value) + ' '
        + paper.hash + ' ' + paper.link + ' ' + paper.title);
    if (auto const added = find_paper_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_paper(entry, file.has_value()); !problems.empty())
        return std::move(problems.front());
    TRY(check_paper_quota(work.db(), work.tenant(), item, quota));
    auto const id = insert_paper(work.db(), work.tenant(), paper, mark, work.now());
    work.audit("meetings.paper.added", item_subject.word(), item);
    return id;
}

Result<void> save_paper(Work& work, PaperVersion const& seen, PaperEntry const& entry)
{
    auto const stored = TRY(begin_paper(work, seen));
    if (auto problems = problems_of_paper(entry, stored.paper.is_file()); !problems.empty())
        return std::move(problems.front());
    auto wanted = paper_from(entry);
    wanted.id = stored.paper.id;
    bool const is_same = wanted.title == stored.paper.title && wanted.link == stored.paper.link
        && wanted.is_public == stored.paper.is_public;
    if (is_same)
        return {};
    update_paper(work.db(), work.tenant(), wanted, work.now());
    work.audit("meetings.paper.changed", item_subject.word(), stored.paper.item);
    return {};
}

void forget_typed_paper(Work& work, PaperId id)
{
    identity::forget_unsaved_entries_of_page(work, "/verwaltung/unterlagen/" + std::to_string(id.value));
}

Result<void> remove_paper(Work& work, PaperVersion const& seen)
{
    auto const stored = TRY(begin_paper(work, seen));
    erase_paper(work.db(), work.tenant(), stored.paper.id);
    forget_typed_paper(work, stored.paper.id);
    work.audit("meetings.paper.removed", item_subject.word(), stored.paper.item);
    return {};
}

} // namespace kommin::meetings
