#pragma once
// Gathering links: where the records lead that the public sees. Every night in a round over all of them, and
// of one record at once when it has changed. A record that cannot be read or stored is logged and passed
// over.

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/info_page.hpp"
#include "modules/portal/directory/offer.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <string_view>

namespace kommin::portal {

// What this record leads to now, at once instead of in the night: after a change. What nobody has asked about
// yet is asked as soon as a worker has time. Nothing of a record that the public does not see.
void gather_links(Work& work, OfferId id);
void gather_links(Work& work, PageId id);
void gather_links(Work& work, contacts::OrganisationId id);
void gather_links(Work& work, tenants::BodyId id); // a place: that of the Kreis says whom to turn to

// The round over all records; behind its last one the job `next` follows once.
struct GatheringJobs {
    JobRule offers;
    JobRule organisations;
};
GatheringJobs gathering_jobs(std::string_view next);
RecurringRule link_night();

} // namespace kommin::portal
