#pragma once
// A file of passwords that were stolen somewhere, which an operator may provide: one SHA-1 per line in hex
// digits, in ascending order, perhaps with ":" and how often it was seen, as the well-known downloads are.
// They have tens of gigabytes: the file is searched where it lies, and nobody outside is asked.

#include <filesystem>
#include <string_view>

namespace kommin::identity {

// Safe from all threads: holds no open file, so that a newer one may take its place at any time.
class LeakedPasswords {
public:
    explicit LeakedPasswords(std::filesystem::path file);

    // Looks at a few hundred lines from the beginning to the end: whether they are such hashes and in order.
    [[nodiscard]] bool is_usable() const;
    // Throws files::Unavailable where that cannot be said: the file is gone, or its lines are no hashes.
    [[nodiscard]] bool contain(std::string_view password) const;

private:
    std::filesystem::path file_;
};

// What a new password is measured by, beside the person it is for.
struct PasswordRules {
    std::string_view site_name = {};
    LeakedPasswords const* leaked = nullptr; // where the operator provides them
};

} // namespace kommin::identity
