#include "modules/portal/editing/offer_confirmation.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/offer_asking.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/feedback/feedback.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view mail_kind = "portal.offer.confirmation_asked";
constexpr std::chrono::days keep_ended_links{400}; // a year of asking, to be looked up

// After the link has ended: whom nobody has told by then is not told any more.
constexpr std::chrono::days keep_addresses{60};

// Salted with the offer: equal addresses of two offers do not show.
std::string address_hash_of(Offer const& offer, std::string_view address)
{
    return crypto::sha256_hex(offer.public_id + ' ' + std::string(address));
}

std::string address_hash_of(db::Connection& db, TenantId tenant, Offer const& offer)
{
    return address_hash_of(offer, asked_address(db, tenant, offer.id));
}

// Where a link went to, if the offer still has that address: where one takes no mail for some nights, another
// is asked, and whoever has been written to may answer all the same.
std::optional<std::string> find_mailed_address(
    db::Connection& db, TenantId tenant, Offer const& offer, std::string_view address_hash)
{
    for (auto& address : list_addresses_of(db, tenant, offer.id)) {
        if (address_hash_of(offer, address) == address_hash)
            return std::move(address);
    }
    return std::nullopt;
}

// Why nobody should be asked just now.
Result<void> check_not_just_asked(Work& work, Offer const& offer)
{
    auto const conflict = [&](MessageKey message, Instant asked_at) {
        auto const tenant = tenants::find_tenant(work.db(), work.tenant()).value();
        auto const& texts = i18n::Texts::of(tenant.source_language);
        return Problem::conflict({}, message, {{"when", texts.date_time(work.zone().to_local(asked_at))}});
    };
    auto const request = find_request(work.db(), work.tenant(), offer.id);
    auto const mail = request ? jobs::find_job(work.db(), work.tenant(), request->job) : std::nullopt;
    if (mail && mail->state == jobs::State::dead)
        return {}; // it never arrived
    if (mail && mail->state != jobs::State::done) // goes to whatever address the offer has then
        return conflict("confirm.problem.on_its_way"_msg, request->asked_at);
    auto const last = find_last_mailed(work.db(), work.tenant(), offer.id);
    if (last && last->asked_at > work.now() - ask_again_after
        && last->address_hash == address_hash_of(work.db(), work.tenant(), offer))
        return conflict("confirm.problem.just_asked"_msg, last->asked_at);
    return {};
}

// What the letter of this job asks about now: public, and still asked at the address of the first of them.
struct Question {
    AskedAddress to;
    std::vector<Offer> offers;
};
Question question_of(db::Connection& db, TenantId tenant, JobOrder const& order)
{
    Question question;
    for (auto const id : order.ids<OfferId>("offers")) {
        auto offer = find_offer(db, tenant, id);
        auto asked = offer && is_public(offer->status) ? find_asked_address(db, tenant, id) : std::nullopt;
        if (!asked || !mail::is_address(asked->address))
            continue;
        if (question.offers.empty())
            question.to = *asked;
        if (ascii_lower(asked->address) != ascii_lower(question.to.address))
            continue;
        if (is_private(asked->at)) // one address for both: what is said of it holds for the letter
            question.to.at = asked->at;
        question.offers.push_back(std::move(*offer));
    }
    return question;
}

// A new link at every try: the mail that arrives has one that works.
Result<std::vector<post::Letter::Button>> make_links(
    WorkContext const& context, std::string const& site, std::vector<Offer> const& offers)
{
    return run_use_case(context, [&](Work& work) -> Result<std::vector<post::Letter::Button>> {
        std::vector<post::Letter::Button> links;
        for (auto const& offer : offers) {
            auto address = site;
            address += "/de/angaben/";
            address += add_link(work, offer);
            links.push_back({offer.title.source, html::Url::external(address).value()});
        }
        return links;
    });
}

