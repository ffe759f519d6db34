#include "modules/portal/offer_import.hpp"

#include "modules/portal/import_run_store.hpp"
#include "modules/portal/offer_edit_store.hpp"
#include "modules/portal/offer_form.hpp"
#include "modules/portal/offer_links.hpp"
#include "modules/portal/offer_store.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/portal/publication.hpp"
#include "modules/portal/translating.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
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
    check.text(offer.email, "email", longest_email);
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

void check_contact(Offer const& offer, OfferCheck& check)
{
    check.require(
        is_postal_code(offer.address.postal_code), "postal_code", "import.problem.postal_code"_msg,
        {{"value", offer.address.postal_code}});
    if (!offer.website.empty())
        check.require(
            html::Url::external(offer.website).has_value(), "website", "import.problem.url"_msg,
            {{"value", offer.website}});
    if (!offer.email.empty())
        check.require(
            mail::is_address(offer.email), "email", "import.problem.email"_msg, {{"value", offer.email}});
    check.count(offer.phones.size(), "phones", most_parts);
    for (auto const& phone : offer.phones) {
        bool const international = phone.international.empty()
            || (phone.international.front() == '+'
                && std::all_of(phone.international.begin() + 1, phone.international.end(), [](char c) {
                       return c >= '0' && c <= '9';
                   }));
        check.require(
            has_digit(phone.printed) && international, "phones", "import.problem.phone"_msg,
            {{"value", phone.printed + ' ' + phone.international}});
        check.text(phone.printed, "phones", longest_name);
        check.text(phone.international, "phones", longest_word);
        check.text(phone.note, "phones", longest_sentence);
    }
    auto const& address = offer.address;
    bool const has_both = address.latitude.has_value() == address.longitude.has_value();
    bool const in_range = !address.latitude || !address.longitude
        || (std::abs(*address.latitude) <= 90 && std::abs(*address.longitude) <= 180);
    check.require(has_both && in_range, "address", "import.problem.coordinates"_msg);
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
    check_hours(offer.hours, check);
    bool const costs_something = offer.cost_amount && offer.cost_amount->cents > 0;
    check.require(
        !offer.cost_amount || offer.cost_amount->cents >= 0, "cost_amount", "import.problem.amount"_msg);
    check.require(!(offer.cost == Cost::free && costs_something), "cost", "import.problem.free"_msg);
    check.word(offer.course.type, "course.type", course_types);
    check.require(
        is_level(offer.course.level_from) && is_level(offer.course.level_to), "course.level",
        "import.problem.level"_msg, {{"value", offer.course.level_from + " " + offer.course.level_to}});
    check.require(
        offer.course.free_places.value_or(0) >= 0, "course.free_places", "import.problem.number"_msg);
    check_confidence(offer, check);
}

void add_if_new(LocalisedText& text, Translation const& translation)
{
    if (std::ranges::find(text.translations, translation.language, &Translation::language)
        == text.translations.end())
        text.translations.push_back(translation);
}

// The entries of a list are known by what they say: one that has moved takes its translation along. What a
// changed one finds in its place is shown as older than its source, unless another entry says just that.
void keep_in_list(
    LocalisedText& text, std::string_view field,
    std::vector<std::pair<std::string_view, Translation const*>> const& stored,
    std::unordered_set<std::string> const& hashes)
{
    auto const hash = content::source_hash(text.source);
    for (auto const& [name, translation] : stored) {
        if (translation->source_hash == hash)
            add_if_new(text, *translation);
    }
    for (auto const& [name, translation] : stored) {
        if (name == field && !hashes.contains(translation->source_hash))
            add_if_new(text, *translation);
    }
}

// A file in one language must not cost the work of the translators.
void keep_translations(Offer& offer, OfferId id, content::TranslationShelf& stored)
{
    std::unordered_set<std::string> hashes; // of what stands in lists
    each_localised_field(std::as_const(offer), [&](std::string_view field, LocalisedText const& text) {
        if (is_of_a_list(field))
            hashes.insert(content::source_hash(text.source));
    });
    each_localised_field(offer, [&](std::string_view field, LocalisedText& text) {
        if (text.empty())
            return;
        if (is_of_a_list(field)) {
            auto const list = field.substr(0, field.find('.') + 1);
            keep_in_list(text, field, stored.list(id.value, list), hashes);
            return;
        }
        for (auto const& translation : stored.take(id.value, field))
            add_if_new(text, translation);
    });
}

audit::Facts summary_of(Offer const& offer)
{
    return {
        {"key", offer.key},
        {"slug", offer.slug},
        {"title", offer.title.source},
        {"content_hash", content_hash(offer)}};
}

