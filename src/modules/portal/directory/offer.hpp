#pragma once
// Offer: one counter where somebody gets help – a counselling hour, a course, an office, an emergency number.
// The same record later renders as page, map place, brochure entry, HSDS service and Integreat location.

#include "modules/portal/directory/image.hpp"
#include "modules/portal/directory/opening_hours.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/money.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/i18n/language.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kommin::portal {

using content::LocalisedText;
using content::Translation;
using i18n::Language;

using OfferId = StrongId<struct OfferTag>;

// The categories of the report of 2008, plus the offices and places of everyday life.
enum class OfferKind { integration_course, mbe, jmd, other_offer, general_information, infrastructure };
inline constexpr std::array<std::string_view, 6> offer_kind_names{
    "integration_course", "mbe", "jmd", "other_offer", "general_information", "infrastructure"};

// What a newcomer is looking for; the top navigation of the portal. These are those of the program; behind
// them stand those that a district has made for itself, of which only the district knows what they mean
// (categories.hpp, docs/adr/0052).
enum class Situation {
    language,
    work,
    child_and_school,
    health,
    housing,
    residence,
    everyday_life,
    in_danger
};
inline constexpr std::size_t shipped_situations = 8;
inline constexpr std::size_t most_own_situations = 24; // of a district, for ever: no code is used twice
// As they are stored. A code is an index, so that lists count by it; its word stays when the program gets
// more of its own.
inline constexpr std::array<std::string_view, shipped_situations + most_own_situations> situation_names{
    "language",      "work",      "child_and_school",
    "health",        "housing",   "residence",
    "everyday_life", "in_danger", "own_1",
    "own_2",         "own_3",     "own_4",
    "own_5",         "own_6",     "own_7",
    "own_8",         "own_9",     "own_10",
    "own_11",        "own_12",    "own_13",
    "own_14",        "own_15",    "own_16",
    "own_17",        "own_18",    "own_19",
    "own_20",        "own_21",    "own_22",
    "own_23",        "own_24"};
constexpr Situation own_situation(std::size_t number) // from 0
{
    return static_cast<Situation>(shipped_situations + number);
}
constexpr bool is_own(Situation situation)
{
    return static_cast<std::size_t>(situation) >= shipped_situations;
}

enum class TargetGroup {
    everyone,
    newcomers,
    refugees,
    adults,
    young_people,
    children,
    families,
    women,
    job_seekers,
    volunteers,
    professionals,
    older_people
};
inline constexpr std::array<std::string_view, 12> target_group_names{
    "everyone", "newcomers", "refugees",    "adults",     "young_people",  "children",
    "families", "women",     "job_seekers", "volunteers", "professionals", "older_people"};

enum class Reach { municipality, district, nationwide };
inline constexpr std::array<std::string_view, 3> reach_names{"municipality", "district", "nationwide"};

enum class OfferStatus { active, inactive, defunct, temporarily_closed };
inline constexpr std::array<std::string_view, 4> offer_status_names{
    "active", "inactive", "defunct", "temporarily_closed"};

enum class Cost { free, fee, unknown };
inline constexpr std::array<std::string_view, 3> cost_names{"free", "fee", "unknown"};

enum class Provided { yes, partly, no, unknown };
inline constexpr std::array<std::string_view, 4> provided_names{"yes", "partly", "no", "unknown"};

enum class Appointment { required, possible, none, unknown };
inline constexpr std::array<std::string_view, 4> appointment_names{"required", "possible", "none", "unknown"};

inline std::string_view to_text(OfferKind value)
{
    return name_of(offer_kind_names, value);
}
inline bool from_text(std::string_view text, OfferKind& value)
{
    return read_name(offer_kind_names, text, value);
}
inline std::string_view to_text(Situation value)
{
    return name_of(situation_names, value);
}
inline bool from_text(std::string_view text, Situation& value)
{
    return read_name(situation_names, text, value);
}
inline std::string_view to_text(TargetGroup value)
{
    return name_of(target_group_names, value);
}
inline bool from_text(std::string_view text, TargetGroup& value)
{
    return read_name(target_group_names, text, value);
}
inline std::string_view to_text(Reach value)
{
    return name_of(reach_names, value);
}
inline bool from_text(std::string_view text, Reach& value)
{
    return read_name(reach_names, text, value);
}
inline std::string_view to_text(OfferStatus value)
{
    return name_of(offer_status_names, value);
}
inline bool from_text(std::string_view text, OfferStatus& value)
{
    return read_name(offer_status_names, text, value);
}
inline std::string_view to_text(Cost value)
{
    return name_of(cost_names, value);
}
inline bool from_text(std::string_view text, Cost& value)
{
    return read_name(cost_names, text, value);
}
inline std::string_view to_text(Provided value)
{
    return name_of(provided_names, value);
}
inline bool from_text(std::string_view text, Provided& value)
{
    return read_name(provided_names, text, value);
}
inline std::string_view to_text(Appointment value)
{
    return name_of(appointment_names, value);
}
inline bool from_text(std::string_view text, Appointment& value)
{
    return read_name(appointment_names, text, value);
}

