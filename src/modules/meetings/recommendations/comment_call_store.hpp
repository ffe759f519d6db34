#pragma once
// SQL of calls for comments, their links, and what people have said by them. Every function works inside the
// caller's transaction.

#include "modules/meetings/recommendations/comment_call.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

CommentCallId insert_comment_call(db::Connection& db, TenantId tenant, CommentCall const& call);
void update_comment_call(db::Connection& db, TenantId tenant, CommentCall const& call); // day, word, letters
std::optional<CommentCall> find_last_comment_call(db::Connection& db, TenantId tenant, RecommendationId id);
std::optional<CommentCall> load_comment_call(db::Connection& db, TenantId tenant, CommentCallId id);
std::vector<CommentCall> list_comment_calls( // the first one first
    db::Connection& db, TenantId tenant, RecommendationId id);

std::vector<contacts::PersonId> list_asked(db::Connection& db, TenantId tenant, CommentCallId call);
AskedId insert_asked(
    db::Connection& db, TenantId tenant, CommentCallId call, contacts::PersonId person, Instant now);
// Nothing where they are asked no more: erased, or asked as somebody who they turned out to be.
std::optional<contacts::PersonId> find_asked(db::Connection& db, TenantId tenant, AskedId id);
void erase_asked(db::Connection& db, TenantId tenant, AskedId id);
void erase_asked(db::Connection& db, TenantId tenant, CommentCallId call, contacts::PersonId person);

struct CommentLink {
    CommentCallId call;
    contacts::PersonId person;
    std::string address_mark;
};
void insert_comment_link(
    db::Connection& db, TenantId tenant, CommentLink const& link, std::string_view token_hash, Instant now);
std::optional<CommentLink> find_comment_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash);
// Links of all calls whose day is over or whose recommendation is discussed no more; of these, too, who was
// asked.
void erase_ended_calls(db::Connection& db, TenantId tenant, Date today);

// Recommendations of these panels that are discussed, and how many comments members have sent by link since.
struct CommentedByLink {
    RecommendationId id;
    std::string number;
    std::string title;
    std::int64_t comments = 0;
};
std::vector<CommentedByLink> list_commented_by_link(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Instant since, int limit);

struct CommentOfPerson {
    std::string number; // of the recommendation
    std::string title;
    std::string text;
    Instant written_at = {};
};
std::vector<CommentOfPerson> list_comments_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person);
std::int64_t count_comments_of_person(db::Connection& db, TenantId tenant, contacts::PersonId person);
// Calls in which they were asked, as long as the recommendation is discussed.
struct AskedOfPerson {
    std::string number; // of the recommendation
    std::string title;
    Instant asked_at = {};
    Date until = {};
    bool has_link = false; // in a letter that has left
};
std::vector<AskedOfPerson> list_asked_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person);
// `from` turns out to be `into`. A letter that has not left yet reaches them; where both were asked, one of
// two does.
void move_comments_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into);
// What they said stays without their name.
void forget_person_in_comments(db::Connection& db, TenantId tenant, contacts::PersonId person);

} // namespace kommin::meetings
