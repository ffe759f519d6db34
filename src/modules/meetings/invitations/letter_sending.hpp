#pragma once
// What all letters of this module have in common on their way out: from which district and site they come,
// and that nothing is sent where there is nothing to say any more.

#include "modules/contacts/people/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/post/letter.hpp"
#include "platform/post/post.hpp"
#include "platform/work/use_case.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::meetings {

struct LetterSource {
    tenants::Tenant tenant;
    std::string site; // "https://portal.kreis.example"
};
// Problems: invalid for a demonstration whose letters would reach somebody ("confirm.problem.demonstration"),
// and where nobody has said at which address the site is found ("staff.mail.problem.no_site").
Result<LetterSource> find_letter_source(
    post::Post const& post, std::string_view base_url, WorkContext const& context);

// As letters to them begin, without the comma: "Sehr geehrte Frau Kaya".
std::string greeting_of(contacts::ReachablePerson const& person, i18n::Texts const& texts);

// Sends the letter of an outward job. `find` is a use case that gives what it says, or nothing; `write` makes
// the letter of that. Under the same id whenever the job is tried again: a program that was killed on the way
// sends it twice as one.
template<class Find, class Write>
Result<void> send_letter_of_job(
    post::Post const& post, std::string_view base_url, WorkContext const& context, Find find, Write write)
{
    auto const source = TRY(find_letter_source(post, base_url, context));
    auto const said = TRY(run_use_case(context, find));
    return said ? post.send(context, write(*said, source)) : Result<void>{};
}

} // namespace kommin::meetings
