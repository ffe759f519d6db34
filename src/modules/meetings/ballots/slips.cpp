#include "modules/meetings/ballots/slips.hpp"

#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::meetings {

namespace {

// Of Crockford: I, L, O and U are none of them.
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 16;
constexpr std::size_t group_length = 4;
constexpr std::string_view unused = "-";

// What is sealed for one slip does not open as that of another, nor in another vote.
std::string context_of(TenantId tenant, SecretVoteId vote, std::string_view digest)
{
    return "secret_slip:" + std::to_string(tenant.value) + ':' + std::to_string(vote.value) + ':'
        + std::string(digest);
}

char spelled(char typed)
{
    auto const big = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    return big == 'O' ? '0' : big == 'I' || big == 'L' ? '1' : big;
}

}

std::string new_code()
{
    auto code = crypto::random_bytes(code_length);
    for (auto& byte : code)
        byte = letters[static_cast<unsigned char>(byte) % letters.size()]; // 256 is a multiple of 32
    return code;
}

std::optional<std::string> code_from(std::string_view typed)
{
    std::string code;
    for (char const c : typed) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n')
            continue;
        auto const letter = spelled(c);
        if (code.size() == code_length || letters.find(letter) == std::string_view::npos)
            return std::nullopt;
        code += letter;
    }
    return code.size() == code_length ? std::optional(std::move(code)) : std::nullopt;
}

std::string in_groups(std::string_view code)
{
    std::string text;
    for (std::size_t at = 0; at < code.size(); at += group_length) {
        if (at > 0)
            text += '-';
        text += code.substr(at, group_length);
    }
    return text;
}

std::string digest_of(std::string_view code)
{
    return crypto::sha256_hex("secret_slip:" + std::string(code));
}

OpenedSlips open_slips(db::Connection& db, TenantId tenant, crypto::Key const& key, SecretVoteId vote)
{
    struct Row {
        std::string digest;
        std::string sealed;
    };
    OpenedSlips opened;
    for (auto& row : db.list<Row>(
             "SELECT digest, sealed FROM secret_slips WHERE tenant_id = ? AND vote_id = ? ORDER BY digest",
             tenant, vote)) {
        auto const text = crypto::open_sealed(key, row.sealed, context_of(tenant, vote, row.digest));
        auto const choice = text ? enum_from<Choice>(*text) : std::nullopt;
        if (choice || text == unused)
            opened.slips.push_back({std::move(row.digest), choice});
        else
            ++opened.unopened;
    }
    return opened;
}

void write_slips(
    db::Connection& db, TenantId tenant, crypto::Key const& key, SecretVoteId vote, std::vector<Slip> slips)
{
    delete_slips(db, tenant, vote);
    std::ranges::sort(slips, {}, &Slip::digest);
    for (auto const& slip : slips)
        db.execute(
            "INSERT INTO secret_slips (tenant_id, vote_id, digest, sealed) VALUES (?, ?, ?, ?)", tenant, vote,
            slip.digest,
            crypto::seal(
                key, slip.choice ? to_text(*slip.choice) : unused, context_of(tenant, vote, slip.digest)));
}

void delete_slips(db::Connection& db, TenantId tenant, SecretVoteId vote)
{
    db.execute("DELETE FROM secret_slips WHERE tenant_id = ? AND vote_id = ?", tenant, vote);
}

std::optional<SecretVoteId> find_vote_of(db::Connection& db, TenantId tenant, std::string_view digest)
{
    auto const votes = db.list<SecretVoteId>(
        "SELECT vote_id FROM secret_slips WHERE tenant_id = ? AND digest = ?", tenant, digest);
    return votes.size() == 1 ? std::optional(votes.front()) : std::nullopt;
}

} // namespace kommin::meetings
