#pragma once
// Keeping the work lists of translators: what each record has open is stored whenever it is written.

#include "modules/portal/directory/info_page.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/translated_kinds.hpp"
#include "modules/tenants/api.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/content/progress.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/round.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kommin::portal {

struct Translatable;

// The introduction of a municipality or of the Kreis, with its translations.
LocalisedText introduction_of(db::Connection& db, TenantId tenant, tenants::Body const& body);

// What the work lists of the translators should say in a district.
struct TranslatedDistrict {
    std::vector<Language> languages;
    std::vector<tenants::Body> bodies;

    static TranslatedDistrict load(db::Connection& db, TenantId tenant);
    // Refers to the texts of the record, which must outlive it.
    [[nodiscard]] content::TranslatedRecord record_of(Offer const& offer, OfferId id) const;
    [[nodiscard]] content::TranslatedRecord record_of(InfoPage const& page, PageId id) const;
    [[nodiscard]] static content::TranslatedRecord record_of(
        tenants::Body const& body, LocalisedText const& introduction);
    // Of a kind that is nobody's in particular.
    [[nodiscard]] static content::TranslatedRecord record_of(Translatable const& record);
    // An offer that has ended is nobody's work any more; one that is not published yet may be prepared.
    [[nodiscard]] std::span<Language const> languages_of(Offer const& offer) const;

private:
    [[nodiscard]] std::optional<std::int64_t> owner_of(std::string_view municipality) const;
};

// Keeps the work lists of the translators: told of every record that is written. One per work.
class ProgressKeeper {
public:
    explicit ProgressKeeper(Work& work);
    void note(Offer const& offer, OfferId id);
    void note(InfoPage const& page, PageId id);
    void note(tenants::Body const& body); // its introduction
    void note(Translatable const& record); // of a kind that is nobody's in particular; without fields no work

private:
    Work& work_;
    TranslatedDistrict district_;
};

// Counts everything anew, every night: for what other programs have stored, and for languages that a district
// adds.
RecurringRule progress_count();
// What that begins: a round over all offers and what else is translated, which writes only where the work
// lists say something else. However many there are, a turn ends after its time and another one goes on behind
// the last batch, whatever kind that was of.
struct PaceOfCount {
    int at_once = 200; // records of one batch, all of one kind
    std::chrono::milliseconds longest_turn = longest_turn_of_round;
};
JobRule progress_round(TranslatedKinds const& kinds, PaceOfCount pace = {});

} // namespace kommin::portal
