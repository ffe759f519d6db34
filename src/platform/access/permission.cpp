#include "platform/access/permission.hpp"

#include <stdexcept>
#include <string>

namespace kommin {

Scope Scope::of_owner(std::int64_t id)
{
    if (id < 1)
        throw std::invalid_argument("no owner has the id " + std::to_string(id));
    return Scope(id);
}

} // namespace kommin
