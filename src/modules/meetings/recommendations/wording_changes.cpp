#include "modules/meetings/recommendations/wording_changes.hpp"

#include "modules/meetings/recommendations/recommendation_editing.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::meetings {

namespace field = recommendation_field;

namespace {

constexpr int most_versions_read = 200;

constexpr std::array all_wording_fields{
    WordingField{field::title, "comments.field.title"_msg},
    WordingField{field::text, "recommendation.public.text"_msg},
    WordingField{field::reasons, "recommendation.public.reasons"_msg},
    WordingField{field::addressees, "recommendation.public.addressees"_msg},
    WordingField{field::proposed_by, "recommendation.public.proposed_by"_msg}};

}

std::span<WordingField const> wording_fields()
{
    return all_wording_fields;
}

bool says_the_same(records::Fields const& one, records::Fields const& other)
{
    return std::ranges::all_of(all_wording_fields, [&](WordingField const& of) {
        return one.values(of.name) == other.values(of.name);
    });
}

std::string wording_of(records::Fields const& fields, std::string_view name, i18n::Texts const& texts)
{
    if (name != field::addressees)
        return std::string(fields.value(name));
    std::vector<std::string> names;
    for (auto const addressee : all_addressees) {
        if (fields.has(name, to_text(addressee)))
            names.emplace_back(texts(label_of(addressee)));
    }
    return names.empty() ? std::string{} : texts.list(names);
}

std::vector<WordingChange> list_wording_changes(
    db::Connection& db, TenantId tenant, RecommendationId id, std::size_t limit)
{
    auto versions = records::list_versions(
        db, tenant, {recommendation_subject, id.value}, records::unrestricted, most_versions_read);
    std::vector<WordingChange> changes;
    for (std::size_t at = 0; at + 1 < versions.size() && changes.size() < limit; ++at) {
        auto const& before = versions[at + 1].fields;
        if (!says_the_same(versions[at].fields, before))
            changes.push_back({versions[at].head.saved_at, before, versions[at].fields});
    }
    return changes;
}

} // namespace kommin::meetings
