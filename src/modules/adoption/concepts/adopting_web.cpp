// Routes of the desk for taking over from a package.

#include "modules/adoption/concepts/package_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::adoption {

namespace {

std::optional<AdoptionView> view_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["paket"]);
    if (!number || *number <= 0)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_adoption_view(
            db, call.site.tenant, call.actor(), PackageId{*number}, call.path["gemeinde"],
            call.local_now().date);
    });
}

PartChoices posted_choices(http::Form const& posted)
{
    PartChoices choices;
    auto const prefix = choice_field({});
    for (auto const& [name, value] : posted.entries()) {
        if (!name.starts_with(prefix))
            continue;
        if (value == "take")
            choices.insert_or_assign(name.substr(prefix.size()), PartChoice::take);
        else if (value == "keep")
            choices.insert_or_assign(name.substr(prefix.size()), PartChoice::keep);
    }
    return choices;
}

}

http::Response show_adopting(web::Call& call)
{
    auto const view = view_in_path(call);
    if (!view)
        return web::staff_not_found(call);
    PartChoices choices;
    if (call.request.query().value("wahl") == all_new_word) {
        for (auto const& line : view->lines) {
            if (line.standing == Standing::fresh || line.standing == Standing::proposed)
                choices.emplace(line.theirs.key, PartChoice::take);
        }
    }
    return adopting_page(call, {.view = *view, .choices = choices});
}

http::Response adopt_at_desk(web::Call& call, AdoptionRules const& rules)
{
    auto const form = call.request.form();
    auto const number = parse_number(call.path["paket"]);
    if (!form || !number)
        return web::staff_not_found(call);
    auto const choices = posted_choices(*form);
    auto const adopted = web::write(call, [&](Work& work) {
        return adopt_parts(
            work, rules, PackageId{*number}, call.path["gemeinde"], choices, form->value("stand"));
    });
    if (adopted) {
        if (adopted->taken > 0)
            call.done_word = "uebernommen";
        return http::Response::redirect(
            http::Status::see_other, adopting_url(PackageId{*number}, call.path["gemeinde"]).text());
    }
    auto const view = view_in_path(call);
    if (!view || adopted.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return adopting_page(call, {.view = *view, .choices = choices, .problems = {adopted.problem()}});
}

} // namespace kommin::adoption
