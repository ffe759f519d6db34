#include "modules/funding/grants/request_letters.hpp"

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/passed_on_link.hpp"
#include "modules/funding/grants/request_editing.hpp"
#include "modules/funding/grants/voucher_retention_store.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/use_case.hpp"

#include <chrono>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::funding {

namespace {

constexpr Money wish_of_example{.cents = 80'000};
// A decision without instruction on legal remedies may be contested so long (§ 58 para. 2 VwGO).
constexpr std::chrono::days requests_are_kept{366};
constexpr int most_requests_erased_at_once = 500;

struct LetterOfRequest {
    RequestLetter kind;
    PassedOn one;
    tenants::Tenant tenant;
    std::string giver; // "Kreis Unna", a municipality
    std::string token; // "" without a link
    std::int64_t job; // by which it leaves: a letter tried again is the same one
    letters::OwnWords own; // of whose grant it is
};

std::string_view word_of(RequestLetter kind)
{
    switch (kind) {
    case RequestLetter::received:
        return "funding.request.received";
    case RequestLetter::questioned:
        return "funding.request.questioned";
    case RequestLetter::accepted:
        return "funding.request.accepted";
    case RequestLetter::refused:
        return "funding.request.refused";
    case RequestLetter::withdrawn:
        return "funding.request.withdrawn";
    case RequestLetter::invited:
        break;
    }
    return "funding.request.invited";
}

bool has_link(RequestLetter kind)
{
    return kind == RequestLetter::invited || kind == RequestLetter::questioned;
}

bool says_something(RequestLetter kind, PassedOn const& one, Date today)
{
    if (one.mail.empty())
        return false;
    switch (kind) {
    case RequestLetter::received:
        return one.requested_on.has_value();
    case RequestLetter::accepted:
        return one.request == RequestState::accepted && one.counts();
    case RequestLetter::refused:
        return one.request == RequestState::refused;
    case RequestLetter::withdrawn:
        return one.request == RequestState::invited && !one.counts();
    case RequestLetter::invited:
    case RequestLetter::questioned:
        break;
    }
    return one.is_asked_for() && one.request == RequestState::invited && one.link_until
        && *one.link_until >= today;
}

i18n::Language language_of_request(PassedOn const& one, tenants::Tenant const& tenant)
{
    return i18n::Language::find(one.language).value_or(tenant.source_language);
}

// Nothing where there is nothing to say any more.
Result<std::optional<LetterOfRequest>> addressed_request_letter(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const kind = enum_from<RequestLetter>(order.text("letter"));
    auto one = load_passed_on(db, tenant, order.id<PassedOnId>("passed_on"));
    if (!kind || !one || !says_something(*kind, *one, work.today())) {
        order.end_in(work);
        return std::optional<LetterOfRequest>{};
    }
    auto const grant = load_grant(db, tenant, one->grant).value();
    auto district = tenants::find_tenant(db, tenant).value();
    auto token = has_link(*kind) ? add_passed_on_link(work, *one, LinkPurpose::request) : std::string{};
    auto own = letters::find_own_words(
        db, tenant, {grant.body, word_of(*kind), language_of_request(*one, district).tag()});
    auto giver = giver_of(db, tenant, grant);
    return std::optional(LetterOfRequest{
        *kind, *std::move(one), std::move(district), std::move(giver), std::move(token), order.job().value,
        std::move(own)});
}

MessageKey lead_of_request(RequestLetter kind)
{
    switch (kind) {
    case RequestLetter::received:
        return "request_form.mail.received"_msg;
    case RequestLetter::questioned:
        return "request_form.mail.questioned"_msg;
    case RequestLetter::accepted:
        return "request_form.mail.accepted"_msg;
    case RequestLetter::refused:
        return "request_form.mail.refused"_msg;
    case RequestLetter::withdrawn:
        return "request_form.mail.withdrawn"_msg;
    case RequestLetter::invited:
        break;
    }
    return "request_form.mail.invited"_msg;
}

MessageKey subject_of_request(RequestLetter kind)
{
    switch (kind) {
    case RequestLetter::received:
        return "request_form.mail.subject.received"_msg;
    case RequestLetter::questioned:
        return "request_form.mail.subject.questioned"_msg;
    case RequestLetter::accepted:
        return "request_form.mail.subject.accepted"_msg;
    case RequestLetter::refused:
        return "request_form.mail.subject.refused"_msg;
    case RequestLetter::withdrawn:
        return "request_form.mail.subject.withdrawn"_msg;
    case RequestLetter::invited:
        break;
    }
    return "request_form.mail.subject.invited"_msg;
}

post::Letter letter_about_request(LetterOfRequest const& letter, std::string const& site)
{
    auto const& one = letter.one;
    auto const language = language_of_request(one, letter.tenant);
    auto const& texts = i18n::Texts::of(language);
    auto const title = texts.foreign(one.title);
    auto const name = texts.foreign(one.recipient);
    // What it gets once that is said, and what it asks for until then.
    auto const sum = letter.kind == RequestLetter::accepted ? one.amount : one.wished.value_or(Money{});
    auto const amount = sum == Money{} ? std::string{} : texts.money(sum);
    auto const giver = texts.foreign(letter.giver);
    auto const until = one.link_until ? texts.date(*one.link_until, i18n::DateStyle::long_) : std::string{};
    letters::ProgramWords program{
        .greeting = texts("proof_form.mail.greeting"_msg, {{"name", name}}),
        .facts = {texts(
            lead_of_request(letter.kind),
            {{"title", title}, {"amount", amount}, {"giver", giver}, {"until", until}})}};
    if (letter.kind == RequestLetter::questioned)
        program.facts.push_back(texts.foreign(one.question));
    if (letter.kind == RequestLetter::refused || letter.kind == RequestLetter::withdrawn)
        program.facts.push_back(texts.foreign(one.refusal));
    auto text = letters::letter_text(
        program, letter.own,
        {{"name", name}, {"titel", title}, {"betrag", amount}, {"absender", giver}, {"frist", until}}, texts);
    post::Letter sent{
        .id = "request-" + std::to_string(letter.tenant.id.value) + '-' + std::to_string(letter.job),
        .to = one.mail,
        .from_name = letter.giver,
        .language = language,
        .subject = texts(subject_of_request(letter.kind), {{"title", title}}),
        .text = std::move(text)};
    if (!has_link(letter.kind))
        return sent;
    auto address = site + '/';
    address += language.tag();
    address += "/foerderantrag/" + letter.token;
    sent.button = post::Letter::Button{
        std::string(texts("proof_form.mail.button"_msg)), html::Url::external(address).value()};
    sent.note = texts("request_form.mail.note"_msg, {{"until", until}});
    return sent;
}

post::Letter example_of_request(RequestLetter kind, letters::ExampleOf const& of)
{
    auto const& texts = i18n::Texts::of(of.language);
    PassedOn one;
    one.recipient = texts("proof_form.example.name"_msg);
    one.title = texts("proof_form.example.title"_msg);
    one.question = texts("request_form.example.question"_msg);
    one.refusal = texts("request_form.example.refusal"_msg);
    one.amount = wish_of_example;
    one.wished = wish_of_example;
    one.link_until = of.today;
    one.language = of.language.tag();
    return letter_about_request(
        {kind, std::move(one), of.tenant, of.owner, "beispiel", 0, of.words},
        std::string(letters::example_site));
}

letters::LetterKind kind_of_request(RequestLetter letter, MessageKey label, MessageKey about)
{
    std::vector<letters::Placeholder> placeholders{
        {"name", "letters.placeholder.name"_msg},
        {"titel", "letters.placeholder.purpose"_msg},
        {"absender", "letters.placeholder.owner"_msg}};
    if (has_link(letter))
        placeholders.push_back({"frist", "letters.placeholder.request_until"_msg});
    else if (letter != RequestLetter::withdrawn)
        placeholders.push_back({"betrag", "letters.placeholder.amount"_msg});
    return {
        .word = word_of(letter),
        .label = label,
        .about = about,
        .placeholders = std::move(placeholders),
        .example = [letter](letters::ExampleOf const& of) { return example_of_request(letter, of); }};
}

// Under the same id whenever the job is tried again: a program that was killed on the way sends it twice as
// one.
Result<void> send_request_letter(
    GrantLetterCare const& care, WorkContext const& context, JobOrder const& order)
{
    auto const tenant = tenants::find_tenant(context.connection, context.tenant).value();
    // Sample records carry the names of real institutions.
    if (tenant.is_demonstration && care.post.has_server())
        return Problem::invalid({}, "confirm.problem.demonstration"_msg);
    auto const site = tenants::site_address(tenant, care.base_url);
    if (!html::Url::external(site))
        return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
    auto const letter
        = TRY(run_use_case(context, [&](Work& work) { return addressed_request_letter(work, order); }));
    return letter ? care.post.send(context, letter_about_request(*letter, site)) : Result<void>{};
}

}

std::vector<letters::LetterKind> request_letter_kinds()
{
    return {
        kind_of_request(
            RequestLetter::invited, "letters.kind.funding.request.invited"_msg,
            "letters.about.request.invited"_msg),
        kind_of_request(
            RequestLetter::received, "letters.kind.funding.request.received"_msg,
            "letters.about.request.received"_msg),
        kind_of_request(
            RequestLetter::questioned, "letters.kind.funding.request.questioned"_msg,
            "letters.about.request.questioned"_msg),
        kind_of_request(
            RequestLetter::accepted, "letters.kind.funding.request.accepted"_msg,
            "letters.about.request.accepted"_msg),
        kind_of_request(
            RequestLetter::refused, "letters.kind.funding.request.refused"_msg,
            "letters.about.request.refused"_msg),
        kind_of_request(
            RequestLetter::withdrawn, "letters.kind.funding.request.withdrawn"_msg,
            "letters.about.request.withdrawn"_msg)};
}

JobRule request_mail(GrantLetterCare const& care)
{
    return {
        request_letter_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_request_letter(care, context, order);
        }),
        "job.funding.request"_msg, true};
}

RecurringRule request_erasure()
{
    return {
        "funding.requests_erased", i18n::TimeOfDay::at(4, 40),
        [](Work& work) -> Result<void> {
            auto const over = work.now() - requests_are_kept;
            auto const forgotten = list_requests_to_erase(
                work.db(), work.tenant(), over, work.today() + -requests_are_kept,
                most_requests_erased_at_once);
            for (auto const id : forgotten) {
                erase_words_of_request(work.db(), work.tenant(), id);
                records::erase_versions(work, {passed_on_subject, id.value});
            }
            if (!forgotten.empty())
                work.audit(
                    "funding.requests.erased", "tenant", work.tenant(), {},
                    {{"count", std::ssize(forgotten)}});
            return {};
        },
        "job.funding.requests_erased"_msg};
}

} // namespace kommin::funding
