#pragma once
// What the app wires: the standing conference and all other panels.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/module_routes.hpp"
#include "modules/meetings/panels/api.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/web/module.hpp"
#include "platform/work/work.hpp"

#include <string>
#include <vector>

namespace kommin::meetings {

// What the module has of people, for the one that keeps them.
contacts::OtherModules of_people();
web::Module meetings_module(MeetingsCare const& care);
// For modules that write panels: what follows here where one is called otherwise.
void follow_panel(Work& work, Panel const& before, Panel const& after);
// What translators find of it at their desk.
std::vector<records::TranslatedKind> translated_kinds();
// The files of papers that a restored database needs, by their hashes.
std::vector<std::string> list_paper_files(db::Connection& db, TenantId tenant);
// At the start of a server, for each tenant: keys of secret votes that an interruption has left behind.
void clear_vote_keys(WorkContext const& context, VoteKeys const& votes);

} // namespace kommin::meetings
