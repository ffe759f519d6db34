#include "modules/goals/inventory/inventory_letters.hpp"

#include "modules/goals/inventory/inventory_link.hpp"
#include "modules/meetings/invitations/api.hpp"
#include "platform/html/url.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace kommin::goals {

namespace {

struct AddressedLetter {
    InventoryLetter letter;
    Inventory inventory;
    std::string owner; // "Kreis Unna", "Bergkamen"
    std::string who; // is asked
    std::string mail;
    std::string language;
    std::string token;
    std::int64_t job; // by which it leaves: a letter tried again is the same one
    bool is_behind_day; // of the stocktaking
    letters::OwnWords own; // of whose stocktaking it is
};

std::string_view kind_of(InventoryLetter letter)
{
    switch (letter) {
    case InventoryLetter::soon:
        return "goals.inventory.soon";
    case InventoryLetter::late:
        return "goals.inventory.late";
    case InventoryLetter::request:
        break;
    }
    return "goals.inventory.request";
}

i18n::Language language_of(std::string_view tag, tenants::Tenant const& tenant)
{
    return i18n::Language::find(tag).value_or(tenant.source_language);
}

// Once, also where the worker dies before it can say that the job is done. Should there be something to say
// again, it is ordered anew: by the next press, or in the morning.
std::optional<AddressedLetter> leave_unsent(
    Work& work, JobOrder const& order, std::optional<InventoryRequest> request, InventoryLetter letter)
{
    if (request && request->answer == InventoryAnswer::none) {
        auto const forget = [&](std::optional<Date>& told) {
            if (told && to_iso(*told) == order.text("day"))
                told.reset();
        };
        switch (letter) {
        case InventoryLetter::request:
            request->asked_at.reset();
            break;
        case InventoryLetter::soon:
            forget(request->soon_for);
            break;
        case InventoryLetter::late:
            forget(request->late_for);
            break;
        }
        update_request(work.db(), work.tenant(), *request);
    }
    order.end_in(work);
    return std::nullopt;
}

// Nothing where there is nothing to say any more: it is closed, answered, of another day, or there is no
// mailbox.
Result<std::optional<AddressedLetter>> addressed_letter(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const letter = enum_from<InventoryLetter>(order.text("letter")).value_or(InventoryLetter::request);
    auto const request = load_request(db, tenant, order.id<InventoryRequestId>("request"));
    auto inventory = request ? load_inventory(db, tenant, request->inventory) : std::nullopt;
    auto const units = tenants::list_units(db, tenant);
    bool const is_wanted = inventory && takes_answers(*inventory, work.today()) && inventory->until
        && request->answer == InventoryAnswer::none
        && (letter == InventoryLetter::request || to_iso(*inventory->until) == order.text("day"));
    auto mail = is_wanted ? mailbox_of(*request, units) : std::string{};
    if (mail.empty())
        return leave_unsent(work, order, request, letter);
    auto const bodies = tenants::list_bodies(db, tenant);
    std::string owner;
    for (auto const& body : bodies) {
        if (inventory->body ? body.id == *inventory->body : body.kind == tenants::BodyKind::district)
            owner = body.name;
    }
    auto token = add_inventory_link(work, request->id, mail);
    bool const is_behind_day = is_behind_its_day(*inventory, work.today());
    auto const language = language_of(request->language, tenants::find_tenant(db, tenant).value());
    auto own = letters::find_own_words(db, tenant, {inventory->body, kind_of(letter), language.tag()});
    return std::optional(AddressedLetter{
        letter, *std::move(inventory), std::move(owner), name_of(*request, units, work.today()),
        std::move(mail), request->language, std::move(token), order.job().value, is_behind_day,
        std::move(own)});
}

MessageKey subject_of(InventoryLetter letter)
{
    switch (letter) {
    case InventoryLetter::soon:
        return "inventory.mail.subject.soon"_msg;
    case InventoryLetter::late:
        return "inventory.mail.subject.late"_msg;
    case InventoryLetter::request:
        break;
    }
    return "inventory.mail.subject.request"_msg;
}

MessageKey lead_of(AddressedLetter const& letter)
{
    switch (letter.letter) {
    case InventoryLetter::soon:
        return "inventory.mail.lead.soon"_msg;
    case InventoryLetter::late:
        return "inventory.mail.lead.late"_msg;
    case InventoryLetter::request:
        break;
    }
    return letter.is_behind_day ? "inventory.mail.lead.behind"_msg : "inventory.mail.lead.request"_msg;
}

post::Letter letter_of(AddressedLetter const& letter, meetings::LetterSource const& source)
{
    auto const& tenant = source.tenant;
    auto const language = language_of(letter.language, tenant);
    auto const& texts = i18n::Texts::of(language);
    auto const title = texts.foreign(letter.inventory.title);
    auto const until = texts.date(letter.inventory.until.value(), i18n::DateStyle::full);
    auto const owner = texts.foreign(letter.owner);
    auto const who = texts.foreign(letter.who);
    letters::ProgramWords program{
        .greeting = std::string(texts("inventory.mail.greeting"_msg)),
        .facts
        = {texts(lead_of(letter), {{"title", title}, {"owner", owner}, {"who", who}, {"until", until}})}};
    if (!letter.inventory.introduction.empty() && letter.letter == InventoryLetter::request)
        program.facts.push_back(texts.foreign(letter.inventory.introduction));
    program.facts.emplace_back(texts("inventory.mail.nothing"_msg));
    auto text = letters::letter_text(
        program, letter.own, {{"titel", title}, {"absender", owner}, {"wer", who}, {"frist", until}}, texts);
    auto address = source.site + '/';
    address += language.tag();
    address += '/' + std::string(inventory_path) + '/' + letter.token;
    return {
        .id = "inventory-" + std::to_string(tenant.id.value) + '-' + std::to_string(letter.job),
        .to = letter.mail,
        .from_name = tenant.name,
        .language = language,
        .subject = texts(subject_of(letter.letter), {{"title", title}, {"until", until}}),
        .text = std::move(text),
        .button = post::Letter::
            Button{std::string(texts("inventory.mail.button"_msg)), html::Url::external(address).value()},
        .note = std::string(texts("inventory.mail.note"_msg))};
}

post::Letter example_inventory_letter(InventoryLetter kind, letters::ExampleOf const& of)
{
    auto const& texts = i18n::Texts::of(of.language);
    Inventory inventory;
    inventory.title = texts("inventory.example.title"_msg);
    inventory.until = of.today;
    return letter_of(
        {kind,
         std::move(inventory),
         of.owner,
         std::string(texts("goals.example.who"_msg)),
         {},
         std::string(of.language.tag()),
         "beispiel",
         0,
         false,
         of.words},
        {of.tenant, std::string(letters::example_site)});
}

letters::LetterKind inventory_letter_kind(InventoryLetter letter, MessageKey label, MessageKey about)
{
    return {
        .word = kind_of(letter),
        .label = label,
        .about = about,
        .placeholders
        = {{"titel", "letters.placeholder.title"_msg},
           {"absender", "letters.placeholder.owner"_msg},
           {"wer", "letters.placeholder.who"_msg},
           {"frist", "letters.placeholder.until"_msg}},
        .example = [letter](letters::ExampleOf const& of) { return example_inventory_letter(letter, of); }};
}

}

