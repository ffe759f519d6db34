#include "modules/contacts/people/person.hpp"

#include "platform/search/fold.hpp"

#include <algorithm>

namespace kommin::contacts {

MessageKey label_of(FieldOfWork field)
{
    switch (field) {
    case FieldOfWork::administration:
        return "people.work.administration"_msg;
    case FieldOfWork::politics:
        return "people.work.politics"_msg;
    case FieldOfWork::welfare:
        return "people.work.welfare"_msg;
    case FieldOfWork::migrant_organisation:
        return "people.work.migrant_organisation"_msg;
    case FieldOfWork::education:
        return "people.work.education"_msg;
    case FieldOfWork::economy:
        return "people.work.economy"_msg;
    case FieldOfWork::religious_community:
        return "people.work.religious_community"_msg;
    case FieldOfWork::volunteer:
        return "people.work.volunteer"_msg;
    case FieldOfWork::other:
        return "people.work.other"_msg;
    case FieldOfWork::unknown:
        break;
    }
    return "people.unknown"_msg;
}

MessageKey label_of(Gender gender)
{
    switch (gender) {
    case Gender::female:
        return "people.gender.female"_msg;
    case Gender::male:
        return "people.gender.male"_msg;
    case Gender::diverse:
        return "people.gender.diverse"_msg;
    case Gender::undisclosed:
        return "people.gender.undisclosed"_msg;
    case Gender::unknown:
        break;
    }
    return "people.unknown"_msg;
}

namespace {

std::string joined(std::string_view one, std::string_view other)
{
    std::string both(one);
    both += one.empty() || other.empty() ? "" : " ";
    return both += other;
}

}

std::string Person::name() const
{
    return joined(title, joined(given_name, family_name));
}

std::string Person::list_name() const
{
    auto const rest = joined(title, given_name);
    if (family_name.empty() || rest.empty())
        return joined(family_name, rest);
    return family_name + ", " + rest;
}

Address const* PersonRecord::preferred(AddressKind kind) const
{
    auto const found = std::ranges::find(addresses, kind, &Address::kind);
    return found == addresses.end() ? nullptr : &*found;
}

std::string list_text_of(Person const& person)
{
    return search::folded_text(joined(person.family_name, person.given_name));
}

} // namespace kommin::contacts