// Stores one offer and notes what it did.
class OfferWriter {
public:
    OfferWriter(
        Work& work, std::vector<tenants::Body> const& bodies, ImportOptions const& options,
        ImportReport& report)
        : work_(work)
        , links_(work, bodies)
        , progress_(work)
        , versioned_(records::list_versioned(work.db(), work.tenant(), offer_subject))
        , options_(options)
        , report_(report)
    { }
    Result<void> create(Offer& offer)
    {
        ++report_.created;
        if (offer.public_id.empty())
            offer.public_id = public_id_of("offer", work_.tenant(), offer.key);
        auto const links = links_.links_of(offer);
        auto const id
            = TRY(insert_offer(work_.db(), work_.tenant(), offer, links, work_.now(), MadeBy::import));
        progress_.note(offer, id, links.body);
        work_.audit("portal.offer.created", "offer", id, {}, summary_of(offer));
        return {};
    }
    // `row`: of the file, for the warning.
    Result<void> change(
        Offer& offer, StoredOffer const& stored, content::TranslationShelf& translations,
        std::string const& row)
    {
        auto const hash = content_hash(offer); // as the file has it
        if (hash == stored.imported_hash) {
            ++report_.unchanged; // the source has nothing new to say
            return {};
        }
        offer.images = list_shown_images(work_.db(), work_.tenant(), stored.id); // files bring none
        keep_translations(offer, stored.id, translations);
        offer.slug = stored.slug; // links point there
        if (content_hash(offer) == stored.content_hash) {
            ++report_.unchanged;
            store_imported_hash(work_.db(), work_.tenant(), stored.id, hash);
            return {};
        }
        if (stored.is_edited_here && !options_.overwrites_edited) {
            ++report_.kept;
            report_.warnings.push_back(
                {row,
                 Problem::conflict(
                     "key", "import.warning.edited_here"_msg, {{"title", offer.title.source}})});
            return {};
        }
        ++report_.changed;
        TRY(update(offer, stored));
        store_imported_hash(work_.db(), work_.tenant(), stored.id, hash);
        return {};
    }

private:
    Result<void> update(Offer& offer, StoredOffer const& stored)
    {
        auto& db = work_.db();
        links_.spell_as_stored(offer);
        auto const links = links_.links_of(offer);
        bool const has_versions = versioned_.contains(stored.id.value);
        if (!has_versions) {
            TRY(update_offer(db, work_.tenant(), stored.id, offer, links, work_.now()));
            work_.audit(
                "portal.offer.changed", "offer", stored.id, {{"content_hash", stored.content_hash}},
                summary_of(offer));
        } else {
            // Somebody has worked on it here, and will want to see what the import made of it.
            auto const id = stored.id.value;
            auto const editing = records::Editing::begin_unasked(work_, edited_offers, id).value();
            auto const before = form_of(find_offer(db, work_.tenant(), stored.id).value());
            editing.keep_baseline(before);
            TRY(update_offer(db, work_.tenant(), stored.id, offer, links, work_.now()));
            editing.keep_changed(before, form_of(offer), "changed");
        }
        progress_.note(offer, stored.id, links.body);
        return {};
    }

    Work& work_;
    OfferLinkFinder links_;
    ProgressKeeper progress_;
    std::unordered_set<std::int64_t> versioned_; // ids of offers
    ImportOptions const& options_;
    ImportReport& report_;
};

std::vector<std::string> municipalities_of(std::vector<tenants::Body> const& bodies)
{
    std::vector<std::string> slugs;
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            slugs.push_back(body.slug);
    }
    return slugs;
}

// Notes are found by what they say: one text may stand in many rows, and the rows of a file are not those of
// the record.
void add_notes(
    Offer& offer, json::Value const& entry,
    std::function<void(LocalisedText&, json::Value const*)> const& add, std::vector<ImportProblem>& problems)
{
    auto const* notes = entry.find("notes");
    if (notes == nullptr || notes->as_object() == nullptr)
        return;
    std::unordered_set<std::string_view> known;
    auto const add_to = [&](LocalisedText& note) {
        known.insert(note.source);
        add(note, notes->find(note.source));
    };
    add_to(offer.address.note);
    for (auto& phone : offer.phones)
        add_to(phone.note);
    for (auto& rule : offer.hours.weekly)
        add_to(rule.note);
    for (auto& exception : offer.hours.exceptions)
        add_to(exception.note);
    for (auto const& [note, translated] : *notes->as_object()) {
        if (note.empty() || !known.contains(note))
            problems.push_back(
                {offer.key,
                 Problem::invalid("notes", "import.problem.translation_note"_msg, {{"value", note}})});
    }
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
    }
}

}

