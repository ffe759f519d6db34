#include "platform/calendar/calendar.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>

namespace kommin::calendar {

namespace {

constexpr int seconds_until_next_look = 12 * 60 * 60;

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;
struct FreeText {
    void operator()(char* text) const { icalmemory_free_buffer(text); }
};

// The library escapes line ends, commas and semicolons; other control characters it would pass on.
std::string clean(std::string text)
{
    std::erase(text, '\r');
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; }, ' ');
    return text;
}

std::string on_one_line(std::string text)
{
    text = clean(std::move(text));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

// Parameters stand in quotation marks, which nothing can escape (RFC 5545 § 3.2).
std::string clean_parameter(std::string text)
{
    text = on_one_line(std::move(text));
    std::replace(text.begin(), text.end(), '"', '\'');
    return text;
}

icaltimetype time_of(Instant instant)
{
    auto const seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    return icaltime_from_timet_with_zone(static_cast<time_t>(seconds), 0, icaltimezone_get_utc_timezone());
}

icaltimetype day_of(Date date)
{
    auto day = icaltime_null_date();
    day.year = static_cast<int>(date.year());
    day.month = static_cast<int>(static_cast<unsigned>(date.month()));
    day.day = static_cast<int>(static_cast<unsigned>(date.day()));
    return day;
}

template<typename T>
T* made(T* part)
{
    if (part == nullptr)
        throw std::bad_alloc();
    return part;
}

void add(icalcomponent& component, icalproperty* property)
{
    icalcomponent_add_property(&component, made(property));
}

void add_text(
    icalcomponent& component, icalproperty* (*make)(char const*), std::string const& text,
    std::string const& language)
{
    if (text.empty())
        return;
    auto* property = made(make(clean(text).c_str()));
    if (!language.empty())
        icalproperty_add_parameter(
            property, made(icalparameter_new_language(clean_parameter(language).c_str())));
    add(component, property);
}

void add_extension(icalcomponent& component, char const* name, std::string const& text)
{
    auto* property = made(icalproperty_new_x(text.c_str()));
    icalproperty_set_x_name(property, name);
    add(component, property);
}

void name_person(icalproperty& property, Person const& person)
{
    if (!person.name.empty())
        icalproperty_add_parameter(
            &property, made(icalparameter_new_cn(clean_parameter(person.name).c_str())));
}

std::string address_of(Person const& person)
{
    if (person.address.empty())
        throw std::invalid_argument("nobody without an address is invited to a date");
    return "mailto:" + clean_parameter(person.address);
}

void add_organizer(icalcomponent& component, Person const& organizer)
{
    auto* property = made(icalproperty_new_organizer(address_of(organizer).c_str()));
    name_person(*property, organizer);
    add(component, property);
}

// Nobody is asked to answer with a mail, which no program would read: the letter has a link for that.
void add_invited(icalcomponent& component, Person const& invited)
{
    auto* property = made(icalproperty_new_attendee(address_of(invited).c_str()));
    name_person(*property, invited);
    for (auto* parameter :
         {icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT),
          icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION), icalparameter_new_rsvp(ICAL_RSVP_FALSE)})
        icalproperty_add_parameter(property, made(parameter));
    add(component, property);
}

struct Bounds {
    icaltimetype begin;
    icaltimetype end; // exclusive, as the format wants it for days, too
};

Bounds bounds_of(Hours const& hours)
{
    if (hours.end < hours.begin)
        throw std::invalid_argument("a date that ends before it begins");
    return {time_of(hours.begin), time_of(hours.end)};
}

Bounds bounds_of(Days const& days)
{
    if (!days.first.ok() || !days.last.ok() || days.last < days.first)
        throw std::invalid_argument("days that are none");
    return {day_of(days.first), day_of(days.last + std::chrono::days{1})};
}

icalproperty_status status_of(Method method, Event const& event)
{
    return method == Method::cancel || event.is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED;
}

Component component_of(Method method, Event const& event)
{
    if (event.uid.empty())
        throw std::invalid_argument("a date without uid");
    if (method != Method::publish && (!event.organizer || !event.invited))
        throw std::invalid_argument("an invitation without organizer or invited");
    Component component{made(icalcomponent_new(ICAL_VEVENT_COMPONENT))};
    auto& out = *component;
    auto const bounds = std::visit([](auto const& when) { return bounds_of(when); }, event.when);
    add(out, icalproperty_new_uid(clean_parameter(event.uid).c_str()));
    add(out, icalproperty_new_sequence(event.sequence));
    add(out, icalproperty_new_dtstamp(time_of(event.written)));
    add(out, icalproperty_new_dtstart(bounds.begin));
    add(out, icalproperty_new_dtend(bounds.end));
    add(out, icalproperty_new_status(status_of(method, event)));
    add_text(out, icalproperty_new_summary, event.title, event.language);
    add_text(out, icalproperty_new_description, event.description, event.language);
    add_text(out, icalproperty_new_location, event.location, event.language);
    if (!event.url.empty())
        add(out, icalproperty_new_url(clean_parameter(event.url).c_str()));
    if (event.organizer)
        add_organizer(out, *event.organizer);
    if (event.invited)
        add_invited(out, *event.invited);
    // Whole days do not block a calendar: the time of day is not known yet.
    add(out,
        icalproperty_new_transp(
            std::holds_alternative<Days>(event.when) || status_of(method, event) == ICAL_STATUS_CANCELLED
                ? ICAL_TRANSP_TRANSPARENT
                : ICAL_TRANSP_OPAQUE));
    return component;
}

icalproperty_method method_of(Method method)
{
    switch (method) {
    case Method::publish:
        return ICAL_METHOD_PUBLISH;
    case Method::request:
        return ICAL_METHOD_REQUEST;
    case Method::cancel:
        return ICAL_METHOD_CANCEL;
    }
    throw std::logic_error("a method that there is not");
}

Component calendar_for(Method method)
{
    Component calendar{made(icalcomponent_new(ICAL_VCALENDAR_COMPONENT))};
    add(*calendar, icalproperty_new_version("2.0"));
    add(*calendar, icalproperty_new_prodid("-//Kommin//Kommin//DE"));
    add(*calendar, icalproperty_new_calscale("GREGORIAN"));
    add(*calendar, icalproperty_new_method(method_of(method)));
    return calendar;
}

std::string printed(Component const& calendar)
{
    std::unique_ptr<char, FreeText> const text{made(icalcomponent_as_ical_string_r(calendar.get()))};
    return text.get();
}

}

std::string print(Method method, Event const& event)
{
    auto const calendar = calendar_for(method);
    icalcomponent_add_component(calendar.get(), component_of(method, event).release());
    return printed(calendar);
}

std::string print(Feed const& feed)
{
    auto const calendar = calendar_for(Method::publish);
    // RFC 7986, and what calendars understood before it.
    auto const name = on_one_line(feed.name);
    add_text(*calendar, icalproperty_new_name, name, {});
    add_extension(*calendar, "X-WR-CALNAME", name);
    add(*calendar, icalproperty_new_refreshinterval(icaldurationtype_from_int(seconds_until_next_look)));
    add_extension(*calendar, "X-PUBLISHED-TTL", "PT12H");
    for (auto const& event : feed.events)
        icalcomponent_add_component(calendar.get(), component_of(Method::publish, event).release());
    return printed(calendar);
}

} // namespace kommin::calendar
