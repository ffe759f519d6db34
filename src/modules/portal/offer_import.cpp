#include "modules/portal/offer_import.hpp"

#include "modules/portal/import_run_store.hpp"
#include "modules/portal/offer_store.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/json/json.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_line = 500;
constexpr std::size_t longest_text = 20'000;

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
    void length(std::string_view text, std::string_view field, std::size_t limit)
    {
        require(
            text.size() <= limit, field, "import.problem.too_long"_msg, {{"limit", std::to_string(limit)}});
    }

private:
    std::string const& row_;
    std::vector<ImportProblem>& problems_;
};

bool is_level(std::string_view level)
{
    return level.empty()
        || (level.size() == 2 && level[0] >= 'A' && level[0] <= 'C' && (level[1] == '1' || level[1] == '2'));
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
    check.length(offer.title.source, "title", longest_title);
    check.length(offer.summary.source, "summary", 2 * longest_line);
    check.length(offer.description.source, "description", longest_text);
    check.length(offer.target_group.source, "target_group", longest_line);
    check.length(offer.organisation, "organisation", longest_title);
    check.length(offer.hours_text.source, "hours_text", 2 * longest_line);

    if (offer.reach == Reach::municipality)
        check.require(
            is_known(offer.municipality), "municipality", "import.problem.municipality"_msg,
            {{"value", offer.municipality}});
    for (auto const& slug : offer.coverage)
        check.require(is_known(slug), "coverage", "import.problem.municipality"_msg, {{"value", slug}});
    for (auto const& tag : offer.languages)
        check.require(
            Language::find(tag).has_value(), "languages", "import.problem.language"_msg, {{"value", tag}});
    if (!offer.website.empty())
        check.require(
            html::Url::external(offer.website).has_value(), "website", "import.problem.url"_msg,
            {{"value", offer.website}});
    if (!offer.email.empty())
        check.require(
            offer.email.find('@') != std::string::npos && offer.email.find(' ') == std::string::npos, "email",
            "import.problem.email"_msg, {{"value", offer.email}});
    for (auto const& phone : offer.phones) {
        bool const international = phone.international.empty()
            || (phone.international.front() == '+'
                && std::all_of(phone.international.begin() + 1, phone.international.end(), [](char c) {
                       return c >= '0' && c <= '9';
                   }));
        check.require(
            !phone.printed.empty() && international, "phones", "import.problem.phone"_msg,
            {{"value", phone.printed + ' ' + phone.international}});
    }
    for (auto const& rule : offer.hours.weekly)
        check.require(
            rule.weekday >= 1 && rule.weekday <= 7 && rule.from.minutes < rule.to.minutes
                && rule.to.minutes <= 1440,
            "hours", "import.problem.hours"_msg);
    check.require(
        is_level(offer.course.level_from) && is_level(offer.course.level_to), "course.level",
        "import.problem.level"_msg, {{"value", offer.course.level_from + " " + offer.course.level_to}});
    check.require(
        offer.course.free_places.value_or(0) >= 0, "course.free_places", "import.problem.number"_msg);
    auto const& address = offer.address;
    bool const has_both = address.latitude.has_value() == address.longitude.has_value();
    bool const in_range = !address.latitude || !address.longitude
        || (std::abs(*address.latitude) <= 90 && std::abs(*address.longitude) <= 180);
    check.require(has_both && in_range, "address", "import.problem.coordinates"_msg);
}

// A file in one language must not cost the work of the translators.
void keep_translations(Offer& offer, Offer const& stored)
{
    std::map<std::string, LocalisedText const*, std::less<>> before;
    each_localised_field(
        stored, [&](std::string_view field, LocalisedText const& text) { before.emplace(field, &text); });
    each_localised_field(offer, [&](std::string_view field, LocalisedText& text) {
        auto const found = before.find(field);
        if (found == before.end() || text.empty())
            return;
        for (auto const& translation : found->second->translations) {
            bool const is_new = std::none_of(
                text.translations.begin(), text.translations.end(),
                [&](Translation const& other) { return other.language == translation.language; });
            if (is_new)
                text.translations.push_back(translation);
        }
    });
}

std::string summary_json(Offer const& offer)
{
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("key", offer.key);
        object.member("slug", offer.slug);
        object.member("title", offer.title.source);
        object.member("content_hash", content_hash(offer));
    });
    return out.take();
}

}