void take_offer(ReadOffers& read, Offer offer, std::string row, ImportContext const& context)
{
    read.offers.push_back(std::move(offer));
    read.rows.push_back(std::move(row));
    if (context.on_read)
        context.on_read(read.offers.size());
}

ImportContext load_import_context(db::Connection& db, TenantId tenant, Date today)
{
    return {
        .municipalities = municipalities_of(tenants::list_bodies(db, tenant)),
        .today = today,
        .stored_places = list_stored_places(db, tenant)};
}

void check_offers(ReadOffers& read, ImportContext const& context)
{
    check_offers(read, context, read.problems);
}

std::vector<ImportProblem> add_translations(
    std::vector<Offer>& offers, Language language, std::string_view json)
{
    std::vector<ImportProblem> problems;
    auto const parsed = json::parse(json);
    if (auto const* error = std::get_if<json::SyntaxError>(&parsed)) {
        problems.push_back({std::to_string(error->line), json::problem_of(*error)});
        return problems;
    }
    auto const& root = std::get<json::Value>(parsed);
    auto const* reviewer = root.find("reviewed_by");
    bool const is_reviewed
        = reviewer != nullptr && reviewer->as_string() != nullptr && !reviewer->as_string()->empty();
    auto const origin = is_reviewed ? content::Origin::person : content::Origin::machine;
    for (auto& offer : offers) {
        auto const* entry = root.find(offer.key);
        if (entry == nullptr)
            continue;
        auto const add = [&](LocalisedText& text, json::Value const* value) {
            auto const* translated = value == nullptr ? nullptr : value->as_string();
            if (translated != nullptr && !translated->empty() && !text.empty())
                text.translations.push_back(
                    {language, *translated, origin, content::source_hash(text.source)});
        };
        add(offer.title, entry->find("title"));
        add(offer.summary, entry->find("summary"));
        add(offer.description, entry->find("description"));
        add(offer.target_group, entry->find("target_group"));
        add(offer.hours_text, entry->find("hours_text"));
        add(offer.cost_note, entry->find("cost_note"));
        add(offer.alert, entry->find("alert"));
        add(offer.application, entry->find("application"));
        add(offer.interpretation_note, entry->find("interpretation_note"));
        add(offer.accessibility_note, entry->find("accessibility_note"));
        add_notes(offer, *entry, add, problems);
        if (auto const* documents = entry->find("required_documents");
            documents != nullptr && documents->as_array()) {
            auto const& list = *documents->as_array();
            if (list.size() != offer.required_documents.size()) {
                problems.push_back(
                    {offer.key,
                     Problem::invalid("required_documents", "import.problem.translation_length"_msg)});
                continue;
            }
            for (std::size_t i = 0; i < list.size(); ++i)
                add(offer.required_documents[i], &list[i]);
        }
    }
    return problems;
}

ImportReport import_offers(Work& work, ReadOffers const& read, ImportOptions const& options)
{
    ImportReport report;
    report.problems = read.problems;
    report.warnings = read.warnings;
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    check_offers(read, {municipalities_of(bodies), work.today()}, report.problems);

    auto const stored = list_stored_offers(work.db(), work.tenant());
    std::unordered_set<std::string_view> taken;
    for (auto const& [key, offer] : stored)
        taken.insert(offer.slug);
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto const& offer = read.offers[i];
        if (!stored.contains(offer.key) && taken.contains(offer.slug))
            report.problems.push_back(
                {read.rows[i],
                 Problem::conflict("slug", "import.problem.duplicate"_msg, {{"value", offer.slug}})});
    }
    if (!report.problems.empty())
        return report;

    auto translations = load_offer_translations(work.db(), work.tenant());
    OfferWriter writer(work, bodies, options, report);
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto offer = read.offers[i]; // this one only: a use case may be called again
        sort_hours(offer.hours); // their notes are named by their place
        auto const found = stored.find(offer.key);
        auto const done = found == stored.end()
            ? writer.create(offer)
            : writer.change(offer, found->second, translations, read.rows[i]);
        if (!done) {
            // Nothing more can be done in this transaction: the first broken rule is the only one.
            report.problems.push_back({read.rows[i], done.problem()});
            return report;
        }
        if (options.progress)
            options.progress(i + 1, read.offers.size());
    }
    insert_import_run(
        work.db(), work.tenant(),
        {options.source_name, options.source_hash, report.created, report.changed, report.unchanged,
         report.kept},
        work.now());
    if (report.created + report.changed > 0)
        work.publish(published_as);
    return report;
}

} // namespace kommin::portal
