// The rules of an offer, for every way in: files of all formats and the form of the editors.

#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_key = 200;
constexpr std::size_t longest_slug = 300;
constexpr std::size_t longest_word = 50; // codes, levels, postal codes
constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_sentence = 500;
constexpr std::size_t longest_paragraph = 1'000;
constexpr std::size_t longest_text = 20'000;
constexpr std::size_t longest_email = 254; // RFC 5321
constexpr std::size_t longest_url = 2'000;
constexpr std::size_t most_places = 200;
constexpr std::size_t most_languages = 100;
constexpr std::size_t most_times = 200;
constexpr std::size_t most_parts = 30;
constexpr std::size_t most_prices = 20;

// No character that can neither be shown nor stored: PostgreSQL has no place for a NUL.
bool is_printable(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
    });
}

// Checks one offer and notes its problems under its row.
class OfferCheck {
public:
    OfferCheck(std::string const& row, std::vector<ImportProblem>& problems)
        : row_(row)
        , problems_(problems)
    { }
    void require(bool ok, std::string_view field, MessageKey message, MessageArguments arguments = {})
    {
        if (!ok)
            problems_.push_back({row_, Problem::invalid(std::string(field), message, std::move(arguments))});
    }
    void text(std::string_view text, std::string_view field, std::size_t limit)
    {
        // Shorter in bytes is shorter in characters, and needs no counting.
        require(
            text.size() <= limit || count_code_points(text) <= limit, field, "import.problem.too_long"_msg,
            {{"limit", std::to_string(limit)}});
        require(is_printable(text), field, "import.problem.control"_msg);
    }
    void text(LocalisedText const& localised, std::string_view field, std::size_t limit)
    {
        text(localised.source, field, limit);
        for (auto const& translation : localised.translations) // other languages need more words
            text(
                translation.text, std::string(field) + '.' + std::string(translation.language.tag()),
                2 * limit);
    }
    void count(std::size_t number, std::string_view field, std::size_t limit)
    {
        require(number <= limit, field, "import.problem.too_many"_msg, {{"limit", std::to_string(limit)}});
    }
    template<class Words>
    void word(std::string const& text, std::string_view field, Words const& known)
    {
        require(
            text.empty() || std::find(known.begin(), known.end(), text) != known.end(), field,
            "import.problem.code"_msg, {{"value", std::string(truncate_utf8(text, longest_sentence))}});
    }
    void email(std::string const& address, std::string_view field)
    {
        if (!address.empty())
            require(
                mail::is_public_address(address), field, "import.problem.email"_msg, {{"value", address}});
        text(address, field, longest_email);
    }
    void language(std::string const& tag, std::string_view field)
    {
        require(Language::find(tag).has_value(), field, "import.problem.language"_msg, {{"value", tag}});
    }

private:
    std::string const& row_;
    std::vector<ImportProblem>& problems_;
};

constexpr std::array<std::string_view, 3> risk_words{"low", "medium", "high"};

bool is_level(std::string_view level)
{
    return level.empty()
        || (level.size() == 2 && level[0] >= 'A' && level[0] <= 'C' && (level[1] == '1' || level[1] == '2'));
}