std::vector<letters::LetterKind> inventory_letter_kinds()
{
    return {
        inventory_letter_kind(
            InventoryLetter::request, "letters.kind.goals.inventory.request"_msg,
            "letters.about.inventory.request"_msg),
        inventory_letter_kind(
            InventoryLetter::soon, "letters.kind.goals.inventory.soon"_msg, "letters.about.soon"_msg),
        inventory_letter_kind(
            InventoryLetter::late, "letters.kind.goals.inventory.late"_msg, "letters.about.late"_msg)};
}

JobRule inventory_mail(InventoryCare const& care)
{
    return {
        inventory_mail_kind, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return meetings::send_letter_of_job(
                care.post, care.base_url, context, [&](Work& work) { return addressed_letter(work, order); },
                [](AddressedLetter const& letter, meetings::LetterSource const& source) {
                    return letter_of(letter, source);
                });
        }),
        "job.goals.inventory_letter"_msg, true};
}

RecurringRule inventory_reminders()
{
    return {
        "goals.inventory_reminders", i18n::TimeOfDay::at(8, 10),
        [](Work& work) -> Result<void> {
            // Sample records carry the names of real institutions.
            if (!tenants::find_tenant(work.db(), work.tenant()).value().is_demonstration)
                order_reminders(work);
            return {};
        },
        "job.goals.inventory_reminders"_msg};
}

RecurringRule inventory_links_ending()
{
    return {
        "goals.inventory_links_ended", i18n::TimeOfDay::at(4, 35),
        [](Work& work) -> Result<void> {
            erase_links_of_inventories_before(work.db(), work.tenant(), work.today() + -longest_late);
            erase_old_addresses(
                work.db(), work.tenant(), work.now() - addresses_kept,
                work.today() + -(longest_late + addresses_kept));
            return {};
        },
        "job.goals.inventory_links_ended"_msg};
}

} // namespace kommin::goals
