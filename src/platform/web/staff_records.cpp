#include "platform/web/staff_records.hpp"

#include "platform/records/versions.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string>

namespace kommin::web {

StaffRecord record_with_history(
    content::SubjectKind kind, Permission permission, html::Url (*url)(std::int64_t id))
{
    return {
        .kind = kind.word(),
        .permission = permission,
        .url = [url](Call const&, std::int64_t id) { return std::optional(url(id)); },
        .version_url
        = [url, kind](Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
            if (!records::find_version(
                    call.db(), call.site.tenant, {kind, id}, version, records::unrestricted))
                return std::nullopt;
            auto const history = html::Url::local(std::string(url(id).text()) + "/verlauf");
            return history->with_query({{"fassung", std::to_string(version)}});
        }};
}

} // namespace kommin::web
