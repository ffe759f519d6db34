#pragma once
// `kommin mail bounced`: takes a report about a mail that did not arrive from the mail server.

#include "platform/base/clock.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/db/connection.hpp"

#include <istream>
#include <string>

namespace kommin::app {

// Reads one mail to its end and says in a sentence without addresses what came of it. Whatever is no report,
// or not about a letter of this installation, changes nothing and is no failure: nobody shall get an answer
// to it. Throws what the database throws.
std::string take_returned_mail(
    db::Connection& db, Clock const& clock, crypto::Key const& server_key, std::istream& input);

} // namespace kommin::app
