#include "modules/adoption/concepts/package_links.hpp"

#include "modules/adoption/concepts/package_desk.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace kommin::adoption {

namespace {

constexpr int most_targets = 100; // to choose from

std::string advice_title(meetings::NamedAdvice const& advice, i18n::Texts const& texts)
{
    auto const day
        = advice.day ? texts.partial_date(*advice.day) : std::string(texts("package.links.no_day"_msg));
    return texts("package.links.advice"_msg, {{"day", day}, {"title", advice.title}});
}

std::string application_title(funding::NamedApplication const& application, i18n::Texts const& texts)
{
    return texts("package.links.application"_msg, {{"title", application.title}});
}

std::string value_of_advice(meetings::AdviceId id)
{
    return 'b' + std::to_string(id.value);
}

std::string value_of_application(funding::ApplicationId id)
{
    return 'a' + std::to_string(id.value);
}

struct Targets {
    std::vector<meetings::NamedAdvice> advice;
    std::vector<funding::NamedApplication> applications;
};
// Those of them that this person may see.
Targets named_targets(web::Call const& call, db::Connection& db, std::vector<AdoptionLink> const& links)
{
    std::vector<meetings::AdviceId> advice;
    std::vector<funding::ApplicationId> applications;
    for (auto const& link : links) {
        if (link.application)
            applications.push_back(*link.application);
        else
            advice.push_back(link.advice.value());
    }
    auto const tenant = call.site.tenant;
    return {
        meetings::list_named_advice(db, tenant, call.actor(), advice),
        funding::list_named_applications(db, tenant, call.actor(), applications)};
}

// What can be linked, the newest first; before it the one that was asked for.
std::vector<LinkChoice> link_choices(web::Call const& call, db::Connection& db, std::string_view asked)
{
    auto const& texts = web::staff_texts(call);
    std::vector<LinkChoice> choices;
    auto const offer = [&](Targets const& targets) {
        auto const add = [&](std::string value, std::string title) {
            if (std::ranges::find(choices, value, &LinkChoice::value) == choices.end())
                choices.push_back({std::move(value), std::move(title)});
        };
        for (auto const& one : targets.advice)
            add(value_of_advice(one.id), advice_title(one, texts));
        for (auto const& one : targets.applications)
            add(value_of_application(one.id), application_title(one, texts));
    };
    auto const tenant = call.site.tenant;
    if (auto const link = read_link(asked))
        offer(named_targets(call, db, {*link}));
    offer(
        {meetings::list_advice_on_adoption(db, tenant, call.actor(), most_targets),
         funding::list_named_applications(db, tenant, call.actor(), most_targets)});
    return choices;
}

// The packages that are linked with it, and for whoever may link it the way to them; nothing for whoever
// sees no packages, and where there is none.
web::Body packages_below(web::Call const& call, AdoptionLink const& target)
{
    auto const actor = call.actor();
    if (!actor.may_somewhere(see_packages))
        return {};
    struct Found {
        std::vector<StoredPackage> linked;
        std::vector<StoredPackage> some; // of all, two at most
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{list_packages_linked_with(db, tenant, target), list_packages(db, tenant, 2)};
    });
    bool const may_link = actor.may_somewhere(adopt_packages) && !found.some.empty();
    if (found.linked.empty() && !may_link)
        return {};
    return [&texts = web::staff_texts(call), found = std::move(found), may_link,
            value = value_of_link(target)](html::Writer& w) {
        w(R"(<section class="stack" aria-labelledby="konzeptpakete"><h2 id="konzeptpakete">{}</h2>{}{}</section>)",
          texts("package.title"_msg),
          html::when(
              !found.linked.empty(),
              [&](html::Writer& inner) {
                  html::Attributes const content{web::content_lang(texts)};
                  inner(
                      R"(<ul class="plain">{}</ul>)",
                      html::each(found.linked, [&](html::Writer& row, StoredPackage const& one) {
                          row(R"(<li><a href="{}" {}>{}</a> <span class="mute small">{}</span></li>)",
                              package_url(one.id), content, one.name, version_text(texts, one));
                      }));
              }),
          html::when(may_link, [&](html::Writer& inner) {
              inner(
                  R"(<p class="small"><a href="{}">{}</a></p>)",
                  found.some.size() == 1 ? linking_url(found.some.front().id, value)
                                         : packages_url().with_query({{link_query, value}}),
                  texts("package.links.begin"_msg));
          }));
    };
}

}

std::optional<AdoptionLink> read_link(std::string_view value)
{
    auto const number = value.empty() ? std::nullopt : parse_number(value.substr(1));
    if (!number || *number <= 0)
        return std::nullopt;
    AdoptionLink link{.id = {}, .code = {}, .advice = {}, .application = {}};
    if (value.front() == 'b')
        link.advice = meetings::AdviceId{*number};
    else if (value.front() == 'a')
        link.application = funding::ApplicationId{*number};
    else
        return std::nullopt;
    return link;
}

std::string value_of_link(AdoptionLink const& link)
{
    return link.advice ? value_of_advice(*link.advice) : value_of_application(link.application.value());
}

std::string link_asked_for(web::Call const& call)
{
    auto const link = read_link(call.request.query().value(link_query));
    return link ? value_of_link(*link) : std::string{};
}

PackageLinks find_package_links(
    web::Call const& call, db::Connection& db, std::string_view code, std::string_view asked)
{
    auto const& texts = web::staff_texts(call);
    auto const all = list_links(db, call.site.tenant, code);
    auto const targets = named_targets(call, db, all);
    PackageLinks links;
    std::vector<std::string> known;
    for (auto const& link : all) {
        known.push_back(value_of_link(link));
        if (link.advice) {
            auto const one = std::ranges::find(targets.advice, *link.advice, &meetings::NamedAdvice::id);
            if (one != targets.advice.end())
                links.linked.push_back(
                    {link.id, advice_title(*one, texts), meetings::advice_desk_url(one->id)});
        } else {
            auto const one
                = std::ranges::find(targets.applications, *link.application, &funding::NamedApplication::id);
            if (one != targets.applications.end())
                links.linked.push_back(
                    {link.id, application_title(*one, texts), funding::application_desk_url(one->id)});
        }
    }
    links.advice = std::ssize(targets.advice);
    if (!call.actor().may_somewhere(adopt_packages))
        return links;
    links.choices = link_choices(call, db, asked);
    std::erase_if(links.choices, [&](LinkChoice const& one) {
        return std::ranges::find(known, one.value) != known.end();
    });
    links.advice += std::ranges::count_if(
        links.choices, [](LinkChoice const& one) { return one.value.starts_with('b'); });
    return links;
}

web::Body packages_below_advice(web::Call const& call, meetings::AdviceId advice)
{
    return packages_below(call, {.id = {}, .code = {}, .advice = advice, .application = {}});
}

web::Body packages_below_application(web::Call const& call, funding::Application const& application)
{
    return packages_below(call, {.id = {}, .code = {}, .advice = {}, .application = application.id});
}

} // namespace kommin::adoption