post::Letter letter_of(
    JobOrder const& order, tenants::Tenant const& tenant, AskedAddress const& to,
    std::vector<post::Letter::Button> links)
{
    auto const& texts = i18n::Texts::of(tenant.source_language);
    bool const reminds = order.text("kind") == "reminder";
    auto const lead = reminds ? std::string(texts("confirm.mail.reminder"_msg)) + "\n\n" : std::string{};
    post::Letter letter{
        .id = "confirm-" + std::to_string(tenant.id.value) + '-' + std::to_string(order.job().value),
        .to = to.address,
        .from_name = tenant.name,
        .language = tenant.source_language,
        .subject = {},
        .text = {},
        .note = std::string(texts("confirm.mail.note"_msg))};
    if (is_private(to.at)) // who did not give it themselves learn what it is kept for (GDPR, article 14)
        letter.note += "\n\n" + std::string(texts("confirm.mail.private"_msg));
    if (links.size() == 1) {
        auto const title = links.front().label;
        letter.subject = texts("confirm.mail.subject"_msg, {{"title", title}});
        letter.text = lead + texts("confirm.mail.text"_msg, {{"title", title}, {"site", tenant.name}});
        letter.button = post::Letter::Button{
            std::string(texts("confirm.mail.button"_msg)), std::move(links.front().url)};
        return letter;
    }
    auto const count = static_cast<std::int64_t>(links.size());
    letter.subject = texts("confirm.mail.subject.many"_msg, {{"count", count}});
    letter.text = lead + texts("confirm.mail.text.many"_msg, {{"count", count}, {"site", tenant.name}});
    letter.links = std::move(links);
    return letter;
}

}

