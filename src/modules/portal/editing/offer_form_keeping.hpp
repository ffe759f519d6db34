#pragma once
// What stays of an offer whose form was sent; private to the form.

#include "modules/portal/directory/offer.hpp"
#include "platform/records/fields.hpp"

#include <string_view>

namespace kommin::portal {

// Which fields still say what they showed.
class Untouched {
public:
    Untouched(records::Fields const& fields, records::Fields const& shown)
        : fields_(fields)
        , shown_(shown)
    { }
    bool operator()(std::string_view field) const { return fields_.values(field) == shown_.values(field); }

private:
    records::Fields const& fields_;
    records::Fields const& shown_;
};

// A field says less than its part of the record: what no field shows stays, what nobody has touched stays
// what it was, translations stay with their texts.
void keep_earlier(Offer& entered, Offer const& before, Untouched const& is_untouched);

} // namespace kommin::portal
