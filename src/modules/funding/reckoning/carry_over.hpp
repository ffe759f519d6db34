#pragma once
// Money of a budget line that was not spent, carried into the next year (docs/adr/0102).
//
// The rule is that of the state, § 22 KomHVO NRW (Kommunalhaushaltsverordnung Nordrhein-Westfalen of
// 12 December 2018, GV. NRW. p. 708): authorisations can be carried over (1), by principles that the head of
// the administration sets with the consent of the council, here of the Kreistag; what is carried raises the
// line of the next year (2); money that is bound to a purpose stays with it until that is fulfilled (3); the
// council gets an overview (4). How long money may be carried on is a matter of those principles, so that
// nothing here ends it; that it stays with its measure, its source and what it hangs on follows from (3).

#include "modules/funding/reckoning/budget.hpp"

namespace kommin::funding {

struct Carried {
    Money in; // from the year before
    Money out; // into the next year
    [[nodiscard]] bool is_nothing() const { return in == Money{} && out == Money{}; }
    friend bool operator==(Carried const&, Carried const&) = default;
};

// What counts in the year of the line: planned and secured with what came and without what went on, and what
// is committed without as much of that as was not spent. Hence no cent counts in two years, and neither the
// gap of a year changes nor what it has too much. What is committed of the money that came is entered in the
// next year: nothing is added to it. What nobody knows stays unknown.
Amounts with_carried(Amounts const& amounts, Carried const& carried);
// How much may still be carried on: of what is planned and secured in that year as much as was not spent.
// Nothing where one of the three is not known: then nobody knows what is left.
std::optional<Money> carriable_of(Amounts const& amounts, Carried const& carried);
// Whether a line can have given and got so much: planned and secured are known where anything was carried,
// and no less than what went on.
bool bears(Amounts const& amounts, Carried const& carried);

} // namespace kommin::funding