Result<void> ask_for_confirmation(Work& work, SeenOffer seen)
{
    auto const edited = find_edited_offer(work.db(), work.tenant(), seen.id, work.actor());
    if (!edited || !work.actor().may(edit_offers, edited->state.owner))
        return Problem::not_found("desk.problem.unknown"_msg);
    if (edited->state.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (!mail::is_address(asked_address(work.db(), work.tenant(), seen.id)))
        return Problem::invalid("email", "confirm.problem.no_address"_msg);
    TRY(check_not_just_asked(work, edited->offer));
    auto const before = find_request(work.db(), work.tenant(), seen.id);
    bool const goes_on
        = before && !before->answered_at && before->asked_at >= asking_limits(work.today()).new_series_before;
    enqueue_question(work, {{seen.id, goes_on ? before->times + 1 : 1}});
    return {};
}

void enqueue_question(Work& work, std::vector<AskedOffer> const& offers)
{
    json::Value::Array ids;
    for (auto const& offer : offers)
        ids.emplace_back(offer.id.value);
    bool const reminds = std::ranges::any_of(offers, [](AskedOffer const& offer) { return offer.times > 1; });
    auto const job = work.enqueue(
        mail_kind,
        json::print(
            json::Value::Object{{"offers", std::move(ids)}, {"kind", reminds ? "reminder" : "question"}}));
    for (auto const& offer : offers) {
        store_request(work.db(), work.tenant(), offer.id, {job, work.now(), offer.times});
        work.audit("portal.offer.confirmation_asked", "offer", offer.id);
    }
}

Result<void> check_may_write(tenants::Tenant const& tenant, FeedbackCare const& care)
{
    // Sample records carry the addresses of real institutions.
    if (tenant.is_demonstration && care.post.has_server())
        return Problem::invalid({}, "confirm.problem.demonstration"_msg);
    if (!html::Url::external(tenants::site_address(tenant, care.base_url)))
        return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
    return {};
}

std::string add_link(Work& work, Offer const& offer, std::optional<std::int64_t> shows_version)
{
    auto token = crypto::random_token(32);
    insert_confirmation(
        work.db(), work.tenant(),
        {.offer = offer.id,
         .token_hash = crypto::sha256_hex(token),
         .address_hash = address_hash_of(work.db(), work.tenant(), offer),
         .asked_at = work.now(),
         .expires_at = work.now() + confirmation_link_lasts,
         .shows_version = shows_version});
    return token;
}

std::optional<OpenLink> find_open_link(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now)
{
    auto const open = find_open_confirmation(db, tenant, crypto::sha256_hex(token), now);
    auto offer = open ? find_offer(db, tenant, open->offer) : std::nullopt;
    auto address = offer && is_public(offer->status)
        ? find_mailed_address(db, tenant, *offer, open->address_hash)
        : std::nullopt;
    if (!address)
        return std::nullopt;
    return OpenLink{open->id, std::move(*offer), open->shows_version, std::move(*address)};
}

std::optional<Offer> find_offer_of_link(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now)
{
    auto open = find_open_link(db, tenant, token, now);
    return open ? std::optional(std::move(open->offer)) : std::nullopt;
}

bool was_just_answered(db::Connection& db, TenantId tenant, std::string_view token, Instant now)
{
    return find_answer_key(db, tenant, crypto::sha256_hex(token), now - answer_may_repeat).has_value();
}

Fields shown_facts(Offer const& offer)
{
    auto facts = form_of(offer);
    facts.set("remark", std::string{});
    return facts;
}

std::string fingerprint_of(Fields const& shown)
{
    return crypto::sha256_hex(shown.to_json());
}

std::vector<Problem> problems_of(ConfirmationAnswer const& answer)
{
    if (answer.is_right && trim(answer.correction).empty())
        return {};
    if (answer.is_right) // the wrong button must not throw away what somebody wrote
        return {Problem::invalid("korrektur", "confirm.problem.both"_msg)};
    if (trim(answer.correction).empty())
        return {Problem::invalid("korrektur", "confirm.problem.correction"_msg)};
    if (count_code_points(answer.correction) > longest_correction)
        return {Problem::invalid("korrektur", "feedback.problem.message_too_long"_msg)};
    return {};
}

Result<std::optional<OpenLink>> open_for_answer(
    Work& work, std::string_view token, std::string_view shown, std::string_view key)
{
    auto link = find_open_link(work.db(), work.tenant(), token, work.now());
    if (!link) {
        auto const answered_by = find_answer_key(
            work.db(), work.tenant(), crypto::sha256_hex(token), work.now() - answer_may_repeat);
        if (answered_by == crypto::sha256_hex(key))
            return std::optional<OpenLink>{};
        return Problem{ProblemKind::gone, {}, "confirm.problem.gone"_msg, {}};
    }
    if (shown != fingerprint_of(shown_facts(link->offer)))
        return Problem::conflict({}, "confirm.problem.changed"_msg);
    return link;
}

void close_links(Work& work, OpenLink const& link, std::string_view answer, std::string_view key)
{
    close_confirmations(work.db(), work.tenant(), link.offer.id, answer, work.now());
    store_answer_key(work.db(), work.tenant(), link.id, crypto::sha256_hex(key));
}

Result<void> send_to_inbox(Work& work, Offer const& offer, ProviderMessage const& message)
{
    auto const state = records::find_edit_state(work.db(), work.tenant(), edited_offers, offer.id.value);
    auto const owner = state.value().owner;
    TRY(receive_feedback(
        work,
        {.topic = "inhalt",
         .page = "angebote/" + offer.slug,
         .message = std::string(trim(message.text)),
         .contact = message.contact,
         .idempotency_key = message.idempotency_key,
         .owner = owner,
         .contact_owner = message.is_contact_private ? std::optional(owner) : std::nullopt},
        message.language));
    work.audit("portal.offer.correction_sent", "offer", offer.id);
    return {};
}

Result<void> answer_confirmation(Work& work, std::string_view token, ConfirmationAnswer const& answer)
{
    if (auto problems = problems_of(answer); !problems.empty())
        return std::move(problems.front());
    auto const link = TRY(open_for_answer(work, token, answer.shown, answer.idempotency_key));
    if (!link)
        return {};
    if (answer.is_right)
        TRY(confirm_offer_by_link(work, link->offer.id));
    else
        TRY(send_to_inbox(
            work, link->offer,
            {.text = answer.correction,
             .contact = {},
             .language = answer.language,
             .idempotency_key = answer.idempotency_key}));
    close_links(work, *link, answer.is_right ? "right" : "changed", answer.idempotency_key);
    return {};
}

JobRule confirmation_mail(FeedbackCare const& care)
{
    auto const send = [care](WorkContext const& context, JobOrder const& order) -> Result<void> {
        auto& db = context.connection;
        auto const question = question_of(db, context.tenant, order);
        if (question.offers.empty())
            return {}; // archived, or without an address meanwhile
        auto const tenant = tenants::find_tenant(db, context.tenant).value();
        TRY(check_may_write(tenant, care));
        auto links = TRY(make_links(context, tenants::site_address(tenant, care.base_url), question.offers));
        return care.post.send(context, letter_of(order, tenant, question.to, std::move(links)));
    };
    return {mail_kind, JobOutward(send), "job.portal.offer.confirmation_asked"_msg, true};
}

RecurringRule confirmation_erasure()
{
    return {
        "portal.offer.confirmations_erased", i18n::TimeOfDay::at(3),
        [](Work& work) -> Result<void> {
            erase_confirmations_before(
                work.db(), work.tenant(), work.now() - keep_ended_links, work.now() - keep_addresses);
            return {};
        },
        "job.portal.offer.confirmations_erased"_msg};
}

} // namespace kommin::portal
