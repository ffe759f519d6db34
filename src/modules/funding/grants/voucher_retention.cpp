#include "modules/funding/grants/voucher_retention.hpp"

#include "modules/funding/grants/proof_sheet.hpp"
#include "modules/funding/grants/voucher_retention_store.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <iterator>
#include <map>
#include <set>

namespace kommin::funding {

namespace {

constexpr int most_contracts_erased_at_once = 500;

// The numbers of vouchers in the lists of their grants.
using Serials = std::map<GrantId, std::set<std::int64_t>>;

// In what was handed in the same words stand as in the vouchers.
void erase_lines_of_proofs(Work& work, Serials const& erased)
{
    for (auto const& [grant, serials] : erased) {
        for (auto const& proof : list_handed_in_proofs(work.db(), work.tenant(), grant)) {
            auto sheet = sheet_of(work.db(), work.tenant(), proof);
            for (auto& line : sheet.lines) {
                if (serials.contains(line.serial)) {
                    line.payee.clear();
                    line.purpose.clear();
                }
            }
            update_erased_sums(work.db(), work.tenant(), proof.id, sheet.to_json());
        }
    }
}

void erase_vouchers(Work& work)
{
    auto const vouchers
        = list_vouchers_to_erase(work.db(), work.tenant(), work.today(), most_vouchers_erased_at_once);
    Serials erased;
    for (auto const& one : vouchers) {
        erase_words_of_voucher(work.db(), work.tenant(), one.id, work.today());
        records::erase_versions(work, {voucher_subject, one.id.value});
        for (auto const& share : one.shares)
            erased[share.grant].insert(share.serial);
    }
    erase_lines_of_proofs(work, erased);
    if (!vouchers.empty())
        work.audit("funding.vouchers.erased", "tenant", work.tenant(), {}, {{"count", std::ssize(vouchers)}});
}

void erase_addresses(Work& work)
{
    for (auto const id :
         list_contracts_to_erase(work.db(), work.tenant(), work.today(), most_contracts_erased_at_once)) {
        erase_address_of_contract(work.db(), work.tenant(), id);
        records::erase_versions(work, {passed_on_subject, id.value});
    }
}

}

RecurringRule voucher_erasure()
{
    return {
        "funding.vouchers_erased", i18n::TimeOfDay::at(3, 30), // files that nothing names go at 3:45
        [](Work& work) -> Result<void> {
            erase_vouchers(work);
            erase_addresses(work);
            return {};
        },
        "job.funding.vouchers_erased"_msg};
}

} // namespace kommin::funding