void check_offers(ReadOffers& read, ImportContext const& context)
{
    std::unordered_set<std::string_view> keys;
    std::unordered_set<std::string_view> slugs;
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto const& offer = read.offers[i];
        OfferCheck rules(read.rows[i], read.problems);
        check(offer, context, rules);
        rules.require(
            keys.insert(offer.key).second, "key", "import.problem.duplicate"_msg, {{"value", offer.key}});
        rules.require(
            slugs.insert(offer.slug).second, "slug", "import.problem.duplicate"_msg, {{"value", offer.slug}});
    }
}

std::vector<ImportProblem> add_translations(
    std::vector<Offer>& offers, Language language, std::string_view json, Origin origin)
{
    std::vector<ImportProblem> problems;
    auto const parsed = json::parse(json);
    if (auto const* error = std::get_if<json::SyntaxError>(&parsed)) {
        problems.push_back(
            {std::to_string(error->line),
             Problem::invalid({}, "import.problem.json"_msg, {{"what", error->what}})});
        return problems;
    }
    auto const& root = std::get<json::Value>(parsed);
    for (auto& offer : offers) {
        auto const* entry = root.find(offer.key);
        if (entry == nullptr)
            continue;
        auto const add = [&](LocalisedText& text, json::Value const* value) {
            auto const* translated = value == nullptr ? nullptr : value->as_string();
            if (translated != nullptr && !translated->empty() && !text.empty())
                text.translations.push_back({language, *translated, origin, source_hash(text.source)});
        };
        add(offer.title, entry->find("title"));
        add(offer.summary, entry->find("summary"));
        add(offer.description, entry->find("description"));
        add(offer.target_group, entry->find("target_group"));
        add(offer.hours_text, entry->find("hours_text"));
        add(offer.cost_note, entry->find("cost_note"));
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

ImportReport import_offers(Work& work, ReadOffers read, ImportOptions const& options)
{
    ImportReport report;
    std::vector<std::string> municipalities;
    for (auto const& body : tenants::list_bodies(work.db(), work.tenant())) {
        if (body.kind == tenants::BodyKind::municipality)
            municipalities.push_back(body.slug);
    }
    check_offers(read, {municipalities, work.today()});

    auto const stored = list_stored_offers(work.db(), work.tenant());
    std::unordered_set<std::string_view> taken;
    for (auto const& [key, offer] : stored)
        taken.insert(offer.slug);
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto const& offer = read.offers[i];
        if (!stored.contains(offer.key) && taken.contains(offer.slug))
            read.problems.push_back(
                {read.rows[i],
                 Problem::conflict("slug", "import.problem.duplicate"_msg, {{"value", offer.slug}})});
    }
    if (!read.problems.empty()) {
        report.problems = std::move(read.problems);
        return report;
    }

    std::unordered_map<std::string, Offer> before;
    if (!stored.empty()) {
        for (auto& offer : list_offers(work.db(), work.tenant()))
            before.emplace(offer.key, std::move(offer));
    }
    for (std::size_t i = 0; i < read.offers.size(); ++i) {
        auto& offer = read.offers[i];
        auto const found = stored.find(offer.key);
        if (auto const known = before.find(offer.key); known != before.end())
            keep_translations(offer, known->second);
        if (found == stored.end()) {
            ++report.created;
            if (!options.dry_run) {
                if (offer.public_id.empty())
                    offer.public_id = public_id_of("offer", work.tenant(), offer.key);
                auto const id = insert_offer(work.db(), work.tenant(), offer, work.now());
                work.audit("portal.offer.created", "offer", id, {}, summary_json(offer));
            }
        } else {
            offer.slug = found->second.slug; // links point there
            if (content_hash(offer) == found->second.content_hash) {
                ++report.unchanged;
            } else {
                ++report.changed;
                if (!options.dry_run) {
                    update_offer(work.db(), work.tenant(), found->second.id, offer, work.now());
                    work.audit(
                        "portal.offer.changed", "offer", found->second.id,
                        R"({"content_hash":")" + found->second.content_hash + R"("})", summary_json(offer));
                }
            }
        }
        if (options.progress)
            options.progress(i + 1, read.offers.size());
    }
    if (!options.dry_run) {
        insert_import_run(
            work.db(), work.tenant(),
            {options.source_name, options.source_hash, report.created, report.changed, report.unchanged},
            work.now());
        if (report.created + report.changed > 0)
            work.raise_published_version();
    }
    return report;
}

} // namespace kommin::portal
