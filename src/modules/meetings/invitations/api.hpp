#pragma once
// What other modules may know of letters: what all of them have in common on their way out.

#include "modules/meetings/invitations/letter_sending.hpp"
