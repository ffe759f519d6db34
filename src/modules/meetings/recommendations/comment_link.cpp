#include "modules/meetings/recommendations/comment_link.hpp"

#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "modules/meetings/recommendations/recommendation_comments.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/account.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

// Nobody who reads the database can tell an address by it: what is digested with it is in the letter alone.
std::string address_mark_of(std::string_view token, std::string_view mail)
{
    return crypto::sha256_hex(std::string(token) + '\n' + identity::email_key(mail));
}

// Whoever sits there no more reads nothing more, nor whoever reads a mailbox that is theirs no more.
bool is_theirs(
    db::Connection& db, TenantId tenant, CommentLink const& link, PanelId panel, std::string_view token,
    Date today)
{
    auto const members = list_members_on(db, tenant, panel, today);
    if (std::ranges::find(members, link.person, &MemberOn::person) == members.end())
        return false;
    auto const people = contacts::list_reachable_people(db, tenant, {link.person});
    return !people.empty() && !people.front().mail.empty()
        && link.address_mark == address_mark_of(token, people.front().mail);
}

}

std::string add_comment_link(Work& work, CommentCallId call, contacts::ReachablePerson const& person)
{
    auto token = crypto::random_token(32);
    insert_comment_link(
        work.db(), work.tenant(), {call, person.id, address_mark_of(token, person.mail)},
        crypto::sha256_hex(token), work.now());
    return token;
}

std::optional<OpenCall> find_open_call(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto const link = find_comment_link(db, tenant, crypto::sha256_hex(token));
    auto call = link ? load_comment_call(db, tenant, link->call) : std::nullopt;
    if (!call || call->until < today)
        return std::nullopt;
    auto one = load_recommendation(db, tenant, call->recommendation);
    if (!one || !one->is_discussed() || !is_theirs(db, tenant, *link, asked_panel(*one), token, today))
        return std::nullopt;
    auto panel = load_panel(db, tenant, one->panel).value();
    auto group = one->group ? load_panel(db, tenant, *one->group) : std::nullopt;
    return OpenCall{std::move(*call), std::move(*one), std::move(panel), std::move(group), link->person};
}

std::vector<Problem> problems_of_comment(std::string_view typed)
{
    std::vector<Problem> problems;
    auto const text = cleaned_comment(typed);
    if (text.empty())
        problems.push_back(Problem::invalid("text", "comments.problem.text"_msg));
    if (count_code_points(text) > longest_comment)
        problems.push_back(Problem::invalid("text", "comments.problem.long"_msg));
    return problems;
}

Result<void> add_comment_by_link(
    Work& work, std::string_view token, std::string_view typed, std::string_view form_key)
{
    auto const open = find_open_call(work.db(), work.tenant(), token, work.today());
    if (!open)
        return Problem{ProblemKind::gone, {}, "comments.problem.gone"_msg, {}};
    if (auto problems = problems_of_comment(typed); !problems.empty())
        return std::move(problems.front());
    auto text = cleaned_comment(typed);
    auto const id = open->recommendation.id;
    auto const mark = crypto::sha256_hex(
        "link " + std::to_string(open->person.value) + ' ' + std::string(form_key) + ' '
        + std::to_string(id.value) + ' ' + text);
    if (has_comment_with_mark(work.db(), work.tenant(), mark))
        return {};
    insert_comment(
        work.db(), work.tenant(),
        {.id = {},
         .recommendation = id,
         .author = {},
         .text = std::move(text),
         .written_at = work.now(),
         .person = open->person,
         .by_link = true},
        mark);
    // Who said it stands beside the comment, where it can be erased.
    work.audit("meetings.recommendation.commented_by_link", recommendation_subject.word(), id);
    return {};
}

} // namespace kommin::meetings