// What answers at a number; the types of HSDS that an office has.
enum class PhoneKind { voice, mobile, fax, text, textphone };
inline constexpr std::array<std::string_view, 5> phone_kind_names{
    "voice", "mobile", "fax", "text", "textphone"};
inline std::string_view to_text(PhoneKind value)
{
    return name_of(phone_kind_names, value);
}
inline bool from_text(std::string_view text, PhoneKind& value)
{
    return read_name(phone_kind_names, text, value);
}

// Whether people have a name for it: a well-formed tag alone may be a slip of the pen ("neu"), of which ICU
// makes "neu" again.
inline bool has_name(Language language)
{
    auto const tag = language.tag();
    return !language.german_name().starts_with(tag.substr(0, tag.find('-')));
}

struct Phone {
    std::string printed; // as people write it: "02303 27-3333"
    std::string international; // "+492303273333"; empty where the area code is not known
    LocalisedText note;
    PhoneKind kind = PhoneKind::voice;
    std::vector<std::string> languages = {}; // BCP 47 tags of what is spoken at this number

    // Whoever calls hears a person.
    [[nodiscard]] bool is_to_talk() const { return kind == PhoneKind::voice || kind == PhoneKind::mobile; }
};

// Whom to ask for: better what somebody does than who it is. The name of a person is personal data and never
// translated.
struct Contact {
    LocalisedText function; // "Beratung für Frauen"; empty: only the name is known
    std::string name; // "Frau Kaya"; empty: whoever has this function
    std::string phone; // as people write it
    std::string email;
};
inline constexpr std::size_t most_contacts = 5; // whom to ask, not a list of the staff

// One of several prices, beside Offer::cost_amount, which stays the regular one.
struct Price {
    std::optional<Money> amount; // nothing: the words say it
    LocalisedText option; // "ermäßigt mit Kreis-Pass"
    std::optional<Date> valid_from, valid_to; // both days included

    [[nodiscard]] bool has_ended(Date today) const { return valid_to && *valid_to < today; }
};

struct Address {
    std::string street;
    std::string postal_code;
    std::string city;
    LocalisedText note; // "Eingang am Markt"
    std::optional<double> latitude; // WGS84 degrees
    std::optional<double> longitude;

    [[nodiscard]] bool empty() const { return street.empty() && city.empty(); }
};

// Levels are those of the CEFR ("A1" … "C2"); the type is a code of the BAMF course kinds ("general",
// "literacy", …).
struct Course {
    std::string type;
    std::string level_from;
    std::string level_to;
    std::optional<Date> next_start;
    std::optional<int> free_places;

    [[nodiscard]] bool empty() const { return type.empty() && level_from.empty() && !next_start; }
};
inline constexpr std::array<std::string_view, 6> course_types{"general", "literacy",  "women_parents",
                                                              "youth",   "intensive", "vocational"};

struct Source {
    std::string title;
    std::string site;
    std::optional<PartialDate> as_of;
};

// A filled field that nobody has read on a public page; shown with "bitte prüfen" wherever it stands.
struct UnsureField {
    std::string field; // one of unsure_field_names
    std::string word; // of whoever entered it: "verify"
};
inline constexpr std::array<std::string_view, 28> unsure_field_names{
    "title",
    "summary",
    "description",
    "organisation",
    "kind",
    "subkind",
    "life_situations",
    "alert",
    "target_group",
    "target_groups",
    "ages",
    "municipality",
    "coverage",
    "address",
    "phones",
    "email",
    "website",
    "contacts",
    "languages_spoken",
    "interpreters",
    "hours",
    "appointment",
    "application",
    "cost",
    "childcare",
    "wheelchair",
    "required_documents",
    "course"};

// In years, both included; empty: no limit, or not known.
struct Ages {
    std::optional<int> from, to;
    friend bool operator==(Ages const&, Ages const&) = default;
};
inline constexpr int oldest_age = 120;

struct Offer {
    OfferId id;
    std::string public_id; // UUID: the id in interfaces
    std::string key; // the id in the file or system it comes from
    std::string slug;
    OfferKind kind = OfferKind::other_offer;
    std::string subkind; // "counselling", "office", "health" …: refines the kind where it is known
    OfferStatus status = OfferStatus::active;

    LocalisedText title;
    LocalisedText summary;
    LocalisedText description; // Markdown
    LocalisedText target_group;
    LocalisedText alert; // what one has to know these days: "Eingang hinten"
    Ages ages;
    std::string organisation; // proper name, never translated

