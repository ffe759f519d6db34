#include "modules/portal/directory/offer.hpp"

#include "platform/crypto/hash.hpp"

#include <algorithm>

namespace kommin::portal {

namespace {

// Every part is written with its length, so that no two different records give the same stream.
class Fingerprint {
public:
    Fingerprint& operator()(std::string_view text)
    {
        hash_.update(std::to_string(text.size()));
        hash_.update(":");
        hash_.update(text);
        return *this;
    }
    Fingerprint& operator()(std::optional<double> number)
    {
        return (*this)(number ? std::to_string(*number) : std::string_view{"-"});
    }
    Fingerprint& operator()(std::int64_t number) { return (*this)(std::string_view{std::to_string(number)}); }
    Fingerprint& operator()(LocalisedText const& text)
    {
        (*this)(text.source);
        auto sorted = text.translations;
        std::sort(sorted.begin(), sorted.end(), [](Translation const& left, Translation const& right) {
            return left.language.tag() < right.language.tag();
        });
        for (auto const& translation : sorted) {
            (*this)(translation.language.tag())(translation.text)(translation.source_hash);
            (*this)(static_cast<std::int64_t>(translation.origin));
        }
        return *this;
    }
    template<class Container, class Print>
    Fingerprint& list(Container const& items, Print print)
    {
        (*this)(static_cast<std::int64_t>(items.size()));
        for (auto const& item : items)
            print(item);
        return *this;
    }
    std::string finish() { return hash_.finish_hex(); }

private:
    crypto::Sha256 hash_;
};

std::string iso(std::optional<Date> date)
{
    return date ? to_iso(*date) : std::string{};
}
std::string iso(std::optional<PartialDate> date)
{
    return date ? date->to_iso() : std::string{};
}

}

bool Offer::is_unsure(std::string_view field) const
{
    return std::any_of(unsure_fields.begin(), unsure_fields.end(), [&](UnsureField const& unsure) {
        return unsure.field == field;
    });
}

bool Offer::serves(std::string_view municipality_slug) const
{
    return reach != Reach::municipality || municipality == municipality_slug
        || std::find(coverage.begin(), coverage.end(), municipality_slug) != coverage.end();
}

void complete_hours(Offer& offer)
{
    offer.hours.text = offer.hours_text.source;
    offer.hours.appointment_required = offer.appointment == Appointment::required;
    offer.hours.confirmed_on = offer.confirmed_on;
    offer.hours.is_unsure = offer.is_unsure("hours");
}

std::string content_hash(Offer const& offer)
{
    Fingerprint print;
    auto const words = [&](auto const& list) { print.list(list, [&](auto const& item) { print(item); }); };
    auto const codes = [&](auto const& list) { print.list(list, [&](auto item) { print(to_text(item)); }); };

    print(offer.key)(offer.slug)(to_text(offer.kind))(offer.subkind)(to_text(offer.status));
    print(offer.title)(offer.summary)(offer.description)(offer.target_group)(offer.organisation);
    print(to_text(offer.reach))(offer.municipality);
    words(offer.coverage);
    codes(offer.situations);
    codes(offer.target_groups);
    words(offer.languages);
    words(offer.interpreters);
    print(offer.address.street)(offer.address.postal_code)(offer.address.city)(offer.address.note);
    print(offer.address.latitude)(offer.address.longitude);
    print.list(
        offer.phones, [&](Phone const& phone) { print(phone.printed)(phone.international)(phone.note); });
    print(offer.email)(offer.website);
    print.list(offer.hours.weekly, [&](WeeklyRule const& rule) {
        print(std::int64_t{rule.weekday})(std::int64_t{rule.from.minutes})(std::int64_t{rule.to.minutes});
        print(iso(rule.valid_from))(iso(rule.valid_to))(std::int64_t{rule.by_appointment})(rule.note);
    });
    print.list(offer.hours.exceptions, [&](DatedException const& exception) {
        print(to_iso(exception.day))(std::int64_t{exception.is_closed});
        print(std::int64_t{exception.from.minutes})(std::int64_t{exception.to.minutes})(exception.note);
    });
    print(std::int64_t{offer.hours.always_open})(iso(offer.hours.as_of))(offer.hours_text);
    print(to_text(offer.appointment))(to_text(offer.cost));
    print(offer.cost_amount ? offer.cost_amount->cents : std::int64_t{-1})(offer.cost_note);
    print(to_text(offer.childcare))(to_text(offer.wheelchair));
    words(offer.required_documents);
    print(offer.course.type)(offer.course.level_from)(offer.course.level_to)(iso(offer.course.next_start));
    print(std::int64_t{offer.course.free_places.value_or(-1)});
    print(std::int64_t{offer.is_example})(iso(offer.as_of))(iso(offer.confirmed_on))(offer.outdated_risk);
    print.list(offer.unsure_fields, [&](UnsureField const& unsure) { print(unsure.field)(unsure.word); });
    print.list(
        offer.sources, [&](Source const& source) { print(source.title)(source.site)(iso(source.as_of)); });
    print(offer.remark);
    // Younger fields only where there is one: the next import must not take every offer for a changed one.
    if (!offer.alert.empty() || !offer.application.empty() || !offer.interpretation_note.empty()
        || !offer.accessibility_note.empty() || offer.ages != Ages{}) {
        print(offer.alert)(offer.application)(offer.interpretation_note)(offer.accessibility_note);
        print(std::int64_t{offer.ages.from.value_or(-1)})(std::int64_t{offer.ages.to.value_or(-1)});
    }
    if (std::ranges::any_of(offer.phones, [](Phone const& phone) {
            return phone.kind != PhoneKind::voice || !phone.languages.empty();
        })) {
        print("phone_kinds").list(offer.phones, [&](Phone const& phone) {
            print(to_text(phone.kind));
            words(phone.languages);
        });
    }
    if (!offer.contacts.empty())
        print("contacts").list(offer.contacts, [&](Contact const& contact) {
            print(contact.function)(contact.name)(contact.phone)(contact.email);
        });
    if (!offer.prices.empty())
        print("prices").list(offer.prices, [&](Price const& price) {
            print(price.amount ? price.amount->cents : std::int64_t{-1})(price.option);
            print(iso(price.valid_from))(iso(price.valid_to));
        });
    if (!offer.images.empty()) {
        auto const& shown = offer.images.front();
        print("image")(shown.image.public_id)(shown.alt)(shown.credit);
    }
    return print.finish();
}

} // namespace kommin::portal
