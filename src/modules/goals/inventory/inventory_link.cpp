#include "modules/goals/inventory/inventory_link.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/hash.hpp"

#include <utility>

namespace kommin::goals {

namespace {

// Nobody who reads the database can tell an address by it: what is digested with it is in the letter alone.
std::string mark_of_mailbox(std::string_view token, std::string_view mail)
{
    return crypto::sha256_hex(std::string(token) + '\n' + ascii_lower(mail));
}

}

std::string add_inventory_link(Work& work, InventoryRequestId request, std::string_view mail)
{
    auto token = crypto::random_token(32);
    insert_inventory_link(
        work.db(), work.tenant(), {request, mark_of_mailbox(token, mail)}, crypto::sha256_hex(token),
        work.now());
    return token;
}

std::optional<AnsweredRequest> find_linked_request(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto const link = find_inventory_link(db, tenant, crypto::sha256_hex(token));
    auto request = link ? load_request(db, tenant, link->request) : std::nullopt;
    auto inventory = request ? load_inventory(db, tenant, request->inventory) : std::nullopt;
    if (!inventory || !takes_answers(*inventory, today)
        || link->address_mark
            != mark_of_mailbox(token, mailbox_of(*request, tenants::list_units(db, tenant))))
        return std::nullopt;
    auto fields = list_inventory_fields(db, tenant, inventory->id);
    return AnsweredRequest{{*std::move(inventory), std::move(fields)}, *std::move(request)};
}

Result<AnsweredRequest> begin_linked_answer(Work& work, std::string_view token)
{
    auto found = find_linked_request(work.db(), work.tenant(), token, work.today());
    if (!found)
        return Problem{ProblemKind::gone, {}, "inventory.site.gone.text"_msg, {}};
    return *std::move(found);
}

} // namespace kommin::goals
