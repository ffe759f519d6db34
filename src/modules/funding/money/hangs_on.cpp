#include "modules/funding/money/hangs_on.hpp"

#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/records/typed_ids.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

namespace {

constexpr int most_to_hang_on = 1000;

Application const* find_in(std::vector<Application> const& all, HangsOn const& on)
{
    auto const found
        = std::ranges::find_if(all, [&](Application const& one) { return on.application == one.id; });
    return found == all.end() ? nullptr : &*found;
}

}

std::string hangs_on_value(HangsOn const& on)
{
    if (on.application)
        return 'a' + std::to_string(on.application->value);
    return on.grant ? 'g' + std::to_string(on.grant->value) : std::string{};
}

std::optional<HangsOn> read_hangs_on(std::string_view value)
{
    HangsOn on;
    if (value.empty())
        return on;
    if (value.starts_with('a'))
        on.application = records::typed_id<ApplicationId>(value.substr(1));
    else if (value.starts_with('g'))
        on.grant = records::typed_id<GrantId>(value.substr(1));
    return on.is_nothing() ? std::nullopt : std::optional(on);
}

std::string HangsOnNames::title(HangsOn const& on) const
{
    if (auto const* application = find_in(applications, on))
        return application->title;
    auto const found
        = std::ranges::find_if(grants, [&](NamedGrant const& one) { return on.grant == one.id; });
    return found == grants.end() ? std::string{} : found->title;
}

std::string HangsOnNames::text(HangsOn const& on, i18n::Texts const& texts) const
{
    if (on.is_nothing())
        return {};
    auto name = title(on);
    if (name.empty())
        return std::string(texts("budget.hangs_on.other"_msg));
    auto const* application = find_in(applications, on);
    return application == nullptr ? texts("budget.hangs_on.grant"_msg, {{"title", name}})
                                  : texts(
                                        "budget.hangs_on.application"_msg,
                                        {{"title", name}, {"state", texts(label_of(application->state))}});
}

std::vector<web::Choice> HangsOnNames::choices(
    i18n::Texts const& texts, MessageKey none, std::string_view chosen) const
{
    std::vector<web::Choice> choices{{"", std::string(texts(none))}};
    for (auto const& one : applications) {
        HangsOn const on{.application = one.id, .grant = {}};
        choices.push_back({hangs_on_value(on), text(on, texts)});
    }
    for (auto const& one : grants) {
        HangsOn const on{.application = {}, .grant = one.id};
        choices.push_back({hangs_on_value(on), text(on, texts)});
    }
    if (std::ranges::find(choices, chosen, &web::Choice::value) == choices.end())
        choices.push_back({std::string(chosen), std::string(texts("budget.hangs_on.other"_msg))});
    return choices;
}

HangsOnNames load_hangs_on_names(db::Connection& db, TenantId tenant, Actor const& actor)
{
    HangsOnNames names{
        .applications
        = list_applications(db, tenant, {.owners = owners_of(actor.where(see_money))}, most_to_hang_on),
        .grants = list_named_grants(db, tenant, actor, see_money, most_to_hang_on)};
    std::erase_if(names.grants, [](NamedGrant const& one) { return one.application.has_value(); });
    return names;
}

html::Url url_of(HangsOn const& on)
{
    return on.application ? application_url(*on.application) : grant_url(on.grant.value());
}

} // namespace kommin::funding
