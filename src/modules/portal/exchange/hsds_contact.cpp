// Telephones and contacts of an HSDS service.

#include "modules/portal/exchange/hsds_parts.hpp"
#include "platform/html/url.hpp"

#include <algorithm>
#include <utility>

namespace kommin::portal {

namespace {

// Nothing for what no office has: "video", "pager".
std::optional<PhoneKind> kind_of_type(std::string_view type)
{
    if (type == "cell")
        return PhoneKind::mobile;
    if (type.empty())
        return PhoneKind::voice;
    auto const kind = enum_from<PhoneKind>(type);
    return kind == PhoneKind::mobile ? std::nullopt : kind; // not a word of HSDS
}

void add_digits(std::string& number, std::string_view text)
{
    std::copy_if(
        text.begin(), text.end(), std::back_inserter(number), [](char c) { return c >= '0' && c <= '9'; });
}

// "02303 27-15" has its extension 15 already.
bool ends_with_extension(std::string_view number, std::string_view extension)
{
    if (!number.ends_with(extension) || number.size() == extension.size())
        return false;
    char const before = number[number.size() - extension.size() - 1];
    return before < '0' || before > '9';
}

// Without its extension a number leads elsewhere. It follows a hyphen (DIN 5008).
void add_extension(Phone& phone, std::string const& extension)
{
    if (extension.empty() || ends_with_extension(phone.printed, extension))
        return;
    phone.printed += '-' + extension;
    if (!phone.international.empty())
        add_digits(phone.international, extension);
}

void read_phone_languages(
    Phone& phone, HsdsObject& value, HsdsPaths const& paths, DroppedFields& dropped, HsdsReport& report)
{
    for (auto const& entry : value.list("languages")) {
        HsdsObject spoken(entry, paths.phone_languages, dropped);
        auto const code = spoken.text("code");
        auto const name = spoken.text("name");
        spoken.drop_rest();
        auto const found = Language::find(code);
        if (!found || !has_name(*found))
            report.warn("phones.languages.code", "import.warning.language"_msg, code.empty() ? name : code);
        else if (std::ranges::find(phone.languages, found->tag()) == phone.languages.end())
            phone.languages.emplace_back(found->tag());
    }
}

// Nothing without a number.
std::optional<Phone> read_number(HsdsObject& value)
{
    auto const number = value.text("number");
    auto const extension = value.text_or_integer("extension");
    if (number.empty())
        return std::nullopt;
    Phone phone{number, {}, {}};
    if (number.find('+') != std::string::npos)
        phone.international = html::Url::phone(number).text().substr(std::string_view("tel:").size());
    add_extension(phone, extension);
    auto const kind = kind_of_type(value.text("type"));
    if (!kind)
        value.drop("type");
    phone.kind = kind.value_or(PhoneKind::voice);
    return phone;
}

void read_phones(
    Offer& offer, HsdsObject& owner, HsdsPaths const& paths, DroppedFields& dropped, HsdsReport& report)
{
    for (auto const& entry : owner.list("phones")) {
        HsdsObject value(entry, paths.phones, dropped);
        auto phone = read_number(value);
        if (!phone) {
            owner.drop("phones");
            continue;
        }
        phone->note.source = value.text("description");
        read_phone_languages(*phone, value, paths, dropped, report);
        value.drop_rest();
        if (std::ranges::find(offer.phones, phone->printed, &Phone::printed) == offer.phones.end())
            offer.phones.push_back(std::move(*phone));
    }
}

// One number per contact: the first under which somebody answers.
std::string read_phone_of(HsdsObject& contact, HsdsPaths const& paths, DroppedFields& dropped)
{
    std::string printed;
    for (auto const& entry : contact.list("phones")) {
        HsdsObject value(entry, paths.contact_phones, dropped);
        auto const phone = read_number(value);
        value.drop_rest();
        if (phone && phone->is_to_talk() && printed.empty())
            printed = phone->printed;
        else
            contact.drop("phones");
    }
    return printed;
}

std::string function_of(HsdsObject& contact)
{
    auto function = contact.text("title");
    auto const department = contact.text("department");
    if (!function.empty() && !department.empty())
        function += ", ";
    return function + department;
}

bool is_same(Contact const& left, Contact const& right)
{
    return left.name == right.name && left.function.source == right.function.source;
}

void read_contacts(Offer& offer, HsdsObject& owner, HsdsPaths const& paths, DroppedFields& dropped)
{
    for (auto const& entry : owner.list("contacts")) {
        HsdsObject value(entry, paths.contacts, dropped);
        Contact contact{
            {function_of(value), {}},
            value.text("name"),
            read_phone_of(value, paths, dropped),
            value.text("email")};
        value.drop_rest();
        auto const known = std::ranges::find_if(
            offer.contacts, [&](Contact const& other) { return is_same(other, contact); });
        bool const is_somebody = !contact.name.empty() || !contact.function.empty();
        if (known != offer.contacts.end()) {
            if (known->phone.empty())
                known->phone = contact.phone;
            if (known->email.empty())
                known->email = contact.email;
        } else if (is_somebody && offer.contacts.size() < most_contacts) {
            offer.contacts.push_back(std::move(contact));
        } else {
            owner.drop("contacts");
        }
    }
}

}

void read_hsds_contact(
    Offer& offer, HsdsObject& owner, HsdsPaths const& paths, DroppedFields& dropped, HsdsReport& report)
{
    read_phones(offer, owner, paths, dropped, report);
    read_contacts(offer, owner, paths, dropped);
}

} // namespace kommin::portal