    Reach reach = Reach::municipality;
    std::string municipality; // slug; empty with a wider reach
    std::vector<std::string> coverage; // slugs of the municipalities it serves; empty: its own, or not known

    std::vector<Situation> situations;
    std::vector<TargetGroup> target_groups;
    std::vector<std::string> languages; // BCP 47 tags spoken at the counter
    std::vector<std::string> interpreters; // tags for which somebody interprets
    LocalisedText interpretation_note; // how: "auf Anfrage, drei Tage vorher"

    Address address;
    std::vector<Phone> phones;
    std::string email;
    std::string website; // "https://…"
    std::vector<Contact> contacts;

    OpeningHours hours; // hours.text is the source text of hours_text
    LocalisedText hours_text;
    Appointment appointment = Appointment::unknown;
    LocalisedText application; // how one registers

    Cost cost = Cost::unknown;
    std::optional<Money> cost_amount;
    LocalisedText cost_note;
    std::vector<Price> prices;
    Provided childcare = Provided::unknown;
    Provided wheelchair = Provided::unknown;
    LocalisedText accessibility_note; // "Aufzug im Hof, Induktionsschleife"
    std::vector<LocalisedText> required_documents;
    Course course;
    std::vector<ShownImage> images; // one at most; a list takes least where there is none

    bool is_example = false; // invented for the demonstration
    std::optional<PartialDate> as_of; // day of the newest source
    std::optional<Date> confirmed_on; // by the institution itself
    std::string outdated_risk; // "low", "medium", "high"
    std::vector<UnsureField> unsure_fields;
    std::vector<Source> sources;
    std::string remark; // for the editors, never public
    bool was_public = false; // now or before; set by the store: the page of one that never was stays hidden

    [[nodiscard]] bool is_unsure(std::string_view field) const;
    // Serves people of this municipality: stands there, covers it, or reaches the whole district or country.
    [[nodiscard]] bool serves(std::string_view municipality_slug) const;
};

// Everybody may see an offer with this status; with another one only that it was there and has ended.
inline bool is_public(OfferStatus status)
{
    return status == OfferStatus::active || status == OfferStatus::temporarily_closed;
}

// Copies into the opening hours what they have to know of their offer: wording, confirmation, doubts.
void complete_hours(Offer& offer);

// Calls visit(name, text) for the notes of a list of rows. Rows with the same note share its translations
// under the name of the first of them: nobody is to translate "ohne Termin" once for every weekday.
template<class Rows, class Visitor>
void each_note(std::string const& list, Rows& rows, Visitor& visit)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& note = rows[i].note;
        if (note.empty())
            continue;
        auto& first = std::ranges::find_if(rows, [&](auto const& row) {
                          return row.note.source == note.source;
                      })->note;
        if (&first == &note)
            visit(list + '.' + std::to_string(i) + ".note", note);
        else if constexpr (!std::is_const_v<std::remove_reference_t<decltype(note)>>)
            note.translations = first.translations;
    }
}

// Calls visit(name, text) for every translated field of an offer: the one place that knows their names. The
// visitor leaves the sources as they are.
template<class AnyOffer, class Visitor>
void each_localised_field(AnyOffer& offer, Visitor visit)
{
    visit("title", offer.title);
    visit("summary", offer.summary);
    visit("description", offer.description);
    visit("target_group", offer.target_group);
    visit("hours_text", offer.hours_text);
    visit("cost_note", offer.cost_note);
    visit("alert", offer.alert);
    visit("application", offer.application);
    visit("interpretation_note", offer.interpretation_note);
    visit("accessibility_note", offer.accessibility_note);
    for (std::size_t i = 0; i < offer.required_documents.size(); ++i)
        visit("document." + std::to_string(i), offer.required_documents[i]);
    for (std::size_t i = 0; i < offer.contacts.size(); ++i)
        visit("contact." + std::to_string(i), offer.contacts[i].function);
    for (std::size_t i = 0; i < offer.prices.size(); ++i)
        visit("price." + std::to_string(i), offer.prices[i].option);
    visit("address.note", offer.address.note);
    for (auto& shown : offer.images)
        visit("image_alt", shown.alt);
    each_note("phone", offer.phones, visit);
    each_note("hours", offer.hours.weekly, visit);
    each_note("exception", offer.hours.exceptions, visit);
}

// Whether a field of this name is one of many of its kind: "document.1", "phone.0.note".
inline bool is_of_a_list(std::string_view field)
{
    return field.find('.') != std::string_view::npos && field != "address.note";
}

// Fingerprint of everything an import can set, translations included: equal means nothing to do.
std::string content_hash(Offer const& offer);

} // namespace kommin::portal
