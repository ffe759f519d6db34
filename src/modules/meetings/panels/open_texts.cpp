#include "modules/meetings/panels/open_texts.hpp"

#include "modules/tenants/api.hpp"

namespace kommin::meetings {

void keep_open_texts(Work& work, records::TranslatedKind const& kind, std::vector<std::int64_t> const& ids)
{
    if (ids.empty())
        return;
    auto const languages = tenants::target_languages(tenants::find_tenant(work.db(), work.tenant()).value());
    for (auto const id : ids)
        records::keep_progress(work, kind, id, languages);
}

} // namespace kommin::meetings
