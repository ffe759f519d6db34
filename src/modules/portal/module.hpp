#pragma once
// What the app wires: the portal with its routes, its jobs and what it shows to the public.

#include "modules/portal/directory/image_files.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/editing/folder_pages.hpp"
#include "modules/portal/editing/machine_translation.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "platform/command/command.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/search/concepts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/module.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kommin::portal {

struct PortalOptions {
    std::shared_ptr<search::Concepts const> concepts; // the vocabulary of the search
    FeedbackCare feedback;
    LinkCare links = {};
    TranslationCare translations = {};
    ImageCare images = {};
    // Seals what searches in vain are recognised by. Empty: they are not counted.
    std::function<crypto::Key const&()> search_key = {};
    BuildIndex build_index = &search::Index::build; // called by one thread at a time
};

std::vector<command::Command> commands();

// The files that the pictures of a district need, by their hashes: for whoever proves that all are there.
std::vector<std::string> list_image_files(db::Connection& db, TenantId tenant);

web::Module portal_module(PortalOptions options);

} // namespace kommin::portal
