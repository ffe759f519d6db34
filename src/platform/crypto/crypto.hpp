#pragma once
// Everything of platform/crypto.

#include "platform/crypto/base32.hpp" // IWYU pragma: export
#include "platform/crypto/hash.hpp" // IWYU pragma: export
#include "platform/crypto/hmac.hpp" // IWYU pragma: export
#include "platform/crypto/password.hpp" // IWYU pragma: export
#include "platform/crypto/random.hpp" // IWYU pragma: export
#include "platform/crypto/seal.hpp" // IWYU pragma: export
#include "platform/crypto/sign.hpp" // IWYU pragma: export
#include "platform/crypto/wipe.hpp" // IWYU pragma: export
