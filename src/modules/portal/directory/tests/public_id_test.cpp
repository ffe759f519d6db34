#include "modules/portal/directory/public_id.hpp"

#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

TEST(PublicId, is_a_stable_uuid)
{
    auto const id = public_id_of("offer", TenantId{1}, "o001");
    EXPECT_TRUE(is_uuid(id)) << id;
    EXPECT_EQ(id, public_id_of("offer", TenantId{1}, "o001"));
    EXPECT_NE(id, public_id_of("offer", TenantId{2}, "o001"));
    EXPECT_EQ(id[14], '8') << "version 8 of RFC 9562";
    EXPECT_FALSE(is_uuid("o001"));
}

} // namespace
} // namespace kommin::portal
