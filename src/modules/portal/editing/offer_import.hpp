#pragma once
// The import of offers: what a file says is checked in every row and field and stored, all or nothing.
// Idempotent: an offer of which the file says what it said last time is left alone, whatever became of it
// here; its id and slug never change. Translations that the file does not bring stay; where the source text
// changed they are shown as outdated. Where both the file and somebody here have changed an offer, it stays
// as it is here and is told of, unless the import is to overwrite. What has versions gets one for what it
// becomes. An address for asking is taken where there is none yet; to overwrite means that, too.

#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace kommin::portal {

// What a reader must know of the stored world.
ImportContext load_import_context(db::Connection& db, TenantId tenant, Date today);

struct ImportReport {
    int created = 0;
    int changed = 0;
    int unchanged = 0;
    int kept = 0; // changed in the file and here: stayed as they are here, each with a warning
    std::vector<ImportProblem> problems; // not empty: the work must not be committed
    std::vector<ImportProblem> warnings;
};

struct ImportOptions {
    std::string source_name; // file name, for the record
    std::string source_hash; // of the file's bytes
    bool overwrites_edited = false; // also offers that somebody has changed here
    std::function<void(std::size_t done, std::size_t all)> progress; // may be empty
};

// Stores the offers within the given work. The caller commits it if there is no problem; a dry run is the
// same work, not committed, so that it finds whatever the real one would.
ImportReport import_offers(Work& work, ReadOffers const& read, ImportOptions const& options);

} // namespace kommin::portal
