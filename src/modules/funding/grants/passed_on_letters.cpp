#include "modules/funding/grants/passed_on_letters.hpp"

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/passed_on_editing.hpp"
#include "modules/funding/grants/passed_on_link.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace kommin::funding {

namespace {

constexpr int most_reminders_of_a_morning = 500;

struct AssociationLetter {
    PassedOnLetter kind;
    PassedOn one;
    tenants::Tenant tenant;
    std::string giver; // "Kreis Unna", a municipality
    std::string token; // "" without a link
    std::int64_t job; // by which it leaves: a letter tried again is the same one
};

// Nothing where there is nothing to say any more.
Result<std::optional<AssociationLetter>> addressed_letter(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const kind = enum_from<PassedOnLetter>(order.text("letter"));
    auto one = load_passed_on(db, tenant, order.id<PassedOnId>("passed_on"));
    bool const is_end = kind == PassedOnLetter::ended;
    bool const says_something = kind && one && !one->mail.empty()
        && (is_end ? one->state == PassedOnState::accepted
                   : one->is_open() && one->link_until && *one->link_until >= work.today());
    if (!says_something) {
        order.end_in(work);
        return std::optional<AssociationLetter>{};
    }
    auto const grant = load_grant(db, tenant, one->grant).value();
    auto district = tenants::load_tenant_with_bodies(db, tenant);
    auto const* body = grant.body ? district.find_body(*grant.body) : nullptr;
    auto giver = body != nullptr ? body->name : district.tenant.name;
    auto token = is_end ? std::string{} : add_passed_on_link(work, *one);
    return std::optional(AssociationLetter{
        *kind, *std::move(one), std::move(district.tenant), std::move(giver), std::move(token),
        order.job().value});
}

MessageKey lead_of(PassedOnLetter kind)
{
    switch (kind) {
    case PassedOnLetter::questioned:
        return "proof_form.mail.questioned"_msg;
    case PassedOnLetter::before:
        return "proof_form.mail.before"_msg;
    case PassedOnLetter::after:
        return "proof_form.mail.after"_msg;
    case PassedOnLetter::ended:
        return "proof_form.mail.ended"_msg;
    case PassedOnLetter::asked:
        break;
    }
    return "proof_form.mail.asked"_msg;
}

MessageKey subject_of(PassedOnLetter kind)
{
    switch (kind) {
    case PassedOnLetter::questioned:
        return "proof_form.mail.subject.questioned"_msg;
    case PassedOnLetter::before:
    case PassedOnLetter::after:
        return "proof_form.mail.subject.reminder"_msg;
    case PassedOnLetter::ended:
        return "proof_form.mail.subject.ended"_msg;
    case PassedOnLetter::asked:
        break;
    }
    return "proof_form.mail.subject.asked"_msg;
}

post::Letter letter_to_association(AssociationLetter const& letter, std::string const& site)
{
    auto const& one = letter.one;
    auto const language = i18n::Language::find(one.language).value_or(letter.tenant.source_language);
    auto const& texts = i18n::Texts::of(language);
    auto const title = texts.foreign(one.title);
    auto const due = one.proof_due ? texts.date(*one.proof_due, i18n::DateStyle::long_) : std::string{};
    auto text = texts("proof_form.mail.greeting"_msg, {{"name", texts.foreign(one.recipient)}}) + "\n\n"
        + texts(lead_of(letter.kind),
                {{"title", title},
                 {"amount", texts.money(one.amount)},
                 {"giver", texts.foreign(letter.giver)},
                 {"due", due}});
    if (letter.kind == PassedOnLetter::questioned)
        text += "\n\n" + texts.foreign(one.question);
    post::Letter sent{
        .id = "passed-on-" + std::to_string(letter.tenant.id.value) + '-' + std::to_string(letter.job),
        .to = one.mail,
        .from_name = letter.giver,
        .language = language,
        .subject = texts(subject_of(letter.kind), {{"title", title}}),
        .text = std::move(text)};
    if (letter.kind == PassedOnLetter::ended)
        return sent;
    auto address = site + '/';
    address += language.tag();
    address += "/verwendungsnachweis/" + letter.token;
    sent.button = post::Letter::Button{
        std::string(texts("proof_form.mail.button"_msg)), html::Url::external(address).value()};
    sent.note
        = texts("proof_form.mail.note"_msg, {{"until", texts.date(*one.link_until, i18n::DateStyle::long_)}});
    return sent;
}

// Under the same id whenever the job is tried again: a program that was killed on the way sends it twice as
// one.
Result<void> send_letter(GrantLetterCare const& care, WorkContext const& context, JobOrder const& order)
{
    auto const tenant = tenants::find_tenant(context.connection, context.tenant).value();
    // Sample records carry the names of real institutions.
    if (tenant.is_demonstration && care.post.has_server())
        return Problem::invalid({}, "confirm.problem.demonstration"_msg);
    auto const site = tenants::site_address(tenant, care.base_url);
    if (!html::Url::external(site))
        return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
    auto const letter = TRY(run_use_case(context, [&](Work& work) { return addressed_letter(work, order); }));
    return letter ? care.post.send(context, letter_to_association(*letter, site)) : Result<void>{};
}

}

JobRule passed_on_mail(GrantLetterCare const& care)
{
    return {
        passed_on_letter_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_letter(care, context, order);
        }),
        "job.funding.passed_on"_msg, true};
}

RecurringRule passed_on_reminders()
{
    return {
        "funding.passed_on.reminders", i18n::TimeOfDay::at(6, 10),
        [](Work& work) -> Result<void> {
            if (tenants::find_tenant(work.db(), work.tenant()).value().is_demonstration)
                return {}; // its associations are sample records
            auto const today = work.today();
            for (auto const& one : list_passed_on_to_remind(
                     work.db(), work.tenant(), today, today + remind_before, most_reminders_of_a_morning)) {
                bool const is_over = *one.proof_due < today;
                auto const says = std::string(is_over ? "after " : "before ") + to_iso(*one.proof_due);
                note_reminder(
                    work.db(), work.tenant(), one.id, says,
                    std::max(one.link_until.value_or(today), today + link_stays));
                order_letter(work, one.id, is_over ? PassedOnLetter::after : PassedOnLetter::before);
            }
            return {};
        },
        "job.funding.passed_on_reminders"_msg};
}

RecurringRule passed_on_links_ending()
{
    return {
        "funding.passed_on.links_ended", i18n::TimeOfDay::at(4, 35),
        [](Work& work) -> Result<void> {
            erase_ended_links(work.db(), work.tenant(), work.today());
            return {};
        },
        "job.funding.passed_on_links_ended"_msg};
}

} // namespace kommin::funding
