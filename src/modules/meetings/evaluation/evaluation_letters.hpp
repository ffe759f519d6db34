#pragma once
// "Wie war es?": one letter to each party that had registered, on the morning after the session. Its link is
// that of everybody and says nothing of who opens it.

#include "modules/meetings/evaluation/evaluation.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/post/letter.hpp"
#include "platform/work/job_rules.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::meetings {

inline constexpr std::string_view evaluation_path = "rueckmeldung";

struct EvaluationLetter {
    Evaluation const& evaluation;
    Meeting const& meeting;
    Registration const& registration;
    tenants::Tenant const& tenant;
    std::string site; // "https://portal.kreis.example"
    i18n::Language language;
};
post::Letter letter_of(EvaluationLetter const& letter);

// Orders the letters of each open evaluation once, as soon as the day of its session is over. How many.
std::int64_t ask_how_it_was(Work& work);
RecurringRule evaluation_morning();
JobRule evaluation_mail(RegistrationCare const& care);

} // namespace kommin::meetings
