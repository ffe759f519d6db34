#pragma once
// Finding: something wrong in a file, told in the form that editors jump to.

#include <cstddef>
#include <string>
#include <vector>

namespace kommin::catalogue {

enum class Severity {
    error,
    incomplete, // a translation or text that is still to come: tolerable while people work on it
};

struct Finding {
    Severity severity = Severity::error;
    std::string file;
    std::size_t line = 0; // 0: the file as a whole
    std::string what;
};

using Findings = std::vector<Finding>;

} // namespace kommin::catalogue
