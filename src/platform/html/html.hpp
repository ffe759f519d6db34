#pragma once
// Everything that writes HTML.

#include "platform/html/attributes.hpp" // IWYU pragma: export
#include "platform/html/escape.hpp" // IWYU pragma: export
#include "platform/html/url.hpp" // IWYU pragma: export
#include "platform/html/writer.hpp" // IWYU pragma: export
