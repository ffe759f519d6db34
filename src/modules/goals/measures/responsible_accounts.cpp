#include "modules/goals/measures/responsible_accounts.hpp"

#include "modules/goals/measures/measure_editing.hpp"
#include "platform/identity/account_store.hpp"

#include <cstdint>
#include <set>

namespace kommin::goals {

namespace {

Result<void> release(Work& work)
{
    std::set<std::int64_t> present;
    for (auto const& account : identity::list_accounts(work.db(), work.tenant())) {
        if (!account.is_erased())
            present.insert(account.id.value);
    }
    for (auto const& [measure, account] : list_responsible(work.db(), work.tenant())) {
        if (present.contains(account))
            continue;
        auto const editing = records::Editing::begin_unasked(work, edited_measures, measure.value);
        if (!editing)
            continue;
        auto const before = load_whole_measure(work.db(), work.tenant(), measure);
        auto after = before;
        after.measure.responsible.reset();
        update_measure(work.db(), work.tenant(), after.measure, work.now());
        editing->keep_changed(form_of(before), form_of(after), "released");
    }
    return {};
}

}

RecurringRule erased_accounts_released()
{
    return {
        "goals.responsible_released", i18n::TimeOfDay::at(2, 50), &release,
        "job.goals.responsible_released"_msg};
}

} // namespace kommin::goals
