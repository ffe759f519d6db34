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
std::optional<CommentCall> find_comment_call(
    db::Connection& db, TenantId tenant, RecommendationId id, std::int64_t version);
std::optional<CommentCall> load_comment_call(db::Connection& db, TenantId tenant, CommentCallId id);
std::vector<CommentCall> list_comment_calls( // the first one first
    db::Connection& db, TenantId tenant, RecommendationId id);

std::vector<contacts::PersonId> list_asked(db::Connection& db, TenantId tenant, CommentCallId call);
void insert_asked(db::Connection& db, TenantId tenant, CommentCallId call, contacts::PersonId person);
// Says whether they had been.
bool erase_asked(db::Connection& db, TenantId tenant, CommentCallId call, contacts::PersonId person);

struct CommentLink {
    CommentCallId call;
    contacts::PersonId person;
    std::string address_mark;
};
void insert_comment_link(
    db::Connection& db, TenantId tenant, CommentLink const& link, std::string_view token_hash, Instant now);
std::optional<CommentLink> find_comment_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash);
// Of all calls whose day is over or whose recommendation is discussed no more, with who was asked.
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
// `from` turns out to be `into`, who may be asked again by whoever presses again: a letter to `from` that has
// not left yet reaches nobody.
void move_comments_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into);
// What they said stays without their name.
void forget_person_in_comments(db::Connection& db, TenantId tenant, contacts::PersonId person);

} // namespace kommin::meetings
