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
constexpr Money example_amount{.cents = 120'000};

struct AssociationLetter {
    PassedOnLetter kind;
    PassedOn one;
    tenants::Tenant tenant;
    std::string giver; // "Kreis Unna", a municipality
    std::string token; // "" without a link
    std::int64_t job; // by which it leaves: a letter tried again is the same one
    letters::OwnWords own; // of whose grant it is
};

std::string_view kind_of(PassedOnLetter kind)
{
    switch (kind) {
    case PassedOnLetter::questioned:
        return "funding.passed_on.questioned";
    case PassedOnLetter::before:
        return "funding.passed_on.before";
    case PassedOnLetter::after:
        return "funding.passed_on.after";
    case PassedOnLetter::ended:
        return "funding.passed_on.ended";
    case PassedOnLetter::asked:
        break;
    }
    return "funding.passed_on.asked";
}

i18n::Language language_of(PassedOn const& one, tenants::Tenant const& tenant)
{
    return i18n::Language::find(one.language).value_or(tenant.source_language);
}

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
    auto own = letters::find_own_words(
        db, tenant, {grant.body, kind_of(*kind), language_of(*one, district.tenant).tag()});
    return std::optional(AssociationLetter{
        *kind, *std::move(one), std::move(district.tenant), std::move(giver), std::move(token),
        order.job().value, std::move(own)});
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
    auto const language = language_of(one, letter.tenant);
    auto const& texts = i18n::Texts::of(language);
    auto const title = texts.foreign(one.title);
    auto const due = one.proof_due ? texts.date(*one.proof_due, i18n::DateStyle::long_) : std::string{};
    auto const name = texts.foreign(one.recipient);
    auto const amount = texts.money(one.amount);
    auto const giver = texts.foreign(letter.giver);
    letters::ProgramWords program{
        .greeting = texts("proof_form.mail.greeting"_msg, {{"name", name}}),
        .facts = {texts(
            lead_of(letter.kind), {{"title", title}, {"amount", amount}, {"giver", giver}, {"due", due}})}};
    if (letter.kind == PassedOnLetter::questioned)
        program.facts.push_back(texts.foreign(one.question));
    auto text = letters::letter_text(
        program, letter.own,
        {{"name", name}, {"titel", title}, {"betrag", amount}, {"absender", giver}, {"frist", due}}, texts);
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

post::Letter example_to_association(PassedOnLetter kind, letters::ExampleOf const& of)
{
    auto const& texts = i18n::Texts::of(of.language);
    PassedOn one;
    one.recipient = texts("proof_form.example.name"_msg);
    one.title = texts("proof_form.example.title"_msg);
    one.question = texts("proof_form.example.question"_msg);
    one.amount = example_amount;
    one.proof_due = of.today;
    one.link_until = of.today;
    one.language = of.language.tag();
    return letter_to_association(
        {kind, std::move(one), of.tenant, of.owner, "beispiel", 0, of.words},
        std::string(letters::example_site));
}

letters::LetterKind letter_kind_of(PassedOnLetter letter, MessageKey label, MessageKey about)
{
    return {
        .word = kind_of(letter),
        .label = label,
        .about = about,
        .placeholders
        = {{"name", "letters.placeholder.name"_msg},
           {"titel", "letters.placeholder.purpose"_msg},
           {"betrag", "letters.placeholder.amount"_msg},
           {"absender", "letters.placeholder.owner"_msg},
           {"frist", "letters.placeholder.proof_due"_msg}},
        .example = [letter](letters::ExampleOf const& of) { return example_to_association(letter, of); }};
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

std::vector<letters::LetterKind> passed_on_letter_kinds()
{
    return {
        letter_kind_of(
            PassedOnLetter::asked, "letters.kind.funding.passed_on.asked"_msg,
            "letters.about.passed_on.asked"_msg),
        letter_kind_of(
            PassedOnLetter::questioned, "letters.kind.funding.passed_on.questioned"_msg,
            "letters.about.passed_on.questioned"_msg),
        letter_kind_of(
            PassedOnLetter::before, "letters.kind.funding.passed_on.before"_msg,
            "letters.about.passed_on.before"_msg),
        letter_kind_of(
            PassedOnLetter::after, "letters.kind.funding.passed_on.after"_msg,
            "letters.about.passed_on.after"_msg),
        letter_kind_of(
            PassedOnLetter::ended, "letters.kind.funding.passed_on.ended"_msg,
            "letters.about.passed_on.ended"_msg)};
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
