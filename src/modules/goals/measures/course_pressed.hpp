#pragma once
// A press of a button on one of the pages for the course of a measure.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/write.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

std::int64_t version_seen(http::Form const& form);

template<class Names>
records::Fields posted_course(http::Form const& form, Names const& names)
{
    records::Fields fields;
    for (auto const& name : names)
        fields.set(name, std::string(trim(form.value(name))));
    return fields;
}

// All problems of what was typed; what only the use case can know, where there are none.
std::vector<Problem> problems_to_show(std::vector<Problem> typed, Problem const& problem);

// `show`: the form again with everything that was typed, for the measure as it is by now; also where a
// colleague was faster.
struct PressedOnCourse {
    std::function<Result<bool>(Work&)> use_case;
    std::function<http::Response(Measure const&, Problem const&)> show;
    html::Url next;
    records::Fields typed = {}; // into fields of something that may have gone …
    std::span<std::string_view const> names = {}; // … which are these
    Permission permission = edit_measures;
};
http::Response press_on_course(web::Call& call, PressedOnCourse const& pressed);

// Which milestone, risk or task the address names.
template<class Id>
std::optional<Id> piece_in_path(web::Call const& call, std::string_view parameter)
{
    auto const number = parse_number(call.path[parameter]);
    return number && *number > 0 ? std::optional(Id{*number}) : std::nullopt;
}

// A press for one of them that types nothing: done, looked at, deleted. `page`: of all of them.
template<class Id>
struct PressedPiece {
    std::string_view parameter;
    std::string_view page;
    Result<bool> (*use_case)(Work&, MeasureVersion const&, Id);
    http::Response (*show)(web::Call const&, Measure const&, records::Fields const&, std::vector<Problem>);
};
template<class Id>
http::Response press_on_piece(web::Call& call, PressedPiece<Id> const& pressed)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = piece_in_path<Id>(call, pressed.parameter);
    if (!form || !measure || !id)
        return web::staff_not_found(call);
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return pressed.use_case(work, {measure->id, version_seen(*form)}, *id); },
         .show
         = [&](Measure const& now, Problem const& problem) { return pressed.show(call, now, {}, {problem}); },
         .next = measure_url(measure->id, pressed.page)});
}

} // namespace kommin::goals
