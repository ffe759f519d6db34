#include "platform/web/write.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace kommin::web {
namespace {

TEST(Readings, are_told_from_work_by_their_last_word)
{
    for (auto const* action :
         {"portal.feedback.read", "staff.accounts.found", "staff.audit.exported", "portal.offer.names_read"})
        EXPECT_TRUE(is_reading(action)) << action;
    for (auto const* action : {"portal.offer.published", "portal.link.check_asked", "read.offer", ""})
        EXPECT_FALSE(is_reading(action)) << action;
    EXPECT_NO_THROW(check_is_reading("staff.account.read"));
    EXPECT_THROW(check_is_reading("staff.account.opened"), std::logic_error);
}

}
} // namespace kommin::web
