// Whom to ask for, in a flat offer: "Aufgabe; Name; Telefon; E-Mail".

#include "modules/portal/exchange/flat_offer.hpp"
#include "modules/portal/exchange/flat_reader.hpp"
#include "modules/portal/exchange/flat_signs.hpp"

#include <array>

namespace kommin::portal {

void read_flat_contacts(FlatReader& row, Offer& offer)
{
    auto const cell = hide_escaped(row.text("contacts")); // the parts refer to it
    for (auto const entry : split_lines(cell)) {
        Contact contact;
        std::array<std::string*, 4> const places{
            &contact.function.source, &contact.name, &contact.phone, &contact.email};
        auto const parts = split_parts(entry);
        if (parts.size() > places.size()) {
            row.wrong("contacts", "import.problem.contact_parts"_msg, reveal(entry, Reveal::as_typed));
            continue;
        }
        for (std::size_t i = 0; i < parts.size(); ++i)
            *places.at(i) = reveal(parts[i]);
        offer.contacts.push_back(std::move(contact));
    }
}

std::string flat_contact(Contact const& contact)
{
    return join_parts({contact.function.source, contact.name, contact.phone, contact.email});
}

} // namespace kommin::portal