// A code of the source: lower-case letters, digits, underscores.
bool is_code(std::string_view word)
{
    return std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

void check_texts(Offer const& offer, OfferCheck& check)
{
    check.text(offer.key, "key", longest_key);
    check.text(offer.slug, "slug", longest_slug);
    check.text(offer.subkind, "subkind", longest_word);
    check.text(offer.title, "title", longest_name);
    check.text(offer.summary, "summary", longest_paragraph);
    check.text(offer.description, "description", longest_text);
    check.text(offer.target_group, "target_group", longest_sentence);
    check.text(offer.organisation, "organisation", longest_name);
    check.text(offer.hours_text, "hours_text", longest_paragraph);
    check.text(offer.cost_note, "cost_note", longest_paragraph);
    check.text(offer.alert, "alert", longest_paragraph);
    check.text(offer.application, "application", longest_paragraph);
    check.text(offer.interpretation_note, "interpretation_note", longest_sentence);
    check.text(offer.accessibility_note, "accessibility_note", longest_paragraph);
    check.text(offer.remark, "remark", longest_text);
    for (auto const& shown : offer.images) {
        check.text(shown.alt, "image_alt", longest_sentence);
        check.text(shown.credit, "image_credit", longest_name);
    }
    check.text(offer.address.street, "address", longest_name);
    check.text(offer.address.postal_code, "address", longest_word);
    check.text(offer.address.city, "address", longest_name);
    check.text(offer.address.note, "address", longest_sentence);
    check.text(offer.website, "website", longest_url);
    check.count(offer.required_documents.size(), "required_documents", most_parts);
    for (auto const& document : offer.required_documents) {
        check.require(!document.empty(), "required_documents", "import.problem.required"_msg);
        check.text(document, "required_documents", longest_sentence);
    }
    check.count(offer.sources.size(), "sources", most_parts);
    for (auto const& source : offer.sources) {
        check.text(source.title, "sources", longest_sentence);
        check.text(source.site, "sources", longest_sentence);
    }
}

void check_ages(Ages const& ages, OfferCheck& check)
{
    auto const is_age = [](std::optional<int> age) { return !age || (*age >= 0 && *age <= oldest_age); };
    check.require(
        is_age(ages.from) && is_age(ages.to) && (!ages.from || !ages.to || *ages.from <= *ages.to), "ages",
        "import.problem.ages"_msg);
}

bool has_digit(std::string_view text)
{
    return text.find_first_of("0123456789") != std::string_view::npos;
}

// Five digits in Germany, four in most countries around it; or with letters.
bool is_postal_code(std::string_view code)
{
    bool const is_number = code.find_first_not_of("0123456789") == std::string_view::npos;
    return code.empty()
        || (is_number ? code.size() == 4 || code.size() == 5 : has_digit(code) && code.size() <= 10);
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr int fewest_digits = 3; // 110, 112, 115

void check_contact(Offer const& offer, OfferCheck& check)
{
    check.require(
        is_postal_code(offer.address.postal_code), "postal_code", "import.problem.postal_code"_msg,
        {{"value", offer.address.postal_code}});
    if (!offer.website.empty())
        check.require(
            html::Url::public_page(offer.website).has_value(), "website", "import.problem.url"_msg,
            {{"value", offer.website}});
    check.email(offer.email, "email");
    check.count(offer.phones.size(), "phones", most_parts);
    for (auto const& phone : offer.phones) {
        bool const international = phone.international.empty()
            || (phone.international.front() == '+'
                && std::all_of(phone.international.begin() + 1, phone.international.end(), [](char c) {
                       return c >= '0' && c <= '9';
                   }));
        check.require(
            std::ranges::count_if(phone.printed, is_digit) >= fewest_digits && international, "phones",
            "import.problem.phone"_msg, {{"value", phone.printed + ' ' + phone.international}});
        check.text(phone.printed, "phones", longest_name);
        check.text(phone.international, "phones", longest_word);
        check.text(phone.note, "phones", longest_sentence);
        check.count(phone.languages.size(), "phones", most_languages);
        for (auto const& tag : phone.languages) {
            auto const language = Language::find(tag);
            check.require(
                language && has_name(*language), "phones", "import.problem.language"_msg, {{"value", tag}});
        }
    }
    auto const& address = offer.address;
    bool const has_both = address.latitude.has_value() == address.longitude.has_value();
    bool const in_range = !address.latitude || !address.longitude
        || (std::abs(*address.latitude) <= 90 && std::abs(*address.longitude) <= 180);
    check.require(has_both && in_range, "address", "import.problem.coordinates"_msg);
}

void check_contacts(std::vector<Contact> const& contacts, OfferCheck& check)
{
    check.count(contacts.size(), "contacts", most_contacts);
    for (auto const& contact : contacts) {
        check.require(
            !contact.function.empty() || !contact.name.empty(), "contacts",
            "import.problem.contact_nobody"_msg);
        check.text(contact.function, "contacts", longest_name);
        check.text(contact.name, "contacts", longest_name);
        check.require(
            contact.phone.empty() || has_digit(contact.phone), "contacts", "import.problem.phone"_msg,
            {{"value", contact.phone}});
        check.text(contact.phone, "contacts", longest_name);
        check.email(contact.email, "contacts");
    }
}

void check_prices(Offer const& offer, Date today, OfferCheck& check)
{
    bool const costs_something = offer.cost_amount && offer.cost_amount->cents > 0;
    check.require(
        !offer.cost_amount || offer.cost_amount->cents >= 0, "cost_amount", "import.problem.amount"_msg);
    check.require(!(offer.cost == Cost::free && costs_something), "cost", "import.problem.free"_msg);
    check.count(offer.prices.size(), "prices", most_prices);
    for (auto const& price : offer.prices) {
        check.require(price.amount || !price.option.empty(), "prices", "import.problem.price_empty"_msg);
        check.require(!price.amount || price.amount->cents >= 0, "prices", "import.problem.amount"_msg);
        bool const holds_now = !price.has_ended(today) && (!price.valid_from || *price.valid_from <= today);
        check.require(
            !(offer.cost == Cost::free && holds_now && price.amount && price.amount->cents > 0), "prices",
            "import.problem.free"_msg);
        check.text(price.option, "prices", longest_sentence);
        check.require(
            !price.valid_from || !price.valid_to || *price.valid_from <= *price.valid_to, "prices",
            "import.problem.period"_msg);
    }
}

void check_hours(OpeningHours const& hours, OfferCheck& check)
{
    check.count(hours.weekly.size(), "hours", most_times);
    for (auto const& rule : hours.weekly) {
        check.require(
            rule.weekday >= 1 && rule.weekday <= 7 && rule.from.minutes >= 0 && rule.from < rule.to
                && rule.to.minutes <= 1440,
            "hours", "import.problem.hours"_msg);
        check.require(
            !rule.valid_from || !rule.valid_to || *rule.valid_from <= *rule.valid_to, "hours",
            "import.problem.period"_msg);
        check.text(rule.note, "hours", longest_sentence);
    }
    check.count(hours.exceptions.size(), "exceptions", most_times);
    for (auto const& exception : hours.exceptions) {
        check.require(exception.day.ok(), "exceptions", "import.problem.required"_msg);
        check.require(
            exception.is_closed
                || (exception.from.minutes >= 0 && exception.from < exception.to
                    && exception.to.minutes <= 1440),
            "exceptions", "import.problem.hours"_msg);
        check.text(exception.note, "exceptions", longest_sentence);
    }
}

void check_confidence(Offer const& offer, OfferCheck& check)
{
    for (auto const& unsure : offer.unsure_fields) {
        check.word(unsure.field, "confidence", unsure_field_names);
        check.require(
            !unsure.word.empty() && unsure.word.size() <= longest_word && is_code(unsure.word), "confidence",
            "import.problem.code"_msg,
            {{"value", std::string(truncate_utf8(unsure.word, longest_sentence))}});
    }
    check.word(offer.outdated_risk, "outdated_risk", risk_words);
}

void check(Offer const& offer, ImportContext const& context, OfferCheck& check)
{
    auto const is_known = [&](std::string const& slug) {
        return std::find(context.municipalities.begin(), context.municipalities.end(), slug)
            != context.municipalities.end();
    };
    check.require(!offer.key.empty(), "key", "import.problem.required"_msg);
    check.require(!trim(offer.title.source).empty(), "title", "import.problem.required"_msg);
    check.require(is_slug(offer.slug), "slug", "import.problem.slug"_msg, {{"value", offer.slug}});
    check.require(is_code(offer.subkind), "subkind", "import.problem.code"_msg, {{"value", offer.subkind}});
    if (offer.reach == Reach::municipality)
        check.require(
            is_known(offer.municipality), "municipality", "import.problem.municipality"_msg,
            {{"value", offer.municipality}});
    else // stored all the same, it would look like the offer of one place
        check.require(
            offer.municipality.empty() || is_known(offer.municipality), "municipality",
            "import.problem.municipality"_msg, {{"value", offer.municipality}});
    check.count(offer.coverage.size(), "coverage", most_places);
    for (auto const& slug : offer.coverage)
        check.require(is_known(slug), "coverage", "import.problem.municipality"_msg, {{"value", slug}});
    check.count(offer.languages.size(), "languages", most_languages);
    for (auto const& tag : offer.languages)
        check.language(tag, "languages");
    check.count(offer.interpreters.size(), "interpreters", most_languages);
    for (auto const& tag : offer.interpreters)
        check.language(tag, "interpreters");
    check_texts(offer, check);
    check_ages(offer.ages, check);
    check_contact(offer, check);
    check_contacts(offer.contacts, check);
    check_hours(offer.hours, check);
    check_prices(offer, context.today, check);
    check.word(offer.course.type, "course.type", course_types);
    check.require(
        is_level(offer.course.level_from) && is_level(offer.course.level_to), "course.level",
        "import.problem.level"_msg, {{"value", offer.course.level_from + " " + offer.course.level_to}});
    check.require(
        offer.course.free_places.value_or(0) >= 0, "course.free_places", "import.problem.number"_msg);
    check_confidence(offer, check);
}

}

void check_offers(ReadOffers& read, ImportContext const& context)
{
    check_offers(read, context, read.problems);
}

void check_offers(ReadOffers const& read, ImportContext const& context, std::vector<ImportProblem>& problems)
{
    std::unordered_set<std::string_view> keys;
    std::unordered_set<std::string_view> slugs;
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto const& offer = read.offers[i];
        OfferCheck rules(read.rows[i], problems);
        check(offer, context, rules);
        rules.require(
            keys.insert(offer.key).second, "key", "import.problem.duplicate"_msg, {{"value", offer.key}});
        rules.require(
            slugs.insert(offer.slug).second, "slug", "import.problem.duplicate"_msg, {{"value", offer.slug}});
        if (i < read.asking_addresses.size())
            rules.email(read.asking_addresses[i], asking_field);
    }
}

} // namespace kommin::portal
